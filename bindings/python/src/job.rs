//! A survey in parts: counts and quotations of some rows, as streams of Arrow that an engine sends
//! from machine to machine and adds up.

use std::sync::Arc;

use arrow_array::RecordBatch;
use pyo3::{
    prelude::*,
    types::{PyDict, PyTuple},
};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use yiti::{
    budget::PORTION_BYTES,
    config::Config,
    model::Merge,
    pages::Portion,
    run::Run,
    survey::{self, Claims, Job, Quotes, Survey as Surveyed, SurveyTally, lines::Names},
    transcript::GroupBy,
};

use crate::{
    errors::{YitiError, refused, wrong},
    frame::{self, Column, Role},
    lines::{self, Lines, Read},
    settings::Given,
    survey::{Survey, grouped},
    work::{one_thread, work},
};

/// All that a machine needs to do its part of a survey.
#[derive(Serialize, Deserialize)]
struct Task {
    job: Job,
    roles: Vec<Role>,
    /// What the table is called.
    name: String,
}

/// A survey in parts. It can be sent to other processes; what they have installed must be the same.
#[pyclass(frozen, module = "yiti")]
pub(crate) struct SurveyJob {
    task: Arc<Task>,
    config: Config,
}

impl Task {
    /// The rows of a frame in portions.
    fn portions(&self, columns: &[Column]) -> yiti::Result<Vec<Portion>> {
        let mut portions = Vec::new();
        let mut text = String::new();
        for row in frame::rows(columns, &self.roles)? {
            text += &row;
            if text.len() >= PORTION_BYTES {
                portions.push(Portion::of_no_file(&self.name, std::mem::take(&mut text)));
            }
        }
        if !text.is_empty() {
            portions.push(Portion::of_no_file(&self.name, text));
        }
        Ok(portions)
    }

    /// What is counted of the rows of a frame, on all threads that there are here.
    fn count(&self, columns: &[Column], run: &Run) -> yiti::Result<SurveyTally> {
        let portions = self.portions(columns)?;
        let counts = portions.par_iter().map(|portion| survey::count(portion, run));
        counts.try_reduce(SurveyTally::default, |a, b| Ok(a.merge(b)))
    }

    /// What they say of what is claimed.
    fn quote(&self, columns: &[Column], claims: &Claims<'_>, run: &Run) -> yiti::Result<Quotes> {
        let portions = self.portions(columns)?;
        let quotes = portions.par_iter().map(|portion| survey::quote(portion, claims, run));
        quotes.try_reduce(Quotes::default, |a, b| Ok(a.merge(b)))
    }

    /// Both of one frame.
    fn survey(&self, columns: &[Column]) -> yiti::Result<Surveyed> {
        let run = self.job.run()?;
        let survey = survey::of_tally(&self.count(columns, &run)?, &run, &self.name)?;
        let claims = Claims::of(&survey, &run)?;
        let quotes = self.quote(columns, &claims, &run)?;
        Ok(survey.quoted(quotes, &claims))
    }
}

impl SurveyJob {
    /// The survey of a frame that is here.
    pub(crate) fn of_frame(&self, py: Python<'_>, columns: Vec<Column>) -> PyResult<Survey> {
        let task = Arc::clone(&self.task);
        work(py, move || task.survey(&columns)).map(Survey::from)
    }

    fn of_task(task: Task) -> PyResult<Self> {
        // A machine with other word lists is refused where it counts, so that it is heard of.
        let config = task.job.config().map_err(refused)?;
        Ok(Self { task: Arc::new(task), config })
    }
}

#[pymethods]
impl SurveyJob {
    #[new]
    #[pyo3(signature = (text="text", *, by="speaker", name="frame", settings=None, **keywords))]
    pub(crate) fn new(
        text: &str,
        by: &str,
        name: &str,
        settings: Option<&Bound<'_, PyAny>>,
        keywords: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Self> {
        let roles = Role::all(text, keywords)?;
        let config = grouped(Given { settings, keywords }.over(&Config::default())?, by);
        let job = Job::new(&config).map_err(refused)?;
        Self::of_task(Task { job, roles, name: name.to_owned() })
    }

    /// Those columns of a table that it reads, of all that the table has.
    fn columns(&self, all: Vec<String>) -> PyResult<Vec<String>> {
        let roles = &self.task.roles;
        frame::with_columns(all.iter().map(String::as_str), roles).map_err(refused)?;
        let by = &self.config.transcript.group_by;
        let is_group = |name: &str| matches!(by, GroupBy::Column(column) if column == name);
        let is_read = |name: &String| Role::is_read(name, roles) || is_group(name);
        Ok(all.into_iter().filter(is_read).collect())
    }

    /// The counts of batches of rows, as lines `group, kind, name, draw, count` (`draw` is -1 for
    /// the rows as they are). Lines that agree in all but the count may be added up. What is wrong
    /// is a line of its own, of the kind `error`.
    fn count(&self, batches: &Bound<'_, PyAny>) -> PyResult<Lines> {
        let counting = || Counting::new(Arc::clone(&self.task));
        Ok(match each(batches, counting)? {
            Ok(Counting { run, tally, .. }) => Lines::of_counts(tally, &run),
            Err(error) => Lines::of_error(error),
        })
    }

    /// The survey that all counts give, without quotations.
    fn score(&self, counts: &Bound<'_, PyAny>) -> PyResult<Survey> {
        let (reader, task) = (frame::batches(counts)?, Arc::clone(&self.task));
        let scored = work(counts.py(), move || {
            let run = task.job.run()?;
            Ok(match lines::read_counts(reader, &run)? {
                Read::Whole(tally) => Read::Whole(survey::of_tally(&tally, &run, &task.name)?),
                Read::Refused(told) => Read::Refused(told),
            })
        });
        match scored? {
            Read::Whole(found) => Ok(found.into()),
            Read::Refused(told) => Err(YitiError::new_err(told)),
        }
    }

    /// What batches of rows say of what a survey claims, as lines `group, kind, name, text, speaker,
    /// source, id`: at most three for a claim.
    fn quote(&self, survey: &Survey, batches: &Bound<'_, PyAny>) -> PyResult<Lines> {
        let quoting = || Quoting::new(Arc::clone(&self.task), Arc::clone(&survey.found));
        match each(batches, quoting)? {
            Ok(quoting) => quoting.lines().map_err(refused),
            Err(error) => Err(refused(error)),
        }
    }

    /// The lines of several parts as those of one: at most three for a claim.
    fn merge(&self, survey: &Survey, batches: &Bound<'_, PyAny>) -> PyResult<Lines> {
        let merging = || {
            let quoting = Quoting::new(Arc::clone(&self.task), Arc::clone(&survey.found));
            quoting.map(Merging)
        };
        match each(batches, merging)? {
            Ok(Merging(quoting)) => quoting.lines().map_err(refused),
            Err(error) => Err(refused(error)),
        }
    }

    /// The survey with the quotations of these lines.
    fn quoted(&self, survey: &Survey, quotes: &Bound<'_, PyAny>) -> PyResult<Survey> {
        let (reader, task) = (frame::batches(quotes)?, Arc::clone(&self.task));
        let found = Arc::clone(&survey.found);
        let quoted = work(quotes.py(), move || {
            let run = task.job.run()?;
            let claims = Claims::of(&found, &run)?;
            let mut quotes = Quotes::default();
            for batch in reader {
                lines::read_quotes(&lines::readable(batch)?, &mut quotes, &claims)?;
            }
            Ok(Surveyed::clone(&found).quoted(quotes, &claims))
        });
        quoted.map(Survey::from)
    }

    /// The job as text, for other processes.
    fn to_json(&self) -> PyResult<String> {
        serde_json::to_string(&*self.task)
            .map_err(|error| wrong("job", &error.to_string(), "report this"))
    }

    /// A job from its text.
    #[staticmethod]
    fn from_json(json: &str) -> PyResult<Self> {
        let task = serde_json::from_str(json)
            .map_err(|error| wrong("job", &error.to_string(), "give what to_json gave"))?;
        Self::of_task(task)
    }

    /// It goes to other processes as text.
    fn __reduce__<'py>(slf: Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let json = slf.get().to_json()?.into_pyobject(slf.py())?;
        let load = slf.get_type().getattr("from_json")?;
        (load, (json,)).into_pyobject(slf.py())
    }
}

/// Work on rows, batch by batch.
trait Part: Sized + Send {
    fn take(&mut self, batch: &RecordBatch) -> yiti::Result<()>;
}

/// Counts rows.
struct Counting {
    task: Arc<Task>,
    run: Run,
    tally: SurveyTally,
}

impl Counting {
    fn new(task: Arc<Task>) -> yiti::Result<Self> {
        let run = task.job.run()?;
        Ok(Self { task, tally: Names::of(&run).tally(), run })
    }
}

impl Part for Counting {
    fn take(&mut self, batch: &RecordBatch) -> yiti::Result<()> {
        let more = self.task.count(&frame::of_batch(batch), &self.run)?;
        self.tally = std::mem::take(&mut self.tally).merge(more);
        survey::within_limit(&self.tally, &self.task.name)
    }
}

/// Looks for sentences to quote.
struct Quoting {
    task: Arc<Task>,
    run: Run,
    survey: Arc<Surveyed>,
    quotes: Quotes,
}

impl Quoting {
    fn new(task: Arc<Task>, survey: Arc<Surveyed>) -> yiti::Result<Self> {
        let run = task.job.run()?;
        Ok(Self { task, run, survey, quotes: Quotes::default() })
    }

    fn lines(&self) -> yiti::Result<Lines> {
        Ok(Lines::of_quotes(&self.quotes, &Claims::of(&self.survey, &self.run)?))
    }
}

impl Part for Quoting {
    fn take(&mut self, batch: &RecordBatch) -> yiti::Result<()> {
        let claims = Claims::of(&self.survey, &self.run)?;
        let more = self.task.quote(&frame::of_batch(batch), &claims, &self.run)?;
        self.quotes = std::mem::take(&mut self.quotes).merge(more);
        Ok(())
    }
}

/// Takes lines with quotations instead of rows.
struct Merging(Quoting);

impl Part for Merging {
    fn take(&mut self, batch: &RecordBatch) -> yiti::Result<()> {
        let claims = Claims::of(&self.0.survey, &self.0.run)?;
        lines::read_quotes(batch, &mut self.0.quotes, &claims)
    }
}

/// Does a part of the work on what an iterator gives. It is done on one thread: an engine has a
/// worker for each core.
fn each<P: Part>(
    batches: &Bound<'_, PyAny>,
    begin: impl FnOnce() -> yiti::Result<P> + Send,
) -> PyResult<yiti::Result<P>> {
    let py = batches.py();
    let mut part = match py.detach(begin) {
        Ok(part) => part,
        Err(error) => return Ok(Err(error)),
    };
    let thread = one_thread()?;
    for given in batches.try_iter()? {
        for batch in frame::batches(&given?)? {
            let taken = py.detach(|| {
                let batch = lines::readable(batch)?;
                thread.install(|| part.take(&batch))
            });
            if let Err(error) = taken {
                return Ok(Err(error));
            }
        }
    }
    Ok(Ok(part))
}

//! What was read and split into speeches.

use std::{path::PathBuf, sync::Arc};

use pyo3::{prelude::*, types::PyDict};
use serde::Serialize;
use yiti::{
    Record, Yiti,
    analysis::{
        SCHEMA,
        kwic::{self, Kwic, Pattern},
        names,
    },
    config::Config,
    corpus::characters,
    pages,
    report::{
        self,
        table::{Table as Cells, column},
    },
    transcript::{Speech, Transcript as Meeting},
};

use crate::{
    analysis::Analysis,
    comparison::with_font,
    errors::{refused, wrong},
    given::{Input, together},
    html, program,
    reader::readers,
    settings::Given,
    table::Table,
    work::work,
};

/// Who spoke, of one meeting or of several.
#[pyclass(frozen, module = "yiti")]
pub(crate) struct Transcript {
    pub(crate) record: Arc<Record>,
    /// What was read, where that is a path.
    pub(crate) paths: Vec<PathBuf>,
}

/// The settings of the `yiti.toml` beside what is read, or the defaults: as the program does.
pub(crate) fn beside(paths: &[PathBuf]) -> PyResult<Config> {
    /// The settings file beside the texts.
    const BESIDE: &str = "yiti.toml";
    match pages::beside(paths, BESIDE).map_err(refused)? {
        Some(path) => Config::read_beside(&path).map_err(refused),
        None => Ok(Config::default()),
    }
}

/// Reads files, folders or bytes and finds the speeches: each is a meeting.
#[pyfunction]
#[pyo3(signature = (source, *, name=None, settings=None, **keywords))]
pub(crate) fn read(
    py: Python<'_>,
    source: &Bound<'_, PyAny>,
    name: Option<&str>,
    settings: Option<&Bound<'_, PyAny>>,
    keywords: Option<&Bound<'_, PyDict>>,
) -> PyResult<Transcript> {
    let inputs = Input::all(source, name)?;
    let paths: Vec<PathBuf> = inputs.iter().filter_map(Input::path).collect();
    let given = Given { settings, keywords };
    let base = if given.names_no_settings() { beside(&paths)? } else { Config::default() };
    let (config, readers) = (given.over(&base)?, readers(py));
    let record = work(py, move || {
        let front = Yiti::new(config)?.with_readers(readers);
        let inputs = together(inputs.into_iter().map(|input| input.read(&front)))?;
        front.record(inputs)
    })?;
    Ok(Transcript { record: Arc::new(record), paths })
}

/// What a search looks for.
pub(crate) struct Keyword {
    pub(crate) pattern: String,
    pub(crate) regex: bool,
    /// Characters of context on each side.
    pub(crate) window: usize,
}

/// Every place where it is said.
pub(crate) fn kwic(py: Python<'_>, record: Arc<Record>, keyword: Keyword) -> PyResult<Table> {
    let found = work(py, move || {
        let compile = if keyword.regex { Pattern::regex } else { Pattern::plain };
        let pattern = compile(&keyword.pattern)?;
        let meetings = record.meetings.iter();
        let answers: Vec<Kwic> =
            meetings.map(|meeting| kwic::kwic(meeting, &pattern, keyword.window)).collect();
        Ok(program::search::hits(&answers).into_owned())
    })?;
    Ok(found.into())
}

#[pymethods]
impl Transcript {
    /// The speeches with their texts, files and lines.
    #[getter]
    fn speeches(&self) -> Table {
        speeches(&self.record.meetings).into()
    }

    /// The titles of the meetings.
    #[getter]
    fn meetings(&self) -> Vec<&str> {
        self.record.meetings.iter().map(|meeting| meeting.meeting.title.as_str()).collect()
    }

    /// What may be wrong with the split into speeches.
    #[getter]
    fn doubts(&self) -> Vec<String> {
        let meetings = self.record.meetings.iter();
        meetings.flat_map(|meeting| &meeting.doubts).map(ToString::to_string).collect()
    }

    /// Regions that the records announce and that have no speech.
    #[getter]
    fn missing(&self) -> Vec<&str> {
        let meetings = self.record.meetings.iter();
        meetings.flat_map(|meeting| &meeting.meeting.missing).map(String::as_str).collect()
    }

    /// The settings in effect, as TOML.
    #[getter]
    fn settings(&self) -> PyResult<String> {
        self.record.run.config.to_toml().map_err(refused)
    }

    /// Every number of it. `robust` also cuts the text into words in other ways; `font` is a file
    /// that charts ask first.
    #[pyo3(signature = (*, settings=None, robust=false, font=None, **keywords))]
    fn analyse(
        &self,
        py: Python<'_>,
        settings: Option<&Bound<'_, PyAny>>,
        robust: bool,
        font: Option<PathBuf>,
        keywords: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Py<Analysis>> {
        let base = &self.record.run.config;
        let config = Given { settings, keywords }.over(base)?;
        if config.pages != base.pages {
            let remedy = "give them to yiti.read";
            return Err(wrong("settings", "encoding and limits belong to reading", remedy));
        }
        let is_split_anew = config.transcript != base.transcript;
        let (record, readers) = (Arc::clone(&self.record), readers(py));
        let (front, record, analysed) = work(py, move || {
            let front = Yiti::new(config)?.with_readers(readers).robust(robust);
            let front = with_font(front, font)?;
            let inputs = record.run.inputs.clone();
            let record = if is_split_anew {
                front.record(inputs)?
            } else {
                let mut same = Record::clone(&record);
                same.run = front.run().on(inputs);
                same
            };
            let analysed = front.analyse(&record)?;
            Ok((front, Arc::new(record), analysed))
        })?;
        Analysis::new(py, front, record, analysed)
    }

    /// Every place where a word is said, in its context: what `yiti search` prints.
    #[pyo3(signature = (pattern, *, regex=false, window=20))]
    fn kwic(&self, py: Python<'_>, pattern: &str, regex: bool, window: usize) -> PyResult<Table> {
        let wanted = Keyword { pattern: pattern.to_owned(), regex, window };
        kwic(py, Arc::clone(&self.record), wanted)
    }

    /// The transcript as Markdown, to correct and to read again; of one meeting.
    fn to_markdown(&self) -> PyResult<String> {
        match self.record.meetings.as_slice() {
            [one] => Ok(one.to_markdown()),
            all => {
                let reason = format!("{} meetings", all.len());
                Err(wrong("to_markdown", &reason, "read them one by one"))
            }
        }
    }

    /// What `yiti split --format json` prints.
    fn to_json(&self) -> PyResult<String> {
        #[derive(Serialize)]
        struct Answer<'a> {
            schema: u32,
            meetings: &'a [Meeting],
        }
        let answer = Answer { schema: SCHEMA, meetings: &self.record.meetings };
        let mut json = Vec::new();
        report::write_json(&mut json, &answer)
            .map_err(|error| wrong("transcript", &error.to_string(), "report this"))?;
        Ok(String::from_utf8_lossy(&json).into_owned())
    }

    fn __len__(&self) -> usize {
        self.record.meetings.iter().map(|meeting| meeting.speeches.len()).sum()
    }

    fn _repr_html_(&self) -> String {
        self.record.meetings.iter().map(shown).collect()
    }

    fn __repr__(&self) -> String {
        let meetings = self.record.meetings.iter().map(|meeting| {
            let speeches = meeting.speeches.len();
            format!(
                "{}: {speeches} speeches; characters: {}",
                meeting.meeting.title,
                program::split::ledger(meeting)
            )
        });
        format!("{}\n<yiti.Transcript>", meetings.collect::<Vec<_>>().join("\n"))
    }
}

/// A speech of a meeting.
struct Row<'a> {
    meeting: &'a str,
    name: String,
    speech: &'a Speech,
    source: &'a str,
}

impl Row<'_> {
    fn text(&self) -> String {
        let units = self.speech.units.iter();
        units.map(|unit| unit.text.trim_end()).collect::<Vec<_>>().join("\n")
    }
}

/// Every speech of all meetings, by the names that an analysis gives them.
fn speeches(meetings: &[Meeting]) -> Cells<'_> {
    let titles = report::unique(meetings.iter().map(|meeting| meeting.meeting.title.as_str()));
    let titles: Vec<String> = titles.into_iter().map(|title| title.into_owned()).collect();
    let rows = meetings.iter().zip(&titles).flat_map(|(meeting, title)| {
        meeting.speeches.iter().zip(names(&meeting.speeches)).map(move |(speech, name)| {
            let source = meeting.sources.get(speech.source).map_or("", String::as_str);
            Row { meeting: title, name, speech, source }
        })
    });
    let fields = [
        column("meeting").text(|row: &Row<'_>| row.meeting.to_owned().into()),
        column("speech").text(|row| row.name.clone().into()),
        column("speaker").text(|row| row.speech.speaker.clone().into()),
        column("region").text(|row| row.speech.region.clone().into()),
        column("title").text(|row| row.speech.title.clone().into()),
        column("sections").count(|row| Some(row.speech.units.len())),
        column("characters").unit("characters").count(|row| Some(characters(&row.text()))),
        column("source").text(|row| row.source.to_owned().into()),
        column("line").count(|row| row.speech.units.first().map(|unit| unit.line(0))),
        column("text").text(|row| row.text().into()),
    ];
    Cells::new("speeches", rows, fields)
}

/// A meeting in a notebook: who spoke, at which length, and what became of the rest.
fn shown(meeting: &Meeting) -> String {
    let title = html::escaped(&meeting.meeting.title);
    let date = meeting.meeting.date.as_deref().unwrap_or("date not found");
    let short = speeches(std::slice::from_ref(meeting)).only(&[
        "speech",
        "speaker",
        "region",
        "title",
        "sections",
        "characters",
        "line",
    ]);
    let mut lines = vec![
        format!("date: {date}"),
        format!("layout: {} ({})", meeting.layout.name(), meeting.evidence),
        format!("characters: {}", program::split::ledger(meeting)),
    ];
    if !meeting.meeting.missing.is_empty() {
        lines.push(format!("announced but not here: {}", meeting.meeting.missing.join("、")));
    }
    lines.extend(meeting.doubts.iter().map(|doubt| format!("doubt: {doubt}")));
    let lines: String = lines.iter().map(|line| format!("<br>{}", html::escaped(line))).collect();
    format!("<p><b>{title}</b>{lines}</p>{}", html::table(&short))
}

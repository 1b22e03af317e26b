//! The sentences behind a number.

use yiti::{
    Error,
    analysis::{Analysis, MeetingAnalysis},
    report::{
        table::{Cell, Table},
        table_called,
    },
};

/// Which sentences are asked for; `None`: whichever.
pub(crate) struct Wanted {
    pub(crate) meeting: Option<String>,
    pub(crate) speech: Option<String>,
    /// Id or label.
    pub(crate) theme: Option<String>,
    /// A string of the sentence.
    pub(crate) term: Option<String>,
}

impl Wanted {
    /// Those rows of the table of sentences.
    ///
    /// # Errors
    /// A meeting, a speech or a theme that the analysis does not have.
    pub(crate) fn of<'a>(&self, analysis: &'a Analysis) -> yiti::Result<Table<'a>> {
        self.check(analysis)?;
        let mut table = table_called(analysis, "sentences")
            .ok_or_else(|| Error::input("sentences", "no such table", "report this"))?;
        let place = |name| table.columns.iter().position(|column| column.name == name);
        let places = ["meeting", "speech", "theme", "text"].map(place);
        let themes = self.theme_ids(analysis);
        table.rows.retain(|row| {
            let [meeting, speech, theme, text] =
                places.map(|place| place.map_or("", |place| text_of(&row[place])));
            self.meeting.as_deref().is_none_or(|wanted| meeting == wanted)
                && self.speech.as_deref().is_none_or(|wanted| speech == wanted)
                && (self.theme.is_none() || themes.contains(&theme))
                && self.term.as_deref().is_none_or(|wanted| text.contains(wanted))
        });
        Ok(table)
    }

    /// The ids of the theme that is asked for: one label may be of several.
    fn theme_ids<'a>(&'a self, analysis: &'a Analysis) -> Vec<&'a str> {
        let Some(wanted) = self.theme.as_deref() else { return Vec::new() };
        let themes = analysis.meetings.iter().flat_map(|meeting| &meeting.themes);
        let labelled = themes
            .filter(|theme| {
                [&theme.label, &theme.label_en].into_iter().any(|label| label == wanted)
            })
            .map(|theme| theme.id.as_str());
        labelled.chain([wanted]).collect()
    }

    fn check(&self, analysis: &Analysis) -> yiti::Result<()> {
        let meetings = || analysis.meetings.iter();
        if let Some(wanted) = &self.speech {
            let names = || meetings().flat_map(|meeting| &meeting.speeches);
            known(wanted, "speech", names().map(|speech| speech.name.as_str()))?;
        }
        if let Some(wanted) = &self.meeting {
            let names = yiti::report::unique(meetings().map(|meeting| meeting.title.as_str()));
            known(wanted, "meeting", names.iter().map(AsRef::as_ref))?;
        }
        if let Some(wanted) = &self.theme {
            let is_known = self.theme_ids(analysis).len() > 1;
            let ids = meetings().flat_map(MeetingAnalysis::theme_ids).map(|id| id.as_str());
            if !is_known {
                known(wanted, "theme", ids)?;
            }
        }
        Ok(())
    }
}

/// Refuses a name that is not among those that there are.
fn known<'a>(wanted: &str, what: &str, names: impl Iterator<Item = &'a str>) -> yiti::Result<()> {
    /// Names that an error lists; chosen by eye.
    const LISTED: usize = 40;
    let mut all: Vec<&str> = Vec::new();
    for name in names {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    if all.contains(&wanted) {
        return Ok(());
    }
    let more = if all.len() > LISTED { " …" } else { "" };
    let listed = all[..all.len().min(LISTED)].join("、");
    Err(Error::input(
        wanted,
        format!("no {what} is called so"),
        format!("there are {listed}{more}"),
    ))
}

fn text_of<'a>(cell: &'a Cell<'_>) -> &'a str {
    if let Cell::Text(text) = cell { text } else { "" }
}

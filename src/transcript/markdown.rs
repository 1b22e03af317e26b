//! The transcript as Markdown that a person corrects, and back.
//!
//! ```text
//! ---
//! date: 2022-07-10
//! announced: 河北、湖南
//! ---
//! # the meeting's name
//!
//! ## speaker | title {region}
//!
//! lead
//!
//! ### 一、heading
//!
//! text
//!
//! <!-- outlook -->
//!
//! text
//! ```
//!
//! `{region}` stands only where the speaker's name does not say it; `{}` means
//! none. A line of text that would look like markup has a backslash before it.

use super::{
    Disposition, Layout, Ledger, LineMark, Meeting, Speech, Transcript, Unit, UnitKind,
    layouts::countable,
    lines::{ends_sentence, lines},
};
use crate::names::Regions;
use crate::{
    error::{Error, Fault, Result},
    pages::Page,
};

const OUTLOOK: &str = "<!-- outlook -->";
const BODY: &str = "<!-- body -->";
const LEAD: &str = "<!-- lead -->";

/// Whether a text is in this form: it has a speaker's heading.
pub(super) fn is_markdown(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').lines().any(|line| line.starts_with("## "))
}

impl Transcript {
    /// The transcript as Markdown that a person can correct and feed back.
    pub fn to_markdown(&self) -> String {
        write(self)
    }

    /// Whether `other` records the same meeting with the same speeches, wherever each was read from.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.meeting == other.meeting
            && self.speeches.len() == other.speeches.len()
            && self.speeches.iter().zip(&other.speeches).all(|(a, b)| is_same_speech(a, b))
    }
}

fn is_same_speech(a: &Speech, b: &Speech) -> bool {
    (&a.speaker, &a.region, &a.title) == (&b.speaker, &b.region, &b.title)
        && a.units.len() == b.units.len()
        && a.units
            .iter()
            .zip(&b.units)
            .all(|(a, b)| (a.kind, &a.heading, &a.text) == (b.kind, &b.heading, &b.text))
}

fn write(transcript: &Transcript) -> String {
    let meeting = &transcript.meeting;
    let mut out = String::from("---\n");
    if let Some(date) = &meeting.date {
        out += &format!("date: {date}\n");
    }
    if !meeting.announced.is_empty() {
        out += &format!("announced: {}\n", meeting.announced.join("、"));
    }
    out += &format!("---\n# {}\n", one_line(&meeting.title));
    for speech in &transcript.speeches {
        out += &format!("\n## {}\n", speech_heading(speech));
        for (place, unit) in speech.units.iter().enumerate() {
            write_unit(unit, place == 0, &mut out);
        }
    }
    out
}

fn speech_heading(speech: &Speech) -> String {
    let mut heading = one_line(&speech.speaker);
    if let Some(title) = &speech.title {
        heading += &format!(" | {}", one_line(title));
    }
    let said = Regions::built_in().resolve(&speech.speaker).map(|region| &region.short);
    // Braces of the title's own must not be taken for the region's.
    if said != speech.region.as_ref() || heading.ends_with('}') {
        heading += &format!(" {{{}}}", speech.region.as_deref().unwrap_or_default());
    }
    heading
}

fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}

fn write_unit(unit: &Unit, first: bool, out: &mut String) {
    let mut text = unit.text.as_str();
    match (unit.kind, &unit.heading) {
        (UnitKind::Numbered, Some(heading)) => {
            *out += &format!("\n### {heading}\n");
            text = text[heading.len()..].trim_start_matches('\n');
        }
        (UnitKind::Numbered, None) => *out += "\n###\n",
        (UnitKind::Outlook, _) => *out += &format!("\n{OUTLOOK}\n"),
        (UnitKind::Body, Some(heading)) => {
            *out += &format!("\n{BODY}\n\n### {heading}\n");
            text = text[heading.len()..].trim_start_matches('\n');
        }
        (UnitKind::Body, None) => *out += &format!("\n{BODY}\n"),
        (UnitKind::Lead, _) if !first => *out += &format!("\n{LEAD}\n"),
        (UnitKind::Lead, _) => {}
    }
    for paragraph in text.split('\n').filter(|paragraph| !paragraph.is_empty()) {
        let guard = if paragraph.starts_with(['#', '\\', '<', '-']) { "\\" } else { "" };
        *out += &format!("\n{guard}{paragraph}\n");
    }
}

/// What a line of Markdown is.
enum Line<'a> {
    Meeting(&'a str),
    Speech(&'a str),
    Section(&'a str),
    Kind(UnitKind),
    Text(&'a str),
}

fn line(text: &str) -> Line<'_> {
    if let Some(rest) = text.strip_prefix("###") {
        Line::Section(rest.trim())
    } else if let Some(rest) = text.strip_prefix("## ") {
        Line::Speech(rest.trim())
    } else if let Some(rest) = text.strip_prefix("# ") {
        Line::Meeting(rest.trim())
    } else {
        match text {
            OUTLOOK => Line::Kind(UnitKind::Outlook),
            BODY => Line::Kind(UnitKind::Body),
            LEAD => Line::Kind(UnitKind::Lead),
            _ => Line::Text(text.strip_prefix('\\').unwrap_or(text)),
        }
    }
}

fn nameless(page: &Page, line: usize) -> Error {
    Error::input(
        page.path.as_str(),
        format!("line {line}: `## ` without a speaker"),
        "write the speaker's name behind it, e.g. `## 广东省妇联`",
    )
    .of(Fault::Malformed)
}

pub(super) fn read(page: &Page) -> Result<Transcript> {
    countable(page.text.lines().filter(|line| line.starts_with("## ")).count(), page)?;
    let mut meeting = Meeting { title: page.stem().into(), ..Meeting::default() };
    let all = lines(&page.text);
    let mut rows = Vec::with_capacity(all.len());
    let front = front_matter(&all.iter().map(|line| line.text).collect::<Vec<_>>(), &mut meeting);
    let mut speeches: Vec<Speech> = Vec::new();
    for (place, row) in all.iter().enumerate() {
        let mut disposition = Disposition::Markup;
        if place >= front {
            match (line(row.text), speeches.last_mut()) {
                (Line::Meeting(title), _) => {
                    meeting.title = title.into();
                    disposition = Disposition::Headline;
                }
                (Line::Speech(heading), _) => {
                    let speech = read_speech(heading, row.span.start);
                    if speech.speaker.is_empty()
                        && speech.title.is_none()
                        && speech.region.is_none()
                    {
                        return Err(nameless(page, row.number));
                    }
                    speeches.push(speech);
                    disposition = Disposition::Label;
                }
                (content, Some(speech)) => disposition = read_unit(content, speech, row.number),
                (Line::Text(_), None) => disposition = Disposition::Introduction,
                (_, None) => {}
            }
        }
        rows.push((row.span.clone(), disposition, speeches.len().checked_sub(1)));
    }
    if speeches.is_empty() {
        return Err(Error::input(
            page.path.as_str(),
            "no `## speaker` line",
            "put `## ` and the speaker's name before each speech",
        )
        .of(Fault::NoSpeeches));
    }
    finish(&page.text, &mut speeches);
    meeting.find_missing(&speeches);
    Ok(Transcript {
        meeting,
        layout: Layout::Markdown,
        evidence: format!("{} lines `## speaker`", speeches.len()),
        doubts: Vec::new(),
        sources: vec![page.source.clone()],
        ledgers: vec![Ledger::new(&page.text, rows)],
        speeches,
    })
}

/// Reads `date:` and `announced:` between two lines `---`; returns the line after them.
fn front_matter(lines: &[&str], meeting: &mut Meeting) -> usize {
    if lines.first() != Some(&"---") {
        return 0;
    }
    let Some(length) = lines.iter().skip(1).position(|line| *line == "---") else { return 0 };
    for line in &lines[1..=length] {
        if let Some(date) = line.strip_prefix("date:") {
            meeting.date = Some(date.trim().to_owned());
        } else if let Some(names) = line.strip_prefix("announced:") {
            let names =
                names.split(['、', ',', '，']).map(str::trim).filter(|name| !name.is_empty());
            meeting.announced = names
                .map(|name| Regions::built_in().resolve(name).map_or(name, |region| &region.short))
                .map(str::to_owned)
                .collect();
        }
    }
    length + 2
}

fn read_speech(heading: &str, byte: usize) -> Speech {
    let (heading, given) = match heading.strip_suffix('}').and_then(|h| h.rsplit_once('{')) {
        Some((heading, region)) => (heading.trim_end(), Some(region.trim())),
        None => (heading, None),
    };
    let (speaker, title) = match heading.split_once('|') {
        Some((speaker, title)) => (speaker.trim(), Some(title.trim().to_owned())),
        None => (heading, None),
    };
    let region = Regions::built_in().resolve(given.unwrap_or(speaker));
    Speech {
        speaker: speaker.into(),
        region: region.map(|region| region.short.clone()),
        title,
        start: byte,
        ..Speech::default()
    }
}

fn read_unit(content: Line<'_>, speech: &mut Speech, number: usize) -> Disposition {
    let empty = |kind| Unit { kind, heading: None, text: String::new(), marks: Vec::new() };
    match content {
        Line::Kind(kind) => {
            speech.units.push(empty(kind));
            Disposition::Markup
        }
        Line::Section(heading) => {
            let in_body = speech
                .units
                .last()
                .is_some_and(|unit| unit.kind == UnitKind::Body && unit.text.is_empty());
            if !in_body {
                speech.units.push(empty(UnitKind::Numbered));
            }
            if let Some(unit) = speech.units.last_mut()
                && !heading.is_empty()
            {
                unit.heading = Some(heading.into());
                unit.text = heading.into();
                unit.marks.push(LineMark { byte: 0, line: number });
            }
            Disposition::Speech
        }
        Line::Text("") => Disposition::Markup,
        Line::Text(text) => {
            if speech.units.is_empty() {
                speech.units.push(empty(UnitKind::Lead));
            }
            if let Some(unit) = speech.units.last_mut() {
                let run_in = unit.heading.as_deref() == Some(unit.text.as_str())
                    && ends_sentence(&unit.text);
                if !unit.text.is_empty() && !run_in {
                    unit.text.push('\n');
                }
                unit.marks.push(LineMark { byte: unit.text.len(), line: number });
                unit.text.push_str(text);
            }
            Disposition::Speech
        }
        Line::Meeting(_) | Line::Speech(_) => Disposition::Markup,
    }
}

/// Turns the speeches' first bytes into characters, from start to start.
fn finish(text: &str, speeches: &mut [Speech]) {
    let (mut at, mut chars) = (0, 0);
    for place in 0..speeches.len() {
        chars += text[at..speeches[place].start].chars().count();
        at = speeches[place].start;
        speeches[place].start = chars;
        if place > 0 {
            speeches[place - 1].end = chars;
        }
        speeches[place].units.retain(|unit| !unit.text.is_empty());
    }
    if let Some(last) = speeches.last_mut() {
        last.end = chars + text[at..].chars().count();
    }
}

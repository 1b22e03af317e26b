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
//! `{region}` is written only where the speaker's name does not say it; `{}` means
//! no region. A line of text that would look like markup gets a backslash before it.

use super::{
    Disposition, Layout, Ledger, LineMark, Meeting, Speech, Transcript, Unit, UnitKind,
    layouts::countable,
    lines::{self, lines},
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
        for (index, unit) in speech.units.iter().enumerate() {
            write_unit(unit, index == 0, &mut out);
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
    // Braces of the title must not be read as the region's.
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

impl<'a> Line<'a> {
    fn of(text: &'a str) -> Self {
        if let Some(rest) = text.strip_prefix("###") {
            Self::Section(rest.trim())
        } else if let Some(rest) = text.strip_prefix("## ") {
            Self::Speech(rest.trim())
        } else if let Some(rest) = text.strip_prefix("# ") {
            Self::Meeting(rest.trim())
        } else {
            match text {
                OUTLOOK => Self::Kind(UnitKind::Outlook),
                BODY => Self::Kind(UnitKind::Body),
                LEAD => Self::Kind(UnitKind::Lead),
                _ => Self::Text(text.strip_prefix('\\').unwrap_or(text)),
            }
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

/// Reads a page in this form.
///
/// # Errors
/// More speeches than a meeting can have, a `## ` without a name, no `## ` at all.
pub(super) fn read(page: &Page) -> Result<Transcript> {
    countable(page.text.lines().filter(|line| line.starts_with("## ")).count(), page)?;
    let lines = lines(&page.text);
    let mut reader = Reader {
        meeting: Meeting { title: page.stem().into(), ..Meeting::default() },
        speeches: Vec::new(),
    };
    let front = front_matter(&lines, &mut reader.meeting);
    let mut entries = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        let disposition =
            if index < front { Disposition::Markup } else { reader.read_line(line, page)? };
        entries.push((line.span.clone(), disposition, reader.speeches.len().checked_sub(1)));
    }
    let Reader { mut meeting, mut speeches } = reader;
    if speeches.is_empty() {
        return Err(Error::input(
            page.path.as_str(),
            "no `## speaker` line",
            "put `## ` and the speaker's name before each speech",
        )
        .of(Fault::NoSpeeches));
    }
    locate(&page.text, &mut speeches);
    for speech in &mut speeches {
        speech.units.retain(|unit| !unit.text.is_empty());
    }
    meeting.find_missing(&speeches);
    Ok(Transcript {
        meeting,
        layout: Layout::Markdown,
        evidence: format!("{} lines `## speaker`", speeches.len()),
        doubts: Vec::new(),
        sources: vec![page.source.clone()],
        ledgers: vec![Ledger::new(&page.text, entries)],
        speeches,
    })
}

/// What has been read so far.
struct Reader {
    meeting: Meeting,
    /// The speeches; `start` is still a byte of the page.
    speeches: Vec<Speech>,
}

impl Reader {
    /// Reads a line behind the front matter, and says what it is.
    fn read_line(&mut self, line: &lines::Line<'_>, page: &Page) -> Result<Disposition> {
        Ok(match (Line::of(line.text), self.speeches.last_mut()) {
            (Line::Meeting(title), _) => {
                self.meeting.title = title.into();
                Disposition::Headline
            }
            (Line::Speech(heading), _) => {
                let speech = read_speech(heading, line.span.start);
                if speech.speaker.is_empty() && speech.title.is_none() && speech.region.is_none() {
                    return Err(nameless(page, line.number));
                }
                self.speeches.push(speech);
                Disposition::Label
            }
            (content, Some(speech)) => read_content(content, speech, line.number),
            (Line::Text(_), None) => Disposition::Introduction,
            (_, None) => Disposition::Markup,
        })
    }
}

/// Reads `date:` and `announced:` between two lines `---`; returns the index of the line after them.
fn front_matter(lines: &[lines::Line<'_>], meeting: &mut Meeting) -> usize {
    if lines.first().is_none_or(|line| line.text != "---") {
        return 0;
    }
    let Some(length) = lines.iter().skip(1).position(|line| line.text == "---") else { return 0 };
    for line in &lines[1..=length] {
        if let Some(date) = line.text.strip_prefix("date:") {
            meeting.date = Some(date.trim().to_owned());
        } else if let Some(names) = line.text.strip_prefix("announced:") {
            let names = names.split(['、', ',', '，']).map(str::trim);
            meeting.announced = names.filter(|name| !name.is_empty()).map(short_name).collect();
        }
    }
    length + 2
}

/// A region's short name, or the name as it is if it is none of a region.
fn short_name(name: &str) -> String {
    Regions::built_in().resolve(name).map_or(name, |region| &region.short).to_owned()
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

/// Adds a line to a speech, and says what it is.
fn read_content(content: Line<'_>, speech: &mut Speech, line: usize) -> Disposition {
    match content {
        Line::Kind(kind) => {
            speech.units.push(empty_unit(kind));
            Disposition::Markup
        }
        Line::Section(heading) => {
            read_section(heading, speech, line);
            Disposition::Speech
        }
        Line::Text(text) if !text.is_empty() => {
            read_text(text, speech, line);
            Disposition::Speech
        }
        Line::Text(_) | Line::Meeting(_) | Line::Speech(_) => Disposition::Markup,
    }
}

fn empty_unit(kind: UnitKind) -> Unit {
    Unit { kind, heading: None, text: String::new(), marks: Vec::new() }
}

/// Begins a section, or gives the body that was just begun its heading.
fn read_section(heading: &str, speech: &mut Speech, line: usize) {
    let body_begun =
        speech.units.last().is_some_and(|unit| unit.kind == UnitKind::Body && unit.text.is_empty());
    if !body_begun {
        speech.units.push(empty_unit(UnitKind::Numbered));
    }
    if let Some(unit) = speech.units.last_mut()
        && !heading.is_empty()
    {
        unit.heading = Some(heading.into());
        unit.text = heading.into();
        unit.marks.push(LineMark { byte: 0, line });
    }
}

/// Adds a paragraph to the last unit of a speech.
fn read_text(text: &str, speech: &mut Speech, line: usize) {
    if speech.units.is_empty() {
        speech.units.push(empty_unit(UnitKind::Lead));
    }
    if let Some(unit) = speech.units.last_mut() {
        if !unit.text.is_empty() && !unit.awaits_text() {
            unit.text.push('\n');
        }
        unit.marks.push(LineMark { byte: unit.text.len(), line });
        unit.text.push_str(text);
    }
}

/// Turns the speeches' first bytes into characters; each ends where the next begins.
fn locate(text: &str, speeches: &mut [Speech]) {
    let (mut at, mut chars) = (0, 0);
    for index in 0..speeches.len() {
        chars += text[at..speeches[index].start].chars().count();
        at = speeches[index].start;
        speeches[index].start = chars;
        if index > 0 {
            speeches[index - 1].end = chars;
        }
    }
    if let Some(last) = speeches.last_mut() {
        last.end = chars + text[at..].chars().count();
    }
}

//! Pages → [`Transcript`]: who spoke, under what title, in which sections.
//!
//! No rule here names a page. A layout is a way in which records show where a
//! speech begins; [`Layout`] lists them, and the one with the most evidence is
//! taken unless the user names one.

use std::{collections::BTreeMap, ops::Range};

use serde::{Deserialize, Serialize};

use crate::names::{Regions, script};
use crate::pages::Page;

mod announce;
mod build;
mod columns;
mod credit;
mod doubt;
mod furniture;
mod group;
mod hearers;
mod layout;
mod layouts;
mod ledger;
mod lines;
mod markdown;
mod meeting;
mod rows;
mod share;
mod titles;
mod units;

pub use build::transcripts;
pub use doubt::Doubt;
pub use group::GroupBy;
pub use layout::Layout;
pub use ledger::{Disposition, Entry, Ledger};

/// The record of one meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transcript {
    /// What is known of the meeting itself.
    #[serde(flatten)]
    pub meeting: Meeting,
    /// The speeches in the order of the record.
    pub speeches: Vec<Speech>,
    /// How the speeches were found.
    pub layout: Layout,
    /// What the choice of layout rests on, in words.
    pub evidence: String,
    /// What may be wrong with the reading.
    #[serde(default)]
    pub doubts: Vec<Doubt>,
    /// Names of the source files; [`Speech::source`] points here.
    pub sources: Vec<String>,
    /// What became of every character, one ledger a source file.
    pub ledgers: Vec<Ledger>,
}

/// What is known of a meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Its name as printed, or the name of its file or folder.
    pub title: String,
    /// Its date as far as printed: `2022-07-10`, `--07-10`.
    pub date: Option<String>,
    /// Regions announced as speakers, short names, in the record's order.
    pub announced: Vec<String>,
    /// Announced regions that have no speech here.
    pub missing: Vec<String>,
}

impl Meeting {
    /// Says which of the announced regions have no speech among `speeches`.
    fn find_missing(&mut self, speeches: &[Speech]) {
        let speaks =
            |name: &String| speeches.iter().any(|speech| speech.region.as_ref() == Some(name));
        self.missing = self.announced.iter().filter(|name| !speaks(name)).cloned().collect();
    }
}

/// One speech.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speech {
    /// The speaker as printed, e.g. `广东省妇联`.
    pub speaker: String,
    /// Whom that names, told apart.
    #[serde(flatten)]
    pub named: Named,
    /// The region's short name, if the speaker is one of a known region.
    pub region: Option<String>,
    /// The speech's title; its lines are joined by an ideographic space.
    pub title: Option<String>,
    /// Its sections in order; their texts joined are the speech.
    pub units: Vec<Unit>,
    /// Place of its file in [`Transcript::sources`].
    pub source: usize,
    /// Where it stands in its file, in characters (Unicode code points), heading included.
    pub start: usize,
    /// Character after its last, white space up to the next speech included.
    pub end: usize,
    /// What its table says of it beside speaker, title and region: column → value.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
    /// The speeches that were put together to this one, if any were.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
}

impl Speech {
    /// Place in [`Transcript::sources`] of the file that holds a section.
    pub fn source_of(&self, unit: usize) -> usize {
        let after = self.parts.partition_point(|part| part.unit <= unit);
        after.checked_sub(1).map_or(self.source, |part| self.parts[part].source)
    }
}

/// An organisation, an office and a person, as far as a speaker's name tells them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// `清华大学` of `清华大学教授张三`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// `教授`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// `张三`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
}

impl Named {
    /// The parts of a speaker's name, as printed.
    fn of(speaker: &str) -> Self {
        let reading = script::reading(speaker);
        let who = announce::read_name(&reading);
        let printed = |part: &str| script::as_printed(part, &reading, speaker);
        Self {
            organisation: who.organisation.map(printed),
            office: who.office.map(printed),
            person: who.person.map(printed),
        }
    }
}

/// One of the speeches that were put together, see [`GroupBy`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its speaker as printed.
    pub speaker: String,
    /// Its first section, as a place in [`Speech::units`].
    pub unit: usize,
    /// As [`Speech::source`].
    pub source: usize,
    /// As [`Speech::start`].
    pub start: usize,
    /// As [`Speech::end`].
    pub end: usize,
}

/// One section of a speech.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Its place in the speech.
    pub kind: UnitKind,
    /// The heading with its number, as printed.
    pub heading: Option<String>,
    /// The whole section, heading included; paragraphs are parted by line ends.
    pub text: String,
    /// Byte of `text` at which a line of the source begins, and that line's number.
    #[serde(skip)]
    pub marks: Vec<(usize, usize)>,
}

impl Unit {
    /// The source line that holds byte `at` of the text; 0 if unknown.
    pub fn line(&self, at: usize) -> usize {
        let after = self.marks.partition_point(|&(byte, _)| byte <= at);
        after.checked_sub(1).map_or(0, |place| self.marks[place].1)
    }
}

/// Where in a speech a section stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UnitKind {
    /// What comes before the first number.
    Lead,
    /// A section with a number.
    Numbered,
    /// What is promised after the last section.
    Outlook,
    /// A speech, or part of one, without numbers.
    Body,
}

impl UnitKind {
    /// The kind's name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Numbered => "numbered",
            Self::Outlook => "outlook",
            Self::Body => "body",
        }
    }
}

impl Transcript {
    /// The transcript as Markdown that a person can correct and feed back.
    pub fn to_markdown(&self) -> String {
        markdown::write(self)
    }

    /// Calls each speaker that `aliases` names by the name given there, and asks again for regions.
    pub fn rename(&mut self, aliases: &BTreeMap<String, String>) {
        for speech in &mut self.speeches {
            if let Some(name) = aliases.get(&speech.speaker) {
                speech.speaker.clone_from(name);
                let region = Regions::built_in().resolve(name);
                speech.region = region.map(|region| region.short.clone());
            }
        }
        self.tell_names();
        self.meeting.find_missing(&self.speeches);
    }

    /// Says of each speaker whom the name names.
    fn tell_names(&mut self) {
        for speech in &mut self.speeches {
            speech.named = Named::of(&speech.speaker);
        }
    }

    /// Whether `other` records the same meeting with the same speeches, wherever each was read from.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let same = |a: &Speech, b: &Speech| {
            let units = a.units.len() == b.units.len()
                && a.units
                    .iter()
                    .zip(&b.units)
                    .all(|(a, b)| (a.kind, &a.heading, &a.text) == (b.kind, &b.heading, &b.text));
            units && (&a.speaker, &a.region, &a.title) == (&b.speaker, &b.region, &b.title)
        };
        self.meeting == other.meeting
            && self.speeches.len() == other.speeches.len()
            && self.speeches.iter().zip(&other.speeches).all(|(a, b)| same(a, b))
    }
}

/// One page as lines and elements: what every layout looks at.
struct Sheet<'a> {
    page: &'a Page,
    /// The lines that are not furniture.
    lines: Vec<lines::Line<'a>>,
    elements: Vec<lines::Element>,
    /// Running heads, page numbers and footnotes, in the order of the page.
    furniture: Vec<(Range<usize>, Disposition)>,
    /// The lines that say who speaks next.
    announced: Vec<announce::Announcement>,
    /// Lines that nearly say so: index and name.
    near: Vec<(usize, String)>,
    /// The lines that turn to the hearers.
    salutations: Vec<layouts::Salutation>,
}

impl<'a> Sheet<'a> {
    /// A page and its [`script::reading`].
    fn new(page: &'a Page, reading: &'a str) -> Self {
        let lines = lines::read_lines(&page.text, reading);
        let dispositions = furniture::find(&lines);
        let furniture = lines
            .iter()
            .zip(&dispositions)
            .filter_map(|(line, disposition)| Some((line.span.clone(), (*disposition)?)))
            .collect();
        let lines = furniture::without(lines, &dispositions);
        let announce::Announcements { taken: announced, near } = announce::find(&lines);
        let salutations = layouts::salutations(&lines);
        let cues = cues(&lines, &announced, &salutations);
        let elements = lines::elements(&lines, &cues);
        Self { page, lines, elements, furniture, announced, near, salutations }
    }

    /// A text without pages and speakers, such as a cell of a table.
    fn plain(page: &'a Page) -> Self {
        let lines = lines::lines(&page.text);
        let elements = lines::elements(&lines, &vec![lines::Cue::None; lines.len()]);
        Self {
            page,
            lines,
            elements,
            furniture: Vec::new(),
            announced: Vec::new(),
            near: Vec::new(),
            salutations: Vec::new(),
        }
    }

    /// The element's lines joined, as read.
    fn text(&self, element: usize) -> String {
        lines::Flow::of(&self.lines[self.elements[element].lines.clone()]).text
    }

    /// The same as printed.
    fn printed(&self, element: usize) -> lines::Flow {
        lines::Flow::printed(&self.lines[self.elements[element].lines.clone()])
    }
}

/// What is known of each line before lines are joined to paragraphs.
fn cues(
    lines: &[lines::Line<'_>],
    announced: &[announce::Announcement],
    salutations: &[layouts::Salutation],
) -> Vec<lines::Cue> {
    use lines::Cue;
    let organisation = |line: &lines::Line<'_>| match layouts::opens_with_organisation(line.text) {
        true => Cue::Organisation,
        false => Cue::None,
    };
    let mut cues: Vec<Cue> = match lines::is_wrapped(lines) {
        true => lines.iter().map(organisation).collect(),
        false => vec![Cue::None; lines.len()],
    };
    for salutation in salutations {
        cues[salutation.first..salutation.line].fill(Cue::Name);
        match (salutation.alone, salutation.opens) {
            (true, _) => cues[salutation.line] = Cue::Alone,
            (false, true) => cues[salutation.line] = Cue::Opens,
            (false, false) => {}
        }
    }
    for announced in announced {
        cues[announced.line] = match (announced.heading, announced.alone) {
            (true, _) => Cue::Name,
            (false, true) => Cue::Alone,
            (false, false) => Cue::Opens,
        };
    }
    cues
}

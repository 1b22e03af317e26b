//! A sheet and the starts found in it → the transcript: texts, names, titles, places, doubts.

use std::collections::BTreeMap;

use super::{
    Disposition, Meeting, Speech, Transcript,
    assignment::{self, Assignment},
    columns, dates, doubts,
    flow::Flow,
    layouts::{Found, Start},
    lines::Line,
    meeting,
    sheet::Sheet,
    units,
};
use crate::names::{Regions, script};
use crate::pages::Page;

/// The transcript of a page whose introduction announces some regions.
pub(super) fn assemble(sheet: &Sheet<'_>, found: Found, announced: Vec<String>) -> Transcript {
    let mut assignments = assignment::assign(sheet, &found);
    let mut speeches: Vec<Speech> = (0..found.starts.len())
        .map(|index| speech(sheet, &found.starts, index, &assignments))
        .collect();
    one_name_a_speaker(&mut speeches);
    let conventions = found.layout.conventions();
    if conventions.scattered_titles {
        assignment::give_titles(sheet, &mut speeches, &mut assignments);
    }
    // In a debate, the region that a turn names most need not be the speaker's.
    if !conventions.is_debate {
        name_the_unnamed(&mut speeches, sheet.page);
    }
    let mut meeting = meeting_of(sheet, &assignments, announced, conventions.is_debate);
    meeting.find_missing(&speeches);
    locate(sheet, &found.starts, &mut speeches);
    let ledger = assignment::ledger(sheet, &assignments);
    let mut doubts = doubts::doubts(sheet, &found, &speeches, &meeting.missing);
    doubts.extend(doubts::of_dispositions(&ledger.tally()));
    doubts.extend(columns::doubt(&sheet.lines));
    doubts.extend(found.doubts);
    Transcript {
        meeting,
        speeches,
        layout: found.layout,
        evidence: found.evidence,
        doubts,
        sources: vec![sheet.page.source.clone()],
        ledgers: vec![ledger],
    }
}

/// The speech that begins at the start with this index.
fn speech(sheet: &Sheet<'_>, starts: &[Start], index: usize, assignments: &[Assignment]) -> Speech {
    let start = &starts[index];
    let end = starts.get(index + 1).map_or(assignments.len(), |next| next.element);
    let words = Assignment { disposition: Disposition::Speech, speech: Some(index) };
    let mut flows: Vec<Flow> = Vec::new();
    for (element, assignment) in assignments.iter().enumerate().take(end).skip(start.element) {
        if *assignment == words {
            let skip = if element == start.body { start.skip } else { 0 };
            flows.push(sheet.printed(element).without_start(skip));
        }
    }
    let label = start.label..(start.label + 1).min(sheet.elements.len());
    let read: String = label.clone().map(|element| sheet.text(element)).collect();
    let printed: String = label.map(|element| sheet.printed(element).text).collect();
    Speech {
        speaker: script::as_printed(&start.speaker, &read, &printed),
        region: start.region.clone(),
        title: start.title.clone(),
        units: units::units(flows),
        ..Speech::default()
    }
}

/// Gives each speaker the name that is printed first.
///
/// 李　梅 and 李梅 are one speaker, and so are two names that differ in a
/// compatibility character.
fn one_name_a_speaker(speeches: &mut [Speech]) {
    let mut printed: BTreeMap<String, String> = BTreeMap::new();
    for speech in speeches {
        let key = script::unspaced(&script::reading(&speech.speaker));
        speech.speaker.clone_from(printed.entry(key).or_insert_with(|| speech.speaker.clone()));
    }
}

/// Gives a speech that does not say whose it is the region that it names most, and a name.
fn name_the_unnamed(speeches: &mut [Speech], page: &Page) {
    let alone = speeches.len() == 1;
    for (index, speech) in speeches.iter_mut().enumerate() {
        if speech.region.is_none() {
            speech.region = region_of(speech, page, alone);
        }
        if speech.speaker.is_empty() {
            speech.speaker = match &speech.region {
                Some(region) => Regions::built_in()
                    .exactly(region)
                    .map_or_else(|| region.clone(), |region| region.name.clone()),
                None if alone => page.stem().to_owned(),
                None => format!("发言{}", index + 1),
            };
        }
    }
}

/// The region that the file's name or the text of a speech shows.
fn region_of(speech: &Speech, page: &Page, alone: bool) -> Option<String> {
    let regions = Regions::built_in();
    let by_file = alone.then(|| regions.resolve(page.stem())).flatten();
    // A speech with a speaker and a title tells enough: its text may be about any region.
    let may_guess = speech.speaker.is_empty() || speech.title.is_none();
    let region = by_file.or_else(|| regions.most_named(&speech.text()).filter(|_| may_guess))?;
    Some(region.short.clone())
}

/// The meeting, as far as the introduction and the headlines tell of it.
///
/// What comes before an interview tells of what is talked about, which may be another meeting. So in
/// a debate a headline is believed before the introduction.
fn meeting_of(
    sheet: &Sheet<'_>,
    assignments: &[Assignment],
    announced: Vec<String>,
    is_debate: bool,
) -> Meeting {
    let headlines: Vec<&Line<'_>> = elements_with(assignments, Disposition::Headline)
        .flat_map(|element| sheet.lines_of(element))
        .collect();
    let introduction: Vec<usize> = elements_with(assignments, Disposition::Introduction).collect();
    let read: Vec<String> = introduction.iter().map(|&element| sheet.text(element)).collect();
    let read = read.join("\n");
    let subtitle = headlines.iter().find_map(|line| {
        Some(script::as_printed(&meeting::subtitle(line.text)?, line.text, line.printed))
    });
    let headline = || headlines.iter().find(|line| is_debate && dates::stamp(line.text).is_none());
    let held = || {
        let name = meeting::held(&read)?;
        let printed: Vec<String> =
            introduction.iter().map(|&element| sheet.printed(element).text).collect();
        Some(script::as_printed(&name, &read, &printed.join("\n")))
    };
    let title = subtitle.or_else(|| headline().map(|line| line.printed.trim().to_owned()));
    Meeting {
        title: title.or_else(held).unwrap_or_else(|| sheet.page.stem().to_owned()),
        date: date_of(&headlines, &read, is_debate),
        announced,
        missing: Vec::new(),
    }
}

/// The date of a meeting: of the row of a form that says when it was, else of the introduction, else
/// of the headlines; in a debate of a headline that is a date, for the reason that [`meeting_of`] gives.
fn date_of(headlines: &[&Line<'_>], introduction: &str, is_debate: bool) -> Option<String> {
    let mut head = headlines.iter().map(|line| line.text).chain(introduction.lines());
    if let Some(row) = head.find_map(dates::row) {
        return Some(row);
    }
    let stamp = headlines.iter().find_map(|line| dates::stamp(line.text));
    let headline: Vec<&str> = headlines.iter().map(|line| line.text).collect();
    let headline = stamp.clone().or_else(|| dates::printed(&headline.join("\n")));
    let stamp = stamp.filter(|_| is_debate);
    stamp.or_else(|| dates::printed(introduction)).or(headline)
}

/// The elements that became something.
fn elements_with(assignments: &[Assignment], wanted: Disposition) -> impl Iterator<Item = usize> {
    assignments
        .iter()
        .enumerate()
        .filter(move |(_, assignment)| assignment.disposition == wanted)
        .map(|(element, _)| element)
}

/// Fills where each speech starts and ends in its page, in characters.
fn locate(sheet: &Sheet<'_>, starts: &[Start], speeches: &mut [Speech]) {
    let ends = starts.iter().skip(1).map(|next| next.element).chain([sheet.elements.len()]);
    let mut position = Position { text: &sheet.page.text, byte: 0, characters: 0 };
    for ((start, end), speech) in starts.iter().zip(ends).zip(speeches) {
        speech.start = position.advance(first_byte(sheet, start.element));
        speech.end = position.advance(first_byte(sheet, end));
    }
}

/// The first byte of an element, or the end of the page behind the last.
fn first_byte(sheet: &Sheet<'_>, element: usize) -> usize {
    let line = sheet.elements.get(element).map(|element| &sheet.lines[element.lines.start]);
    line.map_or(sheet.page.text.len(), |line| line.span.start)
}

/// A position in a text that only moves forward, so that no character is counted twice.
struct Position<'a> {
    text: &'a str,
    byte: usize,
    characters: usize,
}

impl Position<'_> {
    /// Moves to a byte; returns the characters before it.
    fn advance(&mut self, byte: usize) -> usize {
        self.characters += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        self.characters
    }
}

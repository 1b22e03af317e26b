//! A source's pages → its transcripts: layouts find the starts, the rest is laid between them.

use std::{collections::BTreeMap, ops::Range};

use super::{
    Disposition, Layout, Ledger, Meeting, Sheet, Speech, Transcript, UnitKind, columns, credit,
    doubt,
    elements::Kind,
    flow::Flow,
    layouts::{self, Found, Start},
    lines::numbering,
    markdown, meeting, rows, titles, units,
};
use crate::names::{Regions, script};
use crate::{
    error::{Error, Fault, Result},
    pages::{Page, Source, table},
};

/// The meetings of one source: one, unless a folder holds files of several speeches.
///
/// # Errors
/// A file in which no speech is found.
pub fn transcripts(source: &Source, layout: Layout) -> Result<Vec<Transcript>> {
    let mut read = read(source, layout)?;
    for transcript in &mut read {
        transcript.read_names();
    }
    Ok(read)
}

fn read(source: &Source, layout: Layout) -> Result<Vec<Transcript>> {
    if !source.is_folder {
        return source.pages.iter().map(|page| transcript(page, layout)).collect();
    }
    let mut meetings = Vec::new();
    let mut parts = Vec::new();
    for page in &source.pages {
        // A Markdown file or a table that cannot be read is a mistake; any other is one speech.
        let part = match transcript(page, layout) {
            Err(error)
                if layout != Layout::Auto
                    || markdown::is_markdown(&page.text)
                    || table::is_table(page) =>
            {
                return Err(error);
            }
            found => found.unwrap_or_else(|_| whole(page, String::new())),
        };
        if part.speeches.len() > 1 {
            meetings.push(part);
        } else {
            parts.push((page, part));
        }
    }
    if !parts.is_empty() {
        meetings.insert(0, gather(source, parts));
    }
    Ok(meetings)
}

/// One meeting of a folder of one file a speech.
fn gather(source: &Source, parts: Vec<(&Page, Transcript)>) -> Transcript {
    let mut all = Transcript {
        meeting: Meeting { title: source.name.clone(), ..Meeting::default() },
        speeches: Vec::new(),
        layout: Layout::File,
        evidence: format!("{} files of one speech each", parts.len()),
        doubts: Vec::new(),
        sources: Vec::new(),
        ledgers: Vec::new(),
    };
    for (page, mut part) in parts {
        for mut speech in part.speeches.drain(..) {
            // The file's name is what its owner says of it; the text is asked only without it.
            if let Some(region) = Regions::built_in().resolve(page.stem()) {
                speech.region = Some(region.short.clone());
            }
            speech.source = all.sources.len();
            all.speeches.push(speech);
        }
        all.sources.push(page.source.clone());
        all.ledgers.extend(part.ledgers);
        all.doubts.extend(part.doubts.into_iter().map(|doubt| doubt.of(&page.source)));
    }
    all
}

fn transcript(page: &Page, layout: Layout) -> Result<Transcript> {
    // A table is never read as running text, whatever layout its neighbours have.
    if layout == Layout::Rows || table::is_table(page) {
        return rows::read(page);
    }
    if layout == Layout::Markdown || layout == Layout::Auto && markdown::is_markdown(&page.text) {
        return markdown::read(page);
    }
    if layout == Layout::File {
        return Ok(whole(page, "asked for".into()));
    }
    let reading = script::reading(&page.text);
    let sheet = Sheet::new(page, &reading);
    let before: String = (0..sheet.elements.len())
        .map(|element| sheet.text(element))
        .take_while(|text| numbering(text).is_none())
        .take(12)
        .collect::<Vec<_>>()
        .join("\n");
    let announced = meeting::announced(&before);
    let found = layouts::find(&sheet, layout, &announced);
    if found.starts.is_empty() {
        return Err(Error::input(
            page.path.as_str(),
            "no speeches found: no line or paragraph names a speaker",
            "print it by `yiti split --layout file --format md`, put a line before each speech, \
             e.g. `## 广东省妇联`, and give that file instead; if it is one speech, say \
             --layout file",
        )
        .of(Fault::NoSpeeches));
    }
    layouts::countable(found.starts.len(), page)?;
    Ok(assemble(&sheet, found, announced))
}

/// A page that is one speech from its first character to its last.
fn whole(page: &Page, evidence: String) -> Transcript {
    let reading = script::reading(&page.text);
    let sheet = Sheet::new(page, &reading);
    let found = Found {
        layout: Layout::File,
        starts: vec![Start::at(0)],
        end: sheet.elements.len(),
        evidence,
        doubts: Vec::new(),
    };
    assemble(&sheet, found, Vec::new())
}

/// What each element of the sheet became: a disposition, and the speech it belongs to.
type Dispositions = Vec<(Disposition, Option<usize>)>;

fn assemble(sheet: &Sheet<'_>, found: Found, announced: Vec<String>) -> Transcript {
    let mut dispositions = dispositions(sheet, &found);
    let mut speeches: Vec<Speech> =
        (0..found.starts.len()).map(|place| speech(sheet, &found, place, &dispositions)).collect();
    one_name_a_speaker(&mut speeches);
    let conventions = found.layout.conventions();
    if conventions.scattered_titles {
        give_titles(sheet, &mut speeches, &mut dispositions);
    }
    // In a debate, the region that a turn names most need not be the speaker's.
    if !conventions.is_debate {
        name_the_unnamed(&mut speeches, sheet.page);
    }
    let mut meeting = meeting_of(sheet, &dispositions, announced);
    meeting.find_missing(&speeches);
    place_in_page(sheet, &found.starts, &mut speeches);
    let ledger = ledger(sheet, &dispositions);
    let mut doubts = doubt::doubts(sheet, &found, &speeches, &meeting.missing);
    doubts.extend(doubt::of_dispositions(&ledger.tally()));
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

/// Calls each speaker as first printed: 李　梅 and 李梅, a compatibility character and its own, are one.
fn one_name_a_speaker(speeches: &mut [Speech]) {
    let mut printed: BTreeMap<String, String> = BTreeMap::new();
    for speech in speeches {
        let key = script::unspaced(&script::reading(&speech.speaker));
        speech.speaker.clone_from(printed.entry(key).or_insert_with(|| speech.speaker.clone()));
    }
}

/// What became of each line, furniture among them.
fn ledger(sheet: &Sheet<'_>, dispositions: &Dispositions) -> Ledger {
    let mut rows: Vec<(Range<usize>, Disposition, Option<usize>)> = Vec::new();
    let mut furniture = sheet.furniture.iter().peekable();
    for (element, &(disposition, speech)) in sheet.elements.iter().zip(dispositions) {
        for line in &sheet.lines[element.lines.clone()] {
            while let Some((span, disposition)) =
                furniture.next_if(|(f, _)| f.start < line.span.start)
            {
                rows.push((span.clone(), *disposition, None));
            }
            rows.push((line.span.clone(), disposition, speech));
        }
    }
    rows.extend(furniture.map(|(span, disposition)| (span.clone(), *disposition, None)));
    Ledger::new(&sheet.page.text, rows)
}

/// A first account: what stands between two starts is the first one's, labels and display apart.
fn dispositions(sheet: &Sheet<'_>, found: &Found) -> Dispositions {
    let conventions = found.layout.conventions();
    let mut dispositions = Vec::with_capacity(sheet.elements.len());
    let mut speech: Option<usize> = None;
    for (element, run) in sheet.elements.iter().enumerate() {
        while found.starts.get(speech.map_or(0, |s| s + 1)).is_some_and(|s| s.element <= element) {
            speech = Some(speech.map_or(0, |s| s + 1));
        }
        let heading = speech.is_some_and(|s| element < found.starts[s].body);
        dispositions.push(match (run.kind, speech) {
            _ if element >= found.end => (Disposition::Unassigned, None),
            (Kind::Label, _) => (Disposition::Label, None),
            (Kind::Display, _) if conventions.scattered_titles => (Disposition::Title, None),
            (Kind::Display, None) => (Disposition::Headline, None),
            (Kind::Paragraph, None) => (Disposition::Introduction, None),
            (Kind::Display, Some(s)) if heading && element != found.starts[s].label => {
                (Disposition::Title, speech)
            }
            (_, Some(_)) if heading => (Disposition::Label, speech),
            (_, Some(s))
                if conventions.drops_credits
                    && element != found.starts[s].element
                    && is_credit(sheet, element) =>
            {
                (Disposition::Unassigned, None)
            }
            (_, Some(_)) => (Disposition::Speech, speech),
        });
    }
    if conventions.is_debate {
        free_headlines(sheet, found, &mut dispositions);
    }
    dispositions
}

/// Whether an element is one line that says who wrote something, or when, and nothing else.
fn is_credit(sheet: &Sheet<'_>, element: usize) -> bool {
    let lines = &sheet.elements[element].lines;
    lines.len() == 1 && credit::is_credit(sheet.lines[lines.start].text)
}

/// Lines without sentences between the last words of a turn and the next turn head what follows.
fn free_headlines(sheet: &Sheet<'_>, found: &Found, dispositions: &mut Dispositions) {
    for (turn, next) in found.starts.iter().zip(found.starts.iter().skip(1)) {
        // A table between the turns is part of what was said, and so is a vote: 反对.
        let own = |element: &usize| {
            let run = &sheet.elements[*element];
            let letters = sheet.text(*element).chars().filter(|c| c.is_alphanumeric()).count();
            // A rule drawn between two parts has no letters at all.
            run.kind == Kind::Display && run.lines.len() <= 3 && (letters >= 4 || letters == 0)
        };
        // Where the turn begins, on the line of its speaker or the next, is what was said.
        for element in (turn.body.max(turn.element) + 1..next.element).rev().take_while(own) {
            if dispositions[element].0 == Disposition::Speech {
                dispositions[element] = (Disposition::Headline, None);
            }
        }
    }
}

fn speech(sheet: &Sheet<'_>, found: &Found, place: usize, dispositions: &Dispositions) -> Speech {
    let start = &found.starts[place];
    let end = found.starts.get(place + 1).map_or(dispositions.len(), |next| next.element);
    let mut flows: Vec<Flow> = Vec::new();
    let own = dispositions.iter().enumerate().take(end).skip(start.element);
    for (element, disposition) in own {
        if *disposition == (Disposition::Speech, Some(place)) {
            let mut flow = sheet.printed(element);
            if element == start.body && start.skip > 0 {
                let skip: usize = flow.text.chars().take(start.skip).map(char::len_utf8).sum();
                flow.text.drain(..skip);
                for mark in flow.marks.iter_mut().skip(1) {
                    mark.byte = mark.byte.saturating_sub(skip);
                }
            }
            flows.push(flow);
        }
    }
    let heading = start.label..(start.label + 1).min(sheet.elements.len());
    let read: String = heading.clone().map(|element| sheet.text(element)).collect();
    let print: String = heading.map(|element| sheet.printed(element).text).collect();
    Speech {
        speaker: script::as_printed(&start.speaker, &read, &print),
        region: start.region.clone(),
        title: start.title.clone(),
        units: units::units(flows),
        ..Speech::default()
    }
}

/// Gives the display lines of a page to its speeches, by place if they stand before them, else by content.
fn give_titles(sheet: &Sheet<'_>, speeches: &mut [Speech], dispositions: &mut Dispositions) {
    let mut runs: Vec<(usize, Vec<&str>)> = Vec::new();
    for (element, disposition) in dispositions
        .iter_mut()
        .enumerate()
        .filter(|(_, disposition)| disposition.0 == Disposition::Title)
    {
        let lines = &sheet.lines[sheet.elements[element].lines.clone()];
        if lines.iter().any(|line| meeting::subtitle(line.text).is_some()) || lines.len() > 12 {
            *disposition = (Disposition::Headline, None);
        } else {
            runs.push((element, lines.iter().map(|line| line.printed).collect()));
        }
    }
    let texts: Vec<String> = speeches
        .iter()
        .map(|speech| speech.units.iter().map(|unit| unit.text.as_str()).collect())
        .collect();
    let lines: Vec<(usize, &str)> = runs
        .iter()
        .flat_map(|(element, lines)| lines.iter().map(move |line| (*element, *line)))
        .collect();
    let bare: Vec<Vec<&str>> = runs.iter().map(|(_, lines)| lines.clone()).collect();
    let cuts = titles::cut(&bare, speeches.len());
    let names: Vec<String> = cuts
        .iter()
        .map(|cut| cut.iter().map(|&line| lines[line].1).collect::<Vec<_>>().join("　"))
        .collect();
    let mut given = vec![None; runs.len()];
    for (place, title) in titles::assign(&names, &texts).into_iter().enumerate() {
        let Some(title) = title else { continue };
        speeches[place].title = Some(names[title].clone());
        for &line in &cuts[title] {
            if let Some(run) = runs.iter().position(|(element, _)| *element == lines[line].0) {
                given[run] = Some(place);
            }
        }
    }
    for ((element, _), given) in runs.iter().zip(given) {
        dispositions[*element] =
            given.map_or((Disposition::Headline, None), |place| (Disposition::Title, Some(place)));
    }
}

/// A speech that nowhere says whose it is belongs to the region that it names most.
fn name_the_unnamed(speeches: &mut [Speech], page: &Page) {
    let alone = speeches.len() == 1;
    for (place, speech) in speeches.iter_mut().enumerate() {
        if speech.region.is_none() {
            let named = alone.then(|| Regions::built_in().resolve(page.stem())).flatten();
            let text: String = speech.units.iter().map(|unit| unit.text.as_str()).collect();
            let known = speech.speaker.is_empty() || speech.title.is_none();
            let most = named.or_else(|| Regions::built_in().most_named(&text).filter(|_| known));
            speech.region = most.map(|region| region.short.clone());
        }
        if speech.speaker.is_empty() {
            speech.speaker = match &speech.region {
                Some(region) => Regions::built_in()
                    .exactly(region)
                    .map_or_else(|| region.clone(), |region| region.name.clone()),
                None if alone => page.stem().to_owned(),
                None => format!("发言{}", place + 1),
            };
        }
    }
}

fn meeting_of(sheet: &Sheet<'_>, dispositions: &Dispositions, announced: Vec<String>) -> Meeting {
    let of = |wanted: Disposition| {
        let elements =
            dispositions.iter().enumerate().filter(move |(_, disposition)| disposition.0 == wanted);
        let all = elements.map(|(element, _)| (sheet.text(element), sheet.printed(element).text));
        let (read, printed): (Vec<String>, Vec<String>) = all.unzip();
        (read.join("\n"), printed.join("\n"))
    };
    let (introduction, printed) = of(Disposition::Introduction);
    let headline_lines = dispositions
        .iter()
        .enumerate()
        .filter(|(_, disposition)| disposition.0 == Disposition::Headline)
        .flat_map(|(element, _)| &sheet.lines[sheet.elements[element].lines.clone()]);
    let subtitle = headline_lines.clone().find_map(|line| {
        Some(script::as_printed(&meeting::subtitle(line.text)?, line.text, line.printed))
    });
    let held = || Some(script::as_printed(&meeting::held(&introduction)?, &introduction, &printed));
    let headlines: Vec<&str> = headline_lines.map(|line| line.text).collect();
    Meeting {
        title: subtitle.or_else(held).unwrap_or_else(|| sheet.page.stem().to_owned()),
        date: meeting::date(&introduction).or_else(|| meeting::date(&headlines.join("\n"))),
        announced,
        missing: Vec::new(),
    }
}

/// Where each speech stands in its page, in characters.
fn place_in_page(sheet: &Sheet<'_>, starts: &[Start], speeches: &mut [Speech]) {
    let text = &sheet.page.text;
    let byte = |element: usize| {
        sheet.elements.get(element).map_or(text.len(), |e| sheet.lines[e.lines.start].span.start)
    };
    let (mut at, mut chars) = (0, 0);
    let mut count = |to: usize| {
        chars += text[at..to].chars().count();
        at = to;
        chars
    };
    for place in 0..speeches.len() {
        speeches[place].start = count(byte(starts[place].element));
        let end = starts.get(place + 1).map_or(sheet.elements.len(), |next| next.element);
        speeches[place].end = count(byte(end));
    }
    debug_assert!(
        speeches.iter().all(|speech| speech
            .units
            .iter()
            .all(|u| u.kind != UnitKind::Lead || !u.text.is_empty()))
    );
}

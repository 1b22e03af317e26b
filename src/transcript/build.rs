//! A source's pages → its transcripts.

use super::{
    Layout, Meeting, Transcript,
    assemble::assemble,
    layouts::{self, Found, Start},
    lines::numbering,
    markdown, meeting, rows,
    sheet::Sheet,
};
use crate::names::{Regions, script};
use crate::{
    error::{Error, Fault, Result},
    pages::{Page, Source, table},
};

/// Elements of the longest introduction that announces speakers. Chosen by eye on newspaper pages.
const INTRODUCTION: usize = 12;

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
            // The owner named the file, so its name tells the region better than the text does.
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
        .take(INTRODUCTION)
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

//! A table of texts → its transcript: a speech a row.

use rayon::prelude::*;

use super::{
    Disposition, Layout, Ledger, Meeting, Speech, Transcript, flow::Flow, sheet::Sheet, units,
};
use crate::names::Regions;
use crate::{
    error::{Error, Fault, Result},
    pages::{
        Page,
        table::{self, Row},
    },
};

/// One meeting whose speeches are the rows of a table.
///
/// In the ledger a row's whole line belongs to its speech, names of fields
/// included. Each sentence of a row has the number of the row's line.
pub(super) fn read(page: &Page) -> Result<Transcript> {
    let rows = table::rows(page)?;
    let Some(first) = rows.first() else {
        return Err(Error::input(
            page.path.as_str(),
            "a table without rows",
            "give a row for each speech below the names of the columns",
        )
        .of(Fault::NoSpeeches));
    };
    // The names of the columns, if they have a line of their own.
    let header = page.text[..first.span.start].trim_end().len();
    let header = (header > 0).then_some((0..header, Disposition::Markup, None));
    let lines = rows
        .iter()
        .enumerate()
        .map(|(index, row)| (row.span.clone(), Disposition::Speech, Some(index)));
    let ledger = Ledger::new(&page.text, header.into_iter().chain(lines));
    let starts: Vec<usize> = rows.iter().map(|row| row.span.start).collect();
    let mut transcript = of_rows(&page.source, rows);
    transcript.meeting.title = page.stem().into();
    transcript.ledgers.push(ledger);
    locate(&page.text, &starts, &mut transcript.speeches);
    Ok(transcript)
}

/// The speeches of some rows of the table `source`, without a ledger.
pub(crate) fn of_rows(source: &str, rows: Vec<Row>) -> Transcript {
    let evidence = format!("{} rows of a table", rows.len());
    // Each row is freed as soon as it is a speech: both lists together would be twice the text.
    let rows = rows.into_par_iter().enumerate();
    let speeches = rows.map(|(index, row)| speech(row, index + 1));
    Transcript {
        meeting: Meeting::default(),
        layout: Layout::Rows,
        evidence,
        doubts: Vec::new(),
        sources: vec![source.to_owned()],
        ledgers: Vec::new(),
        speeches: speeches.collect(),
    }
}

/// A row as a speech. If it names no speaker, the speaker is called by the row's `number`.
///
/// The region is not looked for in the text: the region that an article is about
/// need not be its writer's.
fn speech(row: Row, number: usize) -> Speech {
    let named = row.region.as_deref().or(row.speaker.as_deref());
    let region = named.and_then(|name| Regions::built_in().resolve(name));
    let speaker = row.speaker.as_ref().or(row.region.as_ref()).cloned();
    Speech {
        speaker: speaker.unwrap_or_else(|| number.to_string()),
        region: region.map(|region| region.short.clone()),
        units: units::units(paragraphs(&row)),
        title: row.title,
        columns: row.columns,
        ..Speech::default()
    }
}

/// The paragraphs of a row's text, all on the row's line.
fn paragraphs(row: &Row) -> Vec<Flow> {
    let page = Page::new("", row.text.as_str());
    let sheet = Sheet::plain(&page);
    let mut paragraphs: Vec<Flow> =
        (0..sheet.elements.len()).map(|element| Flow::of(sheet.lines_of(element))).collect();
    for mark in paragraphs.iter_mut().flat_map(|paragraph| &mut paragraph.marks) {
        mark.line = row.line;
    }
    paragraphs
}

/// Fills where each row starts and ends in its page, in characters; `starts` are in bytes.
fn locate(text: &str, starts: &[usize], speeches: &mut [Speech]) {
    let (mut at, mut chars) = (0, 0);
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    for ((&start, end), speech) in starts.iter().zip(ends).zip(speeches) {
        chars += text[at..start].chars().count();
        speech.start = chars;
        chars += text[start..end].chars().count();
        speech.end = chars;
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{pages::Source, transcript::transcripts};

    fn source(text: &str) -> Source {
        let page = Page::new("talks.jsonl", text);
        Source { name: "talks".into(), pages: vec![page], is_folder: false }
    }

    #[test]
    fn each_row_is_a_speech_with_its_line() {
        let text = concat!(
            "{\"text\": \"一、维权\\n我们在北京开展法律援助。\"}\n\n",
            "{\"speaker\": \"广东省妇联\", \"title\": \"题\", \"text\": \"我们抓好春耕。\"}\n",
            "{\"region\": \"浙江省\", \"text\": \"我们抓好家风。\"}\n",
        );
        let found = transcripts(&source(text), Layout::Auto).expect("reads").remove(0);
        assert_eq!((found.layout.name(), found.meeting.title.as_str()), ("rows", "talks"));
        fn said(speech: &Speech) -> (&str, Option<&str>, Option<&str>) {
            (speech.speaker.as_str(), speech.region.as_deref(), speech.title.as_deref())
        }
        assert_eq!(said(&found.speeches[0]), ("1", None, None));
        assert_eq!(said(&found.speeches[1]), ("广东省妇联", Some("广东"), Some("题")));
        assert_eq!(said(&found.speeches[2]), ("浙江省", Some("浙江"), None));
        assert_eq!(found.speeches[0].units[0].heading.as_deref(), Some("一、维权"));
        assert_eq!(found.speeches[1].units[0].line(3), 3);
        assert_eq!(found.speeches[2].end, text.chars().count());
        let bytes: usize = found.ledgers[0].entries.iter().map(|entry| entry.span.len()).sum();
        assert_eq!(bytes, text.len());
    }

    #[test]
    fn a_row_without_text_is_refused_by_its_line() {
        let message = transcripts(&source("{\"text\":\"好\"}\n{}\n"), Layout::Auto);
        assert!(message.expect_err("refused").to_string().starts_with("talks.jsonl: line 2:"));
    }

    #[test]
    fn the_names_of_columns_are_markup_and_no_table_without_rows_is_read() {
        let page = Page::new("a.tsv", "speaker\ttext\n甲省\t抓好生产。\n");
        let found = read(&page).expect("reads");
        let dispositions: Vec<Disposition> =
            found.ledgers[0].entries.iter().map(|entry| entry.disposition).collect();
        assert_eq!(dispositions.first(), Some(&Disposition::Markup), "{dispositions:?}");
        assert!(!dispositions.contains(&Disposition::Blank), "{dispositions:?}");
        let error = read(&Page::new("a.tsv", "speaker\ttext\n")).expect_err("refused");
        assert!(error.to_string().contains("a table without rows"), "{error}");
    }
}

//! `yiti search`: every place where a word is said, in its context.

use anyhow::Result;
use unicode_width::UnicodeWidthStr;
use yiti::{
    analysis::kwic::{Hit, Kwic, Pattern, kwic},
    report::visible,
};

use crate::{
    args::{Format, SearchArgs},
    input,
    output::{self, Rows},
    voice::Voice,
};

/// Characters of context on each side, unless others are asked for.
const WINDOW: usize = 20;
/// Columns of context on each side of a table, however narrow the terminal.
const LEAST: usize = 16;
/// What stands between two columns.
const GAP: &str = "  ";

pub(crate) fn run(args: &SearchArgs, voice: &Voice) -> Result<()> {
    let pattern = match args.regex {
        true => Pattern::regex(&args.pattern)?,
        false => Pattern::plain(&args.pattern)?,
    };
    let input = input::read(&args.table.input, voice)?;
    let window = args.window.map_or(WINDOW, |window| window as usize);
    let answers: Vec<Kwic> =
        input.record.meetings.iter().map(|transcript| kwic(transcript, &pattern, window)).collect();
    match args.table.format {
        Format::Json => output::json(&answers),
        Format::Csv => csv(&answers, voice),
        Format::Table => answers.iter().try_for_each(|answer| table(answer, args.window.is_none())),
    }
}

fn csv(answers: &[Kwic], voice: &Voice) -> Result<()> {
    let mut rows = Rows::new(&[
        "meeting", "speech", "region", "sentence", "start", "left", "keyword", "right", "source",
        "line",
    ]);
    for answer in answers {
        if answer.hits.is_empty() {
            voice.say(&sum(answer));
        }
        for hit in &answer.hits {
            rows.push(vec![
                answer.title.clone(),
                hit.speech.clone(),
                hit.region.clone().unwrap_or_default(),
                hit.sentence.number().to_string(),
                (hit.start + 1).to_string(),
                on_one_line(&hit.left),
                on_one_line(&hit.keyword),
                on_one_line(&hit.right),
                hit.source.clone(),
                hit.line.to_string(),
            ]);
        }
    }
    rows.csv()
}

/// The hits with their keywords in one column, then how many each speech has, and of how much.
fn table(answer: &Kwic, fit: bool) -> Result<()> {
    output::line(&answer.title)?;
    for line in concordance(&answer.hits, fit) {
        output::escaped_line(&line)?;
    }
    let mut rows = Rows::new(&["province", "hits", "characters", "per 1,000"]);
    for count in &answer.counts {
        rows.push(vec![
            count.speech.clone(),
            count.hits.to_string(),
            count.characters.to_string(),
            count.per_thousand.map_or("—".into(), |rate| format!("{rate:.2}")),
        ]);
    }
    rows.print()?;
    output::line(&format!("{}\n", sum(answer)))
}

/// How often the pattern was found, and in how many speeches.
fn sum(answer: &Kwic) -> String {
    let Kwic { pattern, hits, counts, .. } = answer;
    let all = counts.len();
    match hits.len() {
        0 => format!("nothing found: {pattern} is in none of {all} speeches; titles aside"),
        count => {
            let with = counts.iter().filter(|count| count.hits > 0).count();
            format!("hits of {pattern}: {count}, in {with} of {all} speeches; titles aside")
        }
    }
}

/// A line for each hit, hidden characters escaped: speech, left, keyword, right, place.
///
/// A Chinese character takes two columns. To `fit` the terminal, contexts lose their far ends.
fn concordance(hits: &[Hit], fit: bool) -> Vec<String> {
    let mut lines: Vec<[String; 5]> = hits
        .iter()
        .map(|hit| {
            let place = format!("{}:{}", hit.source, hit.line);
            [&hit.speech, &hit.left, &hit.keyword, &hit.right, &place]
                .map(|text| visible(&on_one_line(text)).into_owned())
        })
        .collect();
    let widest = |lines: &[[String; 5]], column: usize| {
        lines.iter().map(|line| line[column].width()).max().unwrap_or(0)
    };
    if fit {
        let others: usize = [0, 2, 4].iter().map(|&column| widest(&lines, column)).sum();
        let room = usize::from(output::width()).saturating_sub(others + 4 * GAP.len());
        let side = (room / 2).max(LEAST);
        for line in &mut lines {
            while line[1].width() > side {
                line[1].remove(0);
            }
            while line[3].width() > side {
                line[3].pop();
            }
        }
    }
    let widths = [0, 1, 2, 3].map(|column| widest(&lines, column));
    lines
        .into_iter()
        .map(|[speech, left, keyword, right, place]| {
            let blank = |column: usize, text: &str| " ".repeat(widths[column] - text.width());
            [
                format!("{speech}{}", blank(0, &speech)),
                format!("{}{left}", blank(1, &left)),
                format!("{keyword}{}", blank(2, &keyword)),
                format!("{right}{}", blank(3, &right)),
                place,
            ]
            .join(GAP)
        })
        .collect()
}

/// A text with blanks for the ends of its paragraphs.
fn on_one_line(text: &str) -> String {
    text.replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use yiti::ids::SentenceId;

    use super::*;

    fn hit(left: &str, keyword: &str, right: &str) -> Hit {
        Hit {
            speech: "甲".into(),
            region: None,
            sentence: SentenceId::default(),
            start: 0,
            left: left.into(),
            keyword: keyword.into(),
            right: right.into(),
            source: "a.txt".into(),
            line: 7,
        }
    }

    #[test]
    fn keywords_stand_in_one_column() {
        let hits = [hit("a", "风", "b乙"), hit("丙\nｶ丁", "wifi", "")];
        assert_eq!(
            concordance(&hits, false),
            ["甲       a  风    b乙  a.txt:7", "甲  丙 ｶ丁  wifi       a.txt:7"]
        );
        assert!(concordance(&[], true).is_empty());
    }

    #[test]
    fn far_ends_are_cut_to_the_terminal() {
        let long = "一二三四五".repeat(40);
        let lines = concordance(&[hit(&long, "风", &long)], true);
        assert!(lines[0].width() <= usize::from(output::width()), "{lines:?}");
        assert!(lines[0].contains("四五  风  一二"), "{lines:?}");
    }
}

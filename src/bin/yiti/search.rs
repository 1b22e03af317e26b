//! `yiti search`: every place where a word is said, in its context.

use anyhow::Result;
use unicode_width::UnicodeWidthStr;
use yiti::{
    analysis::kwic::{Count, Hit, Kwic, Pattern, kwic},
    report::{
        table::{Table, column},
        visible,
    },
};

use super::{
    Nothing,
    args::{Format, SearchArgs},
    input,
    language::filled,
    output,
    voice::Voice,
};

/// Characters of context on each side, unless others are asked for.
const WINDOW: usize = 20;
/// Columns of context on each side of a table, however narrow the terminal.
const LEAST: usize = 16;
/// What stands between two columns.
const GAP: &str = "  ";

pub(crate) fn run(args: &SearchArgs, voice: &Voice) -> Result<()> {
    let pattern =
        if args.regex { Pattern::regex(&args.pattern)? } else { Pattern::plain(&args.pattern)? };
    let input = input::read(&args.table.input, voice)?;
    let window = args.window.map_or(WINDOW, |window| window as usize);
    let answers: Vec<Kwic> =
        input.record.meetings.iter().map(|transcript| kwic(transcript, &pattern, window)).collect();
    match args.table.format {
        Format::Json => output::json(&answers)?,
        Format::Csv => csv(&answers, voice)?,
        Format::Table => {
            let found = answers.iter().filter(|answer| !answer.hits.is_empty());
            found.into_iter().try_for_each(|answer| table(answer, args.window.is_none()))?;
        }
    }
    if answers.iter().all(|answer| answer.hits.is_empty()) {
        let sums: Vec<String> = answers.iter().map(sum).collect();
        return Err(Nothing(sums.join("\n")).into());
    }
    Ok(())
}

/// Prints the hits of all meetings, and says of which meetings there are none, if not of all.
fn csv(answers: &[Kwic], voice: &Voice) -> Result<()> {
    if answers.iter().any(|answer| !answer.hits.is_empty()) {
        for answer in answers.iter().filter(|answer| answer.hits.is_empty()) {
            voice.say(&sum(answer));
        }
    }
    output::csv(&hits(answers))
}

/// Every hit of all meetings.
pub(crate) fn hits(answers: &[Kwic]) -> Table<'_> {
    let hits = answers.iter().flat_map(|answer| {
        answer.hits.iter().map(move |hit| Found { meeting: &answer.title, hit })
    });
    Table::new(
        "hits",
        hits,
        [
            column("meeting").text(|found: &Found<'_>| found.meeting.into()),
            column("speech").text(|found| (&found.hit.speech).into()),
            column("region").text(|found| found.hit.region.as_ref().into()),
            column("sentence").count(|found| Some(found.hit.sentence.number())),
            column("start").count(|found| Some(found.hit.start + 1)),
            column("left").text(|found| on_one_line(&found.hit.left).into()),
            column("keyword").text(|found| on_one_line(&found.hit.keyword).into()),
            column("right").text(|found| on_one_line(&found.hit.right).into()),
            column("source").text(|found| (&found.hit.source).into()),
            column("line").count(|found| Some(found.hit.line)),
        ],
    )
}

/// A hit and its meeting.
struct Found<'a> {
    meeting: &'a String,
    hit: &'a Hit,
}

/// The hits with their keywords in one column, then how many each speech has, and of how much.
fn table(answer: &Kwic, fit: bool) -> Result<()> {
    output::line(&answer.title)?;
    for line in concordance(&answer.hits, fit) {
        output::escaped_line(&line)?;
    }
    let counts = Table::new(
        "counts",
        &answer.counts,
        [
            column("province").text(|count: &&Count| (&count.speech).into()),
            column("hits").count(|count| Some(count.hits)),
            column("characters").count(|count| Some(count.characters)),
            column("per 1,000").decimals(2).absent("—").number(|count| count.per_thousand),
        ],
    );
    output::table(&counts)?;
    output::line(&format!("{}\n", sum(answer)))
}

/// How often the pattern was found, and in how many speeches.
fn sum(answer: &Kwic) -> String {
    let Kwic { pattern, hits, counts, .. } = answer;
    let with = counts.iter().filter(|count| count.hits > 0).count();
    let [count, with, all] = [hits.len(), with, counts.len()].map(|n| n.to_string());
    if hits.is_empty() {
        let nothing = "nothing found: {0} is in none of {1} speeches; titles aside";
        return filled(nothing, &[pattern, &all]);
    }
    filled(
        "hits of {0}: {1}, in {2} of {3} speeches; titles aside",
        &[pattern, &count, &with, &all],
    )
}

/// A line for each hit, hidden characters escaped: speech, left, keyword, right, place.
///
/// A Chinese character takes two columns. To `fit` the terminal, contexts lose their far ends.
fn concordance(hits: &[Hit], fit: bool) -> Vec<String> {
    let mut lines: Vec<[String; 5]> = hits
        .iter()
        .map(|hit| {
            let place = yiti::say::place(&hit.source, hit.line);
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
                format!("{}{}", output::marked(&keyword), blank(2, &keyword)),
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

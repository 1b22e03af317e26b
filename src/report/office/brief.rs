//! The brief of a meeting: findings, pictures, a paragraph and quotations for each speech, the
//! method in five lines. Two to four pages, to be edited and sent on.

use std::io::Cursor;

use super::{
    BRIEF,
    document::{Document, Kind},
};
use crate::{
    analysis::{MeetingAnalysis, SpeechAnalysis, Stress, key_figures},
    charts::{Chart, READABLE_ROWS, stand_ins},
    error::{Error, Result},
    ids::{SentenceId, SpeechId},
    phrase::cut,
    say::{
        self,
        brief::{self, Statement, Subject},
        count, findings, names,
    },
};

/// Speeches of a meeting that is told at length; of more, each has a few lines. Chosen by eye, as
/// all numbers here: 31 provinces take four pages.
const AT_LENGTH: usize = 12;
/// Speeches that the brief has a paragraph for; the page and the workbook have all.
const SPEECHES: usize = 40;
/// Terms, figures and quotations of a speech, and characters of a quotation at length and in short.
const TERMS: usize = 5;
const FIGURES: usize = 3;
const QUOTATIONS: usize = 2;
const CHARACTERS: [usize; 2] = [120, 64];
/// Pictures of few speeches and of many, and speeches up to which all can be read on paper.
const PICTURES: [&str; 2] = ["themes", "similarity"];
const PICTURE_OF_MANY: &str = "emphasis";
const READABLE: usize = 16;

/// The Word document of a meeting, in Chinese.
///
/// # Errors
/// A document that cannot be made.
pub(in crate::report) fn brief(meeting: &MeetingAnalysis, charts: &[Chart]) -> Result<Vec<u8>> {
    let mut document =
        Document::new().add(Kind::Title, &format!("{}：发言对比简报", meeting.title));
    document = document.add(Kind::Body, &findings::answer(meeting).zh);
    document = document.add(Kind::Note, &facts(meeting, charts));
    document = statements(document, meeting);
    for chart in pictures(meeting, charts) {
        document = picture(document, chart)?;
    }
    document = speeches(document, meeting);
    document = document.add(Kind::Heading, "方法与限度");
    for line in method(meeting) {
        document = document.add(Kind::Body, &line);
    }
    document.bytes().map_err(Error::file(BRIEF, "render"))
}

/// When, from what, and who did not speak.
fn facts(meeting: &MeetingAnalysis, charts: &[Chart]) -> String {
    let date = meeting.date.as_ref().map_or("未找到".into(), |date| say::date(date).zh);
    let n = meeting.speeches.len();
    let mut facts = format!("日期：{date}；来源：{}；共 {n} 篇发言。", sources(meeting));
    if !meeting.missing.is_empty() {
        facts += &format!("预告而未见发言：{}。", meeting.missing.join("、"));
    }
    if let Some(caution) = meeting.codebook.as_ref().and_then(say::caution) {
        facts += &format!("注意：{}。", caution.zh);
    }
    for doubt in &meeting.caveats {
        facts += &format!("存疑：{}。", doubt.phrase().zh);
    }
    if let Some(stand_ins) = stand_ins(pictures(meeting, charts)) {
        facts += &format!("{}。", stand_ins.zh);
    }
    facts
}

fn sources(meeting: &MeetingAnalysis) -> String {
    match meeting.sources.as_slice() {
        [] => "不详".into(),
        [only] => only.clone(),
        [first, ..] => format!("{first} 等 {} 个文件", meeting.sources.len()),
    }
}

/// What is found, each with the first place that shows it.
fn statements(document: Document, meeting: &MeetingAnalysis) -> Document {
    let all = brief::brief(meeting);
    let mut document = document.add(Kind::Heading, "主要发现");
    if all.is_empty() {
        return document.add(Kind::Body, "文字太少，说不准。");
    }
    for (number, statement) in (1..).zip(&all) {
        let sure = brief::sureness(statement).zh;
        let place = place(meeting, statement).map_or_else(String::new, |at| format!("（见 {at}）"));
        let text = format!("{number}. 〔{sure}〕{}{place}", statement.text.zh);
        document = document.add(Kind::Body, &text);
    }
    document
}

/// File and line of the first sentence that shows a statement.
fn place(meeting: &MeetingAnalysis, statement: &Statement) -> Option<String> {
    let Subject::Finding(index) = statement.of else { return None };
    let span = meeting.findings.get(index)?.evidence.first()?;
    source(meeting, meeting.speech(span.speech)?, span.sentence)
}

fn source(
    meeting: &MeetingAnalysis,
    speech: &SpeechAnalysis,
    sentence: SentenceId,
) -> Option<String> {
    let sentence = speech.sentence(sentence)?;
    let file = meeting.sources.get(sentence.source)?;
    Some(say::place(file, sentence.line))
}

/// The pictures that can be read on paper.
fn pictures<'a>(meeting: &MeetingAnalysis, charts: &'a [Chart]) -> Vec<&'a Chart> {
    let named = |name: &str| charts.iter().find(|chart| chart.name == name);
    if meeting.speeches.len() > READABLE_ROWS {
        return Vec::new();
    }
    if let Some(chart) = named(PICTURE_OF_MANY) {
        return vec![chart];
    }
    let most = if meeting.speeches.len() <= READABLE { PICTURES.len() } else { 1 };
    PICTURES[..most].iter().filter_map(|name| named(name)).collect()
}

fn picture(document: Document, chart: &Chart) -> Result<Document> {
    let png = &chart.light.png;
    let info = png::Decoder::new(Cursor::new(png)).read_info();
    let info = info.map_err(|cause| Error::file(BRIEF, "render")(std::io::Error::other(cause)))?;
    let size = [info.info().width, info.info().height];
    Ok(document.picture(png, size))
}

/// A paragraph and quotations for each speech, provinces in their official order.
fn speeches(document: Document, meeting: &MeetingAnalysis) -> Document {
    let mut ids = meeting.listed();
    let rest = ids.split_off(ids.len().min(SPEECHES));
    let mut document = document.add(Kind::Heading, "各篇要点");
    for id in ids {
        document = speech(document, meeting, id);
    }
    if rest.is_empty() {
        return document;
    }
    let rest = count(rest.len());
    document.add(Kind::Note, &format!("另有 {rest} 篇从略，见 index.html 和 report.xlsx。"))
}

fn speech(document: Document, meeting: &MeetingAnalysis, id: SpeechId) -> Document {
    let speech = &meeting[id];
    let is_long = meeting.speeches.len() <= AT_LENGTH;
    let about = about(meeting, id, is_long);
    let mut document = if is_long {
        let title = speech.title.as_ref().map_or_else(String::new, |title| format!("　{title}"));
        document.add(Kind::Speaker, &format!("{}{title}", speech.name)).add(Kind::Body, &about)
    } else {
        document.add(Kind::Body, &format!("【{}】{about}", speech.name))
    };
    let [long, short] = CHARACTERS;
    let (quotations, characters) = if is_long { (QUOTATIONS, long) } else { (1, short) };
    for sentence in quoted(speech, quotations, characters) {
        let Some(said) = speech.sentence(sentence) else { continue };
        let text = cut(said.text.trim(), characters);
        let at = source(meeting, speech, sentence).unwrap_or_default();
        document = document.add(Kind::Quotation, &format!("{text}（{at}）"));
    }
    document
}

/// The sentences to be quoted: those that are not longer than `characters` come first, since a whole
/// sentence says more than a cut one.
fn quoted(speech: &SpeechAnalysis, most: usize, characters: usize) -> Vec<SentenceId> {
    let length =
        |id: SentenceId| speech.sentence(id).map_or(0, |said| said.text.trim().chars().count());
    let (whole, longer): (Vec<SentenceId>, Vec<SentenceId>) =
        speech.key_sentences.iter().partition(|&&id| length(id) <= characters);
    let mut quoted: Vec<SentenceId> = whole.into_iter().chain(longer).take(most).collect();
    quoted.sort_unstable();
    quoted
}

/// What a speech stresses, with whom it stands, and by which words it is known.
fn about(meeting: &MeetingAnalysis, id: SpeechId, is_long: bool) -> String {
    let speech = &meeting[id];
    let stress = meeting.stress(id);
    let named = names::stress(&stress, &meeting.themes).zh;
    let mut text = match &stress {
        Stress::On(themes) => {
            let first = themes.first().map_or_else(String::new, |one| {
                let [share, others] = say::numbers::percents_apart([one.share, one.others]);
                format!("（占 {share}，其余平均 {others}）")
            });
            format!("突出的议题：{named}{first}。")
        }
        Stress::Alone(_) => format!("篇幅最多的议题：{named}。"),
        Stress::Nothing | Stress::CannotTell => format!("{named}。"),
    };
    let company: Vec<&str> = match meeting.group_of(id) {
        Some(group) if group.is_firm() => {
            meeting.company(id).into_iter().map(|other| meeting[other].name.as_str()).collect()
        }
        _ => Vec::new(),
    };
    if !company.is_empty() {
        text += &format!("与{}内容相近。", say::list(company).zh);
    }
    let terms = speech.repeated().iter().take(TERMS);
    let terms = terms.map(|term| {
        let doubt = if term.may_be_chance() { "?" } else { "" };
        format!("{}{doubt}（{} 次）", term.term, term.count)
    });
    let terms: Vec<String> = terms.collect();
    if !terms.is_empty() {
        text += &format!("突出的词：{}。", terms.join("、"));
    }
    let figures = key_figures(&speech.figures, FIGURES).into_iter();
    let figures: Vec<&str> = figures.map(|place| speech.figures[place].raw.as_str()).collect();
    if is_long && !figures.is_empty() {
        let n = speech.figures.len();
        text += &format!("列出数字 {n} 个，如 {}。", figures.join("、"));
    }
    text
}

/// How the numbers came about, and what they do not say.
fn method(meeting: &MeetingAnalysis) -> Vec<String> {
    let codebook = meeting.codebook.as_ref().and_then(|codebook| codebook.tried.first());
    let codebook = codebook.map_or("", |fit| fit.label.as_str());
    vec![
        format!("份额是归入某一议题的句子的字数占全篇句子字数的比例；议题词表：{codebook}。份额只量篇幅，不评成效。"),
        "突出的议题：份额高于其余各篇的平均，相差超出重抽段落的 95% 区间和偶然；随意分派段落时，十篇中约有一篇也会被这样标出。".into(),
        "内容相近：由用词和议题份额计算相似度，反复重抽段落后仍在一起、且同属一类的可能过半的，才作为一组。".into(),
        "突出的词：此篇用得多、其余各篇用得少的词；括号内是次数，带“?”的可能只是偶然。〔线索〕只供参考，引用前请核对原句。".into(),
        "每条引文后面是原文件名和行号（网页、Word、PDF 是 ¶ 和段号）；全部句子、数字和依据见 index.html 和 report.xlsx。本简报由 yiti 生成，可直接修改。".into(),
    ]
}

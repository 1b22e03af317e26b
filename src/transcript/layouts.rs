//! Where the speeches of a page begin: one function a layout, and the choice among them.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use regex::Regex;

use super::{
    Layout, Region, Regions, Sheet,
    lines::{Cues, Kind, ends_sentence, numbering},
};

/// The beginning of a speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Start {
    /// First element that belongs to it, its heading included.
    pub(super) element: usize,
    /// First element with its words.
    pub(super) body: usize,
    /// Bytes of that element's text to skip: `主席：`.
    pub(super) skip: usize,
    /// Who speaks, as printed.
    pub(super) speaker: String,
    /// The region's short name.
    pub(super) region: Option<String>,
    /// A title that stands with the heading.
    pub(super) title: Option<String>,
}

/// The starts that a page shows, with the layout that found them and why.
pub(super) struct Found {
    pub(super) layout: Layout,
    pub(super) starts: Vec<Start>,
    pub(super) evidence: String,
}

/// Words that end the name of an organisation.
const ORGANISATION: &str = "妇女联合会|妇联|总工会|团委|残疾人联合会|残联|文联|科协|科学技术协会|工商联|\
工商业联合会|作协|侨联|红十字会|人民政府|政府|委员会|办公室|人民法院|法院|检察院|大学|学院|医院|集团|公司|\
协会|学会|商会|联合会|研究院|研究所|中心|代表团|代表队|分会|支部|党组|党委|省委|市委|区委|县委|厅|局|办|委";

/// Offices whose holder speaks for a place.
const OFFICE: &str = "代?(?:省\\s*长|市\\s*长|主\\s*席|州\\s*长|县\\s*长|区\\s*长|书\\s*记|主\\s*任|部\\s*长|会\\s*长|院\\s*长)";

static TAIL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!("^[一-龥（）()]{{0,14}}?(?:{ORGANISATION})")).ok());
static SALUTATION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "^(?:尊敬的)?(?:主席团?|大会主席|主任|各位|同志们|同志|朋友们|女士们|先生们)[一-龥、，,]{0,24}[：:]$",
    )
    .ok()
});
static REPORTS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("我.{0,8}代表|受.{1,20}委托|报告工作|工作报告|汇报|发言|请予审").ok());
static TURN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("^([一-龥·（）()〇A-Za-z\\s]{1,24})[：:]").ok());
static HOLDER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!("[一-龥]{{0,14}}{OFFICE}[：:\\s]*[一-龥·\\s]{{2,14}}$")).ok());

/// How names of speakers are told from other lines.
pub(super) const CUES: Cues =
    Cues { names: |line| speaker_line(line).is_some(), opens: |line| opening_line(line) };

/// Whether a line begins with a region's organisation and goes on with a sentence.
fn opening_line(line: &str) -> bool {
    let mention = Regions::built_in().mentions(line).next().filter(|mention| mention.start == 0);
    mention.is_some_and(|mention| {
        let rest = &line[mention.end..];
        end_of(&TAIL, rest).is_some_and(|end| end < rest.len())
    })
}

fn finds(regex: &Option<Regex>, text: &str) -> bool {
    regex.as_ref().is_some_and(|regex| regex.is_match(text))
}

fn end_of(regex: &Option<Regex>, text: &str) -> Option<usize> {
    regex.as_ref()?.find(text).map(|found| found.end())
}

/// Finds the speeches by `layout`, or by the one with the most evidence.
pub(super) fn find(sheet: &Sheet<'_>, layout: Layout, announced: &[String]) -> Found {
    let by = |layout: Layout| match layout {
        Layout::Heading => headings(sheet),
        Layout::Turn => turns(sheet),
        Layout::Salutation => salutations(sheet),
        Layout::Opening => openings(sheet, announced),
        Layout::Auto | Layout::File | Layout::Markdown => Vec::new(),
    };
    if layout != Layout::Auto {
        let starts = by(layout);
        let evidence = format!("asked for; {} speeches begin so", starts.len());
        return Found { layout, starts, evidence };
    }
    // The plainer the sign, the earlier it stands: a later layout must find a fifth more.
    let mut best: Option<(usize, Layout, Vec<Start>)> = None;
    let mut counts = Vec::new();
    for layout in [Layout::Heading, Layout::Turn, Layout::Salutation, Layout::Opening] {
        let starts = by(layout);
        // A salutation names nobody: each is a speaker of its own.
        let speakers = match layout {
            Layout::Salutation => starts.len(),
            _ => speakers(&starts),
        };
        counts.push(format!("{} {speakers}", layout.name()));
        let most = best.as_ref().map_or(0, |(most, _, _)| *most);
        if 5 * speakers > 6 * most {
            best = Some((speakers, layout, starts));
        }
    }
    let (_, layout, starts) = best.unwrap_or((0, Layout::File, Vec::new()));
    Found { layout, starts, evidence: format!("speeches by layout: {}", counts.join(", ")) }
}

/// How many speakers begin, known by region or name; a salutation names nobody.
fn speakers(starts: &[Start]) -> usize {
    let names: BTreeSet<&String> = starts
        .iter()
        .filter_map(|start| {
            start.region.as_ref().or(Some(&start.speaker)).filter(|name| !name.is_empty())
        })
        .collect();
    names.len()
}

/// The name of a speaker if `line` is one and nothing more: `北京市妇联`, `【广东】`.
pub(super) fn speaker_line(line: &str) -> Option<(&str, &'static Region)> {
    let name = line
        .trim_start_matches(['#', '【', '［', '[', '〔', '《', '■', '●', '▲', '◆', '*', ' '])
        .trim_end_matches(['】', '］', ']', '〕', '》', '：', ':', ' ', '*']);
    let regions = Regions::built_in();
    if name.chars().count() > 1
        && let Some(region) = regions.exactly(name)
    {
        return Some((name, region));
    }
    let mention = regions.mentions(name).next().filter(|mention| mention.start == 0)?;
    let rest = &name[mention.end..];
    (end_of(&TAIL, rest) == Some(rest.len())).then_some((name, mention.region))
}

/// Layout `heading`: lines that name the speaker and nothing else.
fn headings(sheet: &Sheet<'_>) -> Vec<Start> {
    let mut starts: Vec<Start> = Vec::new();
    for (element, run) in sheet.elements.iter().enumerate() {
        if run.kind != Kind::Display || element + 1 == sheet.elements.len() {
            continue;
        }
        let lines = &sheet.lines[run.lines.clone()];
        let Some((place, (name, region))) = lines
            .iter()
            .enumerate()
            .find_map(|(place, line)| Some((place, speaker_line(line.text)?)))
        else {
            continue;
        };
        let others = lines.iter().enumerate().filter(|&(other, _)| other != place);
        let title: Vec<&str> = others.map(|(_, line)| line.text).collect();
        starts.push(Start {
            element,
            body: element + 1,
            skip: 0,
            speaker: name.into(),
            region: Some(region.short.clone()),
            title: (!title.is_empty()).then(|| title.join("　")),
        });
    }
    starts
}

/// Layout `turn`: `主席：` or `张三（北京）：` at the beginning of a paragraph.
///
/// A field such as `时间：` looks the same: a name counts if it is a region's,
/// holds an office, or speaks more than once.
fn turns(sheet: &Sheet<'_>) -> Vec<Start> {
    let mut named: Vec<(usize, usize, String)> = Vec::new();
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for (element, run) in sheet.elements.iter().enumerate().filter(|(_, run)| run.kind != Kind::Label)
    {
        let line = sheet.lines[run.lines.start].text;
        if let Some(end) = end_of(&TURN, line)
            && !finds(&SALUTATION, line)
        {
            let name = line[..end].trim_end_matches(['：', ':']).trim().to_owned();
            *times.entry(name.clone()).or_insert(0) += 1;
            named.push((element, end, name));
        }
    }
    let office = Regex::new(&format!("{OFFICE}|代表|委员|先生|女士|记者|主持人")).ok();
    let is_speaker = |name: &String| {
        region_of(name).is_some()
            || finds(&office, name)
            || times[name] > 1 && name.chars().count() <= 4
    };
    let starts: Vec<Start> = named
        .into_iter()
        .filter(|(_, _, name)| is_speaker(name))
        .map(|(element, skip, speaker)| Start {
            element,
            body: element,
            skip,
            region: region_of(&speaker),
            speaker,
            title: None,
        })
        .collect();
    let speakers: std::collections::BTreeSet<&str> =
        starts.iter().map(|start| start.speaker.as_str()).collect();
    if speakers.len() < 2 { Vec::new() } else { starts }
}

/// The region that a speaker's name begins with or holds: `张三（北京代表团）`.
fn region_of(name: &str) -> Option<String> {
    let regions = Regions::built_in();
    let named = regions.resolve(name).or_else(|| regions.mentions(name).next().map(|m| m.region));
    named.map(|region| region.short.clone())
}

/// Layout `salutation`: 各位代表：, with the lines before it that name the report and its speaker.
///
/// Speakers also turn to their hearers in mid-speech; a beginning is followed
/// by a report (我代表…报告工作), or has a name before it.
fn salutations(sheet: &Sheet<'_>) -> Vec<Start> {
    let mut starts: Vec<Start> = Vec::new();
    for element in 0..sheet.elements.len() {
        let run = &sheet.elements[element];
        let line = sheet.lines[run.lines.start].text;
        if run.lines.len() > 2 || !finds(&SALUTATION, line) {
            continue;
        }
        let floor = starts.last().map_or(0, |start| start.body + 1);
        let first = preamble(sheet, element, floor);
        let reports = element + 1 < sheet.elements.len() && {
            let next = sheet.text(element + 1);
            let head: String = next.chars().take(60).collect();
            finds(&REPORTS, &head)
        };
        if !reports && first == element && element > 0 {
            continue;
        }
        let (speaker, region) = official(sheet, first, element);
        starts.push(Start { element: first, body: first, skip: 0, speaker, region, title: None });
    }
    starts
}

/// The first of the lines before a salutation that name report, date and speaker.
fn preamble(sheet: &Sheet<'_>, salutation: usize, floor: usize) -> usize {
    let belongs = |element: usize| {
        let text = sheet.text(element);
        let about = text.contains("会议") || text.contains("报告");
        let tail = ["来源", "责任编辑", "编辑：", "删减", "（完）"].iter().any(|end| text.contains(end));
        text.chars().count() <= 80
            && !tail
            && numbering(&text).is_none()
            && (!ends_sentence(&text) || about && text.ends_with(['）', ')']))
    };
    let lowest = floor.max(salutation.saturating_sub(10));
    (lowest..salutation).rev().take_while(|&element| belongs(element)).last().unwrap_or(salutation)
}

/// Who speaks by the lines from `first` to the salutation; empty if they do not say.
fn official(sheet: &Sheet<'_>, first: usize, salutation: usize) -> (String, Option<String>) {
    let lines: Vec<String> = (first..salutation).map(|element| sheet.text(element)).collect();
    let region = lines.iter().find_map(|line| {
        Regions::built_in().mentions(line).next().map(|mention| mention.region.short.clone())
    });
    let holder = lines.iter().find_map(|line| {
        let found = HOLDER.as_ref()?.find(line.trim_end_matches(['）', ')']))?;
        Some(found.as_str().split_whitespace().collect::<Vec<_>>().join(" "))
    });
    (holder.unwrap_or_default(), region)
}

/// One paragraph as layout `opening` sees it.
struct Paragraph {
    element: usize,
    /// Number of the section that begins here.
    number: Option<usize>,
    opening: Option<Opening>,
}

/// A region's organisation near the beginning of a paragraph.
#[derive(Clone)]
struct Opening {
    speaker: String,
    region: String,
    /// The paragraph begins with it.
    direct: bool,
}

/// Layout `opening`: a paragraph that begins with a region's organisation.
///
/// What proves a beginning is that numbering restarts: before each 一、 there
/// is one. Where the paragraph does not open with the name, the name stands at
/// the head of a later clause of its first sentence. A speech without numbers
/// is known by its opening alone, so its region must have been announced.
fn openings(sheet: &Sheet<'_>, announced: &[String]) -> Vec<Start> {
    let paragraphs = paragraphs(sheet);
    let mut starts: Vec<Start> = Vec::new();
    let mut window = 0;
    let mut last_number = 0;
    for (place, paragraph) in paragraphs.iter().enumerate() {
        match paragraph.number {
            Some(1) => {
                restart(&paragraphs, window..place, announced, &mut starts);
                (window, last_number) = (place + 1, 1);
            }
            Some(number) if number == last_number + 1 => {
                (window, last_number) = (place + 1, number);
            }
            _ => {}
        }
    }
    accept_direct(&paragraphs[window..], announced, &mut starts);
    starts
}

fn paragraphs(sheet: &Sheet<'_>) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    for (element, run) in sheet.elements.iter().enumerate().filter(|(_, e)| e.kind == Kind::Paragraph)
    {
        // The first lines say all that is asked; a long paragraph is not joined for it.
        let lines = run.lines.start..run.lines.end.min(run.lines.start + 8);
        let head = super::lines::Flow::of(&sheet.lines[lines]).text;
        let number = match numbering(&head) {
            Some((1, number)) => Some(number),
            _ => None,
        };
        let opening = if number.is_some() { None } else { opening(&head) };
        paragraphs.push(Paragraph { element, number, opening });
    }
    paragraphs
}

fn opening(paragraph: &str) -> Option<Opening> {
    let end = paragraph.find(['。', '！', '？']).unwrap_or(paragraph.len());
    let sentence = &paragraph[..end];
    for mention in Regions::built_in().mentions(sentence) {
        let before = sentence[..mention.start].chars().next_back();
        if !before.is_none_or(|c| matches!(c, '，' | '：' | '—')) {
            continue;
        }
        if let Some(length) = end_of(&TAIL, &sentence[mention.end..]) {
            return Some(Opening {
                speaker: sentence[mention.start..mention.end + length].into(),
                region: mention.region.short.clone(),
                direct: before.is_none(),
            });
        }
    }
    None
}

/// A section 一、 stands at the end of `window`: a speech began in it.
fn restart(
    paragraphs: &[Paragraph],
    window: std::ops::Range<usize>,
    announced: &[String],
    starts: &mut Vec<Start>,
) {
    let before = starts.len();
    let candidates = &paragraphs[window.clone()];
    accept_direct(candidates, announced, starts);
    // The nearest opening owns the numbering, be it announced or not.
    let spoken = starts.last().and_then(|start| start.region.clone());
    let fresh = |p: &&Paragraph| {
        p.opening.as_ref().is_some_and(|o| Some(&o.region) != spoken.as_ref())
    };
    let nearest = candidates.iter().rev().find(fresh);
    if starts.len() == before
        && let Some(paragraph) = nearest
    {
        starts.extend(start(paragraph));
    }
    if starts.len() == before && !(before == 0 && candidates.is_empty()) {
        // Numbering restarts and nobody is named: a speaker of no known region.
        let lead = paragraphs[window.start..=window.end]
            .iter()
            .rev()
            .take(2)
            .last()
            .map_or(0, |paragraph| paragraph.element);
        starts.push(Start {
            element: lead,
            body: lead,
            skip: 0,
            speaker: String::new(),
            region: None,
            title: None,
        });
    }
}

fn accept_direct(candidates: &[Paragraph], announced: &[String], starts: &mut Vec<Start>) {
    for paragraph in candidates {
        let Some(opening) = &paragraph.opening else { continue };
        let known = announced.is_empty() || announced.contains(&opening.region);
        let fresh = starts.iter().all(|start| start.region.as_ref() != Some(&opening.region));
        if opening.direct && known && fresh {
            starts.extend(start(paragraph));
        }
    }
}

fn start(paragraph: &Paragraph) -> Option<Start> {
    let opening = paragraph.opening.clone()?;
    Some(Start {
        element: paragraph.element,
        body: paragraph.element,
        skip: 0,
        speaker: opening.speaker,
        region: Some(opening.region),
        title: None,
    })
}

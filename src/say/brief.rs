//! A meeting in a few statements: what is firm first, then what is only a hint.

use super::{
    en::counted,
    names,
    numbers::{count, percent},
    phrases::{each, list_of},
};
use crate::{
    analysis::{Claim, CodebookVerdict, Emphasis, Finding, MeetingAnalysis, Neighbours, Omission},
    ids::{GroupId, SpeechId},
    phrase::Phrase,
};

/// A statement about a meeting in plain words.
#[derive(Debug, Clone)]
pub struct Statement {
    /// The statement, a sentence.
    pub text: Phrase,
    /// Whether it is firm; else it is a hint.
    pub is_firm: bool,
    /// What it is about.
    pub of: Subject,
}

/// What a statement is about: where its evidence is.
#[derive(Debug, Clone, PartialEq)]
pub enum Subject {
    /// A finding, by its index in [`MeetingAnalysis::findings`].
    Finding(usize),
    /// A pair that may be of one class.
    Pair(SpeechId, SpeechId),
}

/// Statements of a meeting; chosen by eye, as all numbers here: a reader takes in no more.
const MOST: usize = 7;
/// Speeches of which it is said what they stress.
const STRESSED: usize = 3;
/// Groups that are named.
const GROUPS: usize = 2;
/// Speeches of which a term is named.
const TERMS: usize = 2;
/// By so much a speech must share more of its text than the others do in the mean.
const SHARED: f64 = 0.1;
/// So many times the share of the next theme the theme has of which most is surely said.
const LEAD: f64 = 1.5;
/// Members of a group that are named.
const MEMBERS: usize = 8;

/// The statements of a meeting, the most important first: firm ones, then hints.
pub fn brief(meeting: &MeetingAnalysis) -> Vec<Statement> {
    let mut firm = Vec::new();
    firm.extend(of_kind(meeting, STRESSED, emphasis));
    if firm.is_empty() {
        firm.extend(of_kind(meeting, 1, space));
    }
    firm.extend(of_kind(meeting, GROUPS, group));
    firm.extend(of_kind(meeting, TERMS, term));
    firm.extend(of_kind(meeting, 1, shared));
    let hints = meeting.neighbours().into_iter().take(1).map(|pair| near(meeting, &pair));
    let hints = hints.chain(of_kind(meeting, 1, omission));
    let (firm, weak): (Vec<_>, Vec<_>) = firm.into_iter().partition(|one| one.is_firm);
    firm.into_iter().chain(weak).chain(hints).take(MOST).collect()
}

/// The first `most` findings that `say` puts in words, of different speeches.
fn of_kind(
    meeting: &MeetingAnalysis,
    most: usize,
    say: fn(&MeetingAnalysis, &Finding) -> Option<Said>,
) -> Vec<Statement> {
    let mut speeches: Vec<Option<SpeechId>> = Vec::new();
    let mut statements = Vec::new();
    for (index, finding) in meeting.findings.iter().enumerate() {
        let Some(Said { text, speech, is_firm }) = say(meeting, finding) else { continue };
        if statements.len() < most && (speech.is_none() || !speeches.contains(&speech)) {
            speeches.push(speech);
            statements.push(Statement { text, is_firm, of: Subject::Finding(index) });
        }
    }
    statements
}

/// A finding in words.
struct Said {
    text: Phrase,
    /// Whose finding it is; `None`: that of several.
    speech: Option<SpeechId>,
    is_firm: bool,
}

impl Said {
    fn firmly(speech: Option<SpeechId>, text: Phrase) -> Self {
        Self { text, speech, is_firm: true }
    }
}

/// What the speaker of a speech is called.
fn called(meeting: &MeetingAnalysis, speech: SpeechId) -> Phrase {
    names::speaker(&meeting[speech].name)
}

fn emphasis(meeting: &MeetingAnalysis, finding: &Finding) -> Option<Said> {
    let Claim::Emphasis { speech, emphasis } = &finding.claim else { return None };
    let Emphasis { theme, share, others, .. } = emphasis;
    let (name, theme) = (called(meeting, *speech), names::theme(&meeting.themes, theme));
    let (share, others) = (percent(*share), percent(*others));
    let text = Phrase::new(
        format!("{}突出讲{}：占 {share}，其余各篇平均 {others}。", name.zh, theme.zh),
        format!(
            "{} stresses {}: {share} of its text, {others} of the others’ in the mean.",
            name.en, theme.en
        ),
    );
    Some(Said { text, speech: Some(*speech), is_firm: has_codebook(meeting) })
}

/// Whether the themes are those of a codebook that explains the meeting.
fn has_codebook(meeting: &MeetingAnalysis) -> bool {
    meeting.codebook.as_ref().is_none_or(|one| one.verdict != CodebookVerdict::Poor)
}

/// Where speeches are not compared: what most of the text is about.
fn space(meeting: &MeetingAnalysis, finding: &Finding) -> Option<Said> {
    let Claim::Space { theme, share: of_all, .. } = &finding.claim else { return None };
    let (theme, share) = (names::theme(&meeting.themes, theme), percent(*of_all));
    let text = Phrase::new(
        format!("全场讲得最多的是{}，占全部文字的 {share}。", theme.zh),
        format!("Most is said of {}: {share} of all text.", theme.en),
    );
    let next = meeting.space().nth(1).map_or(0.0, |(_, share)| share);
    let leads = *of_all >= LEAD * next;
    Some(Said { text, speech: None, is_firm: leads && has_codebook(meeting) })
}

fn group(meeting: &MeetingAnalysis, finding: &Finding) -> Option<Said> {
    let Claim::Group { group, confidence, .. } = &finding.claim else { return None };
    let text = together(meeting, *group);
    Some(Said { text, speech: None, is_firm: confidence.is_some() })
}

fn together(meeting: &MeetingAnalysis, id: GroupId) -> Phrase {
    let group = &meeting[id];
    let (named, rest) = group.regions.split_at(group.regions.len().min(MEMBERS));
    let named: Vec<Phrase> = named.iter().map(|name| names::speaker(name)).collect();
    let mut members = list_of(&named);
    if !rest.is_empty() {
        let all = count(group.regions.len());
        members += &Phrase::new(format!("等 {all} 篇"), format!(" and others, {all} in all,"));
    }
    let common = names::group(meeting, group);
    let of = if group.themes.is_empty() {
        Phrase::new(format!("，{}。", common.zh), format!("; {}.", common.en))
    } else {
        Phrase::new(format!("，都突出{}。", common.zh), format!("; all stress {}.", common.en))
    };
    Phrase::new(
        format!("{}内容相近{}", members.zh, of.zh),
        format!("{} are alike{}", members.en, of.en),
    )
}

fn term(meeting: &MeetingAnalysis, finding: &Finding) -> Option<Said> {
    let Claim::Term { speech, term, count, n_reference, .. } = &finding.claim else { return None };
    let name = called(meeting, *speech);
    let others = match n_reference {
        0 => Phrase::new("其余各篇没有说", "never by others"),
        &n => Phrase::new(
            format!("其余各篇合计 {n} 次"),
            format!("{} by all others", counted(n, "time")),
        ),
    };
    let text = Phrase::new(
        format!("{}突出的词是“{term}”：说了 {count} 次，{}。", name.zh, others.zh),
        format!(
            "{} stands out by “{term}”: said {}, {}.",
            name.en,
            counted(*count, "time"),
            others.en
        ),
    );
    Some(Said::firmly(Some(*speech), text))
}

fn shared(meeting: &MeetingAnalysis, finding: &Finding) -> Option<Said> {
    let Claim::Shared { speech, share } = &finding.claim else { return None };
    let others = shared_by_others(meeting, *speech);
    let stands_out = *share >= others + SHARED && !meeting.too_short.contains(speech);
    stands_out.then(|| {
        let name = called(meeting, *speech);
        let (share, others) = (percent(*share), percent(others));
        let text = Phrase::new(
            format!("{}有 {share} 的文字与他篇逐字相同，其余各篇平均 {others}。", name.zh),
            format!(
                "{share} of the text of {} stands word for word in others; {others} of the \
                 others’ in the mean.",
                name.en
            ),
        );
        Said::firmly(Some(*speech), text)
    })
}

/// The mean share of text that the other speeches have from others.
fn shared_by_others(meeting: &MeetingAnalysis, speech: SpeechId) -> f64 {
    let others = meeting.speeches_by_id().filter(|(id, _)| *id != speech);
    let shares: Vec<f64> = others.filter_map(|(_, other)| other.reused).collect();
    shares.iter().sum::<f64>() / shares.len().max(1) as f64
}

fn omission(meeting: &MeetingAnalysis, finding: &Finding) -> Option<Said> {
    let Claim::Omission { omission } = &finding.claim else { return None };
    let Omission { speech, theme, speakers, of, .. } = omission;
    let (name, theme) = (called(meeting, *speech), names::theme(&meeting.themes, theme));
    let text = Phrase::new(
        format!("{}未提及{}，其余 {of} 篇中有 {speakers} 篇谈到。", name.zh, theme.zh),
        format!("{} does not mention {}; {speakers} of the {of} others do.", name.en, theme.en),
    );
    Some(Said { text, speech: Some(*speech), is_firm: false })
}

/// A pair that no group holds.
fn near(meeting: &MeetingAnalysis, pair: &Neighbours) -> Statement {
    let [a, b] = [pair.a, pair.b].map(|speech| called(meeting, speech));
    let chance = percent(pair.chance);
    Statement {
        text: Phrase::new(
            format!("{}与{}可能内容相近（{chance} 的把握），未成组。", a.zh, b.zh),
            format!("{} and {} may be alike ({chance} sure), though in no group.", a.en, b.en),
        ),
        is_firm: false,
        of: Subject::Pair(pair.a, pair.b),
    }
}

/// How sure a statement is, in a word.
pub fn sureness(statement: &Statement) -> Phrase {
    each(|language| language.sureness(statement.is_firm).into())
}

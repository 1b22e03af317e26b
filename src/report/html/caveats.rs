//! How sure a speech's place is: what it leaves out, what would part it, what it shares word for word.

use super::bilingual::{Bilingual, both};
use super::links::{EvidenceLinks, Link};
use super::themes::Themes;
use crate::analysis::{
    Ablation, OMISSION_CHARACTERS, OMISSION_SENTENCES, Omission, Origin, ReusedText,
};
use crate::budget::{ABLATED_SPEECHES, ABLATED_TERMS};
use crate::ids::{SpeechId, ThemeId};
use crate::phrase::Phrase;
use crate::say::{self, percent};

/// Reused texts shown of a speech; all of them are in `tables/formulas.csv`.
const OF_SPEECH: usize = 8;
/// Speeches named beside a formula; the rest is counted.
const NAMED: usize = 6;

/// A statement and where it can be read.
pub(super) struct Note {
    pub(super) label: Bilingual,
    pub(super) text: Bilingual,
    pub(super) links: Vec<Link>,
}

/// What can be doubted of the speech at `id`, the weightiest first.
pub(super) fn notes(links: EvidenceLinks<'_>, id: SpeechId) -> Vec<Note> {
    let silences = links.meeting.omissions.iter().filter(|silence| silence.speech == id);
    let mut notes: Vec<Note> = silences.map(|one| silence(links, one)).collect();
    notes.extend(too_short(links, id));
    notes.extend(moving(links, id));
    notes.extend(parting(links, id));
    notes.extend(explained(links, id));
    notes.extend(robust(links, id));
    notes.extend(formulaic(links, id));
    notes
}

/// Listed terms that live on what speeches share word for word; `None`: there are none.
fn formulaic(links: EvidenceLinks<'_>, id: SpeechId) -> Option<Note> {
    let terms = &links.meeting.speech(id)?.terms;
    let lost = terms.iter().filter(|term| term.own_voice == Some(false));
    let links: Vec<Link> = lost.map(|term| links.term(id, &term.term)).collect();
    (!links.is_empty()).then(|| Note {
        label: both("相同表述中的词", "Formula, not own voice"),
        text: both(
            "去掉与他篇逐字相同的话，这些词就不再列出：",
            "Without what others say word for word these terms are not listed: ",
        ),
        links,
    })
}

/// With whom else the speech stands in some draws; `None` of one that stays.
fn moving(links: EvidenceLinks<'_>, id: SpeechId) -> Option<Note> {
    let speech = links.meeting.speech(id).filter(|speech| speech.moving)?;
    let draws = links.meeting.grouping.draw_count();
    let stays = speech.stays.map(percent).unwrap_or_default();
    let (does, en) = if links.meeting.company(id).is_empty() {
        ("单独成组", "alone")
    } else {
        ("与本组同处", "with its group")
    };
    let (with, en_with) = match speech.elsewhere[..] {
        [] => ("其余各次单独成组。", "in the others it is alone."),
        _ => ("其余各次有时与别处同组：", "in others it stands with: "),
    };
    let other = |other: &crate::analysis::Elsewhere| {
        let link = links.speech(other.speech)?;
        Some(Link::new(link.href, format!("{} {}", link.text, percent(other.share))))
    };
    Some(Note {
        label: both("位置不定", "Moving"),
        text: both(
            format!("{draws} 次重抽样中只有 {stays}{does}；{with}"),
            format!("Only in {stays} of {draws} draws {en}; {en_with}"),
        ),
        links: speech.elsewhere.iter().filter_map(other).collect(),
    })
}

/// How much of the speech the lexicon explains, in a meeting of which it explains little.
fn explained(links: EvidenceLinks<'_>, id: SpeechId) -> Option<Note> {
    let is_found = links.meeting.themes.iter().any(|theme| theme.origin == Origin::Found);
    let speech = links.meeting.speech(id).filter(|_| is_found)?;
    let share = |origin: Origin| -> f64 {
        let themes = links.meeting.themes.iter().filter(|theme| theme.origin == origin);
        themes.map(|theme| speech.shares.of(&theme.id)).sum()
    };
    let rest = speech.shares.of(&ThemeId::OTHER);
    let [lexicon, found, rest] = [share(Origin::Lexicon), share(Origin::Found), rest].map(percent);
    Some(Note {
        label: both("解释了多少", "Coverage"),
        text: both(
            format!(
                "词表里的议题占 {lexicon}，从本场文字中找出的议题占 {found}，归不进任何议题的占 {rest}。"
            ),
            format!(
                "Themes of the lexicon {lexicon}, themes found in this text {found}, no theme {rest}."
            ),
        ),
        links: Vec::new(),
    })
}

/// What comes out again when the text is cut into words in other ways; `None`: not tried.
fn robust(links: EvidenceLinks<'_>, id: SpeechId) -> Option<Note> {
    let robust = links.meeting.robustness.as_ref()?;
    let speech = links.meeting.speech(id)?;
    let (runs, group) = (robust.runs.len(), robust.groups.get(speech.group.index())?);
    let again = speech.terms.iter().zip(robust.terms.get(id.index())?);
    let kept: Vec<Link> = again
        .filter(|(_, times)| **times == runs)
        .map(|(term, _)| links.term(id, &term.term))
        .collect();
    let (listed, n) = (speech.terms.len(), kept.len());
    Some(Note {
        label: both("换法切词", "Words cut otherwise"),
        text: both(
            format!(
                "{runs} 种切法中 {group} 种得出同一组；{listed} 个特色词中 {n} 个每种切法都列出："
            ),
            format!(
                "{group} of {runs} ways of cutting words give the same group; all of them list {n} of \
                 its {listed} terms: "
            ),
        ),
        links: kept,
    })
}

fn silence(links: EvidenceLinks<'_>, silence: &Omission) -> Note {
    let label = Themes(&links.meeting.themes).label(&silence.theme);
    let speakers = links.meeting.speakers_of(&silence.theme);
    let (said, of) = (silence.speakers, silence.of);
    let (expected, at_length) = (percent(silence.expected), percent(silence.at_length));
    Note {
        label: both("未提及", "Silent on"),
        text: both(
            format!(
                "{of} 位其他发言者中 {said} 位谈到“{}”，此处没有；按其篇幅，若从他人的话里随意取句，\
                 至少提到一次的概率为 {expected}；他人若同样短，仍会提到的占 {at_length}。谈到的：",
                label.zh
            ),
            format!(
                "{said} of {of} others speak of “{}”, this one does not. As many sentences taken at \
                 random from the others would touch it with a chance of {expected}; cut to its \
                 length, {at_length} of the others still would. Who does: ",
                label.en
            ),
        ),
        links: speakers.iter().filter_map(|&one| links.theme(one, &silence.theme)).collect(),
    }
}

fn too_short(links: EvidenceLinks<'_>, id: SpeechId) -> Option<Note> {
    links.meeting.too_short.contains(&id).then(|| Note {
        label: both("太短", "Too short"),
        text: both(
            format!(
                "不足 {OMISSION_SENTENCES} 句或 {OMISSION_CHARACTERS} 字，未提及什么，不作判断。"
            ),
            format!(
                "Below {OMISSION_SENTENCES} sentences or {OMISSION_CHARACTERS} characters: what it \
                 leaves out is not judged."
            ),
        ),
        links: Vec::new(),
    })
}

/// What would part the speech from those it stands with; `None` where nobody was tried.
fn parting(links: EvidenceLinks<'_>, id: SpeechId) -> Option<Note> {
    if !(3..=ABLATED_SPEECHES).contains(&links.meeting.speeches.len()) {
        return None;
    }
    let found = links.meeting.ablations.iter().find(|parting| parting.speech == id);
    let stands = |company: &[SpeechId]| match links.names(company) {
        _ if company.is_empty() => Phrase::new("单独成组", "alone"),
        names => Phrase::new(format!("与{}同组", names.zh), format!("with {}", names.en)),
    };
    let now = stands(&links.meeting.company(id));
    let terms = found.map_or(&[][..], |parting: &Ablation| &parting.terms);
    let text = match found {
        Some(parting) => {
            let (n, then) = (terms.len(), stands(&parting.then));
            both(
                format!("现在{}；全场若都不用下面 {n} 个词，就{}：", now.zh, then.zh),
                format!(
                    "Now {}; if nobody said the following {}, {}: ",
                    now.en,
                    say::counted(n, "word"),
                    then.en
                ),
            )
        }
        None => both(
            format!("现在{}；去掉最要紧的词（试到 {ABLATED_TERMS} 个），也还是这样。", now.zh),
            format!("Now {}, and still so without its weightiest {ABLATED_TERMS} words.", now.en),
        ),
    };
    Some(Note {
        label: both("换组", "What would part it"),
        text,
        links: terms.iter().map(|term| links.term(id, term)).collect(),
    })
}

/// Strings that speeches share word for word, and how many are not shown.
pub(super) struct ReuseView<'a> {
    pub(super) text: Bilingual,
    pub(super) rows: Vec<ReuseRow<'a>>,
    pub(super) rest: Option<Bilingual>,
}

/// One shared string.
pub(super) struct ReuseRow<'a> {
    pub(super) text: &'a str,
    /// Where this speech says it, by line; empty in the list of the meeting.
    pub(super) own: Vec<Link>,
    pub(super) others: Vec<Link>,
    pub(super) count: Bilingual,
}

/// What the speech at `id` shares with others; `None`: nothing.
pub(super) fn of_speech(links: EvidenceLinks<'_>, id: SpeechId) -> Option<ReuseView<'_>> {
    let all: Vec<&ReusedText> =
        links.meeting.reuse.iter().filter(|one| one.speeches.contains(&id)).collect();
    let share = links.meeting.speech(id)?.reused;
    let share = share.map(percent).map_or(Phrase::default(), |share| {
        Phrase::new(format!("，占字数 {share}"), format!(", {share} of its characters"))
    });
    let mut text = times(all.len());
    text += &share;
    shared(links, Some(id), all, OF_SPEECH, text)
}

/// What is shared in the meeting, at most `most` rows of it; `None`: nothing.
pub(super) fn of_meeting(links: EvidenceLinks<'_>, most: usize) -> Option<ReuseView<'_>> {
    let all: Vec<&ReusedText> = links.meeting.reuse.iter().collect();
    let text = times(all.len());
    shared(links, None, all, most, text)
}

/// How many strings are shared.
fn times(number: usize) -> Phrase {
    Phrase::new(format!("{} 处", say::count(number)), say::counted(number, "string"))
}

/// The first `most` of `formulas`; `own`: the speech beside which they are shown.
fn shared<'a>(
    links: EvidenceLinks<'a>,
    own: Option<SpeechId>,
    reused: Vec<&'a ReusedText>,
    most: usize,
    text: Phrase,
) -> Option<ReuseView<'a>> {
    let rest = reused.len().saturating_sub(most);
    let rest = (rest > 0).then(|| {
        let rest = say::count(rest);
        both(
            format!("其余 {rest} 处见 tables/formulas.csv。"),
            format!("{rest} more in tables/formulas.csv."),
        )
    });
    let rows: Vec<_> = reused.into_iter().take(most).map(|one| row(links, own, one)).collect();
    (!rows.is_empty()).then_some(ReuseView { text: text.into(), rows, rest })
}

fn row<'a>(
    links: EvidenceLinks<'a>,
    own: Option<SpeechId>,
    formula: &'a ReusedText,
) -> ReuseRow<'a> {
    let others = formula.speeches.iter().filter(|&&speech| Some(speech) != own);
    let first = |&speech: &SpeechId| {
        let &(speech, sentence) = formula.places.iter().find(|id| id.0 == speech)?;
        links.shared(speech, sentence)
    };
    let mine = formula.places.iter().filter(|id| Some(id.0) == own);
    ReuseRow {
        text: &formula.text,
        own: mine.filter_map(|&(speech, sentence)| links.line(speech, sentence)).collect(),
        others: others.take(NAMED).filter_map(first).collect(),
        count: {
            let letters = say::count(formula.letters);
            let (said, of) = (formula.speeches.len(), links.meeting.speeches.len());
            both(
                format!("{letters} 字，{said}/{of} 篇"),
                format!("{letters} characters, {said}/{of} speeches"),
            )
        },
    }
}

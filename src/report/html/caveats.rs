//! What speaks against relying on the numbers of a speech: what it leaves out, how firm its group
//! is, how much its themes explain, which of its terms others say word for word.

use super::bilingual::{Bilingual, both};
use super::links::{EvidenceLinks, Link};
use super::themes::Themes;
use crate::analysis::{
    Ablation, Elsewhere, OMISSION_CHARACTERS, OMISSION_SENTENCES, Omission, Origin, SpeechAnalysis,
};
use crate::budget::{ABLATED_SPEECHES, ABLATED_TERMS};
use crate::ids::{SpeechId, ThemeId};
use crate::phrase::Phrase;
use crate::say::{self, percent};

/// Fewest speeches of which one can change its group.
const FEWEST_SPEECHES: usize = 3;

/// A statement and where it can be read.
pub(super) struct Note {
    pub(super) label: Bilingual,
    pub(super) text: Bilingual,
    pub(super) links: Vec<Link>,
}

/// The caveats of a speech, the weightiest first.
pub(super) fn notes(links: EvidenceLinks<'_>, id: SpeechId) -> Vec<Note> {
    let omissions = links.meeting.omissions.iter().filter(|omission| omission.speech == id);
    let mut notes: Vec<Note> = omissions.map(|one| omission(links, one)).collect();
    notes.extend(too_short(links, id));
    notes.extend(moving(links, id));
    notes.extend(ablation(links, id));
    notes.extend(coverage(links, id));
    notes.extend(robustness(links, id));
    notes.extend(reused_terms(links, id));
    notes
}

/// Listed terms that would not be listed without the texts that others say word for word; `None`
/// if there are none.
fn reused_terms(links: EvidenceLinks<'_>, id: SpeechId) -> Option<Note> {
    let terms = &links.meeting.speech(id)?.terms;
    let lost = terms.iter().filter(|term| term.own_voice == Some(false));
    let lost: Vec<Link> = lost.map(|term| links.term(id, &term.term)).collect();
    (!lost.is_empty()).then(|| Note {
        label: both("相同表述中的词", "Formula, not own voice"),
        text: both(
            "去掉与他篇逐字相同的话，这些词就不再列出：",
            "Without what others say word for word these terms are not listed: ",
        ),
        links: lost,
    })
}

/// The speeches with which it is grouped in some draws; `None` if its group is stable.
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
    Some(Note {
        label: both("位置不定", "Moving"),
        text: both(
            format!("{draws} 次重抽样中只有 {stays}{does}；{with}"),
            format!("Only in {stays} of {draws} draws {en}; {en_with}"),
        ),
        links: speech.elsewhere.iter().filter_map(|other| companion(links, other)).collect(),
    })
}

/// A speech with which another is grouped in some draws, and in what share of them.
fn companion(links: EvidenceLinks<'_>, other: &Elsewhere) -> Option<Link> {
    let link = links.speech(other.speech)?;
    Some(Link::new(link.href, format!("{} {}", link.text, percent(other.share))))
}

/// How much of the speech the lexicon explains; `None` if no themes were found beside it.
fn coverage(links: EvidenceLinks<'_>, id: SpeechId) -> Option<Note> {
    let is_found = links.meeting.themes.iter().any(|theme| theme.origin == Origin::Found);
    let speech = links.meeting.speech(id).filter(|_| is_found)?;
    let lexicon = percent(share_of(links, speech, Origin::Lexicon));
    let found = percent(share_of(links, speech, Origin::Found));
    let rest = percent(speech.shares.of(&ThemeId::OTHER));
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

/// The share of a speech that themes of one origin have.
fn share_of(links: EvidenceLinks<'_>, speech: &SpeechAnalysis, origin: Origin) -> f64 {
    let themes = links.meeting.themes.iter().filter(|theme| theme.origin == origin);
    themes.map(|theme| speech.shares.of(&theme.id)).sum()
}

/// Which results stay when the text is cut into words in other ways; `None` if not tried.
fn robustness(links: EvidenceLinks<'_>, id: SpeechId) -> Option<Note> {
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

/// A theme that most others speak of and this speech does not.
fn omission(links: EvidenceLinks<'_>, omission: &Omission) -> Note {
    let label = Themes(&links.meeting.themes).label(&omission.theme);
    let speakers = links.meeting.speakers_of(&omission.theme);
    let (said, of) = (omission.speakers, omission.of);
    let (expected, at_length) = (percent(omission.expected), percent(omission.at_length));
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
        links: speakers.iter().filter_map(|&one| links.theme(one, &omission.theme)).collect(),
    }
}

/// That the speech is too short for a statement on what it leaves out.
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

/// Which words must go before the speech changes its group; `None` where it was not tried.
fn ablation(links: EvidenceLinks<'_>, id: SpeechId) -> Option<Note> {
    if !(FEWEST_SPEECHES..=ABLATED_SPEECHES).contains(&links.meeting.speeches.len()) {
        return None;
    }
    let found = links.meeting.ablations.iter().find(|ablation| ablation.speech == id);
    let now = grouped(links, &links.meeting.company(id));
    let terms = found.map_or(&[][..], |ablation: &Ablation| &ablation.terms);
    let text = match found {
        Some(ablation) => {
            let (n, then) = (terms.len(), grouped(links, &ablation.then));
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

/// With whom a speech is grouped: alone if it has no company.
fn grouped(links: EvidenceLinks<'_>, company: &[SpeechId]) -> Phrase {
    if company.is_empty() {
        return Phrase::new("单独成组", "alone");
    }
    let names = links.names(company);
    Phrase::new(format!("与{}同组", names.zh), format!("with {}", names.en))
}

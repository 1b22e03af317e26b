//! Findings as sentences: titles of charts, and the first line of a page.
//!
//! The statements are [`Finding`](crate::analysis::Finding)s; they are not derived from the numbers
//! a second time.

use std::collections::BTreeMap;

use super::{
    language::{EmphasisSpread, GroupSummary, Language, Near},
    names,
    numbers::{percent, signed},
    phrases::{each, list_of},
};
use crate::{
    analysis::{Claim, MeetingAnalysis},
    ids::{SpeechId, ThemeId},
    phrase::Phrase,
};

/// Title of the chart of themes: what the speeches emphasise or, where they cannot be compared,
/// what most of the text is about.
pub(crate) fn about(meeting: &MeetingAnalysis) -> Phrase {
    let finding = if meeting.is_compared() { stressed(meeting) } else { most_space(meeting) };
    each(|language| language.about(language.of(&finding)))
}

/// Title of the map: in how many speeches a theme stands out. The chart of similarities says which
/// of them are near.
pub(crate) fn positions(meeting: &MeetingAnalysis) -> Phrase {
    each(|language| language.positions(&stressing(meeting, language)))
}

/// In how many speeches a theme stands out.
fn stressing(meeting: &MeetingAnalysis, language: &dyn Language) -> String {
    language.stressing(meeting.stressing().len(), meeting.speeches.len())
}

/// The same, and which speeches stand out most.
fn stressed(meeting: &MeetingAnalysis) -> Phrase {
    /// Speeches named in a title; chosen by eye.
    const NAMED: usize = 2;
    let speeches = meeting.stressing();
    each(|language| {
        let named: Vec<String> = speeches
            .iter()
            .take(NAMED)
            .map(|&speech| {
                let themes = names::stress(&meeting.stress(speech), &meeting.themes);
                let name = names::speaker(&meeting[speech].name);
                language.aside(language.of(&name), language.of(&themes))
            })
            .collect();
        stressing(meeting, language) + &language.most_of_all(&named, speeches.len() <= NAMED)
    })
}

/// The themes with most of all text.
fn most_space(meeting: &MeetingAnalysis) -> Phrase {
    let themes = space(meeting, 2);
    each(|language| {
        let themes: Vec<(&str, &str)> =
            themes.iter().map(|(theme, share)| (language.of(theme), share.as_str())).collect();
        language.most_space(&themes)
    })
}

/// The first themes by their share of all text: label and share.
fn space(meeting: &MeetingAnalysis, most: usize) -> Vec<(Phrase, String)> {
    let themes = meeting.space().take(most);
    themes.map(|(id, share)| (names::theme(&meeting.themes, id), percent(share))).collect()
}

/// Title of the chart of divisions; `counts`: how many speeches of divisions stress each theme,
/// `all`: how many such speeches there are.
pub(crate) fn by_division(
    meeting: &MeetingAnalysis,
    counts: &BTreeMap<&ThemeId, usize>,
    all: usize,
) -> Phrase {
    let best = counts.values().max().copied().unwrap_or(0);
    let leading: Vec<Phrase> = counts
        .iter()
        .filter(|(_, count)| **count == best)
        .filter_map(|(theme, _)| meeting.theme(theme).map(names::label))
        .collect();
    let n = counts.values().sum();
    each(|language| {
        let spread = match &leading[..] {
            [] => EmphasisSpread::Nothing,
            [only] if counts.len() == 1 => EmphasisSpread::Only(language.of(only)),
            [first] => EmphasisSpread::Most(language.of(first), best),
            _ => EmphasisSpread::Even(counts.len()),
        };
        language.by_division(n, all, &spread)
    })
}

/// Title of the chart of similarities: how many groups there are, and which two are most alike.
pub(crate) fn alike(meeting: &MeetingAnalysis) -> Phrase {
    let groups = meeting.standing_together().count();
    let alone = meeting.groups.iter().filter(|group| group.members.len() < 2).count();
    // The most similar pair, if it is more similar than chance would make it.
    let nearest = meeting.findings.iter().find_map(|finding| match finding.claim {
        Claim::Nearest { a, b, similarity, .. } => Some((a, b, similarity)),
        _ => None,
    });
    let nearest = nearest.map(|(a, b, similarity)| {
        let [a, b] = [a, b].map(|speech| names::speaker(&meeting[speech].name));
        (a, b, signed(similarity, 2))
    });
    each(|language| {
        let nearest = nearest.as_ref().map(|(a, b, similarity)| Near {
            a: language.of(a),
            b: language.of(b),
            similarity: similarity.clone(),
        });
        language.alike(groups, alone, nearest.as_ref())
    })
}

/// Title of the chart of terms: those that stand out most, one for each speech.
pub(crate) fn best_terms(meeting: &MeetingAnalysis) -> Phrase {
    /// Terms in a title; chosen by eye.
    const NAMED: usize = 3;
    let mut best: Vec<(SpeechId, &str)> = Vec::new();
    for finding in &meeting.findings {
        let Claim::Term { speech, term, .. } = &finding.claim else { continue };
        if best.iter().all(|(other, _)| other != speech) {
            best.push((*speech, term));
        }
    }
    best.truncate(NAMED);
    let named = best.into_iter();
    let named: Vec<(Phrase, &str)> =
        named.map(|(speech, term)| (names::speaker(&meeting[speech].name), term)).collect();
    each(|language| {
        let named: Vec<(&str, &str)> =
            named.iter().map(|(name, term)| (language.of(name), *term)).collect();
        language.best_terms(&named)
    })
}

/// Title of the chart of shared text. `shares` are the speeches with the share of their text that
/// others have word for word, the largest first.
pub(crate) fn shared(meeting: &MeetingAnalysis, shares: &[(SpeechId, f64)]) -> Phrase {
    let none = shares.iter().filter(|(_, share)| *share <= 0.0).count();
    let most = shares
        .first()
        .map(|&(speech, share)| (names::speaker(&meeting[speech].name), percent(share)));
    each(|language| {
        let most = most.as_ref().map(|(name, share)| (language.of(name), share.as_str()));
        language.shared(most, none, shares.len())
    })
}

/// Title of the chart of figures: how many there are, and who states most.
pub(crate) fn figures(meeting: &MeetingAnalysis) -> Phrase {
    let stated: Vec<(SpeechId, usize)> = meeting
        .findings
        .iter()
        .filter_map(|finding| match finding.claim {
            Claim::Figures { speech, count } => Some((speech, count)),
            _ => None,
        })
        .collect();
    let all = stated.iter().map(|(_, count)| count).sum();
    let most = stated.first();
    let most = most.map(|&(speech, n)| (names::speaker(&meeting[speech].name), n));
    each(|language| language.figures(all, most.as_ref().map(|(name, n)| (language.of(name), *n))))
}

/// Speeches and themes named in the first sentence of a page; chosen by eye.
const LEADING: usize = 3;

/// A meeting in a sentence: how many spoke, how many groups are firm, and what stands out.
pub fn answer(meeting: &MeetingAnalysis) -> Phrase {
    let n = meeting.speeches.len();
    let groups = groups(meeting);
    let finding = if meeting.is_compared() { emphases(meeting) } else { most_of_text(meeting) };
    each(|language| language.answer(n, groups, language.of(&finding)))
}

fn groups(meeting: &MeetingAnalysis) -> GroupSummary {
    let firm = meeting.groups.iter().filter(|group| group.is_firm()).count();
    match (meeting.groups.len(), firm) {
        (0, _) => GroupSummary::None,
        (all, _) if meeting.grouping.draws().is_none() => GroupSummary::NotDrawn(all),
        (_, 0) => GroupSummary::NoneFirm,
        (_, firm) => GroupSummary::Firm(firm),
    }
}

/// How many speeches emphasise something, and the first of them with their shares.
fn emphases(meeting: &MeetingAnalysis) -> Phrase {
    let speeches = meeting.stressing();
    each(|language| {
        let leading: Vec<String> = speeches
            .iter()
            .take(LEADING)
            .filter_map(|&one| against(meeting, one, language))
            .collect();
        language.emphases(speeches.len(), meeting.speeches.len(), &leading)
    })
}

/// The first emphasis of a speech against the mean of the others; `None` if it has none.
fn against(meeting: &MeetingAnalysis, speech: SpeechId, language: &dyn Language) -> Option<String> {
    let (_, first) = meeting.emphasised().find(|(other, _)| *other == speech)?;
    let theme = names::theme(&meeting.themes, &first.theme);
    let shares = [percent(first.share), percent(first.others)];
    let name = names::speaker(&meeting[speech].name);
    Some(language.against(language.of(&name), language.of(&theme), [&shares[0], &shares[1]]))
}

/// The themes with most of all text, for a page.
fn most_of_text(meeting: &MeetingAnalysis) -> Phrase {
    let themes = space(meeting, LEADING);
    each(|language| {
        let themes: Vec<String> =
            themes.iter().map(|(theme, share)| format!("{} {share}", language.of(theme))).collect();
        language.space(&themes)
    })
}

/// The most likely pairs of one class that are not in one group, `甲–乙 57%`; empty if there is none.
pub fn near_pairs(meeting: &MeetingAnalysis) -> Phrase {
    /// Pairs listed: more would be no hint. Chosen by eye.
    const NAMED: usize = 3;
    let near: Vec<Phrase> = meeting
        .neighbours()
        .into_iter()
        .take(NAMED)
        .map(|pair| {
            let [a, b] = [pair.a, pair.b].map(|one| names::speaker(&meeting[one].name));
            let chance = percent(pair.chance);
            Phrase::new(
                format!("{}–{} {chance}", a.zh, b.zh),
                format!("{}–{} {chance}", a.en, b.en),
            )
        })
        .collect();
    list_of(&near)
}

//! What the analysis states. It is made once; page, charts and terminal only phrase it.

use super::{
    Claim, Emphasis, Finding, Group, MeetingAnalysis, Omission, Reference, Span, SpeechAnalysis,
    TermScore,
};
use crate::{
    groups::group::FIRM,
    ids::{GroupId, SentenceId, SpeechId, ThemeId},
};

impl MeetingAnalysis {
    /// The same meeting with what it states.
    pub(crate) fn with_findings(mut self) -> Self {
        let mut all = emphases(&self);
        all.extend(space(&self));
        all.extend(self.group_ids().filter_map(|id| group(&self, id)));
        all.extend(nearest(&self));
        all.extend(terms(&self));
        all.extend(shared(&self));
        all.extend(figures(&self));
        all.extend(self.omissions.iter().map(|one| omission(&self, one)));
        self.findings = all;
        self
    }

    /// What speeches stress, each with its speech: the largest difference first.
    pub fn emphasised(&self) -> impl Iterator<Item = (SpeechId, &Emphasis)> {
        self.findings.iter().filter_map(|finding| match &finding.claim {
            Claim::Emphasis { speech, emphasis } => Some((*speech, emphasis)),
            _ => None,
        })
    }

    /// Themes by their share of all text, the largest first.
    pub fn space(&self) -> impl Iterator<Item = (&ThemeId, f64)> {
        self.findings.iter().filter_map(|finding| match &finding.claim {
            Claim::Space { theme, share, .. } => Some((theme, *share)),
            _ => None,
        })
    }

    /// The groups of two and more.
    pub fn standing_together(&self) -> impl Iterator<Item = GroupId> {
        self.findings.iter().filter_map(|finding| match finding.claim {
            Claim::Group { group, .. } => Some(group),
            _ => None,
        })
    }
}

/// A whole sentence as evidence.
fn whole(meeting: &MeetingAnalysis, speech: SpeechId, sentence: SentenceId) -> Option<Span> {
    let end = meeting.speech(speech)?.sentence(sentence)?.text.chars().count();
    Some(Span { speech, sentence, start: 0, end })
}

/// The sentences of a speech on `theme`.
fn on_theme<'a>(
    meeting: &'a MeetingAnalysis,
    speech: SpeechId,
    theme: &'a ThemeId,
) -> impl Iterator<Item = Span> + 'a {
    let sentences = meeting[speech].sentence_ids();
    let said = sentences.filter(move |&one| meeting[speech][one].theme == *theme);
    said.filter_map(move |one| whole(meeting, speech, one))
}

/// The first sentence on `theme` of each speech.
fn first_on_theme(meeting: &MeetingAnalysis, theme: &ThemeId) -> Vec<Span> {
    meeting.speech_ids().filter_map(|speech| on_theme(meeting, speech, theme).next()).collect()
}

/// What the speeches stress, the largest difference first, equal ones in the order of the record.
fn emphases(meeting: &MeetingAnalysis) -> Vec<Finding> {
    let mut all: Vec<(SpeechId, Emphasis)> = Vec::new();
    for (id, speech) in meeting.speeches_by_id() {
        all.extend(speech.stressed().map(|emphasis| (id, emphasis.clone())));
    }
    all.sort_by(|(_, a), (_, b)| b.difference.total_cmp(&a.difference));
    all.into_iter()
        .map(|(speech, emphasis)| Finding {
            evidence: on_theme(meeting, speech, &emphasis.theme).collect(),
            claim: Claim::Emphasis { speech, emphasis },
        })
        .collect()
}

/// The themes by their share of all text; equal ones keep the order of the themes.
fn space(meeting: &MeetingAnalysis) -> Vec<Finding> {
    let mut themes: Vec<_> = meeting.themes.iter().filter(|theme| theme.share > 0.0).collect();
    themes.sort_by(|a, b| b.share.total_cmp(&a.share));
    themes
        .into_iter()
        .map(|theme| Finding {
            evidence: first_on_theme(meeting, &theme.id),
            claim: Claim::Space {
                theme: theme.id.clone(),
                share: theme.share,
                characters: theme.characters,
                of: (theme.characters as f64 / theme.share).round() as usize,
            },
        })
        .collect()
}

fn group(meeting: &MeetingAnalysis, id: GroupId) -> Option<Finding> {
    let group: &Group = &meeting[id];
    // Without draws nobody knows how firm a group is; with them what is not firm is a hint.
    let is_stated = group.members.len() > 1 && (group.confidence.is_none() || group.is_firm());
    if !is_stated {
        return None;
    }
    let mut evidence: Vec<Span> = Vec::new();
    for &member in &group.members {
        let terms = group.terms.iter();
        evidence.extend(terms.filter_map(|term| meeting.first_mention(member, term)));
    }
    let weakest = meeting.grouping.weakest(&group.members).map(|(a, b, _)| [a, b]);
    let claim = Claim::Group {
        group: id,
        members: group.members.clone(),
        confidence: group.confidence,
        similarity: group.similarity,
        weakest,
    };
    Some(Finding { claim, evidence })
}

fn nearest(meeting: &MeetingAnalysis) -> Option<Finding> {
    let grouping = &meeting.grouping;
    let is_told = |&(a, b): &(SpeechId, SpeechId)| {
        let is_likely = grouping.together(a, b).is_some_and(|chance| chance >= FIRM);
        is_likely && !grouping.cannot_tell(a, b)
    };
    let told = meeting.pairs().filter(is_told);
    let told = told.filter_map(|(a, b)| Some(((a, b), grouping.cosine(a, b)?)));
    // Of equals the first in the record.
    let (best, cosine) = told.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    let (a, b) = best;
    let why = meeting.why.iter().filter(|pair| (pair.a, pair.b) == best);
    let terms: Vec<&String> = why.flat_map(|pair| &pair.terms).map(|(term, _)| term).collect();
    let places = [a, b].into_iter();
    let evidence = places
        .flat_map(|place| terms.iter().filter_map(move |term| meeting.first_mention(place, term)));
    let interval = grouping.interval(a, b)?;
    let chance = grouping.chance().map_or(0.0, |chance| chance.mean);
    (cosine > chance).then(|| Finding {
        evidence: evidence.collect(),
        claim: Claim::Nearest { a, b, similarity: cosine, interval, chance },
    })
}

/// The terms that chance would not give, the best first; a term held against general Chinese is
/// no finding about a meeting.
fn terms(meeting: &MeetingAnalysis) -> Vec<Finding> {
    let mut all: Vec<(SpeechId, TermScore)> = Vec::new();
    let compared = meeting.speeches_by_id().filter(|(_, one)| one.reference == Reference::Speeches);
    for (id, speech) in compared {
        let told = speech.repeated().iter().filter(|term| term.beyond_chance == Some(true));
        all.extend(told.map(|term| (id, term.clone())));
    }
    all.sort_by(|(_, a), (_, b)| b.score.total_cmp(&a.score));
    let finding = |(speech, term): (SpeechId, TermScore)| {
        Some(Finding {
            claim: Claim::Term {
                speech,
                count: term.count,
                n_reference: term.n_reference,
                score: term.score,
                interval: term.interval,
                p: term.p?,
                term: term.term,
            },
            evidence: term.spans,
        })
    };
    all.into_iter().filter_map(finding).collect()
}

/// What speeches have word for word from others, the most first.
fn shared(meeting: &MeetingAnalysis) -> Vec<Finding> {
    let shares = meeting.speeches_by_id().filter_map(|(id, speech)| Some((id, speech.reused?)));
    let mut all: Vec<(SpeechId, f64)> = shares.collect();
    all.sort_by(|a, b| b.1.total_cmp(&a.1));
    let finding = |(speech, share): (SpeechId, f64)| {
        let places = meeting.reuse.iter().flat_map(|formula| &formula.places);
        let own = places.filter(|place| place.0 == speech);
        let mut evidence: Vec<Span> =
            own.filter_map(|&(_, at)| whole(meeting, speech, at)).collect();
        evidence.sort();
        evidence.dedup();
        Finding { claim: Claim::Shared { speech, share }, evidence }
    };
    all.into_iter().map(finding).collect()
}

/// How many quantities each speech states, the most first.
fn figures(meeting: &MeetingAnalysis) -> Vec<Finding> {
    let stated = |(speech, one): (SpeechId, &SpeechAnalysis)| {
        let span = |figure: &super::Figure| {
            let [start, end] = figure.span;
            Span { speech, sentence: figure.sentence_id, start, end }
        };
        (!one.figures.is_empty()).then(|| Finding {
            claim: Claim::Figures { speech, count: one.figures.len() },
            evidence: one.figures.iter().map(span).collect(),
        })
    };
    let mut all: Vec<Finding> = meeting.speeches_by_id().filter_map(stated).collect();
    all.sort_by_key(|finding| std::cmp::Reverse(finding.evidence.len()));
    all
}

fn omission(meeting: &MeetingAnalysis, omission: &Omission) -> Finding {
    Finding {
        evidence: first_on_theme(meeting, &omission.theme),
        claim: Claim::Omission { omission: omission.clone() },
    }
}

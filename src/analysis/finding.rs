//! What the analysis states. It is made once; page, charts and terminal only phrase it.

use serde::{Deserialize, Serialize};

use super::{
    Emphasis, Group, MeetingAnalysis, Reference, Silence, Span, SpeechAnalysis, TermScore,
};
use crate::groups::group::{FIRM, pairs};

/// A statement, its numbers, and the places in the text that they were counted from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What is stated.
    #[serde(flatten)]
    pub claim: Claim,
    /// The evidence, in the order of the record.
    pub evidence: Vec<Span>,
}

/// What can be stated of a meeting. Places of speeches and groups count from 0.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Claim {
    /// A speech says more of a theme than the others, beyond its interval and chance. Evidence:
    /// its sentences on the theme.
    Emphasis {
        /// Place of the speech.
        speech: usize,
        /// The theme and the numbers.
        #[serde(flatten)]
        emphasis: Emphasis,
    },
    /// A theme's share of all text. Evidence: the first sentence on it in each speech.
    Space {
        /// Id of the theme.
        theme: String,
        /// `characters / of`.
        share: f64,
        /// Characters of the sentences on it, in all speeches.
        characters: usize,
        /// Characters of all sentences.
        of: usize,
    },
    /// Two speeches or more are alike. Evidence: the first place of each shared term in each.
    Group {
        /// Place of the group.
        group: usize,
        /// Places of its members.
        members: Vec<usize>,
        /// Confidence of the group; `None`: cannot tell.
        confidence: Option<f64>,
        /// Mean similarity of its pairs.
        similarity: Option<f64>,
        /// The pair that holds least.
        weakest: Option<[usize; 2]>,
    },
    /// The two speeches most alike of those that are rather of one class than not and can be told
    /// from what chance gives. Evidence:
    /// the first place in both of each term that draws them together.
    Nearest {
        /// Place of the earlier speech.
        a: usize,
        /// Place of the later one.
        b: usize,
        /// Cosine of the two.
        similarity: f64,
        /// Its 95 % interval.
        interval: [f64; 2],
        /// Mean cosine that chance gives.
        chance: f64,
    },
    /// A speech has a term more than chance gives. Evidence: its places.
    Term {
        /// Place of the speech.
        speech: usize,
        /// The term.
        term: String,
        /// Occurrences in the speech.
        count: usize,
        /// Occurrences in all others.
        n_reference: usize,
        /// Odds that a reader keeps it.
        score: f64,
        /// 95 % interval of `score`.
        interval: Option<[f64; 2]>,
        /// Chance of a term that stands out so far.
        p: f64,
    },
    /// A part of a speech stands word for word in others. Evidence: the sentences in which what is
    /// shared begins.
    Shared {
        /// Place of the speech.
        speech: usize,
        /// Share of its characters.
        share: f64,
    },
    /// A speech states quantities. Evidence: these.
    Figures {
        /// Place of the speech.
        speech: usize,
        /// How many.
        count: usize,
    },
    /// A speech leaves out a theme of which the others speak. Evidence: the first sentence on it
    /// in each of these.
    Silence {
        /// The numbers.
        #[serde(flatten)]
        silence: Silence,
    },
}

impl MeetingAnalysis {
    /// The same meeting with what it states.
    pub(crate) fn with_findings(mut self) -> Self {
        let mut all = emphases(&self);
        all.extend(space(&self));
        all.extend(self.groups.iter().enumerate().filter_map(|one| group(&self, one)));
        all.extend(nearest(&self));
        all.extend(terms(&self));
        all.extend(shared(&self));
        all.extend(figures(&self));
        all.extend(self.silences.iter().map(|one| silence(&self, one)));
        self.findings = all;
        self
    }

    /// What speeches stress, each with the place of its speech: the largest difference first.
    pub fn emphasised(&self) -> impl Iterator<Item = (usize, &Emphasis)> {
        self.findings.iter().filter_map(|finding| match &finding.claim {
            Claim::Emphasis { speech, emphasis } => Some((*speech, emphasis)),
            _ => None,
        })
    }

    /// Themes by their share of all text, the largest first.
    pub fn space(&self) -> impl Iterator<Item = (&str, f64)> {
        self.findings.iter().filter_map(|finding| match &finding.claim {
            Claim::Space { theme, share, .. } => Some((theme.as_str(), *share)),
            _ => None,
        })
    }

    /// Places of the groups of two and more.
    pub fn standing_together(&self) -> impl Iterator<Item = usize> {
        self.findings.iter().filter_map(|finding| match finding.claim {
            Claim::Group { group, .. } => Some(group),
            _ => None,
        })
    }
}

/// The sentence at `sentence` as evidence, whole.
fn whole(speech: &SpeechAnalysis, place: usize, sentence: usize) -> Option<Span> {
    let end = speech.sentences.get(sentence)?.text.chars().count();
    Some(Span { speech: place, sentence, start: 0, end })
}

/// The sentences of the speech at `place` on `theme`.
fn on_theme<'a>(
    meeting: &'a MeetingAnalysis,
    place: usize,
    theme: &'a str,
) -> impl Iterator<Item = Span> + 'a {
    let speech = &meeting.speeches[place];
    let said = (0..speech.sentences.len()).filter(move |&at| speech.sentences[at].theme == theme);
    said.filter_map(move |at| whole(speech, place, at))
}

/// The first sentence on `theme` of each speech.
fn first_on_theme(meeting: &MeetingAnalysis, theme: &str) -> Vec<Span> {
    let speeches = 0..meeting.speeches.len();
    speeches.filter_map(|place| on_theme(meeting, place, theme).next()).collect()
}

/// What the speeches stress, the largest difference first, equal ones in the order of the record.
fn emphases(meeting: &MeetingAnalysis) -> Vec<Finding> {
    let stressed = |(place, speech): (usize, &SpeechAnalysis)| -> Vec<(usize, Emphasis)> {
        speech.stressed().map(|emphasis| (place, emphasis.clone())).collect()
    };
    let mut all: Vec<(usize, Emphasis)> =
        meeting.speeches.iter().enumerate().flat_map(stressed).collect();
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

fn group(meeting: &MeetingAnalysis, (place, group): (usize, &Group)) -> Option<Finding> {
    // Without draws nobody knows how firm a group is; with them what is not firm is a hint.
    let is_stated = group.members.len() > 1 && (group.confidence.is_none() || group.is_firm());
    if !is_stated {
        return None;
    }
    let mut evidence: Vec<Span> = Vec::new();
    for &member in &group.members {
        let terms = group.terms.iter();
        evidence.extend(terms.filter_map(|term| meeting.first_place(member, term)));
    }
    let weakest = meeting.similarity.weakest(&group.members).map(|(a, b, _)| [a, b]);
    let claim = Claim::Group {
        group: place,
        members: group.members.clone(),
        confidence: group.confidence,
        similarity: group.similarity,
        weakest,
    };
    Some(Finding { claim, evidence })
}

fn nearest(meeting: &MeetingAnalysis) -> Option<Finding> {
    let is_likely = |(a, b): (usize, usize)| {
        let chances = meeting.similarity.together.get(a);
        chances.and_then(|row| row.get(b)).is_some_and(|&chance| chance >= FIRM)
    };
    let pairs = pairs(meeting.speeches.len());
    let told = pairs.filter(|&(a, b)| is_likely((a, b)) && !meeting.similarity.cannot_tell(a, b));
    let similarity = |(a, b): (usize, usize)| meeting.similarity.matrix[a][b];
    // Of equals the first in the record.
    let best = told.max_by(|&a, &b| similarity(a).total_cmp(&similarity(b)).then(b.cmp(&a)))?;
    let (a, b) = best;
    let why = meeting.why.iter().filter(|pair| (pair.a, pair.b) == best);
    let terms: Vec<&String> = why.flat_map(|pair| &pair.terms).map(|(term, _)| term).collect();
    let places = [a, b].into_iter();
    let evidence = places
        .flat_map(|place| terms.iter().filter_map(move |term| meeting.first_place(place, term)));
    let interval = meeting.similarity.interval(a, b)?;
    let chance = meeting.similarity.chance.map_or(0.0, |chance| chance.mean);
    (similarity(best) > chance).then(|| Finding {
        evidence: evidence.collect(),
        claim: Claim::Nearest { a, b, similarity: similarity(best), interval, chance },
    })
}

/// The terms that chance would not give, the best first; a term held against general Chinese is
/// no finding about a meeting.
fn terms(meeting: &MeetingAnalysis) -> Vec<Finding> {
    let told = |(place, speech): (usize, &SpeechAnalysis)| -> Vec<(usize, TermScore)> {
        let told = speech.repeated().iter().filter(|term| term.beyond_chance == Some(true));
        let told = told.filter(|_| speech.reference == Reference::Speeches);
        told.map(|term| (place, term.clone())).collect()
    };
    let mut all: Vec<(usize, TermScore)> =
        meeting.speeches.iter().enumerate().flat_map(told).collect();
    all.sort_by(|(_, a), (_, b)| b.score.total_cmp(&a.score));
    let finding = |(speech, term): (usize, TermScore)| {
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
    let share = |(place, speech): (usize, &SpeechAnalysis)| Some((place, speech.formula?));
    let mut all: Vec<(usize, f64)> =
        meeting.speeches.iter().enumerate().filter_map(share).collect();
    all.sort_by(|a, b| b.1.total_cmp(&a.1));
    let finding = |(speech, share): (usize, f64)| {
        let places = meeting.formulas.iter().flat_map(|formula| &formula.places);
        let own = places.filter(|place| place.0 == speech);
        let mut evidence: Vec<Span> =
            own.filter_map(|&(_, at)| whole(&meeting.speeches[speech], speech, at)).collect();
        evidence.sort();
        evidence.dedup();
        Finding { claim: Claim::Shared { speech, share }, evidence }
    };
    all.into_iter().map(finding).collect()
}

/// How many quantities each speech states, the most first.
fn figures(meeting: &MeetingAnalysis) -> Vec<Finding> {
    let stated = |(speech, one): (usize, &SpeechAnalysis)| {
        let span = |figure: &super::Figure| {
            let [start, end] = figure.span;
            Span { speech, sentence: figure.place, start, end }
        };
        (!one.figures.is_empty()).then(|| Finding {
            claim: Claim::Figures { speech, count: one.figures.len() },
            evidence: one.figures.iter().map(span).collect(),
        })
    };
    let mut all: Vec<Finding> = meeting.speeches.iter().enumerate().filter_map(stated).collect();
    all.sort_by_key(|finding| std::cmp::Reverse(finding.evidence.len()));
    all
}

fn silence(meeting: &MeetingAnalysis, silence: &Silence) -> Finding {
    Finding {
        evidence: first_on_theme(meeting, &silence.theme),
        claim: Claim::Silence { silence: silence.clone() },
    }
}

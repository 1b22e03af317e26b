//! From models to numbers that can be shown.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{
    Codebook, CodebookFit, CodebookVerdict, Date, Distinctive, Group, MOVING, MeetingAnalysis,
    Mentions, Origin, Parts, PassageAnalysis, SentenceAnalysis, Shares, SpeechAnalysis, Theme,
    UnitAnalysis,
    emphasis::emphases,
    figures,
    first_mentions::{explaining_terms, first_mentions},
    groups,
    key_sentences::key_sentences,
    per_thousand, terms,
};
use crate::ids::{GroupId, SentenceId, ThemeId};
use crate::names::Regions;
use crate::{
    budget::{NAME_CHARACTERS, TITLE_CHARACTERS},
    corpus::{self, Corpus, Document, Sentence},
    phrase::cut,
    themes::{
        assign::{AssignedPassage, Assignment},
        choose::{Choice, Fit, Verdict},
        coverage::Coverage,
        found::FoundTheme,
        lexicon::LexiconTheme,
    },
    transcript::Speech,
};

impl MeetingAnalysis {
    /// Puts all numbers of a meeting together.
    pub fn new(parts: Parts<'_>) -> Self {
        let names = names(&parts.transcript.speeches);
        let mut speeches: Vec<SpeechAnalysis> = (0..names.len())
            .into_par_iter()
            .map(|place| speech(&parts, place, names[place].clone()))
            .collect();
        let themes = themes(parts.corpus, parts.choice, parts.cover);
        let emphases = emphases(&speeches, &themes, parts.intervals.as_ref());
        for (speech, own) in speeches.iter_mut().zip(emphases) {
            speech.emphases = own;
        }
        let groups: Vec<Group> = (0..parts.grouped.groups.count())
            .map(|group| groups::group(&parts, group, &names, &speeches, &themes))
            .collect();
        let explaining =
            parts.extent.has_evidence().then(|| explaining_terms(&parts.grouped, &groups));
        let first_mentions = first_mentions(parts.corpus, explaining.unwrap_or_default());
        let meeting = &parts.transcript.meeting;
        Self {
            title: cut(&meeting.title, TITLE_CHARACTERS).into_owned(),
            date: meeting.date.as_deref().map(Date::from),
            sources: parts.transcript.sources.clone(),
            layout: parts.transcript.layout,
            announced: meeting.announced.clone(),
            missing: meeting.missing.clone(),
            caveats: parts.transcript.doubts.clone(),
            codebook: Some(codebook(parts.choice)),
            themes,
            groups,
            speeches,
            grouping: groups::grouping(&parts),
            reuse: parts.reuse.list,
            omissions: parts.omissions.list,
            too_short: parts.omissions.too_short,
            why: parts.grouped.why,
            ablations: parts.grouped.ablations,
            first_mentions,
            noise: parts.chance.as_ref().map(|chance| chance.noise),
            robustness: None,
            findings: Vec::new(),
        }
        .with_findings()
    }
}

/// How organisations end that bear the name of a province and speak for themselves: 吉林大学.
const OWN: [&str; 11] =
    ["大学", "学院", "学校", "中学", "小学", "公司", "集团", "医院", "研究院", "研究所", "银行"];

/// Whether a speaker speaks for the region: its organisation, or the head of its government; not a
/// person of some other organisation there, who keeps a name of their own.
pub(crate) fn speaks_for_region(speech: &Speech) -> bool {
    let organisation = speech.named.organisation.as_deref();
    let resolves = |name: &str| {
        ["人民政府", "政府", ""].iter().any(|end| {
            name.strip_suffix(end).is_some_and(|name| {
                ["省", "市", "自治区", ""].contains(&name)
                    || Regions::built_in().exactly(name).is_some()
            })
        })
    };
    let is_own = OWN.iter().any(|ending| speech.speaker.ends_with(ending));
    !is_own && (speech.named.person.is_none() || organisation.is_none_or(resolves))
}

/// A short name for each speech, unique in its meeting: the region, the person, else the speaker.
pub fn names(speeches: &[Speech]) -> Vec<String> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    let regional = || speeches.iter().filter(|speech| speaks_for_region(speech));
    for region in regional().filter_map(|speech| speech.region.as_deref()) {
        *times.entry(region).or_insert(0) += 1;
    }
    let mut taken: BTreeSet<String> = BTreeSet::new();
    // Where thousands bear one name, none begins to count at 2 again.
    let mut last: BTreeMap<String, usize> = BTreeMap::new();
    speeches
        .iter()
        .map(|speech| {
            let name = match &speech.region {
                _ if !speaks_for_region(speech) => {
                    speech.named.person.clone().unwrap_or_else(|| speech.speaker.clone())
                }
                Some(region) if times[region.as_str()] == 1 => region.clone(),
                Some(region) if !speech.speaker.starts_with(region.as_str()) => {
                    format!("{region}·{}", speech.speaker)
                }
                _ => speech.speaker.clone(),
            };
            let name = cut(&name, NAME_CHARACTERS).into_owned();
            let number = last.entry(name.clone()).or_insert(0);
            loop {
                *number += 1;
                let numbered =
                    if *number == 1 { name.clone() } else { format!("{name}（{number}）") };
                if taken.insert(numbered.clone()) {
                    break numbered;
                }
            }
        })
        .collect()
}

fn speech(parts: &Parts<'_>, place: usize, name: String) -> SpeechAnalysis {
    let speech = &parts.transcript.speeches[place];
    let document = &parts.corpus.documents[place];
    let assignment = &parts.cover.assignments[place];
    // A large collection has a million sentences, and as many passages: they are made where they
    // are shown.
    let has_sentences = parts.extent.has_sentences();
    let sentences = if has_sentences { sentences(parts, place) } else { Vec::new() };
    let passages = if has_sentences { passages(parts, assignment) } else { Vec::new() };
    let headings: Vec<bool> = document.sentences.iter().map(|one| one.heading).collect();
    let Distinctive { terms, places, once } = terms::told(parts, place);
    let shares = shares(parts, document, assignment);
    let stays = groups::stays(parts, place);
    let code = speech.region.as_ref().and_then(|name| Regions::built_in().exactly(name));
    let figures = parts.extent.has_evidence().then(|| figures::of_speech(document));
    SpeechAnalysis {
        passages,
        name,
        speaker: speech.speaker.clone(),
        region: speech.region.clone(),
        code: code.map(|region| region.code.clone()),
        title: speech.title.clone(),
        characters: length(document),
        words: parts.words[place],
        group: GroupId::new(parts.grouped.groups.labels[place]),
        stays,
        moving: stays.is_some_and(|share| share < MOVING),
        elsewhere: groups::elsewhere(parts, place),
        explained: parts.cover.explained[place],
        main: main_theme(parts, &shares),
        emphases: Vec::new(),
        units: units(parts, place),
        mentions: mentions(parts, place),
        key_sentences: key_sentences(&terms, &sentences, &headings),
        reference: terms::reference(parts, place),
        terms,
        once,
        places,
        main_confidence: parts.intervals.as_ref().and_then(|all| all.main[place]),
        share_intervals: parts.intervals.as_ref().and_then(|all| all.shares[place].clone()),
        reused: (!parts.reuse.skipped).then(|| parts.reuse.shares[place]),
        figures: figures.unwrap_or_default(),
        shares,
        sentences,
    }
}

/// The sentences of a speech with their themes.
fn sentences(parts: &Parts<'_>, place: usize) -> Vec<SentenceAnalysis> {
    let speech = &parts.transcript.speeches[place];
    let sentences = &parts.corpus.documents[place].sentences;
    sentences
        .iter()
        .zip(&parts.cover.assignments[place].sentences)
        .zip(openings(speech))
        .map(|((sentence, &theme), opens_paragraph)| SentenceAnalysis {
            text: sentence.printed().to_owned(),
            theme: theme_id(parts, theme),
            unit: sentence.unit,
            source: speech.source_of(sentence.unit),
            line: sentence.line,
            opens_paragraph,
        })
        .collect()
}

/// Whether each sentence of a speech begins a paragraph.
fn openings(speech: &Speech) -> impl Iterator<Item = bool> {
    speech.units.iter().flat_map(|unit| {
        corpus::split(&unit.text).map(|(start, _)| start == 0 || unit.text[..start].ends_with('\n'))
    })
}

/// Characters of a speech: those of its sentences, which leave out only line ends.
fn length(document: &Document) -> usize {
    document.sentences.iter().map(Sentence::characters).sum()
}

/// How often a speech says the terms of each theme of the lexicon.
fn mentions(parts: &Parts<'_>, place: usize) -> BTreeMap<ThemeId, Mentions> {
    let length = length(&parts.corpus.documents[place]);
    let mention = |(theme, &count): (&LexiconTheme, &usize)| {
        ((&theme.id).into(), Mentions { count, per_thousand: per_thousand(count, length) })
    };
    parts.cover.themes.iter().zip(&parts.mentions[place]).map(mention).collect()
}

/// The passages of a speech with their themes and the terms that say them.
fn passages(parts: &Parts<'_>, assignment: &Assignment) -> Vec<PassageAnalysis> {
    let of = |given: &AssignedPassage| PassageAnalysis {
        first: SentenceId::new(given.passage.sentences.start),
        sentences: given.passage.sentences.len(),
        theme: theme_id(parts, given.theme),
        probability: given.probability,
        terms: given.terms.clone(),
    };
    assignment.passages.iter().map(of).collect()
}

/// The codebook of a meeting and what it was chosen over.
pub(crate) fn codebook(choice: &Choice<'_>) -> Codebook {
    let fit = |fit: &Fit| {
        let lexicon = &choice.codebooks[fit.index];
        let (label, label_en) = lexicon.label();
        CodebookFit {
            name: lexicon.name().to_owned(),
            label: label.to_owned(),
            label_en: label_en.to_owned(),
            explained: fit.explained,
            balance: fit.balance,
            score: fit.score(),
        }
    };
    let verdict = match choice.verdict() {
        Verdict::Fits => CodebookVerdict::Fits,
        Verdict::Near => CodebookVerdict::Near,
        Verdict::Poor => CodebookVerdict::Poor,
    };
    Codebook {
        name: choice.hits.lexicon.name().to_owned(),
        verdict,
        margin: choice.margin(),
        tried: choice.fits.iter().map(fit).collect(),
    }
}

fn theme_id(parts: &Parts<'_>, theme: Option<usize>) -> ThemeId {
    theme.map_or(ThemeId::OTHER, |theme| (&parts.cover.themes[theme].id).into())
}

/// Share of the characters of a speech's sentences that each theme has, headings aside.
fn shares(parts: &Parts<'_>, document: &Document, given: &Assignment) -> Shares {
    let mut counts: BTreeMap<ThemeId, usize> =
        parts.cover.themes.iter().map(|theme| ((&theme.id).into(), 0)).collect();
    counts.insert(ThemeId::OTHER, 0);
    let mut total = 0;
    for (count, theme) in counted(document, given) {
        *counts.entry(theme_id(parts, theme)).or_insert(0) += count;
        total += count;
    }
    counts
        .into_iter()
        .map(|(theme, count)| (theme, if total == 0 { 0.0 } else { count as f64 / total as f64 }))
        .collect()
}

/// Characters and theme of each sentence that counts for a share.
///
/// Headings decide a section's theme, not its length: they are left out, unless
/// a speech has nothing else.
pub(super) fn counted<'a>(
    document: &'a Document,
    given: &'a Assignment,
) -> impl Iterator<Item = (usize, Option<usize>)> + 'a {
    let only_headings = document.sentences.iter().all(|sentence| sentence.heading);
    document
        .sentences
        .iter()
        .zip(&given.sentences)
        .filter(move |(sentence, _)| only_headings || !sentence.heading)
        .map(|(sentence, &theme)| (sentence.characters(), theme))
}

/// The named theme with the largest share, the earlier one if two are equal.
fn main_theme(parts: &Parts<'_>, shares: &Shares) -> Option<ThemeId> {
    let mut best: Option<(ThemeId, f64)> = None;
    let known = parts.choice.hits.lexicon.themes().len();
    let named = parts.cover.found.iter().map(FoundTheme::is_named);
    let is_named = std::iter::repeat_n(true, known).chain(named);
    for (theme, _) in parts.cover.themes.iter().zip(is_named).filter(|(_, named)| *named) {
        let id = ThemeId::from(&theme.id);
        let share = shares.of(&id);
        if share > best.as_ref().map_or(0.0, |(_, most)| *most) {
            best = Some((id, share));
        }
    }
    best.map(|(theme, _)| theme)
}

fn units(parts: &Parts<'_>, place: usize) -> Vec<UnitAnalysis> {
    let units = &parts.transcript.speeches[place].units;
    let mut lengths = vec![0; units.len()];
    for sentence in &parts.corpus.documents[place].sentences {
        lengths[sentence.unit] += sentence.characters();
    }
    units
        .iter()
        .zip(&parts.cover.assignments[place].units)
        .zip(lengths)
        .map(|((unit, &(theme, confidence)), characters)| UnitAnalysis {
            kind: unit.kind,
            heading: unit.heading.clone(),
            theme: theme_id(parts, theme),
            confidence,
            characters,
        })
        .collect()
}

/// Terms kept of each theme of the lexicon; chosen by eye.
const THEME_TERMS: usize = 12;

/// The themes of the meeting with their terms and their shares of all text.
pub(crate) fn themes(corpus: &Corpus, choice: &Choice<'_>, coverage: &Coverage) -> Vec<Theme> {
    let known = choice.hits.lexicon.themes().len();
    let mut hits: Vec<BTreeMap<&str, f64>> = vec![BTreeMap::new(); known];
    for hit in (0..corpus.documents.len()).flat_map(|speech| choice.hits.of_speech(speech)) {
        *hits[hit.theme].entry(hit.term).or_insert(0.0) += hit.weight();
    }
    let mut characters: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    for (document, given) in corpus.documents.iter().zip(&coverage.assignments) {
        for (count, theme) in counted(document, given) {
            *characters.entry(theme).or_insert(0) += count;
        }
    }
    let total: usize = characters.values().sum();
    let found = coverage.found.iter().map(|theme| theme.terms.clone());
    let terms = hits.into_iter().map(|hits| {
        let mut terms: Vec<(&str, f64)> = hits.into_iter().collect();
        terms.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        terms.into_iter().take(THEME_TERMS).map(|(term, _)| term.to_owned()).collect()
    });
    coverage
        .themes
        .iter()
        .zip(terms.chain(found))
        .enumerate()
        .map(|(place, (theme, terms))| {
            let count = characters.get(&Some(place)).copied().unwrap_or(0);
            Theme {
                id: (&theme.id).into(),
                label: theme.zh.clone(),
                label_en: theme.en.clone(),
                origin: if place < known { Origin::Lexicon } else { Origin::Found },
                named: place.checked_sub(known).is_none_or(|at| coverage.found[at].is_named()),
                cap: theme.cap,
                rollup: theme.rollup.clone(),
                terms,
                characters: count,
                share: count as f64 / total.max(1) as f64,
            }
        })
        .collect()
}

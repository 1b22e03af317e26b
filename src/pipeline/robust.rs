//! What of a result hangs on how the text was cut into words.
//!
//! The same meeting is grouped, and its terms listed, again and again: with the
//! hidden Markov model on and off, without the words that we and the user add
//! to the dictionary, and with no words at all, by pairs of characters.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;

use super::words::Words;
use crate::{
    analysis::{Robustness, Segmentation, TermScore, distinctive},
    corpus::Corpus,
    error::{Error, Result},
    groups::consensus::Consensus,
    names::Regions,
    run::Run,
    terms::{Phrase, Phrases},
    themes::{
        assign::Assignment,
        choose::{Choice, choose},
    },
    tokens::{Dictionary, Segmenter, Tokens},
    transcript::Transcript,
};

/// What is found when the text is cut in one way.
struct Cut {
    segmentation: Segmentation,
    /// Group of each speech.
    labels: Vec<usize>,
    /// The terms that it lists for each speech.
    terms: Vec<Vec<TermScore>>,
    /// The themes of the sentences.
    assignments: Vec<Assignment>,
}

/// Groups a meeting and lists its terms under other ways of cutting text into words.
///
/// In the runs with words a term is listed again if it stands, letter for letter, among the
/// `terms.top` of its speech. In `characters` speeches are grouped by pairs of neighbouring
/// characters, names of regions left out, and a term is listed again if it is among the first
/// 2 × `terms.top` when every term that any other run could list is counted as a plain string,
/// wherever words may begin and end, and ranked by the same rule.
///
/// # Errors
/// None that a real meeting causes: more terms than a matcher of strings can hold.
pub(super) fn robust(transcript: &Transcript, run: &Run) -> Result<Robustness> {
    let corpus = Corpus::by_speech(transcript);
    let (hmm, dictionary) = (run.config.tokens.hmm, &run.lists.dictionary);
    let choice = choose(&run.lists.codebooks, &corpus)?;
    let meeting = Meeting { run, corpus: &corpus, choice };
    let mut candidates = BTreeMap::new();
    // One load of the dictionary serves all: first as it comes, then with our words.
    let mut segmenter = Segmenter::new(&Dictionary::default(), hmm);
    let plain = (!dictionary.words().is_empty())
        .then(|| meeting.in_words(Segmentation::PlainDictionary, &segmenter, &mut candidates))
        .transpose()?;
    segmenter.learn(dictionary);
    let configured = meeting.in_words(Segmentation::Configured, &segmenter, &mut candidates)?;
    let flipped = if hmm { Segmentation::HmmOff } else { Segmentation::HmmOn };
    let flipped = meeting.in_words(flipped, &segmenter.with_hmm(!hmm), &mut candidates)?;
    let characters = meeting.in_characters(configured.assignments.clone(), candidates)?;
    let cuts: Vec<Cut> =
        [configured, flipped].into_iter().chain(plain).chain([characters]).collect();
    Ok(agreement(&cuts))
}

/// Counts in how many runs what the first one finds comes out.
fn agreement(runs: &[Cut]) -> Robustness {
    let Some(first) = runs.first() else {
        return Robustness { runs: vec![], terms: vec![], pairs: vec![], groups: vec![] };
    };
    let n = first.labels.len();
    let times = |holds: &dyn Fn(&Cut) -> bool| runs.iter().filter(|run| holds(run)).count();
    let listed = |speech: usize, term: &str| {
        times(&|run| run.terms[speech].iter().any(|other| other.term == term))
    };
    let together = |a: usize, b: usize| match a == b {
        true => times(&|run| company(&run.labels, a).len() == 1),
        false => times(&|run| run.labels[a] == run.labels[b]),
    };
    // Groups are numbered by their first members, so these come in the groups' order.
    let heads = (0..n).filter(|&speech| company(&first.labels, speech)[0] == speech);
    Robustness {
        runs: runs.iter().map(|run| run.segmentation).collect(),
        terms: (0..n)
            .map(|speech| first.terms[speech].iter().map(|t| listed(speech, &t.term)).collect())
            .collect(),
        pairs: (0..n).map(|a| (0..n).map(|b| together(a, b)).collect()).collect(),
        groups: heads
            .map(|head| {
                let members = company(&first.labels, head);
                times(&|run| company(&run.labels, head) == members)
            })
            .collect(),
    }
}

/// The group of `speech`, itself included.
fn company(labels: &[usize], speech: usize) -> Vec<usize> {
    (0..labels.len()).filter(|&other| labels[other] == labels[speech]).collect()
}

/// What all cuts start from.
struct Meeting<'a> {
    run: &'a Run,
    corpus: &'a Corpus<'a>,
    choice: Choice<'a>,
}

impl Meeting<'_> {
    /// The meeting in words; what it could list is added to `candidates`.
    fn in_words(
        &self,
        segmentation: Segmentation,
        segmenter: &Segmenter,
        candidates: &mut BTreeMap<String, Phrase>,
    ) -> Result<Cut> {
        let words = Words::of(self.run, self.corpus, segmenter);
        let assignments = words.themes(&self.choice, segmenter)?.known().into_owned();
        let labels = self.group(&words, &assignments);
        let phrases = words.phrases(segmenter);
        let terms = listed(self.corpus, &phrases, self.run.config.terms.top);
        for phrase in phrases.list {
            let known = candidates
                .entry(phrase.text.clone())
                .or_insert_with(|| Phrase { places: Vec::new(), ..phrase.clone() });
            known.words = known.words.max(phrase.words);
            known.weight = known.weight.max(phrase.weight);
            known.place |= phrase.place;
            known.guess &= phrase.guess;
            known.quoted |= phrase.quoted;
        }
        Ok(Cut { segmentation, labels, terms, assignments })
    }

    /// The meeting without words; the themes of its sentences are those of a run with words.
    fn in_characters(
        &self,
        assignments: Vec<Assignment>,
        candidates: BTreeMap<String, Phrase>,
    ) -> Result<Cut> {
        let tokens = Tokens::cut(self.corpus, |text| pairs(text).into_iter());
        let words = Words::without_dictionary(self.run, self.corpus, tokens);
        let labels = self.group(&words, &assignments);
        let strings = strings(self.corpus, candidates.into_values().collect())?;
        let terms = listed(self.corpus, &strings, 2 * self.run.config.terms.top);
        Ok(Cut { segmentation: Segmentation::Characters, labels, terms, assignments })
    }

    fn group(&self, words: &Words<'_>, given: &[Assignment]) -> Vec<usize> {
        let comparison = words.comparison(&self.choice, given);
        let gram = comparison.gram(&comparison.weights());
        Consensus::of(&comparison, &gram, &self.run.config.themes).groups.labels
    }
}

/// The terms of each speech that are said twice and more.
fn listed(corpus: &Corpus, phrases: &Phrases, top: usize) -> Vec<Vec<TermScore>> {
    distinctive(corpus, phrases, top).into_iter().map(|lists| lists.terms).collect()
}

/// The terms counted as strings, inside words and across them; totals are letters.
fn strings(corpus: &Corpus, mut list: Vec<Phrase>) -> Result<Phrases> {
    let matcher = AhoCorasick::new(list.iter().map(|phrase| &phrase.text))
        .map_err(|error| Error::config("terms", format!("too many to count: {error}")))?;
    for (document, texts) in corpus.documents.iter().enumerate() {
        for (sentence, text) in texts.sentences.iter().enumerate() {
            for found in matcher.find_overlapping_iter(&*text.text) {
                list[found.pattern().as_usize()].places.push((document, sentence));
            }
        }
    }
    list.retain(|phrase| !phrase.places.is_empty());
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let totals = corpus.documents.iter().map(|document| {
        document.sentences.iter().map(|sentence| letters(&sentence.text)).sum::<usize>()
    });
    Ok(Phrases { totals: totals.collect(), list })
}

/// The pairs of neighbouring letters in `text`.
fn pairs(text: &str) -> Vec<&str> {
    let mut pairs = Vec::new();
    for run in letters(text) {
        let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
        pairs.extend(starts.windows(3).map(|ends| &run[ends[0]..ends[2]]));
    }
    pairs
}

/// The runs of letters in `text`; a region's name parts them, for it tells who speaks.
fn letters(text: &str) -> Vec<&str> {
    let mut between = Vec::new();
    let mut start = 0;
    for mention in Regions::built_in().mentions(text) {
        between.push(&text[start..mention.start]);
        start = mention.end;
    }
    between.push(&text[start..]);
    between
        .into_iter()
        .flat_map(|part| part.split(|c: char| !c.is_alphabetic()))
        .filter(|run| !run.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    use crate::{
        analysis::Segmentation::{Characters, Configured, HmmOff, HmmOn, PlainDictionary},
        config::{Config, Lists},
        pages::{Page, Source},
        pipeline,
    };

    fn meeting(text: &str) -> Transcript {
        let page = Page::new("record.txt", text);
        let source = Source { name: "record".into(), pages: vec![page], is_folder: false };
        pipeline::split_sources(&[source], &Config::default().transcript).expect("splits").remove(0)
    }

    const RECORD: &str = "【广东】\n港口扩建，港口通航。海水养殖增产，渔港修好。海运加快，港口货运翻番。珊瑚礁保护，珊瑚礁修复，珊瑚礁恢复。\n\n\
        【福建】\n港口通航，货运增长。海水养殖出新，渔港扩建。港口海运加快。\n\n\
        【黑龙江】\n黑土地保护好，大豆丰收。农机下田，粮仓修好。大豆增产，农机更新。\n\n\
        【吉林】\n黑土地养护，大豆增产。粮仓扩建，农机更新。黑土地丰收。\n";

    fn cut(labels: &[usize], terms: &[&[&str]]) -> Cut {
        let score =
            |term: &&str| TermScore { term: (*term).to_owned(), count: 2, ..TermScore::default() };
        let terms = terms.iter().map(|terms| terms.iter().map(score).collect()).collect();
        let segmentation = Segmentation::Configured;
        Cut { segmentation, labels: labels.to_vec(), terms, assignments: vec![] }
    }

    #[test]
    fn agreement_counts_runs() {
        let runs = [
            cut(&[0, 0, 1], &[&["港口", "渔业"], &[], &["煤矿"]]),
            cut(&[0, 1, 0], &[&["渔业"], &["港口"], &["煤矿"]]),
            cut(&[0, 0, 1], &[&["渔业"], &[], &[]]),
        ];
        let found = agreement(&runs);
        assert_eq!(found.terms, [vec![1, 3], vec![], vec![2]]);
        assert_eq!(found.pairs, [vec![0, 2, 1], vec![2, 1, 0], vec![1, 0, 2]]);
        assert_eq!(found.groups, [2, 2]);
        assert!(agreement(&[]).groups.is_empty());
    }

    #[test]
    fn a_plain_grouping_survives_every_way_of_cutting() {
        let run = Run::new(Config::default()).expect("reads");
        let found = robust(&meeting(RECORD), &run).expect("runs");
        assert_eq!(found.runs, [Configured, HmmOff, PlainDictionary, Characters]);
        assert_eq!(found.groups, [4, 4]);
        assert_eq!((found.pairs[0][1], found.pairs[0][2], found.pairs[0][0]), (4, 0, 0));
        assert_eq!(found, robust(&meeting(RECORD), &run).expect("runs"));
        let every = found.terms.iter().flatten();
        assert!(every.clone().count() > 0 && every.into_iter().all(|n| (1..=4).contains(n)));
    }

    #[test]
    fn what_the_configured_run_finds_is_what_the_report_shows() {
        let run = Run::new(Config::default()).expect("reads").robust(true);
        let shown = pipeline::analyse(&[meeting(RECORD)], &run).expect("runs");
        let shown = &shown.meetings[0];
        let found = shown.robustness.as_ref().expect("asked for");
        assert_eq!(found.groups.len(), shown.groups.len());
        for (speech, terms) in shown.speeches.iter().zip(&found.terms) {
            assert_eq!(speech.terms.len(), terms.len(), "{}", speech.name);
        }
    }

    #[test]
    fn without_words_of_our_own_no_run_is_made_twice() {
        let mut config = Config::default();
        config.tokens.hmm = false;
        let mut run = Run::new(config).expect("reads");
        let lists = Lists { dictionary: Dictionary::default(), ..(*run.lists).clone() };
        run.lists = Arc::new(lists);
        let found = robust(&meeting(RECORD), &run).expect("runs");
        assert_eq!(found.runs, [Configured, HmmOn, Characters]);
    }

    #[test]
    fn regions_and_figures_are_no_letters() {
        for (text, runs) in [
            ("广东省修港口，2020年12万吨", vec!["修港口", "年", "万吨"]),
            ("在江西和山西", vec!["在", "和"]),
            ("", vec![]),
        ] {
            assert_eq!(letters(text), runs, "{text}");
        }
    }
}

//! What the draws say of a dealt meeting, beside what is so.

use ndarray::Array2;
use yiti::{
    config::{Config, Lists},
    corpus::Corpus,
    groups::{
        baseline::Baseline,
        calibration::{Calibration, Conditions, DrawShares, Nearness},
        comparison::Comparison,
        consensus::Consensus,
        group::{Agreement, Groups, pairs},
    },
    pages::{Page, Source},
    pipeline,
    terms::Features,
    themes::{choose::choose, coverage::Coverage, texts::Texts},
    tokens::{Segmenter, Tokens},
};

use crate::Failure;
use crate::deal::{Dealt, Part};

/// A dealt meeting as its draws have it.
pub(crate) struct Heard {
    pub(crate) part: Part,
    /// The class of each speech.
    pub(crate) labels: Vec<usize>,
    /// Groups of the whole texts.
    whole: Groups,
    /// Shares of draws, speeches × speeches.
    together: Array2<f64>,
    baseline: Baseline,
    pub(crate) meeting: Conditions,
}

impl Heard {
    /// Pairs of speeches.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        pairs(self.labels.len())
    }

    /// How near two speeches are found.
    pub(crate) fn nearness(&self, pair: (usize, usize)) -> Nearness {
        let excess = self.whole.similarity[pair] - self.baseline.mean;
        Nearness { share: self.together[pair], excess }
    }

    /// Whether each speech is of a class of its own.
    pub(crate) fn is_one_source(&self) -> bool {
        let mut labels = self.labels.clone();
        labels.sort_unstable();
        labels.windows(2).all(|two| two[0] != two[1])
    }

    /// Whether some speeches are of one class.
    pub(crate) fn is_one_class(&self, members: &[usize]) -> bool {
        members.windows(2).all(|two| self.labels[two[0]] == self.labels[two[1]])
    }

    /// The groups of several speeches that a map leaves standing, and its chances.
    pub(crate) fn groups(&self, map: &Calibration) -> (Vec<Vec<usize>>, Array2<f64>) {
        let shares = DrawShares { together: &self.together, draws: self.meeting.draws };
        let chances = map.chances(shares, &self.whole.similarity, &self.baseline);
        let groups = self
            .whole
            .clone()
            .agreed(Agreement { together: &self.together, chances: &chances }, None);
        let members = |group: usize| -> Vec<usize> {
            (0..self.labels.len()).filter(|&speech| groups.labels[speech] == group).collect()
        };
        let all = (0..groups.count()).map(members);
        (all.filter(|members| members.len() > 1).collect(), chances)
    }
}

/// Runs meetings as far as their groups.
pub(crate) struct Observer {
    config: Config,
    lists: Lists,
    segmenter: Segmenter,
}

impl Observer {
    pub(crate) fn new() -> Result<Self, yiti::error::Error> {
        let config = Config::default();
        let lists = config.lists()?;
        let segmenter = Segmenter::new(&lists.dictionary, config.tokens.hmm);
        Ok(Self { config, lists, segmenter })
    }

    /// What the draws of a meeting say.
    pub(crate) fn hear(&self, dealt: &Dealt) -> Result<Heard, Failure> {
        let source = Source {
            name: "dealt".into(),
            pages: vec![Page::new("dealt.jsonl", page(dealt))],
            is_folder: false,
        };
        let transcripts = pipeline::split_sources(&[source], &self.config.transcript)?;
        let corpus = Corpus::by_speech(transcripts.first().ok_or("no meeting")?);
        let tokens = Tokens::segment(&corpus, &self.segmenter);
        let features = Features::new(&tokens, &self.lists.stopwords, Some(&self.segmenter));
        let features = features.with_rates(&self.segmenter);
        let choice = choose(&self.lists.codebooks, &corpus)?;
        let texts = Texts {
            corpus: &corpus,
            tokens: &tokens,
            features: &features,
            segmenter: &self.segmenter,
        };
        let coverage = Coverage::of(texts, &choice, self.config.themes.seed)?;
        let params = &self.config.terms;
        let comparison = Comparison::new(&corpus, &tokens, &features, params, &coverage.known());
        let comparison = if choice.explains() { comparison } else { comparison.by_fields() };
        let gram = comparison.gram(&comparison.weights());
        let drawn = Consensus::of(&comparison, &gram, &self.config.themes);
        let whole = Groups::of(&gram, None);
        let baseline = drawn.baseline.ok_or("a meeting too large to deal")?;
        let spread = baseline.spread(&whole.similarity).ok_or("a meeting without differences")?;
        Ok(Heard {
            part: dealt.part,
            labels: dealt.labels.clone(),
            meeting: Conditions { speeches: dealt.labels.len(), spread, draws: drawn.draws },
            together: drawn.together,
            baseline,
            whole,
        })
    }
}

/// The meeting as a table of speakers and texts.
fn page(dealt: &Dealt) -> String {
    const FIRST: u32 = 0x4e00;
    let speeches = dealt.speeches.iter().zip(FIRST..);
    let row = |(text, code): (&String, u32)| {
        let speaker = format!("发言者{}", char::from_u32(code).unwrap_or('甲'));
        format!("{}\n", serde_json::json!({ "speaker": speaker, "text": text }))
    };
    speeches.map(row).collect()
}

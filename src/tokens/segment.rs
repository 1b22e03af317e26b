//! Text → words.

use jieba_rs::Jieba;

use super::{
    Dictionary,
    general::{GeneralDictionary, WordId},
    path::Cutter,
};

/// Words that the default dictionary counts: the sum of its frequencies.
///
/// Its texts are general Chinese of newspapers and books, so that a word's frequency over this
/// is its rate there.
pub const GENERAL_WORDS: u64 = 60_101_964;

/// The kind of a word, by the dictionary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordClass {
    /// A noun, a set phrase, an abbreviation, a foreign word, a word that we or the user added.
    Name,
    /// The name of a place.
    Place,
    /// A verb.
    Verb,
    /// An adjective or adverb, a word of time, direction or manner.
    Modifier,
    /// A pronoun, preposition, conjunction, particle, numeral or measure word.
    Function,
    /// A word that the dictionary lacks.
    Unknown,
}

/// Cuts sentences into words, as jieba does; made once, shared by all threads.
#[derive(Debug)]
pub struct Segmenter {
    dictionary: GeneralDictionary,
    /// jieba without words: it cuts by its hidden Markov model alone.
    model: Jieba,
    hmm: bool,
}

impl Segmenter {
    /// The default dictionary with the words of `dictionary` added.
    pub fn new(dictionary: &Dictionary, hmm: bool) -> Self {
        let mut segmenter =
            Self { dictionary: GeneralDictionary::new(), model: Jieba::empty(), hmm };
        segmenter.learn(dictionary);
        segmenter
    }

    /// Adds the words of `dictionary`.
    pub fn learn(&mut self, dictionary: &Dictionary) {
        for (word, frequency) in dictionary.words() {
            let frequency = frequency.unwrap_or_else(|| self.frequency_of_whole(word));
            self.dictionary.add(word, frequency);
        }
    }

    /// The same dictionary, with or without guesses at words that it lacks.
    pub fn with_hmm(self, hmm: bool) -> Self {
        Self { hmm, ..self }
    }

    /// The words of `text`; joined they are `text`.
    pub fn words<'a>(&self, text: &'a str) -> impl Iterator<Item = &'a str> + use<'a> {
        let model = self.hmm.then_some(&self.model);
        Cutter { dictionary: &self.dictionary, model }.cut(text).into_iter()
    }

    /// How often the texts behind the dictionary, [`GENERAL_WORDS`] long, have `word`.
    ///
    /// One more than the dictionary has, as jieba reports it. For a text that is no word of the
    /// dictionary: how often its words would be side by side by chance.
    pub fn general_frequency(&self, word: &str) -> u64 {
        self.frequency_of_whole(word) as u64
    }

    /// The smallest frequency by which `text` stays one word, or that which it has: `suggest_freq`
    /// of jieba.
    fn frequency_of_whole(&self, text: &str) -> usize {
        let frequency =
            |text: &str| self.find(text).map_or(1, |word| self.dictionary.frequency(word));
        let log_total = self.dictionary.log_total();
        // In the order of jieba's operations, since the last digit can decide the whole number.
        let add = |sum, word: &&str| sum + libm::log(frequency(word) as f64) - log_total;
        let by_chance: f64 = self.dictionary_words(text).iter().fold(0.0, add);
        (libm::exp(by_chance + log_total) as usize + 1).max(frequency(text))
    }

    /// The kind of `word`, by the dictionary's part of speech.
    pub fn class(&self, word: &str) -> WordClass {
        let Some(id) = self.find(word) else { return WordClass::Unknown };
        if self.dictionary_words(word).len() > 1 {
            return WordClass::Unknown;
        }
        let tag = self.dictionary.tag(id).unwrap_or_default();
        match tag.as_bytes() {
            b"ns" => WordClass::Place,
            b"vn" | b"an" => WordClass::Name,
            [b'v', ..] => WordClass::Verb,
            [b'a' | b'b' | b'd' | b'f' | b't' | b'z', ..] => WordClass::Modifier,
            [b'c' | b'e' | b'm' | b'o' | b'p' | b'q' | b'r' | b'u' | b'y', ..] => {
                if tag == "eng" {
                    WordClass::Name
                } else {
                    WordClass::Function
                }
            }
            _ => WordClass::Name,
        }
    }

    /// The words of `text` without guesses at those that the dictionary lacks.
    fn dictionary_words<'a>(&self, text: &'a str) -> Vec<&'a str> {
        Cutter { dictionary: &self.dictionary, model: None }.cut(text)
    }

    fn find(&self, word: &str) -> Option<WordId> {
        self.dictionary.find(word.chars())
    }

    /// Dictionary words of two or three characters inside a longer word.
    ///
    /// As jieba's mode for search engines: 妇女维权 shares 维权 with 维权关爱 only if both are also
    /// counted as their parts.
    pub fn parts<'a>(&self, word: &'a str) -> Vec<&'a str> {
        let mut starts: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
        let count = starts.len();
        starts.push(word.len());
        let mut parts = Vec::new();
        for length in [2, 3] {
            if count > length {
                for first in 0..=count - length {
                    let part = &word[starts[first]..starts[first + length]];
                    if self.find(part).is_some() {
                        parts.push(part);
                    }
                }
            }
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::LazyLock;

    static SEGMENTER: LazyLock<Segmenter> =
        LazyLock::new(|| Segmenter::new(&Dictionary::built_in(), true));

    /// What we cut must be what jieba cuts.
    static JIEBA: LazyLock<Jieba> = LazyLock::new(|| {
        let mut jieba = Jieba::new();
        for (word, frequency) in Dictionary::built_in().words() {
            jieba.add_word(word, *frequency, None);
        }
        jieba
    });

    static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| yiti_words::words().collect());

    fn assert_cut_as_by_jieba(text: &str) {
        let segmenter = &*SEGMENTER;
        let with_model: Vec<&str> = segmenter.words(text).collect();
        for (hmm, words) in [(true, with_model), (false, segmenter.dictionary_words(text))] {
            let jieba: Vec<&str> = JIEBA.cut(text, hmm).iter().map(|token| token.word).collect();
            assert_eq!(words, jieba, "{text}, hmm {hmm}");
        }
    }

    proptest::proptest! {
        #[test]
        fn words_joined_are_the_text(text: String) {
            let joined: String = SEGMENTER.words(&text).collect();
            proptest::prop_assert_eq!(joined, text);
        }

        #[test]
        fn any_text_is_cut_as_by_jieba(text: String) {
            assert_cut_as_by_jieba(&text);
        }

        #[test]
        fn chinese_is_cut_as_by_jieba(
            text in "([的一是在不了有和人这中大为上个国我以要他]{1,9}|[一-龥]{1,4}|[A-c0-9.%+ -]{1,5}|[，。“”\r\n]){0,12}"
        ) {
            assert_cut_as_by_jieba(&text);
        }

        #[test]
        fn words_of_the_dictionary_side_by_side_are_cut_as_by_jieba(
            ids in proptest::collection::vec(0_usize..349_045, 0..8)
        ) {
            let words: String = ids.iter().filter_map(|&id| WORDS.get(id).copied()).collect();
            assert_cut_as_by_jieba(&words);
        }
    }

    #[test]
    fn the_demo_is_cut_as_by_jieba() {
        assert_cut_as_by_jieba(include_str!("../../data/demo/page.txt"));
    }

    #[test]
    fn each_word_has_the_frequency_and_tag_that_jieba_has() {
        for word in WORDS.iter() {
            let id = SEGMENTER.find(word).unwrap_or_else(|| panic!("{word} is missing"));
            let tags = JIEBA.tag(word, false);
            if let [one] = tags.as_slice() {
                assert_eq!(SEGMENTER.dictionary.tag(id).unwrap_or_default(), one.tag, "{word}");
            }
            // jieba takes logarithms from the platform, so that what it rounds down may differ.
            let frequency = JIEBA.suggest_freq(word) as u64;
            assert!(SEGMENTER.general_frequency(word).abs_diff(frequency) <= 1, "{word}");
        }
    }

    #[test]
    fn a_long_word_has_its_dictionary_parts() {
        assert!(SEGMENTER.parts("高速公路").contains(&"公路"));
        assert!(SEGMENTER.parts("公路").is_empty());
    }

    #[test]
    fn the_dictionary_tells_classes_and_frequencies() {
        for (word, class) in [
            ("粮食", WordClass::Name),
            ("鄱阳湖", WordClass::Place),
            ("选择", WordClass::Verb),
            ("红彤彤", WordClass::Modifier),
            ("的话", WordClass::Function),
            ("湿地长", WordClass::Unknown),
        ] {
            assert_eq!(SEGMENTER.class(word), class, "{word}");
        }
        assert!(SEGMENTER.general_frequency("粮食") > 1_000);
        assert!(SEGMENTER.general_frequency("湿地长") < 10);
    }

    #[test]
    fn general_words_are_the_sum_of_the_dictionary() {
        // What is no word is estimated as the product of its words over that sum.
        let [one, two] = ["的", "了"].map(|word| SEGMENTER.general_frequency(word) as f64);
        let met = SEGMENTER.general_frequency("的了") as f64;
        let sum = one * two / met;
        assert!((sum / GENERAL_WORDS as f64 - 1.0).abs() < 0.01, "{sum}");
    }
}

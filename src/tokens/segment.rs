//! Text → words.

use jieba_rs::Jieba;

use super::Dictionary;

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

/// Cuts sentences into words; made once, shared by all threads.
///
/// Loading the default dictionary takes about a tenth of a second, nearly all
/// of a small run, so a program makes one.
#[derive(Debug)]
pub struct Segmenter {
    jieba: Jieba,
    hmm: bool,
}

impl Segmenter {
    /// The default dictionary with the words of `dictionary` added.
    pub fn new(dictionary: &Dictionary, hmm: bool) -> Self {
        let mut segmenter = Self { jieba: Jieba::new(), hmm };
        segmenter.learn(dictionary);
        segmenter
    }

    /// Adds the words of `dictionary`.
    pub fn learn(&mut self, dictionary: &Dictionary) {
        for (word, frequency) in dictionary.words() {
            self.jieba.add_word(word, *frequency, None);
        }
    }

    /// The same dictionary, with or without guesses at words that it lacks.
    pub fn with_hmm(self, hmm: bool) -> Self {
        Self { hmm, ..self }
    }

    /// The words of `text`; joined they are `text`.
    pub fn words<'a>(&self, text: &'a str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.jieba.cut(text, self.hmm).into_iter().map(|token| token.word)
    }

    /// How often the texts behind the dictionary, [`GENERAL_WORDS`] long, have `word`.
    ///
    /// One more than the dictionary has, as jieba reports it. For a text that is no word of the
    /// dictionary: how often its words would be side by side by chance.
    pub fn general_frequency(&self, word: &str) -> u64 {
        self.jieba.suggest_freq(word) as u64
    }

    /// The kind of `word`, by the dictionary's part of speech.
    pub fn class(&self, word: &str) -> WordClass {
        if !self.jieba.has_word(word) {
            return WordClass::Unknown;
        }
        let tags = self.jieba.tag(word, false);
        let [one] = tags.as_slice() else { return WordClass::Unknown };
        match one.tag.as_bytes() {
            b"ns" => WordClass::Place,
            b"vn" | b"an" => WordClass::Name,
            [b'v', ..] => WordClass::Verb,
            [b'a' | b'b' | b'd' | b'f' | b't' | b'z', ..] => WordClass::Modifier,
            [b'c' | b'e' | b'm' | b'o' | b'p' | b'q' | b'r' | b'u' | b'y', ..] => {
                if one.tag == "eng" { WordClass::Name } else { WordClass::Function }
            }
            _ => WordClass::Name,
        }
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
                    if self.jieba.has_word(part) {
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

    proptest::proptest! {
        #[test]
        fn words_joined_are_the_text(text: String) {
            let joined: String = SEGMENTER.words(&text).collect();
            proptest::prop_assert_eq!(joined, text);
        }

        #[test]
        fn words_of_chinese_joined_are_the_text(text in "[一-龥A-c0-9。，“” ]{0,40}") {
            let joined: String = SEGMENTER.words(&text).collect();
            proptest::prop_assert_eq!(joined, text);
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

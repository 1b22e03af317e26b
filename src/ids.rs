//! What a speech, a sentence, a group or a theme is called by: a type for each, so that one cannot
//! be given where another is expected.
//!
//! Speeches, sentences and groups are called by their index: such an id means something only beside
//! its meeting, and that of a sentence beside its speech. A theme is called by a word that is the
//! same in every meeting.
//!
//! ```compile_fail
//! use yiti::ids::{SentenceId, SpeechId};
//!
//! let speech: SpeechId = SentenceId::new(0);
//! ```

use std::{
    borrow::Borrow,
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
    sync::Arc,
};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An id that is an index: a number from 0 in JSON.
macro_rules! index_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(u32);

        impl $name {
            /// The id of what stands at `index`, from 0.
            ///
            /// A list that is longer than `u32` can count does not fit into memory; an index
            /// beyond that becomes the last id, which names nothing.
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// Its index, from 0.
            pub fn index(self) -> usize {
                self.0 as usize
            }

            /// Its number as readers count, from 1.
            pub fn number(self) -> usize {
                self.index() + 1
            }

            /// The first `count` ids, in order.
            pub fn first(count: usize) -> impl DoubleEndedIterator<Item = Self> + Clone {
                (0..count).map(Self::new)
            }
        }
    };
}

index_id! {
    /// A speech of a meeting: its index in the record.
    SpeechId
}

index_id! {
    /// A sentence of a speech: its index there.
    SentenceId
}

index_id! {
    /// A group of a meeting's speeches: its index, by the groups' first members.
    GroupId
}

index_id! {
    /// A meeting of a comparison: its index in the order of dates.
    MeetingId
}

index_id! {
    /// A speaker of a comparison: the same one in every meeting.
    SpeakerId
}

/// A theme: a word such as `rights_protection`, the same in every meeting; a string in JSON.
///
/// Copies share the word, and themes are ordered by it.
#[derive(Clone)]
pub struct ThemeId(Word);

#[derive(Clone)]
enum Word {
    Constant(&'static str),
    Shared(Arc<str>),
}

impl ThemeId {
    /// What no theme explains.
    pub const OTHER: Self = Self(Word::Constant("other"));

    /// The word.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Word::Constant(word) => word,
            Word::Shared(word) => word,
        }
    }

    /// Whether it is [`ThemeId::OTHER`].
    pub fn is_other(&self) -> bool {
        *self == Self::OTHER
    }
}

impl From<&str> for ThemeId {
    fn from(word: &str) -> Self {
        Self(Word::Shared(word.into()))
    }
}

impl From<&String> for ThemeId {
    fn from(word: &String) -> Self {
        word.as_str().into()
    }
}

impl PartialEq for ThemeId {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl PartialEq<str> for ThemeId {
    fn eq(&self, word: &str) -> bool {
        self.as_str() == word
    }
}

impl PartialEq<&str> for ThemeId {
    fn eq(&self, word: &&str) -> bool {
        self.as_str() == *word
    }
}

impl Eq for ThemeId {}

impl PartialOrd for ThemeId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for ThemeId {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for ThemeId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

/// A map by theme can be asked for a word.
impl Borrow<str> for ThemeId {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Debug for ThemeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

impl fmt::Display for ThemeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for ThemeId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for ThemeId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|word| word.as_str().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_numbers_and_words_in_json() {
        let json = |text: serde_json::Result<String>| text.expect("writes");
        assert_eq!(json(serde_json::to_string(&[SpeechId::new(3)])), "[3]");
        assert_eq!(json(serde_json::to_string(&ThemeId::OTHER)), "\"other\"");
        let read: Vec<ThemeId> = serde_json::from_str("[\"other\", \"jobs\"]").expect("reads");
        assert!(read[0].is_other() && read[1] == "jobs" && read[1] < read[0]);
    }

    #[test]
    fn readers_count_from_one() {
        let ids: Vec<usize> = GroupId::first(3).map(GroupId::number).collect();
        assert_eq!(ids, [1, 2, 3]);
        assert_eq!((SentenceId::new(7).index(), SpeechId::new(usize::MAX).number()), (7, 1 << 32));
    }
}

//! All strings of eleven letters, and where each stands.

use crate::analysis::Letters;

/// Letters of the shortest string that counts as carried: one more than terms have, so that no two
/// speakers share a string because they speak of the same matter.
pub(super) const LETTERS: usize = 11;
/// Letters in one word of a key.
const IN_A_WORD: usize = 4;

/// The letters of a string as numbers.
type Key = [u64; LETTERS.div_ceil(IN_A_WORD)];

/// All places at which a string of [`LETTERS`] letters begins, by these letters.
pub(super) struct Grams {
    /// The places of one string after those of another, each in the order of the text.
    places: Vec<u32>,
    /// For each letter where the places of its string begin; `u32::MAX`: too few letters follow.
    first: Vec<u32>,
    /// For each index of `places` whether another string begins there.
    begins: Vec<bool>,
}

impl Grams {
    pub(super) fn new(letters: &Letters) -> Self {
        let mut grams: Vec<(Key, u32)> = (0..letters.codes.len() as u32)
            .filter_map(|place| Some((key(letters.rest(place))?, place)))
            .collect();
        grams.sort_unstable();
        let mut first = vec![u32::MAX; letters.codes.len()];
        let mut begins = vec![false; grams.len()];
        let mut start = 0;
        for group in grams.chunk_by(|a, b| a.0 == b.0) {
            begins[start] = true;
            for &(_, place) in group {
                first[place as usize] = start as u32;
            }
            start += group.len();
        }
        Self { places: grams.into_iter().map(|(_, place)| place).collect(), first, begins }
    }

    /// All places of the string that begins at a letter, in the order of the text.
    pub(super) fn same(&self, place: u32) -> &[u32] {
        let first = match self.first[place as usize] {
            u32::MAX => return &[],
            first => first as usize,
        };
        let Some(begins) = self.begins.get(first + 1..) else { return &[] };
        let more = begins.iter().take_while(|&&begins| !begins).count();
        &self.places[first..=first + more]
    }
}

/// The first letters as numbers; `None` if fewer follow.
fn key(rest: &[u16]) -> Option<Key> {
    let mut key = Key::default();
    for (word, letters) in key.iter_mut().zip(rest.get(..LETTERS)?.chunks(IN_A_WORD)) {
        *word = letters.iter().fold(0, |word, &letter| word << 16 | u64::from(letter));
    }
    Some(key)
}

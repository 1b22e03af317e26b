//! Names of places among terms: they show who speaks rather than of what.

use crate::names::Regions;
use crate::tokens::WordClass;

/// What divisions are called by, as words of their own: 江北|县.
const KINDS: [&str; 9] = ["市", "县", "区", "州", "省", "镇", "乡", "旗", "盟"];
/// How names of places end.
const ENDS: [&str; 21] = [
    "市", "县", "州", "镇", "乡", "江", "河", "湖", "海", "山", "岛", "湾", "峡", "盆地", "平原",
    "高原", "半岛", "山脉", "流域", "地区", "新区",
];
/// Words made of these characters only say what is on a map, not where: 江河, 海岛, 大都市.
const MAP: &str =
    "江河湖海山岛湾峡港川洋洲水陆滨城都镇乡市县旗区州高大小深火冰荒新老古名地流域全各";
/// First characters of words that end like a place but are an action or a number: 登山, 下海, 五湖.
const NO_NAME: &str = "上下登入渡过出进爬填跨之一二三四五六七八九十百千万两几多";
/// Parts of a region that are named after it: 粤东, 苏北, 湘西.
const SIDES: &str = "东南西北中";

/// Whether words name a place: all of them do, or all but the last, which says what kind it is.
///
/// The dictionary's tag for places is not enough: 英雄 and 福利 have it too. It counts if the word
/// ends as names of places do, or is the short name of a county.
pub(super) fn is_place(words: &[&str], classes: &[WordClass]) -> bool {
    let named = match (words.last(), words.len()) {
        (Some(last), 2..) if KINDS.contains(last) => words.len() - 1,
        (_, length) => length,
    };
    named > 0 && words.iter().zip(classes).take(named).all(|(word, &class)| names(word, class))
}

fn names(word: &str, class: WordClass) -> bool {
    if Regions::built_in().is_place(word) {
        return true;
    }
    let length = word.chars().count();
    let is_tagged = class == WordClass::Place;
    let is_guess = class == WordClass::Unknown && length <= LONGEST_GUESS;
    (is_tagged && is_county(word))
        || ((is_tagged || is_guess) && LENGTHS.contains(&length) && ends_as_a_place(word))
        || is_side(word)
}

/// Characters of names of places that are known by their ends. Chosen by eye.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=6;
/// Characters of the longest word that the segmenter guessed and that can be such a name. Chosen by
/// eye.
const LONGEST_GUESS: usize = 4;

/// Whether a word is the short name of a county, a city or a district.
fn is_county(word: &str) -> bool {
    ["市", "县", "区"].iter().any(|kind| Regions::built_in().is_place(&format!("{word}{kind}")))
}

/// Whether a word ends as names of places do and is not made of such ends alone.
fn ends_as_a_place(word: &str) -> bool {
    ENDS.iter().any(|end| word.ends_with(end))
        && !word.chars().all(|c| MAP.contains(c))
        && !word.starts_with(|c| NO_NAME.contains(c))
}

/// Whether a word is a part of a region: its short name of one character, and a direction.
fn is_side(word: &str) -> bool {
    let mut characters = word.chars();
    let (Some(first), rest) = (characters.next(), characters.as_str()) else { return false };
    !rest.is_empty()
        && rest.chars().all(|c| SIDES.contains(c))
        && Regions::built_in().is_place(first.encode_utf8(&mut [0; 4]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_by_list_tag_and_ending() {
        use WordClass::*;
        for (words, classes, place) in [
            (&["鄱阳湖"][..], &[Place][..], true),
            (&["杭州"], &[Place], true),
            (&["杭州市"], &[Unknown], true),
            (&["义乌"], &[Place], true),
            (&["鹭江"], &[Unknown], true),
            (&["粤东"], &[Place], true),
            (&["苏北"], &[Unknown], true),
            (&["杭州", "区"], &[Place, Name], true),
            (&["长江", "大桥"], &[Place, Name], false),
            (&["英雄"], &[Place], false),
            (&["城市"], &[Place], false),
            (&["江河"], &[Place], false),
            (&["下海"], &[Place], false),
            (&["之河"], &[Unknown], false),
            (&["五湖"], &[Place], false),
            (&["水渠"], &[Name], false),
            (&["县"], &[Name], false),
        ] {
            assert_eq!(is_place(words, classes), place, "{words:?}");
        }
    }
}

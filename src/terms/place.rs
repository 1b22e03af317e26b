//! Names of places among terms: they tell who speaks rather than of what.

use crate::names::Regions;
use crate::tokens::WordClass;

/// What divisions are called by, as words of their own: 江北|县.
const KINDS: [&str; 9] = ["市", "县", "区", "州", "省", "镇", "乡", "旗", "盟"];
/// How names of places end.
const ENDS: [&str; 21] = [
    "市", "县", "州", "镇", "乡", "江", "河", "湖", "海", "山", "岛", "湾", "峡", "盆地", "平原",
    "高原", "半岛", "山脉", "流域", "地区", "新区",
];
/// Characters of which words are made that say what is on a map, not where: 江河, 海岛, 大都市.
const MAP: &str =
    "江河湖海山岛湾峡港川洋洲水陆滨城都镇乡市县旗区州高大小深火冰荒新老古名地流域全各";
/// How a doing or a number begins, which ends alike: 登山, 下海, 五湖.
const NO_NAME: &str = "上下登入渡过出进爬填跨之一二三四五六七八九十百千万两几多";
/// Parts of a region that are named after it: 粤东, 苏北, 湘西.
const SIDES: &str = "东南西北中";

/// Whether words name a place: all do, or the last says of what kind it is.
///
/// The dictionary's tag for places is no proof alone: it has 英雄 and 福利 among them. It counts
/// where the word ends as names of places do, or where it is the short name of a county.
pub(super) fn is_place(words: &[&str], classes: &[WordClass]) -> bool {
    let named = match (words.last(), words.len()) {
        (Some(last), 2..) if KINDS.contains(last) => words.len() - 1,
        (_, length) => length,
    };
    named > 0 && words.iter().zip(classes).take(named).all(|(word, &class)| names(word, class))
}

fn names(word: &str, class: WordClass) -> bool {
    let regions = Regions::built_in();
    if regions.is_place(word) {
        return true;
    }
    let tagged = class == WordClass::Place;
    let county =
        || ["市", "县", "区"].iter().any(|kind| regions.is_place(&format!("{word}{kind}")));
    let length = word.chars().count();
    let ends = ENDS.iter().any(|end| word.ends_with(end)) && (2..=6).contains(&length);
    let bare = word.chars().all(|c| MAP.contains(c)) || word.starts_with(|c| NO_NAME.contains(c));
    let guessed = class == WordClass::Unknown && length <= 4;
    (tagged && county()) || ((tagged || guessed) && ends && !bare) || is_side(word)
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

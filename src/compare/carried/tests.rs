use std::ops::Range;

use proptest::prelude::*;

use super::*;
use crate::compare::fixtures::{document, joint};

fn found<T: AsRef<str>>(meetings: &[Vec<T>], reference: Option<&Document>) -> Vec<Carried> {
    carried(&joint(meetings), MeetingId::new(0), MeetingId::new(1), reference)
}

/// The letters of a shown text.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn each_source_is_told_apart() {
    let own = "村里的水渠和果园一起修好了。";
    let other = "蜜蜂养殖，今年开始推广到县。";
    let common = "码头扩建以后通航到下游各县。";
    let reference = document("大家都来看看全县的竹林和茶山。");
    let now = format!("{own}{other}{common}大家都来看看全县的竹林和茶山。没有人说过这一句话。");
    let meetings = [vec![own, other], vec![now.as_str(), common]];
    let [first, second] = found(&meetings, Some(&reference)).try_into().expect("two speakers");
    let all = plain(&now).chars().count() as f64;
    let share = |text: &str| plain(text).chars().count() as f64 / all;
    assert_eq!(first.letters as f64, all);
    assert_eq!(first.own, Some(share(own)));
    assert_eq!((first.others, first.peers), (share(other), share(common)));
    assert_eq!(first.reference, Some(share("大家都来看看全县的竹林和茶山。")));
    assert_eq!((second.own, second.others, second.peers), (Some(0.0), 0.0, 1.0));
    let kinds: Vec<CarriedFrom> = first.texts.iter().map(|text| text.from).collect();
    assert_eq!(kinds, KINDS);
    for text in &first.texts {
        assert_eq!(plain(&text.text).chars().count(), text.letters);
        assert_eq!(text.there.is_none(), text.from == CarriedFrom::Reference);
        assert_eq!(text.in_reference.is_some(), text.from == CarriedFrom::Reference);
    }
}

#[test]
fn who_was_not_there_carries_nothing_of_the_own() {
    let text = "村里的水渠和果园一起修好了。";
    let found = found(&[vec![text, ""], vec!["好。", text]], None);
    assert_eq!(found[0].own, Some(0.0));
    assert_eq!((found[1].own, found[1].reference), (None, None));
    assert_eq!(found[1].others, 1.0);
}

#[test]
fn a_string_does_not_run_on_into_the_next_sentence() {
    let found =
        found(&[vec!["水渠修好了。果园也很好看。"], vec!["水渠修好了。果园也很好看。"]], None);
    assert_eq!(found[0].own, Some(0.0));
}

/// The letters of each sentence.
fn sentences(text: &str) -> Vec<Vec<char>> {
    document(text).sentences.iter().map(|one| plain(&one.text).chars().collect()).collect()
}

/// The share of the letters of `here` in strings of eleven that stand in `there`, by trying all.
fn tried(here: &str, there: &[&str]) -> f64 {
    let others: Vec<Vec<char>> = there.iter().flat_map(|text| sentences(text)).collect();
    let stands = |string: &[char]| {
        others.iter().any(|other| other.windows(string.len()).any(|window| window == string))
    };
    let (mut inside, mut all) = (0, 0);
    for sentence in sentences(here) {
        let mut marked = vec![false; sentence.len()];
        let ranges = (0..sentence.len()).map(|start| start..start + grams::LETTERS);
        for range in ranges.filter(|range: &Range<usize>| range.end <= sentence.len()) {
            if stands(&sentence[range.clone()]) {
                marked[range].fill(true);
            }
        }
        inside += marked.iter().filter(|&&marked| marked).count();
        all += sentence.len();
    }
    inside as f64 / all.max(1) as f64
}

proptest! {
    #[test]
    fn shares_are_those_found_by_trying(
        before in prop::collection::vec("(甲乙丙|乙甲|丙丙甲乙|，|。){1,14}", 1..4),
        now in prop::collection::vec("(甲乙丙|乙甲|丙丙甲乙|，|。){1,14}", 1..4),
    ) {
        let found = found(&[before.clone(), now.clone()], None);
        for one in &found {
            let speaker = one.speaker.index();
            let others = |texts: &[String], own: bool| -> Vec<String> {
                let kept = texts.iter().enumerate().filter(|(at, _)| (*at == speaker) == own);
                kept.map(|(_, text)| text.clone()).collect()
            };
            let share = |texts: Vec<String>| {
                tried(&now[speaker], &texts.iter().map(String::as_str).collect::<Vec<_>>())
            };
            if let Some(own) = one.own {
                prop_assert_eq!(own, share(others(&before, true)));
            }
            prop_assert_eq!(one.others, share(others(&before, false)));
            prop_assert_eq!(one.peers, share(others(&now, false)));
            for text in &one.texts {
                prop_assert!(text.letters >= grams::LETTERS);
                prop_assert_eq!(plain(&text.text).chars().count(), text.letters);
            }
        }
    }
}

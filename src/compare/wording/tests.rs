use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use proptest::prelude::*;

use super::*;
use crate::{
    compare::fixtures::joint,
    tokens::{Dictionary, Segmenter},
};

/// Made once: loading the dictionary takes longer than all else here.
static SEGMENTER: LazyLock<Segmenter> =
    LazyLock::new(|| Segmenter::new(&Dictionary::default(), true));

fn tokens(joint: &Joint) -> Tokens {
    Tokens::segment(&joint.corpus, &SEGMENTER)
}

/// What is new and gone between the first two meetings.
fn found<T: AsRef<str>>(meetings: &[Vec<T>]) -> Wording {
    let joint = joint(meetings);
    let stopwords = Stopwords::built_in();
    let index = WordingIndex::new(&joint, &tokens(&joint), &stopwords);
    let reference = crate::compare::fixtures::document("抓好水渠灌溉工程。");
    wording(&index, MeetingId::new(0), MeetingId::new(1), Some(&reference))
}

fn texts(list: &[WordingChange]) -> Vec<&str> {
    list.iter().map(|one| one.text.as_str()).collect()
}

/// A speech a speaker, each with words of its own.
fn speeches(count: usize, text: &str) -> Vec<String> {
    let own = ["果园", "羊群", "麦田", "码头", "矿井", "竹林", "茶山", "盐湖", "鱼塘", "牧场"];
    (0..count).map(|speaker| format!("{}很好。{text}", own[speaker % own.len()])).collect()
}

#[test]
fn of_variants_the_longest_that_nearly_all_have_is_listed() {
    let mut now = speeches(10, "我们加快水渠灌溉工程的修建，蜜蜂养殖也不错。");
    now[0] = "果园很好。水渠灌溉不错。".into();
    let found = found(&[speeches(10, "蜜蜂养殖不错。"), now]);
    assert_eq!(texts(&found.gone), [""; 0]);
    assert_eq!(texts(&found.new).len(), 1, "{:?}", texts(&found.new));
    let one = &found.new[0];
    assert!(one.text.contains("水渠灌溉工程"), "{}", one.text);
    assert_eq!((one.speakers_earlier, one.speakers_later, one.of_later), (0, 9, 10));
    assert_eq!((one.places.len(), one.exceptions.len()), (9, 0));
    assert!(one.q <= LEVEL && one.p <= one.q);
}

#[test]
fn the_beginning_of_another_string_is_not_listed() {
    let before = speeches(12, "水渠很长。");
    let all = speeches(12, "修好蜜蜂养殖合作社。");
    // Eight go on in one way and four in another: neither keeps nearly all speakers.
    let mut some = all.clone();
    for speech in &mut some[8..] {
        *speech = speech.replace("合作社", "展览馆");
    }
    assert_eq!(texts(&found(&[before.clone(), some]).new), ["修好蜜蜂养殖合作社"]);
    // All go on in their own way: it is the word for all of them.
    let ends = [
        "合作社",
        "大棚",
        "学校",
        "展览",
        "公司",
        "比赛",
        "小镇",
        "基地",
        "讲座",
        "协会",
        "车间",
        "市场",
    ];
    let each = all.iter().zip(ends).map(|(speech, end)| speech.replace("合作社", end)).collect();
    assert_eq!(texts(&found(&[before, each]).new), ["修好蜜蜂养殖"]);
}

#[test]
fn what_every_speech_of_a_meeting_says_may_be_new() {
    let found = found(&[speeches(8, "修好水渠。"), speeches(8, "坚持新发展理念。")]);
    assert_eq!(texts(&found.new), ["坚持新发展理念"]);
}

#[test]
fn what_is_gone_is_new_the_other_way_round() {
    let meetings = [speeches(8, "推广水渠灌溉。"), speeches(8, "推广蜜蜂养殖。")];
    let forth = found(&meetings);
    let [before, now] = meetings;
    let back = found(&[now, before]);
    assert_eq!(texts(&forth.new), texts(&back.gone));
    assert_eq!(texts(&forth.gone), texts(&back.new));
    assert!(!forth.new.is_empty() && !forth.gone.is_empty());
}

#[test]
fn few_speakers_show_nothing_new() {
    for count in 2..=3 {
        let found = found(&[speeches(count, "修好了。"), speeches(count, "推广水渠灌溉。")]);
        assert!(found.new.is_empty() && found.gone.is_empty(), "{count}");
    }
}

#[test]
fn figures_and_function_words_are_no_ends() {
    let text = "2021年的蜜蜂养殖达到了35万箱，因为和但是。";
    let found = found(&[speeches(9, "修好了。"), speeches(9, text)]);
    for one in texts(&found.new) {
        assert!(!one.ends_with(['的', '了', '和', '3']), "{one}");
        assert!(!one.starts_with(['的', '和', '年', '2', '3']), "{one}");
    }
    assert!(texts(&found.new).iter().any(|one| one.contains("蜜蜂养殖")));
}

#[test]
fn a_name_keeps_its_quotation_marks_and_is_looked_up_in_the_reference() {
    let found = found(&[speeches(9, "修好了。"), speeches(9, "建设“双渠”，水渠灌溉工程好。")]);
    let list = texts(&found.new);
    assert!(list.iter().any(|one| one.contains("“双渠”")), "{list:?}");
    assert!(list.iter().all(|one| one.contains('“') == one.contains('”')), "{list:?}");
    let known = |one: &&WordingChange| one.in_reference == Some(true);
    assert!(found.new.iter().find(known).is_some_and(|one| one.text.contains("水渠灌溉")));
}

#[test]
fn the_course_goes_over_all_meetings() {
    let mut last = speeches(8, "修好了。");
    last[3] = "水渠灌溉。".into();
    let joint = joint(&[speeches(8, "修好了。"), speeches(8, "推广水渠灌溉。"), last]);
    let stopwords = Stopwords::built_in();
    let index = WordingIndex::new(&joint, &tokens(&joint), &stopwords);
    let change = |at: usize| wording(&index, MeetingId::new(at), MeetingId::new(at + 1), None);
    let changes = [change(0), change(1)];
    let series =
        wording_series(&index, changes.iter().flat_map(|one| one.new.iter().chain(&one.gone)));
    let one = series.iter().find(|one| one.text.contains("水渠灌溉")).expect("it came");
    assert_eq!(one.speakers.iter().map(Vec::len).collect::<Vec<_>>()[..2], [0, 8]);
    assert_eq!(one.first, MeetingId::new(1));
    assert_eq!(one.places.len(), one.speakers.iter().map(Vec::len).sum::<usize>());
}

#[test]
fn a_frame_is_kept_whole() {
    let found = found(&[speeches(9, "修好了。"), speeches(9, "以水渠灌溉为主线。")]);
    assert_eq!(texts(&found.new), ["以水渠灌溉为主线"]);
}

/// For each string of two letters and more within a clause its places, by trying all.
fn tried(letters: &Letters) -> BTreeMap<Vec<u16>, BTreeSet<u32>> {
    let mut all: BTreeMap<Vec<u16>, BTreeSet<u32>> = BTreeMap::new();
    for place in 0..letters.codes.len() as u32 {
        let rest = letters.rest(place);
        for length in strings::SHORTEST..=rest.len() {
            all.entry(rest[..length].to_vec()).or_default().insert(place);
        }
    }
    all.retain(|_, places| places.len() > 1);
    all
}

proptest! {
    #[test]
    fn strings_and_their_speakers_are_those_found_by_trying(
        before in prop::collection::vec("[甲乙，“”]{0,30}", 1..5),
        now in prop::collection::vec("[甲乙，“”]{0,30}", 1..5),
    ) {
        let joint = joint(&[before, now]);
        let letters = Letters::new(&joint, &tokens(&joint), &Stopwords::built_in());
        let places = strings::sorted(&letters);
        let voice = |place: u32| {
            let document = joint.documents[letters.sentence(place).document as usize];
            Voice { side: document.meeting.index(), speaker: document.speaker.index() }
        };
        let found = strings::strings(&letters, &places, [1, 1], voice);
        let mut expected = tried(&letters);
        for one in &found {
            let own: BTreeSet<u32> = places[one.places.clone()].iter().copied().collect();
            let first = places[one.places.start];
            for length in one.shortest..=one.longest {
                let string = &letters.rest(first)[..length];
                let places_of_it = expected.remove(string);
                prop_assert_eq!(places_of_it.as_ref(), Some(&own));
                prop_assert_eq!(strings::find(&letters, &places, string), one.places.clone());
            }
            for side in 0..2 {
                let voices = own.iter().map(|&place| voice(place)).filter(|one| one.side == side);
                let speakers: BTreeSet<usize> = voices.map(|one| one.speaker).collect();
                prop_assert_eq!(one.speakers[side], speakers.len());
            }
        }
        prop_assert!(expected.is_empty(), "{:?}", expected);
    }

    #[test]
    fn what_is_listed_is_common_there_and_hardly_here(
        before in prop::collection::vec("(修渠|水渠灌溉|养蜂|的|，|蜜蜂养殖){0,8}", 4..9),
        now in prop::collection::vec("(修渠|水渠灌溉|养蜂|的|，|蜜蜂养殖){0,8}", 4..9),
    ) {
        let found = found(&[before.clone(), now.clone()]);
        for one in &found.new {
            let says = |text: &String| letters::plain(text).contains(&letters::plain(&one.text));
            prop_assert_eq!(one.speakers_earlier, before.iter().filter(|text| says(text)).count());
            prop_assert_eq!(one.speakers_later, now.iter().filter(|text| says(text)).count());
            prop_assert!(one.speakers_earlier <= HARDLY && one.speakers_later >= FEWEST);
            prop_assert_eq!(one.places.len(), one.speakers_later);
            prop_assert_eq!(one.exceptions.len(), one.speakers_earlier);
        }
    }
}

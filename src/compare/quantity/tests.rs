use proptest::prelude::*;

use super::*;
use crate::compare::fixtures::{document, joint};

/// The nouns of the figures of a sentence, with values and units.
fn stated(text: &str) -> Vec<(String, f64, String)> {
    let statements = of_document(&document(text), 0);
    statements.into_iter().map(|one| (one.key, one.value, one.unit)).collect()
}

/// Noun, value and unit of each figure of a sentence.
type Expected = &'static [(&'static str, f64, &'static str)];

/// One sentence a row: what its figures count.
const COUNTED: &[(&str, Expected)] = &[
    ("全年城镇新增就业48.2万人。", &[("城镇新增就业", 482_000.0, "人")]),
    ("2019年，全省实现城镇新增就业达到5万人。", &[("城镇新增就业", 50_000.0, "人")]),
    ("地区生产总值增长3.6%，比上年好。", &[("地区生产总值增长", 3.6, "%")]),
    (
        "地区生产总值达到3.8万亿元、同比增长6%。",
        &[("地区生产总值", 3.8e12, "元"), ("地区生产总值增长", 6.0, "%")],
    ),
    ("培育3个国家级果园。", &[("培育国家级果园", 3.0, "个")]),
    ("粮食、水果总产量突破30万吨。", &[("粮食、水果总产量", 300_000.0, "吨")]),
    ("新增果园企业5家、水渠企业3家。", &[("新增果园企业", 5.0, "家"), ("新增水渠企业", 3.0, "家")]),
    (
        "改造农村危旧房1.2万户、新建农村公路800公里。",
        &[("改造农村危旧房", 12_000.0, "户"), ("新建农村公路", 800.0, "公里")],
    ),
];

/// One sentence a row: nothing that could be held against another meeting.
const UNTOLD: &[&str] = &[
    "增长6%。",
    "总投资达到12亿元。",
    "城镇、农村居民收入分别增长8%和9%。",
    "城镇登记失业率由3%降到2%。",
    "地区生产总值增长6%—6.5%。",
    "占全省果园面积的40%。",
    "120家果园企业实现产值35亿元。",
];

#[test]
fn what_a_figure_counts_is_told() {
    for (text, expected) in COUNTED {
        let expected: Vec<(String, f64, String)> =
            expected.iter().map(|&(noun, value, unit)| (noun.into(), value, unit.into())).collect();
        assert_eq!(stated(text), expected, "{text}");
    }
    for text in UNTOLD {
        let found = stated(text);
        let told: Vec<_> = found.iter().filter(|one| one.0.chars().count() > 4).collect();
        assert!(told.is_empty(), "{text}: {told:?}");
    }
}

fn found(before: &str, now: &str) -> Quantities {
    quantities(&joint(&[vec![before], vec![now]]), MeetingId::new(0), MeetingId::new(1))
}

/// The ratios of what both meetings state.
fn ratios(before: &str, now: &str) -> Vec<Option<f64>> {
    let both = |one: &QuantityChange| one.earlier.is_some() && one.later.is_some();
    found(before, now).list.iter().filter(|one| both(one)).map(|one| one.ratio).collect()
}

#[test]
fn the_same_quantity_is_found_in_both() {
    let (before, now) = ("培训农村果农2万人。", "全年培训农村果农达到3万名。");
    assert_eq!(ratios(before, now), [Some(1.5)]);
    assert_eq!(ratios("果园总面积增长3%。", "果园总面积增长6%。"), [None]);
}

#[test]
fn what_differs_in_kind_or_contradicts_itself_is_no_pair() {
    for (before, now) in [
        ("培训农村果农2万人。", "力争培训农村果农3万人。"),
        ("培训农村果农2万人。", "五年来培训农村果农9万人。"),
        ("培训农村果农2万人。", "培训农村果农3万人次。"),
        ("培训农村果农2万人。", "培训农村果农3万人。又说，培训农村果农4万人。"),
        ("培训农村果农2万人。", "培训农村果农300万人。"),
        ("2019年和“十三五”培训农村果农2万人。", "2019年和“十三五”培训农村果农3万人。"),
    ] {
        assert!(ratios(before, now).is_empty(), "{before} {now}");
    }
    let heading = |text: &str| joint(&[vec!["培训农村果农2万人。"], vec![text]]);
    let aims = heading("二、2020年工作安排\n培训农村果农3万人。");
    let found = quantities(&aims, MeetingId::new(0), MeetingId::new(1));
    assert!(found.list.iter().all(|one| one.earlier.is_none() || one.later.is_none()));
}

#[test]
fn several_years_hold_for_what_is_behind_them_and_a_sum_does_not() {
    let now = "培训农村果农3万人。";
    for (before, is_pair) in [
        ("水渠累计灌溉果园2万亩。培训农村果农2万人。", true),
        ("过去五年果园变好。培训农村果农2万人。", false),
        ("过去五年果园变好。2020年水渠通水。培训农村果农2万人。", false),
        ("过去五年果园变好。一是任务完成。培训农村果农2万人。", false),
    ] {
        assert_eq!(ratios(before, now).len(), usize::from(is_pair), "{before}");
    }
}

#[test]
fn what_one_meeting_leaves_out_is_not_zero() {
    let found = found("培训农村果农2万人。", "培训城镇果农3万人。");
    assert_eq!((found.list.len(), found.once), (2, 2));
    assert!(found.list.iter().all(|one| one.ratio.is_none()));
}

proptest! {
    #[test]
    fn any_text_is_read_and_a_meeting_is_like_itself(
        text in "(果园|水渠|增长|总产量|达到|3|12|%|万人|公里|个|，|、|。|分别|2019年|目标){0,30}",
    ) {
        let found = found(&text, &text);
        for one in &found.list {
            let both = one.earlier.as_ref().zip(one.later.as_ref());
            prop_assert!(both.is_some_and(|(a, b)| a.value == b.value), "{:?}", one);
            prop_assert!(one.ratio.is_none_or(|ratio| ratio == 1.0));
        }
        prop_assert_eq!(found.once, 0);
    }
}

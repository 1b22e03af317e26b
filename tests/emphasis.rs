//! What is said of emphasis holds on every record at hand, and no two places contradict each other.

#![cfg(feature = "cli")]

use std::collections::{BTreeMap, BTreeSet};

use common::{DEMO, answer, shared};
use yiti::{
    analysis::{Analysis, MeetingAnalysis, Stress},
    ids::ThemeId,
    say::names,
};

mod common;

fn meeting(path: &str) -> MeetingAnalysis {
    let found: Analysis =
        serde_json::from_str(&answer(&["themes", path, "--format", "json"])).expect("reads");
    found.meetings.into_iter().next().expect("a meeting")
}

/// The demo, and the page and the reports where they are at hand.
fn meetings() -> Vec<MeetingAnalysis> {
    let others = ["page/page.txt", "reports/2021"].iter().filter_map(|path| shared(path));
    let paths = others.map(|path| path.to_str().expect("UTF-8").to_owned());
    std::iter::once(DEMO.to_owned()).chain(paths).map(|path| meeting(&path)).collect()
}

#[test]
fn emphases_are_the_shares_less_those_of_the_others() {
    for meeting in meetings() {
        let mut stressed = 0;
        for speech in &meeting.speeches {
            let rest = || meeting.speeches.iter().filter(|other| other.name != speech.name);
            let n = rest().count() as f64;
            for one in &speech.emphases {
                let others = rest().map(|other| other.shares.of(&one.theme)).sum::<f64>() / n;
                assert_eq!(one.share, speech.shares.of(&one.theme));
                assert!((one.others - others).abs() < 1e-9, "{} {one:?} {others}", speech.name);
                assert!((one.difference - (one.share - one.others)).abs() < 1e-9);
                assert!(one.difference > 0.0 && one.ratio.is_none_or(|ratio| ratio > 1.0));
                let [low, high] = one.interval.expect("enough passages");
                assert!(low <= one.difference + 1e-9 && one.difference <= high + 1e-9, "{one:?}");
                assert!(!one.beyond || low > 0.0, "{} {one:?}", speech.name);
                stressed += usize::from(one.beyond);
            }
            let differences: Vec<f64> = speech.emphases.iter().map(|one| one.difference).collect();
            assert!(differences.is_sorted_by(|a, b| a >= b), "{}", speech.name);
        }
        assert!(stressed > 0, "nothing stands out in {}", meeting.title);
    }
}

#[test]
fn a_group_is_called_by_what_each_member_stresses_or_by_its_terms() {
    for meeting in meetings() {
        let named: BTreeSet<&ThemeId> =
            meeting.themes.iter().filter(|t| t.named).map(|theme| &theme.id).collect();
        for group in &meeting.groups {
            for &member in &group.members {
                let name = &meeting[member].name;
                let stress = meeting.stress(member);
                let themes: Vec<&ThemeId> = match &stress {
                    Stress::On(themes) => themes.iter().map(|one| &one.theme).collect(),
                    _ => Vec::new(),
                };
                assert!(themes.iter().all(|theme| named.contains(theme)), "{name}: {themes:?}");
                for theme in &group.themes {
                    assert!(themes.contains(&theme), "{name} does not stress {theme}");
                }
                // What it stresses most gives it its colour.
                assert_eq!(stress.theme(), themes.first().copied(), "{name}");
            }
            let themes = group.themes.iter().filter_map(|id| meeting.theme(id));
            let labels: Vec<&str> = themes.map(|theme| theme.label.as_str()).collect();
            let name = names::group(&meeting, group).zh;
            match labels.is_empty() {
                false => assert!(name == labels.join("、") && group.label == name, "{name}"),
                true => assert!(
                    name == format!("共有的词：{}", group.label)
                        || group.label.is_empty() && name.starts_with('无')
                        || group.label.is_empty() && name.starts_with("没有共同"),
                    "{name}"
                ),
            }
        }
    }
}

#[test]
fn no_name_is_borne_by_most_of_the_groups_of_reports() {
    let Some(path) = shared("reports/2021") else { return };
    let meeting = meeting(path.to_str().expect("UTF-8"));
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for group in meeting.groups.iter().filter(|group| !group.label.is_empty()) {
        *names.entry(&group.label).or_default() += 1;
    }
    let most = names.values().copied().max().expect("a name");
    assert!(most <= 2, "{names:?}");
}

#[test]
fn the_group_of_two_who_stress_different_things_bears_the_theme_of_neither() {
    let Some(path) = shared("page/page.txt") else { return };
    let meeting = meeting(path.to_str().expect("UTF-8"));
    let jilin = meeting.speech_ids().find(|&id| meeting[id].name == "吉林").expect("speaks");
    assert_eq!(meeting.stress(jilin).theme(), Some(&"rural_agriculture".into()));
    let group = &meeting[meeting[jilin].group];
    if group.members.len() > 1 {
        assert!(group.themes.is_empty(), "{:?}", group.themes);
        assert!(names::group(&meeting, group).zh.starts_with("共有的词："), "{}", group.label);
    }
    let all_stress = meeting.speech_ids().all(|id| meeting.stress(id).theme().is_some());
    assert!(all_stress, "eight speeches, eight matters");
}

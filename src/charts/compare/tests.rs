//! What holds of every chart of a comparison.

use super::*;
use crate::{
    charts::{
        chart::{ChangeTarget, Target},
        drawing::{ChartSheet, ChartText},
        fixtures,
    },
    compare::sample::sample,
    ids::{MeetingId, ThemeId},
    phrase::Tongue,
};

/// Meetings, speakers and themes that every chart is tried on.
const SIZES: [[usize; 3]; 12] = [
    [2, 2, 1],
    [2, 2, 8],
    [2, 31, 16],
    [2, 40, 25],
    [3, 2, 2],
    [3, 8, 8],
    [8, 2, 1],
    [8, 31, 16],
    [8, 40, 25],
    [25, 2, 8],
    [25, 31, 16],
    [25, 40, 25],
];

/// Makes a comparison of so many meetings, speakers and themes.
type Make = fn(usize, usize, usize) -> MeetingComparison;

/// Speakers from which only the comparison with long names is tried.
const MANY: usize = 40;

/// A comparison with names, labels and terms as long as they come.
fn long(meetings: usize, speakers: usize, themes: usize) -> MeetingComparison {
    const LABEL: &str = "家庭家教家风建设与未成年人思想道德教育";
    let mut comparison = sample(meetings, speakers, themes);
    for (at, theme) in comparison.themes.iter_mut().enumerate() {
        theme.label = format!("{LABEL}{}", at + 1);
    }
    for (at, speaker) in comparison.speakers.iter_mut().enumerate() {
        speaker.name = format!("新疆维吾尔自治区妇女联合会代表团发言者{}", at + 1);
    }
    for (at, meeting) in comparison.meetings.iter_mut().enumerate() {
        meeting.name = format!("全国妇联系统工作会议交流发言第{}次", at + 1);
        meeting.title = "a_very_long_name_of_a_file_without_any_blank_in_it_".repeat(3);
    }
    for change in &mut comparison.changes {
        for (at, term) in change.terms.iter_mut().enumerate() {
            term.term = format!("新时代家庭家教家风创新实践基地{at}");
        }
        for one in change.new_wording.iter_mut().chain(&mut change.gone_wording) {
            one.text = format!("{}，{}", one.text, "坚持以人民为中心的发展思想".repeat(4));
        }
    }
    for one in comparison.series.iter_mut().flat_map(|series| &mut series.wording) {
        one.text = "以供给侧结构性改革为主线推动高质量发展".repeat(3);
    }
    comparison
}

/// The same without anything that may be missing.
fn bare(meetings: usize, speakers: usize, themes: usize) -> MeetingComparison {
    let mut comparison = sample(meetings, speakers, themes);
    comparison.reference = None;
    comparison.findings.clear();
    for meeting in &mut comparison.meetings {
        meeting.date = None;
    }
    for change in &mut comparison.changes {
        change.share_noise = None;
        change.new_wording.clear();
        for one in &mut change.shares {
            (one.interval, one.direction) = (None, crate::compare::Direction::CannotTell);
        }
        for one in change.speakers.iter_mut().flat_map(|one| &mut one.shares) {
            (one.interval, one.direction) = (None, crate::compare::Direction::CannotTell);
        }
        for one in &mut change.terms {
            (one.interval, one.direction) = (None, crate::compare::Direction::CannotTell);
        }
        for one in &mut change.carried {
            (one.own, one.reference) = (None, None);
        }
    }
    for one in comparison.series.iter_mut().flat_map(|series| &mut series.themes) {
        one.trend = None;
        for point in one.points.iter_mut().flatten() {
            point.interval = None;
        }
    }
    comparison
}

/// Does `f` to every chart of every sample.
fn every(mut f: impl FnMut(&MeetingComparison, &ChartSheet, &ChartText)) {
    let style = Style::default();
    for [meetings, speakers, themes] in SIZES {
        // The largest are tried once: one walk takes a minute.
        let makes: &[Make] = if speakers < MANY { &[sample, long, bare] } else { &[long] };
        for make in makes {
            let comparison = make(meetings, speakers, themes);
            for drawing in CHARTS.iter().filter_map(|draw| draw(&comparison, &style)) {
                f(&comparison, &drawing.sheet(), &drawing.text);
            }
        }
    }
}

fn names(comparison: &MeetingComparison) -> Vec<&'static str> {
    let style = Style::default();
    let drawn = CHARTS.iter().filter_map(|draw| draw(comparison, &style));
    drawn.map(|drawing| drawing.text.name).collect()
}

#[test]
fn a_comparison_gets_the_charts_that_it_has_enough_for() {
    let of_two = ["shares", "speakers", "terms", "wording", "carried"];
    assert_eq!(names(&sample(2, 8, 6)), of_two);
    let of_three = [&of_two[..], &["series", "heat", "ranks", "adopters"]].concat();
    assert_eq!(names(&sample(3, 8, 6)), of_three);
    assert_eq!(names(&sample(2, 2, 1)), ["shares", "speakers", "terms", "carried"]);
    assert!(names(&sample(1, 8, 6)).is_empty());
    assert!(names(&sample(0, 0, 0)).is_empty());
    assert!(names(&sample(2, 0, 3)).is_empty());
}

#[test]
fn every_chart_holds_at_every_size() {
    every(|comparison, sheet, text| {
        let n = [comparison.meetings.len(), comparison.speakers.len(), comparison.themes.len()];
        println!("{} of {n:?}, {} × {}", text.name, sheet.width, sheet.height);
        // Nothing is cut or covered.
        fixtures::check(sheet);
        fixtures::check_marks(sheet);
        // Half the side of what browsers and viewers refuse.
        assert!(sheet.width.max(sheet.height) < 8_000.0, "{} of {n:?}", text.name);
        // Every spot is on the sheet alone and leads somewhere.
        fixtures::check_places(sheet, text.name, |target| is_there(comparison, target));
        check_words(sheet, text);
    });
}

#[test]
fn an_english_chart_holds_and_has_no_chinese_but_the_record() {
    let style = Style::default().speaking(Tongue::En);
    for [meetings, speakers, themes] in [[2, 2, 1], [3, 8, 8], [8, 31, 16]] {
        for make in [sample as Make, long, bare] {
            let mut comparison = make(meetings, speakers, themes);
            for theme in &mut comparison.themes {
                theme.label_en = format!("{} with words of some length", theme.label_en);
            }
            comparison.speakers[0].name = "内蒙古".into();
            let mut record = comparison.clone();
            for theme in &mut record.themes {
                theme.label.clear();
            }
            let record = serde_json::to_string(&record).expect("JSON");
            for drawing in CHARTS.iter().filter_map(|draw| draw(&comparison, &style)) {
                let sheet = drawing.sheet();
                fixtures::check(&sheet);
                fixtures::check_marks(&sheet);
                fixtures::check_english(&sheet, &record);
            }
        }
    }
}

fn is_there(comparison: &MeetingComparison, target: &Target) -> bool {
    let Target::Change(target) = target else { return false };
    let known = |theme: &ThemeId| comparison.themes.iter().any(|one| one.id == *theme);
    let change = |at: &usize| &comparison.changes[*at];
    let meeting = |id: &MeetingId| id.index() < comparison.meetings.len();
    let wording = |place: &usize| comparison.series.as_ref().map(|all| &all.wording[*place]);
    match target {
        ChangeTarget::Theme { change: at, theme } => {
            change(at).shares.iter().any(|one| one.theme == *theme)
        }
        ChangeTarget::SpeakerTheme { change: at, speaker, theme } => {
            let shares = change(at).speakers.iter().filter(|one| one.speaker == *speaker);
            shares.flat_map(|one| &one.shares).any(|one| one.theme == *theme)
        }
        ChangeTarget::Speaker { change: at, speaker } => change(at).pairs.contains(speaker),
        ChangeTarget::Term { change: at, rank } => *rank < change(at).terms.len(),
        ChangeTarget::NewWording { change: at, place } => *place < change(at).new_wording.len(),
        ChangeTarget::GoneWording { change: at, place } => *place < change(at).gone_wording.len(),
        ChangeTarget::Carried { change: at, speaker } => {
            change(at).carried.iter().any(|one| one.speaker == *speaker)
        }
        ChangeTarget::Course(theme) => known(theme),
        ChangeTarget::ThemeIn { meeting: id, theme } => meeting(id) && known(theme),
        ChangeTarget::Wording { place } => wording(place).is_some(),
        ChangeTarget::WordingIn { meeting: id, place } => {
            wording(place).is_some_and(|one| !one.speakers[id.index()].is_empty())
        }
        ChangeTarget::Meeting(id) => meeting(id),
    }
}

/// Every letter has a face, and both languages speak, each with its own marks.
fn check_words(sheet: &ChartSheet, text: &ChartText) {
    let faces = &sheet.canvas.faces;
    for (label, _) in sheet.labels() {
        assert_eq!(faces.missing(&label.text).next(), None, "{}: {}", text.name, label.text);
    }
    for english in [&text.title.en, &text.caption.en] {
        assert!(!english.is_empty() && !english.contains("  "), "{}: {english}", text.name);
    }
    for chinese in [&text.title.zh, &text.caption.zh] {
        let marks = [',', ';', ':', '(', ')', '!', '?', '"'];
        assert!(!chinese.contains(marks), "{}: {chinese}", text.name);
    }
}

#[test]
fn a_character_in_no_face_has_a_stand_in_and_is_named() {
    let style = Style::default();
    let mut comparison = sample(3, 8, 4);
    comparison.speakers[0].name = "某😀县".into();
    comparison.themes[0].label = "议题😀".into();
    for mut drawing in CHARTS.iter().filter_map(|draw| draw(&comparison, &style)) {
        let is_named = drawing.sheet().labels().any(|(label, _)| label.text.contains('😀'));
        let sheet = drawing.drawable();
        assert!(!sheet.labels().any(|(label, _)| label.text.contains('😀')));
        let stands_in = sheet.labels().any(|(label, _)| label.text.contains('〓'));
        assert_eq!(stands_in, is_named, "{}", drawing.text.name);
        fixtures::check(&sheet);
    }
}

#[test]
fn numbers_that_are_none_do_no_harm() {
    let style = Style::default();
    let mut comparison = sample(3, 8, 4);
    for change in &mut comparison.changes {
        for (at, one) in change.shares.iter_mut().enumerate() {
            one.later = [f64::NAN, f64::INFINITY][at % 2];
            one.difference = f64::NAN;
            one.interval = Some([f64::NEG_INFINITY, f64::INFINITY]);
        }
        for one in &mut change.terms {
            (one.rate_later, one.z) = (f64::NAN, f64::INFINITY);
        }
        for one in &mut change.carried {
            one.others = f64::NAN;
        }
    }
    for one in comparison.series.iter_mut().flat_map(|series| &mut series.themes) {
        for point in one.points.iter_mut().flatten() {
            point.share = f64::NAN;
        }
    }
    for drawing in CHARTS.iter().filter_map(|draw| draw(&comparison, &style)) {
        let sheet = drawing.sheet();
        fixtures::check(&sheet);
        assert!(sheet.width.is_finite() && sheet.height.is_finite(), "{}", drawing.text.name);
    }
}

#[test]
fn drawing_twice_gives_the_same_bytes() {
    let comparison = sample(3, 8, 6);
    let draw = || draw_comparison(&comparison, &Style::default()).expect("draws");
    for (once, again) in draw().iter().zip(draw()) {
        assert_eq!(once.light.svg, again.light.svg);
        assert_eq!(once.dark.png, again.dark.png);
    }
}

/// Writes all pictures to the folder that `YITI_PICTURES` names, to be looked at.
#[test]
#[ignore = "writes pictures"]
fn pictures_to_look_at() {
    let Some(folder) = std::env::var_os("YITI_PICTURES") else { return };
    let folder = std::path::PathBuf::from(folder);
    for [meetings, speakers, themes] in SIZES {
        for (kind, make) in [("", sample as Make), ("long-", long), ("bare-", bare)] {
            let comparison = make(meetings, speakers, themes);
            for chart in draw_comparison(&comparison, &Style::default()).expect("draws") {
                let stem = format!("{kind}{}-{meetings}-{speakers}-{themes}", chart.name);
                let write = |ending: &str, bytes: &[u8]| {
                    std::fs::write(folder.join(format!("{stem}{ending}.png")), bytes)
                };
                write("", &chart.light.png).expect("writes");
                write("-dark", &chart.dark.png).expect("writes");
            }
        }
    }
}

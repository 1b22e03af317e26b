//! What holds of every chart.

use std::{collections::BTreeSet, env, fs, path::Path};

use super::{
    drawing::{ChartSheet, ChartText},
    *,
};
use crate::phrase::Tongue;

#[test]
fn a_meeting_gets_the_charts_it_has_speeches_for() {
    let style = Style::default();
    let names = |n| {
        let charts = draw_all(&fixtures::meeting(n), &style).unwrap();
        charts.into_iter().map(|chart| chart.name).collect::<Vec<_>>()
    };
    assert!(names(0).is_empty());
    assert_eq!(names(1), ["themes", "terms", "figures"]);
    let two = ["themes", "divisions", "terms", "voice", "figures"];
    assert_eq!(names(2), two);
    let three = ["themes", "divisions", "similarity", "map", "terms", "voice", "figures"];
    assert_eq!(names(3), three);
    assert_eq!(names(13)[..2], ["themes", "emphasis"]);
}

#[test]
fn drawing_twice_gives_the_same_bytes() {
    let meeting = fixtures::meeting(8);
    let draw = || draw_all(&meeting, &Style::default()).unwrap();
    for (once, again) in draw().iter().zip(draw()) {
        for (once, again) in [(&once.light, &again.light), (&once.dark, &again.dark)] {
            assert_eq!(once.svg, again.svg);
            assert_eq!(once.png, again.png);
        }
    }
}

#[test]
fn pictures_are_outlines_with_words_for_those_who_hear_them() {
    for chart in draw_all(&fixtures::meeting(8), &Style::default()).unwrap() {
        let title = format!("<title>{}</title>", chart.title.zh);
        for Picture { svg, png } in [chart.light, chart.dark] {
            assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>"));
            assert!(!svg.contains("<text"), "{}", chart.name);
            for part in ["viewBox=", "role=\"img\"", &title] {
                assert!(svg.contains(part), "{}: no {part}", chart.name);
            }
            assert!(png.starts_with(b"\x89PNG"));
        }
    }
}

#[test]
fn a_character_in_no_face_has_a_stand_in_and_is_named() {
    let style = Style::default();
    let mut meeting = fixtures::meeting(3);
    meeting.speeches[1].name = "某😀县".into();
    for mut drawing in CHARTS.iter().filter_map(|draw| draw(&meeting, &style)) {
        let is_named = drawing.sheet().labels().any(|(label, _)| label.text.contains('😀'));
        let sheet = drawing.drawable();
        let text = &drawing.text;
        let texts: Vec<&str> = sheet.labels().map(|(label, _)| label.text.as_str()).collect();
        assert!(!texts.iter().any(|text| text.contains('😀')), "{}", text.name);
        assert_eq!(texts.contains(&"某〓县"), is_named, "{}: {texts:?}", text.name);
        for caption in [&text.caption.zh, &text.caption.en] {
            assert_eq!(
                caption.contains("〓") && caption.contains("U+1F600"),
                is_named,
                "{caption}"
            );
        }
        fixtures::check(&sheet);
    }
}

#[test]
fn marks_and_control_characters_in_names_do_no_harm() {
    let mut meeting = fixtures::meeting(13);
    meeting.speeches[0].name = "甲\u{0}<b>&\"乙'\u{feff}".into();
    meeting.title = "dy=\"0.5ex\" font-weight=\"bold\"".into();
    assert_eq!(draw_all(&meeting, &Style::default()).unwrap().len(), CHARTS.len());
}

/// Sizes of meetings that every chart is tried on.
const SIZES: [usize; 5] = [1, 2, 8, 31, 60];

/// Does `f` to every chart of every meeting of the fixtures, long names and short ones, in both
/// languages.
fn every(mut f: impl FnMut(&MeetingAnalysis, &ChartSheet, &ChartText)) {
    every_in(Tongue::Zh, &mut f);
    every_in(Tongue::En, &mut f);
}

/// The same in one language.
fn every_in(tongue: Tongue, f: &mut impl FnMut(&MeetingAnalysis, &ChartSheet, &ChartText)) {
    let style = Style::default().speaking(tongue);
    for meeting in SIZES.into_iter().flat_map(|n| [fixtures::meeting(n), fixtures::long(n)]) {
        for drawing in CHARTS.iter().filter_map(|draw| draw(&meeting, &style)) {
            f(&meeting, &drawing.sheet(), &drawing.text);
        }
    }
}

#[test]
fn nothing_is_cut_or_covered_with_long_names_and_short_ones() {
    every(|meeting, sheet, text| {
        let n = meeting.speeches.len();
        println!("{} of {n}, {} × {}", text.name, sheet.width, sheet.height);
        fixtures::check(sheet);
        fixtures::check_marks(sheet);
        // Half the side of what browsers and viewers refuse.
        assert!(sheet.width.max(sheet.height) < 8_000.0, "{} of {n}", text.name);
    });
}

#[test]
fn every_spot_is_on_the_sheet_alone_and_leads_somewhere() {
    every(|meeting, sheet, text| {
        fixtures::check_spots(meeting, sheet, text.name);
    });
}

#[test]
fn every_letter_has_a_face() {
    every(|_, sheet, text| {
        let faces = &sheet.canvas.faces;
        for (label, _) in sheet.labels() {
            assert_eq!(faces.missing(&label.text).next(), None, "{}: {}", text.name, label.text);
        }
        for english in [&text.title.en, &text.caption.en] {
            assert!(!english.is_empty() && !english.contains("  "), "{}", text.name);
        }
    });
}

#[test]
fn rare_characters_are_drawn_or_named() {
    let style = Style::default();
    for rare in ['郯', '㙍', '\u{e000}'] {
        let mut meeting = fixtures::meeting(3);
        meeting.speeches[1].name = format!("某{rare}县");
        let drawn = draw_all(&meeting, &style).expect("draws");
        let code = format!("U+{:04X}", u32::from(rare));
        let is_missing = style.fonts.read().missing(&rare.to_string()).next().is_some();
        assert_eq!(drawn[0].caption.zh.contains(&code), is_missing, "{rare}");
    }
}

#[test]
fn a_dark_picture_is_the_light_one_in_other_colours() {
    let pairs = dark_pairs();
    for chart in draw_all(&fixtures::meeting(8), &Style::default()).unwrap() {
        let mut dark = chart.light.svg;
        for (light, _) in &pairs {
            // Colours that are both a light and a dark one would be darkened twice: by way of marks.
            dark = dark.replace(&format!("\"{light}\""), &format!("\"@{light}\""));
        }
        for (light, to) in &pairs {
            dark = dark.replace(&format!("\"@{light}\""), &format!("\"{to}\""));
        }
        assert_eq!(dark, chart.dark.svg, "{}", chart.name);
    }
}

#[test]
fn an_english_picture_has_no_chinese_but_the_record() {
    every_in(Tongue::En, &mut |meeting, sheet, _| {
        let mut record = meeting.clone();
        for theme in &mut record.themes {
            theme.label.clear();
        }
        for group in &mut record.groups {
            group.label.clear();
        }
        // The signs of large numbers, which a caption explains.
        let record = serde_json::to_string(&record).expect("JSON") + "万亿";
        fixtures::check_english(sheet, &record);
    });
}

#[test]
fn a_chart_has_a_picture_in_each_language() {
    for chart in draw_all(&fixtures::meeting(8), &Style::default()).expect("draws") {
        let is_titled = |svg: &str, title: &str| svg.contains(&format!("<title>{title}</title>"));
        for picture in [&chart.light, &chart.dark] {
            assert!(is_titled(&picture.svg, &chart.title.zh), "{}", chart.name);
        }
        assert!(is_titled(&chart.english.svg, &chart.title.en), "{}", chart.name);
        let opened =
            |spots: &[Spot]| spots.iter().map(|spot| spot.of.clone()).collect::<BTreeSet<_>>();
        assert_eq!(opened(&chart.spots), opened(&chart.english.spots), "{}", chart.name);
    }
}

/// What the charts of a meeting say, as it was when a person last read it.
const READ: &str = include_str!("../../tests/fixtures/chart_texts.md");

#[test]
fn titles_and_captions_are_those_that_were_read() {
    let (meeting, style) = (fixtures::meeting(8), Style::default());
    let mut said = format!("# {}\n", meeting.title);
    for mut drawing in CHARTS.iter().filter_map(|draw| draw(&meeting, &style)) {
        drawing.drawable();
        let ChartText { name, title, caption } = &drawing.text;
        said += &format!("\n## {name}\n");
        for line in [&title.zh, &title.en, &caption.zh, &caption.en] {
            said += &format!("\n{line}\n");
        }
    }
    if env::var_os("RENEW").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/chart_texts.md");
        return fs::write(path, said).expect("written");
    }
    assert_eq!(said, READ, "a chart says something else; if it is right, run `just texts`");
}

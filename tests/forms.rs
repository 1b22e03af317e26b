//! One record in many forms of the speaker's line, and each form in many prints: the same speeches.

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization;
use yiti::{
    config::Config,
    pages::{Page, Source},
    pipeline,
    run::Run,
    transcript::{Disposition, Layout, Transcript},
};

/// Speakers by index, with organisation and office; no such people.
const PEOPLE: [(&str, &str, &str); 4] = [
    ("丁大文", "湿地大学", "教授"),
    ("方小明", "候鸟研究院", "研究员"),
    ("欧阳文", "渔业协会", "会长"),
    ("罗兰", "海滨中学", "校长"),
];
/// Who speaks when.
const ORDER: [usize; 9] = [0, 1, 0, 2, 0, 1, 2, 0, 3];

/// What is said in a turn: paragraphs of plain speech, now and then with a colon or a number.
fn said(turn: usize) -> Vec<String> {
    let things = ["候鸟", "芦苇", "渔船", "滩涂", "水草"];
    let thing = things[turn % things.len()];
    let mut paragraphs = vec![format!(
        "我们第{turn}次去看{thing}的时候，水面上很安静，大家都觉得这几年的变化很大。要说经验，就是一条：慢慢来。"
    )];
    if turn.is_multiple_of(3) {
        paragraphs.push(format!(
            "{turn}年以后再看，{thing}多了三成，巡护的人也多了，这是大家一起做的事情。"
        ));
    }
    paragraphs
}

/// A form of the speaker's line, of a speaker and a turn.
type Form = fn(usize, usize) -> String;

fn name(speaker: usize) -> &'static str {
    PEOPLE[speaker].0
}

/// Organisation and office.
fn post(speaker: usize) -> String {
    format!("{}{}", PEOPLE[speaker].1, PEOPLE[speaker].2)
}

fn stamp(turn: usize) -> String {
    format!("{:02}:{:02}", turn / 60, turn % 60)
}

const FORMS: &[(&str, Form)] = &[
    ("name：", |s, _| format!("{}：", name(s))),
    ("name:", |s, _| format!("{}:", name(s))),
    ("name︰", |s, _| format!("{}︰", name(s))),
    ("name： below", |s, _| format!("{}：\n", name(s))),
    ("name（organisation）：", |s, _| format!("{}（{}）：", name(s), PEOPLE[s].1)),
    ("post name：", |s, _| format!("{}{}：", post(s), name(s))),
    ("name，post：", |s, _| format!("{}，{}：", name(s), post(s))),
    ("name office：", |s, _| format!("{}{}：", name(s), PEOPLE[s].2)),
    ("host and guests", |s, _| match s {
        0 => "主持人：".into(),
        s => format!("嘉宾{}：", name(s)),
    }),
    ("speakers by number", |s, _| format!("发言人{}：", s + 1)),
    ("speakers by letter", |s, _| format!("发言人 {}：", ["A", "B", "C", "D"][s])),
    ("SPEAKER_00:", |s, _| format!("SPEAKER_{s:02}: ")),
    ("time below", |s, t| format!("{} {}\n", name(s), stamp(t))),
    ("time before", |s, t| format!("[{}] {}：", stamp(t), name(s))),
    ("time behind", |s, t| format!("{}(00:{}): ", name(s), stamp(t))),
    ("date and time", |s, t| format!("{}  2024-05-06 10:{:02}:00\n", name(s), t)),
    ("【name】", |s, _| format!("【{}】", name(s))),
    ("【name】 above", |s, _| format!("【{}】\n\n", name(s))),
    ("〔name〕", |s, _| format!("〔{}〕", name(s))),
    ("■name：", |s, _| format!("■{}：", name(s))),
    ("**name：**", |s, _| format!("**{}：**", name(s))),
    ("### name", |s, _| format!("### {}\n\n", name(s))),
    ("number name：", |s, t| format!("{}. {}：", t + 1, name(s))),
    ("（number）name：", |s, t| format!("（{}）{}：", t + 1, name(s))),
    ("name above", |s, _| format!("{}\n\n", name(s))),
    ("post name above", |s, _| format!("{} {}\n\n", post(s), name(s))),
    ("name（post） above", |s, _| format!("{}（{}）\n\n", name(s), post(s))),
    ("organisation above", |s, _| format!("{}\n\n", PEOPLE[s].1)),
    ("name says", |s, _| format!("{}说，", name(s))),
    ("name——", |s, _| format!("{}——", name(s))),
    ("Taiwan: surname, office, name", |s, _| {
        let name = ["丁議員大文", "方議員小明", "歐陽議員文", "羅議員蘭"][s];
        format!("{name}：")
    }),
];

/// The record in one form.
fn record(form: Form) -> String {
    let mut text = String::from("湿地圆桌论坛\n\n");
    for (turn, &speaker) in ORDER.iter().enumerate() {
        let _ = write!(text, "{}{}\n\n", form(speaker, turn), said(turn).join("\n\n"));
    }
    text
}

fn split(text: &str) -> Option<Transcript> {
    let page = Page::new("a.txt", text);
    let source = Source { name: "a".into(), pages: vec![page], is_folder: false };
    pipeline::split_sources(&[source], &Config::default().transcript)
        .ok()
        .map(|mut all| all.remove(0))
}

/// The words of each speech without blanks, in one form of each character.
fn bodies(transcript: &Transcript) -> Vec<String> {
    let words = |text: &str| text.nfkc().filter(|c| !c.is_whitespace()).collect::<String>();
    let speeches = transcript.speeches.iter();
    speeches.map(|speech| speech.units.iter().map(|unit| words(&unit.text)).collect()).collect()
}

fn wanted() -> Vec<String> {
    let words = |text: &str| text.nfkc().filter(|c| !c.is_whitespace()).collect::<String>();
    (0..ORDER.len()).map(|turn| words(&said(turn).concat())).collect()
}

#[test]
fn any_form_of_the_speakers_line_gives_the_same_speeches() {
    for (what, form) in FORMS {
        let found = split(&record(*form)).unwrap_or_else(|| panic!("{what}: is read"));
        assert_eq!(bodies(&found), wanted(), "{what}");
        assert!(found.doubts.is_empty(), "{what}: {:?}", found.doubts);
    }
}

/// A text with its lines cut at a width of so many characters.
fn wrapped(text: &str, width: usize) -> String {
    let cut = |line: &str| {
        let chars: Vec<char> = line.chars().collect();
        let lines = chars.chunks(width).map(|line| line.iter().collect::<String>());
        lines.collect::<Vec<_>>().join("\n")
    };
    text.lines().map(cut).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_print_of_a_record_changes_no_speech() {
    type Print = fn(&str) -> String;
    let prints: [(&str, Print); 6] = [
        // NFKC makes two dots of the upright colon, and no reader could tell them from dots.
        ("NFKC", |text| text.replace('︰', "：").nfkc().collect()),
        ("CRLF", |text| text.replace('\n', "\r\n")),
        ("without blank lines", |text| text.replace("\n\n", "\n")),
        ("indented", |text| text.replace("\n\n", "\n\n　　")),
        ("wrapped", |text| wrapped(text, 30)),
        ("wide blanks and digits", |text| text.replace(' ', "　").replace('1', "１")),
    ];
    for (what, form) in FORMS {
        for (print, printed) in prints {
            let found = split(&printed(&record(*form)));
            let found = found.unwrap_or_else(|| panic!("{what}, {print}: is read"));
            assert_eq!(bodies(&found), wanted(), "{what}, {print}");
        }
    }
}

#[test]
fn a_speaker_is_told_apart_and_keeps_the_name() {
    let text = "湿地案例座谈会发言摘登\n\n守护芦苇荡\n海滨省高级法院副庭长  丁大文\n今天我们谈湿地案件。大家都很重视，案件办得也快。\n\n为了候鸟\n北京知识产权法院副院长  方小明\n我办过三件候鸟案件。每一件都不容易，但是都办成了。\n\n";
    let found = split(text).expect("is read");
    assert_eq!(found.layout, Layout::Heading);
    let speech = &found.speeches[1];
    assert_eq!(speech.named.person.as_deref(), Some("方小明"));
    assert_eq!(speech.named.office.as_deref(), Some("副院长"));
    assert_eq!(speech.named.organisation.as_deref(), Some("北京知识产权法院"));
    assert_eq!(
        (speech.region.as_deref(), speech.title.as_deref()),
        (Some("北京"), Some("为了候鸟"))
    );
    let analysis =
        pipeline::analyse(&[found], &Run::new(Config::default()).expect("lists")).expect("numbers");
    let names: Vec<&str> =
        analysis.meetings[0].speeches.iter().map(|speech| speech.name.as_str()).collect();
    assert_eq!(names, ["丁大文", "方小明"]);
}

/// A page on which four provinces have two paragraphs each, the second without the name's beginning.
fn provinces() -> String {
    let regions =
        [("河北", "唐山市"), ("青海", "西宁市"), ("海南省", "海口市"), ("云南", "昆明市")];
    let mut text = String::from(
        "河北、青海、海南、云南——守护湿地有实招\n\n2024-05-06\n\n今年以来，河北、青海、海南、云南等地加强湿地保护，各有做法。\n\n",
    );
    for (region, city) in regions {
        let _ = write!(
            text,
            "湿地日以来，{region}聚焦水面变化，组织巡护队，把候鸟的家守住了。各县都有专人负责。\n\n{city}在湖边设了十二个观测点，每天清早有人值守，听见鸟叫就记下来。\n\n"
        );
    }
    text + "（本报记者丁大文、方小明）\n"
}

#[test]
fn provinces_of_a_headline_have_a_run_of_paragraphs_each() {
    let found = split(&provinces()).expect("is read");
    let regions: Vec<&str> = found.speeches.iter().filter_map(|s| s.region.as_deref()).collect();
    assert_eq!(regions, ["河北", "青海", "海南", "云南"]);
    assert!(bodies(&found).iter().all(|body| body.contains("观测点") && !body.contains("记者")));
    assert!(found.doubts.is_empty(), "{:?}", found.doubts);
}

#[test]
fn a_story_that_names_provinces_is_refused() {
    let mut text = String::from("湿地边的人们\n\n");
    for n in 0..10 {
        let _ =
            write!(text, "第{n}天，我们沿着湖边走，看见渔船停在岸上，孩子们在认鸟，风很大。\n\n");
    }
    text += "河北省的巡护队来过这里。他们带来了望远镜，也带来了新的办法。\n\n山东省的同行也来过。\n\n辽宁省来信说，他们那里也有这种鸟。\n\n";
    for n in 0..10 {
        let _ = write!(
            text,
            "后来的第{n}个冬天，湖面结了冰，鸟飞走了，人们开始修船，等着春天再来。\n\n"
        );
    }
    assert!(split(&text).is_none());
}

#[test]
fn who_wrote_it_is_no_speaker_and_says_nothing() {
    let text = "丁大文：湿地要保护\n\n记者 方小明\n\n问：记者　丁：丁大文\n\n问：您怎么看湿地？\n\n丁：要慢慢来，一年一年地看。\n\n2024-05-06 10:00:00\n\n问：还有别的办法吗？\n\n丁：没有别的办法，大家一起做。\n\n（方小明 整理）\n";
    let found = split(text).expect("is read");
    let speakers: Vec<&str> = found.speeches.iter().map(|s| s.speaker.as_str()).collect();
    assert_eq!(speakers, ["问", "丁", "问", "丁"]);
    assert!(bodies(&found).iter().all(|body| !body.contains("2024") && !body.contains("整理")));
    let unassigned: usize = found.ledgers[0]
        .entries
        .iter()
        .filter(|entry| entry.disposition == Disposition::Unassigned)
        .map(|entry| entry.characters)
        .sum();
    assert!(unassigned > 0);
}

#[test]
fn doubts_name_the_line_and_what_to_try() {
    let short = "我们看了水面，也看了芦苇，大家都说今年的鸟比去年多。".repeat(3);
    let mut text = String::new();
    for person in ["丁大文", "方小明", "罗兰英", "曾小军"] {
        let _ = write!(text, "【{person}】\n\n{short}\n\n");
    }
    let long = format!("{short}\n\n").repeat(40);
    let _ = write!(text, "【许曼云】\n\n{long}\n");
    let found = split(&text).expect("is read");
    let doubt = found.doubts.first().expect("a doubt").to_string();
    assert!(doubt.starts_with("line 17: 许曼云") && doubt.contains("--format md"), "{doubt}");
}

#[test]
fn salutations_begin_speeches_with_any_mark_and_not_in_the_middle() {
    for open in [
        "各位代表：\n\n现在，",
        "各位代表，现在，",
        "各位代表！\n\n",
        "各 位 代 表：\n",
        "各位代表:",
    ] {
        let report = |province: &str| {
            format!(
                "政府工作报告\n\n——2024年1月6日在{province}人民代表大会上\n\n省长 丁大文\n\n{open}我代表{province}人民政府，向大会报告工作，请予审议。\n\n一、去年的工作\n\n去年我们守住了湿地。\n\n各位代表！过去一年的成绩来之不易。在此，我代表省人民政府表示感谢。\n\n二、今年的工作\n\n今年继续守护，为候鸟努力奋斗！\n\n"
            )
        };
        let text = report("河北省") + &report("青海省") + &report("海南省");
        let found = split(&text).expect("is read");
        let regions: Vec<Option<&str>> =
            found.speeches.iter().map(|speech| speech.region.as_deref()).collect();
        assert_eq!(regions, [Some("河北"), Some("青海"), Some("海南")], "{open}");
        let starts: Vec<usize> = found.speeches.iter().map(|speech| speech.start).collect();
        let wanted: Vec<usize> =
            text.match_indices("政府工作报告").map(|(at, _)| text[..at].chars().count()).collect();
        assert_eq!(starts, wanted, "{open}");
    }
}

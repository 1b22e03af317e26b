//! Records as they are printed and typed: pages, turns, cities, traditional characters, groups.

use std::{collections::BTreeSet, env};

use proptest::{prelude::*, test_runner::RngSeed};
use unicode_normalization::UnicodeNormalization;
use yiti::{
    analysis::kwic::{Pattern, kwic},
    config::Config,
    corpus::Corpus,
    pages::{Page, Source},
    pipeline,
    transcript::{Disposition, GroupBy, Layout, Transcript},
};

mod common;

fn read(name: &str, text: &str, by: GroupBy) -> Transcript {
    let page = Page::new(name, text);
    let source = Source { name: page.stem().into(), pages: vec![page], is_folder: false };
    let mut config = Config::default();
    config.transcript.group_by = by;
    pipeline::split_sources(&[source], &config.transcript).expect("splits").remove(0)
}

fn split(text: &str) -> Transcript {
    read("a.txt", text, GroupBy::Speech)
}

/// Who speaks, of which region, and what.
fn said(transcript: &Transcript) -> Vec<(&str, Option<&str>, String)> {
    let speeches = transcript.speeches.iter();
    speeches
        .map(|speech| {
            let text = speech.units.iter().map(|unit| unit.text.as_str()).collect();
            (speech.speaker.as_str(), speech.region.as_deref(), text)
        })
        .collect()
}

/// The characters of `text` with each disposition, white space not counted.
fn of_disposition(transcript: &Transcript, disposition: Disposition) -> usize {
    let tallies = transcript.ledgers[0].tally();
    tallies.into_iter().filter(|(other, _)| *other == disposition).map(|(_, count)| count).sum()
}

// ---- Pages ----------------------------------------------------------------

/// Speeches under names, in lines of a column's width; no two sentences are alike.
fn column(picks: &[usize], indent: &str) -> Vec<String> {
    let things = ["候鸟", "芦苇荡", "水面", "渔民", "志愿者巡护队", "湖区学校", "观测站", "滩涂"];
    let names = ["河北省妇联", "青海省妇联", "海南省妇联", "云南省妇联"];
    let mut lines = Vec::new();
    for (speaker, picks) in picks.chunks(picks.len() / names.len()).take(names.len()).enumerate() {
        lines.push(names[speaker].to_owned());
        for paragraph in picks.chunks(6) {
            let text: String = paragraph
                .iter()
                .map(|pick| {
                    let thing = |n: usize| things[n % things.len()];
                    let (a, b, c) = (thing(*pick), thing(pick / 8), thing(pick / 64));
                    format!("我们在{a}和{b}之间走了{pick}里路，看见{c}比去年多了，大家都很高兴。")
                })
                .collect();
            let chars: Vec<char> = format!("{indent}{text}").chars().collect();
            lines.extend(chars.chunks(24).map(|line| line.iter().collect::<String>()));
        }
    }
    lines
}

/// What print puts between two pages; `number` is that of the page that ends.
fn between(kind: usize, number: usize) -> String {
    match kind {
        0 => format!("— {number} —\n"),
        1 => format!("第 {number} 页 共 40 页\n\u{c}湿地工作简报\n"),
        2 => format!("湿地工作简报　2021年第3期\n\n{number}\n"),
        3 => format!("{number}\n\u{c}"),
        _ => "湿地工作简报\n".to_owned(),
    }
}

fn cases() -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 200;
    }
    if env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(20);
    }
    config
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn pages_change_no_speech(
        picks in prop::collection::vec(100..9999usize, 120),
        heights in prop::collection::vec(9..16usize, 80),
        kind in 0..5usize,
        indent in prop::sample::select(vec!["", "　　"]),
    ) {
        let lines = column(&picks, indent);
        let plain = lines.iter().map(|line| format!("{line}\n")).collect::<String>();
        let mut printed = String::new();
        let (mut left, mut page) = (heights[0], 1);
        for (place, line) in lines.iter().enumerate() {
            // Where nothing but the sentences it cuts shows a head, it must cut them.
            let inside = !lines[place].starts_with('　') && place > 0
                && lines[place - 1].chars().count() == 24 && !lines[place - 1].ends_with('。');
            if left == 0 && (inside || kind == 0) {
                printed += &between(kind, page);
                left = heights[page % heights.len()];
                page += 1;
            }
            left = left.saturating_sub(1);
            printed += &format!("{line}\n");
        }
        let (bare, paged) = (split(&plain), split(&printed));
        prop_assert_eq!(bare.speeches.len(), 4);
        prop_assert_eq!(said(&paged), said(&bare));
        let furniture = of_disposition(&paged, Disposition::RunningHead) + of_disposition(&paged, Disposition::PageNumber);
        let characters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        prop_assert_eq!(furniture, characters(&printed) - characters(&plain));
    }
}

#[test]
fn notes_at_the_foot_are_no_part_of_the_speech() {
    let page = |n: usize| {
        format!(
            "我们在湖区巡护了{n}次①，组织志愿者巡护水面和芦\n苇荡，效果很好，群众满意，大家都说要把这件事\n情一直做下去，渔民也参加了，他们把渔船改成了\n巡护船，每天清早在湖上往来，遇见受伤的候鸟就\n送到救护站去，让{n}只\n① 见第{n}期公报。\n— {n} —\n\u{c}候鸟回了家。\n"
        )
    };
    let text = format!("河北省妇联\n{}青海省妇联\n{}{}", page(1), page(2), page(3));
    let found = split(&text);
    assert_eq!(of_disposition(&found, Disposition::Footnote), 3 * "①见第1期公报。".chars().count());
    let speech = &said(&found)[0];
    assert!(speech.2.contains("让1只候鸟回了家。"), "{}", speech.2);
}

// ---- Turns and traditional characters ---------------------------------------

const DEBATE: &str = "主席：現在開會。\n\n丁大文議員：主席，我們應當保護濕地，發展環境教育。\n候鳥每年秋天都回到這裏來過冬。\n\n環境局局長：主席，多謝丁議員。我們今年在濕地開展了12次巡護，投入2萬元。\n\n1. 方小明議員 (譯文)：主席，濕地的保護還要加強。\n\n丁大文議員：我沒有其他問題。\n";

#[test]
fn a_debate_in_traditional_characters_is_read_as_printed_and_counted_in_simplified() {
    let found = split(DEBATE);
    assert_eq!(found.layout, Layout::Turn);
    let speakers: Vec<&str> = found.speeches.iter().map(|s| s.speaker.as_str()).collect();
    assert_eq!(speakers, ["主席", "丁大文議員", "環境局局長", "方小明議員 (譯文)", "丁大文議員"]);
    let corpus = Corpus::by_speech(&found);
    let sentence = &corpus.documents[1].sentences[0];
    assert_eq!(sentence.printed(), "主席，我們應當保護濕地，發展環境教育。");
    assert_eq!(sentence.text, "主席，我们应当保护湿地，发展环境教育。");
    assert_eq!(corpus.documents[1].sentences[1].line, 4);
    let figures = yiti::analysis::figures::of_speech(&corpus.documents[2]);
    assert_eq!(figures[0].sentence, "我們今年在濕地開展了12次巡護，投入2萬元。");
    let figures: Vec<f64> = figures.iter().map(|figure| figure.value).collect();
    assert_eq!(figures, [12.0, 20_000.0]);
}

#[test]
fn either_form_of_a_word_is_found_in_either_script() {
    let simplified = "主席：现在开会。\n\n丁大文议员：我们应当保护湿地。\n";
    for text in [DEBATE, simplified] {
        for pattern in ["保护湿地", "保護濕地"] {
            let found = kwic(&split(text), &Pattern::plain(pattern).expect("a pattern"), 4);
            let keyword = if text == simplified { "保护湿地" } else { "保護濕地" };
            assert_eq!(found.hits.len(), 1, "{pattern}");
            assert_eq!(found.hits[0].keyword, keyword);
            assert_eq!(found.hits[0].line, 3);
        }
    }
}

#[test]
fn the_turns_of_a_speaker_are_one_unit_if_asked_for() {
    let found = read("a.txt", DEBATE, GroupBy::Speaker);
    let speakers: Vec<&str> = found.speeches.iter().map(|s| s.speaker.as_str()).collect();
    assert_eq!(speakers, ["主席", "丁大文議員", "環境局局長", "方小明議員"]);
    let lines: Vec<usize> =
        Corpus::by_speech(&found).documents[1].sentences.iter().map(|s| s.line).collect();
    assert_eq!(lines, [3, 4, 10]);
}

#[test]
fn what_a_program_wrote_down_is_parted_at_names_with_times() {
    let text = "湿地座谈会\n2031年3月2日\n发言人 1  00:00\n大家好，现在开会。\n丁大文 00:12\n我说说湿地。\n候鸟回来了。\n发言人 1  01:02\n谢谢。\n";
    let found = split(text);
    assert_eq!(
        said(&found),
        [
            ("发言人 1", None, "大家好，现在开会。".to_owned()),
            ("丁大文", None, "我说说湿地。候鸟回来了。".to_owned()),
            ("发言人 1", None, "谢谢。".to_owned()),
        ]
    );
}

// ---- Cities -----------------------------------------------------------------

#[test]
fn cities_speak_where_no_provinces_do() {
    let city = |name: &str| format!("【{name}妇联】\n我们在{name}保护湿地，候鸟回家了。\n");
    let text = ["杭州市", "宁波市", "台州市"].map(city).concat();
    let found = split(&text);
    let regions: Vec<Option<&str>> = found.speeches.iter().map(|s| s.region.as_deref()).collect();
    assert_eq!(regions, [Some("浙江"); 3]);
    let grouped = read("a.txt", &text, GroupBy::Region);
    assert_eq!(grouped.speeches.len(), 1);
    assert_eq!(grouped.speeches[0].parts.len(), 3);
    // In a meeting of provinces a city's name may stand inside a speech.
    let provinces = "浙江省妇联\n我们保护湿地，候鸟回家了。\n杭州市妇联\n她们也保护湿地，候鸟也回家了。\n河北省妇联\n我们也保护湿地。\n";
    let names: BTreeSet<String> =
        split(provinces).speeches.into_iter().map(|speech| speech.speaker).collect();
    assert!(names.contains("浙江省妇联") && names.contains("河北省妇联"), "{names:?}");
}

#[test]
fn a_wrapped_report_begins_at_its_salutation_and_its_title() {
    let body: String =
        (1..40).map(|n| format!("全省第{n}个湿地公园已经建成，候鸟来了{n}万只。")).collect();
    let report = |name: &str, region: &str| {
        let text = format!("现在，我代表{region}人民政府向大会报告工作，请予审议。{body}");
        let chars: Vec<char> = text.chars().collect();
        let lines: Vec<String> = chars.chunks(20).map(|line| line.iter().collect()).collect();
        format!(
            "政府工作报告\n——2031年1月2日在{region}人民代表大会上\n{region}省长 {name}\n各位代表：\n{}\n",
            lines.join("\n")
        )
    };
    let text =
        [report("甲某", "河北省"), report("乙某", "青海省"), report("丙某", "海南省")].concat();
    let found = split(&text);
    assert_eq!(found.layout, Layout::Salutation);
    let regions: Vec<&str> = found.speeches.iter().filter_map(|s| s.region.as_deref()).collect();
    assert_eq!(regions, ["河北", "青海", "海南"]);
    let starts: Vec<usize> = found.speeches.iter().map(|speech| speech.start).collect();
    let wanted: Vec<usize> =
        text.match_indices("政府工作报告").map(|(at, _)| text[..at].chars().count()).collect();
    assert_eq!(starts, wanted);
}

// ---- A real record ------------------------------------------------------------

#[test]
fn every_turn_of_a_real_debate_is_found() {
    let Some(path) = common::shared("messy/hansard-hk.txt") else { return };
    let text = common::text(&path);
    let found = split(&text);
    let title = regex::Regex::new(
        r"(?m)^\s*(?:[0-9]{1,2}\. )?([^\s：，。、；（(]{0,16}(?:主席|議員|局長|司長))(?: ?\([^)]*\))?[：︰]",
    )
    .expect("a pattern");
    let lists = ["出席", "缺席"];
    let turns: Vec<String> = title
        .captures_iter(&text)
        .filter_map(|turn| turn.get(1).map(|name| name.as_str()))
        .filter(|name| !lists.iter().any(|list| name.starts_with(list)))
        .map(|name| name.nfkc().collect())
        .collect();
    let names: Vec<String> = found
        .speeches
        .iter()
        .map(|speech| speech.speaker.split(" (").next().unwrap_or_default().nfkc().collect())
        .collect();
    assert_eq!(names, turns);
    // One officer is printed in two forms of one character, and is one speaker.
    let printed: BTreeSet<&str> = found.speeches.iter().map(|s| s.speaker.as_str()).collect();
    let unified: BTreeSet<String> = printed.iter().map(|name| name.nfkc().collect()).collect();
    assert_eq!(printed.len(), unified.len());
    let heads = text.lines().filter(|line| line.trim_start().starts_with("立法會  ─")).count();
    assert!(
        heads > 200
            && found.speeches.iter().all(|speech| {
                speech.units.iter().all(|unit| !unit.text.contains("立法會  ─"))
            })
    );
}

#[test]
fn a_vote_below_a_name_or_a_sentence_is_said() {
    let names = ["张三议员", "李四议员", "王五议员", "赵六议员"];
    let turn =
        |name: &&str| format!("{name}：\n\n反对\n\n{name}：我已经听完了大家的意见。\n\n赞成\n\n");
    let text: String = names.iter().map(turn).collect();
    let found = split(&text);
    let words: String = said(&found).into_iter().map(|(_, _, text)| text).collect();
    assert_eq!((words.matches("反对").count(), words.matches("赞成").count()), (4, 4), "{words}");
    assert_eq!(of_disposition(&found, Disposition::Headline), 0);
}

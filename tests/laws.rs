//! Laws that hold for any text: nothing is lost, nothing panics, the same in is the same out.
//!
//! `PROPTEST_CASES=5000 cargo test --release --test laws` looks harder;
//! `PROPTEST_RNG_SEED` looks elsewhere.

use std::env;

use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{RngSeed, TestRunner},
};
use yiti::{
    analysis::Analysis,
    config::Config,
    corpus::Corpus,
    ids::SpeechId,
    pages::{Page, Source},
    pipeline,
    run::Run,
    tokens::{Dictionary, Segmenter, Tokens},
    transcript::{Layout, Meeting, Speech, Transcript, Unit, UnitKind},
};

mod common;

/// As many cases as asked for, the same in every run unless a seed is given.
fn cases(count: u32) -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if env::var_os("PROPTEST_CASES").is_none() {
        config.cases = count;
    }
    if env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(20);
    }
    config
}

/// A record as one file.
fn source(name: &str, text: &str) -> Source {
    let page = Page::new(name, text);
    Source { name: page.stem().into(), pages: vec![page], is_folder: false }
}

/// Settings with a layout, and few draws: laws hold for any number.
fn config(layout: Layout) -> Config {
    let mut config = Config::default();
    config.transcript.layout = layout;
    config.themes.draws = 6;
    config
}

fn split(text: &str, layout: Layout) -> Option<Transcript> {
    let mut found =
        pipeline::split_sources(&[source("a.txt", text)], &config(layout).transcript).ok()?;
    assert_eq!(found.len(), 1, "a file is a meeting");
    found.pop()
}

fn analyse(transcripts: &[Transcript]) -> Analysis {
    let run = Run::new(config(Layout::Auto)).expect("the built-in lists");
    pipeline::analyse(transcripts, &run).expect("an analysis")
}

// ---- A grammar of records -------------------------------------------------

fn word(of: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    proptest::sample::select(of)
}

fn region() -> impl Strategy<Value = &'static str> {
    word(&["河北省", "青海省", "海南省", "广西", "西藏自治区", "上海市", "沪", "新疆生产建设兵团"])
}

fn organisation() -> impl Strategy<Value = &'static str> {
    word(&["妇联", "总工会", "人民政府", "残疾人联合会", "代表团"])
}

/// What a sentence is made of, marks of Markdown among them.
fn phrase() -> impl Strategy<Value = &'static str> {
    word(&[
        "守护湿地",
        "候鸟回家",
        "培训队员3400人次",
        "增长12.5%",
        "“一湖一策”",
        "（试行）",
        "法律援助",
        "家庭教育",
        "就业岗位",
        "乡村振兴",
        "下一步",
        "我们将继续",
        " a | b ",
        "{甘肃}",
        "《公约》",
        "# ",
        "——",
        "WiFi",
        "一、",
        "\t",
        "\u{3000}",
    ])
}

fn sentence() -> impl Strategy<Value = String> {
    let end = word(&["。", "。", "。", "！", "？”", "；", "，", ""]);
    (prop::collection::vec(phrase(), 1..6), end)
        .prop_map(|(phrases, end)| format!("{}{end}", phrases.join("，")))
}

fn paragraph() -> impl Strategy<Value = String> {
    prop::collection::vec(sentence(), 1..4).prop_map(|sentences| sentences.concat())
}

fn numeral() -> impl Strategy<Value = &'static str> {
    word(&["一、", "二、", "三、", "四、", "十一、", "（一）", "（二）", "(三)"])
}

/// A line that looks like the markup of the corrected transcript, or like nothing at all.
fn odd() -> impl Strategy<Value = String> {
    let marked = (
        word(&[
            "#",
            "# ",
            "## ",
            "### ",
            "###",
            "\\",
            "\\# ",
            "<",
            "<!-- body -->",
            "-",
            "---",
            "- ",
            "|",
            "| ",
            "{}",
            "{甘肃}",
            "\u{feff}",
            "\u{200b}",
            "主席：",
            "date: ",
            "announced: ",
            "<!-- outlook -->",
            "<!-- lead -->",
            "*",
            "　　",
        ]),
        prop_oneof![Just(String::new()), paragraph()],
    )
        .prop_map(|(mark, rest)| format!("{mark}{rest}"));
    prop_oneof![4 => marked, 1 => "[^\n]{0,20}"]
}

/// What print puts on every page.
fn furniture() -> impl Strategy<Value = String> {
    let lines = [
        "— 3 —",
        "第 4 页",
        "5/12",
        "6",
        "7",
        "\u{c}湿地简报",
        "湿地简报　第3期",
        "①见《湿地公报》。",
        "湿地①保护\u{c}",
    ];
    proptest::sample::select(lines.to_vec()).prop_map(str::to_owned)
}

/// One line of a record, or a few that belong together.
fn line() -> impl Strategy<Value = String> {
    let opening = (region(), organisation(), paragraph())
        .prop_map(|(region, organisation, rest)| format!("{region}{organisation}{rest}"));
    let name = (
        word(&["", "【", "## ", "■"]),
        region(),
        word(&["", "妇联", "代表团"]),
        word(&["", "】", "："]),
    )
        .prop_map(|(left, region, organisation, right)| {
            format!("{left}{region}{organisation}{right}")
        });
    let numbered = (numeral(), paragraph()).prop_map(|(numeral, rest)| format!("{numeral}{rest}"));
    let turn = (
        word(&["主席", "張三議員", "张三（海南）", "河北省省长", "时间", "李四"]),
        word(&["：", ":"]),
        paragraph(),
    )
        .prop_map(|(name, colon, rest)| format!("{name}{colon}{}", rest.trim_start()));
    let title = prop::collection::vec(phrase(), 1..3).prop_map(|phrases| phrases.concat());
    let label = word(&["河\n北\n省", "青\n海\n妇\n联", "广\n西\n\n妇"]).prop_map(str::to_owned);
    let salutation = word(&[
        "各位代表：",
        "各位代表：\n\n现在，我代表省人民政府作工作报告，请予审议。",
        "同志们：",
        "——2019年1月27日在青海省第三届人民代表大会上 省长 王某",
    ])
    .prop_map(str::to_owned);
    let introduction = word(&[
        "3月2日，全国湿地交流会在京召开。会上，河北、青海、海南、广西等地交流。",
        "——全国湿地交流会发言摘编",
    ])
    .prop_map(str::to_owned);
    // A column cuts its text anywhere.
    let wrapped = (paragraph(), 4..12usize).prop_map(|(text, width)| {
        let chars: Vec<char> = text.chars().collect();
        let lines: Vec<String> = chars.chunks(width).map(|line| line.iter().collect()).collect();
        lines.join("\n")
    });
    prop_oneof![
        4 => opening,
        3 => name,
        5 => numbered,
        2 => turn,
        4 => paragraph(),
        2 => title,
        1 => label,
        2 => salutation,
        1 => introduction,
        1 => furniture(),
        2 => wrapped,
        2 => odd(),
        3 => Just(String::new()),
    ]
}

/// A whole record.
fn record() -> impl Strategy<Value = String> {
    let indent = word(&["", "", "", "\u{3000}\u{3000}", " "]);
    let end = word(&["\n", "\n", "\n\n", "\r\n"]);
    prop::collection::vec((indent, line(), end), 1..40).prop_map(|lines| {
        lines.into_iter().map(|(indent, line, end)| format!("{indent}{line}{end}")).collect()
    })
}

fn layout() -> impl Strategy<Value = Layout> {
    prop_oneof![3 => Just(Layout::Auto), 1 => proptest::sample::select(Layout::choices().collect::<Vec<_>>())]
}

/// A line of text that may look like markup, white space only inside.
fn plain() -> impl Strategy<Value = String> {
    let mark =
        word(&["", "", "", "#", "## ", "\\", "<!-- body -->", "-", "---", "|", "{甘肃}", "一、"]);
    (mark, paragraph()).prop_filter_map("white space at the end", |(mark, rest)| {
        let line = format!("{mark}{}", rest.trim());
        (line.trim() == line && !line.is_empty()).then_some(line)
    })
}

fn unit(kind: UnitKind) -> impl Strategy<Value = Unit> {
    let heading = (numeral(), word(&["守护湿地", "守护湿地。", "问：谁来做？", "# 甲 | 乙 {丙}"]))
        .prop_map(|(numeral, rest)| format!("{numeral}{rest}"));
    let headed = matches!(kind, UnitKind::Numbered | UnitKind::Body);
    let heading = proptest::option::of(heading).prop_map(move |h| h.filter(|_| headed));
    (heading, prop::collection::vec(plain(), 1..4)).prop_map(move |(heading, lines)| {
        // Text runs on behind a heading that is a sentence; otherwise it is a paragraph.
        let text = lines.join("\n");
        let text = match &heading {
            Some(heading) if heading.ends_with(['。', '？']) => format!("{heading}{text}"),
            Some(heading) => format!("{heading}\n{text}"),
            None => text,
        };
        Unit { kind, heading, text, marks: Vec::new() }
    })
}

fn speech() -> impl Strategy<Value = Speech> {
    let speaker =
        word(&["河北省妇联", "沪", "主席", "李四（海南代表团）", "青海省残疾人联合会", "某某"]);
    let region = proptest::option::of(word(&["河北", "上海", "海南", "兵团", "甘肃"]));
    let title = word(&["守护湿地　共建家园", "甲 | 乙", "| 甲", "甲 {乙} 丙", "# 甲", "-", "甲\\"]);
    let units = (
        proptest::option::of(unit(UnitKind::Lead)),
        prop_oneof![
            prop::collection::vec(unit(UnitKind::Numbered), 1..4),
            prop::collection::vec(unit(UnitKind::Body), 1..4),
        ],
        proptest::option::of(unit(UnitKind::Outlook)),
    )
        .prop_map(|(lead, units, outlook)| lead.into_iter().chain(units).chain(outlook).collect());
    (speaker, region, proptest::option::of(title), units).prop_map(
        |(speaker, region, title, units)| Speech {
            speaker: speaker.into(),
            region: region.map(str::to_owned),
            title: title.map(str::to_owned),
            units,
            ..Speech::default()
        },
    )
}

/// A transcript as if a record had been read.
fn transcript() -> impl Strategy<Value = Transcript> {
    let title = word(&["全国湿地交流会", "甲 | 乙 {丙}", "# 会议", "2019"]);
    let date = proptest::option::of(word(&["2022-07-10", "--07-10", "2022-07"]));
    let announced = proptest::sample::subsequence(vec!["河北", "青海", "上海", "甘肃"], 0..=4);
    (title, date, announced, prop::collection::vec(speech(), 1..5)).prop_map(
        |(title, date, announced, speeches)| {
            let said = |name: &&str| speeches.iter().any(|s| s.region.as_deref() == Some(*name));
            let missing = announced.iter().filter(|name| !said(name)).map(|&n| n.into()).collect();
            let meeting = Meeting {
                title: title.into(),
                date: date.map(str::to_owned),
                announced: announced.iter().map(|&name| name.into()).collect(),
                missing,
            };
            Transcript {
                meeting,
                speeches,
                layout: Layout::Opening,
                evidence: String::new(),
                doubts: Vec::new(),
                sources: vec!["a.txt".into()],
                ledgers: Vec::new(),
            }
        },
    )
}

// ---- What the laws say ----------------------------------------------------

/// The spans of each ledger cover its page from its first byte to its last, each once.
fn tiles(transcript: &Transcript, text: &str) -> Result<(), TestCaseError> {
    prop_assert_eq!(transcript.ledgers.len(), transcript.sources.len());
    for ledger in &transcript.ledgers {
        let mut at = 0;
        for entry in &ledger.entries {
            prop_assert_eq!(entry.span.start, at, "a gap or an overlap: {:?}", entry);
            prop_assert!(entry.span.end > at, "an empty entry: {:?}", entry);
            prop_assert!(text.is_char_boundary(entry.span.end), "cuts a character: {:?}", entry);
            let known = entry.speech.is_none_or(|speech| speech < transcript.speeches.len());
            prop_assert!(known, "no such speech: {:?}", entry);
            at = entry.span.end;
        }
        prop_assert_eq!(at, text.len(), "the page does not end where its ledger does");
        let counted: usize = ledger.tally().iter().map(|(_, count)| count).sum();
        prop_assert_eq!(counted, yiti::corpus::characters(text));
    }
    Ok(())
}

/// The texts of the sections, in order, are found in the page in order; speeches stand apart.
fn invents_nothing(transcript: &Transcript, text: &str) -> Result<(), TestCaseError> {
    let chars: Vec<char> = text.chars().collect();
    let mut last = 0;
    for speech in &transcript.speeches {
        prop_assert!(last <= speech.start && speech.start <= speech.end, "{:?}", speech);
        prop_assert!(speech.end <= chars.len(), "{:?}", speech);
        last = speech.end;
        let mut page = chars[speech.start..speech.end].iter().filter(|c| !c.is_whitespace());
        for unit in &speech.units {
            prop_assert!(!unit.text.is_empty(), "an empty section: {:?}", speech);
            if let Some(heading) = &unit.heading {
                prop_assert!(unit.text.starts_with(heading.as_str()), "{:?}", unit);
            }
            for c in unit.text.chars().filter(|c| !c.is_whitespace()) {
                prop_assert!(page.any(|other| *other == c), "{} of {} is not there", c, unit.text);
            }
        }
    }
    Ok(())
}

/// Written as Markdown and read again, the transcript says the same.
fn round_trip(transcript: &Transcript) -> Result<(), TestCaseError> {
    let markdown = transcript.to_markdown();
    let back = split(&markdown, Layout::Auto);
    prop_assert!(back.is_some(), "what was written cannot be read:\n{}", markdown);
    let back = back.expect("just seen");
    prop_assert!(transcript.says_the_same(&back), "{:#?}\n{}\n{:#?}", transcript, markdown, back);
    prop_assert_eq!(back.to_markdown(), markdown);
    Ok(())
}

/// Written as JSON and read again, the transcript is the same, source lines and doubts included.
fn json_round_trip(transcript: &Transcript) -> Result<(), TestCaseError> {
    let json = serde_json::to_string(transcript).expect("a transcript is JSON");
    let back: Transcript = serde_json::from_str(&json).expect("what was just written");
    prop_assert_eq!(serde_json::to_string(&back).expect("a transcript is JSON"), json);
    prop_assert_eq!(&back, transcript);
    Ok(())
}

/// Every share is one, every place exists, every number is one.
fn adds_up(analysis: &Analysis, transcripts: &[Transcript]) -> Result<(), TestCaseError> {
    prop_assert_eq!(analysis.meetings.len(), transcripts.len());
    for (meeting, transcript) in analysis.meetings.iter().zip(transcripts) {
        prop_assert_eq!(meeting.speeches.len(), transcript.speeches.len());
        let mut members: Vec<SpeechId> =
            meeting.groups.iter().flat_map(|group| group.members.clone()).collect();
        members.sort_unstable();
        prop_assert!(members.iter().copied().eq(meeting.speech_ids()), "{:?}", members);
        for (id, speech) in meeting.speeches_by_id() {
            let sum: f64 = speech.shares.iter().map(|(_, share)| share).sum();
            // A speaker who is named and says nothing has nothing to share out.
            let whole = if speech.characters == 0 { 0.0 } else { 1.0 };
            prop_assert!((sum - whole).abs() <= 1e-9, "{}: {:?}", speech.name, speech.shares);
            prop_assert!(speech.shares.iter().all(|(_, share)| (0.0..=1.0).contains(&share)));
            prop_assert_eq!(speech.units.len(), transcript.speeches[id.index()].units.len());
            prop_assert!(meeting[speech.group].members.contains(&id));
            for term in &speech.terms {
                prop_assert!(term.count > 0 && term.score.is_finite(), "{:?}", term);
                prop_assert!(term.sentences.iter().all(|&s| speech.sentence(s).is_some()));
            }
            let names = meeting.speeches.iter().filter(|other| other.name == speech.name).count();
            prop_assert_eq!(names, 1, "the name {} is not unique", speech.name);
        }
        for row in meeting.grouping.tree().iter().flat_map(|tree| tree.cosines.rows()) {
            prop_assert!(row.iter().all(|cosine| (-1.0..=1.0).contains(cosine)), "{:?}", row);
        }
    }
    Ok(())
}

// ---- The laws --------------------------------------------------------------

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn splitting_loses_nothing(text in record(), layout in layout()) {
        if let Some(transcript) = split(&text, layout) {
            tiles(&transcript, &text)?;
        }
    }

    #[test]
    fn splitting_invents_nothing(text in record(), layout in layout()) {
        if let Some(transcript) = split(&text, layout) {
            invents_nothing(&transcript, &text)?;
        }
    }

    #[test]
    fn a_transcript_is_read_back_as_it_was_written(text in record(), layout in layout()) {
        if let Some(transcript) = split(&text, layout) {
            round_trip(&transcript)?;
        }
    }

    #[test]
    fn json_keeps_a_transcript_whole(text in record(), layout in layout()) {
        if let Some(transcript) = split(&text, layout) {
            json_round_trip(&transcript)?;
        }
    }

    #[test]
    fn any_transcript_is_read_back_as_it_was_written(transcript in transcript()) {
        round_trip(&transcript)?;
    }
}

#[test]
fn the_demo_page_and_a_short_record_are_read_back_as_they_were_written() {
    let demo = common::text(&common::root().join(common::DEMO));
    for (text, speeches) in [(demo.as_str(), 7), (common::TWO_SPEECHES, 2)] {
        let transcript = split(text, Layout::Auto).expect("splits");
        assert_eq!(transcript.speeches.len(), speeches);
        round_trip(&transcript).expect("reads back");
        json_round_trip(&transcript).expect("the same from JSON");
        tiles(&transcript, text).expect("tiles");
        invents_nothing(&transcript, text).expect("invents nothing");
    }
}

/// What `stands` lets pass, one by one.
fn reads_back(text: &str) {
    let transcript = split(text, Layout::Auto).expect("splits");
    round_trip(&transcript).expect(text);
}

#[test]
fn a_lead_with_a_heading_is_read_back() {
    reads_back(
        "各位代表：\n\n现在，我代表省人民政府向大会作报告，请予审议。\n\n湿地工作\n\n去年建成湿地公园3个。\n\n海港工作\n\n今年再建3个。\n",
    );
}

#[test]
fn white_space_behind_a_heading_is_read_back() {
    reads_back(&common::TWO_SPEECHES.replace("一、建好巡护队伍。", "一、建好巡护队伍。 "));
}

#[test]
fn white_space_behind_a_colon_is_read_back() {
    reads_back("主席： 现在开会。\n河北省代表： 我先说。\n");
}

#[test]
fn a_title_that_ends_with_braces_is_read_back() {
    reads_back(
        "## 河北省妇联 | 湿地{一} {河北}\n\n好。\n\n## 青海省妇联 | 高原{二} {青海}\n\n好。\n",
    );
}

#[test]
fn a_lone_backslash_is_read_back() {
    reads_back("# 会\n\n## 河北省妇联\n\n好。\n\n\\\n\n再见。\n");
}

#[test]
fn two_leads_are_read_back() {
    reads_back("# 会\n\n## 河北省妇联\n\n好。\n\n<!-- lead -->\n\n再见。\n");
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn any_text_is_split_or_refused(text: String, layout in layout()) {
        if let Some(transcript) = split(&text, layout) {
            tiles(&transcript, &text)?;
            invents_nothing(&transcript, &text)?;
        }
    }

    #[test]
    fn any_text_behind_a_speaker_is_kept(words in "\\PC{0,60}") {
        let text = format!("## 河北省妇联 | 题\n\n{words}\n\n## 青海省妇联\n\n好。\n");
        let transcript = split(&text, Layout::Markdown);
        prop_assert!(transcript.is_some());
        tiles(&transcript.expect("just seen"), &text)?;
    }
}

proptest! {
    // Each analysis loads the dictionary anew, a tenth of a second.
    #![proptest_config(cases(16))]

    #[test]
    fn shares_add_up_and_a_second_analysis_is_the_same(text in record(), layout in layout()) {
        if let Some(transcript) = split(&text, layout) {
            let transcripts = [transcript];
            let analysis = analyse(&transcripts);
            adds_up(&analysis, &transcripts)?;
            prop_assert_eq!(&analysis, &analyse(&transcripts));
        }
    }

    #[test]
    fn any_text_is_analysed_or_refused(text: String) {
        if let Some(transcript) = split(&text, Layout::File) {
            let transcripts = [transcript];
            adds_up(&analyse(&transcripts), &transcripts)?;
        }
    }
}

#[test]
fn a_speaker_without_words_at_the_end_is_a_speaker() {
    let text = "河北省妇联\n\n湿地好。\n\n青海省妇联\n\n湖泊好。\n\n海南省妇联\n";
    let transcript = split(text, Layout::Auto).expect("splits");
    let speakers: Vec<&str> = transcript.speeches.iter().map(|s| s.speaker.as_str()).collect();
    assert_eq!(speakers, ["河北省妇联", "青海省妇联", "海南省妇联"]);
}

#[cfg(feature = "cli")]
#[test]
fn the_number_of_threads_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let other = folder.path().join("two.txt");
    common::write(&other, common::TWO_SPEECHES);
    let runs: Vec<_> = ["1", "2", "7"]
        .into_iter()
        .map(|threads| {
            let out = folder.path().join(format!("out{threads}"));
            common::yiti()
                .env("RAYON_NUM_THREADS", threads)
                .args(["report", "-q", common::DEMO])
                .arg(&other)
                .arg("-o")
                .arg(&out)
                .assert()
                .success();
            common::tree(&out)
        })
        .collect();
    assert!(runs[0].len() > 10, "{:?}", runs[0].keys());
    for run in &runs[1..] {
        assert!(run.keys().eq(runs[0].keys()), "{:?} and {:?}", run.keys(), runs[0].keys());
        for (path, bytes) in run {
            assert!(*bytes == runs[0][path], "{path} hangs on the number of threads");
        }
    }
}

#[test]
fn tokens_joined_are_the_text() {
    let segmenter = Segmenter::new(&Dictionary::built_in(), true);
    let law = |text: String| {
        let Some(transcript) = split(&text, Layout::File) else { return Ok(()) };
        let corpus = Corpus::by_speech(&transcript);
        let tokens = Tokens::segment(&corpus, &segmenter);
        for (document, words) in corpus.documents.iter().zip(tokens.documents()) {
            prop_assert_eq!(document.sentences.len(), words.ends.len());
            for (place, sentence) in document.sentences.iter().enumerate() {
                let joined: String =
                    words.sentence(place).iter().map(|&id| tokens.word(id)).collect();
                prop_assert_eq!(&joined, &sentence.text);
            }
        }
        let speech: String = transcript.speeches[0].units.iter().map(|u| u.text.as_str()).collect();
        let sentences: String = corpus.documents[0].sentences.iter().map(|s| s.printed()).collect();
        prop_assert_eq!(sentences, speech.replace('\n', ""));
        Ok(())
    };
    let mut runner = TestRunner::new(cases(300));
    runner.run(&record(), law).expect("records");
    runner.run(&any::<String>(), law).expect("any text");
}

#[test]
fn the_grammar_writes_records_that_can_be_split() {
    // Laws about what is found say nothing where nothing is found.
    let mut runner = TestRunner::deterministic();
    let mut layouts = std::collections::BTreeMap::new();
    for _ in 0..300 {
        let text = record().new_tree(&mut runner).expect("a record").current();
        if let Some(transcript) = split(&text, Layout::Auto) {
            let (times, speeches) = layouts.entry(transcript.layout.name()).or_insert((0, 0));
            *times += 1;
            *speeches += transcript.speeches.len();
        }
    }
    for layout in Layout::choices().filter(|one| !matches!(one, Layout::Auto | Layout::File)) {
        let (times, speeches) = layouts.get(layout.name()).copied().unwrap_or_default();
        assert!(times >= 4 && speeches >= times, "no record of {layout:?}: {layouts:?}");
    }
    let all: usize = layouts.values().map(|(times, _)| times).sum();
    assert!(all >= 200, "{layouts:?}");
}

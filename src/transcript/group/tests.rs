use super::*;
use crate::{
    pages::{Page, Source},
    transcript::{Layout, transcripts},
};

fn read(name: &str, text: &str) -> Transcript {
    let page = Page::new(name, text);
    let source = Source { name: "会".into(), pages: vec![page], is_folder: false };
    transcripts(&source, Layout::Auto).expect("reads").remove(0)
}

fn speakers(transcript: &Transcript) -> Vec<&str> {
    transcript.speeches.iter().map(|speech| speech.speaker.as_str()).collect()
}

const TURNS: &str = "主席：现在开会。\n张某（北京代表团）：我们保护湿地。\n李某（北京代表团）：我们观察候鸟。\n主席：请河北发言。\n河北省妇联：我们巡护水面。\n张某（北京代表团）：我再补充一点。\n";

#[test]
fn turns_are_put_together_as_asked_for() {
    for (by, names) in [
        (
            "speech",
            &[
                "主席",
                "张某（北京代表团）",
                "李某（北京代表团）",
                "主席",
                "河北省妇联",
                "张某（北京代表团）",
            ][..],
        ),
        ("speaker", &["主席", "张某（北京代表团）", "李某（北京代表团）", "河北省妇联"]),
        ("region", &["主席", "北京", "河北"]),
        ("organization", &["主席", "北京代表团", "河北省妇联"]),
    ] {
        let grouped = read("a.txt", TURNS).grouped(&by.parse().expect("known")).expect("groups");
        assert_eq!(speakers(&grouped), names, "{by}");
    }
}

#[test]
fn sentences_keep_their_lines_and_the_ledger_its_speeches() {
    let grouped = read("a.txt", TURNS).grouped(&GroupBy::Region).expect("groups");
    let beijing = &grouped.speeches[1];
    let lines: Vec<usize> = beijing.units.iter().map(|unit| unit.line(0)).collect();
    assert_eq!(lines, [2, 3, 6]);
    assert_eq!(beijing.parts.iter().map(|part| part.unit).collect::<Vec<_>>(), [0, 1, 2]);
    let owners: Vec<Option<usize>> =
        grouped.ledgers[0].entries.iter().map(|entry| entry.speech).collect();
    assert_eq!(owners, [Some(0), Some(1), Some(0), Some(2), Some(1)]);
}

#[test]
fn rows_are_put_together_by_a_column() {
    let table = "{\"text\": \"湿地。\", \"部门\": \"甲部\"}\n{\"text\": \"候鸟。\", \"部门\": \"乙部\"}\n{\"text\": \"水面。\", \"部门\": \"甲部\"}\n{\"text\": \"无名。\"}\n";
    let grouped = read("a.jsonl", table).grouped(&"column:部门".parse().expect("known"));
    assert_eq!(speakers(&grouped.expect("groups")), ["甲部", "乙部", "4"]);
    let refused = read("a.jsonl", table).grouped(&"column:处室".parse().expect("known"));
    let message = refused.expect_err("no such column").to_string();
    assert!(message.contains("处室") && message.contains("部门"), "{message}");
}

#[test]
fn organisations_of_speakers() {
    for (speaker, wanted) in [
        ("教育部部长 王某", Some("教育部")),
        ("國家湿地管理局局長", Some("國家湿地管理局")),
        ("张某（北京代表团）", Some("北京代表团")),
        ("广东省妇联", Some("广东省妇联")),
        ("候鸟集团有限公司董事长", Some("候鸟集团有限公司")),
        ("主席", None),
        ("丁某", None),
    ] {
        assert_eq!(Named::of(speaker).organisation.as_deref(), wanted, "{speaker}");
    }
}

#[test]
fn notes_of_editors_are_no_part_of_a_name() {
    assert_eq!(person("丁某議員 (譯文 )"), "丁某議員");
    assert_eq!(person("丁某（北京代表团）"), "丁某（北京代表团）");
}

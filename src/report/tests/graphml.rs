//! What is written is read back.

use std::collections::BTreeMap;

use quick_xml::{Reader, events::Event};

use super::sample;
use crate::{
    analysis::{Collection, Grouping},
    report::graphml::graphml,
};

/// A node or an edge as it is read: its attributes, and its data by their keys.
#[derive(Debug, Default)]
struct Read {
    attributes: BTreeMap<String, String>,
    data: BTreeMap<String, String>,
}

/// All elements called `name`.
fn elements(bytes: &[u8], name: &str) -> Vec<Read> {
    let mut reader = Reader::from_str(std::str::from_utf8(bytes).expect("UTF-8"));
    reader.config_mut().check_end_names = true;
    let (mut found, mut key) = (Vec::<Read>::new(), None::<String>);
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(tag) | Event::Empty(tag) => {
                let attributes: BTreeMap<String, String> = tag
                    .attributes()
                    .map(|one| one.expect("an attribute"))
                    .map(|one| (one.key.as_ref().to_owned(), one.value.to_string()))
                    .map(|(name, value)| (name, unescaped(&value)))
                    .collect();
                let own = tag.name().as_ref().to_owned();
                if own == name {
                    found.push(Read { attributes, ..Read::default() });
                } else if own == "data" {
                    key = Some(attributes["key"].clone());
                }
            }
            Event::Text(text) => append(&mut found, key.as_ref(), &text),
            Event::GeneralRef(name) => {
                append(&mut found, key.as_ref(), &unescaped(&format!("&{};", &*name)));
            }
            Event::End(_) => key = None,
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn unescaped(text: &str) -> String {
    quick_xml::escape::unescape(text).expect("references").into_owned()
}

fn append(found: &mut [Read], key: Option<&String>, text: &str) {
    if let (Some(read), Some(key)) = (found.last_mut(), key) {
        read.data.entry(key.clone()).or_default().push_str(text);
    }
}

#[test]
fn the_graph_has_the_numbers_of_the_analysis() {
    let meeting = sample::meeting();
    let bytes = graphml(&meeting, 2).expect("writes");
    let nodes = elements(&bytes, "node");
    assert_eq!(nodes.len(), meeting.speeches.len());
    for ((id, speech), node) in meeting.speeches_by_id().zip(&nodes) {
        assert_eq!(node.attributes["id"], format!("m2-s{}", id.number()));
        assert_eq!(node.data["label"], speech.name);
        assert_eq!(node.data["group"], speech.group.number().to_string());
        assert_eq!(node.data["characters"], speech.characters.to_string());
        assert_eq!(node.data.get("region"), speech.region.as_ref());
        assert_eq!(node.data.get("code"), speech.code.as_ref());
        assert_eq!(
            node.data.get("theme").map(String::as_str),
            speech.main.as_ref().map(|id| id.as_str())
        );
    }
    let edges = elements(&bytes, "edge");
    assert_eq!(edges.len(), meeting.pairs().count());
    for ((a, b), edge) in meeting.pairs().zip(&edges) {
        let ends = ["source", "target"].map(|end| edge.attributes[end].as_str());
        assert_eq!(ends, [a, b].map(|end| format!("m2-s{}", end.number())));
        let number =
            |key: &str| edge.data.get(key).map(|number| number.parse::<f64>().expect("a number"));
        assert_eq!(number("similarity"), meeting.grouping.cosine(a, b));
        assert_eq!(number("together"), meeting.grouping.together(a, b));
        let interval = meeting.grouping.interval(a, b);
        assert_eq!(number("low"), interval.map(|ends| ends[0]));
        assert_eq!(number("high"), interval.map(|ends| ends[1]));
        assert_eq!(edge.data["cannot_tell"], meeting.grouping.cannot_tell(a, b).to_string());
    }
}

#[test]
fn every_attribute_is_declared_with_its_type() {
    let bytes = graphml(&sample::meeting(), 1).expect("writes");
    let declared: Vec<String> =
        elements(&bytes, "key").iter().map(|key| key.attributes["id"].clone()).collect();
    for element in ["node", "edge"] {
        for read in elements(&bytes, element) {
            assert!(read.data.keys().all(|key| declared.contains(key)), "{read:?}");
        }
    }
    let kinds = elements(&bytes, "key");
    assert!(kinds.iter().all(|key| {
        ["string", "int", "double", "boolean"].contains(&key.attributes["attr.type"].as_str())
    }));
}

#[test]
fn no_character_of_a_record_breaks_the_file() {
    let mut meeting = sample::meeting();
    meeting.title = "会\u{0}议 ]]> <!-- &amp;".into();
    meeting.speeches[0].name = "某\u{1}\u{b}\u{1b}县\u{fffe}<&\"'>\u{85}𠮷".into();
    let bytes = graphml(&meeting, 1).expect("writes");
    assert_eq!(elements(&bytes, "node")[0].data["label"], "某县<&\"'>𠮷");
    assert_eq!(elements(&bytes, "edge").len(), meeting.pairs().count());
}

#[test]
fn a_collection_has_speeches_and_no_pairs() {
    let mut meeting = sample::meeting();
    let order = meeting.speech_ids().collect();
    meeting.grouping = Grouping::Collection(Collection { runs: 20, order, silhouette: None });
    let bytes = graphml(&meeting, 1).expect("writes");
    let counts = ["node", "edge"].map(|name| elements(&bytes, name).len());
    assert_eq!(counts, [meeting.speeches.len(), 0]);
}

//! The similarity of the speeches of a meeting as GraphML, for programs that draw and measure
//! networks: a node a speech, an edge a pair.

use std::io;

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

use super::xml::letters;
use crate::{
    analysis::MeetingAnalysis,
    error::{Error, Result},
    ids::SpeechId,
};

/// The graph of a meeting.
pub(super) const GRAPH: &str = "similarity.graphml";

/// What is known of each speech or of each pair: an attribute of the nodes or of the edges.
struct Key<T> {
    name: &'static str,
    kind: &'static str,
    /// `None`: not known, so the node or the edge has no such attribute.
    get: fn(&MeetingAnalysis, T) -> Option<String>,
}

/// Two speeches, the earlier one first.
#[derive(Clone, Copy)]
struct Pair {
    a: SpeechId,
    b: SpeechId,
}

const NODES: [Key<SpeechId>; 8] = [
    Key { name: "label", kind: "string", get: |meeting, id| Some(meeting[id].name.clone()) },
    Key { name: "speaker", kind: "string", get: |meeting, id| Some(meeting[id].speaker.clone()) },
    Key { name: "region", kind: "string", get: |meeting, id| meeting[id].region.clone() },
    Key { name: "code", kind: "string", get: |meeting, id| meeting[id].code.clone() },
    Key { name: "group", kind: "int", get: |meeting, id| shown(meeting[id].group.number()) },
    Key {
        name: "theme",
        kind: "string",
        get: |meeting, id| shown(meeting[id].main.as_ref()?.as_str()),
    },
    Key { name: "theme_label", kind: "string", get: theme_label },
    Key { name: "characters", kind: "int", get: |meeting, id| shown(meeting[id].characters) },
];

const EDGES: [Key<Pair>; 5] = [
    Key {
        name: "similarity",
        kind: "double",
        get: |meeting, pair| number(meeting.grouping.cosine(pair.a, pair.b)),
    },
    Key {
        name: "together",
        kind: "double",
        get: |meeting, pair| number(meeting.grouping.together(pair.a, pair.b)),
    },
    Key {
        name: "low",
        kind: "double",
        get: |meeting, pair| number(meeting.grouping.interval(pair.a, pair.b).map(|ends| ends[0])),
    },
    Key {
        name: "high",
        kind: "double",
        get: |meeting, pair| number(meeting.grouping.interval(pair.a, pair.b).map(|ends| ends[1])),
    },
    Key {
        name: "cannot_tell",
        kind: "boolean",
        get: |meeting, pair| shown(meeting.grouping.cannot_tell(pair.a, pair.b)),
    },
];

fn shown(value: impl ToString) -> Option<String> {
    Some(value.to_string())
}

/// A number in full: it is read back as the same one.
fn number(number: Option<f64>) -> Option<String> {
    number.filter(|number| number.is_finite()).and_then(shown)
}

fn theme_label(meeting: &MeetingAnalysis, id: SpeechId) -> Option<String> {
    Some(meeting.theme(meeting[id].main.as_ref()?)?.label.clone())
}

/// The GraphML file of a meeting, its number counted from 1; the nodes are called as the speeches
/// on the page. A collection, whose pairs were not compared, has no edges.
///
/// # Errors
/// Those of writing into memory: none.
pub(super) fn graphml(meeting: &MeetingAnalysis, number: usize) -> Result<Vec<u8>> {
    let mut xml = Xml(Writer::new_with_indent(Vec::new(), b' ', 1));
    xml.document(meeting, number).map_err(Error::file(GRAPH, "render"))?;
    let mut bytes = xml.0.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

/// What is written to.
struct Xml(Writer<Vec<u8>>);

impl Xml {
    fn document(&mut self, meeting: &MeetingAnalysis, number: usize) -> io::Result<()> {
        self.0.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let space = ("xmlns", "http://graphml.graphdrawing.org/xmlns");
        self.open(BytesStart::new("graphml").with_attributes([space]))?;
        let version = env!("CARGO_PKG_VERSION");
        self.text("desc", &format!("yiti {version}: {}", meeting.title))?;
        self.keys("node", &NODES)?;
        self.keys("edge", &EDGES)?;
        let id = format!("m{number}");
        let graph = [("id", id.as_str()), ("edgedefault", "undirected")];
        self.open(BytesStart::new("graph").with_attributes(graph))?;
        for speech in meeting.speech_ids() {
            let id = node(number, speech);
            self.open(BytesStart::new("node").with_attributes([("id", id.as_str())]))?;
            self.data(&NODES, meeting, speech)?;
            self.close("node")?;
        }
        self.edges(meeting, number)?;
        self.close("graph")?;
        self.close("graphml")
    }

    fn edges(&mut self, meeting: &MeetingAnalysis, number: usize) -> io::Result<()> {
        let pairs = meeting.pairs().map(|(a, b)| Pair { a, b });
        for pair in pairs.filter(|pair| meeting.grouping.cosine(pair.a, pair.b).is_some()) {
            let [source, target] = [node(number, pair.a), node(number, pair.b)];
            let ends = [("source", source.as_str()), ("target", target.as_str())];
            self.open(BytesStart::new("edge").with_attributes(ends))?;
            self.data(&EDGES, meeting, pair)?;
            self.close("edge")?;
        }
        Ok(())
    }

    /// Declares the attributes of nodes or of edges.
    fn keys<T>(&mut self, of: &str, keys: &[Key<T>]) -> io::Result<()> {
        for key in keys {
            let attributes =
                [("id", key.name), ("for", of), ("attr.name", key.name), ("attr.type", key.kind)];
            let key = BytesStart::new("key").with_attributes(attributes);
            self.0.write_event(Event::Empty(key))?;
        }
        Ok(())
    }

    /// The attributes of a node or of an edge.
    fn data<T: Copy>(
        &mut self,
        keys: &[Key<T>],
        meeting: &MeetingAnalysis,
        of: T,
    ) -> io::Result<()> {
        for key in keys {
            let Some(value) = (key.get)(meeting, of) else { continue };
            let data = BytesStart::new("data").with_attributes([("key", key.name)]);
            self.open(data)?;
            self.0.write_event(Event::Text(BytesText::new(&letters(&value))))?;
            self.close("data")?;
        }
        Ok(())
    }

    fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.open(BytesStart::new(name))?;
        self.0.write_event(Event::Text(BytesText::new(&letters(text))))?;
        self.close(name)
    }

    fn open(&mut self, tag: BytesStart<'_>) -> io::Result<()> {
        self.0.write_event(Event::Start(tag))
    }

    fn close(&mut self, name: &str) -> io::Result<()> {
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }
}

/// The id of a node: that of the speech on the page.
fn node(meeting: usize, speech: SpeechId) -> String {
    format!("m{meeting}-s{}", speech.number())
}

//! What yiti wrote is no record: its words are ours and nobody's speech. Each of its files is known
//! by what is in it, and refused with the way out.

#[cfg(feature = "office")]
use std::io::Cursor;

use std::{borrow::Cow, path::Path};

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::{
    Params,
    bytes::{read_bytes, show},
    reader::Input,
};
#[cfg(feature = "office")]
use super::{reader::is_archive, unzip};
use crate::error::{Error, Fault, Result};
use crate::phrase::cut;

/// A kind of file that yiti writes.
struct Output {
    /// What it is, as the reason of an error.
    what: &'static str,
    recognises: fn(&Input<'_>) -> bool,
}

/// What yiti writes, `yiti split --format md` aside, which is a record.
const OUTPUTS: &[Output] = &[
    #[cfg(feature = "office")]
    Output {
        what: "the brief of a report made by yiti, and no record",
        recognises: |input| has_property(input, "word/document.xml"),
    },
    #[cfg(feature = "office")]
    Output {
        what: "the workbook of a report made by yiti, and no record",
        recognises: |input| has_property(input, "xl/workbook.xml"),
    },
    Output { what: "the page of a report made by yiti, and no record", recognises: is_page },
    Output {
        what: "a chart made by yiti, and no record",
        recognises: |input| is_pixels(input) || is_outlines(input),
    },
    Output {
        what: "the manifest of a report made by yiti, and no record",
        recognises: |input| keys(input).is_some_and(|keys| keys.yiti && keys.inputs && keys.files),
    },
    Output {
        what: "the model of a report made by yiti, and no record",
        recognises: |input| keys(input).is_some_and(|keys| keys.schema && keys.yiti),
    },
    Output {
        what: "JSON that yiti wrote, and no record",
        recognises: |input| keys(input).is_some_and(|keys| keys.schema && keys.meetings),
    },
    Output {
        what: "the network of a report made by yiti, and no record",
        recognises: |input| {
            begins(input, "<?xml") && within(input, "<graphml") && within(input, "<desc>yiti ")
        },
    },
    Output {
        what: "the list of the speeches of a report made by yiti, and no record",
        recognises: |input| begins(input, "Text_ID\tID\tTitle\t") && within(input, "\nyiti_"),
    },
    Output {
        what: "the speeches of a report made by yiti, and no record",
        recognises: |input| begins(input, "yiti_") && within(input, ".u1\t"),
    },
    Output {
        what: "a table made by yiti, and no record",
        recognises: |input| HEADS.iter().any(|head| begins(input, head)),
    },
];

/// How the first lines of our tables begin.
const HEADS: [&str; 23] = [
    "meeting,speech,speaker,region,code,title,characters,words,",
    "meeting,speech,region,code,theme,",
    "meeting,speech,rank,feature,",
    "meeting,group,label,speech,",
    "meeting,a,b,similarity,",
    "meeting,a,b,rank,",
    "meeting,speech,with,n_terms,",
    "meeting,speech,theme,label,speakers,",
    "meeting,rank,text,letters,",
    "meeting,permutations,term,",
    "meeting,speech,value,unit,",
    "meeting,speech,unit,heading,",
    "meeting,date,theme,label,",
    "meeting,date,text,speakers,names,",
    "meeting,date,speaker,code,speaks,",
    "earlier,later,speaker,",
    "earlier,later,theme,",
    "earlier,later,term,",
    "earlier,later,kind,",
    "group,theme,label,sentences,",
    "group,rank,term,score,",
    "group,rows,paragraphs,sentences,",
    "group,claim,name,text,",
];

/// Bytes from the beginning in which a file says what it is. A page that a browser saved has more
/// before it than one of ours, a chart has its caption.
const HEAD: usize = 1 << 15;

fn head<'a>(input: &'a Input<'_>) -> &'a [u8] {
    let bytes = input.bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&input.bytes);
    &bytes[..bytes.len().min(HEAD)]
}

fn begins(input: &Input<'_>, with: &str) -> bool {
    head(input).starts_with(with.as_bytes())
}

fn within(input: &Input<'_>, what: &str) -> bool {
    holds(head(input), what)
}

fn holds(bytes: &[u8], what: &str) -> bool {
    bytes.windows(what.len()).any(|part| part == what.as_bytes())
}

fn is_page(input: &Input<'_>) -> bool {
    begins(input, "<") && within(input, "<meta name=\"generator\" content=\"yiti ")
}

fn is_pixels(input: &Input<'_>) -> bool {
    head(input).starts_with(b"\x89PNG") && within(input, "tEXtSoftware\0yiti")
}

/// A chart is drawn four times too large, as `src/charts/render.rs` explains, and scaled back.
fn is_outlines(input: &Input<'_>) -> bool {
    // The letters of a chart stand first, or nothing before the drawing.
    let starts = ["<defs><path id=\"g0\" d=\"", "<g transform=\"matrix(0.25 0 0 0.25 0 0)\">"];
    begins(input, "<svg ") && starts.iter().any(|start| within(input, &format!("</desc>{start}")))
}

/// Which keys that files of ours have are in an object.
#[derive(Default)]
struct Keys {
    schema: bool,
    yiti: bool,
    meetings: bool,
    inputs: bool,
    files: bool,
}

/// The keys of a JSON file; `None` if it is no object. Its values are passed over.
fn keys(input: &Input<'_>) -> Option<Keys> {
    #[derive(Deserialize)]
    struct Object {
        schema: Option<IgnoredAny>,
        yiti: Option<IgnoredAny>,
        meetings: Option<IgnoredAny>,
        inputs: Option<IgnoredAny>,
        files: Option<IgnoredAny>,
    }
    if !begins(input, "{") {
        return None;
    }
    let object: Object = serde_json::from_slice(&input.bytes).ok()?;
    Some(Keys {
        schema: object.schema.is_some(),
        yiti: object.yiti.is_some(),
        meetings: object.meetings.is_some(),
        inputs: object.inputs.is_some(),
        files: object.files.is_some(),
    })
}

/// Whether a package has this part, and a property that names us as its maker. Word and Excel keep
/// the properties of a document that is edited.
#[cfg(feature = "office")]
fn has_property(input: &Input<'_>, part: &str) -> bool {
    if !is_archive(&input.bytes) {
        return false;
    }
    let Ok(mut package) = unzip::open("", Cursor::new(input.bytes.as_slice())) else {
        return false;
    };
    if package.index_for_name(part).is_none() {
        return false;
    }
    let Ok(mut file) = package.by_name("docProps/custom.xml") else { return false };
    let properties = unzip::unpack("", &mut file, HEAD as u64, input.params);
    properties.is_ok_and(|properties| holds(&properties, ">yiti "))
}

/// Refuses a file that yiti wrote.
pub(super) fn refuse(input: &Input<'_>) -> Result<()> {
    let found = OUTPUTS.iter().find(|output| (output.recognises)(input));
    found.map_or(Ok(()), |output| Err(refusal(input.name, output.what)))
}

/// The refusal of a folder that holds a report.
pub(super) fn refuse_folder(folder: &Path) -> Error {
    out_of(refusal(&show(folder), "a report of yiti, and no record"), folder)
}

fn refusal(name: &str, what: &str) -> Error {
    Error::input(name, what, REMEDY).of(Fault::Ours)
}

const REMEDY: &str = "give the texts that it was made from";

/// The same error which, if it refuses a file of ours, names what the report was made from, where
/// the manifest beside the file says so.
pub(super) fn out_of(error: Error, path: &Path) -> Error {
    /// Inputs that are named, and characters of each: a line or two of a terminal. A manifest may
    /// come from anybody. Chosen by eye.
    const NAMED: usize = 4;
    const CHARACTERS: usize = 60;
    let mut error = error;
    if let Error::Input { fault: Fault::Ours, remedy, .. } = &mut error
        && let Some(inputs) = inputs(path).filter(|inputs| !inputs.is_empty())
    {
        let more = if inputs.len() > NAMED { " …" } else { "" };
        let named = inputs.iter().take(NAMED).map(|name| cut(name, CHARACTERS));
        let named: Vec<Cow<'_, str>> = named.collect();
        *remedy = format!("{REMEDY}: {}{more}", named.join(", "));
    }
    error
}

/// What the report was made from that a file is of: the report is the folder itself, that of the
/// file, or the one above.
fn inputs(path: &Path) -> Option<Vec<String>> {
    #[derive(Deserialize)]
    struct Manifest {
        arguments: Vec<String>,
    }
    let folder = path.ancestors().take(3).find(|folder| is_report(folder))?;
    let manifest = read_bytes(&folder.join("manifest.json"), &Params::default()).ok()?;
    let manifest: Manifest = serde_json::from_slice(&manifest).ok()?;
    Some(manifest.arguments)
}

/// Whether a folder holds a report or a comparison of ours: by its manifest or, where that was lost
/// or damaged, by the files that stand beside it. Their words are ours and nobody's speech.
pub(super) fn is_report(folder: &Path) -> bool {
    let manifest = || read_bytes(&folder.join("manifest.json"), &Params::default());
    is_report_of(|name| folder.join(name).exists(), || manifest().unwrap_or_default())
}

/// As [`is_report`], of a folder that `holds` files and folders; `manifest` reads its manifest.
pub(super) fn is_report_of(
    holds: impl Fn(&str) -> bool,
    manifest: impl FnOnce() -> Vec<u8>,
) -> bool {
    if holds("index.html") && holds("tables") && (holds(REPORT_JSON) || holds("compare.json")) {
        return true;
    }
    let manifest: serde_json::Value = serde_json::from_slice(&manifest()).unwrap_or_default();
    manifest["yiti"].is_string() && manifest["inputs"].is_array() && manifest["files"].is_object()
}

/// The file of a report folder that holds its analysis.
pub const REPORT_JSON: &str = "report.json";

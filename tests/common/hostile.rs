//! Small files that ask for much memory or time, by construction.

use std::io::Read;

use flate2::{
    Compression,
    write::{DeflateEncoder, ZlibEncoder},
};

use super::files::{docx_of, pdf_of, pdf_of_objects, zip};

/// Bytes that a bomb unpacks to: more than a process may have by default.
const MUCH: u64 = 3 << 29;

/// So many blanks.
fn blanks(count: u64) -> impl Read {
    std::io::repeat(b' ').take(count)
}

/// `bytes` as zlib data.
pub(crate) fn packed(mut bytes: impl Read) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    std::io::copy(&mut bytes, &mut encoder).expect("packs");
    encoder.finish().expect("packs")
}

/// `bytes` packed without the header by which zlib data is known.
fn packed_raw(mut bytes: impl Read) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    std::io::copy(&mut bytes, &mut encoder).expect("packs");
    encoder.finish().expect("packs")
}

fn hex(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().flat_map(|byte| format!("{byte:02X}").into_bytes()).chain([b'>']).collect()
}

fn run_lengths(bytes: &[u8]) -> Vec<u8> {
    let runs = bytes.chunks(128).flat_map(|run| [&[run.len() as u8 - 1], run].concat());
    runs.chain([128]).collect()
}

/// A PDF of one page whose content went through these filters, the first one last.
fn filtered(filters: &str, content: Vec<u8>) -> Vec<u8> {
    pdf_of(&[(format!("/Filter [{filters}]"), content)])
}

/// A stream of a PDF.
pub(crate) fn stream(keys: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("<< /Length {} {keys} >>\nstream\n", content.len());
    [head.as_bytes(), content, b"\nendstream"].concat()
}

/// A PDF of one page that draws object 4, with further objects from 4 on.
fn page_of(contents: &str, further: Vec<Vec<u8>>) -> Vec<u8> {
    let page = format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {contents} /Resources << /XObject << /X 5 0 R >> /Font << /F 4 0 R >> >> >>"
    );
    let mut objects: Vec<Vec<u8>> = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        page.into_bytes(),
    ];
    objects.extend(further);
    pdf_of_objects(&objects)
}

/// A Chinese face that the file does not bring along, with `keys` about its characters.
fn face(keys: &str) -> Vec<u8> {
    format!("<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> {keys} >>] >>").into_bytes()
}

/// A page whose parts draw two parts each, `depth` deep: 2^`depth` in all.
pub(crate) fn nested_forms(depth: usize) -> Vec<u8> {
    let form = |next: usize| {
        let keys = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /X {next} 0 R >> /Font << /F 4 0 R >> >>"
        );
        let content: &[u8] = if next == 5 + depth {
            b"BT /F 10 Tf 1 0 0 1 50 600 Tm <597D> Tj ET"
        } else {
            b"/X Do /X Do"
        };
        stream(&keys, content)
    };
    let forms = (0..depth).map(|level| form(6 + level));
    let contents = 5 + depth;
    let further =
        [face("/DW 1000")].into_iter().chain(forms).chain([stream("", b"/X Do")]).collect();
    page_of(&format!("{contents} 0 R"), further)
}

/// A page whose face gives widths to characters from 0 to `last`, so many `times`.
pub(crate) fn widths(last: u64, times: usize) -> Vec<u8> {
    let content = stream("", b"BT /F 10 Tf 1 0 0 1 50 600 Tm <597D> Tj ET");
    let ranges = format!("0 {last} 500 ").repeat(times);
    page_of("5 0 R", vec![face(&format!("/W [{ranges}]")), content])
}

/// A page of so many blanks.
pub(crate) fn blank(count: u64) -> Vec<u8> {
    filtered("/FlateDecode", packed(blanks(count)))
}

/// Each file with what it is, and the ending of its name.
pub(crate) fn files() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let bomb = packed(blanks(MUCH));
    let flate = |layers| (1..layers).fold(bomb.clone(), |bytes, _| packed(&bytes[..]));
    let five = ["/FlateDecode"; 5].join(" ");
    let page = packed(blanks(200 << 20));
    let names = ["5 0 R"; 40].join(" ");
    let string = [&b"BT /F 10 Tf ("[..], &vec![b'a'; 100_000_000], b") Tj ET"].concat();
    let text = format!("<w:document><w:body><w:p><w:r><w:t>{}", "a".repeat(200 << 20));
    let document = docx_of(&(text + "</w:t></w:r></w:p></w:body></w:document>"));
    let documents: Vec<String> = (0..20).map(|number| format!("{number}.docx")).collect();
    let documents = documents.iter().map(|name| (name.as_str(), document.clone()));
    vec![
        ("widths", "pdf", widths(u64::from(u32::MAX), 1)),
        ("five layers of Flate", "pdf", filtered(&five, flate(5))),
        ("raw deflate", "pdf", filtered("/FlateDecode", packed_raw(blanks(MUCH)))),
        ("hex", "pdf", filtered("/ASCIIHexDecode /FlateDecode", hex(&bomb))),
        ("run lengths", "pdf", filtered("/RunLengthDecode /FlateDecode", run_lengths(&bomb))),
        (
            "one stream forty times",
            "pdf",
            page_of(&format!("[{names}]"), vec![face(""), stream("/Filter /FlateDecode", &page)]),
        ),
        ("a long string", "pdf", filtered("/FlateDecode", packed(&string[..]))),
        ("nested forms", "pdf", nested_forms(40)),
        ("documents in an archive", "zip", zip(documents)),
    ]
}

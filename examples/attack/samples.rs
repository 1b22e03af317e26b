//! A sound file of every format, and of every part of a PDF that has a reader of its own.

use std::{error::Error, fs, path::Path};

use crate::files;

/// A sound file: the ending of its name, its bytes, and how what is mutated is packed into it.
pub(crate) struct Sample {
    pub(crate) ending: &'static str,
    pub(crate) bytes: Vec<u8>,
    pub(crate) shell: Shell,
}

/// What stands around the bytes that are mutated, so that faults reach the reader inside.
#[derive(Clone, Copy)]
pub(crate) enum Shell {
    None,
    /// They are the document of a DOCX.
    Docx,
    /// They are the content of a page of a PDF, packed.
    Content,
    /// The same, packed by LZW.
    Lzw,
}

impl Shell {
    pub(crate) fn around(self, bytes: Vec<u8>) -> Vec<u8> {
        match self {
            Self::None => bytes,
            Self::Docx => files::zip([
                ("[Content_Types].xml", b"<Types/>".to_vec()),
                ("word/document.xml", bytes),
            ]),
            Self::Content => files::pdf_of(&[("/Filter /FlateDecode".into(), packed(&bytes))]),
            Self::Lzw => files::pdf_of(&[("/Filter /LZWDecode".into(), lzw(&bytes))]),
        }
    }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    use std::io::Read;
    let mut out = Vec::new();
    let level = flate2::Compression::fast();
    // Reading from memory does not fail.
    let _ = flate2::read::ZlibEncoder::new(bytes, level).read_to_end(&mut out);
    out
}

/// LZW that never makes a word: nine bits a byte, and the table cleared before they are ten.
fn lzw(bytes: &[u8]) -> Vec<u8> {
    const CLEAR: u16 = 256;
    const END: u16 = 257;
    let clear = |run: &[u8]| {
        std::iter::once(CLEAR).chain(run.iter().map(|&byte| byte.into())).collect::<Vec<_>>()
    };
    let codes = bytes.chunks(250).flat_map(clear).chain([END]);
    let bits: Vec<u8> =
        codes.flat_map(|code| (0..9).rev().map(move |bit| (code >> bit & 1) as u8)).collect();
    bits.chunks(8)
        .map(|bits| bits.iter().enumerate().map(|(at, bit)| bit << (7 - at)).sum())
        .collect()
}

/// Two speeches: what a report needs.
const TEXT: &str = "交流会\n\n河北省妇联认真落实会议部署，组织姐妹巡护湿地，把服务做到家门口。\n\n一、建好队伍。全省组建巡护队120支，培训3400人次。\n\n青海省妇联立足高原实际，带领牧区姐妹发展生态产业，日子越过越红火。\n\n二、送去岗位。举办招聘会18场，帮助560名妇女就业。\n";

/// Every sample.
pub(crate) fn all() -> Result<Vec<Sample>, Box<dyn Error>> {
    let row = |row: usize, text: &'static str| (30.0, 760.0 - 16.0 * row as f64, 10.0, text);
    let lines: Vec<_> = TEXT.lines().enumerate().map(|(at, text)| row(at, text)).collect();
    let pdf = files::pdf(&[lines.clone(), lines.clone(), lines.clone()]);
    let content = String::from_utf8_lossy(&files::pdf(&[lines])).into_owned();
    let content = content.split("stream\n").nth(1).unwrap_or_default().to_owned().into_bytes();
    let xml = format!(
        "<w:document xmlns:w=\"w\"><w:body>{}</w:body></w:document>",
        TEXT.lines()
            .map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"))
            .collect::<String>()
    );
    let csv = "发言人,标题,正文\n河北省妇联,好题,\"我们守护湿地。\n推进维权。\"\n青海省妇联,,我们抓好春耕。\n";
    let jsonl = "{\"speaker\": \"河北\", \"text\": \"我们守护湿地。\"}\n{\"speaker\": \"青海\", \"text\": \"我们抓好春耕。\"}\n";
    let md = "# 会议\n\n## 河北省\n\n抓好粮食生产。保护妇女权益。\n\n## 青海省\n\n办好家长学校。\n";
    let gb18030 = encoding_rs::GB18030.encode(TEXT).0.into_owned();
    let archive = files::zip([
        ("会/河北省.txt", "我们守护湿地，护航候鸟。".into()),
        ("会/青海省.docx", files::docx("我们抓好春耕备耕。")),
        ("会/海南省.pdf", pdf.clone()),
        ("会/江苏省.html", files::html(TEXT).into()),
    ]);
    let plain = [
        ("txt", TEXT.into()),
        ("txt", gb18030),
        ("txt", files::utf16(TEXT, u16::to_le_bytes)),
        ("md", md.into()),
        ("csv", csv.into()),
        ("jsonl", jsonl.into()),
        ("html", files::html(TEXT).into()),
        ("docx", files::docx(TEXT)),
        ("zip", archive),
        ("pdf", pdf),
    ];
    let mut samples: Vec<Sample> = plain
        .into_iter()
        .map(|(ending, bytes)| Sample { ending, bytes, shell: Shell::None })
        .collect();
    for (ending, bytes, shell) in [
        ("docx", xml.into_bytes(), Shell::Docx),
        ("pdf", content.clone(), Shell::Content),
        ("pdf", content, Shell::Lzw),
    ] {
        samples.push(Sample { ending, bytes, shell });
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/attack");
    let mut found: Vec<_> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    found.sort();
    for path in found {
        samples.push(Sample { ending: "pdf", bytes: fs::read(path)?, shell: Shell::None });
    }
    Ok(samples)
}

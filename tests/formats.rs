//! Any record that a user has: every format gives the same speeches, and what cannot be read is
//! refused with a reason.

use std::{collections::BTreeMap, fs, path::Path};

use common::files::{docx, html, pdf, utf16, zip};
use encoding_rs::{BIG5, GB18030};
use yiti::{
    config::Config,
    pages::{self, Format, Page, Params, Source},
    pipeline,
};

mod common;

/// What a speech is, and where none of it may differ between formats.
type Said = (String, Option<String>, Option<String>, Vec<String>);

fn decode(name: &str, bytes: Vec<u8>) -> Vec<Source> {
    pages::decode(name, bytes, &Params::default()).expect(name)
}

fn page(name: &str, bytes: Vec<u8>) -> Page {
    decode(name, bytes).remove(0).pages.remove(0)
}

fn refusal(name: &str, bytes: Vec<u8>, params: &Params) -> String {
    pages::decode(name, bytes, params).expect_err(name).to_string()
}

/// The speeches of what is read.
fn speeches(sources: &[Source]) -> Vec<Said> {
    let transcripts =
        pipeline::split_sources(sources, &Config::default().transcript).expect("speeches");
    transcripts
        .into_iter()
        .flat_map(|transcript| transcript.speeches)
        .map(|speech| {
            let units = speech.units.into_iter().map(|unit| unit.text).collect();
            (speech.speaker, speech.region, speech.title, units)
        })
        .collect()
}

/// The demo page, and the real one where it is.
fn records() -> Vec<String> {
    let mut records = vec![common::text(&common::root().join(common::DEMO))];
    records.extend(common::shared("page/page.txt").map(|path| common::text(&path)));
    records
}

#[test]
fn every_format_gives_the_same_speeches() {
    for text in records() {
        let expected = speeches(&decode("a.txt", text.clone().into_bytes()));
        assert!(expected.len() >= 7);
        let (little, big) = (u16::to_le_bytes, u16::to_be_bytes);
        let marked = format!("\u{feff}{text}");
        let gb18030 = GB18030.encode(&text).0.into_owned();
        let page = html(&text);
        for (what, bytes) in [
            ("UTF-8 with a mark", marked.clone().into_bytes()),
            ("GB18030", gb18030.clone()),
            ("UTF-16LE", utf16(&text, little)),
            ("UTF-16BE", utf16(&text, big)),
            ("UTF-16LE with a mark", utf16(&marked, little)),
            ("UTF-16BE with a mark", utf16(&marked, big)),
            ("DOCX", docx(&text)),
            ("HTML", page.clone().into_bytes()),
            ("HTML in GB18030", GB18030.encode(&page.replace("utf-8", "gbk")).0.into_owned()),
            ("HTML in UTF-16", utf16(&page, little)),
            ("GB18030 in a ZIP", zip([("meeting/a.txt", gb18030)])),
            ("DOCX in a ZIP", zip([("a.docx", docx(&text))])),
        ] {
            // Names say nothing: the bytes do.
            let found = speeches(&decode("a.txt", bytes));
            assert_eq!(found.len(), expected.len(), "{what}");
            for (found, expected) in found.iter().zip(&expected) {
                assert_eq!(found, expected, "{what}");
            }
        }
    }
}

#[test]
fn big5_is_told_and_another_encoding_can_be_named() {
    let text = "廣東省婦聯認真落實會議部署，組織姐妹巡護濕地，把服務做到家門口。\n".repeat(3);
    let read = page("a.txt", BIG5.encode(&text).0.into_owned());
    assert_eq!((read.text.as_str(), read.read.encoding), (text.as_str(), Some("Big5")));
    let params = Params { encoding: Some("gbk".into()), ..Params::default() };
    let named = pages::decode("a.txt", GB18030.encode("好").0.into_owned(), &params);
    assert_eq!(named.expect("reads")[0].pages[0].text, "好");
}

#[test]
fn tables_of_cells_are_meetings() {
    let text = "发言人,标题,正文\r\n广东省妇联,好题,\"我们开展法律援助。\n推进维权。\"\r\n河北省妇联,,我们抓好春耕。\r\n";
    for bytes in [text.as_bytes().to_vec(), GB18030.encode(text).0.into_owned()] {
        let said = speeches(&decode("-", bytes));
        assert_eq!(said.len(), 2);
        assert_eq!(said[0].1.as_deref(), Some("广东"));
        assert_eq!(said[0].2.as_deref(), Some("好题"));
        assert_eq!(said[1].3, ["我们抓好春耕。"]);
    }
}

#[test]
fn no_file_of_an_archive_is_dropped_for_another_of_its_name() {
    let text = || "湿地变好了。".as_bytes().to_vec();
    for (one, other, listed) in [
        // A writer that knows of names writes none twice: the second is called so afterwards.
        ("a.txt", "b.txt", "a.txt"),
        ("会/广东.txt", "会/_/广东.txt", "会/./广东.txt"),
        ("会/广东.txt", "会/_广东.txt", "会//广东.txt"),
    ] {
        let mut bytes = zip([(one, text()), (other, text())]);
        for at in 0..bytes.len() - other.len() {
            if bytes[at..].starts_with(other.as_bytes()) {
                bytes[at..at + other.len()].copy_from_slice(listed.as_bytes());
            }
        }
        let error = refusal("a.zip", bytes, &Params::default());
        assert!(error.contains(&format!("one name, {one} and {listed}; ")), "{error}");
    }
    let sources = decode("a.zip", zip([("会/./广东.txt", text()), ("会/河北.txt", text())]));
    assert_eq!(sources.len(), 1);
    assert_eq!((sources[0].name.as_str(), sources[0].pages.len()), ("会", 2));
}

#[cfg(unix)]
#[test]
fn a_link_in_a_folder_leads_to_no_file_outside() {
    use std::os::unix::fs::symlink;

    let room = tempfile::tempdir().expect("a folder");
    let folder = room.path().join("会");
    std::fs::create_dir(&folder).expect("made");
    common::write(&folder.join("广东.txt"), "修水渠。");
    common::write(&room.path().join("私.txt"), "密语。");
    // A link to a file of the same folder is one more text, as before.
    symlink("广东.txt", folder.join("江苏.txt")).expect("linked");
    let read = || pages::read(std::slice::from_ref(&folder), &Params::default());
    assert_eq!(read().expect("reads")[0].pages.len(), 2);
    symlink("../私.txt", folder.join("浙江.txt")).expect("linked");
    let error = read().expect_err("refused").to_string();
    assert!(error.contains("浙江.txt") && error.contains("a link to a file outside"), "{error}");
}

#[test]
fn an_archive_is_the_folder_in_it() {
    let room = tempfile::tempdir().expect("a folder");
    let files = [
        ("会议/广东省.txt", "我们开展法律援助，推进维权。".as_bytes().to_vec()),
        ("会议/河北.docx", docx("我们抓好春耕备耕。")),
        ("会议/README.md", b"not a speech".to_vec()),
        ("会议/photo.png", b"\x89PNG".to_vec()),
        ("__MACOSX/会议/._广东省.txt", b"\0\0".to_vec()),
        ("另一会/江苏.html", html("我们守护湿地，护航候鸟。").into_bytes()),
    ];
    for (name, bytes) in &files {
        common::write(&room.path().join("all").join(name), bytes);
    }
    let archive = room.path().join("all.zip");
    fs::write(&archive, zip(files.clone())).expect("written");
    // Only errors tell them apart, and what of an archive is not read.
    let read = |path: &Path| {
        let mut sources = pages::read(&[path.into()], &Params::default()).expect("reads");
        for page in sources.iter_mut().flat_map(|source| &mut source.pages) {
            page.path.clear();
            page.read.unread.clear();
        }
        sources
    };
    assert_eq!(read(&archive), read(&room.path().join("all")));
    assert_eq!(read(&archive).len(), 2);
    // In a folder, an archive is an input of its own.
    let names: Vec<String> = read(room.path()).into_iter().map(|source| source.name).collect();
    assert_eq!(names, ["会议", "另一会", "会议", "另一会"]);
}

#[test]
fn what_is_not_read_of_an_archive_is_named() {
    let text = || "好".as_bytes().to_vec();
    let files = ["会/a.txt", "会/b.doc", "c.png", "README.md", ".hidden", "会/.DS_Store"];
    let sources = decode("a.zip", zip(files.map(|name| (name, text()))));
    assert_eq!(sources[0].pages[0].read.unread, ["a.zip/会/b.doc", "a.zip/c.png"]);
}

#[test]
fn names_in_an_archive_are_names_and_archives_in_it_are_refused() {
    let text = || "好".as_bytes().to_vec();
    let sources = decode("a.zip", zip([("../../etc/x.txt", text()), ("/y.txt", text())]));
    let names = sources.iter().flat_map(|source| &source.pages).map(|page| page.source.as_str());
    assert_eq!(names.collect::<Vec<_>>(), ["y.txt", "x.txt"]);
    let params = Params::default();
    let inner = zip([("a.txt", text())]);
    for (files, reason) in [
        (vec![("b.zip", inner)], "a.zip/b.zip: an archive inside an archive"),
        (vec![("a.png", text())], "no texts in this archive"),
        (vec![], "no texts in this archive"),
        (vec![("[Content_Types].xml", text())], "an Office file without a Word document"),
        (vec![("a.txt", b"ab\0cd".to_vec())], "a.zip/a.txt: not a text: byte 3 is zero"),
    ] {
        let error = refusal("a.zip", zip(files), &params);
        assert!(error.contains(reason), "{error}");
    }
    // Errors that only the table or the transcript can tell name the archive too.
    let table = zip([("会/a.csv", b"text,label\n\xE5\xA5\xBD,1\n\xE5\xA5\xBD\n".to_vec())]);
    let sources = pages::decode("a.zip", table, &params).expect("reads");
    let error = pages::table::rows(&sources[0].pages[0]).expect_err("refused").to_string();
    assert!(error.starts_with("a.zip/会/a.csv: line 3: "), "{error}");
    let few = Params { max_files: 1, ..Params::default() };
    let error = refusal("a.zip", zip([("a.txt", text()), ("b.txt", text())]), &few);
    assert!(error.contains("2 files, more than 1") && error.contains("--max-files"), "{error}");
}

#[test]
fn what_unpacks_to_more_than_is_allowed_is_refused() {
    let params = Params { max_bytes: 1 << 20, ..Params::default() };
    let many = "好".repeat(700_000).into_bytes();
    let packed = {
        use std::io::Write;
        let mut encoder =
            flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(&many).expect("packs");
        encoder.finish().expect("packs")
    };
    for (name, bytes) in [
        ("a.txt", many.clone()),
        ("a.zip", zip([("a.txt", many.clone())])),
        ("b.zip", zip([("a.txt", many[..600_000].to_vec()), ("b.txt", many[..600_000].to_vec())])),
        ("a.docx", common::files::docx_of(&" ".repeat(2 << 20))),
        ("a.pdf", common::files::pdf_of(&[("/Filter /FlateDecode".into(), packed)])),
    ] {
        let error = refusal(name, bytes, &params);
        assert!(error.contains("more than 1 MiB") && error.contains("--max-bytes"), "{error}");
    }
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let column = |x: f64, what: &'static str| {
        (0..8).map(move |row| (x, 600.0 - 14.0 * f64::from(row), 10.0, what))
    };
    // Drawn row by row across both columns, as some programs do.
    let rows: Vec<_> = column(50.0, "左栏的文字写满了这一行的宽")
        .zip(column(220.0, "右栏的文字写满了这一行的宽"))
        .flat_map(|(left, right)| [left, right])
        .collect();
    let title = (60.0, 700.0, 20.0, "横跨两栏的大标题写在上面");
    let label = (0..5).map(|row| {
        (400.0, 600.0 - 20.0 * f64::from(row), 18.0, ["竖", "排", "的", "标", "题"][row as usize])
    });
    let all: Vec<_> = rows.into_iter().chain([title]).chain(label).collect();
    let read = page("a.pdf", pdf(&[all.clone(), all]));
    assert_eq!((read.read.format, &read.read.notes), (Format::Pdf, &vec!["2 pages".to_owned()]));
    let once = format!(
        "横跨两栏的大标题写在上面\n\n{}{}\n竖排的标题\n",
        "左栏的文字写满了这一行的宽\n".repeat(8),
        "右栏的文字写满了这一行的宽\n".repeat(8),
    );
    assert_eq!(read.text, format!("{once}\u{c}\n{once}"));
}

#[test]
fn a_pdf_that_cannot_be_read_says_why() {
    let params = Params { max_pages: 3, ..Params::default() };
    let line = || vec![(50.0, 600.0, 10.0, "好")];
    let locked = String::from_utf8(pdf(&[line()])).expect("ASCII").replace(
        "/Root 1 0 R",
        "/Root 1 0 R /ID [<01><02>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) /U (bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb) >>",
    );
    for (bytes, reason) in [
        (b"%PDF-1.7\nnothing".to_vec(), "it begins as a PDF, but is none"),
        (pdf(&[vec![]]), "no text in it: its pages are pictures"),
        (pdf(&[line(), line(), line(), line()]), "4 pages, more than 3"),
        (locked.into_bytes(), "locked with a password"),
    ] {
        let error = refusal("a.pdf", bytes, &params);
        assert!(error.starts_with("a.pdf: ") && error.contains(reason), "{error}");
    }
}

/// Pairs of neighbouring characters that two texts share, as a share of those of both.
fn likeness(a: &str, b: &str) -> f64 {
    let pairs = |text: &str| {
        let chars: Vec<char> = common::squeeze(text).chars().collect();
        let mut pairs: BTreeMap<[char; 2], usize> = BTreeMap::new();
        for pair in chars.windows(2) {
            *pairs.entry([pair[0], pair[1]]).or_default() += 1;
        }
        pairs
    };
    let (a, b) = (pairs(a), pairs(b));
    let shared: usize = a.iter().map(|(pair, count)| *count.min(b.get(pair).unwrap_or(&0))).sum();
    2.0 * shared as f64 / (a.values().sum::<usize>() + b.values().sum::<usize>()) as f64
}

/// A printed page that we made, see `tests/fixtures/README.md`.
fn printed(name: &str) -> Vec<u8> {
    fs::read(common::root().join("tests/fixtures").join(name)).expect(name)
}

#[test]
fn a_newspaper_page_of_five_columns_is_read_as_its_text() {
    let text = common::text(&common::root().join(common::DEMO));
    let expected = speeches(&decode("a.txt", text.into_bytes()));
    let found = speeches(&decode("a.pdf", printed("five_columns.pdf")));
    for (speaker, region, _, units) in &expected {
        let same = found.iter().find(|found| found.1 == *region);
        let (_, _, _, read) = same.unwrap_or_else(|| panic!("{speaker} is missing"));
        let likeness = likeness(&units.concat(), &read.concat());
        assert!(likeness >= 0.99, "{speaker}: {likeness}");
    }
    assert_eq!(found.len(), expected.len());
}

#[test]
fn sentences_are_whole_where_articles_interlock_and_around_a_box() {
    for name in ["interlocked", "box"] {
        let read = common::squeeze(&page("a.pdf", printed(&format!("{name}.pdf"))).text);
        let text = String::from_utf8(printed(&format!("{name}.txt"))).expect(name);
        let mut count = 0;
        for sentence in text.lines().flat_map(|line| line.split_inclusive('。')) {
            assert!(read.contains(&common::squeeze(sentence)), "{name}: {sentence}");
            count += 1;
        }
        assert!(count > 60, "{name}: {count} sentences");
    }
}

/// A file of other people's making from the folder beside the repository.
fn messy(path: &str) -> Option<Vec<u8>> {
    common::shared(&format!("messy/{path}")).map(|path| fs::read(path).expect("read"))
}

/// Says that each of `parts` stands in `text`, in this order, line ends and blanks aside.
fn in_order(text: &str, parts: &[&str]) {
    let text = common::squeeze(text);
    let mut from = 0;
    for part in parts {
        let at = text[from..].find(part);
        assert!(at.is_some(), "`{part}` is not there, or not in its place");
        from += at.unwrap_or_default();
    }
}

#[test]
fn journals_of_two_columns_are_read_in_order() {
    let Some(bytes) = messy("pdf/journal_2col_b.pdf") else { return };
    let read = page("a.pdf", bytes);
    assert_eq!(read.read.notes, ["7 pages"]);
    assert_eq!(read.text.matches('\u{c}').count(), 6);
    // Characters that pdftotext finds there too, counted once: 11,443 with what it sets aside.
    assert_eq!(common::squeeze(&read.text).chars().count(), 11_440);
    // Over the columns, down the left one, down the right one, the number of the page.
    let order = [
        "我国死刑的司法控制路径研究",
        "〔收稿日期〕",
        "我国刑法中的死刑，是指剥夺犯罪人生命的刑罚方法",
        "继续完善死刑控制的基本路径。",
        "一、司法控制的背景探讨",
        "响，2013年党的第十八届三中全会明确提出了",
        "矫正和预防。48(二)国内社会发展",
    ];
    in_order(&read.text, &order);
    let Some(bytes) = messy("pdf/journal_footnotes.pdf") else { return };
    let read = page("b.pdf", bytes);
    assert_eq!(common::squeeze(&read.text).chars().count(), 10_223);
    in_order(
        &read.text,
        &["观察与思考", "提要：", "实现现代化是中国共产党人", "12", "家的“四个现代化”"],
    );
}

#[test]
fn texts_of_other_people_in_gbk_are_told_without_a_word() {
    let Some(folder) = common::shared("messy/gbk") else { return };
    let sources = pages::read(&[folder], &Params::default()).expect("reads");
    assert_eq!(sources[0].pages.len(), 12);
    for page in &sources[0].pages {
        assert_eq!(page.read.encoding, Some("GB18030"), "{}", page.source);
        let is_odd = |c: &char| !c.is_ascii() && !('\u{2000}'..='\u{ffef}').contains(c);
        assert_eq!(page.text.chars().find(is_odd), None, "{}", page.source);
    }
}

#[test]
fn saved_pages_of_other_people_are_their_text() {
    for (file, parts) in [
        ("VIDE9LSSEXPkR3TZFhBRdn6L250108", ["第四次全体会议公报", "出席这次全会的有中央纪委委员"]),
        ("VIDEN8HhdV95bJrspEOHpGtV220719", ["督导师", "大多数已经成为空间站建造任务的主力。"]),
        ("VIDEaYwMgxhGimA5lhFmxzfo250301", ["常委会第十次会议开幕", "王沪宁"]),
        ("VIDEnzudoqMsMi5icAp1XgMR241011", ["世贸组织称", "一些商业设施无法重新营业。"]),
    ] {
        let Some(bytes) = messy(&format!("html/{file}.shtml")) else { return };
        let read = page("a.html", bytes);
        in_order(&read.text, &parts);
        for word in ["首页", "登录", "var ", "function", "Copyright", "京ICP"] {
            assert!(!read.text.contains(word), "{file}: {word}");
        }
    }
    // A page of nothing but links is its links.
    let Some(bytes) = messy("html/20220101.shtml") else { return };
    in_order(&page("a.html", bytes).text, &["完整版《新闻联播》", "以史为鉴、开创未来"]);
    let Some(bytes) = messy("tfidf.docx") else { return };
    in_order(&page("a.docx", bytes).text, &["取10个主题的标题各1000条", "利用tfidf的公式"]);
}

#[test]
fn what_would_lose_text_unseen_is_refused() {
    let utf32: Vec<u8> = "\u{feff}会议".chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
    let mut cut = pdf(&[vec![(72.0, 700.0, 12.0, "候鸟协会认真落实会议精神。")]]);
    cut.truncate(cut.len() - "%%EOF\n".len());
    let cases: [(&str, Vec<u8>, &str); 2] =
        [("a.txt", utf32, "UTF-32"), ("a.pdf", cut, "its end is missing")];
    for (name, bytes, reason) in cases {
        let error = pages::decode(name, bytes, &Params::default()).expect_err("refused");
        assert!(error.to_string().contains(reason), "{name}: {error}");
    }
}

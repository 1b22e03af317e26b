//! Bytes → text: UTF-8, UTF-16 with or without a mark, GB18030 and Big5.
//!
//! What is sure comes first: a byte order mark, then UTF-8, which other
//! encodings hardly ever look like, then UTF-16, then what a page says of
//! itself. Only then are the bytes guessed at. A text that its encoding does
//! not explain to the last byte is refused with the line.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use serde::{Deserialize, Deserializer};

use crate::error::{Error, Fault, Result};

/// How much is looked at to guess an encoding, in bytes.
const SAMPLE: usize = 1 << 20;

/// How much is asked for `charset=`, in bytes: pages say it at their beginning.
const HEAD: usize = 4096;

/// The share of valid bytes, of those that are not ASCII, above which a text is UTF-8 with a
/// fault. Chosen by eye: GB18030 and Big5 read as UTF-8 are hardly ever half valid.
const VALID: f64 = 0.9;

/// The share of units of UTF-16 that must be Chinese or ASCII. Chosen by eye.
const PLAIN: f64 = 0.95;

/// The share of units with a large low byte from which they are not pairs of ASCII letters.
/// Chosen by eye: half of all Chinese characters have one.
const LARGE: f64 = 0.25;

/// The text of `bytes` and the name of its encoding; `wanted` is the user's word.
///
/// A byte order mark stays in the text.
pub(super) fn decode<'a>(
    input: &str,
    bytes: &'a [u8],
    wanted: Option<&str>,
) -> Result<(Cow<'a, str>, &'static str)> {
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Err(
            Error::input(input, "the text is UTF-32", "save it as UTF-8").of(Fault::Unsupported)
        );
    }
    let by_name = wanted.and_then(|label| Encoding::for_label(label.as_bytes()));
    if let Some(encoding) = by_name.or_else(|| Encoding::for_bom(bytes).map(|(found, _)| found)) {
        return all(bytes, encoding)
            .map_err(|line| misfit(input, encoding, line, by_name.is_some()));
    }
    let zero = bytes.iter().position(|&byte| byte == 0);
    let fault = match (std::str::from_utf8(bytes), zero) {
        (Ok(text), None) => return Ok((text.into(), UTF_8.name())),
        (Ok(_), _) => None,
        (Err(error), _) => Some(error.valid_up_to()),
    };
    if let Some(encoding) = utf16(bytes) {
        return all(bytes, encoding).map_err(|line| misfit(input, encoding, line, false));
    }
    if let Some(at) = zero {
        return Err(Error::input(
            input,
            format!("not a text: byte {} is zero", at + 1),
            "give the record as text, a saved web page or a document",
        )
        .of(Fault::Unsupported));
    }
    if is_broken_utf8(bytes) {
        return Err(misfit(input, UTF_8, line_of(bytes, fault.unwrap_or(0)), false));
    }
    if let Some(found) = charset(bytes).and_then(|encoding| all(bytes, encoding).ok()) {
        return Ok(found);
    }
    let guess = guess(bytes, fault.unwrap_or(0));
    if ![GBK, GB18030, BIG5].contains(&guess) {
        return Err(Error::input(
            input,
            format!("its encoding cannot be told; by its bytes it may be {}", guess.name()),
            "name it, e.g. `--encoding gb18030`, or save the file as UTF-8",
        )
        .of(Fault::Damaged));
    }
    all(bytes, guess).map_err(|line| misfit(input, guess, line, false))
}

/// The whole text, or the line that holds the first bytes that make no character.
fn all<'a>(
    bytes: &'a [u8],
    encoding: &'static Encoding,
) -> std::result::Result<(Cow<'a, str>, &'static str), usize> {
    // GBK is the older part of GB18030 and is read as it.
    let encoding = if encoding == GBK { GB18030 } else { encoding };
    if encoding == UTF_8 {
        let text = std::str::from_utf8(bytes).map_err(|e| line_of(bytes, e.valid_up_to()))?;
        return Ok((text.into(), UTF_8.name()));
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = String::with_capacity(room.unwrap_or(bytes.len()));
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::InputEmpty, _) => Ok((text.into(), name(encoding))),
        _ => Err(1 + text.matches('\n').count()),
    }
}

/// The name of an encoding that [`decode`] may have given, from where such an answer was written.
pub(super) fn named<'de, D: Deserializer<'de>>(
    from: D,
) -> std::result::Result<Option<&'static str>, D::Error> {
    let label = Option::<String>::deserialize(from)?;
    Ok(label.and_then(|label| Encoding::for_label(label.as_bytes())).map(name))
}

/// An encoding's name as people write it.
fn name(encoding: &'static Encoding) -> &'static str {
    if [GBK, GB18030].contains(&encoding) { "GB18030" } else { encoding.name() }
}

fn line_of(bytes: &[u8], at: usize) -> usize {
    1 + bytes[..at].iter().filter(|&&byte| byte == b'\n').count()
}

fn misfit(input: &str, encoding: &'static Encoding, line: usize, named: bool) -> Error {
    let name = name(encoding);
    let (taken, remedy) = if named {
        ("as which it is to be read", "name another encoding with --encoding, or none")
    } else {
        (
            "for which it was taken",
            "mend that line, or name its encoding, e.g. `--encoding gb18030`",
        )
    };
    Error::input(input, format!("line {line} is not {name}, {taken}"), remedy).of(Fault::Damaged)
}

/// Whether a text is UTF-8 with a fault in it. Read as another encoding it would be a page of wrong
/// characters.
fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| !byte.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    good as f64 > VALID * (good + bad) as f64
}

/// UTF-16 without a mark, if the bytes are pairs that make Chinese or ASCII text in one order.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() < 2 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if is_utf16(sample, u16::from_le_bytes) {
        Some(UTF_16LE)
    } else if is_utf16(sample, u16::from_be_bytes) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether pairs of bytes, read in an order, are units of Chinese or ASCII text.
fn is_utf16(sample: &[u8], order: fn([u8; 2]) -> u16) -> bool {
    let units: Vec<u16> = sample.chunks_exact(2).map(|pair| order([pair[0], pair[1]])).collect();
    let share = |is: fn(u16) -> bool| {
        units.iter().filter(|&&unit| is(unit)).count() as f64 / units.len() as f64
    };
    // Pairs of ASCII letters look like Chinese units too, but their low bytes are small, and a
    // line end has no zero beside it.
    let is_ascii = units.iter().any(|&unit| unit < 0x80);
    (is_ascii || share(|unit| unit & 0x80 != 0) > LARGE) && share(is_plain) > PLAIN
}

/// Whether a unit of UTF-16 is what Chinese texts are made of.
fn is_plain(unit: u16) -> bool {
    matches!(unit,
        0x09 | 0x0A | 0x0C | 0x0D | 0x20..=0x7E | 0xB7 | 0x2010..=0x2030
        | 0x2460..=0x2473 | 0x3000..=0x303F | 0x4E00..=0x9FFF | 0xFF00..=0xFFEF)
}

/// What a web page says of its own encoding: `charset=gb2312`.
fn charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let is_page = head.trim_ascii_start().starts_with(b"<");
    let at = head.windows(8).position(|window| window == b"charset=").filter(|_| is_page)?;
    let label = head[at + 8..].trim_ascii_start();
    let label = label.strip_prefix(b"\"").or(label.strip_prefix(b"'")).unwrap_or(label);
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_:.".contains(byte);
    let end = label.iter().position(|byte| !is_part(byte)).unwrap_or(label.len());
    Encoding::for_label(&label[..end])
}

/// The encoding that the bytes from the first that is not ASCII look like.
fn guess(bytes: &[u8], from: usize) -> &'static Encoding {
    let sample = &bytes[from..bytes.len().min(from + SAMPLE)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, from + sample.len() == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "浙江省妇联认真落实会议部署，把服务做到家门口。\n一、办好学堂。开课56场。\n";

    fn utf16_bytes(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    fn read(bytes: &[u8]) -> (String, &'static str) {
        let (text, name) = decode("a.txt", bytes, None).expect("reads");
        (text.into_owned(), name)
    }

    #[test]
    fn each_encoding_is_told_and_read() {
        for text in [TEXT, "甲\n"] {
            assert_eq!(read(text.as_bytes()), (text.into(), "UTF-8"));
            let (little, big) = (u16::to_le_bytes, u16::to_be_bytes);
            assert_eq!(read(&utf16_bytes(text, little)), (text.into(), "UTF-16LE"), "{text}");
            assert_eq!(read(&utf16_bytes(text, big)), (text.into(), "UTF-16BE"), "{text}");
            let marked = format!("\u{feff}{text}");
            assert_eq!(read(&utf16_bytes(&marked, little)).0, marked);
            assert_eq!(read(&utf16_bytes(&marked, big)).0, marked);
        }
        assert_eq!(read(&GB18030.encode(TEXT).0), (TEXT.into(), "GB18030"));
        let traditional = "廣東省婦聯認真落實會議部署，把服務做到家門口。";
        assert_eq!(read(&BIG5.encode(traditional).0), (traditional.into(), "Big5"));
    }

    #[test]
    fn a_page_says_its_own_encoding_and_the_user_has_the_last_word() {
        let page = format!("<html><meta charset=\"gb2312\">{}", "会");
        let bytes = GBK.encode(&page).0;
        assert_eq!(read(&bytes), (page.clone(), "GB18030"));
        let (text, name) = decode("a", &bytes, Some("big5")).expect("reads");
        assert!(name == "Big5" && text != page.as_str());
    }

    #[test]
    fn what_its_encoding_does_not_explain_is_refused_with_the_line() {
        let utf8 = [TEXT.as_bytes(), b"\xFF\n"].concat();
        for (bytes, named, reason) in [
            (&utf8[..], None, "line 3 is not UTF-8, for which it was taken"),
            (TEXT.as_bytes(), Some("gbk"), "is not GB18030, as which it is to be read"),
            (b"ab\0cd", None, "not a text: byte 3 is zero"),
            (b"caf\xE9 au lait, tr\xE8s bon, \xE0 la carte", None, "may be windows-1252"),
        ] {
            let error = decode("a.txt", bytes, named).expect_err("refused").to_string();
            assert!(error.starts_with("a.txt: ") && error.contains(reason), "{error}");
        }
    }
}

//! One fault after the other in a sound file, by a seed.

use rand::{Rng, SeedableRng, seq::SliceRandom};
use rand_xoshiro::Xoshiro256PlusPlus;

use crate::{files, samples::Sample};

/// The largest case, in bytes: small files that ask for much are what is looked for.
const LARGEST: usize = 1 << 21;

/// Numbers at which counting goes wrong.
const NUMBERS: [&str; 12] = [
    "0",
    "-1",
    "1",
    "2",
    "255",
    "65535",
    "65536",
    "16777216",
    "2147483647",
    "4294967295",
    "18446744073709551615",
    "1e308",
];

/// What may stand in the place of any other name of a PDF.
const NAMES: [&str; 22] = [
    "FlateDecode",
    "LZWDecode",
    "ASCIIHexDecode",
    "ASCII85Decode",
    "RunLengthDecode",
    "JBIG2Decode",
    "JPXDecode",
    "DCTDecode",
    "CCITTFaxDecode",
    "Crypt",
    "Type0",
    "Type1",
    "Type3",
    "TrueType",
    "CIDFontType0",
    "CIDFontType2",
    "ObjStm",
    "XRef",
    "Form",
    "Image",
    "Pages",
    "Page",
];

/// What opens, and what is repeated to nest deep.
const OPENERS: [&str; 14] = [
    "<<",
    "[",
    "(",
    "<div>",
    "<table><tr><td>",
    "<b>",
    "<w:p>",
    "<w:r><w:t>",
    "q ",
    "BT ",
    "{",
    "\"",
    "/X Do ",
    "（",
];

/// The case of a seed: the ending of its name, and its bytes.
pub(crate) fn case(samples: &[Sample], seed: u64) -> (&'static str, Vec<u8>) {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let sample = &samples[random.gen_range(0..samples.len())];
    let mut bytes = sample.bytes.clone();
    for _ in 0..random.gen_range(1..=4) {
        fault(&mut bytes, samples, &mut random);
        bytes.truncate(LARGEST);
    }
    let bytes = sample.shell.around(bytes);
    // Now and then one of many in an archive.
    if sample.ending != "zip" && random.gen_bool(0.1) {
        let names: Vec<String> =
            (0..random.gen_range(1..8)).map(|at| format!("{at}.{}", sample.ending)).collect();
        return ("zip", files::zip(names.iter().map(|name| (name.as_str(), bytes.clone()))));
    }
    (sample.ending, bytes)
}

/// Makes one fault.
fn fault(bytes: &mut Vec<u8>, samples: &[Sample], random: &mut Xoshiro256PlusPlus) {
    if bytes.is_empty() {
        return;
    }
    let at = random.gen_range(0..bytes.len());
    let end = bytes.len().min(at + random.gen_range(1..=200));
    match random.gen_range(0..12) {
        0 => bytes[at] ^= 1 << random.gen_range(0..8),
        1 => bytes[at] = *[0, 0x7F, 0x80, 0xFF, b'\n', b'<'].choose(random).unwrap_or(&0),
        2 => {
            bytes.drain(at..end);
        }
        3 => {
            let block = bytes[at..end].repeat(*[1, 2, 50, 2000].choose(random).unwrap_or(&1));
            insert(bytes, at, &block);
        }
        4 => {
            let block = bytes[at..end].to_vec();
            let to = random.gen_range(0..bytes.len());
            insert(bytes, to, &block);
        }
        5 => {
            let block: Vec<u8> = (at..end).map(|_| random.r#gen()).collect();
            bytes.splice(at..end, block);
        }
        6 => bytes.truncate(at),
        7 => {
            // Data after the end, or the second half of something else.
            let other = &samples[random.gen_range(0..samples.len())].bytes;
            let cut = if random.gen_bool(0.5) { bytes.len() } else { at };
            bytes.truncate(cut);
            bytes.extend_from_slice(&other[random.gen_range(0..other.len())..]);
        }
        8 => number(bytes, at, random),
        9 => {
            // A length as archives and pictures write it.
            let value =
                *[0_u32, 1, 0x7FFF_FFFF, 0xFFFF_FFFF, 0x0001_0000].choose(random).unwrap_or(&0);
            let end = bytes.len().min(at + 4);
            let value =
                if random.gen_bool(0.5) { value.to_le_bytes() } else { value.to_be_bytes() };
            bytes.splice(at..end, value);
        }
        10 => name(bytes, at, random),
        _ => {
            let opener = OPENERS.choose(random).unwrap_or(&"[");
            let block = opener.repeat(*[3, 300, 20_000].choose(random).unwrap_or(&3));
            insert(bytes, at, block.as_bytes());
        }
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, block: &[u8]) {
    bytes.splice(at..at, block.iter().copied());
}

/// Puts another number in the place of the next one.
fn number(bytes: &mut Vec<u8>, from: usize, random: &mut Xoshiro256PlusPlus) {
    let Some(start) = bytes[from..].iter().position(u8::is_ascii_digit) else { return };
    let start = from + start;
    let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let other = NUMBERS.choose(random).unwrap_or(&"0");
    bytes.splice(start..start + length, other.bytes());
}

/// Puts another name in the place of the next one.
fn name(bytes: &mut Vec<u8>, from: usize, random: &mut Xoshiro256PlusPlus) {
    let Some(start) = bytes[from..].iter().position(|&byte| byte == b'/') else { return };
    let start = from + start + 1;
    let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let other = NAMES.choose(random).unwrap_or(&"Form");
    bytes.splice(start..start + length, other.bytes());
}

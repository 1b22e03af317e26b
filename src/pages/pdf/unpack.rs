//! How much the parts of a PDF unpack to, measured before anything is unpacked into memory.

use crate::budget::PDF_PACKINGS;
use std::io::Read;

use flate2::read::ZlibDecoder;

use crate::pages::guard::Stop;

/// Whether no packed stream of a PDF unpacks to more than `most` bytes.
///
/// Streams are found by their keyword alone, since the objects around them may be packed
/// themselves. What an encryption hides is not seen.
pub(super) fn is_within(pdf: &[u8], most: u64, stop: &Stop) -> bool {
    let mut rest = pdf;
    while let Some(at) = find(rest, b"stream") {
        stop.check();
        rest = &rest[at + b"stream".len()..];
        let data = rest.strip_prefix(b"\r").unwrap_or(rest);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        if !(0..PDF_PACKINGS).all(|layers| is_layer_within(data, layers, most)) {
            return false;
        }
    }
    true
}

/// Whether `data` unpacked once and `layers` times more is no larger than `most`; what is not
/// packed so often is.
fn is_layer_within(data: &[u8], layers: usize, most: u64) -> bool {
    if !is_packed(data) {
        return true;
    }
    let mut reader: Box<dyn Read + '_> = Box::new(ZlibDecoder::new(data));
    for _ in 0..layers {
        let mut head = [0; 2];
        if reader.read_exact(&mut head).is_err() || !is_packed(&head) {
            return true;
        }
        reader = Box::new(ZlibDecoder::new(head_first(head, reader)));
    }
    let mut limited = reader.take(most.saturating_add(1));
    // An error is the end of what can be unpacked.
    let mut buffer = vec![0; 1 << 16];
    let mut sum = 0;
    while let Ok(count @ 1..) = limited.read(&mut buffer) {
        sum += count as u64;
    }
    sum <= most
}

fn head_first<'a>(head: [u8; 2], rest: Box<dyn Read + 'a>) -> impl Read + 'a {
    std::io::Cursor::new(head).chain(rest)
}

/// Whether bytes begin as zlib data does.
fn is_packed(data: &[u8]) -> bool {
    matches!(data, [method, flags, ..]
        if method & 0x0F == 8 && (u16::from(*method) << 8 | u16::from(*flags)).is_multiple_of(31))
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + haystack[from..].iter().position(|&byte| byte == needle[0])?;
        if haystack[at..].starts_with(needle) {
            return Some(at);
        }
        from = at + 1;
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::ZlibEncoder};

    use super::*;

    fn pack(data: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(data).expect("packs");
        encoder.finish().expect("packs")
    }

    #[test]
    fn a_bomb_is_seen_through_its_layers() {
        let stop = Stop::default();
        let once = pack(&vec![b' '; 3 << 20]);
        let twice = pack(&once);
        for data in [&once, &twice] {
            let pdf = [b"1 0 obj <<>> stream\r\n", &data[..], b"\nendstream"].concat();
            assert!(is_within(&pdf, 3 << 20, &stop));
            assert!(!is_within(&pdf, (3 << 20) - 1, &stop));
        }
    }
}

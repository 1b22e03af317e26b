//! Bytes → [`Page`]: the only room that reads texts.
//!
//! One input is one meeting: a file, a folder of one file a speech, or an
//! archive, which is read as the folder that it holds. A file's bytes tell its
//! format, not its name: `formats` is the table of them, and each has a file
//! with its reader. Folders are read in name order, so that a report does not
//! depend on the disk.

use crate::error::Result;

#[cfg(feature = "office")]
mod archive;
mod bytes;
mod child;
#[cfg(feature = "office")]
mod docx;
mod encoding;
mod formats;
mod given;
mod guard;
mod html;
mod input;
mod listing;
mod near;
mod ours;
mod page;
mod params;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
mod reader;
mod readers;
mod stream;
pub mod table;
#[cfg(feature = "office")]
mod unzip;

pub use child::serve;
#[cfg(feature = "charts")]
pub(crate) use formats::is_taken_out;
pub use formats::{Format, formats};
pub use given::GivenFile;
pub use guard::is_reader_thread;
pub use input::{beside, inside, name_of, read, read_font, read_list, read_model, report_in};
pub(crate) use near::must_exist;
pub use ours::REPORT_JSON;
pub(crate) use page::sha256;
pub use page::{Page, Reading, Source};
pub use params::Params;
pub use readers::{APART, ReaderCommand, Readers};
pub use stream::{Portion, Portions};

/// The inputs that a file's bytes hold: one of one page, or, in an archive, one a folder.
///
/// `name` is the file's path or `-`; only what follows its last `/` becomes part of an answer.
/// Foreign formats are read in this process, as [`Readers::Here`].
///
/// # Errors
/// A format that is not read, a damaged, locked, too large or empty file, and a text that its
/// encoding does not explain, each with the place and what to do.
pub fn decode(name: &str, bytes: Vec<u8>, params: &Params) -> Result<Vec<Source>> {
    Readers::Here.decode(name, bytes, params)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Fault;

    #[test]
    fn bytes_that_are_no_text_are_refused_with_their_reason() {
        for (bytes, fault, reason) in [
            (&b""[..], Fault::NoText, "the file is empty"),
            (b" \n\t", Fault::NoText, "the file is empty"),
            (b"\xEF\xBB\xBF\n", Fault::NoText, "the file is empty"),
            (b"ab\0cd", Fault::Unsupported, "byte 3 is zero"),
            (b"{\\rtf1\\ansi}", Fault::Unsupported, "RTF is not read"),
            (b"\xD0\xCF\x11\xE0", Fault::Unsupported, "an old or locked Office file is not read"),
            (b"\x89PNG\r\n", Fault::Unsupported, "a picture is not read"),
        ] {
            let error = decode("x.txt", bytes.to_vec(), &Params::default()).expect_err("refused");
            assert_eq!(error.fault(), Some(fault), "{error}");
            let message = error.to_string();
            assert!(message.contains(reason) && message.starts_with("x.txt"), "{message}");
        }
    }

    #[test]
    fn a_text_is_its_file_and_knows_its_encoding() {
        let read = |bytes: &[u8]| {
            let name = "dir/x.txt";
            decode(name, bytes.to_vec(), &Params::default()).expect("reads").remove(0)
        };
        let source = read("\u{feff}会\n".as_bytes());
        assert_eq!((source.name.as_str(), source.is_folder), ("x", false));
        assert_eq!(source.pages[0].text, "\u{feff}会\n");
        let page = &read(b"\xB9\xE3\xB6\xAB\xCA\xA1\xB8\xBE\xC1\xAA\xC8\xCF\xD5\xE6\n").pages[0];
        assert_eq!((page.text.as_str(), page.read.encoding), ("广东省妇联认真\n", Some("GB18030")));
        assert!(page.read.sha256.as_ref().is_some_and(|hash| hash.len() == 64));
    }

    #[test]
    fn too_large_a_file_is_refused_with_the_setting() {
        let params = Params { max_bytes: 3, ..Params::default() };
        let error = decode("x.txt", b"abcd".to_vec(), &params).expect_err("refused").to_string();
        assert!(error.contains("more than 3 bytes") && error.contains("--max-bytes"), "{error}");
    }
}

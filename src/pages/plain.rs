//! A text file → its text.

use std::borrow::Cow;

use super::{
    encoding, guard,
    reader::{Content, Input},
};
use crate::error::Result;

/// The text of a file in the encoding that it has.
pub(super) fn read(input: Input<'_>) -> Result<Content> {
    let Input { name, bytes, params, .. } = input;
    let (text, encoding) = encoding::decode(name, &bytes, params.encoding.as_deref())?;
    let encoding = Some(encoding);
    if let Cow::Owned(text) = text {
        return Ok(Content { text, encoding, ..Content::default() });
    }
    // The text is the bytes themselves, which need no second copy.
    let text = String::from_utf8(bytes).map_err(|_| guard::damaged(name))?;
    Ok(Content { text, encoding, is_file: true, ..Content::default() })
}

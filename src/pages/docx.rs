//! A Word document (Office Open XML) → text, a paragraph a line.
//!
//! Insertions, tables and text boxes are text; deletions and the second copy
//! of a text box, for old programs, are not. A paragraph of a text box comes
//! before the one that it is anchored in.

use std::{
    borrow::Cow,
    io::{Cursor, Read, Seek},
};

use quick_xml::{
    Reader,
    events::{BytesRef, BytesStart, Event},
};
use zip::ZipArchive;

use super::{
    encoding,
    guard::Stop,
    reader::{Content, Input, is_archive},
    unzip,
};
use crate::budget::DOCX_DEPTH;
use crate::error::{Error, Fault, Result};

/// What holds no text that is read: properties, deletions, field codes, readings over characters,
/// and what is there for programs that do not know its other form.
const SKIPPED: [&str; 9] =
    ["pPr", "rPr", "tblPr", "sectPr", "del", "moveFrom", "instrText", "rt", "Fallback"];

/// Whether an archive is a Word document.
pub(super) fn is_docx(bytes: &[u8]) -> bool {
    is_archive(bytes)
        && unzip::open("", Cursor::new(bytes)).is_ok_and(|zip| main_part(&zip).is_some())
}

/// The document's own part among the parts of a package.
fn main_part<R: Read + Seek>(package: &ZipArchive<R>) -> Option<String> {
    let names = package.file_names().filter_map(|name| Some(name.ok()?.into_owned()));
    names.filter(|name| name.starts_with("word/document") && name.ends_with(".xml")).min()
}

/// The text of a document, and what of it is left out.
pub(super) fn read(input: Input<'_>) -> Result<Content> {
    let Input { name, bytes, params, stop } = input;
    let mut zip = unzip::open(name, Cursor::new(bytes))?;
    let part = main_part(&zip).unwrap_or_default();
    let mut file = zip.by_name(&part).map_err(|error| unzip::damaged(name, &error))?;
    let xml = unzip::unpack(name, &mut file, params.max_bytes, params)?;
    drop(file);
    let (xml, _) = encoding::decode(name, &xml, None)?;
    let text = body(&xml, stop).map_err(|reason| {
        Error::input(
            name,
            format!("{part}: {reason}"),
            "open it in a word processor and save it anew, or as text",
        )
        .of(Fault::Damaged)
    })?;
    let notes = ["footnotes", "endnotes", "comments"]
        .into_iter()
        .filter(|part| zip.index_for_name(&format!("word/{part}.xml")).is_some())
        .map(|part| format!("{part} left out"))
        .collect();
    Ok(Content { text, notes, ..Content::default() })
}

/// The paragraphs of `word/document.xml`.
fn body(xml: &str, stop: &Stop) -> std::result::Result<String, String> {
    let mut reader = Reader::from_str(xml);
    let mut walk = Walk::default();
    loop {
        let event = reader.read_event().map_err(|error| {
            let line = 1 + xml[..xml.floor_char_boundary(reader.buffer_position() as usize)]
                .matches('\n')
                .count();
            format!("no well-formed XML at line {line}: {error}")
        })?;
        stop.check();
        match event {
            Event::Start(start) => walk.enter(&start)?,
            Event::Empty(start) if walk.skip == 0 => walk.mark(start.local_name().as_ref()),
            Event::End(end) => walk.leave(end.local_name().as_ref()),
            Event::Text(text) if walk.is_said() => walk.push(&text.xml10_content()),
            Event::CData(text) if walk.is_said() => walk.push(&text.xml10_content()),
            Event::GeneralRef(reference) if walk.is_said() => walk.push(&entity(&reference)?),
            Event::DocType(_) => return Err("a document type is not allowed in it".into()),
            Event::Eof if walk.depth > 0 => return Err("it ends too early".into()),
            Event::Eof => return Ok(walk.out),
            _ => {}
        }
    }
}

/// The position of the reader in a document, and the text so far.
#[derive(Default)]
struct Walk {
    out: String,
    /// Open paragraphs: one, or more inside a text box.
    open: Vec<String>,
    depth: usize,
    /// The depth of the element that is skipped; 0 if there is none.
    skip: usize,
    /// Elements `t` that are open.
    texts: usize,
}

impl Walk {
    fn enter(&mut self, start: &BytesStart<'_>) -> std::result::Result<(), String> {
        self.depth += 1;
        if self.depth > DOCX_DEPTH {
            return Err(format!("elements are nested deeper than {DOCX_DEPTH}"));
        }
        if self.skip > 0 {
            return Ok(());
        }
        let name = start.local_name();
        let name = name.as_ref();
        match name {
            "p" => self.open.push(String::new()),
            "t" => self.texts += 1,
            _ if SKIPPED.contains(&name) => self.skip = self.depth,
            _ => self.mark(name),
        }
        Ok(())
    }

    fn leave(&mut self, name: &str) {
        if self.skip == 0 {
            match name {
                "p" => {
                    self.out += &self.open.pop().unwrap_or_default();
                    self.out.push('\n');
                }
                "tr" => self.out.push('\n'),
                "t" => self.texts = self.texts.saturating_sub(1),
                _ => {}
            }
        } else if self.skip == self.depth {
            self.skip = 0;
        }
        self.depth = self.depth.saturating_sub(1);
    }

    /// An element that means a character.
    fn mark(&mut self, name: &str) {
        match name {
            "tab" | "ptab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "p" => self.out.push('\n'),
            _ => {}
        }
    }

    /// Whether characters here are text of the document.
    fn is_said(&self) -> bool {
        self.texts > 0 && self.skip == 0
    }

    fn push(&mut self, text: &str) {
        self.open.last_mut().unwrap_or(&mut self.out).push_str(text);
    }
}

/// What a reference means: a character by its number, or one of the five of XML.
fn entity(reference: &BytesRef<'_>) -> std::result::Result<Cow<'static, str>, String> {
    if let Some(c) = reference.resolve_char_ref().map_err(|error| error.to_string())? {
        return Ok(c.to_string().into());
    }
    let name: &str = reference;
    quick_xml::escape::resolve_predefined_entity(name)
        .map(Cow::Borrowed)
        .ok_or_else(|| format!("unknown entity `{name}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(inside: &str) -> std::result::Result<String, String> {
        let xml = format!("<w:document xmlns:w=\"w\"><w:body>{inside}</w:body></w:document>");
        body(&xml, &Stop::default())
    }

    #[test]
    fn what_is_said_is_kept_once_and_what_is_deleted_is_not() {
        let text = read(concat!(
            "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>广东</w:t><w:tab/>",
            "<w:t>a &amp; b&#x3002;</w:t></w:r><w:ins><w:r><w:t>新</w:t></w:r></w:ins>",
            "<w:del><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del>",
            "<w:r><w:br/><w:t xml:space=\"preserve\"> 末</w:t></w:r></w:p>",
            "<w:p/><w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>",
            "<w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            "<w:p><w:r><w:t>前</w:t><mc:AlternateContent><mc:Choice><w:txbxContent>",
            "<w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback>",
            "<w:p><w:r><w:t>框</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>",
            "<w:t>后</w:t></w:r></w:p>",
        ));
        let expected = "广东\ta & b。新\n 末\n\n甲\n乙\n\n框\n前后\n";
        assert_eq!(text.expect("reads"), expected);
    }

    #[test]
    fn what_is_no_document_is_refused() {
        for (inside, reason) in [
            ("<w:p><w:r></w:p>".to_owned(), "no well-formed XML at line 1"),
            ("<w:p>".repeat(300), "nested deeper than 256"),
            ("<w:p><w:r><w:t>&bomb;</w:t></w:r></w:p>".into(), "unknown entity `bomb`"),
        ] {
            let error = read(&inside).expect_err("refused");
            assert!(error.contains(reason), "{error}");
        }
        let error = body("<!DOCTYPE a [<!ENTITY b \"c\">]><a/>", &Stop::default());
        assert!(error.expect_err("refused").contains("document type"));
    }
}

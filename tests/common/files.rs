//! Files of every format, made here from texts of our own.

use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

/// A text as UTF-16, each unit in the order of `bytes`.
pub(crate) fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

/// A ZIP archive of files.
pub(crate) fn zip<'a>(files: impl IntoIterator<Item = (&'a str, Vec<u8>)>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(name, SimpleFileOptions::default()).expect("a file begins");
        writer.write_all(&bytes).expect("written");
    }
    writer.finish().expect("an archive").into_inner()
}

/// A Word document, a line of `text` a paragraph.
pub(crate) fn docx(text: &str) -> Vec<u8> {
    let paragraphs: String = text.lines().map(|line| paragraph(&escape(line))).collect();
    docx_of(&format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{paragraphs}<w:sectPr/></w:body></w:document>"
    ))
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:pPr/><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A Word document with `xml` as its own part.
pub(crate) fn docx_of(xml: &str) -> Vec<u8> {
    zip([
        ("[Content_Types].xml", b"<Types/>".to_vec()),
        ("word/document.xml", xml.as_bytes().to_vec()),
    ])
}

/// A saved web page: `text` between a menu and a footer, its lines ended by `<br>`.
pub(crate) fn html(text: &str) -> String {
    let line = |line: &str| {
        let rest = line.trim_start_matches(' ');
        "&emsp;".repeat(line.len() - rest.len()) + &escape(rest)
    };
    let lines: Vec<String> = text.lines().map(line).collect();
    format!(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>交流会</title>\
         <style>p {{ color: red }}</style><script>var a = \"脚本，不是正文。\";</script></head>\n\
         <body><nav><a href=\"/\">首页</a><a href=\"/news\">时政要闻</a></nav>\n\
         <ul class=\"menu\"><li><a href=\"/a\">图片频道</a></li><li><a href=\"/b\">登录</a></li></ul>\n\
         <div class=\"article\"><p>{}</p></div>\n\
         <footer>版权所有，未经许可不得转载。</footer></body></html>",
        lines.join("<br>\n")
    )
}

pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Text at a place of a PDF page: points from the left and from below, and the size of its type.
pub(crate) type Placed<'a> = (f64, f64, f64, &'a str);

/// A PDF of pages 600 points wide and 800 high, in a face that it does not bring along.
pub(crate) fn pdf(pages: &[Vec<Placed<'_>>]) -> Vec<u8> {
    let contents = pages.iter().map(|texts| {
        let show = |&(x, y, size, text): &Placed<'_>| {
            let hex: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
            format!("BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{hex}> Tj ET\n")
        };
        texts.iter().map(show).collect::<String>()
    });
    pdf_of(&contents.map(|content| (String::new(), content.into_bytes())).collect::<Vec<_>>())
}

/// A PDF whose pages are these streams, each with more keys for its dictionary.
pub(crate) fn pdf_of(contents: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut objects: Vec<Vec<u8>> = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        Vec::new(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>".to_vec(),
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 >>".to_vec(),
    ];
    let mut kids = String::new();
    for (keys, content) in contents {
        let (page, stream) = (objects.len() + 1, objects.len() + 2);
        kids += &format!("{page} 0 R ");
        objects.push(format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {stream} 0 R /Resources << /Font << /F 3 0 R >> >> >>").into_bytes());
        let head = format!("<< /Length {} {keys} >>\nstream\n", content.len());
        objects.push([head.as_bytes(), content, b"\nendstream"].concat());
    }
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", contents.len()).into();
    pdf_of_objects(&objects)
}

/// A PDF of these objects, the first of which is its catalogue.
pub(crate) fn pdf_of_objects(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", number + 1).bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    file.extend(places.iter().flat_map(|place| format!("{place:010} 00000 n \n").into_bytes()));
    let size = places.len() + 1;
    let trailer = format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    file.extend(trailer.bytes());
    file
}

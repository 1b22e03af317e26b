//! Marks → plotters' SVG → usvg's tree → outlined SVG and PNG.
//!
//! plotters writes whole numbers, so it draws four times too large and the
//! `viewBox` scales back. Its bitmap text is wrong for Chinese; the PNG comes
//! from the same tree as the SVG.

use plotters::{
    coord::Shift,
    prelude::{
        Circle, DrawingArea, FontFamily, FontStyle, FontTransform, IntoDrawingArea, PathElement,
        Polygon, RGBColor, Rectangle, SVGBackend, Text,
    },
    style::{
        Color, FontDesc, ShapeStyle, TextStyle,
        text_anchor::{HPos, Pos, VPos},
    },
};
use resvg::tiny_skia::{Pixmap, Transform};
use usvg::{Indent, Options, Tree, WriteOptions};

use super::{
    chart::{Chart, Outlines, Picture},
    drawing::{ChartSheet, ChartText, Drawing},
    fonts::Fonts,
    geometry::Point,
    letters,
    mark::{Anchor, Label, Mark},
    paths,
    style::{self, Colour, Paint},
    words,
};
use crate::{Error, budget::PNG_PIXELS};

/// plotters' pixels in one of our pixels.
const GRAIN: f64 = 4.0;
/// Pixels of the PNG in one of ours, in each direction.
const PNG_SCALE: f32 = 2.0;
/// plotters divides the size that it is given by this before it writes `font-size`.
const FONT_SIZE_TRAP: f64 = 1.24;

type PlottersArea<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type RenderResult<T> = std::result::Result<T, String>;

/// The finished chart from its Chinese and its English drawing. A character without a face is drawn
/// as 〓, and the caption names it.
pub(super) fn finish(mut chinese: Drawing, mut english: Drawing) -> crate::Result<Chart> {
    let sheet = chinese.drawable();
    let english_sheet = english.drawable();
    let (pictures, outlines) =
        rayon::join(|| render(&sheet, &chinese.text), || outline(&english_sheet, &english.text));
    let ChartText { name, title, caption } = chinese.text;
    let failed = |reason| Error::chart(name, reason);
    let [light, dark] = pictures.map_err(failed)?;
    let english = Outlines { svg: outlines.map_err(failed)?, spots: english_sheet.canvas.spots };
    let ChartSheet { canvas, missing, .. } = sheet;
    let spots = canvas.spots;
    Ok(Chart { name: name.into(), title, caption, light, dark, spots, english, missing })
}

/// The picture on light paper as SVG.
fn outline(sheet: &ChartSheet, text: &ChartText) -> RenderResult<String> {
    let tree = tree(&markup(sheet)?, sheet)?;
    Ok(whole(&outlined(&tree, &sheet.canvas.style.fonts)?, sheet, text))
}

/// The picture on light and on dark paper.
///
/// Texts are set once, which is most of the work; the dark picture is the light one with other
/// colours.
fn render(sheet: &ChartSheet, text: &ChartText) -> RenderResult<[Picture; 2]> {
    let tree = tree(&markup(sheet)?, sheet)?;
    let body = outlined(&tree, &sheet.canvas.style.fonts)?;
    let dark = whole(&darkened(&body), sheet, text);
    let dark_tree = Tree::from_str(&dark, &Options::default()).map_err(|e| e.to_string())?;
    let light = Picture { svg: whole(&body, sheet, text), png: png(&tree)? };
    Ok([light, Picture { svg: dark, png: png(&dark_tree)? }])
}

/// The sheet as plotters writes it, its texts still texts.
fn markup(sheet: &ChartSheet) -> RenderResult<String> {
    let mut svg = String::new();
    let (w, h) = size(sheet);
    let area = SVGBackend::with_string(&mut svg, (w, h)).into_drawing_area();
    draw(sheet, &area).map_err(|e| e.to_string())?;
    drop(area);
    Ok(mended(&svg, w, h))
}

fn draw(sheet: &ChartSheet, area: &PlottersArea) -> Result<(), Box<dyn std::error::Error>> {
    // Not `fill`, which stops a pixel short of the edge.
    let (w, h) = size(sheet);
    let corners = [(0, 0), (w as i32, h as i32)];
    area.draw(&Rectangle::new(corners, rgb(Paint::Paper).filled()))?;
    for mark in &sheet.canvas.marks {
        match mark {
            Mark::Rect { area: a, paint } => {
                let corners = [pixel(a.corner()), pixel(Point::new(a.right(), a.bottom()))];
                area.draw(&Rectangle::new(corners, rgb(*paint).filled()))?;
            }
            Mark::Shape { points, paint } => {
                let points: Vec<_> = points.iter().copied().map(pixel).collect();
                area.draw(&Polygon::new(points, rgb(*paint).filled()))?;
            }
            Mark::Line { points, paint, width } => {
                let points: Vec<_> = points.iter().copied().map(pixel).collect();
                let stroke = ShapeStyle::from(rgb(*paint)).stroke_width(grain(*width) as u32);
                area.draw(&PathElement::new(points, stroke))?;
            }
            Mark::Dot { centre, radius, paint } => {
                area.draw(&Circle::new(pixel(*centre), grain(*radius), rgb(*paint).filled()))?;
            }
            Mark::Text { at, label } => {
                area.draw(&Text::new(label.text.as_str(), pixel(*at), text_style(label)))?;
            }
        }
    }
    area.present()?;
    Ok(())
}

fn text_style(label: &Label) -> TextStyle<'static> {
    let size = label.size * GRAIN * FONT_SIZE_TRAP;
    let weight = if label.bold { FontStyle::Bold } else { FontStyle::Normal };
    let turn = if label.turned { FontTransform::Rotate270 } else { FontTransform::None };
    let anchor = match label.anchor {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::End => HPos::Right,
    };
    let font = FontDesc::new(FontFamily::SansSerif, size, weight).transform(turn);
    let color = rgb(label.paint).to_backend_color();
    TextStyle { font, color, pos: Pos::new(anchor, VPos::Center) }
}

/// plotters' SVG with three corrections: the true size; the middle of Chinese letters, which half an
/// x-height puts too high; and bold, which is a stroke because there is no bold face. Quotes in texts
/// are escaped, so that only attributes can match.
fn mended(svg: &str, w: u32, h: u32) -> String {
    let [r, g, b] = style::light(Paint::Ink);
    let stroke = format!(
        "stroke=\"#{r:02X}{g:02X}{b:02X}\" stroke-width=\"0.03em\" stroke-linejoin=\"round\""
    );
    let size = format!("width=\"{}\" height=\"{}\"", f64::from(w) / GRAIN, f64::from(h) / GRAIN);
    svg.replacen(&format!("width=\"{w}\" height=\"{h}\""), &size, 1)
        .replace("dy=\"0.5ex\"", "dy=\"0.36em\"")
        .replace("font-weight=\"bold\"", &stroke)
}

fn tree(markup: &str, sheet: &ChartSheet) -> RenderResult<Tree> {
    let fonts = &sheet.canvas.style.fonts;
    let options =
        Options { fontdb: fonts.database(), font_resolver: fonts.resolver(), ..Options::default() };
    Tree::from_str(markup, &options).map_err(|e| e.to_string())
}

/// What is inside the root of the tree as SVG, its texts as outlines.
fn outlined(tree: &Tree, fonts: &Fonts) -> RenderResult<String> {
    let with_texts = written(tree, true)?;
    letters::lettered(&with_texts, tree, fonts).map_or_else(|| written(tree, false), Ok)
}

/// What is inside the root of the tree as SVG, with texts or with an outline for each of them.
fn written(tree: &Tree, preserve_text: bool) -> RenderResult<String> {
    let svg = tree.to_string(&WriteOptions {
        preserve_text,
        // A fortieth of a pixel, as everything is drawn GRAIN times too large.
        coordinates_precision: 1,
        transforms_precision: 4,
        indent: Indent::None,
        ..WriteOptions::default()
    });
    let body = svg.split_once('>').map(|(_, body)| body).ok_or("usvg wrote no SVG")?;
    Ok(paths::compact(body))
}

/// A whole SVG around `body`, with title and caption for screen readers and a `viewBox` for pages
/// that scale it.
fn whole(body: &str, sheet: &ChartSheet, text: &ChartText) -> String {
    let (w, h) = size(sheet);
    let (w, h) = (f64::from(w) / GRAIN, f64::from(h) / GRAIN);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{w}\" height=\"{h}\" \
         viewBox=\"0 0 {w} {h}\" role=\"img\"><title>{}</title><desc>{}</desc>{body}",
        escaped(sheet.canvas.said(&text.title)),
        escaped(sheet.canvas.said(&text.caption))
    )
}

/// `body` with each colour as it is on dark paper.
fn darkened(body: &str) -> String {
    const MARK: &str = "=\"#";
    let pairs = style::dark_pairs();
    let mut dark = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find(MARK) {
        // The colour begins with the last character of the mark.
        let (before, after) = rest.split_at(at + MARK.len() - 1);
        let (colour, after) = after.split_at(after.find('"').unwrap_or(after.len()));
        let place = pairs.binary_search_by(|(light, _)| light.as_str().cmp(colour));
        dark.push_str(before);
        dark.push_str(place.map_or(colour, |place| &pairs[place].1));
        rest = after;
    }
    dark + rest
}

fn escaped(text: &str) -> String {
    words::clean(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn png(tree: &Tree) -> RenderResult<Vec<u8>> {
    let size = tree.size();
    let scale = (PNG_PIXELS as f32 / (size.width() * size.height())).sqrt().clamp(1.0, PNG_SCALE);
    let scaled = size.to_int_size().scale_by(scale).ok_or("the picture is too large")?;
    // The last row and column are whole, so that the paper covers them.
    let (w, h) = (scaled.width() as f32, scaled.height() as f32);
    let transform = Transform::from_scale(w / size.width(), h / size.height());
    let mut pixels =
        Pixmap::new(scaled.width(), scaled.height()).ok_or("the picture is too large")?;
    resvg::render(tree, transform, &mut pixels.as_mut());
    encoded(&pixels).map_err(|e| e.to_string())
}

/// Pixels as PNG.
///
/// The paper covers everything, so there is no transparency to write. Flat surfaces compress better
/// without a filter than with any, in a fifth of the time.
fn encoded(pixels: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let colours = pixels.pixels().iter().flat_map(|p| [p.red(), p.green(), p.blue()]);
    let colours: Vec<u8> = colours.collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_deflate_compression(png::DeflateCompression::Level(2));
    encoder.set_filter(png::Filter::NoFilter);
    // A chart that is given as a text is known by it, and refused.
    encoder.add_text_chunk("Software".into(), "yiti".into())?;
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&colours)?;
    writer.finish()?;
    Ok(file)
}

/// The sheet in plotters' pixels.
fn size(sheet: &ChartSheet) -> (u32, u32) {
    (grain(sheet.width) as u32, grain(sheet.height) as u32)
}

fn grain(length: f64) -> i32 {
    (length * GRAIN).round() as i32
}

/// `point` in plotters' pixels.
fn pixel(point: Point) -> (i32, i32) {
    (grain(point.x), grain(point.y))
}

fn rgb(paint: Paint) -> RGBColor {
    let [r, g, b]: Colour = style::light(paint);
    RGBColor(r, g, b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        charts::{canvas::Canvas, style::Style},
        phrase::Phrase,
    };

    /// A sheet with one text on it; its title and its caption have these words.
    fn sheet<'a>(
        style: &'a Style,
        said: &str,
        label: impl Fn(&Canvas<'a>) -> Label,
    ) -> ChartSheet<'a> {
        let mut canvas = Canvas::new(style);
        let label = label(&canvas);
        canvas.text(Point::ZERO, label);
        let said = || Phrase::same(said);
        let text = ChartText { name: "test", title: said(), caption: said() };
        Drawing { canvas, text }.sheet()
    }

    #[test]
    fn plotters_traps_are_mended() {
        let style = Style::default();
        let svg = markup(&sheet(&style, "题", |canvas| canvas.body("广东").bold())).unwrap();
        assert_eq!(svg.matches("<text").count(), 3);
        assert_eq!(svg.matches("dy=\"0.36em\"").count(), 3);
        assert_eq!(svg.matches("stroke-width=\"0.03em\"").count(), 2);
        assert!(svg.contains("font-size=\"52"), "13 pixels, four times too large: {svg}");
    }

    /// The pixels of an SVG.
    fn drawn(body: &str, sheet: &ChartSheet<'_>) -> Vec<u8> {
        let text = ChartText { name: "test", title: Phrase::default(), caption: Phrase::default() };
        let svg = whole(body, sheet, &text);
        let tree = Tree::from_str(&svg, &Options::default()).unwrap();
        let size = tree.size().to_int_size();
        let mut pixels = Pixmap::new(size.width(), size.height()).unwrap();
        resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
        pixels.take()
    }

    #[test]
    fn letters_from_defs_look_as_outlines_in_line_do() {
        let style = Style::default();
        for word in ["新疆维吾尔自治区妇女联合会", "12,345字 AVAWA", "寻找“最美家庭”−0.28"]
        {
            for turned in [false, true] {
                let label = |canvas: &Canvas<'_>| Label { turned, ..canvas.body(word).bold() };
                let sheet = sheet(&style, "题", label);
                let tree = tree(&markup(&sheet).unwrap(), &sheet).unwrap();
                let letters = outlined(&tree, &style.fonts).unwrap();
                let in_line = written(&tree, false).unwrap();
                assert!(letters.contains("<use") && !in_line.contains("<use"));
                let (one, other) = (drawn(&letters, &sheet), drawn(&in_line, &sheet));
                assert!(one.iter().any(|&part| part < 128), "something is drawn");
                let furthest = one.iter().zip(&other).map(|(a, b)| a.abs_diff(*b)).max();
                // Rounding moves an edge by a fortieth of a pixel, which may change its colour by a third.
                assert!(furthest < Some(85), "{word}: {furthest:?}");
            }
        }
    }

    #[test]
    fn a_letter_is_outlined_once_whatever_its_size() {
        let style = Style::default();
        let sheet = sheet(&style, "注", |canvas| canvas.body("题注题注 题"));
        let tree = tree(&markup(&sheet).unwrap(), &sheet).unwrap();
        let svg = outlined(&tree, &style.fonts).unwrap();
        let (outlines, texts) = svg.split_once("</defs>").unwrap();
        assert_eq!(outlines.matches("<path").count(), 2, "{svg}");
        assert_eq!(texts.matches("<use").count(), 7, "{svg}");
    }

    /// The width of the first text in `group`, as usvg has set it.
    fn drawn_text(group: &usvg::Group) -> Option<f32> {
        group.children().iter().find_map(|node| match node {
            usvg::Node::Group(group) => drawn_text(group),
            usvg::Node::Text(text) => Some(text.abs_bounding_box().width()),
            _ => None,
        })
    }

    #[test]
    fn texts_are_as_wide_as_measured() {
        let style = Style::default();
        for word in ["新疆维吾尔自治区妇女联合会", "12,345字", "寻找“最美家庭”−0.28"]
        {
            let canvas = Canvas::new(&style);
            let measured = canvas.width(&canvas.body(word));
            let sheet = sheet(&style, "", |canvas| canvas.body(word));
            let tree = tree(&markup(&sheet).unwrap(), &sheet).unwrap();
            let drawn = drawn_text(tree.root()).unwrap();
            let difference = (f64::from(drawn) - measured).abs();
            assert!(difference < 2.0, "{word}: drawn {drawn}, measured {measured}");
        }
    }
}

//! Marks → plotters' SVG → usvg's tree → outlined SVG and PNG.
//!
//! plotters writes whole numbers, so it draws four times too large and the
//! `viewBox` scales back. Its bitmap text is wrong for Chinese; the PNG comes
//! from the same tree as the SVG.

use plotters::{
    coord::Shift,
    prelude::{
        Circle, DrawingArea, FontFamily, FontStyle, FontTransform, IntoDrawingArea, PathElement,
        RGBColor, Rectangle, SVGBackend, Text,
    },
    style::{
        Color, FontDesc, ShapeStyle, TextStyle,
        text_anchor::{HPos, Pos, VPos},
    },
};
use resvg::tiny_skia::{Pixmap, Transform};
use usvg::{Indent, Options, Tree, WriteOptions};

use super::{
    canvas::{Anchor, Head, Label, Mark, Point, Sheet},
    style::Colour,
};

/// plotters' pixels in one of ours.
const GRAIN: f64 = 4.0;
/// Pixels of the PNG in one of ours.
const PNG_SCALE: f32 = 2.0;
/// plotters writes `font-size` as the size it is told over this.
const FONT_SIZE_TRAP: f64 = 1.24;

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Reason<T> = std::result::Result<T, String>;

/// The outlined SVG and the PNG.
pub(super) fn render(sheet: &Sheet, head: &Head) -> Reason<(String, Vec<u8>)> {
    let tree = tree(&markup(sheet)?, sheet)?;
    Ok((outlined(&tree, head)?, png(&tree)?))
}

/// The sheet as plotters writes it, its texts still texts.
pub(super) fn markup(sheet: &Sheet) -> Reason<String> {
    let mut svg = String::new();
    let size = (grain(sheet.width) as u32, grain(sheet.height) as u32);
    let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
    draw(sheet, &area).map_err(|e| e.to_string())?;
    drop(area);
    Ok(mended(&svg, sheet, size))
}

fn draw(sheet: &Sheet, area: &Area) -> Result<(), Box<dyn std::error::Error>> {
    area.fill(&rgb(sheet.canvas.style.background))?;
    for mark in &sheet.canvas.marks {
        match mark {
            Mark::Rect { area: a, colour } => {
                let corners = [place((a.x, a.y)), place((a.right(), a.bottom()))];
                area.draw(&Rectangle::new(corners, rgb(*colour).filled()))?;
            }
            Mark::Line { points, colour, width } => {
                let points: Vec<_> = points.iter().copied().map(place).collect();
                let stroke = ShapeStyle::from(rgb(*colour)).stroke_width(grain(*width) as u32);
                area.draw(&PathElement::new(points, stroke))?;
            }
            Mark::Dot { centre, radius, colour } => {
                area.draw(&Circle::new(place(*centre), grain(*radius), rgb(*colour).filled()))?;
            }
            Mark::Text { at, label } => {
                area.draw(&Text::new(label.text.as_str(), place(*at), text_style(label)))?;
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
    let color = rgb(label.colour).to_backend_color();
    TextStyle { font, color, pos: Pos::new(anchor, VPos::Center) }
}

/// plotters' SVG with what plotters cannot say: the true size, the middle of
/// Chinese letters (half an x-height hangs them too high), and bold without a
/// bold face, which is a stroke. Quotes in texts are escaped, so that only
/// attributes can match.
fn mended(svg: &str, sheet: &Sheet, (w, h): (u32, u32)) -> String {
    let [r, g, b] = sheet.canvas.style.ink;
    let stroke = format!(
        "stroke=\"#{r:02X}{g:02X}{b:02X}\" stroke-width=\"0.03em\" stroke-linejoin=\"round\""
    );
    let size = format!("width=\"{}\" height=\"{}\"", f64::from(w) / GRAIN, f64::from(h) / GRAIN);
    svg.replacen(&format!("width=\"{w}\" height=\"{h}\""), &size, 1)
        .replace("dy=\"0.5ex\"", "dy=\"0.36em\"")
        .replace("font-weight=\"bold\"", &stroke)
}

fn tree(markup: &str, sheet: &Sheet) -> Reason<Tree> {
    let fonts = &sheet.canvas.style.fonts;
    let options =
        Options { fontdb: fonts.database(), font_resolver: fonts.resolver(), ..Options::default() };
    Tree::from_str(markup, &options).map_err(|e| e.to_string())
}

/// The tree as SVG, with words for those who hear it and a `viewBox` for pages that scale it.
fn outlined(tree: &Tree, head: &Head) -> Reason<String> {
    let svg = tree.to_string(&WriteOptions {
        // A fortieth of a pixel, as everything is drawn GRAIN times too large.
        coordinates_precision: 1,
        transforms_precision: 4,
        indent: Indent::None,
        ..WriteOptions::default()
    });
    let body = svg.split_once('>').map(|(_, body)| body).ok_or("usvg wrote no SVG")?;
    let (w, h) = (tree.size().width(), tree.size().height());
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" \
         viewBox=\"0 0 {w} {h}\" role=\"img\"><title>{}</title><desc>{}</desc>{body}",
        escaped(&head.title),
        escaped(&head.caption)
    ))
}

fn escaped(text: &str) -> String {
    super::words::clean(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn png(tree: &Tree) -> Reason<Vec<u8>> {
    let size = tree.size().to_int_size();
    let scaled = size.scale_by(PNG_SCALE).ok_or("the picture is too large")?;
    let mut pixels =
        Pixmap::new(scaled.width(), scaled.height()).ok_or("the picture is too large")?;
    resvg::render(tree, Transform::from_scale(PNG_SCALE, PNG_SCALE), &mut pixels.as_mut());
    pixels.encode_png().map_err(|e| e.to_string())
}

fn grain(length: f64) -> i32 {
    (length * GRAIN).round() as i32
}

fn place((x, y): Point) -> (i32, i32) {
    (grain(x), grain(y))
}

fn rgb([r, g, b]: Colour) -> RGBColor {
    RGBColor(r, g, b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::{Style, canvas::Canvas};

    #[test]
    fn plotters_traps_are_mended() {
        let style = Style::light();
        let mut canvas = Canvas::new(&style);
        canvas.text((0.0, 0.0), canvas.body("广东").bold());
        let head = Head { name: "test", title: "题".into(), caption: "注".into() };
        let svg = markup(&canvas.sheet(&head)).unwrap();
        assert_eq!(svg.matches("<text").count(), 3);
        assert_eq!(svg.matches("dy=\"0.36em\"").count(), 3);
        assert_eq!(svg.matches("stroke-width=\"0.03em\"").count(), 2);
        assert!(svg.contains("font-size=\"52"), "13 pixels, four times too large: {svg}");
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
        let style = Style::light();
        let canvas = Canvas::new(&style);
        for text in ["新疆维吾尔自治区妇女联合会", "12,345字", "寻找“最美家庭”−0.28"]
        {
            let mut canvas = canvas.clone();
            let label = canvas.body(text);
            let measured = canvas.width(&label);
            canvas.text((0.0, 0.0), label);
            let head = Head { name: "test", title: String::new(), caption: String::new() };
            let sheet = canvas.sheet(&head);
            let tree = tree(&markup(&sheet).unwrap(), &sheet).unwrap();
            let drawn = drawn_text(tree.root()).unwrap();
            let difference = (f64::from(drawn) - measured).abs();
            assert!(difference < 2.0, "{text}: drawn {drawn}, measured {measured}");
        }
    }
}

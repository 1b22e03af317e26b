//! Prepares a chart's SVG for a page that has other SVGs.

/// The picture without its XML prologue, scalable, and with ids that no other picture has.
///
/// `prefix` goes before every id: two pictures may both have a `clip1`, and in
/// one page the second would be cut by the first one's shape.
pub(super) fn inline(svg: &str, prefix: &str) -> String {
    let start = svg.find("<svg").unwrap_or(0);
    let (tag, rest) = svg[start..].split_at(root_end(&svg[start..]));
    let picture = format!("{}{rest}", scalable(tag));
    ["\u{20}id=\"", "url(#", "href=\"#", "aria-labelledby=\"", "aria-describedby=\""]
        .iter()
        .fold(picture, |picture, mark| picture.replace(mark, &format!("{mark}{prefix}")))
}

/// Where the root's opening tag ends, before its `>` or `/>`.
fn root_end(svg: &str) -> usize {
    let mut quoted = false;
    for (at, c) in svg.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '/' | '>' if !quoted => return at,
            _ => {}
        }
    }
    svg.len()
}

/// The root's tag with a `viewBox`, without which a narrow page would cut the picture.
fn scalable(tag: &str) -> String {
    let size = attribute(tag, "width").zip(attribute(tag, "height"));
    let view = match size {
        Some((width, height)) if attribute(tag, "viewBox").is_none() => {
            format!(" viewBox=\"0 0 {width} {height}\"")
        }
        _ => String::new(),
    };
    format!("{tag}{view}")
}

/// The `viewBox` of a picture.
pub(super) fn view(svg: &str) -> Option<&str> {
    attribute(&svg[..root_end(svg)], "viewBox")
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_what_refers_to_them_move_together() {
        let svg = "<?xml version=\"1.0\"?><svg width=\"4\" height=\"3\"><clipPath id=\"a\"/>\
                   <g clip-path=\"url(#a)\"/><use xlink:href=\"#a\"/></svg>";
        let inlined = inline(svg, "m1-");
        assert_eq!(
            inlined,
            "<svg width=\"4\" height=\"3\" viewBox=\"0 0 4 3\"><clipPath id=\"m1-a\"/>\
             <g clip-path=\"url(#m1-a)\"/><use xlink:href=\"#m1-a\"/></svg>"
        );
    }

    #[test]
    fn a_root_that_scales_is_left_alone() {
        for svg in
            ["<svg width=\"9\" height=\"9\" viewBox=\"0 0 9 9\" aria-label=\"a > b\"/>", "", "<svg"]
        {
            assert_eq!(inline(svg, "x-"), svg);
        }
    }
}

//! A web page as a browser saves it → its main text, a block a line.
//!
//! dom_smoothie finds the article on a page, as a browser's reading view does.
//! It does not always take a record of many speeches for one article, so its
//! answer is compared with the smallest element that holds nearly all prose of
//! the page. That element is taken if the answer lacks some of its prose, or is
//! longer. Nothing is fetched, no script runs.

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use super::{
    encoding,
    reader::{Content, Input},
};
use crate::budget::{WEB_PAGE_BYTES, WEB_PAGE_DEPTH, WEB_PAGE_ELEMENTS};
use crate::error::{Error, Fault, Result};

/// The share of a page's prose that the element of its main text must hold. Chosen by eye.
const ENOUGH: f64 = 0.98;

/// Lines at the top of a text among which its title is looked for. Chosen by eye.
const TOP: usize = 5;

/// Elements whose text is not that of the page.
const SILENT: [&str; 12] = [
    "script", "style", "noscript", "template", "iframe", "svg", "select", "button", "textarea",
    "head", "object", "canvas",
];
/// Elements around the main text.
const AROUND: [&str; 5] = ["nav", "aside", "footer", "form", "dialog"];
/// Elements with a blank line around them.
const PARAGRAPHS: [&str; 15] = [
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "ul",
    "ol",
    "dl",
    "table",
    "figure",
    "hr",
];
/// Elements on lines of their own.
const BLOCKS: [&str; 18] = [
    "div",
    "section",
    "article",
    "main",
    "header",
    "li",
    "dt",
    "dd",
    "tr",
    "caption",
    "address",
    "body",
    "html",
    "figcaption",
    "details",
    "summary",
    "center",
    "fieldset",
];

/// Whether a file is a web page.
pub(super) fn recognises(input: &Input<'_>) -> bool {
    // Most texts hold no `<`, and need not be decoded to know.
    input.bytes.contains(&b'<')
        && encoding::decode(input.name, &input.bytes, input.params.encoding.as_deref())
            .is_ok_and(|(text, _)| is_html(&text))
}

/// The main text of a web page.
pub(super) fn read(input: Input<'_>) -> Result<Content> {
    let wanted = input.params.encoding.as_deref();
    let (page, encoding) = encoding::decode(input.name, &input.bytes, wanted)?;
    let (text, note) = text(input.name, &page)?;
    Ok(Content { text, encoding: Some(encoding), notes: vec![note.into()], ..Content::default() })
}

/// Whether a text is a web page: it begins with an element that pages begin with.
fn is_html(text: &str) -> bool {
    const FIRST: [&str; 19] = [
        "html", "head", "body", "meta", "link", "title", "div", "p", "ul", "ol", "li", "table",
        "span", "a", "article", "section", "h1", "h2", "style",
    ];
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    loop {
        // `<?xml …?>` and comments may come before it.
        let end = match rest {
            _ if rest.starts_with("<?xml") => rest.find("?>").map(|end| end + 2),
            _ if rest.starts_with("<!--") => rest.find("-->").map(|end| end + 3),
            _ => None,
        };
        let Some(end) = end else { break };
        rest = rest[end..].trim_start();
    }
    let Some(tag) = rest.strip_prefix('<') else { return false };
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '!').unwrap_or(tag.len());
    let name = tag[..end].to_ascii_lowercase();
    let closes = tag[end..].starts_with(['>', '/']) || tag[end..].starts_with(char::is_whitespace);
    closes && (name == "!doctype" || FIRST.contains(&name.as_str()))
}

/// The main text of a page, its heading first, and how it was found.
fn text(name: &str, page: &str) -> Result<(String, &'static str)> {
    let too = |reason: String| {
        Error::input(name, reason, "take the text out of it, or split it into several pages")
            .of(Fault::TooLarge)
    };
    if page.len() > WEB_PAGE_BYTES {
        return Err(too(format!("a web page of more than {} MiB", WEB_PAGE_BYTES >> 20)));
    }
    if page.bytes().filter(|&byte| byte == b'<').count() > 2 * WEB_PAGE_ELEMENTS {
        return Err(too(format!("a web page of more than {WEB_PAGE_ELEMENTS} elements")));
    }
    let document = Document::from(page);
    if depth(document.root()) > WEB_PAGE_DEPTH {
        let reason = format!("elements are nested deeper than {WEB_PAGE_DEPTH}");
        return Err(Error::input(name, reason, "take the text out of it").of(Fault::TooLarge));
    }
    Ok(main_text(&document, page))
}

/// The main text, and how it was found.
fn main_text(document: &Document, page: &str) -> (String, &'static str) {
    let title = title(document);
    let best = smallest(document.root());
    // A page without any prose is its links.
    let whole = lines(best, prose(best) > 0);
    let config = Config { disable_json_ld: true, ..Config::default() };
    let article = Readability::new(page, None, Some(config)).and_then(|mut view| view.parse());
    let article =
        article.map(|article| lines(Document::from(article.content.as_ref()).root(), false));
    let (text, note) = match article {
        Ok(article) if weight(&article) >= weight(&whole) && article.len() <= whole.len() => {
            (article, "main text as a reading view shows it")
        }
        _ => (whole, "all text of the element that holds its prose"),
    };
    let known = title.is_empty() || text.lines().take(TOP).any(|line| line.contains(&title));
    (if known { text } else { format!("{title}\n\n{text}") }, note)
}

/// The page's first heading, if it is the only one.
fn title(document: &Document) -> String {
    let found = document.select("h1");
    let text = found.text().split_whitespace().collect::<Vec<_>>().join(" ");
    if found.length() == 1 { text } else { String::new() }
}

/// How much prose a text holds: its punctuation. Menus have no punctuation.
fn weight(text: &str) -> usize {
    text.chars().filter(|c| "。！？；，、：".contains(*c)).count()
        + text.matches(". ").count()
        + text.matches(", ").count()
}

/// The smallest element that holds nearly all prose of a page which is not in links or around
/// the main text.
fn smallest(root: NodeRef<'_>) -> NodeRef<'_> {
    let mut best = root;
    let all = prose(best) as f64;
    loop {
        // A paragraph is no whole text, however long it is.
        let children = best.children_it(false);
        let children = children.filter(|child| child.is_element() && !is_any(*child, &PARAGRAPHS));
        match children.map(|child| (prose(child), child)).max_by_key(|(weight, _)| *weight) {
            Some((weight, child)) if weight > 0 && weight as f64 >= ENOUGH * all => best = child,
            _ => return best,
        }
    }
}

fn prose(node: NodeRef<'_>) -> usize {
    let mut sum = 0;
    walk(node, |node, begins| {
        if begins && node.is_text() {
            sum += weight(&node.text());
        }
        !is_any(node, &SILENT) && !is_any(node, &AROUND) && !node.has_name("a")
    });
    sum
}

fn is_any(node: NodeRef<'_>, names: &[&str]) -> bool {
    node.is_element() && names.iter().any(|name| node.has_name(name))
}

/// Elements within elements below `root`.
fn depth(root: NodeRef<'_>) -> usize {
    let (mut deep, mut most) = (0_usize, 0);
    walk(root, |_, begins| {
        deep = if begins { deep + 1 } else { deep - 1 };
        most = most.max(deep);
        true
    });
    most
}

/// Visits `root` and all below it in order, each node when it begins and, if the visitor did not
/// pass over it, when it ends. Without recursion, since pages may be deep.
fn walk<'a>(root: NodeRef<'a>, mut visit: impl FnMut(NodeRef<'a>, bool) -> bool) {
    let mut node = root;
    loop {
        if visit(node, true) {
            if let Some(child) = node.first_child() {
                node = child;
                continue;
            }
            visit(node, false);
        }
        loop {
            if node.id == root.id {
                return;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { return };
            node = parent;
            visit(node, false);
        }
    }
}

/// The text below `root` as a browser shows it, blocks on lines of their own. With `bare`, lines
/// that are nothing but links are left out: menus and lists of other pages.
fn lines(root: NodeRef<'_>, bare: bool) -> String {
    let mut text = Lines { bare, ..Lines::default() };
    walk(root, |node, begins| {
        if node.is_text() {
            if begins {
                text.push(&node.text());
            }
            return true;
        }
        if is_any(node, &SILENT) || node.id != root.id && is_any(node, &AROUND) {
            return false;
        }
        let step = |count: usize| if begins { count + 1 } else { count.saturating_sub(1) };
        if node.has_name("pre") {
            text.kept = step(text.kept);
        } else if node.has_name("a") && node.has_attr("href") {
            text.links = step(text.links);
        }
        if node.has_name("br") {
            if begins {
                text.line_ends(0);
                text.out.push('\n');
                text.start = text.out.len();
            }
        } else if is_any(node, &PARAGRAPHS) {
            text.line_ends(2);
            // A heading or a paragraph that links somewhere is a heading or a paragraph.
            if !["ul", "ol", "dl", "table"].iter().any(|list| node.has_name(list)) {
                text.paragraphs = step(text.paragraphs);
            }
        } else if is_any(node, &BLOCKS) {
            text.line_ends(1);
        } else if !begins && (node.has_name("td") || node.has_name("th")) {
            text.out.push('\t');
        }
        true
    });
    text.line_ends(0);
    let mut out: Vec<&str> = text.out.trim().lines().map(str::trim_end).collect();
    // A page of many empty elements is not a page of many blank lines.
    out.dedup_by(|a, b| a.is_empty() && b.is_empty());
    out.join("\n") + "\n"
}

/// Text that grows, white space in it as a browser shows it.
#[derive(Default)]
struct Lines {
    out: String,
    /// Lines of links are left out.
    bare: bool,
    /// Where the line that grows begins.
    start: usize,
    /// It holds more than links.
    said: bool,
    /// Elements around, in which white space is kept.
    kept: usize,
    /// Links around.
    links: usize,
    /// Paragraphs and headings around.
    paragraphs: usize,
}

impl Lines {
    /// Ends the line, and leaves a blank one if `count` is 2.
    fn line_ends(&mut self, count: usize) {
        if self.bare && !self.said {
            self.out.truncate(self.start);
        }
        let there = self.out.len() - self.out.trim_end_matches('\n').len();
        if !self.out.is_empty() {
            self.out.push_str(&"\n\n"[..count.saturating_sub(there)]);
        }
        if self.out.ends_with('\n') {
            (self.start, self.said) = (self.out.len(), false);
        }
    }

    fn push(&mut self, text: &str) {
        let is_link = self.links > 0 && self.paragraphs == 0;
        self.said |= !is_link && !text.trim().is_empty();
        if self.kept > 0 {
            self.out.push_str(text);
            return;
        }
        // An ideographic space is no white space to a browser: it is an indent that someone typed.
        let mut gap = None;
        for c in text.chars() {
            if c.is_ascii_whitespace() {
                gap = Some(gap.unwrap_or(false) | (c == '\n'));
                continue;
            }
            if let Some(wraps) = gap.take() {
                self.blank(wraps.then_some(c));
            }
            self.out.push(c);
        }
        if gap.is_some() {
            self.blank(None);
        }
    }

    /// A blank between words, if none stands there; none where a line of the page's source ends
    /// between Chinese characters, `next` being the one after it.
    fn blank(&mut self, next: Option<char>) {
        let last = self.out.chars().next_back();
        let wraps = last.is_none_or(|c| !c.is_ascii()) && next.is_some_and(|c| !c.is_ascii());
        if last.is_some_and(|c| !c.is_ascii_whitespace() && c != '\u{3000}') && !wraps {
            self.out.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(page: &str) -> String {
        text("a.html", page).expect("reads").0
    }

    #[test]
    fn pages_are_known_by_how_they_begin() {
        for page in ["\u{feff}\n<!DOCTYPE html>", "<?xml version=\"1.0\"?><!-- a --><html>", "<p>"]
        {
            assert!(is_html(page), "{page}");
        }
        for text in ["会议", "<会议>", "<!-- outlook -->\n会", "---\n# 会", "<", "<pa>"] {
            assert!(!is_html(text), "{text}");
        }
    }

    #[test]
    fn the_main_text_is_there_and_the_menu_is_not() {
        let speech = "广东省妇联认真落实会议部署，把服务做到家门口。".repeat(12);
        let page = format!(
            "<html><head><title>会议</title><script>x='。'</script></head><body>\
             <nav><a href=1>首页</a> <a href=2>时政</a></nav><div><h1>交流会</h1>\
             <p>{speech}</p><p>河北\n省妇联<br>认真&nbsp;落实。</p></div>\
             <footer>版权所有</footer></body></html>"
        );
        let text = read(&page);
        assert!(text.starts_with("交流会\n\n广东省"), "{text}");
        assert!(text.contains(&format!("{speech}\n\n")), "{text}");
        assert!(text.contains("河北省妇联\n认真\u{a0}落实。"), "{text}");
        for word in ["首页", "版权", "x="] {
            assert!(!text.contains(word), "{word}: {text}");
        }
    }

    #[test]
    fn speeches_in_boxes_of_their_own_are_all_there() {
        let boxes: String = (0..30)
            .map(|n| format!("<div><h2>发言{n}</h2><div><p>第{n}人说，工作好。</p></div></div>"))
            .collect();
        let text = read(&format!("<body><ul><li><a href=1>首页</a></ul><div>{boxes}</div>"));
        assert!((0..30).all(|n| text.contains(&format!("第{n}人说，工作好。"))), "{text}");
        assert!(!text.contains("首页"), "{text}");
    }

    #[test]
    fn what_would_take_the_machine_is_refused() {
        let refused = |page: String| {
            let error = text("a.html", &page);
            error.expect_err("refused").to_string()
        };
        assert!(refused("<div>".repeat(2000)).contains("nested deeper than 512"));
        assert!(refused("<b>".repeat(1_000_001)).contains("more than 500000 elements"));
    }
}

//! Bylines, credits of pictures, times alone and markup: lines that nobody said.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::ends_sentence;

/// Characters of the longest such line. Chosen by eye on newspaper pages.
const LONGEST: usize = 60;
/// Words of a remark in brackets at the end of an article.
const REMARKS: [&str; 10] =
    ["记者", "通讯员", "整理", "摄", "供图", "供稿", "责编", "责任编辑", "有删减", "来源"];
/// Words that begin a line about the article.
const BEGINS: [&str; 12] = [
    "来源：",
    "责任编辑",
    "责编",
    "编辑：",
    "作者：",
    "摄影：",
    "供图：",
    "本版编辑",
    "相关报道",
    "相关阅读",
    "延伸阅读",
    "扫码",
];
/// Words that begin a line which names a writer and says no more.
const WRITERS: [&str; 5] = ["本报记者", "本刊记者", "新华社记者", "通讯员", "记者"];
/// Characters of the shortest such line: 记者 alone names nobody.
const WRITER: usize = 3;

/// A date with its time and nothing more.
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^[\\[（]?[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日? *[0-9]{1,2}：[0-9]{2}(?:：[0-9]{2})?[\\]）]?$")
        .expect("a constant pattern that every test compiles")
});

/// A line of nothing but tags of HTML: a picture, a rule.
static TAGS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(?:\s*</?(?:img|hr|br|p|div|span|a|b|i|font|center|table|tr|td|th)\b[^<>]*>)+\s*$",
    )
    .expect("a constant pattern that every test compiles")
});

/// Whether a line, in its reading, is a credit, a time or markup.
pub(super) fn is_credit(text: &str) -> bool {
    if TAGS.is_match(text) {
        return true;
    }
    text.chars().count() <= LONGEST
        && (is_remark(text)
            || names_writer(text)
            || starts_with_any(text, &BEGINS) && !ends_sentence(text)
            || text.ends_with(" 摄")
            || TIME.is_match(text))
}

/// Whether a line is a remark in brackets about the article: （完）, （记者 丁文 整理）.
fn is_remark(text: &str) -> bool {
    text.strip_prefix('（').and_then(|rest| rest.strip_suffix('）')).is_some_and(|inside| {
        inside == "完" || REMARKS.iter().any(|word| inside.contains(word)) && !ends_sentence(inside)
    })
}

/// Whether a line names a writer: 本报记者丁大文.
fn names_writer(text: &str) -> bool {
    starts_with_any(text, &WRITERS)
        && !text.contains(['：', '，', '。', '？', '！'])
        && text.chars().count() >= WRITER
}

fn starts_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_are_told_from_words() {
        for (line, credit) in [
            ("（本报记者丁大文、方小明）", true),
            ("（记者 丁 文 整理）", true),
            ("（完）", true),
            ("来源：某某日报", true),
            ("记者丁大文", true),
            ("今天开了会。某社记者 丁大文 摄", true),
            ("2016-03-02 15：23：55", true),
            ("<img SRC=\"a.png\" ALIGN=\"BOTTOM\"><br/>", true),
            ("<hr>", true),
            ("<张三>", false),
            ("<b>大家好</b>", false),
            ("（掌声）", false),
            ("记者：您怎么看？", false),
            ("记者们都来了。", false),
            ("来源很多，我们都查过。", false),
            ("2016年3月2日", false),
        ] {
            assert_eq!(is_credit(line), credit, "{line}");
        }
    }
}

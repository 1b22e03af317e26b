//! Numbers that are names: each rule says one way to tell them from statistics.

use std::sync::LazyLock;

use regex::Regex;

use super::mention::Mention;

/// Any value: the shape alone decides.
const ANY: f64 = f64::INFINITY;

/// Named sets are small: above this, `N项举措` counts what was done.
const LARGEST_SET: f64 = 20.0;

/// Quotations of up to this many characters are names of campaigns, not speech.
const LONGEST_NAME: usize = 14;

/// Measure words with which a small Chinese numeral states a fact. With the
/// others it names a set (`三个行动`, `五项举措`).
const COUNTED_IN_WORDS: &[&str] = &["次", "人", "名", "人次", "户", "户次", "场次", "倍"];

/// Where a shape is looked for.
#[derive(Clone, Copy)]
enum Place {
    /// At the end of what stands before number and hedge.
    Before,
    /// At the start of what stands after the number.
    Rest,
    /// At the start of what stands after unit and bound.
    After,
}

/// A shape of names: what it is, where, up to which value, and its pattern.
type Shape = (&'static str, Place, f64, &'static str);

/// Shapes around a number that make it a name; one is enough.
const SHAPES: &[Shape] = &[
    ("date, age, anniversary", Place::Rest, ANY, "^(?:年|月|日|岁|周年|世纪|时)"),
    ("ordinal", Place::Before, ANY, "(?:第|(?:^|[^目当此之日以])前)$"),
    ("class of a year", Place::Rest, ANY, "^届(?:高校|大学|普通|毕业|学生)"),
    ("stage of a work", Place::Rest, ANY, "^期(?:工程|项目|建设)"),
    ("circle of a quarter of an hour", Place::Rest, ANY, "^(?:分钟|小时)[一-龥]{0,5}圈"),
    ("grade", Place::After, ANY, "^级"),
    ("model", Place::Before, ANY, "[A-Za-z][-.]?$"),
    ("formula", Place::Before, ANY, "(?:[+×*]|[0-9][∶:：/]|分之)$"),
    ("formula", Place::Rest, ANY, "^(?:[A-Za-z+×*]|[∶:：/][0-9]|分之)"),
    ("base of a rate", Place::Before, ANY, "每$"),
    (
        "named set",
        Place::After,
        LARGEST_SET,
        "^(?:一|[一-龥]{0,2}(?:方面|部门|环节|维度|层面|领域))",
    ),
    (
        "named set",
        Place::After,
        LARGEST_SET,
        "^[一-龥]{0,2}(?:举措|措施|机制|行动|步骤|原则|要求|纳入)",
    ),
    ("one for each", Place::After, 1.0, "^[一-龥]{0,2}[1一]"),
    ("one for each", Place::Before, 1.0, "[1一][一-龥]{1,2}$"),
    ("slogan", Place::Before, 1.0, "(?:最后|最多|只)[一-龥]?$"),
];

/// What no shape can say: the name of a rule and its test.
type Rule = (&'static str, fn(&Mention) -> bool);

/// Rules on the number itself and on what encloses it; one is enough.
const RULES: &[Rule] = &[
    ("nothing counted: year, hotline, document number", counts_nothing),
    ("rank", is_rank),
    ("the last months", |m| m.hedge == "近" && ["个月", "天"].contains(&m.unit)),
    ("round the clock", |m| m.unit == "小时" && m.number.value == 24.0),
    ("title", |m| m.before.rfind('《') > m.before.rfind('》')),
    ("quoted name", in_short_quotation),
    ("name in Chinese numerals", |m| m.number.han && !states_in_words(m)),
];

/// [`SHAPES`], compiled once.
static COMPILED: LazyLock<Vec<(Place, f64, Regex)>> = LazyLock::new(|| {
    SHAPES.iter().map(|&(_, place, at_most, shape)| (place, at_most, pattern(shape))).collect()
});

/// Before a rank: `居全国9位`, `上升3位`, `排名由9位`.
static RANKED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:[居列排](?:名|在)?(?:全国|全省|全区|全市|世界|全球)?|排名[^，。；]*\
        |(?:前进|前移|后移|进位|提升|上升|跃升|提高|下降)[到至了]?)$",
    )
});

/// After a rank that is left behind: `9位升至`.
static RANKED_ONCE: LazyLock<Regex> =
    LazyLock::new(|| pattern("^(?:进一步)?(?:前进|前移|提升|上升|跃升|升|下降|降)[到至]"));

/// Before and after a `次` that numbers a meeting or names a thing.
static TURN_OF: LazyLock<Regex> = LazyLock::new(|| pattern("(?:届|大)$"));
static TURN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "^(?:[一-龥]{0,3}(?:会议|全会|大会|产业|创业|普查|分配|污染)|、[一二三四五六七八九十]+次)",
    )
});

/// Compiles a pattern of this file.
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant pattern that every test compiles")
}

/// Whether the number names something and counts nothing.
pub(super) fn is_name(mention: &Mention) -> bool {
    let shaped = COMPILED.iter().any(|(place, at_most, shape)| {
        let around = match place {
            Place::Before => mention.before,
            Place::Rest => mention.rest,
            Place::After => mention.after,
        };
        mention.number.value <= *at_most && shape.is_match(around)
    });
    shaped || RULES.iter().any(|(_, applies)| applies(mention))
}

/// No unit printed or implied, and not so large that it can only be a count.
fn counts_nothing(mention: &Mention) -> bool {
    let large = mention.is_large() && !mention.number.lone;
    mention.unit.is_empty() && mention.implied.is_empty() && !large
}

/// `居全国9位`, `上升3位`, `从9位升至6位`.
fn is_rank(mention: &Mention) -> bool {
    ["位", "名"].contains(&mention.unit)
        && (RANKED.is_match(mention.before) || RANKED_ONCE.is_match(mention.after))
}

/// Inside “…” of at most [`LONGEST_NAME`] characters.
fn in_short_quotation(mention: &Mention) -> bool {
    let Some((_, opening)) = mention.before.rsplit_once('“') else { return false };
    let Some((closing, _)) = mention.rest.split_once('”') else { return false };
    let inside = !opening.contains('”') && !closing.contains('“');
    inside && opening.chars().count() + closing.chars().count() <= LONGEST_NAME
}

/// Whether a Chinese numeral states a quantity.
///
/// It does as a part of a hundred, if large or hedged (`近百万户`, `十余次`),
/// and as a count of people or times (`两次`), where `二` would be an ordinal.
fn states_in_words(mention: &Mention) -> bool {
    let number = &mention.number;
    let vague = mention.before.ends_with(['数', '几', '百', '千']);
    let turn =
        mention.unit == "次" && (TURN_OF.is_match(mention.before) || TURN.is_match(mention.after));
    if !number.part.is_empty() {
        true
    } else if vague || turn || number.value <= 1.0 || number.ordinal {
        false
    } else if number.lone || number.value >= 10.0 && mention.is_hedged() {
        mention.is_hedged()
    } else {
        mention.is_large() || COUNTED_IN_WORDS.contains(&mention.unit)
    }
}

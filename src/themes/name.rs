//! Which terms may name a theme that was found.

/// What speakers fill their sentences with; none of it names anything.
const FILLER: [&str; 16] = [
    "的话",
    "也好",
    "好不好",
    "有没有",
    "是不是",
    "就是",
    "这个",
    "那个",
    "这样",
    "这里",
    "什么",
    "怎么",
    "其实",
    "当然",
    "然后",
    "之后",
];
/// Letters of a Latin word from which it may be in a name: shorter ones are mostly function words.
const LATIN: usize = 4;

/// Whether a term may be part of a name.
pub(super) fn is_name(term: &str) -> bool {
    let is_short = term.is_ascii() && term.len() < LATIN;
    !is_short && !FILLER.contains(&term)
}

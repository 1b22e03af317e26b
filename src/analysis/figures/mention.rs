//! A number with what is printed around it: hedge, unit, bound.

use std::ops::Range;

use super::{
    folded::Folded,
    measure::{self, longest},
    numeral::Numeral,
};
use crate::{analysis::Figure, ids::SentenceId};

/// Words before a number that hedge it. This and the lists below are separated by blanks.
const HEDGES: &str = "\
    约 大约 近 将近 接近 超 超过 逾 突破 不低于 不少于 不超过 不高于 不小于 不足 低于 高于 \
    多于 少于 大于 至少 最多 达 达到 高达 多达";

/// Words that hedge only a number without digits: `上万人`, `过百亿元`.
const BARE_HEDGES: &str = "上 过";

/// Hedges that say nothing more beside another one.
const PLAIN: &str = "达 达到";

/// Words that end like a hedge and are none.
const LOOKALIKES: &str = "\
    下达 传达 转达 送达 到达 抵达 直达 通达 附近 就近 最近 邻近 靠近 赶超 反超 线上 网上 以上";

/// Words that make a number a rate; they stand before the hedge.
const RATES: &str = "每年 每月 每天 每日 每周 每季度";

/// Words after the unit that hedge a number.
const BOUNDS: &str = "以上 以下 以内 左右 上下 之多 不等";

/// A number with what is printed around it.
pub(super) struct Mention<'t> {
    /// What stands before the number and its hedge.
    pub(super) before: &'t str,
    /// What stands after the number.
    pub(super) rest: &'t str,
    /// What stands after the unit and its bound.
    pub(super) after: &'t str,
    /// Bytes from hedge to bound.
    pub(super) span: Range<usize>,
    pub(super) number: Numeral,
    /// The unit as printed, `""` if none is.
    pub(super) unit: &'t str,
    /// The unit that the nouns around imply, `""` if the unit is printed.
    pub(super) implied: &'static str,
    /// Rate and hedge before the number.
    pub(super) hedge: &'t str,
    /// Bound after the unit.
    pub(super) bound: &'t str,
    /// The dash of the range to which the number belongs.
    pub(super) dash: &'t str,
}

impl<'t> Mention<'t> {
    /// Reads what stands around `number` in `text`.
    pub(super) fn new(text: &'t str, number: Numeral) -> Self {
        let (left, rest) = (&text[..number.span.start], &text[number.span.end..]);
        let hedge = hedge(left, number.lone);
        let before = &left[..left.len() - hedge.len()];
        let unit = if number.part.is_empty() { measure::unit(rest) } else { number.part };
        let printed = if number.part.is_empty() { unit.len() } else { 0 };
        let bound = longest(BOUNDS, |word| rest[printed..].starts_with(word));
        let after = &rest[printed + bound.len()..];
        let span = before.len()..text.len() - after.len();
        let mut mention =
            Self { before, rest, after, span, number, unit, implied: "", hedge, bound, dash: "" };
        if unit.is_empty() && (mention.is_large() || mention.is_hedged()) {
            mention.implied = measure::implied(left, after);
        }
        mention
    }

    /// Counted in 万 or more.
    pub(super) fn is_large(&self) -> bool {
        self.number.scale >= 4 || self.number.han && self.number.value >= 10_000.0
    }

    /// Marked as not exact by a word before it or by `余`.
    pub(super) fn is_hedged(&self) -> bool {
        !self.hedge.is_empty() || !self.number.more.is_empty()
    }

    /// All hedges of the number as one string.
    pub(super) fn qualifier(&self) -> String {
        let parts = [self.hedge, &self.number.more, self.bound, self.dash];
        let mut said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        if said.len() > 1 {
            said.retain(|part| !is_in(PLAIN, part));
        }
        said.join("…")
    }

    /// The finished figure.
    pub(super) fn figure(&self, folded: &Folded, sentence: &str) -> Figure {
        let unit = if self.unit.is_empty() { self.implied } else { self.unit };
        Figure {
            value: self.number.value,
            unit: unit.to_owned(),
            qualifier: self.qualifier(),
            raw: folded.text[self.span.clone()].to_owned(),
            sentence: sentence.to_owned(),
            sentence_id: SentenceId::default(),
            span: folded.printed(&self.span),
        }
    }
}

/// Rate and hedge at the end of `left`, for a number that is a `lone` scale or not.
fn hedge(left: &str, lone: bool) -> &str {
    let ends = |word: &str| left.ends_with(word);
    if LOOKALIKES.split(' ').any(ends) {
        return "";
    }
    let word = match longest(HEDGES, ends) {
        "" if lone => longest(BARE_HEDGES, ends),
        word => word,
    };
    let outer = &left[..left.len() - word.len()];
    let rate = longest(RATES, |rate| outer.ends_with(rate));
    &left[outer.len() - rate.len()..]
}

/// Whether `word` is one of the blank-separated `words`.
pub(super) fn is_in(words: &str, word: &str) -> bool {
    words.split(' ').any(|one| one == word)
}

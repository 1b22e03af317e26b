//! Says in words which codebook the themes are from.

use super::bilingual::Bilingual;
use crate::{
    analysis::{Codebook, CodebookVerdict, MeetingAnalysis, Origin},
    phrase::Phrase,
    say::percent,
};

/// The codebook of a meeting, how much of the text it explains, and how sure the choice is.
fn chosen(codebook: &Codebook) -> Phrase {
    let Some(best) = codebook.tried.first() else { return Phrase::default() };
    let explained = percent(best.explained);
    let mut text = Phrase::new(
        format!("议题按类目表“{}”划分，有其核心词的段落占全文 {explained}", best.label),
        format!(
            " Themes are those of the codebook “{}”, whose core terms stand in passages that are {explained} of the text",
            best.label_en
        ),
    );
    match codebook.tried.get(1) {
        None => text += &Phrase::new("（由设置指定）", " (named by the settings)"),
        Some(next) => {
            let other = percent(next.explained);
            text += &Phrase::new(
                format!("（“{}”：{other}）", next.label),
                format!(" (“{}”: {other})", next.label_en),
            );
        }
    }
    text += &match codebook.verdict {
        CodebookVerdict::Fits => Phrase::new("。", "."),
        CodebookVerdict::Near => Phrase::new(
            "；两表相差不大，可用 --themes 另选。",
            "; the two fit nearly alike, --themes takes the other.",
        ),
        CodebookVerdict::Poor => Phrase::new(
            "；没有一张表合用，只有把握较大的段落按它归类，其余段落或由文中归纳成议题（带 *），或算“其他”。",
            "; none fits well: only passages that are surely of its themes are given to them, the others to themes found in the text (*) or to “Other”.",
        ),
    };
    text
}

/// The caption of the table of shares. It explains intervals and found themes only where there are
/// any.
pub(super) fn caption(meeting: &MeetingAnalysis) -> Bilingual {
    let mut text = Phrase::new(
        "各议题在每篇发言中所占的份额（按字数）",
        "Each theme's share of each speech by characters",
    );
    if meeting.speeches.iter().any(|speech| speech.share_intervals.is_some()) {
        text += &Phrase::new("，下面小字是 95% 区间", ", with its 95% interval");
    }
    text += &Phrase::new(
        "；哪个议题也归不进的句子算“其他”。点数字，读背后的句子。",
        "; sentences of no theme are “Other”. Click a number to read the sentences behind it.",
    );
    if meeting.themes.iter().any(|theme| theme.origin == Origin::Found) {
        text += &Phrase::new(
            "带 * 的议题不在词表里，由文中的段落聚成：0% 是说没有段落归入它，不是没有用过它的词。",
            " Themes with * are not of the lexicon but clusters of passages: 0% means that no passage fell there, not that its words are never said.",
        );
    }
    if let Some(codebook) = &meeting.codebook {
        text += &chosen(codebook);
    }
    Bilingual(text)
}

//! What the chart of similarities says of itself: its finding, and how it was come by.

use super::{
    frame::{CellNumbers, Frame},
    tree,
};
use crate::{
    analysis::{MeetingAnalysis, Tree},
    charts::{drawing::ChartText, words},
    phrase::Phrase,
    say::{findings, signed},
};

pub(super) fn text(meeting: &MeetingAnalysis, tree: &Tree) -> ChartText {
    ChartText {
        name: "similarity",
        title: findings::alike(meeting),
        caption: caption(meeting, tree),
    }
}

fn caption(meeting: &MeetingAnalysis, tree: &Tree) -> Phrase {
    let (zh, en) = match tree::Axis::new(&tree.merges) {
        Some(axis) if axis.is_share => {
            ("重抽样中同组的比例", "the share of resamplings in which they are together")
        }
        _ => ("相似度", "similarity"),
    };
    let silhouette = tree.silhouette.map_or_else(Phrase::default, |mean| {
        let mean = signed(mean, 2);
        Phrase::new(format!("平均轮廓系数{mean}。"), format!("Mean silhouette {mean}."))
    });
    words::sentences([
        words::size(meeting),
        Phrase::new(
            format!(
                "格中为两篇发言用词和议题的余弦相似度（词频加权，加议题份额，并减去全会平均，0为一般，\
                 正为比一般相近，负为比一般疏远）；左侧树按{zh}由高到低合并（平均联结）。"
            ),
            format!(
                "A cell is the cosine of two speeches’ words and themes (weighted frequencies and \
                 shares, less the meeting’s mean): 0 is as usual, above is nearer, below is \
                 farther. The tree on the left joins them by {en}, highest first (average link)."
            ),
        ),
        numbers_note(meeting, tree),
        interval_note(tree),
        words::group_note(meeting),
        silhouette,
        words::source(meeting),
    ])
}

/// How numbers are written, if not in full.
fn numbers_note(meeting: &MeetingAnalysis, tree: &Tree) -> Phrase {
    match Frame::new(meeting, tree).numbers() {
        CellNumbers::Decimals => Phrase::default(),
        CellNumbers::Hundredths => Phrase::new(
            "格中数字以百分之一计（28即0.28）。",
            "Numbers in cells are hundredths (28 is 0.28).",
        ),
        CellNumbers::None => Phrase::new(
            "发言太多，格中不写数字，见表格similarity.csv。",
            "With so many speeches the cells are too small for numbers: see the table \
             similarity.csv.",
        ),
    }
}

/// What a dot in a cell says, or why there is none.
fn interval_note(tree: &Tree) -> Phrase {
    if tree.intervals.is_none() {
        Phrase::new(
            "文字太多或未重抽语句，没有估计相似度的区间。",
            "There is too much text, or no resampling, for intervals of the similarities.",
        )
    } else {
        Phrase::new(
            "格角有圆点的，相似度的95%区间含把全场段落随意分派时的平均，或段落不足5段而没有区间：\
             分不清这两篇是近、是远还是一般。",
            "A dot in the corner: the 95% interval holds the mean of deals at random of all \
             passages, or fewer than five passages allow none; whether the two are near, far or \
             neither cannot be told.",
        )
    }
}

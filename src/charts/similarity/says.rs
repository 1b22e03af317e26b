//! What the chart of similarities says of itself: its finding, and how it was come by.

use super::{Frame, Head, Numbers, tree, words};
use crate::{
    analysis::{Claim, MeetingAnalysis, Tree},
    ids::SpeechId,
    phrase::Phrase,
};

pub(super) fn head(meeting: &MeetingAnalysis, tree: &Tree) -> Head {
    Head { name: "similarity", title: title(meeting), caption: caption(meeting, tree) }
}

fn title(meeting: &MeetingAnalysis) -> Phrase {
    let together = meeting.standing_together().count();
    let alone = meeting.groups.iter().filter(|group| group.members.len() < 2).count();
    let (zh, en) = match (together, alone) {
        (0, _) => ("各说各的，没有成组".into(), "each for itself, no groups".into()),
        (1, 0) => ("全部成一组".into(), "all in one group".into()),
        (k, 0) => (format!("分为{k}组"), format!("{k} groups")),
        (k, alone) => {
            let groups = if k == 1 { "1 group".into() } else { format!("{k} groups") };
            (format!("{k}组相近，{alone}篇单独成组"), format!("{groups}, {alone} alone"))
        }
    };
    let nearest = match nearest(meeting) {
        Some((a, b, nearness)) => Phrase::new(
            format!("；最相近的是{a}与{b}（{nearness}）"),
            format!("; nearest are {a} and {b} ({nearness})"),
        ),
        None => Phrase::default(),
    };
    words::sentences([Phrase::new(
        format!("谁与谁相近：{zh}{}", nearest.zh),
        format!("Who stands near whom: {en}{}", nearest.en),
    )])
}

/// The names of the two nearest speeches and their similarity; `None`: no two that can be told
/// from an indifferent pair.
fn nearest(meeting: &MeetingAnalysis) -> Option<(&str, &str, String)> {
    let name = |id: SpeechId| meeting[id].name.as_str();
    meeting.findings.iter().find_map(|finding| match finding.claim {
        Claim::Nearest { a, b, similarity, .. } => {
            Some((name(a), name(b), words::signed(similarity, 2)))
        }
        _ => None,
    })
}

fn caption(meeting: &MeetingAnalysis, tree: &Tree) -> Phrase {
    let (zh, en) = match tree::Axis::new(&tree.merges) {
        Some(axis) if axis.is_share => {
            ("重抽样中同组的比例", "the share of resamplings in which they are together")
        }
        _ => ("相似度", "similarity"),
    };
    let silhouette = tree.silhouette.map_or_else(Phrase::default, |mean| {
        let mean = words::signed(mean, 2);
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
        Numbers::Decimals => Phrase::default(),
        Numbers::Hundredths => Phrase::new(
            "格中数字以百分之一计（28即0.28）。",
            "Numbers in cells are hundredths (28 is 0.28).",
        ),
        Numbers::None => Phrase::new(
            "发言太多，格中不写数字，见表格similarity.csv。",
            "With so many speeches the cells are too small for numbers: see the table \
             similarity.csv.",
        ),
    }
}

/// What a dot in a cell says, or why there is none.
fn interval_note(tree: &Tree) -> Phrase {
    match tree.intervals.is_none() {
        true => Phrase::new(
            "文字太多或未重抽语句，没有估计相似度的区间。",
            "There is too much text, or no resampling, for intervals of the similarities.",
        ),
        false => Phrase::new(
            "格角有圆点的，相似度的95%区间含把全场段落随意分派时的平均，或段落不足5段而没有区间：\
             分不清这两篇是近、是远还是一般。",
            "A dot in the corner: the 95% interval holds the mean of deals at random of all \
             passages, or fewer than five passages allow none; whether the two are near, far or \
             neither cannot be told.",
        ),
    }
}

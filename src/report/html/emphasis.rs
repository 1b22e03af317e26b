//! Says in words which themes a speech emphasises, and which has most of its text.

use super::{
    bilingual::{Bilingual, both},
    themes::Themes,
};
use crate::{
    analysis::{Emphasis, MeetingAnalysis, SpeechAnalysis, Stress},
    ids::SpeechId,
    phrase::Phrase,
    say::{self, names, percent, percents},
};

/// What a speech emphasises: each theme with its share, the mean of the others and the interval of
/// the difference. If it emphasises nothing, the theme with the largest difference, which may be
/// chance. Empty where speeches were not compared.
pub(super) fn of_speech(meeting: &MeetingAnalysis, id: SpeechId) -> Bilingual {
    let stress = meeting.stress(id);
    let (mut text, themes) = match &stress {
        Stress::Alone(_) => return Bilingual::default(),
        Stress::CannotTell => return Bilingual(names::stress(&stress, &meeting.themes)),
        Stress::On(themes) => (Phrase::new("突出的议题：", "Stresses "), themes.clone()),
        Stress::Nothing => (
            Phrase::new(
                "无突出议题（比其余各篇多得最多的，也在偶然范围内：",
                "No theme stands out (even the one that leads is within chance: ",
            ),
            meeting[id].emphases.iter().take(1).collect(),
        ),
    };
    if themes.is_empty() {
        return Bilingual(names::stress(&stress, &meeting.themes));
    }
    for (index, one) in themes.into_iter().enumerate() {
        let joint = if index > 0 { Phrase::new("；", "; ") } else { Phrase::default() };
        text += &joint;
        text += &difference(meeting, one);
    }
    if stress == Stress::Nothing {
        text += &Phrase::new("）", ")");
    }
    Bilingual(text)
}

/// A theme's share of a speech, the mean of the others, and the interval of the difference.
fn difference(meeting: &MeetingAnalysis, one: &Emphasis) -> Phrase {
    let label = Themes(&meeting.themes).label(&one.theme);
    let (share, others) = (percent(one.share), percent(one.others));
    let points = one.interval.map(say::points).unwrap_or_default();
    Phrase::new(
        format!("{} {share}，其余平均 {others}，相差 95% 区间 {} 个百分点", label.zh, points.zh),
        format!(
            "{} {share} against {others}, 95% interval of the difference {} points",
            label.en, points.en
        ),
    )
}

/// The theme with most of a speech's text, and how much of the text others have word for word.
pub(super) fn main(speech: &SpeechAnalysis, themes: Themes) -> Bilingual {
    let Some(main) = &speech.main else {
        return both("没有议题能解释这篇发言", "No theme explains this speech");
    };
    let share = percent(speech.shares.of(main));
    let label = themes.label(main);
    let mut text = Phrase::new(
        format!("篇幅最多的议题：{}，占 {share}", label.zh),
        format!("Theme with most of its text: {}, {share}", label.en),
    );
    let interval = speech.share_intervals.as_ref().and_then(|all| all.get(main));
    if let (Some(&ends), Some(sure)) = (interval, speech.main_confidence.map(percent)) {
        let ends = percents(ends);
        text += &Phrase::new(
            format!("（95% 区间 {ends}；重抽样中 {sure} 仍居首）"),
            format!(" (95% interval {ends}; still first in {sure} of draws)"),
        );
    }
    if let Some(formula) = speech.reused.map(percent) {
        text += &Phrase::new(
            format!(" · 与他篇相同的表述 {formula}"),
            format!(" · word for word as others {formula}"),
        );
    }
    Bilingual(text)
}

/// Explains the themes beside the names of the speakers.
pub(super) fn beside(meeting: &MeetingAnalysis) -> Bilingual {
    if meeting.is_compared() {
        both(
            "名字旁边是它突出的议题：所占比例高于其余各篇的平均，且超出重抽段落的 95% 区间和偶然；即使随意分派段落，十篇中也会有约一篇被这样标出。",
            "Beside each name what it stresses: themes with a larger share than the mean of the others, beyond the 95% interval of drawn passages and beyond chance; of speeches dealt at random one in ten is marked.",
        )
    } else {
        both(
            "文字太少或太多，没有与其余各篇比较；名字旁边是占篇幅最多的议题。",
            "There is too little or too much text to hold speeches against one another; beside each name the theme with most of its text.",
        )
    }
}

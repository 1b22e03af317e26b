//! What is said in Chinese of meetings held against each other.

use super::Chinese;
use crate::{
    compare::{DateSource, Direction},
    say::change_words::{
        CarriedWords, JumpWords, MoveWords, QuantityWords, SaidBy, SaysChanges, ShareWords,
        Strength, TermWords, TrendWords, Votes, WordingWords,
    },
};

/// Names of a group that are listed; of more the rest is counted. Chosen by eye.
const NAMED: usize = 5;

/// With whom a speaker stands.
fn company(others: &[String]) -> String {
    match others.len() {
        0 => "单独成组".into(),
        n if n > NAMED => format!("与{}等 {n} 位同组", others[..NAMED].join("、")),
        _ => format!("与{}同组", others.join("、")),
    }
}

/// How many say something where it is common.
fn many(said: &SaidBy<'_>) -> String {
    let SaidBy { meeting, speakers, of } = said;
    if speakers == of {
        format!("{meeting} {of} 位发言者都说到")
    } else {
        format!("{meeting} {of} 位发言者中 {speakers} 位说到")
    }
}

/// How many say something where it is rare; of how many is said if it is another number.
fn few(said: &SaidBy<'_>, other: usize) -> String {
    let SaidBy { meeting, speakers, of } = said;
    let of = if *of == other { String::new() } else { format!(" {of} 位中") };
    match speakers {
        0 => format!("{meeting}{of}没有一位"),
        n => format!("{meeting}{of}只有 {n} 位"),
    }
}

fn way(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "升至",
        Direction::Down => "降至",
        Direction::CannotTell => "到",
    }
}

/// Says that the change may be none.
fn doubt(direction: Direction) -> &'static str {
    if direction == Direction::CannotTell { "，看不出变化" } else { "" }
}

impl SaysChanges for Chinese {
    fn year(&self, year: &str) -> String {
        format!("{year}年")
    }

    fn dated_by(&self, source: DateSource) -> &'static str {
        match source {
            DateSource::Given => "日期由使用者给出",
            DateSource::Record => "日期印在记录上",
            DateSource::Name => "日期取自文件或文件夹的名称",
            DateSource::Order => "没有日期，按给出的先后排列",
        }
    }

    fn direction(&self, direction: Direction) -> &'static str {
        match direction {
            Direction::Up => "上升",
            Direction::Down => "下降",
            Direction::CannotTell => "看不出变化",
        }
    }

    fn not_stated(&self) -> &'static str {
        "未列出"
    }

    fn meetings_compared(&self, names: &[String]) -> String {
        match names {
            [earlier, later] => format!("{earlier}与{later}比较"),
            [first, .., last] => format!("{first}至{last}，{} 场会议比较", names.len()),
            _ => names.concat(),
        }
    }

    fn comparison_answer(&self, meetings: usize, speakers: [usize; 2], findings: usize) -> String {
        let [throughout, all] = speakers;
        let who = if throughout == all {
            format!("{all} 位发言者每场都发言")
        } else {
            format!("共 {all} 位发言者，其中 {throughout} 位每场都发言")
        };
        let found = match findings {
            0 => "没有能与偶然变动区分开的变化".into(),
            n => format!("主要变化 {n} 项，点“原句”读它依据的句子"),
        };
        format!("{meetings} 场会议，{who}；{found}。")
    }

    fn wording(&self, said: &WordingWords<'_>) -> String {
        let reference = match said.in_reference {
            None => "",
            Some(true) => "；参照文本中也有",
            Some(false) => "；参照文本中没有",
        };
        let (many, few) = (many(&said.common), few(&said.rare, said.common.of));
        format!("“{}”：{many}，{few}{reference}", said.text)
    }

    fn mean_share(&self, said: &ShareWords<'_>, votes: Votes) -> String {
        let ShareWords { theme, earlier, later, direction } = said;
        let Votes { risen, fallen, of } = votes;
        let (way, doubt) = (way(*direction), doubt(*direction));
        format!(
            "{theme}：平均份额由 {earlier} {way} {later}（{of} 位发言者中 {risen} 位上升，{fallen} 位下降）{doubt}"
        )
    }

    fn own_share(&self, speaker: &str, said: &ShareWords<'_>) -> String {
        let ShareWords { theme, earlier, later, direction } = said;
        let (way, doubt) = (way(*direction), doubt(*direction));
        format!("{speaker}谈{theme}的份额由 {earlier} {way} {later}{doubt}")
    }

    fn term_rate(&self, said: &TermWords<'_>) -> String {
        let TermWords { term, rates: [earlier, later], speakers: [before, now], of, direction } =
            said;
        let (way, doubt) = (way(*direction), doubt(*direction));
        format!(
            "“{term}”：每千字由 {earlier} 次{way} {later} 次；{of} 位发言者中 {now} 位提到，此前 {before} 位{doubt}"
        )
    }

    fn burst(&self, largest: &str) -> String {
        format!("其中 {largest} 出自一位发言者")
    }

    fn carried(&self, said: &CarriedWords<'_>) -> String {
        let CarriedWords { own, others, peers, reference, most, pairs } = said;
        let reference =
            reference.map_or_else(String::new, |share| format!("，{share} 与参照文本相同"));
        let most = most
            .map_or_else(String::new, |(who, share)| format!("；沿用自己最多的是{who}（{share}）"));
        format!(
            "逐字相同的文字（十一字以上）：{pairs} 位发言者平均 {own} 与本人上次相同，{others} 与他人上次相同，{peers} 与同场他人相同{reference}{most}"
        )
    }

    fn moves(&self, said: &MoveWords<'_>) -> String {
        let (left, joined) = (company(said.left), company(said.joined));
        let speaker = said.speaker;
        if said.sure {
            format!("{speaker}换了组：原来{left}，现在{joined}")
        } else {
            format!("线索：{speaker}可能换了组，原来{left}，现在{joined}")
        }
    }

    fn stated(&self, said: &QuantityWords<'_>) -> String {
        let QuantityWords { speaker, noun, earlier, later, ratio, meetings: [before, now] } = said;
        let ratio = ratio.map_or_else(String::new, |ratio| format!("，是此前的 {ratio} 倍"));
        match (earlier, later) {
            (Some(earlier), Some(later)) => {
                format!("{speaker}的“{noun}”：{before}为 {earlier}，{now}为 {later}{ratio}")
            }
            (Some(earlier), None) => {
                format!("{speaker}的“{noun}”：{before}为 {earlier}，{now}未列出")
            }
            (None, Some(later)) => format!("{speaker}的“{noun}”：{before}未列出，{now}为 {later}"),
            (None, None) => format!("{speaker}的“{noun}”：{before}和{now}都未列出"),
        }
    }

    fn left_out(&self, speaker: &str, theme: &str, said: &str, silent: &str) -> String {
        format!("{speaker}{said}谈到{theme}，{silent}未提及")
    }

    fn taken_up(&self, speaker: &str, theme: &str, silent: &str, said: &str) -> String {
        format!("{speaker}{silent}未提及{theme}，{said}谈到")
    }

    fn trend(&self, said: &TrendWords<'_>) -> String {
        let TrendWords { theme, from, to, slope, points } = said;
        format!("{theme}：{from}至{to}（{points} 场），份额平均每年变化 {slope} 个百分点")
    }

    fn jump(&self, said: &JumpWords<'_>) -> String {
        let JumpWords { theme, from, to, points } = said;
        format!("相邻两场之间变化最大的是{theme}：{from}到{to}，{points} 个百分点")
    }

    fn nothing_changed(&self, earlier: &str, later: &str) -> String {
        format!("{earlier}与{later}之间，没有能与偶然变动区分开的变化")
    }

    fn nobody_in_both(&self, earlier: &str, later: &str) -> String {
        format!(
            "{earlier}与{later}没有共同的发言者，没有可比的；同一人名称不同的，用 `transcript.aliases` 统一"
        )
    }

    fn earliest(&self, meeting: &str) -> String {
        format!("本次比较的文本中最早见于{meeting}")
    }

    fn under(&self, meetings: &str, sentence: &str) -> String {
        format!("{meetings}：{sentence}")
    }

    fn also(&self, remarks: &[String]) -> String {
        remarks.join("；")
    }

    fn within_points(&self, low: &str, high: &str) -> String {
        format!("相差的 95% 区间 {low} 至 {high} 个百分点")
    }

    fn within_rates(&self, low: &str, high: &str) -> String {
        format!("每千字相差的 95% 区间 {low} 至 {high} 次")
    }

    fn evidence(&self, strength: Strength, q: &str) -> String {
        let words = match strength {
            Strength::VeryStrong => "证据很强",
            Strength::Strong => "证据强",
            Strength::Some => "有证据",
            Strength::Hint => "只是线索",
        };
        format!("{words}，校正后的概率 {q}")
    }

    fn move_chance(&self, chance: &str) -> String {
        format!("换组的可能 {chance}")
    }

    fn others_would(&self, share: &str) -> String {
        format!("其他发言者若同样短，{share} 仍会谈到")
    }

    fn no_interval(&self) -> &'static str {
        "文字太少，没有区间"
    }
}

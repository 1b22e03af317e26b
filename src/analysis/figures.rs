//! The quantities that a speech states.
//!
//! A sentence is read in four steps: its numbers, what is printed around each
//! (hedge, measure word), numbers that share one measure word (`3—5个`), and
//! last a table of rules for numbers that are names: dates, plans, ranks, sets.

mod folded;
mod measure;
mod mention;
mod numeral;
mod veto;

use folded::Folded;
use mention::{Mention, is_in};
use numeral::numerals;

use super::Figure;
use crate::{corpus::Document, ids::SentenceId};

/// What joins the two ends of a range. This and the list below are separated by blanks.
const RANGES: &str = "- — —— – － ~ ～ 至 到";

/// What joins numbers that share the last one's measure word.
const LISTS: &str = "、 和 及 与 或";

/// The quantities of one sentence, in the order of the text.
///
/// `sentence` has its hard wraps undone; stray blanks inside and full-width
/// digits do no harm. Numbers that are names are left out: years, plans, ranks,
/// hotlines, one-for-each idioms, sets such as `五项举措`.
///
/// ```
/// let found = yiti::analysis::figures::figures("全年培训近 2.5 万人次。");
/// assert_eq!(found[0].value, 25_000.0);
/// assert_eq!((found[0].unit.as_str(), found[0].qualifier.as_str()), ("人次", "近"));
/// ```
pub fn figures(sentence: &str) -> Vec<Figure> {
    let folded = Folded::new(sentence);
    let text = &folded.text;
    let mut mentions: Vec<_> = numerals(text).into_iter().map(|n| Mention::new(text, n)).collect();
    join(text, &mut mentions);
    mentions.iter().filter(|m| !veto::is_name(m)).map(|m| m.figure(&folded, sentence)).collect()
}

/// The quantities of a speech, in the order of the text; their sentences are quoted as printed.
pub fn of_speech(document: &Document) -> Vec<Figure> {
    let ids = SentenceId::first(document.sentences.len());
    ids.zip(&document.sentences)
        .flat_map(|(sentence_id, sentence)| {
            figures(&sentence.text).into_iter().map(move |figure| match &sentence.printed {
                Some(printed) => Figure { sentence_id, sentence: printed.to_string(), ..figure },
                None => Figure { sentence_id, ..figure },
            })
        })
        .collect()
}

/// Lets neighbours share what is printed once: `3—5万人`, `2.3和4.1个百分点`.
fn join<'t>(text: &'t str, mentions: &mut [Mention<'t>]) {
    for place in (1..mentions.len()).rev() {
        let (left, right) = mentions.split_at_mut(place);
        let (Some(a), Some(b)) = (left.last_mut(), right.first_mut()) else { continue };
        let Some(link) = text.get(a.span.end..b.span.start) else { continue };
        let moved = a.before.ends_with(['从', '由']);
        if is_in(RANGES, link) && !moved && (a.unit.is_empty() || a.unit == b.unit) {
            share_range(a, b, link);
        } else if is_in(LISTS, link) && lacks_unit(a, b) {
            share_unit(a, b);
        }
    }
}

/// Whether `b` prints the unit that `a` leaves out, or cuts short: `1.5个和2个百分点`.
fn lacks_unit(a: &Mention, b: &Mention) -> bool {
    let missing = a.unit.is_empty() && a.implied.is_empty() && !b.unit.is_empty();
    missing || a.unit == "个" && b.unit == "个百分点"
}

/// Makes `a` and `b` the ends of one range: same scale, same raw text.
fn share_range<'t>(a: &mut Mention<'t>, b: &mut Mention<'t>, dash: &'t str) {
    if a.unit.is_empty() && a.number.scale == 0 {
        a.number.value *= 10f64.powi(b.number.scale);
        a.number.scale = b.number.scale;
    }
    share_unit(a, b);
    b.span.start = a.span.start;
    b.hedge = a.hedge;
    (a.dash, b.dash) = (dash, dash);
}

/// Gives `a` the unit that `b` prints for both, and both the same surroundings.
fn share_unit<'t>(a: &mut Mention<'t>, b: &mut Mention<'t>) {
    (a.unit, a.implied, a.bound, a.after) = (b.unit, b.implied, b.bound, b.after);
    a.span.end = b.span.end;
    b.before = a.before;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Value, unit, qualifier and raw of each figure of a sentence.
    type Expected = &'static [(f64, &'static str, &'static str, &'static str)];

    /// One sentence a row: what a careful reader would write down.
    const STATED: &[(&str, Expected)] = &[
        ("开办夜校1,260所。", &[(1260.0, "所", "", "1,260所")]),
        (
            "走访３６户，种树２．５万余棵。",
            &[(36.0, "户", "", "36户"), (25000.0, "棵", "余", "2.5万余棵")],
        ),
        ("发动 12 万社区志愿者清扫街道。", &[(120_000.0, "人", "", "12万")]),
        ("全年接待30余万人次。", &[(300_000.0, "人次", "余", "30余万人次")]),
        ("评出文明家庭近百万户。", &[(1e6, "户", "近", "近百万户")]),
        (
            "全县三万人参加，先后两次复查。",
            &[(30_000.0, "人", "", "三万人"), (2.0, "次", "", "两次")],
        ),
        (
            "上千名教师下乡，产值过百亿元。",
            &[(1000.0, "名", "上", "上千名"), (1e10, "元", "过", "过百亿元")],
        ),
        ("十余次上门调解。", &[(10.0, "次", "余", "十余次")]),
        ("三百二十万人脱贫。", &[(3.2e6, "人", "", "三百二十万人")]),
        ("百分之四十用于修路。", &[(40.0, "%", "", "百分之四十")]),
        ("降低千分之三点五。", &[(3.5, "‰", "", "千分之三点五")]),
        (
            "比例不低于60%，增收25％以上。",
            &[(60.0, "%", "不低于", "不低于60%"), (25.0, "%", "以上", "25%以上")],
        ),
        ("覆盖率从15%提高到90%。", &[(15.0, "%", "", "15%"), (90.0, "%", "", "90%")]),
        ("增长6%—6.5%。", &[(6.0, "%", "—", "6%—6.5%"), (6.5, "%", "—", "6%—6.5%")]),
        (
            "每县建3-5万亩果园。",
            &[(30_000.0, "亩", "-", "3-5万亩"), (50_000.0, "亩", "-", "3-5万亩")],
        ),
        (
            "分别提高2.3和4.1个百分点。",
            &[(2.3, "个百分点", "", "2.3和4.1个百分点"), (4.1, "个百分点", "", "4.1个百分点")],
        ),
        ("生产总值达到3.8万亿元。", &[(3.8e12, "元", "达到", "达到3.8万亿元")]),
        ("每年860万乡村教育发展资金。", &[(8.6e6, "元", "每年", "每年860万")]),
        ("覆盖人群超过40万。", &[(400_000.0, "人", "超过", "超过40万")]),
        ("点击量达到900万。", &[(9e6, "", "达到", "达到900万")]),
        ("约1500余名学员结业。", &[(1500.0, "名", "约…余", "约1500余名")]),
        ("达7000多名。", &[(7000.0, "名", "多", "达7000多名")]),
        (
            "改造1184万平方米，装机600千瓦。",
            &[(11_840_000.0, "平方米", "", "1184万平方米"), (600.0, "千瓦", "", "600千瓦")],
        ),
        ("浓度降至38微克／立方米。", &[(38.0, "微克/立方米", "", "38微克/立方米")]),
        (
            "组成4个小组分赴9个乡镇，连续举办6届。",
            &[(4.0, "个", "", "4个"), (9.0, "个", "", "9个"), (6.0, "届", "", "6届")],
        ),
        ("下达5亿元。", &[(5e8, "元", "", "5亿元")]),
        ("营收超过百亿元。", &[(1e10, "元", "超过", "超过百亿元")]),
        (
            "分别提高1.5个和2个百分点。",
            &[(1.5, "个百分点", "", "1.5个和2个百分点"), (2.0, "个百分点", "", "2个百分点")],
        ),
        (
            "注册用户突破300万、42项服务上线。",
            &[(3e6, "人", "突破", "突破300万"), (42.0, "项", "", "42项")],
        ),
        ("目前5家企业投产。", &[(5.0, "家", "", "5家")]),
    ];

    /// One sentence a row: numbers in it, but nothing stated.
    const NAMED: &[&str] = &[
        "2023年6月18日至7月初，上半年。",
        "二〇二三年，“十三五”规划和“六五”普法，省十二届三次全会。",
        "一村一策，一人一案，1户1档。",
        "落实“五个一”，坚持三项制度、四个结合，突出七个方面。",
        "推出6项举措，联合12个部门，抓好3个环节、8个重点领域。",
        "拨打12348热线和96110妇女专线。",
        "第二批、第三季度、第15个，居全国第9位，列全省3位，上升2位，前10名。",
        "排名从46位提升到31位。",
        "一、加强领导，（二）抓落实，一是宣传。",
        "成立60周年，年满18岁，上午9时。",
        "24小时值守，7×24小时服务。",
        "市县乡三级联动，5级网络，建设20万吨级码头。",
        "依据国发〔2019〕7号文件。",
        "推出江南18味，获评三八红旗手，评为5A级景区。",
        "开通5G，治理PM2.5，采购A320。",
        "三次产业比为7.2∶41.3∶51.5。",
        "三次产业结构，第七次普查，二次创业，最多跑一次，打通最后1公里。",
        "实施“1+6”方案和“百企帮百村”，学习《3个重点问题》。",
        "千家万户，成百上千名，数百万人，百亩以上大户。",
        "每10万人一个站，每百户一人。",
        "2021届毕业生，2期工程，15分钟生活圈，近3个月，今年前4个月。",
        "三分之二的村。",
    ];

    #[test]
    fn stated_quantities_are_listed() {
        for (sentence, expected) in STATED {
            let found = figures(sentence);
            let found: Vec<_> = found
                .iter()
                .map(|f| (f.value, f.unit.as_str(), f.qualifier.as_str(), f.raw.as_str()))
                .collect();
            assert_eq!(found, *expected, "{sentence}");
        }
    }

    #[test]
    fn names_are_not_listed() {
        for sentence in NAMED {
            let raw: Vec<_> = figures(sentence).into_iter().map(|f| f.raw).collect();
            assert!(raw.is_empty(), "{sentence}: {raw:?}");
        }
    }

    #[test]
    fn a_figure_keeps_its_whole_sentence() {
        let sentence = "共有 3172 场。";
        assert!(figures(sentence).iter().all(|figure| figure.sentence == sentence));
    }

    #[test]
    fn any_text_is_read_without_a_slip() {
        for text in
            ["", "万", "，", "1", "5千", "%", "“3个", "《", "3-", "-3个", "3、", "百分之", "零零"]
        {
            figures(text);
        }
    }
}

//! What is counted: measure words, and the nouns that tell when none is printed.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};

/// Measure words that may follow a number, the longest that fits: of people,
/// things, events, money, parts, land to power, and duration.
const UNITS: &str = "\
    人 名 位 人次 户 户次 家 家次 支 队 组 对 届 班 \
    个 项 条 件 篇 份 封 本 册 幅 部 套 台 座 处 所 间 栋 幢 辆 列 架 艘 只 头 株 棵 颗 \
    枚 块 张 片 口 眼 道 种 类 笔 单 款 宗 例 起 门 盏 根 批 床 标箱 标准箱 重量箱 \
    次 场 场次 期 批次 班次 车次 架次 辆次 列次 台次 例次 件次 课时 学时 \
    元 美元 欧元 港元 日元 元人民币 \
    % ‰ 个百分点 百分点 倍 \
    亩 公顷 平方米 平方公里 平方千米 立方米 立方 米 千米 公里 厘米 毫米 海里 吨 蒸吨 公斤 \
    千克 斤 克 微克 毫克 升 千瓦 千瓦时 兆瓦 千伏安 度 \
    天 小时 分钟 个月 个工作日 工作日";

/// Words that begin like a measure word and are none.
const WORDS: &str = "\
    部门 部委 部分 人民 家庭 次会议 次全会 条例 名牌 台账 台阶 起步 片区 组合 组团 类别 班子 \
    批示 道路 天然 门类 头部 口岸 米粮 个体 位数 成效 度电 度假";

/// What may stand after `/` besides a measure word.
const PER: &str = "年 月 日";

/// A unit and the nouns that imply it.
const IMPLIED: &[(&str, &str)] = &[
    (
        "人",
        "人数 人口 人群 人员 人民 群众 市民 居民 农民 农牧民 农民工 村民 儿女 妇女 儿童 \
         青年 老人 老年人 残疾人 劳动力 劳动者 职工 党员 干部 会员 志愿者 教师 医生 \
         患者 学生 在校生 毕业生 对象 用户 观众 听众 受众 游客 网民 粉丝",
    ),
    ("人次", "人次"),
    ("户", "农户 贫困户 搬迁户 住户 商户 家庭"),
    (
        "元",
        "资金 基金 经费 投资 贷款 善款 捐款 款项 补贴 补助 产值 生产总值 增加值 收入 营收 \
         销售额 交易额 总额 余额 利润 税收",
    ),
];

/// Words at which the noun phrase after a number ends.
const PHRASE_ENDS: &str = "\
    的 中用 用于 发放 享受 获得 领取 得到 提供 投入 增加";

/// Characters after a number in which its noun is looked for.
const REACH_AFTER: usize = 12;

/// Characters before a number in which its noun is looked for: subject and verb.
const REACH_BEFORE: usize = 6;

/// The longest of the blank-separated `words` that fits, `""` if none does.
pub(super) fn longest(words: &str, fits: impl Fn(&str) -> bool) -> &str {
    words.split(' ').filter(|word| fits(word)).max_by_key(|word| word.len()).unwrap_or_default()
}

/// The measure word at the start of `text`, with `/` and a second one if
/// printed, e.g. `微克/立方米`; `""` if none is.
pub(super) fn unit(text: &str) -> &str {
    let first = one(text, &UNITS_AT);
    let per = text[first.len()..].strip_prefix('/').filter(|_| !first.is_empty());
    let second = per.map(|rest| one(rest, &UNITS_AT).max(one(rest, &PER_AT))).unwrap_or_default();
    let slash = usize::from(!second.is_empty());
    &text[..first.len() + slash + second.len()]
}

static UNITS_AT: LazyLock<AhoCorasick> = LazyLock::new(|| at_start(UNITS));
static WORDS_AT: LazyLock<AhoCorasick> = LazyLock::new(|| at_start(WORDS));
static PER_AT: LazyLock<AhoCorasick> = LazyLock::new(|| at_start(PER));

/// Finds the longest of blank-separated words at the start of a text.
fn at_start(words: &str) -> AhoCorasick {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .start_kind(StartKind::Anchored)
        .build(words.split_whitespace())
        .expect("constant words that every test compiles")
}

/// The longest of `words` at the start of `text`, where no word of [`WORDS`] is.
fn one<'t>(text: &'t str, words: &AhoCorasick) -> &'t str {
    let find = |words: &AhoCorasick| words.find(Input::new(text).anchored(Anchored::Yes));
    if find(&WORDS_AT).is_some() {
        return "";
    }
    find(words).map_or("", |found| &text[found.range()])
}

/// Whether `text` starts with a measure word that itself starts with `scale`: `千瓦`.
pub(super) fn begins_in(text: &str, scale: &str) -> bool {
    unit(text).starts_with(scale)
}

/// The unit that the nouns around a number imply, `""` if none does.
///
/// A noun after the number is preferred. Of several the last is meant, for the
/// head of a Chinese noun phrase stands last: `城乡妇女发展资金` is money.
pub(super) fn implied(before: &str, after: &str) -> &'static str {
    let han = |c: &char| ('一'..='龥').contains(c);
    let phrase = |c: &char| han(c) || c.is_ascii_digit() || ['-', '—'].contains(c);
    let ahead: String = after.chars().take_while(phrase).take(REACH_AFTER).collect();
    let end =
        PHRASE_ENDS.split(' ').filter_map(|word| ahead.find(word)).min().unwrap_or(ahead.len());
    let back: Vec<char> = before.chars().rev().take_while(han).take(REACH_BEFORE).collect();
    let back: String = back.into_iter().rev().collect();
    last_noun(&ahead[..end]).or_else(|| last_noun(&back)).unwrap_or_default()
}

/// The unit of the noun that ends last in `text`, of two the longer.
fn last_noun(text: &str) -> Option<&'static str> {
    let nouns = IMPLIED.iter().flat_map(|(unit, nouns)| nouns.split(' ').map(move |n| (unit, n)));
    nouns
        .filter_map(|(unit, noun)| text.rfind(noun).map(|at| (at + noun.len(), noun.len(), *unit)))
        .max_by_key(|&(end, length, _)| (end, length))
        .map(|(_, _, unit)| unit)
}

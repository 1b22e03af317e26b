//! What a figure counts: the clause around it, without what says nothing of it.

/// What a figure counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Noun {
    /// Without what says nothing of it.
    pub(super) key: String,
    /// As printed.
    pub(super) noun: String,
}

/// What a clause ends with.
const ENDS: &str = "，。；：！？、,;:!?（）()—…\n";
/// What a clause begins with that says nothing of what is counted. This and the lists below are
/// separated by blanks, longer words before their beginnings.
const FIRST: &str = "\
    初步核算 初步统计 据统计 截至目前 到年底 到目前 年末 年底 全年 去年 今年 当年 年内 本年 预计 \
    初步 力争 争取 确保 努力 完成了 实现了 完成 实现 达到 全省 全市 全区 全县 全自治区 我省 我市 \
    我区 其中 使 共有 共 已经 已 并 再 又 还 要 将 以 均 让 为 了 约";
/// What a clause ends with before a figure that says nothing of what is counted.
const LAST: &str = "\
    控制在 保持在 稳定在 维持在 提高到 提升到 增加到 上升到 下降到 降低到 扩大到 增长到 达到 \
    提高至 提升至 增加至 上升至 下降至 降低至 扩大至 增长至 增至 升至 降至 突破 超过 实现 完成 \
    已达 共达 均 都 为 是 了 达 约 近 超 至 到 在 有 共 仅 逾";
/// What may stand inside and says nothing of what is counted.
const INSIDE: &str = "同比 比上年 较上年 比去年 较去年 进一步 已经 共计 大约";
/// Words of change: a figure behind them is no level.
const CHANGES: &str = "\
    增长 下降 提高 增加 减少 降低 上升 回升 回落 提升 扩大 缩小 压减 净增 新增 增速 增幅 上涨 涨幅";
/// Verbs that all parts of an enumeration share: 新增A5个、B3家.
const VERBS: &str = "\
    新增 新建成 新建 新改建 新培育 新认定 新创建 培育 建成 创建 认定 引进 建设 改造 实施 完成 净增 \
    推广 发放 办理 新开工 开工 竣工 淘汰 选派 选聘 培训";
/// What is counted in clauses whose subject stands before: no noun without it.
const BARE: &str = "\
    增加值 总产值 产值 销售收入 营业收入 主营业务收入 业务收入 总收入 收入 利润 利润总额 利税 投资 \
    总投资 完成投资 投资额 总投资额 产量 总产量 面积 总面积 规模 总规模 总量 总额 总数 数量 比例 \
    比重 占比 覆盖率 参保率 利用率 综合利用率 达标率 优良率 合格率 满意率 满意度 普及率 开工率 \
    完成率 入学率 增速 增幅 平均 人均 年均 同比 分别 总体 累计 其他 交易额 成交额 销售额 零售额 \
    投资完成 完成投资额 年产值 年产量 年产能 产能 装机容量 总装机 就业率 出口 进口 进出口";
/// Words that make figures depend on others: 分别增长8%和9%, 由3%, 占全省的40%.
const SHARED: &str = "分别 各 每 由 从 占 相当于 低于 高于 快于 前 第 近一 超额 比例为";
/// Letters of a noun, verbs of change not counted. Chosen by eye: shorter ones lack their subject.
const SHORTEST: usize = 4;
/// Letters of the longest noun: longer ones are clauses. Chosen by eye.
const LONGEST: usize = 24;
/// Letters behind a figure that may belong to its noun: 3个国家级园区. Chosen by eye.
const BEHIND: usize = 10;

/// For each figure of a sentence, by its characters, what it counts; `None`: cannot tell.
pub(super) fn noun(text: &str, spans: &[[usize; 2]]) -> Vec<Option<Noun>> {
    let characters: Vec<char> = text.chars().collect();
    let mut found: Vec<Option<Noun>> = Vec::new();
    for (index, &span) in spans.iter().enumerate() {
        let own = Clause::around(&characters, span).noun();
        let subject = index.checked_sub(1).and_then(|before| {
            let apart = span[0].checked_sub(spans[before][1])?;
            let between: String = characters[spans[before][1]..span[0]].iter().collect();
            let subject = found[before].clone()?;
            (apart <= LINK).then(|| subject.with_change(&between)).flatten()
        });
        found.push(own.or(subject));
    }
    found
}

/// Characters of `，同比增长` and its like. Chosen by eye.
const LINK: usize = 8;

impl Noun {
    /// The same noun with a change that is stated behind its figure: 生产总值3万亿元、增长6%.
    fn with_change(self, between: &str) -> Option<Self> {
        let verb = without(between.trim_start_matches(|c| ENDS.contains(c)), INSIDE);
        let verb = trimmed(&verb, "", LAST);
        let has_change = CHANGES.split_whitespace().any(|change| self.key.contains(change));
        let is_change = CHANGES.split_whitespace().any(|change| change == verb);
        (is_change && !has_change).then(|| Self {
            key: format!("{}{verb}", self.key),
            noun: format!("{}{verb}", self.noun),
        })
    }
}

/// A clause with a figure.
struct Clause {
    before: String,
    after: String,
    /// The verb of the enumeration whose later part it is, or nothing.
    verb: &'static str,
}

impl Clause {
    fn around(characters: &[char], [start, end]: [usize; 2]) -> Self {
        let is_end = |&c: &char| ENDS.contains(c);
        let mut first = characters[..start].iter().rposition(is_end).map_or(0, |at| at + 1);
        // Of an enumeration without figures all parts are counted: 粮食、蔬菜总产量.
        while first > 0 && characters[first - 1] == '、' {
            let before = &characters[..first - 1];
            let begins = before.iter().rposition(is_end).map_or(0, |at| at + 1);
            if begins == first - 1 || before[begins..].iter().any(char::is_ascii_digit) {
                break;
            }
            first = begins;
        }
        let behind = &characters[end..];
        let last = behind.iter().position(is_end).unwrap_or(behind.len());
        let is_read = |c: &&char| !c.is_whitespace() && !"“”".contains(**c);
        let text = |part: &[char]| part.iter().filter(is_read).collect();
        let verb = verb_before(&characters[..first]);
        Self { before: text(&characters[first..start]), after: text(&behind[..last]), verb }
    }

    /// What the figure counts.
    fn noun(&self) -> Option<Noun> {
        let before = without_year(&self.before);
        if holds(before, SHARED) || before.ends_with('的') || before.chars().any(|c| c.is_numeric())
        {
            return None;
        }
        let key = without(trimmed(before, FIRST, LAST), INSIDE);
        let key = trimmed(&key, FIRST, "").to_owned();
        let after = self.after.as_str();
        let belongs = after.chars().count() <= BEHIND
            && after.chars().all(|c| c.is_alphabetic())
            && !after.starts_with(['的', '和', '及', '以', '并', '时']);
        if !belongs {
            return None;
        }
        let has_verb = starts(&key, VERBS).is_some() || holds(&key, CHANGES);
        let verb = if has_verb { "" } else { self.verb };
        let key = format!("{verb}{key}{after}");
        let noun = format!("{verb}{}{after}", trimmed(before, FIRST, LAST));
        let core = trimmed(&key, CHANGES, CHANGES);
        let letters = core.chars().filter(|c| c.is_alphabetic()).count();
        let is_noun = (SHORTEST..=LONGEST).contains(&letters)
            && !BARE.split_whitespace().any(|bare| bare == core);
        is_noun.then_some(Noun { key, noun })
    }
}

/// The verb with which an enumeration begins, of which the characters are the part before a 、;
/// nothing if they are no such part.
fn verb_before(mut characters: &[char]) -> &'static str {
    let mut verb = "";
    while let Some((&'、', before)) = characters.split_last() {
        let start = before.iter().rposition(|c| ENDS.contains(*c)).map_or(0, |at| at + 1);
        let part: String = before[start..].iter().collect();
        verb = starts(trimmed(&part, FIRST, ""), VERBS).unwrap_or(verb);
        characters = &before[..start];
    }
    verb
}

/// The word of `words` with which a text begins.
fn starts(text: &str, words: &'static str) -> Option<&'static str> {
    words.split_whitespace().find(|word| text.starts_with(word))
}

/// Without a year at the beginning: 2019年, 到2020年.
fn without_year(text: &str) -> &str {
    let rest =
        text.trim_start_matches(['到', '至']).trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix('年') {
        Some(rest) if rest.len() + '年'.len_utf8() < text.len() => rest,
        _ => text,
    }
}

fn holds(text: &str, words: &str) -> bool {
    words.split_whitespace().any(|word| text.contains(word))
}

/// Without words of `first` at the beginning and words of `last` at the end.
fn trimmed<'t>(mut text: &'t str, first: &str, last: &str) -> &'t str {
    loop {
        let start = first.split_whitespace().find_map(|word| text.strip_prefix(word));
        let end = |text: &'t str| last.split_whitespace().find_map(|word| text.strip_suffix(word));
        match start.or_else(|| end(text)) {
            Some(shorter) => text = shorter,
            None => return text,
        }
    }
}

/// Without `words`, wherever they stand.
fn without(text: &str, words: &str) -> String {
    words.split_whitespace().fold(text.to_owned(), |text, word| text.replace(word, ""))
}

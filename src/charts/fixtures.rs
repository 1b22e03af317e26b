//! Invented meetings for tests: the numbers are made up, their shape is not.

use std::collections::BTreeMap;

use super::{drawing::ChartSheet, mark::Mark};
use crate::analysis::{
    Draws, Emphasis, Figure, FirstMentions, Group, Grouping, Matrix, MeetingAnalysis, Merge,
    Origin, Reference, ReusedText, Shares, SpeechAnalysis, TermScore, Theme, Tree,
};
use crate::ids::{GroupId, SentenceId, SpeechId, ThemeId};
use crate::names::Regions;
use crate::transcript::Layout;

mod check;

pub(super) use check::{check, check_english, check_marks, check_places, check_spots};

const THEMES: [(&str, &str); 8] = [
    ("political_guidance", "思想政治引领"),
    ("rights_protection", "权益维护"),
    ("family_values", "家庭家教家风"),
    ("children", "儿童发展"),
    ("economy_employment", "创业就业"),
    ("rural_agriculture", "乡村振兴"),
    ("organization_reform", "妇联改革"),
    ("epidemic_response", "疫情防控"),
];
const REGIONS: &str = "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 \
    河南 湖北 湖南 广东 广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆";
const WORDS: [&str; 14] = [
    "巾帼志愿者",
    "家事调解",
    "婚姻家庭纠纷",
    "驻村帮扶",
    "直播带货",
    "巧手工坊",
    "儿童之家",
    "网格",
    "母亲邮包",
    "寻找“最美家庭”",
    "12338热线",
    "执委",
    "方舱",
    "民族团结",
];

/// The longest name of a speaker that is met.
const LONG: &str = "新疆维吾尔自治区妇女联合会";

/// Numbers from 0 to 1 that look random and are always the same.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / (1u64 << 31) as f64
    }
}

/// A meeting of `n` speeches in groups of up to four, some with long names.
pub(super) fn meeting(n: usize) -> MeetingAnalysis {
    let mut noise = Noise(7 + n as u64);
    let group_of = |i: usize| if i % 7 == 6 { 100 + i } else { i * 5 % (n.div_ceil(4)) };
    let mut ids: Vec<usize> = (0..n).map(group_of).collect();
    ids.sort_by_key(|id| (std::cmp::Reverse((0..n).filter(|&i| group_of(i) == *id).count()), *id));
    ids.dedup();
    let group = |i: usize| ids.iter().position(|&id| id == group_of(i)).unwrap_or(0);
    let speeches: Vec<_> = (0..n).map(|i| speech(i, group(i), &mut noise)).collect();
    let groups = (0..ids.len()).map(|g| {
        let members: Vec<usize> = (0..n).filter(|&i| group(i) == g).collect();
        Group {
            label: THEMES[g % 8].1.into(),
            themes: vec![THEMES[g % 8].0.into()],
            regions: members.iter().map(|&m| speeches[m].name.clone()).collect(),
            confidence: (g != 2).then(|| 0.35 + 0.65 * noise.next()),
            similarity: (members.len() > 1).then_some(0.2),
            terms: vec![],
            members: members.into_iter().map(SpeechId::new).collect(),
        }
    });
    let groups = groups.collect();
    let grouping = Grouping::Tree(near_in_groups(n, group, &mut noise));
    MeetingAnalysis {
        codebook: None,
        reuse: vec![ReusedText {
            text: "做在平常、抓在经常，落到基层、化作风气".into(),
            letters: 16,
            speeches: [0, 1].map(SpeechId::new).into(),
            places: [(0, 1), (1, 0)]
                .map(|(speech, sentence)| (SpeechId::new(speech), SentenceId::new(sentence)))
                .into(),
        }],
        omissions: Vec::new(),
        too_short: Vec::new(),
        why: Vec::new(),
        ablations: Vec::new(),
        first_mentions: FirstMentions::new(),
        noise: None,
        robustness: None,
        findings: Vec::new(),
        title: "全国妇联系统工作会议交流发言".into(),
        date: Some("2022-07-10".into()),
        sources: (1..=4).map(|i| format!("2022-07-10_{i}.txt")).collect(),
        layout: Layout::Opening,
        announced: vec![],
        missing: vec![],
        caveats: vec![],
        themes: themes(),
        groups,
        speeches,
        grouping,
    }
    .with_findings()
}

/// The tree of a fixture, to be changed.
pub(super) fn tree(meeting: &mut MeetingAnalysis) -> &mut Tree {
    match &mut meeting.grouping {
        Grouping::Tree(tree) => tree,
        Grouping::Collection(_) => panic!("a fixture has a tree"),
    }
}

/// The same with names, labels and terms as long as they come, all of them.
pub(super) fn long(n: usize) -> MeetingAnalysis {
    const LABEL: &str = "家庭家教家风建设与未成年人思想道德教育";
    const LABEL_EN: &str = "family upbringing and the moral education of minors";
    let mut meeting = meeting(n);
    for (i, speech) in meeting.speeches.iter_mut().enumerate() {
        speech.name = format!("{LONG}{}", i + 1);
        for (rank, term) in speech.terms.iter_mut().enumerate() {
            term.term = format!("新时代家庭家教家风创新实践基地{rank}");
        }
        for figure in &mut speech.figures {
            figure.raw = format!("累计已经超过{}以上左右不等", figure.raw);
            figure.sentence = format!("各地{}各地", figure.raw);
            figure.span = [2, 2 + figure.raw.chars().count()];
            figure.unit = format!("家次户次{}", figure.unit);
        }
    }
    for group in &mut meeting.groups {
        group.label = LABEL.into();
    }
    for (i, theme) in meeting.themes.iter_mut().enumerate() {
        theme.label = format!("{LABEL}{}", i + 1);
        theme.label_en = format!("{LABEL_EN} {}", i + 1);
    }
    meeting.sources = vec!["a_very_long_name_of_a_file_without_any_blank_in_it_".repeat(5)];
    meeting.with_findings()
}

fn themes() -> Vec<Theme> {
    let theme = |(i, &(id, label)): (usize, &(&str, &str))| Theme {
        id: id.into(),
        label: label.into(),
        label_en: id.replace('_', " "),
        origin: Origin::Lexicon,
        named: true,
        cap: None,
        rollup: None,
        terms: vec![],
        characters: 1200 - 100 * i,
        share: 0.2 - 0.022 * i as f64,
    };
    THEMES.iter().enumerate().map(theme).collect()
}

fn speech(i: usize, group: usize, noise: &mut Noise) -> SpeechAnalysis {
    let regions: Vec<&str> = REGIONS.split_whitespace().collect();
    let region = regions[i % regions.len()];
    let name = match i {
        1 => LONG.into(),
        i if i < regions.len() => region.into(),
        _ => format!("{region}市妇联"),
    };
    let mut shares = BTreeMap::new();
    for (t, (id, _)) in THEMES.iter().enumerate() {
        let x = noise.next().powi(3) + if t == group % 8 { 0.9 } else { 0.0 };
        if x > 0.02 {
            shares.insert(ThemeId::from(*id), x);
        }
    }
    shares.insert(ThemeId::OTHER, 0.3 * noise.next());
    let total: f64 = shares.values().sum();
    for share in shares.values_mut() {
        *share /= total;
    }
    let terms = if i == 3 { 0 } else { 12 - i % 5 };
    SpeechAnalysis {
        passages: vec![],
        speaker: format!("{name}主席"),
        name,
        region: Some(region.into()),
        code: Regions::built_in().resolve(region).map(|region| region.code.clone()),
        title: None,
        characters: 700 + (2000.0 * noise.next()) as usize,
        words: 500,
        group: GroupId::new(group),
        main: Some(THEMES[group % 8].0.into()),
        reused: Some(if i % 5 == 4 { 0.0 } else { (i * 37 % 23) as f64 / 100.0 }),
        main_confidence: None,
        emphases: (i % 5 != 4).then(|| emphasis(THEMES[group % 8].0)).into_iter().collect(),
        explained: 1.0,
        mentions: BTreeMap::new(),
        stays: None,
        moving: false,
        elsewhere: vec![],
        share_intervals: (i % 3 != 2).then(|| shares.iter().map(around).collect()),
        shares: Shares::from_iter(shares),
        units: vec![],
        terms: (0..terms).map(|t| term(i, t, noise)).collect(),
        reference: Reference::Speeches,
        once: vec![],
        places: vec![],
        figures: (0..if i % 6 == 5 { 0 } else { 2 + i % 4 }).map(figure).collect(),
        key_sentences: vec![],
        sentences: vec![],
    }
}

fn figure(place: usize) -> Figure {
    /// The text before each figure.
    const BEFORE: &str = "三年来全区各级妇联组织深入基层走访慰问困难家庭";
    let (value, unit, raw) = [
        (500_000.0, "人次", "近50万人次"),
        (12.5, "%", "12.5%"),
        (3.0, "个", "3个"),
        (1.2e9, "元", "超12亿元"),
        (40.0, "个", "40余个"),
    ][place % 5];
    Figure {
        value,
        unit: unit.into(),
        qualifier: String::new(),
        raw: raw.into(),
        sentence: format!("{BEFORE}{raw}，并带动更多社会力量参与。"),
        sentence_id: SentenceId::default(),
        span: [BEFORE.chars().count(), (BEFORE.to_owned() + raw).chars().count()],
    }
}

/// A theme that a speech stresses.
fn emphasis(theme: &str) -> Emphasis {
    Emphasis {
        theme: theme.into(),
        share: 0.6,
        others: 0.1,
        difference: 0.5,
        ratio: Some(6.0),
        interval: Some([0.3, 0.7]),
        beyond: true,
    }
}

fn around((id, share): (&ThemeId, &f64)) -> (ThemeId, [f64; 2]) {
    (id.clone(), [(share - 0.2).max(0.0), (share + 0.2).min(1.0)])
}

fn term(i: usize, rank: usize, noise: &mut Noise) -> TermScore {
    TermScore {
        g2: 0.0,
        p: None,
        dispersion: None,
        interval: None,
        own_voice: None,
        beyond_chance: None,
        term: WORDS[(i * 3 + rank) % WORDS.len()].into(),
        score: (9.0 + 3.0 * noise.next()) / (rank + 2) as f64,
        contrast: 1.0,
        z: 2.0,
        count: 14 - rank,
        n_reference: 3,
        docfreq: 2,
        spans: vec![],
        sentences: vec![],
    }
}

/// Near within a group, far between groups, and the tree that follows from it.
fn near_in_groups(n: usize, group: impl Fn(usize) -> usize, noise: &mut Noise) -> Tree {
    let mut matrix = vec![vec![1.0; n]; n];
    for (i, j) in (0..n).flat_map(|i| (0..i).map(move |j| (i, j))) {
        let near = if group(i) == group(j) { 0.26 } else { -0.08 };
        matrix[i][j] = near + 0.14 * (noise.next() - 0.5);
        matrix[j][i] = matrix[i][j];
    }
    let spot = |i: usize, noise: &mut Noise| {
        let turn = group(i) as f64 * 2.4;
        let r = 0.3 + 0.03 * group(i) as f64;
        [r * libm::cos(turn) + 0.2 * noise.next(), 0.8 * r * libm::sin(turn) + 0.2 * noise.next()]
    };
    let mut map: Vec<[f64; 2]> = (0..n).map(|i| spot(i, noise)).collect();
    for axis in [0, 1] {
        let mean = map.iter().map(|p| p[axis]).sum::<f64>() / n as f64;
        for place in &mut map {
            place[axis] -= mean;
        }
    }
    let (order, merges) = joined(&matrix);
    let order = order.into_iter().map(SpeechId::new).collect();
    let interval = |s: &f64| (*s < 0.3).then_some([s - 0.1, s + 0.1]);
    Tree {
        intervals: Some(matrix.iter().map(|row| row.iter().map(interval).collect()).collect()),
        chance: None,
        draws: Some(Draws { count: 200, together: Matrix::default(), drawn: Matrix::default() }),
        order,
        merges,
        map: if n < 3 { vec![] } else { map },
        silhouette: (n > 2).then_some(0.21),
        cosines: matrix.into_iter().collect(),
    }
}

fn joined(matrix: &[Vec<f64>]) -> (Vec<usize>, Vec<Merge>) {
    let n = matrix.len();
    let mut condensed: Vec<f64> =
        (0..n).flat_map(|i| matrix[i][i + 1..].iter().map(|s| 1.0 - s)).collect();
    let steps = kodama::linkage(&mut condensed, n, kodama::Method::Average);
    let mut leaves: Vec<Vec<usize>> = (0..n).map(|i| vec![i]).collect();
    let mut merges = vec![];
    for step in steps.steps() {
        let (a, b) = (step.cluster1, step.cluster2);
        leaves.push([leaves[a].clone(), leaves[b].clone()].concat());
        merges.push(Merge {
            a,
            b,
            similarity: 1.0 - step.dissimilarity,
            together: None,
            size: step.size,
        });
    }
    (leaves.last().cloned().unwrap_or_default(), merges)
}

/// How many labels of the sheet are exactly `text`.
pub(super) fn count(sheet: &ChartSheet, text: &str) -> usize {
    sheet.labels().filter(|(label, _)| label.text == text).count()
}

/// Rectangles on the sheet.
pub(super) fn rects(sheet: &ChartSheet) -> usize {
    sheet.canvas.marks.iter().filter(|mark| matches!(mark, Mark::Rect { .. })).count()
}

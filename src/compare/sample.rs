//! Invented comparisons for tests: the numbers are made up, their shape is not.

use super::{
    Carried, ChangeClaim, ChangeFinding, ComparedGroup, ComparedMeeting, ComparedSpeech,
    DateSource, Direction, Ground, MeetingChange, MeetingComparison, MeetingSpan, ReferenceText,
    SCHEMA, Speaker,
};
use crate::{
    analysis::{Codebook, CodebookFit, CodebookVerdict, Origin, SentenceAnalysis, Span, Theme},
    ids::{MeetingId, SentenceId, SpeakerId, SpeechId, ThemeId},
};

mod course;
mod others;
mod texts;

/// The first year of the meetings.
const FIRST_YEAR: usize = 2001;
/// Sentences on each theme of a speech.
const SENTENCES: usize = 2;
/// From so many meetings on, nobody speaks in one of them.
const SILENT_FROM: usize = 8;
/// The meeting in which nobody speaks then.
const SILENT: usize = 3;
/// From so many speakers on, some are absent from some meetings.
const ABSENT_FROM: usize = 3;
/// Fewest pairs for which chances are given.
const CHANCE_FROM: usize = 6;
const STEMS: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
const KINDS: [&str; 4] = ["省", "市", "州", "县"];
const THEMES: [&str; 25] = [
    "经济运行",
    "科技创新",
    "产业升级",
    "扩大内需",
    "乡村振兴",
    "城镇建设",
    "区域协调",
    "改革攻坚",
    "对外开放",
    "生态环境",
    "绿色低碳",
    "教育",
    "就业",
    "医疗卫生",
    "社会保障",
    "住房",
    "文化体育",
    "养老托育",
    "社会治理",
    "安全生产",
    "防灾减灾",
    "财政金融",
    "国有企业",
    "民营经济",
    "政府自身建设",
];

/// Numbers from 0 to 1 that look random and are always the same.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / (1u64 << 31) as f64
    }

    /// A number from −0.5 to 0.5.
    fn around(&mut self) -> f64 {
        self.next() - 0.5
    }
}

/// The numbers of a sample, from which all else is made.
struct Plan {
    meetings: usize,
    speakers: usize,
    themes: usize,
    /// The share of each theme in what each speaker says in each meeting, 0 where absent.
    shares: Vec<Vec<Vec<f64>>>,
}

/// A comparison of so many meetings, speakers and themes (25 at most), always the same.
///
/// Some speakers are absent from some meetings, and of eight meetings and more one is silent. Every
/// fifth interval is `None`. With two speakers there is no wording.
pub(crate) fn sample(meetings: usize, speakers: usize, themes: usize) -> MeetingComparison {
    let plan = Plan::new(meetings, speakers, themes.min(THEMES.len()));
    let changes: Vec<MeetingChange> = (1..meetings).map(|later| plan.change(later)).collect();
    let mut comparison = MeetingComparison {
        schema: SCHEMA,
        ground: ground(),
        themes: (0..plan.themes).map(|theme| plan.theme(theme)).collect(),
        speakers: (0..speakers).map(|speaker| plan.speaker(speaker)).collect(),
        meetings: (0..meetings).map(|meeting| plan.meeting(meeting)).collect(),
        reference: plan.has_reference().then(reference),
        changes,
        series: (meetings > 2).then(|| plan.series()),
        findings: Vec::new(),
    };
    comparison.findings = findings(&comparison);
    comparison
}

fn ground() -> Ground {
    let fit = CodebookFit {
        name: "policy".into(),
        label: "政策议题".into(),
        label_en: "policy".into(),
        explained: 0.8,
        balance: 0.7,
        score: 0.68,
    };
    Ground {
        frozen: None,
        codebook: Codebook {
            name: "policy".into(),
            verdict: CodebookVerdict::Fits,
            margin: Some(0.2),
            tried: vec![fit],
        },
        terms: 2_345,
        draws: 1_000,
        seed: 1,
    }
}

fn reference() -> ReferenceText {
    let sentences = vec![sentence("坚持统筹发展和安全。", &ThemeId::OTHER, 1)];
    ReferenceText { name: "参照.txt".into(), characters: 9, sentences }
}

fn sentence(text: &str, theme: &ThemeId, line: usize) -> SentenceAnalysis {
    SentenceAnalysis {
        text: text.into(),
        theme: theme.clone(),
        unit: 0,
        source: 0,
        line,
        opens_paragraph: line % 2 == 1,
    }
}

fn theme_id(theme: usize) -> ThemeId {
    ThemeId::from(format!("theme_{}", theme + 1).as_str())
}

impl Plan {
    fn new(meetings: usize, speakers: usize, themes: usize) -> Self {
        let mut noise = Noise(11 + (meetings * 1_000 + speakers * 30 + themes) as u64);
        let bases: Vec<f64> = (0..themes).map(|theme| 1.0 / (theme + 2) as f64).collect();
        let slopes: Vec<f64> = (0..themes).map(|theme| drift(theme) / meetings as f64).collect();
        let mut plan = Self { meetings, speakers, themes, shares: Vec::new() };
        for meeting in 0..meetings {
            let mut all = Vec::new();
            for speaker in 0..speakers {
                let own = (0..themes).map(|theme| {
                    let mean = bases[theme] * (1.0 + slopes[theme] * meeting as f64);
                    (mean * (1.0 + 0.8 * noise.around())).max(0.0)
                });
                let own: Vec<f64> = own.collect();
                // Some text belongs to no theme.
                let sum = own.iter().sum::<f64>() + 0.15;
                let is_in = plan.is_in(meeting, speaker);
                all.push(own.iter().map(|x| if is_in { x / sum } else { 0.0 }).collect());
            }
            plan.shares.push(all);
        }
        plan
    }

    fn is_in(&self, meeting: usize, speaker: usize) -> bool {
        let silent = self.meetings >= SILENT_FROM && meeting == SILENT;
        let absent = self.speakers >= ABSENT_FROM && (speaker * 7 + meeting * 3) % 11 == 10;
        !silent && !absent
    }

    /// Who speaks in a meeting.
    fn speakers_of(&self, meeting: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.speakers).filter(move |&speaker| self.is_in(meeting, speaker))
    }

    fn has_reference(&self) -> bool {
        self.meetings.is_multiple_of(2)
    }

    fn theme(&self, theme: usize) -> Theme {
        let all: Vec<f64> = (0..self.meetings)
            .flat_map(|meeting| {
                self.speakers_of(meeting).map(move |one| self.shares[meeting][one][theme])
            })
            .collect();
        let share = mean(&all).unwrap_or(0.0);
        Theme {
            id: theme_id(theme),
            label: THEMES[theme].into(),
            label_en: format!("theme {}", theme + 1),
            origin: Origin::Lexicon,
            named: true,
            cap: None,
            rollup: None,
            terms: Vec::new(),
            characters: (share * 100_000.0) as usize,
            share,
        }
    }

    fn speaker(&self, speaker: usize) -> Speaker {
        let speeches = (0..self.meetings).map(|meeting| {
            let before = self.speakers_of(meeting).filter(|&one| one < speaker).count();
            self.is_in(meeting, speaker).then(|| SpeechId::new(before)).into_iter().collect()
        });
        Speaker { name: name(speaker), code: None, speeches: speeches.collect() }
    }

    fn meeting(&self, meeting: usize) -> ComparedMeeting {
        let year = FIRST_YEAR + meeting;
        let speeches: Vec<ComparedSpeech> = self
            .speakers_of(meeting)
            .map(|speaker| ComparedSpeech {
                name: name(speaker),
                speaker: SpeakerId::new(speaker),
                characters: self.characters(meeting, speaker),
                sentences: self.sentences(speaker),
            })
            .collect();
        let members: Vec<SpeakerId> = self.speakers_of(meeting).map(SpeakerId::new).collect();
        let halves = members.chunks(members.len().div_ceil(2).max(1));
        let groups = halves.map(|half| ComparedGroup {
            members: half.to_vec(),
            confidence: Some(0.8),
            terms: vec!["统筹发展".into()],
        });
        ComparedMeeting {
            name: year.to_string(),
            title: format!("{year}年工作会议"),
            date: Some(format!("{year}-01-{:02}", 10 + meeting % 15).into()),
            dated_by: DateSource::Record,
            sources: vec![format!("{year}.txt")],
            speeches,
            groups: groups.collect(),
        }
    }

    fn characters(&self, meeting: usize, speaker: usize) -> usize {
        8_000 + 137 * speaker + 211 * meeting
    }

    /// Two sentences on each theme, so that every place below exists.
    fn sentences(&self, speaker: usize) -> Vec<SentenceAnalysis> {
        let all = (0..self.themes).flat_map(|theme| (0..SENTENCES).map(move |at| (theme, at)));
        all.map(|(theme, at)| {
            let text =
                format!("{}着力抓好{}工作，坚持统筹发展和安全。", name(speaker), THEMES[theme]);
            sentence(&text, &theme_id(theme), theme * SENTENCES + at + 1)
        })
        .collect()
    }

    /// The first sentence of a speaker on a theme.
    fn place(&self, meeting: usize, speaker: usize, theme: usize) -> MeetingSpan {
        let speech = self.speakers_of(meeting).filter(|&one| one < speaker).count();
        let span = Span {
            speech: SpeechId::new(speech),
            sentence: SentenceId::new(theme * SENTENCES),
            start: 0,
            end: name(speaker).chars().count(),
        };
        MeetingSpan { meeting: MeetingId::new(meeting), span }
    }

    /// Where the first three speakers of a meeting speak of a theme.
    fn evidence(&self, meeting: usize, theme: usize) -> Vec<MeetingSpan> {
        let speakers = self.speakers_of(meeting).take(3);
        speakers.map(|speaker| self.place(meeting, speaker, theme)).collect()
    }

    fn pairs(&self, later: usize) -> Vec<usize> {
        self.speakers_of(later).filter(|&one| self.is_in(later - 1, one)).collect()
    }

    fn change(&self, later: usize) -> MeetingChange {
        let earlier = later - 1;
        let pairs = self.pairs(later);
        let ids = |speakers: Vec<usize>| speakers.into_iter().map(SpeakerId::new).collect();
        let only = |one: usize, other: usize| {
            self.speakers_of(one).filter(|&who| !self.is_in(other, who)).collect()
        };
        MeetingChange {
            earlier: MeetingId::new(earlier),
            later: MeetingId::new(later),
            only_earlier: ids(only(earlier, later)),
            only_later: ids(only(later, earlier)),
            outside: 1_200,
            outside_of: 60_000,
            shares: (0..self.themes).map(|theme| self.share_change(later, theme)).collect(),
            share_noise: (pairs.len() >= CHANCE_FROM).then_some(0.006),
            speakers: pairs.iter().map(|&one| self.speaker_change(later, one)).collect(),
            terms: self.terms(later),
            terms_tried: 2_345,
            wording_tried: Some(4_321),
            new_wording: self.wording(later, true),
            gone_wording: self.wording(later, false),
            carried: self.speakers_of(later).map(|one| self.carried(later, one)).collect(),
            group_pairs: self.group_pairs(),
            moves: pairs.first().map(|&one| others::moved(one)).into_iter().collect(),
            quantities_once: 0,
            quantities: pairs.first().map(|&one| self.quantity(later, one)).into_iter().collect(),
            omissions: pairs.last().map(|&one| self.omission(later, one)).into_iter().collect(),
            pairs: ids(pairs),
        }
    }
}

/// How far a theme rises or falls over all meetings, as a part of its share.
fn drift(theme: usize) -> f64 {
    [0.9, -0.6, 0.1, -0.1, 1.6, 0.0, -0.4][theme % 7]
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The name of a speaker; the second one is as long as they come.
fn name(speaker: usize) -> String {
    match speaker {
        1 => "乙民族自治区妇女联合会".into(),
        _ => {
            let kind = KINDS[speaker / STEMS.len() % KINDS.len()];
            format!("{}{kind}", STEMS[speaker % STEMS.len()])
        }
    }
}

/// The first statements of each change, and those of the series.
fn findings(comparison: &MeetingComparison) -> Vec<ChangeFinding> {
    let mut all = Vec::new();
    for change in &comparison.changes {
        let pairs = change.pairs.len();
        let told = change.shares.iter().filter(|one| one.direction != Direction::CannotTell);
        let shares = told.map(|one| ChangeClaim::Share { change: one.clone(), pairs });
        let mut claims: Vec<ChangeClaim> = shares.collect();
        claims.extend(change.new_wording.first().cloned().map(ChangeClaim::New));
        claims.extend(change.gone_wording.first().cloned().map(ChangeClaim::Gone));
        claims.extend(change.terms.first().cloned().map(ChangeClaim::Term));
        claims.extend((pairs > 0).then(|| carried_claim(change)));
        if claims.is_empty() {
            claims.push(ChangeClaim::Nothing { pairs: 0 });
        }
        let (earlier, later) = (change.earlier, change.later);
        let finding = |claim| ChangeFinding { earlier, later, claim, evidence: Vec::new() };
        all.extend(claims.into_iter().map(finding));
    }
    all.extend(course::findings(comparison));
    all
}

fn carried_claim(change: &MeetingChange) -> ChangeClaim {
    let own = |one: &Carried| Some((one.speaker, one.own?));
    let most = change.carried.iter().filter_map(own).max_by(|a, b| a.1.total_cmp(&b.1));
    ChangeClaim::Carried {
        own: 0.056,
        others: 0.057,
        peers: 0.12,
        reference: change.carried.first().and_then(|one| one.reference),
        most,
        pairs: change.pairs.len(),
    }
}

//! Where there is no difference, none is shown: meetings dealt from the sentences of one report.

use rand::{Rng, SeedableRng, seq::SliceRandom};
use rand_xoshiro::Xoshiro256PlusPlus;
use yiti::{
    analysis::{MeetingAnalysis, RATE},
    config::Config,
    corpus,
    pages::{Page, Source},
    pipeline,
    run::Run,
};

mod common;

use common::{shared, text};

const SPEECHES: usize = 8;
const SPEAKERS: [&str; SPEECHES] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"];
/// Sentences of a speech: about as many as on a newspaper page.
const SENTENCES: usize = 25;
const MEETINGS: u64 = 5;

/// Eight speeches of sentences that one report holds, each drawn at random.
fn dealt(report: &str, seed: u64) -> MeetingAnalysis {
    let sentences: Vec<&str> = corpus::split(report)
        .map(|(_, sentence)| sentence.trim())
        .filter(|sentence| sentence.chars().count() > 8 && !sentence.contains('\n'))
        .collect();
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut page = String::new();
    for speaker in SPEAKERS {
        page.push_str(&format!("## {speaker}单位\n\n"));
        for _ in 0..SENTENCES {
            page.push_str(sentences[random.gen_range(0..sentences.len())]);
        }
        page.push_str("\n\n");
    }
    analysed(page)
}

/// Eight speeches that share out the paragraphs of one report, dealt at random.
fn dealt_by_paragraphs(report: &str, seed: u64) -> MeetingAnalysis {
    let mut paragraphs: Vec<&str> =
        report.lines().map(str::trim).filter(|line| line.ends_with(['。', '！', '；'])).collect();
    paragraphs.shuffle(&mut Xoshiro256PlusPlus::seed_from_u64(seed));
    let mut page = String::new();
    for (place, speaker) in SPEAKERS.iter().enumerate() {
        page.push_str(&format!("## {speaker}单位\n\n"));
        for paragraph in paragraphs.iter().skip(place).step_by(SPEAKERS.len()) {
            page.push_str(&format!("{paragraph}\n\n"));
        }
    }
    analysed(page)
}

fn analysed(page: String) -> MeetingAnalysis {
    let page = Page::new("dealt.md", page);
    let source = Source { name: "dealt".into(), pages: vec![page], is_folder: false };
    let config = Config::default();
    let run = Run::new(config.clone()).expect("reads");
    let transcripts = pipeline::split_sources(&[source], &config.transcript).expect("splits");
    let analysis = pipeline::analyse(&transcripts, &run).expect("runs");
    analysis.meetings.into_iter().next().expect("a meeting")
}

#[test]
fn speeches_dealt_from_one_report_show_no_sure_group_and_few_terms_above_chance() {
    let (mut speeches, mut above) = (0, 0);
    for report in ["浙江省", "黑龙江省"] {
        let Some(path) = shared(&format!("reports/2021/{report}.txt")) else { return };
        let report = text(&path);
        for seed in 0..MEETINGS {
            let meeting = dealt(&report, seed);
            assert_eq!(meeting.speeches.len(), SPEECHES);
            for group in meeting.groups.iter().filter(|group| group.members.len() > 1) {
                let confidence = group.confidence.expect("enough sentences");
                assert!(confidence <= 0.8, "seed {seed}: {:?} {confidence}", group.regions);
            }
            for (a, b) in meeting.pairs() {
                let chance = meeting.grouping.together(a, b).expect("draws");
                assert!(chance < 0.9, "seed {seed}: {} {}", meeting[a].name, meeting[b].name);
            }
            speeches += SPEECHES;
            let is_above = |speech: &&yiti::analysis::SpeechAnalysis| {
                speech.terms.iter().any(|term| term.beyond_chance == Some(true))
            };
            above += meeting.speeches.iter().filter(is_above).count();
        }
    }
    // The floor is what the best term of a speech reaches in 19 of 20 deals: of 80 speeches 4
    // should have a term above it, and more than 9 in one run of a hundred (binomial).
    assert!(above <= 9, "{above} of {speeches} speeches have a term above chance");
    println!("{above} of {speeches} speeches have a term above chance");
}

#[test]
fn speeches_dealt_from_one_report_seldom_stress_anything() {
    let (mut speeches, mut stressing) = (0, 0);
    for report in ["浙江省", "黑龙江省", "海南省", "陕西省"] {
        let Some(path) = shared(&format!("reports/2020/{report}.txt")) else { return };
        let report = text(&path);
        for seed in 0..MEETINGS {
            let meeting = dealt_by_paragraphs(&report, seed);
            let compared = meeting.speeches.iter().filter(|s| s.share_intervals.is_some()).count();
            speeches += compared;
            stressing += meeting.stressing().len();
        }
    }
    assert!(speeches > 100, "{speeches} speeches could be compared");
    // More than this is met in one run of a hundred (binomial).
    let most = RATE * speeches as f64 + 2.33 * (RATE * (1.0 - RATE) * speeches as f64).sqrt();
    assert!((stressing as f64) < most, "{stressing} of {speeches} speeches, at most {most:.0}");
    println!("{stressing} of {speeches} speeches stress a theme");
}

//! Meetings held against one another: laws, and how often what is said of them holds.

use rand::SeedableRng;
use rand_xoshiro::Xoshiro256PlusPlus;
use yiti::{
    CompareOptions, Compared, Yiti,
    compare::{DateSource, Direction, MeetingComparison},
    config::Config,
};

mod common;

use common::{dealt::Dealt, shared, write};

/// Sentences on four matters, by which speeches of our own writing are made.
const MATTERS: [[&str; 4]; 4] = [
    ["修建水渠灌溉农田。", "水渠通到每个村庄。", "疏浚河道防治水患。", "水利工程按期完工。"],
    ["开办夜校培训女工。", "女工学会新的技术。", "组织培训帮助就业。", "夜校课程免费开放。"],
    ["湿地保护候鸟栖息。", "候鸟数量逐年增加。", "巡护队伍守护湿地。", "生态环境持续改善。"],
    ["家庭教育走进社区。", "弘扬家风传承家训。", "表彰最美家庭典型。", "家长学校定期开课。"],
];
const SPEAKERS: [&str; 8] = ["甲校", "乙校", "丙校", "丁校", "戊校", "己校", "庚校", "辛校"];

/// A record of eight speeches, each with paragraphs on these matters; `news` ends each of them.
fn record(matters: [usize; 6], news: &str) -> String {
    let mut page = String::new();
    for (number, speaker) in SPEAKERS.iter().enumerate() {
        page.push_str(&format!("## {speaker}\n\n"));
        for (place, &matter) in matters.iter().enumerate() {
            for turn in 0..3 {
                page.push_str(MATTERS[matter][(number + place + turn) % 4]);
            }
            page.push_str("\n\n");
        }
        page.push_str(&format!("{news}\n\n"));
    }
    page
}

/// A folder with two years of a record.
fn two_years() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(&folder.path().join("2020.md"), record([0, 0, 1, 1, 2, 2], "大家继续努力。"));
    write(&folder.path().join("2021.md"), record([3, 3, 1, 1, 2, 2], "大家推行星火夜航计划。"));
    folder
}

fn yiti() -> Yiti {
    Yiti::new(Config::default()).expect("reads")
}

fn compared(folder: &tempfile::TempDir, files: &[&str]) -> Compared {
    let paths: Vec<_> = files.iter().map(|file| folder.path().join(file)).collect();
    yiti().compare(&paths, &CompareOptions::default()).expect("compares")
}

fn json(comparison: &MeetingComparison) -> String {
    serde_json::to_string(comparison).expect("writes")
}

#[test]
fn meetings_are_dated_by_their_names_and_speakers_found_again() {
    let compared = compared(&two_years(), &["2021.md", "2020.md"]);
    let names: Vec<&str> = compared.meetings.iter().map(|meeting| meeting.name.as_str()).collect();
    assert_eq!(names, ["2020", "2021"]);
    assert!(compared.meetings.iter().all(|meeting| meeting.dated_by == DateSource::Name));
    assert_eq!(compared.speakers.len(), SPEAKERS.len());
    let change = &compared.changes[0];
    assert_eq!(change.pairs.len(), SPEAKERS.len());
    assert!(change.only_earlier.is_empty() && change.only_later.is_empty());
    assert!(change.outside > 0 && change.outside < change.outside_of);
}

#[test]
fn what_all_speakers_changed_is_told() {
    let compared = compared(&two_years(), &["2020.md", "2021.md"]);
    let change = &compared.changes[0];
    let told = |direction: Direction| {
        change.shares.iter().filter(move |share| share.direction == direction).count()
    };
    assert!(told(Direction::Up) >= 1, "{:#?}", change.shares);
    let risen: Vec<&str> = change
        .terms
        .iter()
        .filter(|term| term.direction == Direction::Up)
        .map(|term| term.term.as_str())
        .collect();
    assert!(risen.iter().any(|term| term.contains("家庭")), "{risen:?}");
    for term in &change.terms {
        // Nothing is shown under a year that does not occur in it.
        assert_eq!(term.count_earlier > 0, !term.evidence_earlier.is_empty(), "{}", term.term);
        assert_eq!(term.count_later > 0, !term.evidence_later.is_empty(), "{}", term.term);
        for (spans, meeting) in [(&term.evidence_earlier, 0), (&term.evidence_later, 1)] {
            for place in spans {
                assert_eq!(place.meeting.index(), meeting);
                let speech = &compared.meetings[meeting].speeches[place.span.speech.index()];
                let sentence = &speech.sentences[place.span.sentence.index()].text;
                let printed = sentence.chars().skip(place.span.start);
                let printed: String = printed.take(place.span.end - place.span.start).collect();
                assert_eq!(printed, term.term);
            }
        }
    }
}

#[test]
fn a_meeting_held_against_itself_has_not_changed() {
    let folder = two_years();
    write(&folder.path().join("2022.md"), record([3, 3, 1, 1, 2, 2], "大家推行星火夜航计划。"));
    let compared = compared(&folder, &["2021.md", "2022.md"]);
    let change = &compared.changes[0];
    assert!(change.shares.iter().all(|share| share.difference == 0.0));
    assert!(change.shares.iter().all(|share| share.direction == Direction::CannotTell));
    assert!(change.terms.iter().all(|term| term.direction == Direction::CannotTell));
    assert!(change.new_wording.is_empty() && change.gone_wording.is_empty());
    assert!(change.moves.is_empty() && change.omissions.is_empty());
    assert_eq!(change.outside, 0);
}

#[test]
fn dates_decide_the_order_and_not_the_arguments_or_the_threads() {
    let folder = two_years();
    let a = compared(&folder, &["2020.md", "2021.md"]);
    let b = compared(&folder, &["2021.md", "2020.md"]);
    assert_eq!(json(&a.comparison), json(&b.comparison));
    let provenance = |compared: &Compared| compared.run.provenance().expect("written");
    assert_eq!(provenance(&a), provenance(&b));
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    let c = one.install(|| compared(&folder, &["2020.md", "2021.md"]));
    assert_eq!(json(&a.comparison), json(&c.comparison));
}

#[test]
#[cfg(feature = "charts")]
fn a_report_folder_is_as_good_as_its_texts() {
    let folder = two_years();
    let yiti = yiti();
    let record = yiti.read(&[folder.path().join("2020.md")]).expect("reads");
    let analysis = yiti.analyse(&record).expect("runs");
    yiti.report(&analysis).expect("renders").write(folder.path().join("report")).expect("written");
    let texts = compared(&folder, &["2020.md", "2021.md"]);
    let report = compared(&folder, &["report", "2021.md"]);
    assert_eq!(json(&texts.comparison), json(&report.comparison));
}

#[test]
fn fewer_than_two_meetings_and_wrong_dates_are_refused() {
    let folder = two_years();
    let path = folder.path().join("2020.md");
    let refused = |dates: &[&str]| {
        let options = CompareOptions::default().dates(dates.iter().copied());
        yiti().compare(&[&path], &options).expect_err("refused").to_string()
    };
    assert!(refused(&[]).contains("a comparison wants two"), "{}", refused(&[]));
    assert!(refused(&["2020", "2021"]).contains("2 dates for 1 meetings"));
}

/// Intervals of a speaker's changes that hold 0, of all, and those of the whole meeting.
struct Held {
    speakers: [usize; 2],
    whole: [usize; 2],
    terms: [usize; 2],
}

/// Two meetings, dealt from the reports of a year, in which nothing changed.
fn dealt(year: &str, dealt: Dealt) -> Option<Held> {
    let reports = shared(&format!("reports/{year}"))?;
    let folder = tempfile::tempdir().expect("a folder");
    let mut random = Xoshiro256PlusPlus::seed_from_u64(7);
    for (name, bytes) in common::tree(&reports) {
        let report = String::from_utf8(bytes).expect("UTF-8");
        for (half, year) in dealt.halves(&report, &mut random).iter().zip(["2001", "2002"]) {
            write(&folder.path().join(year).join(&name), half);
        }
    }
    let compared = compared(&folder, &["2001", "2002"]);
    let change = &compared.changes[0];
    let mut held = Held { speakers: [0; 2], whole: [0; 2], terms: [0; 2] };
    let add = |held: &mut [usize; 2], interval: Option<[f64; 2]>| {
        if let Some([low, high]) = interval {
            held[0] += usize::from(low <= 0.0 && 0.0 <= high);
            held[1] += 1;
        }
    };
    /// Smaller shares are in one paragraph or none.
    const LEAST: f64 = 0.03;
    for share in change.speakers.iter().flat_map(|speaker| &speaker.shares) {
        if share.earlier + share.later >= 2.0 * LEAST {
            add(&mut held.speakers, share.interval);
        }
    }
    for share in change.shares.iter().filter(|share| share.earlier + share.later > 0.0) {
        add(&mut held.whole, share.interval);
    }
    for term in &change.terms {
        add(&mut held.terms, term.interval);
    }
    Some(held)
}

fn share([held, of]: [usize; 2]) -> f64 {
    held as f64 / of as f64
}

#[test]
fn intervals_hold_no_change_where_nothing_changed() {
    let mut whole = [0; 2];
    for (year, how, least) in [("2015", Dealt::Paragraphs, 0.93), ("2021", Dealt::Sections, 0.90)] {
        let Some(held) = dealt(year, how) else { return };
        println!("{year} {how:?}: {:?} {:?} {:?}", held.speakers, held.whole, held.terms);
        assert!(share(held.speakers) >= least, "{year} {how:?} {:?}", held.speakers);
        whole = [whole[0] + held.whole[0], whole[1] + held.whole[1]];
        // These hold for all at once.
        assert_eq!(held.terms[0], held.terms[1], "{year} {how:?}");
    }
    assert!(share(whole) >= 0.90, "{whole:?}");
}

#[test]
fn the_next_year_shows_what_is_known_of_it() {
    let Some(reports) = shared("reports") else { return };
    let paths = ["2021", "2020"].map(|year| reports.join(year));
    let compared = yiti().compare(&paths, &CompareOptions::default()).expect("compares");
    let change = &compared.changes[0];
    assert_eq!(change.pairs.len(), 31);
    let risen = change.terms.iter().filter(|term| term.direction == Direction::Up);
    let risen: Vec<&str> = risen.map(|term| term.term.as_str()).collect();
    assert!(risen.contains(&"疫情"), "{risen:?}");
}

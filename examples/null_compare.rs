//! How often a comparison names a change where there is none.
//!
//! `cargo run --release --example null_compare -- RUNS FOLDER OTHER`: two folders with reports of
//! the same speakers, a file each. Each run makes two meetings in which nothing differs but by
//! chance, compares them as `yiti compare` does, and counts what is named. There are four ways:
//!
//! - `paragraphs`, `sections`: each report is dealt into two halves of its own blocks.
//! - `speakers`: the reports are dealt into two meetings, and each report of one is held against
//!   one of the other as if one speaker had given both.
//! - `years`: the reports of both folders, those of each speaker swapped or not.

#![allow(clippy::print_stdout)]

#[path = "../tests/common/dealt.rs"]
mod dealt;

use std::{collections::BTreeMap, error::Error, fs};

use dealt::Dealt;
use rand::{Rng, SeedableRng, seq::SliceRandom};
use rand_xoshiro::Xoshiro256PlusPlus;
use yiti::{
    CompareOptions, Yiti,
    compare::{Direction, MeetingChange},
    config::Config,
};

type Failure = Box<dyn Error>;

/// Texts by the names of their files.
type Reports = BTreeMap<String, String>;

/// The texts of both meetings, by the names of their files.
type Pairs = BTreeMap<String, [String; 2]>;

/// How two meetings are made in which nothing differs but by chance.
#[derive(Debug, Clone, Copy)]
enum Way {
    Halves(Dealt),
    Speakers,
    Years,
}

const WAYS: [(&str, Way); 4] = [
    ("paragraphs", Way::Halves(Dealt::Paragraphs)),
    ("sections", Way::Halves(Dealt::Sections)),
    ("speakers", Way::Speakers),
    ("years", Way::Years),
];

/// Runs that name a change of a kind, and how many changes all of them name.
#[derive(Debug, Default)]
struct Named {
    runs: usize,
    all: usize,
}

impl Named {
    fn add(&mut self, found: usize) {
        self.runs += usize::from(found > 0);
        self.all += found;
    }
}

fn main() -> Result<(), Failure> {
    let mut args = std::env::args().skip(1);
    let runs: u64 = args.next().ok_or("say how many runs")?.parse()?;
    let first = reports(&args.next().ok_or("name a folder of reports")?)?;
    let second = reports(&args.next().ok_or("name a folder with their reports of another year")?)?;
    let yiti = Yiti::new(Config::default())?;
    println!("way         runs that name one, and how many (themes; terms; moves)");
    for (name, way) in WAYS {
        let mut named: [Named; 3] = Default::default();
        for run in 0..runs {
            let mut random = Xoshiro256PlusPlus::seed_from_u64(run);
            let change = compared(&yiti, &way.pairs(&first, &second, &mut random))?;
            for (named, found) in named.iter_mut().zip(found(&change)) {
                named.add(found);
            }
        }
        let told = named.map(|named| format!("{:>2} of {runs} ({})", named.runs, named.all));
        println!("{name:<10}  {}", told.join("; "));
    }
    Ok(())
}

/// The reports of a folder, by the names of their files.
fn reports(folder: &str) -> Result<Reports, Failure> {
    let mut reports = Reports::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().ok_or("a file without a name")?.to_string_lossy().into_owned();
        reports.insert(name, String::from_utf8(fs::read(&path)?)?);
    }
    Ok(reports)
}

impl Way {
    fn pairs(self, first: &Reports, second: &Reports, random: &mut Xoshiro256PlusPlus) -> Pairs {
        let mut pairs = Pairs::new();
        match self {
            Self::Halves(dealt) => {
                for (name, report) in first {
                    pairs.insert(name.clone(), dealt.halves(report, random));
                }
            }
            Self::Speakers => {
                let mut names: Vec<&String> = first.keys().collect();
                names.shuffle(random);
                for pair in names.chunks_exact(2) {
                    pairs.insert(pair[0].clone(), [pair[0], pair[1]].map(|of| first[of].clone()));
                }
            }
            Self::Years => {
                for (name, report) in first {
                    let Some(other) = second.get(name) else { continue };
                    let mut texts = [report.clone(), other.clone()];
                    if random.gen_bool(0.5) {
                        texts.reverse();
                    }
                    pairs.insert(name.clone(), texts);
                }
            }
        }
        pairs
    }
}

/// The change from one meeting to the other.
fn compared(yiti: &Yiti, pairs: &Pairs) -> Result<MeetingChange, Failure> {
    let folder = tempfile::tempdir()?;
    for (name, texts) in pairs {
        for (text, year) in texts.iter().zip(["2001", "2002"]) {
            let meeting = folder.path().join(year);
            fs::create_dir_all(&meeting)?;
            fs::write(meeting.join(name), text)?;
        }
    }
    let meetings = ["2001", "2002"].map(|year| folder.path().join(year));
    let mut compared = yiti.compare(&meetings, &CompareOptions::default())?;
    compared.comparison.changes.pop().ok_or_else(|| "no change".into())
}

/// Themes and terms that are said to have changed, and speakers that are said to have moved.
fn found(change: &MeetingChange) -> [usize; 3] {
    let told = |direction: &Direction| *direction != Direction::CannotTell;
    let themes = change.shares.iter().filter(|share| told(&share.direction)).count();
    let terms = change.terms.iter().filter(|term| told(&term.direction)).count();
    [themes, terms, change.moves.iter().filter(|one| one.sure).count()]
}

//! Fits what a share of draws is worth: `data/calibration.toml`.
//!
//! `cargo run --release --example calibrate -- OUT SET...`: a set is a JSONL file with `label` and
//! `text`, or a folder of reports, one a file, that are each one source; `PATH=words` says what
//! the set is. Meetings are dealt from each, their passages drawn as for a report, and the map
//! fitted from shares of draws, number of speeches and spread to what is so. Printed and written:
//! the map, and how well maps do that were fitted without a set or without half of its classes.

#![allow(clippy::print_stdout)]

mod deal;
mod fit;
mod observe;
mod table;

use std::{error::Error, fs, path::Path};

use deal::{Classes, Dealt, Part};
use observe::{Heard, Observer};
use rand::SeedableRng;
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;
use yiti::groups::calibration::{Calibration, HeldOut};

/// Why nothing came of it.
pub(crate) type Failure = Box<dyn Error + Send + Sync>;

/// Meetings dealt from a set: a third each of one half of its classes, of the other, of all.
const MEETINGS: u64 = 360;
/// Meetings dealt from the reports of a folder.
const ONE_SOURCE: u64 = 120;
/// Speeches of the smallest and largest meetings.
const SPEECHES: [usize; 2] = [4, 30];
/// Speeches that the map tells apart: of fewer than eight a few pairs by chance look like a
/// structure, and the map must not trust them for being few.
const TOLD_APART: [usize; 2] = [8, 30];

/// The meetings of one set.
struct Set {
    /// What it is.
    name: String,
    /// Whether its texts have classes; if not each report is one source.
    classes: bool,
    meetings: Vec<Heard>,
}

fn main() -> Result<(), Failure> {
    let mut args = std::env::args().skip(1);
    let out = args.next().ok_or("name the file to write")?;
    let observer = Observer::new()?;
    let sets = args.map(|arg| set(&arg, &observer)).collect::<Result<Vec<Set>, _>>()?;
    let all: Vec<&Heard> = sets.iter().flat_map(|set| &set.meetings).collect();
    let mut map = fit::fit(&all)?;
    map.made_on = made_on(&sets);
    map.held_out = held_out(&sets)?;
    table::print(&map);
    fs::write(&out, table::toml(&map))?;
    Calibration::parse(&out, &table::toml(&map))?;
    Ok(())
}

fn made_on(sets: &[Set]) -> String {
    let names: Vec<String> =
        sets.iter().map(|set| format!("{} ({} meetings)", set.name, set.meetings.len())).collect();
    names.join("; ")
}

/// Deals the meetings of a set and draws their passages.
fn set(arg: &str, observer: &Observer) -> Result<Set, Failure> {
    let (path, name) = arg.split_once('=').unwrap_or((arg, arg));
    let path = Path::new(path);
    let classes = !path.is_dir();
    let dealt = if classes { of_classes(&deal::texts(path)?) } else { of_reports(path)? };
    let meetings: Vec<Heard> =
        dealt.par_iter().map(|dealt| observer.hear(dealt)).collect::<Result<_, _>>()?;
    Ok(Set { name: name.into(), classes, meetings })
}

fn of_classes(all: &Classes) -> Vec<Dealt> {
    let half = |part: Part| -> Classes {
        let classes = all.iter().enumerate();
        let own = classes.filter(|(place, _)| match part {
            Part::First => place % 2 == 0,
            Part::Second => place % 2 == 1,
            Part::All => true,
        });
        own.map(|(_, (name, texts))| (name.clone(), texts.clone())).collect()
    };
    let parts = [Part::First, Part::Second, Part::All].map(|part| (part, half(part)));
    let meeting = |number: u64| {
        let (part, classes) = &parts[number as usize % parts.len()];
        // One in three is small.
        let small = number / 3 % 3 == 2;
        let mut random = Xoshiro256PlusPlus::seed_from_u64(number);
        Dealt { part: *part, ..deal::of_classes(classes, small, &mut random) }
    };
    (0..MEETINGS).map(meeting).collect()
}

fn of_reports(folder: &Path) -> Result<Vec<Dealt>, Failure> {
    let mut files: Vec<_> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    files.sort();
    let meeting = |number: u64| {
        let report = String::from_utf8(fs::read(&files[number as usize % files.len()])?)?;
        let mut random = Xoshiro256PlusPlus::seed_from_u64(number);
        let part = if number.is_multiple_of(2) { Part::First } else { Part::Second };
        // Half of them are dealt by paragraphs.
        let paragraphs = number / 2 % 2 == 1;
        Ok(Dealt { part, ..deal::of_one_source(&report, paragraphs, &mut random) })
    };
    (0..ONE_SOURCE).map(meeting).collect()
}

/// How well maps do on what they were not fitted on: a whole set, and half of its classes.
fn held_out(sets: &[Set]) -> Result<Vec<HeldOut>, Failure> {
    let mut held_out = Vec::new();
    for (place, set) in sets.iter().enumerate() {
        let others = sets.iter().enumerate().filter(|(other, _)| *other != place);
        let seen: Vec<&Heard> = others.flat_map(|(_, other)| &other.meetings).collect();
        let unseen: Vec<&Heard> = set.meetings.iter().collect();
        held_out.push(table::held_out(&set.name, &fit::fit(&seen)?, &unseen));
    }
    let of = |set: &'_ Set, part: Part| -> Vec<usize> {
        (0..set.meetings.len()).filter(|&at| set.meetings[at].part == part).collect()
    };
    let first = sets
        .iter()
        .flat_map(|set| of(set, Part::First).into_iter().map(move |at| &set.meetings[at]));
    let half = fit::fit(&first.collect::<Vec<&Heard>>())?;
    for set in sets.iter().filter(|set| set.classes) {
        let unseen: Vec<&Heard> =
            of(set, Part::Second).into_iter().map(|at| &set.meetings[at]).collect();
        held_out.push(table::held_out(
            &format!("{}, half of the classes", set.name),
            &half,
            &unseen,
        ));
    }
    Ok(held_out)
}

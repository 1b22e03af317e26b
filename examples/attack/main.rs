//! Damaged and hostile files of every format, given to the program: what breaks is counted.
//!
//! `cargo run --release --example attack -- PROGRAM COUNT [FIRST]`: the cases of the seeds FIRST
//! to FIRST + COUNT, the same each time. Each is given to `yiti split` and to `yiti report` over
//! a report that stands. Cases that break something stay in `target/attack`.

#![allow(clippy::print_stdout)]

use std::{
    collections::BTreeMap,
    error::Error,
    fs,
    path::Path,
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::Duration,
};

#[path = "../../tests/common/files.rs"]
#[allow(dead_code)]
mod files;
mod mutate;
#[path = "../../tests/common/processes.rs"]
mod processes;
mod samples;
mod watch;

use watch::{Room, Run};

/// Where the cases that break something stay.
const KEPT: &str = "target/attack";

/// What the cases came to.
#[derive(Default)]
struct Tally {
    /// Each kind of fault, and the seeds of the cases with it.
    faults: BTreeMap<&'static str, Vec<u64>>,
    answered: usize,
    refused: usize,
    /// The most memory of all processes together, in KiB, and the case that took it.
    memory: (u64, u64),
    /// The longest run and its case.
    time: (Duration, u64),
}

impl Tally {
    fn take(&mut self, seed: u64, run: &Run) {
        for fault in &run.faults {
            let seeds = self.faults.entry(fault).or_default();
            if seeds.last() != Some(&seed) {
                seeds.push(seed);
            }
        }
        self.answered += usize::from(run.code == Some(0));
        self.refused += usize::from(run.code == Some(1));
        self.memory = self.memory.max((run.memory, seed));
        self.time = self.time.max((run.time, seed));
    }

    fn print(&self) {
        println!("{:>8} runs answered, {} refused", self.answered, self.refused);
        println!("{:>8} MiB at most (seed {})", self.memory.0 >> 10, self.memory.1);
        println!("{:>8.1} s at most (seed {})", self.time.0.as_secs_f64(), self.time.1);
        for fault in watch::FAULTS {
            let seeds = self.faults.get(fault).map_or(&[][..], Vec::as_slice);
            let shown: Vec<String> = seeds.iter().take(10).map(u64::to_string).collect();
            println!("{:>8} {fault} {}", seeds.len(), shown.join(" "));
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let program = fs::canonicalize(args.next().ok_or("which program?")?)?;
    let count: u64 = args.next().ok_or("how many cases?")?.parse()?;
    let first: u64 = args.next().map_or(Ok(0), |first| first.parse())?;
    let samples = samples::all()?;
    let (next, tally) = (AtomicU64::new(first), Mutex::new(Tally::default()));
    let work = || -> Result<(), String> {
        let room = Room::new(&program).map_err(|error| error.to_string())?;
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= first + count {
                return Ok(());
            }
            let (ending, bytes) = mutate::case(&samples, seed);
            for command in ["split", "report"] {
                let run = room.run(command, ending, &bytes);
                let run = run.map_err(|error| format!("seed {seed}: {error}"))?;
                if !run.faults.is_empty() {
                    keep(seed, ending, &bytes, &run).map_err(|error| error.to_string())?;
                }
                tally.lock().map_err(|error| error.to_string())?.take(seed, &run);
            }
        }
    };
    let workers = thread::available_parallelism()?.get();
    let done: Vec<Result<(), String>> = thread::scope(|scope| {
        let started: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        started
            .into_iter()
            .map(|worker| worker.join().unwrap_or_else(|_| Err("a worker ended".into())))
            .collect()
    });
    done.into_iter().collect::<Result<(), String>>()?;
    let tally = tally.into_inner()?;
    println!("{count} cases from seed {first}, each split and reported");
    tally.print();
    if tally.faults.is_empty() { Ok(()) } else { Err(format!("see {KEPT}").into()) }
}

fn keep(seed: u64, ending: &str, bytes: &[u8], run: &Run) -> std::io::Result<()> {
    let folder = Path::new(KEPT);
    fs::create_dir_all(folder)?;
    fs::write(folder.join(format!("{seed}.{ending}")), bytes)?;
    fs::write(folder.join(format!("{seed}.said")), format!("{:?}\n{}", run.faults, run.said))
}

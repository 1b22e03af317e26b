//! Reports dealt into two of which neither says anything that the other could not.

use rand::seq::SliceRandom;
use rand_xoshiro::Xoshiro256PlusPlus;

/// What of a report is dealt.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Dealt {
    Paragraphs,
    /// A heading with all that stands below it.
    Sections,
}

impl Dealt {
    /// A report in two halves of whole blocks, each in the order of the print.
    pub(crate) fn halves(self, report: &str, random: &mut Xoshiro256PlusPlus) -> [String; 2] {
        let blocks = self.blocks(report);
        let mut order: Vec<usize> = (0..blocks.len()).collect();
        order.shuffle(random);
        let (first, second) = order.split_at(blocks.len() / 2);
        [first, second].map(|half| {
            let mut half = half.to_vec();
            half.sort_unstable();
            half.into_iter().map(|block| blocks[block].as_str()).collect()
        })
    }

    fn blocks(self, report: &str) -> Vec<String> {
        let mut blocks: Vec<String> = Vec::new();
        for line in report.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let begins = match self {
                Self::Paragraphs => true,
                Self::Sections => line.chars().count() < 30 && !line.ends_with('。'),
            };
            match blocks.last_mut().filter(|_| !begins) {
                Some(last) => last.push_str(&format!("{line}\n")),
                None => blocks.push(format!("{line}\n")),
            }
        }
        blocks
    }
}

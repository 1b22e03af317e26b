//! What is claimed beside how often it is so; the map as a file.

use std::fmt::Write;

use yiti::groups::{
    calibration::{Band, Calibration, HeldOut},
    group::mean_chance,
};

use crate::observe::Heard;

/// The least of each band of what is claimed, as in the score of meetings.
const BANDS: [f64; 6] = [0.9, 0.7, 0.5, 0.3, 0.1, 0.0];
/// What stands at the head of the file.
const HEAD: &str = "\
# How often two speeches are of one class that fall into one group in so many draws.
#
# Fitted by `just calibrate` (examples/calibrate) on meetings dealt from labelled texts; do not
# edit. `knots`: what the logistic function of [pair] claims, and how often that is so. [[held_out]]:
# what maps fitted without these texts claim of meetings dealt from them, and how often it is so.
";

/// How a map does on meetings that it was not fitted on.
pub(crate) fn held_out(texts: &str, map: &Calibration, meetings: &[&Heard]) -> HeldOut {
    let (mut pairs, mut groups) = (Vec::new(), Vec::new());
    let so = |is_so: bool| f64::from(u8::from(is_so));
    for heard in meetings {
        let (standing, chances) = heard.groups(map);
        let said =
            |(a, b)| Said { claimed: chances[[a, b]], right: so(heard.is_one_class(&[a, b])) };
        pairs.extend(heard.pairs().map(said));
        for members in standing {
            let inside = heard.pairs().filter(|(a, b)| members.contains(a) && members.contains(b));
            let (mut right, mut all) = (0.0, 0.0);
            for (a, b) in inside {
                right += so(heard.is_one_class(&[a, b]));
                all += 1.0;
            }
            groups.push(Said { claimed: mean_chance(&chances, &members), right: right / all });
        }
    }
    HeldOut { texts: texts.into(), pairs: bands(&pairs), groups: bands(&groups) }
}

/// What is claimed of a pair or a group, and what is so.
struct Said {
    claimed: f64,
    /// 1 or 0 of a pair, of a group the share of its pairs.
    right: f64,
}

fn bands(said: &[Said]) -> Vec<Band> {
    let tops = [f64::INFINITY].into_iter().chain(BANDS);
    let band = |(from, top): (f64, f64)| {
        let own: Vec<&Said> =
            said.iter().filter(|one| from <= one.claimed && one.claimed < top).collect();
        let count = own.len();
        (count > 0).then(|| Band {
            from,
            count,
            claimed: rounded(own.iter().map(|one| one.claimed).sum::<f64>() / count as f64),
            right: rounded(own.iter().map(|one| one.right).sum::<f64>() / count as f64),
        })
    };
    BANDS.into_iter().zip(tops).filter_map(band).collect()
}

fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

pub(crate) fn print(map: &Calibration) {
    println!("{}\n{:?}", map.made_on, map.pair);
    for held in &map.held_out {
        println!("\nfitted without: {}", held.texts);
        for (what, bands) in [("pairs", &held.pairs), ("groups", &held.groups)] {
            for Band { from, count, claimed, right } in bands {
                println!(
                    "  {what:6} from {from:.1}: {count:6}  claimed {claimed:.2}  so {right:.2}"
                );
            }
        }
    }
}

/// The map as TOML, a line a band.
pub(crate) fn toml(map: &Calibration) -> String {
    let mut text = format!("{HEAD}made_on = {:?}\n", map.made_on);
    let row = |band: &Band| {
        let Band { from, count, claimed, right } = band;
        format!(
            "    {{ from = {from:?}, count = {count}, claimed = {claimed:?}, right = {right:?} }},\n"
        )
    };
    let knots = map.knots.iter().map(|knot| {
        format!(
            "    {{ claimed = {:?}, right = {:?} }},\n",
            rounded(knot.claimed),
            rounded(knot.right)
        )
    });
    let pair = map.pair;
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "speeches = {:?}\nknots = [\n{}]\n\n[pair]\nconstant = {:?}\nshare = {:?}\nexcess = {:?}\nspeeches = {:?}\nspread = {:?}\n",
        map.speeches,
        knots.collect::<String>(),
        rounded(pair.constant),
        rounded(pair.share),
        rounded(pair.excess),
        rounded(pair.speeches),
        rounded(pair.spread),
    );
    for held in &map.held_out {
        let [pairs, groups] =
            [&held.pairs, &held.groups].map(|bands| bands.iter().map(row).collect::<String>());
        let _ = write!(
            text,
            "\n[[held_out]]\ntexts = {:?}\npairs = [\n{pairs}]\ngroups = [\n{groups}]\n",
            held.texts
        );
    }
    text
}

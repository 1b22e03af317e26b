//! Layout `auto`: the layout by which most speakers are found.

use super::division::{Division, Finder};
use crate::transcript::{Doubt, Layout, sheet::Sheet};

// All three shares were chosen by eye. On the 108 public records that they were tried on, two layouts
// compete only where names are printed above salutations: 23 to 31 names over 30 or 31 speeches.
// There every lead, and every share up to 1, gives the same choice.

/// How many times as many speakers a layout must find as those that were asked before it, since
/// the plainer sign is right more often.
const LEAD: f64 = 1.2;
/// Share of the best layout's speakers from which another layout is named as a doubt.
const RIVAL: f64 = 0.5;
/// Share of the best layout's speakers that suffices where the starts of both belong to the same
/// speeches.
const SAME: f64 = 2.0 / 3.0;

/// A layout and the number of speakers that it finds.
struct SpeakerCount {
    layout: Layout,
    speakers: usize,
}

/// The layout with the most evidence.
pub(super) struct Choice {
    pub(super) layout: Layout,
    pub(super) division: Division,
    /// The evidence in words.
    pub(super) evidence: String,
}

/// A layout that takes part in the choice.
pub(super) type Contender = (Layout, &'static dyn Finder);

/// Chooses the layout with the most evidence among those that are asked, in their order.
pub(super) fn choose(sheet: &Sheet<'_>, announced: &[String], contenders: &[Contender]) -> Choice {
    let mut best = SpeakerCount { layout: Layout::File, speakers: 0 };
    let mut division = Division::default();
    let mut counts: Vec<SpeakerCount> = Vec::new();
    for &(layout, finder) in contenders {
        let Some(contender) = finder.contend(sheet, announced) else { continue };
        let speakers = finder.speakers(&contender.starts);
        counts.push(SpeakerCount { layout, speakers });
        let leads = speakers as f64 > LEAD * best.speakers as f64;
        let same = speakers as f64 >= SAME * best.speakers as f64
            && finder.covers(sheet, &contender.starts, &division.starts);
        if leads || same {
            best = SpeakerCount { layout, speakers };
            division = contender;
        }
    }
    division.doubts.extend(near_thing(&best, &counts));
    Choice { layout: best.layout, division, evidence: evidence(&counts) }
}

fn evidence(counts: &[SpeakerCount]) -> String {
    let list: Vec<String> =
        counts.iter().map(|count| format!("{} {}", count.layout.name(), count.speakers)).collect();
    format!("speakers by layout: {}", list.join(", "))
}

/// Another layout that finds nearly as many speakers as the best, or more, but not the same number.
fn near_thing(best: &SpeakerCount, counts: &[SpeakerCount]) -> Option<Doubt> {
    let others = counts.iter().filter(|count| count.layout != best.layout);
    let next = others.max_by_key(|count| count.speakers)?;
    let (most, speakers) = (best.speakers, next.speakers);
    let near = speakers > 1 && speakers as f64 >= RIVAL * most as f64 && speakers != most;
    near.then(|| {
        let (other, chosen) = (next.layout.name(), best.layout.name());
        Doubt::new(
            format!("按版式 {other} 可认出 {speakers} 位发言人，按 {chosen} 为 {most} 位；如前者正确，请加 --layout {other}"),
            format!("layout {other} sees {speakers} speakers where {chosen} sees {most}; if {other} is right, --layout {other}"),
        )
    })
}

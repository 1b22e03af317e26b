//! The name of a region's organisation in a line, and the region that a name holds.

use crate::names::{Ending, Regions, SpeakerLists};

/// Whether a line begins with a region's organisation and goes on with a sentence.
pub(super) fn opens_with_organisation(line: &str) -> bool {
    let mention = Regions::built_in().mentions(line).next().filter(|mention| mention.start == 0);
    mention.is_some_and(|mention| {
        let rest = &line[mention.end..];
        organisation_end(rest).is_some_and(|end| end < rest.len())
    })
}

/// Where the name of a region's organisation ends in the text after the region's name, in bytes:
/// behind 省妇联 in 省妇联认真.
pub(super) fn organisation_end(rest: &str) -> Option<usize> {
    /// Characters of the longest such name. Chosen by eye: 工商业联合会 with 省, a city or a sector
    /// before it fits twice.
    const LONGEST: usize = 16;
    let name = rest.char_indices().take(LONGEST).take_while(|&(_, c)| is_of_name(c));
    name.map(|(at, c)| at + c.len_utf8()).find(|&end| {
        SpeakerLists::built_in()
            .ending(&rest[..end])
            .is_some_and(|(ending, _)| ending != Ending::Weak)
    })
}

/// Whether a character may be part of an organisation's name.
fn is_of_name(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '（' | '）')
}

/// The region that a speaker's name begins with or holds: `张三（北京代表团）`.
pub(super) fn region_of(name: &str) -> Option<String> {
    let regions = Regions::built_in();
    let named = regions.resolve(name).or_else(|| regions.mentions(name).next().map(|m| m.region));
    named.map(|region| region.short.clone())
}

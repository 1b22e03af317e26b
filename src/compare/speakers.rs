//! Who speaks in which meeting: the same speaker is found again by region or by name.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Speaker,
    joint::{Joint, JointDocument},
};
use crate::{
    analysis::speaks_for_region,
    corpus::Corpus,
    ids::{MeetingId, SpeakerId, SpeechId},
    names::{Regions, script},
    transcript::{Speech, Transcript},
};

/// All speeches of some meetings as one corpus, and who speaks.
///
/// A speaker is a region, if one speaker alone speaks for it in each meeting; else the person; else
/// the speaker as printed, or as aliases have it. Regions come first, in the official order (that of
/// their codes, GB/T 2260), then the others in the order of their first speeches.
pub fn join<'a>(meetings: &[&'a Transcript]) -> Joined<'a> {
    let shared = shared_regions(meetings);
    let mut joint = Joint { meetings: meetings.len(), ..Joint::default() };
    let mut speakers: Vec<Speaker> = Vec::new();
    let mut known: BTreeMap<String, SpeakerId> = BTreeMap::new();
    for (meeting, transcript) in meetings.iter().enumerate() {
        for (speech, id) in transcript.speeches.iter().zip(SpeechId::first(usize::MAX)) {
            let name = name(speech, &shared);
            // The same name may be printed in other forms of its characters.
            let speaker = *known.entry(script::reading(&name)).or_insert_with(|| {
                let code = Regions::built_in().exactly(&name).map(|region| region.code.clone());
                speakers.push(Speaker { name, code, speeches: vec![Vec::new(); meetings.len()] });
                SpeakerId::new(speakers.len() - 1)
            });
            speakers[speaker.index()].speeches[meeting].push(id);
            let meeting = MeetingId::new(meeting);
            joint.documents.push(JointDocument { meeting, speech: id, speaker });
        }
        joint.corpus.documents.extend(Corpus::by_speech(transcript).documents);
    }
    joint.speakers = speakers.len();
    in_official_order(&mut joint, &mut speakers);
    Joined { joint, speakers }
}

/// Puts regions first, by their codes. What files are called says nothing of an order.
fn in_official_order(joint: &mut Joint<'_>, speakers: &mut Vec<Speaker>) {
    let mut order: Vec<usize> = (0..speakers.len()).collect();
    order.sort_by_key(|&at| (speakers[at].code.is_none(), speakers[at].code.clone()));
    let mut place = vec![0; order.len()];
    for (now, &before) in order.iter().enumerate() {
        place[before] = now;
    }
    for document in &mut joint.documents {
        document.speaker = SpeakerId::new(place[document.speaker.index()]);
    }
    *speakers = order.into_iter().map(|at| speakers[at].clone()).collect();
}

/// What [`join`] gives.
#[derive(Debug, Clone)]
pub struct Joined<'a> {
    /// The texts.
    pub joint: Joint<'a>,
    /// Who speaks.
    pub speakers: Vec<Speaker>,
}

/// The regions that several speakers of one meeting speak for: 广东省妇联 and 广东省总工会 are two.
fn shared_regions<'a>(meetings: &[&'a Transcript]) -> BTreeSet<&'a str> {
    let mut shared = BTreeSet::new();
    for transcript in meetings {
        let mut of: BTreeMap<&str, &str> = BTreeMap::new();
        for speech in transcript.speeches.iter().filter(|speech| speaks_for_region(speech)) {
            let Some(region) = &speech.region else { continue };
            let first = of.entry(region).or_insert(&speech.speaker);
            if *first != speech.speaker {
                shared.insert(region.as_str());
            }
        }
    }
    shared
}

/// By which name a speaker is found again.
fn name(speech: &Speech, shared: &BTreeSet<&str>) -> String {
    match &speech.region {
        Some(region) if speaks_for_region(speech) && !shared.contains(region.as_str()) => {
            region.clone()
        }
        _ => speech.named.person.clone().unwrap_or_else(|| speech.speaker.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        pages::{Page, Source},
        transcript::{Layout, transcripts},
    };

    fn read(text: &str) -> Transcript {
        let page = Page::new("a.txt", text);
        let source = Source { name: "a".into(), pages: vec![page], is_folder: false };
        transcripts(&source, Layout::Auto).expect("reads").remove(0)
    }

    #[test]
    fn speakers_are_found_again_by_region_or_name() {
        let a = read("## 广东省\n\n修渠。\n\n## 候鸟协会\n\n湿地。\n");
        let b = read("## 候鸟协会\n\n湿地。\n\n## 广东\n\n修渠。\n\n## 河北省\n\n春耕。\n");
        let Joined { joint, speakers } = join(&[&a, &b]);
        let seen: Vec<(&str, Vec<usize>)> = speakers
            .iter()
            .map(|one| (one.name.as_str(), one.speeches.iter().map(Vec::len).collect()))
            .collect();
        assert_eq!(seen, [("河北", vec![0, 1]), ("广东", vec![1, 1]), ("候鸟协会", vec![1, 1])]);
        assert_eq!(speakers[1].code.as_deref(), Some("440000"));
        assert_eq!(joint.corpus.documents.len(), joint.documents.len());
        assert!(!joint.speaks(MeetingId::new(0), SpeakerId::new(0)));
        let said = joint.of_speaker(MeetingId::new(0), SpeakerId::new(2)).next().expect("a speech");
        assert!(joint.corpus.documents[said].sentences[0].text.contains("湿地"));
    }

    #[test]
    fn a_name_in_other_characters_is_the_same_name() {
        // U+F92F and U+F9DD are other forms of 勞 and 利.
        let a = read("## \u{f92f}工及福\u{f9dd}局局長\n\n修渠。\n\n## 丙校\n\n湿地。\n");
        let b = read("## 勞工及福利局局長\n\n修渠。\n\n## 丙校\n\n湿地。\n");
        assert_eq!(join(&[&a, &b]).speakers.len(), 2);
    }

    #[test]
    fn a_region_for_which_several_speak_is_no_speaker() {
        let a = read("## 广东省妇联\n\n修渠。\n\n## 广东省总工会\n\n湿地。\n");
        let b = read("## 广东省总工会\n\n湿地。\n\n## 广东省妇联\n\n修渠。\n");
        let names: Vec<String> =
            join(&[&a, &b]).speakers.into_iter().map(|speaker| speaker.name).collect();
        assert_eq!(names, ["广东省妇联", "广东省总工会"]);
    }
}

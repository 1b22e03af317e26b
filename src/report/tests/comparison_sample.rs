//! An invented comparison with everything in it that could break out of a page or a table.

use super::sample::HOSTILE;
use crate::{
    analysis::{Codebook, CodebookFit, CodebookVerdict, Origin, SentenceAnalysis, Span, Theme},
    compare::{
        Carried, CarriedFrom, CarriedText, ChangeClaim, ChangeFinding, ComparedGroup,
        ComparedMeeting, ComparedSpeech, DateSource, Direction, Ground, GroupMove, GroupPair, Jump,
        MeetingChange, MeetingComparison, MeetingSpan, OmissionChange, OmissionTurn,
        QuantityChange, ReferenceText, SCHEMA, Series, SeriesPoint, ShareChange, Speaker,
        SpeakerChange, SpeakerShareChange, StatedQuantity, TermChange, ThemeSeries, Trend,
        WordingChange, WordingSeries,
    },
    ids::{GroupId, MeetingId, SentenceId, SpeakerId, SpeechId, ThemeId},
};

/// The last speaker is absent from the first meeting.
const SPEAKERS: [&str; 8] = ["甲省", "乙省", "丙省", "丁省", "戊市", "己市", HOSTILE[0], "庚区"];
const THEMES: [(&str, &str, &str); 3] =
    [("jobs", "就业", "Jobs"), ("water", "水利", "Water"), ("found-1", HOSTILE[2], HOSTILE[3])];

/// Meetings of eight speakers.
pub(super) fn comparison(meetings: usize) -> MeetingComparison {
    let all = MeetingId::first(meetings);
    let changes: Vec<MeetingChange> = all.clone().skip(1).map(change).collect();
    let series = (meetings > 2).then(|| series(meetings));
    let findings = findings(&changes, series.as_ref());
    MeetingComparison {
        schema: SCHEMA,
        ground: ground(),
        themes: THEMES.iter().map(theme).collect(),
        speakers: (0..SPEAKERS.len()).map(|speaker| one_speaker(speaker, meetings)).collect(),
        meetings: all.map(meeting).collect(),
        reference: Some(ReferenceText {
            name: "中央.txt".into(),
            characters: 12,
            sentences: vec![sentence("统筹发展和安全。", "other", 3)],
        }),
        changes,
        series,
        findings,
    }
}

fn ground() -> Ground {
    let fit = CodebookFit {
        name: "policy".into(),
        label: "政策".into(),
        label_en: "Policy".into(),
        explained: 0.8,
        balance: 0.9,
        score: 0.76,
    };
    let codebook = Codebook {
        name: "policy".into(),
        verdict: CodebookVerdict::Fits,
        margin: None,
        tried: vec![fit],
    };
    Ground { frozen: None, codebook, terms: 1234, draws: 1000, seed: 7 }
}

fn theme((id, label, label_en): &(&str, &str, &str)) -> Theme {
    Theme {
        id: (*id).into(),
        label: (*label).into(),
        label_en: (*label_en).into(),
        origin: if id.starts_with("found") { Origin::Found } else { Origin::Lexicon },
        named: true,
        cap: None,
        rollup: None,
        terms: vec!["就业".into(), HOSTILE[0].into()],
        characters: 100,
        share: 0.3,
    }
}

/// Whether a speaker speaks in a meeting.
fn speaks(speaker: usize, meeting: usize) -> bool {
    speaker + 1 < SPEAKERS.len() || meeting > 0
}

fn one_speaker(speaker: usize, meetings: usize) -> Speaker {
    let speeches = (0..meetings).map(|meeting| {
        if speaks(speaker, meeting) { vec![SpeechId::new(speaker)] } else { vec![] }
    });
    Speaker { name: SPEAKERS[speaker].into(), code: None, speeches: speeches.collect() }
}

fn meeting(id: MeetingId) -> ComparedMeeting {
    let year = 2020 + id.index();
    let speakers = (0..SPEAKERS.len()).filter(|&speaker| speaks(speaker, id.index()));
    let group = |members: [usize; 2]| ComparedGroup {
        members: members.map(SpeakerId::new).into(),
        confidence: Some(0.9),
        terms: vec!["就业".into(), HOSTILE[1].into()],
    };
    ComparedMeeting {
        name: year.to_string(),
        title: format!("第{}次会议 {}", id.number(), HOSTILE[3]),
        date: Some(year.to_string().as_str().into()),
        dated_by: DateSource::Name,
        sources: vec!["会议.txt".into(), HOSTILE[2].into()],
        speeches: speakers.map(|speaker| speech(speaker, year)).collect(),
        groups: vec![group([0, 1]), group([2, 3])],
    }
}

fn speech(speaker: usize, year: usize) -> ComparedSpeech {
    let name = SPEAKERS[speaker];
    ComparedSpeech {
        name: name.into(),
        speaker: SpeakerId::new(speaker),
        characters: 1000,
        sentences: vec![
            sentence(&format!("{name}{year}年抓好就业，{}。", HOSTILE[3]), "jobs", 1),
            sentence(&format!("{year}年就业 <b>{}</b> 万人。", year - 2000), "jobs", 2),
            sentence("兴修水利，统筹发展和安全。", "water", 3),
            sentence(&format!("说点别的{}。", HOSTILE[0]), "other", 4),
        ],
    }
}

fn sentence(text: &str, theme: &str, line: usize) -> SentenceAnalysis {
    SentenceAnalysis {
        text: text.into(),
        theme: theme.into(),
        unit: 0,
        source: 0,
        line,
        opens_paragraph: line % 2 == 1,
    }
}

/// Some characters of a sentence of the speaker of that number.
fn at(meeting: MeetingId, speaker: usize, sentence: usize) -> MeetingSpan {
    let (speech, sentence) = (SpeechId::new(speaker), SentenceId::new(sentence));
    MeetingSpan { meeting, span: Span { speech, sentence, start: 2, end: 4 } }
}

fn change(later: MeetingId) -> MeetingChange {
    let earlier = MeetingId::new(later.index() - 1);
    let last = SPEAKERS.len() - 1;
    let is_first = earlier.index() == 0;
    let pairs: Vec<SpeakerId> = SpeakerId::first(if is_first { last } else { last + 1 }).collect();
    MeetingChange {
        earlier,
        later,
        only_earlier: vec![],
        only_later: if is_first { vec![SpeakerId::new(last)] } else { vec![] },
        outside: 60,
        outside_of: 500,
        shares: shares(earlier, later),
        share_noise: Some(0.021),
        speakers: pairs.iter().map(|&speaker| of_speaker(speaker)).collect(),
        terms: vec![term(earlier, later, "疫情", 0.5), term(earlier, later, HOSTILE[0], -0.5)],
        terms_tried: 2000,
        wording_tried: Some(4000),
        new_wording: vec![wording("统筹发展和安全", later, true)],
        gone_wording: vec![wording(HOSTILE[1], earlier, false)],
        carried: pairs.iter().map(|&speaker| carried(speaker, earlier, later)).collect(),
        group_pairs: vec![GroupPair {
            earlier: GroupId::new(0),
            later: GroupId::new(0),
            overlap: 0.5,
        }],
        moves: vec![moved(0.95), moved(0.6)],
        quantities_once: 1,
        quantities: vec![quantity(Some(earlier), Some(later)), quantity(None, Some(later))],
        omissions: vec![OmissionChange {
            speaker: SpeakerId::new(2),
            theme: "water".into(),
            turn: OmissionTurn::Began,
            at_length: 0.7,
            evidence: vec![at(earlier, 2, 2)],
        }],
        pairs,
    }
}

fn shares(earlier: MeetingId, later: MeetingId) -> Vec<ShareChange> {
    let ids = THEMES.iter().map(|(id, ..)| ThemeId::from(*id)).chain([ThemeId::OTHER]);
    ids.enumerate()
        .map(|(place, theme)| {
            let interval = Some([[0.02, 0.09], [-0.09, -0.02], [-0.05, 0.06]][place.min(2)]);
            let difference = [0.05, -0.06, 0.004][place.min(2)];
            ShareChange {
                theme,
                earlier: 0.2,
                later: 0.2 + difference,
                difference,
                interval,
                p: Some(0.002),
                p_corrected: Some(0.008),
                direction: Direction::of(interval),
                risen: 5,
                fallen: 1,
                equal: 1,
                evidence_earlier: vec![at(earlier, 0, 0)],
                evidence_later: vec![at(later, 0, 0)],
            }
        })
        .collect()
}

fn of_speaker(speaker: SpeakerId) -> SpeakerChange {
    let share = |theme: &str, interval: Option<[f64; 2]>| SpeakerShareChange {
        theme: theme.into(),
        earlier: 0.1,
        later: 0.2,
        difference: 0.1,
        interval,
        direction: Direction::of(interval),
        stands_out: false,
        evidence: Vec::new(),
    };
    SpeakerChange {
        speaker,
        characters_earlier: 1000,
        characters_later: 1200,
        noise: Some(0.03),
        shares: vec![share("jobs", Some([0.01, 0.2])), share("water", None)],
    }
}

fn term(earlier: MeetingId, later: MeetingId, term: &str, difference: f64) -> TermChange {
    let interval = Some([difference - 0.2, difference + 0.2]);
    TermChange {
        term: term.into(),
        count_earlier: 3,
        count_later: 30,
        speakers_earlier: 2,
        speakers_later: 7,
        of: 7,
        rate_earlier: 1.0,
        rate_later: 1.0 + difference,
        difference,
        interval,
        p: Some(0.001),
        q: Some(0.004),
        direction: Direction::of(interval),
        z: 4.5,
        largest: 0.6,
        burst: true,
        evidence_earlier: vec![at(earlier, 1, 1)],
        evidence_later: vec![at(later, 1, 1), at(later, 2, 1)],
    }
}

fn wording(text: &str, common: MeetingId, is_new: bool) -> WordingChange {
    let [before, now] = if is_new { [0, 7] } else { [7, 0] };
    WordingChange {
        text: text.into(),
        speakers_earlier: before,
        of_earlier: 7,
        speakers_later: now,
        of_later: 7,
        p: 0.0005,
        q: 0.0008,
        in_reference: Some(is_new),
        places: (0..7).map(|speaker| at(common, speaker, 2)).collect(),
        exceptions: vec![],
    }
}

fn carried(speaker: SpeakerId, earlier: MeetingId, later: MeetingId) -> Carried {
    let place = speaker.index();
    let text = |from, there, in_reference| CarriedText {
        from,
        text: "兴修水利，统筹发展和安全".into(),
        letters: 11,
        here: at(later, place, 2),
        there,
        in_reference,
    };
    Carried {
        speaker,
        letters: 900,
        own: (place != 3).then_some(0.06),
        others: 0.05,
        peers: 0.12,
        reference: Some(0.03),
        texts: vec![
            text(CarriedFrom::Own, Some(at(earlier, place, 2)), None),
            text(CarriedFrom::Reference, None, Some(SentenceId::new(0))),
        ],
    }
}

fn moved(chance: f64) -> GroupMove {
    GroupMove {
        speaker: SpeakerId::new(1),
        from: GroupId::new(0),
        to: GroupId::new(1),
        chance,
        sure: chance >= 0.9,
        left: vec!["就业".into()],
        joined: vec![HOSTILE[2].into()],
    }
}

fn quantity(earlier: Option<MeetingId>, later: Option<MeetingId>) -> QuantityChange {
    let stated = |meeting: MeetingId| StatedQuantity {
        value: 200_000.0,
        raw: "20万".into(),
        place: at(meeting, 0, 1),
    };
    QuantityChange {
        speaker: SpeakerId::new(0),
        noun: "新增就业".into(),
        unit: "人".into(),
        ratio: earlier.and(later).map(|_| 1.05),
        earlier: earlier.map(stated),
        later: later.map(stated),
    }
}

fn series(meetings: usize) -> Series {
    let ids = || MeetingId::first(meetings);
    let point = |share: f64| SeriesPoint {
        share,
        interval: Some([share - 0.05, share + 0.05]),
        speakers: 8,
    };
    let themes = THEMES.iter().map(|(id, ..)| ThemeSeries {
        theme: (*id).into(),
        points: ids().map(|id| (id.index() != 3).then(|| point(0.2))).collect(),
        speakers: SPEAKERS.iter().map(|_| ids().map(|_| Some(0.2)).collect()).collect(),
        trend: (meetings > 5).then_some(Trend { slope: 0.01, p: 0.01, q: 0.03 }),
        jump: Some(Jump { from: MeetingId::new(0), to: MeetingId::new(1), difference: 0.07 }),
    });
    Series {
        themes: themes.collect(),
        diversity: ids().map(|_| Some(0.8)).collect(),
        wording: vec![WordingSeries {
            text: "统筹发展和安全".into(),
            speakers: ids().map(|_| SpeakerId::first(3).collect()).collect(),
            first: MeetingId::new(0),
            last: MeetingId::new(meetings - 1),
            places: ids().map(|id| at(id, 0, 2)).collect(),
        }],
    }
}

/// Every claim of the first change, and of the series.
fn findings(changes: &[MeetingChange], series: Option<&Series>) -> Vec<ChangeFinding> {
    let first = &changes[0];
    let pairs = first.pairs.len();
    let mut claims = vec![
        ChangeClaim::New(first.new_wording[0].clone()),
        ChangeClaim::Gone(first.gone_wording[0].clone()),
        ChangeClaim::Share { change: first.shares[0].clone(), pairs },
        ChangeClaim::SpeakerShare {
            speaker: SpeakerId::new(0),
            change: first.speakers[0].shares[0].clone(),
        },
        ChangeClaim::Term(first.terms[0].clone()),
        ChangeClaim::Carried {
            own: 0.06,
            others: 0.05,
            peers: 0.12,
            reference: Some(0.03),
            most: Some((SpeakerId::new(0), 0.09)),
            pairs,
        },
        ChangeClaim::Move(first.moves[0].clone()),
        ChangeClaim::Move(first.moves[1].clone()),
        ChangeClaim::Quantity(first.quantities[0].clone()),
        ChangeClaim::Omission(first.omissions[0].clone()),
        ChangeClaim::Nothing { pairs },
    ];
    let themes = series.into_iter().flat_map(|series| &series.themes);
    claims.extend(
        themes.filter_map(|one| {
            Some(ChangeClaim::Jump { theme: one.theme.clone(), jump: one.jump? })
        }),
    );
    let evidence = vec![at(first.earlier, 0, 1), at(first.later, 0, 1)];
    claims
        .into_iter()
        .map(|claim| ChangeFinding {
            earlier: first.earlier,
            later: first.later,
            evidence: if matches!(claim, ChangeClaim::Nothing { .. }) {
                vec![]
            } else {
                evidence.clone()
            },
            claim,
        })
        .collect()
}

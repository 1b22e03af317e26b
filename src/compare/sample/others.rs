//! Groups, quantities, omissions, and what is carried over.

use super::{Noise, Plan, theme_id};
use crate::{
    compare::{
        Carried, GroupMove, GroupPair, OmissionChange, OmissionTurn, QuantityChange, StatedQuantity,
    },
    ids::{GroupId, SpeakerId},
};

impl Plan {
    pub(super) fn group_pairs(&self) -> Vec<GroupPair> {
        let group = GroupId::new(0);
        vec![GroupPair { earlier: group, later: group, overlap: 0.8 }]
    }

    pub(super) fn quantity(&self, later: usize, speaker: usize) -> QuantityChange {
        let stated = |meeting, value: f64| StatedQuantity {
            value,
            raw: format!("{value}万人次"),
            place: self.place(meeting, speaker, 0),
        };
        QuantityChange {
            speaker: SpeakerId::new(speaker),
            noun: "培训".into(),
            unit: "人次".into(),
            earlier: Some(stated(later - 1, 12.0)),
            later: Some(stated(later, 18.0)),
            ratio: Some(1.5),
        }
    }

    pub(super) fn omission(&self, later: usize, speaker: usize) -> OmissionChange {
        let theme = self.themes.saturating_sub(1);
        OmissionChange {
            speaker: SpeakerId::new(speaker),
            theme: theme_id(theme),
            turn: OmissionTurn::Ended,
            at_length: 0.95,
            evidence: vec![self.place(later, speaker, theme)],
        }
    }

    pub(super) fn carried(&self, later: usize, speaker: usize) -> Carried {
        let mut noise = Noise((later * 100 + speaker) as u64);
        Carried {
            speaker: SpeakerId::new(speaker),
            letters: self.characters(later, speaker) * 9 / 10,
            own: self.is_in(later - 1, speaker).then(|| 0.02 + 0.1 * noise.next()),
            others: 0.03 + 0.06 * noise.next(),
            peers: 0.05 + 0.15 * noise.next(),
            reference: self.has_reference().then(|| 0.1 * noise.next()),
            texts: Vec::new(),
        }
    }
}

pub(super) fn moved(speaker: usize) -> GroupMove {
    GroupMove {
        speaker: SpeakerId::new(speaker),
        from: GroupId::new(0),
        to: GroupId::new(1),
        chance: 0.93,
        sure: true,
        left: vec!["改革".into()],
        joined: vec!["创新".into()],
    }
}

//! The parts of a meeting by their ids.
//!
//! An id is asked for with a method, which has nothing for an id of another meeting, or by an index,
//! which panics there as that of a list does.

use std::ops::Index;

use super::{Group, MeetingAnalysis, SentenceAnalysis, SpeechAnalysis, Theme};
use crate::{
    groups::group,
    ids::{GroupId, SentenceId, SpeechId, ThemeId},
};

impl MeetingAnalysis {
    /// The ids of its speeches, in the order of the record.
    pub fn speech_ids(&self) -> impl DoubleEndedIterator<Item = SpeechId> + Clone + use<> {
        SpeechId::first(self.speeches.len())
    }

    /// The ids of its speeches as an office lists them: provinces in their official order, which is
    /// that of their codes (GB/T 2260). If a speech is of no province, the order of the record.
    pub fn listed(&self) -> Vec<SpeechId> {
        let mut ids: Vec<SpeechId> = self.speech_ids().collect();
        if self.speeches.iter().all(|speech| speech.code.is_some()) {
            ids.sort_by_key(|&id| &self[id].code);
        }
        ids
    }

    /// The ids of its groups, in their order.
    pub fn group_ids(&self) -> impl DoubleEndedIterator<Item = GroupId> + Clone + use<> {
        GroupId::first(self.groups.len())
    }

    /// The ids of its themes in their order, [`ThemeId::OTHER`] last.
    pub fn theme_ids(&self) -> impl Iterator<Item = &ThemeId> + Clone {
        self.themes.iter().map(|theme| &theme.id).chain([&ThemeId::OTHER])
    }

    /// The speeches with their ids.
    pub fn speeches_by_id(&self) -> impl Iterator<Item = (SpeechId, &SpeechAnalysis)> + Clone {
        self.speech_ids().zip(&self.speeches)
    }

    /// All pairs of speeches, the earlier one first, in the order of the record.
    pub fn pairs(&self) -> impl Iterator<Item = (SpeechId, SpeechId)> + use<> {
        group::pairs(self.speeches.len()).map(|(a, b)| (SpeechId::new(a), SpeechId::new(b)))
    }

    /// The speech called `id`.
    pub fn speech(&self, id: SpeechId) -> Option<&SpeechAnalysis> {
        self.speeches.get(id.index())
    }

    /// The group called `id`.
    pub fn group(&self, id: GroupId) -> Option<&Group> {
        self.groups.get(id.index())
    }

    /// The theme called `id`; `None` also for [`ThemeId::OTHER`], which is no theme.
    pub fn theme(&self, id: &ThemeId) -> Option<&Theme> {
        self.themes.iter().find(|theme| theme.id == *id)
    }

    /// The group that `speech` is in.
    pub fn group_of(&self, speech: SpeechId) -> Option<&Group> {
        self.groups.iter().find(|group| group.members.contains(&speech))
    }

    /// The other speeches of the group that `speech` is in, in order.
    pub fn company(&self, speech: SpeechId) -> Vec<SpeechId> {
        let members = self.group_of(speech).into_iter().flat_map(|group| &group.members);
        members.copied().filter(|&member| member != speech).collect()
    }

    /// The speeches with a share of `theme`, in order.
    pub fn speakers_of(&self, theme: &ThemeId) -> Vec<SpeechId> {
        let speakers = self.speeches_by_id().filter(|(_, speech)| speech.shares.of(theme) > 0.0);
        speakers.map(|(id, _)| id).collect()
    }
}

impl Index<SpeechId> for MeetingAnalysis {
    type Output = SpeechAnalysis;

    fn index(&self, id: SpeechId) -> &SpeechAnalysis {
        &self.speeches[id.index()]
    }
}

impl Index<GroupId> for MeetingAnalysis {
    type Output = Group;

    fn index(&self, id: GroupId) -> &Group {
        &self.groups[id.index()]
    }
}

impl SpeechAnalysis {
    /// The ids of its sentences, in order.
    pub fn sentence_ids(&self) -> impl DoubleEndedIterator<Item = SentenceId> + Clone + use<> {
        SentenceId::first(self.sentences.len())
    }

    /// The sentence called `id`.
    pub fn sentence(&self, id: SentenceId) -> Option<&SentenceAnalysis> {
        self.sentences.get(id.index())
    }
}

impl Index<SentenceId> for SpeechAnalysis {
    type Output = SentenceAnalysis;

    fn index(&self, id: SentenceId) -> &SentenceAnalysis {
        &self.sentences[id.index()]
    }
}

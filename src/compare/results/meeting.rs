//! The meetings of a comparison, who speaks in them, and where in them something stands.

use serde::{Deserialize, Serialize};

use super::ComparedGroup;
use crate::{
    analysis::{Codebook, Date, SentenceAnalysis, Span},
    ids::{MeetingId, SpeakerId, SpeechId},
};

/// What all meetings were measured by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Ground {
    /// The title of the report whose ground was taken (`--frozen`); `None`: all meetings together.
    pub frozen: Option<String>,
    /// The codebook, and how well it fits all meetings together.
    pub codebook: Codebook,
    /// Terms of the vocabulary.
    pub terms: usize,
    /// How often blocks of text were drawn for each interval.
    pub draws: usize,
    /// What the random numbers began with.
    pub seed: u64,
}

/// One meeting of a comparison.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ComparedMeeting {
    /// What charts and tables call it: its year where that tells the meetings apart, else its date
    /// or its title.
    pub name: String,
    /// Its title as printed, or the name of its file or folder.
    pub title: String,
    /// Its date; `None`: none was to be had.
    pub date: Option<Date>,
    /// Where the date comes from.
    pub dated_by: DateSource,
    /// File names (no folders) that it was read from.
    pub sources: Vec<String>,
    /// Its speeches in the order of the record.
    pub speeches: Vec<ComparedSpeech>,
    /// Groups of its speakers, as in a report on the meeting alone.
    pub groups: Vec<ComparedGroup>,
}

/// Where the date of a meeting comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateSource {
    /// The user gave it.
    Given,
    /// The record prints it.
    Record,
    /// The name of its file or folder, or a column of its table.
    Name,
    /// Nothing: it stands where it was named.
    Order,
}

/// One speech of a meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ComparedSpeech {
    /// Short and unique in its meeting.
    pub name: String,
    /// Who speaks.
    pub speaker: SpeakerId,
    /// Characters of its sentences, headings aside, white space not counted: what shares are of.
    pub characters: usize,
    /// All sentences, in order: the evidence.
    pub sentences: Vec<SentenceAnalysis>,
}

/// Somebody who speaks in one meeting or more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Speaker {
    /// The region's short name, or else the speaker's.
    pub name: String,
    /// The region's six-digit code, if the speaker is one.
    pub code: Option<String>,
    /// For each meeting the speeches of this speaker; none: absent.
    pub speeches: Vec<Vec<SpeechId>>,
}

impl Speaker {
    /// Whether the speaker speaks in a meeting.
    pub fn is_in(&self, meeting: MeetingId) -> bool {
        self.speeches.get(meeting.index()).is_some_and(|speeches| !speeches.is_empty())
    }
}

/// Some characters of a sentence of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MeetingSpan {
    /// The meeting.
    pub meeting: MeetingId,
    /// The place in it, counted in characters of the printed sentence.
    #[serde(flatten)]
    pub span: Span,
}

/// A text that all speakers draw on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReferenceText {
    /// The name of its file.
    pub name: String,
    /// Its characters, white space not counted.
    pub characters: usize,
    /// Its sentences, in order; `theme` and `unit` say nothing.
    pub sentences: Vec<SentenceAnalysis>,
}

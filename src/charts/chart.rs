//! What the room makes: a picture with its words, and what can be clicked in it.

use std::collections::BTreeSet;

use super::fonts::STAND_IN;
use crate::{
    ids::{MeetingId, SpeakerId, SpeechId, ThemeId},
    phrase::Phrase,
};

/// One picture with its words: in Chinese on light and on dark paper, and in English.
#[derive(Debug, Clone)]
pub struct Chart {
    /// File name without its ending, e.g. `themes`.
    pub name: String,
    /// What the picture shows, for the reader. Each picture has it in its own language.
    pub title: Phrase,
    /// n, method and source. Each picture has it in its own language.
    pub caption: Phrase,
    /// For print and for light pages.
    pub light: Picture,
    /// For dark pages and slides: the same, in other colours.
    pub dark: Picture,
    /// What can be clicked in the Chinese pictures; no two overlap.
    pub spots: Vec<Spot>,
    /// The same in English, for light pages. What the record says stays as it is printed.
    pub english: Outlines,
    /// Characters that no face has, in order: a picture has a stand-in for them.
    pub missing: Vec<char>,
}

/// Which characters stand-ins are drawn for in some charts; `None`: every character has a face.
pub fn stand_ins<'a>(charts: impl IntoIterator<Item = &'a Chart>) -> Option<Phrase> {
    let missing: BTreeSet<char> =
        charts.into_iter().flat_map(|chart| &chart.missing).copied().collect();
    if missing.is_empty() {
        return None;
    }
    let named = missing.iter().map(|&c| {
        let code = u32::from(c);
        Phrase::new(format!("{c}（U+{code:04X}）"), format!("{c} (U+{code:04X})"))
    });
    let named: Vec<Phrase> = named.collect();
    let zh: Vec<&str> = named.iter().map(|one| one.zh.as_str()).collect();
    let en: Vec<&str> = named.iter().map(|one| one.en.as_str()).collect();
    Some(Phrase::new(
        format!("图中“{STAND_IN}”代替字体中没有的字：{}；用 --font 文件 可添上", zh.join("、")),
        format!(
            "{STAND_IN} in charts stands for what no face has: {}; --font FILE adds a face",
            en.join(", ")
        ),
    ))
}

/// A drawing, as outlines and as pixels.
#[derive(Debug, Clone)]
pub struct Picture {
    /// With its letters as outlines: right on every machine.
    pub svg: String,
    /// The same at twice its size, or less if that is more than six million pixels.
    pub png: Vec<u8>,
}

/// A drawing as outlines alone, and what can be clicked in it.
#[derive(Debug, Clone)]
pub struct Outlines {
    /// With its letters as outlines.
    pub svg: String,
    /// No two overlap.
    pub spots: Vec<Spot>,
}

/// A part of a picture that stands for something a reader may want to open.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// Left, top, width and height in the units of the picture's `viewBox`.
    pub area: [f64; 4],
    /// What it stands for.
    pub of: Target,
}

/// What a [`Spot`] stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A speech.
    Speech(SpeechId),
    /// What a speech says of a theme.
    Share {
        /// The speech.
        speech: SpeechId,
        /// The theme, or [`ThemeId::OTHER`].
        theme: ThemeId,
    },
    /// A distinctive term of a speech.
    Term {
        /// The speech.
        speech: SpeechId,
        /// Index in its `terms`.
        rank: usize,
    },
    /// Two speeches, the earlier first.
    Pair(SpeechId, SpeechId),
    /// What a speech has word for word in common with others.
    Reuse(SpeechId),
    /// A figure that a speech states.
    Figure {
        /// The speech.
        speech: SpeechId,
        /// Index in its `figures`.
        place: usize,
    },
    /// Something of a comparison of meetings.
    Change(ChangeTarget),
}

/// What a [`Spot`] of a comparison stands for; `change` is an index in its `changes`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeTarget {
    /// How a theme's share changed in the mean of the speakers.
    Theme {
        /// The change.
        change: usize,
        /// The theme.
        theme: ThemeId,
    },
    /// How a theme's share changed in what one speaker says.
    SpeakerTheme {
        /// The change.
        change: usize,
        /// The speaker, one of its `pairs`.
        speaker: SpeakerId,
        /// The theme.
        theme: ThemeId,
    },
    /// All that changed in what one speaker says.
    Speaker {
        /// The change.
        change: usize,
        /// The speaker.
        speaker: SpeakerId,
    },
    /// A term whose rate changed.
    Term {
        /// The change.
        change: usize,
        /// Index in its `terms`.
        rank: usize,
    },
    /// Wording that is new.
    NewWording {
        /// The change.
        change: usize,
        /// Index in its `new_wording`.
        place: usize,
    },
    /// Wording that is gone.
    GoneWording {
        /// The change.
        change: usize,
        /// Index in its `gone_wording`.
        place: usize,
    },
    /// What a speaker says word for word from elsewhere.
    Carried {
        /// The change.
        change: usize,
        /// The speaker.
        speaker: SpeakerId,
    },
    /// The course of a theme over all meetings.
    Course(ThemeId),
    /// What is said of a theme in one meeting.
    ThemeIn {
        /// The meeting.
        meeting: MeetingId,
        /// The theme.
        theme: ThemeId,
    },
    /// The course of a wording over all meetings.
    Wording {
        /// Index in the `wording` of the series.
        place: usize,
    },
    /// Who says a wording in one meeting.
    WordingIn {
        /// The meeting.
        meeting: MeetingId,
        /// Index in the `wording` of the series.
        place: usize,
    },
    /// A meeting.
    Meeting(MeetingId),
}

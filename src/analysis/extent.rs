//! How much of a meeting is worked out.

/// Which numbers of a meeting are asked for. The others are empty, as where a meeting has nothing
/// of the kind; those that are there are the same in every extent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Extent {
    /// All that a report shows.
    #[default]
    Report,
    /// Themes, shares and groups.
    Themes,
    /// The terms of each speech, and what they need.
    Terms,
}

impl Extent {
    /// Whether the sentences of each speech are kept, which terms are shown in.
    pub fn has_sentences(self) -> bool {
        self != Self::Themes
    }

    /// Whether figures and the places of terms are looked for, which only a report shows.
    pub fn has_evidence(self) -> bool {
        self == Self::Report
    }
}

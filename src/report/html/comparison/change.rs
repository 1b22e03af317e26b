//! A change from one meeting to the next on the page.

use super::{
    chart::ChartView,
    context::Change,
    shares::{self, Matrix, SpeakerRow, ThemeRow},
    speeches::{CarriedRow, GroupColumn, MoveRow, OmissionRow, QuantityRow},
    words::{self, Listed, TermRow, WordingRow},
};
use crate::{
    phrase::Phrase,
    report::html::bilingual::{Bilingual, both},
    say,
};

/// One change with all its parts.
pub(super) struct ChangeView<'a> {
    pub(super) id: String,
    /// Whether it is not the newest change: its parts open on demand.
    pub(super) is_folded: bool,
    pub(super) title: Bilingual,
    /// The names of the meetings.
    pub(super) earlier: Bilingual,
    pub(super) later: Bilingual,
    /// Who is compared, and who is not.
    pub(super) who: Bilingual,
    pub(super) themes: Vec<ThemeRow>,
    pub(super) noise: Bilingual,
    pub(super) matrix: Matrix,
    speakers: Vec<SpeakerRow>,
    pub(super) terms: [Listed<TermRow>; 2],
    pub(super) tried: Bilingual,
    /// Whether new and gone wording was looked for.
    pub(super) has_wording: bool,
    pub(super) wording: [Listed<WordingRow>; 2],
    pub(super) carried: Vec<CarriedRow>,
    pub(super) has_reference: bool,
    pub(super) groups: [GroupColumn; 2],
    pub(super) moves: Vec<MoveRow>,
    pub(super) quantities: Listed<QuantityRow>,
    pub(super) omissions: Listed<OmissionRow>,
    charts: Vec<ChartView<'a>>,
}

impl<'a> ChangeView<'a> {
    /// The view of a change; `charts` are those of this one.
    pub(super) fn new(of: Change<'_>, charts: Vec<ChartView<'a>>) -> Self {
        let [earlier, later] = of.names();
        Self {
            id: format!("c{}", of.index + 1),
            is_folded: !of.is_newest(),
            title: Bilingual(Phrase::new(
                format!("{} → {}", earlier.zh, later.zh),
                format!("{} → {}", earlier.en, later.en),
            )),
            earlier: earlier.into(),
            later: later.into(),
            who: who(of),
            themes: ThemeRow::all(of),
            noise: shares::noise(of),
            matrix: Matrix::new(of),
            speakers: SpeakerRow::all(of),
            terms: TermRow::lists(of),
            tried: words::tried(of),
            has_wording: of.change.wording_tried.is_some(),
            wording: WordingRow::lists(of),
            carried: CarriedRow::all(of),
            has_reference: of.comparison.reference.is_some(),
            groups: GroupColumn::both(of),
            moves: MoveRow::all(of),
            quantities: QuantityRow::listed(of),
            omissions: OmissionRow::listed(of),
            charts,
        }
    }

    /// The speakers of whom something can be told.
    pub(super) fn told(&self) -> Vec<&SpeakerRow> {
        self.speakers.iter().filter(|row| row.is_told()).collect()
    }

    /// Those of whom nothing can be told.
    pub(super) fn untold(&self) -> Vec<&SpeakerRow> {
        self.speakers.iter().filter(|row| !row.is_told()).collect()
    }

    /// The charts of a name: one or none.
    pub(super) fn pictures(&self, name: &str) -> Vec<&ChartView<'a>> {
        self.charts.iter().filter(|chart| chart.id == name).collect()
    }
}

/// Who speaks in both meetings, and who in one of them alone.
fn who(of: Change<'_>) -> Bilingual {
    let change = of.change;
    let n = change.pairs.len();
    let mut text = Phrase::new(
        format!("两场都发言的 {n} 位，逐位比较"),
        format!("{} in both meetings, compared in pairs", say::counted(n, "speaker")),
    );
    let [earlier, later] = of.names();
    for (name, only) in [(earlier, &change.only_earlier), (later, &change.only_later)] {
        if !only.is_empty() {
            let names = say::list(of.places().speakers(only));
            text += &Phrase::new(
                format!("；只在{}发言，不参加比较：{}", name.zh, names.zh),
                format!("; only in {}, not compared: {}", name.en, names.en),
            );
        }
    }
    text += &Phrase::new("。", ".");
    both(text.zh, text.en)
}

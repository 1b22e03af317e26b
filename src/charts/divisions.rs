//! Where each theme is stressed: a tile for each province-level division, in the colour of what it
//! speaks of more than the others.

use std::collections::BTreeMap;

use super::{
    canvas::Canvas,
    chart::Target,
    drawing::{ChartText, Drawing},
    geometry::{Area, Point},
    legend::{self, Chip, LegendEntry},
    mark::{Anchor, Label},
    parts,
    style::{Paint, Style},
    words,
};
use crate::names::{Region, Regions};
use crate::{
    analysis::MeetingAnalysis,
    ids::{SpeechId, ThemeId},
    phrase::Phrase,
    say::{findings, percent},
};

/// Fewest speeches of known divisions for which the map is drawn.
const FEWEST: usize = 2;
/// Size of a tile.
const WIDTH: f64 = 84.0;
const HEIGHT: f64 = 60.0;
/// Paper between two tiles.
const GAP: f64 = 4.0;
/// Paper between the speeches of one tile.
const SEAM: f64 = 1.0;
/// Height of the name above the speeches of a division with several.
const NAME: f64 = 25.0;
/// Left and right of a name.
const PAD: f64 = 3.0;
/// The frame of a division without a speech.
const FRAME: f64 = 1.5;
/// The Corps is no division: it has a tile only if it speaks or was announced.
const CORPS: &str = "660000";

/// Tiles of the divisions; `None` below two speeches of known ones.
pub(super) fn draw<'a>(meeting: &MeetingAnalysis, style: &'a Style) -> Option<Drawing<'a>> {
    if placed(meeting) < FEWEST {
        return None;
    }
    Some(drawing(meeting, style))
}

/// Speeches that have a tile.
fn placed(meeting: &MeetingAnalysis) -> usize {
    tiles(meeting).map(|tile| tile.speeches.len()).sum()
}

/// One division, and what the record has of it.
struct Tile {
    region: &'static Region,
    /// Its speeches.
    speeches: Vec<SpeechId>,
    /// Announced, and without a speech.
    missing: bool,
}

impl Tile {
    fn new(meeting: &MeetingAnalysis, region: &'static Region) -> Self {
        let speeches: Vec<SpeechId> = meeting
            .speech_ids()
            .filter(|&id| meeting[id].code.as_deref() == Some(&region.code))
            .collect();
        let missing = speeches.is_empty() && meeting.missing.contains(&region.short);
        Self { region, speeches, missing }
    }

    fn is_absent(&self) -> bool {
        self.speeches.is_empty() && !self.missing
    }

    fn area(&self) -> Area {
        let [column, row] = self.region.tile.map(f64::from);
        Area::new(column * (WIDTH + GAP), row * (HEIGHT + GAP), WIDTH, HEIGHT)
    }
}

fn tiles(meeting: &MeetingAnalysis) -> impl Iterator<Item = Tile> {
    let all = Regions::built_in().all().iter().map(|region| Tile::new(meeting, region));
    all.filter(|tile| tile.region.code != CORPS || !tile.is_absent())
}

fn drawing<'a>(meeting: &MeetingAnalysis, style: &'a Style) -> Drawing<'a> {
    Drawing { canvas: lay(meeting, style), text: text(meeting) }
}

fn text(meeting: &MeetingAnalysis) -> ChartText {
    ChartText { name: "divisions", title: title(meeting), caption: caption(meeting) }
}

/// How many themes the divisions stress, and which of these comes most often.
fn title(meeting: &MeetingAnalysis) -> Phrase {
    let mut counts: BTreeMap<&ThemeId, usize> = BTreeMap::new();
    let shown = tiles(meeting).flat_map(|tile| tile.speeches);
    for theme in shown.filter_map(|speech| meeting.stress(speech).theme()) {
        *counts.entry(theme).or_default() += 1;
    }
    findings::by_division(meeting, &counts, placed(meeting))
}

fn caption(meeting: &MeetingAnalysis) -> Phrase {
    let rest = meeting.speeches.len() - placed(meeting);
    let rest = match rest {
        0 => Phrase::default(),
        n => Phrase::new(
            format!("另有{n}篇发言不属某个省级行政区，不在图上。"),
            format!("{n} more belong to no one division and are not shown."),
        ),
    };
    words::sentences([
        words::size(meeting),
        Phrase::new(
            "每格为一个省级行政区，共34格，只示意方位，不表示疆界；一地有几篇的，格内并列，\
             依发言先后。",
            "Each tile is one of the 34 province-level divisions, placed roughly and without \
             borders. Several speeches of one division stand side by side.",
        ),
        words::colour_note(meeting),
        Phrase::new(
            "数字为该议题占本篇文字的比例。",
            "The number is the theme’s share of the speech.",
        ),
        rest,
        words::source(meeting),
    ])
}

fn lay<'a>(meeting: &MeetingAnalysis, style: &'a Style) -> Canvas<'a> {
    let mut canvas = Canvas::new(style);
    for tile in tiles(meeting) {
        match tile.speeches[..] {
            [] => silent(&mut canvas, &tile),
            [speech] => one(&mut canvas, &tile, meeting, speech),
            _ => several(&mut canvas, &tile, meeting),
        }
    }
    keys(&mut canvas, meeting);
    canvas
}

/// A division without a speech.
fn silent(canvas: &mut Canvas, tile: &Tile) {
    let area = tile.area();
    let (frame, name) =
        if tile.missing { (Paint::Muted, Paint::Ink) } else { (Paint::Faint, Paint::Muted) };
    parts::frame(canvas, area, frame, FRAME);
    let label = tile_name(canvas, &canvas.called(&tile.region.short)).paint(name);
    let at = if tile.missing { upper(area) } else { area.centre() };
    canvas.text(at, label);
    if tile.missing {
        let silent = Phrase::new("未发言", "did not speak");
        canvas.text(lower(area), canvas.small(canvas.said(&silent)).anchor(Anchor::Middle));
    }
}

/// A division with one speech: its name and the share of what it stresses.
fn one(canvas: &mut Canvas, tile: &Tile, meeting: &MeetingAnalysis, speech: SpeechId) {
    let area = tile.area();
    let fill = parts::stress_fill(meeting, speech);
    canvas.rect(area, fill);
    canvas.spot(area, Target::Speech(speech));
    let name = tile_name(canvas, &canvas.called(&tile.region.short));
    canvas.text(upper(area), name.paint(Paint::On(fill)));
    let share = canvas.small(&share(meeting, speech)).paint(Paint::On(fill));
    canvas.text(lower(area), share.anchor(Anchor::Middle));
}

/// A division with several speeches, side by side below its name.
fn several(canvas: &mut Canvas, tile: &Tile, meeting: &MeetingAnalysis) {
    let (area, n) = (tile.area(), tile.speeches.len());
    canvas.rect(Area { h: NAME, ..area }, Paint::Faint);
    let name = canvas.called(&tile.region.short);
    let counted = Phrase::new(format!("{name} {n}篇"), format!("{name}: {n}"));
    let name = tile_name(canvas, canvas.said(&counted));
    canvas.text(Point::new(area.centre().x, area.y + NAME / 2.0), name);
    let width = area.w / n as f64;
    for (at, &speech) in tile.speeches.iter().enumerate() {
        let fill = parts::stress_fill(meeting, speech);
        let top = area.y + NAME + SEAM;
        let strip = Area::new(
            area.x + width * at as f64,
            top,
            (width - SEAM).max(width / 2.0),
            area.bottom() - top,
        );
        canvas.rect(strip, fill);
        canvas.spot(strip, Target::Speech(speech));
        let share = canvas.small(&share(meeting, speech)).paint(Paint::On(fill));
        parts::text_inside(canvas, share, strip, 2.0);
    }
}

/// A text in the middle of its tile.
fn tile_name(canvas: &Canvas, text: &str) -> Label {
    canvas.squeezed(text, WIDTH - 2.0 * PAD).anchor(Anchor::Middle)
}

/// The share of what a speech stresses; a dash without such a theme.
fn share(meeting: &MeetingAnalysis, speech: SpeechId) -> String {
    let theme = meeting.stress(speech).theme();
    let share = theme.map(|theme| parts::finite(meeting[speech].shares.of(theme)));
    share.map_or_else(|| "—".into(), percent)
}

/// Where the name of a tile is.
fn upper(area: Area) -> Point {
    Point::new(area.centre().x, area.y + area.h * 0.36)
}

/// Where the text below the name of a tile is.
fn lower(area: Area) -> Point {
    Point::new(area.centre().x, area.y + area.h * 0.7)
}

/// The themes that are on the map, and what an empty tile means.
fn keys(canvas: &mut Canvas, meeting: &MeetingAnalysis) {
    let shown: Vec<SpeechId> = tiles(meeting).flat_map(|tile| tile.speeches).collect();
    let mut keys = legend::stress_keys(canvas, meeting, &shown);
    let silent = [
        (
            tiles(meeting).any(|tile| tile.missing),
            Paint::Muted,
            Phrase::new("预告而未发言", "announced, did not speak"),
        ),
        (
            tiles(meeting).any(|tile| tile.is_absent()),
            Paint::Faint,
            Phrase::new("不在本记录中", "not in this record"),
        ),
    ];
    for (_, paint, label) in silent.into_iter().filter(|(there, ..)| *there) {
        keys.push(LegendEntry::new(Chip::Frame(paint), canvas.said(&label)));
    }
    legend::put_above(canvas, &keys);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::{drawing::ChartSheet, fixtures};

    fn sheet<'a>(meeting: &MeetingAnalysis, style: &'a Style) -> ChartSheet<'a> {
        let sheet = drawing(meeting, style).sheet();
        fixtures::check(&sheet);
        sheet
    }

    #[test]
    fn all_divisions_have_a_tile_and_none_stands_on_another() {
        let style = Style::default();
        let meeting = fixtures::meeting(31);
        let sheet = sheet(&meeting, &style);
        let all: Vec<Tile> = tiles(&meeting).collect();
        assert_eq!(all.len(), 34);
        for (at, tile) in all.iter().enumerate() {
            assert_eq!(fixtures::count(&sheet, &tile.region.short), 1, "{}", tile.region.short);
            for other in &all[..at] {
                assert_eq!(tile.area().overlap(&other.area()), 0.0, "{}", tile.region.short);
            }
        }
        assert_eq!(fixtures::count(&sheet, "不在本记录中"), 1);
    }

    #[test]
    fn who_was_announced_and_did_not_speak_is_told_from_who_was_not() {
        let style = Style::default();
        let mut meeting = fixtures::meeting(8);
        assert_eq!(fixtures::count(&sheet(&meeting, &style), "预告而未发言"), 0);
        meeting.missing = vec!["海南".into(), "兵团".into()];
        let sheet = sheet(&meeting, &style);
        assert_eq!(fixtures::count(&sheet, "预告而未发言"), 1);
        assert_eq!(fixtures::count(&sheet, "未发言"), 2);
        assert_eq!(tiles(&meeting).count(), 35, "the Corps was announced");
    }

    #[test]
    fn several_speeches_of_a_division_share_its_tile() {
        let style = Style::default();
        for n in [2, 8, 60] {
            let mut meeting = fixtures::meeting(n);
            for speech in &mut meeting.speeches {
                speech.code = Some("650000".into());
            }
            let sheet = sheet(&meeting, &style);
            assert_eq!(fixtures::count(&sheet, &format!("新疆 {n}篇")), 1);
            assert_eq!(sheet.canvas.spots.len(), n);
        }
    }

    #[test]
    fn a_meeting_of_others_has_no_map() {
        let style = Style::default();
        let mut meeting = fixtures::meeting(8);
        for speech in &mut meeting.speeches[1..] {
            speech.code = None;
        }
        assert!(draw(&meeting, &style).is_none());
        meeting.speeches[1].code = Some("110000".into());
        assert!(draw(&meeting, &style).is_some());
        assert!(text(&meeting).caption.zh.contains("另有6篇"), "{}", text(&meeting).caption.zh);
    }
}

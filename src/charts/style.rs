//! How charts look: faces, sizes, colours.
//!
//! A mark is painted with a [`Paint`], which says what the mark is, not which colour it has: so a
//! chart is laid out once and drawn twice, on light and on dark paper.

use super::fonts::Fonts;
use crate::{Error, Result, phrase::Tongue};

/// Red, green, blue.
pub(super) type Colour = [u8; 3];

/// Faces, sizes and language of all charts; their colours are the palettes below, one a paper.
#[derive(Debug, Clone)]
pub struct Style {
    pub(super) fonts: Fonts,
    /// In which language pictures speak. What the record says stays as it is printed.
    pub(super) tongue: Tongue,
    /// Size of titles, in pixels.
    pub title: f64,
    /// Size of names and terms.
    pub body: f64,
    /// Size of numbers, axes and captions.
    pub small: f64,
}

impl Default for Style {
    fn default() -> Self {
        Self { fonts: Fonts::built_in(), tongue: Tongue::Zh, title: 20.0, body: 13.0, small: 11.0 }
    }
}

impl Style {
    /// The same style for pictures in a language.
    pub(super) fn speaking(self, tongue: Tongue) -> Self {
        Self { tongue, ..self }
    }

    /// The same style with a font file of the reader's own, asked first for every character.
    pub fn with_font(mut self, bytes: Vec<u8>) -> Result<Self> {
        self.fonts = self.fonts.after(bytes).ok_or_else(|| {
            Error::chart(
                "font",
                "the file is no TrueType or OpenType font; give --font a .ttf or .otf file",
            )
        })?;
        Ok(self)
    }
}

/// What a mark is painted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paint {
    /// The background.
    Paper,
    /// Text and lines that carry the message.
    Ink,
    /// Text and lines that explain it.
    Muted,
    /// Lines that only guide the eye.
    Faint,
    /// A surface with a meaning.
    Fill(Fill),
    /// A text on such a surface.
    On(Fill),
}

/// What a surface means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    /// Bars of one kind.
    Accent,
    /// The theme at a place of the meeting: it keeps its colour in all charts.
    Theme(usize),
    /// What no theme explains, and what could be chance.
    Other,
    /// A similarity in steps, from −[`RAMP`] to [`RAMP`].
    Ramp(i8),
}

impl From<Fill> for Paint {
    fn from(fill: Fill) -> Self {
        Self::Fill(fill)
    }
}

impl Fill {
    /// The step of a similarity, `t` from −1 to 1.
    pub(super) fn ramp(t: f64) -> Self {
        Self::Ramp((t.clamp(-1.0, 1.0) * f64::from(RAMP)).round() as i8)
    }
}

/// Steps of the colour scale on either side of its middle.
pub(super) const RAMP: i8 = 30;

/// Themes that have a colour of their own: those of the lexicon, then those found in the text.
///
/// Found by a search, not by eye. Each stands out from its paper (contrast of 3 and more, WCAG 1.4.11).
/// Any two of the first eight differ in grey, and for readers who see no red or no green. Among all
/// of them, neighbours differ in grey. The tests check this.
const THEMES: usize = 20;

/// The colours of all paints on one paper.
struct Palette {
    paper: Colour,
    ink: Colour,
    muted: Colour,
    faint: Colour,
    accent: Colour,
    themes: [Colour; THEMES],
    other: Colour,
    /// Two speeches as far apart as can be, indifferent, and as near.
    ramp: [Colour; 3],
}

/// For print and for light pages.
const LIGHT: Palette = Palette {
    paper: [255, 255, 255],
    ink: [32, 33, 36],
    muted: [105, 110, 117],
    faint: [218, 221, 225],
    accent: [0, 114, 179],
    themes: [
        [173, 80, 0],
        [19, 75, 171],
        [98, 100, 246],
        [93, 15, 86],
        [93, 141, 189],
        [18, 108, 120],
        [92, 56, 8],
        [211, 126, 45],
        [5, 129, 153],
        [34, 84, 129],
        [111, 156, 137],
        [17, 91, 211],
        [110, 33, 68],
        [234, 29, 75],
        [72, 95, 164],
        [21, 139, 119],
        [251, 64, 202],
        [89, 117, 71],
        [135, 56, 70],
        [11, 149, 234],
    ],
    other: [140, 140, 140],
    ramp: [[191, 110, 38], [246, 246, 244], [0, 94, 162]],
};

/// For dark pages and slides.
const DARK: Palette = Palette {
    paper: [22, 25, 29],
    ink: [232, 234, 237],
    muted: [158, 164, 171],
    faint: [58, 63, 70],
    accent: [74, 158, 214],
    themes: [
        [235, 139, 17],
        [53, 102, 220],
        [112, 144, 255],
        [152, 71, 140],
        [154, 204, 255],
        [118, 188, 157],
        [161, 107, 26],
        [253, 207, 101],
        [68, 176, 202],
        [79, 131, 183],
        [151, 204, 196],
        [181, 227, 255],
        [170, 88, 121],
        [251, 54, 81],
        [77, 105, 177],
        [43, 159, 162],
        [255, 129, 116],
        [183, 219, 171],
        [195, 107, 121],
        [71, 180, 255],
    ],
    other: [124, 128, 134],
    ramp: [[214, 134, 62], [40, 44, 50], [92, 176, 240]],
};

/// Text on dark surfaces.
const PALE: Colour = [255, 255, 255];
/// Text on pale surfaces. Black and white, because every surface has enough contrast with one of
/// the two.
const DEEP: Colour = [0, 0, 0];

impl Palette {
    fn fill(&self, fill: Fill) -> Colour {
        match fill {
            Fill::Accent => self.accent,
            Fill::Theme(place) => self.theme(place),
            Fill::Other => self.other,
            Fill::Ramp(step) => {
                let [far, middle, near] = self.ramp;
                let t = f64::from(step) / f64::from(RAMP);
                mix(middle, if t < 0.0 { far } else { near }, t.abs().min(1.0))
            }
        }
    }

    /// Past the end of the palette its colours return nearer to the ink.
    fn theme(&self, place: usize) -> Colour {
        let colour = self.themes[place % THEMES];
        if place < THEMES { colour } else { mix(colour, self.ink, 0.4) }
    }

    /// Whether pale text reads better on `fill` than deep text (WCAG contrast).
    fn is_deep(&self, fill: Fill) -> bool {
        let fill = self.fill(fill);
        contrast(DEEP, fill) < contrast(PALE, fill)
    }

    /// The colour of `paint`; text on surfaces aside.
    fn plain(&self, paint: Paint) -> Colour {
        match paint {
            Paint::Paper => self.paper,
            Paint::Ink => self.ink,
            Paint::Muted => self.muted,
            Paint::Faint => self.faint,
            Paint::Fill(fill) => self.fill(fill),
            Paint::On(fill) if self.is_deep(fill) => PALE,
            Paint::On(_) => DEEP,
        }
    }
}

/// The colour of `paint` on light paper.
///
/// [`dark_pairs`] gives each of these colours one colour on dark paper. So two paints that differ
/// on dark paper must differ here: white text is not quite the white of the paper, and text that
/// keeps its colour on dark paper differs from text that changes it, by one step of one channel.
pub(super) fn light(paint: Paint) -> Colour {
    let Paint::On(fill) = paint else { return LIGHT.plain(paint) };
    match (LIGHT.is_deep(fill), DARK.is_deep(fill)) {
        (true, true) => [255, 255, 254],
        (true, false) => [255, 255, 253],
        (false, false) => DEEP,
        (false, true) => [0, 0, 1],
    }
}

/// Every colour of a chart on light paper beside the colour that takes its place on dark paper,
/// as CSS writes them, where the two differ.
///
/// A page darkens a light chart with CSS rules for `[fill="…"]` and `[stroke="…"]` made from these
/// pairs. Text on a surface changes with that surface.
pub fn dark_pairs() -> Vec<(String, String)> {
    let steps = (-RAMP..=RAMP).map(Fill::Ramp);
    let themes = (0..2 * THEMES).map(Fill::Theme);
    let fills: Vec<Fill> =
        [Fill::Accent, Fill::Other].into_iter().chain(themes).chain(steps).collect();
    let plain = [Paint::Paper, Paint::Ink, Paint::Muted, Paint::Faint].into_iter();
    let on = fills.iter().copied().map(Paint::On);
    let paints = plain.chain(fills.iter().copied().map(Paint::Fill)).chain(on);
    let mut pairs: Vec<_> =
        paints.map(|paint| (css(light(paint)), css(DARK.plain(paint)))).collect();
    pairs.retain(|(light, dark)| light != dark);
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The colour of the theme at `place` on light paper, or of what none explains, as CSS.
pub fn theme_css(place: Option<usize>) -> String {
    css(LIGHT.fill(place.map_or(Fill::Other, Fill::Theme)))
}

/// The colour of each theme, and of what none explains, on light paper and on dark, as CSS.
pub fn theme_pairs() -> Vec<(String, String)> {
    let fills = (0..2 * THEMES).map(Fill::Theme).chain([Fill::Other]);
    fills.map(|fill| (css(LIGHT.fill(fill)), css(DARK.fill(fill)))).collect()
}

/// `#rrggbb`.
pub(super) fn css([red, green, blue]: Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// `t` of the way from `a` to `b`.
fn mix(a: Colour, b: Colour, t: f64) -> Colour {
    [0, 1, 2].map(|i| {
        let (a, b) = (f64::from(a[i]), f64::from(b[i]));
        (a + (b - a) * t).round() as u8
    })
}

/// Contrast of two colours by WCAG 2, 1 to 21.
fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance by WCAG 2.
fn luminance(colour: Colour) -> f64 {
    let [red, green, blue] = colour.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// A channel in linear light, 0 to 1, by WCAG 2.
fn linear(channel: u8) -> f64 {
    let c = f64::from(channel) / 255.0;
    if c <= 0.03928 { c / 12.92 } else { libm::pow((c + 0.055) / 1.055, 2.4) }
}

#[cfg(test)]
mod tests;

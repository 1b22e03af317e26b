//! How charts look: faces, sizes, colours.

use super::fonts::Fonts;
use crate::{Error, Result};

/// Red, green, blue.
pub type Colour = [u8; 3];

/// Faces, sizes and colours of all charts; the only place for them.
#[derive(Debug, Clone)]
pub struct Style {
    pub(super) fonts: Fonts,
    /// Size of titles, in pixels.
    pub title: f64,
    /// Size of names and terms.
    pub body: f64,
    /// Size of numbers, axes and captions.
    pub small: f64,
    /// Behind everything.
    pub background: Colour,
    /// Text and lines that carry the message.
    pub ink: Colour,
    /// Text and lines that explain it.
    pub muted: Colour,
    /// Lines that only guide the eye.
    pub faint: Colour,
    /// Bars of one kind.
    pub accent: Colour,
    /// Themes by their place in the meeting, so that a theme keeps its colour in all charts.
    pub themes: [Colour; 8],
    /// What no theme explains.
    pub other: Colour,
    /// Two speeches as far apart as can be, indifferent, and as near.
    pub ramp: [Colour; 3],
}

/// Themes on light paper: after Okabe and Ito, told apart by colour-blind readers.
const THEMES: [Colour; 8] = [
    [213, 94, 0],
    [86, 180, 233],
    [68, 48, 140],
    [204, 121, 167],
    [0, 114, 178],
    [0, 158, 115],
    [240, 228, 66],
    [230, 159, 0],
];
/// What no theme explains, on light paper.
const OTHER: Colour = [196, 199, 204];
/// Light paper.
const WHITE: Colour = [255, 255, 255];

/// The colour of the theme at `place` on light paper, or of what none explains, as CSS.
pub fn theme_css(place: Option<usize>) -> String {
    let [red, green, blue] = place.map_or(OTHER, |place| theme(&THEMES, place, WHITE));
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// A colour of the palette; past its end its colours return paler.
fn theme(palette: &[Colour; 8], place: usize, background: Colour) -> Colour {
    let colour = palette[place % palette.len()];
    match place / palette.len() {
        0 => colour,
        round => mix(colour, background, 1.0 - 0.5_f64.powi(round.min(2) as i32)),
    }
}

impl Style {
    /// Dark on white, for print and for light pages.
    pub fn light() -> Self {
        Self {
            fonts: Fonts::built_in(),
            title: 20.0,
            body: 13.0,
            small: 11.0,
            background: WHITE,
            ink: [32, 33, 36],
            muted: [105, 110, 117],
            faint: [218, 221, 225],
            accent: [0, 114, 178],
            themes: THEMES,
            other: OTHER,
            ramp: [[191, 110, 38], [246, 246, 244], [0, 94, 162]],
        }
    }

    /// Light on near-black, for dark pages and slides.
    pub fn dark() -> Self {
        let mut style = Self::light();
        style.background = [22, 25, 29];
        style.ink = [232, 234, 237];
        style.muted = [158, 164, 171];
        style.faint = [58, 63, 70];
        style.accent = [74, 158, 214];
        style.themes[2] = [130, 70, 240];
        style.themes[4] = [40, 100, 190];
        style.other = [92, 97, 104];
        style.ramp = [[214, 134, 62], [40, 44, 50], [92, 176, 240]];
        style
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

    /// The colour of the theme at `place`.
    pub(super) fn theme(&self, place: usize) -> Colour {
        theme(&self.themes, place, self.background)
    }

    /// The colour of a similarity, `t` from −1 to 1.
    pub(super) fn ramp(&self, t: f64) -> Colour {
        let [far, middle, near] = self.ramp;
        mix(middle, if t < 0.0 { far } else { near }, t.abs().min(1.0))
    }

    /// Black or white, whichever reads better on `fill` (WCAG contrast).
    pub(super) fn ink_on(&self, fill: Colour) -> Colour {
        const BLACK: Colour = [20, 20, 22];
        if contrast(BLACK, fill) >= contrast(WHITE, fill) { BLACK } else { WHITE }
    }
}

/// `t` of the way from `a` to `b`.
fn mix(a: Colour, b: Colour, t: f64) -> Colour {
    let channel = |i: usize| (f64::from(a[i]) + (f64::from(b[i]) - f64::from(a[i])) * t).round();
    [0, 1, 2].map(|i| channel(i) as u8)
}

/// Contrast of two colours by WCAG 2, 1 to 21.
fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance by WCAG 2.
fn luminance(colour: Colour) -> f64 {
    let linear = |channel: u8| match f64::from(channel) / 255.0 {
        c if c <= 0.03928 => c / 12.92,
        c => ((c + 0.055) / 1.055).powf(2.4),
    };
    0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_on_themes_can_be_read() {
        for style in [Style::light(), Style::dark()] {
            for fill in style.themes.into_iter().chain([style.other]) {
                let contrast = contrast(style.ink_on(fill), fill);
                assert!(contrast >= 4.5, "{fill:?}: {contrast:.2}");
            }
            for text in [style.ink, style.muted] {
                assert!(contrast(text, style.background) >= 4.5, "{text:?}");
            }
        }
    }

    #[test]
    fn neighbouring_themes_differ_in_grey_and_all_in_colour() {
        for style in [Style::light(), Style::dark()] {
            for pair in style.themes.windows(2) {
                assert!(contrast(pair[0], pair[1]) > 1.15, "{pair:?}");
            }
            let mut colours: Vec<Colour> = (0..24).map(|place| style.theme(place)).collect();
            colours.sort_unstable();
            colours.dedup();
            assert_eq!(colours.len(), 24);
        }
    }

    #[test]
    fn a_font_of_ones_own_is_asked_first_and_anything_else_refused() {
        let style = Style::light();
        let own = style.clone().with_font(notosans::BOLD_TTF.to_vec()).unwrap();
        assert!(own.fonts.width("a", 1.0) > style.fonts.width("a", 1.0));
        assert_eq!(own.fonts.width("广", 1.0), style.fonts.width("广", 1.0));
        assert!(style.with_font(b"no font".to_vec()).unwrap_err().to_string().contains("--font"));
    }
}

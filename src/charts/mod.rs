//! Analysis → charts: pictures in memory. A chart draws what it is given and computes nothing.
//!
//! Each chart lays marks on a `canvas::Canvas`, which knows how wide a text
//! will be; `render` turns the marks into a plotters SVG and that into the
//! pictures of a [`Chart`]. Fonts, sizes and colours live in `style` alone.

use rayon::prelude::*;

use crate::{Result, analysis::MeetingAnalysis, phrase::Phrase};

mod canvas;
mod fonts;
mod map;
mod parts;
mod render;
mod similarity;
mod style;
mod terms;
mod themes;
mod words;

#[cfg(test)]
mod fixtures;

pub use style::{Style, dark_pairs, theme_css};

/// One picture with its words, on light and on dark paper.
#[derive(Debug, Clone)]
pub struct Chart {
    /// File name without its ending, e.g. `themes`.
    pub name: String,
    /// What the picture shows, for the reader. The pictures have it in Chinese.
    pub title: Phrase,
    /// n, method and source. The pictures have it in Chinese.
    pub caption: Phrase,
    /// For print and for light pages.
    pub light: Picture,
    /// For dark pages and slides: the same, in other colours.
    pub dark: Picture,
    /// What can be clicked; none covers another.
    pub spots: Vec<Spot>,
}

/// A drawing, as outlines and as pixels.
#[derive(Debug, Clone)]
pub struct Picture {
    /// With its letters as outlines: right on every machine.
    pub svg: String,
    /// The same at twice its size.
    pub png: Vec<u8>,
}

/// A part of a picture that stands for something a reader may want to open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// Left, top, width and height in the units of the picture's `viewBox`.
    pub area: [f64; 4],
    /// What it stands for.
    pub of: Target,
}

/// What a [`Spot`] stands for, by places in the [`MeetingAnalysis`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A speech.
    Speech(usize),
    /// What a speech says of a theme.
    Share {
        /// The speech.
        speech: usize,
        /// Place of the theme in `themes`, or their number: what none of them explains.
        theme: usize,
    },
    /// A distinctive term of a speech.
    Term {
        /// The speech.
        speech: usize,
        /// Place in its `terms`.
        rank: usize,
    },
    /// Two speeches, the earlier first.
    Pair(usize, usize),
    /// What a speech has word for word in common with others.
    Formula(usize),
    /// A figure that a speech states.
    Figure {
        /// The speech.
        speech: usize,
        /// Place in its `figures`.
        place: usize,
    },
}

/// Speeches above which nothing is drawn: with a row a speech, as it has to be, the picture of
/// so many is eleven thousand pixels high.
const MOST: usize = 500;

/// Draws one chart, or `None` where the meeting has too few speeches for it.
type Draw = fn(&MeetingAnalysis, &Style) -> Result<Option<Chart>>;

/// All charts, in the order in which a report shows them.
const CHARTS: [Draw; 4] = [themes::draw, similarity::draw, terms::draw, map::draw];

/// Every chart that `meeting` has enough speeches for: themes and terms from
/// one, similarity from two, the map from three. Above 500 speeches it has none.
///
/// Fails on a character that no face of `style` can draw and names it.
pub fn draw_all(meeting: &MeetingAnalysis, style: &Style) -> Result<Vec<Chart>> {
    if meeting.speeches.len() > MOST {
        return Ok(Vec::new());
    }
    let drawn: Vec<_> = CHARTS.par_iter().map(|draw| draw(meeting, style)).collect();
    // Only now, so that of several failures always the same is reported.
    drawn.into_iter().filter_map(Result::transpose).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_gets_the_charts_it_has_speeches_for() {
        let style = Style::default();
        let names = |n| {
            let charts = draw_all(&fixtures::meeting(n), &style).unwrap();
            charts.into_iter().map(|chart| chart.name).collect::<Vec<_>>()
        };
        assert!(names(0).is_empty());
        assert_eq!(names(1), ["themes", "terms"]);
        assert_eq!(names(2), ["themes", "similarity", "terms"]);
        assert_eq!(names(3), ["themes", "similarity", "terms", "map"]);
    }

    #[test]
    fn drawing_twice_gives_the_same_bytes() {
        let meeting = fixtures::meeting(8);
        let draw = || draw_all(&meeting, &Style::default()).unwrap();
        for (once, again) in draw().iter().zip(draw()) {
            for (once, again) in [(&once.light, &again.light), (&once.dark, &again.dark)] {
                assert_eq!(once.svg, again.svg);
                assert_eq!(once.png, again.png);
            }
        }
    }

    #[test]
    fn pictures_are_outlines_with_words_for_those_who_hear_them() {
        for chart in draw_all(&fixtures::meeting(8), &Style::default()).unwrap() {
            let title = format!("<title>{}</title>", chart.title.zh);
            for Picture { svg, png } in [chart.light, chart.dark] {
                assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>"));
                assert!(!svg.contains("<text"), "{}", chart.name);
                for part in ["viewBox=", "role=\"img\"", &title] {
                    assert!(svg.contains(part), "{}: no {part}", chart.name);
                }
                assert!(png.starts_with(b"\x89PNG"));
            }
        }
    }

    #[test]
    fn a_character_in_no_face_is_named() {
        let mut meeting = fixtures::meeting(3);
        meeting.speeches[1].name = "某😀县".into();
        let error = draw_all(&meeting, &Style::default()).unwrap_err().to_string();
        for part in ["themes", "😀", "U+1F600", "某😀县", "--font FILE"] {
            assert!(error.contains(part), "{error}: no {part}");
        }
    }

    #[test]
    fn marks_and_control_characters_in_names_do_no_harm() {
        let mut meeting = fixtures::meeting(3);
        meeting.speeches[0].name = "甲\u{0}<b>&\"乙'\u{feff}".into();
        meeting.title = "dy=\"0.5ex\" font-weight=\"bold\"".into();
        assert_eq!(draw_all(&meeting, &Style::default()).unwrap().len(), 4);
    }
}

use super::*;

const PAPERS: [&Palette; 2] = [&LIGHT, &DARK];
/// Themes of the lexicon that comes with the program.
const FIRST: usize = 8;

fn fills() -> impl Iterator<Item = Fill> {
    let themes = (0..THEMES).map(Fill::Theme);
    themes.chain([Fill::Other]).chain((-RAMP..=RAMP).map(Fill::Ramp))
}

#[test]
fn texts_can_be_read_on_paper_and_on_surfaces() {
    for palette in PAPERS {
        for fill in fills() {
            let contrast = contrast(palette.plain(Paint::On(fill)), palette.fill(fill));
            assert!(contrast >= 4.5, "{fill:?}: {contrast:.2}");
        }
        for (text, ground) in
            [(Paint::Ink, Paint::Paper), (Paint::Muted, Paint::Paper), (Paint::Ink, Paint::Faint)]
        {
            let contrast = contrast(palette.plain(text), palette.plain(ground));
            assert!(contrast >= 4.5, "{text:?} on {ground:?}: {contrast:.2}");
        }
    }
}

#[test]
fn surfaces_can_be_seen_on_their_paper() {
    for palette in PAPERS {
        for fill in (0..2 * THEMES).map(Fill::Theme).chain([Fill::Other, Fill::Accent]) {
            let contrast = contrast(palette.fill(fill), palette.paper);
            assert!(contrast >= 3.0, "{fill:?}: {contrast:.2}");
        }
    }
}

/// The page is not quite white and not quite black; `base.css` has the same two colours.
#[test]
fn themes_can_be_seen_on_the_page() {
    for (palette, page) in [(&LIGHT, [253, 252, 250]), (&DARK, [25, 24, 22])] {
        assert!(include_str!("../../report/page/base.css").contains(&css(page)));
        for fill in (0..2 * THEMES).map(Fill::Theme).chain([Fill::Other]) {
            let contrast = contrast(palette.fill(fill), page);
            assert!(contrast >= 3.0, "{fill:?}: {contrast:.2}");
        }
    }
}

#[test]
fn lines_that_carry_a_number_stand_out_from_their_paper() {
    for palette in PAPERS {
        let lines = [Fill::Ramp(RAMP), Fill::Ramp(-RAMP), Fill::Accent].map(Paint::Fill);
        for paint in lines.into_iter().chain([Paint::Muted]) {
            let contrast = contrast(palette.plain(paint), palette.paper);
            assert!(contrast >= 3.0, "{paint:?}: {contrast:.2}");
        }
    }
}

#[test]
fn what_rose_is_told_from_what_fell_by_readers_who_see_no_red_or_no_green() {
    for palette in PAPERS {
        let [fell, _, rose] = palette.ramp;
        for (a, b) in [(rose, fell), (rose, palette.muted), (fell, palette.muted)] {
            for sight in &SIGHTS {
                assert!(apart(a, b, sight) >= 6.5, "{a:?} and {b:?}: {:.1}", apart(a, b, sight));
            }
        }
    }
}

#[test]
fn themes_differ_in_grey() {
    for palette in PAPERS {
        let all = palette.themes;
        for pair in all.windows(2) {
            assert!(contrast(pair[0], pair[1]) > 1.3, "{pair:?}");
        }
        // A theme may be absent: then any two of the first may touch.
        for (at, &a) in all[..FIRST].iter().enumerate() {
            for &b in &all[..at] {
                assert!(contrast(a, b) > 1.12, "{a:?} {b:?}");
            }
        }
    }
}

/// What readers see who have no red or no green cones: Machado, Oliveira and Fernandes (2009), “A
/// Physiologically-based Model for Simulation of Color Vision Deficiency”, IEEE TVCG 15(6), table
/// of severity 1.0; the matrices work on linear RGB.
const SIGHTS: [[[f64; 3]; 3]; 3] = [
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
];

fn times(matrix: &[[f64; 3]; 3], v: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(v).map(|(a, b)| a * b).sum())
}

/// A colour as `sight` has it, in OKLab (Ottosson 2020), in hundredths.
fn seen(colour: Colour, sight: &[[f64; 3]; 3]) -> [f64; 3] {
    let linear = colour.map(|channel| match f64::from(channel) / 255.0 {
        c if c <= 0.04045 => c / 12.92,
        c => libm::pow((c + 0.055) / 1.055, 2.4),
    });
    let cones = times(
        &[
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ],
        times(sight, linear).map(|x| x.clamp(0.0, 1.0)),
    );
    times(
        &[
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ],
        cones.map(libm::cbrt),
    )
    .map(|x| 100.0 * x)
}

/// How far apart `a` and `b` are to `sight`: at 2 one sees it when they touch.
fn apart(a: Colour, b: Colour, sight: &[[f64; 3]; 3]) -> f64 {
    let (a, b) = (seen(a, sight), seen(b, sight));
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

#[test]
fn themes_are_told_apart_by_readers_who_see_no_red_or_no_green() {
    for palette in PAPERS {
        let colours: Vec<Colour> = palette.themes.into_iter().chain([palette.other]).collect();
        for (at, &a) in colours.iter().enumerate() {
            for (other, &b) in colours[..at].iter().enumerate() {
                let least = match () {
                    () if at < FIRST => 13.0,
                    // Between those found in the text, which are seldom many, and to grey.
                    () if at < THEMES => 6.5,
                    () if other < FIRST => 7.5,
                    () => 1.5,
                };
                for sight in &SIGHTS {
                    let apart = apart(a, b, sight);
                    assert!(apart >= least, "{a:?} and {b:?}: {apart:.1} of {least}");
                }
            }
        }
    }
}

#[test]
fn a_colour_on_light_paper_has_one_on_dark_paper() {
    let pairs = dark_pairs();
    for pair in pairs.windows(2) {
        assert!(pair[0].0 < pair[1].0, "{pair:?}");
    }
    let to = |paint: Paint| {
        let light = css(light(paint));
        let place = pairs.binary_search_by(|pair| pair.0.cmp(&light));
        place.map_or(light, |place| pairs[place].1.clone())
    };
    let plain = [Paint::Paper, Paint::Ink, Paint::Muted, Paint::Faint].into_iter();
    let fills = fills().chain([Fill::Accent]).chain((THEMES..2 * THEMES).map(Fill::Theme));
    for paint in plain.chain(fills.flat_map(|fill| [Paint::Fill(fill), Paint::On(fill)])) {
        assert_eq!(to(paint), css(DARK.plain(paint)), "{paint:?}");
    }
}

#[test]
fn text_on_surfaces_keeps_its_colour_to_the_eye() {
    for fill in fills() {
        let (told, plain) = (light(Paint::On(fill)), LIGHT.plain(Paint::On(fill)));
        assert!(told.iter().zip(plain).all(|(a, b)| a.abs_diff(b) <= 2), "{fill:?}");
        assert_ne!(told, LIGHT.paper);
    }
}

#[test]
fn a_font_of_ones_own_is_asked_first_and_anything_else_refused() {
    let style = Style::default();
    let own = style.clone().with_font(notosans::BOLD_TTF.to_vec()).expect("a font");
    assert!(own.fonts.read().width("a", 1.0) > style.fonts.read().width("a", 1.0));
    assert_eq!(own.fonts.read().width("广", 1.0), style.fonts.read().width("广", 1.0));
    assert!(style.with_font(b"no font".to_vec()).expect_err("none").to_string().contains("--font"));
}

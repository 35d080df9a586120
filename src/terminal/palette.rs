//! The theme's colours in palettes of 256 and of 16: by hand where the nearest would run together or be hard to read, else the nearest.
//!
//! Distances are those of Oklab (Björn Ottosson, 2020), in which equal steps look about equally large.

use std::f32::consts::{PI, TAU};
use std::sync::LazyLock;

use crate::scene::colour::{Rgb, SymbolColor, of_class_thin};
use crate::view::Theme;

/// A letter's colours: of 256 and of 16, on dark and on light backgrounds.
const LETTERS: [[u8; 4]; 6] = [
    [74, 14, 25, 4],
    [178, 3, 94, 3],
    [43, 10, 29, 2],
    [175, 13, 126, 5],
    [209, 9, 124, 1],
    [227, 11, 58, 6],
];

/// The same of the classes.
const CLASSES: [[u8; 4]; 10] = [
    [32, 12, 26, 4],
    [178, 3, 130, 3],
    [36, 2, 29, 2],
    [175, 13, 126, 5],
    [166, 9, 160, 1],
    [74, 14, 24, 6],
    [227, 11, 58, 0],
    [134, 5, 97, 12],
    [137, 6, 94, 9],
    [246, 7, 243, 8],
];

/// A colour of Oklab.
struct Lab {
    /// Lightness, green to red, blue to yellow.
    parts: [f32; 3],
    /// The angle of the last two.
    hue: f32,
    is_grey: bool,
}

struct Entry {
    rgb: Rgb,
    lab: Lab,
    indexed: u8,
    sixteen: u8,
}

/// The colours that are chosen by hand, on dark and on light backgrounds.
static ENTRIES: LazyLock<[Vec<Entry>; 2]> = LazyLock::new(|| {
    [false, true].map(|on_light| {
        let letters = SymbolColor::ALL.map(|letter| {
            if on_light {
                letter.on_light()
            } else {
                letter.on_dark()
            }
        });
        let classes = (0..CLASSES.len()).map(|class| of_class_thin(class, on_light));
        let colours = letters.into_iter().chain(classes);
        let indices = LETTERS.iter().chain(&CLASSES);
        let entry = |(rgb, [dark, few, light, few_on_light]): (Rgb, &[u8; 4])| Entry {
            rgb,
            lab: lab(rgb),
            indexed: if on_light { *light } else { *dark },
            sixteen: if on_light { *few_on_light } else { *few },
        };
        colours.zip(indices).map(entry).collect()
    })
});

fn entries(theme: Theme) -> &'static [Entry] {
    &ENTRIES[usize::from(theme == Theme::Light)]
}

/// Red, green and blue of the 240 colours of xterm behind the first 16, which everyone configures: a cube of 6 × 6 × 6, and 24 greys.
fn xterm(index: u8) -> Rgb {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    if index >= 232 {
        let grey = 8 + 10 * (index - 232);
        return Rgb(grey, grey, grey);
    }
    let level = |size: u8| LEVELS[usize::from(index.saturating_sub(16) / size % 6)];
    Rgb(level(36), level(6), level(1))
}

static XTERM: LazyLock<Vec<(u8, Lab)>> =
    LazyLock::new(|| (16..=255).map(|index| (index, lab(xterm(index)))).collect());

fn by_hand(rgb: Rgb, theme: Theme) -> Option<&'static Entry> {
    entries(theme).iter().find(|entry| entry.rgb == rgb)
}

/// The index of a colour among 256.
pub(super) fn indexed(rgb: Rgb, theme: Theme) -> u8 {
    if let Some(entry) = by_hand(rgb, theme) {
        return entry.indexed;
    }
    let lab = lab(rgb);
    let distances = XTERM.iter().filter_map(|(index, other)| {
        let parts = lab.parts.iter().zip(other.parts);
        let squares: f32 = parts.map(|(one, other)| (one - other).powi(2)).sum();
        // There are few dark colours: without its hue, a pale region would be that of another class.
        match (lab.is_grey, other.is_grey) {
            (true, _) => Some((*index, squares)),
            (false, true) => None,
            (false, false) => Some((*index, squares + 0.25 * turn(&lab, other).powi(2))),
        }
    });
    nearest(distances, 16)
}

/// How far apart two hues are, from 0 to 1.
fn turn(one: &Lab, other: &Lab) -> f32 {
    let turn = (one.hue - other.hue).rem_euclid(TAU);
    turn.min(TAU - turn) / PI
}

/// The index of a colour among 16: that of the nearest letter or class, first by hue. Greys are told by lightness.
pub(super) fn sixteen(rgb: Rgb, theme: Theme) -> u8 {
    if let Some(entry) = by_hand(rgb, theme) {
        return entry.sixteen;
    }
    let lab = lab(rgb);
    if lab.is_grey {
        return match (theme, lab.parts[0]) {
            (Theme::Light, ..0.4) => 0,
            (Theme::Light, _) | (_, ..0.72) => 8,
            (_, ..0.93) => 7,
            _ => 15,
        };
    }
    let coloured = entries(theme).iter().filter(|entry| !entry.lab.is_grey);
    let distances = coloured.map(|entry| {
        let lighter = (lab.parts[0] - entry.lab.parts[0]).abs();
        (entry.sixteen, turn(&lab, &entry.lab) + 0.6 * lighter)
    });
    nearest(distances, 7)
}

fn nearest(distances: impl Iterator<Item = (u8, f32)>, otherwise: u8) -> u8 {
    let nearest = distances.min_by(|one, other| one.1.total_cmp(&other.1));
    nearest.map_or(otherwise, |(index, _)| index)
}

fn lab(Rgb(r, g, b): Rgb) -> Lab {
    let linear = |part: u8| {
        let share = f32::from(part) / 255.0;
        if share <= 0.04045 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    };
    let rgb = [r, g, b].map(linear);
    let times = |rows: [[f32; 3]; 3], vector: [f32; 3]| {
        rows.map(|row| {
            row.iter()
                .zip(vector)
                .map(|(one, other)| one * other)
                .sum::<f32>()
        })
    };
    let cones = times(
        [
            [0.412_221_46, 0.536_332_55, 0.051_445_995],
            [0.211_903_5, 0.680_699_5, 0.107_396_96],
            [0.088_302_46, 0.281_718_85, 0.629_978_7],
        ],
        rgb,
    );
    let parts = times(
        [
            [0.210_454_26, 0.793_617_8, -0.004_072_047],
            [1.977_998_5, -2.428_592_2, 0.450_593_7],
            [0.025_904_037, 0.782_771_77, -0.808_675_77],
        ],
        cones.map(f32::cbrt),
    );
    let [_, green, blue] = parts;
    Lab {
        parts,
        hue: blue.atan2(green),
        is_grey: green.hypot(blue) < 0.022,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::scene::colour::viridis;

    fn luminance(Rgb(r, g, b): Rgb) -> f64 {
        let part = |part: u8| (f64::from(part) / 255.0).powf(2.2);
        0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
    }

    #[test]
    fn letters_and_classes_can_be_told_apart_in_every_palette() {
        for theme in [Theme::Dark, Theme::Light] {
            let (letters, classes) = entries(theme).split_at(LETTERS.len());
            for some in [letters, classes] {
                for palette in [indexed, sixteen] {
                    let indices = some.iter().map(|entry| palette(entry.rgb, theme));
                    let indices: BTreeSet<u8> = indices.collect();
                    assert_eq!(indices.len(), some.len(), "{theme:?}: {indices:?}");
                }
            }
        }
    }

    #[test]
    fn letters_and_classes_can_be_read_in_256_colours() {
        let papers = [
            (Theme::Dark, Rgb(0x12, 0x14, 0x18)),
            (Theme::Light, Rgb(255, 255, 255)),
        ];
        for (theme, paper) in papers {
            for entry in entries(theme) {
                let [ink, paper] = [xterm(entry.indexed), paper].map(luminance);
                let contrast = (ink.max(paper) + 0.05) / (ink.min(paper) + 0.05);
                assert!(
                    contrast >= 4.4,
                    "{theme:?} {}: {contrast:.2}",
                    entry.indexed
                );
            }
        }
    }

    #[test]
    fn no_colour_of_16_is_lost_on_its_background() {
        let parts = || (0..=255).step_by(15);
        let all =
            parts().flat_map(|r| parts().flat_map(move |g| parts().map(move |b| Rgb(r, g, b))));
        for rgb in all {
            let on_dark = sixteen(rgb, Theme::Dark);
            assert!(on_dark != 4 && on_dark != 0, "{rgb:?}: {on_dark}");
            let on_light = sixteen(rgb, Theme::Light);
            assert!(
                ![7, 10, 11, 14, 15].contains(&on_light),
                "{rgb:?}: {on_light}"
            );
        }
    }

    #[test]
    fn a_colour_of_the_palette_is_nearest_to_itself() {
        for index in 16..=231 {
            let rgb = xterm(index);
            assert!(
                by_hand(rgb, Theme::Dark).is_some() || xterm(indexed(rgb, Theme::Dark)) == rgb,
                "{index}"
            );
        }
        assert_eq!(indexed(Rgb(0x80, 0x80, 0x80), Theme::Dark), 244);
    }

    #[test]
    fn heat_goes_from_purple_to_yellow_in_16_colours_too() {
        let mut steps: Vec<u8> = (0..=40)
            .map(|n| sixteen(viridis(f64::from(n) / 40.0), Theme::Dark))
            .collect();
        steps.dedup();
        assert!(steps.len() >= 4, "{steps:?}");
        assert_eq!((steps[0], steps[steps.len() - 1]), (5, 11), "{steps:?}");
        let distinct: BTreeSet<u8> = steps.iter().copied().collect();
        assert_eq!(
            distinct.len(),
            steps.len(),
            "no colour comes back: {steps:?}"
        );
    }
}

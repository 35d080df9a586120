//! The theme's colours in palettes of 256 and of 16: by hand where the nearest would run together or be hard to read, else the nearest.
//!
//! Distances are those of Oklab (Björn Ottosson, 2020), in which equal steps look about equally large.

use std::f32::consts::{PI, TAU};
use std::sync::LazyLock;

use crate::scene::colour::{Rgb, SymbolColor, of_class_thin};

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

/// Lightness, green to red, blue to yellow.
type Lab = [f32; 3];

struct Entry {
    rgb: Rgb,
    lab: Lab,
    indexed: u8,
    sixteen: u8,
}

/// All colours that are chosen by hand.
static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let letters = SymbolColor::ALL.map(|letter| [letter.on_dark(), letter.on_light()]);
    let classes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
        .map(|class| [false, true].map(|on_light| of_class_thin(class, on_light)));
    let letters = letters.into_iter().zip(LETTERS);
    let rows = letters.chain(classes.into_iter().zip(CLASSES));
    let entries = rows.flat_map(|([dark, light], [indexed, sixteen, on_light, few])| {
        [(dark, indexed, sixteen), (light, on_light, few)]
    });
    let entry = |(rgb, indexed, sixteen)| Entry {
        rgb,
        lab: lab(rgb),
        indexed,
        sixteen,
    };
    entries.map(entry).collect()
});

/// Red, green and blue of the 240 colours of xterm behind the first 16, which everyone configures: a cube of 6 × 6 × 6, and 24 greys.
fn xterm(index: u8) -> Rgb {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    match index {
        232.. => {
            let grey = 8 + 10 * (index - 232);
            Rgb(grey, grey, grey)
        }
        _ => {
            let level = |size: u8| LEVELS[usize::from(index.saturating_sub(16) / size % 6)];
            Rgb(level(36), level(6), level(1))
        }
    }
}

static XTERM: LazyLock<Vec<(u8, Lab)>> =
    LazyLock::new(|| (16..=255).map(|index| (index, lab(xterm(index)))).collect());

fn by_hand(rgb: Rgb) -> Option<&'static Entry> {
    ENTRIES.iter().find(|entry| entry.rgb == rgb)
}

/// The index of a colour among 256.
pub(super) fn indexed(rgb: Rgb) -> u8 {
    if let Some(entry) = by_hand(rgb) {
        return entry.indexed;
    }
    let lab = lab(rgb);
    let distance = |other: &Lab| -> f32 {
        let squares = lab
            .iter()
            .zip(other)
            .map(|(one, other)| (one - other).powi(2));
        squares.sum()
    };
    let distances = XTERM.iter().map(|(index, lab)| (*index, distance(lab)));
    nearest(distances, 16)
}

/// The index of a colour among 16: that of the nearest letter or class, first by hue. Greys are told by lightness.
pub(super) fn sixteen(rgb: Rgb) -> u8 {
    const GREY: f32 = 0.025;
    if let Some(entry) = by_hand(rgb) {
        return entry.sixteen;
    }
    let [light, green, blue] = lab(rgb);
    if green.hypot(blue) < GREY {
        return match light {
            ..0.25 => 0,
            ..0.72 => 8,
            ..0.93 => 7,
            _ => 15,
        };
    }
    let hue = blue.atan2(green);
    let distances = ENTRIES.iter().filter_map(|entry| {
        let [other_light, green, blue] = entry.lab;
        let turn = (hue - blue.atan2(green)).rem_euclid(TAU);
        let turn = turn.min(TAU - turn) / PI;
        let is_grey = green.hypot(blue) < GREY;
        (!is_grey).then_some((entry.sixteen, turn + 0.2 * (light - other_light).abs()))
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
    let times = |rows: [[f32; 3]; 3], vector: Lab| {
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
    times(
        [
            [0.210_454_26, 0.793_617_8, -0.004_072_047],
            [1.977_998_5, -2.428_592_2, 0.450_593_7],
            [0.025_904_037, 0.782_771_77, -0.808_675_77],
        ],
        cones.map(f32::cbrt),
    )
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
        for on_light in [false, true] {
            let letters = SymbolColor::ALL.map(|letter| {
                if on_light {
                    letter.on_light()
                } else {
                    letter.on_dark()
                }
            });
            let classes: Vec<Rgb> = (0..10).map(|n| of_class_thin(n, on_light)).collect();
            for colours in [&letters[..], &classes] {
                for palette in [indexed, sixteen] {
                    let indices: BTreeSet<u8> = colours.iter().copied().map(palette).collect();
                    assert_eq!(indices.len(), colours.len(), "{indices:?}");
                }
            }
        }
    }

    #[test]
    fn letters_and_classes_can_be_read_in_256_colours() {
        for (entry, on_light) in ENTRIES.iter().zip([false, true].into_iter().cycle()) {
            let paper = luminance(if on_light {
                Rgb(255, 255, 255)
            } else {
                Rgb(0x12, 0x14, 0x18)
            });
            let ink = luminance(xterm(entry.indexed));
            let contrast = (ink.max(paper) + 0.05) / (ink.min(paper) + 0.05);
            assert!(contrast >= 4.4, "{}: {contrast:.2}", entry.indexed);
        }
    }

    #[test]
    fn a_colour_of_the_palette_is_nearest_to_itself() {
        for index in 16..=231 {
            let rgb = xterm(index);
            assert!(
                by_hand(rgb).is_some() || xterm(indexed(rgb)) == rgb,
                "{index}"
            );
        }
        assert_eq!(
            [indexed(Rgb(0x80, 0x80, 0x80)), indexed(Rgb(0, 0, 0))],
            [244, 16]
        );
    }

    #[test]
    fn heat_goes_from_purple_to_yellow_in_16_colours_too() {
        let mut steps: Vec<u8> = (0..=40)
            .map(|n| sixteen(viridis(f64::from(n) / 40.0)))
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

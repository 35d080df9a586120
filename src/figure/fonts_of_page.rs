//! The letters of figures where a page draws them: the page has the letters, and only their widths are here.

use std::sync::LazyLock;

/// The units of a width to a font size.
const EM: f64 = 2048.0;

/// The widths of DejaVu Sans and of its bold, each with its letters; slanted ones are as wide.
const REGULAR: [(u16, &str); 70] = [
    (358, "ⱼ"),
    (366, "ᵢ"),
    (465, "′"),
    (563, "'"),
    (569, "ijl"),
    (604, "IJ"),
    (651, " ,.·‘’"),
    (690, "/:;\\|"),
    (721, "f"),
    (739, "-"),
    (765, "″"),
    (788, "ᵀ"),
    (799, "()[]"),
    (803, "t"),
    (816, "ₙ"),
    (821, "!²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"),
    (842, "r"),
    (872, "ₖ"),
    (942, "\""),
    (1024, "*_`°–"),
    (1059, "∂"),
    (1061, "“”"),
    (1067, "s"),
    (1075, "zẑ"),
    (1081, "⁺⁻₊₋"),
    (1087, "?"),
    (1107, "ε"),
    (1114, "ζ"),
    (1126, "c"),
    (1141, "L"),
    (1178, "F"),
    (1186, "k"),
    (1212, "vxyλ"),
    (1233, "π"),
    (1235, "P"),
    (1251, "TY"),
    (1253, "oδθ"),
    (1255, "a"),
    (1260, "e"),
    (1294, "EΣ"),
    (1298, "hnuησ"),
    (1300, "Sbdgpqḃ"),
    (1303, "$0123456789{}μ"),
    (1305, "√"),
    (1307, "β"),
    (1343, "K"),
    (1350, "α"),
    (1380, "∑"),
    (1401, "AVΔ"),
    (1403, "XZ"),
    (1405, "B"),
    (1423, "R"),
    (1430, "C"),
    (1499, "U"),
    (1532, "N"),
    (1540, "H"),
    (1565, "Ω"),
    (1577, "D"),
    (1587, "G"),
    (1597, "&"),
    (1612, "OQ"),
    (1675, "w"),
    (1706, "∞"),
    (1716, "#+<=>^~±×←↑→↓−≈≠≤≥⊙"),
    (1767, "M"),
    (1946, "%"),
    (1985, "¼½"),
    (1995, "m"),
    (2025, "W"),
    (2048, "@—…"),
];
/// The same in bold.
const BOLD: [(u16, &str); 75] = [
    (449, "ᵢⱼ"),
    (540, "′"),
    (627, "'"),
    (702, "ijl"),
    (713, " "),
    (748, "/\\|"),
    (762, "IJ"),
    (778, ",.·‘’"),
    (819, ":;"),
    (850, "-"),
    (880, "ᵀ"),
    (891, "f"),
    (897, "²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"),
    (915, "″"),
    (933, "ₙ"),
    (934, "!"),
    (936, "()[]"),
    (979, "t"),
    (998, "ₖ"),
    (1010, "r"),
    (1024, "_`°–"),
    (1067, "\""),
    (1071, "*"),
    (1081, "⁺⁻₊₋"),
    (1114, "∂"),
    (1140, "ε"),
    (1188, "?"),
    (1192, "zẑ"),
    (1210, "ζ"),
    (1214, "c"),
    (1219, "s"),
    (1296, "λ"),
    (1305, "L"),
    (1321, "x"),
    (1335, "vy"),
    (1346, "“”"),
    (1362, "k"),
    (1366, "√"),
    (1382, "a"),
    (1389, "e"),
    (1397, "T"),
    (1399, "EFΣ"),
    (1407, "oαδθ"),
    (1425, "$0123456789"),
    (1458, "hnu{}η"),
    (1466, "bdgpqβḃ"),
    (1470, "∑"),
    (1475, "S"),
    (1483, "Y"),
    (1485, "Z"),
    (1501, "P"),
    (1503, "C"),
    (1507, "μ"),
    (1561, "B"),
    (1577, "R"),
    (1579, "X"),
    (1585, "AVΔ"),
    (1587, "K"),
    (1595, "σ"),
    (1620, "π"),
    (1663, "U"),
    (1681, "G"),
    (1700, "D"),
    (1706, "∞"),
    (1714, "HN"),
    (1716, "#+<=>^~±×←↑→↓−≈≠≤≥⊙"),
    (1741, "OQΩ"),
    (1786, "&"),
    (1892, "w"),
    (2038, "M"),
    (2048, "@—…"),
    (2052, "%"),
    (2120, "¼½"),
    (2134, "m"),
    (2259, "W"),
];

/// Both by the numbers of their letters, which are looked up thousands of times for a figure.
static WIDTHS: LazyLock<[Vec<u16>; 2]> = LazyLock::new(|| [&REGULAR[..], &BOLD[..]].map(by_number));

fn by_number(widths: &[(u16, &str)]) -> Vec<u16> {
    let letters = || {
        widths
            .iter()
            .flat_map(|(width, letters)| letters.chars().map(|letter| (letter as usize, *width)))
    };
    let last = letters().map(|letter| letter.0).max().unwrap_or(0);
    let mut table = vec![0; last + 1];
    for (letter, width) in letters() {
        table[letter] = width;
    }
    table
}

/// The width of a letter in font sizes; one that is not here counts as a wide one.
pub(super) fn advance(face: usize, letter: char) -> f64 {
    let width = WIDTHS[face / 2].get(letter as usize).copied();
    let width = width.filter(|width| *width > 0);
    width.map_or(1.0, |width| f64::from(width) / EM)
}

/// No letter is known to be lacking: the page finds a font for each.
#[cfg(not(feature = "figures"))]
pub(super) fn lacked(_: usize, _: &str) -> impl Iterator<Item = char> + use<> {
    std::iter::empty()
}

/// The width of a text in font sizes, if it had letters that are lacking.
#[cfg(not(feature = "figures"))]
pub(super) fn width(text: &str) -> f64 {
    text.chars().count() as f64
}

/// No outlines: the text of a page is live.
#[cfg(not(feature = "figures"))]
pub(super) fn outlines(_: &str) -> String {
    String::new()
}

#[cfg(all(test, feature = "figures"))]
mod tests {
    use super::*;
    use crate::figure::{Theme, svg, text};
    use crate::stage::moving;

    #[test]
    fn every_letter_is_as_wide_as_in_the_font() {
        for (face, widths) in [
            (0, &REGULAR[..]),
            (1, &REGULAR[..]),
            (2, &BOLD[..]),
            (3, &BOLD[..]),
        ] {
            for letter in widths.iter().flat_map(|width| width.1.chars()) {
                let off = advance(face, letter) - text::advance(face, letter);
                // Of the slanted letters a few differ by less than a sixth.
                let most = if face % 2 == 0 { 1e-9 } else { 1.0 / 6.0 };
                assert!(off.abs() < most, "{letter} of face {face} is off by {off}");
            }
        }
    }

    #[test]
    fn no_figure_that_moves_has_a_letter_without_a_width() {
        for moving in moving::all() {
            let figure = moving.show(&moving.starts()).figure;
            let svg = svg(&figure, Theme::Light).expect("a drawing");
            let spans = svg
                .split("</tspan>")
                .filter(|piece| piece.contains("<tspan"));
            for text in spans.filter_map(|piece| piece.rsplit('>').next()) {
                for letter in text.chars() {
                    let is_known = REGULAR.iter().any(|width| width.1.contains(letter));
                    assert!(is_known, "{letter} in {}", moving.name);
                }
            }
        }
    }
}

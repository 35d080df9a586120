//! The contents of each kind of picture.

use nn28::figure::Theme;
use nn28::scene::{Axis, Picture};
use resvg::usvg::Rect;

use super::{area_of, drawn, samples, written, written_in};
use crate::samples::plain_table;
use samples::{figure, one, panel};

fn words(name: &str) -> Vec<String> {
    written(name).into_iter().map(|text| text.0).collect()
}

fn no_table() -> Picture {
    Picture::Table(plain_table(Vec::new(), Vec::new(), ""))
}

fn middle(area: &Rect) -> f32 {
    area.x() + area.width() / 2.0
}

#[test]
fn pictures_have_their_names_numbers_scales_and_legends() {
    for (name, wanted) in [
        ("sample-41", "pulses arrive: x | threshold 0.8 | w₂ = −0.35"),
        ("sample-41", "time in milliseconds"),
        (
            "sample-42",
            "x₀ | 1.5 | w₀ = −2 | w₀ x₀ = −3 | −0.5 | 0.3775",
        ),
        ("sample-42", "inputs | weights | products"),
        ("sample-43", "x₀ | x₁ | y | −10 | 10 | a = 0"),
        ("plane", "x₀ | x₁ | y | a = 0 | y = 0.3775 | 0.5"),
        ("network", "w₀₀ = 0.3831 | z₂ | t₀"),
        ("epsilon", "best ε | forward | central"),
        ("ten-regions", "b₀ = 0 | sample 7 | temperature | pH"),
        (
            "ten-regions",
            "class 0 | class 1 | class 2 | class 3 | class 4",
        ),
        (
            "ten-regions",
            "class 5 | class 6 | class 7 | class 8 | class 9",
        ),
        ("step-2", "v₀₁ = 1.1098 → 1.0187 | w₀₁ = −0.749"),
        ("step-2", "(1×3)(3×2) → 1×2"),
        ("step-3", "v₀₁ = 1.1098 → 1.0187 | w₀₁ = −0.749 → −0.7043"),
        ("step-4", "v₀₁ = 1.1098 | w₀₁ = −0.749"),
        ("neuron-next", "w₁ = 1 → 0.97"),
        ("digits", "x₀ | x₄ | x₆₄ | 58 more"),
        ("digits-lit", "x₀ | x₄₀ | x₆₄ | b₁₇ | y₆ | t₆ | t₇"),
        ("digits-lit", "w₁₇,₄₀ = 0.5401 | v₆,₁₇ = 1.0718"),
        ("all-lit", "x₀ | x₆₄"),
        ("landscape", "0.2 | 0.4 | 0.6 | 0.8 | 1 | gradient descent"),
        ("heat", "x₆₄ | b₁ | −0.5 | 0.5 | selected (b₁, x₁): 0.3311"),
        (
            "gradients",
            "∂E/∂w, numerically | −0.3836 | −2.18·10⁻⁸ | b₁",
        ),
        ("confusion", "15 | t = setosa | virginica"),
        ("digit", "0 | 9 | 0.870 | target"),
        ("table", "x₀ | −3.0000 | undecided | ✓ | ✗"),
    ] {
        let words = words(name);
        for text in wanted.split(" | ") {
            let is_there = words.iter().any(|words| words == text);
            assert!(is_there, "{name} lacks {text:?}: {words:?}");
        }
    }
}

#[test]
fn pictures_do_not_say_too_much() {
    for (name, unwanted) in [("epsilon", "for screens"), ("landscape", "0.25")] {
        assert!(!words(name).iter().any(|text| text == unwanted), "{name}");
    }
    for (name, begin, count) in [
        ("network", "w", 6),
        ("network", "v", 9),
        ("iris", "w", 25),
        ("all-lit", "x", 7),
        ("all-lit", "y", 7),
        ("table", "Three", 1),
        ("step-1", "·", 6),
        ("step-4", "·", 0),
        ("gradients", "·", 1),
        ("heat", "", 32),
    ] {
        let words = words(name);
        let found = words.iter().filter(|text| text.starts_with(begin));
        assert_eq!(found.count(), count, "{name}, {begin}: {words:?}");
    }
}

#[test]
fn letters_of_formulas_are_told_from_words() {
    for (title, letters) in [
        ("w₀ x₀ + w₁₀ x₁", "wxwx"),
        ("a = 0", "a"),
        ("a pulse arrives at two axons", ""),
        ("output y of a neuron", "y"),
        ("b = x wᵀ", "bxw"),
    ] {
        let panels = vec![panel(title, no_table())];
        let svg = drawn(&figure("letters", panels), Theme::Light);
        let slanted = svg.split("italic\">").skip(1);
        let found: String = slanted.filter_map(|text| text.chars().next()).collect();
        assert_eq!(found, letters, "{title}");
    }
    assert!(words("pair").iter().any(|text| text.ends_with('…')));
}

/// The numbers along the horizontal axis of a plot, from left to right.
fn ticks(axis: Axis) -> Vec<(String, Rect)> {
    let mut curve = samples::pictures::broken();
    curve.x = axis;
    let mut texts = written_in(&one("ticks", Picture::Curve(curve)));
    let name = area_of(&texts, "number").top();
    texts.retain(|(_, area)| area.top() > name - 30.0 && area.top() < name);
    texts.sort_by(|one, other| one.1.x().total_cmp(&other.1.x()));
    texts
}

#[test]
fn ticks_are_round_and_within_the_axis_and_logarithmic_ones_powers_of_ten() {
    let even = |from, to| ticks(Axis::new("number", from, to));
    let log = |from, to| ticks(Axis::log("number", from, to));
    for (ticks, expected) in [
        (even(-10.0, 10.0), "−10 −5 0 5 10"),
        (even(0.0, 1.0), "0 0.2 0.4 0.6 0.8 1"),
        (log(1e-12, 1.0), "10⁻¹² 10⁻¹⁰ 10⁻⁸ 10⁻⁶ 10⁻⁴ 10⁻² 1"),
        (log(0.005, 200.0), "0.01 0.1 1 10 100"),
    ] {
        let texts: Vec<_> = ticks.iter().map(|tick| tick.0.as_str()).collect();
        assert_eq!(texts.join(" "), expected);
    }
    assert!(even(1e16, 1e16 + 2.0).len() < 3);
    assert!((3..8).contains(&log(0.3, 0.9).len()));
    for three in log(1e-12, 1.0).windows(3) {
        let [one, two, three] = [0, 1, 2].map(|nth: usize| middle(&three[nth].1));
        assert!(((three - two) - (two - one)).abs() < 0.5);
    }
}

/// The elements that draw the curves of a plot.
fn curves(svg: &str) -> impl Iterator<Item = &str> {
    svg.lines()
        .filter(|line| line.contains("stroke-width=\"22\""))
}

/// The number of separate strokes of the only curve of a picture.
fn strokes(points: &[(f64, f64)]) -> usize {
    let mut curve = samples::pictures::broken();
    curve.series[0].points = points.to_vec();
    let svg = drawn(&one("strokes", Picture::Curve(curve)), Theme::Light);
    curves(&svg).map(|line| line.matches('M').count()).sum()
}

#[test]
fn a_point_without_a_position_on_an_axis_breaks_a_curve() {
    let [a, b, c, d] = [-10, -8, -6, -4].map(|power| (10.0_f64.powi(power), 1e-3));
    assert_eq!(strokes(&[a, b, c, d]), 1);
    let (nan, infinity) = ((1e-7, f64::NAN), (f64::INFINITY, 1.0));
    for gap in [nan, (1e-7, 0.0), (-1.0, 1e-3), infinity] {
        assert_eq!(strokes(&[a, b, gap, c, d]), 2, "{gap:?}");
    }
    // A point without neighbours has no stroke.
    assert_eq!(strokes(&[a, (1e-7, 0.0), c, d]), 1);
}

/// The guidelines for accessible pages (WCAG 2.1) ask a contrast of 3 of graphics.
#[cfg(feature = "terminal")]
#[test]
fn the_colours_of_classes_are_legible_on_both_backgrounds_and_differ() {
    use crate::accessible::contrast;
    use nn28::scene::{Hue, Series, colour::Rgb};
    use std::collections::BTreeSet;
    for theme in Theme::ALL {
        let mut curve = samples::pictures::broken();
        let points = vec![(1e-6, 1e-3), (1e-4, 1e-2)];
        let line = |class| Series::new("", Hue::Class(class), points.clone());
        curve.series = (0..10).map(line).collect();
        let svg = drawn(&one("classes", Picture::Curve(curve)), theme);
        let rgb = |text: &str| {
            let channel = |at| u8::from_str_radix(&text[at..at + 2], 16).expect("two digits");
            Rgb(channel(1), channel(3), channel(5))
        };
        let background = svg.split("fill=\"").find(|rest| rest.starts_with('#'));
        let background = rgb(background.expect("a background"));
        let colours = curves(&svg).filter_map(|line| line.split("stroke=\"").nth(1));
        let colours: BTreeSet<&str> = colours.map(|rest| &rest[..7]).collect();
        assert_eq!(colours.len(), 10);
        for colour in colours {
            assert!(contrast(rgb(colour), background) >= 3.0, "{colour}");
        }
    }
}

#[test]
fn the_names_of_many_lines_are_below_the_picture() {
    let texts = written("six-errors");
    let below = area_of(&texts, "step").bottom();
    let names = "training | test | as printed | w before v | without scaling | ln 3";
    for name in names.split(" | ") {
        assert!(area_of(&texts, name).top() >= below, "{name}");
    }
}

#[test]
fn the_caption_of_a_network_is_above_it_and_its_products_are_below() {
    let texts = written("step-2");
    assert!(area_of(&texts, "b = x wᵀ").top() > area_of(&texts, "large weight").bottom());
    let caption = area_of(&texts, "2. New v, computed and not yet stored");
    assert!(caption.bottom() < area_of(&texts, "inputs").top());
}

#[test]
fn the_numbers_of_a_matrix_are_aligned_at_the_point() {
    let texts = written("gradients");
    let ends = ["0.0000", "−0.3836"].map(|text| area_of(&texts, text).right());
    assert!((ends[0] - ends[1]).abs() < 0.5, "{ends:?}");
}

#[test]
fn panels_are_in_rows_of_two_if_more_than_two_would_be_too_wide() {
    let wide = || Picture::Membrane(samples::membrane(&[0.5, -0.5]));
    for (picture, count, columns) in [
        (&no_table as &dyn Fn() -> Picture, 4, 4),
        (&wide, 2, 2),
        (&wide, 3, 2),
        (&|| Picture::Curve(samples::curve()), 4, 2),
    ] {
        let title = |nth: usize| format!("panel {nth}");
        let panels = (0..count).map(|nth| panel(&title(nth), picture()));
        let texts = written_in(&figure("panels", panels.collect()));
        let place = |nth: usize| area_of(&texts, &title(nth));
        for nth in 1..count {
            let (before, area) = (place(nth - 1), place(nth));
            let is_beside = before.right() < area.left() && (before.y() - area.y()).abs() < 4.0;
            let is_below = before.bottom() < area.top() && middle(&area) < middle(&before);
            let begins = nth % columns == 0;
            assert_eq!((is_below, is_beside), (begins, !begins), "{nth} of {count}");
        }
    }
}

//! The contents of each kind of picture.

use nn28::figure::Theme;
use nn28::scene::Picture;

use super::{area_of, drawn, has, samples, written};

#[test]
fn logarithmic_ticks_are_powers_of_ten_at_even_distances() {
    let texts = written("epsilon");
    // The other axis has powers of ten too, but none so low on the page.
    let middle = |text: &str| {
        let same = texts.iter().filter(|found| found.0 == text);
        let lowest = same.max_by(|one, other| one.1.y().total_cmp(&other.1.y()));
        let area = lowest.expect("a tick").1;
        area.x() + area.width() / 2.0
    };
    let steps = ["10⁻¹⁴", "10⁻¹²", "10⁻¹⁰", "10⁻⁸", "10⁻⁶", "10⁻⁴"].map(middle);
    for three in steps.windows(3) {
        let uneven = (three[2] - three[1]) - (three[1] - three[0]);
        assert!(three[2] > three[1] && uneven.abs() < 0.5, "{steps:?}");
    }
    has("epsilon", &["best ε", "forward", "central"]);
    let words: Vec<_> = texts.iter().map(|text| text.0.as_str()).collect();
    assert!(!words.contains(&"for screens"), "a verdict is for screens");
}

/// The number of separate strokes of the only curve of a picture.
fn strokes(points: &[(f64, f64)]) -> usize {
    let mut curve = samples::pictures::broken();
    curve.series[0].points = points.to_vec();
    let panels = vec![samples::panel("", Picture::Curve(curve))];
    let svg = drawn(&samples::figure("strokes", panels), Theme::Light);
    let thick = svg
        .lines()
        .filter(|line| line.contains("stroke-width=\"22\""));
    thick.map(|line| line.matches('M').count()).sum()
}

#[test]
fn a_point_without_a_position_on_an_axis_breaks_a_curve() {
    let [a, b, c, d] = [-10, -8, -6, -4].map(|power| (10.0_f64.powi(power), 1e-3));
    assert_eq!(strokes(&[a, b, c, d]), 1);
    for gap in [
        (1e-7, f64::NAN),
        (1e-7, 0.0),
        (-1.0, 1e-3),
        (f64::INFINITY, 1.0),
    ] {
        assert_eq!(strokes(&[a, b, gap, c, d]), 2, "{gap:?}");
    }
    // A point without neighbours has no stroke.
    assert_eq!(strokes(&[a, (1e-7, 0.0), c, d]), 1);
}

#[test]
fn the_names_of_many_lines_are_below_the_picture() {
    let texts = written("six-errors");
    let below = area_of(&texts, "step").bottom();
    for name in [
        "training",
        "test",
        "as printed",
        "w before v",
        "without scaling",
        "ln 3",
    ] {
        assert!(area_of(&texts, name).top() >= below, "{name}");
    }
}

#[test]
fn the_legend_of_the_classes_is_complete() {
    let names: Vec<String> = (0..10).map(|class| format!("class {class}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    has("ten-regions", &names);
    has("ten-regions", &["b₀ = 0", "sample 7", "temperature", "pH"]);
}

#[test]
fn what_is_not_computed_is_a_dot_and_what_a_weight_becomes_follows_an_arrow() {
    let dots = |name: &str| written(name).iter().filter(|text| text.0 == "·").count();
    assert_eq!(dots("step-1"), 6);
    assert_eq!(dots("step-4"), 0);
    assert_eq!(dots("gradients"), 1);
    has("step-2", &["v₀₁ 1.1098 → 1.0187", "w₀₁ −0.749"]);
    has("step-3", &["v₀₁ 1.1098 → 1.0187", "w₀₁ −0.749 → −0.7043"]);
    has("step-4", &["v₀₁ 1.1098", "w₀₁ −0.749"]);
    has("neuron-next", &["w₁ = 1 → 0.97"]);
}

#[test]
fn every_weight_of_a_small_network_is_written_and_its_products_are_below() {
    for letter in ['w', 'v'] {
        let texts = written("network");
        let weights = texts.iter().filter(|text| text.0.starts_with(letter));
        assert_eq!(weights.count(), if letter == 'w' { 6 } else { 9 });
    }
    let iris = written("iris");
    assert_eq!(
        iris.iter().filter(|text| text.0.starts_with('w')).count(),
        25
    );
    let texts = written("step-2");
    assert!(area_of(&texts, "b = x wᵀ").top() > area_of(&texts, "large weight").bottom());
    let caption = area_of(&texts, "2. New v, computed and not yet stored");
    assert!(caption.bottom() < area_of(&texts, "inputs").top());
    has("step-2", &["(1×3)(3×2) → 1×2"]);
}

#[test]
fn a_long_column_shows_what_the_equation_refers_to() {
    has(
        "digits-lit",
        &[
            "x₄₀",
            "b₁₇",
            "y₆",
            "t₆",
            "t₇",
            "w₁₇,₄₀ 0.5401",
            "v₆,₁₇ 1.0718",
        ],
    );
}

#[test]
fn the_scale_of_a_plane_has_the_numbers_that_its_ends_mean() {
    has(
        "landscape",
        &["0.2", "0.4", "0.6", "0.8", "1", "gradient descent"],
    );
    let words: Vec<String> = written("landscape")
        .into_iter()
        .map(|text| text.0)
        .collect();
    assert!(!words.contains(&"0.25".to_owned()), "{words:?}");
}

#[test]
fn a_large_matrix_is_a_heat_map_with_its_scale_and_the_selected_number() {
    assert!(written("heat").len() < 60);
    has(
        "heat",
        &["x₆₄", "b₁", "−0.5", "0.5", "selected (b₁, x₁): 0.3311"],
    );
    has(
        "gradients",
        &["∂E/∂w, numerically", "−0.3836", "−2.18·10⁻⁸", "b₁"],
    );
    has("confusion", &["15", "t = setosa", "virginica"]);
}

#[test]
fn the_numbers_of_a_matrix_are_aligned_at_the_point() {
    let texts = written("gradients");
    let ends = ["0.0000", "−0.3836"].map(|text| area_of(&texts, text).right());
    assert!((ends[0] - ends[1]).abs() < 0.5, "{ends:?}");
}

#[test]
fn an_image_names_every_bar_and_a_table_says_what_is_right() {
    has("digit", &["0", "9", "0.870", "target"]);
    has("table", &["x₀", "−3.0000", "undecided", "✓", "✗"]);
    let verdict = written("table")
        .into_iter()
        .filter(|text| text.0.contains("sentence"));
    assert_eq!(verdict.count(), 1);
}

#[test]
fn four_panels_are_in_two_rows() {
    let texts = written("four");
    let [one, two, three, four] = [
        "where the classes are",
        "the errors",
        "the way down",
        "the step of the derivative",
    ]
    .map(|title| area_of(&texts, title));
    assert!(one.right() < two.left() && three.right() < four.left());
    assert!(one.bottom() < three.top() && two.bottom() < four.top());
    assert!((one.y() - two.y()).abs() < 4.0);
}

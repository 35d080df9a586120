//! The length of the main line: a reader has an evening a chapter, and no page may eat up those of the others.

use super::*;

/// The pages of the main line with their limits, in screens of 1280×800 pixels.
pub(super) const LIMITS: [(&str, f64); 13] = [
    ("index", 2.0),
    ("learns", 3.0),
    ("neuron", 11.0),
    ("network", 14.0),
    ("error", 8.0),
    ("numerical_gradient", 15.0),
    ("backprop", 9.0),
    ("backprop-outputs", 9.0),
    ("backprop-weights", 9.0),
    ("backprop-hidden", 9.0),
    ("backprop-procedure", 9.0),
    ("failure", 10.0),
    ("next", 5.0),
];

/// The five pages of backpropagation together, and the whole main line.
const BACKPROPAGATION: f64 = 32.0;
const SCREENS: f64 = 100.0;
const WORDS: f64 = 20_000.0;

/// In words.
const LONGEST_PARAGRAPH: f64 = 110.0;
const MEDIAN_PARAGRAPH: f64 = 60.0;

/// The most screens without a picture or a question.
const LONGEST_WAY: f64 = 3.0;

#[test]
fn the_main_line_is_as_short_as_it_is_meant_to_be() {
    let Some(tab) = tab() else { return };
    tab.width(1280);
    let mut faults = Faults::default();
    let (mut lines, mut paragraphs) = (Vec::new(), Vec::new());
    let (mut screens, mut words, mut of_backpropagation) = (0.0, 0.0, 0.0);
    for (name, limit) in LIMITS {
        let page = format!("{name}.html");
        tab.open(&address(&page));
        let found = tab.run(include_str!("length.js"));
        let number = |key: &str| found[key].as_f64().expect("a number");
        lines.push(format!(
            "{page}: {:.1} screens, {} words",
            number("screens"),
            number("words")
        ));
        screens += number("screens");
        words += number("words");
        if name.starts_with("backprop") {
            of_backpropagation += number("screens");
        }
        if number("screens") > limit {
            faults.add(&page, format!("more than {limit} screens"));
        }
        if number("way") > LONGEST_WAY {
            faults.add(
                &page,
                format!("{:.1} screens without a picture", number("way")),
            );
        }
        for paragraph in found["paragraphs"].as_array().expect("a list") {
            let count = paragraph[0].as_f64().expect("a number");
            paragraphs.push(count);
            if count > LONGEST_PARAGRAPH {
                faults.add(&page, format!("{count} words in {}", paragraph[1]));
            }
        }
    }
    paragraphs.sort_by(f64::total_cmp);
    let median = paragraphs[paragraphs.len() / 2];
    lines.push(format!(
        "together: {screens:.1} screens, {words} words, median paragraph {median} words"
    ));
    notice(&lines.join("\n"));
    for (what, found, limit) in [
        ("screens", screens, SCREENS),
        (
            "screens of backpropagation",
            of_backpropagation,
            BACKPROPAGATION,
        ),
        ("words", words, WORDS),
        ("words in the median paragraph", median, MEDIAN_PARAGRAPH),
    ] {
        if found > limit {
            faults.add(
                "the main line",
                format!("{found} {what}, more than {limit}"),
            );
        }
    }
    faults.none();
}

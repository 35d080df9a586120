//! Who was taken for whom, with few and many classes, short and long names, on small and large screens.

use std::collections::BTreeSet;

use nn28::data::{About, DataSet};
use nn28::model::Network as Weights;
use nn28::scene::{Matrix, Pane, Picture};
use nn28::stage::{Action, Direction, Experiment, Network, Settings, Stage};
use nn28::view::Theme;

use super::samples::screens::Screen;
use super::stage::{act, look_at, matrices};

const PER_CLASS: usize = 30;
const KINDS: [&str; 5] = [
    "Northern red oak",
    "Norway spruce",
    "field maple",
    "silver birch",
    "common hornbeam",
];

fn long(class: usize) -> String {
    format!("{} of the plot {class}", KINDS[class % KINDS.len()])
}

/// Data of K classes that a network of one unit mistakes in many ways.
fn experiment(classes: usize, name: impl Fn(usize) -> String) -> Experiment {
    let count = classes * PER_CLASS;
    let set = DataSet {
        name: "classes".to_owned(),
        features: vec!["x0".to_owned()],
        classes: (0..classes).map(name).collect(),
        x: (0..count)
            .map(|n| vec![(n * 7 % count) as f64 / count as f64])
            .collect(),
        class: (0..count).map(|n| n % classes).collect(),
        source: "a test".to_owned(),
        about: About::default(),
    };
    let settings = Settings {
        train_fraction: 1.0,
        ..Settings::default()
    };
    let ramp = |k: usize| vec![12.0 * k as f64, -0.3 * (k * k) as f64];
    let weights = Weights {
        w: vec![vec![1.0, 0.0]],
        v: (0..classes).map(ramp).collect(),
    };
    Experiment::new(set, settings, Some((weights, "weights.json".to_owned())))
        .expect("weights that fit")
}

fn stage(classes: usize, name: impl Fn(usize) -> String) -> Network {
    let mut stage = Network::new(experiment(classes, name), 0);
    look_at(&mut stage, "confusion");
    stage.act(Action::Focus(Pane::Picture));
    stage
}

fn matrix(stage: &Network) -> Matrix {
    matrices(&stage.scene()).matrices[0].clone()
}

fn drawn(stage: &Network, size: (u16, u16)) -> String {
    Screen::of(&stage.scene(), Theme::Plain, size).text
}

/// The counts of the rows on the screen, each with its number or name, those that have no column added.
fn counts_on(screen: &str, wide: u16, matrix: &Matrix) -> Vec<(usize, f64)> {
    let mut rows = Vec::new();
    for line in screen.lines() {
        let line = &pane(line, wide);
        let Some(row) = row_of(line, matrix) else {
            continue;
        };
        let cells = line.split(|c: char| c.is_whitespace() || "✗│".contains(c));
        let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
        // From the right: the per cent of the row, and before it as many counts as its numbers make.
        let numbers = cells
            .iter()
            .rev()
            .skip_while(|cell| !cell.ends_with('%') && **cell != "–");
        let numbers = numbers.filter(|cell| !cell.ends_with('%') && **cell != "–");
        let numbers = numbers.map_while(|cell| cell.parse::<f64>().ok());
        let all: f64 = matrix.entries[row].iter().flatten().sum();
        let mut sum = 0.0;
        for number in numbers {
            if sum >= all {
                break;
            }
            sum += number;
        }
        rows.push((row, sum));
    }
    rows
}

/// The part of a line that lies in the pane of the picture: it is on the right of a wide screen, and on the left of a narrow one.
fn pane(line: &str, wide: u16) -> String {
    let (first, count) = if wide > 100 { (65, 80) } else { (0, 48) };
    line.chars().skip(first).take(count).collect()
}

fn row_of(line: &str, matrix: &Matrix) -> Option<usize> {
    let begins = |text: &str, row: usize| {
        text.contains(&format!("class {row} ")) || text.contains(&format!("class {row}\u{2026}"))
    };
    (0..matrix.rows.len()).find(|row| begins(line, *row) && line.trim_end().ends_with(['%', '–']))
}

#[test]
fn every_count_of_every_row_is_on_the_screen_or_counted_with_others() {
    for classes in 2..=20 {
        let mut stage = stage(classes, |class| format!("class {class}"));
        let shown = matrix(&stage);
        assert!(shown.is_confusion);
        for size in [(80, 24), (140, 40)] {
            let mut seen = BTreeSet::new();
            for _ in 0..classes {
                let screen = drawn(&stage, size);
                for (row, sum) in counts_on(&screen, size.0, &shown) {
                    let all: f64 = shown.entries[row].iter().flatten().sum();
                    assert!(
                        (sum - all).abs() < 0.5,
                        "K = {classes} {size:?} row {row}: {sum} of {all}\n{screen}"
                    );
                    seen.insert(row);
                }
                stage.act(Action::Move(Direction::Down));
            }
            assert_eq!(
                seen.len(),
                classes,
                "K = {classes} {size:?}:\n{}",
                drawn(&stage, size)
            );
        }
    }
}

/// True if some counts have no column of their own.
fn has_others(screen: &str) -> bool {
    let rests = screen.split("others").skip(1).map(str::trim_start);
    let mut ends = rests.map(|rest| rest.starts_with("correct") || rest.starts_with('✓'));
    ends.any(|is_head| is_head)
}

#[test]
fn all_classes_are_there_at_once_where_they_fit() {
    for (classes, is_zoomed) in (2..=14)
        .map(|k| (k, false))
        .chain((2..=20).map(|k| (k, true)))
    {
        let mut stage = stage(classes, long);
        act(&mut stage, is_zoomed.then_some(Action::Zoom));
        let screen = drawn(&stage, (140, 40));
        assert!(!screen.contains("more: here"), "K = {classes}:\n{screen}");
        assert!(!has_others(&screen), "K = {classes}:\n{screen}");
        let is_key = |text: &str| screen.contains(text);
        assert!(!is_zoomed || !is_key("above 0") && !is_key("below 0"));
    }
}

#[test]
fn names_are_shortened_in_the_middle_and_stay_different() {
    for classes in [2, 3, 4, 10, 20] {
        let stage = stage(classes, long);
        for size in [(80, 24), (100, 30), (140, 40)] {
            let screen = drawn(&stage, size);
            let ends = |class: usize| {
                screen.contains(&format!("{class} ")) || screen.contains(&format!("t {class}"))
            };
            assert!(ends(0) && ends(1), "K = {classes} {size:?}:\n{screen}");
        }
    }
    let screen = drawn(&stage(4, long), (80, 24));
    assert!(screen.contains('…'), "{screen}");
}

#[test]
fn arrows_choose_an_entry_that_the_sentence_says_and_the_window_follows() {
    let mut stage = stage(20, |class| format!("kind {class}"));
    act(&mut stage, vec![Action::Move(Direction::Down); 16]);
    act(&mut stage, vec![Action::Move(Direction::Right); 14]);
    let scene = stage.scene();
    let Picture::Matrices(shown) = &scene.picture else {
        panic!("a matrix")
    };
    let count = shown.matrices[0].at((15, 14)).expect("a count");
    assert_eq!(shown.matrices[0].selected, Some((15, 14)));
    let says = format!("kind 15 taken for kind 14: {count} of {PER_CLASS}");
    assert!(shown.verdict.starts_with(&says), "{}", shown.verdict);
    let screen = drawn(&stage, (80, 24));
    assert!(
        screen.contains("15 kind") && screen.contains(" 14"),
        "{screen}"
    );
    // No weight has changed.
    let weights = experiment(20, long).parameters().clone();
    assert_eq!(
        stage.experiment().expect("an experiment").parameters(),
        &weights
    );
}

#[test]
fn what_is_correct_is_called_so() {
    let stage = stage(3, |class| ["left", "right", "top"][class].to_owned());
    let verdict = matrices(&stage.scene()).verdict.clone();
    assert!(verdict.contains("samples are correct"), "{verdict}");
    assert!(!verdict.contains("are right"), "{verdict}");
}

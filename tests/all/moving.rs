//! The figures that move: what they show at their first numbers, and what follows from others.

use nn28::data::{Init, load};
use nn28::engine::Method;
use nn28::stage::moving::{Drag, Moving, Shown, all, find};
use nn28::stage::{Experiment, Settings, book_figures};
use nn28::web::figures::answer;
use serde_json::{Value, json};

fn moving(name: &str) -> &'static Moving {
    find(name).expect("a figure that moves")
}

/// A line of the equation beside a figure as text.
fn said(shown: &Shown, line: usize) -> String {
    shown.lines[line].iter().map(|piece| &piece.1[..]).collect()
}

fn drag(moving: &Moving, from: (f64, f64), to: (f64, f64)) -> Vec<f64> {
    let panel = 0;
    moving.dragged(&moving.starts(), Drag { panel, from, to })
}

#[test]
fn a_figure_begins_as_the_book_shows_it() {
    let figures = book_figures();
    for name in [
        "42",
        "neuron-plane",
        "44",
        "45",
        "46",
        "47",
        "48",
        "softmax-bars",
        "weight-paths",
        "learned",
    ] {
        let shown = moving(name).show(&moving(name).starts()).figure;
        let still = figures.iter().find(|figure| figure.name == shown.name);
        let still = still.expect("a figure of the book");
        assert_eq!(still.panels, shown.panels, "{name}");
    }
}

#[test]
fn each_control_changes_the_drawing_or_the_equation_and_begins_at_a_value_that_it_can_have() {
    for moving in all() {
        let starts = moving.starts();
        assert_eq!(moving.nearest(&starts), starts, "{}", moving.name);
        let before = moving.show(&starts);
        for (index, control) in moving.controls.iter().enumerate() {
            for end in [control.from, control.to] {
                let mut values = starts.clone();
                values[index] = end;
                let after = moving.show(&values);
                let is_start = (end - control.start).abs() < 1e-12;
                assert!(
                    is_start
                        || before.figure.panels != after.figure.panels
                        || before.lines != after.lines,
                    "{}: {} = {end}",
                    moving.name,
                    control.key
                );
            }
        }
    }
}

#[test]
fn values_stay_within_their_controls() {
    for moving in all() {
        for wild in [f64::NAN, f64::INFINITY, -1e300, 1e300] {
            let values = vec![wild; moving.controls.len()];
            for (value, control) in moving.nearest(&values).iter().zip(moving.controls) {
                assert!(
                    (control.from..=control.to).contains(value),
                    "{value} of {}",
                    control.key
                );
            }
            let panel = 0;
            moving.dragged(
                &values,
                Drag {
                    panel,
                    from: (wild, wild),
                    to: (wild, 0.5),
                },
            );
        }
    }
}

#[test]
fn the_numbers_in_the_equation_are_those_of_the_figure() {
    let sum = moving("42").show(&[-2.0, 1.0, 2.0, 1.0, 3.0]);
    assert_eq!(
        said(&sum, 0),
        "a = w₀ x₀ + w₁ x₁ + w₂ = (−2) · 1 + 1 · 3 + 2 = 3.00"
    );
    // 1 / (1 + e^−3)
    assert!(said(&sum, 1).ends_with("= 0.9526"), "{}", said(&sum, 1));
    let saturated = moving("saturation").show(&[2.0]);
    assert!(said(&saturated, 0).ends_with("= 0.8808"));
    // 0.8808 · 0.1192
    assert!(said(&saturated, 1).ends_with("= 0.1050"));
    let softmax = moving("softmax-bars").show(&[2.0, 1.0, 0.0]);
    // e² / (e² + e + 1)
    assert!(said(&softmax, 1).ends_with("= 0.665"));
    let paths = moving("weight-paths").show(&[0.0, 1.0, 0.0]);
    assert_eq!(paths.lines.len(), 4);
}

#[test]
fn the_point_follows_the_pointer_and_the_line_goes_through_it() {
    let plane = moving("neuron-plane");
    assert_eq!(
        drag(plane, (1.5, 0.5), (-4.0, 6.0)),
        [-2.0, 1.0, 2.0, -4.0, 6.0]
    );
    // x₁ = 2 x₀ − 2, shifted through (3, −2): −2 · 3 − 2 + w₂ = 0.
    assert_eq!(
        drag(plane, (0.0, -2.0), (3.0, -2.0)),
        [-2.0, 1.0, 8.0, 1.5, 0.5]
    );
    // Taken at (6, 10), it turns about (0.8, −0.4) through (9, 2), and the sum is positive on the same side as before.
    let turned = drag(plane, (6.0, 10.0), (9.0, 2.0));
    let sum = |x: f64, y: f64| turned[0] * x + turned[1] * y + turned[2];
    assert!(
        sum(9.0, 2.0).abs() < 0.6 && sum(0.8, -0.4).abs() < 0.3,
        "{turned:?}"
    );
    assert!(sum(-5.0, 5.0) > 0.0 && sum(5.0, -5.0) < 0.0);
    assert!((turned[0].hypot(turned[1]) - 5.0_f64.sqrt()).abs() < 0.1);
}

#[test]
fn a_bar_ends_where_the_pointer_is() {
    for (row, y) in [(0.5, 0.3), (1.5, 0.6), (2.5, 0.05)] {
        let a = drag(moving("softmax-bars"), (0.1, row), (y, row));
        let whole: f64 = a.iter().map(|a| a.exp()).sum();
        let share = a[row as usize].exp() / whole;
        assert!((share - y).abs() < 0.02, "{share} is not {y}");
    }
}

#[test]
fn a_hidden_line_that_is_turned_moves_the_corners() {
    let plane = moving("hidden-plane");
    let xor = plane.show(&plane.starts());
    assert!(
        said(&xor, 2).ends_with("0.01, 0.99, 0.99, 0.01"),
        "{}",
        said(&xor, 2)
    );
    // A quarter turn about the middle of the square.
    let turned = drag(plane, (0.5, 0.0), (1.0, 0.5));
    assert_eq!(turned, [135.0, 225.0, 14.1]);
    assert_ne!(said(&plane.show(&turned), 2), said(&xor, 2));
}

#[test]
fn a_step_downhill_has_the_slope_of_its_secant() {
    let descent = moving("descent-step");
    let number = |line: &str, after: &str| -> f64 {
        let rest = line.rsplit(after).next().unwrap_or_default();
        rest.trim_matches(['(', ')', ' '])
            .replace('−', "-")
            .parse()
            .expect(line)
    };
    let [narrow, wide] = [0.01, 1.5].map(|epsilon| said(&descent.show(&[2.0, epsilon, 1.5]), 0));
    // The book's figure has the slope of the tangent in its caption.
    let figures = book_figures();
    let still = figures
        .iter()
        .find(|figure| figure.name == "descent-step")
        .expect("the figure");
    let slope = still
        .caption
        .split("The slope is ")
        .nth(1)
        .and_then(|rest| rest.split(';').next());
    let slope = number(slope.expect("a slope"), "is");
    assert!(
        (number(&narrow, " = ") - slope).abs() < 0.003,
        "{narrow}, {slope}"
    );
    assert!(
        (number(&wide, " = ") - slope).abs() > 0.01,
        "{wide}, {slope}"
    );
}

/// The number at the end of a line.
fn result(shown: &Shown, line: usize) -> f64 {
    let line = said(shown, line);
    let number = line.rsplit("= ").next().unwrap_or_default();
    number.replace('−', "-").parse().expect(&line)
}

#[test]
fn the_slope_of_any_weight_is_that_of_the_error_beside_figure_45() {
    // At other weights than the book's.
    let mut weights = moving("45").starts();
    for (index, weight) in weights[..15].iter_mut().enumerate() {
        *weight += 0.05 * (index as f64 - 7.0);
    }
    let error = |values: &[f64]| result(&moving("45").show(values), 3);
    for index in 0..15 {
        let (name, row, column) = match index {
            0..6 => ("47", index / 3, index % 3),
            _ => ("46", (index - 6) / 3, index % 3),
        };
        let values = [&weights[..15], &[0.5, 0.0, row as f64, column as f64]].concat();
        let shown = moving(name).show(&values);
        let [slope, new] = [1, 2].map(|line| result(&shown, line));
        let [below, above] = [-0.2, 0.2].map(|by| {
            let mut moved = weights.clone();
            moved[index] += by;
            error(&moved)
        });
        assert!(
            (slope - (above - below) / 0.4).abs() < 2e-3,
            "{name}, {index}: {slope}"
        );
        assert!((new - (weights[index] - 0.5 * slope)).abs() < 2e-4);
    }
}

#[test]
fn after_the_fourth_step_the_error_is_that_of_the_new_weights() {
    let stored = moving("48").show(&moving("48").starts());
    // The two numbers of the chapter.
    assert!((result(&stored, 0) - 0.4972).abs() < 1e-9);
    assert!((result(&stored, 1) - 0.3342).abs() < 1e-9);
}

#[test]
fn a_finger_takes_hold_of_the_point_and_of_lines_only() {
    let plane = moving("neuron-plane");
    let grips = |at| plane.grips(&plane.starts(), 0, at);
    assert!(grips((1.5, 0.5)) && grips((6.0, 10.0)) && !grips((-6.0, 6.0)));
    let hidden = moving("hidden-plane");
    assert!(hidden.grips(&hidden.starts(), 0, (0.5, 0.0)));
    assert!(!hidden.grips(&hidden.starts(), 0, (0.0, 0.0)));
    assert!(!hidden.grips(&hidden.starts(), 1, (0.5, 0.0)));
    assert_eq!(
        answer(r#"{"name": "saturation", "grip": [0, [0.0, 0.5]]}"#),
        "false"
    );
}

#[test]
fn a_weight_is_chosen_by_its_symbol() {
    let step = moving("46");
    assert_eq!(step.picked(&step.starts(), "v_21")[17..], [2.0, 1.0]);
    assert_eq!(step.picked(&step.starts(), "w_11"), step.starts());
    assert_eq!(step.picked(&step.starts(), "z_1"), step.starts());
    let paths = moving("weight-paths");
    assert_eq!(paths.picked(&paths.starts(), "w_12"), [1.0, 2.0, 0.0]);
    assert_eq!(paths.picked(&paths.starts(), "v_12"), paths.starts());
}

/// The network that learns, as the page gets it.
fn learned(set: u8, step: u16) -> Value {
    let request = json!({"name": "learned", "values": [set, step], "width": 760});
    serde_json::from_str(&answer(&request.to_string())).expect("an answer")
}

#[test]
fn a_network_that_learns_is_the_same_at_a_step_however_it_came_there() {
    let first = learned(0, 137);
    for (set, step) in [(0, 700), (0, 136), (1, 137), (0, 0), (0, 140), (0, 120)] {
        learned(set, step);
        assert_eq!(learned(0, 137), first, "from {set}, {step}");
    }
}

#[test]
fn what_a_network_that_learns_shows_is_what_the_training_comes_to() {
    for (index, name) in ["spiral", "clusters", "xor", "body"]
        .into_iter()
        .enumerate()
    {
        let setup = Settings {
            hidden: 8,
            init: Init::Xavier,
            learning_rate: 2.0,
            ..Settings::default()
        };
        let set = load(name, setup.seed).expect("a data set");
        let mut experiment = Experiment::of(set, setup);
        let mut training = experiment.training(Method::Backprop);
        let mut errors = Vec::new();
        let mut done = 0;
        for step in [0, 137, 500] {
            training.steps(experiment.train_matrices(), step - done);
            done = step;
            experiment.set_parameters(training.parameters.clone());
            let error = experiment.scores().0.error;
            errors.push(error);
            let shown = moving("learned").show(&[index as f64, step as f64]);
            let expected = format!("after {step} steps E = {error:.4}, and ");
            assert!(
                said(&shown, 0).starts_with(&expected),
                "{name}: {}",
                said(&shown, 0)
            );
        }
        assert!(
            errors[2] < errors[1] && errors[1] < errors[0],
            "{name} is not learned: {errors:?}"
        );
    }
}

#[test]
fn a_network_that_learns_fits_into_a_telephone() {
    let request = json!({"name": "learned", "values": [1, 40], "width": 328});
    let reply: Value = serde_json::from_str(&answer(&request.to_string())).expect("an answer");
    let svg = reply["svg"].as_str().expect("a drawing");
    assert!(svg.contains(" 0 328 "), "{}", &svg[..300]);
    // The regions, eight units with their scale, and no picture beside another.
    assert_eq!(svg.matches("<image").count(), 10);
}

#[test]
fn a_request_is_answered_and_nonsense_is_not() {
    let ask = |request: Value| answer(&request.to_string());
    let reply: Value = serde_json::from_str(&ask(
        json!({"name": "saturation", "values": [4.0], "is_dark": true}),
    ))
    .expect("an answer");
    assert_eq!(reply["values"], json!([4.0]));
    let svg = reply["svg"].as_str().expect("a drawing");
    assert!(svg.starts_with("<svg") && svg.contains("data-x=\"-8 8\"") && svg.contains("#15181e"));
    assert_eq!(reply["controls"][0]["key"], "a");
    for nonsense in [
        "",
        "{}",
        "[",
        r#"{"name": "no such figure"}"#,
        r#"{"name": "42", "values": "five"}"#,
    ] {
        assert_eq!(answer(nonsense), "", "{nonsense}");
    }
    // Too few values, and too many.
    assert_eq!(
        ask(json!({"name": "42", "values": []})),
        ask(json!({"name": "42"}))
    );
    assert_eq!(
        ask(json!({"name": "saturation", "values": [1.0, 2.0]})),
        ask(json!({"name": "saturation", "values": [1.0]}))
    );
}

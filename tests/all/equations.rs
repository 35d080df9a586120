//! What the book claims of its equations, tried on random networks.

use nn28::data;
use nn28::equation::{self, Chapter, Check, Context, Entry, Indices, Number};
use nn28::model::{self, Network, Sample, backprop::Gradient};
use nn28::stage::{Experiment, Settings, entries_of, of_chapter};
use proptest::prelude::*;

/// A network, samples and indices of random shapes. K ≥ 3, so that every equation has something to speak of.
fn cases() -> impl Strategy<Value = Context> {
    cases_of([5, 5, 6, 4], 3.0)
}

/// The largest D, M, K and N, and the size of weights and inputs.
pub fn cases_of([d, m, k, n]: [usize; 4], size: f64) -> impl Strategy<Value = Context> {
    (1..=d, 1..=m, 3..=k, 1..=n).prop_flat_map(move |(d, m, k, n)| {
        let rows = move |height, width| {
            prop::collection::vec(prop::collection::vec(-size..size, width), height)
        };
        let classes = prop::collection::vec(0..k, n);
        let picks = (0..k, 0..m, 0..=d, 1..k, 0..n);
        (rows(m, d + 1), rows(k, m + 1), rows(n, d), classes, picks).prop_map(
            move |(w, v, x, classes, (at_k, j, i, l, n))| {
                let samples = x.into_iter().zip(classes).map(|(mut x, class)| {
                    x.push(1.0);
                    let t = one_hot(k, class);
                    Sample { x, t }
                });
                let mut case = Context::new(Network { w, v }, samples.collect(), n);
                case.indices = Indices { k: at_k, j, i, l };
                case
            },
        )
    })
}

fn one_hot(classes: usize, class: usize) -> Vec<f64> {
    let target = |k| f64::from(u8::from(k == class));
    (0..classes).map(target).collect()
}

/// One sample of the first of three classes.
pub fn of_one_sample(w: Vec<Vec<f64>>, v: Vec<Vec<f64>>, x: Vec<f64>) -> Context {
    let t = one_hot(3, 0);
    Context::new(Network { w, v }, vec![Sample { x, t }], 0)
}

pub fn find(number: u8) -> &'static Entry {
    equation::find(Number::whole(number))[0]
}

fn numbers_of(test: impl Fn(&Entry) -> bool) -> String {
    numbers_in(equation::all().filter(|entry| test(entry)))
}

pub fn numbers_in(entries: impl IntoIterator<Item = &'static Entry>) -> String {
    let numbers = entries.into_iter().map(|entry| entry.number.to_string());
    numbers.collect::<Vec<_>>().join(" ")
}

/// The same case with an index that the entry can use.
fn admitted(case: &Context, entry: &Entry) -> Context {
    let mut case = case.clone();
    if case.validate(entry).is_err() {
        case.indices.i = 1;
    }
    case.validate(entry)
        .expect("every equation has something to say when K is at least 3");
    case
}

/// The check of equation 10 along an output weight.
fn along_output_weight() -> &'static Check {
    &find(10).along_output_weight.expect("a second form").check
}

fn close(left: f64, right: f64, relative: f64, absolute: f64) -> bool {
    (left - right).abs() <= relative * left.abs().max(right.abs()) + absolute
}

#[test]
fn there_are_29_entries_in_the_order_of_the_book() {
    let expected: Vec<String> = (1..=24).map(|number| number.to_string()).collect();
    let expected = expected.join(" ") + " 25a 25b 26 27 28";
    assert_eq!(numbers_of(|_| true), expected);
    let counts = Chapter::ALL.map(|chapter| equation::of_chapter(chapter).count());
    assert_eq!(counts, [4, 3, 4, 18]);
}

#[test]
fn exactly_the_misprinted_equations_have_a_printed_form() {
    let printed = numbers_of(|entry| entry.printed.is_some());
    assert_eq!(printed, "4 9 10 11 12 13 14");
}

#[test]
fn the_worked_example_passes_every_check() {
    let case = Context::worked_example();
    for entry in equation::all() {
        let verdict = entry.verdict(&case);
        let is_close = verdict.relative_error < 1e-9;
        assert!(verdict.holds && is_close, "{}: {verdict:?}", entry.number);
    }
}

/// The slopes of a layer in a gradient.
type Of = fn(&Gradient) -> &Vec<Vec<f64>>;

proptest! {
    #[test]
    fn every_line_of_a_derivation_gives_the_same_number(case in cases()) {
        for entry in equation::all() {
            let case = admitted(&case, entry);
            let values = (entry.values)(&case);
            for value in &values {
                prop_assert!(close(*value, values[0], 1e-9, 2e-10), "{}: {values:?}", entry.number);
            }
        }
    }

    #[test]
    fn every_independent_check_agrees(case in cases()) {
        for entry in equation::all() {
            let case = admitted(&case, entry);
            let verdict = entry.verdict(&case);
            prop_assert!(verdict.holds, "{}: {} against {verdict:?}", entry.number, entry.value(&case));
            // The check's own allowance for rounding must not be a hole: what it forgives stays small.
            prop_assert!(close(entry.value(&case), verdict.value, 1e-6, 1e-9), "{}: {verdict:?}", entry.number);
        }
    }

    #[test]
    fn the_checks_notice_a_value_that_is_wrong_by_one_in_a_million(case in cases()) {
        for entry in equation::all() {
            let case = admitted(&case, entry);
            let value = entry.value(&case);
            if value.abs() > 1e-3 {
                prop_assert!(!entry.check.verdict(&case, value * (1.0 + 1e-6)).holds, "{}", entry.number);
                prop_assert!(!entry.check.verdict(&case, -value).holds, "{}", entry.number);
            }
        }
    }

    #[test]
    fn the_printed_forms_fail_where_they_should(case in cases()) {
        let value = |number| find(number).value(&case);
        let form = |number| find(number).printed.as_ref().expect("a printed form");
        let printed = |number| (form(number).value)(&case);
        // 4: the mirror image.
        prop_assert!(close(printed(4), 1.0 - value(4), 1e-12, 1e-15));
        // 9, 10, 11: the slope with its sign turned round, to the order of ε.
        for number in [9, 10, 11] {
            prop_assert!(close(printed(number), -value(number), 0.0, 0.05), "{number}");
            prop_assert!(value(number).abs() < 0.05 || printed(number) * value(number) < 0.0, "{number}");
        }
        // 12: N times the mean instead of one error.
        let count = case.samples.len() as f64;
        prop_assert!(close(printed(12), count * value(8), 1e-12, 1e-12));
        // 13: −K times the mean.
        prop_assert!(close(printed(13), -(case.network.classes() as f64) * value(13), 1e-12, 0.0));
        prop_assert!(printed(13) < 0.0 && value(13) > 0.0);
        // 14: the first line against the second.
        prop_assert!(close(printed(14), -value(14), 1e-9, 1e-10));
    }

    #[test]
    fn the_three_ways_of_writing_the_sum_agree(case in cases()) {
        let value = |number| find(number).value(&case);
        prop_assert!(close(value(1), value(2), 0.0, 1e-13));
        prop_assert!(close(value(1), value(3), 0.0, 1e-13));
    }

    #[test]
    fn the_softmax_never_overflows_and_forgets_what_is_added_to_every_sum(
        sums in prop::collection::vec(-1e3..1e3_f64, 2..8), shift in -1e6..1e6_f64
    ) {
        let y = model::network::eq07_softmax(&sums);
        prop_assert!(close(y.iter().sum::<f64>(), 1.0, 1e-12, 0.0));
        prop_assert!(y.iter().all(|y_k| (0.0..=1.0).contains(y_k)));
        prop_assert!(model::network::log_softmax(&sums).iter().all(|log_y| log_y.is_finite() && *log_y <= 0.0));
        let shifted: Vec<f64> = sums.iter().map(|a| a + shift).collect();
        for (left, right) in y.iter().zip(model::network::eq07_softmax(&shifted)) {
            prop_assert!(close(*left, right, 1e-6, 1e-9));
        }
    }

    #[test]
    fn targets_that_do_not_sum_to_1_break_the_last_line_of_equation_20_alone(
        a in prop::collection::vec(-2.0..2.0_f64, 3), t in prop::collection::vec(0.1..2.0_f64, 3)
    ) {
        let y = model::network::eq07_softmax(&a);
        let lines = model::backprop::eq20_derivation(&t, &y);
        let truth = model::backprop::eq16_slope_at_first_sum(&t, &a);
        let excess = (t.iter().sum::<f64>() - 1.0) * y[0];
        prop_assert!(close(lines[0], truth, 0.0, 1e-9) && close(lines[1], truth, 0.0, 1e-9));
        prop_assert!(close(lines[2], truth - excess, 0.0, 1e-9));
    }

    #[test]
    fn the_numerical_gradient_finds_what_backpropagation_computes(case in cases()) {
        let (w, v) = model::numerical_gradient::numerical_gradient(&case.network, &case.samples, 1e-6);
        let exact: Vec<_> = case.samples.iter().map(|s| model::backprop::gradient(&case.network, s)).collect();
        let layers: [(_, Of); 2] = [(w, |of| &of.w), (v, |of| &of.v)];
        for (slopes, of) in layers {
            for (row, slopes) in slopes.iter().enumerate() {
                for (column, slope) in slopes.iter().enumerate() {
                    let mean = exact.iter().map(|one| of(one)[row][column]).sum::<f64>() / exact.len() as f64;
                    prop_assert!(close(*slope, mean, 1e-3, 1e-4));
                }
            }
        }
    }

    #[test]
    fn a_small_batch_step_goes_downhill(case in cases()) {
        let before = model::error::eq08_mean_cross_entropy(&case.network, &case.samples);
        let after = model::training::batch_step(&case.network, &case.samples, 1e-4);
        prop_assert!(model::error::eq08_mean_cross_entropy(&after, &case.samples) <= before);
    }

    #[test]
    fn one_sample_makes_batch_and_online_the_same(case in cases()) {
        let sample = case.sample().clone();
        let online = model::training::online_step(&case.network, &sample, 0.5);
        prop_assert_eq!(model::training::batch_step(&case.network, &[sample], 0.5), online);
    }
}

#[test]
fn outputs_that_vanish_leave_every_equation_a_number_and_a_check_that_holds() {
    // Every sum is hundreds of units away from the largest.
    let w = vec![vec![400.0, -300.0], vec![-500.0, 20.0]];
    let v = [
        [900.0, -800.0, 10.0],
        [-900.0, 700.0, 0.0],
        [100.0, 200.0, -900.0],
    ]
    .map(Vec::from);
    let network = Network { w, v: v.to_vec() };
    let samples = [(3.0, 1), (-2.0, 0)].map(|(x, class)| (vec![x, 1.0], one_hot(3, class)));
    let samples = samples.map(|(x, t)| Sample { x, t });
    for n in [0, 1] {
        let mut case = Context::new(network.clone(), samples.to_vec(), n);
        case.indices.k = 1;
        for entry in equation::all() {
            let values = (entry.values)(&case);
            let (number, verdict) = (entry.number, entry.verdict(&case));
            let holds = verdict.holds && values.iter().all(|value| value.is_finite());
            assert!(holds, "{number}: {values:?}, {verdict:?}");
        }
    }
}

#[test]
fn the_checks_of_the_differences_hold_for_small_and_for_large_steps() {
    for epsilon in [1e-9, 1e-6, 1e-3, 0.1, 1.0, 10.0, 1000.0] {
        let case = Context {
            epsilon,
            ..Context::worked_example()
        };
        for number in [9, 10, 11] {
            let verdict = find(number).verdict(&case);
            assert!(verdict.holds, "{number} with ε = {epsilon}: {verdict:?}");
        }
    }
}

#[test]
fn numbers_with_a_power_of_ten_stand_in_parentheses_where_they_are_squared_or_multiplied() {
    let v = [12.0, 13.0, 1.0].map(|bias| vec![0.0, bias]).to_vec();
    let case = of_one_sample(vec![vec![0.0; 3]], v, vec![1.0; 3]);
    for entry in equation::all() {
        for numbers in (entry.numbers)(&case) {
            let is_clear = !numbers.contains("}^2") || numbers.contains(")^2");
            assert!(is_clear, "{}: {numbers}", entry.number);
        }
    }
}

#[test]
fn the_difference_along_an_output_weight_is_checked_as_closely_as_along_a_hidden_one() {
    let error = model::error::eq08_mean_cross_entropy;
    for epsilon in [1.0, 0.001] {
        for (k, j) in [(0, 0), (1, 1), (2, 2)] {
            let mut case = Context::worked_example();
            (case.indices.k, case.indices.j, case.epsilon) = (k, j, epsilon);
            let mut moved = case.network.clone();
            moved.v[k][j] += epsilon;
            let rise = error(&moved, &case.samples) - error(&case.network, &case.samples);
            let value = rise / epsilon;
            let verdict = |value| along_output_weight().verdict(&case, value);
            let found = verdict(value);
            assert!(found.holds, "{k} {j} {epsilon}: {found:?}");
            assert!(!verdict(value + 1e-6).holds, "{k} {j} {epsilon}");
        }
    }
}

#[test]
fn an_index_at_its_end_is_admitted_and_the_next_one_is_not() {
    let validate = |number: u8, indices: Indices| {
        let case = Context {
            indices,
            ..Context::worked_example()
        };
        let fault = case.validate(find(number)).err();
        fault.map(|fault| fault.to_string()).unwrap_or_default()
    };
    let at = |k: usize, j: usize, i: usize| Indices { k, j, i, l: 1 };
    let of_output = |l: usize| Indices { l, ..at(9, 9, 9) };
    // D = 2, M = 2, K = 3. Only the indices that an equation has count, and v has a column for the bias unit.
    let outputs = "the outputs run from 0 to 2";
    let units = "the hidden units run from 0 to 1";
    let units_and_bias = "the hidden units run from 0 to 2";
    let inputs = "the inputs run from 0 to 2";
    let others = "the outputs other than the first run from 1 to 2";
    for (number, last, beyond, index, range) in [
        (7, at(2, 9, 9), at(3, 0, 0), "k = 3", outputs),
        (26, at(2, 2, 9), at(2, 3, 9), "j = 3", units_and_bias),
        (10, at(9, 1, 2), at(9, 1, 3), "i = 3", inputs),
        (28, at(9, 1, 2), at(9, 2, 2), "j = 2", units),
        (19, of_output(2), of_output(3), "l = 3", others),
        (19, of_output(1), of_output(0), "l = 0", others),
    ] {
        let fault = format!("index {index} is out of range: {range}");
        assert_eq!(validate(number, last), "", "{number}");
        assert_eq!(validate(number, beyond), fault, "{number}");
    }
}

#[test]
fn an_equation_asks_for_as_many_outputs_as_it_speaks_of() {
    for (classes, refused) in [(1, "19 21 22"), (2, "22"), (3, "")] {
        let mut case = Context::worked_example();
        case.network.v.truncate(classes);
        let fault = |entry: &Entry| case.validate(entry).err().map(|fault| fault.to_string());
        let is_refused = |entry: &Entry| {
            fault(entry).is_some_and(|fault| fault.contains(&format!("K = {classes}")))
        };
        assert_eq!(numbers_of(is_refused), refused, "{classes}");
        let names_output = fault(find(22)).is_none_or(|fault| fault.contains("a_2"));
        assert!(names_output, "{classes}");
    }
}

#[test]
fn the_number_of_classes_alone_decides_which_equations_have_a_meaning() {
    for classes in [1, 2, 3, 10] {
        let mut case = Context::worked_example();
        case.network.v = vec![vec![0.5, -0.5, 0.25]; classes];
        for entry in equation::all() {
            let has_meaning = case.validate(entry).is_ok();
            assert_eq!(entry.classes <= classes, has_meaning, "{}", entry.number);
        }
    }
    for (name, missing) in [("xor", "22"), ("clusters", ""), ("digits", "")] {
        let experiment = Experiment::of(data::load(name, 1).expect("a set"), Settings::default());
        let stage = of_chapter(Chapter::Backprop, None, Some(&experiment));
        let found = stage.scene().equation.choices.0;
        let all = entries_of(Chapter::Backprop).map(|entry| entry.number.to_string());
        let numbers: Vec<String> = all.filter(|number| !found.contains(number)).collect();
        assert_eq!(numbers.join(" "), missing, "{name}");
    }
}

#[test]
fn a_verdict_tells_the_distance_relative_to_the_larger_of_two_numbers() {
    let case = Context::worked_example();
    for entry in equation::all() {
        let other = (entry.check.value)(&case);
        assert!((entry.check.verdict(&case, 2.0 * other).relative_error - 0.5).abs() < 1e-15);
        assert!((entry.check.verdict(&case, 0.0).relative_error - 1.0).abs() < 1e-15);
        let same = entry.check.verdict(&case, other);
        assert!(same.relative_error.to_bits() == 0 && same.holds);
        assert_eq!(same.value.to_bits(), other.to_bits());
    }
}

#[test]
fn the_check_of_a_sum_keeps_what_the_sum_itself_loses() {
    let large = 2.0_f64.powi(80);
    let terms = [large, 1.0, -large, 1.0, 0.5];
    let sum = |order: [usize; 5]| {
        let w = order.map(|place| terms[place]).to_vec();
        let case = Context::worked_example().with_neuron(w, vec![1.0; 5]);
        let entry = find(3);
        (entry.value(&case), (entry.check.value)(&case))
    };
    for turn in 0..5 {
        for order in [[0, 1, 2, 3, 4], [1, 0, 3, 2, 4], [1, 3, 0, 4, 2]] {
            let (_, checked) = sum(order.map(|place| (place + turn) % 5));
            assert_eq!(checked.to_bits(), 2.5_f64.to_bits(), "{order:?} {turn}");
        }
    }
    // In one register, term after term, the ones beside 2⁸⁰ are gone.
    assert!(sum([1, 0, 3, 2, 4]).0 < 2.0);
}

/// One hidden unit and one input; every number grows with `size`.
fn of_size(size: f64) -> Context {
    let v = [0.3, -0.2, 0.4].map(|v| vec![v * size, 0.0]).to_vec();
    let mut case = of_one_sample(vec![vec![0.7 * size, 0.0]], v, vec![0.5 * size, 1.0]);
    (case.indices.k, case.indices.i) = (2, 0);
    case
}

#[test]
fn what_a_check_forgives_grows_with_the_products_that_are_rounded() {
    let growth = |check: &Check| (check.rounding)(&of_size(2e4)) / (check.rounding)(&of_size(1e4));
    // w x; then v w x, since an error of a hidden sum reaches the outputs through v; then the step of a hidden weight, x v.
    let squares = [5, 14, 28].map(|number| (&find(number).check, 4.0));
    let cubes = [8, 10, 11, 12, 13].map(|number| (&find(number).check, 8.0));
    let along_v = [(along_output_weight(), 8.0)];
    for (check, expected) in squares.into_iter().chain(cubes).chain(along_v) {
        let found = growth(check);
        let is_close = (found / expected - 1.0_f64).abs() < 0.01;
        assert!(is_close, "{check:?}: {found}");
    }
}

#[test]
fn a_difference_forgives_what_rounding_does_to_what_it_subtracts() {
    // b = 35, so that z = 1; |v| is 3, 2 and 4. An error of w x = 35 reaches a_2 four times.
    let case = of_size(10.0);
    let sums = 4.0 * (1.0 + 35.0);
    let forgiven = |check: &Check, case: &Context| {
        (check.rounding)(case) * case.epsilon / (8.0 * f64::EPSILON)
    };
    let find = |number| &find(number).check;
    let moved = 7.0 * 5.0 * (3.0 + 2.0 + 4.0);
    assert!(close(forgiven(find(9), &case), 36.0, 1e-12, 0.0));
    assert!(close(forgiven(find(10), &case), sums + moved, 1e-12, 0.0));
    assert!(close(forgiven(find(11), &case), sums + moved, 1e-12, 0.0));
    let along_v = forgiven(along_output_weight(), &case);
    assert!(close(along_v, sums + 4.0, 1e-12, 0.0));
    let mut still = of_size(10.0);
    still.network.w[0] = vec![0.0, 0.0];
    let still = Context::new(still.network, still.samples, 0);
    assert!(close(forgiven(find(9), &still), 1.0, 1e-12, 0.0));
}

#[test]
fn a_slope_of_0_is_measured_to_twelve_places() {
    let mut case = of_size(1.0);
    for row in &mut case.network.v {
        row[0] = 0.0;
    }
    for number in [14, 28] {
        let check = &find(number).check;
        assert!(((check.rounding)(&case) / 1e-12 - 1.0).abs() < 1e-9);
    }
}

#[test]
fn no_check_forgives_less_than_nothing() {
    let mut still = of_size(1.0);
    still.network.w[0] = vec![0.0, 0.0];
    for case in [Context::worked_example(), of_size(1.0), of_size(1e4), still] {
        let checks = equation::all().map(|entry| &entry.check);
        for check in checks.chain([along_output_weight()]) {
            let forgiven = (check.rounding)(&case);
            let is_sound = forgiven >= 0.0 && forgiven.is_finite();
            assert!(is_sound, "{}: {forgiven}", check.by);
        }
    }
}

#[test]
fn the_updated_weight_is_that_of_an_online_step() {
    let mut case = Context::worked_example();
    let stepped = model::training::online_step(&case.network, case.sample(), case.learning_rate);
    let entry = find(27);
    for (k, row) in stepped.v.iter().enumerate() {
        for (j, expected) in row.iter().enumerate() {
            (case.indices.k, case.indices.j) = (k, j);
            assert!(close(entry.value(&case), *expected, 1e-12, 0.0), "{k} {j}");
        }
    }
}

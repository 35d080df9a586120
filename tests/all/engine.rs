//! The engine and the model compute the same: each result of the engine is compared with that of the book's functions.

use crate::samples::chance;
use nn28::engine::{
    Difference, Engine, Method, NumericalGradient, Parameters, Samples, Score, Shape, Training,
    Update, instructions,
};
use nn28::model::backprop::{Gradient, gradient};
use nn28::model::error::eq08_mean_cross_entropy;
use nn28::model::network::forward;
use nn28::model::numerical_gradient::{central_difference, numerical_gradient};
use nn28::model::training::{batch_step, online_step, pass_in_blocks};
use nn28::model::{Network, Sample};
use proptest::prelude::*;

/// A sample without its bias, of one of K classes.
fn sample(mut x: Vec<f64>, class: usize, k: usize) -> Sample {
    x.push(1.0);
    let mut t = vec![0.0; k];
    t[class] = 1.0;
    Sample { x, t }
}

/// Networks and samples of any small shape, and of some for which products are large.
fn cases() -> impl Strategy<Value = (Network, Vec<Sample>)> {
    let shapes = prop_oneof![
        4 => (1..6_usize, 1..6_usize, 1..5_usize, 1..20_usize),
        1 => (20..70_usize, 10..40_usize, 2..11_usize, 100..300_usize),
    ];
    shapes.prop_flat_map(|(d, m, k, n)| {
        let matrix = |rows: usize, columns: usize| {
            prop::collection::vec(prop::collection::vec(-2.0..2.0, columns), rows)
        };
        let samples = prop::collection::vec((prop::collection::vec(-3.0..3.0, d), 0..k), n);
        (matrix(m, d + 1), matrix(k, m + 1), samples).prop_map(move |(w, v, samples)| {
            let sample = |(x, class)| sample(x, class, k);
            (Network { w, v }, samples.into_iter().map(sample).collect())
        })
    })
}

/// A network and samples of one shape, all numbers by chance.
fn of_shape(d: usize, m: usize, k: usize, n: usize) -> (Network, Vec<Sample>) {
    let mut seeds = 0..;
    let mut number = || 0.5 * chance(seeds.next().expect("a seed"));
    let scale = 2.0 / (d as f64).sqrt();
    let mut matrix = |rows: usize, columns: usize, scale: f64| -> Vec<Vec<f64>> {
        let mut row = |_| (0..columns).map(|_| scale * number()).collect();
        (0..rows).map(&mut row).collect()
    };
    let (w, v) = (matrix(m, d + 1, scale), matrix(k, m + 1, 1.0));
    let x = matrix(n, d, 2.0).into_iter().enumerate();
    let samples = x.map(|(n, x)| sample(x, n % k, k)).collect();
    (Network { w, v }, samples)
}

/// Shapes (D, M, K, N) on both sides of every border between the ways in which a step is computed: whole and partial groups of 32,
/// few samples, many weights.
const SHAPES: [(usize, usize, usize, usize); 23] = [
    (1, 1, 1, 1),
    (2, 2, 3, 50),
    (2, 2, 3, 1_025),
    (3, 1, 2, 7),
    (3, 300, 26, 5),
    (3, 301, 27, 4),
    (64, 67, 25, 9),
    (7, 8, 9, 31),
    (8, 7, 2, 32),
    (9, 5, 3, 33),
    (13, 50, 3, 64),
    (30, 60, 4, 65),
    (30, 60, 4, 4),
    (64, 64, 10, 20),
    (64, 64, 10, 21),
    (64, 64, 10, 257),
    (100, 30, 10, 9),
    (100, 30, 10, 12),
    (119, 100, 5, 97),
    (121, 100, 5, 130),
    (400, 10, 26, 28),
    (400, 40, 2, 30),
    (784, 20, 10, 70),
];

fn close(one: f64, other: f64, tolerance: f64) -> bool {
    (one - other).abs() <= tolerance * (1.0 + other.abs())
}

fn far_apart(one: &Parameters, other: &Network) -> f64 {
    let other = Parameters::from(other);
    assert_eq!(one.shape, other.shape);
    let pairs = one.values.iter().zip(other.values);
    // NaN is farther than any number.
    let apart = pairs.map(|(one, other)| (one - other).abs());
    apart.max_by(f64::total_cmp).expect("entries")
}

fn training(network: &Network, method: Method, update: Update, threads: usize) -> Training {
    Training::new(Parameters::from(network), method, update, 0.5, threads)
}

/// The weights after one step on some threads, and the number of passes.
fn after_step(
    (network, samples): (&Network, &[Sample]),
    method: Method,
    update: Update,
    threads: usize,
) -> (Parameters, u64) {
    let mut training = training(network, method, update, threads);
    training.step(&Samples::new(samples));
    (training.parameters, training.passes)
}

/// The same step by backpropagation, by the model.
fn model_step(network: &Network, samples: &[Sample], update: Update) -> Network {
    match update {
        Update::Batch => batch_step(network, samples, 0.5),
        Update::Online => samples.iter().fold(network.clone(), |network, sample| {
            online_step(&network, sample, 0.5)
        }),
    }
}

/// An engine on some threads finds the error that the model finds.
fn assert_error(network: &Network, parameters: &Parameters, samples: &[Sample], threads: usize) {
    let mut engine = Engine::new(parameters.shape, threads);
    let found = engine.error(parameters, &Samples::new(samples));
    let expected = eq08_mean_cross_entropy(network, samples);
    assert!(close(found, expected, 1e-12), "{found} {expected}");
}

/// The model's slopes, w first, then v.
fn model_slopes(network: &Network, samples: &[Sample]) -> Vec<f64> {
    let (w, v) = numerical_gradient(network, samples, 1e-3);
    w.into_iter().chain(v).flatten().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn passes_and_steps_agree_with_the_model_on_any_number_of_threads((network, samples) in cases(), threads in 1..5_usize) {
        let parameters = Parameters::from(&network);
        assert_error(&network, &parameters, &samples, 1);
        let outputs = Engine::new(parameters.shape, 1).outputs(&parameters, &Samples::new(&samples));
        let expected = samples.iter().flat_map(|sample| forward(&network, &sample.x).y);
        for (y, expected) in outputs.iter().zip(expected) {
            prop_assert!(close(*y, expected, 1e-12));
        }
        // Rounding grows from update to update.
        let few = &samples[..samples.len().min(50)];
        for (update, samples, tolerance) in [(Update::Batch, &samples[..], 1e-12), (Update::Online, few, 1e-10)] {
            let (found, passes) = after_step((&network, samples), Method::Backprop, update, threads);
            prop_assert!(far_apart(&found, &model_step(&network, samples, update)) < tolerance);
            prop_assert_eq!(passes, if update == Update::Batch { 1 } else { samples.len() as u64 });
        }
    }

    #[test]
    fn a_step_in_blocks_agrees_with_the_model_and_lies_between_online_and_batch((network, samples) in cases(), size in 1..80_usize, threads in 1..4_usize) {
        // Rounding grows from update to update.
        let few = &samples[..samples.len().min(120)];
        let size = size.max(few.len() / 30);
        let in_blocks = |size, method| {
            let mut training = training(&network, method, Update::Batch, threads).in_blocks(Some(size));
            training.step(&Samples::new(few));
            (training.parameters, training.passes)
        };
        let (found, passes) = in_blocks(size, Method::Backprop);
        prop_assert!(far_apart(&found, &pass_in_blocks(&network, few, size, 0.5)) < 1e-10);
        prop_assert_eq!(passes, few.len().div_ceil(size) as u64);
        let plain = |method, update| after_step((&network, few), method, update, threads);
        prop_assert_eq!(in_blocks(1, Method::Backprop), plain(Method::Backprop, Update::Online));
        for size in [few.len(), few.len() + 1] {
            prop_assert_eq!(in_blocks(size, Method::Backprop), plain(Method::Backprop, Update::Batch));
        }
        if few.len() < 20 {
            let numerical = Method::Numerical(Difference::Central, 1e-4);
            prop_assert_eq!(in_blocks(1, numerical), plain(numerical, Update::Online));
            prop_assert!(far_apart(&in_blocks(size, numerical).0, &pass_in_blocks(&network, few, size, 0.5)) < 1e-3);
        }
    }

    #[test]
    fn a_numerical_step_follows_the_models_gradient_with_the_same_bits_on_any_number_of_threads((network, samples) in cases(), threads in 2..5_usize) {
        prop_assume!(samples.len() < 50);
        let case = (&network, &samples[..]);
        for difference in Difference::ALL {
            let method = Method::Numerical(difference, 1e-3);
            let one = after_step(case, method, Update::Batch, 1);
            prop_assert_eq!(&one, &after_step(case, method, Update::Batch, threads));
            if difference == Difference::Forward {
                let mut expected = Parameters::from(&network);
                for (weight, slope) in expected.values.iter_mut().zip(model_slopes(&network, &samples)) {
                    *weight -= 0.5 * slope;
                }
                prop_assert!(far_apart(&one.0, &expected.to_network()) < 1e-11);
                prop_assert_eq!(one.1, 1 + expected.values.len() as u64);
            }
        }
    }

    #[test]
    fn the_printed_difference_climbs_where_the_forward_one_descends((network, samples) in cases()) {
        prop_assume!(samples.len() < 50);
        let matrices = Samples::new(&samples);
        let error_after = |difference| {
            let mut training = training(&network, Method::Numerical(difference, 1e-6), Update::Batch, 1);
            training.learning_rate = 1e-4;
            training.step(&matrices);
            Engine::new(training.parameters.shape, 1).error(&training.parameters, &matrices)
        };
        let (up, down) = (error_after(Difference::Printed), error_after(Difference::Central));
        let start = eq08_mean_cross_entropy(&network, &samples);
        prop_assert!(up >= start - 1e-12 && down <= start + 1e-12, "{} {} {}", up, start, down);
    }
}

#[test]
fn a_step_agrees_with_the_model_on_both_sides_of_every_border_between_designs() {
    for shape @ (d, m, k, n) in SHAPES {
        let (network, samples) = of_shape(d, m, k, n);
        for (update, count, tolerance) in [(Update::Batch, n, 1e-12), (Update::Online, 10, 1e-11)] {
            let samples = &samples[..n.min(count)];
            let expected = model_step(&network, samples, update);
            for threads in [1, 2, 3] {
                let (found, _) = after_step((&network, samples), Method::Backprop, update, threads);
                let apart = far_apart(&found, &expected);
                assert!(apart < tolerance, "{shape:?} {update} {threads}: {apart:e}");
            }
        }
        assert_error(&network, &Parameters::from(&network), &samples, 2);
    }
}

#[test]
fn output_sums_whose_exponentials_are_no_numbers_make_a_step_like_others() {
    for shape @ (d, m, k, n) in SHAPES {
        for height in [-800.0, 800.0] {
            let (mut network, samples) = of_shape(d, m, k, n.min(40));
            for row in &mut network.v {
                row[m] += height;
            }
            for update in [Update::Batch, Update::Online] {
                let (found, _) = after_step((&network, &samples), Method::Backprop, update, 1);
                let apart = far_apart(&found, &model_step(&network, &samples, update));
                assert!(apart < 1e-10, "{shape:?} at {height}, {update}: {apart:e}");
            }
        }
    }
}

#[test]
fn targets_that_do_not_add_up_to_1_have_the_models_error_and_gradient() {
    for total in [0.5, 0.9, 1.5] {
        let (network, mut samples) = of_shape(3, 4, 3, 37);
        for sample in &mut samples {
            sample.t = vec![0.2 * total, 0.3 * total, 0.5 * total];
        }
        assert_error(&network, &Parameters::from(&network), &samples, 1);
        let (found, _) = after_step((&network, &samples), Method::Backprop, Update::Batch, 1);
        assert!(far_apart(&found, &batch_step(&network, &samples, 0.5)) < 1e-12);
    }
}

#[test]
fn a_step_without_samples_leaves_everything_as_it_was() {
    let (network, samples) = of_shape(2, 3, 2, 4);
    let none = Samples::new(&[]);
    for method in [
        Method::Backprop,
        Method::Numerical(Difference::Forward, 1e-3),
        Method::Numerical(Difference::Central, 1e-3),
    ] {
        for update in [Update::Batch, Update::Online] {
            let mut training = training(&network, method, update, 2);
            training.step(&Samples::new(&samples));
            let before = (training.parameters.clone(), training.passes);
            training.steps(&none, 3);
            let after = (training.parameters, training.passes);
            assert_eq!(after, before, "{method:?} {update}");
        }
    }
    assert_eq!(batch_step(&network, &[], 0.5), network);
    let mut engine = Engine::new(Shape::of(&network), 2);
    let parameters = Parameters::from(&network);
    assert!(engine.outputs(&parameters, &none).is_empty());
    assert!(engine.error(&parameters, &none).is_nan());
}

#[test]
fn no_memory_is_asked_for_within_a_step() {
    for shape @ (d, m, k, n) in SHAPES {
        let (network, samples) = of_shape(d, m, k, n);
        let samples = Samples::new(&samples);
        let numerical = Method::Numerical(Difference::Forward, 1e-3);
        for method in [Method::Backprop, numerical] {
            if method == numerical && d * m * n >= 2_000 {
                continue;
            }
            for update in [Update::Batch, Update::Online] {
                let mut training = training(&network, method, update, 1);
                // The first step may make buffers.
                training.step(&samples);
                let asked = allocation_counter::measure(|| {
                    training.steps(&samples, 2);
                });
                assert_eq!(asked.count_total, 0, "{shape:?}, {method:?} {update}");
            }
        }
    }
}

#[test]
fn the_step_that_leaves_the_numbers_is_the_last_one_made() {
    let (network, samples) = of_shape(2, 3, 2, 40);
    let matrices = Samples::new(&samples);
    let mut one = training(&network, Method::Backprop, Update::Batch, 1);
    one.learning_rate = 1e300;
    let mut step = 0;
    while one.is_finite() && step < 1000 {
        one.step(&matrices);
        step += 1;
    }
    assert!(step > 1 && step < 1000, "{step}");
    let mut many = training(&network, Method::Backprop, Update::Batch, 1);
    many.learning_rate = 1e300;
    assert_eq!(many.steps(&matrices, 1000), step);
    assert_eq!(many.passes, step);
    assert!(!many.is_finite());
}

#[test]
fn a_training_has_the_same_bits_on_any_number_of_threads() {
    // One part, several, and as many as there may be, some of them smaller; in tiles and in products.
    for shape @ (d, m, k, n) in [
        (4, 5, 3, 300),
        (4, 5, 3, 3_000),
        (2, 3, 2, 20_003),
        (100, 60, 4, 1_000),
    ] {
        let (network, samples) = of_shape(d, m, k, n);
        let samples = Samples::new(&samples);
        let after = |threads| {
            let mut training = training(&network, Method::Backprop, Update::Batch, threads);
            training.steps(&samples, 20);
            let mut engine = Engine::new(Shape::of(&network), threads);
            let error = engine.error(&training.parameters, &samples);
            let numbers = training.parameters.values.iter().chain([&error]);
            numbers.map(|x| x.to_bits()).collect::<Vec<u64>>()
        };
        let one = after(1);
        for threads in [2, 3, 5, 16] {
            assert!(after(threads) == one, "{shape:?}, {threads} threads");
        }
    }
}

#[test]
fn the_engines_gradient_is_the_mean_of_the_models_gradients() {
    for shape @ (d, m, k, n) in SHAPES {
        let (network, samples) = of_shape(d, m, k, n.min(40));
        let parameters = Parameters::from(&network);
        let mut sums = vec![0.0; parameters.values.len()];
        for sample in &samples {
            let Gradient { w, v } = gradient(&network, sample);
            for (sum, slope) in sums.iter_mut().zip(w.iter().chain(&v).flatten()) {
                *sum += slope;
            }
        }
        let mut engine = Engine::new(parameters.shape, 2);
        let found = engine.gradient(&parameters, &Samples::new(&samples));
        for (slope, sum) in found.values.iter().zip(sums) {
            let mean = sum / samples.len() as f64;
            assert!(close(*slope, mean, 1e-12), "{shape:?}: {slope} {mean}");
        }
    }
}

#[test]
fn a_gradient_in_slices_is_the_models_and_counts_its_passes() {
    let (network, samples) = of_shape(3, 4, 3, 11);
    let forward = model_slopes(&network, &samples);
    let parameters = Parameters::from(&network);
    let central = |index: usize| {
        let error_at = |weight: f64| {
            let mut moved = parameters.clone();
            moved.values[index] = weight;
            eq08_mean_cross_entropy(&moved.to_network(), &samples)
        };
        central_difference(error_at, parameters.values[index], 1e-3)
    };
    let central: Vec<f64> = (0..forward.len()).map(central).collect();
    // (E(w−ε) − E(w)) / ε is the slope with its sign turned round, to the order of ε.
    let printed: Vec<f64> = forward.iter().map(|slope| -slope).collect();
    let matrices = Samples::new(&samples);
    let mut engine = Engine::new(parameters.shape, 1);
    for (difference, needs_error, each, expected, tolerance) in [
        (Difference::Forward, true, 1, &forward, 1e-10),
        (Difference::Central, false, 2, &central, 1e-10),
        (Difference::Printed, true, 1, &printed, 1e-3),
    ] {
        let mut search = NumericalGradient::new(difference, 1e-3);
        for found in [0, 7, 14, 21, 28, 31, 31] {
            assert_eq!(search.slopes.len(), found);
            assert_eq!(search.is_complete(&parameters), found == 31, "{found}");
            let start = u64::from(needs_error && found > 0);
            assert_eq!(search.passes, start + found as u64 * each);
            search.advance(&mut engine, &parameters, &matrices, 7);
        }
        assert_eq!(search.error.is_some(), needs_error);
        let error = eq08_mean_cross_entropy(&network, &samples);
        assert!(search.error.is_none_or(|found| close(found, error, 1e-12)));
        for (slope, expected) in search.slopes.iter().zip(expected) {
            assert!(close(*slope, *expected, tolerance), "{difference}: {slope}");
        }
    }
}

#[test]
fn online_descent_by_differences_is_one_update_a_sample_in_order() {
    let (network, samples) = of_shape(3, 4, 3, 5);
    // A central slope differs from a forward one by the order of ε.
    for (difference, passes_a_sample, tolerance) in [
        (Difference::Forward, 1 + 31, 1e-9),
        (Difference::Central, 2 * 31, 1e-2),
    ] {
        let method = Method::Numerical(difference, 1e-3);
        let mut found = training(&network, method, Update::Online, 1);
        assert_eq!(found.steps(&Samples::new(&samples), 2), 2);
        assert_eq!(found.passes, 2 * 5 * passes_a_sample);
        let mut expected = Parameters::from(&network);
        for sample in samples.iter().chain(&samples) {
            let slopes = model_slopes(&expected.to_network(), std::slice::from_ref(sample));
            for (weight, slope) in expected.values.iter_mut().zip(slopes) {
                *weight -= 0.5 * slope;
            }
        }
        let apart = far_apart(&found.parameters, &expected.to_network());
        assert!(apart < tolerance, "{difference}: {apart:e}");
    }
}

#[test]
fn every_weight_has_a_position_of_its_own_and_comes_back_from_it() {
    let (network, _) = of_shape(4, 3, 2, 1);
    let parameters = Parameters::from(&network);
    let shape = parameters.shape;
    assert_eq!((shape.inputs, shape.hidden, shape.classes), (4, 3, 2));
    assert_eq!((shape.w(), shape.v()), (15, 8));
    assert_eq!((parameters.w().len(), parameters.v().len()), (15, 8));
    for (number, value) in parameters.values.iter().enumerate() {
        let entry = match shape.position(number) {
            ('w', j, i) => network.w[j][i],
            (_, k, j) => network.v[k][j],
        };
        assert_eq!(entry.to_bits(), value.to_bits(), "{number}");
    }
    let positions = [14, 15].map(|n| shape.position(n));
    assert_eq!(positions, [('w', 2, 4), ('v', 0, 0)]);
    assert_eq!(parameters.to_network(), network);
    assert_eq!(Parameters::zeros(shape).values, [0.0; 23]);
}

#[test]
fn a_sample_alone_is_the_samples_of_it_alone() {
    let (_, mut samples) = of_shape(9, 2, 3, 70);
    samples[40].t = vec![0.2, 0.2, 0.2];
    let all = Samples::new(&samples);
    assert_eq!((all.len(), all.is_empty()), (70, false));
    assert!(Samples::new(&[]).is_empty());
    for (n, sample) in samples.iter().enumerate() {
        let one = Samples::new(std::slice::from_ref(sample));
        assert_eq!(all.only(n), one, "{n}");
        assert_eq!(all.class(n), if n == 40 { 0 } else { n % 3 });
    }
}

#[test]
fn engines_and_trainings_are_equal_where_shape_weights_and_threads_are() {
    let (network, _) = of_shape(2, 3, 2, 1);
    let shape = Shape::of(&network);
    assert_eq!(Engine::new(shape, 3), Engine::new(shape, 3));
    assert_ne!(Engine::new(shape, 1), Engine::new(shape, 2));
    let one = |threads| training(&network, Method::Backprop, Update::Batch, threads);
    assert_eq!(one(2), one(2));
    assert_ne!(one(1), one(2));
}

#[test]
fn a_score_counts_what_each_class_is_taken_for() {
    let (network, mut samples) = of_shape(3, 4, 3, 50);
    // Forty are called what the network calls them, ten by the next class.
    let mut confusion = vec![vec![0; 3]; 3];
    for (n, sample) in samples.iter_mut().enumerate() {
        let y = forward(&network, &sample.x).y;
        let largest = (0..3).max_by(|one, other| y[*one].total_cmp(&y[*other]));
        let taken_for = largest.expect("a class");
        let class = (taken_for + usize::from(n >= 40)) % 3;
        sample.t = (0..3).map(|k| f64::from(u8::from(k == class))).collect();
        confusion[class][taken_for] += 1;
    }
    let mut engine = Engine::new(Shape::of(&network), 2);
    let mut score = |network: &Network, samples: &[Sample]| {
        let parameters = Parameters::from(network);
        Score::of(&mut engine, &parameters, &Samples::new(samples))
    };
    let found = score(&network, &samples);
    assert_eq!((found.right, found.count), (40, 50));
    assert!((found.accuracy() - 0.8).abs() < 1e-15);
    let error = eq08_mean_cross_entropy(&network, &samples);
    assert!(close(found.error, error, 1e-12));
    assert_eq!(found.confusion, confusion);
    // With all weights 0 every class is as probable, and the first of them is named.
    let [w, v] = [network.w, network.v].map(|rows| vec![vec![0.0; rows[0].len()]; rows.len()]);
    let found = score(&Network { w, v }, &samples);
    assert!(found.confusion.iter().all(|row| row[1..] == [0, 0]));
    assert!((found.error - 3.0_f64.ln()).abs() < 1e-14);
}

#[test]
fn the_machine_says_how_many_numbers_an_instruction_takes() {
    let (word, rest) = instructions().split_once(' ').expect("words");
    assert!(["one", "two", "four", "eight"].contains(&word));
    assert!(rest.contains("an instruction"));
    #[cfg(target_arch = "x86_64")]
    if std::is_x86_feature_detected!("avx2") && std::is_x86_feature_detected!("fma") {
        let is_wide = std::is_x86_feature_detected!("avx512f");
        assert!(word == "four" || (is_wide && word == "eight"), "{word}");
    }
}

#[test]
fn the_error_of_thousands_of_samples_stays_a_number() {
    // With all weights 0 every class is as probable: E = ln K, however many samples there are.
    for k in [1, 2, 3, 26] {
        let (w, v) = (vec![vec![0.0; 2]], vec![vec![0.0; 2]; k]);
        let network = Network { w, v };
        let of_number = |n: usize| sample(vec![n as f64], n % k, k);
        let samples: Vec<Sample> = (0..10_000).map(of_number).collect();
        let mut engine = Engine::new(Shape::of(&network), 1);
        let error = engine.error(&Parameters::from(&network), &Samples::new(&samples));
        assert!(close(error, (k as f64).ln(), 1e-12), "{k}: {error}");
    }
}

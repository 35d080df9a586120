//! The engine and the model compute the same: each result of the engine is compared with that of the book's functions.

use nn28::engine::{
    Difference, Engine, Method, NumericalGradient, Parameters, Samples, Score, Shape, Training,
    Update, instructions,
};
use nn28::model::backprop::gradient;
use nn28::model::error::eq08_mean_cross_entropy;
use nn28::model::network::forward;
use nn28::model::numerical_gradient::{central_difference, numerical_gradient};
use nn28::model::training::{batch_step, online_step};
use nn28::model::{Network, Sample};
use proptest::prelude::*;

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
            let sample = |(x, class): (Vec<f64>, usize)| Sample {
                x: x.into_iter().chain([1.0]).collect(),
                t: (0..k).map(|k| f64::from(u8::from(k == class))).collect(),
            };
            (Network { w, v }, samples.into_iter().map(sample).collect())
        })
    })
}

/// A network and samples of one shape, all numbers from a simple sequence.
fn of_shape(d: usize, m: usize, k: usize, n: usize) -> (Network, Vec<Sample>) {
    let mut state = 1_u64;
    let mut number = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64 - 0.5
    };
    let scale = 2.0 / (d as f64).sqrt();
    let mut matrix = |rows: usize, columns: usize, scale: f64| -> Vec<Vec<f64>> {
        (0..rows)
            .map(|_| (0..columns).map(|_| scale * number()).collect())
            .collect()
    };
    let (w, v) = (matrix(m, d + 1, scale), matrix(k, m + 1, 1.0));
    let x = matrix(n, d, 2.0);
    let sample = |(place, x): (usize, Vec<f64>)| Sample {
        x: x.into_iter().chain([1.0]).collect(),
        t: (0..k)
            .map(|class| f64::from(u8::from(class == place % k)))
            .collect(),
    };
    (
        Network { w, v },
        x.into_iter().enumerate().map(sample).collect(),
    )
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

fn far_apart(one: &Network, other: &Network) -> f64 {
    assert_eq!(Shape::of(one), Shape::of(other));
    let entries = |network: &Network| -> Vec<f64> {
        network
            .w
            .iter()
            .chain(&network.v)
            .flatten()
            .copied()
            .collect()
    };
    let pairs = entries(one).into_iter().zip(entries(other));
    pairs
        .map(|(one, other)| (one - other).abs())
        // NaN is farther than any number.
        .max_by(f64::total_cmp)
        .expect("entries")
}

fn training(network: &Network, method: Method, update: Update, threads: usize) -> Training {
    Training::new(Parameters::from(network), method, update, 0.5, threads)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn error_and_outputs_agree_with_the_model((network, samples) in cases()) {
        let (parameters, matrices) = (Parameters::from(&network), Samples::new(&samples));
        let mut engine = Engine::new(Shape::of(&network), 1);
        prop_assert!(close(engine.error(&parameters, &matrices), eq08_mean_cross_entropy(&network, &samples), 1e-12));
        let outputs = engine.outputs(&parameters, &matrices);
        let expected = samples.iter().flat_map(|sample| forward(&network, &sample.x).y);
        for (y, expected) in outputs.iter().zip(expected) {
            prop_assert!(close(*y, expected, 1e-12));
        }
    }

    #[test]
    fn a_batch_step_agrees_with_the_model_on_any_number_of_threads((network, samples) in cases(), threads in 1..5_usize) {
        let matrices = Samples::new(&samples);
        let mut training = training(&network, Method::Backprop, Update::Batch, threads);
        training.step(&matrices);
        let expected = batch_step(&network, &samples, 0.5);
        prop_assert!(far_apart(&training.parameters.to_network(), &expected) < 1e-12);
    }

    #[test]
    fn an_online_step_is_one_update_a_sample_in_order((network, samples) in cases()) {
        // Rounding grows from update to update.
        prop_assume!(samples.len() < 50);
        let mut training = training(&network, Method::Backprop, Update::Online, 1);
        training.step(&Samples::new(&samples));
        let expected = samples.iter().fold(network, |network, sample| online_step(&network, sample, 0.5));
        prop_assert!(far_apart(&training.parameters.to_network(), &expected) < 1e-11);
        prop_assert_eq!(training.passes, samples.len() as u64);
    }

    #[test]
    fn a_numerical_step_follows_the_models_numerical_gradient((network, samples) in cases()) {
        prop_assume!(samples.len() < 50);
        let method = Method::Numerical(Difference::Forward, 1e-3);
        let mut training = training(&network, method, Update::Batch, 1);
        training.step(&Samples::new(&samples));
        let (w, v) = numerical_gradient(&network, &samples, 1e-3);
        let moved = |weights: &[Vec<f64>], slopes: &[Vec<f64>]| -> Vec<Vec<f64>> {
            let row = |(weights, slopes): (&Vec<f64>, &Vec<f64>)| weights.iter().zip(slopes).map(|(w, slope)| w - 0.5 * slope).collect();
            weights.iter().zip(slopes).map(row).collect()
        };
        let expected = Network { w: moved(&network.w, &w), v: moved(&network.v, &v) };
        prop_assert!(far_apart(&training.parameters.to_network(), &expected) < 1e-11);
        prop_assert_eq!(training.passes, 1 + Shape::of(&network).parameters() as u64);
    }

    #[test]
    fn a_numerical_step_has_the_same_bits_on_any_number_of_threads((network, samples) in cases(), threads in 2..5_usize) {
        prop_assume!(samples.len() < 50);
        for difference in Difference::ALL {
            let method = Method::Numerical(difference, 1e-3);
            let samples = Samples::new(&samples);
            let (mut one, mut many) = (training(&network, method, Update::Batch, 1), training(&network, method, Update::Batch, threads));
            one.step(&samples);
            many.step(&samples);
            prop_assert_eq!(&one.parameters, &many.parameters);
            prop_assert_eq!(one.passes, many.passes);
        }
    }

    #[test]
    fn the_printed_difference_climbs_where_the_forward_one_descends((network, samples) in cases()) {
        prop_assume!(samples.len() < 50);
        let matrices = Samples::new(&samples);
        let step = |difference| {
            let mut training = training(&network, Method::Numerical(difference, 1e-6), Update::Batch, 1);
            training.learning_rate = 1e-4;
            training.step(&matrices);
            let error = Engine::new(Shape::of(&network), 1).error(&training.parameters, &matrices);
            (error, training)
        };
        let ((up, _), (down, _)) = (step(Difference::Printed), step(Difference::Central));
        let start = eq08_mean_cross_entropy(&network, &samples);
        prop_assert!(up >= start - 1e-12 && down <= start + 1e-12, "{} {} {}", up, start, down);
    }
}

#[test]
fn a_step_agrees_with_the_model_on_both_sides_of_every_border_between_designs() {
    for (d, m, k, n) in SHAPES {
        let (network, samples) = of_shape(d, m, k, n);
        let matrices = Samples::new(&samples);
        let expected = batch_step(&network, &samples, 0.5);
        for threads in [1, 2, 3] {
            let mut training = training(&network, Method::Backprop, Update::Batch, threads);
            training.step(&matrices);
            let apart = far_apart(&training.parameters.to_network(), &expected);
            assert!(
                apart < 1e-12,
                "{d}-{m}-{k}, N = {n}, {threads} threads: {apart:e}"
            );
        }
        let error = eq08_mean_cross_entropy(&network, &samples);
        let found =
            Engine::new(Shape::of(&network), 2).error(&Parameters::from(&network), &matrices);
        assert!(close(found, error, 1e-12), "{d}-{m}-{k}, N = {n}");
    }
}

#[test]
fn an_online_pass_agrees_with_the_model_for_every_shape() {
    for (d, m, k, n) in SHAPES {
        let (network, samples) = of_shape(d, m, k, n.min(10));
        let mut training = training(&network, Method::Backprop, Update::Online, 1);
        training.step(&Samples::new(&samples));
        let expected = samples.iter().fold(network, |network, sample| {
            online_step(&network, sample, 0.5)
        });
        let apart = far_apart(&training.parameters.to_network(), &expected);
        assert!(apart < 1e-11, "{d}-{m}-{k}: {apart:e}");
    }
}

#[test]
fn output_sums_whose_exponentials_are_no_numbers_make_a_step_like_others() {
    for (d, m, k, n) in SHAPES {
        for height in [-800.0, 800.0] {
            let (mut network, samples) = of_shape(d, m, k, n.min(40));
            for row in &mut network.v {
                row[m] += height;
            }
            for update in [Update::Batch, Update::Online] {
                let mut training = training(&network, Method::Backprop, update, 1);
                training.step(&Samples::new(&samples));
                let expected = match update {
                    Update::Batch => batch_step(&network, &samples, 0.5),
                    Update::Online => samples.iter().fold(network.clone(), |network, sample| {
                        online_step(&network, sample, 0.5)
                    }),
                };
                let apart = far_apart(&training.parameters.to_network(), &expected);
                assert!(
                    apart < 1e-10,
                    "{d}-{m}-{k} at {height}, {update}: {apart:e}"
                );
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
        let matrices = Samples::new(&samples);
        let mut engine = Engine::new(Shape::of(&network), 1);
        let error = engine.error(&Parameters::from(&network), &matrices);
        assert!(close(
            error,
            eq08_mean_cross_entropy(&network, &samples),
            1e-12
        ));
        let mut training = training(&network, Method::Backprop, Update::Batch, 1);
        training.step(&matrices);
        let expected = batch_step(&network, &samples, 0.5);
        assert!(far_apart(&training.parameters.to_network(), &expected) < 1e-12);
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
    for (d, m, k, n) in SHAPES {
        let (network, samples) = of_shape(d, m, k, n);
        let samples = Samples::new(&samples);
        let epsilon = 1e-3;
        let mut methods = vec![
            (Method::Backprop, Update::Batch),
            (Method::Backprop, Update::Online),
        ];
        if d * m * n < 2_000 {
            for update in [Update::Batch, Update::Online] {
                methods.push((Method::Numerical(Difference::Forward, epsilon), update));
            }
        }
        for (method, update) in methods {
            let mut training = training(&network, method, update, 1);
            // The first step may make buffers.
            training.step(&samples);
            let asked = allocation_counter::measure(|| {
                training.steps(&samples, 2);
            });
            assert_eq!(
                asked.count_total, 0,
                "{d}-{m}-{k}, N = {n}, {method:?} {update}"
            );
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
fn the_central_difference_is_the_models() {
    let f = |x: f64| x.powi(3);
    let quotient = Difference::Central.quotient(f, 2.0, f64::NAN, 1e-3);
    assert_eq!(
        quotient.to_bits(),
        central_difference(f, 2.0, 1e-3).to_bits()
    );
}

#[test]
fn a_training_has_the_same_bits_on_any_number_of_threads() {
    // One part, several, and as many as there may be, some of them smaller; in tiles and in products.
    for (d, m, k, n) in [
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
            let entries = training.parameters.values.iter();
            let bits: Vec<u64> = entries.chain([&error]).map(|x| x.to_bits()).collect();
            bits
        };
        let one = after(1);
        for threads in [2, 3, 5, 16] {
            assert!(
                after(threads) == one,
                "{d}-{m}-{k}, N = {n}, {threads} threads"
            );
        }
    }
}

#[test]
fn a_score_counts_who_was_taken_for_whom() {
    // With all weights 0 every class is as probable, and the first of them is named.
    let network = Network {
        w: vec![vec![0.0, 0.0]],
        v: vec![vec![0.0, 0.0]; 2],
    };
    let sample = |class: usize| Sample {
        x: vec![1.0, 1.0],
        t: (0..2).map(|k| f64::from(u8::from(k == class))).collect(),
    };
    let samples = Samples::new(&[sample(0), sample(1), sample(1)]);
    let mut engine = Engine::new(Shape::of(&network), 1);
    let score = Score::of(&mut engine, &Parameters::from(&network), &samples).expect("a score");
    assert_eq!(score.confusion, [[1, 0], [2, 0]]);
    assert_eq!((score.right, score.count), (1, 3));
    assert!((score.error - 2.0_f64.ln()).abs() < 1e-15);
    assert_eq!(
        Score::of(&mut engine, &Parameters::from(&network), &Samples::new(&[])),
        None
    );
}

#[test]
fn the_engines_gradient_is_the_mean_of_the_models_gradients() {
    for (d, m, k, n) in SHAPES {
        let (network, samples) = of_shape(d, m, k, n.min(40));
        let of_samples: Vec<_> = samples
            .iter()
            .map(|sample| gradient(&network, sample))
            .map(|of_sample| {
                Parameters::from(&Network {
                    w: of_sample.w,
                    v: of_sample.v,
                })
            })
            .collect();
        let mut engine = Engine::new(Shape::of(&network), 2);
        let found = engine.gradient(&Parameters::from(&network), &Samples::new(&samples));
        for (place, slope) in found.values.iter().enumerate() {
            let sum: f64 = of_samples
                .iter()
                .map(|of_sample| of_sample.values[place])
                .sum();
            assert!(
                close(*slope, sum / samples.len() as f64, 1e-12),
                "{d}-{m}-{k}: {place}"
            );
        }
    }
}

#[test]
fn a_gradient_in_slices_is_the_models_and_counts_its_passes() {
    let (network, samples) = of_shape(3, 4, 3, 11);
    let (w, v) = numerical_gradient(&network, &samples, 1e-3);
    let forward: Vec<f64> = w.into_iter().chain(v).flatten().collect();
    let parameters = Parameters::from(&network);
    let central: Vec<f64> = (0..forward.len())
        .map(|place| {
            let error_at = |weight: f64| {
                let mut moved = parameters.clone();
                moved.values[place] = weight;
                eq08_mean_cross_entropy(&moved.to_network(), &samples)
            };
            central_difference(error_at, parameters.values[place], 1e-3)
        })
        .collect();
    let matrices = Samples::new(&samples);
    let mut engine = Engine::new(parameters.shape, 1);
    let all = forward.len();
    for (difference, needs_error, each, expected) in [
        (Difference::Forward, true, 1, Some(&forward)),
        (Difference::Central, false, 2, Some(&central)),
        (Difference::Printed, true, 1, None),
    ] {
        let mut search = NumericalGradient::new(difference, 1e-3);
        for found in [0, 7, 14, 21, 28, 31, 31] {
            assert_eq!(search.slopes.len(), found);
            assert_eq!(search.is_complete(&parameters), found == all, "{found}");
            let start = u64::from(needs_error && found > 0);
            assert_eq!(search.passes, start + found as u64 * each);
            search.advance(&mut engine, &parameters, &matrices, 7);
        }
        let error = needs_error.then(|| eq08_mean_cross_entropy(&network, &samples));
        assert_eq!(search.error.is_some(), error.is_some());
        assert!(
            search
                .error
                .zip(error)
                .is_none_or(|(one, other)| close(one, other, 1e-12))
        );
        if let Some(expected) = expected {
            let pairs = search.slopes.iter().zip(expected);
            assert!(
                pairs.clone().all(|(one, other)| close(*one, *other, 1e-10)),
                "{difference}"
            );
        } else {
            // (E(w−ε) − E(w)) / ε is the slope with its sign turned round, to the order of ε.
            let pairs = search.slopes.iter().zip(&forward);
            assert!(
                pairs.clone().all(|(one, other)| (one + other).abs() < 1e-3),
                "{difference}"
            );
        }
    }
}

#[test]
fn online_descent_by_differences_is_one_update_a_sample_in_order() {
    let (network, samples) = of_shape(3, 4, 3, 5);
    for (method, passes_a_sample) in [
        (Method::Numerical(Difference::Forward, 1e-3), 1 + 31),
        (Method::Numerical(Difference::Central, 1e-3), 2 * 31),
    ] {
        let mut found = training(&network, method, Update::Online, 1);
        assert_eq!(found.steps(&Samples::new(&samples), 2), 2);
        assert_eq!(found.passes, 2 * 5 * passes_a_sample);
        let mut expected = Parameters::from(&network);
        for sample in samples.iter().chain(&samples) {
            let one = std::slice::from_ref(sample);
            let (w, v) = numerical_gradient(&expected.to_network(), one, 1e-3);
            let slopes = w.into_iter().chain(v).flatten();
            for (weight, slope) in expected.values.iter_mut().zip(slopes) {
                *weight -= 0.5 * slope;
            }
        }
        let apart = far_apart(&found.parameters.to_network(), &expected.to_network());
        // A central slope differs from a forward one by the order of ε.
        let is_central = matches!(method, Method::Numerical(Difference::Central, _));
        assert!(
            apart < if is_central { 1e-2 } else { 1e-9 },
            "{method:?}: {apart:e}"
        );
    }
}

#[test]
fn every_weight_has_a_position_of_its_own_and_comes_back_from_it() {
    let (network, _) = of_shape(4, 3, 2, 1);
    let parameters = Parameters::from(&network);
    assert_eq!(
        parameters.shape,
        Shape {
            inputs: 4,
            hidden: 3,
            classes: 2
        }
    );
    assert_eq!((parameters.shape.w(), parameters.shape.v()), (15, 8));
    assert_eq!((parameters.w().len(), parameters.v().len()), (15, 8));
    for (number, value) in parameters.values.iter().enumerate() {
        let entry = match parameters.shape.position(number) {
            ('w', j, i) => network.w[j][i],
            (_, k, j) => network.v[k][j],
        };
        assert_eq!(entry.to_bits(), value.to_bits(), "{number}");
    }
    assert_eq!(parameters.shape.position(14), ('w', 2, 4));
    assert_eq!(parameters.shape.position(15), ('v', 0, 0));
    assert_eq!(parameters.to_network(), network);
    let zeros = Parameters::zeros(parameters.shape);
    assert!(zeros.values.len() == 23 && zeros.values.iter().all(|value| *value == 0.0));
}

#[test]
fn a_sample_alone_is_the_samples_of_it_alone() {
    let (_, mut samples) = of_shape(9, 2, 3, 70);
    samples[40].t = vec![0.2, 0.2, 0.2];
    let all = Samples::new(&samples);
    assert_eq!((all.len(), all.is_empty()), (70, false));
    assert!(Samples::new(&[]).is_empty());
    for (n, sample) in samples.iter().enumerate() {
        assert_eq!(
            all.only(n),
            Samples::new(std::slice::from_ref(sample)),
            "{n}"
        );
        assert_eq!(all.class(n), if n == 40 { 0 } else { n % 3 });
    }
}

#[test]
fn differences_and_updates_are_read_as_they_are_written() {
    for difference in Difference::ALL {
        assert_eq!(difference.to_string().parse(), Ok(difference));
    }
    for update in [Update::Batch, Update::Online] {
        assert_eq!(update.to_string().parse(), Ok(update));
    }
    let fault = "middle".parse::<Difference>().expect_err("no difference");
    assert!(
        fault.contains("\"middle\"") && fault.contains("forward, central or printed"),
        "{fault}"
    );
    let fault = "often".parse::<Update>().expect_err("no update");
    assert!(
        fault.contains("\"often\"") && fault.contains("batch or online"),
        "{fault}"
    );
}

#[test]
fn the_printed_quotient_steps_back_and_the_forward_one_ahead() {
    let f = |x: f64| x * x;
    assert_eq!(
        Difference::Forward.quotient(f, 3.0, 9.0, 0.5).to_bits(),
        6.5_f64.to_bits()
    );
    assert_eq!(
        Difference::Printed.quotient(f, 3.0, 9.0, 0.5).to_bits(),
        (-5.5_f64).to_bits()
    );
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
fn the_accuracy_is_the_share_of_samples_that_are_taken_for_what_they_are() {
    let (network, mut samples) = of_shape(3, 4, 3, 50);
    let classes: Vec<usize> = samples
        .iter()
        .map(|sample| {
            let y = forward(&network, &sample.x).y;
            (0..3)
                .max_by(|one, other| y[*one].total_cmp(&y[*other]))
                .expect("a class")
        })
        .collect();
    // Forty are called what the network calls them, ten by the next class.
    for (n, sample) in samples.iter_mut().enumerate() {
        let class = (classes[n] + usize::from(n >= 40)) % 3;
        sample.t = (0..3).map(|k| f64::from(u8::from(k == class))).collect();
    }
    let mut engine = Engine::new(Shape::of(&network), 2);
    let (parameters, matrices) = (Parameters::from(&network), Samples::new(&samples));
    let score = Score::of(&mut engine, &parameters, &matrices).expect("a score");
    assert_eq!((score.right, score.count), (40, 50));
    assert!((score.accuracy() - 0.8).abs() < 1e-15);
    assert!(close(
        score.error,
        eq08_mean_cross_entropy(&network, &samples),
        1e-12
    ));
    for (class, row) in score.confusion.iter().enumerate() {
        for (taken_for, count) in row.iter().enumerate() {
            let expected = (0..50)
                .filter(|n| matrices.class(*n) == class && classes[*n] == taken_for)
                .count();
            assert_eq!(*count, expected);
        }
    }
}

#[test]
fn the_machine_says_how_many_numbers_an_instruction_takes() {
    let words = instructions()
        .split(' ')
        .next()
        .unwrap_or_default()
        .to_owned();
    assert!(["one", "two", "four", "eight"].contains(&&words[..]));
    assert!(instructions().contains("an instruction"));
    #[cfg(target_arch = "x86_64")]
    if std::is_x86_feature_detected!("avx2") && std::is_x86_feature_detected!("fma") {
        let is_wide = std::is_x86_feature_detected!("avx512f");
        assert!(words == "four" || (is_wide && words == "eight"), "{words}");
    }
}

#[test]
fn the_error_of_thousands_of_samples_stays_a_number() {
    // With all weights 0 every class is as probable: E = ln K, however many samples there are.
    for k in [1, 2, 3, 26] {
        let network = Network {
            w: vec![vec![0.0; 2]],
            v: vec![vec![0.0; 2]; k],
        };
        let sample = |n: usize| Sample {
            x: vec![n as f64, 1.0],
            t: (0..k)
                .map(|class| f64::from(u8::from(class == n % k)))
                .collect(),
        };
        let samples: Vec<Sample> = (0..10_000).map(sample).collect();
        let mut engine = Engine::new(Shape::of(&network), 1);
        let error = engine.error(&Parameters::from(&network), &Samples::new(&samples));
        assert!(close(error, (k as f64).ln(), 1e-12), "{k}: {error}");
    }
}

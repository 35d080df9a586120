//! What a step costs as N, M and D grow, recorded for the figure of the book. The record is one JSON object on standard output:
//! `cargo bench --bench curves > src/stage/backprop/measured.json`, on a machine that has nothing else to do.

use std::hint::black_box;
use std::time::Instant;

use nn28::data::Init;
use nn28::engine::{Difference, Method, Parameters, Samples, Training, Update};
use nn28::model::Sample;
use nn28::model::training::batch_step;
use serde_json::{Value, json};

/// N, D, M, K where they do not grow.
const USUAL: (usize, usize, usize, usize) = (200, 8, 8, 3);
/// A way is not measured where a step would take longer than this many multiplications.
const MOST: usize = 60_000_000;

fn main() {
    let curves = [
        (
            "N",
            powers(0, 14),
            (|n| (n, USUAL.1, USUAL.2, USUAL.3)) as fn(usize) -> _,
        ),
        ("M", powers(0, 9), |m| (USUAL.0, USUAL.1, m, USUAL.3)),
        ("D", powers(0, 9), |d| (USUAL.0, d, USUAL.2, USUAL.3)),
    ];
    let curves: Vec<Value> = curves
        .into_iter()
        .map(|(over, places, shape)| {
            let points = places.into_iter().map(|at| point(at, shape(at)));
            json!({ "over": over, "points": points.collect::<Vec<_>>() })
        })
        .collect();
    let (n, d, m, k) = USUAL;
    let record = json!({
        "machine": machine(),
        "usual": { "N": n, "D": d, "M": m, "K": k },
        "curves": curves,
    });
    println!("{record:#}");
}

fn powers(from: u32, to: u32) -> Vec<usize> {
    (from..=to).map(|power| 1 << power).collect()
}

/// The microseconds of one step by each way.
fn point(at: usize, (count, inputs, hidden, classes): (usize, usize, usize, usize)) -> Value {
    let network = Init::Xavier.network(inputs, hidden, classes, 1);
    let parameters = Parameters::from(&network);
    let list: Vec<Sample> = (0..count)
        .map(|n| Sample {
            x: (0..inputs)
                .map(|i| ((n * inputs + i) as f64 * 0.7).sin())
                .chain([1.0])
                .collect(),
            t: (0..classes)
                .map(|k| f64::from(u8::from(k == n % classes)))
                .collect(),
        })
        .collect();
    let samples = Samples::new(&list);
    let pass = count * parameters.values.len();
    let by_engine = |method| {
        let mut training = Training::new(parameters.clone(), method, Update::Batch, 1e-9, 1);
        shortest(|| training.step(&samples))
    };
    let numerical = (pass * parameters.values.len() < MOST)
        .then(|| by_engine(Method::Numerical(Difference::Forward, 1e-3)));
    json!({
        "at": at,
        "engine": by_engine(Method::Backprop),
        "model": shortest(|| drop(black_box(batch_step(&network, &list, 1e-9)))),
        "numerical": numerical,
    })
}

/// The shortest time of some work, in microseconds to four digits, over rounds of some milliseconds.
fn shortest(mut work: impl FnMut()) -> f64 {
    let seconds = |work: &mut dyn FnMut(), times: u32| {
        let start = Instant::now();
        (0..times).for_each(|_| work());
        start.elapsed().as_secs_f64() / f64::from(times)
    };
    let once = seconds(&mut work, 1);
    let times = (0.005 / once).clamp(1.0, 20_000.0) as u32;
    let rounds = (0..7).map(|_| seconds(&mut work, times));
    let shortest = rounds.fold(f64::INFINITY, f64::min) * 1e6;
    format!("{shortest:.3e}").parse().unwrap_or(shortest)
}

/// The processor, as Linux names it, and how it computes.
fn machine() -> String {
    let told = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = told
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(':'))
        .map_or("an unnamed processor", |(_, name)| name.trim());
    format!("{name}, {}", nn28::engine::instructions())
}

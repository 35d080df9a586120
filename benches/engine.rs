//! What a step costs: `cargo bench --bench engine`, or with a part of a name behind it, as in
//! `cargo bench --bench engine -- numerical`.

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use nn28::data::Init;
use nn28::engine::{Difference, Method, Parameters, Samples, Training, Update};
use nn28::model::training::batch_step;
use nn28::model::{Network, Sample};

/// D, M, K, N: from the smallest network of the book to one for images of 28 × 28.
const SHAPES: [(usize, usize, usize, usize); 8] = [
    (2, 2, 3, 50),
    (2, 2, 3, 200),
    (2, 32, 3, 1000),
    (13, 13, 3, 178),
    (64, 64, 10, 1797),
    (200, 100, 26, 2000),
    (400, 300, 26, 1),
    (784, 128, 10, 1000),
];

fn samples(inputs: usize, classes: usize, count: usize) -> Vec<Sample> {
    let number = |index: usize| (index as f64 * 0.7).sin() * 1.5;
    (0..count)
        .map(|n| Sample {
            x: (0..inputs)
                .map(|i| number(n * inputs + i))
                .chain([1.0])
                .collect(),
            t: (0..classes)
                .map(|k| f64::from(u8::from(k == n % classes)))
                .collect(),
        })
        .collect()
}

/// One training step, measured.
fn step(
    criterion: &mut Criterion,
    group: &str,
    shape: (usize, usize, usize, usize),
    (method, update): (Method, Update),
) {
    let (inputs, hidden, classes, count) = shape;
    let network = Init::Xavier.network(inputs, hidden, classes, 1);
    let samples = Samples::new(&samples(inputs, classes, count));
    let mut training = Training::new(Parameters::from(&network), method, update, 1e-9, 1);
    let name = format!("{inputs}-{hidden}-{classes} N={count}");
    let mut group = criterion.benchmark_group(group);
    group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
        bencher.iter(|| training.step(black_box(&samples)));
    });
    group.finish();
}

fn batch(criterion: &mut Criterion) {
    for shape in SHAPES {
        step(
            criterion,
            "batch step, engine",
            shape,
            (Method::Backprop, Update::Batch),
        );
    }
}

fn online(criterion: &mut Criterion) {
    for shape in &SHAPES[..6] {
        step(
            criterion,
            "online pass, engine",
            *shape,
            (Method::Backprop, Update::Online),
        );
    }
}

fn numerical(criterion: &mut Criterion) {
    for shape in &SHAPES[..4] {
        let difference = Difference::Forward;
        let method = (Method::Numerical(difference, 1e-3), Update::Batch);
        step(criterion, "numerical step", *shape, method);
    }
}

/// The same step by the functions that the book reads.
fn model(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("batch step, model");
    for (inputs, hidden, classes, count) in &SHAPES[..4] {
        let network: Network = Init::Xavier.network(*inputs, *hidden, *classes, 1);
        let samples = samples(*inputs, *classes, *count);
        let name = format!("{inputs}-{hidden}-{classes} N={count}");
        group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
            bencher.iter(|| batch_step(black_box(&network), &samples, 1e-9));
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_secs(1));
    targets = batch, online, numerical, model
}
criterion_main!(benches);

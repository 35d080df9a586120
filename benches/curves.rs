//! The cost of a step as N, M and D grow, for a figure of the book. On a machine that has nothing
//! else to do: `cargo bench --bench curves > src/stage/backprop/measured.csv`.

use std::hint::black_box;
use std::time::Instant;

use nn28::data::Init;
use nn28::engine::{Difference, Method, Parameters, Samples, Training, Update};
use nn28::model::Sample;
use nn28::model::training::batch_step;

/// N, D, M, K where they do not grow.
const USUAL: [usize; 4] = [200, 8, 8, 3];
/// A method is not measured where a step would take more multiplications than this.
const MAX_PRODUCTS: usize = 60_000_000;

fn main() {
    println!("# {}", machine());
    println!("over,N,D,M,K,engine,model,numerical");
    for (letter, index, powers) in [("N", 0, 0..=14), ("M", 2, 0..=9), ("D", 1, 0..=9)] {
        for power in powers {
            let mut sizes = USUAL;
            sizes[index] = 1 << power;
            let [n, d, m, k] = sizes;
            println!("{letter},{n},{d},{m},{k},{}", times(sizes));
        }
    }
}

/// The microseconds of one step by each method, separated by commas.
fn times([count, inputs, hidden, classes]: [usize; 4]) -> String {
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
    let by_engine = |method| {
        let mut training = Training::new(parameters.clone(), method, Update::Batch, 1e-9, 1);
        shortest(|| training.step(&samples))
    };
    let weights = parameters.values.len();
    let numerical = if count * weights * weights < MAX_PRODUCTS {
        by_engine(Method::Numerical(Difference::Forward, 1e-3)).to_string()
    } else {
        String::new()
    };
    let engine = by_engine(Method::Backprop);
    let model = shortest(|| drop(black_box(batch_step(&network, &list, 1e-9))));
    format!("{engine},{model},{numerical}")
}

/// The shortest time of some work, in microseconds to four digits, over rounds of some
/// milliseconds.
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

/// The processor, as Linux names it, and the width of its instructions.
fn machine() -> String {
    let told = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = told
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(':'))
        .map_or("an unnamed processor", |(_, name)| name.trim());
    format!("{name}, {}", nn28::engine::instructions())
}

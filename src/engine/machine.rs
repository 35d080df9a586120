//! All groups of a pass, on one thread or several.
//!
//! The idea: the samples are cut into parts, of which each is added up for itself. How many there are depends on how many samples there
//! are, and on nothing else. The threads share the parts out, and what comes of them is added in order. So the same samples give the
//! same bits on any number of threads.
//!
//! ```text
//! groups of samples   ├──── part 0 ────┼──── part 1 ────┼──── part 2 ────┼──── part 3 ────┤
//! two threads         first thread: slopes of 0, then 0 + 1              │
//!                     second thread:                    │ slopes of 2    │ slopes of 3
//! at the end          ((0 + 1) + 2) + 3
//! ```
//!
//! Where the time goes: into the sweeps. To clear the sums of a part and to add them takes as long as a few of its samples do.

use super::crew::Crew;
use super::matrices::{Grouped, Parameters, Samples, Shape};
use super::products::PANEL;
use super::sweep::Sweep;

/// How many parts there are at most, and how many groups each has at least.
const MAX_PARTS: usize = 8;
const LEAST_GROUPS: usize = 16;

/// Into how many parts so many groups are cut: a power of two, so that the shares are equal.
fn parts(groups: usize) -> usize {
    let room = (groups / LEAST_GROUPS).clamp(1, MAX_PARTS);
    1 << room.ilog2()
}

/// Buffers for passes over samples with networks of one shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Engine {
    /// One a thread.
    workers: Vec<Worker>,
    gradient: Parameters,
    crew: Crew,
}

/// What a thread has of its own.
#[derive(Debug, Clone, PartialEq)]
struct Worker {
    sweep: Sweep,
    /// What it has added up in the last pass: for each of its parts the sum of the slopes, or the error.
    slopes: Vec<Vec<f64>>,
    errors: Vec<f64>,
    /// How many of these sums of slopes are of the last pass.
    kept: usize,
}

impl Worker {
    fn new(shape: Shape) -> Self {
        Self {
            sweep: Sweep::new(shape),
            slopes: vec![vec![0.0; shape.parameters()]],
            errors: Vec::with_capacity(MAX_PARTS),
            kept: 0,
        }
    }

    fn add_slopes(&mut self, parameters: &Parameters, parts: Parts<'_, '_>, first: bool) {
        self.kept = 0;
        for part in parts {
            self.sweep.slopes(parameters, part);
            // Before the parts of the first thread there are no others: it can begin to add.
            if first && self.kept == 1 {
                add(&mut self.slopes[0], &self.sweep.sums);
                continue;
            }
            if self.kept == self.slopes.len() {
                self.slopes.push(vec![0.0; self.sweep.sums.len()]);
            }
            std::mem::swap(&mut self.slopes[self.kept], &mut self.sweep.sums);
            self.kept += 1;
        }
    }

    fn add_errors(&mut self, parameters: &Parameters, parts: Parts<'_, '_>) {
        self.errors.clear();
        let errors = parts.map(|part| self.sweep.error(parameters, part));
        self.errors.extend(errors);
    }
}

/// Parts that follow each other.
type Parts<'a, 'b> = &'a mut dyn Iterator<Item = Grouped<'b>>;

fn add(sums: &mut [f64], more: &[f64]) {
    for (sum, more) in sums.iter_mut().zip(more) {
        *sum += more;
    }
}

impl Engine {
    /// An engine for networks of this shape, on so many threads, at least 1.
    #[must_use]
    pub fn new(shape: Shape, threads: usize) -> Self {
        Self::with_crew(shape, &Crew::new(threads))
    }

    pub(super) fn with_crew(shape: Shape, crew: &Crew) -> Self {
        Self {
            workers: vec![Worker::new(shape); crew.threads()],
            gradient: Parameters::zeros(shape),
            crew: crew.clone(),
        }
    }

    /// E, the mean cross-entropy (8) over all samples.
    pub fn error(&mut self, parameters: &Parameters, samples: &Samples) -> f64 {
        let workers = self.share_out(samples, |_, worker, parts| {
            worker.add_errors(parameters, parts);
        });
        let errors = workers.iter().flat_map(|worker| &worker.errors);
        errors.sum::<f64>() / samples.len() as f64
    }

    /// The outputs y of all samples, N × K, row after row.
    pub fn outputs(&mut self, parameters: &Parameters, samples: &Samples) -> Vec<f64> {
        let mut outputs = vec![0.0; samples.len() * parameters.shape.classes];
        let sweep = &mut self.workers[0].sweep;
        sweep.outputs(parameters, samples.groups(), &mut outputs);
        outputs
    }

    /// The mean gradient (14) over all samples, by backpropagation.
    pub fn gradient(&mut self, parameters: &Parameters, samples: &Samples) -> &Parameters {
        self.slopes(parameters, samples);
        let entries = self.gradient.values.iter_mut();
        for (mean, sum) in entries.zip(&self.workers[0].slopes[0]) {
            *mean = sum / samples.len() as f64;
        }
        &self.gradient
    }

    /// The sum of the slopes over all samples, in the order of the weights.
    pub(super) fn slopes(&mut self, parameters: &Parameters, samples: &Samples) -> &[f64] {
        let workers = self.share_out(samples, |number, worker, parts| {
            worker.add_slopes(parameters, parts, number == 0);
        });
        let (first, others) = workers.split_first_mut().expect("at least one thread");
        for slopes in others.iter().flat_map(|other| &other.slopes[..other.kept]) {
            add(&mut first.slopes[0], slopes);
        }
        &first.slopes[0]
    }

    /// Cut the samples into parts, where panels of products end too, and give each thread its share of them, the first one always some.
    /// Gives those who had to work.
    fn share_out(
        &mut self,
        samples: &Samples,
        work: impl Fn(usize, &mut Worker, Parts<'_, '_>) + Sync,
    ) -> &mut [Worker] {
        let all = samples.groups();
        let parts = parts(all.groups());
        let border = |part: usize| {
            let even = all.groups() * part / parts;
            even.next_multiple_of(PANEL).min(all.groups())
        };
        let part = |part: usize| all.part(border(part), border(part + 1) - border(part));
        let busy = parts.min(self.workers.len());
        let first = |worker: usize| (parts * worker).div_ceil(busy);
        let workers = &mut self.workers[..busy];
        self.crew.each(workers, &|number, worker: &mut Worker| {
            let share = first(number)..first(number + 1);
            work(number, worker, &mut share.map(part));
        });
        workers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_cut_into_1_2_4_or_8_parts_of_16_groups_at_least() {
        let found = [0, 1, 16, 31, 32, 63, 64, 127, 128, 1_000].map(parts);
        assert_eq!(found, [1, 1, 1, 1, 2, 2, 4, 4, 8, 8]);
    }
}

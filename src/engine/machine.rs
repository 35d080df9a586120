//! All groups of a pass, on one or several threads.
//!
//! The idea: the samples are cut into parts, each with its own sums. The number of parts depends on
//! the number of samples only. The threads share the parts, and their sums are added in order. So
//! the same samples give the same bits on any number of threads.
//!
//! ```text
//! groups of samples   ├──── part 0 ────┼──── part 1 ────┼──── part 2 ────┼──── part 3 ────┤
//! two threads         first thread: slopes of 0, then 0 + 1              │
//!                     second thread:                    │ slopes of 2    │ slopes of 3
//! at the end          ((0 + 1) + 2) + 3
//! ```
//!
//! Where the time goes: into the batch passes. Clearing and adding the sums of a part takes as long
//! as a few of its samples.

use super::batch_pass::BatchPass;
use super::matrices::{Grouped, Parameters, Samples, Shape};
use super::products::MAX_PANEL;
use super::thread_pool::ThreadPool;

/// Maximum number of parts, and minimum number of groups in each.
const MAX_PARTS: usize = 8;
const MIN_GROUPS: usize = 16;

/// Number of parts that the groups are cut into: a power of two, so that the shares are equal.
fn parts(groups: usize) -> usize {
    let most = (groups / MIN_GROUPS).clamp(1, MAX_PARTS);
    1 << most.ilog2()
}

/// Buffers for passes over samples with networks of one shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Engine {
    workers: Vec<Worker>,
    gradient: Parameters,
    pool: ThreadPool,
}

#[derive(Debug, Clone, PartialEq)]
struct Worker {
    buffers: BatchPass,
    /// The sums of the last pass: for each of its parts the slopes, or the error.
    slopes: Vec<Vec<f64>>,
    errors: Vec<f64>,
    /// Number of these sums of slopes that belong to the last pass.
    parts: usize,
}

impl Worker {
    fn new(shape: Shape) -> Self {
        Self {
            buffers: BatchPass::new(shape),
            slopes: vec![vec![0.0; shape.parameters()]],
            errors: Vec::with_capacity(MAX_PARTS),
            parts: 0,
        }
    }

    #[inline]
    fn add_slopes(&mut self, parameters: &Parameters, parts: Parts<'_, '_>, first: bool) {
        self.parts = 0;
        for part in parts {
            self.buffers.slopes(parameters, part);
            // No parts come before those of the first thread, so it can add at once.
            if first && self.parts == 1 {
                add(&mut self.slopes[0], &self.buffers.sums);
                continue;
            }
            if self.parts == self.slopes.len() {
                self.slopes.push(vec![0.0; self.buffers.sums.len()]);
            }
            std::mem::swap(&mut self.slopes[self.parts], &mut self.buffers.sums);
            self.parts += 1;
        }
    }

    fn add_errors(&mut self, parameters: &Parameters, parts: Parts<'_, '_>) {
        self.errors.clear();
        for part in parts {
            self.errors.push(self.buffers.error(parameters, part));
        }
    }
}

type Parts<'a, 'b> = &'a mut dyn Iterator<Item = Grouped<'b>>;

#[inline]
fn add(sums: &mut [f64], more: &[f64]) {
    for (sum, more) in sums.iter_mut().zip(more) {
        *sum += more;
    }
}

impl Engine {
    /// An engine for networks of this shape, on `threads` threads, at least 1.
    pub fn new(shape: Shape, threads: usize) -> Self {
        Self::with_pool(shape, &ThreadPool::new(threads))
    }

    pub(super) fn with_pool(shape: Shape, pool: &ThreadPool) -> Self {
        Self {
            workers: vec![Worker::new(shape); pool.threads()],
            gradient: Parameters::zeros(shape),
            pool: pool.clone(),
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
        let buffers = &mut self.workers[0].buffers;
        buffers.outputs(parameters, samples.groups(), &mut outputs);
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
        for slopes in others.iter().flat_map(|other| &other.slopes[..other.parts]) {
            add(&mut first.slopes[0], slopes);
        }
        &first.slopes[0]
    }

    /// Cuts the samples into parts, at the ends of panels, and gives each thread its share of them.
    /// Returns the workers that were used.
    #[inline]
    fn share_out(
        &mut self,
        samples: &Samples,
        work: impl Fn(usize, &mut Worker, Parts<'_, '_>) + Sync,
    ) -> &mut [Worker] {
        let all = samples.groups();
        let parts = parts(all.groups());
        let border = |part: usize| {
            let even = all.groups() * part / parts;
            even.next_multiple_of(MAX_PANEL).min(all.groups())
        };
        let part = |part: usize| all.part(border(part), border(part + 1) - border(part));
        let busy = parts.min(self.workers.len());
        let first = |worker: usize| (parts * worker).div_ceil(busy);
        let workers = &mut self.workers[..busy];
        self.pool.each(workers, &|number, worker: &mut Worker| {
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

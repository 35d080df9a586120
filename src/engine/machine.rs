//! All groups of a pass, on one thread or several. With several threads each takes a part of the samples, in order, and the parts are
//! added in order: the same number of threads gives the same bits, and another number the same numbers to rounding.

use super::crew::Crew;
use super::matrices::{Grouped, Parameters, Samples, Shape};
use super::sweep::Sweep;

/// Buffers for passes over samples with networks of one shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Engine {
    /// One a thread.
    sweeps: Vec<Sweep>,
    gradient: Parameters,
    crew: Crew,
}

impl Engine {
    /// An engine for networks of this shape, on so many threads, at least 1.
    #[must_use]
    pub fn new(shape: Shape, threads: usize) -> Self {
        Self::with_crew(shape, &Crew::new(threads))
    }

    pub(super) fn with_crew(shape: Shape, crew: &Crew) -> Self {
        Self {
            sweeps: vec![Sweep::new(shape); crew.threads()],
            gradient: Parameters::zeros(shape),
            crew: crew.clone(),
        }
    }

    /// E, the mean cross-entropy (8) over all samples.
    pub fn error(&mut self, parameters: &Parameters, samples: &Samples) -> f64 {
        let error = self.each_part(samples, |sweep, part| sweep.error(parameters, part));
        error / samples.len() as f64
    }

    /// The outputs y of all samples, N × K, row after row.
    pub fn outputs(&mut self, parameters: &Parameters, samples: &Samples) -> Vec<f64> {
        let mut outputs = vec![0.0; samples.len() * parameters.shape.classes];
        self.sweeps[0].outputs(parameters, samples.groups(), &mut outputs);
        outputs
    }

    /// The mean gradient (14) over all samples, by backpropagation.
    pub fn gradient(&mut self, parameters: &Parameters, samples: &Samples) -> &Parameters {
        self.slopes(parameters, samples);
        let entries = self.gradient.values.iter_mut();
        for (mean, sum) in entries.zip(&self.sweeps[0].sums) {
            *mean = sum / samples.len() as f64;
        }
        &self.gradient
    }

    /// The sum of the slopes over all samples, in the order of the weights.
    pub(super) fn slopes(&mut self, parameters: &Parameters, samples: &Samples) -> &[f64] {
        self.each_part(samples, |sweep, part| {
            sweep.slopes(parameters, part);
            0.0
        });
        let parts = samples.groups().groups().min(self.sweeps.len()).max(1);
        if let Some((first, others)) = self.sweeps[..parts].split_first_mut() {
            for other in others {
                for (entry, more) in first.sums.iter_mut().zip(&other.sums) {
                    *entry += more;
                }
            }
        }
        &self.sweeps[0].sums
    }

    /// Divide the groups among the threads, as many as have one, and add up what each gives.
    fn each_part(
        &mut self,
        samples: &Samples,
        work: impl Fn(&mut Sweep, Grouped<'_>) -> f64 + Sync,
    ) -> f64 {
        let all = samples.groups();
        let parts = all.groups().min(self.sweeps.len()).max(1);
        let border = |part: usize| all.groups() * part / parts;
        let one = |number: usize, sweep: &mut Sweep| {
            let from = border(number);
            work(sweep, all.part(from, border(number + 1) - from))
        };
        self.crew.each(&mut self.sweeps[..parts], &one)
    }
}

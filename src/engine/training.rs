//! Updates (27): every weight takes a small step against its slope, after all samples or after
//! each.

use super::machine::Engine;
use super::matrices::{Parameters, Samples, Shape};
use super::numerical_gradient::{Difference, slope};
use super::small_batch::{MAX_SAMPLES, SmallBatch};
use super::thread_pool::ThreadPool;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Update {
    /// Once a step, by the mean gradient over all samples.
    Batch,
    /// After every sample, in their order; a step is one pass over all of them.
    Online,
}

choices!(Update, "update", Batch "batch", Online "online");

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Method {
    /// Equations 23, 26 and 28: one forward pass and one backward.
    Backprop,
    /// Equation 10 with this difference and this ε: forward passes for every single weight.
    Numerical(Difference, f64),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Training {
    pub parameters: Parameters,
    /// α.
    pub learning_rate: f64,
    /// Number of forward passes over the samples of an update.
    pub passes: u64,
    update: Update,
    /// Maximum number of samples of a batch; all of them if there is none.
    block: Option<usize>,
    work: Work,
    pool: ThreadPool,
    /// The weights before the last steps.
    before: Vec<f64>,
}

#[derive(Debug, Clone, PartialEq)]
enum Work {
    /// The second is for a small number of samples, and made when it is first needed.
    Batch(Box<Engine>, Option<Box<SmallBatch>>),
    Online(SmallBatch),
    Numerical(Box<Numerical>),
}

impl Training {
    /// A training from these weights, on `threads` threads, at least 1.
    pub fn new(
        parameters: Parameters,
        method: Method,
        update: Update,
        learning_rate: f64,
        threads: usize,
    ) -> Self {
        let (shape, pool) = (parameters.shape, ThreadPool::new(threads));
        let work = match (method, update) {
            (Method::Backprop, Update::Batch) => {
                Work::Batch(Box::new(Engine::with_pool(shape, &pool)), None)
            }
            (Method::Backprop, Update::Online) => Work::Online(SmallBatch::new(shape, 1)),
            (Method::Numerical(difference, epsilon), _) => {
                let numerical = Numerical::new(shape, (difference, epsilon), &pool);
                Work::Numerical(Box::new(numerical))
            }
        };
        Self {
            before: parameters.values.clone(),
            parameters,
            learning_rate,
            passes: 0,
            update,
            block: None,
            work,
            pool,
        }
    }

    /// The same with batches of up to `samples` samples each, in their order. A step is a pass over
    /// all of them.
    pub fn in_blocks(mut self, samples: Option<usize>) -> Self {
        self.block = samples;
        self
    }

    /// Makes one step: a batch update, or one pass of online updates. Without samples no weight
    /// moves.
    pub fn step(&mut self, samples: &Samples) {
        self.steps(samples, 1);
    }

    /// Runs up to `count` steps, stopping at the first non-finite weight. Returns the number of
    /// steps run.
    pub fn steps(&mut self, samples: &Samples, count: u64) -> u64 {
        // Inside the pool, so that its threads need not be woken for each step.
        let pool = self.pool.clone();
        pool.run(|| {
            let passes = self.passes;
            let blocks = self.blocks(samples);
            self.before.copy_from_slice(&self.parameters.values);
            (0..count).for_each(|_| self.one_step(samples, &blocks));
            if self.is_finite() {
                return count;
            }
            // A weight that is not finite never becomes finite again, so the first such step is
            // looked for only now.
            self.passes = passes;
            self.parameters.values.copy_from_slice(&self.before);
            let breaks = |_: &u64| {
                self.one_step(samples, &blocks);
                !self.is_finite()
            };
            (1..=count).find(breaks).unwrap_or(count)
        })
    }

    /// The batches of a step; none if a single one has all samples, or if they need not be apart.
    fn blocks(&self, samples: &Samples) -> Vec<Samples> {
        let (size, count) = (self.batch(samples), samples.len());
        let takes_rows = matches!(self.work, Work::Batch(..))
            && SmallBatch::is_faster(self.parameters.shape, size);
        if size == count || self.update == Update::Online || takes_rows {
            return Vec::new();
        }
        let block = |from| samples.part(from..(from + size).min(count));
        (0..count).step_by(size).map(block).collect()
    }

    /// Maximum number of samples of a batch.
    fn batch(&self, samples: &Samples) -> usize {
        let count = samples.len();
        self.block.map_or(count, |size| size.clamp(1, count.max(1)))
    }

    fn one_step(&mut self, samples: &Samples, blocks: &[Samples]) {
        if blocks.is_empty() {
            self.descend(samples);
        }
        for block in blocks {
            self.descend(block);
        }
    }

    fn descend(&mut self, samples: &Samples) {
        if samples.is_empty() {
            return;
        }
        let (rate, batch) = (self.learning_rate, self.batch(samples));
        match &mut self.work {
            Work::Batch(_, rows) if SmallBatch::is_faster(self.parameters.shape, batch) => {
                let new = || Box::new(SmallBatch::new(self.parameters.shape, MAX_SAMPLES));
                let rows = rows.get_or_insert_with(new);
                rows.descend(&mut self.parameters, samples, batch, rate);
                self.passes += samples.len().div_ceil(batch) as u64;
            }
            Work::Batch(engine, _) => {
                let slopes = engine.slopes(&self.parameters, samples);
                let rate = rate / samples.len() as f64;
                for (weight, slope) in self.parameters.values.iter_mut().zip(slopes) {
                    *weight -= rate * slope;
                }
                self.passes += 1;
            }
            Work::Online(rows) => {
                rows.descend(&mut self.parameters, samples, 1, rate);
                self.passes += samples.len() as u64;
            }
            Work::Numerical(numerical) if self.update == Update::Batch => {
                self.passes += numerical.descend(&mut self.parameters, samples, rate);
            }
            Work::Numerical(numerical) => {
                let mut one = numerical.one.take().unwrap_or_else(|| samples.only(0));
                for n in 0..samples.len() {
                    one.become_sample(samples, n);
                    self.passes += numerical.descend(&mut self.parameters, &one, rate);
                }
                numerical.one = Some(one);
            }
        }
    }

    /// True if its slopes are numerical ones.
    pub fn is_numerical(&self) -> bool {
        matches!(self.work, Work::Numerical(_))
    }

    /// True if no weight is NaN or infinite.
    pub fn is_finite(&self) -> bool {
        self.parameters.values.iter().all(|w| w.is_finite())
    }
}

/// Descent by differences. The weights are divided among the threads, so that the bits do not
/// depend on how many there are.
#[derive(Debug, Clone, PartialEq)]
struct Numerical {
    /// The difference and its ε.
    quotient: (Difference, f64),
    workers: Vec<Worker>,
    pool: ThreadPool,
    /// The sample of an online update.
    one: Option<Samples>,
}

/// One thread's share of the weights.
#[derive(Debug, Clone, PartialEq)]
struct Worker {
    engine: Engine,
    moved: Parameters,
    slopes: Vec<f64>,
}

impl Numerical {
    fn new(shape: Shape, quotient: (Difference, f64), pool: &ThreadPool) -> Self {
        let worker = Worker {
            engine: Engine::new(shape, 1),
            moved: Parameters::zeros(shape),
            slopes: Vec::new(),
        };
        Self {
            quotient,
            workers: vec![worker; pool.threads()],
            pool: pool.clone(),
            one: None,
        }
    }

    /// Makes one update by all slopes. Returns the number of passes it took.
    fn descend(&mut self, parameters: &mut Parameters, samples: &Samples, rate: f64) -> u64 {
        let weights = parameters.values.len();
        let share = weights.div_ceil(self.workers.len());
        let quotient = self.quotient;
        let needs_error = quotient.0.needs_error();
        let mut error = f64::NAN;
        if needs_error {
            error = self.workers[0].engine.error(parameters, samples);
        }
        let at = &*parameters;
        self.pool.each(&mut self.workers, &|number, worker| {
            worker.slopes.clear();
            worker.moved.values.copy_from_slice(&at.values);
            for index in (number * share).min(weights)..((number + 1) * share).min(weights) {
                let (engine, moved) = (&mut worker.engine, &mut worker.moved);
                let slope = slope(engine, moved, samples, index, quotient, error);
                worker.slopes.push(slope);
            }
        });
        let slopes = self.workers.iter().flat_map(|worker| &worker.slopes);
        for (weight, slope) in parameters.values.iter_mut().zip(slopes) {
            *weight -= rate * slope;
        }
        u64::from(needs_error) + weights as u64 * quotient.0.passes()
    }
}

//! Updates (27): every weight takes a small step against its slope, after all samples or after each.

use std::str::FromStr;

use super::crew::Crew;
use super::machine::Engine;
use super::matrices::{Parameters, Samples, Shape};
use super::rows::{self, Rows};
use super::slopes::{Difference, slope};

/// When the weights move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Update {
    /// Once a step, by the mean gradient over all samples.
    Batch,
    /// After every sample, in their order; a step is one pass over all of them.
    Online,
}

impl std::fmt::Display for Update {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Batch => "batch",
            Self::Online => "online",
        })
    }
}

impl FromStr for Update {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "batch" => Ok(Self::Batch),
            "online" => Ok(Self::Online),
            _ => Err(format!(
                "there is no update {word:?}: expected batch or online"
            )),
        }
    }
}

/// Where the slopes come from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Method {
    /// Equations 23, 26 and 28: one forward pass and one backward.
    Backprop,
    /// Equation 10 with this difference and this ε: forward passes for every single weight.
    Numerical(Difference, f64),
}

/// A training that goes on step by step.
#[derive(Debug, Clone, PartialEq)]
pub struct Training {
    /// The weights as they are now.
    pub parameters: Parameters,
    /// α.
    pub learning_rate: f64,
    /// How many times the network was run forward over the samples that an update is for.
    pub passes: u64,
    update: Update,
    work: Work,
    crew: Crew,
    /// The weights before the last steps.
    before: Vec<f64>,
}

/// What makes the slopes.
#[derive(Debug, Clone, PartialEq)]
enum Work {
    /// By all samples, and their few rows at once if there are few.
    Batch(Box<Engine>, Option<Box<Rows>>),
    Online(Rows),
    Numerical(Box<Numerical>),
}

impl Training {
    /// A training from these weights, on so many threads, at least 1.
    #[must_use]
    pub fn new(
        parameters: Parameters,
        method: Method,
        update: Update,
        learning_rate: f64,
        threads: usize,
    ) -> Self {
        let (shape, crew) = (parameters.shape, Crew::new(threads));
        let work = match (method, update) {
            (Method::Backprop, Update::Batch) => {
                Work::Batch(Box::new(Engine::with_crew(shape, &crew)), None)
            }
            (Method::Backprop, Update::Online) => Work::Online(Rows::new(shape, 1)),
            (Method::Numerical(difference, epsilon), _) => Work::Numerical(Box::new(
                Numerical::new(shape, (difference, epsilon), &crew),
            )),
        };
        Self {
            before: parameters.values.clone(),
            parameters,
            learning_rate,
            passes: 0,
            update,
            work,
            crew,
        }
    }

    /// One step: a batch update, or one pass of online updates.
    pub fn step(&mut self, samples: &Samples) {
        self.steps(samples, 1);
    }

    /// So many steps, or fewer if the weights are no longer finite. Gives how many were made.
    pub fn steps(&mut self, samples: &Samples, count: u64) -> u64 {
        // Within the crew, whose threads then need not be woken for each step.
        let crew = self.crew.clone();
        crew.run(|| {
            let passes = self.passes;
            self.before.copy_from_slice(&self.parameters.values);
            (0..count).for_each(|_| self.one_step(samples));
            if self.is_finite() {
                return count;
            }
            // A weight that is no number never becomes one again, so that only now the first step that makes one is looked for.
            self.passes = passes;
            self.parameters.values.copy_from_slice(&self.before);
            let breaks = |_: &u64| {
                self.one_step(samples);
                !self.is_finite()
            };
            (1..=count).find(breaks).unwrap_or(count)
        })
    }

    fn one_step(&mut self, samples: &Samples) {
        let rate = self.learning_rate;
        match &mut self.work {
            Work::Batch(_, rows) if Rows::suit(self.parameters.shape, samples.len()) => {
                let rows = rows
                    .get_or_insert_with(|| Box::new(Rows::new(self.parameters.shape, rows::MOST)));
                rows.descend(&mut self.parameters, samples, samples.len(), rate);
                self.passes += 1;
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

    /// Whether all weights are numbers still.
    #[must_use]
    pub fn is_finite(&self) -> bool {
        self.parameters
            .values
            .iter()
            .all(|weight| weight.is_finite())
    }
}

/// Descent by differences. The weights are divided among the threads, so that the bits do not depend on how many there are.
#[derive(Debug, Clone, PartialEq)]
struct Numerical {
    difference: Difference,
    epsilon: f64,
    searchers: Vec<Searcher>,
    crew: Crew,
    /// The sample of an online update.
    one: Option<Samples>,
}

/// One thread's share of the weights.
#[derive(Debug, Clone, PartialEq)]
struct Searcher {
    engine: Engine,
    moved: Parameters,
    slopes: Vec<f64>,
}

impl Numerical {
    fn new(shape: Shape, (difference, epsilon): (Difference, f64), crew: &Crew) -> Self {
        let share = shape.parameters().div_ceil(crew.threads());
        let searcher = Searcher {
            engine: Engine::new(shape, 1),
            moved: Parameters::zeros(shape),
            slopes: Vec::with_capacity(share),
        };
        Self {
            difference,
            epsilon,
            searchers: vec![searcher; crew.threads()],
            crew: crew.clone(),
            one: None,
        }
    }

    /// One update by all slopes; gives how many whole passes it took.
    fn descend(&mut self, parameters: &mut Parameters, samples: &Samples, rate: f64) -> u64 {
        let weights = parameters.values.len();
        let share = weights.div_ceil(self.searchers.len());
        let quotient = (self.difference, self.epsilon);
        let error = if self.difference.needs_error() {
            self.searchers[0].engine.error(parameters, samples)
        } else {
            f64::NAN
        };
        let at = &*parameters;
        self.crew.each(&mut self.searchers, &|number, searcher| {
            let places = (number * share).min(weights)..((number + 1) * share).min(weights);
            let Searcher {
                engine,
                moved,
                slopes,
            } = searcher;
            slopes.clear();
            moved.values.copy_from_slice(&at.values);
            slopes
                .extend(places.map(|place| slope(engine, moved, samples, place, quotient, error)));
        });
        let slopes = self.searchers.iter().flat_map(|searcher| &searcher.slopes);
        for (weight, slope) in parameters.values.iter_mut().zip(slopes) {
            *weight -= rate * slope;
        }
        u64::from(self.difference.needs_error()) + weights as u64 * self.difference.passes()
    }
}

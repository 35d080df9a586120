//! Expect: which way will a weight go and where to, what will E do, which slope is the largest, how far will E move?

use super::Backprop;
use crate::engine::Update;
use crate::equation::Number;
use crate::model::error::eq12_cross_entropy;
use crate::scene::number::{compact, rounded};
use crate::scene::text;
use crate::stage::dashboard::{Answer, Asked, Question};

/// A change is clear if it is such a share of the largest one; of E, such a share of E.
const CLEAR: (f64, f64) = (0.05, 1e-3);
/// The largest slope is clear if it is as many times the next one.
const AHEAD: f64 = 1.3;
/// Changes of weights that are smaller are none.
const LEAST: f64 = 1e-6;
const CHOICES: usize = 4;
/// The pictures that show slopes.
const OF_SLOPES: [&str; 3] = ["landscape", "check", "diagnosis"];
const NOTHING_CLEAR: &str = "Nothing about the next step is clear enough to ask: n makes it.";

/// The state before the step that is asked about, and what it changes.
struct Coming<'a> {
    stage: &'a Backprop,
    after: Backprop,
    /// The changes of all weights.
    changes: Vec<f64>,
    /// The number of the question, which varies what is asked.
    number: usize,
}

impl Backprop {
    /// Asks about the next step: in the procedure about the update by its sample.
    pub(super) fn ask_step(&mut self) -> Asked {
        let coming = Coming::of(self);
        let kinds = [
            Coming::way,
            Coming::of_sample,
            Coming::largest,
            Coming::size,
            Coming::update,
            Coming::of_all,
        ];
        let mut order = kinds.iter().cycle().skip(coming.number).take(kinds.len());
        let asked = order.find_map(|kind| kind(&coming));
        let (weight, question) = asked.ok_or(NOTHING_CLEAR)?;
        self.dashboard.weight = weight;
        Ok(question)
    }

    /// Makes the step that was asked about.
    pub(super) fn show_step(&mut self) {
        if !self.dashboard.is_viewing("procedure") {
            return self.train(1);
        }
        for _ in 0..4 {
            self.update_step_on();
            if self.update_steps.done == 4 {
                break;
            }
        }
    }

    fn error_of_sample(&self, sample: usize) -> f64 {
        let experiment = &self.dashboard.experiment;
        let sample = &experiment.train_samples()[sample];
        let pass = experiment.forward(&experiment.network(), &sample.x);
        eq12_cross_entropy(&sample.t, &pass.log_y)
    }
}

type Found = Option<(usize, Question)>;

impl<'a> Coming<'a> {
    fn of(stage: &'a Backprop) -> Self {
        let mut after = stage.clone();
        after.show_step();
        let [before, now] = [stage, &after].map(|it| &it.dashboard.experiment.parameters().values);
        let changes = now.iter().zip(before).map(|(now, before)| now - before);
        Self {
            changes: changes.collect(),
            number: stage.dashboard.screen.answered(),
            stage,
            after,
        }
    }

    fn name(&self, weight: usize) -> String {
        self.stage.dashboard.weight_name(weight)
    }

    fn is_of_sample(&self) -> bool {
        self.stage.dashboard.is_viewing("procedure")
    }

    /// True if slopes or new weights are on the screen already.
    fn shows_slopes(&self) -> bool {
        let dashboard = &self.stage.dashboard;
        dashboard.shows_slopes()
            || OF_SLOPES.iter().any(|view| dashboard.is_viewing(view))
            || self.is_computed()
    }

    /// True if the procedure has the slopes already, and maybe the new weights.
    fn is_computed(&self) -> bool {
        self.is_of_sample() && (2..4).contains(&self.stage.update_steps.done)
    }

    /// True if the step goes against one slope, be it of a sample or of a mean.
    fn is_one_slope(&self) -> bool {
        let setup = &self.stage.dashboard.experiment.setup;
        self.is_of_sample() || setup.update == Update::Batch && setup.block.0.is_none()
    }

    /// The slope that made a change.
    fn slope(&self, weight: usize) -> f64 {
        -self.changes[weight] / self.stage.dashboard.experiment.setup.learning_rate
    }

    /// The weights from the one that changes most.
    fn ranking(&self) -> Vec<usize> {
        let mut ranking: Vec<usize> = (0..self.changes.len()).collect();
        let size = |weight: &usize| self.changes[*weight].abs();
        ranking.sort_by(|one, other| size(other).total_cmp(&size(one)));
        ranking
    }

    fn way(&self) -> Found {
        let ranking = self.ranking();
        let least = (CLEAR.0 * self.changes[*ranking.first()?].abs()).max(LEAST);
        let clear = |weight: &usize| self.changes[*weight].abs() >= least;
        // The equation may show the slope along the chosen weight.
        let others = |weight: &usize| *weight != self.stage.dashboard.weight;
        let clear: Vec<usize> = ranking.into_iter().filter(clear).filter(others).collect();
        if self.shows_slopes() || clear.is_empty() {
            return None;
        }
        let weight = clear[7 * self.number % clear.len()];
        let (name, change) = (self.name(weight), self.changes[weight]);
        let way = if change > 0.0 { "up" } else { "down" };
        let slope = text(self.slope(weight), 4);
        let is_sum = !self.is_of_sample() && self.setup_is(Update::Online);
        let slopes = if is_sum {
            "The slopes of the pass add up to"
        } else {
            "The slope along it was"
        };
        let question = Question {
            kind: "way",
            equation: Number::whole(27),
            asks: format!("Which way will {name} go in the next step?"),
            answer: Answer::one(&["up", "down"], usize::from(change < 0.0)),
            outcome: format!("{name} went {way}, by {}.", text(change.abs(), 4)),
            why: format!("{slopes} {slope}: a step goes against it, α times as far."),
        };
        Some((weight, question))
    }

    /// The new value of the steepest weight; the wrong answers are those of common mistakes.
    fn update(&self) -> Found {
        let weight = *self.ranking().first()?;
        if self.is_computed() || !self.is_one_slope() {
            return None;
        }
        let question = self
            .stage
            .dashboard
            .about_update(weight, self.slope(weight))?;
        Some((weight, question))
    }

    /// The number of weights before the hidden units; those come first.
    fn weights_of_w(&self) -> usize {
        let network = self.stage.dashboard.experiment.network();
        network.w.iter().map(Vec::len).sum()
    }

    fn setup_is(&self, update: Update) -> bool {
        self.stage.dashboard.experiment.setup.update == update
    }

    fn of_sample(&self) -> Found {
        let sample = self.after.dashboard.experiment.sample_number();
        let errors = [self.stage, &self.after].map(|stage| stage.error_of_sample(sample));
        let why = match (self.is_of_sample(), errors[1] < errors[0]) {
            (true, true) => "The update goes down the slope of this sample's own error.",
            (false, true) => "It wants the weights to go where the mean of all samples goes.",
            (true, false) => "The update went too far along this sample's slope.",
            (false, false) => "A step goes down for the mean of all samples, not for each one.",
        };
        let asks = format!("What will the error of sample {sample} alone do in the next step?");
        self.rise_or_fall("sample", asks, errors, why)
    }

    fn of_all(&self) -> Found {
        let errors = [self.stage, &self.after].map(|stage| stage.dashboard.scores.0.error);
        let why = if errors[1] < errors[0] {
            "The step went down the slope, and not so far that it came up again."
        } else {
            "The step went too far for this slope, or is not the slope of the mean."
        };
        let asks = "What will E, the mean over all samples, do in the next step?".to_owned();
        self.rise_or_fall("all", asks, errors, why)
    }

    fn rise_or_fall(&self, kind: &'static str, asks: String, errors: [f64; 2], why: &str) -> Found {
        let [before, after] = errors;
        if !after.is_finite() || (after - before).abs() < (CLEAR.1 * before).max(LEAST) {
            return None;
        }
        let falls = after < before;
        let does = if falls { "falls" } else { "rises" };
        let question = Question {
            kind,
            equation: Number::whole(if kind == "sample" { 12 } else { 8 }),
            asks,
            answer: Answer::one(&["it rises", "it falls"], usize::from(falls)),
            outcome: format!("it {does}, from {} to {}.", text(before, 4), text(after, 4)),
            why: why.to_owned(),
        };
        Some((self.stage.dashboard.weight, question))
    }

    fn largest(&self) -> Found {
        let is_one_slope = self.is_of_sample() || self.setup_is(Update::Batch);
        let [best, ref others @ ..] = self.ranking()[..] else {
            return None;
        };
        let size = |weight: usize| self.changes[weight].abs();
        let next = *others.first()?;
        if self.shows_slopes() || !is_one_slope || size(best) < (AHEAD * size(next)).max(LEAST) {
            return None;
        }
        let apart = others.len().div_ceil(CHOICES - 1).max(1);
        let mut choices: Vec<usize> = others.iter().copied().step_by(apart).collect();
        choices.push(best);
        choices.sort_unstable();
        let error = if self.is_of_sample() {
            "∂Eₙ/∂"
        } else {
            "∂E/∂"
        };
        let names = choices
            .iter()
            .map(|weight| format!("{error}{}", self.name(*weight)));
        let of: Vec<String> = names.collect();
        let right = choices.iter().position(|weight| *weight == best)?;
        let [first, second] = [best, next].map(|weight| {
            format!(
                "{error}{} = {}",
                self.name(weight),
                text(self.slope(weight), 4)
            )
        });
        let question = Question {
            kind: "largest",
            equation: Number::whole(if best < self.weights_of_w() { 28 } else { 26 }),
            asks: "Which of these slopes is the largest, whatever its sign?".to_owned(),
            outcome: format!("{first}; the next is {second}."),
            answer: Answer::some(of, right),
            why: "The larger its slope, the farther a weight goes in a step: (27).".to_owned(),
        };
        Some((self.stage.dashboard.weight, question))
    }

    fn size(&self) -> Found {
        let [before, after] = [self.stage, &self.after].map(|it| it.dashboard.scores.0.error);
        let change = (after - before).abs();
        if self.is_of_sample() || !change.is_finite() || change < (CLEAR.1 * before).max(LEAST) {
            return None;
        }
        let right = (self.number / 2) % CHOICES;
        let power = |choice: usize| i32::try_from(choice).unwrap_or(0);
        let size = |choice: usize| rounded(change, 1) * 3.0_f64.powi(power(choice) - power(right));
        let of = (0..CHOICES)
            .map(|choice| compact(rounded(size(choice), 1)))
            .collect();
        let question = Question {
            kind: "size",
            equation: Number::whole(27),
            asks: "By about how much will the next step change E?".to_owned(),
            answer: Answer::some(of, right),
            outcome: format!(
                "by {}, from {} to {}.",
                compact(rounded(change, 2)),
                text(before, 4),
                text(after, 4)
            ),
            why: "A small step changes E by about α times the sum of all squared slopes."
                .to_owned(),
        };
        Some((self.stage.dashboard.weight, question))
    }
}

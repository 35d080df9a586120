//! Expect: on which side of the line will a point be, and what is its y?

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

use super::Neuron;
use super::moves::on_grid;
use crate::equation::Number;
use crate::scene::text;
use crate::stage::dashboard::{Answer, Asked, KNOWS_MISTAKES, Question, mistakes_in};

/// A point is clear of the line if y is as far from ½.
const CLEAR: f64 = 0.1;
/// Answers about y are told from each other if they are as far apart.
const APART: f64 = 0.02;
const TRIES: usize = 200;
/// The steps between the ends of the plane.
const STEPS: i32 = 40;
const NO_POINT: &str = "No point of the plane is clear of the line: other weights make one.";

impl Neuron {
    /// Chooses a point that is clear of the line, and asks for its side or for its y. It shows after the answer.
    pub(super) fn question(&mut self) -> Asked {
        let mut random = ChaCha8Rng::seed_from_u64(self.screen.answered() as u64);
        let is_above = random.random::<bool>();
        let (from, to) = self.range();
        let step = (to - from) / f64::from(STEPS);
        let mut number = || {
            on_grid(
                from + step * f64::from(random.random_range(0..=STEPS)),
                step,
            )
        };
        let points: Vec<Self> = (0..TRIES)
            .map(|_| self.moved_to([number(), number()]))
            .collect();
        let clear = |point: &&Self| (point.output() - 0.5).abs() >= CLEAR && point.x != self.x;
        let mut wanted = points
            .iter()
            .filter(clear)
            .filter(|point| (point.sum() > 0.0) == is_above);
        let point = wanted.next().or_else(|| points.iter().find(clear));
        let point = point.ok_or(NO_POINT)?;
        self.expected.clone_from(&point.x);
        let names = ["x₀", "x₁"].iter().zip(&point.x);
        let at: Vec<String> = names
            .map(|(name, x)| format!("{name} = {}", text(*x, 2)))
            .collect();
        let at = at.join(", ");
        let of_output = || point.about_output(&at, self.screen.answered() / 2);
        let asks_for_side = !KNOWS_MISTAKES || self.screen.answered().is_multiple_of(2);
        let question = (!asks_for_side).then(of_output).flatten();
        Ok(question.unwrap_or_else(|| point.about_side(&at)))
    }

    fn about_side(&self, at: &str) -> Question {
        let [a, y] = [self.sum(), self.output()].map(|number| text(number, 4));
        let (right, sign) = if self.sum() > 0.0 {
            (0, "above")
        } else {
            (1, "below")
        };
        Question {
            kind: "side",
            equation: Number::whole(3),
            asks: format!("On which side of the line a = 0 is {at}?"),
            answer: Answer::one(&["a > 0, y above ½", "a < 0, y below ½"], right),
            outcome: format!("y is {y}, {sign} ½."),
            why: format!("The weighted sum is a = {a} there, and y is ½ only where a is 0."),
        }
    }

    /// The wrong answers are those of common mistakes; none where they are too near, and in pages.
    fn about_output(&self, at: &str, turn: usize) -> Option<Question> {
        let (sum, output) = (self.sum(), self.output());
        let mistakes = mistakes_in("eq04_sigmoid", &[sum.into()], 0);
        let [a, y] = [sum, output].map(|number| text(number, 4));
        Some(Question {
            kind: "output",
            equation: Number::whole(4),
            asks: format!("At {at} the sum a is {a}: what is y?"),
            answer: Answer::among(output, &mistakes, APART, turn)?,
            outcome: format!("y is {y}."),
            why: "y = 1/(1 + exp(−a)): above ½ for positive sums, and never outside of 0 and 1."
                .to_owned(),
        })
    }

    fn moved_to(&self, point: [f64; 2]) -> Self {
        let mut moved = self.clone();
        moved.x.iter_mut().zip(point).for_each(|(x, to)| *x = to);
        moved
    }

    /// Shows the point that was asked for.
    pub(super) fn show_expected(&mut self) {
        if self.expected.len() == self.x.len() {
            self.x.clone_from(&self.expected);
        }
    }
}

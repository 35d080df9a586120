//! Expect: what will the next step do? The answer comes first, then the step, and nothing of it shows before.

use super::{DashboardState, Keys, Screen, typed_number};
use crate::equation::Number;
use crate::exercise::{self, value::Argument};
use crate::model::training::updated_weight;
use crate::scene::number::compact;
use crate::scene::{EquationCard, EquationLine, Guide, Scene, Target, text};
use crate::stage::{Action, Deed, Direction};

/// The most letters of an answer.
const LONGEST: usize = 24;
/// The most numbers to choose from, and the fewest.
const CHOICES: [usize; 2] = [4, 3];
/// Weights are told from each other if they are as far apart.
const APART: f64 = 1e-3;
const GIVEN_UP: &str = "The question is given up: e asks another.";
const UNKNOWN: &str = "?";

#[derive(Debug, Clone, PartialEq)]
pub(in crate::stage) struct Question {
    /// Answers are counted for each kind.
    pub kind: &'static str,
    /// The equation that it is about.
    pub equation: Number,
    pub asks: String,
    pub answer: Answer,
    /// The effect of the step, and its reason.
    pub outcome: String,
    pub why: String,
}

#[derive(Debug, Clone, PartialEq)]
pub(in crate::stage) enum Answer {
    /// The meaning of each wrong one is a mistake that people make, or empty.
    One {
        of: Vec<String>,
        right: usize,
        meanings: Vec<&'static str>,
    },
    Number {
        right: f64,
        within: f64,
        mistakes: Vec<Mistake>,
    },
}

/// The number that a common mistake gives, and what it means.
pub(in crate::stage) type Mistake = (f64, &'static str);

/// A question, or why there is none.
pub(in crate::stage) type Asked = Result<Question, &'static str>;

impl Answer {
    pub fn one(of: &[&str], right: usize) -> Self {
        let of = of.iter().map(ToString::to_string).collect();
        Self::some(of, right)
    }

    pub fn some(of: Vec<String>, right: usize) -> Self {
        Self::One {
            of,
            right,
            meanings: Vec::new(),
        }
    }

    /// A number among those of mistakes, from the smallest to the largest; none if too few are so far `apart`. `turn` varies which.
    pub fn among(right: f64, mistakes: &[Mistake], apart: f64, turn: usize) -> Option<Self> {
        let [most, fewest] = CHOICES;
        let mut chosen = vec![(right, "")];
        let from = turn % mistakes.len().max(1);
        for mistake in mistakes[from..].iter().chain(&mistakes[..from]) {
            let is_apart = |other: &Mistake| (other.0 - mistake.0).abs() >= apart;
            if chosen.len() < most && chosen.iter().all(is_apart) {
                chosen.push(*mistake);
            }
        }
        chosen.sort_by(|one, other| one.0.total_cmp(&other.0));
        let right = chosen.iter().position(|(_, meaning)| meaning.is_empty())?;
        let answer = Self::One {
            of: chosen.iter().map(|(number, _)| text(*number, 4)).collect(),
            right,
            meanings: chosen.iter().map(|(_, meaning)| *meaning).collect(),
        };
        (chosen.len() >= fewest).then_some(answer)
    }
}

impl DashboardState {
    /// Asks where a weight goes by a step against its slope. The wrong answers are those of common mistakes.
    pub(in crate::stage) fn about_update(&self, weight: usize, slope: f64) -> Option<Question> {
        if !KNOWS_MISTAKES {
            return None;
        }
        let name = self.weight_name(weight);
        let rate = self.experiment.setup.learning_rate;
        let before = self.experiment.parameters().values[weight];
        let after = updated_weight(before, rate, slope);
        let mistakes = mistakes_in(
            "updated_weight",
            &[before, rate, slope].map(Argument::from),
            0,
        );
        let answer = Answer::among(after, &mistakes, APART, self.screen.answered() / 2)?;
        let [was, slope, is] = [before, slope, after].map(|number| text(number, 4));
        Some(Question {
            kind: "update",
            equation: Number::whole(27),
            asks: format!(
                "{name} is {was}, the slope along it {slope}, and α is {}: what is {name} after the step?",
                compact(rate)
            ),
            answer,
            outcome: format!("{name} went from {was} to {is}."),
            why: "The step goes against the slope, α times as far, from the old weight: (27)."
                .to_owned(),
        })
    }
}

/// False in the pages: the table of mistakes is not in their program.
pub(in crate::stage) const KNOWS_MISTAKES: bool = cfg!(not(target_arch = "wasm32"));

/// The numbers that common mistakes in a function give in place of an entry of its answer.
pub(in crate::stage) fn mistakes_in(
    function: &str,
    arguments: &[Argument],
    entry: usize,
) -> Vec<Mistake> {
    if !KNOWS_MISTAKES {
        return Vec::new();
    }
    let wrong = exercise::mistakes(function, arguments);
    let wrong = wrong.filter_map(|(answer, fault)| {
        let number = answer.numbers().get(entry).copied();
        Some((number.filter(|number| number.is_finite())?, fault.symptom))
    });
    wrong.collect()
}

/// The question, the letters of the answer so far, and the tally of answers.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::stage) struct Quiz {
    question: Option<Question>,
    typed: String,
    fault: String,
    /// The sentence that comes with the step, and below it the reason.
    verdict: Option<(String, String)>,
    reason: Option<String>,
    /// The right answers and all answers of each kind.
    tally: Vec<(&'static str, [u32; 2])>,
}

impl Screen {
    pub fn is_asking(&self) -> bool {
        self.quiz.question.is_some()
    }

    pub(super) fn is_asking_for_number(&self) -> bool {
        let question = self.quiz.question.as_ref();
        question.is_some_and(|question| matches!(question.answer, Answer::Number { .. }))
    }

    /// The number of questions that were answered.
    pub fn answered(&self) -> usize {
        self.quiz
            .tally
            .iter()
            .map(|(_, [_, all])| *all as usize)
            .sum()
    }

    /// Asks, or says why there is nothing to ask.
    pub fn ask(&mut self, asked: Asked) {
        self.playing = false;
        self.quiz.typed.clear();
        self.quiz.fault.clear();
        match asked {
            Ok(question) => self.quiz.question = Some(question),
            Err(why) => self.notice = Some(why.to_owned()),
        }
    }

    /// Takes an action for the question. Returns [`Action::Answered`] after an answer, right or wrong.
    pub(super) fn take_answer(&mut self, action: &Action) -> Option<Action> {
        if matches!(action, Action::Close | Action::Quit | Action::Expect) {
            self.quiz.question = None;
            self.notice = Some(GIVEN_UP.to_owned());
            return None;
        }
        let quiz = &mut self.quiz;
        match &quiz.question.as_ref()?.answer {
            Answer::One {
                of,
                right,
                meanings,
            } => {
                let number = match action {
                    Action::Digit(number) => *number,
                    Action::Click(Target::Answer(index)) => index + 1,
                    Action::Move(Direction::Up) if of.len() == 2 => 1,
                    Action::Move(Direction::Down) if of.len() == 2 => 2,
                    _ => return None,
                };
                let index = number.checked_sub(1)?;
                let (said, is_right) = (of.get(index)?.clone(), index == *right);
                let meaning = meanings.get(index).copied();
                self.settle(&said, is_right, meaning.filter(|it| !it.is_empty()))
            }
            Answer::Number {
                right,
                within,
                mistakes,
            } => match action {
                Action::Enter => match typed_number(&quiz.typed) {
                    Ok(number) => {
                        let is_right = (number - right).abs() <= *within;
                        let mistake = mistake(number, within / 2.0, mistakes);
                        let said = quiz.typed.trim().to_owned();
                        self.settle(&said, is_right, mistake)
                    }
                    Err(fault) => {
                        quiz.fault = fault;
                        None
                    }
                },
                action => quiz.type_on(action),
            },
        }
    }

    /// Counts an answer, and has it remembered.
    fn settle(&mut self, said: &str, is_right: bool, mistake: Option<&str>) -> Option<Action> {
        let question = self.quiz.question.as_ref()?;
        let (equation, kind) = (question.equation, question.kind);
        self.deed = Some(Deed::Predicted(equation, kind, is_right));
        self.quiz.settle(said, is_right, mistake)
    }

    /// Shows what was decided before the step.
    pub(super) fn tell_verdict(&mut self) {
        if let Some((verdict, reason)) = self.quiz.verdict.take() {
            self.notice = Some(verdict);
            self.quiz.reason = Some(reason);
        }
    }

    pub(super) fn forget_reason(&mut self) {
        self.quiz.reason = None;
    }

    /// The question, with the letters of the answer.
    pub(super) fn asks(&self) -> Option<String> {
        let question = self.quiz.question.as_ref()?;
        Some(match question.answer {
            Answer::One { .. } => question.asks.clone(),
            Answer::Number { .. } => format!("{} {}_", question.asks, self.quiz.typed),
        })
    }

    pub(super) fn keys_of_question(&self) -> Option<Keys> {
        Some(match self.quiz.question.as_ref()?.answer {
            Answer::One { .. } => &[("1 2 …", "answer"), ("Esc", "give up")],
            Answer::Number { .. } => &[("0–9", "type"), ("Enter", "answer"), ("Esc", "give up")],
        })
    }

    pub(super) fn has_more_to_say(&self) -> bool {
        self.is_asking() || self.quiz.reason.is_some()
    }

    /// Puts the answers to choose from, or the reason of the last one, in the place of what comes next.
    pub(super) fn with_answers(&self, scene: Scene) -> Scene {
        let (key, next) = match (&self.quiz.question, &self.quiz.reason) {
            (Some(question), _) => ("?", question.choices(&self.quiz.fault)),
            (None, Some(reason)) => ("why", reason.clone()),
            (None, None) => return scene,
        };
        let answers = self.quiz.question.as_ref().map(Question::answers);
        let guide = Guide {
            place: String::new(),
            key: key.to_owned(),
            answers: answers.unwrap_or_default(),
        };
        Scene {
            next,
            guide: Some(guide),
            ..scene
        }
    }

    /// An equation without what is asked: its value and its check, and its numbers where they give it away.
    pub fn concealed(&self, card: EquationCard, shows_numbers: bool) -> EquationCard {
        let card = EquationCard {
            mark: self.mark(),
            ..card
        };
        // Without its misprint a card has a part less.
        let read = |card: &EquationCard| card.line.map(|line| line.min(card.parts() - 1));
        if !self.is_asking() {
            return EquationCard {
                line: read(&card),
                ..card
            };
        }
        let line = |line: EquationLine| EquationLine {
            numbers: if shows_numbers {
                line.numbers
            } else {
                UNKNOWN.to_owned()
            },
            value: UNKNOWN.to_owned(),
            ..line
        };
        let card = EquationCard {
            lines: card.lines.into_iter().map(line).collect(),
            check: UNKNOWN.to_owned(),
            holds: true,
            printed: None,
            note: String::new(),
            ..card
        };
        EquationCard {
            line: read(&card),
            ..card
        }
    }
}

impl Question {
    /// The answers to choose from, with their numbers.
    fn answers(&self) -> Vec<String> {
        let Answer::One { of, .. } = &self.answer else {
            return Vec::new();
        };
        let of = of.iter().zip(1..);
        of.map(|(of, number)| format!("{number} {of}")).collect()
    }

    fn choices(&self, fault: &str) -> String {
        match &self.answer {
            Answer::One { .. } => self.answers().join(" · "),
            Answer::Number { within, .. } if fault.is_empty() => {
                format!("Type a number, then Enter: within {within} of it is right.")
            }
            Answer::Number { .. } => fault.to_owned(),
        }
    }
}

/// The meaning of the mistake that gives about this number.
fn mistake(number: f64, within: f64, of: &[Mistake]) -> Option<&'static str> {
    let distance = |(other, _): &&Mistake| (other - number).abs();
    let near = of.iter().filter(|other| distance(other) <= within);
    let nearest = near.min_by(|one, other| distance(one).total_cmp(&distance(other)));
    nearest.map(|(_, symptom)| *symptom)
}

impl Quiz {
    fn type_on(&mut self, action: &Action) -> Option<Action> {
        match action {
            Action::Type(letter)
                if !letter.is_control() && self.typed.chars().count() < LONGEST =>
            {
                self.typed.push(*letter);
            }
            Action::Erase => drop(self.typed.pop()),
            _ => return None,
        }
        self.fault.clear();
        None
    }

    /// Counts an answer. A wrong one that is a common mistake is told what it means.
    fn settle(&mut self, said: &str, is_right: bool, mistake: Option<&str>) -> Option<Action> {
        let question = self.question.take()?;
        let kind = question.kind;
        let place = self.tally.iter().position(|(other, _)| *other == kind);
        let place = place.unwrap_or_else(|| {
            self.tally.push((kind, [0, 0]));
            self.tally.len() - 1
        });
        let [right, all] = &mut self.tally[place].1;
        *right += u32::from(is_right);
        *all += 1;
        let outcome = question.outcome;
        let verdict = if is_right {
            format!("Right, {right} of {all}: {outcome}")
        } else {
            let mistake = mistake.map_or(String::new(), |symptom| format!(" Yours: {symptom}"));
            format!("You said {said}, {right} of {all} right: {outcome}{mistake}")
        };
        self.verdict = Some((verdict, question.why));
        Some(Action::Answered)
    }
}

//! Expect: what will the next step do? The answer comes first, then the step, and nothing of it shows before.

use super::{Keys, Screen, typed_number};
use crate::scene::{EquationCard, EquationLine, Guide, Scene, Target};
use crate::stage::{Action, Direction};

/// The most letters of an answer.
const LONGEST: usize = 24;
const GIVEN_UP: &str = "The question is given up: e asks another.";
const UNKNOWN: &str = "?";

#[derive(Debug, Clone, PartialEq)]
pub(in crate::stage) struct Question {
    /// Answers are counted for each kind.
    pub kind: &'static str,
    pub asks: String,
    pub answer: Answer,
    /// The effect of the step, and its reason.
    pub outcome: String,
    pub why: String,
}

#[derive(Debug, Clone, PartialEq)]
pub(in crate::stage) enum Answer {
    One {
        of: Vec<String>,
        right: usize,
    },
    /// With the numbers that common mistakes give, and what each of them means.
    Number {
        right: f64,
        within: f64,
        mistakes: Vec<(f64, &'static str)>,
    },
}

/// A question, or why there is none.
pub(in crate::stage) type Asked = Result<Question, &'static str>;

impl Answer {
    pub fn one(of: &[&str], right: usize) -> Self {
        let of = of.iter().map(ToString::to_string).collect();
        Self::One { of, right }
    }
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
            Answer::One { of, right } => {
                let number = match action {
                    Action::Digit(number) => *number,
                    Action::Click(Target::Answer(index)) => index + 1,
                    Action::Move(Direction::Up) if of.len() == 2 => 1,
                    Action::Move(Direction::Down) if of.len() == 2 => 2,
                    _ => return None,
                };
                let index = number.checked_sub(1)?;
                let (said, is_right) = (of.get(index)?.clone(), index == *right);
                quiz.settle(&said, is_right, None)
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
                        quiz.settle(&said, is_right, mistake)
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
fn mistake(number: f64, within: f64, of: &[(f64, &'static str)]) -> Option<&'static str> {
    let distance = |(other, _): &&(f64, &str)| (other - number).abs();
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

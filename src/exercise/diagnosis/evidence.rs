//! The numbers on which a diagnosis rests: every number of every answer beside the expected one.

use crate::exercise::{Answer, Blank, Call, Case, Kind};

/// A number in an answer: part, row, column.
pub(in crate::exercise) type Place = (usize, usize, usize);

/// One number of one answer.
#[derive(Debug, Clone, Copy)]
pub(in crate::exercise) struct Point {
    pub place: Place,
    pub expected: f64,
    pub found: f64,
    /// The distance that is allowed whatever the size of the number.
    pub slack: f64,
}

/// A call with the function's answer.
#[derive(Debug)]
pub(in crate::exercise) struct Tried<'a> {
    pub case: &'a Case,
    pub call: Call,
    pub found: Answer,
    /// Its numbers; none if the answer has another shape than the expected one.
    pub points: Vec<Point>,
}

impl Point {
    pub fn is_right(&self) -> bool {
        is_near(self.expected, self.found, 1e-9, self.slack)
    }

    /// True if the number found is this one, with the digits that computing with expected numbers leaves.
    pub fn is(&self, number: f64) -> bool {
        is_near(number, self.found, 1e-8, 10.0 * self.slack)
    }

    /// True if the expected number has digits enough to be divided by.
    pub fn has_size(&self) -> bool {
        self.expected.abs() > 1e4 * self.slack && self.expected.abs() > f64::MIN_POSITIVE
    }
}

/// True if two numbers are as near as these allow. An infinity is near itself alone, and NaN is near nothing.
fn is_near(one: f64, other: f64, relative: f64, slack: f64) -> bool {
    let larger = one.abs().max(other.abs());
    if one.is_finite() && other.is_finite() {
        (one - other).abs() <= relative * larger + slack
    } else {
        !one.is_nan() && one.total_cmp(&other).is_eq()
    }
}

/// The distance that is allowed in a call, whatever the size of a number.
fn slack_of(blank: &Blank, expected: &Answer) -> f64 {
    let larger = |largest: f64, number: &f64| match number.abs() {
        size if size.is_finite() => largest.max(size),
        _ => largest,
    };
    let numbers = expected.parts.iter().flatten().flatten();
    blank.slack * numbers.fold(1.0, larger)
}

impl<'a> Tried<'a> {
    pub fn new(blank: &Blank, case: &'a Case, call: Call, found: Answer) -> Self {
        let points = points_of(&call.expected, &found, slack_of(blank, &call.expected));
        Self {
            case,
            call,
            found,
            points,
        }
    }

    pub fn is_right(&self) -> bool {
        self.has_shape() && self.points.iter().all(Point::is_right)
    }

    pub fn has_shape(&self) -> bool {
        self.call.expected.shape() == self.found.shape()
    }

    pub fn first_wrong(&self) -> Option<&Point> {
        self.points.iter().find(|point| !point.is_right())
    }

    /// True if the function's answer is this one, NaN for NaN.
    pub fn is(&self, answer: &Answer) -> bool {
        let numbers = |answer: &Answer| answer.numbers();
        let slack = 10.0 * slack_like(&self.points);
        let alike = |(one, other): (f64, f64)| {
            is_near(one, other, 1e-8, slack) || (one.is_nan() && other.is_nan())
        };
        self.found.shape() == answer.shape()
            && numbers(&self.found)
                .into_iter()
                .zip(numbers(answer))
                .all(alike)
    }
}

fn slack_like(points: &[Point]) -> f64 {
    points.first().map_or(1e-12, |point| point.slack)
}

fn points_of(expected: &Answer, found: &Answer, slack: f64) -> Vec<Point> {
    if expected.shape() != found.shape() {
        return Vec::new();
    }
    let point = |((place, expected), (_, found))| Point {
        place,
        expected,
        found,
        slack,
    };
    expected.places().zip(found.places()).map(point).collect()
}

/// Number `place` of an answer.
pub(super) fn number_at(answer: &Answer, (part, row, column): Place) -> Option<f64> {
    answer.parts.get(part)?.get(row)?.get(column).copied()
}

/// The numbers in question, each with its call: all of them, or those of a part or of some places.
#[derive(Debug, Clone)]
pub(super) struct Evidence<'a> {
    pub blank: &'a Blank,
    pub tried: &'a [Tried<'a>],
    /// The call of each number, and the number.
    pub points: Vec<(usize, Point)>,
}

impl<'a> Evidence<'a> {
    pub fn new(blank: &'a Blank, tried: &'a [Tried<'a>]) -> Self {
        let of_call = |(call, tried): (usize, &'a Tried<'a>)| {
            tried.points.iter().map(move |point| (call, *point))
        };
        let points = tried.iter().enumerate().flat_map(of_call).collect();
        Self {
            blank,
            tried,
            points,
        }
    }

    /// The numbers that fulfil a condition.
    pub fn only(&self, keeps: impl Fn(&Tried, &Point) -> bool) -> Self {
        let points = self.points.iter();
        let kept = points.filter(|(call, point)| keeps(&self.tried[*call], point));
        Self {
            blank: self.blank,
            tried: self.tried,
            points: kept.copied().collect(),
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = (&'a Tried<'a>, &Point)> {
        let tried = self.tried;
        let points = self.points.iter();
        points.map(move |(call, point)| (&tried[*call], point))
    }

    pub fn wrong(&self) -> impl Iterator<Item = (&'a Tried<'a>, &Point)> {
        self.iter().filter(|(_, point)| !point.is_right())
    }

    /// True if what explains all of these numbers is no accident: wrong ones in two cases with different sizes, or at least three of
    /// them in one case that is not the worked example.
    pub fn is_enough(&self) -> bool {
        let mut cases: Vec<(Kind, [usize; 4], usize)> = Vec::new();
        for (tried, _) in self.wrong() {
            match cases.last_mut() {
                Some((kind, _, count)) if *kind == tried.case.kind => *count += 1,
                _ => cases.push((tried.case.kind, sizes(tried.case), 1)),
            }
        }
        let differ = cases.iter().any(|(_, sizes, _)| *sizes != cases[0].1);
        differ || matches!(cases[..], [(kind, _, 3..), ..] if kind != Kind::Worked)
    }

    /// True if every number found is the predicted one, and one of them is a wrong one. Nothing is said where nothing is predicted.
    pub fn all_are(&self, predict: impl Fn(&Tried, &Point) -> Option<f64>) -> bool {
        let mut wrong_said = 0;
        for (tried, point) in self.iter() {
            match predict(tried, point) {
                Some(number) if !point.is(number) => return false,
                Some(_) if !point.is_right() => wrong_said += 1,
                _ => {}
            }
        }
        wrong_said > 0 && 2 * wrong_said >= self.wrong().count()
    }

    /// True if an answer that is computed for each call has the numbers found.
    pub fn all_answers_are(&self, mut answer: impl FnMut(&Tried) -> Option<Answer>) -> bool {
        let mut known: Option<(usize, Answer)> = None;
        for (call, point) in &self.points {
            if known.as_ref().is_none_or(|(of, _)| of != call) {
                match answer(&self.tried[*call]) {
                    Some(answer) => known = Some((*call, answer)),
                    None => return false,
                }
            }
            let number = known
                .as_ref()
                .and_then(|(_, answer)| number_at(answer, point.place));
            if !number.is_some_and(|number| point.is(number)) {
                return false;
            }
        }
        true
    }

    /// "It is" for a function of one number, "Each number is" for one of several.
    pub fn subject(&self) -> &'static str {
        let has_several = |tried: &Tried| tried.call.expected.numbers().len() > 1;
        if self.tried.iter().any(has_several) {
            "Each number is"
        } else {
            "It is"
        }
    }
}

/// N, K, M and D of a case.
pub(super) fn sizes(case: &Case) -> [usize; 4] {
    let network = &case.context.network;
    [
        case.context.samples.len(),
        network.classes(),
        network.hidden(),
        network.inputs(),
    ]
}

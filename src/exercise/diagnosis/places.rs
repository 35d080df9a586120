//! Which numbers are right and which are not: parts, rows, columns, indices, cases.

use super::evidence::{Evidence, Point, Tried, number_at, sizes};
use super::{factors, of_one_part, rough, words};
use crate::exercise::Argument;
use crate::exercise::judge::Ask;

/// The first part that is wrong, where others are right.
pub(super) fn parts(evidence: &Evidence, ask: &mut Ask) -> Option<String> {
    let blank = evidence.blank;
    let is_wrong = |part: usize| evidence.wrong().any(|(_, point)| point.place.0 == part);
    let (wrong, right): (Vec<usize>, Vec<usize>) =
        (0..blank.parts.len()).partition(|part| is_wrong(*part));
    let (first, true) = (*wrong.first()?, !right.is_empty()) else {
        return None;
    };
    let right: Vec<String> = right
        .iter()
        .map(|part| words::part_name(blank, *part))
        .collect();
    let are = if right.len() == 1 { "is" } else { "are" };
    let said = of_part(evidence, first, ask);
    Some(format!("{} {are} right; {said}", words::list(&right)))
}

/// One part alone.
pub(super) fn of_part(evidence: &Evidence, part: usize, ask: &mut Ask) -> String {
    let alone = evidence.only(|_, point| point.place.0 == part);
    let name = words::part_name(evidence.blank, part);
    match of_one_part(&alone, ask) {
        Some(said) => format!("{name}: {}", words::clause(&said)),
        None => format!("{name} is not: {}", words::clause(&rough::numbers(&alone))),
    }
}

/// A direction in which numbers are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Axis {
    Column,
    Row,
    /// An index in which the calls of a case differ.
    Index(char),
}

const AXES: [Axis; 7] = [
    Axis::Column,
    Axis::Row,
    Axis::Index('i'),
    Axis::Index('j'),
    Axis::Index('k'),
    Axis::Index('l'),
    Axis::Index('n'),
];

fn index(tried: &Tried, letter: char) -> usize {
    let indices = tried.call.indices;
    match letter {
        'i' => indices.i,
        'j' => indices.j,
        'k' => indices.k,
        'l' => indices.l,
        _ => tried.call.n,
    }
}

fn of_same_case<'a>(evidence: &'a Evidence, tried: &Tried) -> impl Iterator<Item = &'a Tried<'a>> {
    let kind = tried.case.kind;
    evidence
        .tried
        .iter()
        .filter(move |other| other.case.kind == kind)
}

impl Axis {
    /// The place of a number on this axis.
    fn position(self, tried: &Tried, (_, row, column): (usize, usize, usize)) -> usize {
        match self {
            Self::Column => column,
            Self::Row => row,
            Self::Index(letter) => index(tried, letter),
        }
    }

    /// The last place on this axis; nothing if there is only one.
    fn last(self, evidence: &Evidence, tried: &Tried, point: &Point) -> Option<usize> {
        let (part, row, _) = point.place;
        let rows = tried.call.expected.parts.get(part)?;
        let last = match self {
            Self::Column => rows.get(row)?.len() - 1,
            Self::Row => rows.len() - 1,
            Self::Index(letter) => {
                let places = of_same_case(evidence, tried).map(|other| index(other, letter));
                let (mut first, mut last) = (usize::MAX, 0);
                for place in places {
                    (first, last) = (first.min(place), last.max(place));
                }
                if first == last { 0 } else { last }
            }
        };
        (last > 0).then_some(last)
    }

    /// The expected number and the number found at another place on this axis.
    fn at(
        self,
        evidence: &Evidence,
        tried: &Tried,
        point: &Point,
        to: usize,
    ) -> Option<(f64, f64)> {
        let (part, row, column) = point.place;
        let both = |tried: &Tried, place| {
            let number = |answer| number_at(answer, place);
            number(&tried.call.expected).zip(number(&tried.found))
        };
        match self {
            Self::Column => both(tried, (part, row, to)),
            Self::Row => both(tried, (part, to, column)),
            Self::Index(letter) => {
                let others = ['i', 'j', 'k', 'n']
                    .into_iter()
                    .filter(|other| *other != letter);
                let is_there = |other: &&Tried| {
                    let alike = |letter: char| index(other, letter) == index(tried, letter);
                    index(other, letter) == to && others.clone().all(alike)
                };
                let other = of_same_case(evidence, tried).find(is_there)?;
                both(other, point.place)
            }
        }
    }

    /// One place on this axis in words, the first or the last.
    fn end(self, evidence: &Evidence, is_last: bool) -> String {
        match (self, is_last) {
            (Self::Column, false) if has_rows(evidence) => "in column 0".into(),
            (Self::Column, true) if has_rows(evidence) => {
                "in the last column, that of the bias".into()
            }
            (Self::Column, false) => format!(
                "at {} = 0",
                words::index_of_vector(evidence.blank, part(evidence))
            ),
            (Self::Column, true) => "in its last number".into(),
            (Self::Row, false) => "in row 0".into(),
            (Self::Row, true) => "in the last row".into(),
            (Self::Index(letter), false) => format!("where {letter} = 0"),
            (Self::Index(letter), true) => {
                format!("where {letter} = {}", last_in_letters(evidence, letter))
            }
        }
    }

    /// One step on this axis in words.
    fn step(self, evidence: &Evidence) -> String {
        match self {
            Self::Column if has_rows(evidence) => "column".into(),
            Self::Column => words::index_of_vector(evidence.blank, part(evidence)),
            Self::Row => "row".into(),
            Self::Index('n') => "sample".into(),
            Self::Index(letter) => letter.to_string(),
        }
    }
}

/// The part of the first number.
fn part(evidence: &Evidence) -> usize {
    let first = evidence.points.first();
    first.map_or(0, |(_, point)| point.place.0)
}

/// True if the numbers are entries of matrices.
fn has_rows(evidence: &Evidence) -> bool {
    let rows = |(tried, point): (&Tried, &Point)| {
        tried
            .call
            .expected
            .parts
            .get(point.place.0)
            .is_some_and(|rows| rows.len() > 1)
    };
    evidence.iter().any(rows)
}

/// A size in letters, from N, K, M and D.
type Size = (&'static str, fn([usize; 4]) -> usize);

/// The last index of the calls, by the sizes of the network.
fn last_in_letters(evidence: &Evidence, letter: char) -> &'static str {
    let candidates: [Size; 6] = [
        ("D", |[_, _, _, d]| d),
        ("K − 1", |[_, k, _, _]| k - 1),
        ("M", |[_, _, m, _]| m),
        ("M − 1", |[_, _, m, _]| m - 1),
        ("N − 1", |[n, _, _, _]| n - 1),
        ("D − 1", |[_, _, _, d]| d - 1),
    ];
    let fits = |size: fn([usize; 4]) -> usize| {
        evidence.tried.iter().all(|tried| {
            let places = of_same_case(evidence, tried).map(|other| index(other, letter));
            places.max() == Some(size(sizes(tried.case)))
        })
    };
    let found = candidates.iter().find(|(_, size)| fits(*size));
    found.map_or("the last", |(name, _)| name)
}

/// A condition that all wrong numbers fulfil, and no right ones but by accident.
fn is_boundary(evidence: &Evidence, holds: impl Fn(&Tried, &Point) -> Option<bool>) -> bool {
    let (mut inside, mut wrong_inside, mut outside) = (0, 0, 0);
    for (tried, point) in evidence.iter() {
        match holds(tried, point) {
            Some(true) => {
                inside += 1;
                wrong_inside += usize::from(!point.is_right());
            }
            _ if !point.is_right() => return false,
            Some(false) => outside += 1,
            None => {}
        }
    }
    evidence.is_enough() && outside > 0 && 4 * wrong_inside >= 3 * inside
}

/// Numbers that are wrong at an end alone, or right at an end alone, or where an argument is 0 or negative.
pub(super) fn seen(evidence: &Evidence) -> Option<String> {
    for axis in AXES {
        for is_last in [true, false] {
            let is_end = |tried: &Tried, point: &Point| {
                let last = axis.last(evidence, tried, point)?;
                let end = if is_last { last } else { 0 };
                Some(axis.position(tried, point.place) == end)
            };
            if is_boundary(evidence, is_end) {
                let place = axis.end(evidence, is_last);
                return Some(format!("It is wrong only {place}{}", said_there(evidence)));
            }
            let is_inner =
                |tried: &Tried, point: &Point| is_end(tried, point).map(|is_end| !is_end);
            if is_boundary(evidence, is_inner) {
                let place = axis.end(evidence, is_last);
                return Some(format!("It is right only {place}."));
            }
        }
    }
    None
}

/// Numbers that are 0 at an end, in every case, where something else is expected.
pub(super) fn empty(evidence: &Evidence) -> Option<String> {
    let is_empty = |axis: Axis, is_last: bool| {
        let mut count = 0;
        for (tried, point) in evidence.iter() {
            let Some(last) = axis.last(evidence, tried, point) else {
                continue;
            };
            let end = if is_last { last } else { 0 };
            let is_end = axis.position(tried, point.place) == end;
            if is_end != is_0(point.found) || is_end && !point.has_size() {
                return false;
            }
            count += usize::from(is_end);
        }
        count > 1
    };
    if !evidence.is_enough() {
        return None;
    }
    let ends = |axis: Axis| [(axis, true), (axis, false)];
    let (axis, is_last) = AXES
        .into_iter()
        .flat_map(ends)
        .find(|(axis, is_last)| is_empty(*axis, *is_last))?;
    Some(format!(
        "In every case it is 0 {}.",
        axis.end(evidence, is_last)
    ))
}

/// The same observation about the wrong numbers alone, after a colon.
fn said_there(evidence: &Evidence) -> String {
    let wrong = evidence.only(|_, point| !point.is_right());
    let said = factors::constant(&wrong).or_else(|| factors::seen(&wrong));
    said.map_or(".".into(), |said| {
        format!(". There: {}", words::clause(&said))
    })
}

/// A condition on a number: its words, those of its opposite, and the condition.
type Condition = (&'static str, &'static str, fn(f64) -> bool);

const CONDITIONS: [Condition; 5] = [
    ("is 0", "is not 0", is_0),
    ("is not 0", "is 0", |number| !is_0(number)),
    ("is negative", "is not negative", |number| number < 0.0),
    ("is positive", "is not positive", |number| number > 0.0),
    ("is above 1", "is at most 1", |number| number > 1.0),
];

fn is_0(number: f64) -> bool {
    number.abs() < f64::MIN_POSITIVE
}

/// Numbers that are wrong where an argument fulfils a condition.
pub(super) fn by_argument(evidence: &Evidence) -> Option<String> {
    for (place, parameter) in evidence.blank.parameters.iter().enumerate() {
        for (wrong, right, holds) in CONDITIONS {
            let here = |tried: &Tried, point: &Point| own(tried, point, place).map(holds);
            if is_boundary(evidence, here) {
                let name = words::letter(parameter);
                return Some(format!(
                    "It is right where {name} {right}, and wrong where it {wrong}{}",
                    said_there(evidence)
                ));
            }
        }
    }
    None
}

/// An argument that is a number, or its entry that belongs to a number of a vector.
fn own(tried: &Tried, point: &Point, place: usize) -> Option<f64> {
    let (_, _, column) = point.place;
    match tried.call.arguments.get(place)? {
        Argument::Number(number) => Some(*number),
        Argument::Numbers(numbers) => {
            let rows = tried.call.expected.parts.get(point.place.0)?;
            let is_like = rows.len() == 1 && rows[0].len() == numbers.len() && numbers.len() > 1;
            is_like.then(|| numbers[column])
        }
        _ => None,
    }
}

/// A number that belongs to another place, and the words for it.
type Move = (fn(usize, usize) -> Option<usize>, &'static str);

const MOVES: [Move; 6] = [
    (
        |at, last| (at < last).then_some(at + 1),
        "has what belongs to the next",
    ),
    (
        |at, _| at.checked_sub(1),
        "has what belongs to the one before",
    ),
    (
        |at, last| Some(last - at),
        "has what belongs to the one at the other end: the order is reversed",
    ),
    (|_, _| Some(0), "has what belongs to the first"),
    (|_, last| Some(last), "has what belongs to the last"),
    (
        |at, last| Some((at + 1) % (last + 1)),
        "has what belongs to the next, and the last what belongs to the first",
    ),
];

/// Numbers at the wrong place, or the same at every place.
pub(super) fn moved(evidence: &Evidence) -> Option<String> {
    if !evidence.is_enough() {
        return None;
    }
    for axis in AXES {
        let there = |tried: &Tried, point: &Point, to: fn(usize, usize) -> Option<usize>| {
            let last = axis.last(evidence, tried, point)?;
            let to = to(axis.position(tried, point.place), last)?;
            axis.at(evidence, tried, point, to)
        };
        let step = axis.step(evidence);
        for (to, said) in MOVES {
            if evidence.all_are(|tried, point| Some(there(tried, point, to)?.0)) {
                return Some(format!("Each {step} {said}."));
            }
        }
    }
    None
}

/// The same numbers at every place of a vector or a matrix, or for every index of the calls.
pub(super) fn alike(evidence: &Evidence, is_index: bool) -> Option<String> {
    let first = |axis: Axis, tried: &Tried, point: &Point| {
        axis.last(evidence, tried, point)?;
        Some(axis.at(evidence, tried, point, 0)?.1)
    };
    let is_alike = |axis: &Axis| evidence.all_are(|tried, point| first(*axis, tried, point));
    let mut axes = AXES.into_iter();
    let axis = axes.find(|axis| matches!(axis, Axis::Index(_)) == is_index && is_alike(axis));
    let axis = axis.filter(|_| evidence.is_enough())?;
    Some(format!("It is the same for every {}.", axis.step(evidence)))
}

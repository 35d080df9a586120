//! Answers that are right but for a factor.

use super::evidence::{Evidence, Point, Tried, sizes};
use super::words;
use crate::exercise::Case;

/// The same number whatever the arguments are.
pub(super) fn constant(evidence: &Evidence) -> Option<String> {
    let (_, first) = evidence.points.first()?;
    let is_same = |(_, point): (_, &Point)| point.is(first.found);
    let differs = evidence
        .iter()
        .any(|(_, point)| !(point.expected - first.expected).abs().le(&1e-6));
    (evidence.is_enough() && differs && evidence.iter().all(is_same)).then(|| {
        let found = words::factor(first.found);
        format!(
            "{} {found} in every case, whatever the numbers are.",
            evidence.subject()
        )
    })
}

/// One factor in every case: a number, or a letter.
pub(super) fn seen(evidence: &Evidence) -> Option<String> {
    if !evidence.is_enough() {
        return None;
    }
    let (_, largest) = evidence
        .wrong()
        .filter(|(_, point)| point.has_size())
        .max_by(|(_, one), (_, other)| one.expected.abs().total_cmp(&other.expected.abs()))?;
    let subject = evidence.subject();
    let ratio = largest.found / largest.expected;
    if evidence.all_are(|_, point| Some(ratio * point.expected)) && has_two_cases(evidence) {
        return Some(of_number(ratio, subject));
    }
    let (factor, sign) = letters(evidence)?;
    let turned = if sign < 0.0 {
        ", and its sign is wrong"
    } else {
        ""
    };
    Some(format!("{subject} {}{turned}.", factor.said()))
}

fn has_two_cases(evidence: &Evidence) -> bool {
    let sized = evidence.only(|_, point| point.has_size());
    let first = sized.iter().next().map(|(tried, _)| tried.case.kind);
    sized
        .iter()
        .any(|(tried, _)| Some(tried.case.kind) != first)
}

fn of_number(ratio: f64, subject: &str) -> String {
    let is = |number: f64| (ratio - number).abs() < 1e-6;
    match ratio {
        _ if is(-1.0) => "Every number has the right size and the wrong sign.".into(),
        _ if is(2.0) => format!("{subject} twice what it should be, in every case."),
        _ if is(0.5) => format!("{subject} half of what it should be, in every case."),
        _ if is(-2.0) => format!("{subject} twice what it should be, and its sign is wrong."),
        _ if is(-0.5) => format!("{subject} half of what it should be, and its sign is wrong."),
        _ => {
            let ratio = words::factor(ratio);
            format!("{subject} {ratio} times what it should be, in every case.")
        }
    }
}

/// A quotient of two letters.
#[derive(Debug, Clone, Copy)]
struct Factor {
    above: &'static str,
    below: &'static str,
}

impl Factor {
    fn said(self) -> String {
        let bracketed = |name: &str| match name {
            name if name.contains(' ') => format!("({name})"),
            name => name.to_owned(),
        };
        let (above, below) = (bracketed(self.above), bracketed(self.below));
        let is_small = |name: &str| matches!(name, "ε" | "α");
        match (self.above, self.below) {
            (name, "1") if is_small(name) => {
                format!("{above} times what it should be: {above} is a factor too much")
            }
            ("1", name) if is_small(name) => {
                format!("divided by {below}, or the factor {below} is missing")
            }
            (_, "1") => format!("{above} times too large in every case"),
            ("1", _) => format!("{below} times too small in every case"),
            _ => format!("{above}/{below} times the right number in every case"),
        }
    }
}

/// The letters of a case, the simple ones first.
fn letters_of(case: &Case) -> [(&'static str, f64); 14] {
    let [n, k, m, d] = sizes(case).map(|size| size as f64);
    let (epsilon, alpha) = (case.context.epsilon, case.context.learning_rate);
    [
        ("1", 1.0),
        ("N", n),
        ("K", k),
        ("M", m),
        ("D", d),
        ("ε", epsilon),
        ("α", alpha),
        ("M + 1", m + 1.0),
        ("D + 1", d + 1.0),
        ("N − 1", n - 1.0),
        ("K − 1", k - 1.0),
        ("N²", n * n),
        ("K²", k * k),
        ("2N", 2.0 * n),
    ]
}

/// The quotient of letters that is the ratio in every case, with its sign.
fn letters(evidence: &Evidence) -> Option<(Factor, f64)> {
    let letters: Vec<_> = evidence
        .tried
        .iter()
        .map(|tried| letters_of(tried.case))
        .collect();
    let names = letters.first()?;
    for below in 0..names.len() {
        for above in 0..names.len() {
            for sign in [1.0, -1.0] {
                let is_it = |(call, point): &(usize, Point)| {
                    let of_call = &letters[*call];
                    point.is(sign * of_call[above].1 / of_call[below].1 * point.expected)
                };
                if above != below && evidence.points.iter().all(is_it) {
                    let factor = Factor {
                        above: names[above].0,
                        below: names[below].0,
                    };
                    return Some((factor, sign));
                }
            }
        }
    }
    None
}

/// A property by which numbers with one factor are grouped: its words, and the key of a number.
type Group = (&'static str, fn(&Tried, &Point) -> usize);

const GROUPS: [Group; 8] = [
    ("the case", |_, _| 0),
    ("the row", |_, point| point.place.1),
    ("the column", |_, point| point.place.2),
    ("the unit j", |tried, _| tried.call.indices.j),
    ("the input i", |tried, _| tried.call.indices.i),
    ("the class k", |tried, _| tried.call.indices.k),
    ("the output l", |tried, _| tried.call.indices.l),
    ("the sample", |tried, _| tried.call.n),
];

/// A factor for each row, unit, class, sample, or case.
pub(super) fn of_groups(evidence: &Evidence) -> Option<String> {
    let found = GROUPS.iter().find_map(|(name, key)| {
        let ratios = ratios(evidence, *key)?;
        Some((name, ratios))
    });
    let (name, ratios) = found?;
    let mut different = vec![ratios[0]];
    different.extend(
        ratios
            .iter()
            .find(|ratio| (*ratio - ratios[0]).abs() > 1e-6 * ratio.abs()),
    );
    let said: Vec<String> = different.into_iter().map(words::factor).collect();
    let subject = evidence.subject();
    Some(format!(
        "{subject} off by a factor that belongs to {name} and to nothing else: {} and so on.",
        said.join(", ")
    ))
}

/// The ratio of each group if it is one ratio in each, and the groups have two numbers or more.
fn ratios(evidence: &Evidence, key: fn(&Tried, &Point) -> usize) -> Option<Vec<f64>> {
    let mut groups: Vec<((usize, usize), f64, usize)> = Vec::new();
    let mut cases = Vec::new();
    for (tried, point) in evidence.iter() {
        if !cases.contains(&tried.case.kind) {
            cases.push(tried.case.kind);
        }
        let group = (cases.len(), key(tried, point));
        if !point.has_size() {
            if !point.is(0.0) {
                return None;
            }
            continue;
        }
        match groups.iter_mut().find(|(known, _, _)| *known == group) {
            Some((_, ratio, count)) if point.is(*ratio * point.expected) => *count += 1,
            Some(_) => return None,
            None => groups.push((group, point.found / point.expected, 1)),
        }
    }
    let large = groups.iter().filter(|(_, _, count)| *count > 1).count();
    let is_pattern = cases.len() > 1 && 2 * large > groups.len() && evidence.is_enough();
    is_pattern.then(|| groups.into_iter().map(|(_, ratio, _)| ratio).collect())
}

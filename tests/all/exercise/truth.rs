//! Symptoms are true: what they claim of numbers, parts, arguments and targets holds in every ordinary case.

use nn28::exercise::value::{Answer, Argument};
use nn28::exercise::{Blank, Call, Case, Fault, cases};

use super::words::faults;

/// A call with its case, and what a fault answers.
struct Seen {
    call: Call,
    case: &'static Case,
    found: Answer,
}

impl Seen {
    fn pairs(&self) -> Vec<(f64, f64)> {
        let found = self.found.numbers();
        found
            .into_iter()
            .zip(self.call.expected.numbers())
            .collect()
    }

    /// N, K and the numbers of a case.
    fn sizes(&self) -> [f64; 2] {
        let network = &self.case.context.network;
        [
            self.case.context.samples.len() as f64,
            network.classes() as f64,
        ]
    }
}

fn ordinary() -> &'static [Case] {
    static CASES: std::sync::OnceLock<Vec<Case>> = std::sync::OnceLock::new();
    CASES.get_or_init(|| {
        cases()
            .into_iter()
            .filter(|case| !case.kind.is_far())
            .collect()
    })
}

fn seen(blank: &'static Blank, fault: &Fault) -> Vec<Seen> {
    let of_case = |case: &'static Case| {
        let calls = (blank.calls)(&case.context).into_iter();
        calls.map(move |call| Seen {
            found: fault.body.call(&call.arguments),
            call,
            case,
        })
    };
    ordinary().iter().flat_map(of_case).collect()
}

fn sum(seen: &Seen) -> f64 {
    seen.found.numbers().iter().sum()
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-7 * one.abs().max(other.abs()) + 1e-10
}

/// A number that is found where another is expected, in a case.
type Claim = fn(found: f64, expected: f64, seen: &Seen) -> bool;

/// Phrases of symptoms, and what each of them claims of every number.
const CLAIMS: &[(&str, Claim)] = &[
    ("the right size and the wrong sign", |y, right, _| {
        near(y, -right)
    }),
    ("Every entry has the wrong sign.", |y, right, _| {
        near(y, -right)
    }),
    ("has the wrong sign: a step", |y, right, _| {
        y * right <= 1e-6
    }),
    ("N times too large", |y, right, seen| {
        near(y, seen.sizes()[0] * right)
    }),
    ("N times too small", |y, right, seen| {
        near(seen.sizes()[0] * y, right)
    }),
    ("too small by a factor N", |y, right, seen| {
        near(seen.sizes()[0] * y, right)
    }),
    ("K times too small", |y, right, seen| {
        near(seen.sizes()[1] * y, right)
    }),
    ("too small by a factor K", |y, right, seen| {
        near(seen.sizes()[1] * y, right)
    }),
    ("N/K times the right", |y, right, seen| {
        near(y * seen.sizes()[1], seen.sizes()[0] * right)
    }),
    ("N / (N − 1) times", |y, right, seen| {
        near(y * (seen.sizes()[0] - 1.0), seen.sizes()[0] * right)
    }),
    ("by a factor N/(N − 1)", |y, right, seen| {
        near(y * (seen.sizes()[0] - 1.0), seen.sizes()[0] * right)
    }),
    ("N/3 times", |y, right, seen| {
        near(3.0 * y, seen.sizes()[0] * right)
    }),
    ("−3 times", |y, right, _| near(y, -3.0 * right)),
    ("twice what", |y, right, _| near(y, 2.0 * right)),
    ("half of the difference quotient", |y, right, _| {
        near(2.0 * y, right)
    }),
    ("1.443 times", |y, right, _| {
        (y / right - 1.443).abs() < 1e-3
    }),
    ("0.434 times", |y, right, _| {
        (y / right - 0.434).abs() < 1e-3
    }),
    ("too large by exactly 1", |y, right, _| near(y, right + 1.0)),
    ("never negative", |y, _, _| y >= 0.0),
    ("negative for every", |y, _, _| y < 0.0),
    ("negative, which", |y, _, _| y < 0.0),
    ("It is negative:", |y, _, _| y < 0.0),
    ("It is positive", |y, _, _| y > 0.0),
    ("All are positive", |y, _, _| y > 0.0),
    ("They are positive", |y, _, _| y > 0.0),
    ("It is 0 for every", |y, _, _| near(y, 0.0)),
    ("It is 0 for all", |y, _, _| near(y, 0.0)),
    ("It is 1 for every", |y, _, _| near(y, 1.0)),
    ("NaN in every case", |y, _, _| y.is_nan()),
    ("between 0 and 1", |y, _, _| (0.0..=1.0).contains(&y)),
    ("between −1 and 0", |y, _, _| (-1.0..=0.0).contains(&y)),
    ("between 0.5 and 0.7311", |y, _, _| {
        (0.5..=0.7311).contains(&y)
    }),
    ("between 0.196 and 0.25", |y, _, _| {
        (0.196..=0.25).contains(&y)
    }),
    ("never above 2", |y, _, _| y <= 2.0),
    ("never above 0.25", |y, _, _| y <= 0.25),
    ("at most a quarter", |y, _, _| y <= 0.25),
    ("It is above 1 for every", |y, _, _| y > 1.0),
    ("It is 0 or 1", |y, _, _| y == 0.0 || near(y, 1.0)),
    ("It is too small", |y, right, _| y.abs() <= right.abs()),
    ("It is too large", |y, right, _| y.abs() >= right.abs()),
    ("and is too small", |y, right, _| y.abs() <= right.abs()),
    ("and is far too large", |y, right, _| y.abs() > right.abs()),
    ("They sum to 1", |_, _, seen| near(sum(seen), 1.0)),
    ("do not sum to 1", |_, _, seen| !near(sum(seen), 1.0)),
    ("sum to more than 1", |_, _, seen| sum(seen) > 1.0),
    ("they do not sum to 0", |_, _, seen| !near(sum(seen), 0.0)),
    ("All are too large", |y, right, _| y > right),
    ("All are too small", |y, right, _| y < right),
    ("nearer to 0 where", |y, _, _| y <= 0.0),
    ("never below y₀", |y, _, seen| {
        match seen.call.arguments[0] {
            Argument::Number(y_0) => y >= y_0,
            _ => false,
        }
    }),
];

/// Phrases that are no claims about every number, although they begin in the same way.
const NOT_CLAIMED: &[(&str, &str)] = &[
    ("It is never between 0 and 1", "between 0 and 1"),
    ("It is positive where", "It is positive"),
    ("It is too large by exactly", "It is too large"),
    ("It is too small by exactly", "It is too small"),
    ("It is too large where", "It is too large"),
    ("It is positive wherever", "It is positive"),
];

#[test]
fn symptoms_are_true_of_every_number() {
    let (mut count, mut wrong) = (0, Vec::new());
    for (blank, fault) in faults() {
        let calls = seen(blank, fault);
        for (phrase, claim) in CLAIMS {
            let is_other =
                |(whole, part): &(&str, &str)| part == phrase && fault.symptom.contains(whole);
            if !fault.symptom.contains(phrase) || NOT_CLAIMED.iter().any(is_other) {
                continue;
            }
            count += 1;
            // In a pass and the like the phrase is about one part.
            if !blank.parts.is_empty() && !fault.symptom.starts_with('E') {
                continue;
            }
            let broken = calls.iter().find_map(|one| {
                let pair = one
                    .pairs()
                    .into_iter()
                    .find(|(y, right)| !claim(*y, *right, one))?;
                Some((one.case.kind, one.call.at.clone(), pair))
            });
            if let Some(broken) = broken {
                wrong.push(format!(
                    "{}, {}: {}: {broken:?}",
                    blank.name, fault.name, fault.symptom
                ));
            }
        }
    }
    assert!(count > 100, "{count}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The parts that a symptom calls right, and no others, are right.
#[test]
fn parts_that_are_called_right_are_right() {
    let mut count = 0;
    for (blank, fault) in faults().filter(|(blank, _)| !blank.parts.is_empty()) {
        let calls = seen(blank, fault);
        let differs = |part: usize| {
            calls.iter().any(|one| {
                let [found, expected] =
                    [&one.found, &one.call.expected].map(|answer| answer.parts[part].concat());
                found.len() != expected.len()
                    || found
                        .iter()
                        .zip(expected)
                        .any(|(one, other)| !near(*one, other))
            })
        };
        for clause in fault.symptom.trim_end_matches('.').split("; ") {
            let said = clause.split(" is right").next().unwrap_or_default();
            let said = said.split(" are right").next().unwrap_or_default();
            if said == clause
                || ["It", "everything else"].contains(&said)
                || clause.contains("only")
                || clause.contains("right in")
            {
                continue;
            }
            let names = said.split(", ").flat_map(|one| one.split(" and "));
            // Not one entry of a part, which has an index.
            for name in names.filter(|name| !name.ends_with(|c| ('₀'..='₉').contains(&c))) {
                let letter = name.rsplit('∂').next().unwrap_or_default();
                let part = blank.parts.iter().position(|part| *part == letter);
                let what = format!("{}, {}: {name}", blank.name, fault.name);
                let is_wrong = differs(part.unwrap_or_else(|| panic!("{what}")));
                assert!(!is_wrong, "{what} is not right");
                count += 1;
            }
        }
    }
    assert!(count > 20, "{count}");
}

/// An argument with other numbers.
fn varied(argument: &Argument) -> Option<Argument> {
    let spread = |numbers: &[f64]| {
        let steps = (1..).map(f64::from);
        numbers
            .iter()
            .zip(steps)
            .map(|(one, step)| one + 0.01 * step)
            .collect()
    };
    match argument {
        Argument::Number(number) => Some(Argument::Number(number + 0.013)),
        Argument::Numbers(numbers) => Some(Argument::Numbers(spread(numbers))),
        Argument::Samples(samples) => {
            let mut samples = samples.clone();
            for sample in &mut samples {
                sample.t = spread(&sample.t);
            }
            Some(Argument::Samples(samples))
        }
        _ => None,
    }
}

/// The parameter that a symptom means: z, t₀, α, ∂z_j/∂b_j; t of a sample.
fn meant(blank: &Blank, letter: &str) -> Option<usize> {
    let digits = ('₀'..='₉').zip('0'..='9');
    let plain = digits.fold(letter.to_owned(), |text, (low, digit)| {
        text.replace(low, &format!("_{digit}"))
    });
    let name = match plain.as_str() {
        "α" => "learning_rate",
        "ε" => "epsilon",
        "∂z_j/∂b_j" => "z_by_b",
        "∂b_j/∂w_ji" => "b_by_w",
        "the errors" => "errors",
        "the slopes ∂y_l/∂a_0" => "slopes",
        "the old weight" => "weight",
        "t" if blank.parameters.contains(&"samples") => "samples",
        name => name,
    };
    blank
        .parameters
        .iter()
        .position(|parameter| *parameter == name)
}

#[test]
fn what_is_said_to_have_no_influence_has_none_and_should_have() {
    let mut count = 0;
    for (blank, fault) in faults() {
        let symptom = fault.symptom.trim_end_matches('.');
        let Some((_, rest)) = symptom.split_once("does not change with ") else {
            continue;
        };
        let letter = rest.split([',', ':']).next().unwrap_or_default();
        let letter = letter.split(" and is").next().unwrap_or_default();
        let Some(place) = meant(blank, letter) else {
            continue;
        };
        let calls = seen(blank, fault);
        let mut is_felt = false;
        for one in &calls {
            let mut arguments = one.call.arguments.clone();
            arguments[place] = varied(&arguments[place]).expect("numbers");
            let moved = fault.body.call(&arguments).numbers();
            let still = moved
                .iter()
                .zip(one.found.numbers())
                .all(|(one, other)| near(*one, other));
            assert!(still, "{}, {}: {symptom}", blank.name, fault.name);
            let right = blank.right.call(&arguments).numbers();
            is_felt |= right
                .iter()
                .zip(one.call.expected.numbers())
                .any(|(one, other)| !near(*one, other));
        }
        assert!(is_felt, "{}, {}: nor should it", blank.name, fault.name);
        count += 1;
    }
    assert!(count > 20, "{count}");
}

/// A target that is 0, 1, or anything, by the letters of a symptom.
fn target(blank: &Blank, arguments: &[Argument], index: usize) -> Option<f64> {
    let place = blank
        .parameters
        .iter()
        .position(|name| name.starts_with('t'))?;
    match &arguments[place] {
        Argument::Number(t) => Some(*t),
        Argument::Numbers(t) => t.get(index).copied(),
        _ => None,
    }
}

/// A phrase, its claim about a number, and the target for which it makes it.
type OfTarget = (String, fn(f64) -> bool, f64);

#[test]
fn what_is_said_of_targets_of_0_and_1_is_so() {
    let indices = [("t₀", 0), ("t₁", 1), ("t_k", 0)];
    let mut count = 0;
    for (blank, fault) in faults().filter(|(blank, _)| blank.over.is_none()) {
        for (letter, index) in indices {
            let claims: [OfTarget; 5] = [
                (
                    format!("It is 0 wherever {letter} is 0"),
                    |y| y.abs() < 1e-9,
                    0.0,
                ),
                (
                    format!("below −1 wherever {letter} is 1"),
                    |y| y < -1.0,
                    1.0,
                ),
                (
                    format!("It is negative wherever {letter} is 0"),
                    |y| y < 0.0,
                    0.0,
                ),
                (
                    format!("It is positive wherever {letter} is 1"),
                    |y| y > 0.0,
                    1.0,
                ),
                (
                    format!("It is negative where {letter} is 1"),
                    |y| y < 0.0,
                    1.0,
                ),
            ];
            for (phrase, claim, at) in claims {
                if !fault.symptom.contains(&phrase) {
                    continue;
                }
                let calls = seen(blank, fault);
                let there = calls
                    .iter()
                    .filter(|one| target(blank, &one.call.arguments, index) == Some(at));
                let found: Vec<f64> = there.flat_map(|one| one.found.numbers()).collect();
                let what = format!("{}, {}: {}", blank.name, fault.name, fault.symptom);
                assert!(!found.is_empty(), "{what}");
                assert!(found.iter().all(|y| claim(*y)), "{what}: {found:?}");
                count += 1;
            }
        }
    }
    assert!(count > 12, "{count}");
}

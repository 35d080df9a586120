//! The arguments that an answer follows, and the direction in which it follows them.

use std::cmp::Ordering;

use super::evidence::{Evidence, Tried, number_at};
use super::words;
use crate::exercise::judge::Ask;
use crate::exercise::{Answer, Argument};
use crate::model::{Network, Sample};

/// Something that can be varied: its name, and the arguments with another value of it.
type Knob = (String, fn(&Argument) -> Option<Argument>);

/// An argument on which the answer does not depend, and should.
pub(super) fn none(evidence: &Evidence, ask: &mut Ask) -> Option<String> {
    let changes = changes(evidence, ask)?;
    let unmoved = |(_, pairs): &&(String, Vec<Change>)| {
        pairs
            .iter()
            .all(|change| change.yours.abs() <= 1e-12 && change.right.abs() > 1e-6)
    };
    if let Some((name, _)) = changes.iter().find(unmoved) {
        return Some(format!("It does not change with {name}."));
    }
    let moved = |(_, pairs): &&(String, Vec<Change>)| {
        pairs
            .iter()
            .all(|change| change.yours.abs() > 1e-6 && change.right.abs() <= 1e-12)
    };
    let (name, _) = changes.iter().find(moved)?;
    Some(format!("It changes with {name}, and should not."))
}

/// An argument that the answer follows in the wrong direction.
pub(super) fn direction(evidence: &Evidence, ask: &mut Ask) -> Option<String> {
    let is_one_number = |tried: &Tried| tried.call.expected.numbers().len() == 1;
    if !evidence.tried.iter().all(is_one_number) {
        return None;
    }
    let changes = changes(evidence, ask)?;
    let is_turned = |(name, pairs): &&(String, Vec<Change>)| {
        let is_number = evidence
            .blank
            .parameters
            .iter()
            .any(|one| words::letter(one) == name);
        is_number
            && pairs
                .iter()
                .all(|change| change.yours * change.right < -1e-12)
    };
    let (name, _) = changes.iter().find(is_turned)?;
    Some(format!(
        "It moves in the wrong direction when {name} grows."
    ))
}

/// An answer that grows beyond all bounds as ε gets smaller: a quotient whose numerator does not go to 0 with it.
pub(super) fn unbounded(evidence: &Evidence, ask: &mut Ask) -> Option<String> {
    let mut names = evidence.blank.parameters.iter();
    let place = names.position(|name| *name == "epsilon")?;
    let calls = [evidence.wrong().next()?, evidence.wrong().last()?];
    if !evidence.is_enough() || std::ptr::eq(calls[0].0, calls[1].0) {
        return None;
    }
    for (tried, point) in calls {
        let mut at = |part: f64| {
            let mut arguments = tried.call.arguments.clone();
            if let Argument::Number(epsilon) = arguments.get_mut(place)? {
                *epsilon *= part;
            }
            number_at(&ask(&arguments).ok()?, point.place)
        };
        let (whole, half) = (at(1e-3)?, at(0.5e-3)?);
        if (half / whole - 2.0).abs().partial_cmp(&0.1)? != Ordering::Less {
            return None;
        }
    }
    Some("It doubles when ε is halved: the difference that is divided by ε does not go to 0 with it.".into())
}

/// By how much the largest number of an answer moves.
struct Change {
    yours: f64,
    right: f64,
}

/// The changes of two calls, of different cases if there are such, for everything that can be varied. Nothing if a call has no value.
fn changes(evidence: &Evidence, ask: &mut Ask) -> Option<Vec<(String, Vec<Change>)>> {
    let first = evidence.wrong().next()?.0;
    let last = evidence.wrong().last()?.0;
    if !evidence.is_enough() || std::ptr::eq(first, last) {
        return None;
    }
    let mut changes = Vec::new();
    for (place, parameter) in evidence.blank.parameters.iter().enumerate() {
        for (name, vary) in knobs(parameter, first.call.arguments.get(place)?) {
            let mut pairs = Vec::new();
            for tried in [first, last] {
                let Some(varied) = tried.call.arguments.get(place).and_then(vary) else {
                    continue;
                };
                let mut arguments = tried.call.arguments.clone();
                arguments[place] = varied;
                let right = evidence.blank.right.call(&arguments);
                let yours = ask(&arguments).ok()?;
                pairs.push(Change {
                    yours: change(evidence, tried, &tried.found, &yours),
                    right: change(evidence, tried, &tried.call.expected, &right),
                });
            }
            if pairs.len() == 2 {
                changes.push((name, pairs));
            }
        }
    }
    Some(changes)
}

/// The largest change of the numbers in question.
fn change(evidence: &Evidence, tried: &Tried, before: &Answer, after: &Answer) -> f64 {
    let here = evidence.only(|other, _| std::ptr::eq(other, tried));
    let changes = here.points.iter().map(|(_, point)| {
        let number = |answer| number_at(answer, point.place).unwrap_or(f64::NAN);
        number(after) - number(before)
    });
    changes.fold(0.0, |largest: f64, change| {
        if change.abs() > largest.abs() {
            change
        } else {
            largest
        }
    })
}

fn knobs(parameter: &str, argument: &Argument) -> Vec<Knob> {
    let name = words::letter(parameter);
    match argument {
        Argument::Number(_) => vec![(name.into(), |argument| match argument {
            Argument::Number(number) => Some(Argument::Number(number + 0.3125)),
            _ => None,
        })],
        Argument::Numbers(_) => vec![
            (name.into(), |argument| {
                of_numbers(argument, |numbers| spread(numbers))
            }),
            (format!("the last number of {name}"), |argument| {
                of_numbers(argument, |numbers| move_end(numbers.last_mut()))
            }),
            (format!("the first number of {name}"), |argument| {
                of_numbers(argument, |numbers| move_end(numbers.first_mut()))
            }),
            (
                format!("the numbers of {name} after the first"),
                |argument| of_numbers(argument, |numbers| spread(&mut numbers[1..])),
            ),
        ],
        Argument::Network(_) => vec![
            ("w".into(), |argument| {
                of_network(argument, |network| spread(network.w.iter_mut().flatten()))
            }),
            ("v".into(), |argument| {
                of_network(argument, |network| spread(network.v.iter_mut().flatten()))
            }),
            ("the last column of w, the bias".into(), |argument| {
                of_network(argument, |network| {
                    spread(network.w.iter_mut().filter_map(|w_j| w_j.last_mut()));
                })
            }),
            ("the last column of v, the bias".into(), |argument| {
                of_network(argument, |network| {
                    spread(network.v.iter_mut().filter_map(|v_k| v_k.last_mut()));
                })
            }),
        ],
        Argument::Sample(_) => vec![
            ("x".into(), |argument| {
                of_samples(argument, |sample| spread(&mut sample.x))
            }),
            ("t".into(), |argument| {
                of_samples(argument, |sample| spread(&mut sample.t))
            }),
        ],
        Argument::Samples(_) => vec![
            ("x".into(), |argument| {
                of_samples(argument, |sample| spread(&mut sample.x))
            }),
            ("t".into(), |argument| {
                of_samples(argument, |sample| spread(&mut sample.t))
            }),
            ("the samples after the first".into(), |argument| {
                of_list(argument, |samples| {
                    spread(samples.iter_mut().skip(1).flat_map(|sample| &mut sample.x));
                })
            }),
            ("the last sample".into(), |argument| {
                of_list(argument, |samples| {
                    spread(
                        samples
                            .iter_mut()
                            .rev()
                            .take(1)
                            .flat_map(|sample| &mut sample.x),
                    );
                })
            }),
            ("the first sample".into(), |argument| {
                of_list(argument, |samples| {
                    spread(samples.iter_mut().take(1).flat_map(|sample| &mut sample.x));
                })
            }),
        ],
        Argument::Index(_) | Argument::Function(_) => Vec::new(),
    }
}

/// Moves each number by another amount.
fn spread<'a>(numbers: impl IntoIterator<Item = &'a mut f64>) {
    let mut step = 0.125;
    for number in numbers {
        *number += step;
        step = 0.75 * step + 0.0625;
    }
}

fn move_end(number: Option<&mut f64>) {
    if let Some(number) = number {
        *number += 0.25;
    }
}

fn of_numbers(argument: &Argument, change: fn(&mut [f64])) -> Option<Argument> {
    let Argument::Numbers(numbers) = argument else {
        return None;
    };
    let mut varied = numbers.clone();
    (!varied.is_empty()).then(|| change(&mut varied))?;
    Some(Argument::Numbers(varied))
}

fn of_network(argument: &Argument, change: fn(&mut Network)) -> Option<Argument> {
    let Argument::Network(network) = argument else {
        return None;
    };
    let mut varied = network.clone();
    change(&mut varied);
    Some(Argument::Network(varied))
}

fn of_samples(argument: &Argument, change: fn(&mut Sample)) -> Option<Argument> {
    match argument {
        Argument::Sample(sample) => {
            let mut varied = sample.clone();
            change(&mut varied);
            Some(Argument::Sample(varied))
        }
        argument => {
            let Argument::Samples(samples) = argument else {
                return None;
            };
            let mut varied = samples.clone();
            varied.iter_mut().for_each(change);
            Some(Argument::Samples(varied))
        }
    }
}

fn of_list(argument: &Argument, change: fn(&mut [Sample])) -> Option<Argument> {
    let Argument::Samples(samples) = argument else {
        return None;
    };
    let mut varied = samples.clone();
    change(&mut varied);
    Some(Argument::Samples(varied))
}

//! Wrong functions that no table lists: each is the right one with one thing changed by machine.

#![allow(
    clippy::type_complexity,
    clippy::needless_for_each,
    clippy::redundant_closure_for_method_calls,
    clippy::semicolon_if_nothing_returned,
    reason = "tables of changes, a line each"
)]

use nn28::equation::Context;
use nn28::exercise::Blank;
use nn28::exercise::value::{Answer, Argument};
use nn28::model::{Matrix, Network};

type Function<'a> = Box<dyn Fn(&[Argument], &Context) -> Answer + 'a>;

pub struct Wrong<'a> {
    pub name: String,
    pub of: Function<'a>,
}

/// Everything that is done to the arguments, to the answer, and to a part of it.
pub fn wrong_functions(blank: &Blank) -> Vec<Wrong<'_>> {
    let mut wrong = Vec::new();
    of_the_answer(blank, &mut wrong);
    of_its_places(blank, &mut wrong);
    of_its_parts(blank, &mut wrong);
    of_the_arguments(blank, &mut wrong);
    wrong
}

fn map(answer: &Answer, of: impl Fn(f64) -> f64) -> Answer {
    let mut answer = answer.clone();
    for number in answer.parts.iter_mut().flatten().flatten() {
        *number = of(*number);
    }
    answer
}

/// Each number of the right answer changed in the same way.
fn of_the_answer<'a>(blank: &'a Blank, wrong: &mut Vec<Wrong<'a>>) {
    let changes: [(&str, fn(f64, &Context) -> f64); 20] = [
        ("−1", |y, _| -y),
        ("2", |y, _| 2.0 * y),
        ("½", |y, _| y / 2.0),
        ("N", |y, of| y * of.samples.len() as f64),
        ("1/N", |y, of| y / of.samples.len() as f64),
        ("−N", |y, of| -y * of.samples.len() as f64),
        ("K", |y, of| y * of.network.classes() as f64),
        ("N/K", |y, of| {
            y * of.samples.len() as f64 / of.network.classes() as f64
        }),
        ("M", |y, of| y * of.network.hidden() as f64),
        ("1/D", |y, of| y / of.network.inputs() as f64),
        ("ε", |y, of| y * of.epsilon),
        ("1/α", |y, of| y / of.learning_rate),
        ("+0.1", |y, _| y + 0.1),
        ("+1", |y, _| y + 1.0),
        ("1 −", |y, _| 1.0 - y),
        ("squared", |y, _| y * y),
        ("size", |y, _| y.abs()),
        ("not below 0", |y, _| y.max(0.0)),
        ("single precision", |y, _| f64::from(y as f32)),
        ("bent", |y, _| y + 0.2 * y * y),
    ];
    for (name, change) in changes {
        wrong.push(Wrong {
            name: format!("answer {name}"),
            of: Box::new(move |arguments, of| map(&blank.right.call(arguments), |y| change(y, of))),
        });
    }
    for (place, parameter) in blank.parameters.iter().enumerate() {
        let number = move |arguments: &[Argument]| match &arguments[place] {
            Argument::Number(number) => *number,
            Argument::Numbers(numbers) => numbers[numbers.len() - 1],
            _ => 0.3,
        };
        let changes: [(&str, fn(f64, f64) -> f64); 4] = [
            ("plus", |y, p| y + p),
            ("minus", |y, p| y - p),
            ("times", |y, p| y * p),
            ("by", |y, p| y / p),
        ];
        for (name, change) in changes {
            wrong.push(Wrong {
                name: format!("answer {name} {parameter}"),
                of: Box::new(move |arguments, _| {
                    map(&blank.right.call(arguments), |y| {
                        change(y, number(arguments))
                    })
                }),
            });
        }
    }
}

/// Entries of the right answer moved, dropped or left at 0.
fn of_its_places<'a>(blank: &'a Blank, wrong: &mut Vec<Wrong<'a>>) {
    let rows: [(&str, fn(&mut Matrix)); 13] = [
        ("last row dropped", |rows| drop(rows.pop())),
        ("last column dropped", |rows| {
            rows.iter_mut().for_each(|row| row.truncate(row.len() - 1))
        }),
        ("1 appended", |rows| {
            rows.iter_mut().for_each(|row| row.push(1.0))
        }),
        ("columns to the left", |rows| {
            rows.iter_mut().for_each(|row| row.rotate_left(1))
        }),
        ("columns to the right", |rows| {
            rows.iter_mut().for_each(|row| row.rotate_right(1))
        }),
        ("columns reversed", |rows| {
            rows.iter_mut().for_each(|row| row.reverse())
        }),
        ("rows to the left", |rows| rows.rotate_left(1)),
        ("row 0 everywhere", |rows| {
            *rows = vec![rows[0].clone(); rows.len()]
        }),
        ("last column 0", |rows| {
            rows.iter_mut().for_each(|row| {
                let last = row.len() - 1;
                row[last] = 0.0;
            })
        }),
        ("last column turned", |rows| {
            rows.iter_mut().for_each(|row| {
                let last = row.len() - 1;
                row[last] = -row[last];
            })
        }),
        ("first column 0", |rows| {
            rows.iter_mut().for_each(|row| row[0] = 0.0)
        }),
        ("last row 0", |rows| {
            let last = rows.len() - 1;
            rows[last].fill(0.0);
        }),
        ("exchanged", |rows| {
            *rows = (0..rows[0].len())
                .map(|c| rows.iter().map(|row| row[c]).collect())
                .collect()
        }),
    ];
    for (name, change) in rows {
        wrong.push(Wrong {
            name: name.into(),
            of: Box::new(move |arguments, _| {
                let mut answer = blank.right.call(arguments);
                answer.parts.iter_mut().for_each(change);
                answer
            }),
        });
    }
}

/// One part changed alone.
fn of_its_parts<'a>(blank: &'a Blank, wrong: &mut Vec<Wrong<'a>>) {
    let changes: [(&str, fn(f64, &Context) -> f64); 4] = [
        ("turned", |y, _| -y),
        ("0", |_, _| 0.0),
        ("times N", |y, of| y * of.samples.len() as f64),
        ("plus 0.1", |y, _| y + 0.1),
    ];
    for (part, parameter) in blank.parts.iter().enumerate() {
        for (name, change) in changes {
            wrong.push(Wrong {
                name: format!("part {parameter} {name}"),
                of: Box::new(move |arguments, of| {
                    let mut answer = blank.right.call(arguments);
                    for number in answer.parts[part].iter_mut().flatten() {
                        *number = change(*number, of);
                    }
                    answer
                }),
            });
        }
        wrong.push(Wrong {
            name: format!("part {parameter} as it was"),
            of: Box::new(move |arguments, _| {
                let mut answer = blank.right.call(arguments);
                if let Argument::Network(Network { w, v }) = &arguments[0] {
                    let old = if part == 0 { w } else { v };
                    if answer.parts.len() == 2 {
                        answer.parts[part].clone_from(old);
                    }
                }
                answer
            }),
        });
    }
}

/// The right function at arguments that are changed.
fn of_the_arguments<'a>(blank: &'a Blank, wrong: &mut Vec<Wrong<'a>>) {
    for (place, parameter) in blank.parameters.iter().enumerate() {
        for (name, change) in CHANGES {
            wrong.push(Wrong {
                name: format!("{parameter} {name}"),
                of: Box::new(move |arguments, _| {
                    let mut arguments = arguments.to_vec();
                    change(&mut arguments[place]);
                    blank.right.call(&arguments)
                }),
            });
        }
        for other in 0..blank.parameters.len() {
            let with = blank.parameters[other];
            if other > place {
                wrong.push(Wrong {
                    name: format!("{parameter} exchanged with {with}"),
                    of: Box::new(move |arguments, _| {
                        let mut arguments = arguments.to_vec();
                        arguments.swap(place, other);
                        blank.right.call(&arguments)
                    }),
                });
            }
            if other != place {
                wrong.push(Wrong {
                    name: format!("{with} for {parameter}"),
                    of: Box::new(move |arguments, _| {
                        let mut arguments = arguments.to_vec();
                        arguments[place] = arguments[other].clone();
                        blank.right.call(&arguments)
                    }),
                });
            }
        }
    }
}

/// Changes of an argument; one that cannot be changed so is left as it is.
const CHANGES: [(&str, fn(&mut Argument)); 15] = [
    ("turned", |one| {
        numbers(one, |row| {
            row.iter_mut().for_each(|number| *number = -*number)
        })
    }),
    ("doubled", |one| {
        numbers(one, |row| row.iter_mut().for_each(|number| *number *= 2.0))
    }),
    ("squared", |one| {
        numbers(one, |row| {
            row.iter_mut().for_each(|number| *number *= *number)
        })
    }),
    ("left out as 1", |one| numbers(one, |row| row.fill(1.0))),
    ("left out as 0", |one| numbers(one, |row| row.fill(0.0))),
    ("without its last", |one| {
        numbers(one, |row| {
            let last = row.len() - 1;
            row[last] = 0.0;
        })
    }),
    ("without its first", |one| numbers(one, |row| row[0] = 0.0)),
    ("its first alone", |one| {
        numbers(one, |row| row[1..].fill(0.0))
    }),
    ("moved on", |one| numbers(one, |row| row.rotate_left(1))),
    ("reversed", |one| numbers(one, |row| row.reverse())),
    ("through tanh", |one| {
        numbers(one, |row| {
            row.iter_mut().for_each(|number| *number = number.tanh())
        })
    }),
    ("with its last doubled", |one| {
        numbers(one, |row| {
            let last = row.len() - 1;
            row[last] *= 2.0;
        })
    }),
    ("the next index", |one| {
        if let Argument::Index(index) = one {
            *index += 1
        }
    }),
    ("without the last sample", |one| {
        if let Argument::Samples(samples) = one {
            samples.pop();
        }
    }),
    ("the first sample alone", |one| {
        if let Argument::Samples(samples) = one {
            samples.truncate(1)
        }
    }),
];

/// Every row of numbers in an argument, where t of a sample is one and x another.
fn numbers(argument: &mut Argument, change: fn(&mut [f64])) {
    match argument {
        Argument::Number(number) => {
            let mut row = [*number];
            change(&mut row);
            *number = row[0];
        }
        Argument::Numbers(numbers) => change(numbers),
        Argument::Network(network) => network.v.iter_mut().for_each(|row| change(row)),
        Argument::Sample(sample) => change(&mut sample.t),
        Argument::Samples(samples) => samples.iter_mut().for_each(|sample| change(&mut sample.t)),
        Argument::Index(_) | Argument::Function(_) => {}
    }
}

//! Equations 12–14: the error of one sample, and why the gradient may be taken sample by sample.

use super::reach_of_hidden_weight;
use crate::equation::check::{self, Varied, rounding_of_outputs, slope_of_error};
use crate::equation::tex::{factor, measured, signed_factor, sum};
use crate::equation::{Chapter, Check, Context, Entry, Line, Number, Printed, Relation};
use crate::model::{backprop, error, printed};

pub(in crate::equation) const ENTRIES: &[Entry] = &[
    Entry {
        number: Number::whole(12),
        title: "the error of one sample",
        chapter: Chapter::Backprop,
        left: r"E_n(\mathbf{w}, \mathbf{v})",
        relation: Relation::Equal,
        lines: &[Line {
            tex: r"-\sum_{k=0}^{K-1} t_{nk} \log y_{nk}",
            numbers: |case| {
                let pairs = case.sample().t.iter().zip(&case.pass.y);
                let term =
                    |(t, y): (&f64, &f64)| format!(r"{} \log {}", factor('t', *t), factor('y', *y));
                format!(
                    r"-\left( {} \right)",
                    sum(&pairs.map(term).collect::<Vec<_>>())
                )
            },
            value: |case| error::eq12_cross_entropy(&case.sample().t, &case.pass.log_y),
        }],
        aloud: "E n equals minus the sum over all outputs k of t n k times the logarithm of y n k",
        code: "error::eq12_cross_entropy",
        indices: "",
        symbols: "tyE",
        depends_on: &[Number::whole(7), Number::whole(8)],
        check: Check {
            by: "log Σ exp(a) − a in a forward pass of its own",
            value: check::sample_error,
            tolerance: 1e-12,
            rounding: rounding_of_outputs,
        },
        printed: Some(Printed {
            tex: r"-\sum_{n=0}^{N-1} \sum_{k=0}^{K-1} t_{nk} \log y_{nk}",
            value: |case| printed::printed_eq12(&case.network, &case.samples),
            why: "The sum over n adds up the errors of all samples and calls the result the error of one. \
                  With a single sample the two agree; with more they do not.",
        }),
    },
    Entry {
        number: Number::whole(13),
        title: "the error as a mean over the samples",
        chapter: Chapter::Backprop,
        left: r"E(\mathbf{w}, \mathbf{v})",
        relation: Relation::Equal,
        lines: &[Line {
            tex: r"\frac{1}{N} \sum_{n=0}^{N-1} E_n(\mathbf{w}, \mathbf{v})",
            numbers: |case| mean(&case.sample_errors()),
            value: |case| error::eq13_mean_error(&case.sample_errors()),
        }],
        aloud: "E equals one over N times the sum over all samples n of E n",
        code: "error::eq13_mean_error",
        indices: "",
        symbols: "E",
        depends_on: &[Number::whole(8), Number::whole(12)],
        check: Check {
            by: "log Σ exp(a) − a in a forward pass of its own",
            value: check::error,
            tolerance: 1e-12,
            rounding: rounding_of_outputs,
        },
        printed: Some(Printed {
            tex: r"-\frac{1}{N} \sum_{n=0}^{N-1} \sum_{k=0}^{K-1} E_n(\mathbf{w}, \mathbf{v})",
            value: |case| printed::printed_eq13(&case.sample_errors(), case.network.classes()),
            why: "The sum over k counts every E_n K times over, and the minus sign, which is inside E_n already, \
                  makes the error negative: the better the network, the larger it would be.",
        }),
    },
    Entry {
        number: Number::whole(14),
        title: "the gradient of the mean is the mean of the gradients",
        chapter: Chapter::Backprop,
        left: r"\frac{\partial E}{\partial w_{ji}}",
        relation: Relation::Equal,
        lines: &[
            Line {
                tex: r"\frac{\partial}{\partial w_{ji}} \frac{1}{N} \sum_{n=0}^{N-1} E_n",
                numbers: |case| {
                    let mean = format!(r"\frac{{1}}{{{}}} \sum_{{n}} E_n", case.samples.len());
                    measured(&weight_name(case), &mean, hidden_weight(case))
                },
                value: |case| eq14_line(case, 0),
            },
            Line {
                tex: r"\frac{1}{N} \sum_{n=0}^{N-1} \frac{\partial E_n}{\partial w_{ji}}",
                numbers: |case| {
                    let slope = |sample| {
                        backprop::gradient(&case.network, sample).w[case.indices.j][case.indices.i]
                    };
                    mean(&case.samples.iter().map(slope).collect::<Vec<_>>())
                },
                value: |case| eq14_line(case, 1),
            },
        ],
        aloud: "the slope of E along w j i is the slope of one over N times the sum of all E n, \
                which is one over N times the sum of the slopes of all E n along w j i",
        code: "backprop::eq14_mean_gradient",
        indices: "ji",
        symbols: "wE",
        depends_on: &[Number::whole(13)],
        check: Check {
            by: "dual numbers",
            value: |case| {
                slope_of_error(
                    case,
                    Varied::W {
                        j: case.indices.j,
                        i: case.indices.i,
                    },
                )
            },
            tolerance: 1e-9,
            rounding: |case| 1e-12 * reach_of_hidden_weight(case),
        },
        printed: Some(Printed {
            tex: r"-\frac{\partial}{\partial w_{ji}} \frac{1}{N} \sum_{n=0}^{N-1} E_n",
            value: |case| {
                printed::printed_eq14_first_line(
                    &case.network,
                    &case.samples,
                    case.indices.j,
                    case.indices.i,
                )
            },
            why: "The first line has an extra minus sign, the second has not: the two lines contradict each other.",
        }),
    },
];

fn hidden_weight(case: &Context) -> f64 {
    case.network.w[case.indices.j][case.indices.i]
}

fn weight_name(case: &Context) -> String {
    let (j, i) = (case.indices.j, case.indices.i);
    let comma = if j.max(i) > 9 { "," } else { "" };
    format!("w_{{{j}{comma}{i}}}")
}

fn mean(numbers: &[f64]) -> String {
    let terms: Vec<String> = numbers
        .iter()
        .map(|number| signed_factor(*number))
        .collect();
    format!(
        r"\frac{{1}}{{{}}} \left( {} \right)",
        numbers.len(),
        sum(&terms)
    )
}

fn eq14_line(case: &Context, line: usize) -> f64 {
    let (j, i) = (case.indices.j, case.indices.i);
    backprop::eq14_derivation(&case.network, &case.samples, j, i)[line]
}

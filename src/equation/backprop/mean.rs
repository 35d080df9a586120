//! Equations 12–14: the error of one sample, and why the gradient may be taken sample by sample.

use super::reach_of_hidden_weight;
use crate::equation::check::{self, Variable, slope_of_error};
use crate::equation::tex::{factor, mean, measured, sum};
use crate::equation::{Check, Entry, Indices, Printed, Section, eq};
use crate::model::{backprop, error, printed};

pub(in crate::equation) const ENTRIES: &[Entry] = &[
    Entry {
        number: eq(12),
        title: "the error of one sample",
        left: r"E_n(\mathbf{w}, \mathbf{v})",
        right: &[r"-\sum_{k=0}^{K-1} t_{nk} \log y_{nk}"],
        numbers: |c| {
            let pairs = c.sample().t.iter().zip(&c.pass.y);
            let term =
                |(t, y): (&f64, &f64)| format!(r"{} \log {}", factor('t', *t), factor('y', *y));
            vec![format!(r"-\left( {} \right)", sum(pairs.map(term)))]
        },
        values: |c| vec![error::eq12_cross_entropy(&c.sample().t, &c.pass.log_y)],
        spoken: "E n equals minus the sum over all outputs k of t n k times the logarithm of y n k",
        code: "error::eq12_cross_entropy",
        symbols: "t y E",
        depends_on: &[eq(7), eq(8)],
        check: Check::by_log_sum_exp(check::sample_error),
        printed: Some(Printed {
            tex: r"-\sum_{n=0}^{N-1} \sum_{k=0}^{K-1} t_{nk} \log y_{nk}",
            value: |c| printed::printed_eq12(&c.network, &c.samples),
            why: "The sum over n adds up the errors of all samples and calls the result the error of one. \
                  With a single sample the two agree; with more they do not.",
        }),
        printed_over_all_samples: true,
        ..Entry::of(Section::SAMPLE_ERROR)
    },
    Entry {
        number: eq(13),
        title: "the error as a mean over the samples",
        left: r"E(\mathbf{w}, \mathbf{v})",
        right: &[r"\frac{1}{N} \sum_{n=0}^{N-1} E_n(\mathbf{w}, \mathbf{v})"],
        numbers: |c| vec![mean(&c.sample_errors())],
        values: |c| vec![error::eq13_mean_error(&c.sample_errors())],
        spoken: "E equals one over N times the sum over all samples n of E n",
        code: "error::eq13_mean_error",
        symbols: "E",
        depends_on: &[eq(8), eq(12)],
        check: Check::by_log_sum_exp(check::error),
        printed: Some(Printed {
            tex: r"-\frac{1}{N} \sum_{n=0}^{N-1} \sum_{k=0}^{K-1} E_n(\mathbf{w}, \mathbf{v})",
            value: |c| printed::printed_eq13(&c.sample_errors(), c.network.classes()),
            why: "The sum over k counts every E_n K times over, and the minus sign, which is inside E_n already, \
                  makes the error negative: the better the network, the larger it would be.",
        }),
        over_all_samples: true,
        ..Entry::of(Section::SAMPLE_ERROR)
    },
    Entry {
        number: eq(14),
        title: "the gradient of the mean is the mean of the gradients",
        left: r"\frac{\partial E}{\partial w_{ji}}",
        right: &[
            r"\frac{\partial}{\partial w_{ji}} \frac{1}{N} \sum_{n=0}^{N-1} E_n",
            r"\frac{1}{N} \sum_{n=0}^{N-1} \frac{\partial E_n}{\partial w_{ji}}",
        ],
        numbers: |c| {
            let Indices { j, i, .. } = c.indices;
            let comma = if j.max(i) > 9 { "," } else { "" };
            let weight = format!("w_{{{j}{comma}{i}}}");
            let mean_error = format!(r"\frac{{1}}{{{}}} \sum_{{n}} E_n", c.samples.len());
            let slopes = backprop::slopes_along_hidden_weight(&c.network, &c.samples, j, i);
            vec![measured(&weight, &mean_error, c.w_ji()), mean(&slopes)]
        },
        values: |c| {
            let Indices { j, i, .. } = c.indices;
            backprop::eq14_derivation(&c.network, &c.samples, j, i).to_vec()
        },
        spoken: "the slope of E along w j i is the slope of one over N times the sum of all E n, \
                which is one over N times the sum of the slopes of all E n along w j i",
        code: "backprop::eq14_mean_gradient",
        indices: "ji",
        symbols: "w_ji E",
        depends_on: &[eq(13)],
        check: Check {
            rounding: |c| 1e-12 * reach_of_hidden_weight(c),
            ..Check::by_dual_numbers(|c| slope_of_error(c, Variable::w(c)))
        },
        printed: Some(Printed {
            tex: r"-\frac{\partial}{\partial w_{ji}} \frac{1}{N} \sum_{n=0}^{N-1} E_n",
            value: |c| {
                printed::printed_eq14_first_line(&c.network, &c.samples, c.indices.j, c.indices.i)
            },
            why: "The first line has an extra minus sign, the second has not: the two lines contradict each other.",
        }),
        over_all_samples: true,
        ..Entry::of(Section::SAMPLE_ERROR)
    },
];

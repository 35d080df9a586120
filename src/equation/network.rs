//! Equations 5–7: neurons in two layers.

use super::check::{
    compensated_sum, output_by_differences, output_sums, rounding_of_outputs, rounding_of_sum,
    sigmoid_by_logarithm,
};
use super::tex::{coloured, fraction, logistic, sum, sum_of_products};
use super::{Check, Entry, Section, eq};
use crate::model::network;

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        number: eq(5),
        title: "the sum of a hidden unit",
        left: "b_j",
        right: &[r"\sum_{i=0}^{D} w_{ji} x_i"],
        numbers: |c| vec![sum_of_products(('w', c.w_j()), ('x', &c.sample().x))],
        values: |c| vec![network::eq05_unit_sum(c.w_j(), &c.sample().x)],
        spoken: "b j equals the sum over i from zero to D of w j i times x i",
        code: "network::eq05_unit_sum",
        indices: "j",
        symbols: "w_j x b_j",
        depends_on: &[eq(3)],
        check: Check::by_compensated_sum(
            |c| compensated_sum(c.w_j(), &c.sample().x),
            |c| rounding_of_sum(c.w_j(), &c.sample().x),
        ),
        ..Entry::of(Section::HIDDEN_LAYER)
    },
    Entry {
        number: eq(6),
        title: "the output of a hidden unit",
        left: "z_j",
        right: &["h(b_j)"],
        numbers: |c| vec![logistic('b', c.b_j())],
        values: |c| vec![network::eq06_hidden_output(c.b_j())],
        spoken: "z j equals h of b j, where h is the sigmoid",
        code: "network::eq06_hidden_output",
        indices: "j",
        symbols: "b_j z_j",
        depends_on: &[eq(4), eq(5)],
        check: Check {
            by: "its logarithm, −log z = log(1 + exp(−b))",
            value: |c| sigmoid_by_logarithm(compensated_sum(c.w_j(), &c.sample().x)),
            tolerance: 1e-12,
            rounding: |c| c.z_j() * rounding_of_sum(c.w_j(), &c.sample().x),
        },
        ..Entry::of(Section::HIDDEN_LAYER)
    },
    Entry {
        number: eq(7),
        title: "the softmax",
        left: "y_k",
        right: &[r"\frac{\exp(a_k)}{\sum_{j=0}^{K-1} \exp(a_j)}"],
        numbers: |c| {
            let power = |a: &f64| format!(r"\exp({})", coloured('a', *a));
            let powers: Vec<String> = c.pass.a.iter().map(power).collect();
            vec![fraction(&powers[c.indices.k], &sum(&powers))]
        },
        values: |c| vec![network::eq07_softmax(&c.pass.a)[c.indices.k]],
        spoken: "y k equals the exponential of a k over the sum over j from zero to K minus one of the exponential of a j",
        code: "network::eq07_softmax",
        indices: "k",
        symbols: "a y_k",
        depends_on: &[eq(5), eq(6)],
        check: Check {
            by: "one over the sum of exp(aⱼ − aₖ)",
            value: |c| output_by_differences(&output_sums(&c.network, &c.sample().x), c.indices.k),
            tolerance: 1e-12,
            rounding: |c| c.pass.y[c.indices.k] * rounding_of_outputs(c),
        },
        ..Entry::of(Section::SOFTMAX)
    },
];

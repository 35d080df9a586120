//! Equations 5–7: neurons in two layers.

use super::check::{
    compensated_sum, output_by_differences, output_sums, rounding_of_outputs, rounding_of_sum,
    sigmoid_by_logarithm,
};
use super::tex::{coloured, fraction, minus, sum, sum_of_products};
use super::{Chapter, Check, Context, Entry, Line, Number, Relation};
use crate::model::network;

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        number: Number::whole(5),
        title: "the sum of a hidden unit",
        chapter: Chapter::Network,
        left: "b_j",
        relation: Relation::Equal,
        lines: &[Line {
            tex: r"\sum_{i=0}^{D} w_{ji} x_i",
            numbers: |case| sum_of_products(('w', hidden_weights(case)), ('x', &case.sample().x)),
            value: |case| network::eq05_unit_sum(hidden_weights(case), &case.sample().x),
        }],
        aloud: "b j equals the sum over i from zero to D of w j i times x i",
        code: "network::eq05_unit_sum",
        indices: "j",
        symbols: "wxb",
        depends_on: &[Number::whole(3)],
        check: Check {
            by: "a compensated sum from the last term to the first",
            value: |case| compensated_sum(hidden_weights(case), &case.sample().x),
            tolerance: 1e-12,
            rounding: |case| rounding_of_sum(hidden_weights(case), &case.sample().x),
        },
        printed: None,
    },
    Entry {
        number: Number::whole(6),
        title: "the output of a hidden unit",
        chapter: Chapter::Network,
        left: "z_j",
        relation: Relation::Equal,
        lines: &[Line {
            tex: "h(b_j)",
            numbers: |case| fraction("1", &format!(r"1 + \exp({})", minus('b', hidden_sum(case)))),
            value: |case| network::eq06_hidden_output(hidden_sum(case)),
        }],
        aloud: "z j equals h of b j, where h is the sigmoid",
        code: "network::eq06_hidden_output",
        indices: "j",
        symbols: "bz",
        depends_on: &[Number::whole(4), Number::whole(5)],
        check: Check {
            by: "its logarithm, −log z = log(1 + exp(−b))",
            value: |case| {
                sigmoid_by_logarithm(compensated_sum(hidden_weights(case), &case.sample().x))
            },
            tolerance: 1e-12,
            rounding: |case| {
                network::eq06_hidden_output(hidden_sum(case))
                    * rounding_of_sum(hidden_weights(case), &case.sample().x)
            },
        },
        printed: None,
    },
    Entry {
        number: Number::whole(7),
        title: "the softmax",
        chapter: Chapter::Network,
        left: "y_k",
        relation: Relation::Equal,
        lines: &[Line {
            tex: r"\frac{\exp(a_k)}{\sum_{j=0}^{K-1} \exp(a_j)}",
            numbers: |case| {
                let power = |a: &f64| format!(r"\exp({})", coloured('a', *a));
                let powers: Vec<String> = case.pass.a.iter().map(power).collect();
                fraction(&powers[case.indices.k], &sum(&powers))
            },
            value: |case| network::eq07_softmax(&case.pass.a)[case.indices.k],
        }],
        aloud: "y k equals the exponential of a k over the sum over j from zero to K minus one of the exponential of a j",
        code: "network::eq07_softmax",
        indices: "k",
        symbols: "ay",
        depends_on: &[Number::whole(5), Number::whole(6)],
        check: Check {
            by: "one over the sum of exp(aⱼ − aₖ)",
            value: |case| {
                output_by_differences(
                    &output_sums(&case.network, &case.sample().x),
                    case.indices.k,
                )
            },
            tolerance: 1e-12,
            rounding: |case| case.pass.y[case.indices.k] * rounding_of_outputs(case),
        },
        printed: None,
    },
];

fn hidden_weights(case: &Context) -> &[f64] {
    &case.network.w[case.indices.j]
}

fn hidden_sum(case: &Context) -> f64 {
    case.pass.b[case.indices.j]
}

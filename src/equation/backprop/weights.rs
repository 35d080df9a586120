//! Equations 24–28: from the error at the outputs to the output weights, a step downhill, and the hidden weights.

use super::{
    ALONG_OUTPUT_WEIGHT, hidden_output, output_error, output_minus_target, reach_of_hidden_weight,
};
use crate::equation::check::{
    Varied, compensated_sum, hidden_outputs, rounding_of_outputs, rounding_of_sum,
    slope_of_sample_error, slope_of_sum,
};
use crate::equation::tex::{
    coloured, factor, number, product, signed_factor, sum, sum_of_products,
};
use crate::equation::{Chapter, Check, Context, Entry, Line, Number, Relation};
use crate::model::{backprop, training};

pub(in crate::equation) const ENTRIES: &[Entry] = &[
    Entry {
        number: Number::whole(24),
        title: "the first output sum",
        chapter: Chapter::Backprop,
        left: "a_0",
        relation: Relation::Equal,
        lines: &[Line {
            tex: r"v_{00} z_0 + v_{01} z_1 + v_{02} z_2",
            numbers: |case| sum_of_products(('v', &case.network.v[0]), ('z', &case.pass.z)),
            value: |case| backprop::eq24_first_output_sum(&case.network.v[0], &case.pass.z),
        }],
        aloud: "a zero equals v zero zero times z zero, plus v zero one times z one, plus v zero two times z two",
        code: "backprop::eq24_first_output_sum",
        indices: "",
        symbols: "vza",
        depends_on: &[Number::whole(5), Number::whole(6)],
        check: Check {
            by: "a compensated sum from the last term to the first",
            value: |case| {
                compensated_sum(
                    &case.network.v[0],
                    &hidden_outputs(&case.network, &case.sample().x),
                )
            },
            tolerance: 1e-12,
            rounding: |case| {
                rounding_of_sum(&case.network.v[0], &case.pass.z) + rounding_of_outputs(case)
            },
        },
        printed: None,
    },
    Entry {
        number: Number::part(25, 'a'),
        title: "how the first sum follows its weight",
        chapter: Chapter::Backprop,
        left: r"\frac{\partial a_0}{\partial v_{0j}}",
        relation: Relation::Equal,
        lines: &[Line {
            tex: "z_j",
            numbers: |case| coloured('z', hidden_output(case)),
            value: |case| backprop::eq25a_slope_of_first_sum(&case.pass.z, case.indices.j),
        }],
        aloud: "the slope of a zero along v zero j is z j",
        code: "backprop::eq25a_slope_of_first_sum",
        indices: "j",
        symbols: "vza",
        depends_on: &[Number::whole(24)],
        check: Check {
            by: "dual numbers",
            value: |case| slope_of_sum(case, 0, case.indices.j),
            tolerance: 1e-9,
            rounding: rounding_of_outputs,
        },
        printed: None,
    },
    Entry {
        number: Number::part(25, 'b'),
        title: "how any sum follows its weight",
        chapter: Chapter::Backprop,
        left: r"\frac{\partial a_k}{\partial v_{kj}}",
        relation: Relation::Equal,
        lines: &[Line {
            tex: "z_j",
            numbers: |case| coloured('z', hidden_output(case)),
            value: |case| backprop::eq25b_slope_of_any_sum(&case.pass.z, case.indices.j),
        }],
        aloud: "the slope of a k along v k j is z j",
        code: "backprop::eq25b_slope_of_any_sum",
        indices: "kj",
        symbols: "vza",
        depends_on: &[Number::part(25, 'a')],
        check: Check {
            by: "dual numbers",
            value: |case| slope_of_sum(case, case.indices.k, case.indices.j),
            tolerance: 1e-9,
            rounding: rounding_of_outputs,
        },
        printed: None,
    },
    Entry {
        number: Number::whole(26),
        title: "the slope along an output weight",
        chapter: Chapter::Backprop,
        left: r"\frac{\partial E_n}{\partial v_{kj}}",
        relation: Relation::Equal,
        lines: &[
            Line {
                tex: r"\frac{\partial E_n}{\partial a_k} \, \frac{\partial a_k}{\partial v_{kj}}",
                numbers: |case| product(&[('y', output_error(case)), ('z', hidden_output(case))]),
                value: |case| {
                    backprop::eq26_derivation(
                        &case.network,
                        case.sample(),
                        case.indices.k,
                        case.indices.j,
                    )[0]
                },
            },
            Line {
                tex: r"(y_k - t_k) \, z_j",
                numbers: |case| {
                    let error = output_minus_target(case, case.indices.k);
                    format!(r"({error}) \cdot {}", coloured('z', hidden_output(case)))
                },
                value: |case| {
                    backprop::eq26_derivation(
                        &case.network,
                        case.sample(),
                        case.indices.k,
                        case.indices.j,
                    )[1]
                },
            },
        ],
        aloud: "the slope of E n along v k j is y k minus t k, times z j",
        code: "backprop::eq26_slope_along_output_weight",
        indices: "kj",
        symbols: "vzytE",
        depends_on: &[Number::whole(15), Number::whole(23), Number::part(25, 'b')],
        check: ALONG_OUTPUT_WEIGHT,
        printed: None,
    },
    Entry {
        number: Number::whole(27),
        title: "a step downhill for an output weight",
        chapter: Chapter::Backprop,
        left: r"v_{kj}(\tau+1)",
        relation: Relation::Equal,
        lines: &[
            Line {
                tex: r"v_{kj}(\tau) - \alpha \, \frac{\partial E_n}{\partial v_{kj}}",
                numbers: |case| {
                    let slope = output_error(case) * hidden_output(case);
                    let (v, alpha) = (
                        coloured('v', output_weight(case)),
                        number(case.learning_rate),
                    );
                    format!(r"{v} - {alpha} \cdot {}", factor('v', slope))
                },
                value: |case| {
                    let (k, j) = (case.indices.k, case.indices.j);
                    let slope = backprop::gradient(&case.network, case.sample()).v[k][j];
                    training::updated_weight(output_weight(case), case.learning_rate, slope)
                },
            },
            Line {
                tex: r"v_{kj}(\tau) - \alpha \, (y_k - t_k) \, z_j",
                numbers: |case| {
                    let error = output_minus_target(case, case.indices.k);
                    let (v, alpha) = (
                        coloured('v', output_weight(case)),
                        number(case.learning_rate),
                    );
                    format!(
                        r"{v} - {alpha} \cdot ({error}) \cdot {}",
                        coloured('z', hidden_output(case))
                    )
                },
                value: |case| {
                    let (rate, error) = (case.learning_rate, output_error(case));
                    training::eq27_updated_output_weight(
                        output_weight(case),
                        rate,
                        error,
                        hidden_output(case),
                    )
                },
            },
        ],
        aloud: "v k j after the step equals v k j before it, minus alpha times y k minus t k times z j",
        code: "training::eq27_updated_output_weight",
        indices: "kj",
        symbols: "vzyt",
        depends_on: &[Number::whole(14), Number::whole(26)],
        check: Check {
            by: "the old weight less α times the slope by dual numbers",
            value: |case| {
                let slope = slope_of_sample_error(
                    case,
                    Varied::V {
                        k: case.indices.k,
                        j: case.indices.j,
                    },
                );
                output_weight(case) - case.learning_rate * slope
            },
            tolerance: 1e-9,
            rounding: |case| case.learning_rate.abs() * rounding_of_outputs(case),
        },
        printed: None,
    },
    Entry {
        number: Number::whole(28),
        title: "the slope along a hidden weight",
        chapter: Chapter::Backprop,
        left: r"\frac{\partial E_n}{\partial w_{ji}}",
        relation: Relation::Equal,
        lines: &[
            Line {
                tex: r"\frac{\partial E_n}{\partial b_j} \, \frac{\partial b_j}{\partial w_{ji}}",
                numbers: |case| {
                    let slope_at_sum = error_sent_back(case) * slope_of_hidden_output(case);
                    product(&[('b', slope_at_sum), ('x', input(case))])
                },
                value: |case| eq28_line(case, 0),
            },
            Line {
                tex: r"\left( \sum_{k=0}^{K-1} \frac{\partial E_n}{\partial a_k} \, \frac{\partial a_k}{\partial z_j} \right) \frac{\partial z_j}{\partial b_j} \, \frac{\partial}{\partial w_{ji}} \sum_{l=0}^{D} w_{jl} x_l",
                numbers: |case| {
                    let (errors, leaving) =
                        (case.output_errors(), case.weights_leaving(case.indices.j));
                    let back = sum_of_products(('y', &errors), ('v', &leaving));
                    let rest = product(&[('z', slope_of_hidden_output(case)), ('x', input(case))]);
                    format!(r"\left( {back} \right) \cdot {rest}")
                },
                value: |case| eq28_line(case, 1),
            },
            Line {
                tex: r"\left( \sum_{k=0}^{K-1} (y_k - t_k) \, \frac{\partial}{\partial z_j} \sum_{m=0}^{M} v_{km} z_m \right) \frac{\partial}{\partial b_j} h(b_j) \, x_i",
                numbers: |case| {
                    let leaving = case.weights_leaving(case.indices.j);
                    let term = |(k, v): (usize, &f64)| {
                        format!(
                            r"({}) \cdot {}",
                            output_minus_target(case, k),
                            factor('v', *v)
                        )
                    };
                    let back = sum(&leaving.iter().enumerate().map(term).collect::<Vec<_>>());
                    let rest = product(&[('z', slope_of_hidden_output(case)), ('x', input(case))]);
                    format!(r"\left( {back} \right) \cdot {rest}")
                },
                value: |case| eq28_line(case, 2),
            },
            Line {
                tex: r"\left( \sum_{k=0}^{K-1} (y_k - t_k) \, v_{kj} \right) h'(b_j) \, x_i",
                numbers: |case| {
                    let z_j = factor('z', hidden_output(case));
                    let slope = format!("{z_j} (1 - {z_j})");
                    format!(
                        r"{} \cdot {slope} \cdot {}",
                        signed_factor(error_sent_back(case)),
                        factor('x', input(case))
                    )
                },
                value: |case| eq28_line(case, 3),
            },
        ],
        aloud: "the slope of E n along w j i is the sum over all outputs k of y k minus t k times v k j, \
                times h prime of b j, times x i, where h prime of b j is z j times one minus z j",
        code: "backprop::eq28_slope_along_hidden_weight",
        indices: "ji",
        symbols: "wxbzvytE",
        depends_on: &[
            Number::whole(4),
            Number::whole(5),
            Number::whole(6),
            Number::whole(15),
            Number::whole(23),
            Number::part(25, 'b'),
        ],
        check: Check {
            by: "dual numbers",
            value: |case| {
                slope_of_sample_error(
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
        printed: None,
    },
];

fn slope_of_hidden_output(case: &Context) -> f64 {
    let z_j = hidden_output(case);
    z_j * (1.0 - z_j)
}

fn output_weight(case: &Context) -> f64 {
    case.network.v[case.indices.k][case.indices.j]
}

fn input(case: &Context) -> f64 {
    case.sample().x[case.indices.i]
}

fn error_sent_back(case: &Context) -> f64 {
    case.output_errors()
        .iter()
        .zip(case.weights_leaving(case.indices.j))
        .map(|(error, v)| error * v)
        .sum()
}

fn eq28_line(case: &Context, line: usize) -> f64 {
    backprop::eq28_derivation(&case.network, case.sample(), case.indices.j, case.indices.i)[line]
}

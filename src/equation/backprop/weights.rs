//! Equations 24–28: from the error at the outputs to the output weights, a step downhill, and the hidden weights.

use super::{
    ALONG_HIDDEN_WEIGHT, ALONG_OUTPUT_WEIGHT, hidden_output, output_error, output_minus_target,
};
use crate::equation::check::{
    Variable, compensated_sum, hidden_outputs, rounding_of_outputs, rounding_of_sum,
    slope_of_sample_error, slope_of_sum,
};
use crate::equation::tex::{
    coloured, factor, number, product, signed_factor, sum, sum_of_products,
};
use crate::equation::{Check, Context, Entry, Indices, Line, Number, Section, eq};
use crate::model::{backprop, training};

pub(in crate::equation) const ENTRIES: &[Entry] = &[
    Entry {
        number: eq(24),
        title: "the first output sum",
        left: "a_0",
        lines: &[Line {
            tex: r"v_{00} z_0 + v_{01} z_1 + v_{02} z_2",
            numbers: |c| sum_of_products(('v', &c.network.v[0]), ('z', &c.pass.z)),
            value: |c| backprop::eq24_first_output_sum(&c.network.v[0], &c.pass.z),
        }],
        spoken: "a zero equals v zero zero times z zero, plus v zero one times z one, plus v zero two times z two",
        code: "backprop::eq24_first_output_sum",
        symbols: "v_0 z a_0",
        depends_on: &[eq(5), eq(6)],
        check: Check::by_compensated_sum(
            |c| compensated_sum(&c.network.v[0], &hidden_outputs(&c.network, &c.sample().x)),
            |c| rounding_of_sum(&c.network.v[0], &c.pass.z) + rounding_of_outputs(c),
        ),
        ..Entry::of(Section::OUTPUT_WEIGHTS)
    },
    Entry {
        number: Number::part(25, 'a'),
        title: "how the first sum follows its weight",
        left: r"\frac{\partial a_0}{\partial v_{0j}}",
        lines: &[Line {
            tex: "z_j",
            numbers: |c| coloured('z', hidden_output(c)),
            value: |c| backprop::eq25a_slope_of_first_sum(&c.pass.z, c.indices.j),
        }],
        spoken: "the slope of a zero along v zero j is z j",
        code: "backprop::eq25a_slope_of_first_sum",
        indices: "j",
        symbols: "v_0j z_j a_0",
        depends_on: &[eq(24)],
        check: Check::by_dual_numbers(|c| slope_of_sum(c, 0, c.indices.j)),
        ..Entry::of(Section::OUTPUT_WEIGHTS)
    },
    Entry {
        number: Number::part(25, 'b'),
        title: "how any sum follows its weight",
        left: r"\frac{\partial a_k}{\partial v_{kj}}",
        lines: &[Line {
            tex: "z_j",
            numbers: |c| coloured('z', hidden_output(c)),
            value: |c| backprop::eq25b_slope_of_any_sum(&c.pass.z, c.indices.j),
        }],
        spoken: "the slope of a k along v k j is z j",
        code: "backprop::eq25b_slope_of_any_sum",
        indices: "kj",
        symbols: "v_kj z_j a_k",
        depends_on: &[Number::part(25, 'a')],
        check: Check::by_dual_numbers(|c| slope_of_sum(c, c.indices.k, c.indices.j)),
        ..Entry::of(Section::OUTPUT_WEIGHTS)
    },
    Entry {
        number: eq(26),
        title: "the slope along an output weight",
        left: r"\frac{\partial E_n}{\partial v_{kj}}",
        lines: &[
            Line {
                tex: r"\frac{\partial E_n}{\partial a_k} \, \frac{\partial a_k}{\partial v_{kj}}",
                numbers: |c| product(&[('y', output_error(c)), ('z', hidden_output(c))]),
                value: |c| eq26_line(c, 0),
            },
            Line {
                tex: r"(y_k - t_k) \, z_j",
                numbers: |c| {
                    let error = output_minus_target(c, c.indices.k);
                    format!(r"({error}) \cdot {}", coloured('z', hidden_output(c)))
                },
                value: |c| eq26_line(c, 1),
            },
        ],
        spoken: "the slope of E n along v k j is y k minus t k, times z j",
        code: "backprop::eq26_slope_along_output_weight",
        indices: "kj",
        symbols: "v_kj z_j y_k t_k E",
        depends_on: &[eq(15), eq(23), Number::part(25, 'b')],
        check: ALONG_OUTPUT_WEIGHT,
        ..Entry::of(Section::OUTPUT_WEIGHTS)
    },
    Entry {
        number: eq(27),
        title: "a step downhill for an output weight",
        left: r"v_{kj}(\tau+1)",
        lines: &[
            Line {
                tex: r"v_{kj}(\tau) - \alpha \, \frac{\partial E_n}{\partial v_{kj}}",
                numbers: |c| {
                    let slope = output_error(c) * hidden_output(c);
                    format!("{} {}", weight_less_alpha(c), factor('v', slope))
                },
                value: |c| {
                    let (k, j) = (c.indices.k, c.indices.j);
                    let slope = backprop::gradient(&c.network, c.sample()).v[k][j];
                    training::updated_weight(output_weight(c), c.learning_rate, slope)
                },
            },
            Line {
                tex: r"v_{kj}(\tau) - \alpha \, (y_k - t_k) \, z_j",
                numbers: |c| {
                    let error = output_minus_target(c, c.indices.k);
                    let (before, z_j) = (weight_less_alpha(c), coloured('z', hidden_output(c)));
                    format!(r"{before} ({error}) \cdot {z_j}")
                },
                value: |c| {
                    let (rate, error, z_j) = (c.learning_rate, output_error(c), hidden_output(c));
                    training::eq27_updated_output_weight(output_weight(c), rate, error, z_j)
                },
            },
        ],
        spoken: "v k j after the step equals v k j before it, minus alpha times y k minus t k times z j",
        code: "training::eq27_updated_output_weight",
        indices: "kj",
        symbols: "v_kj z_j y_k t_k",
        depends_on: &[eq(14), eq(26)],
        check: Check {
            by: "the old weight less α times the slope by dual numbers",
            value: |c| {
                let slope = slope_of_sample_error(c, Variable::v(c));
                output_weight(c) - c.learning_rate * slope
            },
            tolerance: 1e-9,
            rounding: |c| c.learning_rate.abs() * rounding_of_outputs(c),
        },
        ..Entry::of(Section::STEP_DOWNHILL)
    },
    Entry {
        number: eq(28),
        title: "the slope along a hidden weight",
        left: r"\frac{\partial E_n}{\partial w_{ji}}",
        lines: &[
            Line {
                tex: r"\frac{\partial E_n}{\partial b_j} \, \frac{\partial b_j}{\partial w_{ji}}",
                numbers: |c| {
                    let slope_at_sum = error_sent_back(c) * slope_of_hidden_output(c);
                    product(&[('b', slope_at_sum), ('x', input(c))])
                },
                value: |c| eq28_line(c, 0),
            },
            Line {
                tex: r"\left( \sum_{k=0}^{K-1} \frac{\partial E_n}{\partial a_k} \, \frac{\partial a_k}{\partial z_j} \right) \frac{\partial z_j}{\partial b_j} \, \frac{\partial}{\partial w_{ji}} \sum_{l=0}^{D} w_{jl} x_l",
                numbers: |c| {
                    let (errors, leaving) = (c.output_errors(), c.weights_leaving(c.indices.j));
                    let back = sum_of_products(('y', &errors), ('v', &leaving));
                    let rest = product(&[('z', slope_of_hidden_output(c)), ('x', input(c))]);
                    format!(r"\left( {back} \right) \cdot {rest}")
                },
                value: |c| eq28_line(c, 1),
            },
            Line {
                tex: r"\left( \sum_{k=0}^{K-1} (y_k - t_k) \, \frac{\partial}{\partial z_j} \sum_{m=0}^{M} v_{km} z_m \right) \frac{\partial}{\partial b_j} h(b_j) \, x_i",
                numbers: |c| {
                    let leaving = c.weights_leaving(c.indices.j);
                    let term = |(k, v): (usize, &f64)| {
                        format!(r"({}) \cdot {}", output_minus_target(c, k), factor('v', *v))
                    };
                    let back = sum(leaving.iter().enumerate().map(term));
                    let rest = product(&[('z', slope_of_hidden_output(c)), ('x', input(c))]);
                    format!(r"\left( {back} \right) \cdot {rest}")
                },
                value: |c| eq28_line(c, 2),
            },
            Line {
                tex: r"\left( \sum_{k=0}^{K-1} (y_k - t_k) \, v_{kj} \right) h'(b_j) \, x_i",
                numbers: |c| {
                    let z_j = factor('z', hidden_output(c));
                    let (back, x_i) = (signed_factor(error_sent_back(c)), factor('x', input(c)));
                    format!(r"{back} \cdot {z_j} (1 - {z_j}) \cdot {x_i}")
                },
                value: |c| eq28_line(c, 3),
            },
        ],
        spoken: "the slope of E n along w j i is the sum over all outputs k of y k minus t k times v k j, \
                times h prime of b j, times x i, where h prime of b j is z j times one minus z j",
        code: "backprop::eq28_slope_along_hidden_weight",
        indices: "ji",
        symbols: "w_ji x_i b_j z_j v_*j y t E",
        depends_on: &[eq(4), eq(5), eq(6), eq(15), eq(23), Number::part(25, 'b')],
        check: ALONG_HIDDEN_WEIGHT,
        ..Entry::of(Section::HIDDEN_WEIGHTS)
    },
];

fn slope_of_hidden_output(context: &Context) -> f64 {
    let z_j = hidden_output(context);
    z_j * (1.0 - z_j)
}

fn output_weight(context: &Context) -> f64 {
    context.network.v[context.indices.k][context.indices.j]
}

/// v_kj − α ·, in numbers.
fn weight_less_alpha(context: &Context) -> String {
    let v = coloured('v', output_weight(context));
    format!(r"{v} - {} \cdot", number(context.learning_rate))
}

fn input(context: &Context) -> f64 {
    context.sample().x[context.indices.i]
}

fn error_sent_back(context: &Context) -> f64 {
    let leaving = context.weights_leaving(context.indices.j);
    let errors = context.output_errors();
    errors.iter().zip(leaving).map(|(error, v)| error * v).sum()
}

fn eq26_line(context: &Context, line: usize) -> f64 {
    let Indices { k, j, .. } = context.indices;
    backprop::eq26_derivation(&context.network, context.sample(), k, j)[line]
}

fn eq28_line(context: &Context, line: usize) -> f64 {
    let Indices { j, i, .. } = context.indices;
    backprop::eq28_derivation(&context.network, context.sample(), j, i)[line]
}

//! Equations 24–28: from the error at the outputs to the output weights, a step downhill, and the hidden weights.

use super::{ALONG_HIDDEN_WEIGHT, ALONG_OUTPUT_WEIGHT, output_error, output_minus_target};
use crate::equation::check::{
    Variable, compensated_sum, hidden_outputs, rounding_of_outputs, rounding_of_sum,
    slope_of_sample_error, slope_of_sum,
};
use crate::equation::tex::{
    coloured, factor, number, product, signed_factor, sum, sum_of_products,
};
use crate::equation::{Check, Context, Entry, Indices, Number, Section, eq};
use crate::model::{backprop, training};

pub(in crate::equation) const ENTRIES: &[Entry] = &[
    Entry {
        number: eq(24),
        title: "the first output sum",
        left: "a_0",
        right: &[r"v_{00} z_0 + v_{01} z_1 + v_{02} z_2"],
        numbers: |c| vec![sum_of_products(('v', &c.network.v[0]), ('z', &c.pass.z))],
        values: |c| vec![backprop::eq24_first_output_sum(&c.network.v[0], &c.pass.z)],
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
        right: &["z_j"],
        numbers: |c| vec![coloured('z', c.z_j())],
        values: |c| vec![backprop::eq25a_slope_of_first_sum(&c.pass.z, c.indices.j)],
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
        right: &["z_j"],
        numbers: |c| vec![coloured('z', c.z_j())],
        values: |c| vec![backprop::eq25b_slope_of_any_sum(&c.pass.z, c.indices.j)],
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
        right: &[
            r"\frac{\partial E_n}{\partial a_k} \, \frac{\partial a_k}{\partial v_{kj}}",
            r"(y_k - t_k) \, z_j",
        ],
        numbers: |c| {
            let (error, z_j) = (output_minus_target(c, c.indices.k), coloured('z', c.z_j()));
            vec![
                product(&[('y', output_error(c)), ('z', c.z_j())]),
                format!(r"({error}) \cdot {z_j}"),
            ]
        },
        values: |c| {
            let Indices { k, j, .. } = c.indices;
            backprop::eq26_derivation(&c.network, c.sample(), k, j).to_vec()
        },
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
        right: &[
            r"v_{kj}(\tau) - \alpha \, \frac{\partial E_n}{\partial v_{kj}}",
            r"v_{kj}(\tau) - \alpha \, (y_k - t_k) \, z_j",
        ],
        numbers: |c| {
            let (v_kj, z_j) = (coloured('v', c.v_kj()), coloured('z', c.z_j()));
            let before = format!(r"{v_kj} - {} \cdot", number(c.learning_rate));
            let slope = factor('v', output_error(c) * c.z_j());
            let error = output_minus_target(c, c.indices.k);
            vec![
                format!("{before} {slope}"),
                format!(r"{before} ({error}) \cdot {z_j}"),
            ]
        },
        values: |c| {
            let (v_kj, rate, error) = (c.v_kj(), c.learning_rate, output_error(c));
            let slope = backprop::gradient(&c.network, c.sample()).v[c.indices.k][c.indices.j];
            vec![
                training::updated_weight(v_kj, rate, slope),
                training::eq27_updated_output_weight(v_kj, rate, error, c.z_j()),
            ]
        },
        spoken: "v k j after the step equals v k j before it, minus alpha times y k minus t k times z j",
        code: "training::eq27_updated_output_weight",
        indices: "kj",
        symbols: "v_kj z_j y_k t_k",
        depends_on: &[eq(14), eq(26)],
        check: Check {
            by: "the old weight less α times the slope by dual numbers",
            value: |c| {
                let slope = slope_of_sample_error(c, Variable::v(c));
                c.v_kj() - c.learning_rate * slope
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
        right: &[
            r"\frac{\partial E_n}{\partial b_j} \, \frac{\partial b_j}{\partial w_{ji}}",
            r"\left( \sum_{k=0}^{K-1} \frac{\partial E_n}{\partial a_k} \, \frac{\partial a_k}{\partial z_j} \right) \frac{\partial z_j}{\partial b_j} \, \frac{\partial}{\partial w_{ji}} \sum_{l=0}^{D} w_{jl} x_l",
            r"\left( \sum_{k=0}^{K-1} (y_k - t_k) \, \frac{\partial}{\partial z_j} \sum_{m=0}^{M} v_{km} z_m \right) \frac{\partial}{\partial b_j} h(b_j) \, x_i",
            r"\left( \sum_{k=0}^{K-1} (y_k - t_k) \, v_{kj} \right) h'(b_j) \, x_i",
        ],
        numbers: hidden_slope_in_numbers,
        values: |c| {
            let Indices { j, i, .. } = c.indices;
            backprop::eq28_derivation(&c.network, c.sample(), j, i).to_vec()
        },
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

/// The four lines of equation 28 in numbers.
fn hidden_slope_in_numbers(c: &Context) -> Vec<String> {
    let (errors, v_j) = (c.output_errors(), c.weights_leaving(c.indices.j));
    let products = errors.iter().zip(&v_j).map(|(error, v_kj)| error * v_kj);
    let (back, z_j, x_i) = (products.sum::<f64>(), c.z_j(), c.x_i());
    let slope = z_j * (1.0 - z_j);
    let term = |(k, v_kj): (usize, &f64)| {
        let error = output_minus_target(c, k);
        format!(r"({error}) \cdot {}", factor('v', *v_kj))
    };
    let by_slopes = sum_of_products(('y', &errors), ('v', &v_j));
    let by_errors = sum(v_j.iter().enumerate().map(term));
    let rest = product(&[('z', slope), ('x', x_i)]);
    let at_sum = product(&[('b', back * slope), ('x', x_i)]);
    let (back, z_j, x_i) = (signed_factor(back), factor('z', z_j), factor('x', x_i));
    vec![
        at_sum,
        format!(r"\left( {by_slopes} \right) \cdot {rest}"),
        format!(r"\left( {by_errors} \right) \cdot {rest}"),
        format!(r"{back} \cdot {z_j} (1 - {z_j}) \cdot {x_i}"),
    ]
}

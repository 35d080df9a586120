//! Equations 15–23: the error at the outputs.

use super::{ALONG_OUTPUT_WEIGHT, hidden_output, output_error, output_minus_target};
use crate::equation::check::{
    Variable, rounding_of_outputs, slope_of_output, slope_of_sample_error,
};
use crate::equation::tex::{
    coloured, factor, fraction, ink, measured, product, signed_factor, subtraction, sum,
};
use crate::equation::{Check, Context, Entry, Line, Section, eq};
use crate::model::backprop;

pub(in crate::equation) const ENTRIES: &[Entry] = &[
    Entry {
        number: eq(15),
        title: "the chain rule at an output weight",
        left: r"\frac{\partial E_n}{\partial v_{kj}}",
        lines: &[Line {
            tex: r"\frac{\partial E_n}{\partial a_k} \, \frac{\partial a_k}{\partial v_{kj}}",
            numbers: |c| product(&[('y', output_error(c)), ('z', hidden_output(c))]),
            value: |c| {
                let slope_of_sum = backprop::eq25b_slope_of_any_sum(&c.pass.z, c.indices.j);
                backprop::eq15_chain_rule(output_error(c), slope_of_sum)
            },
        }],
        spoken: "the slope of E n along v k j is the slope of E n along a k times the slope of a k along v k j",
        code: "backprop::eq15_chain_rule",
        indices: "kj",
        symbols: "v_kj a_k E",
        depends_on: &[eq(5), eq(12)],
        check: ALONG_OUTPUT_WEIGHT,
        ..Entry::of(Section::OUTPUT_ERROR)
    },
    Entry {
        number: eq(16),
        title: "what is to be found at the first output",
        left: r"\frac{\partial E_n}{\partial a_0}",
        lines: &[Line {
            tex: r"\frac{\partial}{\partial a_0} \left( -t_0 \log y_0 - t_1 \log y_1 - t_2 \log y_2 \right)",
            numbers: |c| {
                let name = |k| ink('y', &format!("y_{{{k}}}"));
                let term = |(k, t)| format!(r"{} \log {}", factor('t', t), name(k));
                let terms = subtraction((0..).zip(c.sample().t.iter().copied()).map(term));
                measured("a_0", &format!(r"\left( -{terms} \right)"), c.pass.a[0])
            },
            value: |c| backprop::eq16_slope_at_first_sum(&c.sample().t, &c.pass.a),
        }],
        spoken: "the slope of E n along a zero is the slope of minus t zero log y zero, minus t one log y one, minus t two log y two",
        code: "backprop::eq16_slope_at_first_sum",
        symbols: "t a_0 E",
        depends_on: &[eq(12)],
        check: ALONG_FIRST_SUM,
        ..Entry::of(Section::OUTPUT_ERROR)
    },
    Entry {
        number: eq(17),
        title: "the rule for the logarithm",
        left: r"\frac{\partial E_n}{\partial a_0}",
        lines: &[Line {
            tex: r"-t_0 \frac{1}{y_0} \frac{\partial y_0}{\partial a_0} - t_1 \frac{1}{y_1} \frac{\partial y_1}{\partial a_0} - t_2 \frac{1}{y_2} \frac{\partial y_2}{\partial a_0}",
            numbers: |c| {
                let slopes = output_slopes(c);
                let term = |k: usize| {
                    let inverse = fraction("1", &coloured('y', c.pass.y[k]));
                    let (t, slope) = (factor('t', c.sample().t[k]), factor('y', slopes[k]));
                    format!(r"{t} \cdot {inverse} \cdot {slope}")
                };
                format!("-{}", subtraction((0..slopes.len()).map(term)))
            },
            value: |c| {
                backprop::eq17_slope_through_outputs(&c.sample().t, &c.pass.y, &output_slopes(c))
            },
        }],
        spoken: "the slope of E n along a zero is minus t zero over y zero times the slope of y zero, \
                minus t one over y one times the slope of y one, minus t two over y two times the slope of y two, all along a zero",
        code: "backprop::eq17_slope_through_outputs",
        symbols: "t y a E",
        depends_on: &[eq(16)],
        check: ALONG_FIRST_SUM,
        ..Entry::of(Section::OUTPUT_ERROR)
    },
    Entry {
        number: eq(18),
        title: "how an output follows its own sum",
        left: r"\frac{\partial y_0}{\partial a_0}",
        lines: &[
            Line {
                tex: r"\frac{\partial}{\partial a_0} \frac{\exp(a_0)}{u}",
                numbers: |c| measured("a_0", r"\frac{\exp(a_0)}{u}", c.pass.a[0]),
                value: |c| backprop::eq18_derivation(&c.pass.a)[0],
            },
            Line {
                tex: r"\frac{\exp(a_0) \, u - \exp(a_0) \exp(a_0)}{u^2}",
                numbers: |c| {
                    let (power, u) = (power(c, 0), sum_of_powers(c));
                    let above = format!(r"{power} \cdot {u} - {power} \cdot {power}");
                    fraction(&above, &format!("{u}^2"))
                },
                value: |c| backprop::eq18_derivation(&c.pass.a)[1],
            },
            Line {
                tex: r"\frac{\exp(a_0)}{u} \, \frac{u - \exp(a_0)}{u}",
                numbers: |c| {
                    let (power, u) = (power(c, 0), sum_of_powers(c));
                    let rest = fraction(&format!("{u} - {power}"), &u);
                    format!(r"{} \cdot {rest}", fraction(&power, &u))
                },
                value: |c| backprop::eq18_derivation(&c.pass.a)[2],
            },
            Line {
                tex: r"\frac{\exp(a_0)}{u} \left( 1 - \frac{\exp(a_0)}{u} \right)",
                numbers: |c| {
                    let quotient = fraction(&power(c, 0), &sum_of_powers(c));
                    format!(r"{quotient} \left( 1 - {quotient} \right)")
                },
                value: |c| backprop::eq18_derivation(&c.pass.a)[3],
            },
            Line {
                tex: r"y_0 (1 - y_0)",
                numbers: |c| {
                    let y = coloured('y', c.pass.y[0]);
                    format!("{y} (1 - {y})")
                },
                value: |c| backprop::eq18_derivation(&c.pass.a)[4],
            },
        ],
        spoken: "the slope of y zero along a zero, with u for the sum of the exponentials of all a k, \
                comes out as y zero times one minus y zero",
        code: "backprop::eq18_slope_of_own_output",
        symbols: "a_0 y",
        depends_on: &[eq(7)],
        check: Check::by_dual_numbers(|c| slope_of_output(c, 0, 0)),
        ..Entry::of(Section::OUTPUT_ERROR)
    },
    Entry {
        number: eq(19),
        title: "how another output follows the first sum",
        left: r"\frac{\partial y_i}{\partial a_0}",
        lines: &[
            Line {
                tex: r"\frac{\partial}{\partial a_0} \frac{\exp(a_i)}{u}",
                numbers: |c| {
                    let power = format!(r"\exp(a_{{{}}})", c.indices.i);
                    measured("a_0", &fraction(&power, "u"), c.pass.a[0])
                },
                value: |c| backprop::eq19_derivation(&c.pass.a, c.indices.i)[0],
            },
            Line {
                tex: r"\frac{0 \cdot u - \exp(a_i) \exp(a_0)}{u^2}",
                numbers: |c| {
                    let u = sum_of_powers(c);
                    let powers = format!(r"{} \cdot {}", power(c, c.indices.i), power(c, 0));
                    fraction(&format!(r"0 \cdot {u} - {powers}"), &format!("{u}^2"))
                },
                value: |c| backprop::eq19_derivation(&c.pass.a, c.indices.i)[1],
            },
            Line {
                tex: r"-\frac{\exp(a_i)}{u} \, \frac{\exp(a_0)}{u}",
                numbers: |c| {
                    let quotient = |k: usize| fraction(&power(c, k), &sum_of_powers(c));
                    format!(r"-{} \cdot {}", quotient(c.indices.i), quotient(0))
                },
                value: |c| backprop::eq19_derivation(&c.pass.a, c.indices.i)[2],
            },
            Line {
                tex: r"-y_i \, y_0",
                numbers: |c| {
                    let y = &c.pass.y;
                    format!("-{}", product(&[('y', y[c.indices.i]), ('y', y[0])]))
                },
                value: |c| backprop::eq19_derivation(&c.pass.a, c.indices.i)[3],
            },
        ],
        spoken: "the slope of y i along a zero, for i other than zero and with u for the sum of the exponentials, \
                comes out as minus y i times y zero",
        code: "backprop::eq19_slope_of_other_output",
        indices: "i",
        symbols: "a_0 y",
        depends_on: &[eq(7)],
        check: Check::by_dual_numbers(|c| slope_of_output(c, c.indices.i, 0)),
        classes: 2,
        i_is_output: true,
        ..Entry::of(Section::OUTPUT_ERROR)
    },
    Entry {
        number: eq(20),
        title: "the error at the first output",
        left: r"\frac{\partial E_n}{\partial a_0}",
        lines: &[
            Line {
                tex: r"-t_0 (1 - y_0) + t_1 y_0 + t_2 y_0",
                numbers: |c| {
                    let (t, y_0) = (&c.sample().t, coloured('y', c.pass.y[0]));
                    let own = format!("-{} (1 - {y_0})", factor('t', t[0]));
                    let other = |t_k: &f64| format!(r"{} \cdot {y_0}", factor('t', *t_k));
                    let others = t[1..].iter().map(other);
                    sum([own].into_iter().chain(others))
                },
                value: |c| backprop::eq20_derivation(&c.sample().t, &c.pass.y)[0],
            },
            Line {
                tex: r"(t_0 + t_1 + t_2) \, y_0 - t_0",
                numbers: |c| {
                    let t: Vec<String> = c.sample().t.iter().map(|t_k| factor('t', *t_k)).collect();
                    let y_0 = coloured('y', c.pass.y[0]);
                    format!(r"({}) \cdot {y_0} - {}", sum(&t), t[0])
                },
                value: |c| backprop::eq20_derivation(&c.sample().t, &c.pass.y)[1],
            },
            Line {
                tex: r"y_0 - t_0",
                numbers: |c| output_minus_target(c, 0),
                value: |c| backprop::eq20_derivation(&c.sample().t, &c.pass.y)[2],
            },
        ],
        spoken: "the slope of E n along a zero is the sum of the targets times y zero, minus t zero, \
                which is y zero minus t zero because the targets sum to one",
        code: "backprop::eq20_error_at_first_output",
        symbols: "t_0 y_0 a_0 E",
        depends_on: &[eq(17), eq(18), eq(19)],
        check: ALONG_FIRST_SUM,
        assumes_targets_sum_to_1: true,
        ..Entry::of(Section::OUTPUT_ERROR)
    },
    Entry {
        number: eq(21),
        title: "the error at the second output",
        left: r"\frac{\partial E_n}{\partial a_1}",
        lines: &[Line {
            tex: r"y_1 - t_1",
            numbers: |c| output_minus_target(c, 1),
            value: |c| backprop::eq21_error_at_second_output(c.pass.y[1], c.sample().t[1]),
        }],
        spoken: "the slope of E n along a one is y one minus t one",
        code: "backprop::eq21_error_at_second_output",
        symbols: "t_1 y_1 a_1 E",
        depends_on: &[eq(20)],
        check: Check::by_dual_numbers(|c| slope_of_sample_error(c, Variable::A(1))),
        classes: 2,
        assumes_targets_sum_to_1: true,
        ..Entry::of(Section::OUTPUT_ERROR)
    },
    Entry {
        number: eq(22),
        title: "the error at the third output",
        left: r"\frac{\partial E_n}{\partial a_2}",
        lines: &[Line {
            tex: r"y_2 - t_2",
            numbers: |c| output_minus_target(c, 2),
            value: |c| backprop::eq22_error_at_third_output(c.pass.y[2], c.sample().t[2]),
        }],
        spoken: "the slope of E n along a two is y two minus t two",
        code: "backprop::eq22_error_at_third_output",
        symbols: "t_2 y_2 a_2 E",
        depends_on: &[eq(20)],
        check: Check::by_dual_numbers(|c| slope_of_sample_error(c, Variable::A(2))),
        classes: 3,
        assumes_targets_sum_to_1: true,
        ..Entry::of(Section::OUTPUT_ERROR)
    },
    Entry {
        number: eq(23),
        title: "the error at any output",
        left: r"\frac{\partial E_n}{\partial a_k}",
        lines: &[Line {
            tex: r"y_k - t_k",
            numbers: |c| output_minus_target(c, c.indices.k),
            value: output_error,
        }],
        spoken: "the slope of E n along a k is y k minus t k",
        code: "backprop::eq23_output_error",
        indices: "k",
        symbols: "t_k y_k a_k E",
        depends_on: &[eq(20), eq(21), eq(22)],
        check: Check::by_dual_numbers(|c| slope_of_sample_error(c, Variable::A(c.indices.k))),
        assumes_targets_sum_to_1: true,
        ..Entry::of(Section::OUTPUT_ERROR)
    },
];

const ALONG_FIRST_SUM: Check = Check {
    // Equation 16 is measured, and 17 divides by what it multiplied with.
    rounding: |context| 1e-11 + rounding_of_outputs(context),
    ..Check::by_dual_numbers(|context| slope_of_sample_error(context, Variable::A(0)))
};

fn output_slopes(context: &Context) -> Vec<f64> {
    let y = &context.pass.y;
    let other = |y_i: &f64| backprop::eq19_slope_of_other_output(*y_i, y[0]);
    [backprop::eq18_slope_of_own_output(y[0])]
        .into_iter()
        .chain(y[1..].iter().map(other))
        .collect()
}

fn power(context: &Context, k: usize) -> String {
    factor('a', context.pass.a[k].exp())
}

fn sum_of_powers(context: &Context) -> String {
    signed_factor(context.pass.a.iter().map(|a_k| a_k.exp()).sum())
}

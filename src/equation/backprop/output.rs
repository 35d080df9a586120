//! Equations 15–23: the error at the outputs.

use super::{ALONG_OUTPUT_WEIGHT, output_error, output_minus_target};
use crate::equation::check::{
    Variable, rounding_of_outputs, slope_of_output, slope_of_sample_error,
};
use crate::equation::tex::{
    coloured, factor, fraction, ink, measured, product, signed_factor, subtraction, sum,
};
use crate::equation::{Check, Context, Entry, Section, eq};
use crate::model::backprop;

pub(in crate::equation) const ENTRIES: &[Entry] = &[
    Entry {
        number: eq(15),
        title: "the chain rule at an output weight",
        left: r"\frac{\partial E_n}{\partial v_{kj}}",
        right: &[r"\frac{\partial E_n}{\partial a_k} \, \frac{\partial a_k}{\partial v_{kj}}"],
        numbers: |c| vec![product(&[('y', output_error(c)), ('z', c.z_j())])],
        values: |c| {
            let slope_of_sum = backprop::eq25b_slope_of_any_sum(&c.pass.z, c.indices.j);
            vec![backprop::eq15_chain_rule(output_error(c), slope_of_sum)]
        },
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
        right: &[
            r"\frac{\partial}{\partial a_0} \left( -t_0 \log y_0 - t_1 \log y_1 - t_2 \log y_2 \right)",
        ],
        numbers: |c| {
            let name = |k| ink('y', &format!("y_{{{k}}}"));
            let term = |(k, t): (usize, &f64)| format!(r"{} \log {}", factor('t', *t), name(k));
            let terms = subtraction(c.sample().t.iter().enumerate().map(term));
            let error = format!(r"\left( -{terms} \right)");
            vec![measured("a_0", &error, c.pass.a[0])]
        },
        values: |c| vec![backprop::eq16_slope_at_first_sum(&c.sample().t, &c.pass.a)],
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
        right: &[
            r"-t_0 \frac{1}{y_0} \frac{\partial y_0}{\partial a_0} - t_1 \frac{1}{y_1} \frac{\partial y_1}{\partial a_0} - t_2 \frac{1}{y_2} \frac{\partial y_2}{\partial a_0}",
        ],
        numbers: |c| {
            let slopes = output_slopes(c);
            let term = |k: usize| {
                let inverse = fraction("1", &coloured('y', c.pass.y[k]));
                let (t, slope) = (factor('t', c.sample().t[k]), factor('y', slopes[k]));
                format!(r"{t} \cdot {inverse} \cdot {slope}")
            };
            vec![format!("-{}", subtraction((0..slopes.len()).map(term)))]
        },
        values: |c| {
            let (t, y, slopes) = (&c.sample().t, &c.pass.y, output_slopes(c));
            vec![backprop::eq17_slope_through_outputs(t, y, &slopes)]
        },
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
        right: &[
            r"\frac{\partial}{\partial a_0} \frac{\exp(a_0)}{u}",
            r"\frac{\exp(a_0) \, u - \exp(a_0) \exp(a_0)}{u^2}",
            r"\frac{\exp(a_0)}{u} \, \frac{u - \exp(a_0)}{u}",
            r"\frac{\exp(a_0)}{u} \left( 1 - \frac{\exp(a_0)}{u} \right)",
            r"y_0 (1 - y_0)",
        ],
        numbers: |c| {
            let (power, u, y_0) = (power(c, 0), sum_of_powers(c), coloured('y', c.pass.y[0]));
            let above = format!(r"{power} \cdot {u} - {power} \cdot {power}");
            let share = fraction(&power, &u);
            let rest = fraction(&format!("{u} - {power}"), &u);
            vec![
                measured("a_0", r"\frac{\exp(a_0)}{u}", c.pass.a[0]),
                fraction(&above, &format!("{u}^2")),
                format!(r"{share} \cdot {rest}"),
                format!(r"{share} \left( 1 - {share} \right)"),
                format!("{y_0} (1 - {y_0})"),
            ]
        },
        values: |c| backprop::eq18_derivation(&c.pass.a).to_vec(),
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
        left: r"\frac{\partial y_l}{\partial a_0}",
        right: &[
            r"\frac{\partial}{\partial a_0} \frac{\exp(a_l)}{u}",
            r"\frac{0 \cdot u - \exp(a_l) \exp(a_0)}{u^2}",
            r"-\frac{\exp(a_l)}{u} \, \frac{\exp(a_0)}{u}",
            r"-y_l \, y_0",
        ],
        numbers: |c| {
            let (l, y) = (c.indices.l, &c.pass.y);
            let (other, first, u) = (power(c, l), power(c, 0), sum_of_powers(c));
            let above = format!(r"0 \cdot {u} - {other} \cdot {first}");
            let quotient = format!(r"\frac{{\exp(a_{{{l}}})}}{{u}}");
            vec![
                measured("a_0", &quotient, c.pass.a[0]),
                fraction(&above, &format!("{u}^2")),
                format!(r"-{} \cdot {}", fraction(&other, &u), fraction(&first, &u)),
                format!("-{}", product(&[('y', y[l]), ('y', y[0])])),
            ]
        },
        values: |c| backprop::eq19_derivation(&c.pass.a, c.indices.l).to_vec(),
        spoken: "the slope of y l along a zero, for l other than zero and with u for the sum of the exponentials, \
                comes out as minus y l times y zero",
        code: "backprop::eq19_slope_of_other_output",
        indices: "l",
        symbols: "a_0 y",
        depends_on: &[eq(7)],
        check: Check::by_dual_numbers(|c| slope_of_output(c, c.indices.l, 0)),
        classes: 2,
        ..Entry::of(Section::OUTPUT_ERROR)
    },
    Entry {
        number: eq(20),
        title: "the error at the first output",
        left: r"\frac{\partial E_n}{\partial a_0}",
        right: &[
            r"-t_0 (1 - y_0) + t_1 y_0 + t_2 y_0",
            r"(t_0 + t_1 + t_2) \, y_0 - t_0",
            r"y_0 - t_0",
        ],
        numbers: |c| {
            let t: Vec<String> = c.sample().t.iter().map(|t_k| factor('t', *t_k)).collect();
            let y_0 = coloured('y', c.pass.y[0]);
            let own = format!("-{} (1 - {y_0})", t[0]);
            let others = t[1..].iter().map(|t_k| format!(r"{t_k} \cdot {y_0}"));
            vec![
                sum([own].into_iter().chain(others)),
                format!(r"({}) \cdot {y_0} - {}", sum(&t), t[0]),
                output_minus_target(c, 0),
            ]
        },
        values: |c| backprop::eq20_derivation(&c.sample().t, &c.pass.y).to_vec(),
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
        right: &["y_1 - t_1"],
        numbers: |c| vec![output_minus_target(c, 1)],
        values: |c| {
            let (y, t) = (&c.pass.y, &c.sample().t);
            vec![backprop::eq21_error_at_second_output(y[1], t[1])]
        },
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
        right: &["y_2 - t_2"],
        numbers: |c| vec![output_minus_target(c, 2)],
        values: |c| {
            let (y, t) = (&c.pass.y, &c.sample().t);
            vec![backprop::eq22_error_at_third_output(y[2], t[2])]
        },
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
        right: &["y_k - t_k"],
        numbers: |c| vec![output_minus_target(c, c.indices.k)],
        values: |c| vec![output_error(c)],
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
    let other = |y_l: &f64| backprop::eq19_slope_of_other_output(*y_l, y[0]);
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

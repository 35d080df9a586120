//! Equations 15–23: the error at the outputs.

use super::{ALONG_OUTPUT_WEIGHT, hidden_output, output_error, output_minus_target};
use crate::equation::check::{Varied, rounding_of_outputs, slope_of_output, slope_of_sample_error};
use crate::equation::tex::{
    coloured, factor, fraction, measured, product, signed_factor, subtraction, sum,
};
use crate::equation::{Chapter, Check, Context, Entry, Line, Number, Relation};
use crate::model::backprop;

pub(in crate::equation) const ENTRIES: &[Entry] = &[
    Entry {
        number: Number::whole(15),
        title: "the chain rule at an output weight",
        chapter: Chapter::Backprop,
        left: r"\frac{\partial E_n}{\partial v_{kj}}",
        relation: Relation::Equal,
        lines: &[Line {
            tex: r"\frac{\partial E_n}{\partial a_k} \, \frac{\partial a_k}{\partial v_{kj}}",
            numbers: |case| product(&[('y', output_error(case)), ('z', hidden_output(case))]),
            value: |case| {
                let slope_of_sum = backprop::eq25b_slope_of_any_sum(&case.pass.z, case.indices.j);
                backprop::eq15_chain_rule(output_error(case), slope_of_sum)
            },
        }],
        aloud: "the slope of E n along v k j is the slope of E n along a k times the slope of a k along v k j",
        code: "backprop::eq15_chain_rule",
        indices: "kj",
        symbols: "vaE",
        depends_on: &[Number::whole(5), Number::whole(12)],
        check: ALONG_OUTPUT_WEIGHT,
        printed: None,
    },
    Entry {
        number: Number::whole(16),
        title: "what is to be found at the first output",
        chapter: Chapter::Backprop,
        left: r"\frac{\partial E_n}{\partial a_0}",
        relation: Relation::Equal,
        lines: &[Line {
            tex: r"\frac{\partial}{\partial a_0} \left( -t_0 \log y_0 - t_1 \log y_1 - t_2 \log y_2 \right)",
            numbers: |case| {
                let term = |(k, t): (usize, &f64)| {
                    format!(
                        r"{} \log {}",
                        factor('t', *t),
                        crate::equation::ink::ink('y', &format!("y_{{{k}}}"))
                    )
                };
                let terms: Vec<String> = case.sample().t.iter().enumerate().map(term).collect();
                measured(
                    "a_0",
                    &format!(r"\left( -{} \right)", subtraction(&terms)),
                    case.pass.a[0],
                )
            },
            value: |case| backprop::eq16_slope_at_first_sum(&case.sample().t, &case.pass.a),
        }],
        aloud: "the slope of E n along a zero is the slope of minus t zero log y zero, minus t one log y one, minus t two log y two",
        code: "backprop::eq16_slope_at_first_sum",
        indices: "",
        symbols: "taE",
        depends_on: &[Number::whole(12)],
        check: ALONG_FIRST_SUM,
        printed: None,
    },
    Entry {
        number: Number::whole(17),
        title: "the rule for the logarithm",
        chapter: Chapter::Backprop,
        left: r"\frac{\partial E_n}{\partial a_0}",
        relation: Relation::Equal,
        lines: &[Line {
            tex: r"-t_0 \frac{1}{y_0} \frac{\partial y_0}{\partial a_0} - t_1 \frac{1}{y_1} \frac{\partial y_1}{\partial a_0} - t_2 \frac{1}{y_2} \frac{\partial y_2}{\partial a_0}",
            numbers: |case| {
                let slopes = output_slopes(case);
                let term = |k: usize| {
                    let inverse = fraction("1", &coloured('y', case.pass.y[k]));
                    format!(
                        r"{} \cdot {inverse} \cdot {}",
                        factor('t', case.sample().t[k]),
                        factor('y', slopes[k])
                    )
                };
                format!(
                    "-{}",
                    subtraction(&(0..slopes.len()).map(term).collect::<Vec<_>>())
                )
            },
            value: |case| {
                backprop::eq17_slope_through_outputs(
                    &case.sample().t,
                    &case.pass.y,
                    &output_slopes(case),
                )
            },
        }],
        aloud: "the slope of E n along a zero is minus t zero over y zero times the slope of y zero, \
                minus t one over y one times the slope of y one, minus t two over y two times the slope of y two, all along a zero",
        code: "backprop::eq17_slope_through_outputs",
        indices: "",
        symbols: "tyaE",
        depends_on: &[Number::whole(16)],
        check: ALONG_FIRST_SUM,
        printed: None,
    },
    Entry {
        number: Number::whole(18),
        title: "how an output follows its own sum",
        chapter: Chapter::Backprop,
        left: r"\frac{\partial y_0}{\partial a_0}",
        relation: Relation::Equal,
        lines: &[
            Line {
                tex: r"\frac{\partial}{\partial a_0} \frac{\exp(a_0)}{u}",
                numbers: |case| measured("a_0", r"\frac{\exp(a_0)}{u}", case.pass.a[0]),
                value: |case| backprop::eq18_derivation(&case.pass.a)[0],
            },
            Line {
                tex: r"\frac{\exp(a_0) \, u - \exp(a_0) \exp(a_0)}{u^2}",
                numbers: |case| {
                    let (power, u) = (power(case, 0), sum_of_powers(case));
                    fraction(
                        &format!(r"{power} \cdot {u} - {power} \cdot {power}"),
                        &format!("{u}^2"),
                    )
                },
                value: |case| backprop::eq18_derivation(&case.pass.a)[1],
            },
            Line {
                tex: r"\frac{\exp(a_0)}{u} \, \frac{u - \exp(a_0)}{u}",
                numbers: |case| {
                    let (power, u) = (power(case, 0), sum_of_powers(case));
                    format!(
                        r"{} \cdot {}",
                        fraction(&power, &u),
                        fraction(&format!("{u} - {power}"), &u)
                    )
                },
                value: |case| backprop::eq18_derivation(&case.pass.a)[2],
            },
            Line {
                tex: r"\frac{\exp(a_0)}{u} \left( 1 - \frac{\exp(a_0)}{u} \right)",
                numbers: |case| {
                    let quotient = fraction(&power(case, 0), &sum_of_powers(case));
                    format!(r"{quotient} \left( 1 - {quotient} \right)")
                },
                value: |case| backprop::eq18_derivation(&case.pass.a)[3],
            },
            Line {
                tex: r"y_0 (1 - y_0)",
                numbers: |case| {
                    let y = coloured('y', case.pass.y[0]);
                    format!("{y} (1 - {y})")
                },
                value: |case| backprop::eq18_derivation(&case.pass.a)[4],
            },
        ],
        aloud: "the slope of y zero along a zero, with u for the sum of the exponentials of all a k, \
                comes out as y zero times one minus y zero",
        code: "backprop::eq18_slope_of_own_output",
        indices: "",
        symbols: "ay",
        depends_on: &[Number::whole(7)],
        check: Check {
            by: "dual numbers",
            value: |case| slope_of_output(case, 0, 0),
            tolerance: 1e-9,
            rounding: rounding_of_outputs,
        },
        printed: None,
    },
    Entry {
        number: Number::whole(19),
        title: "how another output follows the first sum",
        chapter: Chapter::Backprop,
        left: r"\frac{\partial y_i}{\partial a_0}",
        relation: Relation::Equal,
        lines: &[
            Line {
                tex: r"\frac{\partial}{\partial a_0} \frac{\exp(a_i)}{u}",
                numbers: |case| {
                    measured(
                        "a_0",
                        &fraction(&format!(r"\exp(a_{{{}}})", case.indices.i), "u"),
                        case.pass.a[0],
                    )
                },
                value: |case| backprop::eq19_derivation(&case.pass.a, case.indices.i)[0],
            },
            Line {
                tex: r"\frac{0 \cdot u - \exp(a_i) \exp(a_0)}{u^2}",
                numbers: |case| {
                    let u = sum_of_powers(case);
                    let powers =
                        format!(r"{} \cdot {}", power(case, case.indices.i), power(case, 0));
                    fraction(&format!(r"0 \cdot {u} - {powers}"), &format!("{u}^2"))
                },
                value: |case| backprop::eq19_derivation(&case.pass.a, case.indices.i)[1],
            },
            Line {
                tex: r"-\frac{\exp(a_i)}{u} \, \frac{\exp(a_0)}{u}",
                numbers: |case| {
                    let quotient = |k: usize| fraction(&power(case, k), &sum_of_powers(case));
                    format!(r"-{} \cdot {}", quotient(case.indices.i), quotient(0))
                },
                value: |case| backprop::eq19_derivation(&case.pass.a, case.indices.i)[2],
            },
            Line {
                tex: r"-y_i \, y_0",
                numbers: |case| {
                    format!(
                        "-{}",
                        product(&[('y', case.pass.y[case.indices.i]), ('y', case.pass.y[0])])
                    )
                },
                value: |case| backprop::eq19_derivation(&case.pass.a, case.indices.i)[3],
            },
        ],
        aloud: "the slope of y i along a zero, for i other than zero and with u for the sum of the exponentials, \
                comes out as minus y i times y zero",
        code: "backprop::eq19_slope_of_other_output",
        indices: "i",
        symbols: "ay",
        depends_on: &[Number::whole(7)],
        check: Check {
            by: "dual numbers",
            value: |case| slope_of_output(case, case.indices.i, 0),
            tolerance: 1e-9,
            rounding: rounding_of_outputs,
        },
        printed: None,
    },
    Entry {
        number: Number::whole(20),
        title: "the error at the first output",
        chapter: Chapter::Backprop,
        left: r"\frac{\partial E_n}{\partial a_0}",
        relation: Relation::Equal,
        lines: &[
            Line {
                tex: r"-t_0 (1 - y_0) + t_1 y_0 + t_2 y_0",
                numbers: |case| {
                    let (t, y_0) = (&case.sample().t, coloured('y', case.pass.y[0]));
                    let own = format!("-{} (1 - {y_0})", factor('t', t[0]));
                    let others = t[1..]
                        .iter()
                        .map(|t_k| format!(r"{} \cdot {y_0}", factor('t', *t_k)));
                    sum(&[own].into_iter().chain(others).collect::<Vec<_>>())
                },
                value: |case| backprop::eq20_derivation(&case.sample().t, &case.pass.y)[0],
            },
            Line {
                tex: r"(t_0 + t_1 + t_2) \, y_0 - t_0",
                numbers: |case| {
                    let t: Vec<String> = case
                        .sample()
                        .t
                        .iter()
                        .map(|t_k| factor('t', *t_k))
                        .collect();
                    format!(
                        r"({}) \cdot {} - {}",
                        sum(&t),
                        coloured('y', case.pass.y[0]),
                        t[0]
                    )
                },
                value: |case| backprop::eq20_derivation(&case.sample().t, &case.pass.y)[1],
            },
            Line {
                tex: r"y_0 - t_0",
                numbers: |case| output_minus_target(case, 0),
                value: |case| backprop::eq20_derivation(&case.sample().t, &case.pass.y)[2],
            },
        ],
        aloud: "the slope of E n along a zero is the sum of the targets times y zero, minus t zero, \
                which is y zero minus t zero because the targets sum to one",
        code: "backprop::eq20_error_at_first_output",
        indices: "",
        symbols: "tyaE",
        depends_on: &[Number::whole(17), Number::whole(18), Number::whole(19)],
        check: ALONG_FIRST_SUM,
        printed: None,
    },
    Entry {
        number: Number::whole(21),
        title: "the error at the second output",
        chapter: Chapter::Backprop,
        left: r"\frac{\partial E_n}{\partial a_1}",
        relation: Relation::Equal,
        lines: &[Line {
            tex: r"y_1 - t_1",
            numbers: |case| output_minus_target(case, 1),
            value: |case| backprop::eq21_error_at_second_output(case.pass.y[1], case.sample().t[1]),
        }],
        aloud: "the slope of E n along a one is y one minus t one",
        code: "backprop::eq21_error_at_second_output",
        indices: "",
        symbols: "tyaE",
        depends_on: &[Number::whole(20)],
        check: Check {
            by: "dual numbers",
            value: |case| slope_of_sample_error(case, Varied::A { k: 1 }),
            tolerance: 1e-9,
            rounding: rounding_of_outputs,
        },
        printed: None,
    },
    Entry {
        number: Number::whole(22),
        title: "the error at the third output",
        chapter: Chapter::Backprop,
        left: r"\frac{\partial E_n}{\partial a_2}",
        relation: Relation::Equal,
        lines: &[Line {
            tex: r"y_2 - t_2",
            numbers: |case| output_minus_target(case, 2),
            value: |case| backprop::eq22_error_at_third_output(case.pass.y[2], case.sample().t[2]),
        }],
        aloud: "the slope of E n along a two is y two minus t two",
        code: "backprop::eq22_error_at_third_output",
        indices: "",
        symbols: "tyaE",
        depends_on: &[Number::whole(20)],
        check: Check {
            by: "dual numbers",
            value: |case| slope_of_sample_error(case, Varied::A { k: 2 }),
            tolerance: 1e-9,
            rounding: rounding_of_outputs,
        },
        printed: None,
    },
    Entry {
        number: Number::whole(23),
        title: "the error at any output",
        chapter: Chapter::Backprop,
        left: r"\frac{\partial E_n}{\partial a_k}",
        relation: Relation::Equal,
        lines: &[Line {
            tex: r"y_k - t_k",
            numbers: |case| output_minus_target(case, case.indices.k),
            value: output_error,
        }],
        aloud: "the slope of E n along a k is y k minus t k",
        code: "backprop::eq23_output_error",
        indices: "k",
        symbols: "tyaE",
        depends_on: &[Number::whole(20), Number::whole(21), Number::whole(22)],
        check: Check {
            by: "dual numbers",
            value: |case| slope_of_sample_error(case, Varied::A { k: case.indices.k }),
            tolerance: 1e-9,
            rounding: rounding_of_outputs,
        },
        printed: None,
    },
];

const ALONG_FIRST_SUM: Check = Check {
    by: "dual numbers",
    value: |case| slope_of_sample_error(case, Varied::A { k: 0 }),
    tolerance: 1e-9,
    // Equation 16 is measured, and 17 divides by what it multiplied with.
    rounding: |case| 1e-11 + rounding_of_outputs(case),
};

fn output_slopes(case: &Context) -> Vec<f64> {
    let y = &case.pass.y;
    let other = |y_i: &f64| backprop::eq19_slope_of_other_output(*y_i, y[0]);
    [backprop::eq18_slope_of_own_output(y[0])]
        .into_iter()
        .chain(y[1..].iter().map(other))
        .collect()
}

fn power(case: &Context, k: usize) -> String {
    factor('a', case.pass.a[k].exp())
}

fn sum_of_powers(case: &Context) -> String {
    signed_factor(case.pass.a.iter().map(|a_k| a_k.exp()).sum())
}

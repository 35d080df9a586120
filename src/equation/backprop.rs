//! Equations 12–28: from the error of one sample back to every weight.

use super::check::{
    self, Varied, compensated_sum, hidden_outputs, rounding_of_outputs, rounding_of_sum,
    slope_of_error, slope_of_output, slope_of_sample_error, slope_of_sum,
};
use super::tex::{
    coloured, factor, fraction, measured, number, product, signed_factor, subtraction, sum,
    sum_of_products,
};
use super::{Case, Chapter, Check, Entry, Line, Number, Printed, Relation};
use crate::model::{backprop, error, printed, training};

pub(super) const ENTRIES: &[Entry] = &[
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
        speaks_of: "tyE",
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
        speaks_of: "E",
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
                value: |case| {
                    backprop::eq14_derivation(
                        &case.network,
                        &case.samples,
                        case.indices.j,
                        case.indices.i,
                    )[0]
                },
            },
            Line {
                tex: r"\frac{1}{N} \sum_{n=0}^{N-1} \frac{\partial E_n}{\partial w_{ji}}",
                numbers: |case| {
                    let slope = |sample| {
                        backprop::gradient(&case.network, sample).w[case.indices.j][case.indices.i]
                    };
                    mean(&case.samples.iter().map(slope).collect::<Vec<_>>())
                },
                value: |case| {
                    backprop::eq14_derivation(
                        &case.network,
                        &case.samples,
                        case.indices.j,
                        case.indices.i,
                    )[1]
                },
            },
        ],
        aloud: "the slope of E along w j i is the slope of one over N times the sum of all E n, \
                which is one over N times the sum of the slopes of all E n along w j i",
        code: "backprop::eq14_mean_gradient",
        indices: "ji",
        speaks_of: "wE",
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
        speaks_of: "vaE",
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
                        super::ink::ink('y', &format!("y_{{{k}}}"))
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
        speaks_of: "taE",
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
        speaks_of: "tyaE",
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
        speaks_of: "ay",
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
        speaks_of: "ay",
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
        speaks_of: "tyaE",
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
        speaks_of: "tyaE",
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
        speaks_of: "tyaE",
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
        speaks_of: "tyaE",
        check: Check {
            by: "dual numbers",
            value: |case| slope_of_sample_error(case, Varied::A { k: case.indices.k }),
            tolerance: 1e-9,
            rounding: rounding_of_outputs,
        },
        printed: None,
    },
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
        speaks_of: "vza",
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
        speaks_of: "vza",
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
        speaks_of: "vza",
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
        speaks_of: "vzytE",
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
        speaks_of: "vzyt",
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
                    let z_j = coloured('z', hidden_output(case));
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
        speaks_of: "wxbzvytE",
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

const ALONG_FIRST_SUM: Check = Check {
    by: "dual numbers",
    value: |case| slope_of_sample_error(case, Varied::A { k: 0 }),
    tolerance: 1e-9,
    // Equation 16 is measured, and 17 divides by what it multiplied with.
    rounding: |case| 1e-11 + rounding_of_outputs(case),
};

const ALONG_OUTPUT_WEIGHT: Check = Check {
    by: "dual numbers",
    value: |case| {
        slope_of_sample_error(
            case,
            Varied::V {
                k: case.indices.k,
                j: case.indices.j,
            },
        )
    },
    tolerance: 1e-9,
    rounding: rounding_of_outputs,
};

fn hidden_output(case: &Case) -> f64 {
    case.pass.z[case.indices.j]
}

fn slope_of_hidden_output(case: &Case) -> f64 {
    let z_j = hidden_output(case);
    z_j * (1.0 - z_j)
}

fn hidden_weight(case: &Case) -> f64 {
    case.network.w[case.indices.j][case.indices.i]
}

fn output_weight(case: &Case) -> f64 {
    case.network.v[case.indices.k][case.indices.j]
}

fn input(case: &Case) -> f64 {
    case.sample().x[case.indices.i]
}

fn output_error(case: &Case) -> f64 {
    let k = case.indices.k;
    backprop::eq23_output_error(case.pass.y[k], case.sample().t[k])
}

fn error_sent_back(case: &Case) -> f64 {
    case.output_errors()
        .iter()
        .zip(case.weights_leaving(case.indices.j))
        .map(|(error, v)| error * v)
        .sum()
}

fn eq28_line(case: &Case, line: usize) -> f64 {
    backprop::eq28_derivation(&case.network, case.sample(), case.indices.j, case.indices.i)[line]
}

/// The size of the numbers that cancel in the slope along a hidden weight.
fn reach_of_hidden_weight(case: &Case) -> f64 {
    let leaving: f64 = case
        .weights_leaving(case.indices.j)
        .iter()
        .map(|v| v.abs())
        .sum();
    let inputs = case
        .samples
        .iter()
        .map(|sample| sample.x[case.indices.i].abs())
        .fold(0.0, f64::max);
    1.0 + leaving * inputs
}

fn output_slopes(case: &Case) -> Vec<f64> {
    let y = &case.pass.y;
    let other = |y_i: &f64| backprop::eq19_slope_of_other_output(*y_i, y[0]);
    [backprop::eq18_slope_of_own_output(y[0])]
        .into_iter()
        .chain(y[1..].iter().map(other))
        .collect()
}

/// w_ji with its indices as digits; a comma keeps longer ones apart.
fn weight_name(case: &Case) -> String {
    let (j, i) = (case.indices.j, case.indices.i);
    let comma = if j.max(i) > 9 { "," } else { "" };
    format!("w_{{{j}{comma}{i}}}")
}

fn output_minus_target(case: &Case, k: usize) -> String {
    format!(
        "{} - {}",
        coloured('y', case.pass.y[k]),
        factor('t', case.sample().t[k])
    )
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

fn power(case: &Case, k: usize) -> String {
    coloured('a', case.pass.a[k].exp())
}

fn sum_of_powers(case: &Case) -> String {
    number(case.pass.a.iter().map(|a_k| a_k.exp()).sum())
}

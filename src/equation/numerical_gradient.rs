//! Equations 8–11: the error, and its slopes by trying.

use super::check::{
    self, ROUNDING, Varied, average_slope_of_error, average_slope_of_sigmoid, rounding_of_outputs,
};
use super::tex::{coloured, fraction, number, signed_factor, sum};
use super::{Chapter, Check, Context, Entry, Line, Number, Printed, Relation};
use crate::model::error::eq08_mean_cross_entropy;
use crate::model::neuron::eq04_sigmoid;
use crate::model::{numerical_gradient as slope, printed};

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        number: Number::whole(8),
        title: "the mean cross-entropy error",
        chapter: Chapter::NumericalGradient,
        left: r"E(\mathbf{w}, \mathbf{v})",
        relation: Relation::Equal,
        lines: &[Line {
            tex: r"-\frac{1}{N} \sum_{n=0}^{N-1} \sum_{k=0}^{K-1} t_{nk} \log y_{nk}",
            numbers: |case| {
                let terms: Vec<String> = case
                    .sample_errors()
                    .iter()
                    .map(|error| signed_factor(-error))
                    .collect();
                format!(
                    r"-\frac{{1}}{{{}}} \left( {} \right)",
                    case.samples.len(),
                    sum(&terms)
                )
            },
            value: error,
        }],
        aloud: "E of w and v equals minus one over N times the sum over all samples n and all outputs k \
                of t n k times the logarithm of y n k",
        code: "error::eq08_mean_cross_entropy",
        indices: "",
        symbols: "tyE",
        depends_on: &[Number::whole(7)],
        check: Check {
            by: "log Σ exp(a) − a in a forward pass of its own",
            value: check::error,
            tolerance: 1e-12,
            rounding: rounding_of_outputs,
        },
        printed: None,
    },
    Entry {
        number: Number::whole(9),
        title: "the forward difference",
        chapter: Chapter::NumericalGradient,
        left: r"\frac{d f(x)}{d x}",
        relation: Relation::About,
        lines: &[Line {
            tex: r"\frac{f(x + \varepsilon) - f(x)}{\varepsilon}",
            numbers: |case| {
                let b_j = case.pass.b[case.indices.j];
                let h = |at: &str| format!("h({at})");
                let moved = h(&format!(
                    "{} + {}",
                    coloured('b', b_j),
                    number(case.epsilon)
                ));
                fraction(
                    &format!("{moved} - {}", h(&coloured('b', b_j))),
                    &number(case.epsilon),
                )
            },
            value: |case| {
                slope::eq09_forward_difference(
                    eq04_sigmoid,
                    case.pass.b[case.indices.j],
                    case.epsilon,
                )
            },
        }],
        aloud: "the derivative of f at x is about f of x plus epsilon, minus f of x, over epsilon",
        code: "numerical_gradient::eq09_forward_difference",
        indices: "j",
        symbols: "bz",
        depends_on: &[],
        check: Check {
            by: "the average of the exact slope from x to x + ε",
            value: |case| average_slope_of_sigmoid(case.pass.b[case.indices.j], case.epsilon),
            tolerance: 1e-9,
            rounding: |case| difference_rounding(case, 1.0 + case.pass.b[case.indices.j].abs()),
        },
        printed: Some(Printed {
            tex: r"-\frac{f(x + \varepsilon) - f(x)}{\varepsilon}",
            value: |case| {
                printed::printed_eq09(eq04_sigmoid, case.pass.b[case.indices.j], case.epsilon)
            },
            why: "The minus sign in front turns the slope round: this is about −f′, a rising function would fall. \
                  And the two sides are not equal but differ by an amount of the order of ε.",
        }),
    },
    Entry {
        number: Number::whole(10),
        title: "the error's slope along one weight",
        chapter: Chapter::NumericalGradient,
        left: r"\frac{\partial E(\mathbf{w}, \mathbf{v})}{\partial w_{ji}}",
        relation: Relation::About,
        lines: &[Line {
            tex: r"\frac{E(w_{ji} + \varepsilon, \mathbf{v}) - E(\mathbf{w}, \mathbf{v})}{\varepsilon}",
            numbers: |case| error_difference(case, case.indices.i),
            value: |case| {
                let (j, i) = (case.indices.j, case.indices.i);
                slope::eq10_slope_along_weight(&case.network, &case.samples, j, i, case.epsilon)
            },
        }],
        aloud: "the slope of E along w j i is about E with w j i plus epsilon, minus E, over epsilon",
        code: "numerical_gradient::eq10_slope_along_weight",
        indices: "ji",
        symbols: "wE",
        depends_on: &[Number::whole(8), Number::whole(9)],
        check: Check {
            by: "the average of the exact slope from the weight to the weight + ε",
            value: |case| {
                average_slope_of_error(
                    case,
                    Varied::W {
                        j: case.indices.j,
                        i: case.indices.i,
                    },
                )
            },
            tolerance: 1e-9,
            rounding: |case| error_difference_rounding(case, case.indices.i),
        },
        printed: Some(Printed {
            tex: r"\frac{E(w_{ji} - \varepsilon, \mathbf{v}) - E(\mathbf{w}, \mathbf{v})}{\varepsilon}",
            value: |case| {
                let (j, i) = (case.indices.j, case.indices.i);
                printed::printed_eq10(&case.network, &case.samples, j, i, case.epsilon)
            },
            why: "With w − ε the quotient is about −∂E/∂w: a step against it goes uphill, so descent climbs.",
        }),
    },
    Entry {
        number: Number::whole(11),
        title: "the same for the first weight",
        chapter: Chapter::NumericalGradient,
        left: r"\frac{\partial E(\mathbf{w}, \mathbf{v})}{\partial w_{j0}}",
        relation: Relation::About,
        lines: &[Line {
            tex: r"\frac{E((w_{j0} + \varepsilon, w_{j1}, w_{j2}), \mathbf{v}) - E(\mathbf{w}, \mathbf{v})}{\varepsilon}",
            numbers: |case| error_difference(case, 0),
            value: |case| {
                slope::eq11_slope_along_first_weight(
                    &case.network,
                    &case.samples,
                    case.indices.j,
                    case.epsilon,
                )
            },
        }],
        aloud: "the slope of E along w j zero is about E with epsilon added to w j zero alone, minus E, over epsilon",
        code: "numerical_gradient::eq11_slope_along_first_weight",
        indices: "j",
        symbols: "wE",
        depends_on: &[Number::whole(10)],
        check: Check {
            by: "the average of the exact slope from the weight to the weight + ε",
            value: |case| {
                average_slope_of_error(
                    case,
                    Varied::W {
                        j: case.indices.j,
                        i: 0,
                    },
                )
            },
            tolerance: 1e-9,
            rounding: |case| error_difference_rounding(case, 0),
        },
        printed: Some(Printed {
            tex: r"\frac{E((w_{j0} - \varepsilon, w_{j1}, w_{j2}), \mathbf{v}) - E(\mathbf{w}, \mathbf{v})}{\varepsilon}",
            value: |case| {
                printed::printed_eq11(&case.network, &case.samples, case.indices.j, case.epsilon)
            },
            why: "The same slip as in 10: w_0 − ε gives about −∂E/∂w_0. And the left side should name the weight w_0 alone.",
        }),
    },
];

fn error(case: &Context) -> f64 {
    eq08_mean_cross_entropy(&case.network, &case.samples)
}

/// (E at the moved weight − E) / ε, in numbers, with enough digits to see them differ.
fn error_difference(case: &Context, i: usize) -> String {
    let mut moved = case.network.clone();
    moved.w[case.indices.j][i] += case.epsilon;
    let above = format!(
        "{:.9} - {:.9}",
        eq08_mean_cross_entropy(&moved, &case.samples),
        error(case)
    );
    fraction(&above, &number(case.epsilon))
}

/// What rounding does to a difference of numbers of a size, divided by ε.
fn difference_rounding(case: &Context, size: f64) -> f64 {
    8.0 * f64::EPSILON * size / case.epsilon.abs()
}

/// Equation 10 along v_kj in place of w_ji, by the same road: for a gradient, which asks for both.
pub static ALONG_OUTPUT_WEIGHT: Check = Check {
    by: "the average of the exact slope from the weight to the weight + ε",
    value: |case| {
        let (k, j) = (case.indices.k, case.indices.j);
        average_slope_of_error(case, Varied::V { k, j })
    },
    tolerance: 1e-9,
    rounding: |case| {
        let weight = case.network.v[case.indices.k][case.indices.j].abs();
        difference_rounding(case, rounding_of_outputs(case) / ROUNDING + weight)
    },
};

/// What rounding does to a difference of errors along w_ji, divided by ε: each sum is rounded, and so is the moved weight.
fn error_difference_rounding(case: &Context, i: usize) -> f64 {
    let weight = case.network.w[case.indices.j][i].abs();
    let inputs = case
        .samples
        .iter()
        .map(|sample| sample.x[i].abs())
        .fold(0.0, f64::max);
    let leaving = case
        .weights_leaving(case.indices.j)
        .iter()
        .map(|v| v.abs())
        .sum::<f64>();
    let sums = rounding_of_outputs(case) / ROUNDING;
    difference_rounding(case, sums + weight * inputs * leaving)
}

//! Equations 8–11: the error, and its slopes by trying.

use super::check::{
    self, ROUNDING, Variable, average_slope_of_error, average_slope_of_sigmoid, reach,
    rounding_of_outputs,
};
use super::tex::{coloured, fraction, mean, number};
use super::{Chapter, Check, Context, Entry, Indices, Printed, Section, eq};
use crate::model::error::eq08_mean_cross_entropy;
use crate::model::neuron::eq04_sigmoid;
use crate::model::{Network, numerical_gradient as slope, printed};

const ABOUT: &str = r"\approx";

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        number: eq(8),
        title: "the mean cross-entropy error",
        left: r"E(\mathbf{w}, \mathbf{v})",
        right: &[r"-\frac{1}{N} \sum_{n=0}^{N-1} \sum_{k=0}^{K-1} t_{nk} \log y_{nk}"],
        numbers: |c| {
            let terms: Vec<f64> = c.sample_errors().iter().map(|error| -error).collect();
            vec![format!("-{}", mean(&terms))]
        },
        values: |c| vec![error(c)],
        spoken: "E of w and v equals minus one over N times the sum over all samples n and all outputs k \
                of t n k times the logarithm of y n k",
        code: "error::eq08_mean_cross_entropy",
        symbols: "t y E",
        depends_on: &[eq(7)],
        check: Check::by_log_sum_exp(check::error),
        over_all_samples: true,
        also_in: Some(Chapter::Network),
        ..Entry::of(Section::ERROR)
    },
    Entry {
        number: eq(9),
        title: "the forward difference",
        left: r"\frac{d f(x)}{d x}",
        relation: ABOUT,
        right: &[r"\frac{f(x + \varepsilon) - f(x)}{\varepsilon}"],
        numbers: |c| {
            let (b_j, epsilon) = (coloured('b', c.b_j()), number(c.epsilon));
            let rise = format!("h({b_j} + {epsilon}) - h({b_j})");
            vec![fraction(&rise, &epsilon)]
        },
        values: |c| {
            let (b_j, epsilon) = (c.b_j(), c.epsilon);
            vec![slope::eq09_forward_difference(eq04_sigmoid, b_j, epsilon)]
        },
        spoken: "the derivative of f at x is about f of x plus epsilon, minus f of x, over epsilon",
        code: "numerical_gradient::eq09_forward_difference",
        indices: "j",
        symbols: "b_j z_j",
        check: Check {
            by: "the average of the exact slope from x to x + ε",
            value: |c| average_slope_of_sigmoid(c.b_j(), c.epsilon),
            tolerance: 1e-9,
            rounding: |c| difference_rounding(c, 1.0 + c.b_j().abs()),
        },
        printed: Some(Printed {
            tex: r"-\frac{f(x + \varepsilon) - f(x)}{\varepsilon}",
            value: |c| printed::printed_eq09(eq04_sigmoid, c.b_j(), c.epsilon),
            why: "The minus sign in front turns the slope round: this is about −f′, a rising function would fall. \
                  And the two sides are not equal but differ by an amount of the order of ε.",
        }),
        ..Entry::of(Section::SLOPES_BY_TRYING)
    },
    Entry {
        number: eq(10),
        title: "the error's slope along one weight",
        left: r"\frac{\partial E(\mathbf{w}, \mathbf{v})}{\partial w_{ji}}",
        relation: ABOUT,
        right: &[
            r"\frac{E(w_{ji} + \varepsilon, \mathbf{v}) - E(\mathbf{w}, \mathbf{v})}{\varepsilon}",
        ],
        numbers: |c| vec![error_difference(c, Variable::w(c))],
        values: |c| {
            let (network, samples, Indices { j, i, .. }) = (&c.network, &c.samples, c.indices);
            vec![slope::eq10_slope_along_weight(
                network, samples, j, i, c.epsilon,
            )]
        },
        spoken: "the slope of E along w j i is about E with w j i plus epsilon, minus E, over epsilon",
        code: "numerical_gradient::eq10_slope_along_weight",
        indices: "ji",
        symbols: "w_ji E",
        depends_on: &[eq(8), eq(9)],
        check: Check::by_average_slope(
            |c| average_slope_of_error(c, Variable::w(c)),
            |c| error_difference_rounding(c, c.indices.i),
        ),
        printed: Some(Printed {
            tex: r"\frac{E(w_{ji} - \varepsilon, \mathbf{v}) - E(\mathbf{w}, \mathbf{v})}{\varepsilon}",
            value: |c| {
                let (j, i) = (c.indices.j, c.indices.i);
                printed::printed_eq10(&c.network, &c.samples, j, i, c.epsilon)
            },
            why: "With w − ε the quotient is about −∂E/∂w: a step against it goes uphill, so descent climbs.",
        }),
        over_all_samples: true,
        along_output_weight: Some(&ALONG_OUTPUT_WEIGHT),
        ..Entry::of(Section::SLOPES_BY_TRYING)
    },
    Entry {
        number: eq(11),
        title: "the same for the first weight",
        left: r"\frac{\partial E(\mathbf{w}, \mathbf{v})}{\partial w_{j0}}",
        relation: ABOUT,
        right: &[
            r"\frac{E((w_{j0} + \varepsilon, w_{j1}, w_{j2}), \mathbf{v}) - E(\mathbf{w}, \mathbf{v})}{\varepsilon}",
        ],
        numbers: |c| vec![error_difference(c, Variable::W(c.indices.j, 0))],
        values: |c| {
            let (network, samples, j) = (&c.network, &c.samples, c.indices.j);
            vec![slope::eq11_slope_along_first_weight(
                network, samples, j, c.epsilon,
            )]
        },
        spoken: "the slope of E along w j zero is about E with epsilon added to w j zero alone, minus E, over epsilon",
        code: "numerical_gradient::eq11_slope_along_first_weight",
        indices: "j",
        symbols: "w_j0 E",
        depends_on: &[eq(10)],
        check: Check::by_average_slope(
            |c| average_slope_of_error(c, Variable::W(c.indices.j, 0)),
            |c| error_difference_rounding(c, 0),
        ),
        printed: Some(Printed {
            tex: r"\frac{E((w_{j0} - \varepsilon, w_{j1}, w_{j2}), \mathbf{v}) - E(\mathbf{w}, \mathbf{v})}{\varepsilon}",
            value: |c| printed::printed_eq11(&c.network, &c.samples, c.indices.j, c.epsilon),
            why: "The same slip as in 10: w_0 − ε gives about −∂E/∂w_0. And the left side should name the weight w_0 alone.",
        }),
        over_all_samples: true,
        ..Entry::of(Section::SLOPES_BY_TRYING)
    },
];

fn error(context: &Context) -> f64 {
    eq08_mean_cross_entropy(&context.network, &context.samples)
}

/// E after one weight is moved by ε.
fn moved_error(context: &Context, weight: Variable) -> f64 {
    let Network { mut w, mut v } = context.network.clone();
    match weight {
        Variable::W(j, i) => w[j][i] += context.epsilon,
        Variable::V(k, j) => v[k][j] += context.epsilon,
        Variable::A(_) | Variable::Nothing => {}
    }
    eq08_mean_cross_entropy(&Network { w, v }, &context.samples)
}

/// (E at the moved weight − E) / ε, in numbers, with enough digits to see them differ.
fn error_difference(context: &Context, weight: Variable) -> String {
    let (above, below) = (moved_error(context, weight), error(context));
    fraction(
        &format!("{above:.9} - {below:.9}"),
        &number(context.epsilon),
    )
}

/// The error of rounding of a difference of numbers of this size, divided by ε.
fn difference_rounding(context: &Context, size: f64) -> f64 {
    8.0 * f64::EPSILON * size / context.epsilon.abs()
}

/// Equation 10 along v_kj in place of w_ji.
static ALONG_OUTPUT_WEIGHT: Entry = Entry {
    number: eq(10),
    title: "the error's slope along one weight",
    left: r"\frac{\partial E(\mathbf{w}, \mathbf{v})}{\partial v_{kj}}",
    relation: ABOUT,
    right: &[
        r"\frac{E(\mathbf{w}, v_{kj} + \varepsilon) - E(\mathbf{w}, \mathbf{v})}{\varepsilon}",
    ],
    numbers: |c| vec![error_difference(c, Variable::v(c))],
    values: |c| vec![(moved_error(c, Variable::v(c)) - error(c)) / c.epsilon],
    spoken: "the slope of E along v k j is about E with v k j plus epsilon, minus E, over epsilon",
    indices: "kj",
    symbols: "v_kj E",
    over_all_samples: true,
    check: Check::by_average_slope(
        |c| average_slope_of_error(c, Variable::v(c)),
        |c| difference_rounding(c, rounding_of_outputs(c) / ROUNDING + c.v_kj().abs()),
    ),
    ..Entry::of(Section::SLOPES_BY_TRYING)
};

/// The error of rounding of a difference of errors along w_ji, divided by ε: each sum is rounded, and so is the moved weight.
fn error_difference_rounding(context: &Context, i: usize) -> f64 {
    let weight = context.network.w[context.indices.j][i].abs();
    let (leaving, inputs) = reach(context, i);
    let sums = rounding_of_outputs(context) / ROUNDING;
    difference_rounding(context, sums + weight * inputs * leaving)
}

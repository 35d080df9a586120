//! Equations 1–4: one neuron.

use super::check::{compensated_sum, rounding_of_sum, sigmoid_by_logarithm};
use super::tex::{factor, logistic, product, sum, sum_of_products};
use super::{Check, Context, Entry, Printed, Section, eq};
use crate::model::{neuron, printed};

fn a(context: &Context) -> f64 {
    let (w, x) = context.unit();
    neuron::eq03_sum_over_inputs(w, x)
}

/// The three ways of writing the sum are checked by one road.
const SUM_FROM_THE_FAR_END: Check = Check::by_compensated_sum(
    |context| compensated_sum(context.unit().0, context.unit().1),
    |context| rounding_of_sum(context.unit().0, context.unit().1),
);

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        number: eq(1),
        title: "the weighted sum",
        left: "a",
        right: &[r"w_0 x_0 + w_1 x_1 + \cdots + w_{n-1} x_{n-1}"],
        numbers: |c| vec![sum_of_products(('w', c.unit().0), ('x', c.unit().1))],
        values: |c| vec![neuron::eq01_weighted_sum(c.unit().0, c.unit().1)],
        spoken: "a equals w zero times x zero, plus w one times x one, and so on, up to w n minus one times x n minus one",
        code: "neuron::eq01_weighted_sum",
        indices: "j",
        symbols: "w_j x a",
        check: SUM_FROM_THE_FAR_END,
        ..Entry::of(Section::WEIGHTED_SUM)
    },
    Entry {
        number: eq(2),
        title: "the sum with its intercept",
        left: "a",
        right: &[r"w_0 x_0 + w_1 x_1 + \cdots + w_{n-1}"],
        numbers: |c| {
            let (w, x) = c.unit();
            let last = w.len() - 1;
            let term = |i: usize| product(&[('w', w[i]), ('x', x[i])]);
            vec![sum((0..last).map(term).chain([factor('w', w[last])]))]
        },
        values: |c| {
            let (w, x) = c.unit();
            vec![neuron::eq02_sum_with_intercept(w, &x[..x.len() - 1])]
        },
        spoken: "a equals w zero times x zero, plus w one times x one, and so on, plus w n minus one, because the last input is one",
        code: "neuron::eq02_sum_with_intercept",
        indices: "j",
        symbols: "w_j x a",
        depends_on: &[eq(1)],
        check: SUM_FROM_THE_FAR_END,
        ..Entry::of(Section::WEIGHTED_SUM)
    },
    Entry {
        number: eq(3),
        title: "the sum with a sigma",
        left: "a",
        right: &[r"\sum_{i=0}^{n-1} w_i x_i"],
        numbers: |c| vec![sum_of_products(('w', c.unit().0), ('x', c.unit().1))],
        values: |c| vec![a(c)],
        spoken: "a equals the sum over i from zero to n minus one of w i times x i",
        code: "neuron::eq03_sum_over_inputs",
        indices: "j",
        symbols: "w_j x a",
        depends_on: &[eq(1), eq(2)],
        check: SUM_FROM_THE_FAR_END,
        ..Entry::of(Section::WEIGHTED_SUM)
    },
    Entry {
        number: eq(4),
        title: "the sigmoid",
        left: "y",
        right: &[r"\frac{1}{1 + \exp(-a)}"],
        numbers: |c| vec![logistic('a', a(c))],
        values: |c| vec![neuron::eq04_sigmoid(a(c))],
        spoken: "y equals one over one plus the exponential of minus a",
        code: "neuron::eq04_sigmoid",
        indices: "j",
        symbols: "a y",
        depends_on: &[eq(3)],
        check: Check {
            by: "its logarithm, −log y = log(1 + exp(−a))",
            value: |c| sigmoid_by_logarithm(compensated_sum(c.unit().0, c.unit().1)),
            tolerance: 1e-12,
            // An error of a becomes an error of the same size in log y.
            rounding: |c| neuron::eq04_sigmoid(a(c)) * rounding_of_sum(c.unit().0, c.unit().1),
        },
        printed: Some(Printed {
            tex: r"\frac{1}{1 + \exp(+a)}",
            value: |c| printed::printed_eq04_figure(a(c)),
            why: "The equation is printed rightly, but figure 43 is the surface of 1 / (1 + exp(+a)), the mirror image: \
                  it shows 1 − y, so that the neuron seems to fire where it is silent.",
        }),
        ..Entry::of(Section::SIGMOID)
    },
];

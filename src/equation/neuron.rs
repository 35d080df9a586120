//! Equations 1–4: one neuron.

use super::check::{compensated_sum, rounding_of_sum, sigmoid_by_logarithm};
use super::tex::{factor, fraction, minus, sum, sum_of_products};
use super::{Chapter, Check, Context, Entry, Line, Number, Printed, Relation};
use crate::model::{neuron, printed};

fn a(case: &Context) -> f64 {
    let (w, x) = case.unit();
    neuron::eq03_sum_over_inputs(w, x)
}

/// The three ways of writing the sum are checked by one road.
const SUM_FROM_THE_FAR_END: Check = Check {
    by: "a compensated sum from the last term to the first",
    value: |case| compensated_sum(case.unit().0, case.unit().1),
    tolerance: 1e-12,
    rounding: |case| rounding_of_sum(case.unit().0, case.unit().1),
};

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        number: Number::whole(1),
        title: "the weighted sum",
        chapter: Chapter::Neuron,
        left: "a",
        relation: Relation::Equal,
        lines: &[Line {
            tex: r"w_0 x_0 + w_1 x_1 + \cdots + w_{n-1} x_{n-1}",
            numbers: |case| sum_of_products(('w', case.unit().0), ('x', case.unit().1)),
            value: |case| neuron::eq01_weighted_sum(case.unit().0, case.unit().1),
        }],
        aloud: "a equals w zero times x zero, plus w one times x one, and so on, up to w n minus one times x n minus one",
        code: "neuron::eq01_weighted_sum",
        indices: "j",
        symbols: "wxa",
        depends_on: &[],
        check: SUM_FROM_THE_FAR_END,
        printed: None,
    },
    Entry {
        number: Number::whole(2),
        title: "the sum with its intercept",
        chapter: Chapter::Neuron,
        left: "a",
        relation: Relation::Equal,
        lines: &[Line {
            tex: r"w_0 x_0 + w_1 x_1 + \cdots + w_{n-1}",
            numbers: |case| {
                let (w, x) = case.unit();
                let last = w.len() - 1;
                let product =
                    |i: usize| format!(r"{} \cdot {}", factor('w', w[i]), factor('x', x[i]));
                let mut terms: Vec<String> = (0..last).map(product).collect();
                terms.push(factor('w', w[last]));
                sum(&terms)
            },
            value: |case| {
                let (w, x) = case.unit();
                neuron::eq02_sum_with_intercept(w, &x[..x.len() - 1])
            },
        }],
        aloud: "a equals w zero times x zero, plus w one times x one, and so on, plus w n minus one, because the last input is one",
        code: "neuron::eq02_sum_with_intercept",
        indices: "j",
        symbols: "wxa",
        depends_on: &[Number::whole(1)],
        check: SUM_FROM_THE_FAR_END,
        printed: None,
    },
    Entry {
        number: Number::whole(3),
        title: "the sum with a sigma",
        chapter: Chapter::Neuron,
        left: "a",
        relation: Relation::Equal,
        lines: &[Line {
            tex: r"\sum_{i=0}^{n-1} w_i x_i",
            numbers: |case| sum_of_products(('w', case.unit().0), ('x', case.unit().1)),
            value: a,
        }],
        aloud: "a equals the sum over i from zero to n minus one of w i times x i",
        code: "neuron::eq03_sum_over_inputs",
        indices: "j",
        symbols: "wxa",
        depends_on: &[Number::whole(1), Number::whole(2)],
        check: SUM_FROM_THE_FAR_END,
        printed: None,
    },
    Entry {
        number: Number::whole(4),
        title: "the sigmoid",
        chapter: Chapter::Neuron,
        left: "y",
        relation: Relation::Equal,
        lines: &[Line {
            tex: r"\frac{1}{1 + \exp(-a)}",
            numbers: |case| fraction("1", &format!(r"1 + \exp({})", minus('a', a(case)))),
            value: |case| neuron::eq04_sigmoid(a(case)),
        }],
        aloud: "y equals one over one plus the exponential of minus a",
        code: "neuron::eq04_sigmoid",
        indices: "j",
        symbols: "ay",
        depends_on: &[Number::whole(3)],
        check: Check {
            by: "its logarithm, −log y = log(1 + exp(−a))",
            value: |case| sigmoid_by_logarithm(compensated_sum(case.unit().0, case.unit().1)),
            tolerance: 1e-12,
            // An error of a becomes an error of the same size in log y.
            rounding: |case| {
                neuron::eq04_sigmoid(a(case)) * rounding_of_sum(case.unit().0, case.unit().1)
            },
        },
        printed: Some(Printed {
            tex: r"\frac{1}{1 + \exp(+a)}",
            value: |case| printed::printed_eq04_figure(a(case)),
            why: "The equation is printed rightly, but figure 43 is the surface of 1 / (1 + exp(+a)), the mirror image: \
                  it shows 1 − y, so that the neuron seems to fire where it is silent.",
        }),
    },
];

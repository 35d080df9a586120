//! Equations 12–28: from the error of one sample back to every weight, in three moves.

pub(super) mod mean;
pub(super) mod output;
pub(super) mod weights;

use super::check::{Varied, rounding_of_outputs, slope_of_sample_error};
use super::tex::{coloured, factor};
use super::{Check, Context};
use crate::model::backprop;

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

fn hidden_output(case: &Context) -> f64 {
    case.pass.z[case.indices.j]
}

fn output_error(case: &Context) -> f64 {
    let k = case.indices.k;
    backprop::eq23_output_error(case.pass.y[k], case.sample().t[k])
}

fn reach_of_hidden_weight(case: &Context) -> f64 {
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

fn output_minus_target(case: &Context, k: usize) -> String {
    format!(
        "{} - {}",
        coloured('y', case.pass.y[k]),
        factor('t', case.sample().t[k])
    )
}

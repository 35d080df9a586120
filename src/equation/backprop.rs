//! Equations 12–28: from the error of one sample back to every weight, in three moves.

pub(super) mod mean;
pub(super) mod output;
pub(super) mod weights;

use super::check::{Variable, reach, slope_of_sample_error};
use super::tex::{coloured, factor};
use super::{Check, Context};
use crate::model::backprop;

const ALONG_OUTPUT_WEIGHT: Check =
    Check::by_dual_numbers(|context| slope_of_sample_error(context, Variable::v(context)));

const ALONG_HIDDEN_WEIGHT: Check = Check {
    rounding: |context| 1e-12 * reach_of_hidden_weight(context),
    ..Check::by_dual_numbers(|context| slope_of_sample_error(context, Variable::w(context)))
};

fn output_error(context: &Context) -> f64 {
    let k = context.indices.k;
    backprop::eq23_output_error(context.pass.y[k], context.sample().t[k])
}

fn reach_of_hidden_weight(context: &Context) -> f64 {
    let (leaving, inputs) = reach(context, context.indices.i);
    1.0 + leaving * inputs
}

fn output_minus_target(context: &Context, k: usize) -> String {
    let (y_k, t_k) = (context.pass.y[k], context.sample().t[k]);
    format!("{} - {}", coloured('y', y_k), factor('t', t_k))
}

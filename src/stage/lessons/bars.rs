//! Softmax as bars.

use crate::model::network::eq07_softmax;
use crate::scene::number::at_most;
use crate::scene::{Bar, Figure, Image, Picture, text};
use crate::stage::figures::figure;

/// The outputs of softmax for some sums.
pub(in crate::stage) fn softmax_bars(a: &[f64]) -> Figure {
    let y = eq07_softmax(a);
    let bar = |(k, (a, y)): (usize, (&f64, &f64))| Bar {
        name: format!("a{} = {}", super::low(k), at_most(*a, 1)),
        share: *y,
        is_target: false,
    };
    let shares: Vec<String> = y.iter().map(|y| text(*y, 3)).collect();
    let image = Image {
        title: String::new(),
        width: 0,
        pixels: Vec::new(),
        bars: a.iter().zip(&y).enumerate().map(bar).collect(),
    };
    figure(
        "softmax-bars",
        "Softmax: from any sums to shares of one whole. The largest sum has the largest share, and none is left without.",
        format!(
            "Three bars of the lengths {}, which add up to 1.",
            shares.join(", ")
        ),
        Picture::Image(image),
    )
}

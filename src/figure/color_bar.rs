//! The scale beside a heat map: the colours and the numbers they mean.

use super::prelude::*;
use crate::scene::Axis;
use crate::scene::number::significant;

/// The distance from the heat map, and the width of the colours.
const APART: f64 = 22.0;
const BAR: f64 = 16.0;

/// The scale of a heat map with an axis, whose ends always have their numbers. Where both ends are one number, that is the only one.
fn scale(axis: &Axis, height: f64) -> PlotAxis {
    let mut scale = PlotAxis::new(axis, 5);
    let (from, to) = axis.range;
    if from >= to {
        scale.ticks = vec![(scale.axis.at(0.5), significant(from))];
        return scale;
    }
    let place = |value: f64| scale.axis.fraction(value) * height;
    let ends = [from, to].map(|end| (end, significant(end)));
    let is_apart = |tick: &&(f64, String)| {
        let near = |end: &(f64, String)| (place(end.0) - place(tick.0)).abs() < 16.0;
        !ends.iter().any(near)
    };
    let between = scale.ticks.iter().filter(is_apart).cloned();
    scale.ticks = ends.iter().cloned().chain(between).collect();
    scale
}

/// The width that a scale takes beside a map, at most.
pub(super) fn width(axis: &Axis) -> f64 {
    width_of(&scale(axis, f64::MAX))
}

fn width_of(scale: &PlotAxis) -> f64 {
    APART + BAR + 8.0 + scale.widest_text().max(28.0)
}

/// Draws the colours from the lower end to the upper to the right of a heat map, and returns the width that they take. Where both
/// ends are one number, the map has one colour, and so has its scale.
pub(super) fn draw(canvas: &mut Canvas, map: &Rect, palette: Palette, axis: &Axis) -> Drawn<f64> {
    let scale = scale(axis, map.height());
    let mut palette = palette;
    if axis.range.0 >= axis.range.1 {
        palette = vec![palette[palette.len() / 2]];
    }
    let bar = Rect::new(map.right + APART, map.top, BAR, map.height());
    let width = width_of(&scale);
    for (value, text) in &scale.ticks {
        let y = bar.bottom - scale.axis.fraction(*value) * bar.height();
        canvas.line([(bar.right, y), (bar.right + 4.0, y)], EDGE);
        canvas.label((bar.right + 8.0, y), Anchor::Left, &Text::faint(text));
    }
    let name = Text::new(&scale.axis.label).fit(width - 12.0);
    canvas.text((bar.left, bar.top - 11.0), Anchor::Left, &name);
    canvas.outline(&bar.corners(), EDGE);
    let pixels = (0..palette.len()).rev().map(|index| index as u8);
    // Wide enough that a viewer that blurs bitmaps leaves the middle as it is.
    let pixels = pixels.flat_map(|color| [color; BAR as usize]);
    canvas.bitmap(bar, &Bitmap::new(BAR as usize, pixels, palette))?;
    Ok(width)
}

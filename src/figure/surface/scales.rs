//! The numbers and names along the edges of the box.

use super::SHADES;
use super::view::{Spot, View};
use crate::figure::prelude::*;
use crate::scene::colour::viridis;

pub(super) fn draw(view: &View, canvas: &mut Canvas) {
    let (near_x, near_y) = view.nearest;
    draw_scale(view, canvas, &view.x, |x| (x, near_y, 0.0));
    draw_scale(view, canvas, &view.y, |y| (near_x, y, 0.0));
}

pub(super) fn draw_heights(view: &View, canvas: &mut Canvas) {
    let (x, y) = view.leftmost();
    let at = |height: f64| view.position((x, y, height));
    let (foot, top) = (at(0.0), at(1.0));
    if foot.1 - top.1 < 45.0 {
        return; // From above, the edge is a point.
    }
    // The axis is the scale of the colours as well.
    for step in 0..SHADES {
        let [from, to] = [step, step + 1].map(|step| at(step as f64 / SHADES as f64));
        let color = viridis(step as f64 / (SHADES - 1) as f64);
        canvas.line([from, to], Stroke::new(ColorRole::Exact(color), 6.0));
    }
    canvas.line([foot, top], EDGE);
    for (height, text) in [(0.0, "0"), (0.5, "0.5"), (1.0, "1")] {
        let (left, middle) = at(height);
        canvas.line([(left - 4.0, middle), (left, middle)], EDGE);
        let text = Text::faint(text);
        let at = (left - 8.0, middle + text.baseline_offset());
        canvas.text_if_free(at, Anchor::Right, &text);
    }
    let name = Text::new(&view.surface.height).fit(view.area.width() * 0.5);
    let left = (top.0 - name.width() / 2.0).max(view.area.left);
    canvas.text((left, top.1 - 14.0), Anchor::Left, &name);
}

/// Draws one edge at the front: its ticks point away from the middle of the floor.
fn draw_scale(view: &View, canvas: &mut Canvas, scale: &PlotAxis, spot: impl Fn(f64) -> Spot) {
    let middle = view.position(spot(0.5));
    let out = direction(view.position((0.5, 0.5, 0.0)), middle);
    let away = |at: Point, far: f64| (at.0 + out.0 * far, at.1 + out.1 * far);
    let anchor = anchor_towards(out);
    let mut widest: f64 = 0.0;
    for (tick, text) in &scale.ticks {
        let at = view.position(spot(scale.axis.fraction(*tick)));
        canvas.line([at, away(at, 5.0)], EDGE);
        let text = Text::faint(text);
        // Where two axes meet, the number is below that of the other.
        let (x, y) = away(at, 13.0);
        let positions = [0.0, 8.0, 16.0, -16.0].map(|down| (x, y + down + text.baseline_offset()));
        let is_drawn = positions.into_iter().any(|at| {
            view.area.holds(&text.area(at, anchor)) && canvas.text_if_free(at, anchor, &text)
        });
        if is_drawn {
            widest = widest.max(text.width());
        }
    }
    let far = 20.0 + widest * out.0.abs() + 14.0 * out.1.abs();
    // A name that is too long is cut, and a symbol is better than none.
    let label = Text::label(&scale.axis.label, ColorRole::Text);
    let shares = [0.4, 0.3, 0.2].map(|share| label.clone().fit(view.area.width() * share));
    let symbol = scale.axis.label.split(':').next().map(Text::new);
    let mut texts = shares.into_iter().chain(symbol);
    texts.any(|text| {
        let at = |more: f64| away(middle, far + more);
        let beside = [0.0, 8.0, 16.0, -6.0].map(|more| (at(more), anchor));
        // Beside the edge there may be no room to the right, but some below it.
        let below = [8.0, 24.0].map(|more| ((view.area.right, at(more).1), Anchor::Right));
        let positions = beside.into_iter().chain(below);
        let positions = positions.map(|((x, y), anchor)| ((x, y + text.baseline_offset()), anchor));
        let found = canvas.text_where_free(positions, &text, &view.area, &[]);
        found.is_some()
    });
}

/// The direction from a point towards another; downwards if they are one.
pub(super) fn direction(from: Point, to: Point) -> Point {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    let length = x.hypot(y);
    if length < 1.0 {
        (0.0, 1.0)
    } else {
        (x / length, y / length)
    }
}

/// Text to the left of an edge ends there, text to the right begins there, text below is centred.
pub(super) fn anchor_towards((across, _): Point) -> Anchor {
    match across {
        a if a < -0.35 => Anchor::Right,
        a if a > 0.35 => Anchor::Left,
        _ => Anchor::Center,
    }
}

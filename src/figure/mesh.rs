//! The axes of a plot where a page draws them. plotters draws them everywhere else; in a program for pages it would bring the whole
//! of a browser's interface along.

use super::axis::between_powers;
use super::frame::Frame;
use super::prelude::*;

/// The length of a tick, the distance of a number from its axis, and the depth of a baseline below a middle and below a top.
const TICK: f64 = 4.0;
const AWAY: f64 = 8.0;
const BELOW_MIDDLE: f64 = 4.2;
const BELOW_TOP: f64 = 14.0;

/// The round numbers of a range: multiples of 1, 2 or 5 times a power of ten, as many as `max` allows.
pub(super) fn round_values((from, to): Point, max: usize) -> Vec<f64> {
    let ends = |step: f64| ((from / step - 1e-9).ceil(), (to / step + 1e-9).floor());
    let is_sparse = |step: &f64| {
        let (first, last) = ends(*step);
        last - first < max as f64
    };
    let place = (to - from).log10().floor() as i32;
    let steps = (place - 3..=place + 1).rev();
    let steps = steps.flat_map(|power| [5.0, 2.0, 1.0].map(|digit| digit * 10.0_f64.powi(power)));
    let step = steps.take_while(is_sparse).last().unwrap_or(to - from);
    let (first, last) = ends(step);
    let count = (last - first).max(0.0) as usize;
    // Multiplied by a power of ten below 1 a number would not be the nearest to its decimals.
    let value = |index: usize| {
        let number = first + index as f64;
        if step < 1.0 {
            number / (1.0 / step).round()
        } else {
            number * step
        }
    };
    (0..=count).map(value).collect()
}

impl Frame<'_> {
    pub(super) fn draw_axes_in_page(&self, canvas: &mut Canvas, on_heat_map: bool) {
        let Rect {
            left,
            top,
            right,
            bottom,
        } = self.inner;
        let across = |x: f64| self.position_at((self.x.axis.fraction(x), 0.0)).0;
        let up = |y: f64| self.position_at((0.0, self.y.axis.fraction(y))).1;
        if !on_heat_map {
            let light = [&self.x, &self.y].map(|axis| between_powers(&axis.axis));
            let bold =
                [&self.x, &self.y].map(|axis| axis.ticks.iter().map(|tick| tick.0).collect());
            for ([columns, rows], width) in [(light, 0.4), (bold, 0.8)] {
                let rule = Stroke::new(ColorRole::Rule, width);
                for x in columns {
                    canvas.line([(across(x), top), (across(x), bottom)], rule);
                }
                for y in rows {
                    canvas.line([(left, up(y)), (right, up(y))], rule);
                }
            }
        }
        for (value, text) in &self.y.ticks {
            let y = up(*value);
            canvas.line([(left - TICK, y), (left, y)], EDGE);
            let at = (left - AWAY, y + BELOW_MIDDLE);
            canvas.text_if_free(at, Anchor::Right, &Text::faint(text));
        }
        for (value, text) in &self.x.ticks {
            let x = across(*value);
            canvas.line([(x, bottom), (x, bottom + TICK)], EDGE);
            let at = (x, bottom + AWAY + BELOW_TOP);
            canvas.text_if_free(at, Anchor::Center, &Text::faint(text));
        }
        canvas.outline(&self.inner.corners(), EDGE);
    }
}

#[cfg(all(test, feature = "figures"))]
mod tests {
    use super::*;
    use crate::figure::chart;
    use crate::figure::theme::Colors;
    use crate::scene::Axis;

    #[test]
    fn a_page_has_the_round_numbers_of_plotters() {
        let ends = [
            (0.0, 1.0),
            (-2.0, 3.5),
            (-0.04, 1.04),
            (-8.0, 8.0),
            (0.0, 2.5),
            (-0.3, 1.3),
            (-10.0, 10.0),
            (0.6, 1.7),
        ];
        for range in ends {
            for max in [6, 9] {
                let (own, theirs) = (round_values(range, max), chart::round_values(range, max));
                assert_eq!(own.len(), theirs.len(), "{range:?}: {own:?}, {theirs:?}");
                for (own, other) in own.iter().zip(&theirs) {
                    assert!((own - other).abs() < 1e-9, "{range:?}: {own} and {other}");
                }
            }
        }
    }

    #[test]
    fn a_page_has_the_axes_of_plotters() {
        let axes = [Axis::new("a", -8.0, 8.0), Axis::new("E", -0.04, 1.04)];
        let frame = Frame::new((440.0, 340.0), [&axes[0], &axes[1]], &[], &[]);
        for on_heat_map in [false, true] {
            let [mut own, mut theirs] = [
                Canvas::new(Colors::default()),
                Canvas::new(Colors::default()),
            ];
            frame.draw_axes_in_page(&mut own, on_heat_map);
            frame.draw_axes(&mut theirs, on_heat_map).expect("axes");
            let [own, theirs] = [own.finish(), theirs.finish()];
            assert_eq!(texts(&own), texts(&theirs));
            assert_eq!(
                own.matches("<path").count(),
                theirs.matches("<path").count(),
                "{own}{theirs}"
            );
        }
    }

    /// The texts of a drawing in order of their places, in whole pixels.
    fn texts(svg: &str) -> Vec<(i32, i32, String)> {
        let number = |text: &str, name: &str| {
            let value = text
                .split(name)
                .nth(1)
                .and_then(|rest| rest.split('"').next());
            value
                .and_then(|value| value.parse::<f64>().ok())
                .expect("a number")
                .round() as i32
        };
        let mut found: Vec<_> = svg
            .split("<text")
            .skip(1)
            .map(|text| {
                let words = text
                    .split("</tspan>")
                    .next()
                    .and_then(|piece| piece.rsplit('>').next());
                (
                    number(text, " x=\""),
                    number(text, " y=\""),
                    words.unwrap_or_default().to_owned(),
                )
            })
            .collect();
        found.sort();
        found
    }
}

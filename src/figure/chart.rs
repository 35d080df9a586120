//! The axes of a plot, drawn by plotters.

use super::prelude::*;
use std::ops::Range;

use plotters::coord::ranged1d::{BoldPoints, DefaultFormatting, KeyPointHint, Ranged};
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::{ChartBuilder, IntoDrawingArea, LineSeries};

use super::axis::between_powers;
use super::canvas::step;
use super::frame::{BESIDE, FOOT, Frame, HEAD};

/// The round numbers of a range.
pub(super) fn round_values((from, to): Point, max: usize) -> Vec<f64> {
    RangedCoordf64::from(from..to).key_points(BoldPoints(max))
}

impl Ranged for &PlotAxis {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, (from, to): (i32, i32)) -> i32 {
        let (from, to) = (f64::from(from), f64::from(to));
        (from + self.axis.fraction(*value) * (to - from)).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        if hint.weight().allow_light_points() {
            between_powers(&self.axis)
        } else {
            self.ticks.iter().map(|tick| tick.0).collect()
        }
    }

    fn range(&self) -> Range<f64> {
        self.axis.range.0..self.axis.range.1
    }
}

impl Frame<'_> {
    pub(super) fn draw_axes(&self, canvas: &mut Canvas, on_heat_map: bool) -> Drawn<()> {
        let rule = |width| Stroke::new(ColorRole::Rule, width);
        let [edge, bold, light] =
            [EDGE, rule(0.8), rule(0.4)].map(|line| line.style(canvas.colors));
        let size = (step(self.size.0), step(self.size.1));
        let area = canvas.into_drawing_area().shrink((0, 0), size);
        let mut chart = ChartBuilder::on(&area)
            .margin_top(step(HEAD))
            .margin_right(step(BESIDE))
            .x_label_area_size(step(FOOT))
            .y_label_area_size(step(self.inner.left))
            .build_cartesian_2d(&self.x, &self.y)?;
        let mut mesh = chart.configure_mesh();
        if on_heat_map {
            mesh.disable_mesh();
        }
        mesh.bold_line_style(bold)
            .light_line_style(light)
            .axis_style(edge)
            .set_all_tick_mark_size(step(4.0))
            .x_label_formatter(&|x| self.x.text(*x))
            .y_label_formatter(&|y| self.y.text(*y))
            .draw()?;
        let corners = Rect::UNIT.corners().into_iter();
        let border = corners.chain([(0.0, 0.0)]).map(|at| self.value_at(at));
        chart.draw_series(LineSeries::new(border, edge))?;
        Ok(())
    }

    fn value_at(&self, (across, up): Point) -> Point {
        (self.x.axis.at(across), self.y.axis.at(up))
    }
}

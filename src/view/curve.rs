//! What it does along one variable: curves and a point on them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;
use ratatui::symbols::Marker;
use ratatui::widgets::Widget;
use ratatui::widgets::canvas::{Canvas, Line, Points};

use super::plane::across;
use super::theme::Theme;
use crate::scene::{Curve, MarkKind, Series, short};

const BESIDE: u16 = 8;

pub(super) fn draw(curve: &Curve, theme: Theme, area: Rect, buffer: &mut Buffer) {
    if area.width < BESIDE + 6 || area.height < 6 {
        return;
    }
    let inner = Rect::new(
        area.x + BESIDE,
        area.y + 1,
        area.width - BESIDE - 2,
        area.height - 3,
    );
    let ((left, right), (bottom, top)) = (curve.x.range, curve.y.range);
    Canvas::default()
        .marker(Marker::Braille)
        .x_bounds([left, right])
        .y_bounds([bottom, top])
        .paint(|canvas| {
            let rule = theme.rule().fg.unwrap_or(Color::Reset);
            canvas.draw(&Line::new(
                left,
                f64::midpoint(bottom, top),
                right,
                f64::midpoint(bottom, top),
                rule,
            ));
            canvas.draw(&Line::new(0.0, bottom, 0.0, top, rule));
            canvas.layer();
            for series in &curve.series {
                let colour = theme.hue(series.hue).fg.unwrap_or(Color::Reset);
                if series.dashed {
                    let points: Vec<_> = series.points.iter().step_by(4).copied().collect();
                    canvas.draw(&Points::new(&points, colour));
                } else {
                    for ends in series.points.windows(2) {
                        canvas.draw(&Line::new(
                            ends[0].0, ends[0].1, ends[1].0, ends[1].1, colour,
                        ));
                    }
                }
            }
        })
        .render(inner, buffer);
    marks(curve, theme, inner, buffer);
    numbers(curve, theme, inner, buffer);
    names(&curve.series, theme, area, buffer);
}

fn marks(curve: &Curve, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let cell = |fraction: f64, count: u16| {
        ((fraction.clamp(0.0, 1.0) * f64::from(count)) as u16).min(count - 1)
    };
    for mark in curve
        .marks
        .iter()
        .filter(|mark| mark.kind == MarkKind::Current)
    {
        let column = area.x + cell(curve.x.fraction(mark.x), area.width);
        let row = area.y + cell(1.0 - curve.y.fraction(mark.y), area.height);
        buffer.set_string(column, row, "◉", theme.title());
        let width = u16::try_from(mark.label.chars().count()).unwrap_or(u16::MAX);
        let x = if column + width + 3 < area.right() {
            column + 1
        } else {
            column.saturating_sub(width + 2).max(area.x)
        };
        buffer.set_stringn(
            x,
            row,
            format!(" {} ", mark.label),
            usize::from(area.right() - x),
            theme.title(),
        );
    }
}

fn numbers(curve: &Curve, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let middle = f64::midpoint(curve.y.range.0, curve.y.range.1);
    let rows = [
        (curve.y.range.1, area.top()),
        (middle, area.top() + area.height / 2),
        (curve.y.range.0, area.bottom() - 1),
    ];
    for (number, y) in rows {
        buffer.set_string(
            area.x - BESIDE,
            y,
            format!("{:>7}", short(number)),
            theme.dim(),
        );
    }
    across(&curve.x, theme, area, buffer);
}

/// The names of the curves, above them.
fn names(series: &[Series], theme: Theme, area: Rect, buffer: &mut Buffer) {
    let mut x = area.x + BESIDE;
    for series in series {
        let sign = if series.dashed { "┄" } else { "─" };
        let room = usize::from(area.right().saturating_sub(x));
        let style = theme.hue(series.hue);
        x = buffer
            .set_stringn(
                x,
                area.y,
                format!("{sign} {}   ", series.label),
                room,
                style,
            )
            .0;
    }
}

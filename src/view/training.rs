//! When: the numbers to set, how far a long computation has come, and what happened so far.

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{LineGauge, Widget};

use super::painter::{BETWEEN, Painter, Parts as _, in_lines};
use super::{curve, picture};
use crate::scene::wrap::{cut, width};
use crate::scene::{Knob, Picture, Progress, Target, Training};

const WIDEST_BAR: u16 = 40;

pub(super) fn draw(training: &Training, area: Rect, painter: &mut Painter) {
    // A low panel keeps its rows for the picture; with the focus all of a high one's settings show.
    let has_focus = training.knobs.iter().any(|knob| knob.focused);
    let most = match area.height {
        0..2 => 0,
        12.. if has_focus => usize::from(area.height / 3),
        2..18 => 1,
        18..24 => 2,
        _ => 3,
    };
    let lines = lines(&training.knobs, area.width.saturating_sub(2), most);
    for (line, row) in lines.iter().zip(area.rows()) {
        draw_line(&training.knobs, line.clone(), row, painter);
    }
    more(&lines, training.knobs.len(), area, painter);
    let mut rest = area.below(lines.len() as u16);
    if let Some(progress) = training.progress.as_ref().filter(|_| rest.height > 0) {
        draw_progress(progress, rest.first_rows(1), painter);
        rest = rest.below(1);
    }
    match (&training.picture, &training.below) {
        (Picture::Curve(above), Some(below)) => curve::draw_both(above, below, rest, painter),
        (one, _) => picture(one, rest, painter),
    }
}

/// The knobs by their indices, in lines; of too many lines those around the focused knob.
fn lines(knobs: &[Knob], room: u16, most: usize) -> Vec<Range<usize>> {
    let widths: Vec<u16> = knobs.iter().map(knob_width).collect();
    let lines = in_lines(&widths, room, usize::MAX);
    let is_focused = |line: &Range<usize>| knobs[line.clone()].iter().any(|knob| knob.focused);
    let last = lines.iter().position(is_focused).unwrap_or(0);
    let first = (last + 1).saturating_sub(most);
    lines.into_iter().skip(first).take(most).collect()
}

fn knob_width(knob: &Knob) -> u16 {
    let (name, value) = (width(&knob.name), width(&knob.value));
    name.saturating_add(value).saturating_add(3)
}

fn draw_line(knobs: &[Knob], line: Range<usize>, mut row: Rect, painter: &mut Painter) {
    let theme = painter.theme;
    for index in line {
        let knob = &knobs[index];
        let place = row.first_columns(knob_width(knob));
        let plain = (theme.dim(), Style::new());
        let focused = (theme.focus(), theme.focus());
        let (name, value) = if knob.focused { focused } else { plain };
        let text = cut(&format!(" {} {} ", knob.name, knob.value), place.width);
        painter.write(place, (place.x, place.y), &text, value);
        let named = place.first_columns(width(&knob.name) + 1);
        painter.buffer.set_style(named, name);
        painter.hits.add(place, Target::Knob(index));
        row = row.beside(place.width + BETWEEN);
    }
}

/// Draws signs at the right edge if there are more knobs before or after those that show.
fn more(lines: &[Range<usize>], count: usize, area: Rect, painter: &mut Painter) {
    let (x, dim) = (area.right().saturating_sub(1), painter.theme.dim());
    if lines.first().is_some_and(|line| line.start > 0) {
        painter.put((x, area.y), "‹", dim);
    }
    if lines.last().is_some_and(|line| line.end < count) {
        painter.put((x, area.y + lines.len() as u16 - 1), "›", dim);
    }
}

fn draw_progress(progress: &Progress, row: Rect, painter: &mut Painter) {
    let theme = painter.theme;
    // The larger of NaN and 0 is 0; `clamp` would keep a NaN, at which the gauge panics.
    let share = progress.share.clamp(0.0, 1.0).max(0.0);
    let words = format!("{:>3.0} %  {}", 100.0 * share, progress.left);
    let label = cut(&progress.label, row.width / 3);
    let row = row.beside(1);
    let named = width(&label) + 1;
    let room = row.width.saturating_sub(named + width(&words) + 2);
    let bar = room.min(WIDEST_BAR);
    LineGauge::default()
        .ratio(share)
        .label(Line::styled(label, theme.title()))
        .filled_symbol("█")
        .unfilled_symbol("░")
        .filled_style(theme.right())
        .unfilled_style(theme.rule())
        .render(row.first_columns(named + bar), painter.buffer);
    let rest = row.beside(named + bar + 1);
    painter.line(rest, words.trim_end(), theme.dim());
}

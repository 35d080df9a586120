//! When: the numbers to set, how far a long computation has come, and what happened so far.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::image::blocks;
use super::theme::Theme;
use super::{HitMap, picture};
use crate::scene::wrap::{cut, width};
use crate::scene::{Knob, Progress, Target, When};

/// The most lines that the knobs take.
const KNOB_LINES: usize = 3;
/// The columns between two knobs.
const BETWEEN: u16 = 3;

pub(super) fn draw(when: &When, theme: Theme, area: Rect, buffer: &mut Buffer, hits: &mut HitMap) {
    let lines = shown(
        &when.knobs,
        area.width.saturating_sub(2),
        most_lines(area.height),
    );
    let mut y = area.y;
    for line in &lines {
        draw_line(
            &when.knobs,
            line,
            theme,
            Rect {
                y,
                height: 1,
                ..area
            },
            buffer,
            hits,
        );
        y += 1;
    }
    more(&lines, when.knobs.len(), theme, area, buffer);
    if let Some(progress) = when.progress.as_ref().filter(|_| y < area.bottom()) {
        draw_progress(
            progress,
            theme,
            Rect {
                y,
                height: 1,
                ..area
            },
            buffer,
        );
        y += 1;
    }
    let rest = Rect {
        y,
        height: area.bottom().saturating_sub(y),
        ..area
    };
    picture(&when.picture, theme, rest, buffer, hits);
}

/// A low place keeps its rows for the picture.
fn most_lines(height: u16) -> usize {
    match height {
        0..2 => 0,
        2..7 => 1,
        7..12 => 2,
        _ => KNOB_LINES,
    }
}

/// The knobs in lines, of too many lines those around the focused knob. The numbers tell which knob it is.
fn shown(knobs: &[Knob], room: u16, most: usize) -> Vec<Vec<usize>> {
    let mut lines: Vec<Vec<usize>> = Vec::new();
    let mut used = u16::MAX;
    for (number, knob) in knobs.iter().enumerate() {
        let wide = knob_width(knob);
        let fits = used.saturating_add(wide) <= room;
        if let Some(line) = lines.last_mut().filter(|_| fits) {
            line.push(number);
        } else {
            lines.push(vec![number]);
            used = 0;
        }
        used = used.saturating_add(wide + BETWEEN);
    }
    let focused = |line: &Vec<usize>| line.iter().any(|number| knobs[*number].focused);
    let last = lines.iter().position(focused).unwrap_or(0);
    let first = (last + 1).saturating_sub(most);
    lines.into_iter().skip(first).take(most).collect()
}

fn knob_width(knob: &Knob) -> u16 {
    width(&knob.name) + width(&knob.value) + 3
}

fn draw_line(
    knobs: &[Knob],
    line: &[usize],
    theme: Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let mut x = area.x;
    for number in line {
        let knob = &knobs[*number];
        let wide = knob_width(knob).min(area.right().saturating_sub(x));
        let (name, value) = if knob.focused {
            (theme.focus(), theme.focus())
        } else {
            (theme.dim(), Style::new())
        };
        let text = cut(&format!(" {} {} ", knob.name, knob.value), wide);
        buffer.set_stringn(x, area.y, &text, wide.into(), value);
        let named = (width(&knob.name) + 1).min(wide);
        buffer.set_style(Rect::new(x, area.y, named, 1), name);
        hits.add(Rect::new(x, area.y, wide, 1), Target::Knob(*number));
        x = (x + wide + BETWEEN).min(area.right());
    }
}

/// Signs at the right edge, if there are more knobs before or after those that show.
fn more(lines: &[Vec<usize>], count: usize, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return;
    };
    let x = area.right() - 1;
    let y = area.y + lines.len() as u16 - 1;
    if first.first() != Some(&0) {
        buffer.set_string(x, area.y, "‹", theme.dim());
    }
    if last.last() != Some(&(count - 1)) {
        buffer.set_string(x, y, "›", theme.dim());
    }
}

/// What is being done, a bar, how much of it is done and how much is left.
fn draw_progress(progress: &Progress, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let share = progress.share.clamp(0.0, 1.0);
    let words = format!("{:>3.0} %  {}", 100.0 * share, progress.left);
    let label = cut(&progress.label, area.width / 3);
    let used = width(&label) + width(&words) + 4;
    let room = area.width.saturating_sub(used).min(40);
    let x = area.x + 1;
    buffer.set_string(x, area.y, &label, theme.title());
    let x = x + width(&label) + 1;
    buffer.set_string(x, area.y, "░".repeat(room.into()), theme.rule());
    buffer.set_string(
        x,
        area.y,
        blocks(
            (share * f64::from(room)).floor() / f64::from(room.max(1)),
            room,
        ),
        theme.right(),
    );
    let x = (x + room + 1).min(area.right());
    buffer.set_string(
        x,
        area.y,
        cut(words.trim_end(), area.right() - x),
        theme.dim(),
    );
}

//! The screen while it is drawn: its theme, its cells, and what a click on them would meet; and parts of its areas.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Paragraph, Widget, Wrap};

use super::theme::Theme;
use crate::scene::Target;
use crate::scene::wrap::cut;

/// Areas that take clicks, each with its target; in a picture the position of the click counts instead.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HitMap(Vec<(Rect, Option<Target>)>);

impl HitMap {
    pub(super) fn add(&mut self, area: Rect, target: Target) {
        self.0.push((area, Some(target)));
    }

    pub(super) fn add_picture(&mut self, area: Rect) {
        self.0.push((area, None));
    }

    /// Keeps the keys of the bar that a page over the screen does not cover.
    pub(super) fn keep_keys(&mut self, covered: Rect) {
        let is_key = |target: &Option<Target>| matches!(target, Some(Target::Key(_)));
        self.0
            .retain(|(area, target)| is_key(target) && !area.intersects(covered));
    }

    /// The target at a column and a row of the screen; of several the one drawn last.
    pub fn at(&self, column: u16, row: u16) -> Option<Target> {
        let position = Position::new(column, row);
        let mut hits = self.0.iter().rev();
        let (area, target) = hits.find(|(area, _)| area.contains(position))?;
        Some(target.unwrap_or_else(|| Target::Point {
            across: middle((column - area.x).into(), area.width.into()),
            up: 1.0 - middle((row - area.y).into(), area.height.into()),
        }))
    }
}

/// The middle of a cell as a fraction of the way along a row of cells.
pub(super) fn middle(cell: usize, count: usize) -> f64 {
    (cell as f64 + 0.5) / count as f64
}

/// The cell at a fraction of the way along a row of cells.
pub(super) fn cell_at(fraction: f64, count: u16) -> u16 {
    let cell = (fraction.clamp(0.0, 1.0) * f64::from(count)) as u16;
    cell.min(count.saturating_sub(1))
}

/// The columns between things beside each other.
pub(super) const BETWEEN: u16 = 3;

/// The indices of things of these widths, in lines no wider than the room; the last of `most` lines takes all that are left.
pub(super) fn in_lines(widths: &[u16], room: u16, most: usize) -> Vec<Range<usize>> {
    let (mut lines, mut used): (Vec<Range<usize>>, u16) = (Vec::new(), 0);
    for (index, wide) in widths.iter().enumerate() {
        let fits = used.saturating_add(*wide) <= room || lines.len() == most;
        if let Some(line) = lines.last_mut().filter(|_| fits) {
            line.end += 1;
        } else {
            lines.push(index..index + 1);
            used = 0;
        }
        used = used.saturating_add(*wide).saturating_add(BETWEEN);
    }
    lines
}

pub(super) fn cells(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

pub(super) struct Painter<'a> {
    pub theme: Theme,
    pub buffer: &'a mut Buffer,
    pub hits: HitMap,
}

impl<'a> Painter<'a> {
    pub fn new(theme: Theme, buffer: &'a mut Buffer) -> Self {
        Self {
            hits: HitMap::default(),
            theme,
            buffer,
        }
    }

    /// Writes a text in an area, cut at its right edge. Returns the column after it.
    pub fn write(&mut self, area: Rect, (x, y): (u16, u16), text: &str, style: Style) -> u16 {
        if area.contains(Position { x, y }) {
            let room = usize::from(area.right() - x);
            self.buffer.set_stringn(x, y, text, room, style).0
        } else {
            x.min(area.right())
        }
    }

    pub fn put(&mut self, at: (u16, u16), text: &str, style: Style) {
        self.write(self.buffer.area, at, text, style);
    }

    /// Writes a text in the first row of an area, with an ellipsis if it is too long.
    pub fn line(&mut self, area: Rect, text: &str, style: Style) {
        self.write(area, (area.x, area.y), &cut(text, area.width), style);
    }

    pub fn sign(&mut self, at: (u16, u16), sign: char, style: Style) {
        self.buffer[at].set_char(sign).set_style(style);
    }

    /// Draws an area without colour, each cell as its column and row within the area give it; a blank as a point, for it is not nothing.
    pub fn signs(&mut self, area: Rect, sign: impl Fn(usize, usize) -> char) {
        for at in area.positions() {
            let sign = match sign((at.x - area.x).into(), (at.y - area.y).into()) {
                ' ' => '·',
                sign => sign,
            };
            self.sign(at.into(), sign, Style::new());
        }
    }

    /// Writes what follows from a picture, in as many lines as it needs.
    pub fn sentence(&mut self, text: &str, area: Rect) {
        let text = Paragraph::new(Line::styled(text, self.theme.dim()));
        text.wrap(Wrap { trim: true }).render(area, self.buffer);
    }
}

/// Parts of an area; where there is less than is asked for, all there is.
pub(super) trait Parts {
    fn first_rows(self, rows: u16) -> Self;
    fn first_columns(self, columns: u16) -> Self;
    fn below(self, rows: u16) -> Self;
    fn beside(self, columns: u16) -> Self;
}

impl Parts for Rect {
    fn first_rows(self, rows: u16) -> Self {
        let height = rows.min(self.height);
        Self { height, ..self }
    }

    fn first_columns(self, columns: u16) -> Self {
        let width = columns.min(self.width);
        Self { width, ..self }
    }

    fn below(self, rows: u16) -> Self {
        let rows = rows.min(self.height);
        Self::new(self.x, self.y + rows, self.width, self.height - rows)
    }

    fn beside(self, columns: u16) -> Self {
        let columns = columns.min(self.width);
        Self::new(self.x + columns, self.y, self.width - columns, self.height)
    }
}

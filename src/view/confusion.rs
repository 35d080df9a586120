//! Who was taken for whom: counts with the names of the classes, and the per cent of each row.
//!
//! Where the names do not fit above their columns, numbers stand there, which the rows explain; where the columns do not fit either, those
//! that are left out are counted together, and the window follows the chosen entry.

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::painter::{Painter, Parts as _, cells};
use crate::scene::wrap::{cut_in_middle, padded, widest, width, wrap};
use crate::scene::{Matrix, Target};

/// The least room for the name of a class beside its row, and above its column.
const NAME: u16 = 8;
const HEAD: u16 = 5;
/// The columns of a per cent with a blank before it.
const SHARE: u16 = 5;
/// The head of the counts that have no column.
const OTHERS: &str = "others";
const CORRECT: &str = "correct";

struct Table<'m> {
    matrix: &'m Matrix,
    rows: Range<usize>,
    columns: Range<usize>,
    /// True if numbers stand for the classes above their columns.
    is_numbered: bool,
    /// True if each count has its per cent.
    has_shares: bool,
    /// The widths of the heads of the rows and of an entry, and the gap between two of them.
    head: u16,
    entry: u16,
    gap: u16,
}

/// Draws the counts, and below them what follows.
pub(super) fn draw(matrix: &Matrix, verdict: &str, area: Rect, painter: &mut Painter) {
    let lines = if verdict.is_empty() {
        0
    } else {
        cells(wrap(verdict, area.width).len())
    };
    let below = lines.min(area.height / 3);
    let table = Table::new(matrix, area.first_rows(area.height - below));
    let y = table.draw(area, painter);
    // With air above where there is room for it.
    let y = (y + 1).min(area.bottom() - below);
    painter.sentence(verdict, area.below(y - area.y));
}

/// A window of so many places among `count` that shows one of them, if one is chosen.
fn window(count: usize, room: usize, chosen: Option<usize>) -> Range<usize> {
    let room = room.clamp(1, count.max(1));
    let first = chosen.map_or(0, |chosen| chosen.saturating_sub(room / 2));
    let first = first.min(count.saturating_sub(room));
    first..(first + room).min(count)
}

/// The digits of the largest count.
fn digits(matrix: &Matrix) -> u16 {
    let counts = matrix.entries.iter().flatten().flatten();
    widest(counts.map(|count| format!("{count:.0}")))
}

impl<'m> Table<'m> {
    fn new(matrix: &'m Matrix, area: Rect) -> Self {
        let (count, chosen) = (matrix.entries.len(), matrix.selected);
        // One row is that of the heads; where some are left out, one says so.
        let high = usize::from(area.height.saturating_sub(1));
        let high = if count > high {
            high.saturating_sub(1)
        } else {
            high
        };
        let rows = window(count, high, chosen.map(|(row, _)| row));
        let whole = Self {
            matrix,
            rows,
            columns: 0..count,
            is_numbered: false,
            has_shares: false,
            head: widest(&matrix.rows),
            entry: digits(matrix),
            gap: 2,
        };
        whole
            .named(area.width)
            .unwrap_or_else(|| whole.numbered(area.width, chosen))
    }

    /// The counts below the names of their classes, shortened where that leaves them different.
    fn named(&self, room: u16) -> Option<Self> {
        let (matrix, longest) = (self.matrix, widest(&self.matrix.columns));
        let head = self.head.min((room / 4).max(NAME));
        let each = room.checked_sub(head + width(CORRECT) + 1)? / cells(self.columns.len()).max(1);
        let (entry, gap) = (
            each.checked_sub(self.gap)?
                .min(longest.max(self.entry + SHARE)),
            self.gap,
        );
        let short = |name: &String| cut_in_middle(name, entry);
        let mut names: Vec<String> = matrix.columns.iter().map(short).collect();
        names.sort();
        names.dedup();
        let fits =
            entry >= longest.min(HEAD).max(self.entry) && names.len() == matrix.columns.len();
        fits.then(|| Self {
            rows: self.rows.clone(),
            columns: self.columns.clone(),
            has_shares: entry >= self.entry + SHARE,
            head,
            entry,
            gap,
            ..*self
        })
    }

    /// The counts below the numbers of their classes, as many as fit.
    fn numbered(&self, room: u16, chosen: Option<(usize, usize)>) -> Self {
        let count = self.columns.len();
        let number = width(&count.saturating_sub(1).to_string());
        let entry = self.entry.max(number);
        let is_bare = (0..count).all(|row| self.is_number(row));
        let whole = if is_bare {
            number
        } else {
            number + 1 + self.head
        };
        let free = room.saturating_sub(whole.min(number + 1 + NAME) + SHARE + 1);
        let number = entry + 1;
        let all = cells(count).saturating_mul(number);
        let others = width(OTHERS) + 1;
        let columns = if all <= free {
            0..count
        } else {
            let most = usize::from(free.saturating_sub(others) / number);
            window(count, most, chosen.map(|(_, column)| column))
        };
        let left_out = if columns.len() < count { others } else { 0 };
        let used = cells(columns.len()) * number + left_out + SHARE + 1;
        Self {
            rows: self.rows.clone(),
            is_numbered: true,
            head: whole.min(room.saturating_sub(used)),
            entry,
            gap: 1,
            columns,
            ..*self
        }
    }

    /// Draws it, and returns the row below it.
    fn draw(&self, area: Rect, painter: &mut Painter) -> u16 {
        let dim = painter.theme.dim();
        for column in self.columns.clone() {
            let name = padded(&self.head_of(column), self.entry, true);
            painter.write(area, (self.x(area, column), area.y), &name, dim);
        }
        let mut x = self.x(area, self.columns.end);
        if self.others(0).is_some() {
            painter.write(area, (x, area.y), OTHERS, dim);
            x += width(OTHERS) + 1;
        }
        let room = area.right().saturating_sub(x);
        let correct = if width(CORRECT) <= room {
            CORRECT
        } else {
            "✓"
        };
        painter.write(area, (x, area.y), &padded(correct, SHARE - 1, true), dim);
        let mut y = area.y + 1;
        for row in self.rows.clone() {
            self.draw_row(row, area.below(y - area.y), painter);
            y += 1;
        }
        let left_out = self.matrix.entries.len() - self.rows.len();
        if left_out > 0 {
            let (first, last) = (self.rows.start, self.rows.end - 1);
            let text = format!("… {left_out} more: here {first} to {last}, ↑↓ the others");
            painter.line(area.below(y - area.y), &text, dim);
            y += 1;
        }
        y
    }

    fn draw_row(&self, row: usize, area: Rect, painter: &mut Painter) {
        let dim = painter.theme.dim();
        painter.write(area, (area.x, area.y), &self.name_of(row), dim);
        for column in self.columns.clone() {
            let at = Rect::new(self.x(area, column), area.y, self.entry, 1).intersection(area);
            self.draw_entry((row, column), at, painter);
        }
        let mut x = self.x(area, self.columns.end);
        if let Some(others) = self.others(row) {
            let text = padded(&format!("{others:.0}"), width(OTHERS), true);
            painter.write(area, (x, area.y), &text, or_dim(others, dim));
            x += width(OTHERS) + 1;
        }
        let share = self
            .matrix
            .share((row, row))
            .map_or("–".to_owned(), whole_percent);
        painter.write(
            area,
            (x, area.y),
            &padded(&share, last(x, area), true),
            Style::new(),
        );
    }

    fn draw_entry(&self, at: (usize, usize), area: Rect, painter: &mut Painter) {
        let Some(count) = self.matrix.at(at) else {
            return;
        };
        let theme = painter.theme;
        let is_correct = at.0 == at.1 && count > 0.0;
        let mut style = if self.matrix.worst.contains(&at) {
            theme.wrong()
        } else if is_correct {
            theme.right()
        } else {
            or_dim(count, theme.dim())
        };
        if self.matrix.selected == Some(at) {
            style = style.reversed();
        }
        let share = self
            .matrix
            .share(at)
            .filter(|share| self.has_shares && *share > 0.0);
        let room = if self.has_shares {
            self.entry - SHARE
        } else {
            self.entry
        };
        let text = padded(&format!("{count:.0}"), room, true);
        let share = share.map_or(String::new(), whole_percent);
        let share = if self.has_shares {
            padded(&share, SHARE, true)
        } else {
            share
        };
        painter.write(area, (area.x, area.y), &(text + &share), style);
        if self.matrix.worst.contains(&at) && area.right() < painter.buffer.area.right() {
            painter.put((area.right(), area.y), "✗", theme.wrong());
        }
        let (row, column) = at;
        let target = Target::Entry {
            matrix: 0,
            row,
            column,
        };
        painter.hits.add(area, target);
    }

    fn x(&self, area: Rect, column: usize) -> u16 {
        let place = cells(column - self.columns.start);
        area.x + self.head + 1 + place * (self.entry + self.gap)
    }

    fn head_of(&self, column: usize) -> String {
        if self.is_numbered {
            column.to_string()
        } else {
            cut_in_middle(&self.matrix.columns[column], self.entry)
        }
    }

    /// True if the name of a class is its number.
    fn is_number(&self, row: usize) -> bool {
        self.matrix.rows[row] == row.to_string()
    }

    fn name_of(&self, row: usize) -> String {
        let name = &self.matrix.rows[row];
        if !self.is_numbered || self.is_number(row) {
            return cut_in_middle(name, self.head);
        }
        let number = format!("{row} ");
        let name = cut_in_middle(name, self.head.saturating_sub(width(&number)));
        number + &name
    }

    /// The counts of a row that have no column here.
    fn others(&self, row: usize) -> Option<f64> {
        let all = self.matrix.entries.get(row)?;
        let is_shown = |column: &usize| self.columns.contains(column);
        let others = (0..all.len()).filter(|column| !is_shown(column));
        let counts: Vec<f64> = others.filter_map(|column| all[column]).collect();
        (self.columns.len() < all.len()).then(|| counts.iter().sum())
    }
}

/// The width of the last column, which begins at x: that of its head if there is room.
fn last(x: u16, area: Rect) -> u16 {
    let room = area.right().saturating_sub(x);
    if width(CORRECT) <= room {
        width(CORRECT)
    } else {
        SHARE - 1
    }
}

fn or_dim(count: f64, dim: Style) -> Style {
    if count > 0.0 { Style::new() } else { dim }
}

/// A share in per cent without decimals. What is not all is not called all.
fn whole_percent(share: f64) -> String {
    match (share * 100.0).round() {
        whole if whole >= 100.0 && share < 1.0 => "99%".to_owned(),
        whole if whole < 1.0 && share > 0.0 => "<1%".to_owned(),
        whole => format!("{whole:.0}%"),
    }
}

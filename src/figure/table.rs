//! A table as books set it: three rules, no boxes, numbers at the right.

use super::canvas::{Canvas, Stroke};
use super::text::{Anchor, Rect, Text};
use super::theme::Tone;
use crate::scene::colour::of_class;
use crate::scene::{Table, TableRow};

/// The height of a row, and the room around the rules.
const ROW: f64 = 25.0;
const AROUND: f64 = 7.0;
/// The room between columns, and how wide one may be.
const APART: f64 = 26.0;
const WIDEST: f64 = 280.0;
const NARROWEST: f64 = 300.0;
/// Of more rows than these the rest is counted.
const MAX_ROWS: usize = 40;
/// A line of the sentence below.
const LINE: f64 = 20.0;

/// Where the columns are, and how they are set.
struct Columns {
    widths: Vec<f64>,
    numeric: Vec<bool>,
    signs: f64,
}

impl Columns {
    fn new(table: &Table) -> Self {
        let most = table.rows.iter().map(|row| row.cells.len());
        let count = most.chain([table.columns.len()]).max().unwrap_or(0);
        let numeric = (0..count).map(|column| is_numeric(table, column)).collect();
        let widths = (0..count).map(|column| width(table, column)).collect();
        let signs = if table.rows.iter().any(|row| row.right.is_some()) {
            28.0
        } else {
            0.0
        };
        Self {
            widths,
            numeric,
            signs,
        }
    }

    fn width(&self) -> f64 {
        let columns: f64 = self.widths.iter().map(|width| width + APART).sum();
        columns + self.signs
    }
}

/// Whether all that stands in a column is a number.
fn is_numeric(table: &Table, column: usize) -> bool {
    let begins = |cell: &String| {
        let mut chars = cell.trim_start_matches(['−', '-', '+']).chars();
        chars
            .next()
            .is_none_or(|c| c.is_ascii_digit() || "∞·–…".contains(c))
            || cell == "NaN"
    };
    table
        .rows
        .iter()
        .filter_map(|row| row.cells.get(column))
        .all(begins)
}

fn width(table: &Table, column: usize) -> f64 {
    let cells = table.rows.iter().take(MAX_ROWS);
    let cells = cells.filter_map(|row| Some(cell(row.cells.get(column)?).width()));
    let head = table
        .columns
        .get(column)
        .map(|(name, letter)| head(name, *letter).width());
    cells.chain(head).fold(0.0, f64::max).min(WIDEST)
}

fn cell(words: &str) -> Text {
    Text::new(words)
}

fn head(words: &str, letter: Option<char>) -> Text {
    Text::toned(words, Tone::of_letter(letter)).bold()
}

pub(super) fn size(table: &Table) -> (f64, f64) {
    let width = Columns::new(table).width().max(NARROWEST);
    let rows = shown(table) as f64 + 1.0;
    let verdict = verdict(table, width).len() as f64;
    (width, ROW * rows + 5.0 * AROUND + LINE * verdict)
}

/// How many rows there are below the head, with the one that counts what is left out.
fn shown(table: &Table) -> usize {
    table.rows.len().min(MAX_ROWS + 1)
}

fn verdict(table: &Table, width: f64) -> Vec<Text> {
    Text::wrapped(&table.verdict, 13.0, Tone::Text, width)
}

pub(super) fn draw(table: &Table, canvas: &mut Canvas, room: Rect) {
    let columns = Columns::new(table);
    let left = room.centre().0 - columns.width() / 2.0;
    let wide = Rect::new(left, room.top, columns.width(), room.height());
    let mut top = room.top + 1.0;
    rule(canvas, &wide, top, 1.8);
    top += AROUND;
    for (number, (name, letter)) in table.columns.iter().enumerate() {
        set(canvas, &columns, number, (left, top), head(name, *letter));
    }
    top += ROW + AROUND / 2.0;
    rule(canvas, &wide, top, 0.9);
    top += AROUND;
    for row in table.rows.iter().take(MAX_ROWS) {
        draw_row(canvas, &columns, row, (left, top));
        top += ROW;
    }
    if table.rows.len() > MAX_ROWS {
        let more = format!("{} more", table.rows.len() - MAX_ROWS);
        let text = Text::words(&more, Tone::Faint).size(12.0);
        canvas.text(
            (left + APART / 2.0, top + ROW / 2.0 + text.sink()),
            Anchor::Start,
            text,
        );
        top += ROW;
    }
    rule(canvas, &wide, top + AROUND / 2.0, 1.8);
    top += 2.0 * AROUND;
    for (number, line) in verdict(table, room.width()).into_iter().enumerate() {
        let y = top + LINE * (number as f64 + 0.5) + line.sink();
        canvas.text((left, y), Anchor::Start, line);
    }
}

fn rule(canvas: &mut Canvas, room: &Rect, y: f64, width: f64) {
    let stroke = Stroke::new(Tone::Text, width);
    canvas.line([(room.left, y), (room.right, y)], stroke);
}

fn draw_row(canvas: &mut Canvas, columns: &Columns, row: &TableRow, (left, top): (f64, f64)) {
    for (number, words) in row.cells.iter().enumerate() {
        set(canvas, columns, number, (left, top), cell(words));
    }
    let sign = match row.right {
        None => return,
        Some(true) => Text::words("✓", Tone::Class(2)),
        Some(false) => Text::words("✗", Tone::Exactly(of_class(4))).bold(),
    };
    let x = left + columns.width() - columns.signs / 2.0 - 4.0;
    canvas.text((x, top + ROW / 2.0 + sign.sink()), Anchor::Middle, sign);
}

/// Sets a text in a column: numbers at its right, words at its left.
fn set(canvas: &mut Canvas, columns: &Columns, number: usize, (left, top): (f64, f64), text: Text) {
    let before: f64 = columns.widths[..number]
        .iter()
        .map(|width| width + APART)
        .sum();
    let width = columns.widths[number];
    let text = text.fit(width + 0.1);
    let x = left + before + APART / 2.0;
    let y = top + ROW / 2.0 + text.sink();
    if columns.numeric[number] {
        canvas.text((x + width, y), Anchor::End, text);
    } else {
        canvas.text((x, y), Anchor::Start, text);
    }
}

//! Matrices side by side: entry by entry if they are small, as heat maps if they are large.

mod entries;
pub(super) mod heat;

use super::legend::{self, Entry, Sample, Sign};
use super::prelude::*;
use crate::scene::number::printed;
use crate::scene::{Matrices, Matrix};

/// A matrix with more columns or rows is a heat map, and so is one with more entries, unless they are counts.
const MAX_COLUMNS: usize = 14;
const MAX_ROWS: usize = 16;
const MAX_ENTRIES: usize = 60;
/// With more matrices than this, they are in a table.
const MAX_IN_LINE: usize = 4;
/// The space between matrices, and the maximum width of a row of them.
const APART: f64 = 40.0;
const WIDEST: f64 = 1100.0;
/// The height of the name of a matrix, of the heads of its columns, and of a line below.
const NAME: f64 = 28.0;
const HEADS: f64 = 22.0;
const LINE: f64 = 22.0;
/// Heads are cut to this width: the more there are, the narrower, but within limits.
const HEAD: f64 = 780.0;
const HEADS_AT_LEAST: f64 = 130.0;
const HEADS_AT_MOST: f64 = 250.0;
/// The minimum width of a sentence.
const NARROWEST: f64 = 320.0;

pub(super) fn draw(matrices: &Matrices, canvas: &mut Canvas) -> Drawn {
    let mut rows: Vec<Vec<(Canvas, Size)>> = Vec::new();
    // Many are a table of matrices: a row for each letter, and one below the other.
    let is_table = matrices.matrices.len() > MAX_IN_LINE;
    let mut letter = None;
    let widest = canvas.room.unwrap_or(WIDEST);
    for matrix in &matrices.matrices {
        let mut block = canvas.part();
        let size = if is_large(matrix) {
            heat::draw(matrix, &mut block)?
        } else {
            entries::draw(matrix, &mut block)
        };
        let goes_on = !is_table || letter == Some(matrix.letter);
        letter = Some(matrix.letter);
        match rows.last_mut() {
            Some(row) if goes_on && (is_table || row_width(row) + APART + size.0 <= widest) => {
                row.push((block, size));
            }
            _ => rows.push(vec![(block, size)]),
        }
    }
    if is_table {
        align(&mut rows);
    }
    if canvas.room.is_some() && rows.iter().any(|row| row_width(row) > widest) {
        let blocks = rows.into_iter().flatten();
        rows = blocks.map(|block| vec![block]).collect();
    }
    let width = largest(rows.iter().map(|row| row_width(row))).max(NARROWEST.min(widest));
    let mut top = 0.0;
    for row in rows {
        let mut left = (width - row_width(&row)) / 2.0;
        let height = largest(row.iter().map(|block| block.1.1));
        for (block, size) in row {
            canvas.place(block, (left, top));
            left += size.0 + APART;
        }
        top += height + LINE;
    }
    top = top - LINE + 8.0;
    let key = key(matrices);
    legend::draw_line(canvas, &key, (width / 2.0, top + LINE / 2.0));
    top += LINE * key.len().min(1) as f64;
    let mut verdict = Text::wrapped(&matrices.verdict, 13.0, width);
    if matrices.matrices.iter().any(|matrix| matrix.decimals == 0) {
        // A verdict on counts speaks of classes by their names, and of nothing that has a symbol.
        verdict = verdict.into_iter().map(Text::plain).collect();
    }
    canvas.lines((width / 2.0, top), LINE, Anchor::Center, &verdict);
    Ok((width, top + LINE * verdict.len() as f64))
}

fn is_large(matrix: &Matrix) -> bool {
    let (columns, rows) = (matrix.width(), matrix.entries.len());
    let is_long = columns > MAX_COLUMNS || rows > MAX_ROWS;
    is_long || matrix.decimals > 0 && columns * rows > MAX_ENTRIES
}

/// Gives the blocks of each column the width of the widest.
fn align(rows: &mut [Vec<(Canvas, Size)>]) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    for column in 0..columns {
        let blocks = || rows.iter().filter_map(|row| row.get(column));
        let width = largest(blocks().map(|block| block.1.0));
        for block in rows.iter_mut().filter_map(|row| row.get_mut(column)) {
            block.1.0 = width;
        }
    }
}

fn row_width(row: &[(Canvas, Size)]) -> f64 {
    let widths = row.iter().map(|(_, size)| size.0 + APART);
    widths.sum::<f64>() - APART
}

/// An entry as it is printed: a dot if it is not known yet.
fn display_entry(entry: Option<f64>, decimals: u8) -> String {
    entry.map_or("·".to_owned(), |value| printed(value, decimals))
}

/// The largest finite absolute value of an entry; 1 if there is none.
fn largest_entry(matrix: &Matrix) -> f64 {
    let entries = matrix.entries.iter().flatten().flatten();
    let sizes = entries.map(|value| value.abs());
    match largest(sizes.filter(|size| size.is_finite())) {
        0.0 => 1.0,
        largest => largest,
    }
}

/// Draws the name of a matrix over the middle of its entries, but within its width.
fn draw_name(matrix: &Matrix, canvas: &mut Canvas, middle: f64, width: f64) {
    let text = name(matrix).fit(width);
    let half = text.width() / 2.0;
    let middle = middle.clamp(half, (width - half).max(half));
    canvas.text((middle, 16.0), Anchor::Center, &text);
}

fn name(matrix: &Matrix) -> Text {
    let text = Text::toned(&matrix.name, ColorRole::of_letter(matrix.letter));
    text.size(15.0).bold()
}

/// One of the heads of the columns or of the rows. Those of counts are the names of classes.
fn head(words: &str, heads: &[String], matrix: &Matrix) -> Text {
    let width = (HEAD / heads.len() as f64).clamp(HEADS_AT_LEAST, HEADS_AT_MOST);
    let whole = Text::caption(words);
    if whole.width() <= width && matrix.decimals > 0 {
        whole
    } else {
        Text::name(words, ColorRole::Faint, width)
    }
}

fn heads_width(heads: &[String], matrix: &Matrix) -> f64 {
    widest(heads.iter().map(|words| head(words, heads, matrix)))
}

/// Draws the signs of the worst and of the selected entry into their cells.
fn draw_signs(matrix: &Matrix, canvas: &mut Canvas, cell: impl Fn((usize, usize), f64) -> Rect) {
    for &position in &matrix.worst {
        draw_worst(canvas, &cell(position, 2.5));
    }
    if let Some(position) = matrix.selected {
        draw_selected(canvas, &cell(position, 1.5));
    }
}

fn draw_selected(canvas: &mut Canvas, cell: &Rect) {
    canvas.outline(&cell.rounded(5.0), Stroke::new(ColorRole::Text, 2.2));
}

/// Draws a frame with a corner in the colour of a warning: the entry is wrong or worst.
fn draw_worst(canvas: &mut Canvas, cell: &Rect) {
    let warning = ColorRole::Exact(of_class(4));
    let reach = 9.0_f64.min(cell.width()).min(cell.height());
    let (right, top) = (cell.right, cell.top);
    canvas.outline(&cell.rounded(2.0), Stroke::new(warning, 1.4));
    let corner = [(right - reach, top), (right, top), (right, top + reach)];
    canvas.area(corner, warning);
}

fn key(matrices: &Matrices) -> Vec<Entry> {
    let entry = |has: fn(&Matrix) -> bool, sign: Sign, words| {
        let any = matrices.matrices.iter().any(has);
        any.then(|| Entry::key(Sample::Sign(sign), words))
    };
    let selected = entry(
        |matrix| matrix.selected.is_some(),
        draw_selected,
        "selected",
    );
    let is_counted = matrices.matrices.iter().any(|matrix| matrix.decimals == 0);
    let words = if is_counted {
        "most often wrong"
    } else {
        "stands out as worst"
    };
    let worst = entry(|matrix| !matrix.worst.is_empty(), draw_worst, words);
    selected.into_iter().chain(worst).collect()
}

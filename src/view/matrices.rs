//! Matrices entry by entry, or as heat maps where they are too large for that.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;
use ratatui::widgets::{Paragraph, Widget, Wrap};

use super::Hits;
use super::raster::{Dot, Raster};
use super::theme::{Theme, contrast};
use super::words::{cut, width};
use crate::scene::{Matrices, Matrix, Target, text};

/// The columns between two matrices.
const BETWEEN: u16 = 3;
/// The largest that an entry of a heat map is drawn, in dots.
const LARGEST: u16 = 4;

pub(super) fn draw(
    matrices: &Matrices,
    theme: Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut Hits,
) {
    if area.width < 12 || area.height < 3 || matrices.matrices.is_empty() {
        return;
    }
    let area = Rect {
        x: area.x + 1,
        width: area.width - 2,
        ..area
    };
    let lines = textwrap::wrap(&matrices.verdict, usize::from(area.width)).len() as u16;
    let verdict = if matrices.verdict.is_empty() {
        0
    } else {
        lines.min(area.height / 4)
    };
    let room = Rect {
        height: area.height - verdict,
        ..area
    };
    let mut pad = Pad {
        theme,
        buffer,
        hits,
    };
    let places = whole(&matrices.matrices, room);
    let is_whole = places.is_some();
    let places = places.unwrap_or_else(|| shared(&matrices.matrices, room));
    let mut bottom = room.y;
    for (number, (matrix, place)) in matrices.matrices.iter().zip(&places).enumerate() {
        let end = if is_whole || size(matrix).0 <= place.width && size(matrix).1 <= place.height {
            pad.entries(number, matrix, *place)
        } else {
            pad.heat_map(number, matrix, *place)
        };
        bottom = bottom.max(end);
    }
    // With air above where there is room for it.
    let y = (bottom + 1).min(area.bottom() - verdict);
    let below = Rect {
        y,
        height: area.bottom() - y,
        ..area
    };
    Paragraph::new(Line::styled(matrices.verdict.clone(), theme.dim()))
        .wrap(Wrap { trim: true })
        .render(below, pad.buffer);
}

/// The widths of the heads of the rows and of an entry, which do not change while the numbers are small.
fn widths(matrix: &Matrix) -> (u16, u16) {
    let head = matrix
        .rows
        .iter()
        .map(|head| width(head))
        .max()
        .unwrap_or(0);
    let entries = matrix.entries.iter().flatten().flatten();
    let widest = entries
        .map(|value| width(&text(*value, matrix.decimals)))
        .max()
        .unwrap_or(1);
    let heads = matrix
        .columns
        .iter()
        .map(|head| width(head))
        .max()
        .unwrap_or(1);
    let usual = if matrix.decimals == 0 {
        3
    } else {
        u16::from(matrix.decimals) + 3
    };
    (head, widest.max(heads).max(usual))
}

/// How many columns and rows a matrix takes entry by entry. A column beside it is kept for the sign of the worst entry.
fn size(matrix: &Matrix) -> (u16, u16) {
    let (head, entry) = widths(matrix);
    let columns = matrix
        .columns
        .len()
        .max(matrix.entries.iter().map(Vec::len).max().unwrap_or(0));
    let wide = usize::from(head) + columns * usize::from(entry + 2) + 1;
    let named = width(&name(matrix)).max(u16::try_from(wide).unwrap_or(u16::MAX));
    (
        named,
        u16::try_from(matrix.entries.len() + 2).unwrap_or(u16::MAX),
    )
}

/// The name with the shape.
fn name(matrix: &Matrix) -> String {
    format!(
        "{}  {}×{}",
        matrix.name,
        matrix.entries.len(),
        matrix.columns.len()
    )
}

/// The places of all matrices entry by entry, side by side and below each other like words; none if they do not fit.
fn whole(matrices: &[Matrix], area: Rect) -> Option<Vec<Rect>> {
    let (mut x, mut y, mut high) = (area.x, area.y, 0);
    let mut places = Vec::new();
    for (wide, height) in matrices.iter().map(size) {
        if x > area.x && u32::from(x) + u32::from(wide) > u32::from(area.right()) {
            (x, y, high) = (area.x, y + high + 1, 0);
        }
        let place = Rect::new(x, y, wide, height);
        if u32::from(x) + u32::from(wide) > u32::from(area.right())
            || u32::from(y) + u32::from(height) > u32::from(area.bottom())
        {
            return None;
        }
        places.push(place);
        x = place.right() + BETWEEN;
        high = high.max(height);
    }
    Some(places)
}

/// Equal shares of an area, in the direction in which it is longer.
fn shared(matrices: &[Matrix], area: Rect) -> Vec<Rect> {
    let count = matrices.len() as u16;
    // A cell is twice as high as it is wide.
    if area.width >= 2 * area.height {
        let wide = (area.width + BETWEEN) / count;
        (0..count)
            .map(|n| Rect {
                x: area.x + n * wide,
                width: wide.saturating_sub(BETWEEN),
                ..area
            })
            .collect()
    } else {
        let high = (area.height + 1) / count;
        (0..count)
            .map(|n| Rect {
                y: area.y + n * high,
                height: high.saturating_sub(1),
                ..area
            })
            .collect()
    }
}

struct Pad<'a> {
    theme: Theme,
    buffer: &'a mut Buffer,
    hits: &'a mut Hits,
}

impl Pad<'_> {
    fn title(&mut self, matrix: &Matrix, area: Rect) {
        let style = self
            .theme
            .letter(matrix.letter)
            .add_modifier(Modifier::BOLD);
        self.buffer
            .set_string(area.x, area.y, cut(&name(matrix), area.width), style);
    }

    /// A matrix entry by entry. Returns where it ends.
    fn entries(&mut self, number: usize, matrix: &Matrix, area: Rect) -> u16 {
        self.title(matrix, area);
        let (head, entry) = widths(matrix);
        let wide = usize::from(entry);
        let column = |n: usize| area.x + head + 2 + n as u16 * (entry + 2);
        for (n, name) in matrix.columns.iter().enumerate() {
            self.buffer.set_string(
                column(n),
                area.y + 1,
                format!("{name:>wide$}"),
                self.theme.dim(),
            );
        }
        let heads = matrix
            .rows
            .iter()
            .map(String::as_str)
            .chain(std::iter::repeat(""));
        for ((row, entries), (y, name)) in matrix
            .entries
            .iter()
            .enumerate()
            .zip((area.y + 2..).zip(heads))
        {
            self.buffer.set_string(area.x, y, name, self.theme.dim());
            for (n, value) in entries.iter().enumerate() {
                let text = value.map_or_else(
                    || unknown(matrix, wide),
                    |value| text(value, matrix.decimals),
                );
                let is_worst = matrix.worst == Some((row, n));
                let mut style = if is_worst {
                    self.theme.wrong()
                } else {
                    Style::new()
                };
                if matrix.selected == Some((row, n)) {
                    style = style.add_modifier(Modifier::REVERSED);
                }
                self.buffer
                    .set_string(column(n), y, format!("{text:>wide$}"), style);
                if is_worst {
                    self.buffer
                        .set_string(column(n) + entry, y, "✗", self.theme.wrong());
                }
                self.hits.add(
                    Rect::new(column(n), y, entry, 1),
                    Target::Entry {
                        matrix: number,
                        row,
                        column: n,
                    },
                );
            }
        }
        area.y + 2 + matrix.entries.len() as u16
    }

    /// A matrix as a heat map, with the number of the selected entry below it. Returns where it ends.
    fn heat_map(&mut self, number: usize, matrix: &Matrix, area: Rect) -> u16 {
        if area.height < 4 || area.width < 4 {
            return area.y;
        }
        self.title(matrix, area);
        let map = HeatMap::new(
            matrix,
            Rect {
                y: area.y + 1,
                height: area.height - 3,
                ..area
            },
        );
        map.draw(self.theme, self.buffer);
        for (column, row) in map.cells() {
            let (r, c) = map.entry(column, 2 * row);
            let place = Rect::new(map.area.x + column, map.area.y + row, 1, 1);
            self.hits.add(
                place,
                Target::Entry {
                    matrix: number,
                    row: r,
                    column: c,
                },
            );
        }
        let mut y = map.area.bottom();
        for (place, style, sign) in [
            (matrix.selected, self.theme.focus(), '◉'),
            (matrix.worst, self.theme.wrong(), '✗'),
        ] {
            let Some((row, column)) = place else { continue };
            if let Some(place) = map.place(row, column) {
                let over = if sign == '◉' {
                    style
                } else {
                    self.theme
                        .over(self.theme.diverging(map.share(row, column)))
                };
                self.buffer[place].set_char(sign).set_style(over);
            }
            let value = matrix
                .entries
                .get(row)
                .and_then(|row| row.get(column))
                .copied()
                .flatten();
            let value = value.map_or_else(|| "·".to_owned(), |value| text(value, matrix.decimals));
            let head = |heads: &[String], n: usize| heads.get(n).cloned().unwrap_or_default();
            let line = format!(
                "{sign} {}, {}: {value}",
                head(&matrix.rows, row),
                head(&matrix.columns, column)
            );
            if y < area.bottom() {
                self.buffer.set_string(
                    area.x,
                    y,
                    cut(&line, area.width),
                    if sign == '◉' {
                        self.theme.title()
                    } else {
                        style
                    },
                );
                y += 1;
            }
        }
        y
    }
}

/// A dot where the point of a number would be.
fn unknown(matrix: &Matrix, wide: usize) -> String {
    let after = usize::from(matrix.decimals).min(wide.saturating_sub(1));
    format!("·{:after$}", "")
}

/// Entries as dots: larger than one dot each where there is room, or several in one dot where there is not.
struct HeatMap<'a> {
    matrix: &'a Matrix,
    area: Rect,
    rows: usize,
    columns: usize,
    largest: f64,
}

impl<'a> HeatMap<'a> {
    fn new(matrix: &'a Matrix, room: Rect) -> Self {
        let rows = matrix.entries.len().max(1);
        let columns = matrix
            .entries
            .iter()
            .map(Vec::len)
            .max()
            .unwrap_or(0)
            .max(1);
        let scale = (usize::from(room.width) / columns)
            .min(2 * usize::from(room.height) / rows)
            .min(LARGEST.into());
        let fitting = |count: usize, dots: usize| {
            if scale == 0 {
                count.min(dots)
            } else {
                count * scale
            }
        };
        let (wide, high) = (
            fitting(columns, room.width.into()),
            fitting(rows, 2 * usize::from(room.height)),
        );
        let entries = matrix
            .entries
            .iter()
            .flatten()
            .flatten()
            .map(|value| value.abs());
        Self {
            matrix,
            area: Rect {
                width: wide as u16,
                height: high.div_ceil(2) as u16,
                ..room
            },
            rows,
            columns,
            largest: entries
                .filter(|size| size.is_finite())
                .fold(f64::MIN_POSITIVE, f64::max),
        }
    }

    fn cells(&self) -> impl Iterator<Item = (u16, u16)> + use<> {
        let area = self.area;
        (0..area.height).flat_map(move |row| (0..area.width).map(move |column| (column, row)))
    }

    fn dots(&self) -> (usize, usize) {
        (
            usize::from(self.area.width),
            2 * usize::from(self.area.height),
        )
    }

    /// Row and column of the entry in a dot.
    fn entry(&self, x: u16, y: u16) -> (usize, usize) {
        let (wide, high) = self.dots();
        let of = |dot: u16, count: usize, dots: usize| {
            (usize::from(dot) * count / dots.max(1)).min(count - 1)
        };
        (of(y, self.rows, high), of(x, self.columns, wide))
    }

    /// The cell in the middle of an entry.
    fn place(&self, row: usize, column: usize) -> Option<(u16, u16)> {
        let (wide, high) = self.dots();
        let x = (2 * column + 1) * wide / (2 * self.columns);
        let y = (2 * row + 1) * high / (2 * self.rows) / 2;
        let place = (self.area.x + x as u16, self.area.y + y as u16);
        (self.area.contains(place.into())).then_some(place)
    }

    /// An entry compared with the largest.
    fn share(&self, row: usize, column: usize) -> f64 {
        let value = self
            .matrix
            .entries
            .get(row)
            .and_then(|row| row.get(column))
            .copied()
            .flatten();
        value.map_or(0.0, |value| value / self.largest)
    }

    fn draw(&self, theme: Theme, buffer: &mut Buffer) {
        let share = |x: u16, y: u16| {
            let (row, column) = self.entry(x, y);
            self.share(row, column)
        };
        if theme == Theme::Plain {
            for (column, row) in self.cells() {
                let (above, below) = (share(column, 2 * row), share(column, 2 * row + 1));
                let (symbol, style) = theme.heat(above.abs(), below.abs());
                let symbol = if symbol == ' ' { '·' } else { symbol };
                buffer[(self.area.x + column, self.area.y + row)]
                    .set_char(symbol)
                    .set_style(style);
            }
            return;
        }
        let mut raster = Raster::new(self.area);
        let known = contrast(theme.diverging(0.0));
        for (column, row) in self.cells() {
            for y in [2 * row, 2 * row + 1] {
                let share = share(column, y);
                let colour = if share.is_finite() {
                    theme.diverging(share)
                } else {
                    known
                };
                raster.set(column.into(), y.into(), Dot::Paint(theme.colour(colour)));
            }
        }
        raster.render(theme, self.area, buffer);
    }
}

//! Matrices entry by entry, or as heat maps where they are too large for that.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;
use ratatui::widgets::{Paragraph, Widget, Wrap};

use super::HitMap;
use super::heat_map::HeatMap;
use super::theme::Theme;
use crate::scene::number::entry;
use crate::scene::wrap::{cut, cut_in_middle, padded, width, wrap};
use crate::scene::{Matrices, Matrix, Target, text};

/// The columns between two matrices.
const BETWEEN: u16 = 3;
/// Less room than this, across or down, and a map does without its key.
const KEY: (u16, u16) = (20, 8);

pub(super) fn draw(
    matrices: &Matrices,
    theme: Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    if area.width < 12 || area.height < 3 || matrices.matrices.is_empty() {
        return;
    }
    let area = Rect {
        x: area.x + 1,
        width: area.width - 2,
        ..area
    };
    let lines = wrap(&matrices.verdict, area.width).len() as u16;
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
    if let [matrix] = matrices.matrices.as_slice()
        && !fits(matrix, room)
        && pad.alone(matrix, &matrices.verdict, area)
    {
        return;
    }
    let places = whole(&matrices.matrices, room, 1).or_else(|| whole(&matrices.matrices, room, 0));
    let is_whole = places.is_some();
    let has_key = !is_whole && room.width >= KEY.0 && room.height >= KEY.1;
    let above_key = Rect {
        height: room.height - u16::from(has_key),
        ..room
    };
    let places = places.unwrap_or_else(|| shared(&matrices.matrices, above_key));
    let (mut bottom, mut has_map) = (room.y, false);
    for (number, (matrix, place)) in matrices.matrices.iter().zip(&places).enumerate() {
        let end = if is_whole || size(matrix).0 <= place.width && size(matrix).1 <= place.height {
            pad.entries(number, matrix, *place)
        } else {
            let end = pad.heat_map(number, matrix, *place);
            has_map |= end > place.y;
            end
        };
        bottom = bottom.max(end);
    }
    if has_key && has_map {
        pad.key((area.x, bottom));
        bottom += 1;
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
        .map(|value| width(&entry(*value, matrix.decimals)))
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

/// Whether a matrix fits entry by entry.
fn fits(matrix: &Matrix, area: Rect) -> bool {
    let (wide, high) = size(matrix);
    wide <= area.width && high <= area.height
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

/// The places of all matrices entry by entry, side by side and, with some air, below each other like words; none if they do
/// not fit.
fn whole(matrices: &[Matrix], area: Rect, air: u16) -> Option<Vec<Rect>> {
    let (mut x, mut y, mut high) = (area.x, area.y, 0);
    let mut places = Vec::new();
    for (wide, height) in matrices.iter().map(size) {
        if x > area.x && u32::from(x) + u32::from(wide) > u32::from(area.right()) {
            (x, y, high) = (area.x, y + high + air, 0);
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

/// Where the entries of a matrix stand.
struct Places {
    /// The column of the heads of the rows and the row of the heads of the columns.
    heads: (u16, u16),
    /// The first column of entries.
    first: u16,
    /// From one column of entries to the next.
    step: u16,
    /// How wide an entry is.
    entry: u16,
}

struct Pad<'a> {
    theme: Theme,
    buffer: &'a mut Buffer,
    hits: &'a mut HitMap,
}

impl Pad<'_> {
    fn title(&mut self, matrix: &Matrix, area: Rect) {
        let style = self
            .theme
            .letter(matrix.letter)
            .add_modifier(Modifier::BOLD);
        self.buffer.set_string(
            area.x,
            area.y,
            cut_in_middle(&name(matrix), area.width),
            style,
        );
    }

    /// What stands for entries above and below 0 on a heat map.
    fn key(&mut self, (mut x, y): (u16, u16)) {
        for (end, word) in [(1.0, "above 0"), (-1.0, "below 0")] {
            let (sign, style) = match self.theme {
                Theme::Plain => (Theme::signed_heat(end), Style::new()),
                theme => ('█', Style::new().fg(theme.colour(theme.diverging(end)))),
            };
            self.buffer[(x, y)].set_char(sign).set_style(style);
            self.buffer.set_string(x + 2, y, word, self.theme.dim());
            x += 4 + width(word);
        }
    }

    /// A single matrix that is too high to have its name above it: the name stands in the row of the heads, and what follows
    /// beside the entries, or below them where it fits there. Returns whether there is room for that.
    fn alone(&mut self, matrix: &Matrix, verdict: &str, area: Rect) -> bool {
        let (head, entry) = widths(matrix);
        let columns = matrix.entries.iter().map(Vec::len).max().unwrap_or(0) as u16;
        let rows = matrix.entries.len() as u16;
        let named = |name: &str, gap: u16| {
            let left = width(name).max(head);
            let wide = u32::from(left) + u32::from(columns) * u32::from(entry + gap) + 1;
            (wide <= u32::from(area.width)).then_some((left, gap, wide as u16))
        };
        let name = name(matrix);
        let forms = [(&name, 2), (&matrix.name, 2), (&name, 1), (&matrix.name, 1)];
        let found = forms.into_iter().find_map(|(name, gap)| {
            let (left, gap, wide) = named(name, gap)?;
            Some((name.clone(), left, gap, wide))
        });
        let Some((name, left, gap, wide)) = found.filter(|_| rows < area.height) else {
            return false;
        };
        let style = self
            .theme
            .letter(matrix.letter)
            .add_modifier(Modifier::BOLD);
        self.buffer.set_string(area.x, area.y, &name, style);
        let places = Places {
            heads: (area.x + left - head, area.y),
            first: area.x + left + gap,
            step: entry + gap,
            entry,
        };
        let y = self.table(0, matrix, &places);
        let beside = Rect {
            x: (area.x + wide + 2).min(area.right()),
            width: area.width.saturating_sub(wide + 2),
            ..area
        };
        let below = Rect {
            y,
            height: area.bottom() - y,
            ..area
        };
        let lines = |room: Rect| wrap(verdict, room.width).len();
        let holds = |room: &Rect| room.width >= 12 && lines(*room) <= room.height.into();
        if let Some(room) = [below, beside].into_iter().find(holds) {
            Paragraph::new(Line::styled(verdict.to_owned(), self.theme.dim()))
                .wrap(Wrap { trim: true })
                .render(room, self.buffer);
        }
        true
    }

    /// A matrix entry by entry. Returns where it ends.
    fn entries(&mut self, number: usize, matrix: &Matrix, area: Rect) -> u16 {
        self.title(matrix, area);
        let (head, entry) = widths(matrix);
        let places = Places {
            heads: (area.x, area.y + 1),
            first: area.x + head + 2,
            step: entry + 2,
            entry,
        };
        self.table(number, matrix, &places)
    }

    /// The heads and the entries. Returns where they end.
    fn table(&mut self, number: usize, matrix: &Matrix, places: &Places) -> u16 {
        let entry = places.entry;
        let x = |column: usize| places.first + column as u16 * places.step;
        for (column, name) in matrix.columns.iter().enumerate() {
            let name = padded(name, entry, true);
            self.buffer
                .set_string(x(column), places.heads.1, name, self.theme.dim());
        }
        let mut y = places.heads.1 + 1;
        for (row, entries) in matrix.entries.iter().enumerate() {
            let name = matrix.rows.get(row).map_or("", String::as_str);
            self.buffer
                .set_string(places.heads.0, y, name, self.theme.dim());
            for column in 0..entries.len() {
                let place = Rect::new(x(column), y, entry, 1);
                self.entry(matrix, (row, column), place);
                self.clickable(number, (row, column), place);
            }
            y += 1;
        }
        y
    }

    fn entry(&mut self, matrix: &Matrix, (row, column): (usize, usize), place: Rect) {
        let wide = usize::from(place.width);
        let text = matrix.entries[row][column].map_or_else(
            || unknown(matrix, wide),
            |value| entry(value, matrix.decimals),
        );
        let is_worst = matrix.worst == Some((row, column));
        let mut style = if is_worst {
            self.theme.wrong()
        } else {
            Style::new()
        };
        if matrix.selected == Some((row, column)) {
            style = style.add_modifier(Modifier::REVERSED);
        }
        self.buffer
            .set_string(place.x, place.y, format!("{text:>wide$}"), style);
        if is_worst {
            self.buffer
                .set_string(place.right(), place.y, "✗", self.theme.wrong());
        }
    }

    fn clickable(&mut self, matrix: usize, (row, column): (usize, usize), place: Rect) {
        self.hits.add(
            place,
            Target::Entry {
                matrix,
                row,
                column,
            },
        );
    }

    /// The map, with the heads of the rows beside it where each row has one line of its own, and those of the columns above it
    /// where each fits above its column.
    fn map<'m>(&mut self, matrix: &'m Matrix, room: Rect) -> HeatMap<'m> {
        let widest = |heads: &[String]| heads.iter().map(|head| width(head)).max().unwrap_or(0);
        let (left, above) = (widest(&matrix.rows) + 1, widest(&matrix.columns));
        if matrix.rows.is_empty() || room.width < left + 4 || room.height < 3 {
            return HeatMap::new(matrix, room);
        }
        let within = Rect {
            x: room.x + left,
            y: room.y + 1,
            width: room.width - left,
            height: room.height - 1,
        };
        let rows = matrix.rows.len() as u16;
        let columns = matrix.columns.len().max(1) as u16;
        // Whole lines for the rows, and room for the heads of the columns.
        let lines = within.height / rows;
        if lines == 0 || within.width / columns == 0 {
            return HeatMap::new(matrix, room);
        }
        let map = HeatMap::with_lines(matrix, within);
        let high = map.area.height / rows;
        for (head, row) in matrix.rows.iter().zip(0..) {
            let y = map.area.y + row * high + high / 2;
            self.buffer.set_string(room.x, y, head, self.theme.dim());
        }
        let wide = map.area.width / columns;
        if above < wide || above == 1 {
            for (head, column) in matrix.columns.iter().zip(0..) {
                let x = map.area.x + column * wide + (wide - width(head).min(wide)) / 2;
                self.buffer.set_string(x, room.y, head, self.theme.dim());
            }
        }
        map
    }

    /// A matrix as a heat map, with the numbers of the selected and of the worst entry below it. Returns where it ends.
    fn heat_map(&mut self, number: usize, matrix: &Matrix, area: Rect) -> u16 {
        if area.height < 4 || area.width < 4 {
            return area.y;
        }
        self.title(matrix, area);
        let room = Rect {
            y: area.y + 1,
            height: area.height - 3,
            ..area
        };
        let map = self.map(matrix, room);
        map.draw(self.theme, self.buffer);
        for (column, row) in map.cells() {
            let place = Rect::new(map.area.x + column, map.area.y + row, 1, 1);
            self.clickable(number, map.entry(column, 2 * row), place);
        }
        let mut y = map.area.bottom();
        let on_map = |(row, column)| {
            self.theme
                .over(self.theme.diverging(map.share(row, column)))
        };
        let marks = [
            (
                matrix.worst,
                '✗',
                matrix.worst.map_or(Style::new(), on_map),
                self.theme.wrong(),
            ),
            (matrix.selected, '◉', self.theme.focus(), self.theme.title()),
        ];
        for (entry, sign, over, style) in marks {
            let Some((row, column)) = entry else { continue };
            if let Some(place) = map.place(row, column) {
                self.buffer[place].set_char(sign).set_style(over);
            }
            let text = format!("{sign} {}", sentence(matrix, row, column));
            self.buffer
                .set_string(area.x, y, cut(&text, area.width), style);
            y += 1;
        }
        y
    }
}

/// Where an entry stands, and what it is.
fn sentence(matrix: &Matrix, row: usize, column: usize) -> String {
    let head = |heads: &[String], n: usize| heads.get(n).cloned().unwrap_or_default();
    let value = matrix
        .entries
        .get(row)
        .and_then(|row| row.get(column))
        .copied()
        .flatten();
    let value = value.map_or_else(
        || "·".to_owned(),
        |value| match matrix.decimals {
            0 => entry(value, 0),
            decimals => text(value, decimals),
        },
    );
    format!(
        "{}, {}: {value}",
        head(&matrix.rows, row),
        head(&matrix.columns, column)
    )
}

/// A dot where the point of a number would be.
fn unknown(matrix: &Matrix, wide: usize) -> String {
    let after = usize::from(matrix.decimals).min(wide.saturating_sub(1));
    format!("·{:after$}", "")
}

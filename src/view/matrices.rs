//! Matrices entry by entry, or as heat maps if they are too large for that.

use ratatui::layout::{Margin, Rect};
use ratatui::style::Style;

use super::confusion;
use super::heat_map::HeatMap;
use super::painter::{BETWEEN, Painter, Parts as _, cells};
use super::theme::Theme;
use crate::scene::number::entry;
use crate::scene::wrap::{cut_in_middle, padded, widest, width, wrap};
use crate::scene::{Matrices, Matrix, Target, text};

/// The least room, across and down, for the key of a map.
const KEY: (u16, u16) = (20, 8);

pub(super) fn draw(matrices: &Matrices, area: Rect, painter: &mut Painter) {
    if area.width < 12 || area.height < 3 || matrices.matrices.is_empty() {
        return;
    }
    let area = area.inner(Margin::new(1, 0));
    if let [matrix] = matrices.matrices.as_slice()
        && matrix.is_confusion
    {
        return confusion::draw(matrix, &matrices.verdict, area, painter);
    }
    let verdict = lines(&matrices.verdict, area.width).min(area.height / 4);
    let room = area.first_rows(area.height - verdict);
    if let [matrix] = matrices.matrices.as_slice()
        && !fits(matrix, room)
        && let Some(layout) = MatrixLayout::without_title(matrix, area)
    {
        return alone(matrix, &layout, &matrices.verdict, area, painter);
    }
    let bottom = draw_all(&matrices.matrices, room, painter);
    // With air above where there is room for it.
    let y = (bottom + 1).min(area.bottom() - verdict);
    painter.sentence(&matrices.verdict, area.below(y - area.y));
}

/// Draws all matrices, entry by entry if they fit, else as maps with a key below. Returns the row below them.
fn draw_all(matrices: &[Matrix], room: Rect, painter: &mut Painter) -> u16 {
    let whole = whole(matrices, room, 1).or_else(|| whole(matrices, room, 0));
    let has_key = whole.is_none() && room.width >= KEY.0 && room.height >= KEY.1;
    let maps = room.first_rows(room.height - u16::from(has_key));
    let areas = whole.unwrap_or_else(|| shared(matrices, maps));
    let (mut bottom, mut has_map) = (room.y, false);
    for (number, (matrix, area)) in matrices.iter().zip(areas).enumerate() {
        let is_map = !fits(matrix, area);
        let end = if is_map {
            heat_map(number, matrix, area, painter)
        } else {
            let layout = MatrixLayout::new(matrix, &name(matrix), 2, true, area);
            table(number, matrix, &layout, painter)
        };
        has_map |= is_map && end > area.y;
        bottom = bottom.max(end);
    }
    if has_key && has_map {
        key((room.x, bottom), painter);
        bottom += 1;
    }
    bottom
}

/// The widths of the heads of the rows and of an entry, which do not change while the numbers are small.
fn widths(matrix: &Matrix) -> (u16, u16) {
    let entries = matrix.entries.iter().flatten().flatten();
    let entries = widest(entries.map(|value| entry(*value, matrix.decimals)));
    let heads = widest(&matrix.columns);
    let usual = u16::from(matrix.decimals) + 3;
    (widest(&matrix.rows), entries.max(heads).max(usual))
}

/// The columns and rows of a matrix entry by entry. A column beside it is kept for the sign of the worst entry.
fn size(matrix: &Matrix) -> (u16, u16) {
    let (head, entry) = widths(matrix);
    let columns = matrix.columns.len().max(matrix.width());
    let wide = usize::from(head) + columns * usize::from(entry.saturating_add(2)) + 1;
    let high = matrix.entries.len() + 2;
    (width(&name(matrix)).max(cells(wide)), cells(high))
}

/// True if a matrix has too many entries for an area, however short their numbers are: to write thousands of them takes its time.
fn is_too_large(matrix: &Matrix, area: Rect) -> bool {
    let columns = matrix.columns.len().max(matrix.width());
    let wide = columns * (usize::from(matrix.decimals) + 5);
    wide > usize::from(area.width) || cells(matrix.entries.len() + 2) > area.height
}

fn fits(matrix: &Matrix, area: Rect) -> bool {
    if is_too_large(matrix, area) {
        return false;
    }
    let (wide, high) = size(matrix);
    wide <= area.width && high <= area.height
}

fn name(matrix: &Matrix) -> String {
    let (rows, columns) = (matrix.entries.len(), matrix.columns.len());
    format!("{}  {rows}×{columns}", matrix.name)
}

/// The areas of all matrices entry by entry, side by side and, with some air, below each other like words; none if they do not fit.
fn whole(matrices: &[Matrix], area: Rect, air: u16) -> Option<Vec<Rect>> {
    if matrices.iter().any(|matrix| is_too_large(matrix, area)) {
        return None;
    }
    let (mut rest, mut high) = (area, 0);
    let mut areas = Vec::new();
    // Four are two pairs, each in a row of its own, and six are three.
    let widths = matrices.iter().map(|matrix| size(matrix).0);
    let all = widths.fold(3 * BETWEEN, u16::saturating_add);
    let is_in_pairs = matches!(matrices.len(), 4 | 6) && all > area.width;
    for (number, matrix) in matrices.iter().enumerate() {
        let (wide, height) = size(matrix);
        let begins_pair = is_in_pairs && number % 2 == 0;
        if rest.x > area.x && (wide > rest.width || begins_pair) {
            rest = area.below(rest.y - area.y + high + air);
            high = 0;
        }
        if wide > rest.width || height > rest.height {
            return None;
        }
        areas.push(rest.first_columns(wide).first_rows(height));
        rest = rest.beside(wide + BETWEEN);
        high = high.max(height);
    }
    Some(areas)
}

/// Equal shares of an area: four or six of them in pairs, others in the direction in which it is longer.
fn shared(matrices: &[Matrix], area: Rect) -> Vec<Rect> {
    let count = matrices.len() as u16;
    // A cell is twice as high as it is wide.
    let is_flat = area.width >= 2 * area.height;
    let columns = match count {
        4 | 6 => 2,
        _ if is_flat => count,
        _ => 1,
    };
    let rows = count.div_ceil(columns);
    let (wide, high) = ((area.width + BETWEEN) / columns, (area.height + 1) / rows);
    let share = |n: u16| {
        let row = area
            .below(n / columns * high)
            .first_rows(high.saturating_sub(1));
        row.beside(n % columns * wide)
            .first_columns(wide.saturating_sub(BETWEEN))
    };
    (0..count).map(share).collect()
}

/// The columns and rows of a matrix that is drawn entry by entry.
struct MatrixLayout {
    name: String,
    at: (u16, u16),
    /// The column of the heads of the rows and the row of the heads of the columns.
    heads: (u16, u16),
    first: u16,
    /// From one column of entries to the next.
    step: u16,
    entry: u16,
    width: u16,
}

impl MatrixLayout {
    /// The layout with the name in a row of its own, or in that of the heads.
    fn new(matrix: &Matrix, name: &str, gap: u16, has_title: bool, area: Rect) -> Self {
        let (head, entry) = widths(matrix);
        let before = if has_title { 0 } else { width(name) };
        let left = before.max(head);
        let step = entry.saturating_add(gap);
        let wide = usize::from(left) + matrix.width() * usize::from(step) + 1;
        let x = area.x.saturating_add(left);
        Self {
            name: name.to_owned(),
            at: (area.x, area.y),
            heads: (x - head, area.y + u16::from(has_title)),
            first: x.saturating_add(gap),
            step,
            entry,
            width: cells(wide),
        }
    }

    /// The layout of a matrix that is too high for a title. None if it does not fit even so.
    fn without_title(matrix: &Matrix, area: Rect) -> Option<Self> {
        if cells(matrix.entries.len()) >= area.height {
            return None;
        }
        let (whole, brief) = (&name(matrix), &matrix.name);
        let forms = [(whole, 2), (brief, 2), (whole, 1), (brief, 1)].into_iter();
        let mut layouts = forms.map(|(name, gap)| Self::new(matrix, name, gap, false, area));
        layouts.find(|layout| layout.width <= area.width)
    }
}

/// Draws a single matrix without a title, and the verdict below or beside the entries, if it fits there.
fn alone(matrix: &Matrix, layout: &MatrixLayout, verdict: &str, area: Rect, painter: &mut Painter) {
    let end = table(0, matrix, layout, painter);
    let rooms = [area.below(end - area.y), area.beside(layout.width + 2)];
    let holds = |room: &Rect| room.width >= 12 && lines(verdict, room.width) <= room.height;
    if let Some(room) = rooms.into_iter().find(holds) {
        painter.sentence(verdict, room);
    }
}

fn lines(verdict: &str, room: u16) -> u16 {
    let is_there = !verdict.is_empty();
    u16::from(is_there) * cells(wrap(verdict, room).len())
}

fn of_name(matrix: &Matrix, painter: &Painter) -> Style {
    painter.theme.letter(matrix.letter).bold()
}

/// Draws the look of entries above and below 0 on a heat map.
fn key((mut x, y): (u16, u16), painter: &mut Painter) {
    for (end, word) in [(1.0, "above 0"), (-1.0, "below 0")] {
        let (sign, style) = match painter.theme {
            Theme::Plain => (Theme::signed_heat(end), Style::new()),
            theme => ('█', Style::new().fg(theme.colour(theme.diverging(end)))),
        };
        painter.sign((x, y), sign, style);
        painter.put((x + 2, y), word, painter.theme.dim());
        x += 4 + width(word);
    }
}

fn table(number: usize, matrix: &Matrix, layout: &MatrixLayout, painter: &mut Painter) -> u16 {
    painter.put(layout.at, &layout.name, of_name(matrix, painter));
    let dim = painter.theme.dim();
    let x = |column: usize| layout.first + column as u16 * layout.step;
    for (column, name) in matrix.columns.iter().enumerate() {
        let name = padded(name, layout.entry, true);
        painter.put((x(column), layout.heads.1), &name, dim);
    }
    let mut y = layout.heads.1 + 1;
    for (row, entries) in matrix.entries.iter().enumerate() {
        let name = matrix.rows.get(row).map_or("", String::as_str);
        painter.put((layout.heads.0, y), name, dim);
        for column in 0..entries.len() {
            let area = Rect::new(x(column), y, layout.entry, 1);
            draw_entry(matrix, (row, column), area, painter);
            clickable(number, (row, column), area, painter);
        }
        y += 1;
    }
    y
}

fn draw_entry(matrix: &Matrix, at: (usize, usize), area: Rect, painter: &mut Painter) {
    // At the position of the point of a number.
    let after = u16::from(matrix.decimals).min(area.width.saturating_sub(1));
    let text = match matrix.at(at) {
        Some(value) => entry(value, matrix.decimals),
        None => padded("·", after + 1, false),
    };
    let mut style = Style::new();
    if matrix.worst.contains(&at) {
        style = painter.theme.wrong();
        painter.put((area.right(), area.y), "✗", style);
    }
    if matrix.selected == Some(at) {
        style = style.reversed();
    }
    painter.put((area.x, area.y), &padded(&text, area.width, true), style);
}

fn clickable(matrix: usize, (row, column): (usize, usize), area: Rect, painter: &mut Painter) {
    let target = Target::Entry {
        matrix,
        row,
        column,
    };
    painter.hits.add(area, target);
}

/// The map of a matrix, with the heads of the rows beside it if each row has one line of its own, and those of the columns above it
/// if each fits above its column.
fn map_with_heads<'m>(matrix: &'m Matrix, room: Rect, painter: &mut Painter) -> HeatMap<'m> {
    let left = widest(&matrix.rows).saturating_add(1);
    let above = widest(&matrix.columns);
    let (rows, columns) = (cells(matrix.rows.len()), cells(matrix.columns.len()).max(1));
    let within = room.beside(left).below(1);
    // Whole lines for the rows, and room for the heads of the columns.
    let is_roomy = room.width >= left.saturating_add(4) && room.height >= 3;
    if rows == 0 || !is_roomy || within.height < rows || within.width < columns {
        return HeatMap::new(matrix, room, 1);
    }
    let dim = painter.theme.dim();
    let map = HeatMap::new(matrix, within, 2);
    let high = map.area.height / rows;
    for (head, row) in matrix.rows.iter().zip(0..) {
        let y = map.area.y + row * high + high / 2;
        painter.put((room.x, y), head, dim);
    }
    let wide = map.area.width / columns;
    if above < wide || above == 1 {
        for (head, column) in matrix.columns.iter().zip(0..) {
            let x = map.area.x + column * wide + wide.saturating_sub(width(head)) / 2;
            painter.put((x, room.y), head, dim);
        }
    }
    map
}

/// Draws a matrix as a heat map, with the numbers of the selected and of the worst entry below it. Returns the row below them.
fn heat_map(number: usize, matrix: &Matrix, area: Rect, painter: &mut Painter) -> u16 {
    if area.height < 4 || area.width < 4 {
        return area.y;
    }
    let name = cut_in_middle(&name(matrix), area.width);
    painter.line(area, &name, of_name(matrix, painter));
    let map = map_with_heads(matrix, area.below(1).first_rows(area.height - 3), painter);
    map.draw(painter);
    for cell in map.area.positions() {
        let area = Rect::new(cell.x, cell.y, 1, 1);
        clickable(number, map.entry_at(cell), area, painter);
    }
    let theme = painter.theme;
    let mut below = area.below(map.area.bottom() - area.y);
    let on_map = |entry| theme.over(theme.diverging(map.share(entry)));
    let worst = |entry| (entry, '✗', on_map(entry), theme.wrong());
    let selected = |entry| (entry, '◉', theme.focus(), theme.title());
    let worst = matrix.worst.iter().copied().map(worst).take(1);
    let selected = matrix.selected.map(selected);
    for (entry, sign, over, style) in worst.chain(selected) {
        if let Some(cell) = map.cell(entry) {
            painter.sign(cell, sign, over);
        }
        let sentence = sentence(matrix, entry, below.width.saturating_sub(2));
        painter.line(below, &format!("{sign} {sentence}"), style);
        below = below.below(1);
    }
    below.y
}

/// The heads of an entry and its number, which is never cut: in too little room the heads are, in their middle.
fn sentence(matrix: &Matrix, at: (usize, usize), room: u16) -> String {
    let value = match (matrix.at(at), matrix.decimals) {
        (None, _) => "·".to_owned(),
        (Some(value), 0) => entry(value, 0),
        (Some(value), decimals) => text(value, decimals),
    };
    let head = |heads: &[String], n: usize| heads.get(n).cloned().unwrap_or_default();
    let (row, column) = (head(&matrix.rows, at.0), head(&matrix.columns, at.1));
    let room = room.saturating_sub(width(&value) + width(", : "));
    let beside = room.saturating_sub(width(&column)).max(room / 2);
    let row = cut_in_middle(&row, beside);
    let column = cut_in_middle(&column, room.saturating_sub(width(&row)));
    format!("{row}, {column}: {value}")
}

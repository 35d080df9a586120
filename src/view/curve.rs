//! What it does along one variable: curves and a point on them. A chart of ratatui's has no logarithmic axis, no dashes and no signs.

use ratatui::layout::{Margin, Rect};
use ratatui::style::Style;

use super::axes::{BESIDE, Plot};
use super::dots::{Braille, Pen};
use super::painter::{BETWEEN, Painter, Parts as _, cell_at, cells, in_lines};
use super::theme::{Theme, sign_of_class};
use crate::scene::wrap::{cut, widest, width, wrap};
use crate::scene::{Axis, Curve, Mark, MarkKind, Series};

/// The least width of a verdict beside a low picture.
const VERDICT: u16 = 24;
/// The columns between two signs of a curve.
const SIGNS: usize = 14;

pub(super) fn draw(curve: &Curve, area: Rect, painter: &mut Painter) {
    if area.width < BESIDE + 6 || area.height < 3 {
        return;
    }
    let theme = painter.theme;
    let indices = 0..curve.series.len();
    let names: Vec<_> = indices.map(|index| name(curve, index, theme)).collect();
    let (rest, lines) = if area.height < 9 && area.width >= 80 {
        let wide = words_width(curve, &names).min(area.width * 2 / 5);
        words_beside(curve, &names, area.beside(area.width - wide), painter);
        (area.first_columns(area.width - wide - 2), Vec::new())
    } else {
        let rest = area.first_rows(area.height - verdict_height(curve, area));
        let below = area.inner(Margin::new(1, 0)).below(rest.height);
        painter.sentence(&curve.verdict, below);
        (rest, names_in_lines(&names, rest))
    };
    let above = lines.len() as u16;
    // With an empty row below where there is room for it.
    let below = if rest.height >= 10 { 2 } else { 1 };
    names_above(&lines, rest.beside(BESIDE), painter);
    let inner = rest.beside(BESIDE).below(above);
    let inner = inner.first_rows(inner.height - below);
    let area = inner.first_columns(inner.width - 2);
    let (x, y) = (&curve.x, &curve.y);
    let plot = Plot { x, y, area };
    rules(&plot, painter);
    draw_series(curve, &plot, painter);
    let marks = curve.marks.iter();
    for mark in marks.filter(|mark| mark.kind == MarkKind::Current) {
        draw_mark(mark, &plot, painter);
    }
    for (text, y) in plot.ticks_up() {
        plot.write_beside(y, &text, painter.theme.dim(), painter);
    }
    plot.scale_below(painter);
}

/// Draws two curves over the same x axis, one above the other if there is room for both, each with the names of its series at their ends.
pub(super) fn draw_both(above: &Curve, below: &Curve, area: Rect, painter: &mut Painter) {
    let all = above.series.iter().chain(&below.series);
    let names = widest(all.map(|series| &series.label)) + 2;
    if area.width < BESIDE + names + 6 || area.height < 3 {
        return;
    }
    let wide = area
        .beside(BESIDE)
        .first_columns(area.width - BESIDE - names);
    let rows = area.height - 1;
    // An odd number of rows has one in the middle, for the number there.
    let upper = if rows < 6 { rows } else { (rows * 3 / 5) | 1 };
    draw_ends(above, wide.first_rows(upper), painter);
    let mut last = wide.first_rows(upper);
    if upper < rows {
        // With an empty row between them where there is room for it.
        last = wide.first_rows(rows).below(upper + u16::from(rows >= 9));
        draw_ends(below, last, painter);
    }
    let (x, y) = (&above.x, &above.y);
    Plot { x, y, area: last }.scale_below(painter);
}

fn draw_ends(curve: &Curve, area: Rect, painter: &mut Painter) {
    let (x, y) = (&curve.x, &curve.y);
    let plot = Plot { x, y, area };
    draw_series(curve, &plot, painter);
    for (text, y) in plot.ticks_up() {
        plot.write_beside(y, &text, painter.theme.dim(), painter);
    }
    if area.height > 3 {
        plot.write_beside(area.y + 1, &y.label, painter.theme.dim(), painter);
    }
    let rows = end_rows(curve, &plot);
    for (series, row) in curve.series.iter().zip(rows) {
        let place = Rect::new(area.right() + 1, row, painter.buffer.area.width, 1);
        let place = place.intersection(painter.buffer.area);
        painter.line(place, &series.label, painter.theme.hue(series.hue));
    }
}

/// The rows of the names at the ends of some series: each as near to its end as the others let it be, from the lowest up.
fn end_rows(curve: &Curve, plot: &Plot) -> Vec<u16> {
    let area = plot.area;
    let end = |series: &Series| series.points.last().map_or(0.0, |end| end.1);
    let row = |y: f64| area.y + cell_at(1.0 - plot.y.fraction(y), area.height);
    let mut order: Vec<usize> = (0..curve.series.len()).collect();
    order.sort_by(|one, other| end(&curve.series[*one]).total_cmp(&end(&curve.series[*other])));
    let mut rows = vec![area.y; order.len()];
    let mut free = area.bottom();
    for (above, index) in (0..order.len()).rev().zip(order) {
        let highest = area.y + cells(above);
        rows[index] = row(end(&curve.series[index]))
            .min(free.saturating_sub(1))
            .max(highest);
        free = rows[index];
    }
    rows
}

/// Returns the dot of a point, or `None` if it breaks its curve.
fn dot(plot: &Plot, (x, y): (f64, f64), last: (f64, f64)) -> Option<(f64, f64)> {
    let (across, down) = (plot.x.fraction(x), 1.0 - plot.y.fraction(y));
    let dot = (across * last.0, down * last.1);
    let holds = |axis: &Axis, number: f64| !axis.is_log || number > 0.0;
    let is_one = holds(plot.x, x) && holds(plot.y, y) && dot.0.is_finite() && dot.1.is_finite();
    is_one.then_some(dot)
}

fn rules(plot: &Plot, painter: &mut Painter) {
    let mut braille = Braille::new(plot.area);
    let (right, bottom) = braille.last();
    let pen = Pen::thin(painter.theme.rule(), b"");
    let middle = (bottom / 2.0).round();
    braille.line(&[(0.0, middle), (right, middle)], pen);
    let zero = plot.x.fraction(0.0) * right;
    if !plot.x.is_log && (0.0..=right).contains(&zero) {
        braille.line(&[(zero, 0.0), (zero, bottom)], pen);
    }
    braille.render(painter);
}

fn draw_series(curve: &Curve, plot: &Plot, painter: &mut Painter) {
    let mut braille = Braille::new(plot.area);
    let last = braille.last();
    let dots = |series: &Series| -> Vec<_> {
        let points = series.points.iter();
        points.map(|point| dot(plot, *point, last)).collect()
    };
    for (index, series) in curve.series.iter().enumerate() {
        let (dash, _) = pattern(curve, index, painter.theme);
        let pen = Pen::thin(painter.theme.hue(series.hue), dash);
        for piece in dots(series).split(Option::is_none) {
            let mut piece: Vec<(f64, f64)> = piece.iter().copied().flatten().collect();
            if let [alone] = *piece {
                piece.push(alone);
            }
            braille.line(&piece, pen);
        }
    }
    braille.render(painter);
    for (index, series) in curve.series.iter().enumerate() {
        if let Some(sign) = sign(curve, index) {
            signs(index, sign, &dots(series), plot.area, painter);
        }
    }
}

/// The pattern of a curve, and the character for it beside the curve's name. Each broken one has a pattern of its own. Without
/// colour each unbroken one has as well: the first is unbroken then, the others are in long pieces, in dots and in both.
fn pattern(curve: &Curve, index: usize, theme: Theme) -> (&'static [u8], char) {
    const UNBROKEN: [(&[u8], char); 4] = [
        (b"", '─'),
        (b"########   ", '╌'),
        (b"#  ", '┈'),
        (b"########  #  ", '╴'),
    ];
    const BROKEN: [(&[u8], char); 3] = [(b"###    ", '┄'), (b"#    ", '·'), (b"##        ", '˗')];
    let order = before(curve, index);
    match theme {
        _ if curve.series[index].dashed => BROKEN[order % BROKEN.len()],
        Theme::Plain => UNBROKEN[order % UNBROKEN.len()],
        _ => UNBROKEN[0],
    }
}

/// The number of curves of its kind, broken or not, before a curve.
fn before(curve: &Curve, index: usize) -> usize {
    let is_alike = |series: &&Series| series.dashed == curve.series[index].dashed;
    curve.series[..index].iter().filter(is_alike).count()
}

/// The sign of an unbroken curve, if there are several.
fn sign(curve: &Curve, index: usize) -> Option<char> {
    let unbroken = curve.series.iter().filter(|series| !series.dashed).count();
    let is_needed = unbroken > 1 && !curve.series[index].dashed;
    is_needed.then(|| sign_of_class(before(curve, index), unbroken))
}

/// Puts the sign of a curve here and there on it, in other columns than those of the next curve.
fn signs(index: usize, sign: char, dots: &[Option<(f64, f64)>], area: Rect, painter: &mut Painter) {
    let mut next = 3 + 5 * index;
    for (x, y) in dots.iter().flatten() {
        let (column, row) = ((x / 2.0).max(0.0) as usize, y / 4.0);
        let is_inside = (0.0..f64::from(area.height)).contains(&row);
        if is_inside && (next..area.width.into()).contains(&column) {
            let at = (area.x + column as u16, area.y + row as u16);
            painter.sign(at, sign, Style::new());
            next = column + SIGNS;
        }
    }
}

fn draw_mark(mark: &Mark, plot: &Plot, painter: &mut Painter) {
    if dot(plot, (mark.x, mark.y), (1.0, 1.0)).is_none() {
        return;
    }
    let (column, row) = plot.nearest_cell(mark);
    let style = painter.theme.title();
    painter.sign((column, row), '◉', style);
    if mark.label.is_empty() {
        return;
    }
    let label = format!(" {} ", mark.label);
    let wide = width(&label);
    let (before, after) = (column - plot.area.x, plot.area.right() - column - 1);
    let (x, room) = if wide <= after || after >= before {
        (column + 1, after)
    } else {
        (column - wide.min(before), before)
    };
    let (whole, short) = (label.as_str(), label.trim_end());
    let label = if wide <= room { whole } else { short };
    painter.put((x, row), &cut(label, room), style);
}

fn name(curve: &Curve, index: usize, theme: Theme) -> (String, Style) {
    let (_, line) = pattern(curve, index, theme);
    let sign = sign(curve, index).map_or(String::new(), |sign| format!("{sign}{line}"));
    let series = &curve.series[index];
    let name = format!("{line}{sign} {}", series.label);
    (name, theme.hue(series.hue))
}

/// The names above the curves, in as many lines as they need and a high picture has room for.
fn names_in_lines(names: &[(String, Style)], area: Rect) -> Vec<&[(String, Style)]> {
    let most = match area.height {
        0..6 => return Vec::new(),
        6 => 1,
        7..14 => 2,
        _ => 3,
    };
    let widths: Vec<u16> = names.iter().map(|(name, _)| width(name)).collect();
    let lines = in_lines(&widths, area.width - BESIDE, most).into_iter();
    lines.map(|line| &names[line]).collect()
}

/// Writes the names above the curves; of those in a line as many as fit whole.
fn names_above(lines: &[&[(String, Style)]], area: Rect, painter: &mut Painter) {
    for (line, mut rest) in lines.iter().zip(area.rows()) {
        for (position, (name, style)) in line.iter().enumerate() {
            let wide = width(name);
            let after = rest.beside(wide.saturating_add(BETWEEN));
            // An ellipsis needs room if the next one does not fit.
            let next = line.get(position + 1).map_or(0, |(next, _)| width(next));
            let ellipsis = if next > after.width { 4 } else { 0 };
            if wide.saturating_add(ellipsis) > rest.width && position > 0 {
                painter.write(rest, (rest.x, rest.y), "…", painter.theme.dim());
                return;
            }
            painter.line(rest, name, *style);
            rest = after;
        }
    }
}

fn words_width(curve: &Curve, names: &[(String, Style)]) -> u16 {
    let names = names.iter().map(|(name, _)| width(name).saturating_add(1));
    let least = if curve.verdict.is_empty() { 0 } else { VERDICT };
    names.max().unwrap_or(0).max(least)
}

/// Writes the names to the right of a low picture, and below them the verdict, if all of it fits.
fn words_beside(curve: &Curve, names: &[(String, Style)], area: Rect, painter: &mut Painter) {
    for ((name, style), row) in names.iter().zip(area.rows()) {
        painter.line(row, name, *style);
    }
    let below = area.below(names.len() as u16);
    if wrap(&curve.verdict, below.width).len() <= below.height.into() {
        painter.sentence(&curve.verdict, below);
    }
}

/// The rows of the verdict below; none if the curves need them more.
fn verdict_height(curve: &Curve, area: Rect) -> u16 {
    let lines = cells(wrap(&curve.verdict, area.width - 2).len());
    let fits = !curve.verdict.is_empty() && area.height >= lines.saturating_add(8);
    if fits { lines } else { 0 }
}

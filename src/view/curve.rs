//! What it does along one variable: curves and a point on them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Paragraph, Widget, Wrap};

use super::braille::{Braille, Pen};
use super::plane::{across, brief};
use super::theme::{Theme, sign_of_class};
use crate::scene::number::{Notation, scientific};
use crate::scene::wrap::{cut, width, wrap};
use crate::scene::{Axis, Curve, Mark, MarkKind, Series, short};

/// Room for the numbers beside the curves.
const BESIDE: u16 = 8;
/// The room for the names beside a picture that is too low to have them above.
const NAMES: u16 = 24;
/// Every how many columns a curve has its sign.
const SIGNS: usize = 14;

pub(super) fn draw(curve: &Curve, theme: Theme, area: Rect, buffer: &mut Buffer) {
    if area.width < BESIDE + 6 || area.height < 3 {
        return;
    }
    let is_strip = area.height < 9 && area.width >= 80;
    let words = if is_strip {
        let words = words_beside(curve, theme, area);
        verdict(curve, theme, below_names(curve, words), buffer);
        names_below_each_other(curve, theme, words, buffer);
        Rect {
            width: area.width - words.width - 2,
            ..area
        }
    } else {
        let verdict_height = verdict_height(curve, area);
        let below = Rect {
            x: area.x + 1,
            width: area.width - 2,
            y: area.bottom() - verdict_height,
            height: verdict_height,
        };
        verdict(curve, theme, below, buffer);
        Rect {
            height: area.height - verdict_height,
            ..area
        }
    };
    let names = if is_strip || words.height < 6 {
        Vec::new()
    } else {
        names_in_lines(curve, theme, words)
    };
    let above = names.len() as u16;
    // With an empty row below where there is room for it.
    let below = if words.height >= 10 { 2 } else { 1 };
    let inner = Rect::new(
        words.x + BESIDE,
        words.y + above,
        words.width - BESIDE - 2,
        words.height - above - below,
    );
    names_above(curve, &names, theme, words, buffer);
    rules(curve, theme, inner, buffer);
    draw_series(curve, theme, inner, buffer);
    for mark in curve
        .marks
        .iter()
        .filter(|mark| mark.kind == MarkKind::Current)
    {
        draw_mark(curve, mark, theme, inner, buffer);
    }
    numbers(curve, theme, inner, buffer);
}

/// From a point to dots; none where it breaks its curve.
fn dots(curve: &Curve, (x, y): (f64, f64), last: (f64, f64)) -> Option<(f64, f64)> {
    let place = (
        curve.x.fraction(x) * last.0,
        (1.0 - curve.y.fraction(y)) * last.1,
    );
    let holds = |axis: &Axis, number: f64| !axis.is_log || number > 0.0;
    let is_one =
        holds(&curve.x, x) && holds(&curve.y, y) && place.0.is_finite() && place.1.is_finite();
    is_one.then_some(place)
}

/// A line along the middle, and one where x = 0.
fn rules(curve: &Curve, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let mut braille = Braille::new(area);
    let (right, bottom) = braille.last();
    let pen = Pen::thin(theme.rule());
    let middle = (bottom / 2.0).round();
    braille.line(&[(0.0, middle), (right, middle)], pen);
    let zero = if curve.x.is_log {
        f64::NAN
    } else {
        curve.x.fraction(0.0) * right
    };
    if (0.0..=right).contains(&zero) {
        braille.line(&[(zero, 0.0), (zero, bottom)], pen);
    }
    braille.render(buffer);
}

fn draw_series(curve: &Curve, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let mut braille = Braille::new(area);
    let last = braille.last();
    let places = |series: &Series| -> Vec<_> {
        let points = series.points.iter();
        points.map(|point| dots(curve, *point, last)).collect()
    };
    for (number, series) in curve.series.iter().enumerate() {
        let pen = Pen {
            dash: pattern(curve, number, theme).0,
            ..Pen::thin(theme.hue(series.hue))
        };
        for piece in places(series).split(Option::is_none) {
            let piece: Vec<(f64, f64)> = piece.iter().copied().flatten().collect();
            match piece.as_slice() {
                [alone] => braille.line(&[*alone, *alone], pen),
                piece => braille.line(piece, pen),
            }
        }
    }
    braille.render(buffer);
    for (number, series) in curve.series.iter().enumerate() {
        if let Some(sign) = sign(curve, number) {
            signs(number, sign, &places(series), area, buffer);
        }
    }
}

/// How a curve is drawn, and what stands for that in its name. Each broken one has a pattern of its own. Without colour each unbroken
/// one has as well: the first is unbroken then, the others are in long pieces, in dots and in both.
fn pattern(curve: &Curve, number: usize, theme: Theme) -> (&'static [usize], char) {
    const UNBROKEN: [(&[usize], char); 4] = [
        (&[], '─'),
        (&[8, 3], '╌'),
        (&[1, 2], '┈'),
        (&[8, 2, 1, 2], '╴'),
    ];
    const BROKEN: [(&[usize], char); 3] = [(&[3, 4], '┄'), (&[1, 4], '·'), (&[2, 8], '˗')];
    let is_broken = curve.series[number].dashed;
    let order = before(curve, number);
    if is_broken {
        BROKEN[order % BROKEN.len()]
    } else if theme == Theme::Plain {
        UNBROKEN[order % UNBROKEN.len()]
    } else {
        UNBROKEN[0]
    }
}

/// How many curves of its kind, broken or not, come before one.
fn before(curve: &Curve, number: usize) -> usize {
    let is_broken = curve.series[number].dashed;
    let earlier = curve.series.iter().take(number);
    earlier.filter(|series| series.dashed == is_broken).count()
}

/// An unbroken curve has a sign of its own, if there are several.
fn sign(curve: &Curve, number: usize) -> Option<char> {
    let unbroken = curve.series.iter().filter(|series| !series.dashed).count();
    let needed = unbroken > 1 && !curve.series[number].dashed;
    needed.then(|| sign_of_class(before(curve, number), unbroken))
}

/// The sign of a curve here and there on it; those of the next curve stand elsewhere.
fn signs(
    number: usize,
    sign: char,
    places: &[Option<(f64, f64)>],
    area: Rect,
    buffer: &mut Buffer,
) {
    let mut next = 3 + 5 * number;
    for (x, y) in places.iter().flatten() {
        let (column, row) = ((x / 2.0).max(0.0) as usize, y / 4.0);
        let inside =
            (0.0..f64::from(area.height)).contains(&row) && column < usize::from(area.width);
        if column >= next && inside {
            buffer[(area.x + column as u16, area.y + row as u16)].set_char(sign);
            next = column + SIGNS;
        }
    }
}

/// A point, and beside it its label where there is room.
fn draw_mark(curve: &Curve, mark: &Mark, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let cell = |fraction: f64, count: u16| {
        ((fraction.clamp(0.0, 1.0) * f64::from(count)) as u16).min(count - 1)
    };
    let Some(_) = dots(curve, (mark.x, mark.y), (1.0, 1.0)) else {
        return;
    };
    let column = area.x + cell(curve.x.fraction(mark.x), area.width);
    let row = area.y + cell(1.0 - curve.y.fraction(mark.y), area.height);
    buffer.set_string(column, row, "◉", theme.title());
    if mark.label.is_empty() {
        return;
    }
    let wide = width(&mark.label).saturating_add(2);
    let (before, after) = (column - area.x, area.right() - column - 1);
    let (x, room) = if wide <= after || after >= before {
        (column + 1, after)
    } else {
        (column - wide.min(before), before)
    };
    let label = format!(" {} ", mark.label);
    let label = if wide <= room {
        label
    } else {
        cut(label.trim_end(), room)
    };
    buffer.set_string(x, row, label, theme.title());
}

/// The numbers beside and below the curves.
fn numbers(curve: &Curve, theme: Theme, area: Rect, buffer: &mut Buffer) {
    for (number, y) in ticks_up(&curve.y, area) {
        let text = if curve.y.is_log {
            power(number)
        } else {
            short(number)
        };
        buffer.set_string(area.x - BESIDE, y, format!("{text:>7}"), theme.dim());
    }
    if curve.x.is_log {
        powers_across(&curve.x, theme, area, buffer);
    } else {
        across(&curve.x, theme, area, buffer);
    }
}

fn ticks_up(axis: &Axis, area: Rect) -> Vec<(f64, u16)> {
    if axis.is_log {
        let row = |number: f64| {
            let up = (1.0 - axis.fraction(number)) * (f64::from(area.height) * 4.0 - 1.0);
            area.y + ((up.round() / 4.0) as u16).min(area.height - 1)
        };
        return powers(axis, area.height.div_ceil(3))
            .into_iter()
            .map(|number| (number, row(number)))
            .collect();
    }
    let middle = f64::midpoint(axis.range.0, axis.range.1);
    let mut ticks = vec![
        (axis.range.1, area.top()),
        (axis.range.0, area.bottom() - 1),
    ];
    if area.height > 2 {
        ticks.insert(1, (middle, area.top() + area.height / 2));
    }
    ticks
}

/// The powers of ten on an axis, of many every second, third and so on, so that there are at most so many.
fn powers(axis: &Axis, most: u16) -> Vec<f64> {
    let first = (axis.range.0.log10() - 1e-9).ceil() as i32;
    let last = (axis.range.1.log10() + 1e-9).floor() as i32;
    let count = (last - first + 1).max(1);
    let step = (1..count)
        .find(|step| (count - 1) / step < i32::from(most.max(1)))
        .unwrap_or(count);
    // Counted from above: the upper end is most often a round one.
    (first..=last)
        .filter(|power| (last - power) % step == 0)
        .map(|power| 10.0_f64.powi(power))
        .collect()
}

/// A power of ten, such as 1e−8; near 1 as a number.
fn power(number: f64) -> String {
    let exponent = number.log10().round() as i32;
    if (-2..=3).contains(&exponent) {
        short(number)
    } else {
        scientific(number, 0, Notation::Plain)
    }
}

/// Powers of ten below their places, and the name of the axis at the end.
fn powers_across(axis: &Axis, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let y = area.bottom();
    let label = brief(&axis.label, area.width / 3);
    let end = area.right() - width(&label);
    buffer.set_string(end, y, label, theme.letter(axis.label.chars().next()));
    for number in powers(axis, area.width / 9) {
        let text = power(number);
        let column = area.x
            + (axis.fraction(number).clamp(0.0, 1.0) * f64::from(area.width - 1)).round() as u16;
        let x = column.saturating_sub(width(&text) / 2).max(area.x);
        if x + width(&text) < end {
            buffer.set_string(x, y, text, theme.dim());
        }
    }
}

/// The line and the sign of a curve, and its name.
fn name(curve: &Curve, number: usize, theme: Theme) -> String {
    let (_, line) = pattern(curve, number, theme);
    let sign = sign(curve, number).map_or(String::new(), |sign| format!("{sign}{line}"));
    format!("{line}{sign} {}", curve.series[number].label)
}

/// The names of the curves above them, in as many lines as they need and a high picture has room for. The numbers tell which
/// curves they are.
fn names_in_lines(curve: &Curve, theme: Theme, area: Rect) -> Vec<Vec<usize>> {
    let most = match area.height {
        0..7 => 1,
        7..14 => 2,
        _ => 3,
    };
    let room = area.width - BESIDE;
    let mut lines: Vec<Vec<usize>> = vec![Vec::new()];
    let mut used = 0;
    for number in 0..curve.series.len() {
        let wide = width(&name(curve, number, theme));
        if used > 0 && used + wide > room && lines.len() < most {
            lines.push(Vec::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            line.push(number);
        }
        used += wide + 3;
    }
    lines
}

/// The names of the curves above them; of those in the last line as many as fit whole.
fn names_above(curve: &Curve, lines: &[Vec<usize>], theme: Theme, area: Rect, buffer: &mut Buffer) {
    for (line, row) in lines.iter().zip(area.rows()) {
        let mut x = row.x + BESIDE;
        for (place, number) in line.iter().enumerate() {
            let name = name(curve, *number, theme);
            let room = row.right().saturating_sub(x);
            let more = place + 1 < line.len();
            let next = line
                .get(place + 1)
                .map(|next| self::name(curve, *next, theme));
            let follows =
                next.is_some_and(|next| x + width(&name) + 3 + width(&next) <= row.right());
            let wanted = width(&name) + if more && !follows { 4 } else { 0 };
            if wanted > room && place > 0 {
                buffer.set_stringn(x, row.y, "…", room.into(), theme.dim());
                return;
            }
            let style = theme.hue(curve.series[*number].hue);
            buffer.set_string(x, row.y, cut(&name, room), style);
            x += width(&name) + 3;
        }
    }
}

/// To the right of a low picture: the names and what follows.
fn words_beside(curve: &Curve, theme: Theme, area: Rect) -> Rect {
    let widest = (0..curve.series.len())
        .map(|number| width(&name(curve, number, theme)) + 1)
        .max()
        .unwrap_or(0);
    let wanted = if curve.verdict.is_empty() {
        widest
    } else {
        widest.max(NAMES)
    };
    let wide = wanted.min(area.width * 2 / 5);
    Rect {
        x: area.right() - wide,
        width: wide,
        ..area
    }
}

fn names_below_each_other(curve: &Curve, theme: Theme, area: Rect, buffer: &mut Buffer) {
    for ((number, series), row) in curve.series.iter().enumerate().zip(area.rows()) {
        let name = cut(&name(curve, number, theme), area.width);
        buffer.set_string(row.x, row.y, name, theme.hue(series.hue));
    }
}

fn below_names(curve: &Curve, area: Rect) -> Rect {
    let names = (curve.series.len() as u16).min(area.height);
    Rect {
        y: area.y + names,
        height: area.height - names,
        ..area
    }
}

/// How many rows the verdict takes below; none where the curves need them more.
fn verdict_height(curve: &Curve, area: Rect) -> u16 {
    let lines = wrap(&curve.verdict, area.width - 2).len() as u16;
    if curve.verdict.is_empty() || area.height < lines + 8 {
        0
    } else {
        lines
    }
}

fn verdict(curve: &Curve, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let lines = wrap(&curve.verdict, area.width);
    // Half a sentence would say something else.
    if lines.len() <= area.height.into() {
        Paragraph::new(Line::styled(curve.verdict.clone(), theme.dim()))
            .wrap(Wrap { trim: true })
            .render(area, buffer);
    }
}

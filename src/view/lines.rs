//! The lines above and below the panes: what there is, how it goes, what to do next, and the keys.

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::symbols::bar::NINE_LEVELS;
use ratatui::widgets::{Clear, Sparkline, Widget};

use super::painter::{Painter, Parts as _, cells};
use crate::scene::wrap::{cut, cut_at_word, cut_in_middle, padded, width, wrap};
use crate::scene::{KeyHint, Pane, Scene, Status, StatusField, Target};

/// The fields of the line at the top that show at every size, and the most columns that are kept for the name of the data.
const ALWAYS: usize = 3;
const NAME: u16 = 16;

/// The columns of the curve of the errors, and those between two fields.
#[derive(Clone, Copy)]
struct Sizes {
    curve: u16,
    apart: u16,
    /// The columns at the right edge that stay empty.
    edge: u16,
}

impl Sizes {
    fn of(width: u16) -> Self {
        let (curve, apart, edge) = match width {
            0..80 => (3, 1, 0),
            80..100 => (8, 3, 3),
            _ => (12, 3, 3),
        };
        Self { curve, apart, edge }
    }

    /// The columns of a field with the blanks after it. The error has its curve beside it.
    fn columns(self, field: &StatusField, status: &Status) -> u16 {
        let has_curve = field.has_curve && !status.errors.is_empty();
        let beside = if has_curve { self.curve + 1 } else { 0 };
        width(&field.name) + 1 + field.width + beside + self.apart
    }
}

/// Draws the line at the top: the stage, as many facts as fit, and at the right edge the numbers that change, in fields that do not move.
pub(super) fn header(scene: &Scene, area: Rect, painter: &mut Painter) {
    let (status, sizes) = (&scene.status, Sizes::of(area.width));
    let columns = |field: &&StatusField| sizes.columns(field, status);
    let fields = status.fields.iter().take(ALWAYS);
    let needed = fields.map(|field| columns(&field)).sum::<u16>() + sizes.edge;
    let needed = needed.saturating_sub(sizes.apart);
    let room = area.width.saturating_sub(needed + 2).max(8);
    let title = format!(" {} ", cut(&scene.title, room));
    let mut left = area.width.saturating_sub(width(&title));
    let name = scene.facts.first().map_or(0, |fact| width(&fact.1) + 1);
    let reserved = name.min(NAME).min(left.saturating_sub(needed));
    left = (left - reserved + sizes.apart).saturating_sub(sizes.edge);
    let fits = |field: &&StatusField| {
        let wide = columns(field);
        let fits = wide <= left;
        left -= if fits { wide } else { 0 };
        fits
    };
    let fields: Vec<&StatusField> = status.fields.iter().take_while(fits).collect();
    let wide = fields.iter().map(columns).sum::<u16>() + sizes.edge;
    let mut x = area.right() - wide.saturating_sub(sizes.apart);
    let facts = area.beside(width(&title)).first_columns(left + reserved);
    draw_facts(&scene.facts, facts, painter);
    for field in fields {
        draw_field(field, status, (x, area.y), sizes.curve, painter);
        x += columns(&field);
    }
    painter.write(area, (area.x, area.y), &title, painter.theme.title());
}

/// Writes as many facts as fit; of the first one at least the beginning and the end.
fn draw_facts(facts: &[(String, String)], area: Rect, painter: &mut Painter) {
    let dim = painter.theme.dim();
    let mut x = area.x;
    for (number, (name, value)) in facts.iter().enumerate() {
        let name = format!(" {name} ");
        let room = (area.right() - x).saturating_sub(2);
        if width(&name) + width(value) <= room {
            x = painter.write(area, (x, area.y), &name, dim);
            x = painter.write(area, (x, area.y), value, Style::new());
            continue;
        }
        if number == 0 && area.width > 4 {
            let value = cut_in_middle(value, area.width - 1);
            painter.write(area, (x, area.y), &value, Style::new());
        }
        break;
    }
}

fn draw_field(
    field: &StatusField,
    status: &Status,
    (x, y): (u16, u16),
    curve: u16,
    painter: &mut Painter,
) {
    let dim = painter.theme.dim();
    painter.put((x, y), &field.name, dim);
    let value = padded(&field.value, field.width, true);
    let x = x + width(&field.name) + 1;
    painter.put((x, y), &value, painter.theme.title());
    if field.has_curve && !status.errors.is_empty() {
        let area = Rect::new(x + field.width + 1, y, curve, 1);
        fall(&status.errors, area, painter);
    }
}

/// The errors of a training as bars, from the first to the last; the smallest one is a line at the bottom.
fn fall(errors: &[f64], area: Rect, painter: &mut Painter) {
    let wide = usize::from(area.width);
    let at = |column: usize| errors[column * (errors.len() - 1) / (wide - 1).max(1)];
    let shown: Vec<f64> = (0..wide.min(errors.len()))
        .map(|column| match errors.len() {
            few if few < wide => errors[column],
            _ => at(column),
        })
        .collect();
    let highest = shown.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let bar = |error: f64| 1 + (7.0 * (error / highest).clamp(0.0, 1.0)).round() as u64;
    Sparkline::default()
        .data(shown.into_iter().map(bar))
        .max(8)
        .bar_set(NINE_LEVELS)
        .style(painter.theme.dim())
        .render(area, painter.buffer);
}

/// Names all panes, where not all of them show; a click brings one to the front.
pub(super) fn bar(scene: &Scene, area: Rect, painter: &mut Painter) {
    let theme = painter.theme;
    let mut x = area.x;
    for pane in Pane::ALL {
        let (text, style) = if pane == scene.focus {
            (format!("[{pane}]"), theme.title())
        } else {
            (format!(" {pane} "), theme.dim())
        };
        let end = painter.write(area, (x, area.y), &text, style);
        painter.hits.add(
            Rect::new(x, area.y, end - x, 1).intersection(area),
            Target::Pane(pane),
        );
        x = end + 1;
    }
    let zoom = if scene.is_zoomed {
        "z all panes"
    } else {
        "z whole screen"
    };
    let text = format!("Tab next  {zoom} ");
    let free = area.right().saturating_sub(x + 1);
    if width(&text) <= free {
        painter.put((area.right() - width(&text), area.y), &text, theme.dim());
    } else if let Some((_, data)) = scene.facts.first() {
        // The line at the top is as narrow.
        let text = format!("{} ", cut_in_middle(data, free.saturating_sub(1)));
        painter.put((area.right() - width(&text), area.y), &text, theme.dim());
    }
}

/// Draws a sentence, cut between words if it is too long.
pub(super) fn sentence(text: &str, area: Rect, painter: &mut Painter) {
    let text = format!(" {}", cut_at_word(text, area.width.saturating_sub(2)));
    painter.line(area, &text, painter.theme.title());
}

/// Draws what to do next in the last rows of an area, and a message above it, or in place of it. What is too long for its row rises over
/// those above.
pub(super) fn words(scene: &Scene, area: Rect, is_low: bool, painter: &mut Painter) {
    let mut rest = area;
    let notice = scene.notice.as_ref();
    if notice.is_none() || !is_low {
        rest = next(scene, rest, painter);
    }
    if let Some(notice) = notice {
        let style = painter.theme.title();
        let lines = wrap(notice, rest.width.saturating_sub(2));
        let rows = last_rows(rest, lines.len(), painter);
        for (line, row) in lines.into_iter().zip(rows.rows()) {
            painter.line(row, &format!(" {line}"), style);
        }
    }
}

/// The last rows of an area, cleared.
fn last_rows(area: Rect, count: usize, painter: &mut Painter) -> Rect {
    let rows = area.below(area.height.saturating_sub(cells(count)));
    Clear.render(rows, painter.buffer);
    rows
}

/// Draws what to do next; on a tour with the key to press before it. Returns what is above it.
fn next(scene: &Scene, area: Rect, painter: &mut Painter) -> Rect {
    let theme = painter.theme;
    let guide = scene.guide.as_ref();
    let [place, key] = guide.map_or([String::new(), String::new()], |guide| {
        [&guide.place, &guide.key].map(|text| format!(" {text} "))
    });
    let before = width(&place) + width(&key);
    let lines = wrap(&scene.next, area.width.saturating_sub(before + 2));
    let rows = last_rows(area, lines.len(), painter);
    let x = painter.write(rows, (rows.x, rows.y), &place, theme.dim());
    painter.write(rows, (x, rows.y), &key, theme.focus());
    let style = if guide.is_some() {
        theme.title()
    } else {
        theme.dim()
    };
    let mut answers = guide
        .map_or(&[][..], |guide| &guide.answers)
        .iter()
        .enumerate()
        .peekable();
    for (line, row) in lines.iter().zip(rows.rows()) {
        let row = row.beside(before + 1);
        painter.line(row, line, style);
        let mut from = 0;
        while let Some((index, answer)) = answers.peek().copied()
            && let Some(at) = line[from..].find(answer.as_str())
        {
            let place = row.beside(width(&line[..from + at]));
            let place = place.first_columns(width(answer));
            painter.hits.add(place, Target::Answer(index));
            from += at + answer.len();
            answers.next();
        }
    }
    area.first_rows(area.height - rows.height)
}

/// Draws the keys that matter now, the most important ones first, as many as fit, always help and leaving.
pub(super) fn keys(keys: &[KeyHint], area: Rect, painter: &mut Painter) {
    let theme = painter.theme;
    let wide = |hint: &KeyHint| width(&hint.key) + width(&hint.does) + 3;
    let (first, always) = keys.split_at(keys.len().saturating_sub(2));
    let mut used = always.iter().map(wide).sum::<u16>();
    let fitting = first.iter().take_while(|hint| {
        used += wide(hint);
        used <= area.width
    });
    let mut x = area.x;
    for hint in fitting.chain(always) {
        x += 1;
        for (key, place) in places(&hint.key) {
            let place = Rect::new(x + place.start, area.y, place.end - place.start, 1);
            painter.hits.add(place.intersection(area), Target::Key(key));
        }
        x = painter.write(area, (x, area.y), &hint.key, theme.title());
        x = painter.write(area, (x, area.y), &format!(" {} ", hint.does), theme.dim());
    }
}

/// The keys in a hint, and where in it each has its place: of `n b` there are two, of `←→` as well, of `Tab` one.
fn places(hint: &str) -> Vec<(char, Range<u16>)> {
    let named = [
        ("Space", ' '),
        ("Tab", '\t'),
        ("Enter", '\n'),
        ("Esc", '\x1b'),
    ];
    if let Some((name, key)) = named.iter().find(|(name, _)| *name == hint) {
        return vec![(*key, 0..width(name))];
    }
    let letters = (0..).zip(hint.chars()).filter(|(_, letter)| *letter != ' ');
    letters.map(|(x, letter)| (letter, x..x + 1)).collect()
}

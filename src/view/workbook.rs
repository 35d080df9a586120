//! The screen of an exercise: verdict and hints beside the equation, the cases below.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Widget;

use super::painter::{HitMap, Painter, Parts as _, cells};
use super::theme::Theme;
use super::{equation, lines, overlay};
use crate::scene::wrap::{cut, cut_at_word, cut_in_middle, width, wrap};
use crate::scene::{Said, Tone, Workbook};

/// The width from which the equation has a pane beside the verdict, and its height below it where it has not.
const BESIDE: u16 = 76;
const BELOW: u16 = 8;

/// Draws the screen of an exercise into an area of any size, and says where a click would land.
pub fn draw_workbook(scene: &Workbook, theme: Theme, area: Rect, buffer: &mut Buffer) -> HitMap {
    let mut painter = Painter::new(theme, buffer);
    if area.width < 20 || area.height < 6 {
        let first = scene.said.iter().find(|said| said.tone != Tone::Plain);
        let text = first.map_or(&scene.exercise, |said| &said.text);
        painter.line(area.first_rows(1), text, theme.title());
        return painter.hits;
    }
    header(scene, area.first_rows(1), &mut painter);
    let last = area.below(area.height - 2);
    let body = area.below(1).first_rows(area.height - 4);
    let (yours, card) = panes(scene, body);
    said(scene, yours, card.is_none(), &mut painter);
    if let Some(area) = card {
        rests(scene, area, &mut painter);
    }
    cases(
        scene,
        area.below(area.height - 3).first_rows(1),
        &mut painter,
    );
    if let Some(notice) = &scene.notice {
        lines::sentence(notice, last.first_rows(1), &mut painter);
    }
    lines::keys(&scene.keys, last.below(1), &mut painter);
    if let Some(page) = &scene.overlay {
        let covered = overlay::draw(page, theme, area, painter.buffer);
        painter.hits.keep_keys(covered);
    }
    painter.hits
}

/// The panes of the verdict and, where there is room, of the equation.
fn panes(scene: &Workbook, body: Rect) -> (Rect, Option<Rect>) {
    if scene.card.is_none() {
        return (body, None);
    }
    if body.width >= BESIDE {
        let wide = body.width * 11 / 20;
        let card = body.beside(wide + 1);
        (body.first_columns(wide), Some(card))
    } else if body.height >= 2 * BELOW {
        let high = body.height - BELOW;
        (body.first_rows(high), Some(body.below(high)))
    } else {
        (body, None)
    }
}

fn header(scene: &Workbook, area: Rect, painter: &mut Painter) {
    let title = format!(" {} ", cut(&scene.title, area.width.saturating_sub(2)));
    let x = painter.write(area, (area.x, area.y), &title, painter.theme.title());
    let progress = format!(" {} ", scene.progress);
    let rest = area.beside(x - area.x);
    let room = rest.width.saturating_sub(width(&progress));
    let text = cut_at_word(&scene.exercise, room);
    let x = painter.write(rest, (x, area.y), &text, Style::new());
    let dim = painter.theme.dim();
    let at = (area.right() - width(&progress).min(area.width)).max(x);
    let left = at.saturating_sub(x + 3);
    if width(&scene.place) <= left || left > 16 {
        let place = cut_in_middle(&scene.place, left);
        painter.put((at - width(&place) - 1, area.y), &place, dim);
    }
    painter.write(area, (at, area.y), &progress, dim);
}

/// A rule with a name on it. Returns what is below.
fn rule(name: &str, area: Rect, painter: &mut Painter) -> Rect {
    let (row, theme) = (area.first_rows(1), painter.theme);
    painter.line(row, &"─".repeat(area.width.into()), theme.rule());
    let name = format!(" {name} ");
    painter.write(row, (row.x + 1, row.y), &name, theme.title());
    area.below(1)
}

/// The task, the verdict and the hints; below the task what it rests on, where no pane of the equation says so.
fn said(scene: &Workbook, area: Rect, is_alone: bool, painter: &mut Painter) {
    let area = rule("yours", area, painter);
    let theme = painter.theme;
    let room = area.width.saturating_sub(2);
    let lines = |one: &Said| -> Vec<Line<'static>> {
        let style = match one.tone {
            _ if scene.is_old => theme.dim(),
            Tone::Plain | Tone::Code => Style::new(),
            Tone::Faint => theme.dim(),
            Tone::Strong => theme.title(),
            Tone::Right => theme.right(),
            Tone::Wrong => theme.wrong(),
        };
        let whole = |text: &str| Line::styled(text.to_owned(), style);
        let rows = one.text.lines();
        if one.tone == Tone::Code {
            rows.map(|row| whole(&cut(row, room))).collect()
        } else {
            let wrapped = rows.flat_map(|row| wrap(row, room));
            wrapped.map(|row| whole(&row)).collect()
        }
    };
    let mut parts: Vec<_> = scene.said.iter().map(lines).collect();
    if is_alone && !scene.rests_on.is_empty() {
        let rests = lines(&Said::new(Tone::Faint, scene.rests_on.as_str()));
        parts.insert(1.min(parts.len()), rests);
    }
    let count: usize = parts.iter().map(|part| part.len() + 1).sum();
    let text = if count <= usize::from(area.height) + 1 {
        equation::with_air(&parts)
    } else {
        parts.concat()
    };
    // The end is newest: what does not fit is the task.
    let first = text.len().saturating_sub(area.height.into());
    let below = area.below(cells(text.len()).min(area.height));
    for (line, row) in text.into_iter().skip(first).zip(area.beside(1).rows()) {
        line.render(row, painter.buffer);
    }
    code(scene, below, painter);
}

/// The reader's function below the verdict, if all of it fits.
fn code(scene: &Workbook, area: Rect, painter: &mut Painter) {
    let rows: Vec<&str> = scene.code.lines().collect();
    if rows.is_empty() || cells(rows.len()) + 2 > area.height {
        return;
    }
    let area = rule("your function", area.below(1), painter).beside(1);
    for (text, row) in rows.into_iter().zip(area.rows()) {
        let text = cut(text, row.width);
        painter.line(row, &text, painter.theme.dim());
    }
}

fn rests(scene: &Workbook, area: Rect, painter: &mut Painter) {
    let Some(card) = &scene.card else { return };
    let below = rule("the equation", area, painter);
    let words = wrap(&scene.rests_on, below.width.saturating_sub(2));
    let high = below.height.saturating_sub(cells(words.len()));
    equation::draw(card, painter.theme, below.first_rows(high), painter.buffer);
    for (line, row) in words.iter().zip(below.below(high).beside(1).rows()) {
        painter.line(row, line, painter.theme.dim());
    }
}

fn cases(scene: &Workbook, area: Rect, painter: &mut Painter) {
    let theme = painter.theme;
    let area = {
        painter.line(area, &"─".repeat(area.width.into()), theme.rule());
        area
    };
    let mut x = painter.write(area, (area.x + 1, area.y), " cases ", theme.title());
    for (name, outcome) in &scene.cases {
        let (sign, style) = match outcome {
            _ if scene.is_old => ("·", theme.dim()),
            Some(true) => ("✓", theme.right()),
            Some(false) => ("✗", theme.wrong()),
            None => ("·", theme.dim()),
        };
        if x + width(name) + 4 > area.right() {
            break;
        }
        x = painter.write(area, (x, area.y), &format!(" {name} "), theme.dim());
        x = painter.write(area, (x, area.y), sign, style);
        x = painter.write(area, (x, area.y), " ", theme.dim());
    }
}

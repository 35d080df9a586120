//! From a scene to a screen: widgets, the theme, and layouts from 80×24 up.
//!
//! The view knows only the scene. It computes nothing that a reader could want to know. Of ratatui's widgets it uses those that lose
//! nothing: a canvas and a chart know colours alone, and without colour it is weight and dashes that tell lines apart.

mod axes;
mod block;
mod contents;
mod curve;
mod diagram;
mod dots;
mod equation;
mod heat_map;
mod image;
mod layout;
mod maths;
mod matrices;
mod overlay;
mod painter;
mod plane;
mod regions;
mod surface;
mod table;
pub mod theme;
mod when;

use ratatui::buffer::Buffer;
use ratatui::layout::{Offset, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Paragraph, Widget, Wrap};

use crate::scene::wrap::{cut_at_word, width, wrap};
use crate::scene::{KeyHint, Panel, Picture, Scene, Target};
pub use contents::draw_contents;
pub use equation::in_words;
pub use layout::is_roomy;
pub use painter::HitMap;
use painter::{Painter, Parts as _};
pub use theme::Theme;

/// Draws a scene into an area of any size, and says where a click would land.
pub fn draw(scene: &Scene, theme: Theme, area: Rect, buffer: &mut Buffer) -> HitMap {
    let mut painter = Painter::new(theme, buffer);
    if area.width < 20 || area.height < 4 {
        sentence(scene, area, painter.buffer);
    } else if area.width < 40 || area.height < 12 {
        equation::numbers_alone(&scene.equation, theme, area, painter.buffer);
    } else {
        header(scene, area.first_rows(1), &mut painter);
        for (panel, area) in layout::panels(area, scene.focus) {
            draw_panel(scene, panel, area, &mut painter);
        }
        footer(scene.notice.as_deref(), &scene.keys, area, &mut painter);
    }
    if let Some(page) = &scene.overlay {
        painter.hits = HitMap::default();
        overlay::draw(page, theme, area, painter.buffer);
    }
    painter.hits
}

fn sentence(scene: &Scene, area: Rect, buffer: &mut Buffer) {
    let value = scene.equation.lines.last().map_or("", |line| &line.value);
    let number = &scene.equation.number;
    let text = format!("({number}) {value}: make the window larger");
    let text = Paragraph::new(text).wrap(Wrap { trim: true });
    text.render(area, buffer);
}

fn draw_panel(scene: &Scene, panel: Panel, area: Rect, painter: &mut Painter) {
    let inner = frame(scene, panel, area, painter);
    match panel {
        Panel::Where => diagram::draw(&scene.diagram, inner, painter),
        Panel::What => equation::draw(&scene.equation, painter.theme, inner, painter.buffer),
        Panel::Does => picture(&scene.picture, inner, painter),
        Panel::When => when::draw(&scene.when, inner, painter),
    }
}

fn picture(picture: &Picture, area: Rect, painter: &mut Painter) {
    match picture {
        Picture::Plane(plane) => plane::draw(plane, area, painter),
        Picture::Curve(curve) => curve::draw(curve, area, painter),
        Picture::Surface(surface) => surface::draw(surface, area, painter),
        Picture::Diagram(diagram) => diagram::draw(diagram, area, painter),
        Picture::Table(table) => table::draw(table, area, painter),
        Picture::Regions(regions) => regions::draw(regions, area, painter),
        Picture::Matrices(matrices) => matrices::draw(matrices, area, painter),
        Picture::Image(image) => image::draw(image, area, painter),
        // Drawn as a figure only: no dashboard shows it.
        Picture::Membrane(membrane) => painter.line(area, &membrane.title, Style::new()),
    }
}

/// Draws a rule with the panel's name and its tabs above it, heavy if it has the focus. Returns the panel's own area.
fn frame(scene: &Scene, panel: Panel, area: Rect, painter: &mut Painter) -> Rect {
    painter.hits.add(area, Target::Panel(panel));
    let theme = painter.theme;
    let focused = ("━", theme.title(), theme.focus());
    let plain = ("─", theme.rule(), theme.title());
    let is_focused = panel == scene.focus;
    let (rule, rule_style, name_style) = if is_focused { focused } else { plain };
    let row = area.first_rows(1);
    painter.line(row, &rule.repeat(area.width.into()), rule_style);
    let name = match panel {
        Panel::Where => "where",
        Panel::What => "what",
        Panel::Does => "does",
        Panel::When => scene.when.picture.title(),
    };
    let x = painter.write(row, (row.x + 1, row.y), &format!(" {name} "), name_style);
    let row = row.beside(x + 1 - row.x);
    match panel {
        Panel::What => tabs(&scene.equation.choices, Target::Choice, row, painter),
        Panel::Does => tabs(&scene.views, Target::View, row, painter),
        Panel::Where | Panel::When => {}
    }
    area.below(1)
}

/// Draws tabs that take clicks, as many as fit, always the selected one.
fn tabs(of: &(Vec<String>, usize), target: fn(usize) -> Target, row: Rect, painter: &mut Painter) {
    let (names, selected) = of;
    let dim = painter.theme.dim();
    let mut x = row.x;
    let first = first_tab(names, *selected, row.width);
    if first > 0 {
        x = painter.write(row, (x, row.y), "‹", dim);
    }
    for (number, name) in names.iter().enumerate().skip(first) {
        if number > *selected && x + width(name) + 2 > row.right() {
            painter.put((row.right() - 1, row.y), "›", dim);
            break;
        }
        let (text, style) = match number {
            number if number == *selected => (format!("[{name}]"), painter.theme.title()),
            _ => (format!(" {name} "), dim),
        };
        let end = painter.write(row, (x, row.y), &text, style);
        let tab = Rect::new(x, row.y, end - x, 1);
        painter.hits.add(tab, target(number));
        x = end;
    }
}

fn first_tab(names: &[String], selected: usize, room: u16) -> usize {
    let fits = |first: &usize| {
        let shown = names.iter().take(selected + 1).skip(*first);
        let used = shown.map(|name| u32::from(width(name)) + 2).sum::<u32>();
        used + u32::from(*first > 0) <= u32::from(room)
    };
    (0..=selected).find(fits).unwrap_or(selected)
}

/// Draws the line at the top: the stage, and as many facts as fit.
fn header(scene: &Scene, area: Rect, painter: &mut Painter) {
    let title = format!(" nn28 · {} ", scene.title);
    let mut used = width(&title) + 1;
    let mut spans = vec![Span::styled(title, painter.theme.title()), Span::raw(" ")];
    for (name, value) in &scene.facts {
        let name = format!("  {name} ");
        used += width(&name) + width(value);
        if used > area.width {
            break;
        }
        spans.push(Span::styled(name, painter.theme.dim()));
        spans.push(Span::raw(value));
    }
    Line::from(spans).render(area, painter.buffer);
}

/// Draws the line at the bottom of an area: a sentence, or the keys that matter now, as many as fit, always help and quit.
fn footer(notice: Option<&str>, keys: &[KeyHint], area: Rect, painter: &mut Painter) {
    let area = area.below(area.height - 1);
    if let Some(notice) = notice {
        return sentence_below(notice, area, painter);
    }
    let theme = painter.theme;
    let wide = |hint: &KeyHint| width(&hint.key) + width(&hint.does) + 3;
    let (first, always) = keys.split_at(keys.len().saturating_sub(2));
    let mut used = always.iter().map(wide).sum::<u16>();
    let fitting = first.iter().take_while(|hint| {
        used += wide(hint);
        used <= area.width
    });
    let spans = fitting.chain(always).flat_map(|hint| {
        let key = Span::styled(format!(" {}", hint.key), theme.title());
        [key, Span::styled(format!(" {} ", hint.does), theme.dim())]
    });
    Line::from(spans.collect::<Vec<_>>()).render(area, painter.buffer);
}

/// Draws a sentence in the line at the bottom; a longer one covers the row above as well, a still longer one is cut.
fn sentence_below(notice: &str, area: Rect, painter: &mut Painter) {
    let style = painter.theme.title();
    let room = area.width.saturating_sub(2);
    let lines = wrap(notice, room);
    let mut rest = notice;
    if lines.len() > 1 && area.y >= painter.buffer.area.y + 3 {
        let above = area.offset(Offset::new(0, -1));
        Clear.render(above, painter.buffer);
        Line::styled(format!(" {}", lines[0]), style).render(above, painter.buffer);
        rest = notice.get(lines[0].len()..).map_or("", str::trim_start);
    }
    let rest = format!(" {}", cut_at_word(rest, room));
    Line::styled(rest, style).render(area, painter.buffer);
}

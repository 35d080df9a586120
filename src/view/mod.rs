//! From a scene to a screen: widgets, the theme, and layouts from 80×24 up.
//!
//! The view knows only the scene. It computes nothing that a reader could want to know. Of ratatui's widgets it uses those that lose
//! nothing: a canvas and a chart know colours alone, and without colour it is weight and dashes that tell lines apart.

mod axes;
mod block;
mod confusion;
mod contents;
mod curve;
mod diagram;
mod dots;
mod equation;
mod heat_map;
mod image;
mod layout;
mod lines;
mod maths;
mod matrices;
mod overlay;
mod painter;
mod plane;
mod regions;
mod surface;
mod table;
pub mod theme;
mod training;
mod workbook;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Paragraph, Widget, Wrap};

use crate::scene::wrap::width;
use crate::scene::{Pane, Picture, Scene, Target};
pub use contents::draw_contents;
pub use equation::in_words;
use layout::Layout;
pub use painter::HitMap;
use painter::{Painter, Parts as _};
pub use theme::Theme;
pub use workbook::draw_workbook;

/// The columns from which a word is beside the mark of an exercise.
const WORDY: u16 = 36;

/// Draws a scene into an area of any size, and says where a click would land.
pub fn draw(scene: &Scene, theme: Theme, area: Rect, buffer: &mut Buffer) -> HitMap {
    let mut painter = Painter::new(theme, buffer);
    if area.width < 20 || area.height < 4 {
        sentence(scene, area, painter.buffer);
    } else if area.width < 40 || area.height < 12 {
        equation::numbers_alone(&scene.equation, theme, area, painter.buffer);
    } else {
        screen(scene, area, &mut painter);
    }
    if let Some(page) = &scene.overlay {
        let covered = overlay::draw(page, theme, area, painter.buffer);
        painter.hits.keep_keys(covered);
    }
    painter.hits
}

fn screen(scene: &Scene, area: Rect, painter: &mut Painter) {
    let layout = Layout::of(area, scene.focus, scene.is_zoomed);
    lines::header(scene, layout.header, painter);
    for (pane, area) in layout.panes {
        draw_pane(scene, pane, area, painter);
    }
    if layout.bar.height > 0 {
        lines::bar(scene, layout.bar, painter);
    }
    lines::words(scene, layout.words, layout.is_low, painter);
    lines::keys(&scene.keys, layout.keys, painter);
}

fn sentence(scene: &Scene, area: Rect, buffer: &mut Buffer) {
    let value = scene.equation.lines.last().map_or("", |line| &line.value);
    let number = &scene.equation.number;
    let text = format!("({number}) {value}: make the window larger");
    let text = Paragraph::new(text).wrap(Wrap { trim: true });
    text.render(area, buffer);
}

fn draw_pane(scene: &Scene, pane: Pane, area: Rect, painter: &mut Painter) {
    let inner = frame(scene, pane, area, painter);
    match pane {
        Pane::Network => diagram::draw(&scene.diagram, inner, painter),
        Pane::Equation => equation::draw(&scene.equation, painter.theme, inner, painter.buffer),
        Pane::Picture => picture(&scene.picture, inner, painter),
        Pane::Training => training::draw(&scene.training, inner, painter),
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
        // Drawn as figures only: no dashboard shows them.
        Picture::Units(units) => painter.line(area, &units.title, Style::new()),
        Picture::Membrane(membrane) => painter.line(area, &membrane.title, Style::new()),
    }
}

/// Draws a rule with the pane's name and its tabs above it, heavy if it has the focus. Returns the pane's own area.
fn frame(scene: &Scene, pane: Pane, area: Rect, painter: &mut Painter) -> Rect {
    painter.hits.add(area, Target::Pane(pane));
    let theme = painter.theme;
    let focused = ("━", theme.title(), theme.focus());
    let plain = ("─", theme.rule(), theme.title());
    let is_focused = pane == scene.focus;
    let (rule, rule_style, name_style) = if is_focused { focused } else { plain };
    let row = area.first_rows(1);
    painter.line(row, &rule.repeat(area.width.into()), rule_style);
    let x = painter.write(row, (row.x + 1, row.y), &format!(" {pane} "), name_style);
    let row = row.beside(x + 1 - row.x);
    match pane {
        Pane::Equation => {
            let row = mark(scene.equation.mark, row, painter);
            tabs(&scene.equation.choices, Target::Choice, row, painter);
        }
        Pane::Picture => tabs(&scene.views, Target::View, row, painter),
        Pane::Network | Pane::Training => {}
    }
    area.below(1)
}

/// Writes the mark of the reader's exercise at the right end of a row, with a word where there is room. Returns the rest of the row.
fn mark(mark: Option<char>, row: Rect, painter: &mut Painter) -> Rect {
    let Some(mark) = mark else {
        return row;
    };
    let word = if row.width < WORDY { "" } else { "yours " };
    let text = format!(" {word}{mark} ");
    let rest = row.width.saturating_sub(width(&text));
    let end = row.beside(rest);
    painter.write(end, (end.x, end.y), &text, Style::new());
    row.first_columns(rest)
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
        let signs = u32::from(*first > 0) + u32::from(selected + 1 < names.len());
        used + signs <= u32::from(room)
    };
    (0..=selected).find(fits).unwrap_or(selected)
}

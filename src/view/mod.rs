//! From a scene to a screen: widgets, the theme, and layouts from 80×24 up.
//!
//! The view knows only the scene. It computes nothing that a reader could want to know.

mod block;
mod braille;
mod contents;
mod curve;
mod diagram;
mod equation;
mod heat_map;
mod image;
mod layout;
mod maths;
mod matrices;
mod overlay;
mod plane;
mod raster;
mod regions;
mod surface;
mod table;
pub mod theme;
mod when;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Paragraph, Widget, Wrap};

use crate::scene::{KeyHint, Panel, Picture, Scene, Target, wrap};
pub use contents::draw_contents;
pub use equation::in_words;
use layout::{Places, Screen};
pub use theme::Theme;

/// Where a click can land, and what it meets there.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HitMap(Vec<(Rect, HitTarget)>);

#[derive(Debug, Clone, Copy, PartialEq)]
enum HitTarget {
    Whole(Target),
    /// A picture, in which the place of the click counts.
    Picture,
}

impl HitMap {
    fn add(&mut self, area: Rect, target: Target) {
        self.0.push((area, HitTarget::Whole(target)));
    }

    fn add_picture(&mut self, area: Rect) {
        self.0.push((area, HitTarget::Picture));
    }

    /// What stands at a column and a row of the screen; of several things the one drawn last.
    #[must_use]
    pub fn at(&self, column: u16, row: u16) -> Option<Target> {
        let place = Position::new(column, row);
        let (area, spot) = self.0.iter().rev().find(|(area, _)| area.contains(place))?;
        Some(match spot {
            HitTarget::Whole(target) => *target,
            HitTarget::Picture => Target::Point {
                across: fraction(column - area.x, area.width),
                up: 1.0 - fraction(row - area.y, area.height),
            },
        })
    }
}

/// The middle of a cell as a fraction of the way along a row of cells.
fn fraction(cell: u16, count: u16) -> f64 {
    (f64::from(cell) + 0.5) / f64::from(count)
}

/// Draw a scene into an area of any size, and say where a click would land.
pub fn draw(scene: &Scene, theme: Theme, area: Rect, buffer: &mut Buffer) -> HitMap {
    let mut hits = HitMap::default();
    match layout::screen(area, scene.focus) {
        Screen::Sentence => sentence(scene, area, buffer),
        Screen::Numbers => equation::numbers_alone(&scene.equation, theme, area, buffer),
        Screen::Places(places) => draw_places(scene, theme, &places, buffer, &mut hits),
    }
    if let Some(page) = &scene.overlay {
        hits = HitMap::default();
        overlay::draw(page, theme, area, buffer);
    }
    hits
}

/// Whether all four places show in an area of this size.
#[must_use]
pub fn is_roomy(width: u16, height: u16) -> bool {
    layout::is_roomy(Rect::new(0, 0, width, height))
}

fn sentence(scene: &Scene, area: Rect, buffer: &mut Buffer) {
    let value = scene.equation.lines.last().map_or("", |line| &line.value);
    let text = format!(
        "({}) {value}: make the window larger",
        scene.equation.number
    );
    Paragraph::new(text)
        .wrap(Wrap { trim: true })
        .render(area, buffer);
}

fn draw_places(
    scene: &Scene,
    theme: Theme,
    places: &Places,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    header(scene, theme, places.header, buffer);
    for (panel, area) in &places.panels {
        let inner = frame(scene, theme, *panel, *area, buffer, hits);
        match panel {
            Panel::Where => diagram::draw(&scene.diagram, theme, inner, buffer, hits),
            Panel::What => equation::draw(&scene.equation, theme, inner, buffer),
            Panel::Does => picture(&scene.picture, theme, inner, buffer, hits),
            Panel::When => when::draw(&scene.when, theme, inner, buffer, hits),
        }
    }
    footer_of(
        scene.notice.as_deref(),
        &scene.keys,
        theme,
        places.footer,
        buffer,
    );
}

fn picture(picture: &Picture, theme: Theme, area: Rect, buffer: &mut Buffer, hits: &mut HitMap) {
    match picture {
        Picture::Plane(plane) => plane::draw(plane, theme, area, buffer, hits),
        Picture::Curve(curve) => curve::draw(curve, theme, area, buffer),
        Picture::Surface(surface) => surface::draw(surface, theme, area, buffer),
        Picture::Diagram(diagram) => diagram::draw(diagram, theme, area, buffer, hits),
        Picture::Table(table) => table::draw(table, theme, area, buffer),
        Picture::Regions(regions) => regions::draw(regions, theme, area, buffer, hits),
        Picture::Matrices(matrices) => matrices::draw(matrices, theme, area, buffer, hits),
        Picture::Image(image) => image::draw(image, theme, area, buffer),
        // Drawn as a figure only: no dashboard shows it.
        Picture::Membrane(membrane) => {
            buffer.set_stringn(
                area.x,
                area.y,
                &membrane.title,
                area.width.into(),
                Style::new(),
            );
        }
    }
}

/// A rule with the panel's name and its tabs above it; heavy where the focus is. What is left is the panel's own.
fn frame(
    scene: &Scene,
    theme: Theme,
    panel: Panel,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) -> Rect {
    hits.add(area, Target::Panel(panel));
    let focused = scene.focus == panel;
    let rule = if focused { "━" } else { "─" };
    let style = if focused { theme.title() } else { theme.rule() };
    for x in area.left()..area.right() {
        buffer.set_string(x, area.y, rule, style);
    }
    let name = match panel {
        Panel::Where => "where",
        Panel::What => "what",
        Panel::Does => "does",
        Panel::When => scene.when.picture.title(),
    };
    let mut x = put(
        buffer,
        area,
        area.x + 1,
        &format!(" {name} "),
        if focused {
            theme.focus()
        } else {
            theme.title()
        },
    );
    let (tabs, selected, target): (&[String], usize, fn(usize) -> Target) = match panel {
        Panel::What => (
            &scene.equation.choices.0,
            scene.equation.choices.1,
            Target::Choice,
        ),
        Panel::Does => (&scene.views.0, scene.views.1, Target::View),
        Panel::Where | Panel::When => (&[], 0, Target::Choice),
    };
    x += 1;
    let first = first_tab(tabs, selected, area.right().saturating_sub(x).into());
    if first > 0 {
        x = put(buffer, area, x, "‹", theme.dim());
    }
    for (number, tab) in tabs.iter().enumerate().skip(first) {
        let text = if number == selected {
            format!("[{tab}]")
        } else {
            format!(" {tab} ")
        };
        if number > selected && x + Span::raw(&text).width() as u16 > area.right() {
            put(buffer, area, area.right() - 1, "›", theme.dim());
            break;
        }
        let style = if number == selected {
            theme.title()
        } else {
            theme.dim()
        };
        let end = put(buffer, area, x, &text, style);
        hits.add(Rect::new(x, area.y, end - x, 1), target(number));
        x = end;
    }
    Rect::new(
        area.x,
        area.y + 1,
        area.width,
        area.height.saturating_sub(1),
    )
}

/// The first of the tabs that show, so that the selected one does.
fn first_tab(tabs: &[String], selected: usize, room: usize) -> usize {
    let wide = |tab: &String| Span::raw(tab).width() + 2;
    let fits = |first: &usize| {
        let before = usize::from(*first > 0);
        let until = tabs.iter().take(selected + 1).skip(*first);
        until.map(wide).sum::<usize>() + before <= room
    };
    (0..=selected).find(fits).unwrap_or(selected)
}

/// Write a text in the first row of an area, cut at its right edge; returns where it ends.
fn put(buffer: &mut Buffer, area: Rect, x: u16, text: &str, style: Style) -> u16 {
    let room = area.right().saturating_sub(x);
    if room == 0 || area.height == 0 {
        return x.min(area.right());
    }
    buffer.set_stringn(x, area.y, text, room.into(), style).0
}

/// The line above: stage, and what there is to know of it.
fn header(scene: &Scene, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let mut spans = vec![
        Span::styled(format!(" nn28 · {} ", scene.title), theme.title()),
        Span::raw(" "),
    ];
    let mut width: usize = spans.iter().map(Span::width).sum();
    for (name, value) in &scene.facts {
        let fact = [
            Span::styled(format!("  {name} "), theme.dim()),
            Span::raw(value.clone()),
        ];
        width += fact.iter().map(Span::width).sum::<usize>();
        if width > area.width.into() {
            break;
        }
        spans.extend(fact);
    }
    Line::from(spans).render(area, buffer);
}

/// A sentence in the line below; a longer one lies over the row above that as well. A still longer one ends with a sign.
fn sentence_below(notice: &str, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let room = area.width.saturating_sub(2);
    let lines = wrap::wrap(notice, room);
    let has_two = lines.len() > 1 && area.y >= buffer.area.y + 3;
    let (first, second) = if has_two {
        let rest = notice.get(lines[0].len()..).unwrap_or_default();
        (Some(lines[0].as_ref()), rest.trim_start())
    } else {
        (None, notice)
    };
    if let Some(first) = first {
        let above = Rect {
            y: area.y - 1,
            ..area
        };
        Clear.render(above, buffer);
        Line::styled(format!(" {first}"), theme.title()).render(above, buffer);
    }
    let second = wrap::cut_at_word(second, room);
    Line::styled(format!(" {second}"), theme.title()).render(area, buffer);
}

/// The line below: a sentence if there is one, else the keys that matter now, as many as fit, always help and quit.
fn footer_of(
    notice: Option<&str>,
    keys: &[KeyHint],
    theme: Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    if let Some(notice) = notice {
        return sentence_below(notice, theme, area, buffer);
    }
    let width = |hint: &KeyHint| Span::raw(&hint.key).width() + Span::raw(&hint.does).width() + 3;
    let (first, always) = keys.split_at(keys.len().saturating_sub(2));
    let mut room = usize::from(area.width).saturating_sub(always.iter().map(width).sum());
    let fitting = first.iter().take_while(|hint| {
        let fits = width(hint) <= room;
        room = room.saturating_sub(width(hint));
        fits
    });
    let spans = fitting.chain(always).flat_map(|hint| {
        [
            Span::styled(format!(" {}", hint.key), theme.title()),
            Span::styled(format!(" {} ", hint.does), theme.dim()),
        ]
    });
    Line::from(spans.collect::<Vec<_>>()).render(area, buffer);
}

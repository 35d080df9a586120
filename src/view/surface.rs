//! What it does, from the side: a surface of filled cells, painted from back to front.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::dots::{Dot, Point, Raster};
use super::painter::{Painter, Parts as _};
use crate::scene::colour::viridis;
use crate::scene::projection::{Projection, Seen};
use crate::scene::wrap::width;
use crate::scene::{MarkKind, Surface, short, text};

/// A line of the grid is drawn on the surface every so many cells.
const GRID: usize = 16;
/// How much wider than high a unit may be drawn: the two ranges have no common scale, and screens are wide.
const WIDEST: f64 = 1.7;

pub(super) fn draw(surface: &Surface, area: Rect, painter: &mut Painter) {
    if area.width < 20 || area.height < 7 {
        return;
    }
    let inner = area.below(1).first_rows(area.height - 2);
    let eye = Eye::new(surface, inner);
    let mut raster = Raster::new(inner, |_, _| Dot::Empty);
    ground(&eye, &mut raster);
    draw_cells(surface, &eye, &mut raster);
    decision_lines(surface, &eye, &mut raster);
    raster.render(painter);
    labels(surface, &eye, inner, painter);
    let (wrong, title) = (painter.theme.wrong(), painter.theme.title());
    let title = if surface.mirrored { wrong } else { title };
    painter.write(area, (area.x + 1, area.y), &surface.title, title);
    let (yaw, pitch) = (text(surface.yaw, 1), text(surface.pitch, 1));
    let angles = format!("turned {yaw}°, seen from {pitch}°");
    let below = (area.x + 1, area.bottom() - 1);
    painter.write(area, below, &angles, painter.theme.dim());
}

/// From fractions of the plane and a height to dots of the raster.
struct Eye {
    projection: Projection,
    middle: (f64, f64),
    scale: (f64, f64),
}

impl Eye {
    fn new(surface: &Surface, area: Rect) -> Self {
        let (width, height) = (f64::from(area.width), 2.0 * f64::from(area.height));
        // The farthest corners are √2 across; upwards the worst pitch gives about 1.55.
        let scale = (height / 2.9).min(width / 3.1);
        Self {
            projection: Projection::new(surface.yaw, surface.pitch),
            middle: (width / 2.0, height / 2.0),
            scale: ((width / 3.1).min(scale * WIDEST), scale),
        }
    }

    fn see(&self, across: f64, up: f64, height: f64) -> Point {
        let seen = self.project(across, up, height);
        let (right, above) = (self.scale.0 * seen.across, self.scale.1 * seen.up);
        (self.middle.0 + right, self.middle.1 - above)
    }

    fn project(&self, across: f64, up: f64, height: f64) -> Seen {
        let [across, up, height] = [across, up, height].map(|part| 2.0 * part - 1.0);
        self.projection.see(across, up, height)
    }
}

fn ground(eye: &Eye, raster: &mut Raster) {
    let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)];
    for ends in corners.map(|(x, y)| eye.see(x, y, 0.0)).windows(2) {
        raster.line(ends[0], ends[1], |_| Dot::Faint);
    }
}

fn draw_cells(surface: &Surface, eye: &Eye, raster: &mut Raster) {
    let field = &surface.field;
    let across = |c: usize| c as f64 / (field.columns - 1) as f64;
    let up = |r: usize| r as f64 / (field.rows - 1) as f64;
    let depth = |c: usize, r: usize| eye.project(across(c), up(r), 0.5).depth;
    let cells = (0..field.rows - 1).flat_map(|r| (0..field.columns - 1).map(move |c| (c, r)));
    // Lines that are thinner than a dot would be specks.
    let has_grid = eye.scale.0.min(eye.scale.1) > field.columns.max(field.rows) as f64;
    let mut cells: Vec<_> = cells.map(|(c, r)| (depth(c, r), c, r)).collect();
    cells.sort_by(|one, other| other.0.total_cmp(&one.0));
    for (_, c, r) in cells {
        let corners = [(c, r), (c + 1, r), (c + 1, r + 1), (c, r + 1)];
        let height = corners.iter().map(|(c, r)| field.at(*c, *r)).sum::<f64>() / 4.0;
        // The lines of the grid are a little darker than the surface around them, so that its form shows.
        let is_on_grid = has_grid && (c % GRID == 0 || r % GRID == 0);
        let darker = (height - 0.12).max(0.0);
        let shade = if is_on_grid { darker } else { height };
        let corners = corners.map(|(c, r)| eye.see(across(c), up(r), field.at(c, r)));
        raster.fill(&corners, Dot::Heat(shade));
    }
}

/// The line a = 0 on the surface, as far as nothing is in front of it.
fn decision_lines(surface: &Surface, eye: &Eye, raster: &mut Raster) {
    let at = |(x, y): Point| eye.see(surface.x.fraction(x), surface.y.fraction(y), 0.5);
    for ends in surface.lines.iter().flat_map(|line| line.points.windows(2)) {
        raster.line(at(ends[0]), at(ends[1]), |_| Dot::Line(0.5));
    }
}

/// The names of the axes at the two edges nearest to the eye, and the marked points.
fn labels(surface: &Surface, eye: &Eye, area: Rect, painter: &mut Painter) {
    let theme = painter.theme;
    let (dim, ink) = (theme.dim(), theme.letter(Some('x')));
    let mut put = |at: Point, text: &str, style: Style| {
        let last = area.width.saturating_sub(width(text));
        let x = area.x + at.0.clamp(0.0, last.into()) as u16;
        let y = area.y + (at.1 / 2.0).clamp(0.0, f64::from(area.height - 1)) as u16;
        painter.write(area, (x, y), text, style);
    };
    let depth = |(across, up): Point| eye.project(across, up, 0.0).depth;
    let is_below = depth((0.5, -0.14)) < depth((0.5, 1.14));
    let is_left = depth((-0.14, 0.5)) < depth((1.14, 0.5));
    let [row, column] = [is_below, is_left].map(|is_before| if is_before { -0.14 } else { 1.14 });
    // On a small picture they would run into each other.
    if eye.scale.1 > 12.0 {
        let ends = |(from, to): (f64, f64)| [(0.04, short(from)), (0.96, short(to))];
        for (at, number) in ends(surface.x.range) {
            put(eye.see(at, row, 0.0), &number, dim);
        }
        for (at, number) in ends(surface.y.range) {
            put(eye.see(column, at, 0.0), &number, dim);
        }
    }
    put(eye.see(0.5, row, 0.0), &surface.x.label, ink);
    put(eye.see(column, 0.5, 0.0), &surface.y.label, ink);
    let marks = surface.marks.iter();
    for mark in marks.filter(|mark| mark.kind == MarkKind::Current) {
        let (across, up) = (surface.x.fraction(mark.x), surface.y.fraction(mark.y));
        let height = surface.field.between(across, up);
        let style = theme.over(viridis(height));
        let at = eye.see(across, up, height);
        put(at, "◉", style);
        let label = format!(" {} ", mark.label);
        put((at.0 + 2.0, at.1 - 2.0), &label, style);
    }
}

//! What it does, from the side: a surface of filled cells, painted from back to front.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::raster::{Dot, Raster};
use super::theme::Theme;
use crate::scene::projection::Projection;
use crate::scene::wrap::width;
use crate::scene::{MarkKind, Surface, short, text};

/// Every how many cells a line of the grid is drawn on the surface.
const GRID: usize = 16;

pub(super) fn draw(surface: &Surface, theme: Theme, area: Rect, buffer: &mut Buffer) {
    if area.width < 20 || area.height < 7 {
        return;
    }
    let inner = Rect {
        y: area.y + 1,
        height: area.height - 2,
        ..area
    };
    let eye = Eye::new(surface, inner);
    let mut raster = Raster::new(inner);
    ground(&eye, &mut raster);
    cells(surface, &eye, &mut raster);
    decision_lines(surface, &eye, &mut raster);
    raster.render(theme, inner, buffer);
    labels(surface, &eye, theme, inner, buffer);
    let title = if surface.mirrored {
        theme.wrong()
    } else {
        theme.title()
    };
    buffer.set_stringn(
        area.x + 1,
        area.y,
        &surface.title,
        area.width.saturating_sub(1).into(),
        title,
    );
    let angles = format!(
        "turned {}°, seen from {}°",
        text(surface.yaw, 1),
        text(surface.pitch, 1)
    );
    buffer.set_stringn(
        area.x + 1,
        area.bottom() - 1,
        angles,
        area.width.saturating_sub(1).into(),
        theme.dim(),
    );
}

/// From fractions of the plane and a height to dots of the raster.
struct Eye {
    projection: Projection,
    middle: (f64, f64),
    scale: (f64, f64),
}

/// How much wider than high a unit may be drawn: the two ranges have no common scale, and screens are wide.
const WIDEST: f64 = 1.7;

impl Eye {
    fn new(surface: &Surface, area: Rect) -> Self {
        let (width, height) = (f64::from(area.width), 2.0 * f64::from(area.height));
        // The farthest corners stand √2 across; upwards the worst pitch gives about 1.55.
        let scale = (height / 2.9).min(width / 3.1);
        let scale = ((width / 3.1).min(scale * WIDEST), scale);
        Self {
            projection: Projection::new(surface.yaw, surface.pitch),
            middle: (width / 2.0, height / 2.0),
            scale,
        }
    }

    fn see(&self, across: f64, up: f64, height: f64) -> ((f64, f64), f64) {
        let seen = self
            .projection
            .see(2.0 * across - 1.0, 2.0 * up - 1.0, 2.0 * height - 1.0);
        (
            (
                self.middle.0 + self.scale.0 * seen.across,
                self.middle.1 - self.scale.1 * seen.up,
            ),
            seen.depth,
        )
    }
}

/// The outline of the plane at height 0.
fn ground(eye: &Eye, raster: &mut Raster) {
    let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)];
    for ends in corners.windows(2) {
        let at = |(x, y): (f64, f64)| eye.see(x, y, 0.0).0;
        raster.line(at(ends[0]), at(ends[1]), |_| Dot::Faint);
    }
}

fn cells(surface: &Surface, eye: &Eye, raster: &mut Raster) {
    let field = &surface.field;
    let fraction = |cell: usize, count: usize| cell as f64 / (count - 1) as f64;
    let corner = |c: usize, r: usize| {
        eye.see(
            fraction(c, field.columns),
            fraction(r, field.rows),
            field.at(c, r),
        )
    };
    let mut cells: Vec<(f64, usize, usize)> = Vec::new();
    for r in 0..field.rows - 1 {
        for c in 0..field.columns - 1 {
            let middle = (fraction(c, field.columns), fraction(r, field.rows));
            cells.push((eye.see(middle.0, middle.1, 0.5).1, c, r));
        }
    }
    cells.sort_by(|one, other| other.0.total_cmp(&one.0));
    for (_, c, r) in cells {
        let corners = [(c, r), (c + 1, r), (c + 1, r + 1), (c, r + 1)];
        let height = corners.iter().map(|(c, r)| field.at(*c, *r)).sum::<f64>() / 4.0;
        // The lines of the grid are a little darker than the surface around them, so that its form shows.
        let on_grid = c % GRID == 0 || r % GRID == 0;
        let shade = if on_grid {
            (height - 0.12).max(0.0)
        } else {
            height
        };
        raster.fill(&corners.map(|(c, r)| corner(c, r).0), Dot::Heat(shade));
    }
}

/// The line a = 0 on the surface, as far as nothing stands before it.
fn decision_lines(surface: &Surface, eye: &Eye, raster: &mut Raster) {
    for ends in surface.lines.iter().flat_map(|line| line.points.windows(2)) {
        let at = |(x, y): (f64, f64)| eye.see(surface.x.fraction(x), surface.y.fraction(y), 0.5).0;
        raster.line(at(ends[0]), at(ends[1]), |_| Dot::Line(0.5));
    }
}

/// The names of the axes at the two edges nearest to the eye, and the marked points.
fn labels(surface: &Surface, eye: &Eye, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let mut put = |at: (f64, f64), text: &str, style: Style| {
        let width = f64::from(width(text));
        let x = at.0.clamp(0.0, (f64::from(area.width) - width).max(0.0)) as u16;
        let y = (at.1 / 2.0).clamp(0.0, f64::from(area.height - 1)) as u16;
        buffer.set_stringn(
            area.x + x,
            area.y + y,
            text,
            usize::from(area.width - x),
            style,
        );
    };
    let nearer = |one: (f64, f64), other: (f64, f64)| {
        if eye.see(one.0, one.1, 0.0).1 < eye.see(other.0, other.1, 0.0).1 {
            one
        } else {
            other
        }
    };
    let ink = theme.letter(Some('x'));
    let row = nearer((0.5, -0.14), (0.5, 1.14)).1;
    let column = nearer((-0.14, 0.5), (1.14, 0.5)).0;
    let ends =
        |axis: &crate::scene::Axis| [(0.04, short(axis.range.0)), (0.96, short(axis.range.1))];
    // On a small picture they would run into each other.
    let roomy = eye.scale.1 > 12.0;
    for (at, number) in ends(&surface.x).into_iter().filter(|_| roomy) {
        put(eye.see(at, row, 0.0).0, &number, theme.dim());
    }
    for (at, number) in ends(&surface.y).into_iter().filter(|_| roomy) {
        put(eye.see(column, at, 0.0).0, &number, theme.dim());
    }
    put(eye.see(0.5, row, 0.0).0, &surface.x.label, ink);
    put(eye.see(column, 0.5, 0.0).0, &surface.y.label, ink);
    for mark in surface
        .marks
        .iter()
        .filter(|mark| mark.kind == MarkKind::Current)
    {
        let (across, up) = (surface.x.fraction(mark.x), surface.y.fraction(mark.y));
        let height = surface.field.between(across, up);
        put(eye.see(across, up, height).0, "◉", theme.over_heat(height));
        let above = eye.see(across, up, height).0;
        put(
            (above.0 + 2.0, above.1 - 2.0),
            &format!(" {} ", mark.label),
            theme.over_heat(height),
        );
    }
}

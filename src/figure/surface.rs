//! A surface over the plane: opaque strips painted from the back to the front, on the floor of a box.
//!
//! Colour says how high, as in the heat map; the net of lines says how steep, also without colour.

mod scales;
mod strips;

use strips::{Strip, stations, strips};

use super::canvas::{Canvas, Point, Stroke};
use super::frame::{around, beside};
use super::marks::{draw_hidden_line, draw_hidden_mark, draw_mark};
use super::number::{sound, ticks};
use super::text::{Anchor, Rect, Text};
use super::theme::Tone;
use crate::scene::colour::{Rgb, viridis};
use crate::scene::projection::{Projection, Seen};
use crate::scene::{Axis, Field, Series, Surface};

/// As wide as this, and as high as the box then is, within reason.
const WIDTH: f64 = 372.0;
const HIGHEST: f64 = 420.0;

pub(super) fn size(surface: &Surface) -> (f64, f64) {
    let view = View::new(surface, &Rect::new(0.0, 0.0, WIDTH, HIGHEST));
    let box_seen = bounds(CORNERS.map(|corner| view.spot(corner)));
    (WIDTH, box_seen.height() + AROUND.top + AROUND.bottom)
}

/// Cells along x and y, how many of them lie between lines of the net, and shades of the scale.
/// Strips follow the heights, so that few rows will do.
const COLUMNS: usize = 40;
const ROWS: usize = 16;
const NET: (usize, usize) = (5, 2);
const SHADES: usize = 40;

/// The room around the box for its numbers and names.
const AROUND: Rect = Rect {
    left: 46.0,
    top: 22.0,
    right: 40.0,
    bottom: 46.0,
};

pub(super) fn draw(surface: &Surface, canvas: &mut Canvas, room: Rect) {
    let view = View::new(surface, &room);
    let Field {
        columns,
        rows,
        values,
    } = &surface.field;
    let drawable = *columns > 1 && *rows > 1 && values.len() == columns * rows;
    view.draw_box(canvas);
    if drawable {
        view.draw_surface(canvas);
    }
    view.draw_heights(canvas, &room);
    view.draw_scales(canvas, &room);
    if drawable {
        view.draw_marks(canvas, &room);
        view.draw_line_labels(canvas, &room);
    }
}

/// A surface, and where each of its points is seen.
struct View<'a> {
    surface: &'a Surface,
    x: Axis,
    y: Axis,
    projection: Projection,
    centre: Point,
    scale: f64,
}

/// A place in the box: from 0 to 1 along both axes and upwards.
type Place = (f64, f64, f64);

impl<'a> View<'a> {
    fn new(surface: &'a Surface, room: &Rect) -> Self {
        let mut view = Self {
            surface,
            x: sound(&surface.x),
            y: sound(&surface.y),
            projection: Projection::new(surface.yaw, surface.pitch),
            centre: (0.0, 0.0),
            scale: 1.0,
        };
        let seen = bounds(CORNERS.map(|corner| view.spot(corner)));
        let inner = Rect {
            left: room.left + AROUND.left,
            top: room.top + AROUND.top,
            right: room.right - AROUND.right,
            bottom: room.bottom - AROUND.bottom,
        };
        view.scale = (inner.width() / seen.width()).min(inner.height() / seen.height());
        let (from, to) = (seen.centre(), inner.centre());
        view.centre = (to.0 - from.0 * view.scale, to.1 - from.1 * view.scale);
        view
    }

    fn see(&self, (x, y, height): Place) -> Seen {
        self.projection
            .see(2.0 * x - 1.0, 2.0 * y - 1.0, 2.0 * height - 1.0)
    }

    fn spot(&self, place: Place) -> Point {
        let seen = self.see(place);
        (
            self.centre.0 + self.scale * seen.across,
            self.centre.1 - self.scale * seen.up,
        )
    }

    fn height(&self, x: f64, y: f64) -> f64 {
        let height = smooth(&self.surface.field, x, y);
        if height.is_nan() {
            0.0
        } else {
            height.clamp(0.0, 1.0)
        }
    }

    fn on_surface(&self, x: f64, y: f64) -> Point {
        self.spot((x, y, self.height(x, y)))
    }

    /// Whether the surface stands between one of its points and the eye.
    fn is_hidden(&self, x: f64, y: f64) -> bool {
        let (yaw, pitch) = (
            self.surface.yaw.to_radians(),
            self.surface.pitch.to_radians(),
        );
        // Towards the eye; the projection shows heights at seven tenths.
        let (dx, dy) = (-yaw.sin() * pitch.cos(), -yaw.cos() * pitch.cos());
        let rise = pitch.sin() / 0.7;
        let height = self.height(x, y);
        let gaps = (2..300)
            .map(|step| f64::from(step) * 0.005)
            .map_while(|far| {
                let (x, y) = (x + far * dx, y + far * dy);
                let inside = (0.0..=1.0).contains(&x) && (0.0..=1.0).contains(&y);
                inside.then(|| self.height(x, y) - height - far * rise)
            });
        // A look that leaves below the surface may stay below it, and so may one above; one that changes sides is stopped.
        let sides: Vec<bool> = gaps
            .filter(|gap| gap.abs() > 0.01)
            .map(|gap| gap > 0.0)
            .collect();
        sides.windows(2).any(|pair| pair[0] != pair[1])
    }

    /// The upright edge of the box at the left, from below.
    fn upright(&self) -> (Place, Place) {
        let floor = [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)];
        let across = |corner: &(f64, f64)| self.spot((corner.0, corner.1, 0.0)).0;
        let leftmost = floor
            .into_iter()
            .min_by(|one, other| across(one).total_cmp(&across(other)));
        let (x, y) = leftmost.unwrap_or((0.0, 0.0));
        ((x, y, 0.0), (x, y, 1.0))
    }

    /// The corner of the floor that is nearest to the eye.
    fn nearest(&self) -> (f64, f64) {
        let far = |along: Place| self.see(along).depth > self.see((0.0, 0.0, 0.0)).depth;
        let near_end = |far: bool| if far { 0.0 } else { 1.0 };
        (
            near_end(far((1.0, 0.0, 0.0))),
            near_end(far((0.0, 1.0, 0.0))),
        )
    }

    /// The floor with its grid and the two walls at the back, with their lines at one half and at the top.
    fn draw_box(&self, canvas: &mut Canvas) {
        let (near_x, near_y) = self.nearest();
        let (far_x, far_y) = (1.0 - near_x, 1.0 - near_y);
        let rule = Stroke::new(Tone::Rule, 0.9);
        let floor = [
            (0.0, 0.0, 0.0),
            (1.0, 0.0, 0.0),
            (1.0, 1.0, 0.0),
            (0.0, 1.0, 0.0),
        ];
        canvas.area(floor.map(|place| self.spot(place)), Tone::Body);
        let mut line = |from: Place, to: Place| canvas.line([self.spot(from), self.spot(to)], rule);
        for (tick, _) in ticks(&self.x, 5) {
            let x = self.x.fraction(tick);
            line((x, 0.0, 0.0), (x, 1.0, 0.0));
            line((x, far_y, 0.0), (x, far_y, 1.0));
        }
        for (tick, _) in ticks(&self.y, 5) {
            let y = self.y.fraction(tick);
            line((0.0, y, 0.0), (1.0, y, 0.0));
            line((far_x, y, 0.0), (far_x, y, 1.0));
        }
        for height in [0.0, 0.5, 1.0] {
            line((0.0, far_y, height), (1.0, far_y, height));
            line((far_x, 0.0, height), (far_x, 1.0, height));
        }
    }

    /// Row after row from the back: its cells, the net over them, then the lines that run there.
    fn draw_surface(&self, canvas: &mut Canvas) {
        let (near_x, near_y) = self.nearest();
        let lines: Vec<Vec<Point>> = self
            .surface
            .lines
            .iter()
            .flat_map(|line| self.traced(line))
            .collect();
        for number in 0..ROWS {
            let row = if near_y > 0.5 {
                number
            } else {
                ROWS - 1 - number
            };
            self.draw_cells(canvas, row, near_x);
            self.draw_net(canvas, row, near_y);
            for line in &lines {
                self.draw_part(canvas, line, row, near_y);
            }
        }
        self.draw_edge(canvas, if near_y > 0.5 { ROWS } else { 0 });
        // Where a line runs behind a slope it shines through, dotted.
        for line in &lines {
            let hidden = |&(x, y): &Point| self.is_hidden(x, y);
            for run in line.chunk_by(|one, next| hidden(one) == hidden(next)) {
                if run.first().is_some_and(hidden) {
                    let spots = run.iter().map(|&(x, y)| self.on_surface(x, y));
                    draw_hidden_line(canvas, spots.collect());
                }
            }
        }
    }

    /// A row as strips of one shade each. Their ends follow the lines of equal height, so that strips of one shade
    /// in neighbouring rows meet.
    fn draw_cells(&self, canvas: &mut Canvas, row: usize, near_x: f64) {
        let edges = [row, row + 1].map(|end| self.heights_along(end));
        let mut strips = strips(&edges);
        if near_x < 0.5 {
            strips.reverse();
        }
        for Strip { shade, from, to } in strips {
            let edge = |side: usize| {
                let y = up(row + side);
                let columns = stations(from[side], to[side]).into_iter();
                columns.map(move |column| self.on_surface(column / COLUMNS as f64, y))
            };
            let around = edge(0).chain(edge(1).collect::<Vec<_>>().into_iter().rev());
            let height = shade as f64 / (SHADES - 1) as f64;
            canvas.area(around, Tone::Exactly(viridis(height)));
        }
    }

    fn heights_along(&self, row: usize) -> Vec<f64> {
        (0..=COLUMNS)
            .map(|column| self.height(across(column), up(row)))
            .collect()
    }

    /// The net over a row: its edge at the back, and the lines that cross it.
    fn draw_net(&self, canvas: &mut Canvas, row: usize, near_y: f64) {
        for column in (0..=COLUMNS).step_by(NET.0) {
            let x = across(column);
            canvas.line(
                [row, row + 1].map(|end| self.on_surface(x, up(end))),
                thread(),
            );
        }
        let back = if near_y > 0.5 { row } else { row + 1 };
        if back % NET.1 == 0 {
            self.draw_edge(canvas, back);
        }
    }

    fn draw_edge(&self, canvas: &mut Canvas, row: usize) {
        let y = up(row);
        canvas.line(
            (0..=COLUMNS).map(|end| self.on_surface(across(end), y)),
            thread(),
        );
    }

    /// A line's points as fractions of the axes, close enough together to follow the surface.
    fn traced(&self, line: &Series) -> Vec<Vec<Point>> {
        let mut runs = vec![Vec::new()];
        for pair in line.points.windows(2) {
            for step in 0..=4 * COLUMNS {
                let part = across(step) / 4.0;
                let x = self.x.fraction(pair[0].0 + (pair[1].0 - pair[0].0) * part);
                let y = self.y.fraction(pair[0].1 + (pair[1].1 - pair[0].1) * part);
                let within = (-1e-9..=1.0 + 1e-9).contains(&x) && (-1e-9..=1.0 + 1e-9).contains(&y);
                match runs.last_mut() {
                    Some(run) if within => run.push((x, y)),
                    Some(run) if !run.is_empty() => runs.push(Vec::new()),
                    _ => {}
                }
            }
        }
        runs.retain(|run| run.len() > 1);
        runs
    }

    /// The part of a line that runs over a row. It begins in the row behind, lest its edge cut it there.
    fn draw_part(&self, canvas: &mut Canvas, line: &[Point], row: usize, near_y: f64) {
        let part = |from: usize, to: usize| -> Vec<Point> {
            let rows = up(from) - 1e-9..=up(to) + 1e-9;
            let inside = line.iter().filter(|point| rows.contains(&point.1));
            inside.map(|&(x, y)| self.on_surface(x, y)).collect()
        };
        let (from, to) = if near_y > 0.5 {
            (row.saturating_sub(1), row + 1)
        } else {
            (row, row + 2)
        };
        canvas.line(part(from, to), Stroke::new(Tone::Text, 2.6));
    }

    fn draw_marks(&self, canvas: &mut Canvas, room: &Rect) {
        let lines = self.surface.lines.iter().flat_map(|line| self.traced(line));
        let mut avoid: Vec<Rect> = lines
            .flatten()
            .map(|(x, y)| around(self.on_surface(x, y), 4.0))
            .collect();
        for mark in &self.surface.marks {
            let (x, y) = (self.x.fraction(mark.x), self.y.fraction(mark.y));
            if !((0.0..=1.0).contains(&x) && (0.0..=1.0).contains(&y)) {
                continue;
            }
            let at = self.on_surface(x, y);
            if self.is_hidden(x, y) {
                draw_hidden_mark(canvas, at);
            } else {
                draw_mark(canvas, at, mark.kind);
            }
            avoid.push(around(at, 9.0));
            if !mark.label.is_empty() {
                let text = Text::new(&mark.label).fit(room.width() * 0.8);
                canvas.text_where_free(&beside(at), &text, room, &avoid);
            }
        }
    }

    /// The name of a line, beyond one of its ends.
    fn draw_line_labels(&self, canvas: &mut Canvas, room: &Rect) {
        for line in self
            .surface
            .lines
            .iter()
            .filter(|line| !line.label.is_empty())
        {
            let runs = self.traced(line);
            let Some(run) = runs.first() else { continue };
            let spot = |place: usize| self.on_surface(run[place].0, run[place].1);
            let (first, last) = (spot(0), spot(run.len() - 1));
            let mut ends = [
                (first, direction(last, first)),
                (last, direction(first, last)),
            ];
            ends.sort_by(|one, other| other.0.1.total_cmp(&one.0.1)); // The lower end is in front.
            let beyond = |((x, y), out): (Point, Point), far: f64| {
                (
                    (x + out.0 * far, y + out.1 * far + 5.0),
                    anchor_towards(out),
                )
            };
            let places: Vec<_> = [14.0, 20.0, 28.0, 40.0, 56.0]
                .into_iter()
                .flat_map(|far| ends.map(|end| beyond(end, far)))
                .chain(beside(first))
                .chain(beside(last))
                .collect();
            let text = Text::toned(&line.label, Tone::of_hue(line.hue)).fit(room.width() * 0.8);
            let (foot, top) = self.upright();
            let edge = (0..=20).map(|part| (foot.0, foot.1, top.2 * f64::from(part) / 20.0));
            let mut avoid: Vec<Rect> = edge.map(|place| around(self.spot(place), 8.0)).collect();
            avoid.extend([around(first, 6.0), around(last, 6.0)]);
            canvas.text_where_free(&places, &text, room, &avoid);
        }
    }
}

const CORNERS: [Place; 8] = [
    (0.0, 0.0, 0.0),
    (0.0, 0.0, 1.0),
    (0.0, 1.0, 0.0),
    (0.0, 1.0, 1.0),
    (1.0, 0.0, 0.0),
    (1.0, 0.0, 1.0),
    (1.0, 1.0, 0.0),
    (1.0, 1.0, 1.0),
];

/// The field between its points as a smooth surface (after Catmull and Rom): straight pieces would make a line across
/// the slope tremble.
fn smooth(field: &Field, across: f64, up: f64) -> f64 {
    let along = |row| cubic(across, field.columns, |column| field.at(column, row));
    cubic(up, field.rows, along)
}

/// The value at a fraction of the way along evenly spaced values, from the four nearest; beyond the ends they go on straight.
fn cubic(fraction: f64, count: usize, value: impl Fn(usize) -> f64) -> f64 {
    let place = fraction.clamp(0.0, 1.0) * (count - 1) as f64;
    let cell = (place as usize).min(count - 2);
    let t = place - cell as f64;
    let (here, next) = (value(cell), value(cell + 1));
    let before = if cell == 0 {
        2.0 * here - next
    } else {
        value(cell - 1)
    };
    let after = if cell + 2 == count {
        2.0 * next - here
    } else {
        value(cell + 2)
    };
    let bend = t * (2.0 * before - 5.0 * here + 4.0 * next - after);
    let twist = t * t * (3.0 * (here - next) + after - before);
    here + 0.5 * t * (next - before + bend + twist)
}

fn thread() -> Stroke {
    Stroke::new(Tone::Exactly(Rgb(0, 0, 0)), 0.6).opacity(0.35)
}

fn across(column: usize) -> f64 {
    column as f64 / COLUMNS as f64
}

fn up(row: usize) -> f64 {
    row as f64 / ROWS as f64
}

fn bounds(points: [Point; 8]) -> Rect {
    let least = |part: fn(&Point) -> f64| points.iter().map(part).fold(f64::INFINITY, f64::min);
    let most = |part: fn(&Point) -> f64| points.iter().map(part).fold(f64::NEG_INFINITY, f64::max);
    Rect {
        left: least(|point| point.0),
        top: least(|point| point.1),
        right: most(|point| point.0),
        bottom: most(|point| point.1),
    }
}

/// From a point towards another; downwards where they are one.
fn direction(from: Point, to: Point) -> Point {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    let length = x.hypot(y);
    if length < 1.0 {
        (0.0, 1.0)
    } else {
        (x / length, y / length)
    }
}

/// Text to the left of an edge ends there, text to the right begins there, text below is centred.
fn anchor_towards((across, _): Point) -> Anchor {
    match across {
        a if a < -0.35 => Anchor::End,
        a if a > 0.35 => Anchor::Start,
        _ => Anchor::Middle,
    }
}

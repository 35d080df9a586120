//! A surface over the plane: opaque strips painted from the back to the front, on the floor of a box.
//!
//! Colour says how high, as in the heat map; the net of lines says how steep, also without colour.

use super::canvas::{Canvas, Point, Stroke};
use super::frame::{along, beside, draw_mark};
use super::number::{sound, ticks};
use super::text::{Anchor, Rect, Text};
use super::theme::Tone;
use crate::scene::colour::{Rgb, viridis};
use crate::scene::projection::{Projection, Seen};
use crate::scene::{Axis, Series, Surface};

pub(super) const SIZE: (f64, f64) = (370.0, 350.0);

/// Cells along each side, lines of the net among them, and shades of the scale.
const CELLS: usize = 60;
const NET: usize = 6;
const SHADES: f64 = 96.0;

/// The room around the box for its numbers and names.
const AROUND: Rect = Rect {
    left: 46.0,
    top: 26.0,
    right: 40.0,
    bottom: 46.0,
};

pub(super) fn draw(surface: &Surface, canvas: &mut Canvas, room: Rect) {
    let view = View::new(surface, &room);
    view.draw_box(canvas);
    let complete = surface.field.values.len() == surface.field.columns * surface.field.rows;
    if surface.field.columns > 1 && surface.field.rows > 1 && complete {
        view.draw_surface(canvas);
        view.draw_marks(canvas, &room);
    }
    view.draw_scales(canvas, &room);
    if complete {
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
        let height = self.surface.field.between(x, y);
        if height.is_nan() {
            0.0
        } else {
            height.clamp(0.0, 1.0)
        }
    }

    fn on_surface(&self, x: f64, y: f64) -> Point {
        self.spot((x, y, self.height(x, y)))
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
        for row in from_far(near_y) {
            self.draw_cells(canvas, row, near_x);
            self.draw_net(canvas, row, near_y);
            for line in &lines {
                self.draw_part(canvas, line, row);
            }
        }
        // Where a line runs behind a slope it shines through, dotted.
        for line in &lines {
            let spots = line.iter().map(|&(x, y)| self.on_surface(x, y));
            canvas.line(spots, Stroke::new(Tone::Text, 1.4).dashed(2.0, 5.0));
        }
    }

    /// The cells of a row; neighbours of one shade are painted as one strip.
    fn draw_cells(&self, canvas: &mut Canvas, row: usize, near_x: f64) {
        let shade = |column: usize| {
            let middle = |cell: usize| (cell as f64 + 0.5) / CELLS as f64;
            (self.height(middle(column), middle(row)) * SHADES).round() as u8
        };
        let columns: Vec<usize> = from_far(near_x).collect();
        for strip in columns.chunk_by(|&one, &next| shade(one) == shade(next)) {
            let first = strip.iter().min().map_or(0, |&column| column);
            let ends = first..=first + strip.len();
            let edge = |row: usize| {
                let y = fraction(row);
                ends.clone()
                    .map(move |end| self.on_surface(fraction(end), y))
            };
            let around = edge(row).chain(edge(row + 1).rev());
            canvas.area(
                around,
                Tone::Exactly(viridis(f64::from(shade(first)) / SHADES)),
            );
        }
    }

    /// The net over a row: its edge at the front, and the lines that cross it.
    fn draw_net(&self, canvas: &mut Canvas, row: usize, near_y: f64) {
        let thread = Stroke::new(Tone::Exactly(Rgb(0, 0, 0)), 0.6).opacity(0.35);
        for column in (0..=CELLS).step_by(NET) {
            let x = fraction(column);
            canvas.line(
                [row, row + 1].map(|end| self.on_surface(x, fraction(end))),
                thread,
            );
        }
        let front = if near_y > 0.5 { row + 1 } else { row };
        if front % NET == 0 {
            let y = fraction(front);
            canvas.line(
                (0..=CELLS).map(|end| self.on_surface(fraction(end), y)),
                thread,
            );
        }
    }

    /// A line's points as fractions of the axes, close enough together to follow the surface.
    fn traced(&self, line: &Series) -> Vec<Vec<Point>> {
        let mut runs = vec![Vec::new()];
        for pair in line.points.windows(2) {
            for step in 0..=4 * CELLS {
                let part = fraction(step) / 4.0;
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

    /// The part of a line that runs over a row.
    fn draw_part(&self, canvas: &mut Canvas, line: &[Point], row: usize) {
        let (from, to) = (fraction(row) - 1e-9, fraction(row + 1) + 1e-9);
        let inside = |&&(_, y): &&Point| (from..=to).contains(&y);
        let part: Vec<Point> = line
            .iter()
            .filter(inside)
            .map(|&(x, y)| self.on_surface(x, y))
            .collect();
        canvas.line(part.clone(), Stroke::new(Tone::Background, 4.4));
        canvas.line(part, Stroke::new(Tone::Text, 2.2));
    }

    fn draw_marks(&self, canvas: &mut Canvas, room: &Rect) {
        for mark in &self.surface.marks {
            let (x, y) = (self.x.fraction(mark.x), self.y.fraction(mark.y));
            if (0.0..=1.0).contains(&x) && (0.0..=1.0).contains(&y) {
                let at = self.on_surface(x, y);
                draw_mark(canvas, at, mark.kind);
                let text = Text::new(&mark.label).fit(room.width() * 0.8);
                if !mark.label.is_empty() {
                    canvas.text_where_free(&beside(at), &text, room, &[at]);
                }
            }
        }
    }

    fn draw_line_labels(&self, canvas: &mut Canvas, room: &Rect) {
        for line in self
            .surface
            .lines
            .iter()
            .filter(|line| !line.label.is_empty())
        {
            let spots: Vec<Point> = self
                .traced(line)
                .iter()
                .flatten()
                .map(|&(x, y)| self.on_surface(x, y))
                .collect();
            let text =
                Text::toned(&line.label, Tone::of_letter(line.letter)).fit(room.width() * 0.8);
            canvas.text_where_free(&along(&spots), &text, room, &spots);
        }
    }

    /// The numbers and names along the two edges at the front and the upright one at the left.
    fn draw_scales(&self, canvas: &mut Canvas, room: &Rect) {
        let (near_x, near_y) = self.nearest();
        let along_x: Vec<_> = scale_of(&self.x, |x| (x, near_y, 0.0));
        let along_y: Vec<_> = scale_of(&self.y, |y| (near_x, y, 0.0));
        self.draw_scale(canvas, room, &along_x, &self.x.label, (0.5, near_y, 0.0));
        self.draw_scale(canvas, room, &along_y, &self.y.label, (near_x, 0.5, 0.0));

        let floor = [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)];
        let across = |corner: &(f64, f64)| self.spot((corner.0, corner.1, 0.0)).0;
        let leftmost = floor
            .into_iter()
            .min_by(|one, other| across(one).total_cmp(&across(other)));
        let (x, y) = leftmost.unwrap_or((0.0, 0.0));
        let (foot, top) = (self.spot((x, y, 0.0)), self.spot((x, y, 1.0)));
        if foot.1 - top.1 < 45.0 {
            return; // Seen from above, heights are a point.
        }
        canvas.line([foot, top], Stroke::new(Tone::Faint, 1.0));
        for (height, text) in [(0.0, "0"), (0.5, "0.5"), (1.0, "1")] {
            let (left, middle) = self.spot((x, y, height));
            canvas.line(
                [(left - 4.0, middle), (left, middle)],
                Stroke::new(Tone::Faint, 1.0),
            );
            let text = Text::words(text, Tone::Faint).size(12.0);
            let at = (left - 8.0, middle + text.sink());
            if canvas.is_free(&text.room(at, Anchor::End)) {
                canvas.text(at, Anchor::End, text);
            }
        }
        let name = Text::new(&self.surface.height).fit(room.width() * 0.5);
        let left = (top.0 - name.width() / 2.0).max(room.left);
        canvas.text((left, top.1 - 14.0), Anchor::Start, name);
    }

    /// One edge at the front: its ticks point away from the middle of the floor.
    fn draw_scale(
        &self,
        canvas: &mut Canvas,
        room: &Rect,
        marks: &[(Place, String)],
        name: &str,
        middle: Place,
    ) {
        let edge = Stroke::new(Tone::Faint, 1.0);
        let floor = self.spot((0.5, 0.5, 0.0));
        let out = direction(floor, self.spot(middle));
        let mut farthest: f64 = 0.0;
        for (place, text) in marks {
            let at = self.spot(*place);
            canvas.line([at, (at.0 + out.0 * 5.0, at.1 + out.1 * 5.0)], edge);
            let text = Text::words(text, Tone::Faint).size(12.0);
            let spot = (at.0 + out.0 * 13.0, at.1 + out.1 * 13.0 + text.sink());
            let anchor = anchor_towards(out);
            if canvas.is_free(&text.room(spot, anchor)) && room.holds(&text.room(spot, anchor)) {
                farthest = farthest.max(text.width());
                canvas.text(spot, anchor, text);
            }
        }
        let far = 20.0 + farthest * out.0.abs() + 14.0 * out.1.abs();
        let text = Text::new(name).fit(room.width() * 0.4);
        let at = self.spot(middle);
        let places: Vec<_> = [0.0, 8.0, 16.0, -6.0]
            .map(|more| {
                (
                    at.0 + out.0 * (far + more),
                    at.1 + out.1 * (far + more) + text.sink(),
                )
            })
            .map(|at| (at, anchor_towards(out)))
            .into();
        canvas.text_where_free(&places, &text, room, &[]);
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

fn fraction(edge: usize) -> f64 {
    edge as f64 / CELLS as f64
}

/// Cells from the far end of an axis to the near one.
fn from_far(near: f64) -> Box<dyn Iterator<Item = usize>> {
    if near > 0.5 {
        Box::new(0..CELLS)
    } else {
        Box::new((0..CELLS).rev())
    }
}

fn scale_of(axis: &Axis, place: impl Fn(f64) -> Place) -> Vec<(Place, String)> {
    let ticks = ticks(axis, 5).into_iter();
    ticks
        .map(|(tick, text)| (place(axis.fraction(tick)), text))
        .collect()
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

fn direction(from: Point, to: Point) -> Point {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    let length = x.hypot(y).max(1e-9);
    (x / length, y / length)
}

/// Text to the left of an edge ends there, text to the right begins there, text below is centred.
fn anchor_towards((across, _): Point) -> Anchor {
    match across {
        a if a < -0.35 => Anchor::End,
        a if a > 0.35 => Anchor::Start,
        _ => Anchor::Middle,
    }
}

//! The view of a surface: the positions of its points on the canvas, and whether they are visible.

use crate::figure::prelude::*;
use crate::scene::projection::Projection;
use crate::scene::{Field, Surface};

/// The width of the picture, its maximum height, and the space around the box for its numbers and names.
const WIDTH: f64 = 372.0;
const HIGHEST: f64 = 420.0;
const AROUND: Rect = Rect::of_sides(46.0, 22.0, 40.0, 46.0);

/// The highest step between neighbouring points that strips show as a smooth slope, and the rounds that lower a higher one.
const CLIFF: f64 = 0.2;
const MAX_ROUNDS: usize = 16;

/// A point in the box: from 0 to 1 along both axes and upwards.
pub(super) type Spot = (f64, f64, f64);

pub(super) struct View<'a> {
    pub(super) surface: &'a Surface,
    pub(super) x: PlotAxis,
    pub(super) y: PlotAxis,
    /// The corner of the floor that is nearest to the eye.
    pub(super) nearest: Point,
    pub(super) area: Rect,
    field: Field,
    projection: Projection,
    origin: Point,
    scale: f64,
}

impl<'a> View<'a> {
    pub(super) fn new(surface: &'a Surface) -> Self {
        let projection = Projection::new(surface.yaw, surface.pitch);
        let depth = |x, y| projection.see(x, y, -1.0).depth;
        let is_far = |end: f64| if end > depth(-1.0, -1.0) { 0.0 } else { 1.0 };
        let mut view = Self {
            surface,
            x: PlotAxis::new(&surface.x, 5),
            y: PlotAxis::new(&surface.y, 5),
            nearest: (is_far(depth(1.0, -1.0)), is_far(depth(-1.0, 1.0))),
            area: Rect::new(0.0, 0.0, WIDTH, 0.0),
            field: gentle(&surface.field),
            projection,
            origin: (0.0, 0.0),
            scale: 1.0,
        };
        let bounds = view.bounds();
        let width = WIDTH - AROUND.left - AROUND.right;
        let height = HIGHEST - AROUND.top - AROUND.bottom;
        view.scale = (width / bounds.width()).min(height / bounds.height());
        view.area.bottom = AROUND.top + bounds.height() * view.scale + AROUND.bottom;
        let left = AROUND.left + width / 2.0 - bounds.centre().0 * view.scale;
        view.origin = (left, AROUND.top - bounds.top * view.scale);
        view
    }

    fn bounds(&self) -> Rect {
        let corner = |n: u8| (f64::from(n & 1), f64::from(n >> 1 & 1), f64::from(n >> 2));
        let corners = (0..8).map(|n| self.position(corner(n)));
        let nothing = Rect::of_sides(f64::MAX, f64::MAX, f64::MIN, f64::MIN);
        corners.fold(nothing, |area, (x, y)| {
            let (left, top) = (area.left.min(x), area.top.min(y));
            Rect::of_sides(left, top, area.right.max(x), area.bottom.max(y))
        })
    }

    pub(super) fn fractions(&self, (x, y): Point) -> Point {
        (self.x.axis.fraction(x), self.y.axis.fraction(y))
    }

    pub(super) fn position(&self, (x, y, height): Spot) -> Point {
        let [x, y, height] = [x, y, height].map(|part| 2.0 * part - 1.0);
        let seen = self.projection.see(x, y, height);
        let (dx, dy) = (self.scale * seen.across, self.scale * seen.up);
        (self.origin.0 + dx, self.origin.1 - dy)
    }

    pub(super) fn height(&self, (x, y): Point) -> f64 {
        let height = smooth(&self.field, x, y);
        height.clamp(0.0, 1.0).max(0.0) // NaN counts as 0.
    }

    pub(super) fn on_surface(&self, point: Point) -> Point {
        self.position((point.0, point.1, self.height(point)))
    }

    /// Whether the surface lies between one of its points and the eye.
    pub(super) fn is_hidden(&self, point: Point) -> bool {
        let [yaw, pitch] = [self.surface.yaw, self.surface.pitch].map(f64::to_radians);
        // Towards the eye; the projection shows heights at seven tenths.
        let (dx, dy) = (-yaw.sin() * pitch.cos(), -yaw.cos() * pitch.cos());
        let rise = pitch.sin() / 0.7;
        let height = self.height(point);
        let gap = |far: f64| {
            let point = (point.0 + far * dx, point.1 + far * dy);
            let inside = Rect::UNIT.has(point);
            inside.then(|| self.height(point) - height - far * rise)
        };
        let gaps = (2..300).map_while(|step| gap(f64::from(step) * 0.005));
        // A look that leaves below the surface may stay below it, and so may one above; one that changes sides is stopped.
        let gaps = gaps.filter(|gap| gap.abs() > 0.01);
        let sides: Vec<bool> = gaps.map(|gap| gap > 0.0).collect();
        sides.windows(2).any(|pair| pair[0] != pair[1])
    }

    pub(super) fn leftmost(&self) -> Point {
        let across = |(x, y): Point| self.position((x, y, 0.0)).0;
        let further_left = |a: Point, b: Point| if across(b) < across(a) { b } else { a };
        let floor = Rect::UNIT.corners();
        floor.into_iter().fold(floor[0], further_left)
    }
}

/// The field without cliffs, which strips of a few columns would show with teeth: the mean over neighbours, again and again, until
/// no step from one point to the next is too high.
fn gentle(field: &Field) -> Field {
    let mut field = field.clone();
    for _ in 0..MAX_ROUNDS {
        let is_cliff = |at: usize| {
            let here = field.values[at];
            let beside = (!at.is_multiple_of(field.columns)).then(|| field.values[at - 1]);
            let below = at.checked_sub(field.columns).map(|at| field.values[at]);
            let mut others = [beside, below].into_iter().flatten();
            others.any(|other| (here - other).abs() > CLIFF)
        };
        if !(0..field.values.len()).any(is_cliff) {
            break;
        }
        let (columns, rows) = (field.columns, field.rows);
        let mean = |at: usize| {
            // As far to one side as to the other, so that the edge is not drawn inwards.
            let near = |place: usize, count: usize| {
                let reach = place.min(count - 1 - place).min(1);
                place - reach..=place + reach
            };
            let places = near(at / columns, rows)
                .flat_map(|row| near(at % columns, columns).map(move |column| (column, row)));
            let values = places.map(|(column, row)| field.at(column, row));
            let (sum, count) =
                values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
            sum / count
        };
        field.values = (0..field.values.len()).map(mean).collect();
    }
    field
}

/// The field between its points as a smooth surface, by Catmull and Rom's method: straight pieces would make a line across
/// the slope tremble.
fn smooth(field: &Field, across: f64, up: f64) -> f64 {
    let along = |row| cubic(across, field.columns, |column| field.at(column, row));
    cubic(up, field.rows, along)
}

/// The value at a fraction of the way along evenly spaced values, from the four nearest; beyond the ends they go on straight.
fn cubic(fraction: f64, count: usize, value: impl Fn(usize) -> f64) -> f64 {
    let position = fraction.clamp(0.0, 1.0) * (count - 1) as f64;
    let cell = (position as usize).min(count - 2);
    let t = position - cell as f64;
    let (here, next) = (value(cell), value(cell + 1));
    let before = cell.checked_sub(1).map_or(2.0 * here - next, &value);
    let after = Some(cell + 2).filter(|&cell| cell < count);
    let after = after.map_or(2.0 * next - here, &value);
    let bend = t * (2.0 * before - 5.0 * here + 4.0 * next - after);
    let twist = t * t * (3.0 * (here - next) + after - before);
    here + 0.5 * t * (next - before + bend + twist)
}

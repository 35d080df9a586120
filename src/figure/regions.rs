//! The plane divided among the classes: a colour and a sign for each class, the paler the less certain.

use super::bitmap::{DENSE, DENSE_MOVING};
use super::contour::contour;
use super::frame::Frame;
use super::legend::{self, Entry, PITCH};
use super::marks::{SIGN, draw_class, draw_mark, draw_ring};
use super::names;
use super::prelude::*;
use std::cmp::Ordering;

use crate::scene::{Mark, MarkKind, Regions};

/// The size without the legend where no width is asked for, the maximum width of the legend, and the space before it.
const SIZE: Size = (410.0, 430.0);
const LEGEND: f64 = 270.0;
const APART: f64 = 14.0;
/// In a width, the minimum width of the plane beside its legend, and its maximum height.
const NARROWEST: f64 = 300.0;
const HIGHEST: f64 = 560.0;
/// Classes in the legend.
const MAX_CLASSES: usize = 14;
/// The colour of the lines that tell classes apart where there are no colours.
const HATCH: u8 = 10 * SHADES;
/// Shades of a class, and the strength of the palest and the fullest in percent.
const SHADES: u8 = 24;
const STRENGTH: (f64, f64) = (8.0, 62.0);
/// With more samples than this, their signs are smaller.
const MANY: usize = 250;

pub(super) fn draw(regions: &Regions, canvas: &mut Canvas) -> Drawn {
    let legend = legend(regions);
    let size = size(canvas, &legend);
    let frame = Frame::new(
        size,
        [&regions.x, &regions.y],
        &regions.lines,
        &regions.marks,
    );
    let least = 1.0 / regions.classes.len() as f64;
    let (wide, high) = (frame.inner.width(), frame.inner.height());
    let is_grey = canvas.colors.is_grey;
    let dense = if canvas.moving { DENSE_MOVING } else { DENSE };
    let ground = Bitmap::of(&frame.inner, dense, palette(), |across, up| {
        let (class, certainty) = interpolated(regions, across, up);
        if is_grey && is_hatched(class, (across * wide, up * high)) {
            return HATCH;
        }
        shade(class, (certainty - least) / (1.0 - least))
    });
    canvas.bitmap(frame.inner, &ground)?;
    draw_borders(regions, canvas, &frame);
    frame.draw(canvas, true)?;
    draw_samples(regions, canvas, &frame);
    names::draw(&frame, canvas, !canvas.moving);
    match canvas.room {
        Some(room) if size.0 >= room => Ok((room, size.1 + legend.draw_below(canvas, size))),
        _ => {
            legend.draw(canvas, (size.0 + APART, frame.inner.top));
            Ok((size.0 + APART + legend.width(), size.1))
        }
    }
}

/// The size of the plane. Its legend is below it where a room is too narrow for both.
fn size(canvas: &Canvas, legend: &Legend) -> Size {
    let Some(room) = canvas.room else {
        return SIZE;
    };
    let beside = room - APART - legend.width();
    let width = if beside < NARROWEST { room } else { beside };
    (width, width.min(HIGHEST) + SIZE.1 - SIZE.0)
}

/// Draws the lines between classes. For a class its own cells are above them by their margin, and all others below by theirs.
fn draw_borders(regions: &Regions, canvas: &mut Canvas, frame: &Frame) {
    let (columns, rows) = (regions.columns, regions.rows);
    let part = |index: f64, count: usize| (index + 0.5) / count as f64;
    for class in 1..regions.classes.len() {
        let height = |column: usize, row: usize| {
            let cell = row * columns + column;
            let (own, margin) = (regions.cells[cell].0, regions.margins[cell].abs());
            // Between two classes the line is drawn once, for the later of them.
            match own.cmp(&class) {
                Ordering::Equal => margin,
                Ordering::Less => -margin,
                Ordering::Greater => f64::NAN,
            }
        };
        for ends in contour((columns, rows), height, 0.0) {
            let ends = ends.map(|(x, y)| frame.position_at((part(x, columns), part(y, rows))));
            canvas.line(ends, Stroke::new(ColorRole::Faint, 1.2));
        }
    }
}

/// Draws the samples, and above them the current one: a ring around its sign, or a sign of its own if it has none.
fn draw_samples(regions: &Regions, canvas: &mut Canvas, frame: &Frame) {
    let is_many = regions.marks.len() > MANY;
    let size = if is_many { SIGN * 0.65 } else { SIGN };
    let (mut samples, mut currents) = (Vec::new(), Vec::new());
    for mark in &regions.marks {
        match (mark.kind, frame.position_within(mark)) {
            (MarkKind::Class(class) | MarkKind::Wrong(class), Some(at)) => {
                samples.push((at, class));
            }
            (MarkKind::Current, Some(at)) => currents.push(at),
            _ => {}
        }
    }
    for &(at, class) in &samples {
        draw_class(canvas, at, class, size);
    }
    for at in currents {
        let same = |sample: &&(Point, usize)| Rect::around(at, 1.5).has(sample.0);
        if let Some(&(_, class)) = samples.iter().rev().find(same) {
            // Drawn again, so that no neighbour covers it.
            draw_class(canvas, at, class, SIGN);
            draw_ring(canvas, at);
        } else {
            draw_mark(canvas, at, MarkKind::Current);
        }
    }
}

/// The names of the classes, and how many samples are drawn where not all are.
struct Legend {
    entries: Vec<Entry>,
    omitted: usize,
    counts: Text,
}

fn legend(regions: &Regions) -> Legend {
    let names = regions.classes.iter().enumerate().take(MAX_CLASSES);
    let entries = names.map(|(class, name)| Entry::class(class, name, LEGEND));
    let is_sample = |mark: &&Mark| matches!(mark.kind, MarkKind::Class(_) | MarkKind::Wrong(_));
    let count = regions.marks.iter().filter(is_sample).count();
    let counts = format!("{count} of {} samples", regions.samples);
    Legend {
        entries: entries.collect(),
        omitted: regions.classes.len().saturating_sub(MAX_CLASSES),
        counts: Text::faint(if count < regions.samples { &counts } else { "" }),
    }
}

impl Legend {
    fn width(&self) -> f64 {
        largest(self.entries.iter().map(Entry::width)).max(self.counts.width())
    }

    fn draw(&self, canvas: &mut Canvas, (left, top): Point) {
        let row = |index: usize| (left, top + PITCH * (index as f64 + 0.5));
        for (index, entry) in self.entries.iter().enumerate() {
            entry.draw(canvas, row(index));
        }
        canvas.count_omitted(row(MAX_CLASSES), self.omitted);
        let below = row(self.entries.len() + 1);
        canvas.label(below, Anchor::Left, &self.counts);
    }

    /// Draws it in rows below a plane, and returns their height.
    fn draw_below(self, canvas: &mut Canvas, (width, top): Size) -> f64 {
        let rows = legend::lines(self.entries, width);
        let at = |row: usize| (width / 2.0, top + PITCH * (row as f64 + 0.5));
        for (index, row) in rows.iter().enumerate() {
            legend::draw_line(canvas, row, at(index));
        }
        let mut text = self.counts;
        if self.omitted > 0 {
            let more = format!("{} more classes  ", self.omitted);
            text = Text::faint(&more).then(text);
        }
        canvas.label(at(rows.len()), Anchor::Center, &text);
        let lines = rows.len() + usize::from(text.width() > 0.0);
        PITCH * lines as f64
    }
}

/// Class and probability between the middles of the cells. The four cells around vote by their margins, the near ones with more
/// weight, so that the ground changes where the border is drawn.
fn interpolated(regions: &Regions, across: f64, up: f64) -> (usize, f64) {
    let columns = neighbours(across, regions.columns);
    let rows = neighbours(up, regions.rows);
    // Class, probability, and weight of each cell, and the weight of its vote; NaN counts as 0.
    let votes = [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(side, level)| {
        let ((column, beside), (row, above)) = (columns[side], rows[level]);
        let cell = row * regions.columns + column;
        let (class, certainty) = regions.cells[cell];
        let (weight, margin) = (beside * above, regions.margins[cell].max(0.0));
        (
            class,
            certainty.clamp(0.0, 1.0).max(0.0),
            weight,
            weight * margin,
        )
    });
    let mut best = (votes[0].0, votes[0].1, f64::MIN);
    for (class, ..) in votes {
        let own = || votes.iter().filter(|vote| vote.0 == class);
        let vote: f64 = own().map(|own| own.3).sum();
        if vote > best.2 {
            let weight: f64 = own().map(|own| own.2).sum();
            let certainty = own().map(|own| own.1 * own.2).sum::<f64>();
            best = (class, certainty / weight, vote);
        }
    }
    (best.0, best.1)
}

/// The cells before and after a position, each with its weight there.
fn neighbours(fraction: f64, count: usize) -> [(usize, f64); 2] {
    let last = count - 1;
    let position = (fraction * count as f64 - 0.5).clamp(0.0, last as f64);
    let (before, share) = (position as usize, position.fract());
    [(before, 1.0 - share), ((before + 1).min(last), share)]
}

/// The index of the colour of a class at a certainty from 0 to 1.
fn shade(class: usize, certainty: f64) -> u8 {
    let step = (certainty * f64::from(SHADES - 1)).round() as u8;
    (class % 10) as u8 * SHADES + step.min(SHADES - 1)
}

fn palette() -> Palette {
    let (pale, full) = STRENGTH;
    let strength = |step| pale + (full - pale) * f64::from(step) / f64::from(SHADES - 1);
    let shade = |class, step| ColorRole::Ground(class, strength(step) as u8);
    let shades = |class| (0..SHADES).map(move |step| shade(class, step));
    let all = (0..10).flat_map(shades);
    all.chain([ColorRole::Grey(55)]).collect()
}

/// Whether a point lies on a line of the pattern that tells a class where there are no colours.
fn is_hatched(class: usize, (x, y): Point) -> bool {
    let on = |across: f64| across.rem_euclid(10.0) < 1.0;
    match class % 8 {
        0 => false,
        1 => on(x + y),
        2 => on(x - y),
        3 => on(y),
        4 => on(x),
        5 => on(x + y) || on(x - y),
        6 => on(x) || on(y),
        _ => on(x + y) && on(x - y),
    }
}

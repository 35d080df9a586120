//! The plane divided among the classes: a colour and a sign for each class, the paler the less certain.

use super::contour::contour;
use super::frame::Frame;
use super::legend::{Entry, PITCH};
use super::marks::{SIGN, draw_class, draw_mark, draw_ring};
use super::names;
use super::prelude::*;
use std::cmp::Ordering;

use crate::scene::{Mark, MarkKind, Regions};

/// The size without the legend, and the maximum width of that.
const SIZE: Size = (410.0, 430.0);
const LEGEND: f64 = 270.0;
const APART: f64 = 14.0;
/// Classes in the legend.
const MAX_CLASSES: usize = 14;
/// Shades of a class, and the strength of the palest and the fullest in percent.
const SHADES: u8 = 24;
const STRENGTH: (f64, f64) = (8.0, 62.0);
/// With more samples than this, their signs are smaller.
const MANY: usize = 250;

pub(super) fn draw(regions: &Regions, canvas: &mut Canvas) -> Drawn {
    let (width, height) = SIZE;
    let frame = Frame::new(
        SIZE,
        [&regions.x, &regions.y],
        &regions.lines,
        &regions.marks,
    );
    let least = 1.0 / regions.classes.len() as f64;
    let ground = Bitmap::of(&frame.inner, palette(), |across, up| {
        let (class, certainty) = interpolated(regions, across, up);
        shade(class, (certainty - least) / (1.0 - least))
    });
    canvas.bitmap(frame.inner, &ground)?;
    draw_borders(regions, canvas, &frame);
    frame.draw(canvas, true)?;
    draw_samples(regions, canvas, &frame);
    names::draw(&frame, canvas, true);
    let legend = draw_legend(regions, canvas, (width + APART, frame.inner.top));
    Ok((width + APART + legend, height))
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
            (MarkKind::Class(class), Some(at)) => samples.push((at, class)),
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

/// Draws the names of the classes, and returns the width of the widest.
fn draw_legend(regions: &Regions, canvas: &mut Canvas, (left, top): Point) -> f64 {
    let row = |index: usize| (left, top + PITCH * (index as f64 + 0.5));
    let names = regions.classes.iter().enumerate().take(MAX_CLASSES);
    let entries = names.map(|(class, name)| Entry::class(class, name, LEGEND));
    let entries: Vec<Entry> = entries.collect();
    for (index, entry) in entries.iter().enumerate() {
        entry.draw(canvas, row(index));
    }
    let omitted = regions.classes.iter().skip(MAX_CLASSES).count();
    canvas.count_omitted(row(MAX_CLASSES), omitted);
    let is_sample = |mark: &&Mark| matches!(mark.kind, MarkKind::Class(_));
    let count = regions.marks.iter().filter(is_sample).count();
    let counts = format!("{count} of {} samples", regions.samples);
    let counts = Text::faint(if count < regions.samples { &counts } else { "" });
    canvas.label(
        row(MAX_CLASSES.min(entries.len()) + 1),
        Anchor::Left,
        &counts,
    );
    largest(entries.iter().map(Entry::width)).max(counts.width())
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
    let shade = |color, step| ColorRole::Tint(color, strength(step) as u8);
    let shades = |class| (0..SHADES).map(move |step| shade(of_class(class), step));
    (0..10).flat_map(shades).collect()
}

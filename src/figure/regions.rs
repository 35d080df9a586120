//! The plane divided among the classes: a colour and a sign for each class, the paler the less certain.

use super::bitmap::Bitmap;
use super::frame::Frame;
use super::geometry::largest;
use super::legend::{Entry, PITCH, Sample};
use super::marks::{SIGN, draw_class, draw_mark, draw_ring};
use super::prelude::*;
use crate::scene::colour::of_class;
use crate::scene::{MarkKind, Regions};

/// The size without the legend, and the maximum width of that.
const SIZE: Size = (410.0, 430.0);
const LEGEND: f64 = 190.0;
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
    let frame = Frame::new(Rect::new(0.0, 0.0, width, height), &regions.x, &regions.y);
    if let Some(ground) = ground(regions, &frame.inner) {
        canvas.bitmap(frame.inner, &ground)?;
    }
    frame.draw(canvas, &regions.lines, true)?;
    draw_samples(regions, canvas, &frame);
    frame.draw_labels(canvas, &regions.lines, &regions.marks, true);
    let legend = draw_legend(regions, canvas, (width + APART, frame.inner.top));
    Ok((width + APART + legend, height))
}

/// Draws the samples, and above them the current one: a ring around its sign, or a sign of its own if it has none.
fn draw_samples(regions: &Regions, canvas: &mut Canvas, frame: &Frame) {
    let is_many = regions.marks.len() > MANY;
    let size = if is_many { SIGN * 0.65 } else { SIGN };
    let (mut samples, mut currents) = (Vec::new(), Vec::new());
    for mark in &regions.marks {
        match (mark.kind, frame.position_within(mark)) {
            (MarkKind::Class(class), Some(at)) => {
                draw_class(canvas, at, class, size);
                samples.push((at, class));
            }
            (MarkKind::Current, Some(at)) => currents.push(at),
            _ => {}
        }
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
    let entries = names.map(|(class, name)| Entry::new(Sample::Class(class), name, LEGEND));
    let entries: Vec<Entry> = entries.collect();
    for (index, entry) in entries.iter().enumerate() {
        entry.draw(canvas, row(index));
    }
    canvas.count_omitted(row(MAX_CLASSES), regions.classes.len(), MAX_CLASSES);
    largest(entries.iter().map(Entry::width))
}

/// The classes as a bitmap; none if there are no cells.
fn ground(regions: &Regions, area: &Rect) -> Option<Bitmap> {
    let cells = regions.columns * regions.rows;
    let least = 1.0 / regions.classes.len().max(1) as f64;
    let color = |across, up| {
        let (class, certainty) = interpolated(regions, across, up);
        shade(class, (certainty - least) / (1.0 - least))
    };
    let exists = cells > 0 && regions.cells.len() == cells;
    exists.then(|| Bitmap::of(area, palette(), color))
}

/// Class and probability between the middles of the cells. The four cells around vote, the near ones with more weight,
/// so that a border between classes is a line and not a flight of steps.
fn interpolated(regions: &Regions, across: f64, up: f64) -> (usize, f64) {
    let votes = votes(regions, across, up);
    let weight = |class: usize, by: fn(f64) -> f64| -> f64 {
        let own = votes.iter().filter(|vote| vote.0 == class);
        own.map(|&(_, certainty, weight)| weight * by(certainty))
            .sum()
    };
    let mut best = (votes[0].0, f64::MIN);
    for &(class, ..) in &votes {
        let sum = weight(class, |certainty| certainty);
        if sum > best.1 {
            best = (class, sum);
        }
    }
    (best.0, best.1 / weight(best.0, |_| 1.0))
}

/// Class, probability and weight of the four cells around a point.
fn votes(regions: &Regions, across: f64, up: f64) -> [(usize, f64, f64); 4] {
    let (left, right, share_right) = neighbours(across, regions.columns);
    let (below, above, share_above) = neighbours(up, regions.rows);
    let corners = [
        (left, below, (1.0 - share_right) * (1.0 - share_above)),
        (right, below, share_right * (1.0 - share_above)),
        (left, above, (1.0 - share_right) * share_above),
        (right, above, share_right * share_above),
    ];
    corners.map(|(column, row, weight)| {
        let (class, certainty) = regions.cells[row * regions.columns + column];
        // NaN counts as 0.
        (class, certainty.clamp(0.0, 1.0).max(0.0), weight)
    })
}

/// The cells before and after a position, and its distance from the first.
fn neighbours(fraction: f64, count: usize) -> (usize, usize, f64) {
    let last = count - 1;
    let position = (fraction * count as f64 - 0.5).clamp(0.0, last as f64);
    let before = position as usize;
    (before, (before + 1).min(last), position.fract())
}

/// The index of the colour of a class at a certainty from 0 to 1.
fn shade(class: usize, certainty: f64) -> u8 {
    let step = (certainty * f64::from(SHADES - 1)).round() as u8;
    (class % 10) as u8 * SHADES + step.min(SHADES - 1)
}

fn palette() -> Vec<ColorRole> {
    let (pale, full) = STRENGTH;
    let strength = |step: u8| pale + (full - pale) * f64::from(step) / f64::from(SHADES - 1);
    let shade = |index: u8| {
        let color = of_class(usize::from(index / SHADES));
        ColorRole::Tint(color, strength(index % SHADES) as u8)
    };
    (0..10 * SHADES).map(shade).collect()
}

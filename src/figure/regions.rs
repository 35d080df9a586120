//! The plane divided among the classes: a colour and a sign for each class, the paler the less certain.

use super::bitmap::Bitmap;
use super::canvas::Canvas;
use super::frame::{Frame, around};
use super::legend::{Entry, PITCH, Sample};
use super::marks::{SIGN, draw_class, draw_mark, draw_ring};
use super::text::{Anchor, Rect, Text};
use super::theme::Tone;
use crate::scene::colour::of_class;
use crate::scene::{Mark, MarkKind, Regions};

/// The size without the legend, and how wide that may become.
const SIZE: (f64, f64) = (410.0, 430.0);
const LEGEND: f64 = 190.0;
const APART: f64 = 14.0;
/// How many shades a class has, and how strong the palest and the fullest are, in percent.
const SHADES: u8 = 24;
const STRENGTH: (f64, f64) = (8.0, 62.0);
/// With more samples than this, their signs are smaller.
const MANY: usize = 250;

pub(super) fn size(regions: &Regions) -> (f64, f64) {
    let widest = legend(regions).iter().map(Entry::width).fold(0.0, f64::max);
    (SIZE.0 + APART + widest, SIZE.1)
}

pub(super) fn draw(regions: &Regions, canvas: &mut Canvas, room: Rect) {
    let right = room.left + SIZE.0;
    let frame = Frame::new(Rect { right, ..room }, &regions.x, &regions.y);
    if let Some(ground) = ground(regions, &frame.inner) {
        canvas.bitmap(frame.inner, ground);
    }
    frame.draw_axes(canvas);
    for line in &regions.lines {
        frame.draw_series(canvas, line, true);
    }
    draw_samples(regions, canvas, &frame);
    frame.draw_labels(canvas, &regions.lines, &regions.marks);
    draw_legend(regions, canvas, (right + APART, frame.inner.top));
}

/// The samples, and above them the current one: a ring around its sign, or a sign of its own where it has none.
fn draw_samples(regions: &Regions, canvas: &mut Canvas, frame: &Frame) {
    let inside = frame.inner.inset(-0.5);
    let place = |mark: &Mark| Some(frame.place((mark.x, mark.y))).filter(|&at| inside.has(at));
    let size = if regions.marks.len() > MANY {
        SIGN * 0.65
    } else {
        SIGN
    };
    let mut samples = Vec::new();
    for mark in &regions.marks {
        if let (MarkKind::Class(class), Some(at)) = (mark.kind, place(mark)) {
            draw_class(canvas, at, class, size);
            samples.push((at, class));
        }
    }
    let currents = regions
        .marks
        .iter()
        .filter(|mark| mark.kind == MarkKind::Current);
    for at in currents.filter_map(place) {
        match samples
            .iter()
            .rfind(|(sample, _)| around(at, 1.5).has(*sample))
        {
            Some(&(_, class)) => {
                // Drawn again, so that no neighbour covers it.
                draw_class(canvas, at, class, SIGN);
                draw_ring(canvas, at);
            }
            None => draw_mark(canvas, at, MarkKind::Current),
        }
    }
}

/// The classes, as many as there is room for.
fn legend(regions: &Regions) -> Vec<Entry> {
    let names = regions.classes.iter().enumerate();
    names
        .take(most_classes())
        .map(|(class, name)| Entry::new(Sample::Class(class), name, LEGEND))
        .collect()
}

fn most_classes() -> usize {
    (SIZE.1 / PITCH) as usize - 6
}

fn draw_legend(regions: &Regions, canvas: &mut Canvas, (left, top): (f64, f64)) {
    let entries = legend(regions);
    let row = |number: usize| top + PITCH * (number as f64 + 0.5);
    for (number, entry) in entries.iter().enumerate() {
        entry.draw(canvas, (left, row(number)));
    }
    let left_out = regions.classes.len() - entries.len();
    if left_out > 0 {
        let text = Text::words(&format!("{left_out} more"), Tone::Faint).size(12.0);
        let at = (left, row(entries.len()) + text.sink());
        canvas.text(at, Anchor::Start, text);
    }
}

/// The classes as a picture of one bitmap pixel a pixel of the figure; none where there are no cells.
fn ground(regions: &Regions, room: &Rect) -> Option<Bitmap> {
    let (columns, rows) = (regions.columns, regions.rows);
    if columns == 0 || rows == 0 || regions.cells.len() != columns * rows {
        return None;
    }
    let (width, height) = (
        room.width().round() as usize,
        room.height().round() as usize,
    );
    let part = |place: usize, count: usize| (place as f64 + 0.5) / count as f64;
    let least = 1.0 / regions.classes.len().max(1) as f64;
    let pixels = (0..height)
        .flat_map(|row| (0..width).map(move |column| (row, column)))
        .map(|(row, column)| between(regions, part(column, width), 1.0 - part(row, height)))
        .map(|(class, certainty)| shade(class, (certainty - least) / (1.0 - least)))
        .collect();
    Some(Bitmap {
        width,
        pixels,
        palette: palette(),
    })
}

/// Class and probability between the middles of the cells. The four cells around vote, the near ones with more weight,
/// so that a border between classes is a line and not a flight of steps.
fn between(regions: &Regions, across: f64, up: f64) -> (usize, f64) {
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
        // What is no number is no certainty.
        let certainty = if certainty.is_nan() { 0.0 } else { certainty };
        (class, certainty.clamp(0.0, 1.0), weight)
    })
}

/// The cells before and after a place, and how near it is to the second.
fn neighbours(fraction: f64, count: usize) -> (usize, usize, f64) {
    let last = count - 1;
    let place = (fraction * count as f64 - 0.5).clamp(0.0, last as f64);
    let before = place.floor();
    (
        before as usize,
        (before as usize + 1).min(last),
        place - before,
    )
}

/// The number of the tone of a class at a certainty from 0 to 1.
fn shade(class: usize, certainty: f64) -> u8 {
    let step = (certainty * f64::from(SHADES - 1)).round() as u8;
    (class % 10) as u8 * SHADES + step.min(SHADES - 1)
}

fn palette() -> Vec<Tone> {
    let (pale, full) = STRENGTH;
    let strength = |step: u8| pale + (full - pale) * f64::from(step) / f64::from(SHADES - 1);
    (0..10)
        .flat_map(|class| (0..SHADES).map(move |step| (class, step)))
        .map(|(class, step)| Tone::Tint(of_class(class), strength(step) as u8))
        .collect()
}

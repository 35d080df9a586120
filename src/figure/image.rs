//! A grey image, and beside it the probability of each class.

use super::prelude::*;
use crate::scene::number::printed;
use crate::scene::{Bar, Image};

/// The length of the longer side.
const SIDE: f64 = 232.0;
const APART: f64 = 34.0;
/// The height of a row, the thickness of its bar, and the bar's length at 1.
const ROW: f64 = 26.0;
const THICK: f64 = 14.0;
const LONG: f64 = 190.0;
const SHARE: f64 = 52.0;
/// The height of the words above the bars.
const HEAD: f64 = 24.0;
const TARGET: f64 = 58.0;
/// The room for the names of bars without an image, so that nothing jumps when their numbers change.
const WIDEST_NAME: f64 = 72.0;

pub(super) fn draw(image: &Image, canvas: &mut Canvas) -> Drawn {
    if image.pixels.is_empty() {
        return Ok(draw_bars(image, canvas));
    }
    let (columns, rows) = (image.width, image.pixels.len() / image.width);
    let pixel = SIDE / columns.max(rows) as f64;
    let (width, height) = (columns as f64 * pixel, rows as f64 * pixel);
    let bars = ROW * image.bars.len() as f64;
    let top = if image.bars.is_empty() { 0.0 } else { HEAD };
    let names = widest(image.bars.iter().map(|bar| words(&bar.name).bold()));
    let long = names + 10.0 + LONG + SHARE + TARGET;
    // Where there is no room for both side by side, the bars are below the image.
    let is_below = canvas.room.is_some_and(|room| width + APART + long > room);
    let (start, first, whole) = if is_below {
        (0.0, height + 14.0, bars)
    } else {
        (width + APART, 0.0, height.max(bars))
    };
    let paper = if is_below {
        Rect::new((long - width) / 2.0, 0.0, width, height)
    } else {
        Rect::new(0.0, top + (whole - height) / 2.0, width, height)
    };
    let ink = image.pixels.iter().map(|ink| (ink * 100.0).round() as u8);
    let bitmap = Bitmap::new(columns, ink, (0..=100).map(ColorRole::Grey).collect());
    canvas.bitmap(paper, &bitmap.enlarged((2.0 * pixel).floor() as usize))?;
    canvas.outline(&paper.corners(), EDGE);
    let left = start + names + 10.0;
    let top = first + top;
    let last = image.bars.len() as f64 - 1.0;
    for (index, bar) in image.bars.iter().enumerate() {
        let y = top + whole / 2.0 + ROW * (index as f64 - last / 2.0);
        draw_bar(canvas, bar, (left, y));
    }
    if !image.bars.is_empty() {
        let words = Text::new("y, the probability of each class").size(13.0);
        canvas.text((left, first + 12.0), Anchor::Left, &words);
    }
    Ok((left + LONG + SHARE + TARGET, top + whole))
}

/// Draws bars that belong to no image.
fn draw_bars(image: &Image, canvas: &mut Canvas) -> Size {
    let names = widest(image.bars.iter().map(|bar| words(&bar.name).bold()));
    let left = names.max(WIDEST_NAME) + 10.0;
    let whole = 2.0 * ROW * image.bars.len() as f64;
    let area = Rect::new(left, 0.0, LONG, whole);
    canvas.mark_area(area, (0.0, 1.0), (image.bars.len() as f64, 0.0));
    for (index, bar) in image.bars.iter().enumerate() {
        draw_bar(canvas, bar, (left, 2.0 * ROW * (index as f64 + 0.5)));
    }
    (left + LONG + SHARE, whole)
}

fn words(words: &str) -> Text {
    Text::words(words, ColorRole::Text)
}

/// Draws name, bar and share; the target is bold and has a frame.
fn draw_bar(canvas: &mut Canvas, bar: &Bar, (left, y): Point) {
    let target = ColorRole::Symbol(SymbolColor::T);
    let name = words(&bar.name).bold_if(bar.is_target);
    canvas.label((left - 10.0, y), Anchor::Right, &name);
    let track = Rect::new(left, y - THICK / 2.0, LONG, THICK);
    canvas.area(track.rounded(3.0), ColorRole::Body);
    let filled = Rect::new(left, track.top, (LONG * bar.share).max(1.0), THICK);
    canvas.area(filled.rounded(3.0), ColorRole::Symbol(SymbolColor::Y));
    let end = track.right + SHARE;
    let share = words(&printed(bar.share, 3)).size(13.0);
    canvas.label((end - 2.0, y), Anchor::Right, &share.bold_if(bar.is_target));
    if bar.is_target {
        let frame = track.inset(-2.5).rounded(5.0);
        canvas.outline(&frame, Stroke::new(target, 1.8));
        let text = Text::words("target", target).size(13.0);
        canvas.label((end + 8.0, y), Anchor::Left, &text);
    }
}

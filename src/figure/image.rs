//! A grey image, and beside it how probable each class is.

use super::bitmap::Bitmap;
use super::canvas::{Canvas, Stroke};
use super::number::fixed;
use super::shapes::rounded;
use super::text::{Anchor, Rect, Text};
use super::theme::Tone;
use crate::scene::colour::SymbolColor;
use crate::scene::{Bar, Image};

/// The longer side of the image, and the most that it may be enlarged.
const SIDE: f64 = 232.0;
const APART: f64 = 34.0;
/// A row of the bars, the bar in it, and how long it is at 1.
const ROW: f64 = 26.0;
const THICK: f64 = 14.0;
const LONG: f64 = 190.0;
const SHARE: f64 = 52.0;
const TARGET: f64 = 58.0;
/// Names are cut to this width; more bars are left out.
const NAME: f64 = 160.0;
const MAX_BARS: usize = 24;

pub(super) fn size(image: &Image) -> (f64, f64) {
    let (width, height) = extent(image);
    if image.bars.is_empty() {
        return (width, height);
    }
    let bars = names(image) + LONG + SHARE + TARGET;
    (width + APART + bars, height.max(ROW * rows(image) as f64))
}

/// How large the image is drawn: its longer side has always the same length.
fn extent(image: &Image) -> (f64, f64) {
    let columns = image.width.max(1) as f64;
    let rows = (image.pixels.len() as f64 / columns).ceil().max(1.0);
    let pixel = SIDE / columns.max(rows);
    ((columns * pixel).max(8.0), (rows * pixel).max(8.0))
}

fn rows(image: &Image) -> usize {
    image.bars.len().min(MAX_BARS + 1)
}

/// The width of the names.
fn names(image: &Image) -> f64 {
    let bars = image.bars.iter().take(MAX_BARS);
    let widths = bars.map(|bar| name(&bar.name).bold().width());
    widths.fold(0.0, f64::max).min(NAME) + 10.0
}

fn name(words: &str) -> Text {
    Text::words(words, Tone::Text)
}

pub(super) fn draw(image: &Image, canvas: &mut Canvas, room: Rect) {
    let (width, height) = extent(image);
    let top = room.centre().1 - height / 2.0;
    let paper = Rect::new(room.left, top, width, height);
    canvas.bitmap(paper, pixels(image));
    canvas.outline(&paper.corners(), Stroke::new(Tone::Faint, 1.0));
    let first = room.centre().1 - ROW * (rows(image) as f64 - 1.0) / 2.0;
    let left = paper.right + APART + names(image);
    for (number, bar) in image.bars.iter().take(MAX_BARS).enumerate() {
        draw_bar(canvas, bar, (left, first + ROW * number as f64));
    }
    if image.bars.len() > MAX_BARS {
        let more = format!("{} more", image.bars.len() - MAX_BARS);
        let text = Text::words(&more, Tone::Faint).size(12.0);
        let y = first + ROW * MAX_BARS as f64 + text.sink();
        canvas.text((left, y), Anchor::Start, text);
    }
}

/// The pixels from paper to ink. What is missing of the last row is paper.
fn pixels(image: &Image) -> Bitmap {
    let width = image.width.max(1);
    let whole = image.pixels.len().max(1).next_multiple_of(width);
    let ink = image
        .pixels
        .iter()
        .map(|ink| (ink * 100.0).round().min(100.0) as u8);
    let pixels: Vec<u8> = ink.chain(std::iter::repeat(0)).take(whole).collect();
    let palette = (0..=100).map(Tone::Grey).collect();
    let bitmap = Bitmap {
        width,
        pixels,
        palette,
    };
    bitmap.enlarged((2.0 * SIDE / width as f64).floor().clamp(1.0, 64.0) as usize)
}

/// Name, bar and share; the class that it should be is bold and has a frame.
fn draw_bar(canvas: &mut Canvas, bar: &Bar, (left, y): (f64, f64)) {
    let words = |text: Text| if bar.is_target { text.bold() } else { text };
    let name = words(name(&bar.name)).fit(NAME);
    canvas.text((left - 10.0, y + name.sink()), Anchor::End, name);
    let track = Rect::new(left, y - THICK / 2.0, LONG, THICK);
    canvas.area(rounded(&track, 3.0), Tone::Body);
    let share = if bar.share.is_nan() {
        0.0
    } else {
        bar.share.clamp(0.0, 1.0)
    };
    let filled = Rect::new(left, track.top, (LONG * share).max(1.0), THICK);
    canvas.area(rounded(&filled, 3.0), Tone::SymbolColor(SymbolColor::Y));
    if bar.is_target {
        let edge = Stroke::new(Tone::SymbolColor(SymbolColor::T), 1.8);
        canvas.outline(&rounded(&track.inset(-2.5), 5.0), edge);
    }
    let share = words(Text::words(&fixed(bar.share, 3), Tone::Text).size(13.0)).fit(SHARE - 8.0);
    canvas.text(
        (track.right + SHARE - 2.0, y + share.sink()),
        Anchor::End,
        share,
    );
    if bar.is_target {
        let text = Text::words("target", Tone::SymbolColor(SymbolColor::T)).size(13.0);
        canvas.text(
            (track.right + SHARE + 8.0, y + text.sink()),
            Anchor::Start,
            text,
        );
    }
}

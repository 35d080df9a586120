//! A grey image, and beside it the probability of each class.

use super::bitmap::Bitmap;
use super::prelude::*;
use crate::scene::number::printed;
use crate::scene::{Bar, Image};

const SIDE: f64 = 232.0;
const APART: f64 = 34.0;
/// The height of a row, the thickness of its bar, and the bar's length at 1.
const ROW: f64 = 26.0;
const THICK: f64 = 14.0;
const LONG: f64 = 190.0;
const SHARE: f64 = 52.0;
const TARGET: f64 = 58.0;
/// Names are cut to this width; more bars are omitted.
const NAME: f64 = 160.0;
const MAX_BARS: usize = 24;

/// The size of the image, whose longer side has always the same length.
fn extent(image: &Image) -> (f64, f64) {
    let columns = image.width.max(1) as f64;
    let rows = (image.pixels.len() as f64 / columns).ceil().max(1.0);
    let pixel = SIDE / columns.max(rows);
    ((columns * pixel).max(8.0), (rows * pixel).max(8.0))
}

fn names_width(image: &Image) -> f64 {
    let bars = image.bars.iter().take(MAX_BARS);
    widest(bars.map(|bar| words(&bar.name).bold())).min(NAME) + 10.0
}

fn words(words: &str) -> Text {
    Text::words(words, ColorRole::Text)
}

pub(super) fn draw(image: &Image, canvas: &mut Canvas) -> Drawn {
    let (width, height) = extent(image);
    let rows = image.bars.len().min(MAX_BARS + 1) as f64;
    let whole = height.max(ROW * rows);
    let paper = Rect::new(0.0, (whole - height) / 2.0, width, height);
    canvas.bitmap(paper, &pixels(image))?;
    canvas.outline(&paper.corners(), Stroke::new(ColorRole::Faint, 1.0));
    let left = width + APART + names_width(image);
    let y = |index: usize| whole / 2.0 + ROW * (index as f64 - (rows - 1.0) / 2.0);
    let row = |index: usize| (left, y(index));
    for (index, bar) in image.bars.iter().take(MAX_BARS).enumerate() {
        draw_bar(canvas, bar, row(index));
    }
    canvas.count_omitted(row(MAX_BARS), image.bars.len().saturating_sub(MAX_BARS));
    let bars = left + LONG + SHARE + TARGET;
    Ok((if image.bars.is_empty() { width } else { bars }, whole))
}

/// The pixels from paper to ink. Those missing in the last row are paper.
fn pixels(image: &Image) -> Bitmap {
    let width = image.width.max(1);
    let whole = image.pixels.len().max(1).next_multiple_of(width);
    let percent = |ink: &f64| (ink * 100.0).round().min(100.0) as u8;
    let ink = image.pixels.iter().map(percent);
    let pixels = ink.chain(std::iter::repeat(0)).take(whole);
    let palette = (0..=100).map(ColorRole::Grey).collect();
    let bitmap = Bitmap::new(width, pixels, palette);
    bitmap.enlarged((2.0 * SIDE / width as f64).floor().clamp(1.0, 64.0) as usize)
}

/// Draws name, bar and share; the target is bold and has a frame.
fn draw_bar(canvas: &mut Canvas, bar: &Bar, (left, y): Point) {
    let target = ColorRole::Symbol(SymbolColor::T);
    let name = words(&bar.name).bold_if(bar.is_target).fit(NAME);
    canvas.label((left - 10.0, y), Anchor::End, &name);
    let track = Rect::new(left, y - THICK / 2.0, LONG, THICK);
    canvas.area(track.rounded(3.0), ColorRole::Body);
    let share = bar.share.clamp(0.0, 1.0).max(0.0); // NaN counts as 0.
    let filled = Rect::new(left, track.top, (LONG * share).max(1.0), THICK);
    canvas.area(filled.rounded(3.0), ColorRole::Symbol(SymbolColor::Y));
    if bar.is_target {
        let edge = Stroke::new(target, 1.8);
        canvas.outline(&track.inset(-2.5).rounded(5.0), edge);
    }
    let end = track.right + SHARE;
    let share = words(&printed(bar.share, 3)).size(13.0);
    let share = share.bold_if(bar.is_target).fit(SHARE - 8.0);
    canvas.label((end - 2.0, y), Anchor::End, &share);
    if bar.is_target {
        let text = Text::words("target", target).size(13.0);
        canvas.label((end + 8.0, y), Anchor::Start, &text);
    }
}

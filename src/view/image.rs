//! A grey image, and beside it the probability of each class as a bar. A chart of ratatui's has no signs beside its bars.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::dots::{Dot, Raster};
use super::painter::{Painter, Parts as _, cells};
use super::theme::Theme;
use crate::scene::wrap::{cut, padded, widest};
use crate::scene::{Bar, Image, text};

/// The largest size of a pixel in dots.
const LARGEST: usize = 6;
const BARS: u16 = 22;
const LONGEST: u16 = 40;

pub(super) fn draw(image: &Image, area: Rect, painter: &mut Painter) {
    let width = image.width.max(1);
    let height = image.pixels.len().div_ceil(width);
    if area.width < 8 || area.height < 3 || height == 0 {
        return;
    }
    let scale = |wide: u16, high: u16| {
        let (wide, high) = (usize::from(wide), 2 * usize::from(high));
        (wide / width).min(high / height).min(LARGEST)
    };
    let bars = cells(image.bars.len()).min(area.height / 2) + 1;
    let beside = scale(area.width.saturating_sub(BARS + 4), area.height);
    let below = scale(area.width - 2, area.height - bars);
    // A pixel cannot be smaller than a dot: an image that is larger than its room shows its upper left part.
    let is_beside = beside >= below.max(1) || below == 0;
    let scale = if is_beside { beside.max(1) } else { below };
    let room = area.beside(2);
    let (wide, high) = (width * scale, (height * scale).div_ceil(2));
    let place = room.first_columns(cells(wide)).first_rows(cells(high));
    pixels(image, scale, place, painter);
    let (beside, below) = (room.beside(place.width + 3), room.below(place.height + 1));
    draw_bars(&image.bars, if is_beside { beside } else { below }, painter);
}

fn pixels(image: &Image, scale: usize, area: Rect, painter: &mut Painter) {
    let theme = painter.theme;
    let ink = |x: usize, y: usize| {
        let is_inside = x / scale < image.width;
        let pixel = image.pixels.get(y / scale * image.width + x / scale);
        pixel.copied().filter(|_| is_inside)
    };
    if theme != Theme::Plain {
        let dot = |ink| Dot::Paint(theme.colour(theme.grey(ink)));
        Raster::new(area, |x, y| ink(x, y).map_or(Dot::Empty, dot)).render(painter);
        return;
    }
    painter.signs(area, |x, y| {
        let [above, below] = [2 * y, 2 * y + 1].map(|y| ink(x, y).unwrap_or(0.0));
        theme.heat(above, below).0
    });
}

/// Name, bar and share of each class; the one that should be largest has a sign, and so has another that is larger.
fn draw_bars(bars: &[Bar], area: Rect, painter: &mut Painter) {
    let theme = painter.theme;
    let name = widest(bars.iter().map(|bar| &bar.name)).min(area.width / 3);
    let Some(room) = area.width.checked_sub(name + 12).filter(|room| *room > 0) else {
        return;
    };
    let room = room.min(LONGEST);
    let shares = bars.iter().map(|bar| bar.share);
    let largest = shares.fold(f64::NEG_INFINITY, f64::max);
    let blocks_style = theme.letter(Some('y')).remove_modifier(Modifier::BOLD);
    for (bar, row) in bars.iter().zip(area.rows()) {
        let is_largest = bar.share >= largest;
        let (sign, style) = match (bar.is_target, is_largest) {
            (true, true) => ("✓", theme.right()),
            (true, false) => ("t", theme.letter(Some('t'))),
            (false, true) => ("✗", theme.wrong()),
            (false, false) => (" ", theme.dim()),
        };
        let bright = theme.or_dim(is_largest || bar.is_target, Style::new().bold());
        let named = padded(&cut(&bar.name, name), name, true);
        painter.put((row.x, row.y), &named, bright);
        let x = row.x + name + 1;
        painter.put((x, row.y), &blocks(bar.share, room), blocks_style);
        let number = format!("{:>7} ", text(bar.share, 4));
        let numbers = row.beside(name + room + 2).first_columns(8);
        let end = painter.write(numbers, (numbers.x, row.y), &number, bright);
        painter.put((end, row.y), sign, style);
    }
}

/// A bar of a width, to an eighth of a column.
pub(super) fn blocks(share: f64, room: u16) -> String {
    const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (share.clamp(0.0, 1.0) * f64::from(room) * 8.0).round() as usize;
    format!("{}{}", "█".repeat(eighths / 8), PARTS[eighths % 8])
}

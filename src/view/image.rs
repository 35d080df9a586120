//! A grey image, and beside it the probability of each class as a bar.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::raster::{Dot, Raster};
use super::theme::Theme;
use crate::scene::wrap::{cut, padded, width};
use crate::scene::{Bar, Image, text};

/// The largest that a pixel is drawn, in dots.
const LARGEST: usize = 6;
/// The room that the bars need beside the image.
const BARS: u16 = 22;

pub(super) fn draw(image: &Image, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let (width, height) = (
        image.width.max(1),
        image.pixels.len().div_ceil(image.width.max(1)),
    );
    if area.width < 8 || area.height < 3 || height == 0 {
        return;
    }
    let scale = |wide: u16, high: u16| {
        (usize::from(wide) / width)
            .min(2 * usize::from(high) / height)
            .min(LARGEST)
    };
    let bars = u16::try_from(image.bars.len()).unwrap_or(u16::MAX);
    let beside = scale(area.width.saturating_sub(BARS + 4), area.height);
    let below = scale(
        area.width.saturating_sub(2),
        area.height.saturating_sub(bars.min(area.height / 2) + 1),
    );
    // A pixel cannot be smaller than a dot: an image that is larger than its room shows its upper left part.
    let (scale, is_beside) = if beside >= below.max(1) || below == 0 {
        (beside.max(1), true)
    } else {
        (below, false)
    };
    let room = Rect::new(area.x + 2, area.y, area.width - 2, area.height);
    let place = Rect {
        width: u16::try_from(width * scale).unwrap_or(u16::MAX),
        height: u16::try_from((height * scale).div_ceil(2)).unwrap_or(u16::MAX),
        ..room
    }
    .intersection(room);
    pixels(image, scale, theme, place, buffer);
    let rest = if is_beside {
        Rect {
            x: place.right() + 3,
            width: area.right().saturating_sub(place.right() + 3),
            ..area
        }
    } else {
        Rect {
            y: place.bottom() + 1,
            height: area.bottom().saturating_sub(place.bottom() + 1),
            ..room
        }
    };
    draw_bars(&image.bars, theme, rest.intersection(area), buffer);
}

fn pixels(image: &Image, scale: usize, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let ink = |x: usize, y: usize| {
        let inside = x / scale < image.width;
        image
            .pixels
            .get(y / scale * image.width + x / scale)
            .copied()
            .filter(|_| inside)
    };
    if theme == Theme::Plain {
        for (column, row) in
            (0..area.height).flat_map(|row| (0..area.width).map(move |column| (column, row)))
        {
            let (x, y) = (usize::from(column), 2 * usize::from(row));
            let (above, below) = (ink(x, y).unwrap_or(0.0), ink(x, y + 1).unwrap_or(0.0));
            let (symbol, style) = theme.heat(above, below);
            // Paper is not the same as nothing at all.
            let symbol = if symbol == ' ' { '·' } else { symbol };
            buffer[(area.x + column, area.y + row)]
                .set_char(symbol)
                .set_style(style);
        }
        return;
    }
    let mut raster = Raster::new(area);
    for (x, y) in (0..raster.height)
        .flat_map(|y| (0..raster.width).map(move |x| (x, y)))
        .collect::<Vec<_>>()
    {
        if let Some(ink) = ink(x, y) {
            raster.set(x, y, Dot::Paint(theme.colour(theme.grey(ink))));
        }
    }
    raster.render(theme, area, buffer);
}

/// Name, bar and share of each class; the one that should be largest has a sign, and so has another that is larger.
fn draw_bars(bars: &[Bar], theme: Theme, area: Rect, buffer: &mut Buffer) {
    let name = bars
        .iter()
        .map(|bar| width(&bar.name))
        .max()
        .unwrap_or(0)
        .min(area.width / 3);
    let Some(room) = area.width.checked_sub(name + 12).filter(|room| *room > 0) else {
        return;
    };
    let room = room.min(40);
    let largest = bars
        .iter()
        .map(|bar| bar.share)
        .fold(f64::NEG_INFINITY, f64::max);
    for (bar, y) in bars.iter().zip(area.top()..area.bottom()) {
        let is_largest = bar.share >= largest;
        let (sign, style) = match (bar.is_target, is_largest) {
            (true, true) => ("✓", theme.right()),
            (true, false) => ("t", theme.letter(Some('t'))),
            (false, true) => ("✗", theme.wrong()),
            (false, false) => (" ", theme.dim()),
        };
        let bright = if is_largest || bar.is_target {
            Style::new().add_modifier(Modifier::BOLD)
        } else {
            theme.dim()
        };
        buffer.set_string(area.x, y, padded(&cut(&bar.name, name), name, true), bright);
        let x = area.x + name + 1;
        buffer.set_string(
            x,
            y,
            blocks(bar.share, room),
            theme.letter(Some('y')).remove_modifier(Modifier::BOLD),
        );
        let number = format!("{:>7} ", text(bar.share, 4));
        let (x, _) = buffer.set_stringn(x + room + 1, y, number, 8, bright);
        buffer.set_string(x, y, sign, style);
    }
}

/// A bar of a width, to an eighth of a column.
pub(super) fn blocks(share: f64, room: u16) -> String {
    const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (share.clamp(0.0, 1.0) * f64::from(room) * 8.0).round() as usize;
    format!("{}{}", "█".repeat(eighths / 8), PARTS[eighths % 8])
}

//! Pixels of few colours, which become an embedded PNG.

use super::prelude::*;
use std::iter::repeat_n;

use super::theme::Colors;

/// Pixels of a bitmap along a pixel of the figure: as many as a PNG of 288 dpi has; few in a page, which draws them while a finger moves.
pub(super) const DENSE: f64 = if IN_PAGE { 0.5 } else { 3.0 };
/// The same of a frame of an animation, which has many.
pub(super) const DENSE_MOVING: f64 = if IN_PAGE { 0.5 } else { 1.5 };
const IN_PAGE: bool = cfg!(not(feature = "figures"));

/// At most 256 colours.
pub(super) type Palette = Vec<ColorRole>;

/// Rows of pixels from above, each an index of the palette.
pub(super) struct Bitmap {
    width: usize,
    pixels: Vec<u8>,
    palette: Palette,
}

impl Bitmap {
    pub(super) fn new(width: usize, pixels: impl Iterator<Item = u8>, palette: Palette) -> Self {
        let pixels = pixels.collect();
        Self {
            width,
            pixels,
            palette,
        }
    }

    /// Pixels for an area, so many along each of its own; `color` is given the fractions of the width and, from below, of the height.
    pub(super) fn of(
        area: &Rect,
        dense: f64,
        palette: Palette,
        color: impl Fn(f64, f64) -> u8,
    ) -> Self {
        let [width, height] =
            [area.width(), area.height()].map(|length| (dense * length).round() as usize);
        let part = |index: usize, count: usize| (index as f64 + 0.5) / count as f64;
        let pixel = |index: usize| {
            let (row, column) = (index / width, index % width);
            color(part(column, width), 1.0 - part(row, height))
        };
        Self::new(width, (0..width * height).map(pixel), palette)
    }

    /// The pixels, each repeated so often along both sides that no viewer has a reason to blur it.
    pub(super) fn enlarged(self, times: usize) -> Self {
        let wide = |row: &[u8]| -> Vec<u8> {
            let pixels = row.iter().flat_map(|&pixel| repeat_n(pixel, times));
            pixels.collect()
        };
        let rows = self.pixels.chunks(self.width).map(wide);
        let pixels = rows.flat_map(|row| repeat_n(row, times)).flatten();
        Self::new(self.width * times, pixels, self.palette)
    }

    pub(super) fn png(&self, colors: Colors) -> Drawn<Vec<u8>> {
        let mut bytes = Vec::new();
        let height = self.pixels.len() / self.width;
        let mut encoder = png::Encoder::new(&mut bytes, self.width as u32, height as u32);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(if IN_PAGE {
            png::Compression::Fast
        } else {
            png::Compression::Best
        });
        let colors = self.palette.iter().map(|&role| colors.color(role));
        let palette: Vec<u8> = colors.flat_map(|rgb| [rgb.0, rgb.1, rgb.2]).collect();
        encoder.set_palette(palette);
        let header = encoder.write_header();
        let written = header.and_then(|mut writer| writer.write_image_data(&self.pixels));
        written.map_err(FigureError::drawing)?;
        Ok(bytes)
    }
}

//! Pixels of few colours, which become an embedded PNG once the theme is known.

use super::FigureError;
use super::theme::{Theme, Tone};

/// Rows of pixels from above, each the number of a tone.
pub(super) struct Bitmap {
    pub(super) width: usize,
    pub(super) pixels: Vec<u8>,
    /// At most 256 tones.
    pub(super) palette: Vec<Tone>,
}

impl Bitmap {
    /// Whether there is something to show, and all of it.
    pub(super) fn is_sound(&self) -> bool {
        let whole = self.width > 0 && self.pixels.len().is_multiple_of(self.width);
        let last = self.pixels.iter().max().copied().map_or(0, usize::from);
        whole && !self.pixels.is_empty() && last < self.palette.len() && self.palette.len() <= 256
    }

    /// The pixels, each repeated so often along both sides that no viewer has a reason to blur it.
    pub(super) fn enlarged(&self, times: usize) -> Self {
        let rows = self.pixels.chunks(self.width.max(1));
        let wide = |row: &[u8]| -> Vec<u8> {
            row.iter()
                .flat_map(|&pixel| std::iter::repeat_n(pixel, times))
                .collect()
        };
        let pixels = rows
            .flat_map(|row| std::iter::repeat_n(wide(row), times))
            .flatten()
            .collect();
        Self {
            width: self.width * times,
            pixels,
            palette: self.palette.clone(),
        }
    }

    /// The pixels as a PNG.
    pub(super) fn png(&self, theme: Theme) -> Result<Vec<u8>, FigureError> {
        let mut bytes = Vec::new();
        let height = self.pixels.len() / self.width;
        let mut encoder = png::Encoder::new(&mut bytes, self.width as u32, height as u32);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::Best);
        let colours = self.palette.iter().map(|&tone| theme.colour(tone));
        encoder.set_palette(
            colours
                .flat_map(|rgb| [rgb.0, rgb.1, rgb.2])
                .collect::<Vec<u8>>(),
        );
        let mut writer = encoder.write_header().map_err(FigureError::drawing)?;
        writer
            .write_image_data(&self.pixels)
            .map_err(FigureError::drawing)?;
        writer.finish().map_err(FigureError::drawing)?;
        Ok(bytes)
    }
}

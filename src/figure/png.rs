//! PNG from SVG, so that there is one drawing of each figure.

use resvg::tiny_skia::{Pixmap, PremultipliedColorU8, Transform};
use resvg::usvg::Tree;

use super::FigureError;
use super::document::Document;

/// Pixels of an SVG along an inch.
pub(super) const SVG_DPI: f32 = 96.0;

/// Draws an SVG at a number of pixels to the inch, which is also written in the file.
///
/// # Errors
/// If the text is not an SVG document, or one too large to draw.
pub fn png(svg: &str, dpi: u16) -> Result<Vec<u8>, FigureError> {
    let document = Document::read(svg)?;
    let picture = painted(&document.tree, dpi)?;
    encode(&picture, dpi, &document).map_err(FigureError::drawing)
}

pub(super) fn pixels(svg: &str, dpi: u16) -> Result<Pixmap, FigureError> {
    painted(&Document::read(svg)?.tree, dpi)
}

fn painted(tree: &Tree, dpi: u16) -> Result<Pixmap, FigureError> {
    let zoom = f32::from(dpi) / SVG_DPI;
    let size = tree.size();
    // A pixel that the figure covers in part would be transparent in part.
    let pixels = |length: f32| (length * zoom).floor() as u32;
    let mut picture = Pixmap::new(pixels(size.width()), pixels(size.height()))
        .ok_or_else(|| FigureError::drawing("the figure has no size that can be drawn"))?;
    let scale = Transform::from_scale(zoom, zoom);
    resvg::render(tree, scale, &mut picture.as_mut());
    Ok(picture)
}

fn encode(picture: &Pixmap, dpi: u16, document: &Document) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let kind = kind(picture);
    let mut encoder = encoder(&mut bytes, (picture, kind), dpi, document)?;
    // Level ground is smaller without a filter, and quicker.
    encoder.set_filter(png::FilterType::NoFilter);
    encoder.set_compression(png::Compression::Default);
    let data = channels(picture.pixels(), kind);
    encoder.write_header()?.write_image_data(&data)?;
    Ok(bytes)
}

/// Without the fourth channel where nothing is transparent: a third of the bytes.
pub(super) fn kind(picture: &Pixmap) -> png::ColorType {
    let mut pixels = picture.pixels().iter();
    if pixels.all(PremultipliedColorU8::is_opaque) {
        png::ColorType::Rgb
    } else {
        png::ColorType::Rgba
    }
}

pub(super) fn encoder<'a>(
    bytes: &'a mut Vec<u8>,
    (picture, kind): (&Pixmap, png::ColorType),
    dpi: u16,
    document: &Document,
) -> Result<png::Encoder<'a, &'a mut Vec<u8>>, png::EncodingError> {
    let mut encoder = png::Encoder::new(bytes, picture.width(), picture.height());
    encoder.set_color(kind);
    let meter = (f64::from(dpi) / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: meter,
        yppu: meter,
        unit: png::Unit::Meter,
    }));
    for (keyword, text) in [
        ("Title", &document.title),
        ("Description", &document.alternative),
        ("Source", &document.command),
        ("Copyright", &document.rights),
    ] {
        encoder.add_itxt_chunk(keyword.to_owned(), text.clone())?;
    }
    Ok(encoder)
}

pub(super) fn channels(pixels: &[PremultipliedColorU8], kind: png::ColorType) -> Vec<u8> {
    let color = |pixel: &PremultipliedColorU8| {
        let color = pixel.demultiply();
        [color.red(), color.green(), color.blue(), color.alpha()]
    };
    let colors = pixels.iter().map(color);
    colors
        .flat_map(|color| color.into_iter().take(kind.samples()))
        .collect()
}

//! PNG from SVG, so that there is one drawing of each figure and not two.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use super::FigureError;
use super::text::FONTS;

/// Pixels of the PNG along one of the SVG: fine screens and print show them all.
pub const ZOOM: u8 = 2;

/// Draws an SVG at twice its size, with the bundled fonts and no others, so that every computer gets the same bytes.
///
/// # Errors
/// If the text is not an SVG document, or one too large to draw.
pub fn png(svg: &str) -> Result<Vec<u8>, FigureError> {
    let mut options = Options::default();
    for font in FONTS {
        options.fontdb_mut().load_font_data(font().to_vec());
    }
    options.fontdb_mut().set_sans_serif_family("DejaVu Sans");
    let tree = Tree::from_str(svg, &options).map_err(FigureError::drawing)?;
    let zoom = f32::from(ZOOM);
    let size = tree.size();
    let pixels = |length: f32| (length * zoom).round() as u32;
    let mut picture = Pixmap::new(pixels(size.width()), pixels(size.height()))
        .ok_or_else(|| FigureError::drawing("the figure has no size that can be drawn"))?;
    let scale = Transform::from_scale(zoom, zoom);
    resvg::render(&tree, scale, &mut picture.as_mut());
    picture.encode_png().map_err(FigureError::drawing)
}

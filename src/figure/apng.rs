//! An animated PNG: the first frame as a whole, and of each other one the rectangle that differs from the frame before.

use resvg::tiny_skia::{IntRect, Pixmap};

use super::animation::Animation;
use super::document::Document;
use super::parallel::in_order;
use super::png::{channels, encoder, kind, pixels};
use super::{FigureError, Style, Theme, svg_in};

/// Encodes an animation that begins again after its last frame. What it says about itself is that of the SVG of its first.
///
/// # Errors
/// If a frame cannot be drawn.
pub(super) fn encode(
    animation: &Animation,
    theme: Theme,
    style: &Style,
    first: &str,
    progress: &mut dyn FnMut(),
) -> Result<Vec<u8>, FigureError> {
    let count = animation.count;
    let document = Document::read(first)?;
    let draw = |index| {
        let svg = svg_in(&(animation.frame)(index), theme, style)?;
        pixels(&svg, animation.dpi)
    };
    in_order(count, draw, |frames| {
        let frames = frames.inspect(|_| progress());
        compress(frames, animation, &document)
    })
}

impl From<png::EncodingError> for FigureError {
    fn from(error: png::EncodingError) -> Self {
        Self::drawing(error)
    }
}

fn compress(
    mut frames: impl Iterator<Item = Result<Pixmap, FigureError>>,
    animation: &Animation,
    document: &Document,
) -> Result<Vec<u8>, FigureError> {
    let Some(first) = frames.next() else {
        return Err(FigureError::drawing("the animation has no frames"));
    };
    let (mut bytes, mut before) = (Vec::new(), first?);
    let kind = kind(&before);
    let mut encoder = encoder(&mut bytes, (&before, kind), animation.dpi, document)?;
    // Level ground is smaller as it is, and quick enough.
    encoder.set_filter(png::FilterType::NoFilter);
    encoder.set_compression(png::Compression::Default);
    encoder.set_animated(animation.count as u32, 0)?;
    encoder.set_frame_delay(animation.seconds, animation.count as u16)?;
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&channels(before.pixels(), kind))?;
    for frame in frames {
        let frame = frame?;
        let (area, part) = changed(&before, &frame).ok_or_else(other_size)?;
        writer.reset_frame_position()?;
        writer.set_frame_dimension(area.width(), area.height())?;
        writer.set_frame_position(area.left() as u32, area.top() as u32)?;
        writer.write_image_data(&channels(part.pixels(), kind))?;
        before = frame;
    }
    writer.finish()?;
    Ok(bytes)
}

fn other_size() -> FigureError {
    FigureError::drawing("its frames differ in size")
}

/// The smallest rectangle in which a frame differs from the one before, and what it has there. If the frames are the same it is a
/// pixel; none if they differ in size.
fn changed(before: &Pixmap, frame: &Pixmap) -> Option<(IntRect, Pixmap)> {
    if (before.width(), before.height()) != (frame.width(), frame.height()) {
        return None;
    }
    let width = frame.width() as usize;
    let rows = before
        .pixels()
        .chunks(width)
        .zip(frame.pixels().chunks(width));
    let (mut columns, mut lines) = ((width, 0), (usize::MAX, 0));
    for (line, (one, other)) in rows.enumerate() {
        let differs = |column: &usize| one[*column] != other[*column];
        if let Some(first) = (0..width).find(differs) {
            let last = (first..width).rfind(differs).unwrap_or(first);
            columns = (columns.0.min(first), columns.1.max(last));
            lines = (lines.0.min(line), line);
        }
    }
    let [left, top] = [columns.0.min(columns.1), lines.0.min(lines.1)];
    let [right, bottom] = [columns.1 + 1, lines.1 + 1];
    let size = |from: usize, to: usize| (to - from) as u32;
    let [x, y] = [left, top].map(|start| i32::try_from(start).ok());
    let area = IntRect::from_xywh(x?, y?, size(left, right), size(top, bottom))?;
    Some((area, frame.clone_rect(area)?))
}

//! The names that nearly every picture uses.

pub(super) use super::FigureError;
pub(super) use super::axis::PlotAxis;
pub(super) use super::bitmap::{Bitmap, Palette};
pub(super) use super::canvas::{Canvas, EDGE, Stroke};
pub(super) use super::geometry::*;
pub(super) use super::text::{Anchor, Text, widest};
pub(super) use super::theme::ColorRole;
pub(super) use crate::scene::colour::{SymbolColor, of_class};

/// Width and height.
pub(super) type Size = (f64, f64);

/// The size of what was drawn, or something else about it, or the reason why it could not be drawn.
pub(super) type Drawn<T = Size> = Result<T, FigureError>;

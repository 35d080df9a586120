//! The names that nearly every picture uses.

pub(super) use super::FigureError;
pub(super) use super::canvas::{Canvas, Stroke};
pub(super) use super::geometry::{Point, Rect};
pub(super) use super::text::{Anchor, Text};
pub(super) use super::theme::ColorRole;

/// Nothing, or the reason why it could not be drawn.
pub(super) type Drawn = Result<(), FigureError>;

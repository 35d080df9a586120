//! From a scene to a screen: widgets, the theme, and layouts from 80×24 up.
//!
//! The view knows only the scene. It computes nothing that a reader could want to know.

pub mod maths;
pub mod theme;

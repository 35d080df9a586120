//! A Neural Network in 28 Equations: a book you read, run and check.
//!
//! Start with [`model`], the mathematics.

pub mod equation;
#[cfg(feature = "figures")]
pub mod figure;
pub mod model;
pub mod scene;

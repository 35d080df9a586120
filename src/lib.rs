//! A Neural Network in 28 Equations: a book you read, run and check.
//!
//! Start with [`model`], the mathematics.

pub mod equation;
pub mod model;
#[cfg(feature = "book")]
pub mod weave;

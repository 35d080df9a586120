//! A Neural Network in 28 Equations: a book you read, run and check.
//!
//! Start with [`model`], the mathematics; [`data`] is what it is tried on.

pub mod data;
pub mod model;

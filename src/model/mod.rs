//! The mathematics as the book reads it: one sample, one entry at a time.
//!
//! Every numbered equation of the book is one small pure function here, named `eqNN_…` for its
//! number and for what it computes. The functions know nothing but numbers. A matrix is a list of
//! rows, so that `w[j][i]` is the book's w_ji.
//!
//! | file | equations | what it says |
//! |---|---|---|
//! | [`neuron`] | 1–4 | a weighted sum and a sigmoid |
//! | [`network`] | 5–7 | neurons in two layers, and the softmax |
//! | [`error`] | 8, 12, 13 | the error of the network |
//! | [`numerical_gradient`] | 9–11 | slopes by trying |
//! | [`backprop`] | 14–26, 28 | slopes by the chain rule |
//! | [`training`] | 27 | one step downhill |
//! | [`printed`] | 4, 9–14 | what the source prints instead, to be shown to fail |
//!
//! Vectors that feed a layer carry their bias entry, which is always 1, as their last entry: `x`
//! has D + 1 entries and `z` has M + 1.

pub mod backprop;
pub mod error;
pub mod network;
pub mod neuron;
pub mod numerical_gradient;
pub mod printed;
pub mod training;

pub use network::{Forward, Network, Sample};

/// A matrix as a list of rows: `w[j][i]` is w_ji.
pub type Matrix = Vec<Vec<f64>>;

//! The equations in matrix form, over all samples at once.
//!
//! `model` computes one sample and one entry at a time, as the book reads; here the same sums are
//! matrix products over blocks of samples. Both give the same numbers to rounding, which
//! `tests/all/engine.rs` checks.
//!
//! | file | what it does |
//! |---|---|
//! | [`Samples`], [`Parameters`] in `matrices` | the numbers in memory |
//! | `lanes` | several numbers in one register, and the arithmetic on them |
//! | `exponential` | exp and sigmoid of many numbers at once |
//! | `tiles` | the sums of a pass, in tiles that stay in the processor's registers |
//! | `products` | the two large ones, by faer, once w is large |
//! | `batch_pass` | a pass, forward (5–8) and back (23, 26, 28), 32 samples side by side |
//! | `error_sum` | the error (12) over the groups of a pass |
//! | `small_batch` | the same for a few samples, or one, with the weights moved at once |
//! | [`Engine`] in `machine` | all groups of a pass, on one thread or several |
//! | [`Training`] in `training` | updates (27), batch and online, by either gradient |
//! | [`NumericalGradient`] in `numerical_gradient` | the numerical gradient (9–11), in slices |
//! | [`Score`] in `score` | error, accuracy and confusion matrix |
//! | [`PrincipalAxes`] in `axes` | the plane that shows most of data with many inputs |
//!
//! In memory a matrix is one list, row after row, and the bias is its last column:
//!
//! ```text
//! x  N × (D+1)   x₀ x₁ … 1 │ x₀ x₁ … 1 │ …       one row for each sample
//! w  M × (D+1)   w₀₀ … w₀D │ w₁₀ … w₁D │ …       one row for each hidden unit
//! ```

// Code for registers is compiled once for each set of instructions, which a call would leave, so it
// is inlined. And it loops over constant ranges, without which arrays would not stay in registers.
#![allow(clippy::inline_always, clippy::needless_range_loop)]

mod axes;
mod batch_pass;
mod error_sum;
mod exponential;
mod lanes;
mod machine;
mod matrices;
mod numerical_gradient;
mod products;
mod score;
mod small_batch;
mod thread_pool;
mod tiles;
mod training;

pub use axes::PrincipalAxes;
pub use lanes::instructions;
pub use machine::Engine;
pub use matrices::{Parameters, Samples, Shape};
pub use numerical_gradient::{Difference, NumericalGradient};
pub use score::Score;
pub use training::{Method, Training, Update};

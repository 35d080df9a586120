//! The equations in matrix form, over all samples at once.
//!
//! `model` computes one sample and one entry at a time, as the book reads; here the same sums are matrix products over blocks of
//! samples. Both give the same numbers to rounding, and `tests/all/engine.rs` holds them together.
//!
//! | file | what it does |
//! |---|---|
//! | [`Samples`], [`Parameters`] in `matrices` | the numbers as they lie in memory |
//! | `lanes` | several numbers in one register, and the arithmetic on them |
//! | `exponential` | exp and sigmoid of many numbers at once |
//! | `tiles` | the sums of a pass while they fit into the processor: tiles that stay in its registers |
//! | `products` | the two large ones, once w is large: products of faer |
//! | `sweep` | a pass, forward (5–8) and back (23, 26, 28), 32 samples side by side |
//! | `rows` | the same for a few samples, or one, with the weights moved at once |
//! | [`Engine`] in `machine` | all groups of a pass, on one thread or several |
//! | [`Training`] in `training` | updates (27), batch and online, by either gradient |
//! | [`SlopeSearch`] in `slopes` | the numerical gradient (9–11), in slices |
//! | [`Score`] in `score` | error, accuracy and who was taken for whom |
//! | [`PrincipalAxes`] in `axes` | the plane that shows most of data with many inputs |
//!
//! In memory a matrix is one list, row after row, and the bias is its last column:
//!
//! ```text
//! x  N × (D+1)   x₀ x₁ … 1 │ x₀ x₁ … 1 │ …       one row a sample
//! w  M × (D+1)   w₀₀ … w₀D │ w₁₀ … w₁D │ …       one row a hidden unit
//! ```

// What works on registers is compiled anew within each set of instructions, which a call would leave. And it counts registers, which
// stay registers only where a loop knows how many there are.
#![allow(clippy::inline_always, clippy::needless_range_loop)]

mod axes;
mod crew;
mod exponential;
mod lanes;
mod machine;
mod matrices;
mod products;
mod rows;
mod score;
mod slopes;
mod sweep;
mod tiles;
mod training;

pub use axes::PrincipalAxes;
pub use exponential::{exponentials, sigmoids};
pub use lanes::instructions;
pub use machine::Engine;
pub use matrices::{Parameters, Samples, Shape};
pub use score::Score;
pub use slopes::{Difference, SlopeSearch};
pub use training::{Method, Training, Update};

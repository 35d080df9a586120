//! Dashboards in pages: a screen becomes HTML, and the same stages run inside the book.
//!
//! | file | what it does |
//! |---|---|
//! | [`html`] | a screen as HTML, for still frames and for live ones |
//! | [`svg`] | a screen as a drawing |
//! | [`dashboard`] | what the terminal's loop does, without a terminal and without a loop: the page has one |
//! | `exports` | what the page's script calls, where this is compiled for WebAssembly |
//! | [`judge`] | the program that judges answers in a page |
//! | `judge_exports` | what the page's script calls of it |

pub mod dashboard;
#[cfg(all(target_arch = "wasm32", not(feature = "judge")))]
mod exports;
pub mod html;
pub mod judge;
#[cfg(all(target_arch = "wasm32", feature = "judge"))]
mod judge_exports;
pub mod svg;

//! Dashboards in pages: a screen becomes HTML, and the same stages run inside the book.
//!
//! | file | what it does |
//! |---|---|
//! | [`html`] | a screen as HTML, for still frames and for live ones |
//! | [`svg`] | a screen as a drawing |
//! | [`dashboard`] | what the terminal's loop does, without a terminal and without a loop: the page has one |
//! | `journey` | the way to where a dashboard begins |
//! | `exports` | what the page's script calls, where this is compiled for WebAssembly |

pub mod dashboard;
#[cfg(target_arch = "wasm32")]
mod exports;
pub mod html;
mod journey;
pub mod svg;

//! Dashboards in pages: a screen becomes HTML, and the same stages run inside the book.
//!
//! | file | what it does |
//! |---|---|
//! | [`html`] | a screen as HTML, for live frames; as plain text |
//! | `still` | a screen as HTML for both themes, for still frames |
//! | [`svg`] | a screen as a drawing |
//! | [`dashboard`] | what the terminal's loop does, without a terminal and without a loop: the page has one |
//! | `journey` | the way to where a dashboard begins |
//! | `buffers` | the texts that pass between a page's script and a program, where this is compiled for WebAssembly |
//! | `exports` | what the page's script calls, where this is compiled for WebAssembly |
//! | [`judge`] | the program that judges answers in a page |
//! | `judge_exports` | what the page's script calls of it |
//! | [`figures`] | figures that move, for a program of their own |
//! | `figure_exports` | what the page's script calls of that one |

#[cfg(target_arch = "wasm32")]
mod buffers;
pub mod dashboard;
#[cfg(all(
    target_arch = "wasm32",
    not(any(feature = "judge", feature = "moving"))
))]
mod exports;
#[cfg(all(target_arch = "wasm32", feature = "moving"))]
mod figure_exports;
#[cfg(feature = "moving")]
pub mod figures;
pub mod html;
mod journey;
pub mod judge;
#[cfg(all(target_arch = "wasm32", feature = "judge"))]
mod judge_exports;
#[cfg(feature = "figures")]
pub mod still;
pub mod svg;

//! What the page's script calls for figures that move, with texts that pass through `buffers`.
#![allow(unsafe_code, reason = "the names of the exports")]

use super::{buffers, figures};

/// Answers the request, and returns the answer's length in bytes.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> usize {
    buffers::hand_over(figures::answer(&buffers::text()))
}

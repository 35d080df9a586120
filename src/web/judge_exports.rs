//! What the page's script calls of the judge, with texts that pass through `buffers`.
#![allow(unsafe_code, reason = "the names of the exports")]

use super::{buffers, judge};

/// Answers the object that was written, and returns the length of the answer in bytes.
#[unsafe(no_mangle)]
pub extern "C" fn ask() -> usize {
    buffers::hand_over(judge::ask(&buffers::text()))
}

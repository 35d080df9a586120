//! The book inside the program, for those who have no clone of it: its text, style and scripts, and the sources that its pages quote.
//!
//! They are part of this program and not of the library, which need not be compiled anew for a word in a chapter.

use nn28::cli::BookFiles;

/// Each file's path in a clone, with its text.
macro_rules! files {
    ($($path:literal)*) => {
        &[$(($path, include_str!(concat!("../", $path)))),*]
    };
}

#[rustfmt::skip]
pub const BOOK_FILES: BookFiles = files! {
    "book/book.toml"
    "book/fields.js"
    "book/figures.js"
    "book/fold.js"
    "book/judge.js"
    "book/lab.js"
    "book/learning.js"
    "book/live.js"
    "book/marks.js"
    "book/program.js"
    "book/progress.js"
    "book/style.css"
    "book/symbols.js"
    "book/theme/favicon.svg"
    "book/theme/head.hbs"
    "book/workbook.js"
    "book/src/404.html"
    "book/src/SUMMARY.md"
    "book/src/backprop-hidden.md"
    "book/src/backprop-outputs.md"
    "book/src/backprop-procedure.md"
    "book/src/backprop-weights.md"
    "book/src/backprop.md"
    "book/src/cell.md"
    "book/src/equations.md"
    "book/src/errata.md"
    "book/src/error.md"
    "book/src/failure.md"
    "book/src/glossary.md"
    "book/src/learns.md"
    "book/src/matrices.md"
    "book/src/network.md"
    "book/src/neuron.md"
    "book/src/next.md"
    "book/src/notation.md"
    "book/src/numerical_gradient.md"
    "book/src/preface.md"
    "book/src/promises.md"
    "src/data/init.rs"
    "src/engine/batch_pass.rs"
    "src/engine/exponential.rs"
    "src/engine/lanes.rs"
    "src/engine/machine.rs"
    "src/engine/matrices.rs"
    "src/engine/numerical_gradient.rs"
    "src/engine/products.rs"
    "src/engine/small_batch.rs"
    "src/engine/thread_pool.rs"
    "src/engine/tiles.rs"
    "src/engine/training.rs"
    "src/equation/check/dual.rs"
    "src/model/backprop.rs"
    "src/model/error.rs"
    "src/model/mod.rs"
    "src/model/network.rs"
    "src/model/neuron.rs"
    "src/model/numerical_gradient.rs"
    "src/model/printed.rs"
    "src/model/training.rs"
    "src/stage/backprop/diagnosis.rs"
    "src/stage/neuron/membrane.rs"
};

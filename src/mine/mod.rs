//! The reader's functions: his files, the compiler, and the process in which they run.
//!
//! A file of the reader's is made once. After that nothing is written to it but a blank that it lacks, at its end, and what he asks for
//! by `reset`.

mod advice;
mod blank;
mod check;
mod child;
mod compiler;
mod folder;
mod harness;
mod player;
mod progress;
mod rests;
pub mod rust;
mod solution;
mod sound;

pub use check::{Report, Workshop};
pub use compiler::{Compiler, Diagnostic};
pub use folder::{Folder, FolderError, folder_path};
pub use player::Player;
pub use progress::{Event, Mark, Progress};
pub use rests::rests_on;
pub use solution::{solution_of as solution, solution_of_blank};

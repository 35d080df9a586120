//! How a reader starts the programs, for the commands that a screen names.

use crate::equation::Chapter;

/// The command line tells which; a page's program names what works in a clone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Launch {
    /// By cargo, in a clone of the sources.
    #[default]
    Cargo,
    /// By name, wherever the programs are installed.
    #[cfg(feature = "terminal")]
    Installed,
}

impl Launch {
    /// The command that starts a chapter's program, with its options if there are any.
    ///
    /// ```
    /// use nn28::{equation::Chapter, stage::Launch};
    /// let command = Launch::Cargo.chapter(Chapter::Backprop, "--data iris");
    /// assert_eq!(command, "cargo run --release --bin backprop -- --data iris");
    /// ```
    pub fn chapter(self, chapter: Chapter, options: &str) -> String {
        let program = chapter.word();
        match self {
            Self::Cargo if options.is_empty() => format!("cargo run --release --bin {program}"),
            Self::Cargo => format!("cargo run --release --bin {program} -- {options}"),
            #[cfg(feature = "terminal")]
            Self::Installed => format!("nn28 {program} {options}").trim_end().to_owned(),
        }
    }

    /// The command that starts a subcommand of `nn28`, such as `book`.
    pub fn nn28(self, subcommand: &str) -> String {
        match self {
            Self::Cargo => format!("cargo run --release -- {subcommand}"),
            #[cfg(feature = "terminal")]
            Self::Installed => format!("nn28 {subcommand}"),
        }
    }
}

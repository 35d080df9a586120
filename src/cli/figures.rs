//! `nn28 figures`: every figure of the book as files.

use std::io::Write as _;
use std::path::PathBuf;

use super::{FigureOptions, LookOptions};
use crate::figure;
use crate::scene::Figure;
use crate::stage::book_figures;
use clap::Args;

/// Options of `nn28 figures`.
#[derive(Debug, Clone, Args)]
pub struct FiguresCommand {
    #[command(flatten)]
    pub(super) files: FigureOptions,
    #[command(flatten)]
    pub(super) look: LookOptions,
}

impl FiguresCommand {
    /// Draws all figures of the book and names the files.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn run(&self) -> anyhow::Result<()> {
        let paths = self.files.write(&self.look, book_figures)?;
        if self.look.json {
            super::print_json(&serde_json::json!({ "figures": paths }))?;
        } else if !self.look.quiet {
            let mut out = std::io::stdout().lock();
            for path in paths {
                writeln!(out, "figure {}", super::shown(&path))?;
            }
        }
        Ok(())
    }
}

impl FigureOptions {
    /// Writes figures unless they are unwanted, and returns their paths.
    pub(super) fn write(
        &self,
        look: &LookOptions,
        figures: impl FnOnce() -> Vec<Figure>,
    ) -> anyhow::Result<Vec<PathBuf>> {
        if self.no_figures {
            return Ok(Vec::new());
        }
        write(&figures(), self, look)
    }
}

/// Writes figures with a progress bar, and returns their paths.
pub(super) fn write(
    figures: &[Figure],
    files: &FigureOptions,
    look: &LookOptions,
) -> anyhow::Result<Vec<PathBuf>> {
    let bar = super::progress::bar("figures", look.quiet);
    let mut progress = |done, all| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    };
    let (folder, formats, themes) = (&files.figures, &files.format, look.figure_themes());
    let written = figure::write(figures, folder, formats, &themes, &mut progress);
    bar.finish_and_clear();
    Ok(written?)
}

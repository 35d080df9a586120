//! `nn28 figures`: every figure of the book as files.

use std::io::Write as _;
use std::path::PathBuf;

use super::{FigureOptions, LookOptions};
use crate::figure;
use crate::scene::Figure;
use crate::stage::{Stage, book_figures};
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
        let figures = book_figures();
        let paths = write(&figures, &self.files, &self.look)?;
        narrate(&paths, &self.look)
    }
}

impl FigureOptions {
    /// Writes the figures of a stage, unless they are not wanted, and returns their paths.
    pub(super) fn write(
        &self,
        stage: &dyn Stage,
        look: &LookOptions,
    ) -> anyhow::Result<Vec<PathBuf>> {
        if self.no_figures {
            return Ok(Vec::new());
        }
        write(&stage.figures(), self, look)
    }
}

/// Names the files that were written, one a line, or as a JSON list.
fn narrate(paths: &[PathBuf], look: &LookOptions) -> anyhow::Result<()> {
    if look.json {
        super::print_json(&serde_json::json!({ "figures": paths }))?;
    } else if !look.quiet {
        let mut out = std::io::stdout().lock();
        for path in paths {
            writeln!(out, "figure {}", super::shown(path))?;
        }
    }
    Ok(())
}

/// Writes figures with a progress bar; none if they are not wanted.
///
/// # Errors
/// When the folder cannot be written.
pub(super) fn write(
    figures: &[Figure],
    files: &FigureOptions,
    look: &LookOptions,
) -> anyhow::Result<Vec<PathBuf>> {
    if files.no_figures {
        return Ok(Vec::new());
    }
    let bar = super::progress::bar("figures", look.quiet);
    let themes = look.figure_themes();
    let written = figure::write(
        figures,
        &files.figures,
        &files.format,
        &themes,
        &mut |done, all| {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        },
    );
    bar.finish_and_clear();
    Ok(written?)
}

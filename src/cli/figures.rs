//! Figures as files, and `nn28 figures`, which writes every figure of the book.

#[cfg(feature = "figures")]
use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::LookOptions;
#[cfg(feature = "figures")]
use crate::figure;
use crate::scene::Figure;
#[cfg(feature = "figures")]
use crate::stage::{book_figures, with_command};

/// Where figures go.
#[derive(Debug, Clone, Args)]
pub struct FigureOptions {
    /// The folder for figures
    #[cfg(feature = "figures")]
    #[arg(long, value_name = "DIR", default_value = "output/figures")]
    pub figures: PathBuf,
    /// The file formats of figures
    #[cfg(feature = "figures")]
    #[arg(long, value_name = "svg,png", default_value = "svg,png")]
    #[arg(value_delimiter = ',')]
    pub format: Vec<figure::Format>,
    /// No figures
    #[arg(long)]
    pub no_figures: bool,
}

impl FigureOptions {
    /// Writes figures unless they are unwanted or this program cannot draw, and returns their paths.
    pub(super) fn write(
        &self,
        look: &LookOptions,
        figures: impl FnOnce() -> Vec<Figure>,
    ) -> anyhow::Result<Vec<PathBuf>> {
        if self.no_figures || cfg!(not(feature = "figures")) {
            return Ok(Vec::new());
        }
        self.draw(&figures(), look)
    }

    /// Tries whether figures can be written, before the work that they show.
    #[cfg(feature = "figures")]
    pub(super) fn try_folder(&self) -> Result<(), figure::FigureError> {
        if self.no_figures {
            return Ok(());
        }
        figure::try_folder(&self.figures)
    }

    /// Draws figures with a progress bar, and returns the paths of their files.
    #[cfg(feature = "figures")]
    pub(super) fn draw(&self, all: &[Figure], look: &LookOptions) -> anyhow::Result<Vec<PathBuf>> {
        let theme = look.theme.as_deref().and_then(|theme| theme.parse().ok());
        let themes = theme.map_or(figure::Theme::ALL.to_vec(), |theme| vec![theme]);
        let bar = super::progress::bar("figures", look.quiet);
        let mut progress = |done, all| {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        };
        let written = figure::write(all, &self.figures, &self.format, &themes, &mut progress);
        bar.finish_and_clear();
        Ok(written?)
    }

    #[cfg(not(feature = "figures"))]
    #[expect(clippy::unused_self)]
    pub(super) fn draw(&self, _: &[Figure], _: &LookOptions) -> anyhow::Result<Vec<PathBuf>> {
        anyhow::bail!("this program was built without figures: build it with --features figures")
    }
}

#[cfg(feature = "figures")]
#[derive(Debug, Clone, Args)]
pub struct FiguresCommand {
    #[command(flatten)]
    pub(super) files: FigureOptions,
    #[command(flatten)]
    pub(super) look: LookOptions,
}

#[cfg(feature = "figures")]
impl FiguresCommand {
    /// Draws all figures of the book and names the files.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn run(&self) -> anyhow::Result<()> {
        let command = super::place::launch().nn28("figures");
        let figures = || with_command(book_figures(), &command);
        let paths = self.files.write(&self.look, figures)?;
        if self.look.json {
            super::print_json(&serde_json::json!({ "figures": paths }))?;
        } else if !self.look.quiet {
            for path in paths {
                writeln!(std::io::stdout(), "figure {}", super::shown(&path))?;
            }
        }
        Ok(())
    }
}

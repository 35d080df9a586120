//! Options that several programs share, in the same words.

use std::io::{self, IsTerminal as _};
#[cfg(feature = "figures")]
use std::path::PathBuf;

use clap::Args;

use crate::view::Theme;
#[cfg(feature = "figures")]
use crate::{figure, figure::Format};

/// How things look. Each switch is a flag of the command line.
#[derive(Debug, Clone, Args)]
#[allow(clippy::struct_excessive_bools)]
pub struct LookOptions {
    /// No colours; NO_COLOR does the same
    #[arg(long)]
    pub no_color: bool,
    /// The background: light or dark; figures are drawn for both unless one is named
    #[arg(long, value_name = "light|dark", value_parser = ["light", "dark"])]
    pub theme: Option<String>,
    /// No dashboard: narrate line by line and end
    #[arg(long)]
    pub headless: bool,
    /// The result as JSON on standard output, and nothing else
    #[arg(long)]
    pub json: bool,
    /// No narration and no progress
    #[arg(long)]
    pub quiet: bool,
}

impl LookOptions {
    /// The theme of a screen.
    #[must_use]
    pub fn screen_theme(&self) -> Theme {
        let asked_plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        match self.theme.as_deref() {
            _ if self.no_color || asked_plain || dumb => Theme::Plain,
            Some("light") => Theme::Light,
            _ => Theme::Dark,
        }
    }

    /// The theme of lines on standard output: colours only where somebody sees them.
    #[must_use]
    pub fn line_theme(&self) -> Theme {
        if io::stdout().is_terminal() {
            self.screen_theme()
        } else {
            Theme::Plain
        }
    }

    /// Whether to narrate instead of showing a dashboard.
    #[must_use]
    pub fn is_headless(&self) -> bool {
        self.headless || self.json || super::without_terminal()
    }
}

/// Where figures go.
#[derive(Debug, Clone, Args)]
pub struct FigureOptions {
    /// The folder for figures
    #[cfg(feature = "figures")]
    #[arg(long, value_name = "DIR", default_value = "output/figures")]
    pub figures: PathBuf,
    /// The kinds of files
    #[cfg(feature = "figures")]
    #[arg(
        long,
        value_name = "svg,png",
        value_delimiter = ',',
        default_value = "svg,png"
    )]
    pub format: Vec<Format>,
    /// No figures
    #[arg(long)]
    pub no_figures: bool,
}

#[cfg(feature = "figures")]
impl FigureOptions {
    /// The themes that figures are drawn for.
    #[must_use]
    pub fn themes(look: &LookOptions) -> Vec<figure::Theme> {
        match look.theme.as_deref() {
            Some("light") => vec![figure::Theme::Light],
            Some(_) => vec![figure::Theme::Dark],
            None => figure::Theme::ALL.to_vec(),
        }
    }
}

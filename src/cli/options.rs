//! Options that several programs share, in the same words.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::PathBuf;

use clap::Args;

#[cfg(not(feature = "figures"))]
use crate::stage::Stage;
use crate::terminal::{RenderOptions, ascii};
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
    /// ASCII alone: no braille, no boxes, no Greek. A terminal is taken to have no more where LC_ALL, LC_CTYPE or LANG is C or POSIX, or
    /// names a character set other than UTF-8
    #[arg(long)]
    pub ascii: bool,
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
    /// How a screen looks.
    #[must_use]
    pub fn screen(&self) -> RenderOptions {
        RenderOptions {
            theme: self.screen_theme(),
            ascii: self.is_ascii(),
        }
    }

    fn screen_theme(&self) -> Theme {
        let asked_plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        match self.theme.as_deref() {
            _ if self.no_color || asked_plain || is_dumb() => Theme::Plain,
            Some("light") => Theme::Light,
            _ => Theme::Dark,
        }
    }

    /// How lines on standard output look: colours only where somebody sees them.
    #[must_use]
    pub fn lines(&self) -> RenderOptions {
        let theme = if io::stdout().is_terminal() {
            self.screen_theme()
        } else {
            Theme::Plain
        };
        RenderOptions {
            theme,
            ..self.screen()
        }
    }

    /// Whether what leaves for standard output is to be ASCII.
    #[must_use]
    pub fn is_ascii(&self) -> bool {
        self.ascii || io::stdout().is_terminal() && speaks_no_utf8()
    }

    /// Whether to narrate instead of showing a dashboard.
    #[must_use]
    pub fn is_headless(&self) -> bool {
        self.headless || self.json || super::without_terminal() || is_dumb()
    }

    /// Whether there is a terminal, but one that can show no dashboard, and nobody asked for the narration.
    pub(super) fn is_dumb_alone(&self) -> bool {
        !self.headless && !self.json && !super::without_terminal() && is_dumb()
    }

    /// Where it is the terminal's doing that there is no dashboard, say so on standard error.
    pub(super) fn explain_narration(&self) {
        if self.is_dumb_alone() && !self.quiet {
            // Whether anybody hears it changes nothing.
            let _ = writeln!(
                io::stderr(),
                "TERM is dumb, and a dashboard has to move the cursor: here are sentences instead."
            );
        }
    }

    /// Write a text to standard output.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn say(&self, text: &str) -> io::Result<()> {
        let text = if self.is_ascii() {
            ascii::text(text)
        } else {
            text.to_owned()
        };
        io::stdout().lock().write_all(text.as_bytes())
    }
}

/// Whether the terminal says that it can only write one line below the other.
pub(super) fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Whether a message on standard error is to be ASCII: it may be about the options themselves.
pub(super) fn errors_are_ascii() -> bool {
    std::env::args_os().any(|argument| argument == "--ascii")
        || io::stderr().is_terminal() && speaks_no_utf8()
}

/// Whether the reader's language is set so that a terminal has no UTF-8. The first of the three that is set counts.
fn speaks_no_utf8() -> bool {
    ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(std::env::var_os)
        .find(|value| !value.is_empty())
        .is_some_and(|locale| has_no_utf8(&locale.to_string_lossy()))
}

/// Whether a locale names a character set other than UTF-8. One that names none has, today, UTF-8 most often.
fn has_no_utf8(locale: &str) -> bool {
    let without_variant = locale.split('@').next().unwrap_or_default();
    match without_variant.split_once('.') {
        Some((_, set)) => !matches!(set.to_ascii_lowercase().as_str(), "utf-8" | "utf8"),
        None => matches!(without_variant, "C" | "POSIX"),
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

#[cfg(not(feature = "figures"))]
impl FigureOptions {
    /// Returns no paths: this program is built without figures.
    #[expect(clippy::unused_self, clippy::unnecessary_wraps)]
    pub(super) fn write(&self, _: &dyn Stage, _: &LookOptions) -> anyhow::Result<Vec<PathBuf>> {
        Ok(Vec::new())
    }
}

#[cfg(feature = "figures")]
impl LookOptions {
    /// The themes that figures are drawn for.
    pub(super) fn figure_themes(&self) -> Vec<figure::Theme> {
        let named = self.theme.as_deref().and_then(|theme| theme.parse().ok());
        named.map_or_else(|| figure::Theme::ALL.to_vec(), |theme| vec![theme])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_locale_that_names_another_character_set_has_no_utf8() {
        for locale in [
            "C",
            "POSIX",
            "de_DE.ISO-8859-1",
            "de_DE.ISO-8859-15@euro",
            "ru_RU.KOI8-R",
        ] {
            assert!(has_no_utf8(locale), "{locale}");
        }
        for locale in [
            "C.UTF-8",
            "en_US.utf8",
            "de_DE.UTF-8@euro",
            "en_US",
            "de_DE@euro",
        ] {
            assert!(!has_no_utf8(locale), "{locale}");
        }
    }
}

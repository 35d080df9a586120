//! Options that several programs share, in the same words.

use std::io::{self, IsTerminal as _, Write as _};

use clap::Args;

use crate::terminal::{RenderOptions, ascii};
use crate::view::Theme;

/// The form in which a program shows its results.
#[derive(Debug, Default, Clone, Args)]
#[allow(clippy::struct_excessive_bools)]
pub struct LookOptions {
    /// No colours; NO_COLOR does the same
    #[arg(long)]
    pub no_color: bool,
    /// The background: light or dark; figures are drawn for both unless one is named
    #[arg(long, value_name = "light|dark", value_parser = ["light", "dark"])]
    pub theme: Option<String>,
    /// ASCII only: no braille, no boxes, no Greek. This is the default in a terminal where LC_ALL, LC_CTYPE or LANG is C or POSIX, or
    /// names a character set other than UTF-8
    #[arg(long)]
    pub ascii: bool,
    /// No dashboard: narrate line by line and end
    #[arg(long)]
    pub headless: bool,
    /// Write the result to standard output as JSON, without narration
    #[arg(long)]
    pub json: bool,
    /// No narration and no progress
    #[arg(long)]
    pub quiet: bool,
}

impl LookOptions {
    /// Colours and letters of a screen.
    pub fn screen(&self) -> RenderOptions {
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let theme = match self.theme.as_deref() {
            _ if self.no_color || no_color || is_dumb() => Theme::Plain,
            Some("light") => Theme::Light,
            _ => Theme::Dark,
        };
        let ascii = self.is_ascii();
        RenderOptions { theme, ascii }
    }

    /// Colours and letters of lines on standard output: colours only in a terminal.
    pub fn lines(&self) -> RenderOptions {
        let mut options = self.screen();
        if !io::stdout().is_terminal() {
            options.theme = Theme::Plain;
        }
        options
    }

    /// True if standard output gets ASCII only.
    fn is_ascii(&self) -> bool {
        self.ascii || io::stdout().is_terminal() && has_ascii_locale()
    }

    /// True if the program narrates instead of showing a dashboard.
    pub(super) fn is_headless(&self) -> bool {
        self.headless || self.json || !has_terminal() || is_dumb()
    }

    /// True if there is no dashboard only because the terminal can show none.
    pub(super) fn is_dumb_alone(&self) -> bool {
        !self.headless && !self.json && has_terminal() && is_dumb()
    }

    /// Says on standard error why there is no dashboard, if that is the terminal's doing.
    pub(super) fn explain_narration(&self) {
        if self.is_dumb_alone() && !self.quiet {
            let _ = writeln!(
                io::stderr(),
                "TERM is dumb, and a dashboard has to move the cursor: here are sentences instead."
            );
        }
    }

    pub(super) fn say(&self, text: String) -> io::Result<()> {
        let text = spelled(text, self.is_ascii());
        io::stdout().lock().write_all(text.as_bytes())
    }
}

/// Says on standard error what a reader may not expect.
pub(super) fn remark(remarks: &[String]) {
    for remark in remarks {
        let line = spelled(format!("remark: {remark}"), errors_are_ascii());
        let _ = writeln!(io::stderr(), "{line}");
    }
}

pub(super) fn spelled(text: String, in_ascii: bool) -> String {
    if in_ascii { ascii::text(&text) } else { text }
}

/// True if there is a screen to look at and a keyboard.
fn has_terminal() -> bool {
    io::stdout().is_terminal() && io::stdin().is_terminal()
}

/// True if the terminal cannot move its cursor.
pub(super) fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// True if messages on standard error are in ASCII. They may be about options that could not be parsed.
pub(super) fn errors_are_ascii() -> bool {
    std::env::args_os().any(|argument| argument == "--ascii")
        || io::stderr().is_terminal() && has_ascii_locale()
}

/// True if the locale is one without UTF-8. The first of the three variables that is set counts.
fn has_ascii_locale() -> bool {
    let variables = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter();
    let mut values = variables.filter_map(std::env::var_os);
    let locale = values.find(|value| !value.is_empty());
    locale.is_some_and(|locale| has_no_utf8(&locale.to_string_lossy()))
}

/// True if a locale names a character set other than UTF-8. Today, one that names none usually has UTF-8.
fn has_no_utf8(locale: &str) -> bool {
    let without_variant = locale.split('@').next().unwrap_or_default();
    match without_variant.split_once('.') {
        Some((_, set)) => !matches!(set.to_ascii_lowercase().as_str(), "utf-8" | "utf8"),
        None => matches!(without_variant, "C" | "POSIX"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_locale_that_names_another_character_set_has_no_utf8() {
        for locale in "C POSIX de_DE.ISO-8859-1 de_DE.ISO-8859-15@euro ru_RU.KOI8-R".split(' ') {
            assert!(has_no_utf8(locale), "{locale}");
        }
        for locale in "C.UTF-8 en_US.utf8 de_DE.UTF-8@euro en_US de_DE@euro".split(' ') {
            assert!(!has_no_utf8(locale), "{locale}");
        }
    }
}

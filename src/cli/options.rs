//! Options that several programs share, in the same words.

use std::io::{self, IsTerminal as _, Write as _};

use clap::Args;

use crate::data;
use crate::terminal::{Depth, Letters, RenderOptions, ascii, background};
use crate::view::Theme;

/// The form in which a program shows its results.
#[derive(Debug, Default, Clone, Args)]
#[allow(clippy::struct_excessive_bools)]
pub struct LookOptions {
    /// No colours; NO_COLOR does the same
    #[arg(long)]
    pub no_color: bool,
    /// The background: light or dark. Otherwise the terminal is asked, or COLORFGBG says; figures are drawn for both
    #[arg(long, value_name = "light|dark", value_parser = ["light", "dark"])]
    pub theme: Option<String>,
    /// ASCII only: no braille, no boxes, no Greek. This is the default in a terminal where LC_ALL, LC_CTYPE or LANG names a locale
    /// without UTF-8
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
    /// These and others; of two themes the one that these name.
    pub(super) fn or(self, others: &Self) -> Self {
        Self {
            no_color: self.no_color || others.no_color,
            theme: self.theme.or_else(|| others.theme.clone()),
            ascii: self.ascii || others.ascii,
            headless: self.headless || others.headless,
            json: self.json || others.json,
            quiet: self.quiet || others.quiet,
        }
    }

    /// Colours and letters of a screen.
    pub fn screen(&self) -> RenderOptions {
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let depth = Depth::of_environment();
        let theme = match self.theme.as_deref() {
            _ if self.no_color || no_color || depth == Depth::None => Theme::Plain,
            Some("light") => Theme::Light,
            Some(_) => Theme::Dark,
            None => background::of_environment().unwrap_or(Theme::Dark),
        };
        RenderOptions {
            theme,
            depth,
            letters: self.letters(),
            // The console of Linux is black, and has no answer.
            is_guess: theme != Theme::Plain && self.theme.is_none() && !is_console(),
        }
    }

    /// Colours and letters of lines on standard output: colours only in a terminal.
    pub fn lines(&self) -> RenderOptions {
        let mut options = self.screen();
        if !io::stdout().is_terminal() {
            options.theme = Theme::Plain;
        }
        options
    }

    /// The letters that standard output gets.
    fn letters(&self) -> Letters {
        letters(self.ascii, io::stdout().is_terminal())
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
        let text = spelled(text, self.letters());
        io::stdout().lock().write_all(text.as_bytes())
    }
}

/// Says on standard error what a reader may not expect.
pub(super) fn remark(remarks: &[String]) {
    for remark in remarks {
        let line = spelled(format!("remark: {remark}"), letters_of_errors());
        let _ = writeln!(io::stderr(), "{line}");
    }
}

pub(super) fn spelled(text: String, letters: Letters) -> String {
    match letters {
        Letters::All => text,
        Letters::Ascii if cfg!(unix) => {
            let lines: Vec<String> = text.split('\n').map(data::spelt_in_ascii).collect();
            ascii::text(&lines.join("\n"), Letters::Ascii)
        }
        few => ascii::text(&text, few),
    }
}

fn letters(is_ascii: bool, in_terminal: bool) -> Letters {
    if is_ascii || in_terminal && has_ascii_locale() {
        Letters::Ascii
    } else if in_terminal && is_console() {
        Letters::Console
    } else {
        Letters::All
    }
}

/// True if there is a screen to look at and a keyboard.
fn has_terminal() -> bool {
    io::stdout().is_terminal() && io::stdin().is_terminal()
}

/// True if the terminal cannot move its cursor.
pub(super) fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// True in a console of Linux, whose fonts have no more than 512 letters.
fn is_console() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "linux")
}

/// The letters that messages on standard error get. They may be about options that could not be parsed.
pub(super) fn letters_of_errors() -> Letters {
    let is_ascii = std::env::args_os().any(|argument| argument == "--ascii");
    letters(is_ascii, io::stderr().is_terminal())
}

/// True if the locale is one without UTF-8. The first of the three variables that is set counts.
fn has_ascii_locale() -> bool {
    let variables = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter();
    let mut values = variables.filter_map(std::env::var_os);
    let locale = values.find(|value| !value.is_empty());
    locale.is_some_and(|locale| has_no_utf8(&locale.to_string_lossy()))
}

/// True if a locale's character set is not UTF-8. One that names no set has an older one, but the name may be that of the set.
fn has_no_utf8(locale: &str) -> bool {
    let without_variant = locale.split('@').next().unwrap_or_default();
    let set = without_variant.rsplit('.').next().unwrap_or_default();
    !matches!(set.to_ascii_lowercase().as_str(), "utf-8" | "utf8")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_locale_that_names_utf8_has_it() {
        let others =
            "C POSIX en_US de_DE@euro de_DE.ISO-8859-1 de_DE.ISO-8859-15@euro ru_RU.KOI8-R";
        for locale in others.split(' ') {
            assert!(has_no_utf8(locale), "{locale}");
        }
        for locale in "C.UTF-8 en_US.utf8 de_DE.UTF-8@euro UTF-8".split(' ') {
            assert!(!has_no_utf8(locale), "{locale}");
        }
    }
}

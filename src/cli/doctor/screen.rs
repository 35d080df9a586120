//! The terminal: colours, letters and size, as the dashboards find them.

use std::io::{self, IsTerminal as _};

use serde_json::json;

use super::{Finding, Todo, variable};
use crate::cli::LookOptions;
use crate::data::escaped;
use crate::terminal::{self, Depth, Letters, RenderOptions, background};
use crate::view::Theme;

/// The size on which no part of a dashboard is left out, and the smallest that is comfortable.
const COMFORTABLE: (u16, u16) = (80, 24);
const SMALLEST: (u16, u16) = (60, 18);

pub(super) fn findings(look: &LookOptions) -> Vec<Finding> {
    let found = look.screen();
    let mut all = vec![connected()];
    all.push(colours(look, found));
    if found.theme != Theme::Plain {
        all.push(back(look, found.theme));
    }
    all.push(letters(look, found.letters));
    all.push(size());
    all
}

fn connected() -> Finding {
    let thing = "terminal";
    let term = variable("TERM").unwrap_or_default();
    let missing = if !io::stdout().is_terminal() {
        Some("standard output is no terminal, so there are sentences instead of dashboards")
    } else if !io::stdin().is_terminal() {
        Some("standard input is no terminal, so there are sentences instead of dashboards")
    } else if term == "dumb" {
        Some("TERM is dumb, so there are sentences instead of dashboards")
    } else {
        None
    };
    let facts = json!({ "is_terminal": missing.is_none(), "term": term });
    let finding = match missing {
        None if term.is_empty() => Finding::ok(thing, "there is one"),
        None => Finding::ok(thing, format!("TERM is {}", escaped(&term))),
        Some(said) => {
            let todo = "Start nn28 in a terminal window, without | < > behind it.";
            Finding::missing(thing, said, Todo::sentence(todo))
        }
    };
    finding.with(facts)
}

fn colours(look: &LookOptions, found: RenderOptions) -> Finding {
    let thing = "colours";
    let count = match found.depth {
        Depth::Full => "16 million",
        Depth::Indexed => "256",
        Depth::Sixteen => "16",
        Depth::None => "none",
    };
    let is_used = found.theme != Theme::Plain;
    let facts = json!({ "colours": count, "are_used": is_used });
    let term = variable("TERM").unwrap_or_default();
    let finding = if look.no_color {
        Finding::note(
            thing,
            format!("{count}, and none with --no-color"),
            Todo::default(),
        )
    } else if variable("NO_COLOR").is_some() {
        let said = format!("{count}, and none is used: NO_COLOR is set");
        Finding::note(thing, said, Todo::unset("NO_COLOR"))
    } else if term == "dumb" {
        // The finding about the terminal says what to do.
        Finding::note(thing, "none: TERM is dumb", Todo::default())
    } else if is_used {
        Finding::ok(thing, count)
    } else {
        let said = format!("none: TERM is {}", escaped(&term));
        Finding::missing(thing, said, Todo::set("TERM", "xterm-256color"))
    };
    finding.with(facts)
}

/// The background, as far as it is known before a dashboard asks.
fn back(look: &LookOptions, theme: Theme) -> Finding {
    let thing = "background";
    let name = match theme {
        Theme::Light => "light",
        _ => "dark",
    };
    if look.theme.is_some() {
        Finding::ok(thing, format!("{name}, by --theme"))
    } else if background::of_environment().is_some() {
        Finding::ok(thing, format!("{name}, by COLORFGBG"))
    } else if variable("TERM").is_some_and(|term| term == "linux") {
        Finding::ok(thing, "dark, as the console of Linux")
    } else {
        let said = "taken for dark until a dashboard has asked the terminal; --theme light or dark says it";
        Finding::note(thing, said, Todo::default())
    }
    .with(json!({ "theme": name }))
}

fn letters(look: &LookOptions, found: Letters) -> Finding {
    let thing = "letters";
    let facts = |word| json!({ "letters": word });
    match found {
        Letters::All => Finding::ok(thing, "all of UTF-8").with(facts("all")),
        Letters::Console => {
            let said = "the few of the console of Linux, without braille";
            Finding::note(thing, said, Todo::default()).with(facts("console"))
        }
        Letters::Ascii if look.ascii => {
            Finding::note(thing, "ASCII, by --ascii", Todo::default()).with(facts("ascii"))
        }
        Letters::Ascii => {
            let said = "ASCII alone: LC_ALL, LC_CTYPE or LANG names a locale without UTF-8";
            let locale = if cfg!(target_os = "macos") {
                "en_US.UTF-8"
            } else {
                "C.UTF-8"
            };
            Finding::missing(thing, said, Todo::set("LC_ALL", locale)).with(facts("ascii"))
        }
    }
}

fn size() -> Finding {
    let thing = "size";
    let size = terminal::size().ok().filter(|_| io::stdout().is_terminal());
    let Some((columns, rows)) = size else {
        return Finding::note(thing, "not known without a terminal", Todo::default());
    };
    let said = format!("{columns} columns, {rows} rows");
    let facts = json!({ "columns": columns, "rows": rows });
    if columns < SMALLEST.0 || rows < SMALLEST.1 {
        let (columns, rows) = COMFORTABLE;
        let todo = format!("Make the window at least {columns} columns wide and {rows} rows high.");
        let said = format!("{said}; dashboards leave parts out");
        return Finding::missing(thing, said, Todo::sentence(todo)).with(facts);
    }
    Finding::ok(thing, said).with(facts)
}

//! Figures that move: what tells a page's script which figures can, and the program that draws them.
//!
//! Where the program was not compiled for pages all of this is empty, and the figures stand still.

use super::page::Page;
use super::{GENERATED, html};
use crate::stage::moving;

/// The scripts that connect pages and program, in the book's folder and beside the pages, in the order in which they run.
pub(super) const SCRIPTS: [&str; 3] = ["symbols.js", LEARNING, "figures.js"];
/// The script that plays the network that learns, and the figure's name.
const LEARNING: &str = "learning.js";
const LEARNED: &str = "learned";

/// The attribute of a figure that moves; nothing for others.
pub(super) fn attribute(name: &str) -> String {
    let moving = moving::find(name);
    let attribute = |_| format!(" data-moving=\"{}\"", html::escape(name));
    moving.map(attribute).unwrap_or_default()
}

/// The scripts at the end of a page with figures that move.
pub(super) fn script(page: &Page) -> String {
    let up = page.up();
    let script = |name| format!("<script src=\"{up}{GENERATED}/{name}\" defer></script>\n");
    let has_learning = page.source.contains(&format!("{{{{#figure {LEARNED}}}}}"));
    let needed = SCRIPTS
        .into_iter()
        .filter(|name| has_learning || *name != LEARNING);
    format!("\n\n{}", needed.map(script).collect::<String>())
}

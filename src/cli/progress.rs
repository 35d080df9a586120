//! The progress of a long computation, on standard error.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::options;
use crate::terminal::Letters;

/// A bar with the time left on standard error, if that is a terminal that can redraw a line.
pub(super) fn bar(what: &'static str, quiet: bool) -> ProgressBar {
    let target = if quiet || options::is_dumb() {
        ProgressDrawTarget::hidden()
    } else {
        ProgressDrawTarget::stderr()
    };
    let bar = ProgressBar::with_draw_target(None, target).with_prefix(what);
    if let Ok(style) = ProgressStyle::with_template("{prefix} {bar:40} {pos}/{len}, {eta} left") {
        bar.set_style(if options::letters_of_errors() == Letters::All {
            style
        } else {
            style.progress_chars("#>.").tick_chars("-\\|/ ")
        });
    }
    bar
}

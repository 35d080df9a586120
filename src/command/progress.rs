//! How far a long computation has come, on standard error.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar with the time left on standard error, where that is a terminal.
pub(super) fn bar(what: &'static str, quiet: bool) -> ProgressBar {
    let target = if quiet {
        ProgressDrawTarget::hidden()
    } else {
        ProgressDrawTarget::stderr()
    };
    let bar = ProgressBar::with_draw_target(None, target).with_prefix(what);
    if let Ok(style) = ProgressStyle::with_template("{prefix} {bar:40} {pos}/{len}, {eta} left") {
        bar.set_style(style);
    }
    bar
}

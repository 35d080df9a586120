//! The layout of a screen: the line at the top, the panes, and the lines at the bottom.
//!
//! All four panes show from 100×30. From 80×18 it is two, below that one, and a bar names the others. A picture never loses rows or
//! columns when a terminal grows, whichever panes are beside it.

use ratatui::layout::Rect;

use super::painter::Parts as _;
use crate::scene::Pane;

/// Columns between two panes.
const GAP: u16 = 2;
/// The size from which all four panes show, and that from which two do.
const FOUR: (u16, u16) = (100, 30);
const TWO: (u16, u16) = (80, 18);
/// Rows of the body on a screen of 30 rows with all four panes.
const BODY: u16 = 26;
/// The rows of the picture there and on lower screens, and its columns on a screen that is 80 columns wide, with their rules and axes.
const PICTURE: (u16, u16) = (49, 19);
/// The least rows of a line of training that are worth their rule.
const TRAINING: u16 = 4;

/// The areas of a screen. Lines that there is no room for have no rows.
pub(super) struct Layout {
    pub header: Rect,
    pub panes: Vec<(Pane, Rect)>,
    /// The names of all panes, where not all of them show.
    pub bar: Rect,
    /// The next thing to do, in the last row of these, and a message, in the one before.
    pub words: Rect,
    /// True if a message has no row of its own, but takes the place of what comes next.
    pub is_low: bool,
    pub keys: Rect,
}

impl Layout {
    pub fn of(area: Rect, focus: Pane, is_zoomed: bool) -> Self {
        let has_four = area.width >= FOUR.0 && area.height >= FOUR.1 && !is_zoomed;
        let (message, bar, next) = match area.height {
            18.. => (1, u16::from(!has_four), 1),
            14.. => (0, 1, 1),
            _ => (0, 0, 1),
        };
        let body = area.below(1);
        let body = body.first_rows(body.height - message - bar - next - 1);
        let row = |after: u16, rows: u16| area.below(1 + body.height + after).first_rows(rows);
        let panes = if is_zoomed {
            vec![(focus, body)]
        } else if has_four {
            four(body)
        } else if area.width >= TWO.0 && area.height >= TWO.1 {
            two(body, focus)
        } else {
            one(body, focus)
        };
        Self {
            header: area.first_rows(1),
            panes,
            bar: row(0, bar),
            words: area.below(1).first_rows(body.height + bar + message + next),
            is_low: message == 0,
            keys: row(message + bar + next, 1),
        }
    }
}

/// A length that grows by `up` for each `over` beyond `from`.
fn grown(least: u16, length: u16, from: u16, (up, over): (u16, u16)) -> u16 {
    least + length.saturating_sub(from) * up / over
}

/// The columns of the picture and of what is below it.
fn picture_columns(width: u16) -> u16 {
    if width < FOUR.0 {
        grown(PICTURE.0, width, TWO.0, (9, 20))
    } else {
        width - GAP - left_columns(width)
    }
}

/// The columns of the network and of the equation below it: 40 of 100, 64 of 140.
fn left_columns(width: u16) -> u16 {
    grown(40, width.min(140), FOUR.0, (24, 40)) + width.saturating_sub(140) * 2 / 5
}

/// The rows of the training below a picture: 7 of 26, 15 of 36.
fn training_rows(body: u16) -> u16 {
    grown(7, body.min(36), BODY, (8, 10)) + body.saturating_sub(36) * 2 / 5
}

fn picture_rows(body: u16) -> u16 {
    if body < BODY {
        body.min(PICTURE.1)
    } else {
        body - training_rows(body)
    }
}

/// The rows of the equation below the network: 11 of 26, 14 of 36.
fn equation_rows(body: u16) -> u16 {
    grown(11, body.min(36), BODY, (3, 10)) + body.saturating_sub(36) * 2 / 5
}

fn four(body: Rect) -> Vec<(Pane, Rect)> {
    let left = body.first_columns(left_columns(body.width));
    let right = body.beside(left.width + GAP);
    let above = left.height - equation_rows(left.height);
    let mut panes = vec![
        (Pane::Network, left.first_rows(above)),
        (Pane::Equation, left.below(above)),
    ];
    panes.extend(picture_over_training(right));
    panes
}

fn picture_over_training(area: Rect) -> Vec<(Pane, Rect)> {
    let above = picture_rows(area.height);
    let below = area.below(above);
    let mut panes = vec![(Pane::Picture, area.first_rows(above))];
    panes.extend((below.height >= TRAINING).then_some((Pane::Training, below)));
    panes
}

/// The pane with the focus, and the equation beside it; the training below a picture, if there is room for it.
fn two(body: Rect, focus: Pane) -> Vec<(Pane, Rect)> {
    let left = body.first_columns(picture_columns(body.width));
    let equation = (Pane::Equation, body.beside(left.width + GAP));
    let mut panes = picture_over_training(left);
    if focus == Pane::Network || focus == Pane::Training && panes.len() == 1 {
        panes = vec![(focus, left)];
    }
    panes.push(equation);
    panes
}

/// The pane with the focus; the training below a picture, if there is room for it.
fn one(body: Rect, focus: Pane) -> Vec<(Pane, Rect)> {
    match focus {
        Pane::Picture => picture_over_training(body.first_columns(PICTURE.0)),
        focus => vec![(focus, body)],
    }
}

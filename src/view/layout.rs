//! Which of the four places shows where, from 140×40 down to a single sentence.

use ratatui::layout::{Constraint, Layout, Rect};

use crate::scene::Panel;

/// What a screen of some size has room for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Screen {
    /// Less than 20×4: one sentence.
    Sentence,
    /// Less than 40×12: the equation with its numbers.
    Numbers,
    /// A line above, some of the places, a line below.
    Places(Places),
}

/// Where things stand.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Places {
    pub header: Rect,
    pub panels: Vec<(Panel, Rect)>,
    pub footer: Rect,
}

/// The width of the diagram beside the other places.
const WHERE: u16 = 64;
const WHERE_NARROW: u16 = 40;
/// The height of the equation above the picture, with its rule.
const WHAT: u16 = 18;
/// The least height of the line of time, with its rule; on high screens it has a fifth.
const WHEN: u16 = 8;

/// Whether all four places show.
pub(super) fn is_roomy(area: Rect) -> bool {
    area.width >= 140 && area.height >= 40
}

/// Divide an area.
pub(super) fn screen(area: Rect, focus: Panel) -> Screen {
    if area.width < 20 || area.height < 4 {
        return Screen::Sentence;
    }
    if area.width < 40 || area.height < 12 {
        return Screen::Numbers;
    }
    let [header, body, footer] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Min(0),
        Constraint::Length(1),
    ])
    .areas(area);
    let panels = if is_roomy(area) {
        all_four(body)
    } else if area.width >= 80 && area.height >= 24 {
        beside_the_diagram(body, focus)
    } else {
        vec![(focus, body)]
    };
    Screen::Places(Places {
        header,
        panels,
        footer,
    })
}

fn all_four(body: Rect) -> Vec<(Panel, Rect)> {
    // The lines above and below count as well: 8 rows of 40, 12 of 60.
    let height = WHEN.max((body.height + 2) / 5);
    let [above, when] =
        Layout::vertical([Constraint::Min(0), Constraint::Length(height)]).areas(body);
    let [left, right] = columns(above, WHERE);
    let [what, does] =
        Layout::vertical([Constraint::Length(WHAT), Constraint::Min(0)]).areas(right);
    vec![
        (Panel::Where, left),
        (Panel::What, what),
        (Panel::Does, does),
        (Panel::When, when),
    ]
}

/// The diagram, and beside it the equation; the picture and the line of time take its place when they have the focus,
/// or stand below it where the screen is high.
fn beside_the_diagram(body: Rect, focus: Panel) -> Vec<(Panel, Rect)> {
    let [left, right] = columns(
        body,
        if body.width >= 120 {
            WHERE
        } else {
            WHERE_NARROW
        },
    );
    let other = match focus {
        Panel::Where | Panel::What => Panel::Does,
        Panel::Does | Panel::When => focus,
    };
    if body.height >= 36 {
        let [what, below] =
            Layout::vertical([Constraint::Length(WHAT), Constraint::Min(0)]).areas(right);
        return vec![(Panel::Where, left), (Panel::What, what), (other, below)];
    }
    let beside = if matches!(focus, Panel::Where | Panel::What) {
        Panel::What
    } else {
        focus
    };
    vec![(Panel::Where, left), (beside, right)]
}

/// Two columns with a gap between them.
fn columns(area: Rect, left: u16) -> [Rect; 2] {
    Layout::horizontal([Constraint::Length(left), Constraint::Min(0)])
        .spacing(2)
        .areas(area)
}

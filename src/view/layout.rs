//! The areas of the panels: all four from 140×40, two or three from 80×24, else the one with the focus.

use ratatui::layout::Rect;

use super::painter::Parts as _;
use crate::scene::Panel;

/// The width of the diagram beside the other panels.
const WHERE: u16 = 64;
const WHERE_NARROW: u16 = 40;
/// The height of the equation above the picture, with its rule.
const WHAT: u16 = 18;
/// The least height of the line of time, with its rule; on high screens it has a fifth.
const WHEN: u16 = 8;

/// Returns true if all four panels show in an area of this size.
pub fn is_roomy(width: u16, height: u16) -> bool {
    width >= 140 && height >= 40
}

/// The panels that show between the line at the top and the one at the bottom, with their areas.
pub(super) fn panels(area: Rect, focus: Panel) -> Vec<(Panel, Rect)> {
    let body = area.below(1).first_rows(area.height - 2);
    if is_roomy(area.width, area.height) {
        all_four(body)
    } else if area.width >= 80 && area.height >= 24 {
        beside_the_diagram(body, focus)
    } else {
        vec![(focus, body)]
    }
}

fn all_four(body: Rect) -> Vec<(Panel, Rect)> {
    // The lines above and below count as well: 8 rows of 40, 12 of 60.
    let height = WHEN.max((body.height + 2) / 5);
    let above = body.first_rows(body.height - height);
    let right = above.beside(WHERE + 2);
    vec![
        (Panel::Where, above.first_columns(WHERE)),
        (Panel::What, right.first_rows(WHAT)),
        (Panel::Does, right.below(WHAT)),
        (Panel::When, body.below(above.height)),
    ]
}

/// The diagram, and beside it the equation; the picture and the line of time replace it when they have the focus, or are below it
/// if the screen is high.
fn beside_the_diagram(body: Rect, focus: Panel) -> Vec<(Panel, Rect)> {
    let is_wide = body.width >= 120;
    let wide = if is_wide { WHERE } else { WHERE_NARROW };
    let (left, right) = (body.first_columns(wide), body.beside(wide + 2));
    let (beside, other) = match focus {
        Panel::Where | Panel::What => (Panel::What, Panel::Does),
        Panel::Does | Panel::When => (focus, focus),
    };
    if body.height >= 36 {
        let (what, below) = (right.first_rows(WHAT), right.below(WHAT));
        return vec![(Panel::Where, left), (Panel::What, what), (other, below)];
    }
    vec![(Panel::Where, left), (beside, right)]
}

//! Text around a network: above it the state it shows, below it its matrix products with their shapes.

use crate::figure::prelude::*;
use crate::figure::text::widest;
use crate::scene::{Diagram, Product};

/// The height of a line of the ledger, of one of the caption, and of the space that sets them off.
const LINE: f64 = 23.0;
const CAPTION: f64 = 22.0;
const OFF: f64 = 12.0;
/// The space between a formula and its shapes.
const APART: f64 = 28.0;
/// A formula, or shapes, are cut to this width.
const WIDEST: f64 = 360.0;

/// The width of a figure with the ledger, and the height that caption and ledger add to it.
pub(super) fn size(diagram: &Diagram, width: f64) -> (f64, f64) {
    let (formulas, shapes) = widths(diagram);
    let width = match diagram.ledger[..] {
        [] => width,
        _ => width.max(formulas + APART + shapes),
    };
    (width, above(diagram, width) + below(diagram))
}

/// The height of the caption.
fn above(diagram: &Diagram, width: f64) -> f64 {
    match caption(diagram, width).len() {
        0 => 0.0,
        lines => CAPTION * lines as f64 + OFF,
    }
}

/// The height of the ledger.
fn below(diagram: &Diagram) -> f64 {
    match diagram.ledger.len() {
        0 => 0.0,
        lines => LINE * lines as f64 + OFF,
    }
}

fn caption(diagram: &Diagram, width: f64) -> Vec<Text> {
    Text::wrapped(&diagram.caption, 15.0, width)
}

/// Draws both and returns the area between them.
pub(super) fn draw(diagram: &Diagram, canvas: &mut Canvas, area: Rect) -> Rect {
    let middle = area.centre().0;
    for (index, line) in caption(diagram, area.width()).iter().enumerate() {
        let y = area.top + CAPTION * (index as f64 + 0.7);
        canvas.text((middle, y), Anchor::Middle, line);
    }
    let (formulas, shapes) = widths(diagram);
    let left = middle - (formulas + APART + shapes) / 2.0;
    let bottom = area.bottom - below(diagram);
    let some_lit = diagram.ledger.iter().any(|product| product.lit);
    for (index, product) in diagram.ledger.iter().enumerate() {
        let [formula, shapes] = texts(product, some_lit);
        let y = bottom + OFF + LINE * (index as f64 + 0.72);
        canvas.text((left, y), Anchor::Start, &formula);
        canvas.text((left + formulas + APART, y), Anchor::Start, &shapes);
    }
    Rect {
        top: area.top + above(diagram, area.width()),
        bottom,
        ..area
    }
}

/// The widths of the formulas and of the shapes, as if all were bold: the light may move.
fn widths(diagram: &Diagram) -> (f64, f64) {
    let texts = diagram.ledger.iter().map(|product| texts(product, false));
    let (formulas, shapes): (Vec<_>, Vec<_>) = texts.map(|[a, b]| (a.bold(), b.bold())).unzip();
    (widest(formulas), widest(shapes))
}

/// Formula and shapes: bold if they are being computed, faint if others are.
fn texts(product: &Product, some_lit: bool) -> [Text; 2] {
    let is_dim = some_lit && !product.lit;
    let color = if is_dim {
        ColorRole::Faint
    } else {
        ColorRole::Text
    };
    [&product.formula, &product.shapes].map(|words| {
        let text = Text::toned(words, color).size(14.0);
        text.bold_if(product.lit).fit(WIDEST)
    })
}

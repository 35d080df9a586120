//! What stands around a network: above it which state it shows, below it its matrix products with their shapes.

use crate::figure::canvas::Canvas;
use crate::figure::text::{Anchor, Rect, Text};
use crate::figure::theme::Tone;
use crate::scene::{Diagram, Product};

/// The height of a line of the ledger, of one of the caption, and the room that sets them off.
const LINE: f64 = 23.0;
const CAPTION: f64 = 22.0;
const OFF: f64 = 12.0;
/// Between a formula and its shapes.
const APART: f64 = 28.0;
/// A formula, or shapes, are cut to this width.
const WIDEST: f64 = 360.0;

/// How wide the ledger is, and how much higher caption and ledger make a figure of a width.
pub(super) fn size(diagram: &Diagram, width: f64) -> (f64, f64) {
    let (formulas, shapes) = widths(diagram);
    let ledger = if diagram.ledger.is_empty() {
        (0.0, 0.0)
    } else {
        let lines = diagram.ledger.len() as f64;
        (formulas + APART + shapes, OFF + LINE * lines)
    };
    let width = width.max(ledger.0);
    (width, ledger.1 + above(diagram, width))
}

/// The height of the caption.
fn above(diagram: &Diagram, width: f64) -> f64 {
    match caption(diagram, width).len() {
        0 => 0.0,
        lines => CAPTION * lines as f64 + OFF,
    }
}

fn caption(diagram: &Diagram, width: f64) -> Vec<Text> {
    Text::wrapped(&diagram.caption, 15.0, Tone::Text, width)
}

/// Draws both and gives what is left between them.
pub(super) fn draw(diagram: &Diagram, canvas: &mut Canvas, room: Rect) -> Rect {
    for (number, line) in caption(diagram, room.width()).into_iter().enumerate() {
        let y = room.top + CAPTION * (number as f64 + 0.7);
        canvas.text((room.centre().0, y), Anchor::Middle, line);
    }
    let top = room.top + above(diagram, room.width());
    if diagram.ledger.is_empty() {
        return Rect { top, ..room };
    }
    let (formulas, shapes) = widths(diagram);
    let left = room.centre().0 - (formulas + APART + shapes) / 2.0;
    let first = room.bottom - LINE * diagram.ledger.len() as f64;
    for (number, product) in diagram.ledger.iter().enumerate() {
        let (formula, shape) = texts(product, is_lit(diagram));
        let y = first + LINE * (number as f64 + 0.72);
        canvas.text((left, y), Anchor::Start, formula);
        canvas.text((left + formulas + APART, y), Anchor::Start, shape);
    }
    let bottom = first - OFF;
    Rect {
        top,
        bottom,
        ..room
    }
}

/// Whether one of the products is being computed.
fn is_lit(diagram: &Diagram) -> bool {
    diagram.ledger.iter().any(|product| product.lit)
}

/// The widths of the formulas and of the shapes, as if all were bold: the light may move.
fn widths(diagram: &Diagram) -> (f64, f64) {
    let mut widest = (0.0_f64, 0.0_f64);
    for product in &diagram.ledger {
        let (formula, shapes) = texts(product, false);
        widest.0 = widest.0.max(formula.bold().width());
        widest.1 = widest.1.max(shapes.bold().width());
    }
    widest
}

/// Formula and shapes: bold where they are being computed, faint where others are.
fn texts(product: &Product, some_lit: bool) -> (Text, Text) {
    let tone = match (some_lit, product.lit) {
        (true, false) => Tone::Faint,
        _ => Tone::Text,
    };
    let set = |words: &str| {
        let text = Text::toned(words, tone).size(14.0);
        let text = if product.lit { text.bold() } else { text };
        text.fit(WIDEST)
    };
    (set(&product.formula), set(&product.shapes))
}

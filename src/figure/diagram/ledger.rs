//! Text around a network: above it the state it shows, below it its matrix products with their shapes.

use crate::figure::prelude::*;
use crate::scene::{Diagram, Product};

/// The height of a line of the ledger, of one of the caption, and of the space that sets them off.
const LINE: f64 = 23.0;
const CAPTION: f64 = 22.0;
const OFF: f64 = 12.0;
/// The space between a formula and its shapes.
const APART: f64 = 28.0;
/// A formula, or shapes, are cut to this width.
const WIDEST: f64 = 360.0;

pub(super) fn draw(diagram: &Diagram, canvas: &mut Canvas, network: Canvas, size: Size) -> Size {
    // As if all were bold: the light may move.
    let width = |part: usize| {
        let texts = diagram.ledger.iter().map(|product| texts(product, false));
        widest(texts.map(|texts| texts[part].clone().bold()))
    };
    let (formulas, shapes) = (width(0), width(1));
    let ledger = formulas + APART + shapes;
    let width = size.0.max(ledger);
    let title = if canvas.titles { &diagram.caption } else { "" };
    let caption = Text::wrapped(title, 15.0, width);
    canvas.lines((width / 2.0, -1.0), CAPTION, Anchor::Center, &caption);
    let mut top = CAPTION * caption.len() as f64;
    top += if caption.is_empty() { 0.0 } else { OFF };
    canvas.place(network, ((width - size.0) / 2.0, top));
    let off = if diagram.ledger.is_empty() { 0.0 } else { OFF };
    top += size.1 + off;
    let left = (width - ledger) / 2.0;
    let some_lit = diagram.ledger.iter().any(|product| product.lit);
    for product in &diagram.ledger {
        let [formula, shapes] = texts(product, some_lit);
        let y = top + LINE * 0.72;
        canvas.text((left, y), Anchor::Left, &formula);
        canvas.text((left + formulas + APART, y), Anchor::Left, &shapes);
        top += LINE;
    }
    (width, top)
}

/// Formula and shapes: bold if they are being computed, faint if others are.
fn texts(product: &Product, some_lit: bool) -> [Text; 2] {
    let color = ColorRole::faint_if(some_lit && !product.lit);
    [&product.formula, &product.shapes].map(|words| {
        let text = Text::toned(words, color).size(14.0);
        text.bold_if(product.lit).fit(WIDEST)
    })
}

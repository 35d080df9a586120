//! Below a network: the weights that the equation speaks of, and the matrix products with their shapes.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::{Pad, look};
use crate::scene::colour::SymbolColor;
use crate::scene::number::aligned;
use crate::scene::wrap::{cut, width};
use crate::scene::{Diagram, Link, Product, text};
use crate::view::theme::Theme;

/// The width of a number in the list of weights.
const NUMBER: usize = 8;

/// The weight that the keys change, with what it will become, and then the others that the equation speaks of.
/// `written` are the layers whose links have their numbers beside them already.
pub(super) fn weights(diagram: &Diagram, written: &[usize], area: Rect, pad: &mut Pad) {
    if area.height == 0 {
        return;
    }
    let links = &diagram.links;
    if let Some(link) = links.iter().find(|link| link.weight.focused) {
        let text = cut(&sentence(link), area.width);
        pad.put(area.x, area.y, &text, look(&link.weight, pad.theme));
        pad.clickable(&link.weight, (area.x, area.y), width(&text));
    }
    // The first row is kept for the focus, so that the others stay where they are when it comes.
    let kept = u16::from(
        links
            .iter()
            .any(|link| link.weight.focused || link.weight.handle.is_some()),
    );
    let rest = Rect {
        y: area.y + kept,
        height: area.height - kept,
        ..area
    };
    let coming = links.iter().any(|link| link.next.is_some());
    let missing = |link: &&Link| {
        link.weight.lit && !link.weight.focused && (coming || !written.contains(&link.from.0))
    };
    list(&links.iter().filter(missing).collect::<Vec<_>>(), rest, pad);
}

/// Weights in rows and columns, as many as fit, and how many more there are.
fn list(links: &[&Link], area: Rect, pad: &mut Pad) {
    let names = links
        .iter()
        .map(|link| width(&link.weight.symbol.to_string()));
    let name = usize::from(names.max().unwrap_or(0));
    let widest = links.iter().map(|link| width(&entry(link, name))).max();
    let cell = widest.unwrap_or(1) + 2;
    let columns = ((area.width + 2) / cell).max(1);
    let room = usize::from(columns * area.height);
    let fits = if links.len() > room {
        room.saturating_sub(1)
    } else {
        links.len()
    };
    let place = |n: usize| {
        (
            area.x + n as u16 % columns * cell,
            area.y + n as u16 / columns,
        )
    };
    for (n, link) in links.iter().take(fits).enumerate() {
        let (x, y) = place(n);
        let text = cut(&entry(link, name), area.right().saturating_sub(x));
        pad.put(x, y, &text, look(&link.weight, pad.theme));
        pad.clickable(&link.weight, (x, y), cell - 2);
    }
    if fits < links.len() && room > 0 {
        let (x, y) = place(fits);
        pad.put(
            x,
            y,
            &format!("… {} more", links.len() - fits),
            pad.theme.dim(),
        );
    }
}

/// A weight as an equation.
fn sentence(link: &Link) -> String {
    let now = link
        .weight
        .value
        .map_or("·".to_owned(), |value| text(value, 4));
    let next = link
        .next
        .map_or(String::new(), |next| format!(" → {}", text(next, 4)));
    format!("{} = {now}{next}", link.weight.symbol)
}

/// A weight in a list, of the same width whatever its number is.
fn entry(link: &Link, name: usize) -> String {
    let next = link.next.map_or(String::new(), |next| {
        format!(" →{}", aligned(Some(next), NUMBER))
    });
    format!(
        "{:<name$}{}{next}",
        link.weight.symbol.to_string(),
        aligned(link.weight.value, NUMBER)
    )
}

/// The matrix products, the one that is being computed marked and bright.
pub(super) fn products(products: &[Product], area: Rect, pad: &mut Pad) {
    let formula = products
        .iter()
        .map(|product| width(&product.formula))
        .max()
        .unwrap_or(0);
    for (product, row) in chosen(products, area.height).into_iter().zip(area.rows()) {
        line(product, formula.into(), row.width, pad.theme).render(row, pad.buffer);
    }
}

/// Where not all products fit, those around the one that is being computed.
fn chosen(products: &[Product], room: u16) -> Vec<&Product> {
    let room = usize::from(room);
    let lit = products.iter().position(|product| product.lit).unwrap_or(0);
    let first = lit
        .saturating_sub(room / 2)
        .min(products.len().saturating_sub(room));
    products.iter().skip(first).take(room).collect()
}

fn line(product: &Product, formula: usize, room: u16, theme: Theme) -> Line<'static> {
    let mark = if product.lit { "▸ " } else { "  " };
    let plain = if product.lit {
        theme.title()
    } else {
        theme.dim()
    };
    let mut spans = vec![Span::styled(mark, plain)];
    let chars: Vec<char> = product.formula.chars().collect();
    for (n, c) in chars.iter().enumerate() {
        let in_word = |n: Option<usize>| {
            n.and_then(|n| chars.get(n))
                .is_some_and(char::is_ascii_alphabetic)
        };
        let ink = SymbolColor::of_letter(*c)
            .filter(|_| !in_word(n.checked_sub(1)) && !in_word(Some(n + 1)));
        let style = ink
            .filter(|_| product.lit)
            .map_or(plain, |ink| theme.ink(ink));
        spans.push(Span::styled(c.to_string(), style));
    }
    let gap = formula.saturating_sub(chars.len()) + 3;
    let used = 2 + usize::from(width(&product.formula));
    let shapes = fitting(&product.shapes, gap, usize::from(room).saturating_sub(used));
    spans.push(Span::styled(shapes, plain));
    Line::from(spans)
}

/// The shapes beside their formula: below those of the others, else close to it, else without spaces, else the result alone.
/// Half of the shapes would be other shapes.
fn fitting(shapes: &str, gap: usize, room: usize) -> String {
    let close: String = shapes.split_whitespace().collect();
    let result = shapes.rsplit_once('→').map(|(_, result)| result.trim());
    let forms = [
        format!("{:gap$}{shapes}", ""),
        format!("   {shapes}"),
        format!("  {close}"),
        result.map_or(String::new(), |result| format!("  → {result}")),
        result.map_or(String::new(), |result| format!(" →{result}")),
    ];
    let fits = |form: &String| usize::from(width(form)) <= room;
    forms.into_iter().find(fits).unwrap_or_default()
}

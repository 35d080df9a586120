//! Below a network: the weights that the equation speaks of, and the matrix products with their shapes.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::chosen;
use crate::scene::colour::SymbolColor;
use crate::scene::number::aligned;
use crate::scene::wrap::{cut, cut_in_middle, padded, widest, width};
use crate::scene::{Diagram, Link, Product, text};
use crate::view::painter::{Painter, Parts as _};
use crate::view::theme::Theme;

const NUMBER: usize = 8;

/// Writes the weight that the keys change, with its next value, and then the others that the equation speaks of.
/// `written` are the layers whose links have their numbers beside them already.
pub(super) fn weights(diagram: &Diagram, written: &[usize], area: Rect, painter: &mut Painter) {
    if area.height == 0 {
        return;
    }
    let links = &diagram.links;
    let focus = links.iter().position(|link| link.weight.focused);
    if let Some((link, change)) = focus.map(|index| (&links[index], diagram.change(index))) {
        let text = sentence(link, change, diagram, area.width);
        painter.clickable(&link.weight, area, (area.x, area.y), width(&text), &text);
    }
    // The first row is kept for the focus, so that the others stay where they are when it comes.
    let can_focus = |link: &Link| link.weight.focused || link.weight.handle.is_some();
    let has_focus = links.iter().any(can_focus);
    let coming = links.iter().any(|link| link.next.is_some());
    let missing = |link: &&Link| {
        link.weight.lit && !link.weight.focused && (coming || !written.contains(&link.from.0))
    };
    let missing: Vec<&Link> = links.iter().filter(missing).collect();
    let area = area.below(has_focus.into());
    if missing.is_empty() && written.is_empty() {
        painter.line(area, &rest(diagram), painter.theme.dim());
    }
    list(&missing, area, painter);
}

/// Which edges are drawn, where not all of them are, and the number of the others.
fn rest(diagram: &Diagram) -> String {
    let ends = chosen(diagram).map(|(unit, output)| [(1, unit), (2, output)]);
    let ends = ends.unwrap_or_default();
    let drawn = diagram.links.iter().filter(|link| ends.contains(&link.to));
    let others = diagram.links.len() - drawn.count();
    let sum = |(layer, node): (usize, usize)| {
        let sum = diagram
            .layers
            .get(layer)?
            .nodes
            .get(node)?
            .quantities
            .first()?;
        Some(sum.symbol.to_string())
    };
    let ends: Vec<String> = ends.into_iter().filter_map(sum).collect();
    let ends = ends.join(" and ");
    format!("edges into {ends}; {others} others by ↑↓")
}

/// Writes weights in rows and columns, as many as fit; counts the others.
fn list(links: &[&Link], area: Rect, painter: &mut Painter) {
    let name = widest(links.iter().map(|link| link.weight.symbol.to_string()));
    let cell = widest(links.iter().map(|link| entry(link, name))).max(1) + 2;
    let columns = ((area.width + 2) / cell).max(1);
    let room = usize::from(columns * area.height);
    let count = links.len();
    let fits = count.min(room.saturating_sub(usize::from(count > room)));
    let at = |n: usize| {
        let n = n as u16;
        (area.x + n % columns * cell, area.y + n / columns)
    };
    for (n, link) in links.iter().take(fits).enumerate() {
        let text = cut(&entry(link, name), area.right().saturating_sub(at(n).0));
        painter.clickable(&link.weight, area, at(n), cell - 2, &text);
    }
    if fits < count && room > 0 {
        let more = format!("… {} more", count - fits);
        painter.write(area, at(fits), &more, painter.theme.dim());
    }
}

/// A weight with its value, its next value, and the column or the class that it belongs to.
fn sentence(link: &Link, change: Option<f64>, diagram: &Diagram, room: u16) -> String {
    let now = link.weight.value.map_or("·".into(), |value| text(value, 4));
    let next = link.next.map(|next| format!(" → {}", text(next, 4)));
    let next = next.or_else(|| {
        let change = change?;
        let sign = if change > 0.0 { "+" } else { "" };
        Some(format!(" ({sign}{} in the last step)", text(change, 4)))
    });
    let slope = if diagram.is_backward {
        "∂Eₙ/∂"
    } else {
        ""
    };
    let symbol = &link.weight.symbol;
    let weight = format!("{slope}{symbol} = {now}{}", next.unwrap_or_default());
    let Some((symbol, name)) = diagram.named_end(link) else {
        return cut(&weight, room);
    };
    let begin = format!("{weight}   {symbol}: ");
    let name = cut_in_middle(name, room.saturating_sub(width(&begin)));
    cut(&(begin + &name), room)
}

/// A weight in a list, of the same width whatever its number is.
fn entry(link: &Link, name: u16) -> String {
    let name = padded(&link.weight.symbol.to_string(), name, false);
    let number = |value| aligned(value, NUMBER);
    let next = link.next.map(|next| format!(" →{}", number(Some(next))));
    name + &number(link.weight.value) + &next.unwrap_or_default()
}

/// Writes the matrix products, the one that is being computed marked and bright; if not all fit, those around it.
pub(super) fn products(products: &[Product], area: Rect, painter: &mut Painter) {
    let formula = widest(products.iter().map(|product| &product.formula));
    let room = usize::from(area.height);
    let lit = products.iter().position(|product| product.lit).unwrap_or(0);
    let last = products.len().saturating_sub(room);
    let first = lit.saturating_sub(room / 2).min(last);
    for (product, row) in products.iter().skip(first).zip(area.rows()) {
        line(product, formula, row.width, painter.theme).render(row, painter.buffer);
    }
}

fn line(product: &Product, formula: u16, room: u16, theme: Theme) -> Line<'static> {
    let plain = theme.or_dim(product.lit, theme.title());
    let mark = if product.lit { "▸ " } else { "  " };
    let mut spans = vec![Span::styled(mark, plain)];
    let letters: Vec<char> = product.formula.chars().collect();
    for (n, letter) in letters.iter().enumerate() {
        let neighbours = [n.checked_sub(1), Some(n + 1)].into_iter().flatten();
        let mut neighbours = neighbours.filter_map(|n| letters.get(n));
        let is_symbol = product.lit && !neighbours.any(char::is_ascii_alphabetic);
        let ink = SymbolColor::of_letter(*letter).filter(|_| is_symbol);
        let style = ink.map_or(plain, |ink| theme.ink(ink));
        spans.push(Span::styled(letter.to_string(), style));
    }
    let wide = width(&product.formula);
    let gap = formula.saturating_sub(wide) + 3;
    let shapes = fitting(&product.shapes, gap, room.saturating_sub(wide + 2));
    spans.push(Span::styled(shapes, plain));
    Line::from(spans)
}

/// The shapes beside their formula: below those of the others, else close to it, else without spaces, else the result alone.
fn fitting(shapes: &str, gap: u16, room: u16) -> String {
    let close: String = shapes.split_whitespace().collect();
    let result = shapes.rsplit_once('→').map(|(_, result)| result.trim());
    let forms = [
        " ".repeat(gap.into()) + shapes,
        format!("   {shapes}"),
        format!("  {close}"),
        result.map_or(String::new(), |result| format!("  → {result}")),
        result.map_or(String::new(), |result| format!(" →{result}")),
    ];
    let mut forms = forms.into_iter();
    forms.find(|form| width(form) <= room).unwrap_or_default()
}

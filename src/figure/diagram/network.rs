//! A network: a column a layer, and a curve a link.

use super::{
    HEAD, Row, compartments, draw_gap, draw_node, height, is_lit, largest_weight, places, stroke,
    texts,
};
use crate::figure::canvas::{Canvas, Point};
use crate::figure::shapes::level;
use crate::figure::text::{Anchor, Rect, Text};
use crate::figure::theme::Tone;
use crate::scene::{Diagram, Layer, Link};

/// The distance between columns, without and with links between them.
const APART: f64 = 44.0;
const LINKED: f64 = 190.0;
/// With more links than this between two layers, their numbers would only be in each other's way.
const MOST_LABELS: usize = 20;

pub(in crate::figure) fn size(diagram: &Diagram) -> (f64, f64) {
    let end = columns(diagram, 0.0)
        .last()
        .map_or(0.0, |&(left, width)| left + width);
    (end.max(460.0), height(diagram))
}

/// Left edge and width of each column.
fn columns(diagram: &Diagram, mut left: f64) -> Vec<(f64, f64)> {
    let mut columns = Vec::new();
    for (number, layer) in diagram.layers.iter().enumerate() {
        let name = caption(layer).width();
        let width = compartments(layer).iter().sum::<f64>().max(name).max(84.0);
        columns.push((left, width));
        let linked = diagram.links.iter().any(|link| link.from.0 == number);
        left += width + if linked { LINKED } else { APART };
    }
    columns
}

fn caption(layer: &Layer) -> Text {
    Text::toned(&layer.caption, Tone::Faint).size(13.0)
}

pub(in crate::figure) fn draw(diagram: &Diagram, canvas: &mut Canvas, room: Rect) {
    let width = columns(diagram, 0.0)
        .last()
        .map_or(0.0, |&(left, width)| left + width);
    let columns = columns(diagram, room.centre().0 - width / 2.0);
    let some_lit = is_lit(diagram);
    draw_links(diagram, canvas, &columns, &room);
    for (layer, &(left, width)) in diagram.layers.iter().zip(&columns) {
        let widths = compartments(layer);
        let centre = left + width / 2.0;
        let rows = places(layer, &room);
        for &(row, y) in &rows {
            match row {
                Row::Gap(count) => draw_gap(canvas, (centre, y), count),
                Row::Node(index) => {
                    let node = &layer.nodes[index];
                    let own: f64 = widths.iter().take(node.quantities.len()).sum();
                    draw_node(canvas, node, &widths, centre - own / 2.0, y, some_lit);
                }
            }
        }
        canvas.text(
            (centre, room.top + HEAD - 18.0),
            Anchor::Middle,
            caption(layer),
        );
    }
}

/// Draws the links, dim ones first, and writes their weights where there are few enough of them.
fn draw_links(diagram: &Diagram, canvas: &mut Canvas, columns: &[(f64, f64)], room: &Rect) {
    let some_lit = is_lit(diagram);
    let largest = largest_weight(diagram);
    let mut drawn: Vec<(&Link, Vec<Point>)> = diagram
        .links
        .iter()
        .filter_map(|link| Some((link, course(diagram, link, columns, room)?)))
        .collect();
    drawn.sort_by_key(|(link, _)| link.weight.lit);
    for (link, course) in &drawn {
        canvas.line(course.clone(), stroke(link, largest, some_lit));
    }
    for (link, course) in drawn.iter().rev() {
        let neighbours = drawn
            .iter()
            .filter(|other| other.0.from.0 == link.from.0)
            .count();
        if neighbours <= MOST_LABELS {
            label(canvas, link, course, room, some_lit);
        }
    }
}

/// The curve of a link; none if one of its ends is left out.
fn course(
    diagram: &Diagram,
    link: &Link,
    columns: &[(f64, f64)],
    room: &Rect,
) -> Option<Vec<Point>> {
    let end = |(layer, node): (usize, usize), side: f64| {
        let found = diagram.layers.get(layer)?;
        let widths = compartments(found);
        let count = found.nodes.get(node)?.quantities.len();
        let own: f64 = widths.iter().take(count).sum();
        let places = places(found, room);
        let (_, y) = places.iter().find(|place| place.0 == Row::Node(node))?;
        let (left, width) = columns.get(layer)?;
        Some((left + width / 2.0 + side * own / 2.0, *y))
    };
    let (from, to) = (end(link.from, 1.0)?, end(link.to, -1.0)?);
    Some(level(from, to))
}

/// The weight of a link, at the first place along it where there is room.
fn label(canvas: &mut Canvas, link: &Link, course: &[Point], room: &Rect, some_lit: bool) {
    let (name, value) = texts(&link.weight, some_lit);
    let text = name.and(" ", Tone::Text, false).then(value).size(11.5);
    let places: Vec<_> = [0.26, 0.74, 0.36, 0.64, 0.2, 0.8, 0.45, 0.55]
        .iter()
        .map(|part| course[(part * (course.len() - 1) as f64) as usize])
        .map(|(x, y)| ((x, y + text.sink()), Anchor::Middle))
        .collect();
    canvas.text_where_free(&places, &text, room, &[]);
}

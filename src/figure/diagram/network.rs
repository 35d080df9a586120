//! A network with a column for each layer. If the links are few enough each has a plate with its number, and the plates of a
//! node are one above the other before it, in the order of what comes in: a sum to be read from above.

use super::pen::{Pen, compartments, weight_text};
use super::rows::{Row, has_states, is_beside, rows};
use super::{HEAD, NODE, PITCH};
use crate::figure::matrices::heat;
use crate::figure::prelude::*;
use crate::scene::{Diagram, Layer, Link, Node, Symbol};

/// The distance between columns: without links, with links alone, and with links before and after their plates.
const APART: f64 = 44.0;
const LINKED: f64 = 190.0;
const FAN: (f64, f64) = (104.0, 170.0);
const MEET: f64 = 34.0;
/// With more links than this between two layers, their numbers would only be in each other's way.
const MAX_LABELS: usize = 30;
/// With more links than this between two layers, their weights are a map of at most this size.
const MAX_LINKS: usize = 60;
const MAP: Size = (210.0, 260.0);
/// The height of a plate, the distance from one to the next, and the white around its text.
const PLATE: f64 = 20.0;
const PLATE_PITCH: f64 = 23.0;
pub(super) const BESIDE: f64 = 9.0;
/// The names of inputs and classes are cut to this width.
const NAME: f64 = 250.0;
/// The space between the plates of one node and of the next.
const BETWEEN: f64 = 15.0;

pub(super) fn draw(diagram: &Diagram, pen: &mut Pen) -> Drawn {
    let layout = Layout::new(diagram);
    layout.draw_links(pen);
    for layer in (0..diagram.layers.len()).filter(|layer| is_mapped(diagram, *layer)) {
        layout.draw_map(pen, layer)?;
    }
    for link in &layout.labelled {
        if let Some((plate, ..)) = layout.plate(link) {
            let text = weight_text(link, " = ", pen.some_lit);
            let at = (plate.left + BESIDE, plate.centre().1);
            pen.group(&link.weight.symbol.key(), |pen| {
                pen.plate(link, &plate, 0.0);
                pen.canvas.label(at, Anchor::Left, &text);
            });
        }
    }
    for (layer, column) in diagram.layers.iter().zip(&layout.columns) {
        draw_column(pen, layer, column);
        let at = (column.middle(), HEAD - 18.0);
        pen.canvas.text(at, Anchor::Center, &caption(layer));
    }
    let (layers, columns) = (&diagram.layers, &layout.columns);
    if let ([inputs, .., targets], [first, .., last]) = (&layers[..], &columns[..]) {
        draw_names(pen, inputs, first, Anchor::Right);
        draw_names(pen, targets, last, Anchor::Left);
    }
    let names = names_width(diagram.layers.last());
    Ok((layout.width() + names, HEAD + layout.height))
}

/// Whether the weights into a layer are a map: there are many, and none of them is spoken of.
pub(super) fn is_mapped(diagram: &Diagram, layer: usize) -> bool {
    let mut weights = diagram
        .links
        .iter()
        .filter(|link| link.to.0 == layer)
        .map(|link| &link.weight);
    let first = weights.clone().next().is_some_and(|weight| weight.lit);
    weights.clone().count() > MAX_LINKS
        && weights.all(|weight| weight.lit == first && !weight.focused)
}

/// The name of a node, beside the first or the last column.
pub(super) fn name(node: &Node) -> Text {
    Text::name(&node.name, ColorRole::Faint, NAME)
}

/// The width of the names of a layer, with the white between them and their nodes.
pub(super) fn names_width(layer: Option<&Layer>) -> f64 {
    let nodes = layer.into_iter().flat_map(|layer| &layer.nodes);
    match widest(nodes.map(name)) {
        0.0 => 0.0,
        width => width + BESIDE,
    }
}

fn draw_names(pen: &mut Pen, layer: &Layer, column: &Column, anchor: Anchor) {
    for &(row, y) in &column.rows {
        if let Row::Node(index) = row {
            let node = &layer.nodes[index];
            let (left, widths) = column.compartments_of(node);
            let x = match anchor {
                Anchor::Right => left - BESIDE,
                _ => left + widths.iter().sum::<f64>() + BESIDE,
            };
            let label = |canvas: &mut Canvas| canvas.label((x, y), anchor, &name(node));
            pen.canvas.group(&node.keys(), label);
        }
    }
}

fn caption(layer: &Layer) -> Text {
    Text::caption(&layer.caption).fit(240.0)
}

fn draw_column(pen: &mut Pen, layer: &Layer, column: &Column) {
    for &(row, y) in &column.rows {
        match row {
            Row::Gap(count) => pen.gap((column.middle(), y), count),
            Row::Node(index) => {
                let (left, widths) = column.compartments_of(&layer.nodes[index]);
                pen.node(&layer.nodes[index], widths, (left, y));
            }
        }
    }
}

struct Column {
    left: f64,
    width: f64,
    compartments: Vec<f64>,
    rows: Vec<(Row, f64)>,
    /// The width of the plates before it, if there are any.
    plates: Option<f64>,
}

impl Column {
    fn middle(&self) -> f64 {
        self.left + self.width / 2.0
    }

    fn right(&self) -> f64 {
        self.middle() + self.compartments.iter().sum::<f64>() / 2.0
    }

    /// The left edge and the compartments of a node: an output without a sum is below the other outputs.
    fn compartments_of(&self, node: &Node) -> (f64, &[f64]) {
        let missing = self.compartments.len() - node.quantities.len();
        let own = &self.compartments[missing..];
        (self.right() - own.iter().sum::<f64>(), own)
    }
}

struct Layout<'a> {
    diagram: &'a Diagram,
    /// The links with a plate, in the order of their plates from above.
    labelled: Vec<&'a Link>,
    height: f64,
    columns: Vec<Column>,
}

impl<'a> Layout<'a> {
    fn new(diagram: &'a Diagram) -> Self {
        let layers = 0..diagram.layers.len();
        let rows: Vec<_> = layers.clone().map(|layer| rows(diagram, layer)).collect();
        let labelled = layers.flat_map(|layer| labelled(diagram, layer, &rows));
        let mut layout = Self {
            diagram,
            labelled: labelled.collect(),
            height: 2.0 * PITCH,
            columns: Vec::new(),
        };
        for (layer, rows) in rows.iter().enumerate() {
            layout.height = layout.height.max(layout.height_of(layer, rows));
        }
        for (layer, rows) in rows.into_iter().enumerate() {
            let column = layout.column(layer, rows);
            layout.columns.push(column);
        }
        layout
    }

    fn column(&self, layer: usize, rows: Vec<Row>) -> Column {
        let found = &self.diagram.layers[layer];
        let compartments = compartments(found);
        let own: f64 = compartments.iter().sum();
        let plates = self.plate_width(layer);
        let height = self.height_of(layer, &rows);
        let linked = self.diagram.links.iter().any(|link| link.to.0 == layer);
        let distance = match plates {
            _ if layer == 0 => names_width(Some(found)),
            // Links are longer before a high column, so that none is too steep.
            Some(plate) => (0.28 * height).clamp(FAN.0, FAN.1) + plate + MEET,
            None if is_mapped(self.diagram, layer) => MAP.0 + 2.0 * LINKED / 4.0,
            None if linked => LINKED,
            None => APART,
        };
        let heights = match self.columns.last() {
            Some(before) if is_beside(self.diagram, layer) => {
                before.rows.iter().map(|row| row.1).collect()
            }
            _ => self.middles(layer, &rows),
        };
        Column {
            left: self.width() + distance,
            width: own.max(caption(found).width()).max(84.0),
            compartments,
            rows: rows.into_iter().zip(heights).collect(),
            plates,
        }
    }

    /// The width of the plates before a layer: that of the widest, as if it were bold.
    fn plate_width(&self, layer: usize) -> Option<f64> {
        let before = self.labelled.iter().filter(|link| link.to.0 == layer);
        // The states of a procedure have one layout: each leaves room for new weights.
        let is_state = !self.diagram.caption.is_empty();
        let width = |link: &&Link| {
            let whole = Link {
                next: link.also.or(link.next),
                ..(*link).clone()
            };
            let own = weight_text(&whole, " = ", false).bold();
            let room = format!("{} = −0.0000 → −0.0000", link.weight.symbol);
            let room = Text::words(if is_state { &room } else { "" }, ColorRole::Text);
            own.width().max(room.size(own.size).bold().width())
        };
        let widths = before.map(width);
        widths.reduce(f64::max).map(|width| width + 2.0 * BESIDE)
    }

    fn row_height(&self, layer: usize, row: Row) -> f64 {
        let Row::Node(node) = row else { return PITCH };
        let plates = self.labelled.iter().filter(|link| link.to == (layer, node));
        (PLATE_PITCH * plates.count() as f64 + BETWEEN).max(PITCH)
    }

    fn height_of(&self, layer: usize, rows: &[Row]) -> f64 {
        rows.iter().map(|&row| self.row_height(layer, row)).sum()
    }

    /// The middles of rows below each other, centred on the middle of the network.
    fn middles(&self, layer: usize, rows: &[Row]) -> Vec<f64> {
        let mut top = HEAD + (self.height - self.height_of(layer, rows)) / 2.0;
        let middle = |&row: &Row| {
            let height = self.row_height(layer, row);
            top += height;
            top - height / 2.0
        };
        rows.iter().map(middle).collect()
    }

    fn width(&self) -> f64 {
        let last = self.columns.last();
        last.map_or(0.0, |last| last.left + last.width)
    }

    /// The column and the y position of a node; none if it is omitted.
    fn find(&self, (layer, node): (usize, usize)) -> Option<(&Column, f64)> {
        let column = self.columns.get(layer)?;
        let row = column.rows.iter().find(|row| row.0 == Row::Node(node))?;
        Some((column, row.1))
    }

    /// The plate of a link, if it has one, with its distance from the middle plate of its node and the number of those.
    fn plate(&self, link: &Link) -> Option<(Rect, f64, usize)> {
        let same = self.labelled.iter().filter(|other| other.to == link.to);
        let same: Vec<&Link> = same.copied().collect();
        let index = same.iter().position(|other| std::ptr::eq(*other, link))?;
        let offset = index as f64 - (same.len() as f64 - 1.0) / 2.0;
        let (column, middle) = self.find(link.to)?;
        let (width, y) = (column.plates?, middle + PLATE_PITCH * offset);
        let left = column.left - MEET - width;
        let plate = Rect::new(left, y - PLATE / 2.0, width, PLATE);
        Some((plate, offset, same.len()))
    }

    /// The course of a link: level through its plate, if it has one; none if one of its ends is omitted.
    fn course(&self, link: &Link) -> Option<Vec<Vec<Point>>> {
        let (column, y) = self.find(link.from)?;
        let from = (column.right(), y);
        let (column, y) = self.find(link.to)?;
        let node = &self.diagram.layers[link.to.0].nodes[link.to.1];
        let (to, _) = column.compartments_of(node);
        let Some((plate, offset, count)) = self.plate(link) else {
            return Some(vec![level(from, (to, y))]);
        };
        let step = ((NODE - 16.0) / (count as f64 - 1.0).max(1.0)).min(9.0);
        let middle = plate.centre().1;
        let before = level(from, (plate.left, middle));
        let after = level((plate.right, middle), (to, y + step * offset));
        Some(vec![before, after])
    }

    fn draw_links(&self, pen: &mut Pen) {
        let mut links: Vec<&Link> = self.diagram.links.iter().collect();
        links.retain(|link| !is_mapped(self.diagram, link.to.0));
        links.sort_by_key(|link| link.weight.lit);
        for link in links {
            let lines = self.course(link).unwrap_or_default();
            pen.group(&link.weight.symbol.key(), |pen| {
                if let Some(&(x, y)) = lines.last().and_then(|line| line.last()) {
                    let head = [(x - 7.0, y - 3.5), (x, y), (x - 7.0, y + 3.5)];
                    pen.canvas.line(head, pen.stroke(link).dashed(&[]));
                }
                for line in lines {
                    pen.canvas.line(line, pen.stroke(link));
                }
            });
        }
    }

    /// Draws the weights into a layer as a map: a row for each unit that they enter, a column for each that they leave.
    fn draw_map(&self, pen: &mut Pen, layer: usize) -> Drawn<()> {
        let [before, column] = [&self.columns[layer - 1], &self.columns[layer]];
        let links = self.diagram.links.iter().filter(|link| link.to.0 == layer);
        let mut weights: Vec<&Link> = links.collect();
        weights.sort_by_key(|link| (link.to, link.from));
        let rows = weights.chunk_by(|one, next| one.to == next.to);
        let rows: Vec<Vec<Option<f64>>> = rows
            .map(|row| row.iter().map(|link| link.weight.value).collect())
            .collect();
        let (height, width) = (rows.len() as f64, rows[0].len() as f64);
        let cell = (MAP.0 / width).min(MAP.1 / height).min(18.0);
        let middle = (
            f64::midpoint(before.right(), column.left),
            HEAD + self.height / 2.0,
        );
        let (left, top) = (
            middle.0 - cell * width / 2.0,
            middle.1 - cell * height / 2.0,
        );
        let map = Rect::new(left, top, cell * width, cell * height);
        let symbol = Symbol::bare(weights[0].weight.symbol.letter);
        pen.canvas
            .bitmap(map, &heat::bitmap(&rows, pen.largest_weight))?;
        pen.canvas.outline(&map.corners(), EDGE);
        let name = Text::symbol(&symbol).bold();
        let name = name.and(&format!(", {height} × {width}"), ColorRole::Faint);
        pen.canvas
            .text((middle.0, top - 9.0), Anchor::Center, &name);
        let color = ColorRole::of_letter(Some(symbol.letter));
        for (from, to) in [
            (before.right() + 8.0, left - 8.0),
            (map.right + 8.0, column.left - 4.0),
        ] {
            let (from, to) = ((from, middle.1), (to, middle.1));
            pen.canvas
                .line([from, (to.0 - 6.0, to.1)], Stroke::new(color, 2.2));
            pen.canvas.area(arrow_head(to, 10.0), color);
        }
        Ok(())
    }
}

/// The links into a layer that get a plate: all if they are few and none is omitted, or else those an equation or the keys
/// refer to, or else the one of the keys alone. A map has none.
fn labelled<'a>(diagram: &'a Diagram, layer: usize, rows: &[Vec<Row>]) -> Vec<&'a Link> {
    let is_displayed = |(layer, node): (usize, usize)| rows[layer].contains(&Row::Node(node));
    if is_mapped(diagram, layer) {
        return Vec::new();
    }
    let into = diagram.links.iter().filter(|link| link.to.0 == layer);
    let both = into.filter(|link| is_displayed(link.from) && is_displayed(link.to));
    let mut links: Vec<&Link> = both.collect();
    links.sort_by_key(|link| (link.to, link.from));
    let is_complete = |layer: usize| rows[layer].len() == diagram.layers[layer].nodes.len();
    if is_complete(layer) && is_complete(layer.saturating_sub(1)) && links.len() <= MAX_LABELS {
        return links;
    }
    let has_states = has_states(diagram);
    links.retain(|link| has_states || link.weight.lit || link.weight.focused);
    if links.len() > MAX_LABELS {
        links.retain(|link| link.weight.focused);
    }
    links
}

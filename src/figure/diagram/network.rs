//! A network: a column a layer. Where the links are few enough each has a plate with its number, and the plates of a
//! node stand above each other before it, in the order of what comes in: a sum to be read from above.

use super::rows::{Row, rows, stands_beside};
use super::{
    HEAD, KEY, NODE, PITCH, compartments, draw_focus, draw_gap, draw_node, is_lit, largest_weight,
    stroke, weight_text,
};
use crate::figure::canvas::{Canvas, Point, Stroke};
use crate::figure::shapes::{level, rounded};
use crate::figure::text::{Anchor, Rect, Text};
use crate::figure::theme::Tone;
use crate::scene::{Diagram, Layer, Link};

/// The distance between columns: without links, with links alone, and with links before and after their plates.
const APART: f64 = 44.0;
const LINKED: f64 = 190.0;
const FAN: (f64, f64) = (104.0, 170.0);
const MEET: f64 = 34.0;
/// With more links than this between two layers, their numbers would only be in each other's way.
const MAX_LABELS: usize = 30;
/// The height of a plate, from one to the next, and the white around its text.
const PLATE: f64 = 20.0;
const PLATE_PITCH: f64 = 23.0;
const BESIDE: f64 = 9.0;
/// The room between the plates of one node and of the next.
const BETWEEN: f64 = 15.0;

pub(super) fn size(diagram: &Diagram) -> (f64, f64) {
    let layout = Layout::new(diagram);
    (layout.width().max(460.0), HEAD + KEY + layout.height())
}

pub(super) fn draw(diagram: &Diagram, canvas: &mut Canvas, room: Rect) {
    let mut layout = Layout::new(diagram);
    layout.put_into(&room);
    layout.draw_links(canvas);
    layout.draw_plates(canvas);
    for (layer, column) in diagram.layers.iter().zip(&layout.columns) {
        draw_column(canvas, layer, column, is_lit(diagram));
        let at = (column.left + column.width / 2.0, room.top + HEAD - 18.0);
        canvas.text(at, Anchor::Middle, caption(layer));
    }
}

fn caption(layer: &Layer) -> Text {
    Text::toned(&layer.caption, Tone::Faint)
        .size(13.0)
        .fit(240.0)
}

fn draw_column(canvas: &mut Canvas, layer: &Layer, column: &Column, some_lit: bool) {
    let right = column.boxes.1;
    for &(row, y) in &column.rows {
        match row {
            Row::Gap(count) => draw_gap(canvas, (column.left + column.width / 2.0, y), count),
            Row::Node(index) => {
                let node = &layer.nodes[index];
                let widths = last(&column.compartments, node.quantities.len());
                let left = right - widths.iter().sum::<f64>();
                draw_node(canvas, node, widths, left, y, some_lit);
            }
        }
    }
}

/// The widths of a node with so many numbers: an output without a sum stands below the other outputs.
fn last(widths: &[f64], count: usize) -> &[f64] {
    &widths[widths.len() - count.min(widths.len())..]
}

/// A layer in its place.
struct Column {
    left: f64,
    width: f64,
    compartments: Vec<f64>,
    /// The left and the right edge of the nodes.
    boxes: (f64, f64),
    /// What stands there, and at which height.
    rows: Vec<(Row, f64)>,
    /// The left edge and the width of the plates before it, if there are any.
    plates: Option<(f64, f64)>,
}

/// Where everything is.
struct Layout<'a> {
    diagram: &'a Diagram,
    columns: Vec<Column>,
    /// The links with a plate, in the order of their plates from above.
    labelled: Vec<&'a Link>,
}

impl<'a> Layout<'a> {
    fn new(diagram: &'a Diagram) -> Self {
        let layers = 0..diagram.layers.len();
        let rows: Vec<Vec<Row>> = layers.clone().map(|layer| rows(diagram, layer)).collect();
        let labelled = layers
            .clone()
            .flat_map(|layer| labelled(diagram, layer, &rows))
            .collect();
        let mut layout = Self {
            diagram,
            columns: Vec::new(),
            labelled,
        };
        for (layer, rows) in layers.zip(rows) {
            let column = layout.column(layer, rows);
            layout.columns.push(column);
        }
        layout
    }

    /// The next column; its rows still stand from 0 downwards.
    fn column(&self, layer: usize, rows: Vec<Row>) -> Column {
        let found = &self.diagram.layers[layer];
        let compartments = compartments(found);
        let own: f64 = compartments.iter().sum();
        let width = own.max(caption(found).width()).max(84.0);
        let plates = self.plate_width(layer);
        let start = self
            .columns
            .last()
            .map_or(0.0, |last| last.left + last.width);
        let linked = self.diagram.links.iter().any(|link| link.to.0 == layer);
        let left = match (plates, linked) {
            _ if layer == 0 => 0.0,
            (Some(plate), _) => start + self.fan(layer, &rows) + plate + MEET,
            (None, true) => start + LINKED,
            (None, false) => start + APART,
        };
        let boxes = left + (width - own) / 2.0;
        Column {
            left,
            width,
            compartments,
            boxes: (boxes, boxes + own),
            rows: self.heights(layer, rows),
            plates: plates.map(|width| (left - MEET - width, width)),
        }
    }

    /// How far the links run to their plates: the farther the higher the column, so that none is too steep.
    fn fan(&self, layer: usize, rows: &[Row]) -> f64 {
        let height: f64 = rows.iter().map(|&row| self.row_height(layer, row)).sum();
        (0.28 * height).clamp(FAN.0, FAN.1)
    }

    /// The width of the plates before a layer: that of the widest, as if it were bold.
    fn plate_width(&self, layer: usize) -> Option<f64> {
        let before = self.labelled.iter().filter(|link| link.to.0 == layer);
        let widths = before.map(|link| weight_text(link, " ", false).bold().width());
        widths.reduce(f64::max).map(|width| width + 2.0 * BESIDE)
    }

    /// The middle of each row, from the upper end of the column.
    fn heights(&self, layer: usize, rows: Vec<Row>) -> Vec<(Row, f64)> {
        if stands_beside(self.diagram, layer)
            && let Some(before) = self.columns.last()
        {
            let heights = before.rows.iter().map(|row| row.1);
            return rows.into_iter().zip(heights).collect();
        }
        let mut top = 0.0;
        let place = |row: Row| {
            let height = self.row_height(layer, row);
            top += height;
            (row, top - height / 2.0)
        };
        rows.into_iter().map(place).collect()
    }

    fn row_height(&self, layer: usize, row: Row) -> f64 {
        match row {
            Row::Gap(_) => PITCH,
            Row::Node(node) => {
                let plates = self.labelled.iter().filter(|link| link.to == (layer, node));
                (PLATE_PITCH * plates.count() as f64 + BETWEEN).max(PITCH)
            }
        }
    }

    fn width(&self) -> f64 {
        self.columns
            .last()
            .map_or(0.0, |last| last.left + last.width)
    }

    fn height(&self) -> f64 {
        let heights = (0..self.columns.len()).map(|layer| self.column_height(layer));
        heights.fold(2.0 * PITCH, f64::max)
    }

    fn column_height(&self, layer: usize) -> f64 {
        if stands_beside(self.diagram, layer) {
            return self.column_height(layer - 1);
        }
        let rows = self.columns[layer].rows.iter();
        rows.map(|row| self.row_height(layer, row.0)).sum()
    }

    /// Moves everything into the middle of the room.
    fn put_into(&mut self, room: &Rect) {
        let across = room.centre().0 - self.width() / 2.0;
        let middle = f64::midpoint(room.top + HEAD, room.bottom - KEY);
        let heights: Vec<f64> = (0..self.columns.len())
            .map(|layer| self.column_height(layer))
            .collect();
        for (column, height) in self.columns.iter_mut().zip(heights) {
            column.left += across;
            column.boxes = (column.boxes.0 + across, column.boxes.1 + across);
            column.plates = column.plates.map(|(left, width)| (left + across, width));
            for row in &mut column.rows {
                row.1 += middle - height / 2.0;
            }
        }
    }

    /// The height at which a node stands; none if it is left out.
    fn middle(&self, (layer, node): (usize, usize)) -> Option<f64> {
        let rows = &self.columns.get(layer)?.rows;
        rows.iter()
            .find(|row| row.0 == Row::Node(node))
            .map(|row| row.1)
    }

    /// The right edge of a node, where its links leave, and its left edge, where they arrive.
    fn leaves(&self, node: (usize, usize)) -> Option<Point> {
        Some((self.columns.get(node.0)?.boxes.1, self.middle(node)?))
    }

    fn arrives(&self, (layer, node): (usize, usize)) -> Option<Point> {
        let column = self.columns.get(layer)?;
        let count = self.diagram.layers[layer].nodes.get(node)?.quantities.len();
        let own: f64 = last(&column.compartments, count).iter().sum();
        Some((column.boxes.1 - own, self.middle((layer, node))?))
    }

    /// The plate of a link, if it has one.
    fn plate(&self, link: &Link) -> Option<Rect> {
        let (place, count) = self.place_among(link)?;
        let (left, width) = self.columns.get(link.to.0)?.plates?;
        let first = self.middle(link.to)? - PLATE_PITCH * (count as f64 - 1.0) / 2.0;
        let y = first + PLATE_PITCH * place as f64;
        Some(Rect::new(left, y - PLATE / 2.0, width, PLATE))
    }

    /// Which of the plates before its node is that of the link, and how many there are.
    fn place_among(&self, link: &Link) -> Option<(usize, usize)> {
        let mut before = self.labelled.iter().filter(|other| other.to == link.to);
        let place = before
            .clone()
            .position(|other| std::ptr::eq(*other, link))?;
        Some((place, before.by_ref().count()))
    }

    /// The course of a link: level through its plate, if it has one; none if one of its ends is left out.
    fn course(&self, link: &Link) -> Option<Vec<Vec<Point>>> {
        let (from, to) = (self.leaves(link.from)?, self.arrives(link.to)?);
        let (Some(plate), Some((place, count))) = (self.plate(link), self.place_among(link)) else {
            return Some(vec![level(from, to)]);
        };
        let y = plate.centre().1;
        let step = ((NODE - 16.0) / (count as f64 - 1.0).max(1.0)).min(9.0);
        let enters = to.1 + step * (place as f64 - (count as f64 - 1.0) / 2.0);
        Some(vec![
            level(from, (plate.left, y)),
            level((plate.right, y), (to.0, enters)),
        ])
    }

    /// Draws the links, dim ones first.
    fn draw_links(&self, canvas: &mut Canvas) {
        let some_lit = is_lit(self.diagram);
        let largest = largest_weight(self.diagram);
        let mut links: Vec<&Link> = self.diagram.links.iter().collect();
        links.sort_by_key(|link| link.weight.lit);
        for link in links {
            for line in self.course(link).into_iter().flatten() {
                canvas.line(line, stroke(link, largest, some_lit));
            }
        }
    }

    fn draw_plates(&self, canvas: &mut Canvas) {
        let some_lit = is_lit(self.diagram);
        for link in &self.labelled {
            if let Some(plate) = self.plate(link) {
                draw_plate(canvas, link, &plate, some_lit);
            }
        }
    }
}

/// The links into a layer that get a plate: all if they are few and none is left out, else those that are spoken of,
/// if these are few.
fn labelled<'a>(diagram: &'a Diagram, layer: usize, rows: &[Vec<Row>]) -> Vec<&'a Link> {
    let shown = |(layer, node): (usize, usize)| {
        rows.get(layer)
            .is_some_and(|rows| rows.contains(&Row::Node(node)))
    };
    let mut links: Vec<&Link> = diagram
        .links
        .iter()
        .filter(|link| link.to.0 == layer && shown(link.from) && shown(link.to))
        .collect();
    links.sort_by_key(|link| (link.to, link.from));
    let elided = [layer, layer.saturating_sub(1)]
        .into_iter()
        .any(|layer| rows[layer].len() < diagram.layers[layer].nodes.len());
    if !elided && links.len() <= MAX_LABELS {
        return links;
    }
    for of in [
        |link: &&Link| link.weight.lit || link.weight.focused,
        |link: &&Link| link.weight.focused,
    ] {
        let some: Vec<&Link> = links.iter().copied().filter(of).collect();
        if some.len() <= MAX_LABELS {
            return some;
        }
    }
    Vec::new()
}

fn draw_plate(canvas: &mut Canvas, link: &Link, plate: &Rect, some_lit: bool) {
    let ink = link.weight.symbol.ink();
    let lit = some_lit && link.weight.lit;
    let outline = rounded(plate, PLATE / 2.0);
    canvas.area(outline.clone(), Tone::Background);
    canvas.area(outline.clone(), ink.map_or(Tone::Body, Tone::Wash));
    let edge = Stroke::new(
        ink.map_or(Tone::Faint, Tone::SymbolColor),
        if lit { 2.0 } else { 0.9 },
    );
    canvas.outline(&outline, edge);
    if link.weight.focused {
        draw_focus(canvas, &plate.inset(-2.6), PLATE / 2.0 + 2.6);
    }
    let text = weight_text(link, " ", some_lit);
    let at = (plate.left + BESIDE, plate.centre().1 + text.sink());
    canvas.text(at, Anchor::Start, text);
}

//! The data behind a figure as CSV and as JSON: the numbers of its scene with all their digits, a row for each thing that is drawn,
//! and columns named as the axes.

use serde::Serialize;
use serde_json::Value::{self, Null};

use super::{CITATION, FigureError, LICENCE};
use crate::scene::{
    Axis, Diagram, Field, Figure, FigurePanel, Image, Mark, MarkKind, Matrices, Membrane, Picture,
    Quantity, Regions, Series, Table, TableRow, Units,
};

#[derive(Debug, Serialize)]
struct Panel {
    title: String,
    columns: Vec<String>,
    /// A cell is null where its column does not belong to what the row is about, and where a number is not finite.
    rows: Vec<Vec<Value>>,
}

#[derive(Serialize)]
struct Record<'a> {
    figure: &'a str,
    number: Option<u8>,
    caption: &'a str,
    command: &'a str,
    licence: &'a str,
    cite: &'a str,
    panels: Vec<Panel>,
}

/// The data of a figure as one object, with what the figure is.
///
/// # Errors
/// If it cannot be written, for which there is no reason.
pub fn json(figure: &Figure) -> Result<Vec<u8>, FigureError> {
    let record = Record {
        figure: &figure.name,
        number: figure.number,
        caption: &figure.caption,
        command: &figure.command,
        licence: LICENCE,
        cite: CITATION,
        panels: panels(figure),
    };
    let mut text = serde_json::to_vec(&record).map_err(FigureError::drawing)?;
    text.push(b'\n');
    Ok(text)
}

/// The data of a figure as one table. Where there are several panels its first column says which one a row belongs to, and a row
/// is empty in the columns of others.
///
/// # Errors
/// If it cannot be written, for which there is no reason.
pub fn csv(figure: &Figure) -> Result<Vec<u8>, FigureError> {
    let panels = panels(figure);
    let mut columns: Vec<&str> = Vec::new();
    for column in panels.iter().flat_map(|panel| &panel.columns) {
        if !columns.contains(&column.as_str()) {
            columns.push(column);
        }
    }
    let several = panels.len() > 1;
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = several
        .then_some("panel")
        .into_iter()
        .chain(columns.iter().copied());
    writer.write_record(head).map_err(FigureError::drawing)?;
    for panel in &panels {
        for row in &panel.rows {
            let cell = |column: &&str| {
                let at = panel.columns.iter().position(|own| own == column);
                at.map(|at| plain(&row[at])).unwrap_or_default()
            };
            let first = several.then(|| panel.title.clone());
            let cells = first.into_iter().chain(columns.iter().map(cell));
            writer.write_record(cells).map_err(FigureError::drawing)?;
        }
    }
    writer.into_inner().map_err(FigureError::drawing)
}

fn plain(cell: &Value) -> String {
    match cell {
        Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn panels(figure: &Figure) -> Vec<Panel> {
    let panels = figure.panels.iter().enumerate();
    let panel = |(index, panel): (usize, &FigurePanel)| {
        let title = if panel.title.is_empty() {
            (index + 1).to_string()
        } else {
            panel.title.clone()
        };
        Panel {
            title,
            ..Panel::of(&panel.picture)
        }
    };
    panels.map(panel).collect()
}

/// A name, or null where there is none.
fn name(text: &str) -> Value {
    if text.is_empty() { Null } else { text.into() }
}

/// One of several names, or the number of what has none.
fn nth(names: &[String], index: usize) -> Value {
    let named = names.get(index).filter(|name| !name.is_empty());
    named.map_or_else(|| index.into(), |name| name.as_str().into())
}

impl Panel {
    /// No two columns have the same name, and none that of the panels' column.
    fn new(names: &[&str]) -> Self {
        let mut columns = Vec::new();
        for name in names {
            let mut name = (*name).to_owned();
            while name == "panel" || columns.contains(&name) {
                name.push('′');
            }
            columns.push(name);
        }
        Self {
            title: String::new(),
            columns,
            rows: Vec::new(),
        }
    }

    /// Without the columns that nothing is in.
    fn of(picture: &Picture) -> Self {
        let mut panel = Self::with_all_columns(picture);
        for column in (0..panel.columns.len()).rev() {
            if !panel.rows.is_empty() && panel.rows.iter().all(|row| row[column].is_null()) {
                panel.columns.remove(column);
                for row in &mut panel.rows {
                    row.remove(column);
                }
            }
        }
        panel
    }

    fn with_all_columns(picture: &Picture) -> Self {
        match picture {
            Picture::Curve(curve) => Self::plot((&curve.x, &curve.y), &[])
                .lines(&curve.series)
                .marks(&curve.marks, &[]),
            Picture::Plane(plane) => {
                let (low, high) = plane.ends;
                Self::plot((&plane.x, &plane.y), &[&plane.heat])
                    .field((&plane.x, &plane.y), &plane.field, |share| {
                        low + share * (high - low)
                    })
                    .lines(&plane.lines)
                    .marks(&plane.marks, &[])
            }
            Picture::Surface(surface) => Self::plot((&surface.x, &surface.y), &[&surface.height])
                .field((&surface.x, &surface.y), &surface.field, |height| height)
                .lines(&surface.lines)
                .marks(&surface.marks, &[]),
            Picture::Regions(regions) => {
                Self::plot((&regions.x, &regions.y), &["probability", "margin"])
                    .cells(regions)
                    .lines(&regions.lines)
                    .marks(&regions.marks, &regions.classes)
            }
            Picture::Membrane(membrane) => Self::membrane(membrane),
            Picture::Diagram(diagram) => Self::diagram(diagram),
            Picture::Matrices(matrices) => Self::matrices(matrices),
            Picture::Image(image) => Self::image(image),
            Picture::Table(table) => Self::table(table),
            Picture::Units(units) => Self::units(units),
        }
    }

    /// A row, which ends with empty cells if it has fewer than there are columns.
    fn add<const COUNT: usize>(&mut self, cells: [Value; COUNT]) {
        let mut row = Vec::from(cells);
        row.resize(self.columns.len(), Null);
        self.rows.push(row);
    }

    /// A table of points: each has a line, a mark, a class, or none of them if it is of a grid.
    fn plot((x, y): (&Axis, &Axis), others: &[&str]) -> Self {
        Self::new(&[&["line", "mark", "class", &x.label, &y.label], others].concat())
    }

    fn lines(mut self, lines: &[Series]) -> Self {
        let labels: Vec<String> = lines.iter().map(|line| line.label.clone()).collect();
        for (index, line) in lines.iter().enumerate() {
            for &(x, y) in &line.points {
                self.add([nth(&labels, index), Null, Null, x.into(), y.into()]);
            }
        }
        self
    }

    fn marks(mut self, marks: &[Mark], classes: &[String]) -> Self {
        for mark in marks {
            let (kind, class) = match mark.kind {
                MarkKind::Current => ("current", Null),
                MarkKind::Class(class) => ("sample", nth(classes, class)),
                MarkKind::Wrong(class) => ("wrong sample", nth(classes, class)),
            };
            let label = if mark.label.is_empty() {
                kind
            } else {
                &mark.label
            };
            self.add([Null, label.into(), class, mark.x.into(), mark.y.into()]);
        }
        self
    }

    fn field(mut self, (x, y): (&Axis, &Axis), field: &Field, value: impl Fn(f64) -> f64) -> Self {
        let share = |index: usize, count: usize| index as f64 / (count - 1) as f64;
        for (index, &number) in field.values.iter().enumerate() {
            let (row, column) = (index / field.columns, index % field.columns);
            let x = x.at(share(column, field.columns));
            let y = y.at(share(row, field.rows));
            let value = value(number).into();
            self.add([Null, Null, Null, x.into(), y.into(), value]);
        }
        self
    }

    fn cells(mut self, regions: &Regions) -> Self {
        let (columns, rows) = (regions.columns, regions.rows);
        let middle = |index: usize, count: usize| (index as f64 + 0.5) / count as f64;
        for (index, &(class, probability)) in regions.cells.iter().enumerate() {
            let x = regions.x.at(middle(index % columns, columns)).into();
            let y = regions.y.at(middle(index / columns, rows)).into();
            let class = nth(&regions.classes, class);
            let [probability, margin] = [probability, regions.margins[index]].map(Value::from);
            self.add([Null, Null, class, x, y, probability, margin]);
        }
        self
    }

    fn membrane(membrane: &Membrane) -> Self {
        let columns = ["line", &membrane.time.label, "potential", "strength"];
        let mut panel = Self::new(&columns);
        panel.add(["threshold".into(), Null, membrane.threshold.into()]);
        for &(time, potential) in &membrane.potential {
            panel.add(["potential".into(), time.into(), potential.into()]);
        }
        for (index, (strength, times)) in membrane.synapses.iter().enumerate() {
            for &time in times {
                let line = format!("pulse at synapse {index}");
                panel.add([line.into(), time.into(), Null, (*strength).into()]);
            }
        }
        for &time in &membrane.pulses_out {
            panel.add(["pulse out".into(), time.into()]);
        }
        panel
    }

    /// The numbers of the nodes, and those of the links with the symbols of both ends.
    fn diagram(diagram: &Diagram) -> Self {
        let columns = [
            "layer", "node", "from", "to", "name", "value", "product", "next",
        ];
        let mut panel = Self::new(&columns);
        for layer in &diagram.layers {
            for node in &layer.nodes {
                for Quantity { symbol, value, .. } in &node.quantities {
                    let symbol = symbol.to_string().into();
                    let (layer, node) = (name(&layer.caption), name(&node.name));
                    panel.add([layer, node, Null, Null, symbol, (*value).into()]);
                }
            }
        }
        let end = |(layer, node): (usize, usize)| {
            let layer = diagram.layers.get(layer);
            let node = layer.and_then(|layer| layer.nodes.get(node));
            let number = node.and_then(|node| node.quantities.last());
            number.map_or(Null, |number| number.symbol.to_string().into())
        };
        for link in &diagram.links {
            let symbol = link.weight.symbol.to_string().into();
            let numbers = [link.weight.value, link.product, link.next];
            let [value, product, next] = numbers.map(Value::from);
            let [from, to] = [link.from, link.to].map(end);
            panel.add([Null, Null, from, to, symbol, value, product, next]);
        }
        panel
    }

    fn matrices(matrices: &Matrices) -> Self {
        let mut panel = Self::new(&["matrix", "row", "column", "value"]);
        for matrix in &matrices.matrices {
            for (row, numbers) in matrix.entries.iter().enumerate() {
                for (column, &number) in numbers.iter().enumerate() {
                    let (row, column) = (nth(&matrix.rows, row), nth(&matrix.columns, column));
                    panel.add([name(&matrix.name), row, column, number.into()]);
                }
            }
        }
        panel
    }

    fn image(image: &Image) -> Self {
        let columns = ["row", "column", "ink", "class", "probability", "target"];
        let mut panel = Self::new(&columns);
        for (index, &ink) in image.pixels.iter().enumerate() {
            let (row, column) = (index / image.width, index % image.width);
            panel.add([row.into(), column.into(), ink.into()]);
        }
        for bar in &image.bars {
            let (share, target) = (bar.share.into(), bar.is_target.into());
            panel.add([Null, Null, Null, name(&bar.name), share, target]);
        }
        panel
    }

    fn units(units: &Units) -> Self {
        let mut panel = Self::new(&["unit", "row", "column", "output"]);
        for (unit, seen) in units.seen.iter().enumerate() {
            for (cell, &output) in seen.cells.iter().enumerate() {
                let (row, column) = (cell / seen.columns, cell % seen.columns);
                panel.add([unit.into(), row.into(), column.into(), output.into()]);
            }
        }
        panel
    }

    /// A cell that is a number is one here too.
    fn table(table: &Table) -> Self {
        let heads = table.columns.iter().map(|(head, _)| head.as_str());
        let heads: Vec<&str> = heads.collect();
        let mut panel = Self::new(&[&heads[..], &["holds"]].concat());
        for TableRow { cells, right } in &table.rows {
            let number = |cell: &String| cell.replace('−', "-").parse::<f64>();
            let cell = |cell| number(cell).map_or_else(|_| name(cell), Value::from);
            let mut row: Vec<Value> = cells.iter().map(cell).collect();
            row.resize(heads.len(), Null);
            row.push((*right).into());
            panel.rows.push(row);
        }
        panel
    }
}

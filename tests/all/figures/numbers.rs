//! The data behind figures: what CSV and JSON say is what the scene holds, bit for bit.

use std::collections::BTreeMap;

use nn28::figure::{csv as written, json};
use nn28::scene::{Axis, Curve, Figure, FigurePanel, Hue, Mark, Picture, Series};
use serde_json::Value;

use super::runs::book;
use super::{all, of_the_book};

/// The columns of a CSV file and its rows.
fn table(figure: &Figure) -> (Vec<String>, Vec<Vec<String>>) {
    let bytes = written(figure).expect("data");
    let mut reader = csv::Reader::from_reader(&bytes[..]);
    let record = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
    let head = record(reader.headers().expect("a header"));
    let rows = reader
        .records()
        .map(|row| record(&row.expect("a row of the same length")));
    (head, rows.collect())
}

/// The figures' own numbers, in bits and sorted, so that no order has to be known.
fn bits(numbers: impl IntoIterator<Item = f64>) -> Vec<u64> {
    let mut bits: Vec<u64> = numbers.into_iter().map(f64::to_bits).collect();
    bits.sort_unstable();
    bits
}

/// The numbers in a column of the rows that another column lets pass.
fn column(figure: &Figure, wanted: &str, (key, value): (&str, &str)) -> Vec<f64> {
    let (head, rows) = table(figure);
    let at = |name: &str| {
        head.iter()
            .position(|column| column == name)
            .expect("a column")
    };
    let chosen = rows.iter().filter(|row| row[at(key)] == value);
    let numbers = chosen.filter_map(|row| row[at(wanted)].parse().ok());
    numbers.collect()
}

fn curves(figure: &Figure) -> Vec<&Curve> {
    let curves = figure
        .panels
        .iter()
        .filter_map(|panel| match &panel.picture {
            Picture::Curve(curve) => Some(curve),
            _ => None,
        });
    curves.collect()
}

#[test]
fn the_columns_of_a_training_are_named_as_its_axes() {
    let figure = book("backprop-training");
    let (head, _) = table(figure);
    let mut axes = Vec::new();
    for curve in curves(figure) {
        axes.extend([&curve.x.label, &curve.y.label]);
    }
    assert!(axes.len() > 1);
    for axis in &axes {
        assert!(head.contains(axis), "{axis} is not in {head:?}");
    }
    let others = head.iter().filter(|column| !axes.contains(column));
    let others: Vec<&str> = others.map(String::as_str).collect();
    assert_eq!(others, ["panel", "line", "mark"]);
}

#[test]
fn every_point_of_every_curve_is_there_with_all_its_digits() {
    for name in [
        "backprop-training",
        "numerical-gradient-descent",
        "backprop-measured",
    ] {
        let figure = book(name);
        for curve in curves(figure) {
            for line in &curve.series {
                let points = column(figure, &curve.y.label, ("line", &line.label));
                let same = curves(figure)
                    .into_iter()
                    .filter(|other| other.y.label == curve.y.label);
                let lines = same
                    .flat_map(|curve| &curve.series)
                    .filter(|other| other.label == line.label);
                let values = lines.flat_map(|line| line.points.iter().map(|point| point.1));
                assert_eq!(
                    bits(points),
                    bits(values.filter(|value| value.is_finite())),
                    "{name}: {}",
                    line.label
                );
            }
        }
    }
}

#[test]
fn the_numbers_of_a_diagram_are_those_of_its_nodes_and_links() {
    let figure = book("figure-44");
    let Picture::Diagram(diagram) = &figure.panels[0].picture else {
        panic!("a diagram");
    };
    let (head, rows) = table(figure);
    let at = |name: &str| {
        head.iter()
            .position(|column| column == name)
            .expect("a column")
    };
    let found = rows
        .iter()
        .map(|row| (row[at("name")].clone(), row[at("value")].clone()));
    let found: BTreeMap<String, String> = found.collect();
    let nodes = diagram.layers.iter().flat_map(|layer| &layer.nodes);
    let quantities = nodes.flat_map(|node| &node.quantities);
    let quantities: Vec<_> = quantities
        .chain(diagram.links.iter().map(|link| &link.weight))
        .collect();
    assert_eq!(rows.len(), quantities.len());
    for quantity in quantities {
        let number = found[&quantity.symbol.to_string()].parse().ok();
        assert_eq!(number, quantity.value, "{}", quantity.symbol);
    }
    let ends = rows
        .iter()
        .find(|row| row[at("name")] == "w₁₀")
        .expect("a weight");
    assert_eq!([&ends[at("from")], &ends[at("to")]], ["x₀", "z₁"]);
}

#[test]
fn the_entries_of_matrices_have_their_rows_and_columns() {
    let figure = book("network-confusion");
    let Picture::Matrices(matrices) = &figure.panels[0].picture else {
        panic!("matrices");
    };
    let (head, rows) = table(figure);
    assert_eq!(head, ["matrix", "row", "column", "value"]);
    let mut rows = rows.into_iter();
    for matrix in &matrices.matrices {
        for (row, entries) in matrix.entries.iter().enumerate() {
            for (column, entry) in entries.iter().enumerate() {
                let found = rows.next().expect("a row");
                let names = [&matrix.name, &matrix.rows[row], &matrix.columns[column]];
                assert_eq!([&found[0], &found[1], &found[2]], names);
                assert_eq!(found[3].parse().ok(), *entry);
            }
        }
    }
    assert_eq!(rows.next(), None);
}

#[test]
fn the_middle_of_each_cell_has_the_class_of_the_regions() {
    let figure = book("network-regions");
    let Picture::Regions(regions) = &figure.panels[0].picture else {
        panic!("regions");
    };
    let (head, rows) = table(figure);
    let at = |name: &str| {
        head.iter()
            .position(|column| column == name)
            .expect("a column")
    };
    let (cells, others) = rows.split_at(regions.cells.len());
    let (from, to) = regions.x.range;
    for (row, (class, probability)) in cells.iter().zip(&regions.cells) {
        assert_eq!(row[at("class")], regions.classes[*class]);
        assert_eq!(row[at("probability")].parse(), Ok(*probability));
        let x: f64 = row[at(&regions.x.label)].parse().expect("a number");
        assert!(from < x && x < to);
    }
    let samples = others.iter().filter(|row| !row[at("mark")].is_empty());
    assert_eq!(samples.count(), regions.marks.len());
}

#[test]
fn json_says_the_same_and_what_the_figure_is() {
    for figure in all().iter().chain(&of_the_book()) {
        let bytes = json(figure).expect("data");
        let record: Value = serde_json::from_slice(&bytes).expect("JSON");
        assert_eq!(record["figure"], *figure.name);
        assert_eq!(record["caption"], *figure.caption);
        assert_eq!(record["command"], *figure.command);
        assert_eq!(record["licence"], "MIT OR Apache-2.0");
        assert!(
            record["cite"]
                .as_str()
                .expect("text")
                .contains("28 Equations")
        );
        let panels = record["panels"].as_array().expect("panels");
        assert_eq!(panels.len(), figure.panels.len());
        let count = |panel: &Value| panel["rows"].as_array().expect("rows").len();
        let (head, rows) = table(figure);
        assert_eq!(
            rows.len(),
            panels.iter().map(count).sum::<usize>(),
            "{}",
            figure.name
        );
        assert_eq!(head[0] == "panel", panels.len() > 1);
        for panel in panels {
            let columns = panel["columns"].as_array().expect("columns");
            for row in panel["rows"].as_array().expect("rows") {
                assert_eq!(row.as_array().expect("a row").len(), columns.len());
            }
        }
    }
}

#[test]
fn what_is_no_number_is_empty_and_columns_that_are_called_alike_can_be_told_apart() {
    let points = vec![
        (1.0, 0.1),
        (2.0, f64::NAN),
        (3.0, f64::INFINITY),
        (4.0, 5e-324),
    ];
    let curve = Curve {
        title: String::new(),
        x: Axis::log("line", 1e-300, 1e300),
        y: Axis::new("panel", 0.0, 1.0),
        series: vec![Series::new("a, \"b\"", Hue::Text, points)],
        marks: vec![Mark::current((0.1 + 0.2, -0.0), "")],
        verdict: String::new(),
    };
    let panel = FigurePanel {
        title: String::new(),
        picture: Picture::Curve(curve),
    };
    let figure = Figure {
        panels: vec![panel],
        ..all()[0].clone()
    };
    let text = String::from_utf8(written(&figure).expect("data")).expect("text");
    let expected = "line,mark,line′,panel′
\"a, \"\"b\"\"\",,1.0,0.1
\"a, \"\"b\"\"\",,2.0,
\"a, \"\"b\"\"\",,3.0,
\"a, \"\"b\"\"\",,4.0,5e-324
,current,0.30000000000000004,-0.0
";
    assert_eq!(text, expected);
    let record: Value = serde_json::from_slice(&json(&figure).expect("data")).expect("JSON");
    assert_eq!(record["panels"][0]["rows"][1][3], Value::Null);
    assert_eq!(record["panels"][0]["rows"][4][0], Value::Null);
}

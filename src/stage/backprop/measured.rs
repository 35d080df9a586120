//! The cost of a step as N, M and D grow: times recorded on one machine, so that the figure is the
//! same everywhere.

use crate::scene::{Axis, Curve, Hue, Series, text};

/// A table as `cargo bench --bench curves` prints it: the machine, a header, then one row for each
/// measured shape.
const RECORD: &str = include_str!("measured.csv");
const LETTERS: [&str; 4] = ["N", "D", "M", "K"];

/// Microseconds per step for one shape.
struct Row {
    /// The letter that grows in this row's curve, as an index of [`LETTERS`].
    over: usize,
    sizes: [u32; 4],
    engine: f64,
    model: f64,
    numerical: Option<f64>,
}

impl Row {
    fn read(line: &str) -> Option<Self> {
        let cells: Vec<&str> = line.split(',').collect();
        let [over, n, d, m, k, engine, model, numerical] = cells[..] else {
            return None;
        };
        let size = |cell: &str| cell.parse().ok();
        let time = |cell: &str| cell.parse().ok();
        Some(Self {
            over: LETTERS.iter().position(|letter| *letter == over)?,
            sizes: [size(n)?, size(d)?, size(m)?, size(k)?],
            engine: time(engine)?,
            model: time(model)?,
            numerical: time(numerical),
        })
    }
}

/// The processor, and the instructions that were used.
pub(super) fn machine() -> &'static str {
    RECORD
        .lines()
        .next()
        .unwrap_or_default()
        .trim_start_matches("# ")
}

/// A title and the curves over N, M and D.
pub(super) fn curves() -> Vec<(String, Curve)> {
    let rows: Vec<Row> = RECORD.lines().filter_map(Row::read).collect();
    let highest = rows
        .iter()
        .map(|row| row.model.max(row.numerical.unwrap_or(0.0)))
        .fold(1.0, f64::max);
    rows.chunk_by(|one, other| one.over == other.over)
        .map(|rows| (title(&rows[0]), curve(rows, highest * 2.0)))
        .collect()
}

/// The sizes that do not grow.
fn title(row: &Row) -> String {
    let others = (0..LETTERS.len()).filter(|letter| *letter != row.over);
    let others: Vec<String> = others
        .map(|letter| format!("{} = {}", LETTERS[letter], row.sizes[letter]))
        .collect();
    others.join(", ")
}

fn curve(rows: &[Row], highest: f64) -> Curve {
    let over = rows[0].over;
    let series = |label: &str, hue, dashed, of: &dyn Fn(&Row) -> Option<f64>| Series {
        label: label.to_owned(),
        hue: Hue::Letter(hue),
        dashed,
        points: rows
            .iter()
            .filter_map(|row| Some((row.sizes[over].into(), of(row)?)))
            .collect(),
    };
    let (first, last) = (&rows[0], &rows[rows.len() - 1]);
    Curve {
        title: "microseconds a step".to_owned(),
        x: Axis::log(
            LETTERS[over],
            first.sizes[over].into(),
            last.sizes[over].into(),
        ),
        y: Axis::log("µs", 0.1, highest),
        series: vec![
            series("numerical slopes, engine", 'w', true, &|row| row.numerical),
            series("backpropagation, model", 'v', true, &|row| Some(row.model)),
            series("backpropagation, engine", 'z', false, &|row| {
                Some(row.engine)
            }),
        ],
        marks: Vec::new(),
        verdict: String::new(),
    }
}

/// Compares the times for the shape that the curves over M and D share.
pub(super) fn verdict() -> String {
    let rows: Vec<Row> = RECORD.lines().filter_map(Row::read).collect();
    let (over_m, others): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.over == 2);
    let is_shared = |row: &&&Row| others.iter().any(|other| other.sizes == row.sizes);
    let Some(row) = over_m.iter().find(is_shared) else {
        return String::new();
    };
    let times = |other: f64| text(other / row.engine, 0);
    let [n, d, m, k] = row.sizes;
    format!(
        "With N = {n}, D = {d}, M = {m} and K = {k} a step of the model takes {} times as long as one of the engine{}.",
        times(row.model),
        row.numerical.map_or(String::new(), |numerical| {
            format!(", one with numerical slopes {} times", times(numerical))
        })
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_record_names_its_machine_and_grows_over_n_m_and_d() {
        assert!(machine().len() > 10);
        let rows: Vec<Row> = RECORD.lines().skip(2).filter_map(Row::read).collect();
        assert_eq!(rows.len(), RECORD.lines().count() - 2);
        assert!(rows.iter().all(|row| row.engine > 0.0 && row.model > 0.0));
        let curves = curves();
        let over: String = curves.iter().map(|(_, curve)| &curve.x.label[..]).collect();
        assert_eq!(over, "NMD");
        for (_, curve) in curves {
            let [.., engine] = &curve.series[..] else {
                panic!("no series")
            };
            assert!(engine.points.len() >= 8);
            assert!(engine.points.is_sorted_by(|one, other| one.0 < other.0));
        }
    }
}

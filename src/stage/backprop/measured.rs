//! The cost of a step as N, M and D grow: times recorded on one machine, so that the figure is the same everywhere.

use crate::scene::{Axis, Curve, Hue, Series, text};

/// A table as `cargo bench --bench curves` prints it: the machine, a header, then one row for each shape.
const RECORD: &str = include_str!("measured.csv");
const LETTERS: [&str; 4] = ["N", "D", "M", "K"];

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
        let (over, numbers) = line.split_once(',')?;
        let numbers: Vec<Option<f64>> = numbers.split(',').map(|cell| cell.parse().ok()).collect();
        let [n, d, m, k, engine, model, numerical] = numbers[..] else {
            return None;
        };
        Some(Self {
            over: LETTERS.iter().position(|letter| *letter == over)?,
            sizes: [n?, d?, m?, k?].map(|size| size as u32),
            engine: engine?,
            model: model?,
            numerical,
        })
    }
}

/// The processor, and the instructions that were used.
pub(super) fn machine() -> &'static str {
    let first = RECORD.lines().next().unwrap_or_default();
    first.trim_start_matches("# ")
}

fn rows() -> Vec<Row> {
    RECORD.lines().filter_map(Row::read).collect()
}

/// A title and the curves over N, M and D.
pub(super) fn curves() -> Vec<(String, Curve)> {
    let rows = rows();
    let slowest = |row: &Row| row.model.max(row.numerical.unwrap_or(0.0));
    let highest = rows.iter().map(slowest).fold(1.0, f64::max);
    rows.chunk_by(|one, other| one.over == other.over)
        .map(|rows| (title(&rows[0]), curve(rows, highest * 2.0)))
        .collect()
}

/// The sizes that do not grow.
fn title(row: &Row) -> String {
    let size = |index: usize| format!("{} = {}", LETTERS[index], row.sizes[index]);
    let others = (0..LETTERS.len()).filter(|index| *index != row.over);
    others.map(size).collect::<Vec<_>>().join(", ")
}

fn curve(rows: &[Row], highest: f64) -> Curve {
    let over = rows[0].over;
    let size = |row: &Row| f64::from(row.sizes[over]);
    let series = |label: &str, letter, time: &dyn Fn(&Row) -> Option<f64>| {
        let points = rows.iter().filter_map(|row| Some((size(row), time(row)?)));
        Series::new(label, Hue::Letter(letter), points.collect())
    };
    let numerical = series("numerical slopes, engine", 'w', &|row| row.numerical);
    let model = series("backpropagation, model", 'v', &|row| Some(row.model));
    let engine = series("backpropagation, engine", 'z', &|row| Some(row.engine));
    let (from, to) = (size(&rows[0]), size(&rows[rows.len() - 1]));
    Curve {
        title: "microseconds a step".to_owned(),
        x: Axis::log(LETTERS[over], from, to),
        y: Axis::log("time of a step (µs)", 0.1, highest),
        series: vec![numerical, model, engine],
        marks: Vec::new(),
        verdict: String::new(),
    }
}

/// Compares the times for the shape that the curves over M and D share.
pub(super) fn verdict() -> String {
    let rows = rows();
    let (over_m, others): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.over == 2);
    let is_shared = |row: &&&Row| others.iter().any(|other| other.sizes == row.sizes);
    let Some(row) = over_m.iter().find(is_shared) else {
        return String::new();
    };
    let times = |other: f64| text(other / row.engine, 0);
    let ([n, d, m, k], model) = (row.sizes, times(row.model));
    let numerical = |time: f64| format!(", one with numerical slopes {} times", times(time));
    let numerical = row.numerical.map_or(String::new(), numerical);
    format!(
        "With N = {n}, D = {d}, M = {m} and K = {k} a step of the model takes {model} times as long as one of the engine{numerical}."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_record_names_its_machine_and_grows_over_n_m_and_d() {
        assert!(machine().len() > 10);
        let rows = rows();
        assert_eq!(rows.len(), RECORD.lines().count() - 2);
        assert!(rows.iter().all(|row| row.engine > 0.0 && row.model > 0.0));
        let curves = curves();
        let over: String = curves.iter().map(|(_, curve)| &curve.x.label[..]).collect();
        assert_eq!(over, "NMD");
        for (_, curve) in curves {
            let engine = &curve.series[2].points;
            assert!(engine.len() >= 8 && engine.is_sorted_by(|one, other| one.0 < other.0));
        }
    }
}

//! What a step costs as N, M and D grow: times that were recorded on one machine, so that the figure is the same everywhere.

use serde::Deserialize;

use crate::scene::{Axis, Curve, Hue, Series, text};

/// A record, as `cargo experiment --experiment curves` makes it.
#[derive(Deserialize)]
pub(super) struct Record {
    /// The processor, and the instructions that were used.
    pub machine: String,
    usual: Usual,
    curves: Vec<Growth>,
}

#[derive(Deserialize)]
#[allow(non_snake_case)]
struct Usual {
    N: usize,
    D: usize,
    M: usize,
    K: usize,
}

#[derive(Deserialize)]
struct Growth {
    over: char,
    points: Vec<Point>,
}

/// Microseconds a step.
#[derive(Deserialize)]
struct Point {
    at: f64,
    engine: f64,
    model: f64,
    numerical: Option<f64>,
}

/// The record that comes with the book.
///
/// # Panics
/// Never: a test reads it as well.
pub(super) fn record() -> Record {
    serde_json::from_str(include_str!("measured.json")).expect("a record that a test reads as well")
}

impl Record {
    /// A title and the curves over N, M and D.
    pub fn curves(&self) -> Vec<(String, Curve)> {
        let highest = self.curves.iter().flat_map(|growth| &growth.points);
        let highest = highest
            .map(|point| point.model.max(point.numerical.unwrap_or(0.0)))
            .fold(1.0, f64::max);
        let curve = |growth: &Growth| {
            let Usual { N, D, M, K } = self.usual;
            let others = [('N', N), ('D', D), ('M', M), ('K', K)];
            let others = others.iter().filter(|(letter, _)| *letter != growth.over);
            let others: Vec<String> = others
                .map(|(letter, value)| format!("{letter} = {value}"))
                .collect();
            (others.join(", "), growth.curve(highest * 2.0))
        };
        self.curves.iter().map(curve).collect()
    }

    /// How many times as long as the engine's step another one takes, for the network that does not grow, to two digits.
    pub fn verdict(&self) -> String {
        let at = self.curves.iter().find(|growth| growth.over == 'M');
        let at = at.and_then(|growth| {
            growth
                .points
                .iter()
                .find(|point| point.at as usize == self.usual.M)
        });
        let Some(point) = at else {
            return String::new();
        };
        let times = |other: f64| text(other / point.engine, 0);
        let Usual { N, D, M, K } = self.usual;
        format!(
            "With N = {N}, D = {D}, M = {M} and K = {K} a step of the model takes {} times as long as one of the engine{}.",
            times(point.model),
            point.numerical.map_or(String::new(), |numerical| {
                format!(", one with numerical slopes {} times", times(numerical))
            })
        )
    }
}

impl Growth {
    fn curve(&self, highest: f64) -> Curve {
        let series = |label: &str, hue, dashed, of: &dyn Fn(&Point) -> Option<f64>| Series {
            label: label.to_owned(),
            hue: Hue::Letter(hue),
            dashed,
            points: self
                .points
                .iter()
                .filter_map(|point| Some((point.at, of(point)?)))
                .collect(),
        };
        let (first, last) = (&self.points[0], &self.points[self.points.len() - 1]);
        Curve {
            title: "microseconds a step".to_owned(),
            x: Axis::log(&self.over.to_string(), first.at, last.at),
            y: Axis::log("µs", 0.1, highest),
            series: vec![
                series("numerical slopes, engine", 'w', true, &|p| p.numerical),
                series("backpropagation, model", 'v', true, &|p| Some(p.model)),
                series("backpropagation, engine", 'z', false, &|p| Some(p.engine)),
            ],
            marks: Vec::new(),
            verdict: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_record_names_its_machine_and_grows_over_n_m_and_d() {
        let record = record();
        assert!(record.machine.len() > 10);
        let over: String = record.curves.iter().map(|growth| growth.over).collect();
        assert_eq!(over, "NMD");
        for growth in &record.curves {
            assert!(growth.points.len() >= 8);
            assert!(growth.points.is_sorted_by(|one, other| one.at < other.at));
            assert!(
                growth
                    .points
                    .iter()
                    .all(|point| point.engine > 0.0 && point.model > 0.0)
            );
        }
    }
}

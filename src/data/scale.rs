//! One scale for all inputs, so that their units, °C or mg, give none of them more weight.

use super::DataSet;
use crate::model::Matrix;

/// Standardises each input: x becomes (x − mean) / deviation.
///
/// Learned on the training part and applied to both: a network judged by data it never saw must not
/// know their mean either.
#[derive(Debug, Clone, PartialEq)]
pub struct Scaler {
    /// D means.
    pub mean: Vec<f64>,
    /// D standard deviations, of the population (divided by N, not N − 1); 1 for a constant column,
    /// which then becomes 0.
    pub deviation: Vec<f64>,
    constant: Vec<String>,
}

impl Scaler {
    /// The scale on which every input of `set` has mean 0 and deviation 1.
    ///
    /// ```
    /// let mut set = nn28::data::clusters(0);
    /// set.x = vec![vec![1.0, 7.0], vec![3.0, 7.0]];
    /// let scaler = nn28::data::Scaler::learn(&set);
    /// assert_eq!((&scaler.mean[..], &scaler.deviation[..]), (&[2.0, 7.0][..], &[1.0, 1.0][..]));
    /// assert_eq!(scaler.apply(&set).x, [[-1.0, 0.0], [1.0, 0.0]]);
    /// assert_eq!(scaler.constant_columns(), ["x1"]);
    /// # Ok::<(), nn28::data::DataError>(())
    /// ```
    pub fn learn(set: &DataSet) -> Self {
        let columns = (0..set.inputs()).map(|i| mean_and_deviation(&set.x, i));
        let (mean, mut deviation): (Vec<f64>, Vec<f64>) = columns.unzip();
        let mut constant = Vec::new();
        for (deviation, name) in deviation.iter_mut().zip(&set.features) {
            if *deviation == 0.0 {
                *deviation = 1.0;
                constant.push(name.clone());
            }
        }
        Self {
            mean,
            deviation,
            constant,
        }
    }

    /// A scale that was learned before: D means and D deviations, none of them 0.
    #[cfg(feature = "terminal")]
    pub(super) fn known(mean: Vec<f64>, deviation: Vec<f64>) -> Self {
        Self {
            mean,
            deviation,
            constant: Vec::new(),
        }
    }

    /// `set` on this scale.
    pub fn apply(&self, set: &DataSet) -> DataSet {
        let x = set.x.iter().map(|x| self.scaled(x)).collect();
        DataSet { x, ..set.clone() }
    }

    /// The inputs that have the same value in all samples, and so say nothing about the class.
    pub fn constant_columns(&self) -> &[String] {
        &self.constant
    }

    /// D inputs on this scale.
    pub fn scaled(&self, x: &[f64]) -> Vec<f64> {
        let scale = self.mean.iter().zip(&self.deviation);
        x.iter()
            .zip(scale)
            // Halves are exact, and the difference of two of them cannot overflow.
            .map(|(x_i, (mean, deviation))| (x_i / 2.0 - mean / 2.0) / deviation * 2.0)
            .collect()
    }
}

/// The mean of column i and its standard deviation, exactly 0 where all entries are equal.
///
/// Computed from r = (x − x of the first sample) / (the largest such difference), which is in [−1, 1]:
/// the squares of large entries do not overflow, and rounding does not make a constant column vary.
fn mean_and_deviation(x: &Matrix, i: usize) -> (f64, f64) {
    let first = x.first().map_or(0.0, |row| row[i]);
    let half = |row: &Vec<f64>| row[i] / 2.0 - first / 2.0;
    let reach = x.iter().map(|row| half(row).abs()).fold(0.0, f64::max);
    if reach == 0.0 {
        return (first, 0.0);
    }
    let count = x.len() as f64;
    let r: Vec<f64> = x.iter().map(|row| half(row) / reach).collect();
    let mean = r.iter().sum::<f64>() / count;
    let variance = r.iter().map(|r_n| (r_n - mean).powi(2)).sum::<f64>() / count;
    (
        2.0 * (first / 2.0 + reach * mean),
        2.0 * (reach * variance.sqrt()),
    )
}

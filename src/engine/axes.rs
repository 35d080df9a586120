//! The plane that shows most of data with many inputs: through their mean, along the two directions in which they vary most,
//! which are the first two right singular vectors of the centred data.

use faer::Mat;

/// A plane through the space of the inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct PrincipalAxes {
    /// The D means.
    pub mean: Vec<f64>,
    /// The two directions, each D numbers of length 1.
    pub axes: [Vec<f64>; 2],
    /// The share of the whole variance along each of them.
    pub shares: [f64; 2],
}

impl PrincipalAxes {
    /// The axes of N samples of D inputs, N ≥ 1, D ≥ 2; none where the decomposition fails, as with numbers that are not finite.
    ///
    /// ```
    /// use nn28::engine::PrincipalAxes;
    /// let axes = PrincipalAxes::of(&[vec![1.0, 1.0, 5.0], vec![3.0, 3.0, 5.0]]).unwrap();
    /// let (u, v) = axes.project(&[3.0, 3.0, 5.0]);
    /// assert!((u - 2.0_f64.sqrt()).abs() < 1e-12 && v.abs() < 1e-12 && (axes.shares[0] - 1.0).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn of(x: &[Vec<f64>]) -> Option<Self> {
        let inputs = x.first()?.len();
        let mean: Vec<f64> = (0..inputs)
            .map(|i| x.iter().map(|row| row[i]).sum::<f64>() / x.len() as f64)
            .collect();
        // With fewer samples than axes there are rows of zeros instead.
        let centred = Mat::from_fn(x.len().max(2), inputs, |n, i| {
            x.get(n).map_or(0.0, |row| row[i] - mean[i])
        });
        let parts = centred.thin_svd().ok()?;
        let strengths = parts.S().column_vector();
        let all: f64 = strengths.iter().map(|s| s * s).sum();
        let axis = |number: usize| {
            let column: Vec<f64> = parts.V().col(number).iter().copied().collect();
            upright(column)
        };
        let share = |number: usize| {
            if all > 0.0 {
                strengths[number] * strengths[number] / all
            } else {
                0.0
            }
        };
        Some(Self {
            axes: [axis(0), axis(1)],
            shares: [share(0), share(1)],
            mean,
        })
    }

    /// Where a sample of D inputs lies on the plane.
    #[must_use]
    pub fn project(&self, x: &[f64]) -> (f64, f64) {
        let along = |axis: &[f64]| {
            x.iter()
                .zip(&self.mean)
                .zip(axis)
                .map(|((x, mean), axis)| (x - mean) * axis)
                .sum()
        };
        (along(&self.axes[0]), along(&self.axes[1]))
    }

    /// The D inputs of a point of the plane.
    #[must_use]
    pub fn lift(&self, (u, v): (f64, f64)) -> Vec<f64> {
        let [first, second] = &self.axes;
        self.mean
            .iter()
            .zip(first.iter().zip(second))
            .map(|(mean, (first, second))| mean + u * first + v * second)
            .collect()
    }
}

/// A direction has no sign of its own: its largest entry is made positive, so that pictures do not flip.
fn upright(axis: Vec<f64>) -> Vec<f64> {
    let largest = axis.iter().copied().fold(0.0_f64, |most, entry| {
        if entry.abs() > most.abs() + 1e-9 {
            entry
        } else {
            most
        }
    });
    if largest < 0.0 {
        axis.into_iter().map(|entry| -entry).collect()
    } else {
        axis
    }
}

//! The weights that a training starts from.

use rand::RngExt;

use super::generate::{Stream, generator};
use crate::model::{Matrix, Network};

/// The distribution of the first weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Init {
    /// All 1, as in the source. The hidden units then stay equal.
    Ones,
    /// Evenly from −½ to ½.
    Uniform,
    /// Evenly from −r to r, where r² is 6 over the number of the layer's inputs and outputs, so
    /// that sums keep their size from layer to layer (Glorot and Bengio, 2010).
    Xavier,
}

impl Init {
    /// First weights for D inputs, M hidden units and K classes. `seed` matters if they are drawn.
    ///
    /// ```
    /// use nn28::data::Init;
    /// let network = Init::Uniform.network(2, 3, 4, 1);
    /// assert_eq!((network.inputs(), network.hidden(), network.classes()), (2, 3, 4));
    /// assert_eq!(network, Init::Uniform.network(2, 3, 4, 1));
    /// assert!(network.w.iter().flatten().all(|w| w.abs() <= 0.5));
    /// ```
    #[must_use]
    pub fn network(self, inputs: usize, hidden: usize, classes: usize, seed: u64) -> Network {
        let mut generator = generator(seed, Stream::Weights);
        let mut matrix = |rows: usize, columns: usize| -> Matrix {
            let reach = match self {
                Self::Ones => 0.0,
                Self::Uniform => 0.5,
                Self::Xavier => (6.0 / (rows + columns) as f64).sqrt(),
            };
            let mut entry = || match self {
                Self::Ones => 1.0,
                Self::Uniform | Self::Xavier => reach * (2.0 * generator.random::<f64>() - 1.0),
            };
            (0..rows)
                .map(|_| (0..columns).map(|_| entry()).collect())
                .collect()
        };
        Network {
            w: matrix(hidden, inputs + 1),
            v: matrix(classes, hidden + 1),
        }
    }
}

choices!(Init, "init", Ones "ones", Uniform "uniform", Xavier "xavier");

#[cfg(test)]
mod tests {
    use super::*;

    /// The smallest, the largest and the mean entry.
    fn spread(matrix: &Matrix) -> [f64; 3] {
        let entries = || matrix.iter().flatten().copied();
        let count = entries().count() as f64;
        [
            entries().fold(f64::INFINITY, f64::min),
            entries().fold(f64::NEG_INFINITY, f64::max),
            entries().sum::<f64>() / count,
        ]
    }

    #[test]
    fn every_layer_has_a_column_for_each_input_and_one_for_the_bias() {
        for init in Init::ALL {
            let network = init.network(7, 5, 3, 1);
            assert_eq!((network.w.len(), network.v.len()), (5, 3));
            assert!(network.w.iter().all(|row| row.len() == 8));
            assert!(network.v.iter().all(|row| row.len() == 6));
        }
    }

    #[test]
    fn weights_fill_their_range_evenly_and_never_leave_it() {
        // D = 29, M = 40, K = 20: with the bias 30 numbers go into 40 units, and 41 into 20.
        let xavier = |ins: f64, outs: f64| (6.0 / (ins + outs)).sqrt();
        for (init, reach_of_w, reach_of_v) in [
            (Init::Uniform, 0.5, 0.5),
            (Init::Xavier, xavier(30.0, 40.0), xavier(41.0, 20.0)),
        ] {
            for seed in 0..5 {
                let network = init.network(29, 40, 20, seed);
                for (matrix, reach) in [(&network.w, reach_of_w), (&network.v, reach_of_v)] {
                    let [least, most, mean] = spread(matrix);
                    assert!(-reach <= least && least < -0.97 * reach, "{init}: {least}");
                    assert!(0.97 * reach < most && most <= reach, "{init}: {most}");
                    assert!(mean.abs() < 0.1 * reach, "{init}: {mean}");
                }
            }
        }
        let ones = Init::Ones.network(29, 40, 20, 1);
        assert!(
            ones.w
                .iter()
                .chain(&ones.v)
                .flatten()
                .all(|w| w.to_bits() == 1.0_f64.to_bits())
        );
    }
}

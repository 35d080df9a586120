//! The weights that a training starts from.

use rand::RngExt;

use super::generate::{Stream, generator};
use crate::model::{Matrix, Network};

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
    pub fn network(self, inputs: usize, hidden: usize, classes: usize, seed: u64) -> Network {
        let mut generator = generator(seed, Stream::Weights);
        let mut matrix = |rows: usize, columns: usize| -> Matrix {
            let mut entry = |reach: f64| reach * (2.0 * generator.random::<f64>() - 1.0);
            let mut entry = || match self {
                Self::Ones => 1.0,
                Self::Uniform => entry(0.5),
                Self::Xavier => entry((6.0 / (rows + columns) as f64).sqrt()),
            };
            let mut row = |_| (0..columns).map(|_| entry()).collect();
            (0..rows).map(&mut row).collect()
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
                    let entries = matrix.concat();
                    let least = entries.iter().copied().fold(f64::INFINITY, f64::min);
                    let most = entries.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                    let mean = entries.iter().sum::<f64>() / entries.len() as f64;
                    assert!(-reach <= least && least < -0.97 * reach, "{init}: {least}");
                    assert!(0.97 * reach < most && most <= reach, "{init}: {most}");
                    assert!(mean.abs() < 0.1 * reach, "{init}: {mean}");
                }
            }
        }
        let Network { w, v } = Init::Ones.network(29, 40, 20, 1);
        assert_eq!((w, v), (vec![vec![1.0; 30]; 40], vec![vec![1.0; 41]; 20]));
    }
}

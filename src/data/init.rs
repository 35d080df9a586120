//! The weights that a training starts from.

use std::str::FromStr;

use rand::RngExt;

use super::generate::{Stream, generator};
use crate::model::{Matrix, Network};

/// How the first weights are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Init {
    /// All 1, as the source has them. The hidden units stay equal for ever.
    Ones,
    /// Evenly from −½ to ½.
    Uniform,
    /// Evenly from −r to r, where r² is 6 over the number of the layer's inputs and outputs, so that sums keep their size from
    /// layer to layer (Glorot and Bengio, 2010).
    Xavier,
}

impl Init {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Ones, Self::Uniform, Self::Xavier];

    /// First weights for D inputs, M hidden units and K classes. `seed` matters where they are drawn.
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

impl std::fmt::Display for Init {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Ones => "ones",
            Self::Uniform => "uniform",
            Self::Xavier => "xavier",
        })
    }
}

impl FromStr for Init {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let known = Self::ALL
            .into_iter()
            .find(|known| known.to_string() == word);
        known.ok_or_else(|| format!("there is no {word:?}: expected ones, uniform or xavier"))
    }
}

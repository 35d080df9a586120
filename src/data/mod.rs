//! What the networks learn from: sets drawn from a seed, sets that the program carries within it, and a reader's own CSV.
//!
//! | file | what it does |
//! |---|---|
//! | [`clusters`], [`body`], [`xor`], [`spiral`] in `generate` | sets drawn from a seed |
//! | [`iris`], [`wine`], [`digits`] in `embedded` | measured sets, with their sources |
//! | [`parse_csv`] in `csv_file` | a table from a file |
//! | [`split`](split()) in `split` | which samples train, which test |
//! | [`Scaler`] in `scale` | inputs of mean 0 and deviation 1 |
//! | [`Init`] in `init` | the weights that a training starts from |
//! | [`parse_network`] in `network_file` | weights from and to a file |
//! | [`MAX_BYTES`], [`MAX_ROWS`], … in `limits` | how much is read |
//! | [`DataError`] in `error` | what can go wrong, and what to try |
//!
//! Nothing here prints. A set is a table without the bias; [`DataSet::samples`] adds it for the equations.

mod csv_file;
mod embedded;
mod error;
mod file;
mod generate;
mod init;
mod limits;
mod network_file;
mod scale;
mod split;

use std::path::Path;

pub use csv_file::parse_csv;
pub use embedded::{digits, iris, wine};
pub use error::{CsvFault, DataError, Encoding, NetworkFault, escaped};
pub use generate::{body, clusters, spiral, xor};
pub use init::Init;
pub use limits::{
    LONGEST_NAME, MAX_BYTES, MAX_CLASSES, MAX_COLUMNS, MAX_ENTRIES, MAX_ROWS, MAX_WEIGHTS,
};
#[cfg(feature = "terminal")]
pub use network_file::write_network;
pub use network_file::{parse_network, read_network};
pub use scale::Scaler;
pub use split::{Split, split};

use crate::model::{Matrix, Sample};

/// The names that [`load`] knows.
pub const NAMES: [&str; 7] = [
    "clusters", "body", "iris", "wine", "digits", "xor", "spiral",
];

/// N samples of D inputs, each of one of K classes.
#[derive(Debug, Clone, PartialEq)]
pub struct DataSet {
    /// One of [`NAMES`], or the path of the CSV.
    pub name: String,
    /// D names, with units where there are any.
    pub features: Vec<String>,
    /// K names.
    pub classes: Vec<String>,
    /// N × D: `x[n][i]` is input i of sample n. Without the bias.
    pub x: Matrix,
    /// N numbers of classes, each in 0..K.
    pub class: Vec<usize>,
    /// One line: whose data these are, or how they came to be.
    pub source: String,
}

impl DataSet {
    /// The samples as the equations take them: D inputs and the bias 1; K targets, 1 for the class and 0 for the others.
    ///
    /// ```
    /// let set = nn28::data::parse_csv(b"x0,class\n5,a\n7,b\n", "two.csv")?;
    /// let samples = set.samples();
    /// assert_eq!((&samples[1].x[..], &samples[1].t[..]), (&[7.0, 1.0][..], &[0.0, 1.0][..]));
    /// # Ok::<(), nn28::data::DataError>(())
    /// ```
    #[must_use]
    pub fn samples(&self) -> Vec<Sample> {
        let with_bias = |x: &Vec<f64>| x.iter().copied().chain([1.0]).collect();
        self.x
            .iter()
            .zip(&self.class)
            .map(|(x, class)| Sample {
                x: with_bias(x),
                t: one_hot(*class, self.class_count()),
            })
            .collect()
    }

    /// N, the number of samples.
    #[must_use]
    pub fn len(&self) -> usize {
        self.x.len()
    }

    /// Whether there is no sample, as in the test part where everything trains.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.x.is_empty()
    }

    /// D, the number of inputs, the bias not counted.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.features.len()
    }

    /// K, the number of classes.
    #[must_use]
    pub fn class_count(&self) -> usize {
        self.classes.len()
    }

    /// The samples of these numbers, in this order.
    fn select(&self, numbers: &[usize]) -> Self {
        Self {
            name: self.name.clone(),
            features: self.features.clone(),
            classes: self.classes.clone(),
            x: numbers.iter().map(|n| self.x[*n].clone()).collect(),
            class: numbers.iter().map(|n| self.class[*n]).collect(),
            source: self.source.clone(),
        }
    }
}

fn one_hot(class: usize, class_count: usize) -> Vec<f64> {
    (0..class_count)
        .map(|k| if k == class { 1.0 } else { 0.0 })
        .collect()
}

/// The data set of this name, or the CSV at this path.
///
/// A name goes before a file of the same name, which `./iris` still reaches. `seed` matters to the sets that are drawn.
///
/// ```
/// use nn28::data::load;
/// assert_eq!(load("wine", 0)?.inputs(), 13);
/// assert!(load("whine", 0).unwrap_err().to_string().contains("The data sets are clusters, body, iris"));
/// # Ok::<(), nn28::data::DataError>(())
/// ```
///
/// # Errors
///
/// Where `name_or_path` is neither, or the file cannot be read as [`parse_csv`] describes.
pub fn load(name_or_path: &str, seed: u64) -> Result<DataSet, DataError> {
    match name_or_path {
        "clusters" => Ok(clusters(seed)),
        "body" => Ok(body(seed)),
        "iris" => iris(),
        "wine" => wine(),
        "digits" => digits(),
        "xor" => Ok(xor(seed)),
        "spiral" => Ok(spiral(seed)),
        // A page has no files, and what reads them would make the program in it larger.
        word if cfg!(target_arch = "wasm32") => Err(DataError::Unknown {
            word: word.to_string(),
        }),
        path => load_csv(path),
    }
}

fn load_csv(path: &str) -> Result<DataSet, DataError> {
    let bytes = file::read(Path::new(path)).map_err(|fault| match fault {
        DataError::Missing { file } => DataError::Unknown { word: file },
        other => other,
    })?;
    parse_csv(&bytes, path)
}

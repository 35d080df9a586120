//! Training data: sets drawn from a seed, sets inside the program, and a reader's own CSV.
//!
//! | file | what it does |
//! |---|---|
//! | [`About`] in `about` | what is said about a table |
//! | `columns` | the columns that the inputs come from, all or some of them |
//! | `generate` | clusters, body, xor and spiral, drawn from a seed |
//! | `embedded` | iris, wine and digits, measured, with their sources |
//! | [`parse_table`] in `table` | a table from a file, read as [`Reading`] says and as is found out |
//! | [`write_table`] in `table_file` | what a run used, divided and scaled |
//! | [`split`](split()) in `split` | which samples train, which test |
//! | [`Scaler`] in `scale` | inputs of mean 0 and deviation 1 |
//! | [`Init`] in `init` | the weights that a training starts from |
//! | [`parse_network`] in `network_file` | weights from and to a file |
//! | [`DataReport`] in `report` | what is known of the data, in JSON and in the file of a network |
//! | [`DataError`] in `error` | what can go wrong, and what to try |
//!
//! Nothing here prints. A set is a table without the bias; [`DataSet::samples`] adds it for the
//! equations.

mod about;
mod columns;
mod embedded;
mod error;
mod file;
mod generate;
mod init;
#[cfg(feature = "terminal")]
mod known;
mod network_file;
#[cfg(feature = "terminal")]
mod onnx;
mod quote;
mod reading;
#[cfg(feature = "terminal")]
mod report;
#[cfg(feature = "terminal")]
mod safetensors;
mod scale;
mod split;
#[cfg(feature = "terminal")]
mod table;
#[cfg(feature = "terminal")]
mod table_file;

pub use about::About;
use embedded::{digits, iris, wine};
pub use error::{DataError, escaped, grouped};
#[cfg(feature = "terminal")]
pub use file::{is_output, try_write};
pub use generate::{Draw, body, clusters};
use generate::{noisy, spiral, xor};
pub use init::Init;
#[cfg(feature = "terminal")]
pub use network_file::{SavedNetwork, write_network};
pub use network_file::{parse_network, read_network};
pub use quote::{quoted, spelt_in_ascii};
#[cfg(feature = "terminal")]
use reading::is_missing;
pub use reading::{Advice, Decimal, Missing, Names, Reading, Separator};
#[cfg(feature = "terminal")]
pub use report::{ClassReport, DataReport, ScaleReport};
pub use scale::Scaler;
#[cfg(feature = "terminal")]
pub use split::which_train;
pub use split::{Split, split};
#[cfg(feature = "terminal")]
pub use table::{NewRows, parse_new_rows, parse_table, parse_table_as};
#[cfg(feature = "terminal")]
pub use table_file::write_table;

use crate::model::{Matrix, Sample};

/// Limit of the bytes of a file: 60,000 handwritten digits of 28 × 28 pixels take 110 million.
pub const MAX_BYTES: usize = 256_000_000;
/// Limit of the rows of a table, the header not counted.
pub const MAX_ROWS: usize = 1_000_000;
/// Limit of the columns of a table, the class's among them: as many as a spreadsheet has.
pub const MAX_COLUMNS: usize = 16_384;
/// Limit of the classes of a table. Where there are more, the last column is rarely a class.
pub const MAX_CLASSES: usize = 1_000;
/// Limit of the numbers of N samples with D inputs, the bias and K targets each. A dashboard keeps
/// about five copies, 2 GB.
pub const MAX_ENTRIES: usize = 50_000_000;
/// Limit of the weights of a network. Written with all their digits they fit into a file of
/// [`MAX_BYTES`].
pub const MAX_WEIGHTS: usize = 10_000_000;
/// Limit of the characters in the name of a column or a class.
pub const LONGEST_NAME: usize = 1_000;

/// The names that [`load`] knows.
pub const NAMES: [&str; 7] = [
    "clusters", "body", "iris", "wine", "digits", "xor", "spiral",
];

/// True for the names of the sets that are drawn from a seed.
pub fn is_drawn(name: &str) -> bool {
    ["clusters", "body", "xor", "spiral"].contains(&name)
}

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
    /// N indices of classes, each in 0..K.
    pub class: Vec<usize>,
    /// One line: the authors of the data, or how they were drawn.
    pub source: String,
    pub about: About,
}

impl DataSet {
    /// The samples as the equations take them: D inputs and the bias 1; K targets, 1 for the class
    /// and 0 for the others.
    ///
    /// ```
    /// let set = nn28::data::clusters(0);
    /// let sample = &set.samples()[1];
    /// assert_eq!((sample.x[2], &sample.t[..]), (1.0, &[0.0, 1.0, 0.0][..]));
    /// ```
    pub fn samples(&self) -> Vec<Sample> {
        (0..self.len()).map(|n| self.sample(n)).collect()
    }

    /// The sample of an index.
    pub fn sample(&self, n: usize) -> Sample {
        Sample {
            x: self.x[n].iter().copied().chain([1.0]).collect(),
            t: one_hot(self.class[n], self.class_count()),
        }
    }

    /// N, the number of samples.
    pub fn len(&self) -> usize {
        self.x.len()
    }

    /// True for the test part if everything trains.
    pub fn is_empty(&self) -> bool {
        self.x.is_empty()
    }

    /// D, the number of inputs, the bias not counted.
    pub fn inputs(&self) -> usize {
        self.features.len()
    }

    /// K, the number of classes.
    pub fn class_count(&self) -> usize {
        self.classes.len()
    }

    /// The samples with these indices, in this order.
    fn select(&self, indices: &[usize]) -> Self {
        Self {
            name: self.name.clone(),
            features: self.features.clone(),
            classes: self.classes.clone(),
            x: indices.iter().map(|n| self.x[*n].clone()).collect(),
            class: indices.iter().map(|n| self.class[*n]).collect(),
            source: self.source.clone(),
            about: self.about.clone(),
        }
    }
}

/// K targets: 1 for the class, 0 for the others.
pub(crate) fn one_hot(class: usize, class_count: usize) -> Vec<f64> {
    (0..class_count)
        .map(|k| if k == class { 1.0 } else { 0.0 })
        .collect()
}

/// The set of this name that is drawn from a seed; none for others. A program that loads no others does not hold them.
pub fn drawn(name: &str, draw: impl Into<Draw>) -> Option<DataSet> {
    let draw = draw.into();
    let set = match name {
        "clusters" => clusters(draw.seed),
        "body" => body(draw.seed),
        "xor" => xor(draw.seed),
        "spiral" => spiral(draw.seed),
        _ => return None,
    };
    Some(noisy(set, draw))
}

/// The data set of this name, or the table at this path.
///
/// A name goes before a file of the same name, which `./iris` still reaches; `-` is standard input. `draw` matters to the
/// sets that are drawn: their seed, or a [`Draw`] with noise.
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
/// If `name_or_path` is neither, or the file cannot be read as [`parse_table`] describes.
pub fn load(name_or_path: &str, draw: impl Into<Draw>) -> Result<DataSet, DataError> {
    load_as(name_or_path, draw.into(), &Reading::default())
}

/// As [`load`], with a table that is read as `reading` says.
///
/// # Errors
///
/// As there.
pub fn load_as(
    name_or_path: &str,
    draw: impl Into<Draw>,
    reading: &Reading,
) -> Result<DataSet, DataError> {
    let draw = draw.into();
    if let Some(set) = drawn(name_or_path, draw) {
        return set.chosen(&reading.columns);
    }
    let set = match name_or_path {
        "iris" => iris()?,
        "wine" => wine()?,
        "digits" => digits()?,
        #[cfg(feature = "terminal")]
        path => return load_table(path, reading),
        // A page has no files, and what reads them would make the program in it larger.
        #[cfg(not(feature = "terminal"))]
        word => {
            let word = word.to_string();
            return Err(DataError::Unknown { word });
        }
    };
    set.chosen(&reading.columns)
}

/// As [`load_as`], with the inputs and the classes of a network: see [`parse_table_as`].
///
/// # Errors
///
/// As there, and if the data are not of a kind that the network knows.
#[cfg(feature = "terminal")]
pub fn load_known(
    name_or_path: &str,
    draw: impl Into<Draw>,
    reading: &Reading,
    known: &DataReport,
) -> Result<DataSet, DataError> {
    if NAMES.contains(&name_or_path) {
        return load_as(name_or_path, draw, reading)?.known_as(known);
    }
    let (bytes, name) = read_table(name_or_path)?;
    let set = parse_table_as(&bytes, &name, reading, known)?;
    Ok(with_name(set, name_or_path))
}

/// Reads rows without a class from a file or from standard input: see [`parse_new_rows`]; or takes those of an embedded data set.
///
/// # Errors
///
/// As there, or if the file cannot be read.
#[cfg(feature = "terminal")]
pub fn read_new_rows(
    path: &str,
    seed: u64,
    reading: &Reading,
    known: &DataReport,
) -> Result<NewRows, DataError> {
    if NAMES.contains(&path) {
        let set = load(path, seed)?;
        let part = set.only(&Names(known.inputs.clone()));
        return NewRows::of_set(&part.unwrap_or(set), known);
    }
    let (bytes, name) = read_table(path)?;
    parse_new_rows(&bytes, &name, reading, known)
}

#[cfg(feature = "terminal")]
fn load_table(path: &str, reading: &Reading) -> Result<DataSet, DataError> {
    let (bytes, name) = read_table(path)?;
    Ok(with_name(parse_table(&bytes, &name, reading)?, path))
}

/// The bytes of a table, and its name in messages.
#[cfg(feature = "terminal")]
fn read_table(path: &str) -> Result<(Vec<u8>, String), DataError> {
    if path == "-" {
        return Ok((file::read_input()?, "standard input".to_owned()));
    }
    match file::read(std::path::Path::new(path)) {
        Ok(bytes) => Ok((bytes, path.to_owned())),
        Err(DataError::Missing { file }) => Err(DataError::Unknown { word: file }),
        Err(fault) => Err(fault),
    }
}

/// Standard input keeps the name with which it is asked for.
#[cfg(feature = "terminal")]
fn with_name(mut set: DataSet, path: &str) -> DataSet {
    if path == "-" {
        path.clone_into(&mut set.name);
    }
    set
}

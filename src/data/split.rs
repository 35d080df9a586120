//! The division of a data set into samples that train and samples that test.

use rand::seq::SliceRandom;

use super::DataSet;
use super::error::DataError;
use super::generate::{Stream, generator};

#[derive(Debug, Clone, PartialEq)]
pub struct Split {
    /// The samples the network learns from. Never empty, unless the whole set was.
    pub train: DataSet,
    /// The samples it is judged by. Empty if everything trains.
    pub test: DataSet,
}

/// The first part of the data trains, the rest tests.
///
/// `fraction`: of N samples, `fraction` · N train, rounded, and at least one. `shuffle`: a seed for
/// the order in which they are taken; without one they are taken as they come. Both parts know all
/// classes, even one of which they have no sample.
///
/// ```
/// let set = nn28::data::clusters(1);
/// let parts = nn28::data::split(&set, 0.75, Some(1))?;
/// assert_eq!((parts.train.len(), parts.test.len()), (150, 50));
/// # Ok::<(), nn28::data::DataError>(())
/// ```
///
/// # Errors
///
/// If `fraction` is not greater than 0 and at most 1.
pub fn split(set: &DataSet, fraction: f64, shuffle: Option<u64>) -> Result<Split, DataError> {
    if !(fraction > 0.0 && fraction <= 1.0) {
        return Err(DataError::Fraction { fraction });
    }
    let mut order: Vec<usize> = (0..set.len()).collect();
    if let Some(seed) = shuffle {
        order.shuffle(&mut generator(seed, Stream::Order));
    }
    let share = (set.len() as f64 * fraction).round() as usize;
    let (train, test) = order.split_at(share.max(1).min(set.len()));
    Ok(Split {
        train: set.select(train),
        test: set.select(test),
    })
}

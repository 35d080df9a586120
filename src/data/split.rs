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
    let [train, test] = indices(set.len(), fraction, shuffle);
    Ok(Split {
        train: set.select(&train),
        test: set.select(&test),
    })
}

/// The indices of the samples that train, and of those that test, as [`split`] takes them.
fn indices(count: usize, fraction: f64, shuffle: Option<u64>) -> [Vec<usize>; 2] {
    let mut order: Vec<usize> = (0..count).collect();
    if let Some(seed) = shuffle {
        order.shuffle(&mut generator(seed, Stream::Order));
    }
    let share = (count as f64 * fraction).round() as usize;
    let test = order.split_off(share.max(1).min(count));
    [order, test]
}

/// True for each sample that trains, in the order of the data.
#[cfg(feature = "terminal")]
pub fn which_train(count: usize, fraction: f64, shuffle: Option<u64>) -> Vec<bool> {
    let mut trains = vec![false; count];
    for index in &indices(count, fraction, shuffle)[0] {
        trains[*index] = true;
    }
    trains
}

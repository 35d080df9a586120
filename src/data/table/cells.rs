//! The cells of a row, in as little memory as they take.

use std::ops::Index;

/// Cells one after the other, and where each ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cells {
    text: Box<str>,
    /// A file has fewer bytes than a `u32` counts.
    ends: Box<[u32]>,
}

impl Cells {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start = index
            .checked_sub(1)
            .map_or(0, |before| self.ends[before] as usize);
        self.text.get(start..end)
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &str> + Clone {
        (0..self.len()).map(|index| &self[index])
    }

    /// Drops the cells from `width` on.
    pub fn truncate(&mut self, width: usize) {
        if width < self.len() {
            *self = self.iter().take(width).collect();
        }
    }
}

impl Index<usize> for Cells {
    type Output = str;

    fn index(&self, index: usize) -> &str {
        self.get(index).unwrap_or_default()
    }
}

impl<'c> FromIterator<&'c str> for Cells {
    fn from_iter<I: IntoIterator<Item = &'c str>>(cells: I) -> Self {
        let (mut text, mut ends) = (String::new(), Vec::new());
        for cell in cells {
            text += cell;
            ends.push(text.len() as u32);
        }
        let (text, ends) = (text.into_boxed_str(), ends.into_boxed_slice());
        Self { text, ends }
    }
}

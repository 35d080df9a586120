//! All blocks of a pass. With several threads each takes a part of the samples, in order, and the parts are added in order:
//! the same number of threads gives the same bits, and another number the same numbers to rounding.

use std::ops::Range;

use super::block::{Block, ROWS};
use super::matrices::{Parameters, Samples, Shape};

/// Buffers for passes over samples with networks of one shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Engine {
    /// One a thread.
    blocks: Vec<Block>,
}

impl Engine {
    /// An engine for networks of this shape, on so many threads, at least 1.
    #[must_use]
    pub fn new(shape: Shape, threads: usize) -> Self {
        Self {
            blocks: vec![Block::new(shape); threads.max(1)],
        }
    }

    /// E, the mean cross-entropy (8) over all samples.
    pub fn error(&mut self, parameters: &Parameters, samples: &Samples) -> f64 {
        self.error_of(parameters, samples, 0..samples.len())
    }

    /// The mean cross-entropy over some of the samples.
    pub fn error_of(
        &mut self,
        parameters: &Parameters,
        samples: &Samples,
        rows: Range<usize>,
    ) -> f64 {
        let block = &mut self.blocks[0];
        let sum: f64 = pieces(rows.clone())
            .map(|piece| block.forward(parameters, samples, &piece))
            .sum();
        sum / rows.len() as f64
    }

    /// The outputs y of all samples, N × K, row after row.
    pub fn outputs(&mut self, parameters: &Parameters, samples: &Samples) -> Vec<f64> {
        let classes = parameters.shape.classes;
        let block = &mut self.blocks[0];
        let mut outputs = Vec::with_capacity(samples.len() * classes);
        for piece in pieces(0..samples.len()) {
            block.forward(parameters, samples, &piece);
            outputs.extend_from_slice(&block.e[..piece.len() * classes]);
        }
        outputs
    }

    /// The mean gradient (14) over some of the samples, by backpropagation, and their mean error before any update.
    pub fn gradient(
        &mut self,
        parameters: &Parameters,
        samples: &Samples,
        rows: Range<usize>,
    ) -> (f64, &Parameters) {
        let count = rows.len() as f64;
        let parts = parts(rows, self.blocks.len());
        let error = match &parts[..] {
            [part] => slopes(&mut self.blocks[0], parameters, samples, part),
            parts => std::thread::scope(|scope| {
                let workers: Vec<_> = self
                    .blocks
                    .iter_mut()
                    .zip(parts)
                    .map(|(block, part)| {
                        scope.spawn(move || slopes(block, parameters, samples, part))
                    })
                    .collect();
                workers
                    .into_iter()
                    .map(|worker| worker.join().unwrap_or(f64::NAN))
                    .sum()
            }),
        };
        let (first, others) = self.blocks.split_at_mut(1);
        let sum = &mut first[0].gradient.values;
        for other in others.iter().take(parts.len() - 1) {
            for (entry, more) in sum.iter_mut().zip(&other.gradient.values) {
                *entry += more;
            }
        }
        for entry in sum.iter_mut() {
            *entry /= count;
        }
        (error / count, &self.blocks[0].gradient)
    }
}

/// The sum of the slopes over a part of the samples, left in the block; gives the sum of the errors.
fn slopes(
    block: &mut Block,
    parameters: &Parameters,
    samples: &Samples,
    part: &Range<usize>,
) -> f64 {
    block.gradient.values.fill(0.0);
    let mut error = 0.0;
    for piece in pieces(part.clone()) {
        error += block.forward(parameters, samples, &piece);
        block.backward(parameters, samples, &piece);
    }
    error
}

/// Blocks one after the other.
fn pieces(rows: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let end = rows.end;
    rows.step_by(ROWS)
        .map(move |start| start..(start + ROWS).min(end))
}

/// As many parts as there are threads, but none without a sample.
fn parts(rows: Range<usize>, threads: usize) -> Vec<Range<usize>> {
    let count = threads.min(rows.len()).max(1);
    let border = |part: usize| rows.start + rows.len() * part / count;
    (0..count)
        .map(|part| border(part)..border(part + 1))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cover_all_rows_once_and_in_order() {
        assert_eq!(parts(3..10, 2), [3..6, 6..10]);
        assert_eq!(parts(0..1, 4), parts(0..1, 1));
        assert_eq!(
            pieces(0..300).collect::<Vec<_>>(),
            [0..128, 128..256, 256..300]
        );
    }
}

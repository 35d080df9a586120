//! The errors and accuracies of a training, within a bounded memory: of every stretch of steps the smallest and the largest values stay.

use super::Record;

/// The most stretches; above this two neighbours become one.
const MAX_STRETCHES: u64 = 256;
/// The records that stay of a stretch: the smallest and the largest of four numbers.
const EXTREMES: usize = 8;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Records {
    all: Vec<Record>,
    /// The steps of a stretch.
    stretch: u64,
    /// The index of the first record of the stretch that is being recorded.
    open: usize,
}

impl Records {
    pub fn new() -> Self {
        Self {
            all: Vec::new(),
            stretch: EXTREMES as u64,
            open: 0,
        }
    }

    pub fn all(&self) -> &[Record] {
        &self.all
    }

    pub fn forget_after(&mut self, step: u64) {
        let kept = self.all.partition_point(|record| record.step <= step);
        self.all.truncate(kept);
        self.open = self.beginning(kept);
    }

    /// Adds a record, in place of those of the same and of later steps.
    pub fn add(&mut self, record: Record) {
        if self.all.last().is_some_and(|last| last.step >= record.step) {
            let kept = self.all.partition_point(|other| other.step < record.step);
            self.all.truncate(kept);
            self.open = self.beginning(kept);
        }
        let first = self.all.get(self.open);
        let is_next = first.is_some_and(|first| self.number(first) != self.number(&record));
        if is_next || self.all.len() - self.open >= 2 * EXTREMES {
            thin(&mut self.all, self.open);
        }
        if is_next {
            self.open = self.all.len();
        }
        self.all.push(record);
        if record.step / self.stretch >= MAX_STRETCHES {
            self.join();
        }
    }

    fn number(&self, record: &Record) -> u64 {
        record.step / self.stretch
    }

    /// The index where the stretch of the last of some records begins.
    fn beginning(&self, count: usize) -> usize {
        let Some(last) = self.all[..count].last() else {
            return 0;
        };
        let of_last = self.number(last) * self.stretch;
        self.all.partition_point(|record| record.step < of_last)
    }

    /// Makes stretches so long that there are not too many of them.
    fn join(&mut self) {
        let last = self.all.last().map_or(0, |last| last.step);
        while last / self.stretch >= MAX_STRETCHES {
            self.stretch *= 2;
        }
        let all = std::mem::take(&mut self.all);
        let number = |record: &Record, stretch: u64| record.step / stretch;
        let steps = self.stretch;
        for stretch in all.chunk_by(|one, two| number(one, steps) == number(two, steps)) {
            self.open = self.all.len();
            self.all.extend(stretch);
            thin(&mut self.all, self.open);
        }
    }
}

/// Leaves those of the records from an index on that have the smallest or the largest of a number, the first of all, and the last.
fn thin(all: &mut Vec<Record>, from: usize) {
    let stretch = &all[from..];
    if stretch.len() <= EXTREMES {
        return;
    }
    let numbers: [fn(&Record) -> f64; 4] = [
        |record| record.train.0,
        |record| record.train.1,
        |record| record.test.map_or(0.0, |test| test.0),
        |record| record.test.map_or(0.0, |test| test.1),
    ];
    let mut kept = vec![false; stretch.len()];
    kept[0] = from == 0;
    if let Some(last) = kept.last_mut() {
        *last = true;
    }
    for number in numbers {
        let order =
            |one: &usize, two: &usize| number(&stretch[*one]).total_cmp(&number(&stretch[*two]));
        let indices = 0..stretch.len();
        let ends = [indices.clone().min_by(order), indices.max_by(order)];
        ends.into_iter()
            .flatten()
            .for_each(|index| kept[index] = true);
    }
    let mut kept = std::iter::repeat_n(true, from).chain(kept);
    all.retain(|_| kept.next().unwrap_or(true));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A training with peaks that are one step wide.
    fn record(step: u64) -> Record {
        let noise = (step.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as f64 / (1u64 << 24) as f64;
        let error = 1.0 / (1.0 + step as f64 / 1e5) + 0.01 * noise + f64::from(step % 999_983 == 7);
        let accuracy = 1.0 - error / 3.0;
        Record {
            step,
            train: (error, accuracy),
            test: Some((error + 0.1 * noise, accuracy)),
        }
    }

    #[test]
    fn ten_million_steps_are_a_true_curve_in_a_bounded_memory() {
        const STEPS: u64 = 10_000_000;
        let mut records = Records::new();
        let mut most = 0;
        for step in 0..STEPS {
            records.add(record(step));
            most = most.max(records.all().len());
        }
        assert!(most <= 2_400, "{most}");
        // The smallest and the largest errors of each stretch are the true ones.
        let stretch = records.stretch;
        let ends = |all: &mut dyn Iterator<Item = Record>| {
            let count = (STEPS - 1) / stretch + 1;
            let mut ends = vec![(f64::MAX, f64::MIN); count as usize];
            for Record { step, train, .. } in all {
                let end = &mut ends[(step / stretch) as usize];
                *end = (end.0.min(train.0), end.1.max(train.0));
            }
            ends
        };
        let found = ends(&mut records.all().iter().copied());
        assert_eq!(found, ends(&mut (0..STEPS).map(record)));
        assert!(records.all().iter().all(|one| *one == record(one.step)));
        assert!(records.all().is_sorted_by(|one, two| one.step < two.step));
        assert_eq!(records.all()[0].step, 0);
        assert_eq!(records.all().last().map(|last| last.step), Some(STEPS - 1));
        records.forget_after(5_000_000);
        records.add(record(5_000_001));
        assert!(records.all().is_sorted_by(|one, two| one.step < two.step));
    }

    #[test]
    fn steps_far_apart_stay_as_they_are() {
        let mut records = Records::new();
        let steps: Vec<u64> = (0..300).map(|n| n * 1_000).collect();
        for step in &steps {
            records.add(record(*step));
        }
        let found: Vec<u64> = records.all().iter().map(|one| one.step).collect();
        assert_eq!(found, steps);
    }
}

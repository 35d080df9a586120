//! From one sample that the network gets wrong to the next.

use super::{Change, DashboardState, Handled};
use crate::scene::number::percent;
use crate::stage::projection::{mistakes, part};

impl DashboardState {
    /// True if test samples are shown, or would be in the picture of the regions.
    fn is_at_test(&self) -> bool {
        self.shown.test && !self.experiment.test().is_empty()
    }

    /// The part whose samples are shown.
    fn part_name(&self) -> &'static str {
        if self.is_at_test() {
            "test"
        } else {
            "training"
        }
    }

    /// True if the network gets a sample of the part wrong that is shown.
    pub(super) fn has_mistakes(&self) -> bool {
        let (train, test) = &self.scores;
        let score = test.as_ref().filter(|_| self.is_at_test()).unwrap_or(train);
        score.right < score.count
    }

    /// Goes to the next wrong sample (1), or to the one before (−1); after the last comes the first.
    pub(super) fn go_to_mistake(&mut self, up: isize) -> Handled {
        let of_test = self.is_at_test();
        let (part, name) = (part(&self.experiment, of_test), self.part_name());
        let found = mistakes(&self.experiment.as_computed(), of_test);
        let (_, here) = self.shown.looked_at(&self.experiment);
        let next = if up > 0 {
            found.iter().position(|(n, _)| *n > here).unwrap_or(0)
        } else {
            let before = found.iter().rposition(|(n, _)| *n < here);
            before.unwrap_or(found.len().saturating_sub(1))
        };
        let Some(&(n, (taken, share))) = found.get(next) else {
            let count = part.len();
            self.say(format!(
                "No sample is wrong: all {count} {name} samples are answered correctly."
            ));
            return Handled::Done(Change::Look);
        };
        let [class, taken] = [part.class[n], taken].map(|class| &part.classes[class]);
        let (place, count, share) = (next + 1, found.len(), percent(share));
        self.say(format!(
            "Wrong {place} of {count}: {name} sample {n}, {class}, is taken for {taken} ({share})."
        ));
        if of_test {
            self.shown.sample = Some(n);
            return Handled::Done(Change::Look);
        }
        self.shown.sample = None;
        self.experiment.choose_sample(n);
        Handled::Done(Change::Sample)
    }
}

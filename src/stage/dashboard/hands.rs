//! The reader's functions in a dashboard: exchanged with ours and back, and changed while it runs.

use super::{Change, DashboardState, Handled};
use crate::scene::{Curve, Mark, Picture};
use crate::stage::departures;
use crate::stage::experiment::Departure;
use crate::stage::workbook::News;

impl DashboardState {
    /// Stops before a step in which a number of the reader's is not ours, and names the first.
    pub fn stop_before_departure(&mut self) {
        if let Some(departure) = self.experiment.departure() {
            return self.stop_before(&departure);
        }
        let check = self.screen.launch.nn28("check");
        self.screen.playing = false;
        self.say(format!(
            "Stopped: your functions gave no answer. {check} says more."
        ));
    }

    pub fn stop_before(&mut self, departure: &Departure) {
        self.screen.playing = false;
        let step = self.steps.saturating_add(1);
        let sentence = departure.sentence();
        self.say(format!("Stopped before step {step}. {sentence}"));
    }

    /// Ours work in place of the reader's functions, or his again.
    pub(super) fn exchange_hands(&mut self) -> Handled {
        if !self.experiment.exchange_hands() {
            let command = self.screen.launch.chapter(self.screen.chapter, "--mine");
            self.say(departures::absent(&command));
            return Handled::Done(Change::Look);
        }
        self.say(departures::exchanged(self.experiment.mine()));
        Handled::Done(Change::Weight)
    }

    /// Takes the reader's functions as they are now.
    pub(super) fn hear(&mut self, news: &News) -> Handled {
        let News::Hands(changed) = news else {
            return Handled::Done(Change::Look);
        };
        self.say(departures::changed(changed, self.experiment.hands()));
        self.changes.push((self.steps, changed.join(", ")));
        Handled::Done(Change::Weight)
    }

    /// Marks on a curve over the steps where the reader's functions have changed.
    pub(super) fn mark_changes(&self, picture: &mut Picture) {
        if let Picture::Curve(curve) = picture {
            let marks = self.changes.iter().filter_map(|change| mark(curve, change));
            let marks: Vec<Mark> = marks.collect();
            curve.marks.extend(marks);
        }
    }
}

fn mark(curve: &Curve, (step, changed): &(u64, String)) -> Option<Mark> {
    let step = *step as f64;
    let mut points = curve.series.last()?.points.iter().rev();
    let point = points.find(|point| point.0 <= step)?;
    Some(Mark::current(*point, format!("{changed} changed")))
}

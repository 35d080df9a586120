//! The list of the input columns, in which each is turned on or off.

use super::{Change, DashboardState, Handled, Knob, PresetRow};
use crate::data::{Missing, Names};
use crate::scene::Pane;
use crate::scene::number::compact;
use crate::stage::pictures::finite_range;

const LAST: &str = "One column stays: the network needs an input.";
const NO_COLUMN: &str = "The data have no such column.";
const ROWS_DEPEND: &str =
    "The rows that were left out depend on the columns: choose these with --columns at the start.";

impl DashboardState {
    /// True if the setting with the focus is the list of columns.
    pub(super) fn is_at_columns(&self) -> bool {
        self.screen.focus == Pane::Training && self.focused_knob() == Knob::Columns
    }

    pub(super) fn open_columns(&mut self) {
        let rows = self.column_rows();
        self.screen.open_columns(rows);
    }

    /// The number of columns that are on, and of all.
    pub(super) fn columns_on(&self) -> String {
        let [on, all] = [self.experiment.set(), self.experiment.whole()];
        let [on, all] = [on, all].map(|set| set.input_columns().len());
        format!("{on} of {all}")
    }

    /// The columns of the whole set, each with what is in it.
    fn column_rows(&self) -> Vec<PresetRow> {
        let whole = self.experiment.whole();
        let on = self.experiment.set().column_names().0;
        let mut first = 0;
        let row = |(name, width): (String, usize)| {
            let input = first;
            first += width;
            let numbers = finite_range(whole.x.iter().map(|x| x[input]));
            let does = match numbers {
                Some((from, to)) if width == 1 => format!("{} to {}", compact(from), compact(to)),
                _ => format!("{width} words"),
            };
            let is_on = on.contains(&name);
            PresetRow { name, does, is_on }
        };
        whole.input_columns().into_iter().map(row).collect()
    }

    /// Turns a column on or off. The run starts anew; the list stays open.
    pub(super) fn toggle_column(&mut self, column: usize) -> Handled {
        let whole = self.experiment.whole();
        let all = whole.column_names().0;
        let on = self.experiment.set().column_names().0;
        let Some(turned) = all.get(column) else {
            self.say(NO_COLUMN);
            return Handled::Done(Change::Look);
        };
        if on.contains(turned) && on.len() == 1 {
            self.say(LAST);
            return Handled::Done(Change::Look);
        }
        let is_dropping = self.experiment.setup.reading.missing == Missing::Drop;
        if is_dropping && whole.about.left_out > 0 {
            self.say(ROWS_DEPEND);
            return Handled::Done(Change::Look);
        }
        let is_kept = |name: &&String| on.contains(name) != (*name == turned);
        let names: Vec<String> = all.iter().filter(is_kept).cloned().collect();
        let columns = if names.len() == all.len() {
            whole.about.chosen.clone()
        } else {
            Names(names)
        };
        let handled = self.rebuild(None, |to| to.reading.columns = columns);
        let (inputs, rows) = (self.experiment.shape().inputs, self.column_rows());
        self.screen.renew_columns(rows);
        self.say(format!(
            "D = {inputs}: the run starts anew with these inputs. u takes it back."
        ));
        handled
    }
}

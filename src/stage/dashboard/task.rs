//! Computations that take longer than a key may: they advance slice by slice while their picture is in front.

use std::fmt::Debug;

use super::DashboardState;
use crate::scene::{Picture, Progress};
use crate::stage::experiment::Experiment;

pub(in crate::stage) trait Task: Debug {
    fn matches(&self, dashboard: &DashboardState) -> bool;

    fn is_complete(&self) -> bool;

    /// Continues for about `passes` forward passes.
    fn advance(&mut self, experiment: &mut Experiment, passes: usize);

    fn picture(&self, dashboard: &DashboardState) -> Picture;

    fn progress(&self) -> Option<Progress> {
        None
    }

    /// Stops or continues, where the reader can do that. Returns false where play is not about this task.
    fn toggle(&mut self) -> bool {
        false
    }

    fn is_running(&self) -> bool {
        !self.is_complete()
    }
}

/// The tasks that were begun, by the name of their picture.
#[derive(Debug, Default)]
pub(in crate::stage) struct Tasks(Vec<(&'static str, Box<dyn Task>)>);

/// Results can be computed again: a copy has none.
impl Clone for Tasks {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Tasks {
    pub fn forget(&mut self, view: &'static str) {
        self.0.retain(|(name, _)| *name != view);
    }

    pub fn put(&mut self, view: &'static str, task: Box<dyn Task>) {
        self.0.push((view, task));
    }
}

impl DashboardState {
    /// The index of the task of the picture in front.
    fn task_index(&self) -> Option<usize> {
        let view = self.screen.view_name();
        self.tasks.0.iter().position(|(name, _)| *name == view)
    }

    pub fn task(&self) -> Option<&dyn Task> {
        Some(self.tasks.0[self.task_index()?].1.as_ref())
    }

    pub fn advance_task(&mut self, passes: usize) {
        if let Some(index) = self.task_index() {
            self.tasks.0[index].1.advance(&mut self.experiment, passes);
        }
    }

    pub fn toggle_task(&mut self) -> bool {
        let index = self.task_index();
        index.is_some_and(|index| self.tasks.0[index].1.toggle())
    }

    /// The picture in front, of a task that is begun if there is none for the dashboard as it is.
    pub fn task_picture<T>(&mut self, begin: impl FnOnce(&mut Self) -> T) -> Picture
    where
        T: Task + 'static,
    {
        let view = self.screen.view_name();
        let old = self.task_index();
        let old = old.map(|index| self.tasks.0.swap_remove(index).1);
        let task = old.filter(|task| task.matches(self));
        let task = task.unwrap_or_else(|| Box::new(begin(self)));
        let picture = task.picture(self);
        self.tasks.put(view, task);
        picture
    }

    pub fn drop_old_tasks(&mut self) {
        let mut tasks = std::mem::take(&mut self.tasks);
        tasks.0.retain(|(_, task)| task.matches(self));
        self.tasks = tasks;
    }
}

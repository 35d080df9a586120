//! The parts that all four dashboards share: focus, equation, picture, play, and the page over the screen.

use super::knobs::cycle;
use super::page::{Page, Typing};
use super::question::Quiz;
use super::{Change, Handled, entries_of};
use crate::equation::{Chapter, Entry, Number};
use crate::exercise::broken::Hunt;
use crate::scene::{Pane, Target};
use crate::stage::{Action, Deed, Launch, Leap, Request};

/// Said before a long training is lost, and after an Escape.
const ASKED: &str =
    "The training is not saved: q again leaves, w saves the network, any other key stays.";

/// The fate of the network after leaving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::stage) enum Leaving {
    Loses,
    Keeps,
    /// It is kept, and leaving leads to where the reader came from.
    LeadsBack,
}

pub(in crate::stage) const AGAIN: &str = "Esc again leaves, as q does; any other key stays.";

#[derive(Debug, Clone, PartialEq)]
pub(in crate::stage) struct Screen {
    pub chapter: Chapter,
    pub launch: Launch,
    /// The number of classes: some equations need several.
    pub classes: usize,
    pub selected: usize,
    pub line: Option<usize>,
    pub focus: Pane,
    /// The names of the pictures, and the index of the one in front.
    pub views: &'static [&'static str],
    pub view: usize,
    /// The name of a picture that the data do not have.
    pub left_out: Option<&'static str>,
    pub playing: bool,
    /// True if the pane with the focus has the whole screen.
    pub is_zoomed: bool,
    pub(super) page: Option<Page>,
    /// The index of the line at the top of the page, or of the chosen one.
    pub(super) first: usize,
    pub(super) typing: Option<Typing>,
    pub notice: Option<String>,
    /// The reader's progress with the hidden fault.
    pub hunt: Hunt,
    pub(super) quiz: Quiz,
    /// The marks of the equations whose exercises the reader has.
    pub marks: Vec<(Number, char)>,
    /// Done just now, and not yet told to the program.
    pub deed: Option<Deed>,
    /// The index of the stop of the tour.
    pub(super) tour: Option<usize>,
    pub leaving: Leaving,
    /// True if leaving was asked for, and not yet confirmed.
    pub(super) has_asked: bool,
}

impl Screen {
    pub fn new(chapter: Chapter, classes: usize, views: &'static [&'static str]) -> Self {
        Self {
            chapter,
            launch: Launch::default(),
            classes,
            selected: 0,
            line: None,
            focus: Pane::Picture,
            views,
            view: 0,
            left_out: None,
            playing: false,
            is_zoomed: false,
            page: None,
            first: 0,
            typing: None,
            notice: None,
            hunt: Hunt::default(),
            quiz: Quiz::default(),
            marks: Vec::new(),
            deed: None,
            tour: None,
            leaving: Leaving::Loses,
            has_asked: false,
        }
    }

    /// The equations that have a meaning for the number of classes.
    pub fn entries(&self) -> Vec<&'static Entry> {
        entries_of(self.chapter)
            .filter(|entry| entry.classes <= self.classes)
            .collect()
    }

    pub fn entry(&self) -> &'static Entry {
        self.entries()[self.selected]
    }

    /// The mark of the equation in front.
    pub fn mark(&self) -> Option<char> {
        let number = self.entry().number;
        let mut marks = self.marks.iter();
        marks.find(|(of, _)| *of == number).map(|(_, mark)| *mark)
    }

    pub fn show(&mut self, number: Number) {
        let mut entries = self.entries().into_iter();
        if let Some(index) = entries.position(|entry| entry.number.answers_to(number)) {
            self.select(index);
        }
    }

    pub fn select(&mut self, index: usize) {
        self.selected = index.min(self.entries().len() - 1);
        self.line = None;
    }

    pub fn select_neighbour(&mut self, forward: bool) {
        let steps = if forward { 1 } else { -1 };
        self.select(self.selected.saturating_add_signed(steps));
    }

    pub fn leap(&mut self, leap: Leap) {
        self.select(leap.from(self.selected, self.entries().len()));
    }

    /// Reads the next line of the equation, or the one before. After the lines come the check and the misprint.
    pub fn read_line(&mut self, forth: bool) {
        let entry = self.entry();
        let last = entry.right.len() + usize::from(entry.printed.is_some());
        let before = self.line.map_or(last, |line| line.saturating_sub(1));
        let after = self.line.map_or(0, |line| (line + 1).min(last));
        self.line = Some(if forth { after } else { before });
    }

    /// The indices of the pictures that the data have.
    fn used_views(&self) -> Vec<usize> {
        let is_used = |view: &usize| Some(self.views[*view]) != self.left_out;
        (0..self.views.len()).filter(is_used).collect()
    }

    /// The place of the picture in front among those.
    fn place(&self, used: &[usize]) -> usize {
        used.iter().position(|view| *view == self.view).unwrap_or(0)
    }

    fn bring_to_front(&mut self, to: impl FnOnce(usize, usize) -> usize) {
        let used = self.used_views();
        let place = to(self.place(&used), used.len());
        self.view = used[place.min(used.len() - 1)];
        self.focus = Pane::Picture;
    }

    pub fn view_name(&self) -> &'static str {
        let used = self.used_views();
        self.views[used[self.place(&used)]]
    }

    pub fn scene_views(&self) -> (Vec<String>, usize) {
        let used = self.used_views();
        let place = self.place(&used);
        let name = |view: usize| self.views[view].to_owned();
        (used.into_iter().map(name).collect(), place)
    }

    /// True if leaving has to be confirmed by another key, and then it says so: where something would be lost, and after an Escape, which
    /// may be no more than the beginning of an arrow on a slow line.
    pub fn asks_before_leaving(&mut self, action: &Action, would_lose: bool) -> bool {
        let why = match action {
            Action::Close if self.tour.is_some() => return false,
            Action::Quit | Action::Close if would_lose && self.leaving == Leaving::Loses => ASKED,
            Action::Close if self.leaving != Leaving::LeadsBack => AGAIN,
            _ => return false,
        };
        self.has_asked = !self.has_asked;
        if self.has_asked {
            self.notice = Some(why.to_owned());
        }
        self.has_asked
    }

    /// The request of an action; if there is none, the one to remember what it did.
    pub fn or_remember(&mut self, request: Option<Request>) -> Option<Request> {
        let deed = self.deed.take();
        request.or_else(|| deed.map(Request::Remember))
    }

    pub fn act(&mut self, action: &Action) -> Handled {
        if !matches!(action, Action::Tick | Action::Slice | Action::Measured(..)) {
            self.notice = None;
            self.has_asked = false;
            self.forget_reason();
        }
        if *action == Action::Answered {
            self.tell_verdict();
        }
        match action {
            Action::Click(Target::Pane(panel)) | Action::Focus(panel) => self.focus = *panel,
            Action::Click(Target::Choice(index)) => self.select(*index),
            Action::Click(Target::View(index)) => self.bring_to_front(|_, _| *index),
            Action::NextPane => cycle(&mut self.focus, &Pane::ALL, 1),
            Action::PreviousPane => cycle(&mut self.focus, &Pane::ALL, -1),
            Action::Show(number) => self.show(*number),
            Action::NextEquation => self.select_neighbour(true),
            Action::PreviousEquation => self.select_neighbour(false),
            Action::NextView => self.bring_to_front(|place, count| (place + 1) % count),
            Action::Zoom => self.is_zoomed = !self.is_zoomed,
            Action::Tour => self.toggle_tour(),
            Action::Close if self.tour.is_some() => self.leave_tour(),
            Action::Help => self.open(Page::Help),
            Action::Command => self.open(Page::Command),
            Action::Notice(sentence) => self.notice = Some(sentence.clone()),
            Action::OpenPage => {
                return Handled::Asks(Request::OpenPage(self.entry().address()));
            }
            Action::Quit | Action::Close => return Handled::Asks(Request::Quit),
            _ => return Handled::No,
        }
        Handled::Done(Change::Look)
    }
}

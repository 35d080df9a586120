//! The parts that all four dashboards share: focus, equation, picture, play, and the page over the screen.

use super::knobs::cycle;
use super::{Change, Handled, Keys, entries_of};
use crate::equation::{Chapter, Entry, Number};
use crate::scene::{Overlay, Panel, Target};
use crate::stage::{Action, Direction, Launch, Request, keys};

/// The lines that ← and → scroll a page.
const LEAP: usize = 10;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Page {
    Help,
    Command,
    /// The page about the data, as it was when it was opened.
    Data(Overlay),
}

#[derive(Debug, Clone, PartialEq)]
pub(in crate::stage) struct Screen {
    pub chapter: Chapter,
    pub launch: Launch,
    /// The number of classes: some equations need several.
    pub classes: usize,
    pub selected: usize,
    pub line: Option<usize>,
    pub focus: Panel,
    /// The names of the pictures, and the index of the one in front.
    pub views: &'static [&'static str],
    pub view: usize,
    pub playing: bool,
    page: Option<Page>,
    /// The index of the line at the top of the page.
    first: usize,
    pub notice: Option<String>,
}

impl Screen {
    pub fn new(chapter: Chapter, classes: usize, views: &'static [&'static str]) -> Self {
        Self {
            chapter,
            launch: Launch::default(),
            classes,
            selected: 0,
            line: None,
            focus: Panel::Does,
            views,
            view: 0,
            playing: false,
            page: None,
            first: 0,
            notice: None,
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

    pub fn view_name(&self) -> &'static str {
        self.views[self.view]
    }

    pub fn scene_views(&self) -> (Vec<String>, usize) {
        let names = self.views.iter().map(ToString::to_string);
        (names.collect(), self.view)
    }

    pub fn act(&mut self, action: &Action) -> Handled {
        if !matches!(action, Action::Tick | Action::Slice | Action::Measured(..)) {
            self.notice = None;
        }
        match action {
            Action::Click(_) if self.page.is_some() => self.page = None,
            Action::Move(direction) if self.page.is_some() => self.scroll(*direction),
            Action::Click(Target::Panel(panel)) | Action::Focus(panel) => self.focus = *panel,
            Action::Click(Target::Choice(index)) => self.select(*index),
            Action::Click(Target::View(index)) => self.view = (*index).min(self.views.len() - 1),
            Action::NextPanel => cycle(&mut self.focus, &Panel::ALL, 1),
            Action::PreviousPanel => cycle(&mut self.focus, &Panel::ALL, -1),
            Action::NextEquation => self.select_neighbour(true),
            Action::PreviousEquation => self.select_neighbour(false),
            Action::NextView => self.view = (self.view + 1) % self.views.len(),
            Action::Help => self.toggle(Page::Help),
            Action::Command => self.toggle(Page::Command),
            Action::Close => self.page = None,
            Action::Notice(sentence) => self.notice = Some(sentence.clone()),
            Action::OpenPage => {
                return Handled::Asks(Request::OpenPage(self.entry().address()));
            }
            Action::Quit => return Handled::Asks(Request::Quit),
            _ => return Handled::No,
        }
        Handled::Done(Change::Look)
    }

    fn toggle(&mut self, page: Page) {
        self.page = Some(page).filter(|page| self.page.as_ref() != Some(page));
        self.first = 0;
    }

    /// Opens the page about the data; closes it if it is open.
    pub fn toggle_data(&mut self, page: impl FnOnce() -> Overlay) {
        let is_open = self.close_data();
        if !is_open {
            self.toggle(Page::Data(page()));
        }
    }

    /// Closes the page about the data. Returns false if it was not open.
    pub fn close_data(&mut self) -> bool {
        let is_open = matches!(self.page, Some(Page::Data(_)));
        if is_open {
            self.page = None;
        }
        is_open
    }

    fn scroll(&mut self, direction: Direction) {
        let last = match &self.page {
            Some(Page::Data(page)) => page.lines.len() - 1,
            Some(Page::Help) => keys::HELP.len(),
            Some(Page::Command) | None => 0,
        };
        let steps = match direction {
            Direction::Up | Direction::Down => 1,
            Direction::Left | Direction::Right => LEAP,
        };
        let next = match direction {
            Direction::Up | Direction::Left => self.first.saturating_sub(steps),
            Direction::Down | Direction::Right => self.first + steps,
        };
        self.first = next.min(last);
    }

    /// The page over the screen. `own` explains the chapter's keys, `unsaid` is what the command cannot repeat.
    pub fn overlay(&self, own: Keys, command: String, unsaid: Option<&str>) -> Option<Overlay> {
        let said = [Some(command), unsaid.map(str::to_owned)];
        let said = said.into_iter().flatten();
        let page = match self.page.as_ref()? {
            Page::Help => {
                // A neuron alone works on no data.
                let has_data = self.chapter != Chapter::Neuron;
                let shared = keys::HELP.iter();
                let shared = shared
                    .filter(|(key, _)| has_data || ![keys::DATA, keys::NETWORK].contains(key));
                keys::help(shared.chain(own))
            }
            Page::Command => Overlay::new(
                "the command that reproduces this screen",
                said.map(|line| (String::new(), line)).collect(),
            ),
            Page::Data(page) => page.clone(),
        };
        Some(Overlay {
            first: self.first.min(page.lines.len().saturating_sub(1)),
            ..page
        })
    }
}

//! The contents: every chapter, section and equation, with a preview of the selected one.

use super::card::card_of;
use super::dashboard::AGAIN;
use super::{Action, Direction, Launch, Request, keys};
use crate::equation::{self, Chapter, Context, Entry, Number, Section};
use crate::scene::{self, ContentsRow, Preview, Target};

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Contents {
    /// The first row of the preview that shows, if it is long.
    preview_row: u16,
    launch: Launch,
    selected: usize,
    help: bool,
    /// True if a long training would be lost by leaving, and if that was said.
    holds: bool,
    has_asked: bool,
    /// The line at the top of the help.
    first: usize,
    /// The chapter and the equation that were left last.
    place: Option<(Chapter, Number)>,
    /// The marks of the equations whose exercises the reader has, and his progress in a few words.
    marks: Vec<(Number, char)>,
    progress: String,
    notice: Option<String>,
}

struct Item {
    /// 0 for a chapter, 1 for a section, 2 for an equation.
    depth: u8,
    chapter: Chapter,
    title: &'static str,
    entries: Vec<&'static Entry>,
}

impl Item {
    fn number(&self) -> Option<Number> {
        self.entries.first().map(|entry| entry.number)
    }

    fn row(&self) -> ContentsRow {
        let number = self.number().filter(|_| self.depth == 2);
        ContentsRow {
            depth: self.depth,
            number: number.map_or(String::new(), |number| format!("({number})")),
            text: self.title.to_owned(),
            mark: None,
        }
    }

    fn address(&self) -> String {
        match self.entries.first().filter(|_| self.depth > 0) {
            Some(entry) => entry.address(),
            None => format!("{}.html", self.chapter.word()),
        }
    }

    fn preview(&self, launch: Launch) -> Preview {
        let case = Context::worked_example();
        let cards = self.entries.iter().map(|entry| card_of(entry, &case));
        let command = launch.chapter(self.chapter, "");
        Preview {
            title: self.title.to_owned(),
            cards: cards.collect(),
            dashboard: format!("Enter opens it: {command}"),
        }
    }
}

impl Contents {
    pub fn new() -> Self {
        Self::default()
    }

    /// The contents that name commands which start by `launch`.
    pub fn launched_by(launch: Launch) -> Self {
        Self {
            launch,
            ..Self::default()
        }
    }

    pub fn act(&mut self, action: &Action) -> Option<Request> {
        self.notice = None;
        if !matches!(action, Action::Quit | Action::Close) {
            self.has_asked = false;
        }
        if self.help && !matches!(action, Action::Notice(_)) {
            self.read_help(action);
            return None;
        }
        let item = &items()[self.selected];
        match action {
            Action::Move(Direction::Up) => self.go(self.selected.saturating_sub(1)),
            Action::Move(Direction::Down) => self.go(self.selected + 1),
            Action::Move(Direction::Right) | Action::NextPane => self.go_to(0, true),
            Action::Move(Direction::Left) | Action::PreviousPane => self.go_to(0, false),
            Action::Leap(leap) => self.go(leap.from(self.selected, items().len())),
            Action::More => self.preview_row = (self.preview_row + ROWS).min(LAST_ROW),
            Action::Less => self.preview_row = self.preview_row.saturating_sub(ROWS),
            Action::PreviousEquation => self.go_to(2, false),
            Action::NextEquation => self.go_to(2, true),
            Action::Restart => self.go(0),
            Action::Click(Target::Choice(row)) if *row != self.selected => self.go(*row),
            Action::Click(Target::Choice(_)) | Action::Enter => {
                return Some(Request::Enter(item.chapter, item.number()));
            }
            Action::Play => return Some(self.go_on()),
            Action::Help => (self.help, self.first) = (true, 0),
            Action::OpenPage => return Some(Request::OpenPage(item.address())),
            Action::Quit | Action::Close => return self.leave(action),
            Action::Notice(sentence) => self.notice = Some(sentence.clone()),
            _ => {}
        }
        None
    }

    /// Says that a long training would be lost by leaving.
    #[cfg(feature = "terminal")]
    pub fn hold(&mut self, holds: bool) {
        self.holds = holds;
    }

    /// Remembers where the reader comes from: a chapter, at an equation.
    #[cfg(feature = "terminal")]
    pub fn come_from(&mut self, chapter: Chapter, number: Number) {
        self.place = Some((chapter, number));
        let of_place = |item: &Item| item.depth == 2 && item.number() == Some(number);
        if let Some(row) = items().iter().position(of_place) {
            self.selected = row;
        }
    }

    /// Shows how far the reader has come with the exercises: a mark for each equation, and all of it in a few words.
    #[cfg(feature = "terminal")]
    pub fn set_progress(&mut self, marks: Vec<(Number, char)>, progress: String) {
        (self.marks, self.progress) = (marks, progress);
    }

    fn row(&self, item: &Item) -> ContentsRow {
        let number = item.number().filter(|_| item.depth == 2);
        let mark = number.and_then(|number| {
            let mut marks = self.marks.iter();
            marks.find(|(of, _)| *of == number).map(|(_, mark)| *mark)
        });
        ContentsRow { mark, ..item.row() }
    }

    /// Leads to where the reader was, or to the beginning.
    fn go_on(&self) -> Request {
        match self.place {
            Some((chapter, number)) => Request::Enter(chapter, Some(number)),
            None => Request::Enter(Chapter::Neuron, None),
        }
    }

    fn where_to_begin(&self) -> String {
        match self.place {
            Some((chapter, number)) => {
                format!(
                    "Space goes on where you were: {}, equation ({number}).",
                    chapter.title()
                )
            }
            None => BEGIN.to_owned(),
        }
    }

    fn leave(&mut self, action: &Action) -> Option<Request> {
        let why = if self.holds { LOSES } else { AGAIN };
        let asks = self.holds || *action == Action::Close;
        if !asks || self.has_asked {
            return Some(Request::Quit);
        }
        self.has_asked = true;
        self.notice = Some(why.to_owned());
        None
    }

    fn read_help(&mut self, action: &Action) {
        let count = HELP.len() + keys::HELP.len();
        match action {
            Action::Move(Direction::Up) => self.first = self.first.saturating_sub(1),
            Action::Move(Direction::Down) => self.first = (self.first + 1).min(count - 1),
            Action::Leap(leap) => self.first = leap.from(self.first, count),
            Action::Help | Action::Close | Action::Quit | Action::Click(_) => self.help = false,
            _ => {}
        }
    }

    fn go(&mut self, row: usize) {
        self.selected = row.min(items().len() - 1);
        self.preview_row = 0;
    }

    fn go_to(&mut self, depth: u8, forth: bool) {
        let items = items();
        let row = if forth {
            (self.selected + 1..items.len()).find(|row| items[*row].depth == depth)
        } else {
            (0..self.selected).rfind(|row| items[*row].depth == depth)
        };
        self.go(row.unwrap_or(self.selected));
    }

    pub fn scene(&self) -> scene::Contents {
        let items = items();
        let lines = HELP.iter().chain(keys::HELP);
        let line = |(key, does): &(&str, &str)| ((*key).to_owned(), (*does).to_owned());
        let help = || scene::Overlay {
            first: self.first,
            ..scene::Overlay::new("keys", lines.map(line).collect())
        };
        let progress =
            || Some(format!("exercises: {}", self.progress)).filter(|_| !self.progress.is_empty());
        scene::Contents {
            about: ABOUT.to_owned(),
            begin: self.where_to_begin(),
            rows: items.iter().map(|item| self.row(item)).collect(),
            selected: self.selected,
            preview: items[self.selected].preview(self.launch),
            preview_row: self.preview_row,
            keys: keys::hints(if self.place.is_some() { &BACK } else { &HINTS }),
            notice: self.notice.clone().or_else(progress),
            overlay: self.help.then(help),
        }
    }
}

/// The rows by which a long preview moves, and the farthest that it does.
const ROWS: u16 = 5;
const LAST_ROW: u16 = 40;

const LOSES: &str =
    "The training is not saved: q again leaves; Enter on its chapter leads back to it.";
const ABOUT: &str = "How a small network learns: every equation, live numbers.";
const BEGIN: &str = "Space begins with one neuron; ← → go through the chapters.";
const HINTS: [(&str, &str); 8] = hints("begin");
const BACK: [(&str, &str); 8] = hints("go on");

const fn hints(space: &'static str) -> [(&'static str, &'static str); 8] {
    [
        ("Space", space),
        ("Enter", "open"),
        ("↑↓", "select"),
        ("←→", "chapter"),
        ("[ ]", "equation"),
        ("o", "book"),
        ("?", "help"),
        ("q", "quit"),
    ]
}
/// Explained on the help page before the keys of the dashboards.
const HELP: [(&str, &str); 4] = [
    (
        "Space",
        "begin with the first chapter, or go on where you were",
    ),
    ("Enter", "open the chapter's dashboard, at the equation"),
    ("+ −", "the rest of a long preview, its beginning"),
    ("", "and in a dashboard:"),
];

fn items() -> Vec<Item> {
    let mut items = Vec::new();
    for chapter in Chapter::ALL {
        let mut add = |depth, title, entries| {
            items.push(Item {
                depth,
                chapter,
                title,
                entries,
            });
        };
        add(0, chapter.title(), equation::of_chapter(chapter).collect());
        for section in Section::all().filter(|section| section.chapter == chapter) {
            add(1, section.title, section.entries().collect());
            let entries = section.entries();
            entries.for_each(|entry| add(2, entry.title, vec![entry]));
        }
    }
    items
}

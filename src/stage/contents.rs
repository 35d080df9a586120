//! The contents: every chapter, section and equation, with a preview of the selected one.

use super::card::card_of;
use super::{Action, Direction, Launch, Request, keys};
use crate::equation::{self, Chapter, Context, Entry, Number, Section};
use crate::scene::{self, ContentsRow, Preview, Target};

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Contents {
    launch: Launch,
    selected: usize,
    help: bool,
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
            dashboard: format!("Enter opens the dashboard: {command}"),
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
        let item = &items()[self.selected];
        match action {
            Action::Move(Direction::Up) => self.go(self.selected.saturating_sub(1)),
            Action::Move(Direction::Down) => self.go(self.selected + 1),
            Action::Move(Direction::Right) | Action::NextPanel => self.go_to(0, true),
            Action::Move(Direction::Left) | Action::PreviousPanel => self.go_to(0, false),
            Action::PreviousEquation => self.go_to(2, false),
            Action::NextEquation => self.go_to(2, true),
            Action::Restart => self.go(0),
            Action::Click(_) if self.help => self.help = false,
            Action::Click(Target::Choice(row)) if *row != self.selected => self.go(*row),
            Action::Click(Target::Choice(_)) | Action::Enter => {
                return Some(Request::Enter(item.chapter, item.number()));
            }
            Action::Help => self.help = !self.help,
            Action::Close => self.help = false,
            Action::OpenPage => return Some(Request::OpenPage(item.address())),
            Action::Quit => return Some(Request::Quit),
            Action::Notice(sentence) => self.notice = Some(sentence.clone()),
            _ => {}
        }
        None
    }

    fn go(&mut self, row: usize) {
        self.selected = row.min(items().len() - 1);
    }

    fn go_to(&mut self, depth: u8, forth: bool) {
        let items = items();
        let row = if forth {
            (self.selected + 1..items.len()).find(|row| items[*row].depth == depth)
        } else {
            (0..self.selected).rfind(|row| items[*row].depth == depth)
        };
        self.selected = row.unwrap_or(self.selected);
    }

    pub fn scene(&self) -> scene::Contents {
        let items = items();
        let help = || keys::help(HELP.iter().chain(&keys::HELP));
        scene::Contents {
            rows: items.iter().map(Item::row).collect(),
            selected: self.selected,
            preview: items[self.selected].preview(self.launch),
            keys: keys::hints(&HINTS),
            notice: self.notice.clone(),
            overlay: self.help.then(help),
        }
    }
}

const HINTS: [(&str, &str); 7] = [
    ("↑↓", "select"),
    ("←→", "chapter"),
    ("[ ]", "equation"),
    ("Enter", "open"),
    ("o", "book"),
    ("?", "help"),
    ("q", "quit"),
];
/// Explained on the help page before the keys of the dashboards.
const HELP: [(&str, &str); 2] = [
    ("Enter", "open the chapter's dashboard, at the equation"),
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

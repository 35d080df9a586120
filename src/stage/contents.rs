//! The contents: every chapter, section and equation, with a preview of the selected one.

use super::card::card_of;
use super::{Action, Direction, Request, keys};
use crate::equation::{self, Chapter, Context, Entry, Section};
use crate::scene::{self, ContentsRow, KeyHint, Overlay, Preview, Target};

/// The state of the contents screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Contents {
    selected: usize,
    help: bool,
    notice: Option<String>,
}

/// What a row of the contents stands for.
#[derive(Debug, Clone, Copy)]
enum Item {
    Chapter(Chapter),
    Section(Section),
    Equation(&'static Entry),
}

impl Item {
    fn chapter(self) -> Chapter {
        match self {
            Self::Chapter(chapter) => chapter,
            Self::Section(section) => section.chapter,
            Self::Equation(entry) => entry.chapter(),
        }
    }

    /// The equation that the item leads to.
    fn entry(self) -> Option<&'static Entry> {
        match self {
            Self::Chapter(chapter) => equation::of_chapter(chapter).next(),
            Self::Section(section) => section.entries().next(),
            Self::Equation(entry) => Some(entry),
        }
    }
}

impl Default for Contents {
    fn default() -> Self {
        Self::new()
    }
}

impl Contents {
    /// The contents with the first chapter selected.
    #[must_use]
    pub fn new() -> Self {
        Self {
            selected: 0,
            help: false,
            notice: None,
        }
    }

    /// Take an action.
    pub fn act(&mut self, action: &Action) -> Option<Request> {
        self.notice = None;
        let item = items()[self.selected];
        match action {
            Action::Move(Direction::Up) => self.go(self.selected.saturating_sub(1)),
            Action::Move(Direction::Down) => self.go(self.selected + 1),
            Action::Move(Direction::Right) | Action::NextPanel => self.go_to_chapter(true),
            Action::Move(Direction::Left) | Action::PreviousPanel => self.go_to_chapter(false),
            Action::PreviousEquation => self.go_to_equation(false),
            Action::NextEquation => self.go_to_equation(true),
            Action::Restart => self.go(0),
            Action::Click(_) if self.help => self.help = false,
            Action::Click(Target::Choice(row)) if *row == self.selected => {
                return Some(Self::enter(item));
            }
            Action::Click(Target::Choice(row)) => self.go(*row),
            Action::Help => self.help = !self.help,
            Action::Close => self.help = false,
            Action::Enter => return Some(Self::enter(item)),
            Action::OpenPage => return Some(Request::OpenPage(page(item))),
            Action::Quit => return Some(Request::Quit),
            Action::Notice(sentence) => self.notice = Some(sentence.clone()),
            _ => {}
        }
        None
    }

    fn enter(item: Item) -> Request {
        let number = item.entry().map(|entry| entry.number);
        Request::Enter(item.chapter(), number)
    }

    fn go(&mut self, row: usize) {
        self.selected = row.min(items().len() - 1);
    }

    fn go_to_chapter(&mut self, forth: bool) {
        self.go_to(forth, |item| matches!(item, Item::Chapter(_)));
    }

    fn go_to_equation(&mut self, forth: bool) {
        self.go_to(forth, |item| matches!(item, Item::Equation(_)));
    }

    /// To the next or the last row before that is wanted; stays where there is none.
    fn go_to(&mut self, forth: bool, wanted: impl Fn(Item) -> bool) {
        let items = items();
        let row = if forth {
            (self.selected + 1..items.len()).find(|row| wanted(items[*row]))
        } else {
            (0..self.selected).rev().find(|row| wanted(items[*row]))
        };
        self.selected = row.unwrap_or(self.selected);
    }

    /// What there is to see now.
    #[must_use]
    pub fn scene(&self) -> scene::Contents {
        let items = items();
        scene::Contents {
            rows: items.iter().map(|item| row(*item)).collect(),
            selected: self.selected,
            preview: preview(items[self.selected]),
            keys: hints(),
            notice: self.notice.clone(),
            overlay: self.help.then(help),
        }
    }
}

fn items() -> Vec<Item> {
    let mut items = Vec::new();
    for chapter in Chapter::ALL {
        items.push(Item::Chapter(chapter));
        for section in Section::ALL
            .into_iter()
            .filter(|section| section.chapter == chapter)
        {
            items.push(Item::Section(section));
            items.extend(section.entries().map(Item::Equation));
        }
    }
    items
}

fn row(item: Item) -> ContentsRow {
    match item {
        Item::Chapter(_) => ContentsRow {
            depth: 0,
            number: String::new(),
            text: item.chapter().title().to_owned(),
        },
        Item::Section(section) => ContentsRow {
            depth: 1,
            number: String::new(),
            text: section.title.to_owned(),
        },
        Item::Equation(entry) => ContentsRow {
            depth: 2,
            number: format!("({})", entry.number),
            text: entry.title.to_owned(),
        },
    }
}

fn preview(item: Item) -> Preview {
    let case = Context::worked_example();
    let (title, entries): (&str, Vec<_>) = match item {
        Item::Chapter(chapter) => (chapter.title(), equation::of_chapter(chapter).collect()),
        Item::Section(section) => (section.title, section.entries().collect()),
        Item::Equation(entry) => (entry.title, vec![entry]),
    };
    let dashboard = format!(
        "Enter opens the dashboard: cargo run --release --bin {}",
        item.chapter().word()
    );
    let cards = entries
        .into_iter()
        .map(|entry| card_of(entry, &case))
        .collect();
    Preview {
        title: title.to_owned(),
        cards,
        dashboard,
    }
}

/// The book's page of an item.
fn page(item: Item) -> String {
    let word = item.chapter().word();
    match (item, item.entry()) {
        (Item::Section(_) | Item::Equation(_), Some(entry)) => entry.address(),
        _ => format!("{word}.html"),
    }
}

fn hints() -> Vec<KeyHint> {
    let hints = [
        ("↑↓", "select"),
        ("←→", "chapter"),
        ("[ ]", "equation"),
        ("Enter", "open"),
        ("o", "book"),
        ("?", "help"),
        ("q", "quit"),
    ];
    hints
        .map(|(key, does)| KeyHint {
            key: key.to_owned(),
            does: does.to_owned(),
        })
        .to_vec()
}

fn help() -> Overlay {
    let own = [
        ("Enter", "open the chapter's dashboard, at the equation"),
        ("", "and in a dashboard:"),
    ];
    let lines = own
        .iter()
        .chain(&keys::HELP)
        .map(|(key, does)| ((*key).to_owned(), (*does).to_owned()));
    Overlay {
        title: "keys".to_owned(),
        lines: lines.collect(),
    }
}

//! The screen on which a reader writes an exercise: the verdict on the last saved text, the hints, and the equation.
//!
//! It knows neither files nor compilers. It asks by [`Request::Workbook`] and hears [`Action::News`].

use super::card::card_of;
use super::keys::{self, Key};
use super::{Action, Leap, Request};
use crate::equation::{self, Context, Entry};
use crate::exercise::{self, Exercise};
use crate::scene::{self, Overlay, Said, Target, Tone};

/// A request of the screen to the system, about the exercise of this id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// Judge it now, and again whenever a file of the reader's changes.
    Watch(&'static str),
    /// Hint number `1..=3` was read; 4 is the solution.
    Hint(&'static str, usize),
    /// Open the editor where the function is.
    Edit(&'static str),
}

/// A verdict, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    pub id: &'static str,
    /// The mark of the exercise now, and how many are solved.
    pub mark: char,
    pub progress: String,
    pub place: String,
    pub said: Vec<Said>,
    /// The function as the reader has written it.
    pub code: String,
    /// The reason of a mistake that is known.
    pub cause: String,
    pub solution: String,
    pub cases: Vec<(String, Option<bool>)>,
    /// Equations it rests on, and whose functions those are.
    pub rests_on: String,
    pub is_right: bool,
}

/// News from the system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// A file has changed; its verdict will follow.
    Changed,
    Judged(Box<Judged>),
    /// The reader's functions at work in a dashboard have changed: the ids of their exercises.
    Hands(Vec<String>),
}

#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts")]
pub struct Workbook {
    exercise: &'static Exercise,
    judged: Option<Judged>,
    is_old: bool,
    /// The marks of all exercises.
    marks: Vec<char>,
    hints: usize,
    /// True if the solution was asked for, and not yet confirmed.
    asks: bool,
    shows_cause: bool,
    list: Option<usize>,
    help: bool,
    notice: Option<String>,
}

impl Workbook {
    /// The screen at an exercise; `marks` has one sign for each exercise.
    pub fn new(exercise: &'static Exercise, marks: Vec<char>) -> Self {
        Self {
            exercise,
            judged: None,
            is_old: false,
            marks,
            hints: 0,
            asks: false,
            shows_cause: false,
            list: None,
            help: false,
            notice: None,
        }
    }

    pub fn act(&mut self, action: Action) -> Option<Request> {
        match action {
            Action::News(news) => self.hear(*news),
            Action::Notice(sentence) => self.notice = Some(sentence),
            Action::Key(key) => return self.press(key),
            Action::Click(Target::Row(row)) => return self.go(row),
            _ => {}
        }
        None
    }

    fn press(&mut self, key: Key) -> Option<Request> {
        self.notice = None;
        if self.help {
            self.help = false;
            return None;
        }
        if let Some(chosen) = self.list {
            return self.choose(key, chosen);
        }
        let was_asked = std::mem::take(&mut self.asks);
        match key {
            Key::Char('h') => return self.hint(),
            Key::Char('y') if was_asked => return Some(self.show(4)),
            Key::Char('c') => self.show_cause(),
            Key::Char('n') => return self.go(self.next()),
            Key::Char(']') | Key::Right | Key::Down => return self.go(self.selected() + 1),
            Key::Char('[') | Key::Left | Key::Up => {
                return self.go(self.selected().saturating_sub(1));
            }
            Key::Home => return self.go(0),
            Key::End => return self.go(usize::MAX),
            Key::Char('l') => self.list = Some(self.selected()),
            Key::Char('e') | Key::Enter => return Some(Request::Workbook(Ask::Edit(self.id()))),
            Key::Char('d') => {
                let number = self.entry().map(|entry| entry.number);
                return Some(Request::Enter(self.exercise.chapter, number));
            }
            Key::Char('o') => return Some(Request::OpenPage(self.address())),
            Key::Char('?') => self.help = true,
            Key::Char('q') | Key::Escape => return Some(Request::Quit),
            _ => {}
        }
        None
    }

    /// The exercise that is on the screen, which is to be judged.
    pub fn watch(&self) -> Request {
        Request::Workbook(Ask::Watch(self.id()))
    }

    pub fn exercise(&self) -> &'static Exercise {
        self.exercise
    }

    fn id(&self) -> &'static str {
        self.exercise.id
    }

    /// The place of the exercise in the book.
    fn selected(&self) -> usize {
        let id = self.id();
        exercise::all().take_while(|one| one.id != id).count()
    }

    /// The equation of its first function that has one.
    fn entry(&self) -> Option<&'static Entry> {
        let mut numbers = self
            .exercise
            .blanks
            .iter()
            .filter_map(|blank| blank.equation);
        equation::find(numbers.next()?).into_iter().next()
    }

    fn address(&self) -> String {
        let page = || format!("{}.html", self.exercise.chapter.word());
        self.entry().map_or_else(page, Entry::address)
    }

    fn hear(&mut self, news: News) {
        match news {
            News::Changed => self.is_old = true,
            // This screen judges; dashboards hear of functions at work.
            News::Hands(_) => {}
            News::Judged(judged) => {
                // A verdict on an exercise that was left is late.
                if judged.id != self.id() {
                    return;
                }
                let place = self.selected();
                if let Some(mark) = self.marks.get_mut(place) {
                    *mark = judged.mark;
                }
                let is_same = self
                    .judged
                    .as_ref()
                    .is_some_and(|old| old.said == judged.said);
                self.shows_cause &= is_same;
                self.judged = Some(*judged);
                self.is_old = false;
            }
        }
    }

    fn go(&mut self, to: usize) -> Option<Request> {
        let exercise = exercise::all().take(to.saturating_add(1)).last()?;
        if exercise.id == self.id() {
            return None;
        }
        self.exercise = exercise;
        (self.judged, self.is_old) = (None, false);
        (self.hints, self.shows_cause) = (0, false);
        Some(self.watch())
    }

    /// The next exercise that is not solved; the next one if all are.
    fn next(&self) -> usize {
        let (here, count) = (self.selected(), self.marks.len());
        let mut after = (1..=count).map(|step| (here + step) % count);
        let is_open = |at: &usize| matches!(self.marks.get(*at), Some('·' | '○'));
        after.find(is_open).unwrap_or(here + 1)
    }

    fn hint(&mut self) -> Option<Request> {
        if self.hints < 3 {
            return Some(self.show(self.hints + 1));
        }
        if self.hints == 3 {
            self.asks = true;
            self.notice = Some("The next one is the solution. Show it? y".to_owned());
        }
        None
    }

    fn show(&mut self, level: usize) -> Request {
        self.hints = level;
        Request::Workbook(Ask::Hint(self.id(), level))
    }

    fn show_cause(&mut self) {
        let has_cause = self
            .judged
            .as_ref()
            .is_some_and(|judged| !judged.cause.is_empty());
        self.shows_cause = has_cause;
        if !has_cause {
            self.notice = Some("No known mistake was recognised here; h gives a hint.".to_owned());
        }
    }

    /// A key while the list of exercises is open.
    fn choose(&mut self, key: Key, chosen: usize) -> Option<Request> {
        let last = exercise::all().count().saturating_sub(1);
        let leap = |leap: Leap| Some(leap.from(chosen, last + 1));
        self.list = match key {
            Key::Up | Key::Char('k') => Some(chosen.saturating_sub(1)),
            Key::Down | Key::Char('j') => Some((chosen + 1).min(last)),
            Key::Home => leap(Leap::First),
            Key::End => leap(Leap::Last),
            Key::PageUp => leap(Leap::PageUp),
            Key::PageDown => leap(Leap::PageDown),
            Key::Enter => {
                self.list = None;
                return self.go(chosen);
            }
            Key::Escape | Key::Char('q' | 'l') => None,
            _ => Some(chosen),
        };
        None
    }

    pub fn scene(&self) -> scene::Workbook {
        let exercise = self.exercise;
        let card = self
            .entry()
            .map(|entry| card_of(entry, &Context::worked_example()));
        let judged = self.judged.as_ref();
        let text =
            |of: fn(&Judged) -> &String| judged.map_or(String::new(), |judged| of(judged).clone());
        scene::Workbook {
            title: "nn28 · exercises".to_owned(),
            exercise: format!(
                "{}  ({}) {}",
                exercise.chapter.title(),
                exercise.id,
                exercise.title
            ),
            progress: text(|judged| &judged.progress),
            place: text(|judged| &judged.place),
            said: self.said(),
            code: text(|judged| &judged.code),
            is_old: self.is_old,
            card,
            rests_on: text(|judged| &judged.rests_on),
            cases: judged.map_or(Vec::new(), |judged| judged.cases.clone()),
            keys: keys::hints(self.keys()),
            notice: self.notice.clone(),
            overlay: self.overlay(),
        }
    }

    /// The task, the verdict, its cause, and the hints so far.
    fn said(&self) -> Vec<Said> {
        let exercise = self.exercise;
        let mut said = vec![Said::new(Tone::Faint, exercise.asks)];
        let Some(judged) = &self.judged else {
            said.push(Said::new(Tone::Faint, "reading your files …"));
            return said;
        };
        said.extend(judged.said.iter().cloned());
        if self.shows_cause {
            said.push(Said::new(Tone::Plain, format!("Cause: {}", judged.cause)));
        }
        for (level, hint) in exercise.hints.iter().take(self.hints).enumerate() {
            said.push(Said::new(
                Tone::Plain,
                format!("Hint {}: {hint}", level + 1),
            ));
        }
        if self.hints > 3 {
            said.push(Said::new(Tone::Code, judged.solution.clone()));
        }
        said
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        match &self.judged {
            Some(judged) if judged.is_right => &AFTER,
            _ => &BEFORE,
        }
    }

    fn overlay(&self) -> Option<Overlay> {
        let line = |(key, does): &(&str, &str)| ((*key).to_owned(), (*does).to_owned());
        if self.help {
            return Some(Overlay::new("keys", HELP.iter().map(line).collect()));
        }
        let chosen = self.list?;
        let row = |(at, one): (usize, &Exercise)| {
            let mark = self.marks.get(at).copied().unwrap_or('·');
            (format!("{mark} {}", one.id), one.title.to_owned())
        };
        let rows = exercise::all().enumerate().map(row);
        let first = chosen.saturating_sub(5);
        Some(Overlay {
            first,
            selected: Some(chosen),
            ..Overlay::new("exercises", rows.collect())
        })
    }
}

const BEFORE: [(&str, &str); 9] = [
    ("h", "hint"),
    ("c", "cause"),
    ("e", "editor"),
    ("n", "next"),
    ("[ ]", "exercise"),
    ("l", "list"),
    ("d", "dashboard with yours"),
    ("?", "help"),
    ("q", "quit"),
];

const AFTER: [(&str, &str); 7] = [
    ("n", "next"),
    ("[ ]", "exercise"),
    ("l", "list"),
    ("d", "dashboard with yours"),
    ("o", "book"),
    ("?", "help"),
    ("q", "quit"),
];

const HELP: [(&str, &str); 9] = [
    (
        "h",
        "one more hint: a question, the factor, the line with a hole, the solution",
    ),
    ("c", "the cause, if the mistake is a known one"),
    (
        "e Enter",
        "open the file in your editor, at the function (VISUAL, EDITOR)",
    ),
    ("n", "the next exercise that is not solved"),
    ("[ ] ← →", "the exercise before, the next one"),
    (
        "l",
        "all exercises: · untouched, ○ shown, ◐ with hints, ● alone",
    ),
    ("d", "the chapter's dashboard at this equation"),
    ("o", "the book's page"),
    ("q Esc", "leave; everything is kept"),
];

//! What the reader has done so far: `progress.txt`, a line an event, to which lines are only ever added.
//!
//! The last line about a thing counts. Lines that nobody knows are left as they are, and two files one after the other are a file
//! again, so that work on two machines can be put together.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::folder::Folder;
use crate::exercise::{self, Blank, Exercise, pencil, progress_script, reply};
use crate::whole_file;

/// The first line of the file.
const HEAD: &str = "nn28 progress 1";

/// The state of an exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    Untouched,
    /// Its solution was shown.
    Shown,
    /// Solved after hints.
    WithHints,
    /// Solved alone.
    Alone,
}

impl Mark {
    pub const fn sign(self) -> char {
        match self {
            Self::Untouched => '·',
            Self::Shown => '○',
            Self::WithHints => '◐',
            Self::Alone => '●',
        }
    }

    pub const fn words(self) -> &'static str {
        match self {
            Self::Untouched => "not solved yet",
            Self::Shown => "solution shown",
            Self::WithHints => "solved with hints",
            Self::Alone => "solved alone",
        }
    }

    /// True if nothing is left to do.
    pub fn is_solved(self) -> bool {
        self >= Self::WithHints
    }
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A check found it not right.
    Tried(String),
    /// A hint was read: its level, 1 to 3.
    Hint(String, usize),
    Shown(String),
    /// A check found it right. The hash is that of its text.
    Solved(String, String),
    /// A number by hand or a formula: the id, what was typed, and whether it was right.
    Answer(String, String, bool),
    /// A question of a dashboard about the next step: the equation, the kind of question, and whether the answer was right.
    Predicted(String, String, bool),
    /// A hidden fault was found.
    Found {
        seed: u64,
        level: u8,
        tries: u32,
    },
}

/// The events of a folder.
#[derive(Debug, Clone, Default)]
pub struct Progress {
    path: PathBuf,
    lines: Vec<String>,
}

impl Progress {
    /// The progress in a file; an empty one if there is no file.
    ///
    /// # Errors
    /// The file is there and cannot be read.
    pub fn read(path: &Path) -> io::Result<Self> {
        let text = match fs::read(path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error),
        };
        Ok(Self {
            path: path.to_owned(),
            lines: text.lines().map(|line| line.trim().to_owned()).collect(),
        })
    }

    /// Adds an event, here and at the end of the file.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn record(&mut self, event: &Event) -> io::Result<()> {
        let line = self.line(event);
        self.add(&line)
    }

    /// Adds the line of an event.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add(&mut self, line: &str) -> io::Result<()> {
        let mut added = String::new();
        if self.lines.is_empty() {
            added = format!("{HEAD}\n");
        } else if !fs::read(&self.path).is_ok_and(|bytes| bytes.ends_with(b"\n")) {
            // The end of a file that somebody edited.
            added.push('\n');
        }
        added.push_str(line);
        added.push('\n');
        let mut file = OpenOptions::new()
            .append(true)
            .create(true)
            .open(&self.path)?;
        file.write_all(added.as_bytes())?;
        self.lines.push(line.to_owned());
        self.show_in_books();
        Ok(())
    }

    /// Writes the events into a built book, whose pages show them. A book of an earlier edition, or none, is left alone.
    ///
    /// # Errors
    /// The file is there and cannot be replaced.
    pub fn show_in(&self, book: &Path) -> io::Result<()> {
        let file = book
            .join(progress_script::FOLDER)
            .join(progress_script::NAME);
        let lines = self.lines.iter().map(String::as_str);
        let events = lines.filter(|line| *line != HEAD);
        let lines: Vec<&str> = [HEAD].into_iter().chain(events).collect();
        let text = if lines.len() > 1 {
            lines.join("\n")
        } else {
            String::new()
        };
        let script = progress_script::text(&text, &self.functions());
        match fs::read(&file) {
            Ok(there) if there != script.as_bytes() => {
                whole_file::write(&file, ".progress-", script.as_bytes(), true)
            }
            _ => Ok(()),
        }
    }

    /// The reader's own text of every function that was right at some time.
    fn functions(&self) -> BTreeMap<String, String> {
        let Some(root) = self.path.parent() else {
            return BTreeMap::new();
        };
        let folder = Folder::as_it_is(root);
        let solved = exercise::all().filter(|one| self.was_right(one.id));
        let blanks = solved.flat_map(|one| one.blanks);
        let text = |blank: &Blank| {
            let id = progress_script::code_id(blank.module, blank.name);
            Some((id, folder.function(blank)?.0))
        };
        blanks.filter_map(text).collect()
    }

    /// The same for the books beside the folder: those of a clone, and of a folder without one.
    fn show_in_books(&self) {
        let folder = self.path.parent().map(whole_file::folder);
        for book in ["book", "output/book"] {
            if let Some(folder) = folder {
                // The file of the events is the one that counts; the next build of the book copies it again.
                let _ = self.show_in(&folder.join(book));
            }
        }
    }

    pub fn mark(&self, id: &str) -> Mark {
        let solved = self.last(id, "solved");
        let answered = self
            .of(id, "answer")
            .filter(|line| line.ends_with(" right"));
        match solved.or_else(|| answered.last()) {
            // Also where it was right afterwards: copied from the book, it is worth coming back to.
            _ if self.is_shown(id) && !self.has_come_back(id) => Mark::Shown,
            None => Mark::Untouched,
            Some(_) if self.is_shown(id) => Mark::WithHints,
            Some(_) if self.hints(id) > 0 => Mark::WithHints,
            Some(_) => Mark::Alone,
        }
    }

    /// True if its function was right at some time, however that came about.
    pub fn was_right(&self, id: &str) -> bool {
        self.last(id, "solved").is_some()
    }

    /// The highest level of its hints that was read.
    pub fn hints(&self, id: &str) -> usize {
        let levels = self
            .of(id, "hint")
            .filter_map(|line| line.split(' ').nth(2));
        let counted = self
            .of(id, "solved")
            .filter_map(|line| value(line, "hints"));
        let levels = levels.chain(counted).filter_map(|level| level.parse().ok());
        levels.max().unwrap_or(0)
    }

    /// The checks that found it not right.
    pub fn tries(&self, id: &str) -> usize {
        self.of(id, "tried").count()
    }

    /// The hash of the text that was right last.
    pub fn text(&self, id: &str) -> Option<&str> {
        value(self.last(id, "solved")?, "text")
    }

    /// The answers to a question by hand that were right.
    pub fn answers(&self, id: &str) -> usize {
        let answers = self.of(id, "answer");
        answers.filter(|line| line.ends_with(" right")).count()
    }

    /// The predictions that were right, and all of them.
    pub fn predictions(&self) -> [usize; 2] {
        let all = || self.of_kind("predicted");
        let right = all().filter(|line| line.ends_with(" right")).count();
        [
            right,
            all().filter(|line| line.ends_with(" wrong")).count() + right,
        ]
    }

    /// The seeds of the hidden faults that were found.
    pub fn faults(&self) -> BTreeSet<u64> {
        let seeds = self
            .of_kind("found")
            .filter_map(|line| value(line, "broken")?.parse().ok());
        seeds.collect()
    }

    /// The next seed, from the first on, whose fault was not found.
    pub fn next_fault(&self, first: u64) -> u64 {
        let found = self.faults();
        let mut seeds = first..=u64::MAX;
        seeds.find(|seed| !found.contains(seed)).unwrap_or(first)
    }

    /// What was done in the dashboards: "11 of 14 predictions, 3 faults found"; empty before anything was.
    pub fn in_dashboards(&self) -> String {
        let ([right, all], found) = (self.predictions(), self.faults().len());
        let predictions = (all > 0).then(|| format!("{right} of {all} predictions"));
        let faults = if found == 1 { "fault" } else { "faults" };
        let faults = (found > 0).then(|| format!("{found} {faults} found"));
        let said: Vec<String> = predictions.into_iter().chain(faults).collect();
        said.join(", ")
    }

    /// The first exercise of the book that is not solved; those that are copied from it come last.
    pub fn next(&self) -> Option<&'static Exercise> {
        let open = || exercise::all().filter(|one| !self.mark(one.id).is_solved());
        let untouched = open().find(|one| !self.was_right(one.id));
        untouched.or_else(|| open().next())
    }

    /// The question by hand that asks once more for an exercise whose solution was shown, after three others were right.
    pub fn again(&self) -> Option<&'static str> {
        let all: Vec<&Exercise> = exercise::all().collect();
        let is_due = |at: usize| {
            let later = all[at + 1..].iter();
            let right = later.filter(|one| self.was_right(one.id)).count();
            self.mark(all[at].id) == Mark::Shown && self.was_right(all[at].id) && right >= 3
        };
        let mut due = (0..all.len()).filter(|at| is_due(*at));
        due.find_map(|at| pencil::about(all[at].id))
    }

    /// True if an exercise whose solution was shown was answered by hand or by a formula since.
    fn has_come_back(&self, id: &str) -> bool {
        let asked = pencil::about(id).unwrap_or(id);
        let mut since = self
            .lines
            .iter()
            .skip_while(|line| **line != format!("shown {id}"));
        since.any(|line| {
            let mut words = line.split(' ');
            let is_answer = words.next() == Some("answer");
            let is_same = words.next().is_some_and(|word| word == id || word == asked);
            is_answer && is_same && line.ends_with(" right")
        })
    }

    /// True if its solution was shown.
    pub fn is_shown(&self, id: &str) -> bool {
        self.of(id, "shown").next().is_some()
    }

    fn last(&self, id: &str, kind: &str) -> Option<&str> {
        self.of(id, kind).last()
    }

    fn of_kind(&self, kind: &str) -> impl Iterator<Item = &str> {
        let lines = self.lines.iter().map(String::as_str);
        lines.filter(move |line| line.split(' ').next() == Some(kind))
    }

    /// The lines of one kind about an exercise, by any of its names.
    fn of<'a>(&'a self, id: &str, kind: &str) -> impl Iterator<Item = &'a str> {
        let is_same = move |name: &str, id: &str| {
            name == id || exercise::find(id).is_some_and(|one| one.answers_to(name))
        };
        let found = self.lines.iter().filter(|line| {
            let mut words = line.split(' ');
            words.next() == Some(kind) && words.next().is_some_and(|name| is_same(name, id))
        });
        found.map(String::as_str).collect::<Vec<_>>().into_iter()
    }

    fn line(&self, event: &Event) -> String {
        match event {
            Event::Tried(id) => format!("tried {id}"),
            Event::Hint(id, level) => format!("hint {id} {level}"),
            Event::Shown(id) => format!("shown {id}"),
            Event::Solved(id, text) => {
                let (hints, tries) = (self.hints(id), self.tries(id) + 1);
                format!("solved {id} hints={hints} tries={tries} text={text}")
            }
            Event::Answer(id, typed, is_right) => reply::line(id, typed, *is_right),
            Event::Predicted(number, kind, is_right) => {
                let verdict = if *is_right { "right" } else { "wrong" };
                format!("predicted {number} {kind} {verdict}")
            }
            Event::Found { seed, level, tries } => {
                format!("found broken={seed} level={level} tries={tries}")
            }
        }
    }
}

impl fmt::Display for Progress {
    /// "13 of 30 · next (14)".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids = || {
            let by_hand = pencil::all().map(|one| one.id);
            exercise::all().map(|one| one.id).chain(by_hand)
        };
        let solved = ids().filter(|id| self.mark(id).is_solved()).count();
        write!(f, "{solved} of {}", ids().count())?;
        if let Some(one) = self.next() {
            write!(f, " · next {}", one.id)?;
        }
        self.again()
            .map_or(Ok(()), |id| write!(f, " · once more: answer {id}"))
    }
}

/// The value of `name=value` in a line.
fn value<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let pairs = line.split(' ').filter_map(|word| word.split_once('='));
    pairs
        .filter(|(key, _)| *key == name)
        .map(|(_, value)| value)
        .next()
}

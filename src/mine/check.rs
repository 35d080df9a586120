//! From the reader's files to verdicts: compile, run, judge.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{self, Path, PathBuf};

use super::blank::MODULES;
use super::child::Hand;
use super::compiler::{Compiler, Diagnostic, program};
use super::folder::{Folder, FolderError};
use super::player::AtWork;
use super::sound::sound;
use super::{harness, rust};
use crate::exercise::judge::{Mishap, State, Verdict, judge};
use crate::exercise::{self, Blank, Case, Exercise, cases};

/// The verdict on one function.
#[derive(Debug, Clone)]
pub struct Report {
    pub exercise: &'static Exercise,
    pub blank: &'static Blank,
    pub verdict: Verdict,
    /// Everything that was printed while it was judged.
    pub printed: String,
    /// Where the function is.
    pub file: PathBuf,
    pub line: Option<usize>,
    /// The message of the compiler, and a sentence before it.
    pub diagnostic: Option<Diagnostic>,
}

/// A folder of the reader's with the program that was made of it last.
#[derive(Debug)]
pub struct Workshop {
    folder: Folder,
    compiler: Option<Compiler>,
    cases: Vec<Case>,
    made: Option<Made>,
}

/// The reader's text of each of [`MODULES`], or why it cannot be read.
type Texts = Vec<Result<String, String>>;

/// A program, and the functions that have no part in it.
#[derive(Debug)]
struct Made {
    texts: Texts,
    hand: Result<Hand, String>,
    faults: Vec<(&'static str, Diagnostic)>,
    /// For each function the ones that are the reader's while it is judged.
    hands: Vec<Vec<bool>>,
}

impl Workshop {
    pub fn new(folder: Folder) -> Self {
        Self::with_compiler(folder, Compiler::find())
    }

    pub fn with_compiler(folder: Folder, compiler: Option<Compiler>) -> Self {
        Self {
            folder,
            compiler,
            cases: cases(),
            made: None,
        }
    }

    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    pub fn compiler(&self) -> Option<&Compiler> {
        self.compiler.as_ref()
    }

    /// Judges every function of some exercises, in their order.
    ///
    /// # Errors
    /// A compiler that does not do its work, or a folder that cannot be written.
    pub fn check(&mut self, exercises: &[&'static Exercise]) -> Result<Vec<Report>, FolderError> {
        let text = |module| self.folder.text(module).map_err(|error| error.to_string());
        let texts: Texts = MODULES.into_iter().map(text).collect();
        let blanks = exercises
            .iter()
            .flat_map(|one| one.blanks.iter().map(move |blank| (*one, blank)));
        let mut reports = Vec::new();
        for (exercise, blank) in blanks {
            let at = MODULES.iter().position(|module| *module == blank.module);
            let text = at.map_or("", |at| texts[at].as_deref().unwrap_or_default());
            let is_readable = at.is_some_and(|at| texts[at].is_ok());
            let function = rust::find(text, blank.name);
            let mut report = Report {
                exercise,
                blank,
                verdict: self.without_calls(blank, Mishap::Blank),
                printed: String::new(),
                file: self.folder.file(blank.module),
                line: function.as_ref().map(|one| one.lines(text).0),
                diagnostic: None,
            };
            if !is_readable || function.is_some_and(|one| !one.is_blank(text)) {
                self.make(&texts)?;
                self.judge(&mut report);
            }
            reports.push(report);
        }
        Ok(reports)
    }

    /// The program of all that the reader has written, with the functions that answer: right ones, and wrong ones too.
    pub(super) fn at_work(&mut self) -> Result<AtWork, FolderError> {
        let all: Vec<&Exercise> = exercise::all().collect();
        let reports = self.check(&all)?;
        let answers = |report: &Report| {
            matches!(
                report.verdict.state,
                State::Right | State::Fragile | State::Wrong
            )
        };
        let hands = reports.iter().map(answers).collect();
        let made = self.made.as_ref();
        let hand = made
            .and_then(|made| made.hand.as_ref().ok())
            .map(Hand::again);
        Ok(AtWork { hand, hands })
    }

    /// The verdict on a function that is not called.
    fn without_calls(&self, blank: &Blank, mishap: Mishap) -> Verdict {
        let mut mishap = Some(mishap);
        judge(blank, &self.cases[..1], &mut |_| {
            Err(mishap.take().unwrap_or(Mishap::NoAnswer))
        })
    }

    /// Judges one function that is not blank.
    fn judge(&mut self, report: &mut Report) {
        let blank = report.blank;
        let index = exercise::blanks().position(|one| one.name == blank.name);
        let (Some(made), Some(index)) = (self.made.as_mut(), index) else {
            report.verdict = self.without_calls(blank, Mishap::NoCompiler);
            return;
        };
        let fault = made.faults.iter().find(|(name, _)| *name == blank.name);
        if let Some((_, diagnostic)) = fault.cloned() {
            let mishap = Mishap::DoesNotCompile(said(&diagnostic));
            report.verdict = self.without_calls(blank, mishap);
            report.diagnostic = Some(diagnostic);
            return;
        }
        match &mut made.hand {
            Ok(hand) => {
                hand.begin();
                report.verdict = judge(blank, &self.cases, &mut |arguments| {
                    hand.call(index, &made.hands[index], arguments)
                });
                report.printed = hand.finish();
            }
            Err(why) => {
                let said = format!("Your functions compile, but no program comes of them:\n{why}");
                report.verdict = self.without_calls(blank, Mishap::DoesNotCompile(said));
            }
        }
    }

    /// Makes the program of these texts, unless that is the one that there is.
    fn make(&mut self, texts: &Texts) -> Result<(), FolderError> {
        let Some(compiler) = &self.compiler else {
            return Ok(());
        };
        if self.made.as_ref().is_some_and(|made| made.texts == *texts) {
            return Ok(());
        }
        let place = self.folder.harness();
        let _alone = alone(&place)
            .map_err(|error| FolderError::Unusable(place.display().to_string(), error))?;
        let sound = sound(compiler, &place.join("check"), texts).map_err(FolderError::Compiler)?;
        let hand = built(compiler, &place, &sound.texts).map_err(FolderError::Compiler)?;
        let placed = |(name, fault)| (name, self.placed(fault));
        self.made = Some(Made {
            texts: texts.clone(),
            hand,
            faults: sound.faults.into_iter().map(placed).collect(),
            hands: hands(&sound.texts),
        });
        Ok(())
    }

    /// A message with the reader's own paths.
    fn placed(&self, mut diagnostic: Diagnostic) -> Diagnostic {
        for module in MODULES {
            let file = self.folder.file(module);
            for mark in ["-->", ":::"] {
                let named = format!("{mark} {module}.rs:");
                let path = format!("{mark} {}:", file.display());
                diagnostic.rendered = diagnostic.rendered.replace(&named, &path);
            }
        }
        diagnostic
    }
}

/// Waits until no other nn28 compiles in this folder. It ends with the value.
fn alone(place: &Path) -> io::Result<File> {
    fs::create_dir_all(place)?;
    // Where the folder is in a repository of the reader's, this is no part of it.
    fs::write(place.join(".gitignore"), "*\n")?;
    let file = File::create(place.join("lock"))?;
    file.lock()?;
    Ok(file)
}

/// The compiler's first sentence, with the advice before it.
fn said(diagnostic: &Diagnostic) -> String {
    let first = diagnostic.rendered.lines().next().unwrap_or_default();
    let said = [diagnostic.advice, first];
    let said: Vec<&str> = said.into_iter().filter(|one| !one.is_empty()).collect();
    let said = said.join("\n");
    match diagnostic.line {
        0 => said,
        line => format!("Line {line}: {said}"),
    }
}

/// The functions that are the reader's while one of his is judged: that one alone, so that no fault of another is held against it; and
/// those that call it and that it calls, which would otherwise be right each by means of ours.
fn hands(texts: &[String]) -> Vec<Vec<bool>> {
    let mut calls = BTreeMap::new();
    for text in texts {
        for function in rust::functions(text) {
            let words = function.words(text);
            calls.entry(function.name).or_insert(words);
        }
    }
    let reached: Vec<BTreeSet<&str>> = exercise::blanks()
        .map(|blank| reached(blank.name, &calls))
        .collect();
    let blanks = || exercise::blanks().zip(&reached);
    let of_one = |(one, from_one): (&Blank, &BTreeSet<&str>)| {
        let is_mine = |(other, from_other): (&Blank, &BTreeSet<&str>)| {
            let is_mutual = from_one.contains(other.name) && from_other.contains(one.name);
            other.name == one.name || is_mutual
        };
        blanks().map(is_mine).collect()
    };
    blanks().map(of_one).collect()
}

/// The names that a function leads to by the words in its body.
fn reached<'a>(name: &str, calls: &BTreeMap<String, Vec<&'a str>>) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open = vec![name];
    while let Some(words) = open.pop().map(|name| calls.get(name)) {
        for word in words.into_iter().flatten() {
            if calls.contains_key(*word) && found.insert(*word) {
                open.push(word);
            }
        }
    }
    found
}

/// The program of texts that compile; why there is none, if it cannot be linked, say.
fn built(compiler: &Compiler, place: &Path, texts: &[String]) -> io::Result<Result<Hand, String>> {
    let files = harness::files(texts);
    let bytes = files
        .iter()
        .flat_map(|(name, text)| name.bytes().chain(text.bytes()));
    let hash = bytes
        .chain(compiler.version.bytes())
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    let name = program(&format!("mine-{hash:016x}"));
    let path = path::absolute(place.join(&name))?;
    if !path.is_file() {
        let folder = place.join("program");
        fs::create_dir_all(folder.join("model"))?;
        for (name, text) in &files {
            fs::write(folder.join(name), text)?;
        }
        forget_old(place);
        // Beside its name and then there at once: a program that is half written is none.
        let beside = path.with_extension("new");
        if let Err(why) = compiler.build(&folder, &beside)? {
            let lines: Vec<&str> = why.lines().take(2).collect();
            return Ok(Err(lines.join("\n")));
        }
        fs::rename(&beside, &path)?;
    }
    Ok(Ok(Hand::new(&path)))
}

/// Removes programs of older texts.
fn forget_old(place: &Path) {
    let entries = fs::read_dir(place).into_iter().flatten().flatten();
    let old = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with("mine-"));
    for entry in old {
        // One that runs stays where the system wants it to, and is removed the next time.
        let _ = fs::remove_file(entry.path());
    }
}

impl Report {
    /// True if there is nothing left to do.
    pub fn is_right(&self) -> bool {
        matches!(self.verdict.state, State::Right | State::Fragile)
    }
}

//! The screen of `nn28 exercise` with the system around it: a thread that watches the reader's files and judges them.

use std::env;
use std::process::Command;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::exercise::{event_of_hint, headline, hint, mark, numbers, printed, record};
use super::memory::Memory;
use super::mine::AtWork;
use super::{FigureOptions, Interrupted, LookOptions, NativeHost, place};
use crate::data;
use crate::equation::{Chapter, Number};
use crate::exercise::judge::State;
use crate::exercise::{self, Blank, Exercise, Kind};
use crate::mine::{self, Folder, Progress, Report, Workshop};
use crate::scene::{Figure, Said, Tone};
use crate::stage::workbook::{Ask, Judged, News, Workbook};
use crate::stage::{self, Experiment, Neuron, Settings, Stage};
use crate::terminal::{self, Exit, Host, Session};

/// The time between two looks at the files. A change that two looks in a row agree on is finished.
pub(super) const PAUSE: Duration = Duration::from_millis(70);

/// Shows the screen, and the dashboards and editors that are opened from it, until the reader leaves.
pub(super) fn show(
    first: &'static Exercise,
    folder: &Folder,
    files: FigureOptions,
    look: &LookOptions,
) -> anyhow::Result<()> {
    let progress = folder.progress()?;
    let signs = exercise::all().map(|one| progress.mark(one.id).sign());
    let mut screen = Workbook::new(first, signs.collect());
    let host = WorkbookHost::new(folder.clone(), files, look);
    let mut session = Session::start()?;
    host.judge(&Ask::Watch(first.id));
    loop {
        match terminal::run(&mut session, &mut screen, look.screen(), &host)? {
            Exit::Towards(chapter, number) => {
                let at_work = AtWork::of(folder);
                let mut stage = dashboard(chapter, number, at_work.as_ref());
                stage.set_launch(place::launch());
                stage.set_home();
                let memory = Memory::of(folder.root().to_owned());
                stage.set_marks(memory.marks());
                let host = NativeHost::new(host.native.files(), look.clone());
                let host = host.remembering(memory);
                let host = host.hearing(at_work.map(AtWork::watched));
                if terminal::run(&mut session, &mut stage, look.screen(), &host)? == Exit::Ended {
                    break;
                }
            }
            Exit::Editing => {
                drop(session);
                let outcome = edit(folder, screen.exercise());
                session = Session::start()?;
                if let Err(why) = outcome {
                    screen.act(stage::Action::Notice(why));
                }
            }
            Exit::Closed | Exit::Ended => break,
        }
    }
    Interrupted::check(&session)
}

/// A chapter's dashboard, in the reader's hands if any function of his answers.
fn dashboard(chapter: Chapter, number: Option<Number>, at_work: Option<&AtWork>) -> Box<dyn Stage> {
    let mine = at_work.map(AtWork::mine);
    if chapter == Chapter::Neuron {
        let neuron = Neuron::of_source().in_hands_of(mine);
        return Box::new(match number {
            Some(number) => neuron.showing(number),
            None => neuron,
        });
    }
    let experiment = Experiment::of(data::clusters(1), Settings::default());
    let experiment = match mine {
        Some(mine) => experiment.in_hands(mine),
        None => experiment,
    };
    stage::of_chapter(chapter, number, Some(&experiment))
}

/// Opens the reader's editor at the first function of an exercise that is not right, and waits for it.
fn edit(folder: &Folder, one: &Exercise) -> Result<(), String> {
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(env::var_os);
    let Some(editor) = named.into_iter().find(|name| !name.is_empty()) else {
        let file = one.blanks.first().map(|blank| folder.file(blank.module));
        let file = file.map_or(String::new(), |file| super::shown(&file));
        return Err(format!(
            "No editor is named: set VISUAL or EDITOR, or open {file} beside this screen."
        ));
    };
    let Some(blank) = one.blanks.first() else {
        return Ok(());
    };
    let line = folder.function(blank).map_or(1, |(_, line)| line);
    let editor = editor.to_string_lossy().into_owned();
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or_default();
    let mut command = Command::new(program);
    command.args(words);
    let name = std::path::Path::new(program)
        .file_stem()
        .unwrap_or_default();
    let file = folder.file(blank.module);
    match name.to_str().unwrap_or_default() {
        "vi" | "vim" | "nvim" | "nano" | "emacs" | "kak" | "micro" | "ne" => {
            command.arg(format!("+{line}")).arg(&file);
        }
        "code" | "codium" => {
            command
                .arg("--goto")
                .arg(format!("{}:{line}", file.display()));
        }
        "hx" | "helix" | "subl" | "zed" => {
            command.arg(format!("{}:{line}", file.display()));
        }
        _ => {
            command.arg(&file);
        }
    }
    let ended = command
        .status()
        .map_err(|error| format!("{program} does not start: {error}"))?;
    if ended.success() {
        Ok(())
    } else {
        Err(format!("{program} ended with {ended}"))
    }
}

/// The system around the screen: files and pages as for a dashboard, and a thread that judges.
struct WorkbookHost {
    native: NativeHost,
    asks: Sender<Ask>,
    news: Mutex<Receiver<News>>,
}

impl WorkbookHost {
    fn new(folder: Folder, files: FigureOptions, look: &LookOptions) -> Self {
        let (asks, asked) = mpsc::channel();
        let (sender, news) = mpsc::channel();
        // Without a thread there are no news, and the screen goes on saying that it reads.
        let _ = thread::Builder::new().spawn(move || Watcher::new(folder, sender).run(&asked));
        Self {
            native: NativeHost::new(files, look.clone()),
            asks,
            news: Mutex::new(news),
        }
    }
}

impl Host for WorkbookHost {
    fn save(&self, figures: Vec<Figure>) -> Receiver<String> {
        self.native.save(figures)
    }

    fn save_network(&self, experiment: &Experiment) -> Result<String, String> {
        self.native.save_network(experiment)
    }

    fn open_page(&self, page: &str) -> Receiver<String> {
        self.native.open_page(page)
    }

    fn judge(&self, ask: &Ask) {
        let _ = self.asks.send(ask.clone());
    }

    fn is_hearing(&self) -> bool {
        true
    }

    fn news(&self) -> Option<News> {
        self.news
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .try_recv()
            .ok()
    }
}

/// Looks at the files again and again, and judges the exercise that is on the screen.
struct Watcher {
    workshop: Workshop,
    news: Sender<News>,
    watched: Option<&'static Exercise>,
}

impl Watcher {
    fn new(folder: Folder, news: Sender<News>) -> Self {
        Self {
            workshop: Workshop::new(folder),
            news,
            watched: None,
        }
    }

    /// Ends when nobody asks any more.
    fn run(mut self, asked: &Receiver<Ask>) {
        let mut judged = Vec::new();
        let mut before = Vec::new();
        loop {
            match asked.recv_timeout(PAUSE) {
                Ok(Ask::Watch(id)) => {
                    self.watched = exercise::find(id);
                    judged = self.workshop.folder().snapshot();
                    self.judge();
                }
                Ok(Ask::Hint(id, level)) => self.remember_hint(id, level),
                Ok(Ask::Edit(_)) | Err(mpsc::RecvTimeoutError::Timeout) => {}
                Err(mpsc::RecvTimeoutError::Disconnected) => return,
            }
            let now = self.workshop.folder().snapshot();
            if now != judged && now == before {
                judged.clone_from(&now);
                let _ = self.news.send(News::Changed);
                self.judge();
            }
            before = now;
        }
    }

    fn remember_hint(&self, id: &str, level: usize) {
        if let (Some(one), Ok(mut progress)) =
            (exercise::find(id), self.workshop.folder().progress())
        {
            let _ = progress.record(&event_of_hint(one, level));
        }
    }

    fn judge(&mut self) {
        let Some(one) = self.watched else { return };
        let judged = match self.workshop.check(&[one]) {
            Ok(reports) => self.judged(one, &reports),
            Err(error) => Judged {
                said: vec![Said::new(Tone::Wrong, error.to_string())],
                ..self.judged(one, &[])
            },
        };
        let _ = self.news.send(News::Judged(Box::new(judged)));
    }

    fn judged(&self, one: &'static Exercise, reports: &[Report]) -> Judged {
        let folder = self.workshop.folder();
        let mut progress = folder.progress().unwrap_or_default();
        let failed = record(&mut progress, folder, reports).err();
        let open = reports.iter().find(|report| !report.is_right());
        let shown = open.or(reports.last());
        let mut said: Vec<Said> = reports
            .iter()
            .flat_map(|report| headlines(report, shown))
            .collect();
        if let Some(error) = failed {
            said.push(Said::new(Tone::Wrong, error.to_string()));
        }
        let place = shown.map_or(String::new(), |report| {
            let line = report.line.map_or(String::new(), |line| format!(":{line}"));
            super::shown(&report.file) + &line
        });
        let code = shown.and_then(|report| folder.function(report.blank));
        let fault = shown.and_then(|report| report.verdict.fault);
        Judged {
            id: one.id,
            mark: mark(folder, &progress, one).chars().next().unwrap_or('·'),
            progress: progress.to_string(),
            place,
            said,
            code: code.map_or(String::new(), |(text, _)| without_comments(&text)),
            cause: fault.map_or(String::new(), |fault| fault.cause.to_owned()),
            solution: hint(one, 4),
            cases: shown.map_or(Vec::new(), outcomes),
            rests_on: rests_on(one, folder, &progress),
            is_right: !reports.is_empty() && open.is_none(),
        }
    }
}

/// The verdict on a function: a line, and for the one that is shown everything.
fn headlines(report: &Report, shown: Option<&Report>) -> Vec<Said> {
    let state = report.verdict.state;
    let tone = match state {
        State::Right | State::Fragile => Tone::Right,
        State::Blank | State::NoCompiler => Tone::Strong,
        _ => Tone::Wrong,
    };
    let mut said = vec![Said::new(
        tone,
        format!("{} {}", headline(state), report.blank.name),
    )];
    if shown.is_some_and(|shown| shown.blank.name != report.blank.name) {
        return said;
    }
    let numbers = numbers(report).map(|numbers| Said::new(Tone::Plain, numbers));
    said.extend(numbers);
    if state == State::Blank {
        let place = place_of(report);
        let task = format!("Write it in {place} and save: it is judged then.");
        said.push(Said::new(Tone::Plain, task));
    } else if !report.verdict.symptom.is_empty() {
        said.push(Said::new(Tone::Strong, report.verdict.symptom.clone()));
    }
    if let Some(diagnostic) = &report.diagnostic {
        let rows: Vec<&str> = diagnostic.rendered.lines().skip(1).take(14).collect();
        said.push(Said::new(Tone::Code, rows.join("\n")));
    }
    if !report.printed.is_empty() {
        said.push(Said::new(Tone::Faint, printed(report)));
    }
    said
}

/// The equations on which an exercise rests, and whose function is right in each: the reader's, or ours that takes its place.
pub(super) fn rests_on(one: &Exercise, folder: &Folder, progress: &Progress) -> String {
    let whose = |(other, blank): (&Exercise, &Blank)| {
        let is_yours = progress.text(other.id) == Some(folder.hash(other).as_str());
        let whose = if is_yours { "yours" } else { "ours" };
        let number = blank.equation.map(|number| number.to_string());
        format!("({}) {whose}", number.as_deref().unwrap_or(other.id))
    };
    let mut all: Vec<String> = mine::rests_on(one, folder).into_iter().map(whose).collect();
    all.dedup();
    if all.is_empty() {
        String::new()
    } else {
        format!("rests on {}", all.join(", "))
    }
}

/// A function without the comments before it.
fn without_comments(function: &str) -> String {
    let is_comment = |line: &&str| line.trim_start().starts_with("//");
    let lines: Vec<&str> = function.lines().skip_while(is_comment).collect();
    lines.join("\n")
}

/// The file and the line of a function.
fn place_of(report: &Report) -> String {
    let line = report.line.map_or(String::new(), |line| format!(":{line}"));
    super::shown(&report.file) + &line
}

/// The cases up to the first one in which a function is not right. The others were tried as well; one wrong case is enough to say so.
fn outcomes(report: &Report) -> Vec<(String, Option<bool>)> {
    let kinds: Vec<Kind> = exercise::cases().iter().map(|case| case.kind).collect();
    let failed = report.verdict.case;
    let at = failed.and_then(|failed| kinds.iter().position(|kind| *kind == failed));
    let outcome = |place: usize| match at {
        Some(at) if place == at => Some(false),
        Some(at) if place > at => None,
        None if !report.is_right() => None,
        _ => Some(true),
    };
    let named = kinds.iter().enumerate();
    named
        .map(|(place, kind)| (kind.to_string(), outcome(place)))
        .collect()
}

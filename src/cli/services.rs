//! The services of this system for a dashboard: figures written beside the loop, pages opened in a browser.

use std::cell::{Cell, RefCell};
use std::env;
use std::io::{self, Write as _};
use std::iter;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use url::Url;

use super::memory::Memory;
use super::{FigureOptions, LookOptions, place, saved};
use crate::data::{DataError, escaped};
use crate::scene::Figure;
use crate::stage::workbook::News;
use crate::stage::{Deed, Experiment};
use crate::terminal::Host;

/// Time for a writer at the end of a program before its work is mentioned.
const PATIENCE: Duration = Duration::from_millis(300);
/// Time for a program that opens pages to report a failure. It may run as long as the browser.
const OPEN_TIMEOUT: Duration = Duration::from_secs(3);

/// This system, as the options describe it. At its end it waits for figures that are still being written.
pub(super) struct NativeHost {
    files: FigureOptions,
    look: LookOptions,
    /// The file in which the network is saved at the end, and whether it may replace one; none if it is not asked for.
    network: Option<(PathBuf, bool)>,
    /// True once the network was saved in that file.
    has_saved: Cell<bool>,
    /// The reader's folder, whether it is there or not.
    memory: Option<Memory>,
    /// News about the reader's functions, if they are at work.
    news: Option<Receiver<News>>,
    writers: RefCell<Vec<JoinHandle<String>>>,
}

impl NativeHost {
    pub fn new(files: FigureOptions, look: LookOptions) -> Self {
        Self {
            files,
            look,
            network: None,
            has_saved: Cell::new(false),
            memory: None,
            news: None,
            writers: RefCell::default(),
        }
    }

    pub fn saving(mut self, path: Option<&Path>, overwrite: bool) -> Self {
        self.network = path.map(|path| (path.to_owned(), overwrite));
        self
    }

    /// The options of figures.
    pub fn files(&self) -> FigureOptions {
        self.files.clone()
    }

    pub fn remembering(mut self, memory: Memory) -> Self {
        self.memory = Some(memory);
        self
    }

    pub fn hearing(mut self, news: Option<Receiver<News>>) -> Self {
        self.news = news;
        self
    }

    /// Saves the network in the file that the command line names, if it names one. What was saved there before by a key is replaced.
    ///
    /// # Errors
    /// A file that was there before, or that cannot be written.
    pub fn save_at_end(&self, experiment: &Experiment) -> Result<(), DataError> {
        let Some((path, overwrite)) = &self.network else {
            return Ok(());
        };
        saved::of(experiment).write(path, *overwrite || self.has_saved.get())?;
        self.has_saved.set(true);
        Ok(())
    }

    /// Saves the network under a name of its own, where there is no file yet.
    fn save_by_name(experiment: &Experiment) -> Result<PathBuf, DataError> {
        let path = free_name(experiment);
        saved::of(experiment).write(&path, false)?;
        Ok(path)
    }
}

impl Host for NativeHost {
    fn save(&self, figures: Vec<Figure>) -> Receiver<String> {
        let (sender, receiver) = mpsc::channel();
        let (files, mut look) = (self.files.clone(), self.look.clone());
        look.quiet = true;
        let writer = thread::Builder::new().spawn(move || {
            let sentence = match files.draw(figures, &look) {
                Ok((paths, _)) => {
                    let first = super::shown(paths.first().map_or(Path::new(""), PathBuf::as_path));
                    match paths.len() {
                        0 | 1 => format!("saved {first}"),
                        count => format!("saved {first} and {} more files", count - 1),
                    }
                }
                Err(error) => escaped(&error.to_string()),
            };
            // The dashboard may be closed by now.
            let _ = sender.send(sentence.clone());
            sentence
        });
        // If there is no thread there is no sender, and the dashboard reports that.
        self.writers.borrow_mut().extend(writer);
        receiver
    }

    fn save_network(&self, experiment: &Experiment) -> Result<String, String> {
        let saved = match &self.network {
            Some((path, _)) => self.save_at_end(experiment).map(|()| path.clone()),
            None => Self::save_by_name(experiment),
        };
        match saved {
            Ok(path) => {
                let path = super::shown(&path);
                Ok(format!("saved {path}; --network {path} brings it back"))
            }
            Err(error) => Err(escaped(&error.to_string())),
        }
    }

    fn remember(&self, deed: Deed) -> Result<(), String> {
        let memory = self.memory.as_ref();
        memory.map_or(Ok(()), |memory| memory.record(deed))
    }

    fn is_hearing(&self) -> bool {
        self.news.is_some()
    }

    fn news(&self) -> Option<News> {
        self.news.as_ref()?.try_recv().ok()
    }

    fn open_page(&self, page: &str) -> Receiver<String> {
        let (sender, receiver) = mpsc::channel();
        let page = page.to_owned();
        let _ = thread::Builder::new().spawn(move || {
            let (sentence, browser) = open_page(&page);
            let _ = sender.send(sentence);
            if let Some(mut browser) = browser {
                let _ = browser.wait();
            }
        });
        receiver
    }
}

impl Drop for NativeHost {
    fn drop(&mut self) {
        let tell = |sentence: &str| {
            if !self.look.quiet {
                let _ = writeln!(io::stderr(), "{sentence}");
            }
        };
        let unfinished = self.writers.take().into_iter();
        for writer in unfinished.filter(|writer| !writer.is_finished()) {
            if within(PATIENCE, || writer.is_finished().then_some(())).is_none() {
                tell("The figures are still being drawn; Ctrl-C ends the program without them.");
            }
            if let Ok(sentence) = writer.join() {
                tell(&sentence);
            }
        }
    }
}

/// The name of data and shape, such as iris-4-8-3.json; where that is taken, with a number after it.
fn free_name(experiment: &Experiment) -> PathBuf {
    let name = experiment.file_name();
    let numbered = (2..).map(|number| format!("{name}-{number}.json"));
    let names = iter::once(format!("{name}.json")).chain(numbered);
    let mut free = names.map(PathBuf::from).filter(|path| !path.exists());
    free.next().unwrap_or_default()
}

/// Asks again and again until there is an answer, or until the time is over.
fn within<T>(timeout: Duration, mut ask: impl FnMut() -> Option<T>) -> Option<T> {
    let start = Instant::now();
    loop {
        let answer = ask();
        if answer.is_some() || start.elapsed() >= timeout {
            return answer;
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// Opens a page, with its anchor. Returns a sentence, and the program that shows the page if that still runs.
fn open_page(page: &str) -> (String, Option<Child>) {
    let (file, anchor) = page.split_once('#').unwrap_or((page, ""));
    let Some(path) = find_page(file) else {
        let command = place::launch().nn28("book");
        return (format!("the book is not built yet: {command}"), None);
    };
    let shown = super::shown(&path);
    let url = std::path::absolute(&path).ok();
    let Some(mut url) = url.and_then(|path| Url::from_file_path(path).ok()) else {
        return (format!("the page is {shown}"), None);
    };
    url.set_fragment(Some(anchor).filter(|anchor| !anchor.is_empty()));
    match open_in_browser(url.as_str()) {
        Ok(browser) => (format!("opened {shown}"), browser),
        Err(error) => {
            let why = format!("no browser could be opened ({})", escaped(&error));
            (format!("{why}; the page is {shown}"), None)
        }
    }
}

/// A page of the book that was built in the current folder, or in the checkout that holds this program.
fn find_page(file: &str) -> Option<PathBuf> {
    let program = env::current_exe().unwrap_or_default();
    let folders = iter::once(Path::new("")).chain(program.ancestors().skip(1));
    let mut pages = folders.map(|folder| folder.join("output/book").join(file));
    pages.find(|path| path.is_file())
}

/// Opens a browser. Only the exit status of xdg-open says whether it found one, and opener ignores it.
fn open_in_browser(url: &str) -> Result<Option<Child>, String> {
    if cfg!(all(unix, not(target_os = "macos"))) {
        let program = env::var("BROWSER").unwrap_or_else(|_| "xdg-open".to_owned());
        let mut command = Command::new(&program);
        command.arg(url).stdin(Stdio::null());
        command.stdout(Stdio::null()).stderr(Stdio::null());
        if let Ok(mut browser) = command.spawn() {
            return match within(OPEN_TIMEOUT, || browser.try_wait().ok().flatten()) {
                Some(status) if !status.success() => Err(format!("{program}: {status}")),
                Some(_) => Ok(None),
                None => Ok(Some(browser)),
            };
        }
    }
    let opened = opener::open_browser(url);
    opened.map(|()| None).map_err(|error| error.to_string())
}

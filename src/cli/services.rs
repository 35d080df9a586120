//! The services of this system for a dashboard: figures written beside the loop, pages opened in a browser.

use std::cell::RefCell;
use std::env;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use url::Url;

use super::{FigureOptions, LookOptions};
use crate::data::escaped;
use crate::scene::Figure;
use crate::terminal::Host;

/// Time for a writer at the end of a program before its work is mentioned.
const PATIENCE: Duration = Duration::from_millis(300);
/// Time for a program that opens pages to report a failure. It may run as long as the browser.
const OPEN_TIMEOUT: Duration = Duration::from_secs(3);

/// This system, as the options describe it. At its end it waits for figures that are still being written.
pub(super) struct NativeHost {
    files: FigureOptions,
    look: LookOptions,
    writers: RefCell<Vec<JoinHandle<String>>>,
}

impl NativeHost {
    pub fn new(files: FigureOptions, look: LookOptions) -> Self {
        Self {
            files,
            look,
            writers: RefCell::default(),
        }
    }

    fn tell(&self, sentence: &str) {
        if !self.look.quiet {
            let _ = writeln!(io::stderr(), "{sentence}");
        }
    }
}

impl Host for NativeHost {
    fn save(&self, figures: Vec<Figure>) -> Receiver<String> {
        let (sender, receiver) = mpsc::channel();
        let (files, mut look) = (self.files.clone(), self.look.clone());
        look.quiet = true;
        let writer = thread::Builder::new().spawn(move || {
            let sentence = save(&figures, &files, &look);
            // The dashboard may be closed by now.
            let _ = sender.send(sentence.clone());
            sentence
        });
        // If there is no thread there is no sender, and the dashboard reports that.
        self.writers.borrow_mut().extend(writer);
        receiver
    }

    fn open_page(&self, page: &str) -> Receiver<String> {
        let (sender, receiver) = mpsc::channel();
        let page = page.to_owned();
        let _ = thread::Builder::new().spawn(move || {
            let opened = open_page(&page);
            let _ = sender.send(match &opened {
                Ok((path, _)) => format!("opened {path}"),
                Err(sentence) => sentence.clone(),
            });
            if let Ok((_, Some(mut browser))) = opened {
                let _ = browser.wait();
            }
        });
        receiver
    }
}

impl Drop for NativeHost {
    fn drop(&mut self) {
        let unfinished = self.writers.take().into_iter();
        for writer in unfinished.filter(|writer| !writer.is_finished()) {
            let is_slow = !comes_true(PATIENCE, || writer.is_finished());
            if is_slow {
                self.tell(
                    "The figures are still being drawn; Ctrl-C ends the program without them.",
                );
            }
            if let Ok(sentence) = writer.join() {
                self.tell(&sentence);
            }
        }
    }
}

/// Waits until something holds, or until the time is over.
fn comes_true(timeout: Duration, mut holds: impl FnMut() -> bool) -> bool {
    let start = Instant::now();
    while start.elapsed() < timeout {
        if holds() {
            return true;
        }
        thread::sleep(Duration::from_millis(20));
    }
    holds()
}

/// Opens a page, with its anchor. Returns its path and the program that shows it, if that still runs.
fn open_page(page: &str) -> Result<(String, Option<Child>), String> {
    let (file, anchor) = page.split_once('#').unwrap_or((page, ""));
    let path = find_page(file)
        .ok_or_else(|| "the book is not built yet: cargo run --release -- book".to_owned())?;
    let shown = super::shown(&path);
    let url = std::path::absolute(&path)
        .ok()
        .and_then(|path| Url::from_file_path(path).ok());
    let mut url = url.ok_or_else(|| format!("the page is {shown}"))?;
    url.set_fragment(Some(anchor).filter(|anchor| !anchor.is_empty()));
    match open_in_browser(url.as_str()) {
        Ok(browser) => Ok((shown, browser)),
        Err(error) => {
            let error = escaped(&error);
            Err(format!(
                "no browser could be opened ({error}); the page is {shown}"
            ))
        }
    }
}

/// A page of the book that was built in the current folder, or in the checkout that holds this program.
fn find_page(file: &str) -> Option<PathBuf> {
    let program = env::current_exe().unwrap_or_default();
    let folders = [Path::new("")]
        .into_iter()
        .chain(program.ancestors().skip(1));
    folders
        .map(|folder| folder.join("output/book").join(file))
        .find(|path| path.is_file())
}

/// Opens a browser. Only the exit status of xdg-open says whether it found one, and opener ignores it.
fn open_in_browser(url: &str) -> Result<Option<Child>, String> {
    if cfg!(all(unix, not(target_os = "macos"))) {
        let program = env::var("BROWSER").unwrap_or_else(|_| "xdg-open".to_owned());
        let mut command = Command::new(&program);
        command.arg(url).stdin(Stdio::null());
        command.stdout(Stdio::null()).stderr(Stdio::null());
        if let Ok(mut browser) = command.spawn() {
            let mut status = None;
            comes_true(OPEN_TIMEOUT, || {
                status = browser.try_wait().ok().flatten();
                status.is_some()
            });
            return match status {
                Some(status) if !status.success() => Err(format!("{program}: {status}")),
                Some(_) => Ok(None),
                None => Ok(Some(browser)),
            };
        }
    }
    match opener::open_browser(url) {
        Ok(()) => Ok(None),
        Err(error) => Err(error.to_string()),
    }
}

#[cfg(feature = "figures")]
fn save(figures: &[Figure], files: &FigureOptions, look: &LookOptions) -> String {
    let files = FigureOptions {
        no_figures: false,
        ..files.clone()
    };
    match super::figures::write(figures, &files, look) {
        Ok(paths) => {
            let folder = super::shown(&files.figures);
            format!("saved {} files in {folder}", paths.len())
        }
        Err(error) => escaped(&error.to_string()),
    }
}

#[cfg(not(feature = "figures"))]
fn save(_: &[Figure], _: &FigureOptions, _: &LookOptions) -> String {
    "this program was built without figures: build it with --features figures".to_owned()
}

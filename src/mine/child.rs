//! The process that runs the reader's functions, and its pipes.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::io::{self, BufRead as _, BufReader, Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::exercise::judge::Mishap;
use crate::exercise::value::{Answer, Argument};

/// The time that all calls of a function have together. They need a few thousandths of it.
const PATIENCE: Duration = Duration::from_secs(2);
/// The time in which what a process printed comes through the pipe.
const SHORTLY: Duration = Duration::from_millis(300);
/// The bytes that are kept of all that the reader's functions print, and the longest line of an answer.
const PRINTED: usize = 4096;
const LONGEST: usize = 1 << 22;

/// The last words of Rust when a program ends before its time.
const OVERFLOWED: &str = "overflowed its stack";
const NO_MEMORY: &str = "memory allocation of";
const LAST_WORDS: [&str; 3] = [OVERFLOWED, NO_MEMORY, "fatal runtime error"];

/// The program with the reader's functions, running or not.
#[derive(Debug)]
pub(super) struct Hand {
    program: PathBuf,
    running: Option<Running>,
    printed: Arc<Mutex<Printed>>,
    /// When the patience with the function that is judged ends.
    until: Instant,
}

#[derive(Debug, Default)]
struct Printed {
    text: String,
    is_more: bool,
    /// The last lines of standard error, which say why a process ended.
    errors: String,
}

#[derive(Debug)]
struct Running {
    child: Child,
    requests: ChildStdin,
    answers: Receiver<String>,
    /// Hears when standard error has come so far, and that it ends.
    marks: Receiver<String>,
}

impl Hand {
    pub fn new(program: &Path) -> Self {
        Self {
            program: program.to_owned(),
            running: None,
            printed: Arc::default(),
            until: Instant::now(),
        }
    }

    /// The same program in another process.
    pub fn again(&self) -> Self {
        Self::new(&self.program)
    }

    /// Begins with another function: its time, and what it prints.
    pub fn begin(&mut self) {
        self.until = Instant::now() + PATIENCE;
        let mut printed = self.printed.lock().unwrap_or_else(PoisonError::into_inner);
        *printed = Printed::default();
    }

    /// Ends with a function, and with its process: it may have left threads behind. Returns everything that was printed.
    pub fn finish(&mut self) -> String {
        if let Some(mut running) = self.running.take() {
            if running.requests.write_all(b"flush\n").is_ok() {
                let _ = running.answers.recv_timeout(SHORTLY);
                let _ = running.marks.recv_timeout(SHORTLY);
            }
            running.stop();
        }
        let printed = self.printed.lock().unwrap_or_else(PoisonError::into_inner);
        let mut lines: Vec<&str> = printed
            .text
            .lines()
            .filter(|line| !line.is_empty())
            .collect();
        if printed.is_more {
            lines.push("…");
        }
        lines.join("\n")
    }

    /// The value of a function of the table, with the hands that are the reader's. Ours call none of his.
    ///
    /// # Errors
    /// The event instead of a value.
    pub fn call(
        &mut self,
        index: usize,
        hands: &[bool],
        arguments: &[Argument],
    ) -> Result<Answer, Mishap> {
        self.ask(index, &bits(hands), arguments)
    }

    /// The same in mixed hands: ours call the reader's as well.
    ///
    /// # Errors
    /// The event instead of a value.
    pub fn play(
        &mut self,
        index: usize,
        hands: &[bool],
        arguments: &[Argument],
    ) -> Result<Answer, Mishap> {
        self.until = Instant::now() + PATIENCE;
        self.ask(index, &format!("+{}", bits(hands)), arguments)
    }

    fn ask(&mut self, index: usize, hands: &str, arguments: &[Argument]) -> Result<Answer, Mishap> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Mishap::NoAnswer);
        }
        let arguments: Vec<String> = arguments.iter().map(Argument::to_word).collect();
        let request = format!("{index} {hands} {}", arguments.join(" "));
        let request = request.trim_end().to_owned() + "\n";
        let mut running = match self.running.take() {
            Some(running) => running,
            None => start(&self.program, &self.printed)
                .map_err(|error| Mishap::Ended(format!("before it began: {error}")))?,
        };
        let answer = match running.requests.write_all(request.as_bytes()) {
            Ok(()) => running.answers.recv_timeout(left),
            Err(_) => Err(RecvTimeoutError::Disconnected),
        };
        match answer {
            Ok(line) => {
                self.running = Some(running);
                understood(&line)
            }
            Err(RecvTimeoutError::Timeout) => {
                running.stop();
                Err(Mishap::NoAnswer)
            }
            Err(RecvTimeoutError::Disconnected) => Err(Mishap::Ended(self.end(running))),
        }
    }

    /// How a process ended that gives no more answers, to be read after "the program ended".
    fn end(&mut self, mut running: Running) -> String {
        let status = running.stop();
        // Standard error is at its end a moment after the process.
        while running.marks.recv_timeout(SHORTLY).is_ok() {}
        let printed = self.printed.lock().unwrap_or_else(PoisonError::into_inner);
        if printed.errors.contains(OVERFLOWED) {
            "because a function calls itself without end, until the stack is full".to_owned()
        } else if printed.errors.contains(NO_MEMORY) {
            "because it asked for more memory than there is for it, a gigabyte".to_owned()
        } else {
            status.map_or("and nobody knows how".to_owned(), in_words)
        }
    }
}

impl Drop for Hand {
    fn drop(&mut self) {
        if let Some(mut running) = self.running.take() {
            running.stop();
        }
    }
}

impl Running {
    fn stop(&mut self) -> Option<ExitStatus> {
        // One that ended by itself keeps its own status.
        let ended =
            self.answers.recv_timeout(Duration::ZERO) == Err(RecvTimeoutError::Disconnected);
        let by = Instant::now() + SHORTLY;
        while ended && Instant::now() < by {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Some(status);
            }
            thread::sleep(Duration::from_millis(1));
        }
        let _ = self.child.kill();
        self.child.wait().ok()
    }
}

fn in_words(status: ExitStatus) -> String {
    match status.code() {
        Some(code @ 0..256) => {
            format!("by `exit({code})`: a function ends with its value, and the program goes on")
        }
        _ => format!("by an abort ({status})"),
    }
}

/// Which functions are the reader's, as words of 64 bits.
fn bits(hands: &[bool]) -> String {
    let word = |hands: &[bool]| {
        let bits = hands
            .iter()
            .zip(0..)
            .map(|(is_mine, at)| u64::from(*is_mine) << at);
        format!("{:x}", bits.sum::<u64>())
    };
    hands.chunks(64).map(word).collect::<Vec<_>>().join(",")
}

/// An answer line, without the nonce.
fn understood(line: &str) -> Result<Answer, Mishap> {
    let (kind, rest) = line.split_once(' ').unwrap_or((line, ""));
    match kind {
        "value" => Answer::from_word(rest).ok_or(Mishap::NoAnswer),
        "panic" => {
            let (place, message) = rest.split_once(' ').unwrap_or((rest, ""));
            if message.starts_with("not yet implemented") || message.starts_with("not implemented")
            {
                return Err(Mishap::Blank);
            }
            // The line of a file of `model`, say, is not one of the reader's.
            let (file, line) = place.rsplit_once(':').unwrap_or_default();
            let is_mine = super::blank::MODULES
                .iter()
                .any(|module| file == format!("{module}.rs"));
            let line = line.parse().ok().filter(|_| is_mine);
            let message = message.to_owned();
            Err(Mishap::Panicked { message, line })
        }
        _ => Err(Mishap::NoAnswer),
    }
}

fn start(program: &Path, printed: &Arc<Mutex<Printed>>) -> io::Result<Running> {
    let mut command = limited(program);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn()?;
    let missing = || io::Error::other("no pipe");
    let mut requests = child.stdin.take().ok_or_else(missing)?;
    let out = child.stdout.take().ok_or_else(missing)?;
    let errors = child.stderr.take().ok_or_else(missing)?;
    let (sender, answers) = mpsc::channel();
    let (marked, marks) = mpsc::channel();
    // Nobody can guess it, so what else is printed is no answer.
    let nonce = format!("nn28-{:016x}", RandomState::new().build_hasher().finish());
    requests.write_all(format!("{nonce}\n").as_bytes())?;
    let (word, kept) = (nonce.clone(), Arc::clone(printed));
    thread::Builder::new().spawn(move || listen(out, &word, &sender, &kept, false))?;
    let kept = Arc::clone(printed);
    thread::Builder::new().spawn(move || listen(errors, &nonce, &marked, &kept, true))?;
    Ok(Running {
        child,
        requests,
        answers,
        marks,
    })
}

/// The command of a program that gets no more than a gigabyte of memory, where the system has a way to say so, and whose standard input
/// is empty: the requests come by another way, which is its argument.
#[cfg(unix)]
fn limited(program: &Path) -> Command {
    const LIMITS: &str = "ulimit -c 0 2>/dev/null; ulimit -v 1048576 2>/dev/null; exec 3<&0 </dev/null; exec \"$0\" /dev/fd/3";
    let mut command = Command::new("/bin/sh");
    command.arg("-c").arg(LIMITS).arg(program);
    command
}

/// The command of a program. The requests come on its standard input.
#[cfg(not(unix))]
fn limited(program: &Path) -> Command {
    Command::new(program)
}

/// Reads to the end: lines with the nonce are answers, all others are the reader's.
fn listen(
    from: impl Read,
    nonce: &str,
    answers: &Sender<String>,
    kept: &Mutex<Printed>,
    is_error: bool,
) {
    let mut from = BufReader::new(from);
    let mut line = Vec::new();
    while let Ok(1..) = next_line(&mut from, &mut line) {
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end_matches(['\r', '\n']);
        if let Some(answer) = text.strip_prefix(nonce) {
            let _ = answers.send(answer.trim_start().to_owned());
        } else if let Ok(mut printed) = kept.lock() {
            printed.keep(text, is_error);
        }
        line.clear();
    }
}

impl Printed {
    /// Keeps the beginning of everything that the reader printed, and the end of the errors.
    fn keep(&mut self, line: &str, is_error: bool) {
        let is_last_words = is_error && LAST_WORDS.iter().any(|words| line.contains(words));
        let room = PRINTED.saturating_sub(self.text.len() + 1);
        let kept = &line[..line.floor_char_boundary(room)];
        self.is_more |= kept.len() < line.len();
        if !kept.is_empty() && !is_last_words {
            self.text.push_str(kept);
            self.text.push('\n');
        }
        if is_error {
            self.errors
                .push_str(&line[..line.floor_char_boundary(PRINTED)]);
            let surplus = self.errors.len().saturating_sub(PRINTED);
            self.errors.drain(..self.errors.ceil_char_boundary(surplus));
        }
    }
}

/// Reads a line of any length, and keeps its beginning. Returns the number of bytes read.
fn next_line(from: &mut BufReader<impl Read>, line: &mut Vec<u8>) -> io::Result<usize> {
    let mut read = 0;
    loop {
        let buffer = from.fill_buf()?;
        if buffer.is_empty() {
            return Ok(read);
        }
        let end = buffer
            .iter()
            .position(|byte| *byte == b'\n')
            .map(|at| at + 1);
        let length = end.unwrap_or(buffer.len());
        let room = LONGEST.saturating_sub(line.len());
        line.extend_from_slice(&buffer[..length.min(room)]);
        from.consume(length);
        read += length;
        if end.is_some() {
            return Ok(read);
        }
    }
}

//! Runs the reader's functions: a request a line from the file that is named, an answer a line on standard output. Everything else
//! that is printed is the reader's.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use value::{Answer, Argument, Take};

/// Which functions are the reader's now, a bit each.
static MINE: [AtomicU64; 4] = [const { AtomicU64::new(0) }; 4];

/// The last panic: its file, its line and its message.
static PANIC: Mutex<String> = Mutex::new(String::new());

fn is_mine(index: usize) -> bool {
    MINE[index / 64].load(Ordering::Relaxed) >> (index % 64) & 1 == 1
}

fn main() -> io::Result<()> {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map_or(String::new(), |at| format!("{}:{}", at.file(), at.line()));
        let payload = info.payload();
        let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let text = text.or_else(|| payload.downcast_ref::<String>().cloned());
        let text = format!("{place} {}", text.unwrap_or_default());
        if let Ok(mut last) = PANIC.lock() {
            *last = text;
        }
    }));
    match std::env::args().nth(1) {
        Some(path) => serve(BufReader::new(File::open(path)?)),
        // Locked from here on, so that a function that reads gets none of the requests.
        None => serve(io::stdin().lock()),
    }
}

/// Answers request after request. The first line is the word before every answer, which the reader's functions do not know.
fn serve(mut requests: impl BufRead) -> io::Result<()> {
    let mut nonce = String::new();
    requests.read_line(&mut nonce)?;
    let nonce = nonce.trim_end();
    let mut line = String::new();
    loop {
        line.clear();
        if requests.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let outcome = match line.trim_end() {
            "flush" => {
                writeln!(io::stderr(), "\n{nonce}")?;
                "none".to_owned()
            }
            request => answer(request),
        };
        let mut out = io::stdout().lock();
        writeln!(out, "\n{nonce} {outcome}")?;
        out.flush()?;
    }
}

/// The answer to `INDEX HANDS ARGUMENT…`.
fn answer(request: &str) -> String {
    let mut words = request.split(' ');
    let index = words.next().and_then(|word| word.parse().ok()).unwrap_or(usize::MAX);
    for (hands, bits) in MINE.iter().zip(words.next().unwrap_or_default().split(',')) {
        hands.store(u64::from_str_radix(bits, 16).unwrap_or(0), Ordering::Relaxed);
    }
    let Some(arguments) = words.map(Argument::from_word).collect::<Option<Vec<_>>>() else {
        return "none".to_owned();
    };
    match catch_unwind(AssertUnwindSafe(|| call(index, &arguments))) {
        Ok(Some(answer)) => format!("value {}", answer.to_word()),
        Ok(None) => "none".to_owned(),
        Err(_) => {
            let last = PANIC.lock().map(|last| last.clone()).unwrap_or_default();
            let line: String = last.chars().map(|c| if c.is_control() { ' ' } else { c }).take(500).collect();
            format!("panic {line}")
        }
    }
}

mod given;
mod hands;
mod model;
mod value;

//! Runs the reader's functions: a request a line from the file that is named, an answer a line on standard output. Everything else
//! that is printed is the reader's.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use value::{Answer, Argument, Take};

/// Which functions are the reader's now, a bit each.
static MINE: [AtomicU64; 4] = [const { AtomicU64::new(0) }; 4];

/// The last panic: its file, its line and its message.
static PANIC: Mutex<String> = Mutex::new(String::new());

/// True if functions of ours call the reader's in their turn. While one of his is judged they call ours alone.
static IS_MIXED: AtomicBool = AtomicBool::new(false);

thread_local! {
    /// True inside of a function of ours that calls no other hand.
    static IS_OURS: Cell<bool> = const { Cell::new(false) };
}

fn is_mine(index: usize) -> bool {
    !IS_OURS.get() && MINE[index / 64].load(Ordering::Relaxed) >> (index % 64) & 1 == 1
}

/// The value of a function of ours.
fn by_ours<T>(call: impl FnOnce() -> T) -> T {
    let before = IS_OURS.replace(!IS_MIXED.load(Ordering::Relaxed));
    let value = call();
    IS_OURS.set(before);
    value
}

/// The mean of the gradients of some samples (14).
fn mean_gradient(network: &given::Network, samples: &[given::Sample]) -> given::Gradient {
    let all: Vec<given::Gradient> = samples.iter().map(|sample| hands::gradient(network, sample)).collect();
    let mean = |slope: &dyn Fn(&given::Gradient) -> f64| hands::eq14_mean_gradient(&all.iter().map(slope).collect::<Vec<_>>());
    let matrix = |like: &given::Matrix, of: fn(&given::Gradient) -> &given::Matrix| {
        let entry = |row: usize, column: usize| mean(&|one| of(one)[row][column]);
        like.iter().enumerate().map(|(row, entries)| (0..entries.len()).map(|column| entry(row, column)).collect()).collect()
    };
    given::Gradient { w: matrix(&network.w, |one| &one.w), v: matrix(&network.v, |one| &one.v) }
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

/// The answer to `INDEX HANDS ARGUMENT…`. A plus sign before the hands says that ours call the reader's.
fn answer(request: &str) -> String {
    let mut words = request.split(' ');
    let index = words.next().and_then(|word| word.parse().ok()).unwrap_or(usize::MAX);
    let hands = words.next().unwrap_or_default();
    IS_MIXED.store(hands.starts_with('+'), Ordering::Relaxed);
    IS_OURS.set(false);
    for (hands, bits) in MINE.iter().zip(hands.trim_start_matches('+').split(',')) {
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

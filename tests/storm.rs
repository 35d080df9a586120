//! Storms: more keys, clicks, pastes and sizes than anybody could ask for, from a seed. Nothing may fall over, hang or grow.
//!
//! A gust of them is played with the other tests. The whole storm takes programs and a test in release:
//!
//! ```text
//! NN28_STORM=100000 NN28_PROGRAMS=target/release cargo test --release --test storm -- --nocapture
//! NN28_ACTIONS=10000000 cargo test --release --test storm actions -- --nocapture
//! ```
#![cfg(all(unix, feature = "terminal"))]

mod pty;
mod stage;

use std::time::{Duration, Instant};

use nn28::data;
use nn28::stage::{Action, Contents, Neuron, Stage};
use portable_pty::CommandBuilder;
use pty::{PROGRAMS, Terminal, program};
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// How long the answer to a key may take in a release build: 99 times of 100, since a machine may have other things to do as well.
const ANSWER: Duration = Duration::from_millis(100);
/// And how long the other times.
const LATE: Duration = Duration::from_millis(1000);

/// A number from the environment, or the one for a gust.
fn number(name: &str, usual: usize) -> usize {
    std::env::var(name).map_or(usual, |text| text.parse().expect("a number"))
}

/// What a terminal sends for something random. Keys that would end the program (q, Ctrl-C) are not among them, nor is s, which would
/// draw figures for seconds, nor o, which would open a browser.
fn gust(random: &mut ChaCha8Rng) -> Vec<u8> {
    const KEYS: &[u8] = b"hjkl?[] nbrR+-vpm123456789y=_\t\r\x01\x05\x12\x1a\x7f~,.xXzZ0";
    const SEQUENCES: [&str; 12] = [
        "\x1b[A",
        "\x1b[B",
        "\x1b[C",
        "\x1b[D",
        "\x1b[Z",
        "\x1b[H",
        "\x1b[5~",
        "\x1bOP",
        "\x1b[1;5C",
        "é",
        "漢",
        "\x1bx",
    ];
    match random.random_range(0..100) {
        0..60 => vec![KEYS[random.random_range(0..KEYS.len())]],
        60..80 => SEQUENCES[random.random_range(0..SEQUENCES.len())].into(),
        // A click or another event of the mouse, sometimes outside.
        80..97 => {
            let button = [0, 0, 0, 0, 1, 2, 32, 35, 64, 65][random.random_range(0..10)];
            let (column, row) = (random.random_range(1..260), random.random_range(1..90));
            let end = if random.random() { 'M' } else { 'm' };
            format!("\x1b[<{button};{column};{row}{end}").into()
        }
        _ => {
            let mut bytes = vec![0; random.random_range(0..60)];
            random.fill_bytes(&mut bytes);
            let letters: String = bytes
                .iter()
                .map(|byte| char::from(byte % 95 + b' '))
                .collect();
            format!("\x1b[200~{letters}q\x1b[201~").into()
        }
    }
}

/// The memory that a process has, in bytes.
#[cfg(target_os = "linux")]
fn memory(terminal: &Terminal) -> usize {
    let path = format!("/proc/{}/statm", terminal.process());
    let sizes = std::fs::read_to_string(path).expect("the program still runs");
    let pages: usize = sizes
        .split(' ')
        .nth(1)
        .and_then(|pages| pages.parse().ok())
        .expect("pages");
    pages * 4096
}

#[cfg(not(target_os = "linux"))]
fn memory(_: &Terminal) -> usize {
    0
}

/// Let the help page come and go: how long the program takes to answer. The first time it may have a whole gust before it.
fn answer(terminal: &mut Terminal) -> Duration {
    help(terminal);
    help(terminal)
}

fn help(terminal: &mut Terminal) -> Duration {
    let is_help = |screen: &vt100::Screen| screen.contents().contains("Shift-Tab");
    for _ in 0..30 {
        // Esc closes what lies above. With the next key right behind it, it would be another key.
        terminal.press("\x1b");
        terminal.look_for(Duration::from_millis(100), |_| false);
        let start = Instant::now();
        terminal.press("?");
        if terminal.look_for(Duration::from_secs(2), is_help) {
            let elapsed = start.elapsed();
            terminal.press("\x1b");
            terminal.wait_until("no page", |screen| !is_help(screen));
            return elapsed;
        }
    }
    panic!("no answer on\n{}", terminal.contents());
}

#[test]
fn no_storm_of_keys_makes_a_program_fall_over_hang_or_grow() {
    let count = number("NN28_STORM", 600);
    let patient = std::env::var_os("NN28_STORM").is_none();
    for (seed, name) in (1..).zip(PROGRAMS) {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut command = CommandBuilder::new(program(name));
        let folder = tempfile::tempdir().expect("a folder");
        command.cwd(folder.path());
        let mut storm = Terminal::start(command, 80, 24);
        storm.wait_for_frame();
        let (mut answers, mut early, mut most) = (Vec::new(), 0, 0);
        let start = Instant::now();
        for key in 0..count {
            storm.send(&gust(&mut random)).expect("it takes keys");
            if random.random_range(0..200) == 0 {
                let columns = random.random_range(1..=250);
                storm.resize(columns, random.random_range(1..=80));
            }
            if key % 500 == 499 {
                storm.resize(100, 35);
                answers.push(answer(&mut storm));
                most = most.max(memory(&storm));
                if key <= count / 4 {
                    early = most;
                }
            }
        }
        answers.sort();
        let slowest = answers.last().copied().unwrap_or_default();
        let usual = answers
            .get(answers.len() * 99 / 100)
            .copied()
            .unwrap_or_default();
        eprintln!(
            "{name}: {count} keys in {:.1} s, {} answers, 99 of 100 within {:.1} ms, the slowest after {:.1} ms, memory {} MB after a quarter, {} MB at most",
            start.elapsed().as_secs_f64(),
            answers.len(),
            usual.as_secs_f64() * 1e3,
            slowest.as_secs_f64() * 1e3,
            early >> 20,
            most >> 20,
        );
        assert!(
            patient || usual < ANSWER && slowest < LATE,
            "{name}: {usual:?} {slowest:?}"
        );
        assert!(
            early == 0 || most < early + (32 << 20),
            "{name}: {early} {most}"
        );
        storm.resize(100, 35);
        // From the contents a dashboard may have been entered, and it may show a page of its own.
        for key in ["\x1b", "q", "\x1b", "q"] {
            let _ = storm.send(key.as_bytes());
            std::thread::sleep(Duration::from_millis(100));
        }
        assert_eq!(storm.ended(), 0, "{name}");
        storm.assert_given_back();
    }
}

#[test]
fn any_actions_leave_every_stage_standing() {
    let count = number("NN28_ACTIONS", 12_000);
    // Digits take their time: they have a twentieth of what the others have.
    let small = 3 * (data::NAMES.len() - 1) + 2;
    let each = (count * 20).div_ceil(small * 20 + 3);
    let mut slowest = (Duration::ZERO, String::new());
    let mut play = |title: String, act: &mut dyn FnMut(&Action), seed: u64, count: usize| {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        for _ in 0..count {
            let action = stage::random_action(&mut random);
            let start = Instant::now();
            act(&action);
            let took = start.elapsed();
            if took > slowest.0 {
                slowest = (took, format!("{action:?} in {title}"));
            }
        }
    };
    let mut contents = Contents::new();
    play(
        "contents".to_owned(),
        &mut |action| drop(contents.act(action)),
        1,
        each,
    );
    let mut neuron = Neuron::of_source();
    play(
        "neuron".to_owned(),
        &mut |action| drop(Stage::act(&mut neuron, action.clone())),
        2,
        each,
    );
    for (seed, name) in (3..).zip(data::NAMES) {
        for (chapter, mut played) in stage::three(&stage::bench(name, 3)) {
            let title = format!("{} on {name}", chapter.word());
            let share = if name == "digits" {
                each.div_ceil(20)
            } else {
                each
            };
            play(
                title,
                &mut |action| drop(played.act(action.clone())),
                seed,
                share,
            );
            stage::assert_valid(played.as_ref(), &|| format!("{} on {name}", chapter.word()));
        }
    }
    eprintln!("{count} actions, the longest took {slowest:?}");
}

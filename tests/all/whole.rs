//! What the programs write is there in full or not at all: on a full disk, when they are killed, and when two of them write at once.
#![cfg(all(unix, feature = "book", feature = "terminal"))]

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use nn28::book::{Options, build};
use nn28::data::{DataError, Init, parse_network, read_network, write_network};
use nn28::figure::{self, Format, Theme};
use nn28::model::Network;
use nn28::stage::{Neuron, Preset, Stage as _};
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

use super::folders::{folder, names, read};
use super::one_page::{self, options};

const NEURON: &str = env!("CARGO_BIN_EXE_neuron");
const BACKPROP: &str = env!("CARGO_BIN_EXE_backprop");

/// A network whose file is so large that writing it takes a while.
fn network(seed: u64) -> Network {
    Init::Uniform.network(40, 100, 10, seed)
}

fn without_hidden(names: Vec<String>) -> Vec<String> {
    let is_shown = |name: &String| !name.starts_with('.');
    names.into_iter().filter(is_shown).collect()
}

/// Whether all of a figure is there.
fn is_whole_figure(path: &Path) -> bool {
    let bytes = fs::read(path).expect("a figure");
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("svg") => bytes.starts_with(b"<svg") && bytes.trim_ascii_end().ends_with(b"</svg>"),
        _ => bytes.starts_with(b"\x89PNG") && bytes.ends_with(b"IEND\xaeB`\x82"),
    }
}

fn command(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Starts a program again and again and kills it at times that a seed decides, in microseconds; `look` looks at what is left each time.
fn kill_at_random(
    mut command: Command,
    times: usize,
    wait: Range<u64>,
    seed: u64,
    look: impl Fn(),
) {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    for _ in 0..times {
        let mut child = command.spawn().expect("the program starts");
        thread::sleep(Duration::from_micros(random.random_range(wait.clone())));
        child.kill().expect("killed, or ended before");
        child.wait().expect("its end");
        look();
    }
}

// A full disk.

/// A disk of so few bytes; it goes when the value does.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// None, and a sentence, where this test may not mount one.
    fn of(size: &str) -> Option<Self> {
        let folder = folder();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "nn28-test"])
            .arg(folder.path())
            .stderr(Stdio::null())
            .status();
        if mounted.is_ok_and(|status| status.success()) {
            return Some(Self(folder));
        }
        println!("left out: a full disk, because no small one can be mounted here");
        None
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_leaves_the_figures_that_are_whole_and_nothing_else() {
    let Some(disk) = SmallDisk::of("100k") else {
        return;
    };
    let stage = Neuron::of_preset(Preset::Source);
    let (figures, formats) = (stage.figures(), [Format::Svg]);
    // Something else has filled the disk but for 20 kB.
    fs::write(disk.path().join("other"), vec![1; 80_000]).expect("room for it");
    let written = figure::write(
        &figures,
        disk.path(),
        &formats,
        &Theme::ALL,
        &figure::Style::default(),
        &mut |_, _| (),
    );
    let message = written.expect_err("no room").to_string();
    assert!(message.contains("No space left"), "{message}");
    let left = names(disk.path());
    for name in left.iter().filter(|name| *name != "other") {
        assert!(is_whole_figure(&disk.path().join(name)), "{name}");
    }
}

#[test]
fn a_full_disk_leaves_the_old_network() {
    let Some(disk) = SmallDisk::of("200k") else {
        return;
    };
    let path = disk.path().join("net.json");
    write_network(&network(1), &path, false).expect("room for one");
    let fault = write_network(&network(2), &path, true).expect_err("no room for another");
    assert!(matches!(fault, DataError::Unwritable { .. }), "{fault}");
    assert!(fault.to_string().contains("No space left"), "{fault}");
    assert_eq!(names(disk.path()), ["net.json"]);
    assert_eq!(read_network(&path).expect("the old one"), network(1));
}

#[test]
fn a_full_disk_leaves_no_half_of_a_book() {
    let Some(disk) = SmallDisk::of("200k") else {
        return;
    };
    let sources = folder();
    let fault = build(&small_book(sources.path(), &disk.path().join("book"))).expect_err("no room");
    assert!(fault.to_string().contains("No space left"), "{fault}");
    assert_eq!(names(disk.path()), [""; 0]);
}

// A killed process.

#[test]
fn a_killed_process_leaves_whole_figures() {
    let folder = folder();
    let figures = folder.path().display().to_string();
    let arguments = ["--quiet", "--headless", "--figures", &figures];
    let mut neuron = command(NEURON, &arguments);
    assert!(neuron.status().expect("the program starts").success());
    let all = names(folder.path());
    kill_at_random(neuron, 12, 500..60_000, 28, || {
        let left = without_hidden(names(folder.path()));
        assert_eq!(left, all);
        for name in left {
            assert!(is_whole_figure(&folder.path().join(&name)), "{name}");
        }
    });
}

#[test]
fn a_killed_process_leaves_the_old_network_or_the_new_one() {
    let folder = folder();
    let (start, end) = (folder.path().join("a.json"), folder.path().join("b.json"));
    let network = Init::Uniform.network(2, 2_000, 3, 1);
    write_network(&network, &start, false).expect("written");
    let (start, goal) = (start.display().to_string(), end.display().to_string());
    let options = "--quiet --headless --no-figures --force --steps 1 --network";
    let mut arguments: Vec<&str> = options.split(' ').collect();
    arguments.extend([&*start, "--save", &goal]);
    let mut backprop = command(BACKPROP, &arguments);
    assert!(backprop.status().expect("the program starts").success());
    let new = fs::read(&end).expect("written");
    // The old one is told from the new one by its length.
    write_network(&network, &end, true).expect("written");
    let old = fs::read(&end).expect("written");
    assert_ne!(old, new);
    kill_at_random(backprop, 12, 500..60_000, 7, || {
        let found = fs::read(&end).expect("one of them");
        assert!(found == old || found == new);
        assert_eq!(without_hidden(names(folder.path())), ["a.json", "b.json"]);
    });
}

// Two at once.

#[test]
fn of_two_writers_without_force_one_wins_and_the_other_is_told() {
    let folder = folder();
    for round in 0..20 {
        let path = folder.path().join(format!("{round}.json"));
        let results = thread::scope(|scope| {
            let writer = |seed| {
                let path = &path;
                scope.spawn(move || write_network(&network(seed), path, false))
            };
            [1, 2]
                .map(writer)
                .map(|writer| writer.join().expect("no panic"))
        });
        let winner = match &results {
            [Ok(()), Err(DataError::Exists { .. })] => 1,
            [Err(DataError::Exists { .. }), Ok(())] => 2,
            other => panic!("{other:?}"),
        };
        assert_eq!(read_network(&path).expect("whole"), network(winner));
    }
    assert_eq!(names(folder.path()).len(), 20);
}

#[test]
fn two_writers_with_force_leave_one_of_two_networks_and_a_reader_never_sees_another() {
    let folder = folder();
    let path = folder.path().join("net.json");
    let both = [network(1), network(2)];
    write_network(&both[0], &path, false).expect("written");
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let writers = both.each_ref().map(|network| {
            let path = &path;
            scope.spawn(move || {
                for _ in 0..10 {
                    write_network(network, path, true).expect("written");
                }
            })
        });
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                let bytes = fs::read(&path).expect("there is always one");
                let seen = parse_network(&bytes, "net.json").expect("a whole one");
                assert!(both.contains(&seen));
            }
        });
        for writer in writers {
            writer.join().expect("no panic");
        }
        done.store(true, Ordering::Relaxed);
    });
    assert_eq!(names(folder.path()), ["net.json"]);
}

// The book.

fn small_book(folder: &Path, output: &Path) -> Options {
    one_page::write(folder, "# A\n\n{{#equation 1}}\n");
    options(folder, output)
}

#[test]
fn a_reader_finds_a_whole_book_at_any_time_while_two_are_built_in_its_place() {
    let folder = folder();
    let output = folder.path().join("out/book");
    build(&small_book(folder.path(), &output)).expect("a sound book");
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let builders =
            [0, 1].map(|_| scope.spawn(|| build(&options(folder.path(), &output)).map(drop)));
        let reader = scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                let page = fs::read_to_string(output.join("a.html")).expect("there is always one");
                assert!(page.trim_end().ends_with("</html>"));
            }
        });
        for builder in builders {
            builder.join().expect("no panic").expect("a sound book");
        }
        done.store(true, Ordering::Relaxed);
        reader.join().expect("no panic");
    });
    // The temporary folders are gone.
    assert_eq!(names(&folder.path().join("out")), ["book"]);
}

/// Names the folder in which the process that is to be killed builds its book.
const BUILD_IN: &str = "NN28_TEST_BUILDS_IN";

/// The process that is killed: this test alone, which builds a book again and again. Without the variable it has nothing to do.
#[test]
fn builds_until_it_is_killed() {
    let Some(folder) = std::env::var_os(BUILD_IN).map(PathBuf::from) else {
        return;
    };
    loop {
        build(&options(&folder, &folder.join("out/book"))).expect("a sound book");
    }
}

#[test]
fn a_killed_build_leaves_a_whole_book() {
    let folder = folder();
    let out = folder.path().join("out");
    let options = small_book(folder.path(), &out.join("book"));
    build(&options).expect("a sound book");
    let all = names(&out.join("book"));
    let program = std::env::current_exe().expect("this program");
    let arguments = ["--exact", "whole::builds_until_it_is_killed"];
    let mut builder = command(&program.to_string_lossy(), &arguments);
    builder.env(BUILD_IN, folder.path());
    kill_at_random(builder, 6, 20_000..300_000, 43, || {
        assert_eq!(names(&out.join("book")), all);
        assert_eq!(without_hidden(names(&out)), ["book"]);
        let page = read(out.join("book/a.html"));
        assert!(page.trim_end().ends_with("</html>"));
    });
    build(&options).expect("a sound book");
    assert_eq!(without_hidden(names(&out)), ["book"]);
}

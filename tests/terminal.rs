//! The dashboards in a real terminal: they start, they answer, and they give it back.
#![cfg(all(unix, feature = "terminal"))]

use std::io::{Read, Write};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// What a terminal is sent to leave the alternate screen, to stop reporting the mouse, and to show the cursor.
const GIVEN_BACK: [&str; 3] = ["\u{1b}[?1049l", "\u{1b}[?1000l", "\u{1b}[?25h"];

struct Running {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    seen: String,
}

impl Running {
    fn start(program: &str) -> Self {
        Self::start_with(program, &[])
    }

    fn start_with(program: &str, options: &[&str]) -> Self {
        let size = PtySize {
            rows: 24,
            cols: 80,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system()
            .openpty(size)
            .expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(program);
        command.args(options);
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        command.env("TERM", "xterm-256color");
        let child = pair
            .slave
            .spawn_command(command)
            .expect("the program starts");
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let keys = pair.master.take_writer().expect("a writer");
        let (send, output) = mpsc::channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if send.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            master: pair.master,
            child,
            keys,
            output,
            seen: String::new(),
        }
    }

    /// Wait until the screen has been sent a text.
    fn wait_for(&mut self, wanted: &str) {
        let end = Instant::now() + Duration::from_secs(20);
        while !self.seen.contains(wanted) {
            let left = end.saturating_duration_since(Instant::now());
            let bytes = self
                .output
                .recv_timeout(left)
                .unwrap_or_else(|_| panic!("{wanted:?} in {:?}", self.seen));
            self.seen.push_str(&String::from_utf8_lossy(&bytes));
        }
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("keys");
        self.keys.flush().expect("keys");
    }

    /// The exit status, which has to come soon.
    fn ended(&mut self) -> u32 {
        let end = Instant::now() + Duration::from_secs(20);
        while Instant::now() < end {
            if let Some(status) = self.child.try_wait().expect("a status") {
                return status.exit_code();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        self.child.kill().expect("it can be killed");
        panic!("the program does not end");
    }
}

#[test]
fn a_dashboard_starts_answers_keys_and_gives_the_terminal_back() {
    let mut neuron = Running::start(env!("CARGO_BIN_EXE_neuron"));
    neuron.wait_for("weighted");
    neuron.press("]]]");
    neuron.wait_for("exp(−a)");
    neuron.press("q");
    for sequence in GIVEN_BACK {
        neuron.wait_for(sequence);
    }
    assert_eq!(neuron.ended(), 0);
}

#[test]
fn the_dashboards_of_the_other_chapters_start_on_every_data_set() {
    let programs = [
        (env!("CARGO_BIN_EXE_network"), "network"),
        (
            env!("CARGO_BIN_EXE_numerical_gradient"),
            "numerical gradient",
        ),
        (env!("CARGO_BIN_EXE_backprop"), "backpropagation"),
    ];
    for (program, title) in programs {
        for name in nn28::data::NAMES {
            let mut dashboard = Running::start_with(program, &["--data", name]);
            dashboard.wait_for(title);
            dashboard.wait_for(name);
            dashboard.press("vn?");
            dashboard.wait_for("Shift-Tab");
            dashboard.press("q");
            assert_eq!(dashboard.ended(), 0, "{title} on {name}");
        }
    }
}

#[test]
fn the_neuron_starts_on_every_data_set_too() {
    for name in nn28::data::NAMES {
        let mut neuron = Running::start_with(env!("CARGO_BIN_EXE_neuron"), &["--data", name]);
        neuron.wait_for("weighted");
        neuron.press("vn]?");
        neuron.wait_for("Shift-Tab");
        neuron.press("q");
        assert_eq!(neuron.ended(), 0, "{name}");
    }
}

#[test]
fn the_contents_open_a_dashboard_and_come_back() {
    let mut nn28 = Running::start(env!("CARGO_BIN_EXE_nn28"));
    nn28.wait_for("Backpropagation");
    nn28.press("\r");
    nn28.wait_for("neuron");
    nn28.press("q");
    nn28.seen.clear();
    nn28.wait_for("28");
    nn28.press("\u{3}");
    assert_eq!(nn28.ended(), 0);
}

#[test]
fn a_signal_ends_a_dashboard_and_the_terminal_is_given_back() {
    let mut neuron = Running::start(env!("CARGO_BIN_EXE_neuron"));
    neuron.wait_for("weighted");
    let process = neuron.child.process_id().expect("a process").to_string();
    assert!(
        std::process::Command::new("kill")
            .args(["-TERM", &process])
            .status()
            .expect("kill")
            .success()
    );
    for sequence in GIVEN_BACK {
        neuron.wait_for(sequence);
    }
    assert_eq!(neuron.ended(), 128 + 15);
}

#[test]
fn a_terminal_that_goes_away_ends_the_dashboard() {
    let Running {
        master,
        mut child,
        mut keys,
        output,
        ..
    } = {
        let mut neuron = Running::start(env!("CARGO_BIN_EXE_neuron"));
        neuron.wait_for("weighted");
        neuron
    };
    // The thread that reads holds the terminal open until there is something to read and nobody to tell.
    drop(output);
    keys.write_all(b"]").expect("a key");
    drop((keys, master));
    let end = Instant::now() + Duration::from_secs(10);
    while Instant::now() < end {
        if child.try_wait().expect("a status").is_some() {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().expect("it can be killed");
    panic!("the program goes on without a terminal");
}

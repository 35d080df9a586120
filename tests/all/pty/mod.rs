//! A terminal for tests: a program runs in it, its output becomes a screen, and keys, sizes and signals go the other way.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use nix::sys::signal::{self, Signal};
use nix::sys::termios::LocalFlags;
use nix::unistd::Pid;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use vt100::{MouseProtocolMode, Parser, Screen};

/// How long to wait for anything: far longer than it takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// The five programs.
pub const PROGRAMS: [&str; 5] = [
    "nn28",
    "neuron",
    "network",
    "numerical_gradient",
    "backprop",
];

/// Do the same with all five programs, side by side: most of the time is spent waiting.
pub fn with_each_program(test: impl Fn(&str) + Sync) {
    std::thread::scope(|scope| {
        for name in PROGRAMS {
            scope.spawn(|| test(name));
        }
    });
}

/// Does several things side by side, for the same reason.
pub fn at_once(tests: &[fn()]) {
    std::thread::scope(|scope| {
        for test in tests {
            scope.spawn(test);
        }
    });
}

/// The path of one of the programs: from the folder that `NN28_PROGRAMS` names, or else as this test was built with them.
pub fn program(name: &str) -> PathBuf {
    let built = || Path::new(env!("CARGO_BIN_EXE_nn28")).with_file_name(name);
    let folder = std::env::var_os("NN28_PROGRAMS");
    folder.map_or_else(built, |folder| PathBuf::from(folder).join(name))
}

/// Waits until something holds. Returns false if it still does not after [`PATIENCE`].
pub fn comes_true(mut holds: impl FnMut() -> bool) -> bool {
    let end = Instant::now() + PATIENCE;
    while !holds() {
        if Instant::now() >= end {
            return false;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    true
}

/// The local flags of a terminal in which a shell reads lines.
pub fn usual_modes() -> LocalFlags {
    LocalFlags::ICANON | LocalFlags::ECHO | LocalFlags::ISIG
}

/// What has been drawn, and whether more can come.
#[derive(Default)]
struct Output {
    screen: Parser,
    /// The first bytes as they came.
    first: Vec<u8>,
    ended: bool,
}

/// The state that a terminal shares with the thread that reads it.
#[derive(Default)]
struct Shared {
    output: Mutex<Output>,
    news: Condvar,
    paused: AtomicBool,
    closing: AtomicBool,
}

impl Shared {
    fn set_size(&self, columns: u16, rows: u16) {
        let mut output = self.output.lock().expect("the output");
        output.screen.screen_mut().set_size(rows, columns);
    }

    /// Draws what the program writes, until it ends or the terminal hangs up.
    fn read(&self, mut reader: impl Read) {
        let mut buffer = vec![0; 65536];
        loop {
            while self.paused.load(Ordering::Relaxed) {
                std::thread::sleep(Duration::from_millis(5));
            }
            let read = reader.read(&mut buffer).unwrap_or(0);
            let mut output = self.output.lock().expect("the output");
            output.screen.process(&buffer[..read]);
            if output.first.len() < 200_000 {
                output.first.extend_from_slice(&buffer[..read]);
            }
            output.ended = read == 0;
            self.news.notify_all();
            if read == 0 || self.closing.load(Ordering::Relaxed) {
                return;
            }
        }
    }
}

/// A terminal with a program in it.
pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    pub child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    shared: Arc<Shared>,
}

impl Terminal {
    /// One of the programs on a screen of 80 by 24, in a folder of the package.
    pub fn with(name: &str, options: &[&str]) -> Self {
        Self::configured(name, |command| command.args(options))
    }

    /// One of the programs on a screen of 80 by 24, started as `configure` says.
    pub fn configured(name: &str, configure: impl FnOnce(&mut CommandBuilder)) -> Self {
        let mut command = CommandBuilder::new(program(name));
        configure(&mut command);
        Self::start(command, 80, 24)
    }

    /// A line of a shell script on a screen of 80 by 24.
    pub fn script(line: &str) -> Self {
        let mut command = CommandBuilder::new("bash");
        command.args(["-o", "pipefail", "-c", line]);
        Self::start(command, 80, 24)
    }

    /// A program in the folder of the package, unless `command` names another.
    pub fn start(mut command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows));
        let pair = pair.expect("a pseudo-terminal");
        let is_here = command.get_cwd().is_none();
        if is_here {
            command.cwd(env!("CARGO_MANIFEST_DIR"));
        }
        // A terminal of its own, whatever the test runs in, unless the test says what it means.
        let given: Vec<String> = command
            .iter_extra_env_as_str()
            .map(|(variable, _)| variable.to_owned())
            .collect();
        for (variable, value) in [
            ("TERM", "xterm-256color"),
            ("COLORTERM", ""),
            ("COLORFGBG", ""),
            ("LC_ALL", "C.UTF-8"),
        ] {
            if !given.iter().any(|name| name == variable) {
                command.env(variable, value);
            }
        }
        // Nothing is remembered in the folder of this clone.
        if is_here && !given.iter().any(|name| name == "NN28_MINE") {
            command.env("NN28_MINE", "target/no-folder");
        }
        let child = pair.slave.spawn_command(command);
        let reader = pair.master.try_clone_reader().expect("a reader");
        let shared = Arc::<Shared>::default();
        shared.set_size(columns, rows);
        let of_reader = Arc::clone(&shared);
        std::thread::spawn(move || of_reader.read(reader));
        Self {
            keys: pair.master.take_writer().expect("a writer"),
            master: pair.master,
            child: child.expect("the program starts"),
            shared,
        }
    }

    /// Wait until the screen is as it should be.
    pub fn wait_until(&self, what: &str, holds: impl FnMut(&Screen) -> bool) {
        let comes = self.look_for(PATIENCE, holds);
        assert!(comes, "expected {what} on\n{}", self.contents());
    }

    /// Whether the screen becomes what it should be in time.
    pub fn look_for(&self, time: Duration, mut holds: impl FnMut(&Screen) -> bool) -> bool {
        let end = Instant::now() + time;
        let mut output = self.shared.output.lock().expect("the output");
        while !holds(output.screen.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() || output.ended {
                return false;
            }
            let waited = self.shared.news.wait_timeout(output, left);
            output = waited.expect("the output").0;
        }
        true
    }

    /// Wait until the screen shows a text.
    pub fn wait_for(&self, text: &str) {
        self.wait_until(text, |screen| screen.contents().contains(text));
    }

    /// Wait for a dashboard's or the contents' first frame.
    pub fn wait_for_frame(&self) {
        self.wait_until("a frame", |screen| {
            screen.alternate_screen() && screen.contents().trim().len() > 100
        });
    }

    /// What the screen shows now.
    pub fn contents(&self) -> String {
        self.look(Screen::contents)
    }

    /// What the program has written first, escape sequences included.
    pub fn written(&self) -> String {
        let output = self.shared.output.lock().expect("the output");
        String::from_utf8_lossy(&output.first).into_owned()
    }

    /// Something about the screen as it is now.
    pub fn look<T>(&self, look: impl FnOnce(&Screen) -> T) -> T {
        let output = self.shared.output.lock().expect("the output");
        look(output.screen.screen())
    }

    /// Stop reading what the program writes, or go on.
    pub fn pause(&self, paused: bool) {
        self.shared.paused.store(paused, Ordering::Relaxed);
    }

    pub fn press(&mut self, keys: &str) {
        self.send(keys.as_bytes()).expect("keys");
    }

    /// Bytes as they come from a keyboard. Fails where the program has ended.
    pub fn send(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.keys.write_all(bytes)?;
        self.keys.flush()
    }

    /// What reads the screen here keeps to a size that it can cope with.
    pub fn resize(&self, columns: u16, rows: u16) {
        self.shared.set_size(columns.max(20), rows.max(10));
        self.master.resize(size(columns, rows)).expect("a size");
    }

    pub fn signal(&self, signal: Signal) {
        signal::kill(self.process(), signal).expect("a signal");
    }

    pub fn process(&self) -> Pid {
        let process = self.child.process_id().expect("a process");
        Pid::from_raw(i32::try_from(process).expect("its number"))
    }

    /// Waits for the end of the program, and says whether it came.
    pub fn has_ended(&mut self) -> bool {
        comes_true(|| self.child.try_wait().expect("a status").is_some())
    }

    /// The exit status, which has to come soon.
    pub fn ended(&mut self) -> u32 {
        if self.has_ended() {
            // What it has written last may still be on its way.
            self.look_for(Duration::from_secs(1), |_| false);
            return self.child.wait().expect("a status").exit_code();
        }
        self.child.kill().expect("it can be killed");
        panic!("the program does not end; it shows\n{}", self.contents());
    }

    /// Leaves a dashboard, which has to end well and give the terminal back.
    #[track_caller]
    pub fn quit(&mut self) {
        self.press("q");
        self.assert_ends(0);
    }

    /// That the program ends with a status and gives the terminal back.
    #[track_caller]
    pub fn assert_ends(&mut self, status: u32) {
        assert_eq!(self.ended(), status);
        self.assert_given_back();
    }

    /// That the terminal is as a shell wants it, once all that the program wrote has arrived.
    pub fn assert_given_back(&self) {
        self.wait_until("the terminal given back", |screen| {
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == MouseProtocolMode::None
        });
        let modes = self.modes();
        assert!(modes.contains(usual_modes()), "{modes:?}");
    }

    /// How the terminal treats what is typed.
    pub fn modes(&self) -> LocalFlags {
        self.master.get_termios().expect("modes").local_flags
    }

    /// Hangs up, as a terminal does whose window is closed, and asserts that the program ends. It has to answer the key, which frees the
    /// thread that reads.
    #[track_caller]
    pub fn hang_up(mut self, key: &str) {
        self.shared.closing.store(true, Ordering::Relaxed);
        self.press(key);
        let is_free = comes_true(|| Arc::strong_count(&self.shared) == 1);
        assert!(is_free, "the key {key:?} has no answer");
        let mut child = self.child;
        drop((self.master, self.keys));
        if !comes_true(|| child.try_wait().expect("a status").is_some()) {
            child.kill().expect("it can be killed");
            panic!("the program goes on without a terminal");
        }
    }
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        ..PtySize::default()
    }
}

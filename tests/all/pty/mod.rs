//! A terminal for tests: a program runs in it, its output becomes a screen, and keys, sizes and signals go the other way.

use std::io::{Read, Write};
use std::path::PathBuf;
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

/// The path of one of the programs: from the folder that `NN28_PROGRAMS` names, or else as this test was built with them.
pub fn program(name: &str) -> PathBuf {
    if let Some(folder) = std::env::var_os("NN28_PROGRAMS") {
        return PathBuf::from(folder).join(name);
    }
    PathBuf::from(match name {
        "nn28" => env!("CARGO_BIN_EXE_nn28"),
        "neuron" => env!("CARGO_BIN_EXE_neuron"),
        "network" => env!("CARGO_BIN_EXE_network"),
        "numerical_gradient" => env!("CARGO_BIN_EXE_numerical_gradient"),
        "backprop" => env!("CARGO_BIN_EXE_backprop"),
        _ => panic!("{name} is none of the programs"),
    })
}

/// What has been drawn, and whether more can come.
struct Output {
    screen: Parser,
    ended: bool,
}

/// A terminal with a program in it.
pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    pub child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Arc<(Mutex<Output>, Condvar)>,
    paused: Arc<AtomicBool>,
    closing: Arc<AtomicBool>,
}

impl Terminal {
    /// One of the programs on a screen of 80 by 24, in a folder of the package.
    pub fn with(name: &str, options: &[&str]) -> Self {
        let mut command = CommandBuilder::new(program(name));
        command.args(options);
        Self::start(command, 80, 24)
    }

    pub fn start(mut command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let pair = native_pty_system()
            .openpty(size(columns, rows))
            .expect("a pseudo-terminal");
        if command.get_cwd().is_none() {
            command.cwd(env!("CARGO_MANIFEST_DIR"));
        }
        if command.get_env("TERM").is_none_or(|term| term != "dumb") {
            command.env("TERM", "xterm-256color");
        }
        // A test that means a terminal without UTF-8 says POSIX.
        if command
            .get_env("LC_ALL")
            .is_none_or(|locale| locale != "POSIX")
        {
            command.env("LC_ALL", "C.UTF-8");
        }
        let child = pair
            .slave
            .spawn_command(command)
            .expect("the program starts");
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let keys = pair.master.take_writer().expect("a writer");
        let output = Arc::new((
            Mutex::new(Output {
                screen: Parser::new(rows, columns, 0),
                ended: false,
            }),
            Condvar::new(),
        ));
        let paused = Arc::new(AtomicBool::new(false));
        let closing = Arc::new(AtomicBool::new(false));
        let (written, stopped) = (Arc::clone(&output), Arc::clone(&paused));
        let closed = Arc::clone(&closing);
        std::thread::spawn(move || {
            let mut buffer = vec![0; 65536];
            loop {
                while stopped.load(Ordering::Relaxed) {
                    std::thread::sleep(Duration::from_millis(5));
                }
                let read = reader.read(&mut buffer).unwrap_or(0);
                let (output, news) = &*written;
                let mut output = output.lock().expect("the output");
                output.screen.process(&buffer[..read]);
                output.ended = read == 0;
                news.notify_all();
                if read == 0 || closed.load(Ordering::Relaxed) {
                    return;
                }
            }
        });
        Self {
            master: pair.master,
            child,
            keys,
            output,
            paused,
            closing,
        }
    }

    /// Wait until the screen is as it should be.
    pub fn wait_until(&self, what: &str, holds: impl FnMut(&Screen) -> bool) {
        let comes = self.look_for(PATIENCE, holds);
        assert!(comes, "expected {what} on\n{}", self.contents());
    }

    /// Whether the screen becomes what it should be in time.
    pub fn look_for(&self, time: Duration, mut holds: impl FnMut(&Screen) -> bool) -> bool {
        let (output, news) = &*self.output;
        let end = Instant::now() + time;
        let mut output = output.lock().expect("the output");
        while !holds(output.screen.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() || output.ended {
                return false;
            }
            output = news.wait_timeout(output, left).expect("the output").0;
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

    /// Something about the screen as it is now.
    pub fn look<T>(&self, look: impl FnOnce(&Screen) -> T) -> T {
        look(self.output.0.lock().expect("the output").screen.screen())
    }

    /// Stop reading what the program writes, or go on.
    pub fn pause(&self, paused: bool) {
        self.paused.store(paused, Ordering::Relaxed);
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
        self.output
            .0
            .lock()
            .expect("the output")
            .screen
            .screen_mut()
            .set_size(rows.max(10), columns.max(20));
        self.master.resize(size(columns, rows)).expect("a size");
    }

    pub fn signal(&self, signal: Signal) {
        signal::kill(self.process(), signal).expect("a signal");
    }

    pub fn process(&self) -> Pid {
        let process = self.child.process_id().expect("a process");
        Pid::from_raw(i32::try_from(process).expect("its number"))
    }

    /// The exit status, which has to come soon.
    pub fn ended(&mut self) -> u32 {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            if let Some(status) = self.child.try_wait().expect("a status") {
                // What it has written last may still be on its way.
                self.look_for(Duration::from_secs(1), |_| false);
                return status.exit_code();
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        self.child.kill().expect("it can be killed");
        panic!("the program does not end; it shows\n{}", self.contents());
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
        let usual = LocalFlags::ICANON | LocalFlags::ECHO | LocalFlags::ISIG;
        assert!(modes.contains(usual), "{modes:?}");
    }

    /// How the terminal treats what is typed.
    pub fn modes(&self) -> LocalFlags {
        self.master.get_termios().expect("modes").local_flags
    }

    /// Hang up, as a terminal does whose window is closed. A key that is answered frees the thread that reads.
    pub fn hang_up(mut self, key: &str) -> Box<dyn Child + Send + Sync> {
        self.closing.store(true, Ordering::Relaxed);
        self.press(key);
        let end = Instant::now() + PATIENCE;
        while Arc::strong_count(&self.closing) > 1 {
            assert!(Instant::now() < end, "the key {key:?} has no answer");
            std::thread::sleep(Duration::from_millis(5));
        }
        self.child
    }
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

//! The programs in a real terminal: they start, they answer, and whatever happens they give it back.
#![cfg(all(unix, feature = "terminal"))]

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use crate::folders::{folder, names, read};
use crate::pty;
use nix::sys::signal::Signal::{self, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use nix::sys::termios::LocalFlags;
use nn28::cli::finish;
use nn28::scene::Figure;
use nn28::stage::{Action, Experiment, Request};
use nn28::terminal::{Host, RenderOptions, Screen, Session};
use nn28::view::{HitMap, Theme};
use portable_pty::CommandBuilder;
use pty::{PROGRAMS, Terminal, at_once, comes_true, program, usual_modes, with_each_program};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use tempfile::TempDir;

#[test]
fn a_dashboard_starts_answers_keys_and_gives_the_terminal_back() {
    let mut neuron = Terminal::with("neuron", &[]);
    neuron.wait_for("weighted");
    assert!(!neuron.modes().contains(LocalFlags::ICANON));
    neuron.press("]]]");
    neuron.wait_for("exp(−a)");
    neuron.quit();
}

#[test]
fn every_dashboard_starts_on_every_data_set() {
    let programs = [
        ("neuron", "weighted"),
        ("network", "network"),
        ("numerical_gradient", "numerical gradient"),
        ("backprop", "backpropagation"),
    ];
    for (program, title) in programs {
        for name in nn28::data::NAMES {
            let mut dashboard = Terminal::with(program, &["--data", name]);
            dashboard.wait_for(title);
            if program != "neuron" {
                dashboard.press("D");
                dashboard.wait_for(name);
                dashboard.press("D");
            }
            dashboard.press("vn]?");
            dashboard.wait_for("Shift-Tab");
            // The first q closes the page of keys.
            dashboard.press("q");
            dashboard.quit();
        }
    }
}

#[test]
fn the_contents_open_a_dashboard_and_come_back() {
    let mut nn28 = Terminal::with("nn28", &[]);
    nn28.wait_for("A Neural Network in 28 Equations");
    nn28.press("\r");
    nn28.wait_for("weighted");
    nn28.press("q");
    nn28.wait_for("A Neural Network in 28 Equations");
    nn28.press("\u{3}");
    nn28.assert_ends(0);
}

#[test]
fn every_signal_that_ends_a_program_gives_the_terminal_back_and_is_its_exit_status() {
    with_each_program(|name| {
        for signal in [SIGINT, SIGTERM, SIGQUIT, SIGHUP] {
            let mut running = Terminal::with(name, &[]);
            running.wait_for_frame();
            running.signal(signal);
            let status = 128 + u32::try_from(signal as i32).expect("a number");
            running.assert_ends(status);
        }
    });
}

#[test]
fn an_error_at_the_end_stands_below_what_was_there_before() {
    let folder = folder();
    let path = folder.path().join("net.json");
    let mut backprop = Terminal::with("backprop", &["--save", &path.to_string_lossy()]);
    backprop.wait_for("backpropagation");
    drop(folder);
    backprop.press("q");
    backprop.assert_ends(1);
    backprop.wait_for("net.json: cannot be written");
}

#[test]
fn an_error_at_the_start_leaves_the_screen_alone() {
    let mut backprop = Terminal::with("backprop", &["--data", "no-such-data"]);
    backprop.assert_ends(1);
    backprop.wait_for("error: no-such-data: there is no data set and no file of this name.");
}

/// A screen that fails as it is told: `p` panics, `w` lets another thread panic.
struct Faulty;

impl Screen for Faulty {
    fn act(&mut self, action: Action) -> Option<Request> {
        match action {
            Action::Quit => Some(Request::Quit),
            Action::Save => Some(Request::Save(Vec::new())),
            Action::Presets => panic!("the screen fell over"),
            _ => None,
        }
    }

    fn draw(&self, _: Theme, area: Rect, buffer: &mut Buffer) -> HitMap {
        buffer.set_string(area.x, area.y, "as yet it stands", Theme::Dark.title());
        HitMap::default()
    }
}

impl Host for Faulty {
    fn save(&self, _: Vec<Figure>) -> Receiver<String> {
        let (say, hear) = mpsc::channel();
        std::thread::spawn(move || {
            let _kept = say;
            panic!("the worker fell over");
        });
        hear
    }

    fn open_page(&self, _: &str) -> Receiver<String> {
        mpsc::channel().1
    }

    fn save_network(&self, _: &Experiment) -> Result<String, String> {
        Ok(String::new())
    }
}

/// Plays that screen. Other tests start it, in a terminal of its own.
#[test]
#[ignore = "a part that other tests play"]
fn a_faulty_screen() {
    let mut session = Session::start().expect("a terminal");
    let look = RenderOptions::of(Theme::Dark);
    let left = nn28::terminal::run(&mut session, &mut Faulty, look, &Faulty);
    let signal = session.interrupted();
    drop(session);
    if let Some(path) = std::env::var_os("NN28_SLOW_FILE") {
        // Longer than a loop that does not answer a signal may go on.
        std::thread::sleep(Duration::from_secs(3));
        std::fs::write(path, "saved").expect("a file");
    }
    let _ = finish(left.map(drop).map_err(Into::into));
    if let Some(signal) = signal {
        std::process::exit(128 + signal);
    }
}

fn faulty_screen(settings: impl FnOnce(&mut CommandBuilder)) -> Terminal {
    let mut command = CommandBuilder::new(std::env::current_exe().expect("this test"));
    command.args(["--ignored", "--exact", "--nocapture"]);
    command.arg("terminal::a_faulty_screen");
    command.env("RUST_BACKTRACE", "0");
    settings(&mut command);
    let faulty = Terminal::start(command, 80, 24);
    faulty.wait_for("as yet it stands");
    faulty
}

#[test]
fn a_panic_gives_the_terminal_back_before_its_message() {
    let mut faulty = faulty_screen(|_| ());
    faulty.press("p");
    faulty.assert_ends(101);
    faulty.wait_for("the screen fell over");
}

#[test]
fn a_panic_of_another_thread_leaves_the_screen_alone_and_is_told_at_the_end() {
    let mut faulty = faulty_screen(|_| ());
    faulty.press("s");
    std::thread::sleep(Duration::from_millis(500));
    assert!(faulty.look(vt100::Screen::alternate_screen));
    assert!(!faulty.contents().contains("fell over"));
    faulty.quit();
    faulty.wait_for("the worker fell over");
}

/// Plays side by side the scenes that take seconds because the programs are patient.
#[test]
fn patience_has_its_end_with_signals_and_none_with_files_and_browsers() {
    at_once(&[
        a_signal_ends_a_program_whose_output_nobody_reads,
        half_a_key_does_not_keep_a_signal_from_ending_the_program,
        a_signal_leaves_time_to_save,
        a_second_interrupt_does_not,
        a_browser_that_fails_is_reported,
        a_browser_that_runs_on_does_not_stop_the_dashboard,
    ]);
}

fn a_signal_ends_a_program_whose_output_nobody_reads() {
    let mut command = CommandBuilder::new(program("backprop"));
    command.args(["--data", "iris"]);
    let mut running = Terminal::start(command, 200, 60);
    running.wait_for_frame();
    running.press(" ");
    running.pause(true);
    std::thread::sleep(Duration::from_millis(600));
    running.signal(SIGTERM);
    assert!(running.has_ended());
    running.pause(false);
    assert_eq!(running.ended(), 128 + 15);
    assert!(running.modes().contains(usual_modes()));
}

fn half_a_key_does_not_keep_a_signal_from_ending_the_program() {
    let mut neuron = Terminal::with("neuron", &[]);
    neuron.wait_for("weighted");
    neuron.press("\x1b[");
    std::thread::sleep(Duration::from_millis(300));
    neuron.signal(SIGTERM);
    neuron.assert_ends(128 + 15);
}

/// A screen whose weights are long in being saved, after a signal, and their file.
fn saving(folder: &TempDir, signal: Signal) -> (Terminal, PathBuf) {
    let path = folder.path().join("weights.json");
    let saving = faulty_screen(|command| command.env("NN28_SLOW_FILE", &path));
    saving.signal(signal);
    (saving, path)
}

fn a_signal_leaves_time_to_save() {
    let folder = folder();
    let (mut terminated, path) = saving(&folder, SIGTERM);
    assert_eq!(terminated.ended(), 128 + 15);
    assert!(path.exists());
}

fn a_second_interrupt_does_not() {
    let folder = folder();
    let (mut interrupted, path) = saving(&folder, SIGINT);
    interrupted.wait_until("the shell", |screen| !screen.alternate_screen());
    // The reader presses Ctrl-C again, a moment later.
    std::thread::sleep(Duration::from_millis(200));
    interrupted.signal(SIGINT);
    assert_eq!(interrupted.ended(), 1);
    assert!(!path.exists());
}

#[test]
fn weights_are_saved_when_the_window_is_closed() {
    let folder = folder();
    let path = folder.path().join("weights.json");
    let running = Terminal::with("backprop", &["--save", path.to_str().expect("a name")]);
    running.wait_for_frame();
    running.hang_up("?");
    assert!(path.exists());
}

#[test]
fn figures_are_finished_before_the_program_ends() {
    let folder = folder();
    let figures = folder.path().to_str().expect("a name");
    let mut neuron = Terminal::with("neuron", &["--figures", figures]);
    neuron.wait_for("weights source");
    neuron.press("S");
    neuron.wait_for("drawing the figures");
    neuron.quit();
    let expected = folder.path().join("expected");
    let mut drawing = std::process::Command::new(program("neuron"));
    drawing.args(["--headless", "--quiet", "--figures"]);
    let drawn = drawing.arg(&expected).status();
    assert!(drawn.expect("a program").success());
    let mut all = names(&expected);
    assert!(all.len() > 4, "{all:?}");
    all.insert(0, "expected".to_owned());
    assert_eq!(names(folder.path()), all);
}

/// The neuron in a folder with a page of the book, with a shell command as the browser.
fn with_browser(folder: &Path, browser: &str) -> Terminal {
    use std::os::unix::fs::PermissionsExt as _;
    let book = folder.join("output/book");
    std::fs::create_dir_all(&book).expect("folders");
    std::fs::write(book.join("neuron.html"), "a page").expect("a page");
    let script = folder.join("browser");
    std::fs::write(&script, format!("#!/bin/sh\n{browser}\n")).expect("a script");
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).expect("a script");
    let mut command = CommandBuilder::new(program("neuron"));
    command.cwd(folder);
    command.env("BROWSER", script);
    let neuron = Terminal::start(command, 120, 30);
    neuron.wait_for("weights source");
    neuron
}

#[test]
fn a_page_is_opened_by_an_address_that_keeps_folders_with_strange_names_and_the_anchor() {
    let parent = folder();
    let folder = parent.path().join("50 % #1?");
    let mut neuron = with_browser(&folder, r#"printf %s "$1" > part; mv part address"#);
    neuron.press("o");
    neuron.wait_for("opened output/book/neuron.html");
    let address = read(folder.join("address"));
    assert!(address.starts_with("file:///"), "{address}");
    let end = "/50%20%25%20%231%3F/output/book/neuron.html#eq-1";
    assert!(address.ends_with(end), "{address}");
    neuron.quit();
}

fn a_browser_that_fails_is_reported() {
    let folder = folder();
    let mut failing = with_browser(folder.path(), "exit 3");
    failing.press("o");
    failing.wait_for("exit status: 3");
    assert!(!failing.contents().contains("opened output"));
    failing.quit();
}

fn a_browser_that_runs_on_does_not_stop_the_dashboard() {
    let folder = folder();
    let mut running = with_browser(folder.path(), "exec sleep 30");
    running.press("o");
    running.wait_for("opening");
    running.press("?");
    running.wait_for("Shift-Tab");
    running.press("\x1b");
    running.wait_for("opened output/book/neuron.html");
    running.quit();
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_memory_leaves_a_usable_terminal() {
    let folder = folder();
    let mut full = Terminal::configured("backprop", |command| {
        command.args(["--data", "digits", "--hidden", "32"]);
        command.cwd(folder.path());
    });
    full.wait_for_frame();
    let process = full.process().to_string();
    let limit = std::process::Command::new("prlimit")
        .args(["--pid", &process, "--as=1048576:1048576"])
        .status();
    assert!(limit.expect("prlimit").success());
    full.press("vvvs");
    assert_ne!(full.ended(), 0);
    full.assert_given_back();
    full.wait_for("not enough memory");
}

/// A shell that looks after its jobs, with one of the programs in it.
fn shell_with(name: &str) -> Terminal {
    let mut command = CommandBuilder::new("bash");
    command.args(["--norc", "--noprofile", "-i"]);
    command.env("PS1", "ready> ");
    let mut shell = Terminal::start(command, 100, 30);
    shell.wait_for("ready>");
    shell.press(&format!("{}\r", program(name).display()));
    wait_for_dashboard(&shell);
    shell
}

/// Waits until a shell has written a text and reads again: what is typed while a program ends belongs to the program.
fn wait_for_shell(shell: &Terminal, text: &str) {
    shell.wait_until("the shell", |screen| {
        !screen.alternate_screen() && screen.contents().contains(text)
    });
}

fn wait_for_dashboard(shell: &Terminal) {
    shell.wait_until("the dashboard", |screen| {
        screen.alternate_screen() && screen.contents().contains("weights source")
    });
}

/// The modes of a terminal as a program sees them that a shell has started: the shell itself edits its line in a mode of its own.
fn assert_cooked(shell: &mut Terminal) {
    shell.press("stty -a | tr ' ' '\\n' | grep -cxE 'icanon|echo|isig' | sed s/^/modes=/\r");
    shell.wait_for("modes=3");
}

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_fg_takes_it_again() {
    let mut shell = shell_with("neuron");
    for round in 0..3 {
        shell.press("\u{1a}");
        wait_for_shell(&shell, "Stopped");
        if round == 0 {
            assert_cooked(&mut shell);
        }
        shell.press("clear; fg\r");
        wait_for_dashboard(&shell);
        assert!(shell.look(vt100::Screen::bracketed_paste));
        shell.press("]");
    }
    shell.press("q");
    wait_for_shell(&shell, "ready>");
    assert_cooked(&mut shell);
    shell.press("exit\r");
    assert_eq!(shell.ended(), 0);
}

#[test]
fn a_stop_from_outside_gives_the_terminal_back_too() {
    let mut shell = shell_with("neuron");
    let jobs = std::process::Command::new("pgrep")
        .args(["-P", &shell.process().to_string()])
        .output()
        .expect("pgrep");
    let job = String::from_utf8_lossy(&jobs.stdout).trim().to_owned();
    let signal = |name: &str| {
        let sent = std::process::Command::new("kill")
            .args([name, &job])
            .status();
        assert!(sent.expect("kill").success());
    };
    signal("-TSTP");
    wait_for_shell(&shell, "Stopped");
    shell.press("clear; fg\r");
    shell.wait_for("weights source");
    // This one comes without a warning. Only the shell can make up for it, and the program for what the shell did.
    signal("-STOP");
    shell.wait_for("Stopped");
    shell.press("fg\r");
    wait_for_dashboard(&shell);
    // What is on the screen may still be from before.
    let is_raw = comes_true(|| !shell.modes().contains(LocalFlags::ICANON));
    assert!(is_raw, "expected a mode without lines");
    shell.press("q");
    wait_for_shell(&shell, "ready>");
    assert_cooked(&mut shell);
}

#[test]
fn a_program_in_the_background_leaves_the_screen_to_the_shell() {
    let mut shell = shell_with("neuron");
    shell.press("\u{1a}");
    shell.wait_for("Stopped");
    shell.press("bg\r");
    std::thread::sleep(Duration::from_millis(500));
    assert!(!shell.look(vt100::Screen::alternate_screen));
    shell.press("clear; jobs\r");
    shell.wait_for("Stopped");
    shell.press("fg\r");
    wait_for_dashboard(&shell);
    shell.press("q");
    shell.wait_until("the shell", |screen| !screen.alternate_screen());
}

#[test]
fn where_no_shell_could_let_it_go_on_ctrl_z_does_nothing() {
    let mut neuron = Terminal::with("neuron", &[]);
    neuron.wait_for("weighted");
    neuron.press("\u{1a}");
    neuron.signal(SIGTSTP);
    neuron.press("]]]");
    neuron.wait_for("exp(−a)");
    neuron.quit();
}

#[test]
fn a_terminal_that_goes_away_ends_the_program() {
    with_each_program(|name| {
        let running = Terminal::with(name, &[]);
        running.wait_for_frame();
        running.hang_up("?");
    });
}

#[test]
fn input_at_its_end_ends_the_program_even_if_hanging_up_is_to_be_ignored() {
    let backprop = program("backprop");
    let running = Terminal::script(&format!("trap '' HUP; {}; exit 3", backprop.display()));
    running.wait_for_frame();
    running.hang_up("?");
}

#[test]
fn without_input_or_output_for_a_dashboard_a_program_narrates() {
    for redirection in ["</dev/null", "<&-", ">/dev/null", "| cat", "| head -c 10"] {
        let neuron = program("neuron");
        let line = format!("{} --no-figures {redirection}", neuron.display());
        let mut narrating = Terminal::script(&line);
        narrating.assert_ends(0);
        assert!(!narrating.contents().contains("panicked"), "{redirection}");
    }
}

#[test]
fn a_terminal_that_can_move_no_cursor_gets_sentences() {
    for name in PROGRAMS {
        let (options, last): (&[&str], _) = match name {
            "nn28" => (&[], "Equation 28: "),
            "neuron" => (&["--no-figures"], "The same again: "),
            _ => (&["--no-figures", "--steps", "2"], "The same again: "),
        };
        let mut command = CommandBuilder::new(program(name));
        command.env("TERM", "dumb");
        command.args(options);
        let mut dumb = Terminal::start(command, 200, 150);
        dumb.assert_ends(0);
        let told = dumb.contents();
        let is_told = told.contains("TERM is dumb") && told.contains(last);
        assert!(is_told, "{name}: {told}");
    }
}

#[test]
fn a_terminal_without_utf8_gets_ascii_and_so_does_one_that_is_asked_for_it() {
    let without = |name| Terminal::configured(name, |command| command.env("LC_ALL", "POSIX"));
    for mut dashboard in [
        without("backprop"),
        without("nn28"),
        Terminal::with("network", &["--ascii"]),
    ] {
        dashboard.wait_for_frame();
        dashboard.press("]v?");
        dashboard.wait_for("Esc");
        assert!(dashboard.contents().is_ascii(), "{}", dashboard.contents());
        dashboard.press("q");
        dashboard.quit();
    }
}

#[test]
fn nobody_to_hear_an_error_changes_nothing_about_its_status() {
    let folder = folder();
    let status = folder.path().join("status");
    let mut deaf = Terminal::script(&format!(
        "(sleep 0.1; {} --data no-such-data; echo $? > {}) 2>&1 >/dev/tty | true; sleep 0.4",
        program("backprop").display(),
        status.display()
    ));
    assert_eq!(deaf.ended(), 0);
    assert_eq!(read(status), "1\n");
}

#[test]
fn a_paste_presses_no_keys() {
    let mut neuron = Terminal::with("neuron", &[]);
    neuron.wait_for("weighted");
    neuron.press("\u{1b}[200~q?q\u{3}\u{1a}quit\r\u{1b}[201~");
    neuron.press("?");
    neuron.wait_for("Shift-Tab");
    neuron.press("q");
    neuron.quit();
}

#[test]
fn what_a_terminal_sends_in_pieces_presses_no_keys() {
    let mut neuron = Terminal::with("neuron", &[]);
    neuron.wait_for("weights source");
    // A paste with a q in it, a click and an arrow, each torn after its Escape.
    for rest in ["[200~quit q\x1b[201~", "[<0;5;7M", "OA", "[1;5C"] {
        neuron.press("\x1b");
        std::thread::sleep(Duration::from_millis(5));
        neuron.press(rest);
        std::thread::sleep(Duration::from_millis(100));
    }
    assert!(neuron.contents().contains("weights source"));
    // An Escape of its own, and another key behind it, are keys.
    let is_help = |screen: &vt100::Screen| screen.contents().contains("Shift-Tab");
    neuron.press("?");
    neuron.wait_until("the page of keys", is_help);
    neuron.press("\x1b");
    std::thread::sleep(Duration::from_millis(5));
    neuron.press("?");
    std::thread::sleep(Duration::from_millis(300));
    assert!(neuron.look(is_help));
    neuron.press("\x1b");
    neuron.wait_until("no page", |screen| !screen.contents().contains("Shift-Tab"));
    neuron.quit();
}

#[test]
fn any_size_and_any_change_of_size_is_drawn() {
    let columns = [1, 500, 80, 2, 0, 300, 39, 40, 140].into_iter();
    let sizes: Vec<(u16, u16)> = columns.zip([1, 200, 24, 100, 0, 1, 11, 12, 40]).collect();
    with_each_program(|name| {
        let mut running = Terminal::with(name, &[]);
        running.wait_for_frame();
        if name != "nn28" {
            running.press(" ");
        }
        for &(columns, rows) in sizes.iter().chain(sizes.iter().rev()) {
            running.resize(columns, rows);
            running.press("v]");
            // Some changes are seen, others come in the middle of a frame.
            if rows > 20 {
                std::thread::sleep(Duration::from_millis(30));
            }
        }
        running.resize(100, 30);
        running.wait_for_frame();
        running.quit();
    });
}

#[test]
fn q_closes_what_is_laid_over_a_dashboard_and_leaves_only_then() {
    with_each_program(|name| {
        let mut running = Terminal::with(name, &[]);
        running.wait_for_frame();
        if name == "nn28" {
            running.press("?");
            running.wait_for("keys");
            running.press("q");
            running.wait_until("no page", |screen| !screen.contents().contains("┌"));
            running.press(" ");
            running.wait_for("weights source");
        }
        let pages: &[(&str, &str)] = match name {
            "backprop" => &[("D", "┌ the data"), ("p", "┌ presets")],
            "neuron" | "nn28" => &[("p", "┌ presets")],
            _ => &[("D", "┌ the data")],
        };
        let everywhere = [("?", "┌ keys"), ("y", "┌ the command")];
        for (key, title) in everywhere.iter().chain(pages) {
            running.press(key);
            running.wait_for(title);
            running.press("q");
            running.wait_until("no page", |screen| !screen.contents().contains(title));
        }
        running.press("q");
        if name == "nn28" {
            running.wait_for("Space goes on where you were");
            running.press("q");
        }
        running.assert_ends(0);
    });
}

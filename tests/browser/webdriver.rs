//! Firefox and WebKit by WebDriver: commands of JSON and their answers, one after the other.
//!
//! Firefox hears them itself, by Marionette, which carries WebDriver's commands over a socket. WebKit has a driver that speaks HTTP, and
//! needs a display: one without a screen. All processes of a browser end with it, also where a test is stopped.

use std::cell::{Cell, RefCell};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::chromium::program;

/// Longer than this nothing takes, even when the machine has other work.
const PATIENCE: Duration = Duration::from_mins(5);

/// A command as Marionette names it, and its path in WebDriver.
type Name = (&'static str, &'static str);
const NAVIGATE: Name = ("WebDriver:Navigate", "url");
const RUN: Name = ("WebDriver:ExecuteScript", "execute/sync");
const ACT: Name = ("WebDriver:PerformActions", "actions");
const RESIZE: Name = ("WebDriver:SetWindowRect", "window/rect");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Firefox,
    WebKit,
}

pub const ENGINES: [Engine; 2] = [Engine::Firefox, Engine::WebKit];

/// A browser with one window and a profile of its own, in which nothing is stored yet.
pub struct Browser {
    pub engine: Engine,
    wire: Wire,
    _processes: Vec<Process>,
}

enum Wire {
    Marionette {
        stream: RefCell<BufReader<TcpStream>>,
        last: Cell<u64>,
    },
    Http {
        port: u16,
        session: String,
    },
}

impl Browser {
    /// Starts a browser with a profile in an empty folder; none if this machine has none. `calm` stands for a reader who wants little motion.
    pub fn start(engine: Engine, profile: &Path, calm: bool) -> Option<Self> {
        // A run that was stopped may have left one.
        let _ = fs::remove_dir_all(profile);
        let browser = match engine {
            Engine::Firefox => firefox(&program("firefox-esr firefox")?, profile, calm),
            Engine::WebKit => webkit(
                &program("WebKitWebDriver")?,
                &program("Xvfb")?,
                profile,
                calm,
            ),
        };
        Some(browser)
    }

    fn call(&self, name: Name, params: &Value) -> Value {
        match &self.wire {
            Wire::Marionette { stream, last } => {
                last.set(last.get() + 1);
                marionette(&mut stream.borrow_mut(), last.get(), name.0, params)
            }
            Wire::Http { port, session } => {
                let path = format!("/session/{session}/{}", name.1);
                http(*port, &path, params)
            }
        }
    }

    /// Opens a page and waits until all of it is there: pictures, letters, and their layout.
    pub fn open(&self, address: &str) {
        self.call(NAVIGATE, &json!({"url": address}));
        let frame = "requestAnimationFrame(() => requestAnimationFrame(() => done(true)))";
        self.holds(&format!(
            "document.fonts.ready.then(() => new Promise(done => {frame}))"
        ));
    }

    /// Returns the value of a script in the page, or of the promise that it gives.
    pub fn run(&self, script: &str) -> Value {
        let script = json!({"script": format!("return (\n{script}\n)"), "args": []});
        self.call(RUN, &script)
    }

    /// Returns the text that a script gives.
    pub fn text(&self, script: &str) -> String {
        self.run(script).as_str().expect("a text").to_owned()
    }

    /// Checks that a condition is true in the page.
    pub fn holds(&self, condition: &str) {
        assert_eq!(self.run(condition), true, "{:?}: {condition}", self.engine);
    }

    /// Waits until a condition holds in the page.
    pub fn until(&self, condition: &str) {
        let what = format!("{:?}: {condition}", self.engine);
        let condition = format!("Boolean({condition})");
        wait_for(&what, || (self.run(&condition) == true).then_some(()));
    }

    /// Makes the window of the page so many pixels wide, where a reader's own window may be no narrower.
    pub fn width(&self, width: u32) {
        let window = json!({"x": 0, "y": 0, "width": width, "height": 900});
        self.call(RESIZE, &window);
        if self.engine == Engine::Firefox {
            let width = format!("{width}px");
            self.in_firefox(&format!(
                "gBrowser.selectedBrowser.style.maxWidth = {width:?}, 0"
            ));
        }
        self.until(&format!("innerWidth === {width}"));
    }

    /// Runs a script in Firefox itself, not in its page.
    pub fn in_firefox(&self, script: &str) -> Value {
        let context = |name: &str| {
            self.call(("Marionette:SetContext", ""), &json!({"value": name}));
        };
        context("chrome");
        let value = self.run(script);
        context("content");
        value
    }

    /// Returns the open page as Firefox prints it: a PDF, in base64.
    pub fn print_from_firefox(&self) -> String {
        let printed = self.call(("WebDriver:Print", ""), &json!({"background": true}));
        printed.as_str().expect("a text").to_owned()
    }

    /// Presses a key and lets it go. A key of more than one letter is named as browsers name it.
    pub fn press(&self, key: &str) {
        let key = match key {
            "Tab" => "\u{e004}",
            "Enter" => "\u{e007}",
            "Escape" => "\u{e00c}",
            "Home" => "\u{e011}",
            "ArrowLeft" => "\u{e012}",
            "ArrowUp" => "\u{e013}",
            "ArrowRight" => "\u{e014}",
            "ArrowDown" => "\u{e015}",
            letter => letter,
        };
        let acts = ["keyDown", "keyUp"].map(|kind| json!({"type": kind, "value": key}));
        let keys = json!({"type": "key", "id": "keys", "actions": acts});
        self.call(ACT, &json!({"actions": [keys]}));
    }

    /// Presses the mouse's button at the first place of the window, moves on to each of the others, and lets it go.
    pub fn drag(&self, places: &[(f64, f64)]) {
        let to = |&(x, y): &(f64, f64), duration: u64| json!({"type": "pointerMove", "duration": duration, "x": x.round(), "y": y.round()});
        let mut acts = vec![
            to(&places[0], 0),
            json!({"type": "pointerDown", "button": 0}),
        ];
        acts.extend(places[1..].iter().map(|place| to(place, 50)));
        acts.push(json!({"type": "pointerUp", "button": 0}));
        let kind = json!({"pointerType": "mouse"});
        let mouse = json!({"type": "pointer", "id": "mouse", "parameters": kind, "actions": acts});
        self.call(ACT, &json!({"actions": [mouse]}));
    }
}

/// What does not become true at once: asks again until there is an answer.
fn wait_for<T>(what: &str, mut answer: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(answer) = answer() {
            return answer;
        }
        assert!(Instant::now() < end, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A program and all that it starts, which end when this is dropped, or when the process that has it ends in any way.
struct Process(Child);

impl Process {
    fn start(command: &mut Command, output: Stdio) -> Self {
        // A shell that leads a group of processes waits for its input to close.
        let script = "\"$0\" \"$@\" </dev/null & read -r line; kill -s KILL 0";
        let mut shell = Command::new("sh");
        shell
            .args(["-c", script])
            .arg(command.get_program())
            .args(command.get_args())
            .envs(
                command
                    .get_envs()
                    .filter_map(|(name, value)| Some((name, value?))),
            );
        let shell = shell
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(output)
            .stderr(Stdio::null())
            .spawn();
        Self(shell.expect("a shell"))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

fn firefox(program: &Path, profile: &Path, calm: bool) -> Browser {
    fs::create_dir_all(profile).expect("a folder for the profile");
    // A port that is free, and a reader's wish.
    let settings = format!(
        "user_pref('marionette.port', 0);
        user_pref('browser.shell.checkDefaultBrowser', false);
        user_pref('ui.prefersReducedMotion', {});\n",
        u8::from(calm)
    );
    fs::write(profile.join("user.js"), settings).expect("the settings");
    let mut command = Command::new(program);
    // The console is Firefox' own, and not the page's.
    let options = "--headless --no-remote --marionette --remote-allow-system-access --profile";
    command.args(options.split(' ')).arg(profile);
    let process = Process::start(&mut command, Stdio::null());
    let port = wait_for("Firefox", || {
        let port = fs::read_to_string(profile.join("MarionetteActivePort")).ok()?;
        port.trim().parse().ok()
    });
    let mut stream = BufReader::new(connected(port).expect("Firefox listens"));
    // It greets first.
    message(&mut stream);
    marionette(&mut stream, 0, "WebDriver:NewSession", &wishes());
    Browser {
        engine: Engine::Firefox,
        wire: Wire::Marionette {
            stream: RefCell::new(stream),
            last: Cell::new(0),
        },
        _processes: vec![process],
    }
}

fn webkit(driver: &Path, display: &Path, profile: &Path, calm: bool) -> Browser {
    let configuration = profile.join("gtk-3.0");
    fs::create_dir_all(&configuration).expect("a folder for the profile");
    // WebKit asks GTK what the reader wishes; and its tools make the window wider than a telephone.
    let file = |name: &str, text: &str| fs::write(configuration.join(name), text).expect("a file");
    let animations = u8::from(!calm);
    file(
        "settings.ini",
        &format!("[Settings]\ngtk-enable-animations={animations}\n"),
    );
    file(
        "gtk.css",
        "toolbar, toolbar *, entry, button, image { min-width: 0; padding: 0; margin: 0; border-width: 0; }",
    );
    let mut display = Command::new(display);
    display.args("-displayfd 1 -screen 0 1600x1200x24 -nolisten tcp".split(' '));
    let mut display = Process::start(&mut display, Stdio::piped());
    let mut number = String::new();
    let said = display.0.stdout.take().expect("a pipe");
    BufReader::new(said)
        .read_line(&mut number)
        .expect("the number of the display");
    let port = free_port();
    let mut command = Command::new(driver);
    command
        .arg(format!("--port={port}"))
        .env("DISPLAY", format!(":{}", number.trim()))
        .env("XDG_CONFIG_HOME", profile)
        .env("HOME", profile);
    let process = Process::start(&mut command, Stdio::null());
    wait_for("WebKit's driver", || connected(port).ok());
    let wishes = json!({"capabilities": {"alwaysMatch": wishes()}});
    let new = http(port, "/session", &wishes);
    let session = new["sessionId"].as_str().expect("a session").to_owned();
    Browser {
        engine: Engine::WebKit,
        wire: Wire::Http { port, session },
        _processes: vec![process, display],
    }
}

/// What is asked of a new session: as much patience as the tests have.
fn wishes() -> Value {
    let patience = 1000 * PATIENCE.as_secs();
    json!({"timeouts": {"script": patience, "pageLoad": patience}})
}

fn free_port() -> u16 {
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    free.local_addr().expect("its number").port()
}

fn connected(port: u16) -> std::io::Result<TcpStream> {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    Ok(stream)
}

/// A command to Marionette and its answer. Each message is the length of its JSON, a colon, and the JSON.
fn marionette(stream: &mut BufReader<TcpStream>, number: u64, name: &str, params: &Value) -> Value {
    let command = json!([0, number, name, params]).to_string();
    let bytes = format!("{}:{command}", command.len());
    let sent = stream.get_mut().write_all(bytes.as_bytes());
    sent.expect("Firefox listens");
    let mut answer = message(stream);
    let error = &answer[2];
    assert!(error.is_null(), "{name}: {error}");
    let mut result = answer[3].take();
    match result.get_mut("value") {
        Some(value) => value.take(),
        None => result,
    }
}

fn message(stream: &mut BufReader<TcpStream>) -> Value {
    let mut length = Vec::new();
    stream
        .read_until(b':', &mut length)
        .expect("an answer of Firefox");
    length.pop();
    let length = String::from_utf8(length).ok();
    let length = length.and_then(|length| length.parse().ok());
    let mut bytes = vec![0; length.expect("a length")];
    stream.read_exact(&mut bytes).expect("an answer of Firefox");
    serde_json::from_slice(&bytes).expect("JSON from Firefox")
}

/// A command to WebKit's driver and its answer.
fn http(port: u16, path: &str, params: &Value) -> Value {
    let body = params.to_string();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let mut stream = connected(port).expect("WebKit's driver listens");
    let sent = stream.write_all((head + &body).as_bytes());
    sent.expect("WebKit's driver listens");
    let mut answer = String::new();
    let read = stream.read_to_string(&mut answer);
    read.expect("an answer of WebKit's driver");
    let (_, json) = answer.split_once("\r\n\r\n").expect("a head and a body");
    let mut answer: Value = serde_json::from_str(json).expect("JSON from WebKit's driver");
    let mut value = answer["value"].take();
    let error = value.get("error");
    assert!(error.is_none(), "{path}: {error:?} {}", value["message"]);
    value.take()
}

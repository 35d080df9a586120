//! Chromium at the other end of its debugging pipe: messages of JSON, each ended by a zero byte.
//!
//! The messages have no types here. A client with a type for every event drops those that are newer than it is, and
//! these tests look for just what nobody expects. Chromium ends when the pipe is closed, so none is left behind by a
//! test that is stopped.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// The options of Chromium, a word each.
const OPTIONS: &str = "--headless --remote-debugging-pipe --disable-gpu --no-first-run --no-default-browser-check \
    --disable-background-networking --disable-extensions --lang=en \
    --disable-renderer-backgrounding --disable-background-timer-throttling --disable-dev-shm-usage";

/// Longer than this nothing takes, even when the machine has other work.
const PATIENCE: Duration = Duration::from_mins(5);

/// The browser: one process for all the tests.
pub struct Chromium {
    pipe: Mutex<ChildStdin>,
    next: AtomicU64,
    waiting: Arc<Waiting>,
}

/// The receivers of messages: of an answer by the number of its call, of events by their session.
#[derive(Default)]
struct Waiting {
    answers: Mutex<HashMap<u64, Sender<Value>>>,
    events: Mutex<HashMap<String, Sender<Value>>>,
}

impl Chromium {
    /// Start the browser with a new profile in a folder; none if there is no browser on this machine. What it has to
    /// say is in the profile's `stderr.txt`.
    pub fn start(profiles: &Path) -> Option<Self> {
        let program = program("chromium chromium-browser google-chrome google-chrome-stable")?;
        // The profile of an earlier run may still be in use for a moment.
        let _ = fs::remove_dir_all(profiles);
        let profile = profiles.join(std::process::id().to_string());
        fs::create_dir_all(&profile).expect("a folder for the profile");
        // Who makes a folder owns it. Chromium has no sandbox for root.
        let root = fs::metadata(&profile).expect("the profile").uid() == 0;
        // The pipe is file descriptors 3 and 4, which only a shell can hand over.
        let mut child = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null"])
            .arg(program)
            // The tabs of several tests are in use at once, and containers often have little shared memory.
            .args(OPTIONS.split_whitespace())
            .args(root.then_some("--no-sandbox"))
            .arg(format!("--user-data-dir={}", profile.display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(File::create(profile.join("stderr.txt")).expect("a file"))
            .spawn()
            .expect("the browser starts");
        let pipe = Mutex::new(child.stdin.take().expect("a pipe"));
        let messages = BufReader::new(child.stdout.take().expect("a pipe"));
        let waiting = Arc::new(Waiting::default());
        let hand = Arc::clone(&waiting);
        std::thread::spawn(move || {
            hand.out(messages);
            // It has closed the pipe, and so it ends.
            child.wait()
        });
        Some(Self {
            pipe,
            next: AtomicU64::new(1),
            waiting,
        })
    }

    /// A new tab that shares no storage with the others, so that each test chooses its own theme.
    pub fn tab(&self) -> Tab<'_> {
        let context = self.call(None, "Target.createBrowserContext", &json!({}));
        let blank = json!({"url": "about:blank", "browserContextId": context["browserContextId"]});
        let target = self.call(None, "Target.createTarget", &blank);
        let target = json!({"targetId": target["targetId"], "flatten": true});
        let attached = self.call(None, "Target.attachToTarget", &target);
        let session = attached["sessionId"].as_str().expect("a session");
        let session = session.to_owned();
        let (send, events) = mpsc::channel();
        locked(&self.waiting.events).insert(session.clone(), send);
        let tab = Tab {
            chromium: self,
            context,
            session,
            events,
            seen: RefCell::default(),
            theme: RefCell::default(),
            scripts: Cell::new(true),
        };
        for domain in ["Page", "Runtime", "Log", "Network"] {
            tab.call(&format!("{domain}.enable"), &json!({}));
        }
        // Two tabs cannot both have the window's focus, but each can believe so.
        let enabled = json!({"enabled": true});
        tab.call("Emulation.setFocusEmulationEnabled", &enabled);
        // The page for printing opens the dialogue by itself.
        tab.before_every_page("window.print = () => {};");
        tab
    }

    fn call(&self, session: Option<&str>, method: &str, params: &Value) -> Value {
        let mut answer = self.answer(session, method, params);
        assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
        answer["result"].take()
    }

    /// The whole answer to a message, which may be an error.
    fn answer(&self, session: Option<&str>, method: &str, params: &Value) -> Value {
        let answer = self.send(session, method, params);
        let answer = answer.expect("the browser listens");
        let answer = answer.recv_timeout(PATIENCE);
        answer.unwrap_or_else(|_| panic!("the browser is silent to {method}"))
    }

    /// Sends a message, and gives where its answer will come.
    fn send(
        &self,
        session: Option<&str>,
        method: &str,
        params: &Value,
    ) -> io::Result<Receiver<Value>> {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let (send, answer) = mpsc::channel();
        locked(&self.waiting.answers).insert(id, send);
        let mut message = json!({"id": id, "method": method, "params": params});
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        // A pipe has no buffer of its own.
        locked(&self.pipe).write_all(&bytes)?;
        Ok(answer)
    }
}

impl Drop for Tab<'_> {
    /// Closes the tab, of a test that failed too: what plays in it would slow the next ones.
    fn drop(&mut self) {
        let _ = self
            .chromium
            .send(None, "Target.disposeBrowserContext", &self.context);
        locked(&self.chromium.waiting.events).remove(&self.session);
    }
}

impl Waiting {
    /// Hand out messages until the browser ends.
    fn out(&self, mut messages: BufReader<ChildStdout>) {
        let mut bytes = Vec::new();
        while let Ok(1..) = messages.read_until(0, &mut bytes) {
            bytes.pop();
            let message: Value = serde_json::from_slice(&bytes).expect("JSON from the browser");
            bytes.clear();
            let to = match (message["id"].as_u64(), message["sessionId"].as_str()) {
                (Some(id), _) => locked(&self.answers).remove(&id),
                (None, Some(session)) => locked(&self.events).get(session).cloned(),
                (None, None) => None,
            };
            if let Some(to) = to {
                // A test that has ended does not listen any more.
                let _ = to.send(message);
            }
        }
        // Calls without an answer fail now.
        locked(&self.answers).clear();
    }
}

/// A tab of the browser, which hears all that happens in it.
pub struct Tab<'a> {
    chromium: &'a Chromium,
    /// What it has to itself: storage, and the tab.
    context: Value,
    session: String,
    events: Receiver<Value>,
    /// The events since [`Tab::heard`] was called last.
    seen: RefCell<Vec<Value>>,
    /// The script that chooses the theme, if there is one.
    theme: RefCell<Option<String>>,
    /// Whether pages may run scripts. Those of the tests run in any case, but what they promise does not come.
    scripts: Cell<bool>,
}

fn evaluation(script: &str) -> Value {
    json!({"expression": script, "awaitPromise": true, "returnByValue": true})
}

/// The value that was evaluated.
fn value(mut answer: Value) -> Value {
    let exception = &answer["exceptionDetails"];
    assert!(exception.is_null(), "{exception}");
    answer["result"]["value"].take()
}

impl Tab<'_> {
    pub fn call(&self, method: &str, params: &Value) -> Value {
        self.chromium.call(Some(&self.session), method, params)
    }

    /// Runs a script before those of every page, and returns the name to remove it by.
    pub fn before_every_page(&self, script: &str) -> String {
        let script = json!({"source": script});
        let added = self.call("Page.addScriptToEvaluateOnNewDocument", &script);
        added["identifier"].as_str().expect("a name").to_owned()
    }

    /// Shows the next pages in a theme, as if it had been chosen before.
    pub fn theme(&self, theme: &str) {
        if let Some(old) = self.theme.take() {
            let old = json!({"identifier": old});
            self.call("Page.removeScriptToEvaluateOnNewDocument", &old);
        }
        let script = format!("localStorage.setItem('mdbook-theme', '{theme}');");
        self.theme.replace(Some(self.before_every_page(&script)));
    }

    /// From now on fingers touch it, as they do a telephone's.
    pub fn touched(&self) {
        let enabled = json!({"enabled": true});
        self.call("Emulation.setTouchEmulationEnabled", &enabled);
    }

    /// Turns scripts off for the next pages.
    pub fn without_scripts(&self) {
        self.scripts.set(false);
        let off = json!({"value": true});
        self.call("Emulation.setScriptExecutionDisabled", &off);
    }

    pub fn width(&self, width: u32) {
        let window =
            json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false});
        self.call("Emulation.setDeviceMetricsOverride", &window);
    }

    /// Opens a page and waits until all of it is there: pictures, letters, and their layout.
    pub fn open(&self, address: &str) {
        let answer = self.call("Page.navigate", &json!({"url": address}));
        assert!(answer["errorText"].is_null(), "{address}: {answer}");
        // An address that only differs in its anchor from the one before would load nothing.
        let loader = &answer["loaderId"];
        assert!(loader.is_string(), "{address} is open already");
        self.wait_for("Page.loadEventFired");
        self.until("document.fonts.status === 'loaded'");
        if self.scripts.get() {
            let frame = "requestAnimationFrame(() => requestAnimationFrame(() => done(true)))";
            self.run(&format!("new Promise(done => {frame})"));
        }
    }

    fn wait_for(&self, method: &str) {
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let event = self.events.recv_timeout(left);
            let event = event.unwrap_or_else(|_| panic!("no {method}"));
            let found = event["method"] == method;
            self.seen.borrow_mut().push(event);
            if found {
                return;
            }
        }
    }

    /// Returns the value of a script in the page, or of the promise that it gives.
    pub fn run(&self, script: &str) -> Value {
        value(self.call("Runtime.evaluate", &evaluation(script)))
    }

    /// Returns the text that a script gives.
    pub fn text(&self, script: &str) -> String {
        self.run(script).as_str().expect("a text").to_owned()
    }

    /// Checks that a condition is true in the page.
    pub fn holds(&self, condition: &str) {
        assert_eq!(self.run(condition), true, "{condition}");
    }

    /// Waits until a condition holds in the page, or in that which takes its place.
    pub fn until(&self, condition: &str) {
        let end = Instant::now() + PATIENCE;
        let script = evaluation(&format!("Boolean({condition})"));
        loop {
            let session = Some(self.session.as_str());
            let mut answer = self.chromium.answer(session, "Runtime.evaluate", &script);
            let error = &answer["error"]["message"];
            // A page that is left answers no more.
            let is_left = *error == "Inspected target navigated or closed";
            assert!(error.is_null() || is_left, "{condition}: {error}");
            if value(answer["result"].take()) == true {
                break;
            }
            assert!(Instant::now() < end, "waited in vain for {condition}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Presses a key and lets it go. A key of more than one letter is named as browsers name it.
    pub fn press(&self, key: &str) {
        let code = match key {
            "Tab" => 9,
            "Enter" => 13,
            "Escape" => 27,
            "ArrowLeft" => 37,
            "ArrowUp" => 38,
            "ArrowRight" => 39,
            "ArrowDown" => 40,
            letter => letter.to_ascii_uppercase().as_bytes()[0],
        };
        let mut down = json!({"type": "keyDown", "key": key, "windowsVirtualKeyCode": code});
        match key {
            "Enter" => down["text"] = "\r".into(),
            letter if letter.len() == 1 => down["text"] = letter.into(),
            _ => {}
        }
        self.call("Input.dispatchKeyEvent", &down);
        down["type"] = "keyUp".into();
        self.call("Input.dispatchKeyEvent", &down);
    }

    /// All events since the last time.
    pub fn heard(&self) -> Vec<Value> {
        let mut seen = self.seen.take();
        seen.extend(self.events.try_iter());
        seen
    }
}

/// What a lock guards. A test that failed while it held the lock has not left it half changed.
fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The path of the first program that is on this machine.
pub fn program(names: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let files = names.split(' ').flat_map(|name| {
        let folders = std::env::split_paths(&path);
        folders.map(move |folder| folder.join(name))
    });
    files.into_iter().find(|file| file.is_file())
}

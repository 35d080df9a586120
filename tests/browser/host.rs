//! A static host, as a reader may put the book on one: files below a path, and the book's own page for what it does not have.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The path that the book lies under.
const UNDER: &str = "/some/where/";

/// It serves until the test's process ends.
pub struct Host {
    port: u16,
    missed: Arc<Mutex<Vec<String>>>,
}

impl Host {
    /// Starts to serve a folder.
    pub fn start(folder: PathBuf) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = listener.local_addr().expect("its number").port();
        let missed = Arc::<Mutex<Vec<String>>>::default();
        let note = Arc::clone(&missed);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (folder, note) = (folder.clone(), Arc::clone(&note));
                // A browser that does not listen any more has gone to another page.
                std::thread::spawn(move || serve(&stream, &folder, &note).ok());
            }
        });
        Self { port, missed }
    }

    pub fn address(&self, page: &str) -> String {
        format!("http://127.0.0.1:{}{UNDER}{page}", self.port)
    }

    /// What was asked for and is not there, since the last time.
    pub fn missed(&self) -> Vec<String> {
        std::mem::take(&mut *self.missed.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn serve(stream: &TcpStream, folder: &Path, missed: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    let request = lines.next().unwrap_or_else(|| Ok(String::new()))?;
    // The rest of the head is of no interest, but a connection that closes before it is read is an error in the browser.
    while lines
        .next()
        .is_some_and(|line| line.is_ok_and(|line| !line.is_empty()))
    {}
    let asked = request.split(' ').nth(1).unwrap_or_default();
    let path = asked.split(['?', '#']).next().unwrap_or_default();
    let file = path.strip_prefix(UNDER).map(|name| match name {
        "" => "index.html",
        name => name,
    });
    let file = file.filter(|name| !name.contains(".."));
    let found = file.and_then(|name| Some((fs::read(folder.join(name)).ok()?, kind(name))));
    let (status, body, kind) = if let Some((body, kind)) = found {
        ("200 OK", body, kind)
    } else {
        let mut missed = missed.lock().unwrap_or_else(PoisonError::into_inner);
        missed.push(asked.to_owned());
        let page = fs::read(folder.join("404.html")).unwrap_or_default();
        ("404 Not Found", page, kind("404.html"))
    };
    let mut stream = stream;
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(&body)
}

/// The type of a file, as hosts tell it from the ending of the name.
fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        _ => "application/octet-stream",
    }
}

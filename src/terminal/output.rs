//! What a dashboard writes, a frame at a time.

use std::io::{self, Stdout, Write};

/// Standard output that keeps what is written until it is flushed. Colours 0 to 15 leave as every terminal with colours knows them, 31 or 91
/// in place of 38;5;1 and 38;5;9, which an older one takes for something else.
pub(super) struct Output {
    out: Stdout,
    frame: Vec<u8>,
}

impl Output {
    pub fn new() -> Self {
        let frame = Vec::new();
        let out = io::stdout();
        Self { out, frame }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.frame.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let frame = spelled(&self.frame);
        self.frame.clear();
        let mut out = self.out.lock();
        out.write_all(&frame)?;
        out.flush()
    }
}

/// Bytes with colours 0 to 15 in their short form.
pub(super) fn spelled(bytes: &[u8]) -> Vec<u8> {
    let mut short = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(start) = rest.windows(2).position(|pair| pair == b"\x1b[") {
        let (before, sequence) = rest.split_at(start + 2);
        let is_parameter = |byte: &&u8| matches!(byte, b'0'..=b';');
        let length = sequence.iter().take_while(is_parameter).count();
        let (parameters, after) = sequence.split_at(length);
        short.extend_from_slice(before);
        match std::str::from_utf8(parameters) {
            Ok(text) if after.first() == Some(&b'm') => short.extend(colours(text).bytes()),
            _ => short.extend_from_slice(parameters),
        }
        rest = after;
    }
    short.extend_from_slice(rest);
    short
}

/// The parameters of a sequence that sets colours.
fn colours(parameters: &str) -> String {
    let mut numbers: Vec<&str> = parameters.split(';').collect();
    let mut short: Vec<String> = Vec::new();
    numbers.reverse();
    while let Some(number) = numbers.pop() {
        let base = match number {
            "38" => 30,
            "48" => 40,
            _ => 0,
        };
        let colour = match numbers.as_slice() {
            [.., index, "5"] if base > 0 => index.parse::<u8>().ok().filter(|index| *index < 16),
            _ => None,
        };
        if let Some(index) = colour {
            numbers.truncate(numbers.len() - 2);
            let bright = if index < 8 { 0 } else { 60 - 8 };
            short.push((base + bright + index).to_string());
        } else {
            // What belongs to a longer colour is no colour by itself.
            let count = match numbers.last() {
                Some(&"5") if base > 0 => 2,
                Some(&"2") if base > 0 => 4,
                _ => 0,
            };
            short.push(number.to_owned());
            let kept = numbers.split_off(numbers.len().saturating_sub(count));
            short.extend(kept.into_iter().rev().map(str::to_owned));
        }
    }
    short.join(";")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sixteen_colours_are_spelled_short_and_all_else_stays() {
        for (long, short) in [
            ("\x1b[38;5;1;49m", "\x1b[31;49m"),
            ("\x1b[38;5;9;48;5;15m", "\x1b[91;107m"),
            ("\x1b[38;5;16;48;5;0m", "\x1b[38;5;16;40m"),
            ("\x1b[38;2;38;5;7;49m", "\x1b[38;2;38;5;7;49m"),
            ("a\x1b[1m38;5;1m\x1b[m", "a\x1b[1m38;5;1m\x1b[m"),
            (
                "\x1b[38;5;1H\x1b[?2026h\x1b[",
                "\x1b[38;5;1H\x1b[?2026h\x1b[",
            ),
            ("⠁ ▀", "⠁ ▀"),
        ] {
            let spelled = String::from_utf8(spelled(long.as_bytes())).expect("text");
            assert_eq!(spelled, short);
        }
    }
}

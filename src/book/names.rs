//! Names of code in the text: a function, a type or a file that a page speaks of must be found in the sources.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::fault::Fault;
use super::links::files_below;
use super::markdown::{code_spans, line_of};
use super::page::{Page, slashed};

/// Types of Rust itself, whose methods are not in the sources.
const OF_RUST: [&str; 14] = [
    "std", "core", "f64", "f32", "usize", "u64", "u32", "u8", "i64", "Vec", "Option", "Result",
    "String", "Iterator",
];

/// Words before the name of what a line defines.
const DEFINING: [&str; 9] = [
    "fn",
    "struct",
    "enum",
    "trait",
    "type",
    "const",
    "static",
    "mod",
    "macro_rules",
];

/// The names of the sources.
#[derive(Default)]
struct Names {
    /// Every word of the code, and the functions of the tests.
    words: BTreeSet<String>,
    /// Owner and owned: `("network", "forward")`, `("Network", "hidden")`, `("model", "network")`.
    pairs: BTreeSet<(String, String)>,
    /// The paths of the files, from the package's folder.
    files: BTreeSet<String>,
}

/// A fault for every name of the pages that the sources do not have. A book that was unpacked from the program has not all of them, and
/// nothing is checked there.
pub(super) fn faults(sources: &Path, pages: &[Page]) -> Vec<Fault> {
    let spans = pages.iter().flat_map(|page| {
        let spans = code_spans(&page.source).into_iter();
        let spans = spans.filter(|(_, span)| is_name(span));
        spans.map(move |(at, span)| (page, at, span))
    });
    let mut spans = spans.peekable();
    if spans.peek().is_none() || !sources.join("lib.rs").is_file() {
        return Vec::new();
    }
    let names = Names::of(sources);
    spans
        .filter(|(_, _, span)| !names.know(span))
        .map(|(page, at, span)| {
            let message = format!("there is no {span} in the sources");
            page.fault(line_of(&page.source, at), message)
        })
        .collect()
}

/// True for a path with `::`, a file of Rust, a call, and words with underscores between them.
fn is_name(span: &str) -> bool {
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let is_word = |word: &str| !word.is_empty() && word.chars().all(is_letter);
    let name = span.strip_suffix("()").unwrap_or(span);
    let is_file = span.strip_suffix(".rs").is_some();
    let name = name.strip_suffix(".rs").unwrap_or(name);
    let is_snake = name.trim_matches('_').contains('_');
    let is_path = name.contains("::");
    let has_words = name
        .split("::")
        .flat_map(|part| part.split('/'))
        .all(is_word);
    has_words && (is_file || is_path || is_snake && !name.contains('/') || span.ends_with("()"))
}

impl Names {
    fn of(sources: &Path) -> Self {
        let mut names = Self::default();
        let tests = sources.join("../tests");
        for (folder, name) in [(sources, "src"), (&tests, "tests")] {
            for file in files_below(folder).unwrap_or_default() {
                let path = file.strip_prefix(folder).unwrap_or(&file);
                if let Ok(text) = fs::read_to_string(&file)
                    && path.extension().is_some_and(|ending| ending == "rs")
                {
                    names.add(&Path::new(name).join(path), &text);
                }
            }
        }
        names
    }

    fn add(&mut self, path: &Path, text: &str) {
        self.files.insert(slashed(path));
        let module = |path: &Path| {
            path.file_stem()
                .map(|stem| stem.to_string_lossy().into_owned())
        };
        let above = path.parent().and_then(module).unwrap_or_default();
        let stem = module(path).unwrap_or_default();
        let module = if stem == "mod" { &above } else { &stem };
        self.pairs.insert((above.clone(), stem.clone()));
        let is_test = path.starts_with("tests");
        let code = text.split("\n#[cfg(test)]").next().unwrap_or_default();
        let mut owner = module.clone();
        for line in code.lines() {
            let line = line.split("//").next().unwrap_or_default();
            let words: Vec<&str> = words(line).collect();
            let is_at_margin = line.starts_with(|letter: char| letter.is_ascii_alphabetic());
            if is_at_margin {
                block_owner(line).unwrap_or(module).clone_into(&mut owner);
            }
            let is_member = line.starts_with("    ") && !line.starts_with("     ");
            let first = words.first().copied().filter(|_| is_member);
            let own = defined(&words)
                .filter(|_| is_at_margin || is_member)
                .or(first);
            let parent = if is_at_margin { module } else { &owner };
            self.pairs
                .extend(own.map(|own| (parent.clone(), own.to_owned())));
            if words.contains(&"use") {
                let used = words
                    .iter()
                    .map(|word| (module.clone(), (*word).to_owned()));
                self.pairs.extend(used);
            }
            let known = words
                .iter()
                .filter(|word| !is_test || defined(&words) == Some(word));
            self.words.extend(known.map(|word| (*word).to_owned()));
        }
    }

    fn know(&self, span: &str) -> bool {
        let name = span.strip_suffix("()").unwrap_or(span);
        if let Some(stem) = name.strip_suffix(".rs") {
            let behind = format!("/{name}");
            let is_file = self
                .files
                .iter()
                .any(|file| file == name || file.ends_with(&behind));
            // The reader's files are named in the code.
            return is_file || self.words.contains(stem);
        }
        let parts: Vec<&str> = name.split("::").filter(|part| *part != "nn28").collect();
        match parts[..] {
            [] => true,
            [word] => self.words.contains(word),
            [first, ..] if OF_RUST.contains(&first) => true,
            _ => parts.windows(2).all(|pair| {
                let pair = (pair[0].to_owned(), pair[1].to_owned());
                self.pairs.contains(&pair)
            }),
        }
    }
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    let is_other = |letter: char| !letter.is_ascii_alphanumeric() && letter != '_';
    line.split(is_other).filter(|word| !word.is_empty())
}

/// The name that a line defines.
fn defined<'a>(words: &[&'a str]) -> Option<&'a str> {
    // `pub const fn name`: the last of the words that define.
    let start = words
        .iter()
        .take(4)
        .rposition(|word| DEFINING.contains(word));
    start.and_then(|start| words.get(start + 1)).copied()
}

/// The type whose members are indented below a line at the margin.
fn block_owner(line: &str) -> Option<&str> {
    let words: Vec<&str> = words(line).collect();
    if line.starts_with("impl") {
        let of = line.split(" for ").last()?;
        let of = of.trim_start_matches("impl").trim_start();
        let of = if of.starts_with('<') {
            of.split_once("> ")?.1
        } else {
            of
        };
        return self::words(of).next();
    }
    let start = words
        .iter()
        .position(|word| ["struct", "enum", "trait"].contains(word))?;
    words.get(start + 1).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_other_words() {
        for name in [
            "eq04_sigmoid",
            "Network::hidden",
            "neuron.rs",
            "forward()",
            "src/model/neuron.rs",
        ] {
            assert!(is_name(name), "{name}");
        }
        for word in [
            "backprop",
            "--no-figures",
            "cargo test",
            "a_b c",
            "output/mine",
            "_x",
            "1e-3",
            "x[i]",
        ] {
            assert!(!is_name(word), "{word}");
        }
    }

    #[test]
    fn names_of_the_sources_are_known_and_others_are_not() {
        let names = Names::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
        for name in [
            "eq04_sigmoid",
            "train_error",
            "Network::hidden",
            "network::forward",
            "model::network",
            "Training::steps",
            "f64::exp",
            "neuron.rs",
            "src/model/neuron.rs",
            "rooms::every_room_keeps_to_what_it_may_know",
            "forward()",
        ] {
            assert!(names.know(name), "{name}");
        }
        for name in [
            "eq04_sigmoids",
            "Training::forward",
            "neuron::forward",
            "neurone.rs",
            "backwards_and_up()",
        ] {
            assert!(!names.know(name), "{name}");
        }
    }
}

//! The functions that compile, apart from those that do not.
//!
//! The compiler is asked for the faults of the reader's files. The functions in which there are faults are emptied, in copies in which
//! all lines stay where they are, and it is asked again: some faults are told only when others are gone.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use super::blank::{MODULES, code_of_blank, given, signature};
use super::compiler::{Compiler, Diagnostic};
use super::rust::{self, Function};
use crate::exercise::{self, Blank};

/// The most often that the compiler is asked.
const ROUNDS: usize = 16;

/// Texts that compile.
#[derive(Debug)]
pub(super) struct Sound {
    /// For each of [`MODULES`].
    pub texts: Vec<String>,
    /// The functions that have no part in them, and why.
    pub faults: Vec<(&'static str, Diagnostic)>,
    /// The functions and files that were emptied since the compiler was asked last: more faults in them say nothing.
    emptied: Vec<String>,
}

/// The reader's texts, or why one cannot be read, without what does not compile.
///
/// # Errors
/// The compiler does not do its work, or the folder cannot be written.
pub(super) fn sound(
    compiler: &Compiler,
    folder: &Path,
    texts: &[Result<String, String>],
) -> io::Result<Sound> {
    let mut sound = Sound::of(texts);
    fs::create_dir_all(folder)?;
    let modules = MODULES.map(|module| format!("pub mod {module};\n"));
    let modules = modules.concat() + "pub mod asked;\npub mod given;\n";
    fs::write(
        folder.join("lib.rs"),
        format!("#![allow(unused)]\n{modules}"),
    )?;
    fs::write(folder.join("given.rs"), given())?;
    fs::write(folder.join("asked.rs"), asked())?;
    for round in 1..=ROUNDS {
        sound.complete();
        for (module, text) in MODULES.iter().zip(&sound.texts) {
            fs::write(folder.join(format!("{module}.rs")), text)?;
        }
        let found = compiler.faults(folder)?;
        let Some(first) = found.first() else {
            break;
        };
        sound.emptied.clear();
        if round < ROUNDS {
            for fault in &found {
                sound.take_out(fault);
            }
        }
        if sound.emptied.is_empty() {
            // Not one function, but all of them together: nothing of the reader's is left.
            (0..MODULES.len()).for_each(|at| sound.empty_file(at, first));
        }
    }
    Ok(sound)
}

/// A module that calls each function by its signature, a line each: where that does not compile, the signature was changed.
fn asked() -> String {
    let mut text = "use super::given::{Forward, Gradient, Matrix, Network, Sample};\n".to_owned();
    for blank in exercise::blanks() {
        let (module, name) = (blank.module, blank.name);
        let arguments = blank.parameters.join(", ");
        let signature = one_line(&signature(blank));
        let _ = writeln!(
            text,
            "{signature} {{ super::{module}::{name}({arguments}) }}"
        );
    }
    text
}

fn one_line(signature: &str) -> String {
    let words: Vec<&str> = signature.split_whitespace().collect();
    words.join(" ").replace("( ", "(").replace(", )", ")")
}

/// The functions of a file.
fn of_module(module: &str) -> impl Iterator<Item = &'static Blank> {
    exercise::blanks().filter(move |blank| blank.module == module)
}

/// The text of a file without anything of the reader's.
fn blank_file(module: &str) -> String {
    let blanks = of_module(module).map(|blank| code_of_blank(blank) + "\n");
    let types = "use super::given::{Forward, Gradient, Matrix, Network, Sample};\n";
    types.to_owned() + &blanks.collect::<String>()
}

impl Sound {
    fn of(texts: &[Result<String, String>]) -> Self {
        let mut sound = Self {
            texts: Vec::new(),
            faults: Vec::new(),
            emptied: Vec::new(),
        };
        for (module, text) in MODULES.iter().zip(texts) {
            let text = text.as_ref().map_or_else(
                |why| {
                    let fault = Diagnostic {
                        file: format!("{module}.rs"),
                        line: 0,
                        rendered: why.clone(),
                        advice: "",
                    };
                    of_module(module).for_each(|blank| sound.blame(blank, &fault));
                    blank_file(module)
                },
                Clone::clone,
            );
            sound.texts.push(text);
        }
        sound
    }

    fn blame(&mut self, blank: &'static Blank, fault: &Diagnostic) {
        if self.faults.iter().all(|(name, _)| *name != blank.name) {
            self.faults.push((blank.name, fault.clone()));
        }
    }

    /// Adds the functions that are missing, and makes all of them public.
    fn complete(&mut self) {
        for (module, text) in MODULES.iter().zip(&mut self.texts) {
            for blank in of_module(module) {
                match rust::find(text, blank.name) {
                    None => {
                        text.push('\n');
                        text.push_str(&code_of_blank(blank));
                    }
                    Some(function) => {
                        let has_pub = text[function.whole.clone()].starts_with("pub");
                        let before = text[..function.whole.start].trim_end();
                        if !has_pub && !before.ends_with(')') {
                            text.insert_str(function.whole.start, "pub ");
                        }
                    }
                }
            }
        }
    }

    /// Takes out the function in which a fault is.
    fn take_out(&mut self, fault: &Diagnostic) {
        if fault.file == "asked.rs" {
            let blank = fault
                .line
                .checked_sub(2)
                .and_then(|at| exercise::blanks().nth(at));
            if let Some(blank) = blank {
                self.restore(blank, &changed(blank));
            }
            return;
        }
        let is_file = |module: &&str| fault.file == format!("{module}.rs");
        let Some(at) = MODULES.iter().position(is_file) else {
            // A fault in what is given comes from one in the reader's functions, which is told as well.
            return;
        };
        if self.emptied.contains(&fault.file) {
            return;
        }
        let text = &self.texts[at];
        let Some(function) = culprit(text, fault) else {
            return self.empty_file(at, fault);
        };
        if self.emptied.contains(&function.name) {
            return;
        }
        let blank = of_module(MODULES[at]).find(|blank| blank.name == function.name);
        match (blank, function.is_blank(text)) {
            (Some(blank), true) if !self.is_right(at, blank, &function) => {
                self.restore(blank, fault);
            }
            (_, true) => self.empty_file(at, fault),
            (Some(blank), false) => {
                self.blame(blank, fault);
                self.empty(at, &function);
            }
            (None, false) => {
                self.blame_callers(&function.name, fault);
                self.empty(at, &function);
            }
        }
    }

    /// True if a function is what it is in a file with blanks.
    fn is_right(&self, at: usize, blank: &Blank, function: &Function) -> bool {
        self.texts[at][function.whole.clone()].trim_end() == code_of_blank(blank)
    }

    /// Puts a `todo!` in the place of a body.
    fn empty(&mut self, at: usize, function: &Function) {
        let place = function.body.start..function.whole.end;
        let lines = "\n".repeat(self.texts[at][place.clone()].matches('\n').count());
        self.texts[at].replace_range(place, &format!(" todo!(){lines}}}"));
        self.emptied.push(function.name.clone());
    }

    /// Puts the blank in the place of a function.
    fn restore(&mut self, blank: &'static Blank, fault: &Diagnostic) {
        let at = MODULES.iter().position(|module| *module == blank.module);
        let Some((at, function)) =
            at.and_then(|at| Some((at, rust::find(&self.texts[at], blank.name)?)))
        else {
            return;
        };
        if self.emptied.iter().any(|name| name == blank.name) {
            return;
        }
        let code = code_of_blank(blank);
        let mut fault = fault.clone();
        if fault.file == "asked.rs" {
            fault.file = format!("{}.rs", blank.module);
            fault.line = function.lines(&self.texts[at]).0;
        }
        self.blame(blank, &fault);
        let count = |text: &str| text.matches('\n').count();
        let missing = count(&self.texts[at][function.whole.clone()]).saturating_sub(count(&code));
        self.texts[at].replace_range(function.whole, &(code + &"\n".repeat(missing)));
        self.emptied.push(blank.name.to_owned());
    }

    /// Blames the functions that call a helper of the reader's, directly or by other helpers.
    fn blame_callers(&mut self, helper: &str, fault: &Diagnostic) {
        let mut names = vec![helper.to_owned()];
        let mut callers = Vec::new();
        for text in &self.texts {
            callers.extend(rust::functions(text).into_iter().map(|one| {
                let words: Vec<String> = one.words(text).into_iter().map(str::to_owned).collect();
                (one.name, words)
            }));
        }
        let mut at = 0;
        while at < names.len() {
            let calls = |words: &[String]| words.contains(&names[at]);
            let more = callers
                .iter()
                .filter(|(name, words)| calls(words) && !names.contains(name));
            let more: Vec<String> = more.map(|(name, _)| name.clone()).collect();
            let is_helper = |name: &String| exercise::blanks().all(|blank| blank.name != name);
            let (helpers, blanks): (Vec<String>, Vec<String>) =
                more.into_iter().partition(is_helper);
            for blank in
                exercise::blanks().filter(|blank| blanks.iter().any(|name| name == blank.name))
            {
                self.blame(blank, fault);
            }
            names.extend(helpers);
            at += 1;
        }
    }

    /// Takes a whole file out: its functions that are not blank have no part in the program.
    fn empty_file(&mut self, at: usize, fault: &Diagnostic) {
        let module = MODULES[at];
        for blank in of_module(module) {
            let function = rust::find(&self.texts[at], blank.name);
            if function.is_some_and(|one| !one.is_blank(&self.texts[at])) {
                self.blame(blank, fault);
            }
        }
        self.texts[at] = blank_file(module);
        self.emptied.push(format!("{module}.rs"));
    }
}

/// The function in which a fault is. A missing bracket is told at the end of the file, and belongs where one is missing.
fn culprit(text: &str, fault: &Diagnostic) -> Option<Function> {
    let mut functions = rust::functions(text);
    if fault.rendered.contains("delimiter")
        && let Some(at) = functions.iter().position(|one| !one.is_balanced)
    {
        return Some(functions.swap_remove(at));
    }
    let is_here = |function: &Function| {
        let (first, last) = function.lines(text);
        (first..=last).contains(&fault.line)
    };
    functions.into_iter().find(is_here)
}

/// The fault of a function whose types were changed.
fn changed(blank: &Blank) -> Diagnostic {
    Diagnostic {
        file: "asked.rs".to_owned(),
        line: 0,
        rendered: format!("Expected: {}", one_line(&signature(blank))),
        advice: "The types of its parameters or of its value have changed. All but those may be changed.",
    }
}

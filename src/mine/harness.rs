//! The program in which the reader's functions run: copies of his files, `model`, and a table of functions to call.
//!
//! In the copies each function `eq04_sigmoid` is called `mine_eq04_sigmoid`, on the same line, ours in `model` is called `ours_eq04_sigmoid`,
//! and `eq04_sigmoid` is one that calls the one or the other. So they call each other by their names, in mixed hands.

use std::fmt::Write as _;

use super::blank::{MODEL, MODULES, model, signature, solution};
use super::rust;
use crate::exercise::{self, Blank};
use crate::source::piece;

/// The place of the mean gradient over samples behind all functions of the table: `gradient` and (14), in the hands that play.
pub(super) const MEAN_GRADIENT: usize = 255;

/// The text of the protocol, the same at both ends.
const VALUE: &str = include_str!("../exercise/value.rs");
const MAIN: &str = include_str!("harness/main.rs");
const GIVEN: &str = "pub use super::model::backprop::{Gradient, derivative};\npub use super::model::{Forward, Matrix, Network, Sample};\n\n";
const HANDS: &str = "//! Each function by its name: the reader's or ours.\n\nuse super::given::{Forward, Gradient, Matrix, Network, Sample};\n";

/// The files of the program: their names and texts. `texts` has the reader's text for each of [`MODULES`].
pub(super) fn files(texts: &[String]) -> Vec<(String, String)> {
    let mut files = vec![
        ("main.rs".to_owned(), main()),
        ("value.rs".to_owned(), VALUE.to_owned()),
        ("given.rs".to_owned(), given()),
        ("hands.rs".to_owned(), hands()),
    ];
    let model = MODEL
        .iter()
        .map(|(name, text)| (format!("model/{name}.rs"), copy(name, text, "ours_")));
    files.extend(model);
    let copies = MODULES.iter().zip(texts);
    let copies = copies.map(|(module, text)| (format!("{module}.rs"), copy(module, text, "mine_")));
    files.extend(copies);
    files
}

/// A file in which the functions of the exercises have names of their own.
fn copy(module: &str, text: &str, prefix: &str) -> String {
    let is_blank =
        |name: &str| exercise::blanks().any(|one| one.module == module && one.name == name);
    let mut copy = text.to_owned();
    // From the end, so that the places before stay.
    for function in rust::functions(text).iter().rev() {
        if is_blank(&function.name) {
            copy.insert_str(function.name_at.start, prefix);
        }
    }
    let names = exercise::blanks().filter(|blank| blank.module == module);
    let names: Vec<&str> = names.map(|blank| blank.name).collect();
    if !names.is_empty() {
        let _ = writeln!(copy, "\npub use crate::hands::{{{}}};", names.join(", "));
    }
    copy
}

/// The types, and the two functions that are no exercises. The errors of the samples are of those hands that compute them.
fn given() -> String {
    let mut text = GIVEN.to_owned();
    let has = |name| exercise::blanks().any(|blank| blank.name == name);
    for (module, name) in [("error", "eq12_cross_entropy"), ("network", "forward")] {
        let from = if has(name) { "" } else { "model::" };
        let _ = writeln!(text, "use super::{from}{module}::{name};");
    }
    let source = model("error");
    let errors = piece(source, "sample_errors").map(|piece| piece.text(source));
    text + &errors.unwrap_or_default() + "\n"
}

fn hands() -> String {
    let mut text = HANDS.to_owned();
    for (index, blank) in exercise::blanks().enumerate() {
        let (module, name) = (blank.module, blank.name);
        let (signature, arguments) = (signature(blank), blank.parameters.join(", "));
        let ours = ours(blank, &arguments);
        let _ = writeln!(
            text,
            "\n{signature} {{\n    if super::is_mine({index}) {{ super::{module}::mine_{name}({arguments}) }} else {{ super::by_ours(move || {{ {ours} }}) }}\n}}"
        );
    }
    text
}

/// A call of our function; the line of a derivation is written out.
fn ours(blank: &Blank, arguments: &str) -> String {
    if solution(blank).is_some() {
        let (module, name) = (blank.module, blank.name);
        format!("super::model::{module}::ours_{name}({arguments})")
    } else {
        blank.right.rust.to_owned()
    }
}

/// The main file, with the functions that can be called.
fn main() -> String {
    let mut text = MAIN.to_owned();
    let modules = MODULES.map(|module| format!("mod {module};\n")).concat();
    text.push_str(&modules);
    text.push_str("\n/// Calls a function by its place in the table.\nfn call(index: usize, arguments: &[Argument]) -> Option<Answer> {\n    let mut arguments = arguments.iter();\n    Some(match index {\n");
    for (index, blank) in exercise::blanks().enumerate() {
        let signature = signature(blank);
        let takes = blank.parameters.iter().map(|name| take(name, &signature));
        let takes = takes.collect::<Vec<_>>().join(", ");
        let _ = writeln!(
            text,
            "        {index} => Answer::from(hands::{}({takes})),",
            blank.name
        );
    }
    let _ = writeln!(
        text,
        "        {MEAN_GRADIENT} => Answer::from(mean_gradient(Take::take(arguments.next()?)?, Take::take(arguments.next()?)?)),"
    );
    text.push_str("        _ => return None,\n    })\n}\n");
    text
}

/// How an argument is taken. One that may be of any type says which it is.
fn take(name: &str, signature: &str) -> &'static str {
    if signature.contains(&format!("{name}: impl Fn(f64) -> f64")) {
        "<&dyn Fn(f64) -> f64 as Take>::take(arguments.next()?)?"
    } else {
        "Take::take(arguments.next()?)?"
    }
}

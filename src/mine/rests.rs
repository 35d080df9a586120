//! The functions of other exercises on which those of an exercise rest.

use std::collections::{BTreeMap, BTreeSet};

use super::blank::{MODULES, given};
use super::folder::Folder;
use super::rust;
use super::solution::solution_of;
use crate::exercise::{self, Blank, Exercise};

/// The functions of other exercises that those of an exercise call, in the order of the book: by the reader's text of a function if he
/// has written it, else by the book's.
pub fn rests_on(one: &Exercise, folder: &Folder) -> Vec<(&'static Exercise, &'static Blank)> {
    let calls = calls(one, folder);
    let own = || one.blanks.iter().map(|blank| blank.name);
    let mut open: Vec<&str> = own().collect();
    let mut reached: BTreeSet<&str> = own().collect();
    while let Some(name) = open.pop() {
        for name in calls.get(name).into_iter().flatten() {
            let is_new = reached.insert(name);
            // On what another exercise rests is said there.
            if is_new && !exercise::blanks().any(|blank| blank.name == name) {
                open.push(name);
            }
        }
    }
    let others = exercise::all().filter(|other| other.id != one.id);
    let blanks = others.flat_map(|other| other.blanks.iter().map(move |blank| (other, blank)));
    blanks
        .filter(|(_, blank)| reached.contains(blank.name))
        .collect()
}

/// The functions that are called by each function of the reader's, or by the one that the book has in its place.
fn calls(one: &Exercise, folder: &Folder) -> BTreeMap<String, Vec<String>> {
    let texts = MODULES.map(|module| folder.text(module).unwrap_or_default());
    let ours = [given(), solution_of(one)];
    let mut found = BTreeMap::new();
    for text in ours.iter().chain(&texts) {
        for function in rust::functions(text) {
            if !function.is_blank(text) {
                let called = called(&function, text);
                found.insert(function.name, called);
            }
        }
    }
    found
}

/// The names that a function calls or hands on as functions.
fn called(function: &rust::Function, text: &str) -> Vec<String> {
    let words = function.words(text);
    let signature = &text[function.whole.start..function.body.start];
    let before = |at: usize, back: usize| at.checked_sub(back).map_or("", |at| words[at]);
    let is_bound = |name: &str| {
        let mut places = (0..words.len()).filter(|at| words[*at] == name);
        signature.contains(&format!("{name}:"))
            || places.any(|at| matches!(before(at, 1), "let" | "mut" | "|" | "for"))
    };
    let is_function = |at: usize| {
        let (name, next) = (words[at], words.get(at + 1).copied().unwrap_or_default());
        let is_field = before(at, 1) == "." && before(at, 2) != ".";
        let is_path = before(at, 1) == ":" && before(at, 2) == ":";
        let is_alone = matches!(before(at, 1), "(" | ",") && matches!(next, ")" | ",");
        !is_field
            && before(at, 1) != "fn"
            && next != ":"
            && (next == "(" || is_path || is_alone && !is_bound(name))
    };
    let names = (0..words.len()).filter(|at| is_function(*at));
    names.map(|at| words[at].to_owned()).collect()
}

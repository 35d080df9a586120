//! The functions of the exercises as the book has them, with the helpers that they call.

use super::blank::{MODEL, model, signature, solution};
use super::rust;
use crate::exercise::{self, Blank, Exercise};
use crate::source::piece;

/// The functions of an exercise as the book has them, and below them the helpers of the book that they call.
pub fn solution_of(one: &Exercise) -> String {
    let mut functions: Vec<String> = one.blanks.iter().map(solution_of_blank).collect();
    let mut modules: Vec<&str> = one.blanks.iter().map(|blank| blank.module).collect();
    modules.dedup();
    for module in modules {
        let of_module = one.blanks.iter().filter(|blank| blank.module == module);
        let helpers = of_module.flat_map(helpers_of);
        for (name, text) in helpers {
            let text = format!("// A helper, once in {module}.rs.\n{text}");
            let is_there = functions
                .iter()
                .any(|one| one.contains(&format!("fn {name}(")));
            if !is_there {
                functions.push(text);
            }
        }
    }
    functions.join("\n\n")
}

/// The function of a blank as the book has it, without its documentation.
pub fn solution_of_blank(blank: &Blank) -> String {
    match solution(blank) {
        Some(text) => without_documentation(&text),
        None => format!("{} {{\n{}}}", signature(blank), formatted(blank.right.rust)),
    }
}

fn without_documentation(text: &str) -> String {
    let code = text.lines().skip_while(|line| line.starts_with("//"));
    code.collect::<Vec<_>>().join("\n")
}

/// Names and texts of the book's helpers that a function of an exercise leads to: functions that no exercise asks for and nothing gives.
fn helpers_of(blank: &Blank) -> Vec<(&'static str, String)> {
    let mut found: Vec<(&str, String)> = Vec::new();
    let mut open = vec![solution_of_blank(blank)];
    while let Some(text) = open.pop() {
        let functions = rust::functions(&text);
        for word in functions.iter().flat_map(|function| function.words(&text)) {
            if let Some((name, text)) = helper(word, blank.module)
                && found.iter().all(|(other, _)| *other != name)
            {
                open.push(text.clone());
                found.push((name, text));
            }
        }
    }
    found
}

/// A helper of this name, in the words of a reader's file.
fn helper(word: &str, module: &str) -> Option<(&'static str, String)> {
    let here = [model(module)].into_iter();
    let mut sources = here.chain(MODEL.iter().map(|(_, text)| *text));
    let (source, found) =
        sources.find_map(|source| piece(source, word).map(|piece| (source, piece)))?;
    let text = found.text(source).replace("pub(super) fn", "fn");
    let code = without_documentation(&text);
    let is_private = code.starts_with(&format!("fn {word}("));
    let is_exercise = exercise::blanks().any(|blank| blank.name == word);
    // The name as the source has it, which lives as long as that.
    let at = source.find(&format!("fn {word}("))? + "fn ".len();
    let name = &source[at..at + word.len()];
    (is_private && !is_exercise).then(|| (name, text.replace("super::Matrix", "Matrix")))
}

/// The body of a line of a derivation, a statement a line.
fn formatted(body: &str) -> String {
    let words: Vec<&str> = body.split_whitespace().collect();
    let body = words.join(" ").replace("; ", ";\n    ");
    format!("    {body}\n")
}

//! The reader's progress as a script that the pages of a book load: the terminal writes it, and the book ships an empty one.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The name of the file, among those that are made with the book.
pub const NAME: &str = "progress.js";
/// The folder of the book with these files.
pub const FOLDER: &str = "generated";

/// The script with the lines of a progress file, and with the reader's own functions, by the ids of the book's.
pub fn text(lines: &str, functions: &BTreeMap<String, String>) -> String {
    let lines = serde_json::json!(lines);
    let mut text = format!("window.progressOfTerminal = {lines};\n");
    if !functions.is_empty() {
        let functions = serde_json::json!(functions);
        let _ = writeln!(text, "window.functionsOfTerminal = {functions};");
    }
    text
}

/// The id of a function of the book on its page.
pub fn code_id(module: &str, name: &str) -> String {
    format!("code-{module}-{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_ends_the_text_or_the_script() {
        let script = text(
            "nn28 progress 1\nanswer 28 formula \"a\" wrong",
            &BTreeMap::new(),
        );
        assert_eq!(
            script,
            "window.progressOfTerminal = \"nn28 progress 1\\nanswer 28 formula \\\"a\\\" wrong\";\n"
        );
        assert_eq!(script.lines().count(), 1);
        let functions = [("code-neuron-f".to_owned(), "fn f() {\n}".to_owned())];
        let script = text("", &functions.into());
        assert!(
            script.ends_with("{\"code-neuron-f\":\"fn f() {\\n}\"};\n"),
            "{script}"
        );
        assert_eq!(script.lines().count(), 2);
    }
}

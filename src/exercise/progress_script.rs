//! The reader's progress as a script that the pages of a book load: the terminal writes it, and the book ships an empty one.

/// The name of the file, among those that are made with the book.
pub const NAME: &str = "progress.js";
/// The folder of the book with these files.
pub const FOLDER: &str = "generated";

/// The script with the lines of a progress file.
pub fn text(lines: &str) -> String {
    format!(
        "window.progressOfTerminal = {};\n",
        serde_json::json!(lines)
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_line_ends_the_text_or_the_script() {
        let script = super::text("nn28 progress 1\nanswer 28 formula \"a\" wrong");
        assert_eq!(
            script,
            "window.progressOfTerminal = \"nn28 progress 1\\nanswer 28 formula \\\"a\\\" wrong\";\n"
        );
        assert_eq!(script.lines().count(), 1);
    }
}

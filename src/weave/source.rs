//! Code cut out of the compiled sources: one function or type by its name, with its documentation.

/// The function, or else the type, called `name`.
///
/// ```
/// use nn28::weave::source::item;
/// let source = "/// A point.\n#[derive(Debug)]\npub struct Point {\n    x: f64,\n}\n\nimpl Point {}\n";
/// assert!(item(source, "Point").unwrap().ends_with("    x: f64,\n}"));
/// assert_eq!(item(source, "x"), None);
/// ```
#[must_use]
pub fn item(source: &str, name: &str) -> Option<String> {
    function(source, name).or_else(|| cut(source, |line| is_type(line, name)))
}

/// The function `name` of a Rust source, from its documentation to its closing brace.
///
/// Sources are formatted by rustfmt, so that a function at the margin ends with a brace at the margin.
///
/// ```
/// use nn28::weave::source::function;
/// let source = "/// Doubles.\n#[must_use]\npub fn twice(x: f64) -> f64 {\n    2.0 * x\n}\n\npub fn other() {}\n";
/// let cut = function(source, "twice").unwrap();
/// assert!(cut.starts_with("/// Doubles.") && cut.ends_with("2.0 * x\n}"));
/// assert_eq!(function(source, "twic"), None);
/// ```
#[must_use]
pub fn function(source: &str, name: &str) -> Option<String> {
    cut(source, |line| is_signature(line, name))
}

/// What begins at the first line that is wanted: with the documentation above it, to where it ends at the margin.
fn cut(source: &str, is_wanted: impl Fn(&str) -> bool) -> Option<String> {
    let lines: Vec<&str> = source.lines().collect();
    let signature = lines.iter().position(|line| is_wanted(line))?;
    let belongs = |line: &&&str| line.starts_with("///") || line.starts_with("#[");
    let above = lines[..signature].iter().rev().take_while(belongs).count();
    let length = lines[signature..].iter().position(|line| ends(line))? + 1;
    Some(lines[signature - above..signature + length].join("\n"))
}

fn is_signature(line: &str, name: &str) -> bool {
    let Some(after) = line
        .split_once("fn ")
        .filter(|(before, _)| matches!(*before, "" | "pub " | "pub(super) " | "pub(crate) "))
        .and_then(|(_, after)| after.strip_prefix(name))
    else {
        return false;
    };
    after.starts_with(['(', '<'])
}

fn is_type(line: &str, name: &str) -> bool {
    let line = line.strip_prefix("pub ").unwrap_or(line);
    let Some(after) = ["struct ", "enum ", "type "]
        .iter()
        .find_map(|word| line.strip_prefix(word)?.strip_prefix(name))
    else {
        return false;
    };
    after.starts_with([' ', '<', '(', ';'])
}

fn ends(line: &str) -> bool {
    line == "}" || is_short(line, "fn ", '}') || is_short(line, "", ';')
}

/// Whether an item begins and ends on this line at the margin.
fn is_short(line: &str, word: &str, last: char) -> bool {
    !line.starts_with(' ') && line.contains(word) && line.ends_with(last)
}

/// Whether a file has a part between `ANCHOR: name` and `ANCHOR_END: name`.
#[must_use]
pub fn has_anchor(source: &str, name: &str) -> bool {
    let has = |mark: &str| {
        source.lines().any(|line| {
            line.split_once(mark)
                .is_some_and(|(_, after)| after.trim() == name)
        })
    };
    has("ANCHOR:") && has("ANCHOR_END:")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "\
//! A file.

/// One.
pub fn one() -> u8 {
    if true {
        1
    } else {
        0
    }
}

/// Ten of them.
///
/// More words.
#[must_use]
pub fn one_and_more<T>(
    x: T,
) -> T {
    x
}

pub fn short() {}

/// Two of them.
#[derive(Debug)]
pub struct Pair {
    /// The first.
    pub one: u8,
}

pub struct Unit;

pub type Row = Vec<f64>;
";

    #[test]
    fn a_function_ends_where_its_own_brace_closes() {
        let one = function(SOURCE, "one").expect("it is there");
        assert!(one.starts_with("/// One.\n"), "{one}");
        assert!(one.ends_with("        0\n    }\n}"), "{one}");
    }

    #[test]
    fn documentation_attributes_and_a_long_signature_belong_to_a_function() {
        let more = function(SOURCE, "one_and_more").expect("it is there");
        assert!(more.starts_with("/// Ten of them.\n///\n"), "{more}");
        assert!(more.ends_with(") -> T {\n    x\n}"), "{more}");
    }

    #[test]
    fn a_function_of_one_line_is_one_line() {
        assert_eq!(
            function(SOURCE, "short").as_deref(),
            Some("pub fn short() {}")
        );
    }

    #[test]
    fn a_type_is_cut_out_with_its_documentation_and_its_fields() {
        let pair = item(SOURCE, "Pair").expect("it is there");
        assert!(pair.starts_with("/// Two of them.\n#[derive"), "{pair}");
        assert!(pair.ends_with("    pub one: u8,\n}"), "{pair}");
        assert_eq!(item(SOURCE, "Unit").as_deref(), Some("pub struct Unit;"));
        let row = Some("pub type Row = Vec<f64>;");
        assert_eq!(item(SOURCE, "Row").as_deref(), row);
        assert_eq!(item(SOURCE, "Pai"), None);
    }

    #[test]
    fn an_anchor_needs_both_of_its_ends() {
        assert!(has_anchor("// ANCHOR: a\nx\n// ANCHOR_END: a\n", "a"));
        assert!(!has_anchor("// ANCHOR: a\nx\n", "a"));
        assert!(!has_anchor("// ANCHOR: ab\n// ANCHOR_END: ab\n", "a"));
    }
}

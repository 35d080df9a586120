//! The one thing to do: a command to copy, or a sentence.

use std::path::Path;

use serde::Serialize;

/// At most one of the two is there.
#[derive(Debug, Default, Clone, Serialize)]
pub(super) struct Todo {
    /// A command, as a shell takes it.
    pub run: Option<String>,
    #[serde(rename = "do")]
    pub sentence: Option<String>,
}

impl Todo {
    pub fn run(command: impl Into<String>) -> Self {
        Self {
            run: Some(command.into()),
            sentence: None,
        }
    }

    pub fn sentence(sentence: impl Into<String>) -> Self {
        Self {
            run: None,
            sentence: Some(sentence.into()),
        }
    }

    /// Sets an environment variable to a value that is quoted already where it has to be.
    pub fn set(name: &str, value: &str) -> Self {
        if cfg!(windows) {
            return Self::run(format!("$env:{name} = \"{}\"", value.trim_matches('"')));
        }
        Self::run(format!("export {name}={value}"))
    }

    pub fn unset(name: &str) -> Self {
        if cfg!(windows) {
            return Self::run(format!("Remove-Item Env:{name}"));
        }
        Self::run(format!("unset {name}"))
    }
}

/// A path as one word of a shell.
pub(super) fn word(path: &Path) -> String {
    let path = path.to_string_lossy();
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+:\\".contains(c);
    // Behind a hyphen it would be an option.
    let path = if path.starts_with('-') {
        format!("./{path}")
    } else {
        path.into_owned()
    };
    if cfg!(windows) {
        return format!("\"{path}\"");
    }
    if !path.is_empty() && path.chars().all(|c| is_plain(c) && c != '\\') {
        return path;
    }
    format!("'{}'", path.replace('\'', r"'\''"))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_one_word_of_a_shell_whatever_is_in_it() {
        for path in ["a", "my folder", "it's", "-x", "$HOME", "a\\b", "*"] {
            let line = format!("printf %s {}", word(Path::new(path)));
            let output = std::process::Command::new("sh")
                .args(["-c", &line])
                .output()
                .expect("a shell");
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            assert_eq!(said.trim_start_matches("./"), path);
        }
    }
}

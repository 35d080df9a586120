//! Every command over a folder with odd files: nothing of the reader's changes but by `reset`, and nothing is added but at an end.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use nn28::exercise::{blanks, find};
use nn28::mine::{Folder, rust, solution_of_blank};
use tempfile::TempDir;

/// Arguments of every command that reads the folder.
const COMMANDS: &[&[&str]] = &[
    &["exercise", "--headless"],
    &["exercise", "28", "--headless", "--ascii"],
    &["check"],
    &["check", "4"],
    &["check", "8", "28", "--json"],
    &["check", "--all"],
    &["check", "--all", "--json", "--no-color"],
    &["check", "99"],
    &["hint", "1"],
    &["hint", "1", "--level", "1"],
    &["hint", "1", "--level", "2", "--json"],
    &["hint", "8", "--level", "3"],
    &["hint", "28", "--level", "4"],
    &["hint", "step", "--level", "4", "--json"],
    &[
        "backprop",
        "--mine",
        "--headless",
        "--steps",
        "3",
        "--no-figures",
    ],
    &["answer", "7p"],
    &["answer", "7p seed=3 0.61 0.26 0.13; 8p seed=1 1.10"],
    &["answer", "7p", "?"],
    &["answer", "28", "sum(k, (y_k - t_k) v_kj) h'(b_j) x_i"],
    &["answer", "23", "t_k - y_k"],
];

struct Odd {
    _place: TempDir,
    /// The reader's folder, and one beside it with a file that is linked.
    root: PathBuf,
    beside: PathBuf,
}

impl Odd {
    fn new() -> Self {
        let place = tempfile::tempdir().expect("a folder");
        let odd = Self {
            root: place.path().join("my functions"),
            beside: place.path().join("beside"),
            _place: place,
        };
        Folder::prepare(&odd.root).expect("a reader's folder");
        fs::create_dir(&odd.beside).expect("a folder");
        odd.write_functions();
        odd.make_odd();
        odd
    }

    fn source(&self, name: &str) -> PathBuf {
        self.root.join("src").join(name)
    }

    fn edit(&self, name: &str, of: impl Fn(Vec<u8>) -> Vec<u8>) {
        let path = self.source(name);
        let bytes = of(fs::read(&path).expect("a file"));
        fs::write(path, bytes).expect("a file");
    }

    /// Some functions of the book, some mistakes, and blanks for the others.
    fn write_functions(&self) {
        for (at, blank) in blanks().enumerate() {
            let path = self.source(&format!("{}.rs", blank.module));
            let mut text = fs::read_to_string(&path).expect("a file");
            let whole = rust::find(&text, blank.name).expect("a blank").whole;
            let body = rust::find(&text, blank.name).expect("a blank").body;
            match at % 3 {
                0 => text.replace_range(whole, &solution_of_blank(blank)),
                1 => text.replace_range(body, &format!(" {} ", blank.faults[0].body.rust)),
                _ => {}
            }
            fs::write(path, text).expect("a file");
        }
    }

    fn make_odd(&self) {
        // A byte order mark, other ends of lines, a tab and blanks at the end, and no last end.
        self.edit("neuron.rs", |bytes| {
            let text = String::from_utf8(bytes).expect("a text");
            let text = text.replace('\n', "\r\n") + "\t// the end  ";
            format!("\u{feff}{text}").into_bytes()
        });
        // Not UTF-8.
        self.edit("error.rs", |mut bytes| {
            bytes.extend(b"// caf\xe9 \xff\xfe\0\n");
            bytes
        });
        // A function that the workbook misses, and no last end.
        self.edit("backprop.rs", |bytes| {
            let mut text = String::from_utf8(bytes).expect("a text");
            let missing = rust::find(&text, "eq23_output_error")
                .expect("a blank")
                .whole;
            text.replace_range(missing, "// gone");
            text.trim_end().to_owned().into_bytes()
        });
        self.edit("lib.rs", |mut bytes| {
            bytes.extend(b"\r\npub mod extra;");
            bytes
        });
        let own: [(&str, &[u8]); 6] = [
            ("Cargo.toml", b"# mine\r\n[package]\nname = \"other\""),
            ("notes.md", b"\xef\xbb\xbfmine\r\n\r\n"),
            ("src/extra.rs", b"fn f( {"),
            (".git/config", b"[core]\n"),
            ("kept/eq04_sigmoid-right-1.rs", b"my own\n"),
            (
                "progress.txt",
                b"nn28 progress 1\r\nsolved 4 hints=0 tries=1 text=00000000\r\nnobody knows \xff this\r\nhint 1 1",
            ),
        ];
        for (name, bytes) in own {
            let path = self.root.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, bytes).expect("a file");
        }
        let mut readable = fs::metadata(self.source("training.rs"))
            .expect("a file")
            .permissions();
        readable.set_readonly(true);
        fs::set_permissions(self.source("training.rs"), readable).expect("a file");
        self.link("network.rs");
    }

    /// Moves a file away and leaves a link, where there are links.
    fn link(&self, name: &str) {
        #[cfg(unix)]
        {
            let target = self.beside.join(name);
            fs::rename(self.source(name), &target).expect("a file");
            std::os::unix::fs::symlink(target, self.source(name)).expect("a link");
        }
        #[cfg(not(unix))]
        let _ = name;
    }

    fn nn28(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nn28"));
        command.args(arguments).current_dir(&self.beside);
        command.env("NN28_MINE", &self.root);
        command.output().expect("nn28")
    }

    /// Every file with its bytes, and every link with its target.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        for root in [&self.root, &self.beside] {
            collect(root, &mut files);
        }
        files
    }
}

/// Makes what is read-only writable again, so that it can be removed on every system.
impl Drop for Odd {
    fn drop(&mut self) {
        if let Ok(about) = fs::metadata(self.source("training.rs")) {
            let mut writable = about.permissions();
            #[allow(
                clippy::permissions_set_readonly_false,
                reason = "it is removed at once"
            )]
            writable.set_readonly(false);
            let _ = fs::set_permissions(self.source("training.rs"), writable);
        }
    }
}

fn collect(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.ends_with(".harness") || path.ends_with("src/given.rs") {
            continue;
        }
        if let Ok(target) = fs::read_link(&path) {
            let target = target.display().to_string().into_bytes();
            files.insert(path, target);
        } else if path.is_dir() {
            collect(&path, files);
        } else {
            let bytes = fs::read(&path).expect("a file");
            files.insert(path, bytes);
        }
    }
}

/// Every old file as it was; the ones that may grow begin as they were. Returns the files that are new.
fn assert_kept(
    before: &BTreeMap<PathBuf, Vec<u8>>,
    after: &BTreeMap<PathBuf, Vec<u8>>,
    may_grow: &[&str],
    what: &str,
) -> Vec<PathBuf> {
    for (path, old) in before {
        let new = after.get(path);
        let new = new.unwrap_or_else(|| panic!("{what}: {} is gone", path.display()));
        let is_as_it_was = if may_grow.iter().any(|name| path.ends_with(name)) {
            new.starts_with(old)
        } else {
            new == old
        };
        assert!(is_as_it_was, "{what}: {} has changed", path.display());
    }
    let is_new = |path: &&PathBuf| !before.contains_key(*path);
    after.keys().filter(is_new).cloned().collect()
}

#[test]
fn no_command_but_reset_changes_a_byte_of_the_reader_s() {
    let odd = Odd::new();
    let first = odd.files();
    let mut before = first.clone();
    for (at, arguments) in COMMANDS.iter().enumerate() {
        let output = odd.nn28(arguments);
        let what = arguments.join(" ");
        let status = output.status.code();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(matches!(status, Some(0..=2)), "{what}: {status:?} {said}");
        assert!(!said.contains("panicked"), "{what}: {said}");
        let after = odd.files();
        // The blank that is missing is added by the first one.
        let may_grow: &[&str] = if at == 0 {
            &["progress.txt", "src/backprop.rs"]
        } else {
            &["progress.txt"]
        };
        for path in assert_kept(&before, &after, may_grow, &what) {
            let is_kept = path.starts_with(odd.root.join("kept"));
            assert!(is_kept, "{what} makes {}", path.display());
        }
        before = after;
    }
    let text = fs::read_to_string(odd.source("backprop.rs")).expect("a file");
    assert!(rust::find(&text, "eq23_output_error").is_some_and(|one| one.is_blank(&text)));
    let readonly = fs::metadata(odd.source("training.rs"))
        .expect("a file")
        .permissions();
    assert!(readonly.readonly());
    // The commands did their work: functions were judged, and hints counted.
    let progress = fs::read(odd.root.join("progress.txt")).expect("a file");
    let progress = String::from_utf8_lossy(&progress);
    for line in [
        "\nhint 1 1\nhint 1 2",
        "\nshown 28\n",
        "\ntried ",
        "\nanswer 7p seed=3 ",
    ] {
        assert!(progress.contains(line), "{line:?} in {progress}");
    }
}

#[test]
fn reset_changes_one_function_and_keeps_what_was_there() {
    let odd = Odd::new();
    odd.nn28(&["exercise", "--headless"]);
    for (id, file) in [
        ("4", "src/neuron.rs"),
        ("7", "network.rs"),
        ("27", "src/training.rs"),
    ] {
        let before = odd.files();
        let output = odd.nn28(&["reset", id]);
        let after = odd.files();
        let changed: Vec<&PathBuf> = before
            .keys()
            .filter(|path| before.get(*path) != after.get(*path))
            .collect();
        if !output.status.success() {
            // A system may refuse to replace what is read-only.
            assert_eq!((id, changed.len()), ("27", 0));
            continue;
        }
        assert_eq!(changed.len(), 1, "{id}: {changed:?}");
        let path = changed[0];
        assert!(path.ends_with(file), "{id}: {}", path.display());
        let texts =
            [&before, &after].map(|files| String::from_utf8(files[path].clone()).expect("a text"));
        let mut expected = texts[0].clone();
        let exercise = find(id).expect("an exercise");
        for blank in exercise.blanks {
            let [old, new] = [&expected, &texts[1]]
                .map(|text| rust::find(text, blank.name).expect("a function"));
            assert!(new.is_blank(&texts[1]), "{id}");
            let kept = odd.root.join(format!("kept/{}-reset-1.rs", blank.name));
            let kept = fs::read_to_string(kept).expect("what was there");
            assert_eq!(kept.trim_end(), &expected[old.whole.clone()]);
            expected.replace_range(old.whole, &texts[1][new.whole]);
        }
        assert_eq!(texts[1], expected, "{id}: nothing else");
        let is_new = |path: &&PathBuf| {
            !before.contains_key(*path) && !path.starts_with(odd.root.join("kept"))
        };
        let new = after.keys().filter(is_new);
        assert_eq!(new.count(), 0, "{id}");
        #[cfg(unix)]
        assert!(
            fs::read_link(odd.source("network.rs")).is_ok(),
            "the link is one still"
        );
    }
    // What cannot be read is not written.
    let before = odd.files();
    let output = odd.nn28(&["reset", "12"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("not UTF-8"));
    assert_eq!(odd.files(), before);
}

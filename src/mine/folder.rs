//! The reader's folder: the files that are made in it, once, from the sources of `model`.

use std::env;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::blank::{LIBRARY, MODULES, PACKAGE, blank_text, code_of_blank, given, head, signature};
use super::progress::Progress;
use super::rust;
use crate::exercise::{self, Blank, Exercise};

/// Something that keeps the folder from being used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    #[error("{0} cannot be made or read: {1}; --folder DIR or NN28_MINE names another folder")]
    Unusable(String, io::Error),
    #[error("{0} is not UTF-8: save it as UTF-8 in your editor")]
    NotUtf8(String),
    #[error("the Rust compiler does not do its work: {0}")]
    Compiler(io::Error),
    #[error(
        "{0} has no function {1}: write `{2}` with a body, or delete the file and it is made anew"
    )]
    Missing(String, String, String),
}

/// The folder of the reader's functions.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
}

/// Where the folder is: as asked, else NN28_MINE, else output/mine in a clone, else nn28-mine in the current folder.
pub fn folder_path(asked: Option<&Path>, clone: Option<&Path>) -> PathBuf {
    let named = || {
        env::var_os("NN28_MINE")
            .filter(|name| !name.is_empty())
            .map(PathBuf::from)
    };
    let here = || clone.map_or_else(|| "nn28-mine".into(), in_clone);
    asked
        .map(Path::to_owned)
        .or_else(named)
        .unwrap_or_else(here)
}

fn in_clone(clone: &Path) -> PathBuf {
    let mine = Path::new("output").join("mine");
    if clone == Path::new(".") {
        mine
    } else {
        clone.join(mine)
    }
}

impl Folder {
    /// The folder, with all files that it lacks.
    ///
    /// # Errors
    /// A folder or a file that cannot be made or read.
    pub fn prepare(root: &Path) -> Result<Self, FolderError> {
        let folder = Self::as_it_is(root);
        let source = folder.root.join("src");
        fs::create_dir_all(&source).map_err(|error| unusable(&source, error))?;
        folder.make("Cargo.toml", PACKAGE)?;
        let modules = MODULES
            .map(|module| format!("pub mod {module};\n"))
            .concat();
        folder.make(
            "src/lib.rs",
            &format!("{LIBRARY}\npub mod given;\n{modules}"),
        )?;
        folder.replace("src/given.rs", &given())?;
        for module in MODULES {
            folder.complete(module)?;
        }
        Ok(folder)
    }

    /// The folder as it is: nothing in it is made.
    pub fn as_it_is(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
        }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The file of a module.
    pub fn file(&self, module: &str) -> PathBuf {
        self.root.join("src").join(module).with_extension("rs")
    }

    /// The folder of all that may be deleted at any time.
    pub(super) fn harness(&self) -> PathBuf {
        self.root.join(".harness")
    }

    /// The reader's text of a module.
    ///
    /// # Errors
    /// A file that cannot be read, or that is not UTF-8.
    pub fn text(&self, module: &str) -> Result<String, FolderError> {
        let path = self.file(module);
        let bytes = fs::read(&path).map_err(|error| unusable(&path, error))?;
        String::from_utf8(bytes).map_err(|_| FolderError::NotUtf8(shown(&path)))
    }

    /// All files as they are, to see whether one has changed.
    pub fn snapshot(&self) -> Vec<Vec<u8>> {
        let bytes = |module| fs::read(self.file(module)).unwrap_or_default();
        MODULES.map(bytes).into()
    }

    /// # Errors
    /// The file is there and cannot be read.
    pub fn progress(&self) -> Result<Progress, FolderError> {
        let path = self.root.join("progress.txt");
        Progress::read(&path).map_err(|error| unusable(&path, error))
    }

    /// The text of a function and the number of its first line.
    pub fn function(&self, blank: &Blank) -> Option<(String, usize)> {
        let text = self.text(blank.module).ok()?;
        let function = rust::find(&text, blank.name)?;
        Some((
            text[function.whole.clone()].to_owned(),
            function.lines(&text).0,
        ))
    }

    /// The hash of the functions of an exercise, without blanks and comments.
    pub fn hash(&self, exercise: &Exercise) -> String {
        let hash = |blank: &Blank| {
            let text = self.text(blank.module).unwrap_or_default();
            rust::find(&text, blank.name).map_or(String::new(), |one| one.hash(&text))
        };
        exercise
            .blanks
            .iter()
            .map(hash)
            .collect::<Vec<_>>()
            .join("-")
    }

    /// Keeps the functions of an exercise as they are, in files of their own that replace none.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn keep(&self, exercise: &Exercise, why: &str) -> Result<Vec<PathBuf>, FolderError> {
        let kept = self.root.join("kept");
        fs::create_dir_all(&kept).map_err(|error| unusable(&kept, error))?;
        let functions = exercise.blanks.iter().filter_map(|blank| {
            let (text, _) = self.function(blank)?;
            Some((blank.name, text))
        });
        let mut paths = Vec::new();
        for (name, text) in functions {
            let names = (1..).map(|number: u32| kept.join(format!("{name}-{why}-{number}.rs")));
            for path in names {
                match fs::OpenOptions::new()
                    .write(true)
                    .create_new(true)
                    .open(&path)
                {
                    Ok(mut file) => {
                        let written = writeln!(file, "{text}");
                        written.map_err(|error| unusable(&path, error))?;
                        paths.push(path);
                        break;
                    }
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                    Err(error) => return Err(unusable(&path, error)),
                }
            }
        }
        Ok(paths)
    }

    /// Puts the blanks of an exercise in the place of its functions. What was there is in `kept` first.
    ///
    /// # Errors
    /// A file that cannot be read or written, or a function that is not there.
    pub fn reset(&self, exercise: &Exercise) -> Result<Vec<PathBuf>, FolderError> {
        let kept = self.keep(exercise, "reset")?;
        for blank in exercise.blanks {
            let path = self.file(blank.module);
            // Where the file is a link, its target is written.
            let path = fs::canonicalize(&path).unwrap_or(path);
            let mut text = self.text(blank.module)?;
            let function = rust::find(&text, blank.name).ok_or_else(|| {
                FolderError::Missing(shown(&path), blank.name.to_owned(), signature(blank))
            })?;
            let mut code = code_of_blank(blank);
            if text.contains("\r\n") {
                code = code.replace('\n', "\r\n");
            }
            text.replace_range(function.whole, &code);
            let written = crate::whole_file::write(&path, ".nn28-", text.as_bytes(), true);
            written.map_err(|error| unusable(&path, error))?;
        }
        Ok(kept)
    }

    /// Makes a file that is not there.
    fn make(&self, name: &str, text: &str) -> Result<(), FolderError> {
        let path = self.root.join(name);
        match fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path)
        {
            Ok(mut file) => {
                let written = file.write_all(text.as_bytes());
                written.map_err(|error| unusable(&path, error))
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            Err(error) => Err(unusable(&path, error)),
        }
    }

    /// Writes the one file that is not the reader's.
    fn replace(&self, name: &str, text: &str) -> Result<(), FolderError> {
        let path = self.root.join(name);
        if fs::read(&path).is_ok_and(|old| old == text.as_bytes()) {
            return Ok(());
        }
        let written = crate::whole_file::write(&path, ".nn28-", text.as_bytes(), true);
        written.map_err(|error| unusable(&path, error))
    }

    /// Makes the file of a module, or adds the blanks that it lacks.
    fn complete(&self, module: &'static str) -> Result<(), FolderError> {
        let blanks = || exercise::blanks().filter(move |blank| blank.module == module);
        let whole: Vec<String> = blanks().map(blank_text).collect();
        self.make(
            &format!("src/{module}.rs"),
            &(head(module) + &whole.concat()),
        )?;
        let Ok(text) = self.text(module) else {
            // A file that cannot be read is not written either; its check reports it.
            return Ok(());
        };
        let has = rust::functions(&text);
        let lacks = |blank: &&Blank| has.iter().all(|one| one.name != blank.name);
        let lacking: Vec<&Blank> = blanks().filter(lacks).collect();
        if lacking.is_empty() {
            return Ok(());
        }
        let mut added: String = lacking.iter().map(|blank| blank_text(blank)).collect();
        if !text.ends_with('\n') && !text.is_empty() {
            added.insert(0, '\n');
        }
        if text.contains("\r\n") {
            added = added.replace('\n', "\r\n");
        }
        // Behind the beginning of a comment, say, nothing is found again, and would be added again and again.
        let after = rust::functions(&(text + &added));
        let is_found = |blank: &&Blank| after.iter().any(|one| one.name == blank.name);
        if !lacking.iter().all(is_found) {
            return Ok(());
        }
        let path = self.file(module);
        let file = fs::OpenOptions::new().append(true).open(&path);
        let written = file.and_then(|mut file| file.write_all(added.as_bytes()));
        written.map_err(|error| unusable(&path, error))
    }
}

fn unusable(path: &Path, error: io::Error) -> FolderError {
    FolderError::Unusable(shown(path), error)
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

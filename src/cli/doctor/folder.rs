//! The reader's folder, what is in it, and the editor that opens it.

use std::env;
use std::fs;
use std::io;
use std::path::Path;

use serde_json::json;

use super::todo::word;
use super::{Finding, State, Todo, on_path, path, variable};
use crate::cli::exercise::FolderOptions;
use crate::cli::{place, shown};
use crate::data::escaped;
use crate::exercise;
use crate::mine::{Folder, Progress, rust};

const THING: &str = "your folder";

/// The folder, its functions, and the progress in it.
pub(super) fn findings(options: &FolderOptions) -> Vec<Finding> {
    let root = options.path();
    let facts = json!({ "path": path(&root), "is_there": root.is_dir() });
    let folder = match fault(&root, options) {
        Some(fault) => fault,
        None => Finding::ok(THING, shown(&root)),
    };
    let is_usable = root.is_dir() && folder.state != State::Missing;
    let mut all = vec![folder.with(facts)];
    let progress_file = root.join("progress.txt");
    let progress = Progress::read(&progress_file);
    if is_usable {
        let known = progress.as_ref().ok();
        all.push(functions(&Folder::as_it_is(&root), known, options));
    }
    all.push(remembered(&progress_file, progress, options));
    all
}

/// The first thing about the folder that is not as it should be.
fn fault(root: &Path, options: &FolderOptions) -> Option<Finding> {
    let missing = |said: String, todo| Some(Finding::missing(THING, said, todo));
    let name = shown(root);
    match fs::metadata(root) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let said = format!("{name} is not made yet");
            return Some(Finding::note(THING, said, begin(options)));
        }
        Err(error) => return missing(format!("{name}: {error}"), another(options)),
        Ok(data) if !data.is_dir() => {
            return missing(format!("{name} is a file, not a folder"), another(options));
        }
        Ok(_) => {}
    }
    let files = exercise::blanks().map(|blank| Folder::as_it_is(root).file(blank.module));
    for file in files {
        match fs::read(&file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let said = format!("{} is not made yet", shown(&file));
                return Some(Finding::note(THING, said, begin(options)));
            }
            Err(error) => {
                return missing(
                    format!("{}: {error}", shown(&file)),
                    readable(root, &error, options),
                );
            }
            Ok(bytes) if str::from_utf8(&bytes).is_err() => {
                let todo = format!("Save {} as UTF-8 in your editor.", shown(&file));
                return missing(
                    format!("{} is not UTF-8", shown(&file)),
                    Todo::sentence(todo),
                );
            }
            Ok(_) => {}
        }
    }
    None
}

/// Functions that are written, and those that were right as they are.
fn functions(folder: &Folder, progress: Option<&Progress>, options: &FolderOptions) -> Finding {
    let is_written =
        |(text, _): &(String, usize)| rust::functions(text).iter().all(|one| !one.is_blank(text));
    let all = exercise::blanks().count();
    let found = exercise::blanks().filter_map(|blank| folder.function(blank));
    let written = found.filter(is_written).count();
    let is_right = |one: &&exercise::Exercise| {
        let text = progress.and_then(|progress| progress.text(one.id));
        text.is_some_and(|text| text == folder.hash(one))
    };
    let right: usize = exercise::all()
        .filter(is_right)
        .map(|one| one.blanks.len())
        .sum();
    let facts = json!({ "all": all, "written": written, "right": right });
    let thing = "functions";
    if written == 0 {
        let said = format!("none of {all} is written yet");
        return Finding::note(thing, said, begin(options)).with(facts);
    }
    let said = format!("{written} of {all} written, {right} of them right when last judged");
    Finding::ok(thing, said).with(facts)
}

fn remembered(file: &Path, progress: io::Result<Progress>, options: &FolderOptions) -> Finding {
    let thing = "progress.txt";
    let facts = json!({ "path": path(file), "is_there": file.exists() });
    let finding = match progress {
        Err(error) if is_held_by_folder(file) => {
            let said = error.to_string();
            Finding::note(thing, said, Todo::default())
        }
        Err(error)
            if error.kind() == io::ErrorKind::PermissionDenied
                && file.parent().is_some_and(is_own) =>
        {
            let said = format!("{}: {error}", shown(file));
            Finding::missing(thing, said, Todo::run(format!("chmod u+rw {}", word(file))))
        }
        Err(error) => {
            let old = word(&file.with_extension("old"));
            let said = format!("{}: {error}", shown(file));
            let away = Todo::run(format!("mv {} {old}", word(file)));
            Finding::missing(thing, said, away)
        }
        Ok(_) if !file.exists() => {
            let said = "none yet; the first function that you write and save begins it";
            Finding::note(thing, said, begin(options))
        }
        Ok(progress) => Finding::ok(thing, progress.to_string()),
    };
    finding.with(facts)
}

/// True if the folder around a file is at fault, of which something is said already.
fn is_held_by_folder(file: &Path) -> bool {
    file.parent()
        .is_some_and(|folder| fs::read_dir(folder).is_err())
}

/// Makes the folder and what is missing in it.
fn begin(options: &FolderOptions) -> Todo {
    let folder = options
        .asked()
        .map(|folder| format!(" --folder {}", word(folder)));
    let command = format!("exercise{}", folder.unwrap_or_default());
    Todo::run(place::launch().nn28(&command))
}

/// Names a folder that is not there yet.
fn another(options: &FolderOptions) -> Todo {
    let home = env::home_dir().unwrap_or_default();
    let mut names = (1_u32..).map(|number| match number {
        1 => home.join("nn28-mine"),
        number => home.join(format!("nn28-mine-{number}")),
    });
    let new = names.find(|folder| fs::symlink_metadata(folder).is_err());
    let new = word(&new.unwrap_or_default());
    if options.asked().is_some() {
        return Todo::run(place::launch().nn28(&format!("exercise --folder {new}")));
    }
    Todo::set("NN28_MINE", &new)
}

/// Gives the reader his files back, if they are his; otherwise names another folder.
fn readable(root: &Path, error: &io::Error, options: &FolderOptions) -> Todo {
    if error.kind() == io::ErrorKind::PermissionDenied && is_own(root) {
        return Todo::run(format!("chmod -R u+rwX {}", word(root)));
    }
    another(options)
}

/// True if a folder belongs to the one to whom the home folder belongs.
#[cfg(unix)]
fn is_own(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let owner = |folder: &Path| folder.metadata().ok().map(|data| data.uid());
    let home = env::home_dir().and_then(|home| owner(&home));
    home.is_some() && owner(folder) == home
}

#[cfg(not(unix))]
fn is_own(_: &Path) -> bool {
    false
}

/// The editor that `e` opens on the screen of an exercise.
pub(super) fn editor(root: &Path) -> Finding {
    let thing = "editor";
    let mut names = ["VISUAL", "EDITOR"].into_iter();
    let named_by = names.find_map(|name| Some((name, variable(name)?)));
    let Some((name, command)) = named_by else {
        let said = "neither VISUAL nor EDITOR names one for the key e of nn28 exercise";
        return Finding::note(thing, said, choose("VISUAL", root));
    };
    let facts = json!({ "variable": name, "command": command });
    let program = command.split_whitespace().next().unwrap_or_default();
    if on_path(program).is_some() {
        return Finding::ok(thing, format!("{}, by {name}", escaped(&command))).with(facts);
    }
    let said = format!(
        "{name} names {}, which is no program here",
        escaped(&command)
    );
    Finding::missing(thing, said, choose(name, root)).with(facts)
}

/// An editor that is here.
fn choose(variable: &str, root: &Path) -> Todo {
    let known = ["nano", "micro", "hx", "nvim", "vim", "vi", "notepad"];
    let here = known.into_iter().find(|name| on_path(name).is_some());
    here.map_or_else(
        || {
            let source = shown(&root.join("src"));
            Todo::sentence(format!("Open the files of {source} in an editor of yours beside the screen of nn28 exercise."))
        },
        |name| Todo::set(variable, name),
    )
}

//! Whether the book's links lead somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::faults::{Fault, WeaveError};
use super::loom::Page;
use super::markdown;

/// The rendered book: its files, and the ids of its pages.
#[derive(Debug, Default)]
pub(super) struct Rendered {
    ids: BTreeMap<PathBuf, BTreeSet<String>>,
    files: BTreeSet<PathBuf>,
}

impl Rendered {
    /// Take the names and ids of everything below `root`.
    pub(super) fn read(root: &Path) -> Result<Self, WeaveError> {
        let mut rendered = Self::default();
        for file in files_below(root)? {
            let Ok(path) = file.strip_prefix(root) else {
                continue;
            };
            if path.extension().is_some_and(|ending| ending == "html") {
                let html = fs::read_to_string(&file).map_err(WeaveError::io("read", &file))?;
                rendered.ids.insert(path.to_owned(), ids(&html));
            }
            rendered.files.insert(path.to_owned());
        }
        Ok(rendered)
    }

    /// The faults of a page's links.
    pub(super) fn check(&self, page: &Page) -> Vec<Fault> {
        let links = markdown::links(&page.source);
        let check = |link: markdown::Link| {
            let message = self.fault_of(page, &link.target)?;
            Some(page.fault(link.line, message))
        };
        links.into_iter().filter_map(check).collect()
    }

    fn fault_of(&self, page: &Page, target: &str) -> Option<String> {
        if leads_outside(target) {
            return None;
        }
        let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
        let address = if path.is_empty() {
            page.address()
        } else {
            let folder = page.path.parent().unwrap_or(Path::new(""));
            as_page(&normal(&folder.join(path)))
        };
        if !self.files.contains(&address) {
            return Some(format!("broken link {target}: no such page or file"));
        }
        let has = |ids: &BTreeSet<String>| anchor.is_empty() || ids.contains(anchor);
        if self.ids.get(&address).is_none_or(has) {
            return None;
        }
        Some(format!(
            "broken link {target}: no anchor #{anchor} on that page"
        ))
    }
}

/// Every file below a folder.
pub(super) fn files_below(folder: &Path) -> Result<Vec<PathBuf>, WeaveError> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(WeaveError::io("read", &folder))?;
        for entry in entries {
            let path = entry.map_err(WeaveError::io("read", &folder))?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn leads_outside(target: &str) -> bool {
    let scheme = target.split([':', '/', '#', '?']).next().unwrap_or("");
    let has_scheme = target[scheme.len()..].starts_with(':');
    has_scheme && !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric())
}

/// mdBook turns links to `.md` into links to `.html`.
fn as_page(path: &Path) -> PathBuf {
    match path.extension() {
        Some(ending) if ending == "md" => path.with_extension("html"),
        _ => path.to_owned(),
    }
}

fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir if out.file_name().is_some() => {
                out.pop();
            }
            Component::CurDir => {}
            other => out.push(other),
        }
    }
    out
}

fn ids(html: &str) -> BTreeSet<String> {
    let mark = " id=\"";
    let ids = html.match_indices(mark).filter_map(|(at, _)| {
        let id = html[at + mark.len()..].split('"').next()?;
        Some(id.to_owned())
    });
    ids.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered() -> Rendered {
        let page = |name: &str, html: &str| (PathBuf::from(name), ids(html));
        let ids = BTreeMap::from([
            page("a.html", r#"<h1 id="top">"#),
            page("deep/b.html", r#"<div class="x" id="eq-4">"#),
        ]);
        let files = ids
            .keys()
            .cloned()
            .chain([PathBuf::from("figures/43.svg")])
            .collect();
        Rendered { ids, files }
    }

    fn faults(source: &str) -> Vec<String> {
        let page = Page {
            path: PathBuf::from("deep/b.md"),
            file: "book/src/deep/b.md".to_owned(),
            source: source.to_owned(),
        };
        let faults = rendered().check(&page);
        faults.iter().map(Fault::to_string).collect()
    }

    #[test]
    fn links_that_lead_somewhere_are_no_faults() {
        let sound = "[a](../a.md#top) [b](#eq-4) [c](b.md) ![d](../figures/43.svg) [e](https://example.org/x.md#y)";
        assert_eq!(faults(sound), Vec::<String>::new());
    }

    #[test]
    fn links_that_lead_nowhere_are_named_with_their_line() {
        let found = faults("[a](a.md)\n\n[b](../a.md#nowhere) [c](#none)\n");
        assert_eq!(found.len(), 3);
        assert!(
            found[0].starts_with("book/src/deep/b.md:1: broken link a.md"),
            "{}",
            found[0]
        );
        assert!(found[1].contains("b.md:3: broken link ../a.md#nowhere: no anchor #nowhere"));
    }
}

//! Whether the book's links lead somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::fault::{BookError, Fault};
use super::glyphs::ids_after;
use super::markdown;
use super::page::{Page, is_html, slashed};

/// The rendered book: the addresses of its files, and the ids of its pages.
#[derive(Debug, Default)]
pub(super) struct Rendered {
    ids: BTreeMap<String, BTreeSet<String>>,
    files: BTreeSet<String>,
}

impl Rendered {
    pub(super) fn read(root: &Path) -> Result<Self, BookError> {
        let mut rendered = Self::default();
        for file in files_below(root)? {
            let address = slashed(file.strip_prefix(root).unwrap_or(&file));
            if is_html(&file) {
                let html = fs::read_to_string(&file).map_err(BookError::io("read", &file))?;
                rendered.ids.insert(address.clone(), ids(&html));
            }
            rendered.files.insert(address);
        }
        Ok(rendered)
    }

    /// The ids of the page of an address.
    pub(super) fn ids_of(&self, address: &str) -> impl Iterator<Item = &str> {
        let ids = self.ids.get(address).into_iter().flatten();
        ids.map(String::as_str)
    }

    pub(super) fn check(&self, page: &Page) -> Vec<Fault> {
        let check = |link: markdown::Link| {
            let message = self.fault_of(page, &link.target)?;
            Some(page.fault(link.line, message))
        };
        let links = markdown::links(&page.source).into_iter();
        links.filter_map(check).collect()
    }

    fn fault_of(&self, page: &Page, target: &str) -> Option<String> {
        if leads_outside(target) {
            return None;
        }
        let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
        let address = match path {
            "" => page.address(),
            path => resolved(&page.address(), path),
        };
        if !self.files.contains(&address) {
            return Some(format!("broken link {target}: no such page or file"));
        }
        let ids = self.ids.get(&address).filter(|_| !anchor.is_empty())?;
        (!ids.contains(anchor))
            .then(|| format!("broken link {target}: no anchor #{anchor} on that page"))
    }
}

pub(super) fn files_below(folder: &Path) -> Result<Vec<PathBuf>, BookError> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(BookError::io("read", &folder))?;
        for entry in entries {
            let path = entry.map_err(BookError::io("read", &folder))?.path();
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

/// The address to which a path leads from another address. mdBook turns links to `.md` into links to `.html`.
fn resolved(from: &str, path: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let address = parts.join("/");
    match address.strip_suffix(".md") {
        Some(page) => format!("{page}.html"),
        None => address,
    }
}

fn ids(html: &str) -> BTreeSet<String> {
    let ids = ids_after(html, " id=\"").into_iter();
    ids.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered() -> Rendered {
        let page = |name: &str, html: &str| (name.to_owned(), ids(html));
        let a = page("a.html", r#"<h1 id="top">"#);
        let b = page("deep/b.html", r#"<div class="x" id="eq-4">"#);
        let files = ["a.html", "deep/b.html", "figures/43.svg"].map(str::to_owned);
        Rendered {
            ids: BTreeMap::from([a, b]),
            files: BTreeSet::from(files),
        }
    }

    fn faults(source: &str) -> Vec<String> {
        let page = Page::new(Path::new("book"), "deep/b.md".into(), source.to_owned());
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
        let first = "book/src/deep/b.md:1: broken link a.md";
        assert!(found[0].starts_with(first), "{}", found[0]);
        assert!(found[1].contains("b.md:3: broken link ../a.md#nowhere: no anchor #nowhere"));
    }
}

//! The page that shows all figures of a folder: both themes, caption, command and files.

use std::fs;
use std::path::{Path, PathBuf};

use super::FigureOptions;
use crate::cli::shown;
use crate::figure::{FigureError, write_whole};
use crate::scene::Figure;
use crate::scene::escape::escape;

/// The mark of a page of ours: no other is written over.
const MARK: &str = "<meta name=\"generator\" content=\"nn28 figures\">";

/// Writes `index.html` beside figures, and returns its path. A page of that name that is not ours stays, which a remark says.
pub(super) fn write(
    files: &FigureOptions,
    figures: &[Figure],
    paths: &[PathBuf],
) -> Result<(Option<PathBuf>, Option<String>), FigureError> {
    let path = files.figures.join("index.html");
    let is_ours = |text: String| text.contains(MARK);
    if path.exists() && !fs::read_to_string(&path).is_ok_and(is_ours) {
        let remark = format!("{} is another page, and stays", shown(&path));
        return Ok((None, Some(remark)));
    }
    let name = |path: &PathBuf| path.file_name()?.to_str().map(str::to_owned);
    let names: Vec<String> = paths.iter().filter_map(name).collect();
    let parts = figures.iter().map(|figure| part(figure, &names));
    let page = page(&parts.collect::<String>());
    write_whole(&path, page.as_bytes())?;
    Ok((Some(path), None))
}

fn page(parts: &str) -> String {
    format!(
        "<!DOCTYPE html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width\">
{MARK}
<title>Figures: A Neural Network in 28 Equations</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 16px/1.5 \"DejaVu Sans\", sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }}
figure {{ margin: 0 0 3rem; }}
.themes {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr)); gap: 1rem; align-items: start; }}
img {{ max-width: 100%; height: auto; }}
code {{ overflow-wrap: anywhere; }}
</style>
</head>
<body>
<h1>Figures</h1>
{parts}</body>
</html>
"
    )
}

/// A figure with the files that show it.
fn part(figure: &Figure, names: &[String]) -> String {
    let stem = figure.file_name();
    let is_own = |name: &&String| {
        let rest = name.strip_prefix(&stem);
        rest.is_some_and(|rest| {
            rest.starts_with(['.']) || rest.starts_with("-light.") || rest.starts_with("-dark.")
        })
    };
    let own: Vec<&String> = names.iter().filter(is_own).collect();
    let extension = |name: &str| {
        Path::new(name)
            .extension()
            .map(|end| end.to_string_lossy().into_owned())
    };
    let alternative = escape(&figure.alternative);
    let picture = |theme: &str| {
        let is_shown = |end: &str| {
            own.iter()
                .find(|name| ***name == format!("{stem}-{theme}.{end}"))
        };
        let name = is_shown("svg").or_else(|| is_shown("png"));
        name.map_or(String::new(), |name| {
            format!(
                "<img src=\"{}\" alt=\"{alternative}\" loading=\"lazy\">\n",
                escape(name)
            )
        })
    };
    let pictures = ["light", "dark"].map(picture).concat();
    let links = own.iter().map(|name| {
        let theme = if name.contains("-dark.") { " dark" } else { "" };
        let end = extension(name).unwrap_or_default();
        format!("<a href=\"{}\">{end}{theme}</a>", escape(name))
    });
    let links = links.collect::<Vec<_>>().join(" · ");
    let number = figure
        .number
        .map_or(String::new(), |number| format!("Figure {number}. "));
    let (caption, command) = (escape(&figure.caption), escape(&figure.command));
    format!(
        "<figure id=\"{stem}\">
<div class=\"themes\">
{pictures}</div>
<figcaption><strong>{number}</strong>{caption}<br>
<code>{command}</code><br>
{links}</figcaption>
</figure>
"
    )
}

//! The table of all equations, from the registry.

use std::fmt::Write as _;

use super::equation_card::capitalised;
use super::html;
use super::maths::{Place, typeset};
use crate::equation::{self, Chapter, Entry, Number};

/// The widest formula that the table shows, in em.
const WIDEST: f64 = 22.0;

/// The tables, one a chapter. `place` says on which page an equation stands, if it stands on one yet.
pub(super) fn tables(place: impl Fn(Number) -> Option<String>) -> Result<String, String> {
    let mut out = String::new();
    for chapter in Chapter::ALL {
        let mut rows = String::new();
        let mut page = None;
        for entry in equation::of_chapter(chapter) {
            rows.push_str(&row(entry, &place)?);
            if entry.page() == chapter.word() {
                page = page.or_else(|| place(entry.number));
            }
        }
        let chapter_link = page.map_or(String::new(), |page| format!("[The chapter]({page})\n\n"));
        if !rows.is_empty() {
            let _ = write!(
                out,
                "\n\n## {}\n\n{chapter_link}<table class=\"index\"><thead><tr><th>No.</th><th>Equation</th><th>Where it runs</th></tr></thead>\
                 <tbody>{rows}</tbody></table>\n\n",
                chapter.title()
            );
        }
    }
    Ok(out)
}

fn row(entry: &Entry, place: impl Fn(Number) -> Option<String>) -> Result<String, String> {
    let number = entry.number;
    let linked = match place(number) {
        Some(page) => format!("<a href=\"{page}#eq-{number}\">({number})</a>"),
        None => format!("({number})"),
    };
    let formula = formula(entry)?;
    let title = html::escape(&capitalised(entry.title));
    Ok(format!(
        "<tr id=\"index-eq-{number}\"><td>{linked}</td><td>{title}{formula}</td><td>{}</td></tr>",
        origin(entry)
    ))
}

/// Code, test and dashboard, one a line.
fn origin(entry: &Entry) -> String {
    let code = html::escape(entry.code).replace("::", "::<wbr>");
    let function = html::escape(entry.code.rsplit("::").next().unwrap_or(entry.code));
    let (word, number) = (html::escape(entry.chapter().word()), entry.number);
    let lines = [
        ("code", format!("model::<wbr>{code}")),
        ("test", format!("cargo test {function}")),
        (
            "dashboard",
            format!(
                "cargo run --release --bin {word} <span class=\"whole\">-- --equation {number}</span>"
            ),
        ),
    ];
    let line = |(name, text)| {
        format!("<div><span class=\"index-label\">{name}</span> <code>{text}</code></div>")
    };
    lines.map(line).concat()
}

/// The equation in one line, of a derivation its result; nothing where that is too wide.
fn formula(entry: &Entry) -> Result<String, String> {
    let Some(last) = entry.right.last() else {
        return Ok(String::new());
    };
    let tex = format!("{} {} {}", entry.left, entry.relation, last);
    let formula = typeset(&tex, Place::Display)?;
    if formula.width > WIDEST {
        return Ok(String::new());
    }
    let drawing = formula.svg(entry.spoken);
    Ok(format!("<div class=\"index-formula\">{drawing}</div>"))
}

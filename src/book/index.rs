//! The table of all equations, from the registry.

use super::equation_card::capitalised;
use super::html;
use super::maths::{MathStyle, typeset};
use crate::equation::{self, Chapter, Entry, Number};

/// The widest formula that the table shows, in em.
const WIDEST: f64 = 22.0;

/// The tables, one a chapter. `place` gives the page on which an equation is explained.
pub(super) fn tables(place: impl Fn(Number) -> Option<String>) -> Result<String, String> {
    let table = |chapter: Chapter| {
        let rows = equation::of_chapter(chapter).map(|entry| row(entry, &place));
        let rows: String = rows.collect::<Result<_, _>>()?;
        let is_at_home = |entry: &&Entry| entry.page() == chapter.word();
        let mut at_home = equation::of_chapter(chapter).filter(is_at_home);
        let page = at_home.find_map(|entry| place(entry.number));
        let link = page.map_or(String::new(), |page| format!("[The chapter]({page})\n\n"));
        Ok(format!(
            "## {}\n\n{link}<table class=\"index\"><thead><tr><th>No.</th><th>Equation</th><th>Where it runs</th></tr></thead>\
             <tbody>{rows}</tbody></table>\n\n",
            chapter.title()
        ))
    };
    Chapter::ALL.into_iter().map(table).collect()
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
    let line = |name, text| {
        format!("<div><span class=\"index-label\">{name}</span> <code>{text}</code></div>")
    };
    let equation = format!("<span class=\"whole\">-- --equation {number}</span>");
    line("code", format!("model::<wbr>{code}"))
        + &line("test", format!("cargo test {function}"))
        + &line(
            "dashboard",
            format!("cargo run --release --bin {word} {equation}"),
        )
}

/// The equation in one line, of a derivation its result; nothing where that is too wide.
fn formula(entry: &Entry) -> Result<String, String> {
    let Some(last) = entry.right.last() else {
        return Ok(String::new());
    };
    let tex = format!("{} {} {last}", entry.left, entry.relation);
    let formula = typeset(&tex, MathStyle::Display)?;
    if formula.width > WIDEST {
        return Ok(String::new());
    }
    let drawing = formula.svg(entry.spoken);
    Ok(format!("<div class=\"index-formula\">{drawing}</div>"))
}

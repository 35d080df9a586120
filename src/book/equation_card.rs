//! An equation's card: its form, its numbers, its check, its origin, and what the source printed instead.

use std::fmt::Write as _;

use super::breaks::broken;
use super::example::Example;
use super::maths::{MathStyle, typeset};
use super::{embeds, html, source};
use crate::equation::{Context, Entry, Number, Printed, tex};
use crate::scene::marks;
use crate::scene::number::{Notation, decimals, scientific};

/// A line of numbers that is wider, in em, goes on in a further row: letters that are shrunk to a phone must stay legible.
const WIDEST: f64 = 24.0;

/// The card as HTML without a line break. `link` is how the page refers to another equation.
pub(super) fn equation_card(
    entry: &Entry,
    example: &Example,
    link: &dyn Fn(Number) -> String,
) -> Result<String, String> {
    let (number, context) = (entry.number, &example.context);
    let title = html::escape(&capitalised(entry.title));
    let form = display("equation-form", &spaced(entry), entry.spoken)?;
    let numbers = numbers(entry, context)?;
    let facts = facts(entry, example, link)?;
    let erratum = match entry.printed {
        Some(_) => erratum(entry, context)?,
        None => String::new(),
    };
    // A heading, so that the search leads here, and so that the page's outline has a place for it.
    Ok(format!(
        "<section class=\"equation\"><h3 class=\"equation-head\" id=\"eq-{number}\"><a class=\"header\" href=\"#eq-{number}\">\
         <span class=\"equation-title\">Equation {number} · {title}</span> \
         <span class=\"equation-number\" data-t=\"({number})\"></span></a></h3>{form}{numbers}{facts}{erratum}</section>",
    ))
}

/// The equation with a little air between the lines of a derivation.
pub(super) fn spaced(entry: &Entry) -> String {
    let tex = entry.tex();
    rows(&tex.split(r" \\ ").collect::<Vec<_>>())
}

/// Lines one below the other. In TeX a gap counts from the line's usual depth, and sums and fractions hang deeper.
fn rows<T: AsRef<str>>(lines: &[T]) -> String {
    let mut out = String::new();
    for (at, line) in lines.iter().map(AsRef::as_ref).enumerate() {
        out.push_str(line);
        let gap = match line {
            _ if at + 1 == lines.len() => break,
            line if line.contains(r"\sum") => "1.75em",
            line if line.contains(r"\frac") => "1.05em",
            _ => "0.6em",
        };
        let _ = write!(out, r" \\[{gap}] ");
    }
    out
}

/// The width of a piece of a line. A piece that cannot be laid out by itself is taken to fit; the whole line says what is wrong.
fn width(tex: &str) -> f64 {
    typeset(tex, MathStyle::Display).map_or(0.0, |formula| formula.width)
}

/// A formula in a box that scrolls if it is wider than the page.
fn display(class: &str, tex: &str, label: &str) -> Result<String, String> {
    let drawing = typeset(tex, MathStyle::Display)?.svg(label);
    Ok(format!("<div class=\"{class}\">{drawing}</div>"))
}

fn numbers(entry: &Entry, context: &Context) -> Result<String, String> {
    let value = tex::number(entry.value(context));
    let mut lines: Vec<String> = Vec::new();
    for numbers in (entry.numbers)(context) {
        let numbers = broken(&numbers, WIDEST, width);
        lines.push(format!("&{} {numbers}", entry.relation));
    }
    if lines.last().is_none_or(|line| !ends_with(line, &value)) {
        lines.push(format!("&= {value}"));
    }
    let (left, rows) = (marks::marked(entry.left), rows(&lines));
    let tex = format!(r"\begin{{aligned}} {left} {rows} \end{{aligned}}");
    let label = format!("the same with numbers; the value is {value}");
    display("equation-numbers", &tex, &label)
}

/// Whether a line of numbers is the value alone.
fn ends_with(line: &str, value: &str) -> bool {
    let line = marks::plain(line);
    line.trim_start_matches('&')
        .split_once(' ')
        .is_some_and(|(_, numbers)| numbers.trim() == value)
}

fn facts(
    entry: &Entry,
    example: &Example,
    link: &dyn Fn(Number) -> String,
) -> Result<String, String> {
    let (file, function) = entry.code.split_once("::").unwrap_or((entry.code, ""));
    let anchor = html::escape(&source::anchor(file, function));
    let code = html::escape(entry.code);
    let command = |line: &str| format!("<code class=\"command\">{}</code>", html::escape(line));
    let links = |numbers: &[Number]| {
        let links: Vec<String> = numbers.iter().map(|number| link(*number)).collect();
        links.join(", ")
    };
    let run = embeds::in_a_clone(&entry.command()) + &example.arguments;
    let code = format!("<a href=\"#{anchor}\"><code>model::{code}</code></a>");
    let facts = [
        ("Aloud", html::escape(entry.spoken)),
        ("Check", check(entry, &example.context)?),
        ("Code", code),
        ("Test", command(&format!("cargo test {function}"))),
        ("Run", command(&run)),
        ("Rests on", links(entry.depends_on)),
        ("Used by", links(&entry.used_by())),
    ];
    let given = facts.iter().filter(|(_, value)| !value.is_empty());
    let rows = given.map(|(name, value)| format!("<div><dt>{name}</dt><dd>{value}</dd></div>"));
    let rows = rows.collect::<Vec<_>>().concat();
    Ok(format!("<dl class=\"equation-facts\">{rows}</dl>"))
}

/// The value by another road, and how well the two agree; a fault if they do not.
fn check(entry: &Entry, context: &Context) -> Result<String, String> {
    let verdict = entry.verdict(context);
    let (number, value, by) = (entry.number, entry.value(context), entry.check.by);
    if !verdict.holds {
        let other = verdict.value;
        return Err(format!(
            "equation {number}: its value {value} does not agree with {other} found by {by}"
        ));
    }
    let agreement = if verdict.relative_error == 0.0 {
        "the same to the last bit".to_owned()
    } else {
        let error = scientific(verdict.relative_error, 1, Notation::Html);
        format!("relative error {error}")
    };
    let (by, other) = (html::sentence(by), decimals(verdict.value, 10));
    Ok(format!(
        "by {by}: {other}, {agreement}. <strong>It holds.</strong>"
    ))
}

/// The source's form of an equation that it misprints.
pub(super) fn printed(entry: &Entry) -> Result<&Printed, String> {
    let printed = entry.printed.as_ref();
    printed.ok_or_else(|| format!("the source prints equation {} as it holds", entry.number))
}

/// What the source prints in place of the equation, what that gives, and why it does not hold.
pub(super) fn erratum(entry: &Entry, context: &Context) -> Result<String, String> {
    let printed = printed(entry)?;
    let (wrong, right) = ((printed.value)(context), entry.value(context));
    let (left, relation) = (marks::marked(entry.left), entry.relation);
    let (form, value) = (marks::marked(printed.tex), tex::number(wrong));
    let label = format!("the printed form, which does not hold; its value is {wrong:.4}");
    let tex = format!("{left} {relation} {form} = {value}");
    Ok(format!(
        "<div class=\"erratum\"><p class=\"erratum-title\">Erratum in the source</p>{}\
         <p>It gives {} where the equation gives {}. {}</p></div>",
        display("equation-form", &tex, &label)?,
        decimals(wrong, 4),
        decimals(right, 4),
        html::sentence(printed.why)
    ))
}

pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_of_the_registry_can_be_typeset() {
        let example = Example::parse("").expect("no arguments");
        for entry in crate::equation::all() {
            let card = equation_card(entry, &example, &|number| number.to_string());
            assert!(card.is_ok(), "{}: {card:?}", entry.number);
        }
    }
}

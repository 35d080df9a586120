//! An equation's card: its form, its numbers, its check and its origin; and, for the errata, what the source printed instead.

use std::fmt::Write as _;

use super::breaks::broken;
use super::example::Example;
use super::maths::{MathStyle, typeset};
use super::{embeds, html, source};
use crate::equation::{Chapter, Context, Entry, Number, Printed, tex};
use crate::scene::marks;
use crate::scene::number::{Notation, decimals, scientific};

/// A line of numbers that is wider, in em, goes on in a further row: letters that are shrunk to a phone must stay legible.
const WIDEST: f64 = 24.0;

/// The card of one or several equations as HTML without a line break. `link` is how the page refers to another equation.
pub(super) fn equation_card(
    entries: &[&Entry],
    example: &Example,
    link: &dyn Fn(Number) -> String,
) -> Result<String, String> {
    let (mut parts, mut facts) = (String::new(), String::new());
    for entry in entries {
        parts.push_str(&part(entry, &example.context)?);
        if entries.len() > 1 {
            let _ = write!(facts, "<p class=\"facts-of\">({})</p>", entry.number);
        }
        facts.push_str(&self::facts(entry, example, link));
    }
    Ok(format!(
        "<section class=\"equation\">{parts}<details class=\"facts\"><summary>Aloud, code, test, command, links</summary>{facts}\
         </details></section>"
    ))
}

/// One equation of a card: its title, its form, its numbers, which they are, and the check.
fn part(entry: &Entry, context: &Context) -> Result<String, String> {
    let number = entry.number;
    let title = html::escape(&capitalised(entry.title));
    let form = display("equation-form", &spaced(entry), entry.spoken)?;
    let (numbers, here) = (numbers(entry, context)?, here(entry, context));
    let check = check(entry, context)?;
    // A heading, so that the search leads here, and so that the page's outline has a place for it.
    Ok(format!(
        "<h3 class=\"equation-head\" id=\"eq-{number}\"><a class=\"header\" href=\"#eq-{number}\">\
         <span class=\"equation-title\">Equation {number} · {title}</span> \
         <span class=\"equation-number\" data-t=\"({number})\"></span></a></h3>{form}{numbers}\
         <p class=\"equation-check\">{here}{check}</p>",
    ))
}

/// The indices of the numbers, as far as the equation has their letters; nothing where it has none.
fn here(entry: &Entry, context: &Context) -> String {
    let (indices, tex) = (context.indices, entry.tex());
    let is_free = |index: char| match index {
        // A single neuron has letters of its own: its n is the number of inputs.
        'n' => !entry.over_all_samples && entry.chapter() != Chapter::Neuron,
        index => entry.indices.contains(index),
    };
    let all = [
        ('n', context.n),
        ('k', indices.k),
        ('j', indices.j),
        ('i', indices.i),
    ];
    let named = all
        .iter()
        .filter(|(index, _)| is_free(*index) && has_index(&tex, *index))
        .map(|(index, value)| format!("<var>{index}</var> = {value}"));
    let named: Vec<String> = named.collect();
    if named.is_empty() {
        return String::new();
    }
    format!("<span>here {}</span> ", named.join(", "))
}

/// Whether a letter is an index in TeX: the one letter after an underscore, or one of those in its braces.
fn has_index(tex: &str, index: char) -> bool {
    tex.split('_').skip(1).any(|rest| {
        let inside = rest.strip_prefix('{');
        let indices = inside.and_then(|rest| rest.split('}').next());
        indices.map_or(rest.starts_with(index), |indices| indices.contains(index))
    })
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

fn facts(entry: &Entry, example: &Example, link: &dyn Fn(Number) -> String) -> String {
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
        ("Code", code),
        ("Test", command(&format!("cargo test {function}"))),
        ("Run", command(&run)),
        ("Rests on", links(entry.depends_on)),
        ("Used by", links(&entry.used_by())),
    ];
    let given = facts.iter().filter(|(_, value)| !value.is_empty());
    let rows = given.map(|(name, value)| format!("<div><dt>{name}</dt><dd>{value}</dd></div>"));
    let rows = rows.collect::<Vec<_>>().concat();
    format!("<dl class=\"equation-facts\">{rows}</dl>")
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
    Ok(format!("<span>check by {by}: {other}, {agreement}</span>"))
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

    fn example(arguments: &str) -> Example {
        Example::parse(arguments).expect(arguments)
    }

    #[test]
    fn every_entry_of_the_registry_can_be_typeset() {
        for entry in crate::equation::all() {
            let card = equation_card(&[entry], &example(""), &|number| number.to_string());
            assert!(card.is_ok(), "{}: {card:?}", entry.number);
        }
    }

    #[test]
    fn the_numbers_name_the_free_indices_that_the_equation_has() {
        let found = |number| {
            let entry = crate::equation::find(number)[0];
            let here = here(entry, &example("n=1 k=2 j=1").context);
            here.replace("<var>", "").replace("</var>", "")
        };
        for (number, expected) in [
            (1, ""),
            (5, "<span>here j = 1</span> "),
            (7, "<span>here k = 2</span> "),
            (8, ""),
            (9, ""),
            (13, ""),
            (14, "<span>here j = 1, i = 1</span> "),
            (16, "<span>here n = 1</span> "),
            (24, ""),
            (26, "<span>here n = 1, k = 2, j = 1</span> "),
            (28, "<span>here n = 1, j = 1, i = 1</span> "),
        ] {
            assert_eq!(found(Number::whole(number)), expected, "{number}");
        }
    }

    #[test]
    fn several_equations_share_the_fold_of_their_card() {
        let entries = [1, 2, 3].map(|number| crate::equation::find(Number::whole(number))[0]);
        let card = equation_card(&entries, &example(""), &|number| number.to_string());
        let card = card.expect("a card");
        for part in ["id=\"eq-1\"", "id=\"eq-3\"", "<summary>", "<section"] {
            assert_eq!(card.matches(part).count(), 1, "{part}");
        }
        assert_eq!(card.matches("<dl").count(), 3);
    }
}

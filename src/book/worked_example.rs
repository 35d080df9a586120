//! The worked example: its four matrices as a figure, and the same within reach on every page that computes with it.

use super::markdown;
use super::maths::{MathStyle, typeset};
use super::page::Page;
use crate::equation::{Context, tex};
use crate::scene::number::compact;

/// The id of the figure.
pub(super) const ID: &str = "worked-example";

/// The directives that compute with it.
const WORDS: [&str; 5] = ["equation", "value", "printed", "quantity", "example"];

/// A matrix of the example.
struct Matrix {
    letter: char,
    rows: Vec<Vec<f64>>,
    /// The quantities in a row, and what its last column is.
    meaning: &'static str,
}

fn matrices(context: &Context) -> [Matrix; 4] {
    let samples = &context.samples;
    let matrix = |letter, rows, meaning| Matrix {
        letter,
        rows,
        meaning,
    };
    [
        matrix(
            'w',
            context.network.w.clone(),
            "a row for each hidden unit, the bias last",
        ),
        matrix(
            'v',
            context.network.v.clone(),
            "a row for each output, the bias last",
        ),
        matrix(
            'x',
            samples.iter().map(|sample| sample.x.clone()).collect(),
            "a row for each sample, the 1 of the bias last",
        ),
        matrix(
            't',
            samples.iter().map(|sample| sample.t.clone()).collect(),
            "the targets, a row for each sample",
        ),
    ]
}

/// The figure with its id, alone on its place in the book.
pub(super) fn figure() -> Result<String, String> {
    Ok(format!(
        "<figure class=\"worked\" id=\"{ID}\">{}</figure>",
        body()?
    ))
}

/// A button and the figure that it opens, which need no script; `place` is the address of the figure in the book.
pub(super) fn popover(place: &str) -> Result<String, String> {
    Ok(format!(
        "\n\n<div class=\"worked-reach\"><button type=\"button\" class=\"worked-button\" popovertarget=\"worked-popover\" \
         data-t=\"worked example\" aria-label=\"the worked example\"></button>\
         <div class=\"worked worked-popover\" id=\"worked-popover\" popover=\"auto\">{}\
         <p><a href=\"{place}\" aria-label=\"the worked example in the book\" data-t=\"in the book\"></a></p></div></div>\n",
        body()?
    ))
}

/// Whether a page computes with the example.
pub(super) fn is_used(page: &Page) -> bool {
    let is_one = |text: &str| {
        let word = text.split_whitespace().next().unwrap_or_default();
        WORDS.contains(&word)
    };
    let found = markdown::directives(&page.source);
    found.iter().any(|found| found.text.is_some_and(is_one))
}

/// The matrices and their sizes. What is said stands in attributes: the search is not to find it on every page.
fn body() -> Result<String, String> {
    let context = Context::worked_example();
    let matrices: String = matrices(&context)
        .iter()
        .map(drawing)
        .collect::<Result<_, _>>()?;
    let network = &context.network;
    Ok(format!(
        "<div class=\"worked-matrices\">{matrices}</div><p class=\"worked-sizes\" data-t=\"Inputs D = {}, hidden units M = {}, \
         outputs K = {}, samples N = {}.\"></p>",
        network.inputs(),
        network.hidden(),
        network.classes(),
        context.samples.len()
    ))
}

fn drawing(matrix: &Matrix) -> Result<String, String> {
    let (letter, meaning) = (matrix.letter, matrix.meaning);
    let rows = matrix.rows.iter().map(|row| {
        let entries: Vec<String> = row.iter().map(|entry| entry_tex(letter, *entry)).collect();
        entries.join(" & ")
    });
    let rows: Vec<String> = rows.collect();
    let name = tex::ink(letter, &format!(r"\mathbf{{{letter}}}"));
    let tex = format!(
        r"{name} = \begin{{pmatrix}} {} \end{{pmatrix}}",
        rows.join(r" \\ ")
    );
    let spoken = matrix.rows.iter().map(|row| {
        let entries: Vec<String> = row.iter().map(|entry| compact(*entry)).collect();
        entries.join(", ")
    });
    let spoken: Vec<String> = spoken.collect();
    let label = format!("{letter}: {}", spoken.join("; "));
    let drawing = typeset(&tex, MathStyle::Display)?.svg(&label);
    Ok(format!(
        "<div class=\"worked-matrix\">{drawing}<span data-t=\"{meaning}\"></span></div>"
    ))
}

fn entry_tex(letter: char, entry: f64) -> String {
    tex::ink(letter, &compact(entry).replace('−', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figure_has_the_four_matrices_with_their_columns_of_the_bias() {
        let figure = figure().expect("a figure");
        for label in [
            "w: −2, 1, 2; −1.5, 1, 0.25",
            "v: 1, −1, 0.5; −0.5, 1.5, −0.25; 0.25, 0.5, −1",
            "x: 1.5, 0.5, 1; −1, 1, 1; 0.5, −1.5, 1",
            "t: 1, 0, 0; 0, 1, 0; 0, 0, 1",
        ] {
            assert!(
                figure.contains(&format!("aria-label=\"{label}\"")),
                "{label}"
            );
        }
        assert!(figure.contains("D = 2, hidden units M = 2, outputs K = 3, samples N = 3"));
    }
}

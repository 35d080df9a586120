//! Formulas read aloud: every equation of the registry, and every piece of TeX that the reader knows.

use nn28::equation::{self, Chapter, Context};
use nn28::scene::marks::plain;
use nn28::scene::spoken::screen::aloud;
use nn28::scene::spoken::spoken;
use nn28::stage::{self, Action};
use proptest::prelude::*;

fn heard(expected: &[(&str, &str)]) {
    for (tex, words) in expected {
        assert_eq!(spoken(tex), *words, "{tex}");
    }
}

/// Each equation, and below it its numbers in the worked example, as a narration says them.
#[test]
fn every_equation_is_heard_as_a_sentence() {
    let case = Context::worked_example();
    let mut lines = Vec::new();
    for entry in equation::all() {
        lines.push(format!("({}) {}", entry.number, spoken(&entry.tex())));
        let numbers = (entry.numbers)(&case).into_iter();
        lines.extend(numbers.map(|numbers| format!("  {}", spoken(&plain(&numbers)))));
        if let Some(printed) = &entry.printed {
            lines.push(format!("  printed: {}", spoken(printed.tex)));
        }
    }
    insta::assert_snapshot!(lines.join("\n"));
}

/// Beside those of the worked example, which the sentences above hold.
#[test]
fn numbers_stand_in_a_line_and_brackets_where_they_are_needed() {
    heard(&[
        (
            r"\frac{2 \cdot 3}{3.2946^2}",
            "(2 times 3) over (3.2946 squared)",
        ),
        (
            r"1.230 \times 10^{-5}",
            "1.230 times 10 to the power minus 5",
        ),
        (
            r"(-2.0) \cdot 1.5 + \cdots",
            "minus 2.0 times 1.5 plus and so on",
        ),
    ]);
}

#[test]
fn what_stands_side_by_side_is_multiplied() {
    heard(&[
        ("2x", "2 times x"),
        ("a b", "a times b"),
        ("x (y)", "x times (y)"),
        ("(a)(b)", "(a) times (b)"),
        ("[a][b]", "(a) times (b)"),
        ("a (b) c", "a times (b) times c"),
        ("2(x + 1)", "2 times (x plus 1)"),
        (r"\alpha(x + 1)", "alpha times (x plus 1)"),
        (r"x^2 y", "x squared times y"),
        (r"x^2 \frac{1}{2}", "x squared times 1 over 2"),
        (r"x \exp(a)", "x times exp(a)"),
        (r"x \sqrt{a}", "x times the square root of a"),
        (r"x \sum_k a", "x times the sum over k of a"),
        (r"x \Delta y", "x times delta y"),
        (r"x \partial y", "x times the change of y"),
        (r"x \left( a \right)", "x times (a)"),
        (r"2 \begin{pmatrix} 1 \end{pmatrix}", "2 times the matrix 1"),
        (r"x \hat{y}", "x times y hat"),
        (r"x \mathbf{w}", "x times w"),
        // Not where a sign, a stop or an open bracket stands between them.
        ("a + (b)", "a plus (b)"),
        ("a, b; c: d", "a, b; c: d"),
        ("(a (b))", "(a times (b))"),
    ]);
}

#[test]
fn a_functions_bracket_stands_at_its_name() {
    heard(&[
        ("f(x)", "f(x)"),
        ("f[x]", "f(x)"),
        ("E(w)", "E(w)"),
        ("f'(a)", "f prime(a)"),
        ("v(t + 1)", "v(t plus 1)"),
        (r"f(-1)", "f(minus 1)"),
        (r"x (-1)", "x times minus 1"),
        (r"1 - (-2)", "1 minus minus 2"),
        (r"\log(-2)", "log(minus 2)"),
        (r"\tanh(a) \max(a, b)", "tanh(a) times max(a, b)"),
        (r"\frac{\exp(a)}{2}", "exp(a) over 2"),
        (r"\frac{\exp(a) - 1}{2}", "(exp(a) minus 1) over 2"),
        (r"\frac{\exp(a (b))}{2}", "(exp(a times (b))) over 2"),
        (r"\frac{x_i}{w_{ji}}", "x i over w j i"),
        (r"\frac{x y}{2}", "(x times y) over 2"),
    ]);
}

#[test]
fn indices_powers_and_accents_follow_their_letter() {
    heard(&[
        ("w_{ji}", "w j i"),
        ("w_j", "w j"),
        ("w_{12,3}", "w 12 3"),
        ("x_{n-1}", "x n minus 1"),
        (r"v(t + 1)_{k+1}", "v(t plus 1) k plus 1"),
        ("x_{i}^2", "x i squared"),
        (r"x^{\mathsf{T}}", "x transposed"),
        ("x^3", "x to the power 3"),
        ("e^{-a}", "e to the power minus a"),
        ("(a)_k", "(a) k"),
        ("y'", "y prime"),
        (r"\hat{y}_k", "y hat k"),
        (r"\bar{x}_{ni}", "x bar n i"),
        (r"\mathbf{w}_j", "w j"),
        (r"\alpha_k", "alpha k"),
        (r"\Delta_j", "delta j"),
        (r"\Delta w", "delta w"),
        (r"\sqrt{a + b}", "the square root of (a plus b)"),
        (r"\sqrt[3]{a}", "the root of order 3 of a"),
        (r"\varepsilon \to 0", "epsilon to 0"),
        (r"-\infty", "minus infinity"),
    ]);
}

#[test]
fn signs_have_their_words() {
    heard(&[
        ("a + b - c = d / e", "a plus b minus c equals d over e"),
        ("a < b", "a is less than b"),
        ("a > b", "a is greater than b"),
        (r"a \cdot b \times c", "a times b times c"),
        (r"a \odot b", "a times, entry by entry, b"),
        (r"a + \dots + b", "a plus and so on plus b"),
        (r"a, \ldots, b", "a, and so on, b"),
        (r"a \approx b", "a is about b"),
        (r"a \leftarrow b", "a becomes b"),
        (r"a \geq b", "a is at least b"),
        (r"a \le b \leq c", "a is at most b is at most c"),
        (r"a \ne b \neq c", "a is not b is not c"),
        (r"a \in b", "a is in b"),
        (r"a \quad \text{ if } b", "a if b"),
        (r"a \qquad b", "a, b"),
        (r"\qquad a", "a"),
        (r"a, \qquad b", "a, b"),
        (r"a \\ b", "a, b"),
        (r"a \quad (b)", "a, where b"),
        (r"a \quad (b", "a, where b"),
        (r"a \, b \; c \: d", "a times b times c times d"),
        (r"a \! b", "a times b"),
        (
            r"\begin{aligned} a &= b \\ &= c \end{aligned}",
            "a equals b, equals c",
        ),
        (
            r"\begin{pmatrix} a & b \\ c & d \end{pmatrix} = e \\ f",
            "the matrix a, b; c, d equals e, f",
        ),
    ]);
}

#[test]
fn slopes_sums_and_products_are_named() {
    heard(&[
        (r"\frac{dy}{dx}", "the slope of y along x"),
        (r"\frac{d}{dx} f(x)", "the slope along x of f(x)"),
        (r"\frac{d \log y}{d y}", "the slope of log y along y"),
        (
            r"\frac{\partial E}{\partial w_{j}}",
            "the slope of E along w j",
        ),
        (r"\frac{d1}{2}", "(d times 1) over 2"),
        (r"\partial E / \partial w", "the slope of E along w"),
        (r"\partial E / 2", "the change of E over 2"),
        (r"\partial E", "the change of E"),
        (r"\sum_k y_k", "the sum over k of y k"),
        (r"\sum^{K} y", "the sum to K of y"),
        (r"\prod_{k=1}^{K} y", "the product over k from 1 to K of y"),
    ]);
}

#[test]
fn broken_tex_is_read_as_far_as_it_goes() {
    heard(&[
        ("", ""),
        (r"\", ""),
        ("x_", "x"),
        ("x_{ji", "x j i"),
        (r"\frac{a", "a over"),
        (r"\sqrt{a", "the square root of a"),
        (")(", ") times ("),
        ("{a}", "a"),
    ]);
}

proptest! {
    #[test]
    fn every_digit_is_heard_in_its_place(tex in r"[{}()\[\]_&,;:' a-f0-9+=/<>-]{0,40}") {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        prop_assert_eq!(digits(&spoken(&tex)), digits(&tex));
    }

    #[test]
    fn nothing_makes_the_reader_fall_over(pieces in prop::collection::vec(prop_oneof![
        Just(r"\frac{a}{b}"), Just(r"\frac{\partial a}{\partial b}"), Just(r"\left("), Just(r"\right)"), Just("{"), Just("}"),
        Just(r"\begin{pmatrix}"), Just(r"\end{pmatrix}"), Just(r"\\"), Just("&"), Just(r"\sqrt["), Just("]"), Just(r"\sum_"),
        Just(r"\partial"), Just("/"), Just(r"\hat"), Just("x_"), Just("^"), Just(r"\text"), Just(r"\quad ("), Just("ε"),
    ], 0..12)) {
        let _ = spoken(&pieces.concat());
    }
}

#[test]
fn slopes_in_the_diagram_are_heard_as_slopes() {
    let mut stage = stage::of_chapter(Chapter::Backprop, None, None);
    let values = aloud(&stage.scene());
    assert!(values.contains("w 0 0 is "), "{values}");
    stage.act(Action::Gradients);
    let slopes = aloud(&stage.scene());
    assert!(slopes.contains("slope along w 0 0 is "), "{slopes}");
    assert!(
        slopes.contains("along a 0 is ") && slopes.contains("a 2 is "),
        "{slopes}"
    );
    assert!(!slopes.contains('−') || slopes.find('−') < slopes.find("The diagram"));
}

#[test]
fn a_tour_is_heard_with_its_key_and_a_question_with_its_answers() {
    let mut stage = stage::of_chapter(Chapter::Backprop, None, None);
    stage.act(Action::Tour);
    assert!(aloud(&stage.scene()).contains("Press Space."));
    stage.act(Action::Expect);
    let heard = aloud(&stage.scene());
    assert!(
        heard.contains("1 up · 2 down") && !heard.contains("Press"),
        "{heard}"
    );
}

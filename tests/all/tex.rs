//! TeX as the registry writes it: letters in their colours, numbers as they are read.

use nn28::equation::tex::{
    coloured, factor, fraction, ink, logistic, measured, number, product, signed_factor,
    subtraction, sum, sum_of_products,
};
use nn28::scene::colour::SymbolColor;
use nn28::scene::marks::{Piece, marked, pieces, plain};

#[test]
fn a_sum_has_the_colour_of_what_becomes_of_it() {
    let color = |letter| SymbolColor::of_letter(letter).map_or('.', SymbolColor::letter);
    let colors: String = ('a'..='z').map(color).collect();
    assert_eq!(colors, "yz.................t.vwxyz");
    assert_eq!(pieces(&ink('b', "1")), [Piece::Colored('z', "1")]);
}

#[test]
fn a_letter_is_marked_with_its_indices_and_nothing_else_is() {
    for (tex, expected) in [
        ("a b_j", r"\ink{y}{a} \ink{z}{b_j}"),
        ("w_{ji}x_i", r"\ink{w}{w_{ji}}\ink{x}{x_i}"),
        ("f_a(t_{nk})", r"f_a(\ink{t}{t_{nk}})"),
        (r"E(\mathbf{w}, v)", r"E(\ink{w}{\mathbf{w}}, \ink{v}{v})"),
        (r"\mathbf{E}x", r"\mathbf{E}\ink{x}{x}"),
        (r"\text{at}\,x", r"\text{at}\,\ink{x}{x}"),
        (
            r"\begin{aligned} x &= y \end{aligned}",
            r"\begin{aligned} \ink{x}{x} &= \ink{y}{y} \end{aligned}",
        ),
        (r"\exp(a)", r"\exp(\ink{y}{a})"),
        (r"\alpha \ab", r"\alpha \ab"),
        (r"\\x", r"\\\ink{x}{x}"),
        ("ε a", r"ε \ink{y}{a}"),
        (r"x_é\éa", r"\ink{x}{x_é}\é\ink{y}{a}"),
        // What is not closed is taken to its end.
        ("x_{ji", r"\ink{x}{x_{ji}"),
        ("x_", r"\ink{x}{x_}"),
        (r"\mathbf{w", r"\ink{w}{\mathbf{w}"),
        (r"\text{x", r"\text{x"),
        (r"\mathbf{x", r"\ink{x}{\mathbf{x}"),
        (r"\begin{x", r"\begin{x"),
        (r"\exp", r"\exp"),
        (r"\", r"\"),
        (r"x\", r"\ink{x}{x}\"),
    ] {
        assert_eq!(marked(tex), expected, "{tex}");
    }
}

#[test]
fn marks_are_found_at_any_depth_and_can_be_taken_away() {
    let tex = r"\frac{\ink{a}{a_{0}}}{2} + \ink{w}{\frac{1}{2}}";
    let expected = [
        Piece::Plain(r"\frac{"),
        Piece::Colored('y', "a_{0}"),
        Piece::Plain("}{2} + "),
        Piece::Colored('w', r"\frac{1}{2}"),
    ];
    assert_eq!(pieces(tex), expected);
    assert_eq!(plain(tex), r"\frac{a_{0}}{2} + \frac{1}{2}");
    for broken in [r"\ink", r"\ink{", r"\ink{w}", r"\ink{é}"] {
        assert_eq!(pieces(broken), [Piece::Plain(broken)]);
    }
}

#[test]
fn a_number_has_four_decimals_or_a_power_of_ten() {
    for (value, expected) in [
        (1.0, "1.0000"),
        (-0.5, "-0.5000"),
        (0.0, "0.0000"),
        (-0.0, "0.0000"),
        (0.0005, "0.0005"),
        (0.000_499, r"4.990 \times 10^{-4}"),
        (-1e-7, r"-1.000 \times 10^{-7}"),
        (99_999.0, "99999.0000"),
        (100_000.0, r"1.000 \times 10^{5}"),
        (f64::INFINITY, r"\infty"),
        (f64::NEG_INFINITY, r"-\infty"),
        (f64::NAN, r"\text{not a number}"),
    ] {
        assert_eq!(number(value), expected);
    }
    assert_eq!(coloured('a', 2.0), r"\ink{a}{2.0000}");
}

#[test]
fn what_is_negative_or_has_a_power_of_ten_stands_in_parentheses() {
    assert_eq!(factor('w', 2.0), r"\ink{w}{2.0000}");
    assert_eq!(factor('w', -2.0), r"(\ink{w}{-2.0000})");
    assert_eq!(factor('w', 0.0), r"\ink{w}{0.0000}");
    assert_eq!(factor('w', 1e6), r"(\ink{w}{1.000 \times 10^{6}})");
    assert_eq!(signed_factor(2.0), "2.0000");
    assert_eq!(signed_factor(0.0), "0.0000");
    assert_eq!(signed_factor(-2.0), "(-2.0000)");
    assert_eq!(signed_factor(1e6), r"(1.000 \times 10^{6})");
    for (a, minus_a) in [(2.0, r"-\ink{a}{2.0000}"), (-2.0, r"\ink{a}{2.0000}")] {
        let expected = format!(r"\frac{{1}}{{1 + \exp({minus_a})}}");
        assert_eq!(logistic('a', a), expected);
    }
    let factors = product(&[('w', -1.0), ('x', 2.0)]);
    assert_eq!(factors, r"(\ink{w}{-1.0000}) \cdot \ink{x}{2.0000}");
    let sum = sum_of_products(('w', &[1.0, 3.0]), ('x', &[2.0, -4.0]));
    let (first, second) = (
        product(&[('w', 1.0), ('x', 2.0)]),
        product(&[('w', 3.0), ('x', -4.0)]),
    );
    assert_eq!(sum, format!("{first} + {second}"));
    assert_eq!(fraction("1", "2"), r"\frac{1}{2}");
    let slope = r"\frac{\partial}{\partial \ink{a}{a_0}} y_0 \quad \text{at} \; \ink{a}{a_0} = \ink{a}{-1.0000}";
    assert_eq!(measured("a_0", "y_0", -1.0), slope);
}

#[test]
fn of_more_than_five_terms_the_middle_is_left_away() {
    let terms = |count: usize| (0..count).map(|n| n.to_string()).collect::<Vec<_>>();
    assert_eq!(sum(terms(1)), "0");
    assert_eq!(sum(terms(5)), "0 + 1 + 2 + 3 + 4");
    assert_eq!(sum(terms(6)), r"0 + 1 + 2 + \cdots + 5");
    assert_eq!(subtraction(terms(9)), r"0 - 1 - 2 - \cdots - 8");
}

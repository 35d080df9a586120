//! Formulas are read as the book writes them, judged by their values, and refused with a sentence.

use nn28::equation;
use nn28::exercise::formula::{judge, known};
use nn28::exercise::judge::State;
use proptest::prelude::{ProptestConfig, proptest};

/// The right sides as the book has them, each line of a derivation that is a formula.
const RIGHT: &[(&str, &[&str])] = &[
    ("1", &["w_0 x_0 + w_1 x_1 + ... + w_{n-1} x_{n-1}"]),
    ("2", &["w_0 x_0 + w_1 x_1 + … + w_{n−2} x_{n−2} + w_{n−1}"]),
    ("3", &[r"∑_{i=0}^{n-1} w_i x_i", "sum(i, w[i] x[i])"]),
    ("4", &["1 / (1 + exp(-a))"]),
    ("5", &["∑_{i=0}^{D} w_{ji} x_i", "sum(i, w_ji x_i)"]),
    ("6", &["h(b_j)", "1/(1 + exp(−b_j))"]),
    (
        "7",
        &[
            "exp(a_k) / ∑_{j=0}^{K-1} exp(a_j)",
            "exp(a_k) / sum(j, exp(a_j))",
        ],
    ),
    (
        "8",
        &[
            "−1/N ∑_{n=0}^{N−1} ∑_{k=0}^{K−1} t_nk log y_nk",
            "-1/N sum(n, k, t_k log(y_k))",
        ],
    ),
    (
        "9",
        &["(f(x + ε) − f(x)) / ε", "(f(x + eps) - f(x)) / epsilon"],
    ),
    ("10", &["(E(w_ji + ε, v) − E(w, v)) / ε"]),
    (
        "11",
        &[
            "(E((w_j0 + ε, w_j1, w_j2), v) − E(w, v)) / ε",
            "(E(w_j0 + ε, v) − E(w, v)) / ε",
        ],
    ),
    (
        "12",
        &["−∑_{k=0}^{K−1} t_nk log y_nk", "-sum(k, t_k ln(y_k))"],
    ),
    ("13", &["1/N ∑_{n=0}^{N−1} E_n"]),
    (
        "14",
        &[
            "1/N ∑_{n=0}^{N−1} ∂E_n/∂w_ji",
            "1/N sum(n, sum(k, (y_k - t_k) v_kj) h'(b_j) x_i)",
        ],
    ),
    ("15", &["∂E_n/∂a_k ∂a_k/∂v_kj", "dE_n/da_k da_k/dv_kj"]),
    ("16", &["∂/∂a_0 (−t_0 log y_0 − t_1 log y_1 − t_2 log y_2)"]),
    (
        "17",
        &[
            "−t_0 1/y_0 · ∂y_0/∂a_0 − t_1 1/y_1 · ∂y_1/∂a_0 − t_2 1/y_2 · ∂y_2/∂a_0",
            "-sum(k, t_k / y_k · ∂y_k/∂a_0)",
        ],
    ),
    (
        "18",
        &[
            "∂/∂a_0 (exp(a_0) / u)",
            "(exp(a_0) u − exp(a_0) exp(a_0)) / u^2",
            "exp(a_0)/u (u − exp(a_0))/u",
            "exp(a_0)/u (1 − exp(a_0)/u)",
            "y_0 (1 − y_0)",
        ],
    ),
    (
        "19",
        &[
            "∂/∂a_0 (exp(a_l) / u)",
            "(0 u − exp(a_l) exp(a_0)) / u²",
            "−exp(a_l)/u exp(a_0)/u",
            "−y_l y_0",
        ],
    ),
    (
        "20",
        &[
            "−t_0 (1 − y_0) + t_1 y_0 + t_2 y_0",
            "(t_0 + t_1 + t_2) y_0 − t_0",
            "y_0 − t_0",
        ],
    ),
    ("21", &["y_1 − t_1"]),
    ("22", &["y₂ − t₂"]),
    ("23", &["yₖ − tₖ", "y[k] - t[k]"]),
    (
        "24",
        &[
            "v_00 z_0 + v_01 z_1 + v_02 z_2",
            "sum(j, v[0][j] z[j])",
            "sum(j=0..M, v_{0j} z_j)",
        ],
    ),
    ("25a", &["z_j"]),
    ("25b", &["z_j"]),
    ("26", &["∂E_n/∂a_k ∂a_k/∂v_kj", "(y_k − t_k) z_j"]),
    (
        "27",
        &[
            "v_kj(τ) − α ∂E_n/∂v_kj",
            "v_kj − α (y_k − t_k) z_j",
            "v_kj - alpha(y_k - t_k)z_j",
        ],
    ),
    (
        "28",
        &[
            "(∑_{k=0}^{K−1} ∂E_n/∂a_k ∂a_k/∂z_j) ∂z_j/∂b_j ∂b_j/∂w_ji",
            "(∑_{k=0}^{K−1} (y_k − t_k) v_kj) h′(b_j) x_i",
            "sum(k, (y_k - t_k) v_kj) h'(b_j) x_i",
            "∑_k (y_k − t_k) v_kj z_j (1 − z_j) x_i",
            "x_i h(b_j) h(-b_j) sum(l, v_lj (y_l - t_l))",
        ],
    ),
];

/// Wrong formulas, with the mistake of the table that each of them is.
const WRONG: &[(&str, &str, &str)] = &[
    ("1", "sum(i=0..n-2, w_i x_i)", "no-bias"),
    ("1", "sum(i, w_i) sum(i, x_i)", "product-of-sums"),
    ("1", "sum(i, w_i + x_i)", "added"),
    ("2", "sum(i=0..n-2, w_i x_i)", "no-intercept"),
    ("2", "sum(i=0..n-2, w_i x_i) - w_{n-1}", "subtracted"),
    (
        "2",
        "sum(i=0..n-2, w_i x_i) + w_{n-1} x_{n-2}",
        "times-last-input",
    ),
    ("4", "1 / (1 + exp(a))", "mirrored"),
    ("4", "1 + exp(-a)", "not-inverted"),
    ("4", "1 / 1 + exp(-a)", "not-inverted"),
    ("4", "1 / exp(-a)", "no-one-below"),
    ("4", "1 / (1 - exp(-a))", "minus-below"),
    ("4", "(exp(a) - exp(-a)) / (exp(a) + exp(-a))", "tanh"),
    ("4s", "a (1 - a)", "from-the-sum"),
    ("4s", "1 - y^2", "of-tanh"),
    ("4s", "h(a) (1 + h(a))", "plus"),
    ("5", "sum(i=0..D-1, w_ji x_i)", "no-bias"),
    ("5", "sum(i=1..D, w_ji x_i)", "from-index-1"),
    ("5", "sum(i, w_ji x_i) + w_jD", "bias-twice"),
    ("6", "b_j", "h-left-out"),
    ("6", "h(-b_j)", "mirrored"),
    ("6", "h(h(b_j))", "twice"),
    ("7", "exp(a_k)", "not-divided"),
    ("7", "exp(-a_k) / sum(j, exp(-a_j))", "reversed"),
    ("7", "a_k / sum(j, a_j)", "proportional"),
    ("7", "h(a_k)", "sigmoid-of-each"),
    ("8", "1/N sum(n, k, t_k log(y_k))", "no-minus"),
    ("8", "-sum(n, k, t_k log(y_k))", "sum"),
    ("9", "-(f(x + ε) - f(x)) / ε", "printed"),
    ("9", "(f(x + ε) - f(x)) / (2ε)", "half"),
    ("9", "(f(x) - f(x - ε)) / ε", "backward"),
    ("9", "f(x + ε) - f(x) / ε", "no-brackets"),
    ("10", "(E(w_ji − ε, v) − E(w, v)) / ε", "printed"),
    ("12", "sum(k, t_k log y_k)", "no-minus"),
    ("13", "-1/N sum(n, E_n)", "printed-minus"),
    ("13", "sum(n, E_n)", "sum"),
    ("14", "sum(n, ∂E_n/∂w_ji)", "sum"),
    ("17", "∑_k t_k / y_k · ∂y_k/∂a_0", "no-minus"),
    ("23", "t_k - y_k", "turned"),
    ("23", "(y_k - t_k) y_k (1 - y_k)", "squared-error"),
    ("26", "(t_k - y_k) z_j", "turned"),
    ("27", "v_kj + α (y_k - t_k) z_j", "uphill"),
    ("27", "v_kj - (y_k - t_k) z_j", "no-learning-rate"),
    ("28", "sum(k, (y_k - t_k) v_kj) x_i", "no-slope"),
    ("28", "sum(k, (y_k - t_k) v_kj) h(b_j) x_i", "h-for-slope"),
    ("28", "sum(k, (y_k - t_k) v_kj) h'(z_j) x_i", "slope-at-z"),
    ("28", "-sum(k, (y_k - t_k) v_kj) h'(b_j) x_i", "turned"),
];

#[test]
fn the_right_side_of_every_equation_is_right_as_the_book_writes_it() {
    let numbers: Vec<String> = equation::all()
        .map(|entry| entry.number.to_string())
        .collect();
    let written: Vec<&str> = RIGHT.iter().map(|(number, _)| *number).collect();
    assert_eq!(written, numbers);
    let mut failures = Vec::new();
    for (number, forms) in RIGHT {
        for form in *forms {
            match judge(number, form) {
                Ok(verdict) if verdict.state == State::Right => {}
                Ok(verdict) => failures.push(format!(
                    "({number}) {form}: {:?} in {:?} at {}, {:?} for {:?}; {}",
                    verdict.state,
                    verdict.case,
                    verdict.at,
                    verdict.yours,
                    verdict.expected,
                    verdict.symptom
                )),
                Err(error) => failures.push(format!("({number}) {form}: {error}")),
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_wrong_formula_is_named_by_the_mistake_that_it_is() {
    let mut failures = Vec::new();
    for (number, form, fault) in WRONG {
        let named = match judge(number, form) {
            Ok(verdict) => format!(
                "{:?} {}: {}",
                verdict.state,
                verdict.fault.map_or("", |fault| fault.name),
                verdict.symptom
            ),
            Err(error) => error.to_string(),
        };
        if !named.starts_with(&format!("Wrong {fault}:")) {
            failures.push(format!("({number}) {form}: {fault} expected, but {named}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table")]
fn a_text_that_is_no_formula_is_refused_with_the_place_and_one_sentence() {
    let refused = [
        (
            "28",
            "sum(k, (y_k − t_k) v_kj",
            "After `sum(k, (y_k − t_k) v_kj` a `)` is missing.",
        ),
        ("26", "(y_k - t_k", "After `(y_k - t_k` a `)` is missing."),
        (
            "26",
            "(y_k - t_k)) z_j",
            "After `(y_k - t_k)` there is a closing bracket too many.",
        ),
        (
            "26",
            "(y_k - ) z_j",
            "After `(y_k -` a number, a letter or a bracket is missing.",
        ),
        ("26", "", "At the beginning something is missing."),
        ("7", "y_k", "y_k is what (7) asks for."),
        ("5", "b_j", "b_j is what (5) asks for."),
        ("4", "h(a)", "y is what (4) asks for."),
        ("28", "∂E_n/∂w_ji", "∂E_n/∂w_ji is what (28) asks for."),
        ("23", "∂E_n/∂a_k", "∂E_n/∂a_k is what (23) asks for."),
        ("13", "E", "E is what (13) asks for."),
        (
            "5",
            "sum(i, w_ji x_i) + y_k",
            "y_k is not known in (5). Known are w_ji, x_i, D and M.",
        ),
        (
            "5",
            "q x_i",
            "`q` is no letter of (5). Known are w_ji, x_i, D and M, and exp, log, sqrt, max, sum.",
        ),
        ("4", "sin(a)", "`sin` is no letter of (4)."),
        (
            "28",
            "(y_k - t_k) v_kj h'(b_j) x_i",
            "The k of `y_k` is not counted by a sum here, and (28) has none from outside.",
        ),
        (
            "8",
            "-sum(k, t_k log y_k)",
            "`t_k` belongs to one sample, and none is chosen in (8): let a sum count n.",
        ),
        ("26", "(y_k - t_k) z_{j+1}", "`z_{j+1}`: the index j+1 is "),
        (
            "24",
            "v_07 z_0",
            "`v_07`: the index 7 is 7 somewhere, and it runs from 0 to 2 there.",
        ),
        ("26", "(y_k - t_k) z", "`z` needs its indices as in z_j."),
        ("26", "(y_k - t_k) z_kj", ""),
        (
            "9",
            "(f(x + ε) - f(x)) / 2 ε",
            "After `(f(x + ε) - f(x)) / 2` it is unclear",
        ),
        (
            "26",
            "y_k = a_k",
            "Only the right side is asked for, without the `=`.",
        ),
        (
            "10",
            "(E(w + ε, v) − E(w, v)) / ε",
            "w is a whole matrix: say which weight moves, as in w_ji + ε.",
        ),
        (
            "7",
            "exp(a_k) / sum(j, exp(a_k))",
            "Nothing in this sum has the index j that it counts.",
        ),
        (
            "3",
            "sum(w_i x_i)",
            "After `sum(` the index is missing, as in sum(k, …).",
        ),
        ("1", "w_0 x_0 + … + x_{n-1}", "The dots are unclear"),
        ("99", "1", "There is no formula to write for 99"),
        ("pass", "1", "There is no formula to write for pass"),
        (
            "7",
            "∑_k^2 a_k",
            "After `∑_k^2` a sum needs both of its limits, or none",
        ),
        ("7", "exp a_k & 1", "`&` is not read in formulas."),
    ];
    for (number, text, sentence) in refused {
        match judge(number, text) {
            Err(error) => assert!(
                error.sentence.starts_with(sentence),
                "({number}) {text}: {error}"
            ),
            Ok(verdict) => {
                assert!(
                    sentence.is_empty(),
                    "({number}) {text} is read, {:?}",
                    verdict.state
                );
            }
        }
    }
}

#[test]
fn a_hostile_formula_gets_a_sentence_too() {
    let deep = "(".repeat(400) + "1" + &")".repeat(400);
    let minus = "-".repeat(900) + "1";
    let powers = "9^".repeat(400) + "9";
    let sums = "sum(k,".repeat(30) + "a_k" + &")".repeat(30);
    let long = "1+".repeat(600) + "1";
    let limits = "sum(j=0..1e300, a_0) / sum(j=-5..3, a_0)";
    let nested = "exp(".repeat(200) + "1";
    let counted = format!("sum({} a_k)", "k,".repeat(400));
    let few_sums = "sum(k,".repeat(12) + "a_k" + &")".repeat(12);
    let texts = [
        deep,
        minus,
        powers,
        sums,
        long,
        nested,
        counted,
        few_sums,
        limits.to_owned(),
    ];
    let of_shares = texts.map(|text| ("7", text));
    // Each derivative is measured by six passes through what is in it.
    let of_slopes = [4, 12, 36, 100].map(|count| ("14", "∂/∂w_ji ".repeat(count) + "E_n"));
    for (number, text) in of_shares.into_iter().chain(of_slopes) {
        let text = text.replace("E_n", "sum(n, E_n)");
        let sentence = judge(number, &text).expect_err(&text).sentence;
        assert!(
            sentence.ends_with('.') && sentence.chars().count() < 200,
            "{sentence}"
        );
    }
    // A long sum of many terms is a formula.
    let terms = "a_k+".repeat(200) + "a_k";
    assert_eq!(
        judge("7", &terms).map(|verdict| verdict.state),
        Ok(State::Wrong)
    );
}

#[test]
fn every_equation_says_which_letters_its_formula_may_use() {
    assert_eq!(known("5"), Ok("w_ji, x_i, D and M".to_owned()));
    for entry in equation::all() {
        let known = known(&entry.number.to_string());
        assert!(
            known.is_ok_and(|list| !list.is_empty()),
            "({})",
            entry.number
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_text_makes_the_reader_of_formulas_panic(
        number in 1_usize..=28,
        text in r"([-+*/^()\[\]{},=.…_∂∑'²0-9]|w_ji|x_i|v_kj|[a-zA-Zε]| |sum\(|∑_k|exp|E_n|\p{Any}){0,24}",
    ) {
        let _ = judge(&number.to_string(), &text);
    }
}

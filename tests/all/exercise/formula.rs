//! Formulas are read as the book writes them, judged by their values, and refused with a sentence.

use nn28::equation;
use nn28::exercise::formula::{judge, known};
use nn28::exercise::judge::State;
use proptest::prelude::{ProptestConfig, proptest};

use super::formulas::{RIGHT, WRONG};

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
fn a_letter_that_is_known_only_in_slopes_has_the_range_of_its_own_indices() {
    let line = |sum: &str| format!("{sum} ∂E_n/∂a_k ∂a_k/∂z_j) ∂z_j/∂b_j ∂b_j/∂w_ji");
    for sum in ["sum(k,", "(∑_{k=0}^{K−1}"] {
        let verdict = judge("28.2", &line(sum)).expect("a formula");
        assert_eq!(verdict.state, State::Right, "{sum} {}", verdict.symptom);
    }
    let error = judge("28.2", &line("(∑_{k=0}^{K+1}")).expect_err("too far");
    let expected = "`a_k`: the index k is 3 somewhere, and it runs from 0 to 2 there.";
    assert_eq!(error.sentence, expected);
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

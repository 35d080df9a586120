//! What is said of functions that do not compile.

use std::fs;

use nn28::exercise::judge::State;

use super::Mine;

/// Bodies of `eq01_weighted_sum(w: &[f64], x: &[f64]) -> f64` that do not compile, and words of the advice.
const MISTAKES: &[(&str, &str)] = &[
    ("1 + w[0]", "write 1.0 in place of 1"),
    ("w[0] * 2 - x[0]", "write 1.0 in place of 1"),
    (
        "let mut a = 0; for i in 0..w.len() { a += w[i]; } a",
        "write 1.0 in place of 1",
    ),
    ("0", "needs its point"),
    ("if w[0] > 0 { 1.0 } else { 0.0 }", "needs its point"),
    ("w[0] ^ 2", "powi(2)"),
    ("w[0] ^ 2.0", "powi(2)"),
    ("w[0].pow(2)", "powi(2)"),
    ("w[0].powi(2.0)", "powi takes a whole number"),
    ("ln(w[0])", "a.ln()"),
    ("exp(-w[0])", "(-a).exp()"),
    ("let i = 0.0; w[i]", "usize"),
    (
        "let mut a = 0.0; for i in 0..3i32 { a += w[i]; } a",
        "usize",
    ),
    ("w[0] / w.len()", "as f64"),
    ("w.len() * w[0]", "as f64"),
    ("w.iter().sum::<f64>();", "no semicolon"),
    ("let a = w[0];", "no semicolon"),
    ("if w[0] > 0.0 { 1.0 }", "`else`"),
    ("if w[0] = 1.0 { 1.0 } else { 0.0 }", "`==`"),
    ("for i in 0..w.len() { w[i] }\n    0.0", "`let mut`"),
    ("let mut a = 0.0; for w_i in w { a = w_i; } a", "*x"),
    ("let mut a = 0.0; for i in w.len() { a += w[i]; } a", "0..n"),
    ("eq04_sigmoid(&w[0])", "*x"),
    ("eq03_sum_over_inputs(w.to_vec(), x)", "&list"),
    ("eq03_sum_over_inputs(w[0], x)", "whole list"),
    ("let a = weight * 2.0; a", "no value here"),
    ("weighted(w)", "no function of this name"),
    ("let v = w.to_vec(); let u = v; v[0] + u[0]", "&list"),
    (
        "let a = 0.0; for i in 0..w.len() { a += w[i]; } a",
        "`let mut`",
    ),
    ("let v = Vec::new(); v.push(1.0); v[0]", "`let mut`"),
    ("w[0] = 1.0; 0.0", "copy"),
    ("if 0.0 < w[0] < 1.0 { 1.0 } else { 0.0 }", "&&"),
    ("let a = 2.0; a.sqrt()", "2.0_f64"),
    ("let s = w.iter().sum(); w[0] / s", ".sum::<f64>()"),
    ("w.iter().zip(x).map(|w_i, x_i| w_i * x_i).sum()", "pair"),
    ("w * x", "entries one by one"),
    ("2w[0]", "product needs its sign"),
    ("let a = 2.0 w[0]; a", "missing"),
    ("let a = 0,5; a", "no comma"),
    ("let mut i = 0; i++; w[i]", "i += 1"),
    ("w[0] − x[0]", "minus"),
    ("let a = 1.0\n    a", "semicolon"),
    ("println!(\"{}\", w); 0.0", "{:?}"),
    ("(w[0] + x[0]", "bracket"),
    ("if w[0] > 0.0 { 1.0", "bracket"),
];

#[test]
fn mistakes_in_rust_are_told_with_advice_and_the_reader_s_line() {
    let mut mine = Mine::new();
    mine.write("eq04_sigmoid", "1.0 / (1.0 + (-a).exp())");
    let mut wrong = Vec::new();
    for (body, advice) in MISTAKES {
        mine.write("eq01_weighted_sum", body);
        let report = mine.judge("eq01_weighted_sum");
        let diagnostic = report
            .diagnostic
            .clone()
            .unwrap_or_else(|| panic!("{body}: {:?}", report.verdict));
        let path = mine.path("neuron");
        let text = mine.text("neuron");
        let first = report.line.expect("a line");
        let last = first + 2 + body.lines().count();
        let is_right = report.verdict.state == State::DoesNotCompile
            && report.verdict.symptom.contains(advice)
            && diagnostic.advice.contains(advice)
            && diagnostic.rendered.contains(&path.display().to_string());
        if !is_right || !advice.contains("bracket") && !(first..last).contains(&diagnostic.line) {
            wrong.push(format!(
                "{body}: {} {}",
                diagnostic.line, report.verdict.symptom
            ));
        }
        // The others are judged all the same, also where the compiler reads no further.
        if advice.contains("bracket") || advice.contains("minus") {
            let other = mine.judge("eq04_sigmoid").verdict;
            if other.state != State::Right {
                wrong.push(format!("beside {body}: {}", other.symptom));
            }
        }
        assert_eq!(mine.text("neuron"), text, "nothing is written");
        // A body without its bracket has taken the next function with it.
        let restored = text.replacen(&format!("\n    {body}\n"), "\n    0.0\n", 1);
        fs::write(&path, restored).expect("a file");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn faults_of_two_functions_and_of_a_helper_belong_to_those_that_have_them() {
    let mut mine = Mine::new();
    mine.write("eq04_sigmoid", "1.0 / (1.0 + (-a).exp())");
    mine.write("eq01_weighted_sum", "helper(w, x) + 1");
    mine.write("eq02_sum_with_intercept", "let a = b; let c = d; c");
    mine.write("eq03_sum_over_inputs", "other(w)");
    mine.append("neuron", "\nfn other(w: &[f64]) -> f64 {\n    helper(w, w)\n}\n\nfn helper(w: &[f64], x: &[f64]) -> f64 {\n    1\n}\n");
    let state = |mine: &mut Mine, name| mine.judge(name).verdict.state;
    assert_eq!(state(&mut mine, "eq04_sigmoid"), State::Right);
    for name in [
        "eq01_weighted_sum",
        "eq02_sum_with_intercept",
        "eq03_sum_over_inputs",
    ] {
        assert_eq!(state(&mut mine, name), State::DoesNotCompile, "{name}");
    }
    let symptom = mine.judge("eq03_sum_over_inputs").verdict.symptom;
    assert!(symptom.contains("needs its point"), "{symptom}");
    // A fault at the top of a file is one of all its functions, and of no others.
    mine.write(
        "eq05_unit_sum",
        "w_j.iter().zip(x).map(|(w, x)| w * x).sum()",
    );
    let text = mine
        .text("neuron")
        .replacen("use crate::given", "use crate::taken", 1);
    fs::write(mine.path("neuron"), text).expect("a file");
    assert_eq!(state(&mut mine, "eq04_sigmoid"), State::DoesNotCompile);
    assert_eq!(state(&mut mine, "sigmoid_slope"), State::Blank);
    assert_eq!(state(&mut mine, "eq05_unit_sum"), State::Right);
}

#[test]
fn a_changed_signature_is_answered_with_the_one_that_is_expected() {
    let mut mine = Mine::new();
    let rename = |mine: &Mine, from: &str, to: &str| {
        let text = mine.text("neuron");
        assert!(text.contains(from), "{from}");
        fs::write(mine.path("neuron"), text.replacen(from, to, 1)).expect("a file");
    };
    // Names and what is given in another way may change.
    rename(
        &mine,
        "pub fn eq04_sigmoid(a: f64) -> f64",
        "fn eq04_sigmoid(mut sum: f64) -> f64",
    );
    mine.write("eq04_sigmoid", "sum = -sum; 1.0 / (1.0 + sum.exp())");
    assert_eq!(mine.judge("eq04_sigmoid").verdict.state, State::Right);
    rename(
        &mine,
        "fn eq04_sigmoid(mut sum: f64) -> f64",
        "fn eq04_sigmoid(mut sum: f32) -> f32",
    );
    let report = mine.judge("eq04_sigmoid");
    let symptom = &report.verdict.symptom;
    assert_eq!(report.verdict.state, State::DoesNotCompile);
    assert!(
        symptom.contains("pub fn eq04_sigmoid(a: f64) -> f64"),
        "{symptom}"
    );
    rename(
        &mine,
        "mut sum: f32) -> f32",
        "mut sum: f64, more: f64) -> f64",
    );
    let report = mine.judge("eq04_sigmoid");
    assert_eq!(report.verdict.state, State::DoesNotCompile);
    assert_eq!(report.diagnostic.map(|one| one.line), report.line);
}

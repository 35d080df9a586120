//! Mutants of the solutions: the text of a function of the book with one sign, index, range, argument or number changed by machine. All
//! of them are compiled in one program.

mod edits;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::ops::Range;
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use nn28::exercise::judge::{Mishap, State, judge};
use nn28::exercise::value::{Answer, Argument};
use nn28::exercise::{Blank, blanks, cases};
use nn28::mine::{rust, solution_of_blank};

/// The files of `model`, in which the mutants are beside the functions that they are made of.
const MODEL: [&str; 8] = [
    "mod",
    "neuron",
    "network",
    "error",
    "numerical_gradient",
    "backprop",
    "training",
    "printed",
];

const COMMUTES: &str = "a product is the same in either order";
const NOTHING: &str = "whatever 0 is multiplied with or divided by";
const CANCELS: &str = "a summand of all sums cancels in the shares; it is fragile";
const RARE: &str =
    "the line is for outputs that have vanished; without it a function is fragile at worst";

/// Mutants that are right: the function, the line that is changed, and the reason.
const EQUAL: &[(&str, &str, &str)] = &[
    (
        "eq02_sum_with_intercept",
        "eq01_weighted_sum(x, &w[..x.len()]) + intercept",
        COMMUTES,
    ),
    (
        "eq03_sum_over_inputs",
        "w.iter().zip(x).map(|(x_i, w_i)| w_i * x_i).sum()",
        COMMUTES,
    ),
    (
        "eq05_unit_sum",
        "w_j.iter().zip(x).map(|(x_i, w_ji)| w_ji * x_i).sum()",
        COMMUTES,
    ),
    (
        "eq07_softmax",
        "let powers: Vec<f64> = a.iter().map(|a_k| (a_k + largest).exp()).collect();",
        CANCELS,
    ),
    (
        "eq07_softmax",
        "let powers: Vec<f64> = a.iter().map(|a_k| (a_k - (1.0 - largest)).exp()).collect();",
        CANCELS,
    ),
    (
        "forward",
        "let b: Vec<f64> = network.w.iter().map(|w_j| eq05_unit_sum(x, w_j)).collect();",
        COMMUTES,
    ),
    (
        "forward",
        "let a: Vec<f64> = network.v.iter().map(|v_k| eq05_unit_sum(&z, v_k)).collect();",
        COMMUTES,
    ),
    (
        "eq08_mean_cross_entropy",
        "sum += entropy_term(log_y_nk, *t_nk);",
        COMMUTES,
    ),
    (
        "eq12_cross_entropy",
        "let term = |(log_y_k, t_k): (&f64, &f64)| -entropy_term(*t_k, *log_y_k);",
        COMMUTES,
    ),
    (
        "eq12_cross_entropy",
        "let term = |(t_k, log_y_k): (&f64, &f64)| -entropy_term(*log_y_k, *t_k);",
        COMMUTES,
    ),
    (
        "eq16_slope_at_first_sum",
        "let error = |a_0: f64| eq12_cross_entropy(&log_softmax(&with(a, 0, a_0)), t);",
        COMMUTES,
    ),
    ("eq17_slope_through_outputs", "own + y[0]", RARE),
    ("eq17_slope_through_outputs", "own - y[0 + 1]", RARE),
    ("eq17_slope_through_outputs", "own - y[0 - 1]", RARE),
    ("eq17_slope_through_outputs", "(1.0 - own) - y[0]", RARE),
    ("eq17_slope_through_outputs", "own - (1.0 - y[0])", RARE),
    (
        "eq17_slope_through_outputs",
        "let own = if l == 0 { 1.0 } else { 1.0 };",
        RARE,
    ),
    (
        "eq17_slope_through_outputs",
        "let own = if l == 0 { 2.0 } else { 0.0 };",
        RARE,
    ),
    (
        "eq17_slope_through_outputs",
        "let own = if l == 0 { 0.0 } else { 0.0 };",
        RARE,
    ),
    (
        "eq17_slope_through_outputs",
        "if (1.0 - y[l]) < f64::MIN_POSITIVE {",
        RARE,
    ),
    (
        "eq19_line2_quotient_rule",
        "(0.0 / u - power_l * power_0) / (u * u)",
        NOTHING,
    ),
    (
        "eq19_line2_quotient_rule",
        "(0.0 * (1.0 - u) - power_l * power_0) / (u * u)",
        NOTHING,
    ),
    (
        "eq28_slope_along_hidden_weight",
        "let terms = errors.iter().zip(v_j).map(|(v_kj, error_k)| error_k * v_kj);",
        COMMUTES,
    ),
    (
        "eq28_line2_chain_rule",
        "let error_by_z: f64 = error_by_a.iter().zip(a_by_z).map(|(a, error)| error * a).sum();",
        COMMUTES,
    ),
    (
        "gradient",
        "let along_w = |x_i: &f64| eq28_slope_along_hidden_weight(&v_j, &errors, b_j, *x_i);",
        COMMUTES,
    ),
];

struct Mutant {
    blank: &'static Blank,
    /// The function under another name.
    text: String,
    /// The line that is changed.
    line: String,
}

/// Every mutant of a solution, each text once.
fn mutants_of(blank: &'static Blank) -> Vec<Mutant> {
    let text = solution_of_blank(blank);
    let function = rust::find(&text, blank.name).expect("a solution");
    let body = &text[function.body.clone()];
    let mut texts = BTreeSet::new();
    let mut mutants = Vec::new();
    for (place, new) in edits::of(body) {
        let mut changed = body.to_owned();
        let start = changed[..place.start].rfind('\n').map_or(0, |end| end + 1);
        changed.replace_range(place, &new);
        let end = changed[start..]
            .find('\n')
            .map_or(changed.len(), |end| start + end);
        if changed != body && texts.insert(changed.clone()) {
            let mut text = text.clone();
            text.replace_range(function.body.clone(), &changed);
            let line = changed[start..end].trim().to_owned();
            mutants.push(Mutant { blank, text, line });
        }
    }
    mutants
}

/// The main file of the program. It answers each line, an index and the arguments of a call, with a line.
const MAIN: &str = "\
mod model;
mod value;
use std::panic::{AssertUnwindSafe, catch_unwind};
use value::{Answer, Argument, Take};

fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    for line in std::io::stdin().lines().map_while(Result::ok) {
        let mut words = line.split(' ');
        let index: usize = words.next().and_then(|word| word.parse().ok()).unwrap();
        let arguments: Vec<Argument> = words.filter_map(Argument::from_word).collect();
        match catch_unwind(AssertUnwindSafe(|| call(index, &arguments))) {
            Ok(Some(answer)) => println!(\"{}\", answer.to_word()),
            _ => println!(\"panic\"),
        }
    }
}
";

/// Writes the program of some mutants, each with its place in the list. Returns its file and its lines there.
fn write_program(folder: &Path, mutants: &[(usize, &Mutant)]) -> Vec<(String, Range<usize>)> {
    let mut main = MAIN.to_owned();
    main.push_str("\nfn call(index: usize, arguments: &[Argument]) -> Option<Answer> {\n    let mut arguments = arguments.iter();\n    Some(match index {\n");
    let mut texts = MODEL.map(|name| {
        fs::read_to_string(format!("src/model/{name}.rs")).expect("a source of the model")
    });
    let mut lines = Vec::new();
    for (index, mutant) in mutants {
        let Mutant { blank, text, .. } = mutant;
        let renamed = format!("mutant_{index}");
        let takes = blank.parameters.iter().map(|name| {
            if text.contains(&format!("{name}: impl Fn")) {
                "<&dyn Fn(f64) -> f64 as Take>::take(arguments.next()?)?, "
            } else {
                "Take::take(arguments.next()?)?, "
            }
        });
        let takes: String = takes.collect();
        let _ = writeln!(
            main,
            "        {index} => Answer::from(model::{}::{renamed}({takes})),",
            blank.module
        );
        let at = MODEL.iter().position(|name| *name == blank.module);
        let file = &mut texts[at.expect("a file of the model")];
        let name = rust::find(text, blank.name).expect("a function").name_at;
        let first = file.lines().count() + 1;
        let _ = writeln!(
            file,
            "{}{renamed}{}",
            &text[..name.start],
            &text[name.end..]
        );
        lines.push((
            format!("{}.rs", blank.module),
            first..file.lines().count() + 1,
        ));
    }
    main.push_str("        _ => return None,\n    })\n}\n");
    fs::create_dir_all(folder.join("model")).expect("a folder");
    fs::write(folder.join("main.rs"), main).expect("a file");
    fs::copy("src/exercise/value.rs", folder.join("value.rs")).expect("a copy");
    for (name, text) in MODEL.iter().zip(texts) {
        fs::write(folder.join(format!("model/{name}.rs")), text).expect("a file");
    }
    lines
}

/// Compiles the mutants that compile, and returns their places in the list.
fn compiled(folder: &Path, mutants: &[Mutant]) -> Vec<usize> {
    let mut kept: Vec<(usize, &Mutant)> = mutants.iter().enumerate().collect();
    // Types are checked before borrows, so a fault may hide another one.
    for _ in 0..5 {
        let lines = write_program(folder, &kept);
        let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let output = Command::new(compiler)
            .args([
                "--edition",
                "2024",
                "--cap-lints",
                "allow",
                "-C",
                "debuginfo=0",
            ])
            .args([
                "-C",
                "debug-assertions=on",
                "--error-format=short",
                "main.rs",
            ])
            .current_dir(folder)
            .output()
            .expect("a compiler");
        if output.status.success() {
            return kept.into_iter().map(|(index, _)| index).collect();
        }
        let said = String::from_utf8_lossy(&output.stderr);
        let mut faults = BTreeSet::new();
        for line in said.lines().filter(|line| line.contains(": error")) {
            let mut parts = line.split(':');
            let file = parts.next().unwrap_or("").rsplit(['/', '\\']).next();
            let line: usize = parts.next().and_then(|line| line.parse().ok()).unwrap_or(0);
            let is_it = |(name, lines): &(String, Range<usize>)| {
                Some(name.as_str()) == file && lines.contains(&line)
            };
            faults.extend(lines.iter().position(is_it));
        }
        assert!(!faults.is_empty(), "{said}");
        let mut place = 0;
        kept.retain(|_| {
            place += 1;
            !faults.contains(&(place - 1))
        });
    }
    panic!("mutants that do not compile");
}

/// The program of the mutants while it runs.
struct Program {
    child: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Program {
    fn start(folder: &Path) -> Self {
        let path = folder.join(format!("main{}", std::env::consts::EXE_SUFFIX));
        let mut command = Command::new(path);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("a program");
        let requests = child.stdin.take().expect("a pipe");
        let answers = BufReader::new(child.stdout.take().expect("a pipe"));
        Self {
            child,
            requests,
            answers,
        }
    }

    fn call(&mut self, index: usize, arguments: &[Argument]) -> Result<Answer, Mishap> {
        let mut line = index.to_string();
        for argument in arguments {
            let _ = write!(line, " {}", argument.to_word());
        }
        writeln!(self.requests, "{line}").expect("a program that reads");
        line.clear();
        self.answers.read_line(&mut line).expect("an answer");
        Answer::from_word(line.trim_end()).ok_or(Mishap::Panicked {
            message: "index out of bounds".into(),
            line: None,
        })
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn mutants_of_the_solutions_are_rejected_and_nine_in_ten_are_recognised() {
    let mutants: Vec<Mutant> = blanks().flat_map(mutants_of).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let compiled = compiled(folder.path(), &mutants);
    let mut program = Program::start(folder.path());
    let cases = cases();
    let (mut passed, mut unrecognised, mut rejected) = (Vec::new(), Vec::new(), 0);
    let mut equal = BTreeSet::new();
    for index in &compiled {
        let Mutant { blank, line, .. } = &mutants[*index];
        let verdict = judge(blank, &cases, &mut |arguments| {
            program.call(*index, arguments)
        });
        let said = format!("{}: {line}: {}", blank.name, verdict.symptom);
        match verdict.state {
            State::Right | State::Fragile => {
                let listed = EQUAL
                    .iter()
                    .position(|(name, text, _)| *name == blank.name && text == line);
                match listed {
                    Some(place) => drop(equal.insert(place)),
                    None => passed.push(said),
                }
            }
            State::Panicked => rejected += 1,
            _ => {
                super::words::assert_readable(&said, &verdict.symptom);
                rejected += 1;
                if verdict.symptom.ends_with("is expected.") {
                    unrecognised.push(said);
                }
            }
        }
    }
    if std::env::var_os("NN28_SHOW").is_some() {
        println!(
            "{} {} {rejected} {}\n{}",
            mutants.len(),
            compiled.len(),
            unrecognised.len(),
            unrecognised.join("\n")
        );
    }
    assert!(
        passed.is_empty(),
        "{} pass\n{}",
        passed.len(),
        passed.join("\n")
    );
    assert_eq!(equal.len(), EQUAL.len(), "{equal:?}");
    assert!(rejected > 8 * blanks().count(), "{rejected}");
    assert!(
        10 * unrecognised.len() <= rejected,
        "{} of {rejected}\n{}",
        unrecognised.len(),
        unrecognised.join("\n")
    );
}

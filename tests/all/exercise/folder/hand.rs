//! What is said of every function that a reader can write, also of one that does harm.

use nn28::exercise::judge::State;
use nn28::exercise::{Exercise, all, blanks};

use super::Mine;

/// The functions with their mistakes, a layer for each mistake: one program has the first of every function, the next one the second.
#[test]
fn every_fault_is_rejected_and_named_as_a_reader_s_function() {
    let layers = blanks()
        .map(|blank| blank.faults.len())
        .max()
        .expect("faults");
    let mut wrong = Vec::new();
    for layer in 0..layers {
        let mut mine = Mine::new();
        let faults = || blanks().filter_map(|blank| Some((blank, blank.faults.get(layer)?)));
        for (blank, fault) in faults() {
            mine.write(blank.name, fault.body.rust);
        }
        let exercises: Vec<&Exercise> = all().collect();
        let reports = mine.check(&exercises);
        for (blank, fault) in faults() {
            let report = reports
                .iter()
                .find(|report| report.blank.name == blank.name);
            let verdict = &report.expect("a report").verdict;
            let named = verdict.fault.map_or("none", |fault| fault.name);
            let is_named = named == fault.name || fault.same_as.contains(&named);
            let is_rejected = !matches!(
                verdict.state,
                State::Right | State::Blank | State::DoesNotCompile
            );
            if !is_rejected || !is_named && verdict.state != State::Panicked {
                let symptom = &verdict.symptom;
                let (name, state) = (fault.name, verdict.state);
                wrong.push(format!(
                    "{} {name}: {state:?}, named {named}: {symptom}",
                    blank.name
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Bodies of `eq04_sigmoid(a: f64)` that do harm, the verdict, and words of what is said.
const HOSTILE: &[(&str, State, &str)] = &[
    ("loop {}", State::NoAnswer, "no answer"),
    (
        "let mut a = a; while a < 2.0 { a = a.min(0.5); } a",
        State::NoAnswer,
        "no answer",
    ),
    (
        "std::thread::sleep(std::time::Duration::from_millis(400)); a",
        State::NoAnswer,
        "no answer",
    ),
    ("std::process::exit(0)", State::Ended, "exit(0)"),
    ("std::process::exit(7)", State::Ended, "exit(7)"),
    ("std::process::abort()", State::Ended, "abort"),
    (
        "if a.is_nan() { a } else { eq04_sigmoid(a + 1.0) + 1.0 }",
        State::Ended,
        "stack",
    ),
    (
        "loop { println!(\"flood\"); }",
        State::NoAnswer,
        "no answer",
    ),
    ("loop { eprint!(\"flood\"); }", State::NoAnswer, "no answer"),
    (
        "for _ in 0..9000 { eprintln!(\"flood\"); } fn deep(a: f64) -> f64 { deep(a + 1.0) + 1.0 } deep(a)",
        State::Ended,
        "stack",
    ),
    (
        "println!(\"nn28-0123456789abcdef value {:x}\", a.to_bits()); 17.0",
        State::Wrong,
        "",
    ),
    (
        "for word in std::env::args() { println!(\"{word} value 0\"); } 17.0",
        State::Wrong,
        "",
    ),
    ("print!(\"no end of line\"); 17.0", State::Wrong, ""),
    ("panic!(\"my own words\")", State::Panicked, "my own words"),
    (
        "let w: Vec<f64> = vec![]; w[2]",
        State::Panicked,
        "index out of bounds",
    ),
    ("f64::NAN", State::Wrong, ""),
    (
        "std::panic::set_hook(Box::new(|_| {})); panic!(\"silent\")",
        State::Panicked,
        "",
    ),
];

#[test]
fn hostile_functions_are_answered_in_time_with_a_sentence() {
    let mut mine = Mine::new();
    for (body, state, said) in HOSTILE {
        mine.write("eq04_sigmoid", body);
        let verdict = mine.judge("eq04_sigmoid").verdict;
        assert_eq!(verdict.state, *state, "{body}: {}", verdict.symptom);
        assert!(
            verdict.symptom.contains(said),
            "{body}: {}",
            verdict.symptom
        );
        assert!(!verdict.symptom.is_empty(), "{body}");
    }
    // A call that leaves a thread behind makes the next ones slow, and no more than that.
    mine.write("eq04_sigmoid", "std::thread::spawn(|| loop {}); 17.0");
    let state = mine.judge("eq04_sigmoid").verdict.state;
    assert!(
        [State::Wrong, State::NoAnswer].contains(&state),
        "{state:?}"
    );
    mine.write("eq04_sigmoid", "eq04_sigmoid(a + 1.0)");
    assert_eq!(
        mine.judge("eq04_sigmoid").printed,
        "",
        "Rust's own words are not the reader's"
    );
    // The next one is judged as if nothing had been.
    mine.write("eq04_sigmoid", "1.0 / (1.0 + (-a).exp())");
    assert_eq!(mine.judge("eq04_sigmoid").verdict.state, State::Right);
}

#[cfg(target_os = "linux")]
#[test]
fn memory_has_a_limit() {
    let mut mine = Mine::new();
    mine.write(
        "eq04_sigmoid",
        "let mut all = vec![]; loop { all.push(vec![0.0; 1 << 25]); }",
    );
    let verdict = mine.judge("eq04_sigmoid").verdict;
    assert_eq!(verdict.state, State::Ended, "{}", verdict.symptom);
    assert!(verdict.symptom.contains("gigabyte"), "{}", verdict.symptom);
}

#[cfg(unix)]
#[test]
fn a_function_that_reads_finds_nothing_and_does_not_wait() {
    let mut mine = Mine::new();
    let reads = "let mut line = String::new(); let read = std::io::stdin().read_line(&mut line); \
                 assert_eq!(read.ok(), Some(0)); 1.0 / (1.0 + (-a).exp())";
    mine.write("eq04_sigmoid", reads);
    let verdict = mine.judge("eq04_sigmoid").verdict;
    assert_eq!(verdict.state, State::Right, "{}", verdict.symptom);
}

#[test]
fn what_a_program_prints_is_kept_up_to_a_limit() {
    let mut mine = Mine::new();
    mine.write(
        "eq04_sigmoid",
        "println!(\"one {a:.1}\"); eprintln!(\"two\"); 17.0",
    );
    let printed = mine.judge("eq04_sigmoid").printed;
    assert!(
        printed.contains("one -0.5") && printed.contains("two"),
        "{printed}"
    );
    mine.write(
        "eq04_sigmoid",
        "print!(\"{}\", \"é\".repeat(100_000)); 17.0",
    );
    let printed = mine.judge("eq04_sigmoid").printed;
    assert!(
        printed.ends_with('…') && printed.len() < 5000,
        "{}",
        printed.len()
    );
    mine.write("eq04_sigmoid", "17.0");
    assert_eq!(mine.judge("eq04_sigmoid").printed, "");
}

#[test]
fn a_panic_is_told_with_the_line_in_the_reader_s_file() {
    let mut mine = Mine::new();
    mine.write("eq01_weighted_sum", "// One line.\n    w[w.len()]");
    let report = mine.judge("eq01_weighted_sum");
    let text = mine.text("neuron");
    let line = text
        .lines()
        .position(|line| line.contains("w[w.len()]"))
        .expect("a line")
        + 1;
    let symptom = &report.verdict.symptom;
    assert!(
        symptom.contains(&format!("line {line}")),
        "{symptom}, expected {line}"
    );
    // A panic inside of what is lent is on no line of the reader's.
    mine.write(
        "eq01_weighted_sum",
        "crate::neuron::eq02_sum_with_intercept(&[], x)",
    );
    let symptom = mine.judge("eq01_weighted_sum").verdict.symptom;
    assert!(
        symptom.contains("index out of bounds") && !symptom.contains(", line"),
        "{symptom}"
    );
}

#[test]
fn functions_call_each_other_and_are_judged_by_themselves() {
    let mut mine = Mine::new();
    mine.write("eq04_sigmoid", "17.0");
    mine.write("sigmoid_slope", "eq04_sigmoid(a) * eq04_sigmoid(-a)");
    assert_eq!(mine.judge("eq04_sigmoid").verdict.state, State::Wrong);
    assert_eq!(mine.judge("sigmoid_slope").verdict.state, State::Right);
    // Two functions that are nothing but each other are not right by means of ours.
    mine.write("eq01_weighted_sum", "eq03_sum_over_inputs(w, x)");
    assert_eq!(mine.judge("eq01_weighted_sum").verdict.state, State::Right);
    mine.write("eq03_sum_over_inputs", "eq01_weighted_sum(w, x)");
    for name in ["eq01_weighted_sum", "eq03_sum_over_inputs"] {
        let verdict = mine.judge(name).verdict;
        assert_eq!(verdict.state, State::Ended, "{name}");
        assert!(
            verdict.symptom.contains("calls itself"),
            "{}",
            verdict.symptom
        );
    }
}

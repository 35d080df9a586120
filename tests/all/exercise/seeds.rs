//! No false alarm: what is right is right with numbers drawn by thousands of seeds, in its usual form and in unusual ones.

use nn28::exercise::value::Answer;
use nn28::exercise::{Blank, Call, Kind, blanks, seeded};

/// Networks and samples, on each of which all functions are tried in all their right forms.
const SEEDS: u64 = 500;

/// True if an answer is as near to the expected one as the judge wants it.
fn is_right(blank: &Blank, call: &Call, found: &Answer) -> bool {
    let expected = call.expected.numbers();
    let largest = expected
        .iter()
        .fold(1.0_f64, |most, one| most.max(one.abs()));
    let is_near = |(one, other): (&f64, f64)| {
        (one - other).abs() <= 1e-9 * one.abs().max(other.abs()) + blank.slack * largest
    };
    call.expected.shape() == found.shape() && expected.iter().zip(found.numbers()).all(is_near)
}

/// The cases of every function with one seed, and what is wrong in them.
fn tried(seed: u64) -> (usize, Vec<String>) {
    let case = seeded(seed);
    assert_eq!(case.kind, Kind::Seed(seed));
    let (mut count, mut wrong) = (0, Vec::new());
    for blank in blanks() {
        let calls = (blank.calls)(&case.context);
        // A network of two classes has no third output.
        let is_there = !calls.is_empty() || case.context.network.classes() == 2;
        assert!(is_there, "{}, seed {seed}", blank.name);
        for body in [&blank.right].into_iter().chain(blank.alternatives) {
            for call in &calls {
                let found = body.call(&call.arguments);
                if !is_right(blank, call, &found) {
                    let (name, at) = (blank.name, &call.at);
                    wrong.push(format!(
                        "{name}, seed {seed}, {at}: {found:?}, {}",
                        body.rust
                    ));
                }
            }
            count += 1;
        }
    }
    (count, wrong)
}

#[test]
fn right_functions_in_any_form_are_right_with_the_numbers_of_every_seed() {
    let all: Vec<_> = (0..SEEDS).map(|seed| tried(20_000 + seed)).collect();
    let count: usize = all.iter().map(|(count, _)| count).sum();
    let wrong: Vec<String> = all.into_iter().flat_map(|(_, wrong)| wrong).collect();
    assert!(
        wrong.is_empty(),
        "{} of {count}\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(count > 80_000, "{count}");
}

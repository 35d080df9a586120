//! What holds of any bytes whatever, given as a table or as a network. The fuzzer and the tests ask the same.

use nn28::data::{LONGEST_NAME, MAX_CLASSES, MAX_COLUMNS, Reading, parse_network, parse_table};
use nn28::model::Matrix;

/// Bytes as a table: a set that is sound and comes back bit by bit, or one message that any terminal may show.
pub fn csv(bytes: &[u8]) {
    let set = match parse_table(bytes, "t.csv", &Reading::default()) {
        Ok(set) => set,
        Err(fault) => return check_message(&fault.to_string(), "t.csv"),
    };
    let (samples, inputs, classes) = (set.len(), set.inputs(), set.class_count());
    assert!(samples >= 2 && (1..MAX_COLUMNS).contains(&inputs));
    assert!((2..=MAX_CLASSES).contains(&classes));
    assert_eq!(set.class.len(), samples);
    assert!(set.x.iter().all(|x| x.len() == inputs));
    assert!(set.x.iter().flatten().all(|x| x.is_finite()));
    assert!((0..classes).all(|k| set.class.contains(&k)));
    assert!(set.class.iter().all(|class| *class < classes));
    for name in set.features.iter().chain(&set.classes) {
        assert!(!name.is_empty() && is_printable(name), "{name:?}");
        // What is escaped is longer than it was, but not by more than the longest escape.
        assert!(name.chars().count() <= LONGEST_NAME * "\\u{10ffff}".len());
    }

    let again = parse_table(
        written(&set.x, &set.class).as_bytes(),
        "t.csv",
        &Reading::default(),
    )
    .expect("the same again");
    assert_eq!(again.class, set.class);
    assert_eq!(bits(&again.x), bits(&set.x));
}

/// Bytes as a network: one that is sound and comes back bit by bit, or one message that any terminal may show.
pub fn network(bytes: &[u8]) {
    let network = match parse_network(bytes, "net.json") {
        Ok(network) => network,
        Err(fault) => return check_message(&fault.to_string(), "net.json"),
    };
    let (inputs, hidden, classes) = (network.inputs(), network.hidden(), network.classes());
    assert!(inputs >= 1 && hidden >= 1 && classes >= 2);
    assert!(network.w.iter().all(|row| row.len() == inputs + 1));
    assert!(network.v.iter().all(|row| row.len() == hidden + 1));
    let mut weights = network.w.iter().chain(&network.v).flatten();
    assert!(weights.all(|weight| weight.is_finite()));

    let text = format!("{{\"w\": {:?}, \"v\": {:?}}}", network.w, network.v);
    let again = parse_network(text.as_bytes(), "net.json").expect("the same again");
    assert_eq!(bits(&again.w), bits(&network.w));
    assert_eq!(bits(&again.v), bits(&network.v));
}

/// A few lines of bearable length that name the file.
fn check_message(message: &str, file: &str) {
    assert!(message.starts_with(file), "{message}");
    assert!(message.lines().all(is_printable), "{message:?}");
    assert!(message.lines().count() <= 12, "{message}");
    assert!(message.chars().count() < 1_000, "{message}");
}

/// Whether nothing in a text moves a cursor, ends a line, turns the direction of writing or breaks a drawing.
pub fn is_printable(text: &str) -> bool {
    !text.chars().any(|character| {
        character.is_control()
            || matches!(character, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
    })
}

fn written(x: &Matrix, class: &[usize]) -> String {
    let names: Vec<String> = (0..x[0].len()).map(|i| format!("x{i},")).collect();
    let mut text = format!("{}class\n", names.concat());
    for (row, class) in x.iter().zip(class) {
        let cells: Vec<String> = row.iter().map(|entry| format!("{entry:?},")).collect();
        text += &cells.concat();
        text += &class.to_string();
        text.push('\n');
    }
    text
}

fn bits(x: &Matrix) -> Vec<Vec<u64>> {
    x.iter()
        .map(|row| row.iter().map(|entry| entry.to_bits()).collect())
        .collect()
}

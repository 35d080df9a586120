//! A sentence before the compiler's message, for the mistakes that people make who come from calculating.

/// Words that are all in the message, and the sentence. The first row that fits counts.
const TABLE: &[(&[&str], &str)] = &[
    (
        &["no implementation for `f64 ^"],
        "`^` is no power in Rust: write x.powi(2), or x * x.",
    ),
    (
        &["no method named `pow`"],
        "The power of a number of the type f64 is x.powi(2), or x.powf(0.5).",
    ),
    (
        &["expected `i32`, found floating-point number"],
        "powi takes a whole number, x.powi(2); x.powf(0.5) takes any.",
    ),
    (
        &["error[E0277]: cannot", "`usize`"],
        "An index or a length is a whole number: to calculate with it, write `n as f64`.",
    ),
    (
        &["error[E0277]: cannot", "`{integer}`"],
        "Numbers with a point and without do not mix in Rust: write 1.0 in place of 1.",
    ),
    (
        &["error[E0369]: cannot", "by `&[f64]`"],
        "A list is not multiplied as a whole: take its entries one by one, w[i] * x[i].",
    ),
    (
        &["found integer"],
        "A number of the type f64 needs its point: write 0.0 in place of 0.",
    ),
    (
        &["expected `f64`, found `usize`"],
        "An index or a length is a whole number: to calculate with it, write `n as f64`.",
    ),
    (
        &["may be missing an `else` clause"],
        "An `if` with a value needs its `else`: both ways end in a number.",
    ),
    (
        &["expected `bool`, found `()`"],
        "One `=` gives a value to a letter; two of them, `==`, compare.",
    ),
    (
        &["found `()`"],
        "The last line of a function is its value: it has no semicolon after it.",
    ),
    (
        &["expected `()`, found"],
        "Inside a loop a value goes nowhere: add it up in a letter made with `let mut`, and end the function with that.",
    ),
    (
        &["cannot be indexed by"],
        "An index is a whole number of the type usize: `for i in 0..w.len()` counts with such numbers.",
    ),
    (
        &["is not an iterator", "exclusive range"],
        "A loop runs over a range: `for i in 0..n`.",
    ),
    (
        &["cannot find function", "use the `.` operator"],
        "Functions of a number are written after it: a.exp() for exp(a), (-a).exp() for exp(−a), a.ln() for log a.",
    ),
    (
        &["in module `std::f64`"],
        "Functions of a number are written after it: a.exp() for exp(a), a.ln() for log a.",
    ),
    (
        &["cannot find function"],
        "There is no function of this name in this file: has it another name, or is `use` missing at the top?",
    ),
    (
        &["cannot find value"],
        "This letter has no value here: parameters have the names of the first line, and `let` makes new ones.",
    ),
    (
        &["ambiguous numeric type"],
        "Say which type the number has: 2.0_f64 in place of 2.0.",
    ),
    (
        &["cannot satisfy `_: Sum<"],
        "Say which type the sum has: `let sum: f64 = …`, or `.sum::<f64>()`.",
    ),
    (
        &["cannot assign twice to immutable"],
        "A letter whose value changes is made with `let mut`.",
    ),
    (
        &["not declared as mutable"],
        "A list that grows or changes is made with `let mut`.",
    ),
    (
        &["behind a `&` reference"],
        "What is given with & can be read and not changed: write into a copy, `let mut moved = network.clone();`.",
    ),
    (
        &["comparison operators cannot be chained"],
        "Write both comparisons: 0.0 < y && y < 1.0.",
    ),
    (
        &["`f64: Ord` is not satisfied"],
        "Numbers of the type f64 have no `max` over a list, because of NaN: fold(f64::MIN, f64::max) after `.copied()`.",
    ),
    (
        &["closure is expected to take a single 2-tuple"],
        "After zip, two numbers come as a pair: |(w_i, x_i)|, with brackets.",
    ),
    (
        &["found `&f64`"],
        "A loop over a list gives references: write *x for the number itself.",
    ),
    (
        &["`&&f64`"],
        "Here the number is behind references: write **x for the number itself.",
    ),
    (
        &["`&f64`, found"],
        "Here the number is behind a reference: write *x for the number itself.",
    ),
    (
        &["expected `&[f64]`, found `Vec<"],
        "A list is lent with &: write &list.",
    ),
    (
        &["expected `&[f64]`, found"],
        "The whole list is asked for here, not one of its numbers.",
    ),
    (
        &["of moved value"],
        "A list can be given away once: lend it, &list, or copy it, list.clone().",
    ),
    (
        &["doesn't implement `std::fmt::Display`"],
        "A list is printed by {:?} in place of {}.",
    ),
    (
        &["delimiter"],
        "A bracket is missing or there is one too many: each { ( [ needs its other half.",
    ),
    (
        &["Unicode character '−' (Minus Sign)"],
        "This minus is one of a printed text. In Rust it is the hyphen, -.",
    ),
    (
        &["unknown start of token"],
        "This sign is not one of Rust's: × is written *, and ² is powi(2).",
    ),
    (
        &["invalid suffix"],
        "A product needs its sign: 2.0 * w, not 2w.",
    ),
    (&["no postfix increment"], "Count with `i += 1`."),
    (
        &["invalid variable declaration"],
        "A new letter is made with `let mut`.",
    ),
    (
        &["expected `;`"],
        "A line that is not the last one ends with a semicolon.",
    ),
    (
        &["error: expected one of"],
        "Something is missing before this place, often a sign such as * or a `;`; and a number has a point, 0.5, no comma.",
    ),
];

/// The sentence for a message; an empty one if none fits.
pub(super) fn advice(rendered: &str) -> &'static str {
    let is_meant = |signs: &[&str]| signs.iter().all(|sign| rendered.contains(sign));
    let row = TABLE.iter().find(|(signs, _)| is_meant(signs));
    row.map_or("", |(_, advice)| advice)
}

//! An equation as JSON.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::equation::{Context, Entry, Indices, Verdict};
use crate::scene::marks::plain;

/// What `--json` prints: one object a line.
#[derive(Default, Serialize)]
pub(super) struct Report {
    equation: String,
    title: &'static str,
    stage: &'static str,
    indices: Map<String, Value>,
    tex: String,
    lines: Vec<LineReport>,
    value: Option<f64>,
    check: Option<CheckReport>,
    printed: Option<PrintedReport>,
    /// The reason if there is no value.
    #[serde(skip_serializing_if = "Option::is_none")]
    why_not: Option<String>,
}

#[derive(Serialize)]
struct LineReport {
    tex: &'static str,
    numbers: String,
    value: f64,
}

#[derive(Serialize)]
struct CheckReport {
    by: &'static str,
    #[serde(flatten)]
    verdict: Verdict,
}

#[derive(Serialize)]
struct PrintedReport {
    tex: String,
    value: f64,
    why: &'static str,
}

impl Report {
    /// The numbers of an entry, or why there are none.
    pub fn new(entry: &Entry, admitted: Result<Context, String>) -> Self {
        let report = Self {
            equation: entry.number.to_string(),
            title: entry.title,
            stage: entry.chapter().word(),
            tex: entry.tex(),
            ..Self::default()
        };
        let case = match admitted {
            Ok(case) => case,
            Err(why_not) => {
                let why_not = Some(why_not);
                return Self { why_not, ..report };
            }
        };
        let numbers = (entry.numbers)(&case).into_iter();
        let lines = entry.right.iter().zip(numbers.zip((entry.values)(&case)));
        let line = |(tex, (numbers, value)): (&&'static str, (String, f64))| LineReport {
            tex,
            numbers: plain(&numbers),
            value,
        };
        Self {
            indices: indices(entry, &case),
            lines: lines.map(line).collect(),
            value: Some(entry.value(&case)),
            check: Some(CheckReport {
                by: entry.check.by,
                verdict: entry.verdict(&case),
            }),
            printed: entry.printed.as_ref().map(|printed| PrintedReport {
                tex: format!("{} {} {}", entry.left, entry.relation, printed.tex),
                value: (printed.value)(&case),
                why: printed.why,
            }),
            ..report
        }
    }
}

fn indices(entry: &Entry, case: &Context) -> Map<String, Value> {
    let Indices { k, j, i, l } = case.indices;
    let mut used = Map::new();
    for (name, index) in [("k", k), ("j", j), ("i", i), ("l", l)] {
        if entry.indices.contains(name) {
            used.insert(name.to_owned(), index.into());
        }
    }
    used
}

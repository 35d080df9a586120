//! An equation as JSON.

use serde::Serialize;

use crate::equation::{self, Context, Entry, Indices};
use crate::scene::marks::plain;

/// What `--json` prints: one object a line.
#[derive(Serialize)]
pub(super) struct Report {
    equation: String,
    title: &'static str,
    stage: &'static str,
    indices: serde_json::Map<String, serde_json::Value>,
    tex: String,
    lines: Vec<LineReport>,
    value: Option<f64>,
    check: Option<CheckReport>,
    printed: Option<PrintedReport>,
    /// Why there is no value; only there where there is none.
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
    value: f64,
    relative_error: f64,
    holds: bool,
}

#[derive(Serialize)]
struct PrintedReport {
    tex: String,
    value: f64,
    why: &'static str,
}

/// What is said of an entry: its numbers, or why there are none.
pub(super) fn report(entry: &Entry, admitted: &Result<Context, String>) -> Report {
    let mut report = Report {
        equation: entry.number.to_string(),
        title: entry.title,
        stage: entry.chapter().word(),
        indices: serde_json::Map::new(),
        tex: entry.tex(),
        lines: Vec::new(),
        value: None,
        check: None,
        printed: None,
        why_not: None,
    };
    match admitted {
        Err(why_not) => report.why_not = Some(why_not.clone()),
        Ok(case) => {
            let verdict = entry.verdict(case);
            report.indices = indices(entry, case);
            report.lines = entry
                .lines
                .iter()
                .map(|line| line_report(line, case))
                .collect();
            report.value = Some(entry.value(case));
            report.check = Some(CheckReport {
                by: entry.check.by,
                value: verdict.value,
                relative_error: verdict.relative_error,
                holds: verdict.holds,
            });
            report.printed = entry.printed.as_ref().map(|printed| PrintedReport {
                tex: format!("{} {} {}", entry.left, entry.relation, printed.tex),
                value: (printed.value)(case),
                why: printed.why,
            });
        }
    }
    report
}

fn line_report(line: &equation::Line, case: &Context) -> LineReport {
    LineReport {
        tex: line.tex,
        numbers: plain(&(line.numbers)(case)),
        value: (line.value)(case),
    }
}

/// The indices that choose this equation's numbers.
fn indices(entry: &Entry, case: &Context) -> serde_json::Map<String, serde_json::Value> {
    let Indices { k, j, i } = case.indices;
    let named = [('k', k), ('j', j), ('i', i)];
    let used = named
        .into_iter()
        .filter(|(name, _)| entry.indices.contains(*name));
    used.map(|(name, index)| (name.to_string(), index.into()))
        .collect()
}

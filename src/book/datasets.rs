//! The table of the data sets inside the program, as they say of themselves.

use super::html;
use crate::data::{DataSet, NAMES, is_drawn, load};

/// The seed with which the sets are drawn that are not measured.
const SEED: u64 = 1;

/// Number of columns that are named.
const NAMED: usize = 4;

/// The sets as a Markdown table.
pub(super) fn table() -> Result<String, String> {
    let mut rows = vec![
        "| data | samples | D | K | inputs | classes | from |".to_owned(),
        "|---|---:|---:|---:|---|---|---|".to_owned(),
    ];
    for name in NAMES {
        let set = load(name, SEED).map_err(|error| error.to_string())?;
        rows.push(row(&set));
    }
    Ok(rows.join("\n"))
}

fn row(set: &DataSet) -> String {
    let source = if is_drawn(&set.name) {
        // The number of the seed is an example.
        set.source.replacen(&format!("seed {SEED}"), "the seed", 1)
    } else {
        format!("measured: {}", set.source)
    };
    format!(
        "| `{}` | {} | {} | {} | {} | {} | {} |",
        set.name,
        set.len(),
        set.inputs(),
        set.class_count(),
        some(&set.features),
        some(&set.classes),
        html::escape(&source)
    )
}

/// The first names of a list.
fn some(names: &[String]) -> String {
    let shown = names.len().min(NAMED);
    let named = names[..shown].iter().map(|name| html::escape(name));
    let named = named.collect::<Vec<_>>().join(", ");
    match names.len() - shown {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

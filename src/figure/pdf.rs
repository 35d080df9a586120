//! PDF from SVG. svg2pdf goes over hash maps, so that each run numbers and lists the same objects in another order. Here the
//! entries of each resource dictionary are sorted, and the objects numbered again in the order in which they are referred to.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::str::from_utf8;

use super::FigureError;
use super::document::Document;
use super::png::SVG_DPI;

/// Converts an SVG with live text into a PDF of the same size, which has its fonts in it and can be searched.
///
/// # Errors
/// If the text is not an SVG document.
pub fn pdf(svg: &str) -> Result<Vec<u8>, FigureError> {
    let document = Document::read(svg)?;
    let page = svg2pdf::PageOptions { dpi: SVG_DPI };
    let options = svg2pdf::ConversionOptions::default();
    let made = svg2pdf::to_pdf(&document.tree, options, page).map_err(FigureError::drawing)?;
    let ordered = ordered(&made, &information(&document));
    ordered.ok_or_else(|| FigureError::drawing("the PDF is not as expected"))
}

/// The dictionary of what a viewer tells about a document.
fn information(document: &Document) -> String {
    let mut entries = String::new();
    for (key, text) in [
        ("Title", &document.title),
        ("Subject", &document.alternative),
        ("Creator", &document.command),
        ("Keywords", &document.rights),
    ] {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        let _ = write!(entries, "/{key} <");
        for unit in units {
            let _ = write!(entries, "{unit:04X}");
        }
        entries += ">\n";
    }
    format!("<<\n{entries}/Producer (nn28, svg2pdf)\n>>")
}

/// An object: a dictionary as text, and what follows it, which may be a stream.
type Object<'a> = (String, &'a [u8]);

/// The same document in its one order, with other information; none if it is not as svg2pdf writes it.
fn ordered(pdf: &[u8], information: &str) -> Option<Vec<u8>> {
    let word = b"startxref\n";
    let end = pdf.windows(word.len()).rposition(|part| part == word)?;
    let mut last_lines = from_utf8(&pdf[end..]).ok()?.lines();
    let table_at: usize = last_lines.nth(1)?.parse().ok()?;
    let table = from_utf8(pdf.get(table_at..end)?).ok()?;
    let used = table
        .lines()
        .filter_map(|line| line.strip_suffix(" 00000 n"));
    let mut places: Vec<usize> = used.filter_map(|place| place.parse().ok()).collect();
    places.sort_unstable();
    let ends = places.iter().skip(1).chain([&table_at]);
    let objects = places.iter().zip(ends);
    let objects = objects.map(|(&from, &to)| object(pdf.get(from..to)?));
    let objects = objects.collect::<Option<BTreeMap<&str, Object>>>()?;

    let (_, root) = table.split_once("/Root ")?;
    let mut out = pdf[..*places.first()?].to_vec();
    let mut table = "0000000000 65535 f\r\n".to_owned();
    // The old numbers in the order of the new ones.
    let mut numbers = vec![root.split(' ').next()?.to_owned()];
    let mut next = 0;
    while let Some(number) = numbers.get(next) {
        let (dictionary, rest) = objects.get(number.as_str())?;
        next += 1;
        let _ = write!(table, "{:010} 00000 n\r\n", out.len());
        let dictionary = renumbered(dictionary, &mut numbers);
        out.extend(format!("{next} 0 obj\n{dictionary}").bytes());
        out.extend(*rest);
    }
    next += 1;
    let _ = write!(table, "{:010} 00000 n\r\n", out.len());
    out.extend(format!("{next} 0 obj\n{information}\nendobj\n\n").bytes());
    let (size, table_at) = (next + 1, out.len());
    let trailer = format!("<< /Size {size} /Root 1 0 R /Info {next} 0 R >>");
    let end = format!("trailer\n{trailer}\nstartxref\n{table_at}\n%%EOF\n");
    out.extend(format!("xref\n0 {size}\n{table}{end}").bytes());
    Some(out)
}

/// The number of an object, and the object.
fn object(bytes: &[u8]) -> Option<(&str, Object<'_>)> {
    let word = b">>\nstream\n";
    let stream = bytes.windows(word.len()).position(|part| part == word);
    let (head, rest) = bytes.split_at(stream.unwrap_or(bytes.len()));
    let (number, dictionary) = from_utf8(head).ok()?.split_once(" 0 obj\n")?;
    Some((number, (sorted(dictionary), rest)))
}

/// A dictionary with its entries sorted, which have a line each and no order that matters. Those that are dictionaries themselves
/// remain where they are.
fn sorted(dictionary: &str) -> String {
    let is_entry = |line: &str| line.trim_start().starts_with('/') && !line.ends_with("<<\n");
    let mut lines: Vec<&str> = dictionary.split_inclusive('\n').collect();
    for run in lines.chunk_by_mut(|line, next| is_entry(line) && is_entry(next)) {
        run.sort_unstable();
    }
    lines.concat()
}

/// A dictionary with a new number in each reference `N 0 R`. Objects not met before get the next numbers.
fn renumbered(dictionary: &str, numbers: &mut Vec<String>) -> String {
    let mut parts: Vec<&str> = dictionary.split(" 0 R").collect();
    let last = parts.pop().unwrap_or_default();
    let mut out = String::new();
    for part in parts {
        let before = part.trim_end_matches(|c: char| c.is_ascii_digit());
        let old = &part[before.len()..];
        let known = numbers.iter().position(|number| number == old);
        let new = known.unwrap_or_else(|| {
            numbers.push(old.to_owned());
            numbers.len() - 1
        });
        let _ = write!(out, "{before}{} 0 R", new + 1);
    }
    out + last
}

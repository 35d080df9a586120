//! Finds the directives, the formulas and the links of a page.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::maths::MathStyle;

/// A `{{#…}}` in a page.
pub(super) struct Found<'a> {
    /// Its bytes, with the braces.
    pub(super) range: Range<usize>,
    /// The text between the braces; `None` if the line ends before they close.
    pub(super) text: Option<&'a str>,
    /// Whether it is alone on its line.
    pub(super) alone: bool,
    pub(super) context: Context,
}

/// The surroundings of a directive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    Prose,
    Maths,
    Code,
}

pub(super) struct Maths {
    /// Its bytes, with the dollar signs.
    pub(super) range: Range<usize>,
    pub(super) tex: String,
    pub(super) style: MathStyle,
}

/// A link or an image, and its line, counted from 1.
pub(super) struct Link {
    pub(super) target: String,
    pub(super) line: usize,
}

/// The events of a page with their places, read as mdBook reads them, and with mathematics.
fn events(source: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH;
    Parser::new_ext(source, options).into_offset_iter()
}

/// The line of an offset in a page, counted from 1.
pub(super) fn line_of(source: &str, offset: usize) -> usize {
    source[..offset].matches('\n').count() + 1
}

pub(super) fn maths(source: &str) -> Vec<Maths> {
    let formula = |(event, range)| {
        let (tex, style) = match event {
            Event::InlineMath(tex) => (tex.into_string(), MathStyle::Text),
            Event::DisplayMath(tex) => (tex.into_string(), MathStyle::Display),
            _ => return None,
        };
        Some(Maths { range, tex, style })
    };
    events(source).filter_map(formula).collect()
}

/// All directives, except escaped ones, `\{{#…`.
pub(super) fn directives(source: &str) -> Vec<Found<'_>> {
    let code = code(source);
    let maths: Vec<Range<usize>> = maths(source).into_iter().map(|maths| maths.range).collect();
    let found = |(start, _): (usize, &str)| {
        let is_in = |ranges: &[Range<usize>]| ranges.iter().any(|range| range.contains(&start));
        let line = source[start..].split('\n').next().unwrap_or_default();
        let closed = line.find("}}");
        let range = start..start + closed.map_or(line.len(), |end| end + 2);
        Found {
            text: closed.map(|end| line[3..end].trim()),
            alone: whole_line(source, start).trim() == &source[range.clone()],
            range,
            context: match () {
                () if is_in(&code) => Context::Code,
                () if is_in(&maths) => Context::Maths,
                () => Context::Prose,
            },
        }
    };
    let starts = source.match_indices("{{#");
    let starts = starts.filter(|(start, _)| !source[..*start].ends_with('\\'));
    starts.map(found).collect()
}

/// The paragraphs, lists, tables and whatever else a page is made of, one after the other, without the blanks at their ends.
pub(super) fn blocks(source: &str) -> Vec<Range<usize>> {
    let (mut depth, mut blocks) = (0_usize, Vec::new());
    for (event, range) in events(source) {
        let is_first = depth == 0;
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => (),
        }
        if is_first && range.start < range.end {
            let length = source[range.clone()].trim_end().len();
            blocks.push(range.start..range.start + length);
        }
    }
    blocks
}

pub(super) fn whole_line(source: &str, offset: usize) -> &str {
    let start = source[..offset].rfind('\n').map_or(0, |at| at + 1);
    source[start..].lines().next().unwrap_or_default()
}

/// The offsets of dollar signs that belong to no formula and are not written as `\$`.
pub(super) fn stray_dollars(source: &str) -> Vec<usize> {
    let code = code(source);
    let is_stray =
        |at: &usize| !source[..*at].ends_with('\\') && !code.iter().any(|range| range.contains(at));
    events(source)
        .filter(|(event, _)| matches!(event, Event::Text(_)))
        .flat_map(|(_, range)| range.filter(|at| source.as_bytes()[*at] == b'$'))
        .filter(is_stray)
        .collect()
}

fn code(source: &str) -> Vec<Range<usize>> {
    let is_code = |event: &Event| matches!(event, Event::Start(Tag::CodeBlock(_)) | Event::Code(_));
    let code = events(source).filter(|(event, _)| is_code(event));
    code.map(|(_, range)| range).collect()
}

/// The pieces of code within sentences, with their offsets.
pub(super) fn code_spans(source: &str) -> Vec<(usize, String)> {
    let span = |(event, range): (Event<'_>, Range<usize>)| match event {
        Event::Code(code) => Some((range.start, code.into_string())),
        _ => None,
    };
    events(source).filter_map(span).collect()
}

/// All links and images, those in raw HTML as well.
pub(super) fn links(source: &str) -> Vec<Link> {
    let links = |(event, range): (Event<'_>, Range<usize>)| {
        let targets = match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                vec![dest_url.into_string()]
            }
            Event::Html(html) | Event::InlineHtml(html) => addresses(&html),
            _ => Vec::new(),
        };
        let line = line_of(source, range.start);
        targets.into_iter().map(move |target| Link { target, line })
    };
    events(source).flat_map(links).collect()
}

/// The values of `href` and `src` in a piece of HTML.
fn addresses(html: &str) -> Vec<String> {
    let after = |mark| html.split(mark).skip(1);
    after(" href=\"")
        .chain(after(" src=\""))
        .map(|rest| rest.split('"').next().unwrap_or_default().to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directive_knows_its_surroundings() {
        let page = "a {{#eq 4}}\n\n$1 + {{#value 4}}$\n\n`{{#eq 4}}`\n\n```\n{{#eq 4}}\n```\n";
        let contexts: Vec<Context> = directives(page).iter().map(|found| found.context).collect();
        let expected = [Context::Prose, Context::Maths, Context::Code, Context::Code];
        assert_eq!(contexts, expected);
    }

    #[test]
    fn a_directive_is_alone_on_its_line_or_not() {
        let page = "{{#index}}\n\ntext {{#eq 4}}\n  {{#figure 43}}  \n\\{{#escaped}}\n";
        let alone: Vec<bool> = directives(page).iter().map(|found| found.alone).collect();
        assert_eq!(alone, [true, false, true]);
    }

    #[test]
    fn a_directive_ends_on_its_line() {
        let page = "{{#eq 4\n}}\n";
        assert_eq!(directives(page)[0].text, None);
        assert_eq!(directives(page)[0].range, 0..7);
    }

    #[test]
    fn formulas_are_found_and_prices_are_not() {
        let page = "It is $w_0$, and\n\n$$\na = b\n$$\n\n`$code$` costs \\$5.\n";
        let found = maths(page);
        assert_eq!(found.len(), 2);
        assert_eq!((&*found[0].tex, found[0].style), ("w_0", MathStyle::Text));
        assert_eq!(found[1].style, MathStyle::Display);
        assert_eq!(line_of(page, found[1].range.start), 3);
    }

    #[test]
    fn a_dollar_sign_without_its_partner_is_noticed() {
        assert!(stray_dollars("$a$ `$` \\$5\n\n```\n$\n```\n").is_empty());
        assert_eq!(stray_dollars("a $\\frac{1$"), [2, 10]);
    }

    #[test]
    fn links_are_found_with_their_lines() {
        let page = "[a](b.md#c)\n\n<a href=\"d.html\">d</a>\n\n```\n[no](no.md)\n```\n";
        let found = links(page);
        let found = found.iter().map(|link| (&*link.target, link.line));
        assert!(found.eq([("b.md#c", 1), ("d.html", 3)]));
    }
}

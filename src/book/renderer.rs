//! Renders one page after the other: directives and formulas in, Markdown and HTML out.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::directive::Directive;
use super::equation_card::{equation_card, erratum};
use super::example::Example;
use super::fault::Fault;
use super::live::Dashboards;
use super::markdown::{self, Context, Found};
use super::maths::{Place, typeset};
use super::number::{Precision, number};
use super::page::Page;
use super::xref::Xref;
use super::{FigureParts, Options, embeds, equation_link, index, map, quantity, source};
use crate::equation::{self, Entry, Number};
use crate::scene::marks;
use crate::scene::spoken::spoken;

/// What rendering a page needs and leaves behind.
pub(super) struct PageRenderer<'a> {
    options: &'a Options,
    xref: Xref,
    /// How many choices among screens there are so far: each needs a name of its own.
    choices: usize,
    /// The dashboards of the current page.
    dashboards: Dashboards,
    /// The figures that the pages show.
    pub(super) figures: BTreeMap<String, FigureParts>,
    /// The outcome of each command line: a run may take a while, and pages quote several numbers of one.
    runs: BTreeMap<String, Result<Vec<(String, f64)>, String>>,
    pub(super) faults: Vec<Fault>,
}

/// What a directive becomes.
enum Expansion {
    /// A number within the text or within a formula.
    Number(f64, Precision),
    /// Markdown.
    Markdown(String),
    /// The directive unchanged, for mdBook to expand.
    Itself,
}

/// Private-use letters around the index of Markdown that must not be searched for formulas.
const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';

impl<'a> PageRenderer<'a> {
    /// Collects the cross-references of all pages.
    pub(super) fn new(options: &'a Options, pages: &[Page]) -> Self {
        let mut faults = Vec::new();
        Self {
            options,
            xref: Xref::find(pages, &mut faults),
            choices: 0,
            dashboards: Dashboards::default(),
            figures: BTreeMap::new(),
            runs: BTreeMap::new(),
            faults,
        }
    }

    /// The page as Markdown that mdBook understands.
    pub(super) fn render(&mut self, page: &Page) -> String {
        self.dashboards = Dashboards::of(page, self.options.live.is_some());
        let (text, pieces) = self.expand_directives(page);
        if self.dashboards.is_doing {
            let line = markdown::line_of(&page.source, page.source.len());
            self.faults
                .push(page.fault(line, "{{#do}} without {{#done}}"));
        }
        let text = self.typeset_formulas(page, &text);
        let text = restore_placeholders(&text, &pieces);
        let definitions = equation_link::definitions(&text);
        text + &definitions + &self.dashboards.script(page)
    }

    /// The page with a number or a placeholder for each directive, and what belongs in place of those.
    fn expand_directives(&mut self, page: &Page) -> (String, Vec<String>) {
        let (mut text, mut pieces, mut done) = (String::new(), Vec::new(), 0);
        for found in markdown::directives(&page.source) {
            let literal = &page.source[found.range.clone()];
            text.push_str(&page.source[done..found.range.start]);
            done = found.range.end;
            match self.expand(page, &found) {
                Ok(Expansion::Itself) => text.push_str(literal),
                Ok(Expansion::Number(value, precision)) => {
                    text.push_str(&number(value, precision, found.context));
                }
                Ok(Expansion::Markdown(markdown)) => {
                    let _ = write!(text, "{OPEN}{}{CLOSE}", pieces.len());
                    pieces.push(markdown);
                }
                Err(message) => {
                    let line = markdown::line_of(&page.source, found.range.start);
                    self.faults.push(page.fault(line, message));
                }
            }
        }
        text.push_str(&page.source[done..]);
        (text, pieces)
    }

    fn expand(&mut self, page: &Page, found: &Found<'_>) -> Result<Expansion, String> {
        let text = found
            .text
            .ok_or("unclosed directive (expected }} on the same line)")?;
        let directive = Directive::parse(text);
        match (found.context, directive) {
            (_, Ok(Directive::Include(path))) => self.check_include(page, &path),
            (Context::Code, _) => Ok(Expansion::Itself),
            (_, Err(message)) => Err(message),
            (_, Ok(directive)) if directive.stands_alone() && !found.alone => {
                Err(format!("{{{{#{text}}}}} must stand alone on its line"))
            }
            (_, Ok(directive)) => self.apply(page, directive),
        }
    }

    fn apply(&mut self, page: &Page, directive: Directive) -> Result<Expansion, String> {
        let markdown = match directive {
            Directive::Equation(number, example) => self.equation(page, number, &example)?,
            Directive::Reference(number) => equation_link::link(&self.xref, page, number),
            Directive::Erratum(number) => {
                let erratum = erratum(first(number)?, &Example::default().context())?;
                format!("\n\n{erratum}\n\n")
            }
            Directive::Code { file, item } => embeds::code(&self.options.sources, &file, &item)?,
            Directive::Value(number, example) => {
                let value = first(number)?.value(&example.context());
                return Ok(Expansion::Number(value, example.precision));
            }
            Directive::Printed(number, example) => {
                let printed = first(number)?.printed.as_ref();
                let printed = printed
                    .ok_or_else(|| format!("the source prints equation {number} as it holds"))?;
                let value = (printed.value)(&example.context());
                return Ok(Expansion::Number(value, example.precision));
            }
            Directive::Quantity(name, example) => {
                let value = quantity::value(&name, &example.context())?;
                return Ok(Expansion::Number(value, example.precision));
            }
            Directive::Run {
                command_line,
                key,
                precision,
            } => {
                let value = self.run(&command_line, &key)?;
                return Ok(Expansion::Number(value, precision));
            }
            Directive::Figure(name) => self.figure(page, &name)?,
            Directive::FigureReference(name) => {
                let (address, label) = self.figure_address(page, &name)?;
                format!("[figure {label}]({address})")
            }
            Directive::Frame { name, arguments } => {
                let parts = (self.options.content.frame)(&name, &arguments)?;
                embeds::frame(&parts, &self.dashboards.frame(&name, &arguments))
            }
            Directive::Steps { name, size, steps } => {
                self.choices += 1;
                let (content, screen) = (self.options.content, (&*name, &*size));
                embeds::steps(content, &mut self.dashboards, self.choices, screen, &steps)?
            }
            Directive::Do(line) => self.dashboards.begin_link(&line)?,
            Directive::Done => self.dashboards.end_link()?,
            Directive::Transcript(command) => {
                let output = (self.options.content.transcript)(&command)?;
                embeds::transcript(&command, &output)
            }
            Directive::Index => index::tables(|number| self.xref.page_of_equation(page, number))?,
            Directive::Map => map::figure(&page.up())?,
            Directive::Include(path) => return self.check_include(page, &path),
        };
        Ok(Expansion::Markdown(markdown))
    }

    fn equation(&self, page: &Page, number: Number, example: &Example) -> Result<String, String> {
        let arguments = example.arguments();
        let link = |number| equation_link::link(&self.xref, page, number);
        let mut out = String::new();
        for entry in equation::find(number) {
            let card = equation_card(entry, &example.context(), &arguments, &link)?;
            let _ = write!(out, "\n\n{card}\n\n");
        }
        Ok(out)
    }

    /// One number of a run. The same command line runs once a build.
    fn run(&mut self, command_line: &str, key: &str) -> Result<f64, String> {
        let run = self.options.content.run;
        let result = self
            .runs
            .entry(command_line.to_owned())
            .or_insert_with(|| run(command_line));
        let numbers = result
            .as_ref()
            .map_err(|reason| format!("{command_line:?} cannot be run: {reason}"))?;
        let found = numbers.iter().find(|(name, _)| name == key);
        let (_, value) = found.ok_or_else(|| {
            let names: Vec<&str> = numbers.iter().map(|(name, _)| name.as_str()).collect();
            format!(
                "{command_line:?} gives no {key} (expected {})",
                names.join(", ")
            )
        })?;
        if value.is_finite() {
            Ok(*value)
        } else {
            Err(format!("{key} of {command_line:?} is not finite: {value}"))
        }
    }

    fn figure(&mut self, page: &Page, name: &str) -> Result<String, String> {
        let parts = (self.options.content.figure)(name);
        let parts = parts.ok_or_else(|| format!("unknown figure {name}"))?;
        let (_, label) = self.figure_address(page, name)?;
        let figure = embeds::figure(&parts, name, label, &page.up());
        self.figures.insert(name.to_owned(), parts);
        Ok(figure)
    }

    fn figure_address(&self, page: &Page, name: &str) -> Result<(String, &str), String> {
        let found = self.xref.of_figure(page, name);
        found.ok_or_else(|| format!("no page shows figure {name}"))
    }

    /// Checks a file and its anchor: where one is missing, mdBook would leave a gap and succeed.
    fn check_include(&self, page: &Page, path: &str) -> Result<Expansion, String> {
        let (file, part) = path.split_once(':').unwrap_or((path, ""));
        let folder = page.path.parent().unwrap_or(Path::new(""));
        let found = self.options.book.join("src").join(folder).join(file);
        let text = fs::read_to_string(&found).map_err(|_| format!("no such file: {file}"))?;
        let is_lines = part.chars().all(|c| c.is_ascii_digit() || c == ':');
        if is_lines || source::has_anchor(&text, part) {
            Ok(Expansion::Itself)
        } else {
            Err(format!("no such anchor in {file}: {part}"))
        }
    }

    fn typeset_formulas(&mut self, page: &Page, text: &str) -> String {
        if let Some(at) = markdown::stray_dollars(text).first() {
            let line = markdown::line_of(text, *at);
            let message =
                "a dollar sign that belongs to no formula (expected \\$, or braces that close)";
            self.faults.push(page.fault(line, message));
        }
        let (mut out, mut done) = (String::new(), 0);
        for maths in markdown::maths(text) {
            let place = if maths.display {
                Place::Display
            } else {
                Place::Inline
            };
            let tex = maths.tex.replace(['\n', '\r'], " ");
            let formula = typeset(&tex, place);
            let (start, end) = with_punctuation(text, done, &maths.range);
            out.push_str(&text[done..start]);
            done = end;
            match formula {
                Ok(formula) => {
                    let label = spoken(&marks::plain(&tex));
                    let drawing = formula.svg(&label);
                    let stacked = stacked(&tex)
                        .filter(|_| maths.display && formula.width > WIDEST)
                        .and_then(|tex| typeset(&tex, place).ok());
                    let (before, after) = (
                        &text[start..maths.range.start],
                        &text[maths.range.end..done],
                    );
                    let class = match (maths.display, &stacked) {
                        (false, _) => "inline",
                        (true, None) => "display",
                        (true, Some(_)) => "display wide",
                    };
                    let _ = write!(
                        out,
                        "<span class=\"{class}\">{before}{drawing}{after}</span>"
                    );
                    if let Some(stacked) = stacked {
                        let drawing = stacked.svg(&label);
                        let _ = write!(out, "<span class=\"display narrow\">{drawing}</span>");
                    }
                }
                Err(message) => {
                    let line = markdown::line_of(text, maths.range.start);
                    self.faults
                        .push(page.fault(line, format!("TeX fault in {tex:?}: {message}")));
                }
            }
        }
        out.push_str(&text[done..]);
        out
    }
}

fn first(number: Number) -> Result<&'static Entry, String> {
    let found = equation::find(number);
    found
        .first()
        .copied()
        .ok_or_else(|| format!("equation {number} is not in the registry"))
}

/// A formula of several parts that is wider than this, in em, has a second form for narrow pages.
const WIDEST: f64 = 18.0;

/// The parts of a formula that stand side by side, one below the other.
fn stacked(tex: &str) -> Option<String> {
    let parts: Vec<&str> = tex
        .split(r"\qquad")
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    (parts.len() > 1).then(|| {
        let rows = parts.join(r" \\[0.7em] ");
        format!(r"\begin{{gathered}} {rows} \end{{gathered}}")
    })
}

/// A formula together with the parenthesis before it and the punctuation after it, which no line break may part from it.
fn with_punctuation(text: &str, from: usize, range: &std::ops::Range<usize>) -> (usize, usize) {
    let opens = text[from..range.start].ends_with('(');
    let signs = text[range.end..]
        .chars()
        .take_while(|sign| matches!(sign, '.' | ',' | ';' | ':' | ')' | '?' | '!'));
    let after = signs.count();
    (range.start - usize::from(opens), range.end + after)
}

fn restore_placeholders(text: &str, pieces: &[String]) -> String {
    let mut out = String::new();
    let mut parts = text.split(OPEN);
    out.push_str(parts.next().unwrap_or(""));
    for part in parts {
        let (number, rest) = part.split_once(CLOSE).unwrap_or(("", part));
        let piece = number.parse().ok().and_then(|at: usize| pieces.get(at));
        out.push_str(piece.map_or("", String::as_str));
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_stays_with_its_formula() {
        let text = "a ($x$), b";
        assert_eq!(with_punctuation(text, 0, &(3..6)), (2, 8));
        assert_eq!(&text[2..8], "($x$),");
    }

    #[test]
    fn parts_side_by_side_can_stand_one_below_the_other() {
        let tex = r"b = x, \qquad\qquad N \times M";
        let stacked = stacked(tex).expect("two parts");
        assert_eq!(
            stacked,
            r"\begin{gathered} b = x, \\[0.7em] N \times M \end{gathered}"
        );
        assert!(typeset(&stacked, Place::Display).is_ok());
        assert_eq!(super::stacked("b = x"), None);
    }

    #[test]
    fn placeholders_are_restored() {
        let pieces = ["one".to_owned(), "two".to_owned()];
        let text = format!("a {OPEN}1{CLOSE} b {OPEN}0{CLOSE}");
        assert_eq!(restore_placeholders(&text, &pieces), "a two b one");
    }
}

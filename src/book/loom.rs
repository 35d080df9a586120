//! One page after the other: directives and formulas out, Markdown and HTML in.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::directive::Directive;
use super::example::{Example, Neuron, Precision};
use super::faults::Fault;
use super::live::Dashboards;
use super::markdown::{self, Context, Found};
use super::maths::{Place, typeset};
use super::passport::{erratum, passport};
use super::places::Places;
use super::reference;
use super::{FigureParts, Options, index, map, source};
use crate::equation::{self, Entry, Number};
use crate::scene::marks;
use crate::scene::number::{Notation, decimals, scientific};
use crate::scene::spoken::spoken;

/// A page of the book's sources.
#[derive(Debug)]
pub(super) struct Page {
    /// Its path in `src`.
    pub(super) path: PathBuf,
    /// Its path as faults name it.
    pub(super) file: String,
    /// Its text.
    pub(super) source: String,
}

impl Page {
    /// A page of the book that is being woven.
    pub(super) fn new(options: &Options<'_>, path: PathBuf, source: String) -> Self {
        let book = options.book.file_name().unwrap_or("book".as_ref());
        let file = Path::new(book).join("src").join(&path);
        Self {
            file: file.to_string_lossy().replace('\\', "/"),
            path,
            source,
        }
    }

    /// The address of its HTML page within the book.
    pub(super) fn address(&self) -> PathBuf {
        self.path.with_extension("html")
    }

    /// The way from the page up to the first folder of the book.
    pub(super) fn up(&self) -> String {
        "../".repeat(self.path.components().count().saturating_sub(1))
    }

    pub(super) fn fault(&self, line: usize, message: impl Into<String>) -> Fault {
        Fault {
            file: self.file.clone(),
            line,
            message: message.into(),
        }
    }
}

/// Everything that weaving a page needs and leaves behind.
pub(super) struct Loom<'a> {
    pub(super) options: &'a Options<'a>,
    /// Where everything stands.
    pub(super) places: Places,
    /// How many choices among screens there are so far: each needs a name of its own.
    pub(super) choices: usize,
    /// The dashboards of the page.
    pub(super) dashboards: Dashboards,
    /// The figures that the pages show.
    pub(super) figures: BTreeMap<String, FigureParts>,
    /// What each command line ended with: a run may take a while, and pages quote several numbers of one.
    runs: BTreeMap<String, Result<Vec<(String, f64)>, String>>,
    /// What is wrong so far.
    pub(super) faults: Vec<Fault>,
}

/// What a directive becomes.
enum Expansion {
    /// A number within the text or within a formula.
    Number(f64, Precision),
    /// Markdown.
    Markdown(String),
    /// What it is: mdBook expands it.
    Itself,
}

/// Two letters for private use keep the place of Markdown that must not be searched for formulas.
const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';

impl<'a> Loom<'a> {
    /// Look through all pages for where the equations stand.
    pub(super) fn new(options: &'a Options<'a>, pages: &[Page]) -> Self {
        let mut faults = Vec::new();
        Self {
            options,
            places: Places::find(pages, &mut faults),
            choices: 0,
            dashboards: Dashboards::default(),
            figures: BTreeMap::new(),
            runs: BTreeMap::new(),
            faults,
        }
    }

    /// The page as Markdown that mdBook understands.
    pub(super) fn weave(&mut self, page: &Page) -> String {
        self.dashboards = Dashboards::of(page);
        let (text, pieces) = self.expand_directives(page);
        if self.dashboards.is_doing {
            let line = markdown::line_of(&page.source, page.source.len());
            self.faults
                .push(page.fault(line, "{{#do}} without {{#done}}"));
        }
        let text = self.typeset_formulas(page, &text);
        let text = put_back(&text, &pieces);
        let definitions = reference::definitions(&text);
        text + &definitions + &self.script(page)
    }

    /// The page with a number or a kept place for each directive, and what belongs into the kept places.
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
            (_, Ok(directive)) => self.carry_out(page, directive),
        }
    }

    fn carry_out(&mut self, page: &Page, directive: Directive) -> Result<Expansion, String> {
        let markdown = match directive {
            Directive::Equation(number, example) => self.equation(page, number, &example)?,
            Directive::Reference(number) => reference::link(&self.places, page, number),
            Directive::Erratum(number) => {
                let erratum = erratum(first(number)?, &Example::default().case())?;
                format!("\n\n{erratum}\n\n")
            }
            Directive::Code { file, item } => self.code(&file, &item)?,
            Directive::Value(number, example) => {
                let value = first(number)?.value(&example.case());
                return Ok(Expansion::Number(value, example.precision));
            }
            Directive::Printed(number, example) => {
                let printed = first(number)?.printed.as_ref();
                let printed = printed
                    .ok_or_else(|| format!("the source prints equation {number} as it holds"))?;
                let value = (printed.value)(&example.case());
                return Ok(Expansion::Number(value, example.precision));
            }
            Directive::Quantity(quantity, example) => {
                let value = quantity.value(&example.case());
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
            Directive::FigureReference(name) => self.figure_reference(page, &name)?,
            Directive::Frame { name, arguments } => self.frame(&name, &arguments)?,
            Directive::Steps { name, size, steps } => self.steps(&name, &size, &steps)?,
            Directive::Do(line) => self.begin_doing(&line)?,
            Directive::Done => self.end_doing()?,
            Directive::Transcript(command) => self.transcript(&command)?,
            Directive::Index => index::tables(|number| self.places.page_of_equation(page, number))?,
            Directive::Map => map::figure(&page.up())?,
            Directive::Include(path) => return self.check_include(page, &path),
        };
        Ok(Expansion::Markdown(markdown))
    }

    fn equation(&self, page: &Page, number: Number, example: &Example) -> Result<String, String> {
        let arguments = command_arguments(example);
        let link = |number| reference::link(&self.places, page, number);
        let mut out = String::new();
        for entry in equation::find(number) {
            let passport = passport(entry, &example.case(), &arguments, &link)?;
            let _ = write!(out, "\n\n{passport}\n\n");
        }
        Ok(out)
    }

    /// One number of a run. The same command line runs once a build.
    fn run(&mut self, command_line: &str, key: &str) -> Result<f64, String> {
        let illustrator = self.options.illustrator;
        let result = self
            .runs
            .entry(command_line.to_owned())
            .or_insert_with(|| illustrator.run(command_line));
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

    /// mdBook would leave a gap and succeed.
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

/// A number as the text around it wants it.
fn number(value: f64, precision: Precision, context: Context) -> String {
    match (precision, context) {
        (Precision::Decimals(digits), Context::Maths) => decimals(value, digits).replace('−', "-"),
        (Precision::Decimals(digits), _) => decimals(value, digits),
        (Precision::Scientific(digits), Context::Maths) => scientific(value, digits, Notation::Tex),
        (Precision::Scientific(digits), _) => scientific(value, digits, Notation::Html),
    }
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

fn put_back(text: &str, pieces: &[String]) -> String {
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

/// The options of `nn28 equation` that give the same numbers.
fn command_arguments(example: &Example) -> String {
    let join = |numbers: &[f64]| {
        let numbers: Vec<String> = numbers.iter().map(f64::to_string).collect();
        numbers.join(",")
    };
    let mut arguments = String::new();
    if let Some(Neuron { w, x }) = &example.neuron {
        let inputs = &x[..x.len() - 1];
        let _ = write!(arguments, " --w={} --x={}", join(w), join(inputs));
    }
    for (name, index) in ["k", "j", "i"].iter().zip(example.indices) {
        if let Some(index) = index {
            let _ = write!(arguments, " --{name} {index}");
        }
    }
    if let Some(n) = example.n {
        let _ = write!(arguments, " --sample {n}");
    }
    if let Some(epsilon) = example.epsilon {
        let _ = write!(arguments, " --epsilon {epsilon}");
    }
    if let Some(learning_rate) = example.learning_rate {
        let _ = write!(arguments, " --learning-rate {learning_rate}");
    }
    arguments
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
    fn kept_places_are_filled() {
        let pieces = ["one".to_owned(), "two".to_owned()];
        let text = format!("a {OPEN}1{CLOSE} b {OPEN}0{CLOSE}");
        assert_eq!(put_back(&text, &pieces), "a two b one");
    }

    #[test]
    fn the_command_under_an_equation_gives_the_same_numbers() {
        let example = Example {
            neuron: Some(Neuron {
                w: vec![-2.0, 1.0, 2.0],
                x: vec![0.5, 1.0, 1.0],
            }),
            indices: [Some(1), None, None],
            n: Some(2),
            epsilon: Some(1e-5),
            learning_rate: Some(0.25),
            ..Example::default()
        };
        assert_eq!(
            command_arguments(&example),
            " --w=-2,1,2 --x=0.5,1 --k 1 --sample 2 --epsilon 0.00001 --learning-rate 0.25"
        );
    }

    #[test]
    fn a_power_of_ten_is_written_for_its_place() {
        let write = |context| number(-1.25e-7, Precision::Scientific(1), context);
        assert_eq!(write(Context::Prose), "−1.2\u{a0}×\u{a0}10<sup>−7</sup>");
        assert_eq!(write(Context::Maths), r"-1.2 \times 10^{-7}");
    }
}

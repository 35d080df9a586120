//! One page after the other: directives and formulas out, Markdown and HTML in.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::directive::{Directive, Example, Neuron, Precision};
use super::faults::Fault;
use super::markdown::{self, Context, Found};
use super::maths::{Place, typeset};
use super::passport::{decimals, passport, power_of_ten};
use super::slots::Slots;
use super::spoken::spoken;
use super::{FigureParts, FrameParts, Options, html, index, map, source};
use crate::equation::{self, Entry, Number};
use crate::scene::marks;

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
    /// The address of its HTML page within the book.
    pub(super) fn address(&self) -> PathBuf {
        self.path.with_extension("html")
    }

    /// The way from the page up to the first folder of the book.
    fn up(&self) -> String {
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
    options: &'a Options<'a>,
    /// On which page each equation stands.
    equations: BTreeMap<Number, PathBuf>,
    /// On which page the table of all equations stands.
    index: Option<PathBuf>,
    /// What comes into the pages after rendering.
    pub(super) slots: Slots,
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
        let mut loom = Self {
            options,
            equations: BTreeMap::new(),
            index: None,
            slots: Slots::default(),
            figures: BTreeMap::new(),
            runs: BTreeMap::new(),
            faults: Vec::new(),
        };
        for page in pages {
            for found in markdown::directives(&page.source) {
                loom.place(page, &found);
            }
        }
        loom
    }

    fn place(&mut self, page: &Page, found: &Found<'_>) {
        let directive = found.text.map(Directive::parse);
        match directive {
            Some(Ok(Directive::Index)) if found.context == Context::Prose => {
                self.index = Some(page.address());
            }
            Some(Ok(Directive::Equation(number, _))) if found.context == Context::Prose => {
                for entry in equation::find(number) {
                    let earlier = self.equations.insert(entry.number, page.address());
                    if let Some(earlier) = earlier {
                        let line = markdown::line_of(&page.source, found.range.start);
                        let message = format!(
                            "equation {} has its place already in {}",
                            entry.number,
                            earlier.with_extension("md").display()
                        );
                        self.faults.push(page.fault(line, message));
                    }
                }
            }
            _ => {}
        }
    }

    /// The page as Markdown that mdBook understands.
    pub(super) fn weave(&mut self, page: &Page) -> String {
        let (text, pieces) = self.expand_directives(page);
        let text = self.typeset_formulas(page, &text);
        put_back(&text, &pieces)
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
            Directive::Equation(number, example) => self.equation(number, &example)?,
            Directive::Reference(number) => self.reference(page, number),
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
            Directive::Frame { name, arguments } => self.frame(&name, &arguments)?,
            Directive::Transcript(command) => self.transcript(&command)?,
            Directive::Index => self.index_tables(page)?,
            Directive::Map => map::figure(&mut self.slots, &page.up())?,
            Directive::Include(path) => return self.check_include(page, &path),
        };
        Ok(Expansion::Markdown(markdown))
    }

    fn equation(&mut self, number: Number, example: &Example) -> Result<String, String> {
        let arguments = command_arguments(example);
        let mut out = String::new();
        for entry in equation::find(number) {
            let passport = passport(entry, &example.case(), &arguments, &mut self.slots)?;
            let _ = write!(out, "\n\n{passport}\n\n");
        }
        Ok(out)
    }

    fn reference(&self, page: &Page, number: Number) -> String {
        let first = equation::find(number).first().map(|entry| entry.number);
        let place = first.and_then(|first| Some((first, self.equations.get(&first)?)));
        match (place, &self.index) {
            (Some((first, place)), _) => {
                format!("[({number})]({}{}#eq-{first})", page.up(), slashed(place))
            }
            (None, Some(index)) => format!(
                "[({number})]({}{}#index-eq-{})",
                page.up(),
                slashed(index),
                first.unwrap_or(number)
            ),
            (None, None) => format!("({number})"),
        }
    }

    fn code(&self, file: &str, item: &str) -> Result<String, String> {
        let name = source::file_name(file);
        let text = fs::read_to_string(self.options.sources.join(&name))
            .map_err(|_| format!("unknown file src/{name} in {{{{#code {file}}}}}"))?;
        let piece =
            source::piece(&text, item).ok_or_else(|| format!("no piece {item} in src/{name}"))?;
        Ok(format!(
            "\n\n<figure class=\"code\" id=\"{}\">\n\n`````rust\n{}\n`````\n\n\
             <figcaption><code>src/{}</code>, lines {}–{}</figcaption></figure>\n\n",
            html::attribute(&source::anchor(file, item)),
            piece.text(&text),
            html::text(&name),
            piece.lines.start + 1,
            piece.lines.end,
        ))
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

    fn figure(&mut self, page: &Page, name: &str) -> Result<String, String> {
        let parts = self.options.illustrator.figure(name);
        let parts = parts.ok_or_else(|| format!("unknown figure {name}"))?;
        let (up, file) = (page.up(), html::attribute(name));
        let image = |theme: &str| {
            format!(
                "<img class=\"on-{theme}\" src=\"{up}figures/{file}-{theme}.svg\" alt=\"{}\">",
                html::attribute(&parts.alt)
            )
        };
        let number = match name.parse::<u32>() {
            Ok(number) => format!("<strong>Figure {number}.</strong> "),
            Err(_) => String::new(),
        };
        let figure = format!(
            "\n\n<figure class=\"figure\" id=\"figure-{file}\">{}{}<figcaption>{number}{}</figcaption></figure>\n\n",
            image("light"),
            image("dark"),
            html::text(&parts.caption)
        );
        self.figures.insert(name.to_owned(), parts);
        Ok(figure)
    }

    fn frame(&mut self, name: &str, arguments: &str) -> Result<String, String> {
        let FrameParts {
            html,
            light_html,
            caption,
            alt,
        } = self.options.illustrator.frame(name, arguments)?;
        let label = html::attribute(&alt);
        let screen = match light_html {
            None => format!("<pre role=\"img\" aria-label=\"{label}\">{html}</pre>"),
            Some(light) => format!(
                "<pre class=\"on-light\" role=\"img\" aria-label=\"{label}\">{light}</pre>\
                 <pre class=\"on-dark\" role=\"img\" aria-label=\"{label}\">{html}</pre>"
            ),
        };
        Ok(format!(
            "\n\n<figure class=\"frame\"><div class=\"screen\">{}</div><figcaption>{}</figcaption></figure>\n\n",
            self.slots.keep(screen),
            html::text(&caption)
        ))
    }

    fn transcript(&mut self, command: &str) -> Result<String, String> {
        let output = self.options.illustrator.transcript(command)?;
        let screen = format!(
            "<pre><span class=\"prompt\">$ {}</span>\n{}</pre>",
            html::text(command),
            html::text(output.trim_end()).replace("&#10;", "\n")
        );
        Ok(format!(
            "\n\n<figure class=\"transcript\">{}</figure>\n\n",
            self.slots.keep(screen)
        ))
    }

    fn index_tables(&mut self, page: &Page) -> Result<String, String> {
        let (equations, up) = (&self.equations, page.up());
        let place = |number| {
            let place = equations.get(&number)?;
            Some(format!("{up}{}", slashed(place)))
        };
        index::tables(&mut self.slots, place)
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
            let formula = typeset(&tex, place, &spoken(&marks::plain(&tex)));
            let (start, end) = with_punctuation(text, done, &maths.range);
            out.push_str(&text[done..start]);
            done = end;
            match formula {
                Ok(formula) => {
                    let kept = self.slots.keep(formula.svg);
                    let (before, after) = (
                        &text[start..maths.range.start],
                        &text[maths.range.end..done],
                    );
                    let class = if maths.display { "display" } else { "inline" };
                    let _ = write!(out, "<span class=\"{class}\">{before}{kept}{after}</span>");
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
        (Precision::Scientific(digits), _) => {
            let (mantissa, exponent) = power_of_ten(value, digits);
            match context {
                Context::Maths => format!(r"{mantissa} \times 10^{{{exponent}}}"),
                Context::Prose | Context::Code => {
                    format!("{mantissa} × 10<sup>{exponent}</sup>").replace('-', "−")
                }
            }
        }
    }
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

/// A path as an address.
fn slashed(path: &Path) -> String {
    let parts: Vec<String> = path
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    parts.join("/")
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
        assert_eq!(write(Context::Prose), "−1.2 × 10<sup>−7</sup>");
        assert_eq!(write(Context::Maths), r"-1.2 \times 10^{-7}");
    }
}

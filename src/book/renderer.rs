//! Renders one page after the other: directives and formulas in, Markdown and HTML out.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

use super::claim::{Claim, Side, Source};
use super::directive::Directive;
use super::equation_card::{equation_card, erratum};
use super::example::Example;
use super::fault::Fault;
use super::live::{self, Dashboards};
use super::markdown::{self, Context, Found, Maths, line_of};
use super::maths::{MathStyle, typeset};
use super::number::number;
use super::page::Page;
use super::runs::{RunNumber, Runs};
use super::xref::Xref;
use super::{
    FigureParts, Options, datasets, embeds, equation_link, exercises, index, map, moving, names,
    practice, run_line, source, worked_example,
};
use crate::equation::{self, Number};
use crate::scene::marks;
use crate::scene::spoken::spoken;

/// What rendering a page needs and leaves behind.
pub(super) struct PageRenderer<'a> {
    options: &'a Options,
    xref: Xref,
    /// The number of choices among screens so far: each needs a name of its own.
    choices: usize,
    /// The Markdown that belongs in place of each [`PLACEHOLDER`] of the current page.
    pieces: Vec<String>,
    dashboards: Dashboards,
    /// Whether the current page has a figure that moves.
    has_moving: bool,
    pub(super) figures: BTreeMap<String, FigureParts>,
    runs: Runs,
    pub(super) faults: Vec<Fault>,
}

/// A range of a page, and the text that replaces it or what is wrong there.
type Replacement = (Range<usize>, Result<String, String>);

/// The same, before the pieces have their places.
type Expansion = (Range<usize>, Result<Piece, String>);

/// What takes the place of a directive.
enum Piece {
    /// Text of the page.
    Text(String),
    /// Markdown that must not be searched for formulas.
    Whole(String),
}

/// A private-use letter in place of Markdown that must not be searched for formulas.
const PLACEHOLDER: char = '\u{E000}';

/// A private-use letter for a line that a directive had for itself, so that lines are still counted as the page has them.
const LINE: char = '\u{E001}';

impl<'a> PageRenderer<'a> {
    pub(super) fn new(options: &'a Options, pages: &[Page]) -> Self {
        let mut faults = names::faults(&options.sources, pages);
        Self {
            options,
            xref: Xref::find(pages, &mut faults),
            choices: 0,
            pieces: Vec::new(),
            dashboards: Dashboards::default(),
            has_moving: false,
            figures: BTreeMap::new(),
            runs: Runs::of(options.content, pages),
            faults,
        }
    }

    /// The page as Markdown that mdBook understands.
    pub(super) fn render(&mut self, page: &Page) -> String {
        self.dashboards = Dashboards::of(page, self.options.live.dashboards.is_some());
        self.pieces.clear();
        self.has_moving = false;
        let text = self.expand_directives(page);
        if self.dashboards.is_doing {
            let line = line_of(&page.source, page.source.len());
            let fault = page.fault(line, "{{#do}} without {{#done}}");
            self.faults.push(fault);
        }
        let text = self.typeset_formulas(page, &text);
        let text = restore_placeholders(&text.replace(LINE, ""), &self.pieces);
        let text = text + &self.worked_example(page);
        let definitions = equation_link::definitions(&text);
        let moving = if self.has_moving {
            moving::script(page)
        } else {
            String::new()
        };
        let judge = self.options.live.judge_script(page);
        let programs = self.dashboards.script(page) + &judge + &moving;
        let programs = live::unpacking(page, programs);
        practice::with_head(page, &text) + &definitions + &programs + &practice::script(page)
    }

    /// The worked example within reach, on a page that computes with it.
    fn worked_example(&mut self, page: &Page) -> String {
        let place = self.xref.of_example(page);
        let popover = place.filter(|_| worked_example::is_used(page));
        let popover = popover.map_or(Ok(String::new()), |place| worked_example::popover(&place));
        popover.unwrap_or_else(|message| {
            self.faults.push(page.fault(1, message));
            String::new()
        })
    }

    /// The page with a number or a placeholder for each directive.
    fn expand_directives(&mut self, page: &Page) -> String {
        let found = markdown::directives(&page.source);
        let expansions = found.iter().map(|found| self.expansion(page, found));
        let mut expansions: Vec<Expansion> = expansions.collect();
        let blocks = markdown::blocks(&page.source);
        let lines = run_line::lines(&mut self.runs, &blocks, &found);
        let lines = lines.into_iter().map(|(at, line)| {
            let line = format!("\n\n{line}\n\n");
            (at..at, Ok(Piece::Whole(line)))
        });
        expansions.extend(lines);
        expansions.sort_by_key(|(range, _)| range.start);
        let in_place = |(range, piece)| (range, self.in_place(piece));
        let replacements = expansions.into_iter().map(in_place).collect();
        self.replace(page, &page.source, replacements)
    }

    /// A piece as the page has it until its formulas are found.
    fn in_place(&mut self, piece: Result<Piece, String>) -> Result<String, String> {
        Ok(match piece? {
            Piece::Text(text) => text,
            Piece::Whole(markdown) => {
                self.pieces.push(markdown);
                PLACEHOLDER.to_string()
            }
        })
    }

    /// What takes the place of a directive, and of which part of the page.
    fn expansion(&mut self, page: &Page, found: &Found<'_>) -> Expansion {
        let piece = self.expand(page, found);
        match &piece {
            Ok(Piece::Text(text)) if text.is_empty() => {
                let (range, text) = without_gap(&page.source, found);
                (range, Ok(Piece::Text(text)))
            }
            _ => (found.range.clone(), piece),
        }
    }

    /// A page's text with some of its ranges replaced. Where there is a message in place of a piece, it becomes a fault.
    fn replace(&mut self, page: &Page, text: &str, pieces: Vec<Replacement>) -> String {
        let (mut out, mut done) = (String::new(), 0);
        for (range, piece) in pieces {
            out.push_str(&text[done..range.start]);
            match piece {
                Ok(piece) => out.push_str(&piece),
                Err(message) => {
                    let line = rendered_line(text, range.start);
                    self.faults.push(page.fault(line, message));
                }
            }
            done = range.end;
        }
        out + &text[done..]
    }

    fn expand(&mut self, page: &Page, found: &Found<'_>) -> Result<Piece, String> {
        let literal = page.source[found.range.clone()].to_owned();
        let text = found
            .text
            .ok_or("unclosed directive (expected }} on the same line)")?;
        let directive = match Directive::parse(text) {
            Ok(Directive::Include(path)) => {
                return self
                    .check_include(page, path)
                    .map(|()| Piece::Text(literal));
            }
            _ if found.context == Context::Code => return Ok(Piece::Text(literal)),
            directive => directive?,
        };
        let is_inline = directive.is_inline();
        if !is_inline && !found.alone {
            return Err(format!("{literal} must stand alone on its line"));
        }
        Ok(match directive {
            Directive::Value(value, precision) => {
                Piece::Text(number(value, precision, found.context))
            }
            Directive::Run(run) => Piece::Text(self.run(&run, found.context)?),
            Directive::Claim(claim) => Piece::Text(self.check_claim(&claim)?),
            directive => {
                let piece = self.markdown(page, directive)?;
                let blank = if is_inline { "" } else { "\n\n" };
                Piece::Whole(format!("{blank}{piece}{blank}"))
            }
        })
    }

    /// The Markdown in place of a directive that asks for no number.
    fn markdown(&mut self, page: &Page, directive: Directive<'_>) -> Result<String, String> {
        let content = self.options.content;
        Ok(match directive {
            Directive::Equation(numbers, example) => self.equation(page, &numbers, &example)?,
            Directive::Reference(number) => equation_link::link(&self.xref, page, number),
            Directive::Erratum(entry) => erratum(entry, &equation::Context::worked_example())?,
            Directive::Code { file, item } => embeds::code(&self.options.sources, file, item)?,
            Directive::Figure(name) => self.figure(page, name)?,
            Directive::FigureReference(name) => {
                let (address, label) = self.figure_address(page, name)?;
                format!("[figure {label}]({address})")
            }
            Directive::Frame { name, arguments } => {
                let parts = (content.frame)(name, arguments)?;
                let live = self.dashboards.frame(name, arguments);
                embeds::frame(&parts, &live, &self.dashboards.note())
            }
            Directive::Steps { name, size, steps } => {
                self.choices += 1;
                let (choice, screen) = (self.choices, (name, size));
                embeds::steps(content, &mut self.dashboards, choice, screen, &steps)?
            }
            Directive::Do(line) => self.dashboards.begin_link(line)?,
            Directive::Done => self.dashboards.end_link()?,
            Directive::Transcript(command) => {
                embeds::transcript(command, &(content.transcript)(command)?)
            }
            Directive::Exercise(named) => {
                let link = |number| equation_link::link(&self.xref, page, number);
                exercises::list(&named, &link)
            }
            Directive::DataSets => datasets::table()?,
            Directive::Example => worked_example::figure()?,
            Directive::Index => index::tables(|number| self.xref.page_of_equation(page, number))?,
            _ => map::figure(&page.up())?,
        })
    }

    fn equation(
        &self,
        page: &Page,
        numbers: &[Number],
        example: &Example,
    ) -> Result<String, String> {
        let link = |number| equation_link::link(&self.xref, page, number);
        let entries: Vec<_> = numbers.iter().copied().flat_map(equation::find).collect();
        equation_card(&entries, example, &link)
    }

    /// A number of a run, or its least and its greatest over the seeds.
    fn run(&mut self, run: &RunNumber<'_>, context: Context) -> Result<String, String> {
        if run.is_spread {
            let spread = self.runs.spread(run.command, run.key)?;
            return Ok(run_line::written(spread, run.precision, context));
        }
        let value = self.runs.number(run.command, run.key)?;
        Ok(number(value, run.precision, context))
    }

    /// Nothing, if the claim holds.
    fn check_claim(&mut self, claim: &Claim<'_>) -> Result<String, String> {
        let mut value = |side: &Side<'_>| match &side.source {
            Source::Number(number) => Ok(*number),
            Source::Run(run) => self.runs.number(run.command, run.key),
        };
        claim.check(value(&claim.left)?, value(&claim.right)?)?;
        Ok(String::new())
    }

    fn figure(&mut self, page: &Page, name: &str) -> Result<String, String> {
        let parts = (self.options.content.figure)(name);
        let parts = parts.ok_or_else(|| format!("unknown figure {name}"))?;
        let is_live = self.options.live.figures.is_some();
        let moving = if is_live {
            moving::attribute(name)
        } else {
            String::new()
        };
        self.has_moving |= !moving.is_empty();
        let (_, label) = self.figure_address(page, name)?;
        let figure = embeds::figure(&parts, (name, &moving), label, &page.up());
        self.figures.insert(name.to_owned(), parts);
        Ok(figure)
    }

    fn figure_address(&self, page: &Page, name: &str) -> Result<(String, &str), String> {
        let found = self.xref.of_figure(page, name);
        found.ok_or_else(|| format!("no page shows figure {name}"))
    }

    /// Checks a file and its anchor: where one is missing, mdBook would leave a gap and succeed.
    fn check_include(&self, page: &Page, path: &str) -> Result<(), String> {
        let (file, part) = path.split_once(':').unwrap_or((path, ""));
        let folder = page.path.parent().unwrap_or(Path::new(""));
        let found = self.options.book.join("src").join(folder).join(file);
        let text = fs::read_to_string(&found).map_err(|_| format!("no such file: {file}"))?;
        let is_lines = part.chars().all(|c| c.is_ascii_digit() || c == ':');
        if is_lines || source::has_anchor(&text, part) {
            return Ok(());
        }
        Err(format!("no such anchor in {file}: {part}"))
    }

    fn typeset_formulas(&mut self, page: &Page, text: &str) -> String {
        if let Some(at) = markdown::stray_dollars(text).first() {
            let message =
                "a dollar sign that belongs to no formula (expected \\$, or braces that close)";
            let line = rendered_line(text, *at);
            self.faults.push(page.fault(line, message));
        }
        let formulas = markdown::maths(text).into_iter().map(|maths| {
            let whole = with_punctuation(text, &maths.range);
            let before = &text[whole.start..maths.range.start];
            let after = &text[maths.range.end..whole.end];
            (whole, formula(&maths, before, after))
        });
        self.replace(page, text, formulas.collect())
    }
}

/// The line of an offset in a page whose directives are expanded.
fn rendered_line(text: &str, offset: usize) -> usize {
    line_of(text, offset) + text[..offset].matches(LINE).count()
}

/// The range of a directive that shows nothing, with the blanks that would be left, and what takes its place.
fn without_gap(source: &str, found: &Found<'_>) -> (Range<usize>, String) {
    let Range { start, end } = found.range;
    let (before, after) = (&source[..start], &source[end..]);
    let is_blank = |letter: char| letter == ' ' || letter == '\t';
    let kept = before.trim_end_matches(is_blank);
    let is_first = kept.is_empty() || kept.ends_with('\n');
    if !is_first {
        return (kept.len()..end, String::new());
    }
    let rest = after.trim_start_matches(is_blank);
    let end = source.len() - rest.len();
    // A line of its own would leave an empty one, which ends a paragraph.
    let above = kept.strip_suffix('\n').unwrap_or_default();
    if (rest.is_empty() || rest.starts_with('\n')) && !above.is_empty() && !above.ends_with('\n') {
        return (above.len()..end, LINE.to_string());
    }
    (start..end, String::new())
}

/// A formula with the signs around it; a wide one in two forms, of which the style sheet shows one.
fn formula(maths: &Maths, before: &str, after: &str) -> Result<String, String> {
    let tex = maths.tex.replace(['\n', '\r'], " ");
    let formula = typeset(&tex, maths.style);
    let formula = formula.map_err(|message| format!("TeX fault in {tex:?}: {message}"))?;
    let label = spoken(&marks::plain(&tex));
    let is_display = maths.style == MathStyle::Display;
    let stacked = stacked(&tex)
        .filter(|_| is_display && formula.width > WIDEST)
        .and_then(|tex| typeset(&tex, maths.style).ok());
    let class = match &stacked {
        Some(_) => "display wide",
        None if is_display => "display",
        None => "inline",
    };
    let span = |class: &str, inside: &str| format!("<span class=\"{class}\">{inside}</span>");
    let narrow = stacked.map(|stacked| span("display narrow", &stacked.svg(&label)));
    let drawing = formula.svg(&label);
    Ok(span(class, &format!("{before}{drawing}{after}")) + &narrow.unwrap_or_default())
}

/// A formula of several parts that is wider than this, in em, has a second form for narrow pages.
const WIDEST: f64 = 18.0;

/// The parts of a formula that stand side by side, one below the other.
fn stacked(tex: &str) -> Option<String> {
    let parts = tex.split(r"\qquad").map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    (parts.len() > 1).then(|| {
        let rows = parts.join(r" \\[0.7em] ");
        format!(r"\begin{{gathered}} {rows} \end{{gathered}}")
    })
}

/// A formula together with the parenthesis before it and the punctuation after it, which no line break may part from it.
fn with_punctuation(text: &str, range: &Range<usize>) -> Range<usize> {
    let opens = text[..range.start].ends_with('(');
    let after = &text[range.end..];
    let rest = after.trim_start_matches(['.', ',', ';', ':', ')', '?', '!']);
    range.start - usize::from(opens)..text.len() - rest.len()
}

fn restore_placeholders(text: &str, pieces: &[String]) -> String {
    let pieces = pieces.iter().map(String::as_str).chain([""]);
    let parts = text.split(PLACEHOLDER).zip(pieces);
    parts.flat_map(|(part, piece)| [part, piece]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_stays_with_its_formula() {
        let text = "a ($x$), b";
        assert_eq!(&text[with_punctuation(text, &(3..6))], "($x$),");
    }

    #[test]
    fn parts_side_by_side_can_stand_one_below_the_other() {
        let tex = r"b = x, \qquad\qquad N \times M";
        let stacked = stacked(tex).expect("two parts");
        let rows = r"b = x, \\[0.7em] N \times M";
        assert_eq!(
            stacked,
            format!(r"\begin{{gathered}} {rows} \end{{gathered}}")
        );
        assert!(typeset(&stacked, MathStyle::Display).is_ok());
        assert_eq!(super::stacked("b = x"), None);
    }
}

//! The directives of a page, between `{{#` and `}}`.

use super::claim::Claim;
use super::equation_card::printed;
use super::example::{Example, key_and_value, precision};
use super::exercises::{self, Named};
use super::number::Precision;
use super::quantity;
use super::runs::RunNumber;
use crate::equation::{self, Context, Entry, Number};
use crate::stage::script;

/// The first words of all directives.
const WORDS: &str = "equation, eq, value, printed, erratum, quantity, run, claim, code, figure, fig, frame, steps, do, done, transcript, \
                     exercise, datasets, example, index, map or include";

/// A request of a page.
pub(super) enum Directive<'a> {
    /// `{{#equation 4 w=-2,1,2 x=0,0}}`: the equation, with numbers, check and origin. `{{#equation 1,2,3}}` is one card for several.
    Equation(Vec<Number>, Box<Example>),
    /// `{{#eq 4}}`: a link to the equation.
    Reference(Number),
    /// `{{#code neuron::eq04_sigmoid}}`: a piece of a file of `model`: a function, a type, a constant, or an `impl`, as in
    /// `{{#code network::impl Network}}`. `{{#code neuron}}` is the head of the file. Another room is named, as in
    /// `{{#code engine/products::multiply}}`.
    Code { file: &'a str, item: &'a str },
    /// `{{#value 4 w=-2,1,2 x=0,0}}`: what the equation evaluates to. `{{#printed 4 w=-2,1,2 x=0,0}}`: what the source's printed form
    /// evaluates to. `{{#quantity central_error epsilon=1e-5 scientific=1}}`: a number that belongs to no equation.
    Value(f64, Precision),
    /// `{{#run backprop --data iris --steps 500 : test_accuracy digits=3}}`: a command line, and a number that its run
    /// ends with; `spread` gives the least and the greatest over ten seeds.
    Run(RunNumber<'a>),
    /// `{{#claim value 8 > 3 * printed 13}}`: a statement that stops the build if it is false. It shows nothing.
    Claim(Box<Claim<'a>>),
    /// `{{#figure 43}}`.
    Figure(&'a str),
    /// `{{#fig 43}}`: a link to the figure.
    FigureReference(&'a str),
    /// `{{#frame neuron 100x32 keys="…"}}`: a screen of a dashboard.
    Frame { name: &'a str, arguments: &'a str },
    /// `{{#steps backprop 100x32 : Forward = n ; The new v = n*2}}`: screens of a dashboard, one after the other.
    Steps {
        name: &'a str,
        size: &'a str,
        /// The title of each, and the keys that lead to it from the start.
        steps: Vec<(&'a str, &'a str)>,
    },
    /// `{{#do w0=3 view=surface}}`: what follows, up to `{{#done}}`, is a link that does this on the dashboard before it, or the
    /// first of the page.
    Do(&'a str),
    /// `{{#done}}`: the end of such a link.
    Done,
    /// `{{#transcript nn28 equation 4}}`: a command and what it prints.
    Transcript(&'a str),
    /// `{{#erratum 12}}`: what the source prints in place of an equation, and what that gives.
    Erratum(&'static Entry),
    /// `{{#exercise 28 28p}}`: exercises of the workbook.
    Exercise(Vec<Named>),
    /// `{{#datasets}}`: the data sets of the program.
    DataSets,
    /// `{{#example}}`: the matrices of the worked example.
    Example,
    /// `{{#index}}`: all equations.
    Index,
    /// `{{#map}}`: all equations and their dependencies.
    Map,
    /// `{{#include file:anchor}}`, which mdBook itself expands.
    Include(&'a str),
}

impl<'a> Directive<'a> {
    /// Reads the text between `{{#` and `}}`, or says what is wrong with it and gives an example of what was expected.
    pub(super) fn parse(text: &'a str) -> Result<Self, String> {
        let (word, rest) = first_word(text);
        Ok(match word {
            "equation" => equation(rest)?,
            "eq" => Self::Reference(number(rest)?),
            "value" => value(rest, |entry, context| Ok(entry.value(context)))?,
            "printed" => value(rest, |entry, context| Ok((printed(entry)?.value)(context)))?,
            "quantity" => quantity(rest)?,
            "run" => Self::Run(run(rest)?),
            "claim" => Self::Claim(Box::new(Claim::parse(rest)?)),
            "code" => code(rest)?,
            "figure" => Self::Figure(one_word(word, rest, "43")?),
            "fig" => Self::FigureReference(one_word(word, rest, "43")?),
            "frame" => frame(rest)?,
            "steps" => steps(rest)?,
            "do" if script::parse(rest)?.is_empty() => {
                return Err("do needs something to do, as in {{#do w0=3}}".to_owned());
            }
            "do" => Self::Do(rest),
            "done" | "index" | "map" | "datasets" | "example" if !rest.is_empty() => {
                return Err(format!("{word} takes no argument, but found {rest:?}"));
            }
            "done" => Self::Done,
            "exercise" => Self::Exercise(exercises::find(rest)?),
            "datasets" => Self::DataSets,
            "example" => Self::Example,
            "index" => Self::Index,
            "map" => Self::Map,
            "erratum" => Self::Erratum(first_entry(number(rest)?)?),
            "transcript" if rest.is_empty() => {
                let example = "{{#transcript nn28 equation 4}}";
                return Err(format!("transcript needs a command, as in {example}"));
            }
            "transcript" => Self::Transcript(rest),
            "include" => Self::Include(one_word(word, rest, "../../src/model/neuron.rs:anchor")?),
            _ => return Err(format!("unknown directive {word:?} (expected {WORDS})")),
        })
    }

    /// Whether it is part of a sentence. Every other directive is a paragraph of its own and must be alone on its line.
    pub(super) fn is_inline(&self) -> bool {
        let is_reference = matches!(self, Self::Reference(_) | Self::FigureReference(_));
        let is_number = matches!(self, Self::Value(..) | Self::Run(_) | Self::Claim(_));
        let is_link = matches!(self, Self::Do(_) | Self::Done);
        is_reference || is_number || is_link || matches!(self, Self::Include(_))
    }
}

fn first_word(text: &str) -> (&str, &str) {
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (word, rest.trim())
}

fn number(text: &str) -> Result<Number, String> {
    let unknown = |_| format!("unknown equation {text} (expected 1 to 28, 25a or 25b)");
    text.parse().map_err(unknown)
}

fn first_entry(number: Number) -> Result<&'static Entry, String> {
    let found = equation::find(number).first().copied();
    found.ok_or_else(|| format!("equation {number} is not in the registry"))
}

fn numbered(rest: &str) -> Result<(Number, Example), String> {
    let (first, arguments) = first_word(rest);
    let number = number(first)?;
    let example = Example::parse(arguments)?;
    validate(number, &example)?;
    Ok((number, example))
}

/// Checks that the equations of a number have a value with the numbers of an example.
fn validate(number: Number, example: &Example) -> Result<(), String> {
    for entry in equation::find(number) {
        let validated = example.context.validate(entry);
        validated.map_err(|error| error.to_string())?;
        if !follows_from_sums(entry) {
            example.refuse_sums(&format!("equation {}", entry.number))?;
        }
    }
    Ok(())
}

/// Whether an equation can be evaluated from the output sums, without the network below them.
fn follows_from_sums(entry: &Entry) -> bool {
    !entry.over_all_samples && !entry.symbols.contains(['w', 'x', 'b', 'z', 'v'])
}

/// The card of an equation has the command that shows it, which has options for everything except a and t.
fn equation(rest: &str) -> Result<Directive<'_>, String> {
    let (first, arguments) = first_word(rest);
    let numbers: Vec<Number> = first.split(',').map(number).collect::<Result<_, _>>()?;
    let example = Example::parse(arguments)?;
    for number in &numbers {
        validate(*number, &example)?;
    }
    if example.has_sums || example.has_targets {
        return Err("a and t are for value, printed and quantity, not for equation".to_owned());
    }
    Ok(Directive::Equation(numbers, Box::new(example)))
}

fn value(
    rest: &str,
    of: fn(&Entry, &Context) -> Result<f64, String>,
) -> Result<Directive<'_>, String> {
    let (number, example) = numbered(rest)?;
    let value = of(first_entry(number)?, &example.context)?;
    Ok(Directive::Value(value, example.precision))
}

fn quantity(rest: &str) -> Result<Directive<'_>, String> {
    let (name, arguments) = first_word(rest);
    let quantity = quantity::find(name)?;
    let example = Example::parse(arguments)?;
    example.refuse_sums(name)?;
    let (indices, network) = (example.context.indices, &example.context.network);
    let (j, i, hidden, inputs) = (indices.j, indices.i, network.hidden(), network.inputs());
    if j >= hidden || i > inputs {
        return Err(format!(
            "indices j = {j} and i = {i} are out of range: the worked example has {hidden} hidden units and {inputs} inputs"
        ));
    }
    Ok(Directive::Value(
        quantity(&example.context),
        example.precision,
    ))
}

fn run(rest: &str) -> Result<RunNumber<'_>, String> {
    let expected = "run needs a command and the name of a number, as in {{#run backprop --data iris : test_accuracy digits=2}}";
    let (command, wanted) = rest.rsplit_once(" : ").ok_or(expected)?;
    let mut wanted = wanted.split_whitespace();
    let key = wanted.next().filter(|key| is_name(key)).ok_or(expected)?;
    let mut run = RunNumber {
        command,
        key,
        precision: Precision::default(),
        is_spread: false,
    };
    for argument in wanted {
        if argument == "spread" {
            run.is_spread = true;
            continue;
        }
        let (name, value) = key_and_value(argument)?;
        run.precision = precision(name, value)?.ok_or_else(|| {
            format!("unknown argument {name:?} (expected digits, scientific or spread)")
        })?;
    }
    Ok(run)
}

fn one_word<'a>(word: &str, rest: &'a str, example: &str) -> Result<&'a str, String> {
    if rest.is_empty() || rest.contains(char::is_whitespace) {
        let example = format!("{{{{#{word} {example}}}}}");
        return Err(format!("{word} needs one argument, as in {example}"));
    }
    Ok(rest)
}

fn code(rest: &str) -> Result<Directive<'_>, String> {
    let (file, item) = rest.split_once("::").unwrap_or((rest, ""));
    let is_item = item.is_empty() || is_name(item) || item.starts_with("impl ");
    if is_item && file.split('/').all(is_name) {
        return Ok(Directive::Code { file, item });
    }
    Err(format!(
        "code needs a file or a piece of one, as in {{{{#code neuron}}}} or {{{{#code neuron::eq04_sigmoid}}}}, but found {rest:?}"
    ))
}

fn is_name(text: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    !text.is_empty() && text.chars().all(is_part)
}

fn frame(rest: &str) -> Result<Directive<'_>, String> {
    let (name, arguments) = first_word(rest);
    if name.is_empty() {
        return Err("frame needs a dashboard, as in {{#frame neuron 100x32}}".to_owned());
    }
    Ok(Directive::Frame { name, arguments })
}

/// `backprop 100x32 : Forward = n ; The new v = n*2`.
fn steps(rest: &str) -> Result<Directive<'_>, String> {
    let read = || {
        let (screen, list) = rest.split_once(" : ")?;
        let (name, size) = screen.split_once(' ')?;
        let steps = list.split(" ; ").map(|step| step.split_once('='));
        let steps = steps.map(|step| step.map(|(title, keys)| (title.trim(), keys.trim())));
        let steps: Vec<(&str, &str)> = steps.collect::<Option<_>>()?;
        let has_all = steps.len() > 1 && steps.iter().all(|(title, _)| !title.is_empty());
        let size = size.trim();
        has_all.then_some(Directive::Steps { name, size, steps })
    };
    read().ok_or_else(|| {
        format!(
            "steps needs a dashboard, a size and screens, as in {{{{#steps backprop 100x32 : Forward = n ; The new v = n*2}}}}, but found {rest:?}"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context(text: &str) -> Context {
        numbered(text).expect(text).1.context
    }

    #[test]
    fn the_bias_is_added_to_the_inputs() {
        let case = context("4 w=-2,1,2 x=0.5,1");
        assert_eq!(case.unit(), (&[-2.0, 1.0, 2.0][..], &[0.5, 1.0, 1.0][..]));
    }

    #[test]
    fn a_fault_is_named() {
        for (text, expected) in [
            ("value 4 w=-2,one,2 x=0,0", "\"one\""),
            ("value 4 w=-2,1,2", "together"),
            ("value 4 z=1", "unknown argument \"z\""),
            ("value 4 w", "KEY=VALUE"),
            ("value 4 w=NaN,1 x=1", "finite"),
            ("value 4 digits=x", "whole number"),
            ("value 4 j=x", "whole number"),
            ("value 12 n=3", "sample n = 3 is out of range"),
            ("value 7 a=1,2", "a needs 3 numbers"),
            ("value 28 a=1,2,3", "takes no a"),
            ("value 8 a=1,2,3", "takes no a"),
            ("equation 20 t=0.5,0.2,0.2", "not for equation"),
            ("equation 1,29 w=-2,1,2 x=0,0", "unknown equation 29"),
            ("value 10 epsilon=1,2", "one number"),
            ("quantity central_error j=2", "out of range"),
            ("quantity central_error a=1,2,3", "takes no a"),
            ("run", "run needs"),
            ("run backprop : ", "run needs"),
            ("run backprop : a-b", "run needs"),
            ("run backprop : w00 k=1", "unknown argument \"k\""),
            ("code ../main::main", "needs a file or a piece"),
        ] {
            let found = Directive::parse(text).err().unwrap_or_default();
            assert!(found.contains(expected), "{text}: {found}");
        }
    }

    #[test]
    fn sums_samples_and_rates_reach_the_case() {
        let case = context("27 n=1 learning_rate=0.25 t=0,0.5,0.5 epsilon=1e-5");
        assert_eq!((case.n, case.learning_rate, case.epsilon), (1, 0.25, 1e-5));
        assert_eq!(case.sample().t, [0.0, 0.5, 0.5]);
        let case = context("7 a=1000,1000,1000");
        assert_eq!(case.pass.y, [1.0 / 3.0; 3]);
    }

    #[test]
    fn code_names_a_file_and_a_piece() {
        for item in [
            "neuron::eq04_sigmoid",
            "network::impl Network",
            "engine/products",
        ] {
            assert!(code(item).is_ok(), "{item}");
        }
    }
}

//! The directives of a page, between `{{#` and `}}`.

use super::example::{Example, example, key_and_value, precision};
use super::number::Precision;
use super::quantity;
use crate::equation::{self, Context, Entry, Number};
use crate::stage::script;

/// A request of a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Directive {
    /// `{{#equation 4 w=-2,1,2 x=0,0}}`: the equation, with numbers, check and origin.
    Equation(Number, Example),
    /// `{{#eq 4}}`: a link to the equation.
    Reference(Number),
    /// `{{#code neuron::eq04_sigmoid}}`: a piece of a file of `model`: a function, a type, a constant, or an `impl`, as in
    /// `{{#code network::impl Network}}`. `{{#code neuron}}` is the head of the file. Another room is named, as in
    /// `{{#code engine/products::multiply}}`.
    Code { file: String, item: String },
    /// `{{#value 4 w=-2,1,2 x=0,0}}`: what the equation evaluates to.
    Value(Number, Example),
    /// `{{#printed 4 w=-2,1,2 x=0,0}}`: what the source's printed form evaluates to.
    Printed(Number, Example),
    /// `{{#quantity central_error epsilon=1e-5 scientific=1}}`: a number that belongs to no equation.
    Quantity(String, Example),
    /// `{{#run backprop --data iris --steps 500 : test_accuracy digits=3}}`: a number that a run of the program ends with.
    Run {
        command_line: String,
        key: String,
        precision: Precision,
    },
    /// `{{#figure 43}}`.
    Figure(String),
    /// `{{#fig 43}}`: a link to the figure.
    FigureReference(String),
    /// `{{#frame neuron 100x32 keys="…"}}`: a screen of a dashboard.
    Frame { name: String, arguments: String },
    /// `{{#steps backprop 100x32 : Forward = n ; The new v = n*2}}`: screens of a dashboard, one after the other.
    Steps {
        name: String,
        size: String,
        /// The title of each, and the keys that lead to it from the start.
        steps: Vec<(String, String)>,
    },
    /// `{{#do w0=3 view=surface}}`: what follows, up to `{{#done}}`, is a link that does this on the dashboard before it, or the
    /// first of the page.
    Do(String),
    /// `{{#done}}`: the end of such a link.
    Done,
    /// `{{#transcript nn28 equation 4}}`: a command and what it prints.
    Transcript(String),
    /// `{{#erratum 12}}`: what the source prints in place of an equation, and what that gives.
    Erratum(Number),
    /// `{{#index}}`: all equations.
    Index,
    /// `{{#map}}`: all equations and their dependencies.
    Map,
    /// `{{#include file:anchor}}`, which mdBook itself expands.
    Include(String),
}

impl Directive {
    /// Reads the text between `{{#` and `}}`.
    ///
    /// # Errors
    /// What is wrong and what was expected.
    ///
    /// ```
    /// use nn28::equation::Number;
    /// use nn28::book::Directive;
    /// assert_eq!(Directive::parse("eq 4"), Ok(Directive::Reference(Number::whole(4))));
    /// assert_eq!(
    ///     Directive::parse("eq 29").unwrap_err(),
    ///     "unknown equation 29 (expected 1 to 28, 25a or 25b)"
    /// );
    /// ```
    pub fn parse(text: &str) -> Result<Self, String> {
        let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let rest = rest.trim();
        match word {
            "equation" => equation_shown(rest),
            "eq" => number(rest).map(Self::Reference),
            "value" => numbered(rest).map(|(number, example)| Self::Value(number, example)),
            "printed" => numbered(rest).map(|(number, example)| Self::Printed(number, example)),
            "quantity" => parse_quantity(rest),
            "run" => run(rest),
            "code" => code(rest),
            "figure" => one_word(word, rest, "43").map(Self::Figure),
            "fig" => one_word(word, rest, "43").map(Self::FigureReference),
            "frame" => frame(rest),
            "steps" => steps(rest),
            "do" => parse_do(rest),
            "done" | "index" | "map" if !rest.is_empty() => {
                Err(format!("{word} takes no argument, but found {rest:?}"))
            }
            "done" => Ok(Self::Done),
            "index" => Ok(Self::Index),
            "map" => Ok(Self::Map),
            "erratum" => number(rest).map(Self::Erratum),
            "transcript" if rest.is_empty() => {
                Err("transcript needs a command, as in {{#transcript nn28 equation 4}}".to_owned())
            }
            "transcript" => Ok(Self::Transcript(rest.to_owned())),
            "include" => {
                one_word(word, rest, "../../src/model/neuron.rs:anchor").map(Self::Include)
            }
            _ => Err(format!(
                "unknown directive {word:?} (expected equation, eq, value, printed, erratum, quantity, run, code, figure, fig, frame, steps, do, done, transcript, index, map or include)"
            )),
        }
    }

    /// Whether it is a paragraph of its own and so must be alone on its line.
    #[must_use]
    pub fn stands_alone(&self) -> bool {
        !matches!(
            self,
            Self::Reference(_)
                | Self::Value(..)
                | Self::Printed(..)
                | Self::Quantity(..)
                | Self::Run { .. }
                | Self::FigureReference(_)
                | Self::Do(_)
                | Self::Done
                | Self::Include(_)
        )
    }
}

fn number(text: &str) -> Result<Number, String> {
    text.parse()
        .ok()
        .filter(|number| !equation::find(*number).is_empty())
        .ok_or_else(|| format!("unknown equation {text} (expected 1 to 28, 25a or 25b)"))
}

fn numbered(rest: &str) -> Result<(Number, Example), String> {
    let (first, arguments) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let number = number(first)?;
    let example = example(arguments)?;
    let case = example.context();
    for entry in equation::find(number) {
        case.validate(entry).map_err(|error| error.to_string())?;
        if example.a.is_some() && !follows_from_sums(entry) {
            return Err(format!(
                "equation {} is not a matter of the output sums alone and takes no a",
                entry.number
            ));
        }
    }
    Ok((number, example))
}

/// Whether an equation can be evaluated from the output sums, without the network below them.
fn follows_from_sums(entry: &Entry) -> bool {
    !entry.over_all_samples && !entry.symbols.contains(['w', 'x', 'b', 'z', 'v'])
}

/// The card of an equation has the command that shows it, which has options for everything except a and t.
fn equation_shown(rest: &str) -> Result<Directive, String> {
    let (number, example) = numbered(rest)?;
    if example.a.is_some() || example.t.is_some() {
        return Err("a and t are for value, printed and quantity, not for equation".to_owned());
    }
    Ok(Directive::Equation(number, example))
}

fn parse_quantity(rest: &str) -> Result<Directive, String> {
    let (name, arguments) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    quantity::value(name, &Context::worked_example())?;
    let example = example(arguments)?;
    if example.a.is_some() {
        return Err(format!(
            "{name} is not a matter of the output sums alone and takes no a"
        ));
    }
    let indices = example.context().indices;
    let network = Context::worked_example().network;
    if indices.j >= network.hidden() || indices.i > network.inputs() {
        return Err(format!(
            "indices j = {} and i = {} are out of range: the worked example has {} hidden units and {} inputs",
            indices.j,
            indices.i,
            network.hidden(),
            network.inputs()
        ));
    }
    Ok(Directive::Quantity(name.to_owned(), example))
}

fn run(rest: &str) -> Result<Directive, String> {
    let expected = "run needs a command and the name of a number, as in {{#run backprop --data iris : test_accuracy digits=2}}";
    let (command_line, wanted) = rest.rsplit_once(" : ").ok_or(expected)?;
    let command_line: Vec<&str> = command_line.split_whitespace().collect();
    let mut wanted = wanted.split_whitespace();
    let key = wanted.next().filter(|key| is_name(key)).ok_or(expected)?;
    let mut found = Precision::default();
    for argument in wanted {
        let (name, value) = key_and_value(argument)?;
        found = precision(name, value)?
            .ok_or_else(|| format!("unknown argument {name:?} (expected digits or scientific)"))?;
    }
    Ok(Directive::Run {
        command_line: command_line.join(" "),
        key: key.to_owned(),
        precision: found,
    })
}

fn one_word(word: &str, rest: &str, example: &str) -> Result<String, String> {
    if rest.is_empty() || rest.contains(char::is_whitespace) {
        return Err(format!(
            "{word} needs one argument, as in {{{{#{word} {example}}}}}"
        ));
    }
    Ok(rest.to_owned())
}

fn code(rest: &str) -> Result<Directive, String> {
    let (file, item) = rest.split_once("::").unwrap_or((rest, ""));
    let is_item = item.is_empty() || is_name(item) || item.starts_with("impl ");
    if is_item && file.split('/').all(is_name) {
        return Ok(Directive::Code {
            file: file.to_owned(),
            item: item.to_owned(),
        });
    }
    Err(format!(
        "code needs a file or a piece of one, as in {{{{#code neuron}}}} or {{{{#code neuron::eq04_sigmoid}}}}, but found {rest:?}"
    ))
}

fn is_name(text: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    !text.is_empty() && text.chars().all(is_part)
}

fn frame(rest: &str) -> Result<Directive, String> {
    let (name, arguments) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    if name.is_empty() {
        return Err("frame needs a dashboard, as in {{#frame neuron 100x32}}".to_owned());
    }
    Ok(Directive::Frame {
        name: name.to_owned(),
        arguments: arguments.trim().to_owned(),
    })
}

fn parse_do(rest: &str) -> Result<Directive, String> {
    if script::parse(rest)?.is_empty() {
        return Err("do needs something to do, as in {{#do w0=3}}".to_owned());
    }
    Ok(Directive::Do(rest.to_owned()))
}

/// `backprop 100x32 : Forward = n ; The new v = n*2`.
fn steps(rest: &str) -> Result<Directive, String> {
    let expected = || {
        format!(
            "steps needs a dashboard, a size and screens, as in {{{{#steps backprop 100x32 : Forward = n ; The new v = n*2}}}}, but found {rest:?}"
        )
    };
    let (screen, list) = rest.split_once(" : ").ok_or_else(expected)?;
    let (name, size) = screen.split_once(' ').ok_or_else(expected)?;
    let step = |text: &str| {
        let (title, keys) = text.split_once('=').ok_or_else(expected)?;
        Ok((title.trim().to_owned(), keys.trim().to_owned()))
    };
    let steps: Vec<_> = list.split(" ; ").map(step).collect::<Result<_, String>>()?;
    if steps.len() < 2 || steps.iter().any(|(title, _)| title.is_empty()) {
        return Err(expected());
    }
    Ok(Directive::Steps {
        name: name.to_owned(),
        size: size.trim().to_owned(),
        steps,
    })
}

#[cfg(test)]
mod tests {
    use super::super::example::Neuron;
    use super::*;

    fn fault(text: &str) -> String {
        Directive::parse(text).expect_err(text)
    }

    #[test]
    fn the_bias_is_added_to_the_inputs() {
        let Ok(Directive::Value(_, example)) = Directive::parse("value 4 w=-2,1,2 x=0.5,1") else {
            panic!("a value was asked for");
        };
        assert_eq!(
            example.neuron,
            Some(Neuron {
                w: vec![-2.0, 1.0, 2.0],
                x: vec![0.5, 1.0, 1.0]
            })
        );
    }

    #[test]
    fn a_malformed_argument_is_named() {
        assert!(fault("value 4 w=-2,one,2 x=0,0").contains("\"one\""));
        assert!(fault("value 4 w=-2,1,2 x=0").contains("need 2 inputs"));
        assert!(fault("value 4 w=-2,1,2").contains("together"));
        assert!(fault("value 4 z=1").contains("unknown argument \"z\""));
        assert!(fault("value 4 w").contains("KEY=VALUE"));
        assert!(fault("value 4 w=NaN,1 x=1").contains("finite"));
        assert!(fault("value 4 digits=x").contains("whole number"));
    }

    #[test]
    fn numbers_that_do_not_fit_the_worked_example_are_named() {
        assert!(fault("value 12 n=3").contains("sample n = 3 is out of range"));
        assert!(fault("value 7 a=1,2").contains("a needs 3 numbers"));
        assert!(fault("value 28 a=1,2,3").contains("takes no a"));
        assert!(fault("value 8 a=1,2,3").contains("takes no a"));
        assert!(fault("equation 20 t=0.5,0.2,0.2").contains("not for equation"));
        assert!(fault("value 10 epsilon=1,2").contains("one number"));
        assert!(fault("quantity central_error j=2").contains("out of range"));
        assert!(fault("quantity mystery").contains("unknown quantity \"mystery\""));
    }

    #[test]
    fn sums_samples_and_rates_reach_the_case() {
        let text = "value 27 n=1 learning_rate=0.25 t=0,0.5,0.5 epsilon=1e-5";
        let Ok(Directive::Value(_, example)) = Directive::parse(text) else {
            panic!("a value was asked for");
        };
        let case = example.context();
        assert_eq!((case.n, case.learning_rate, case.epsilon), (1, 0.25, 1e-5));
        assert_eq!(case.sample().t, [0.0, 0.5, 0.5]);
        let Ok(Directive::Value(_, example)) = Directive::parse("value 7 a=1000,1000,1000") else {
            panic!("a value was asked for");
        };
        assert_eq!(example.context().pass.y, [1.0 / 3.0; 3]);
    }

    #[test]
    fn a_run_is_a_command_and_the_name_of_a_number() {
        assert_eq!(
            Directive::parse("run backprop  --data iris --steps 500 : test_accuracy digits=2"),
            Ok(Directive::Run {
                command_line: "backprop --data iris --steps 500".to_owned(),
                key: "test_accuracy".to_owned(),
                precision: Precision::Decimals(2),
            })
        );
        for text in [
            "run",
            "run backprop",
            "run backprop : ",
            "run backprop : a-b",
        ] {
            assert!(fault(text).contains("run needs"), "{text}");
        }
        assert!(fault("run backprop : w00 k=1").contains("unknown argument \"k\""));
    }

    #[test]
    fn code_names_a_file_and_a_function_and_nothing_else() {
        assert!(Directive::parse("code neuron::eq04_sigmoid").is_ok());
        assert!(Directive::parse("code network::impl Network").is_ok());
        assert!(Directive::parse("code engine/products").is_ok());
        assert!(fault("code ../main::main").contains("needs a file or a piece"));
    }
}

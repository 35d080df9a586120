//! What may stand between `{{#` and `}}` in a page.

use crate::equation::{self, Case, Number};

/// A request of a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Directive {
    /// `{{#equation 4 w=-2,1,2 x=0,0}}`: the equation, with numbers, check and origin.
    Equation(Number, Example),
    /// `{{#eq 4}}`: a link to the equation.
    Reference(Number),
    /// `{{#code neuron::eq04_sigmoid}}`: a function of `model`.
    Code {
        /// The file in `model`, without its ending.
        file: String,
        /// The function.
        function: String,
    },
    /// `{{#value 4 w=-2,1,2 x=0,0}}`: what the equation evaluates to.
    Value(Number, Example),
    /// `{{#printed 4 w=-2,1,2 x=0,0}}`: what the source's printed form evaluates to.
    Printed(Number, Example),
    /// `{{#figure 43}}`.
    Figure(String),
    /// `{{#frame neuron 100x32 keys="…"}}`: a screen of a dashboard.
    Frame {
        /// The dashboard.
        name: String,
        /// Everything after its name.
        arguments: String,
    },
    /// `{{#transcript nn28 equation 4}}`: a command and what it prints.
    Transcript(String),
    /// `{{#index}}`: all equations.
    Index,
    /// `{{#include file:anchor}}`, which mdBook itself expands.
    Include(String),
}

/// The numbers that an equation is shown with, where they are not the worked example's.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Example {
    /// A single neuron.
    pub neuron: Option<Neuron>,
    /// The indices k, j and i, where given.
    pub indices: [Option<usize>; 3],
    /// How many decimals a value in the text has, where not four.
    pub digits: Option<usize>,
}

/// Weights and inputs of a single neuron, both with the bias.
#[derive(Debug, Clone, PartialEq)]
pub struct Neuron {
    /// The weights, the bias last.
    pub w: Vec<f64>,
    /// The inputs, and 1.
    pub x: Vec<f64>,
}

impl Example {
    /// The case to evaluate.
    #[must_use]
    pub fn case(&self) -> Case {
        let mut case = Case::worked_example();
        if let Some(Neuron { w, x }) = &self.neuron {
            case = case.with_neuron(w.clone(), x.clone());
        }
        let [k, j, i] = self.indices;
        case.indices.k = k.unwrap_or(case.indices.k);
        case.indices.j = j.unwrap_or(case.indices.j);
        case.indices.i = i.unwrap_or(case.indices.i);
        case
    }
}

impl Directive {
    /// Read what stands between `{{#` and `}}`.
    ///
    /// # Errors
    /// A message that says what is wrong and what was expected.
    ///
    /// ```
    /// use nn28::equation::Number;
    /// use nn28::weave::Directive;
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
            "equation" => numbered(rest).map(|(number, example)| Self::Equation(number, example)),
            "eq" => number(rest).map(Self::Reference),
            "value" => numbered(rest).map(|(number, example)| Self::Value(number, example)),
            "printed" => numbered(rest).map(|(number, example)| Self::Printed(number, example)),
            "code" => code(rest),
            "figure" => one_word(word, rest, "43").map(Self::Figure),
            "frame" => frame(rest),
            "transcript" if rest.is_empty() => {
                Err("transcript needs a command, as in {{#transcript nn28 equation 4}}".to_owned())
            }
            "transcript" => Ok(Self::Transcript(rest.to_owned())),
            "index" if rest.is_empty() => Ok(Self::Index),
            "index" => Err(format!("index takes no argument, but found {rest:?}")),
            "include" => {
                one_word(word, rest, "../../src/model/neuron.rs:anchor").map(Self::Include)
            }
            _ => Err(format!(
                "unknown directive {word:?} (expected equation, eq, value, printed, code, figure, frame, transcript, index or include)"
            )),
        }
    }

    /// Whether it makes a paragraph of its own and so must stand alone on its line.
    #[must_use]
    pub fn stands_alone(&self) -> bool {
        match self {
            Self::Reference(_) | Self::Value(..) | Self::Printed(..) | Self::Include(_) => false,
            Self::Equation(..)
            | Self::Code { .. }
            | Self::Figure(_)
            | Self::Frame { .. }
            | Self::Transcript(_)
            | Self::Index => true,
        }
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
    let case = example.case();
    for entry in equation::find(number) {
        case.admits(entry).map_err(|error| error.to_string())?;
    }
    Ok((number, example))
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
    match rest.split_once("::") {
        Some((file, function)) if is_name(file) && is_name(function) => Ok(Directive::Code {
            file: file.to_owned(),
            function: function.to_owned(),
        }),
        _ => Err(format!(
            "code needs a function of model, as in {{{{#code neuron::eq04_sigmoid}}}}, but found {rest:?}"
        )),
    }
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

fn example(arguments: &str) -> Result<Example, String> {
    let mut example = Example::default();
    let (mut w, mut x) = (None, None);
    for argument in arguments.split_whitespace() {
        let (key, value) = argument.split_once('=').ok_or_else(|| {
            format!("malformed argument {argument:?} (expected KEY=VALUE, as in w=-2,1,2)")
        })?;
        match key {
            "w" => w = Some(numbers(key, value)?),
            "x" => x = Some(numbers(key, value)?),
            "k" => example.indices[0] = Some(count(key, value)?),
            "j" => example.indices[1] = Some(count(key, value)?),
            "i" => example.indices[2] = Some(count(key, value)?),
            "digits" => example.digits = Some(count(key, value)?.min(17)),
            _ => {
                return Err(format!(
                    "unknown argument {key:?} (expected w, x, k, j, i or digits)"
                ));
            }
        }
    }
    example.neuron = neuron(w, x)?;
    Ok(example)
}

/// The neuron's weights end with the bias; its inputs are given without.
fn neuron(w: Option<Vec<f64>>, x: Option<Vec<f64>>) -> Result<Option<Neuron>, String> {
    match (w, x) {
        (None, None) => Ok(None),
        (Some(w), Some(mut x)) if w.len() == x.len() + 1 => {
            x.push(1.0);
            Ok(Some(Neuron { w, x }))
        }
        (Some(w), Some(x)) => Err(format!(
            "{} weights, the bias last, need {} inputs, but x has {}",
            w.len(),
            w.len() - 1,
            x.len()
        )),
        _ => Err("w and x are given together or not at all".to_owned()),
    }
}

fn numbers(key: &str, value: &str) -> Result<Vec<f64>, String> {
    let number = |text: &str| text.parse().ok().filter(|value: &f64| value.is_finite());
    value
        .split(',')
        .map(|text| {
            number(text).ok_or_else(|| {
                format!("malformed argument {key}={value} ({text:?} is not a finite number)")
            })
        })
        .collect()
}

fn count(key: &str, value: &str) -> Result<usize, String> {
    value
        .parse()
        .map_err(|_| format!("malformed argument {key}={value} (expected a whole number)"))
}

#[cfg(test)]
mod tests {
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
    fn an_unknown_equation_or_directive_is_named() {
        for asked in ["0", "29", "x", ""] {
            let message = fault(&format!("equation {asked}"));
            assert!(
                message.contains(&format!("unknown equation {asked}")),
                "{message}"
            );
        }
        assert!(fault("equatoin 4").contains("unknown directive \"equatoin\""));
    }

    #[test]
    fn code_names_a_file_and_a_function_and_nothing_else() {
        assert!(Directive::parse("code neuron::eq04_sigmoid").is_ok());
        assert!(fault("code eq04_sigmoid").contains("neuron::eq04_sigmoid"));
        assert!(fault("code ../main::main").contains("needs a function"));
    }
}

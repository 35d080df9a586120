//! Statements about numbers, as in `{{#claim value 8 > 3 * printed 13}}`: nothing is shown, and a false one stops the build.

use super::directive::Directive;
use super::runs::RunNumber;

/// Two sides and what is said of them.
pub(super) struct Claim<'a> {
    text: &'a str,
    pub(super) left: Side<'a>,
    relation: Relation,
    pub(super) right: Side<'a>,
}

/// A number, times a factor.
pub(super) struct Side<'a> {
    factor: f64,
    pub(super) source: Source<'a>,
}

pub(super) enum Source<'a> {
    Number(f64),
    Run(RunNumber<'a>),
}

#[derive(Clone, Copy)]
enum Relation {
    Below,
    Above,
    /// The same bits.
    Same,
    /// Within a tenth of the larger.
    Near,
}

/// The signs of the relations, each a word of its own.
const SIGNS: [(&str, Relation); 4] = [
    ("<", Relation::Below),
    (">", Relation::Above),
    ("=", Relation::Same),
    ("~", Relation::Near),
];

const EXPECTED: &str = "claim needs two sides with one of < > = ~ between them, as in {{#claim value 8 > 3 * quantity chance_of_3}}";

impl<'a> Claim<'a> {
    pub(super) fn parse(text: &'a str) -> Result<Self, String> {
        let mut signs = words(text).filter_map(|(at, word)| {
            let known = SIGNS.iter().find(|(sign, _)| *sign == word);
            known.map(|(_, relation)| (at, *relation))
        });
        let (Some((at, relation)), None) = (signs.next(), signs.next()) else {
            return Err(EXPECTED.to_owned());
        };
        Ok(Self {
            text,
            left: Side::parse(text[..at].trim())?,
            relation,
            right: Side::parse(text[at + 1..].trim())?,
        })
    }

    /// Says both values if they are not as claimed.
    pub(super) fn check(&self, left: f64, right: f64) -> Result<(), String> {
        let (left, right) = (self.left.factor * left, self.right.factor * right);
        let holds = match self.relation {
            Relation::Below => left < right,
            Relation::Above => left > right,
            Relation::Same => left.to_bits() == right.to_bits(),
            Relation::Near => (left - right).abs() <= 0.1 * left.abs().max(right.abs()),
        };
        holds.then_some(()).ok_or_else(|| {
            let text = self.text;
            format!("the claim {text:?} does not hold: left is {left}, right is {right}")
        })
    }
}

impl<'a> Side<'a> {
    fn parse(text: &'a str) -> Result<Self, String> {
        let (factor, text) = match text.split_once(" * ") {
            Some((factor, rest)) => (number(factor)?, rest.trim()),
            None => (1.0, text),
        };
        if let Ok(number) = number(text) {
            let source = Source::Number(number);
            return Ok(Self { factor, source });
        }
        let source = match Directive::parse(text)? {
            Directive::Value(value, _) => Source::Number(value),
            Directive::Run(run) if !run.is_spread => Source::Run(run),
            _ => {
                return Err(format!(
                    "a side of a claim is a number, value, printed, quantity or run, but found {text:?}"
                ));
            }
        };
        Ok(Self { factor, source })
    }
}

/// A number as it is typed: with a full stop, and with a minus from the keyboard.
fn number(text: &str) -> Result<f64, String> {
    let number = text.trim().parse().ok();
    let number = number.filter(|number: &f64| number.is_finite());
    number.ok_or_else(|| format!("{text:?} is not a finite number"))
}

/// The words of a text with their offsets.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = text.as_ptr() as usize;
    text.split_whitespace()
        .map(move |word| (word.as_ptr() as usize - start, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The verdict on a claim between numbers.
    fn check(text: &str) -> Result<(), String> {
        let claim = Claim::parse(text)?;
        let value = |side: &Side| match side.source {
            Source::Number(number) => number,
            Source::Run(_) => f64::NAN,
        };
        claim.check(value(&claim.left), value(&claim.right))
    }

    #[test]
    fn claims_hold_or_say_both_values() {
        for text in [
            "1 < 2",
            "2 > 1.5",
            "3 * 2 = 6",
            "100 ~ 91",
            "value 4 w=-2,1,2 x=0,0 > 0.88",
            "printed 4 w=-2,1,2 x=0,0 < 0.5 * value 4 w=-2,1,2 x=0,0",
            "-1 < quantity chance_of_2",
        ] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
        for text in ["2 < 1", "1 < 1", "1 > 1", "1 = 1.0000000001", "100 ~ 89"] {
            let said = check(text).expect_err(text);
            let (left, right) = text.split_once(|c| "<>=~".contains(c)).expect(text);
            let expected = format!("left is {}, right is {}", left.trim(), right.trim());
            assert!(said.contains(&expected), "{said}");
        }
    }

    #[test]
    fn what_is_no_claim_is_named() {
        for (text, expected) in [
            ("", "two sides"),
            ("1 2", "two sides"),
            ("1 < 2 < 3", "two sides"),
            ("x * 1 < 2", "\"x\" is not a finite number"),
            ("1 < eq 4", "a side of a claim is"),
            ("1 < value 29", "unknown equation 29"),
            (
                "1 < run backprop : test_error spread",
                "a side of a claim is",
            ),
        ] {
            let said = check(text).expect_err(text);
            assert!(said.contains(expected), "{text}: {said}");
        }
    }
}

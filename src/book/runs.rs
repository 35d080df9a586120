//! The runs that pages quote: each made once a build, all of them at the same time, and those that are short with ten seeds.

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::claim::Source;
use super::content::{Content, Outcome, Plan};
use super::directive::Directive;
use super::markdown::{self, Context};
use super::number::Precision;
use super::page::Page;

/// The seeds that say how much chance matters.
pub(super) const SEEDS: std::ops::RangeInclusive<u64> = 1..=10;

/// Upper bound on the multiplications of a run that is made with all seeds: about a second.
const MAX_COST: u64 = 1_000_000_000;

/// A number of a run, as a page asks for it.
#[derive(Clone, Copy)]
pub(super) struct RunNumber<'a> {
    pub(super) command: &'a str,
    pub(super) key: &'a str,
    pub(super) precision: Precision,
    /// True for the least and the greatest over the seeds in place of one number.
    pub(super) is_spread: bool,
}

/// The least and the greatest of a number over the seeds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spread {
    pub(super) least: f64,
    pub(super) most: f64,
    /// Seeds with which the run failed, because its numbers grew out of bounds.
    pub(super) failed: usize,
}

impl Spread {
    /// True if the seeds do not all give the same.
    pub(super) fn varies(&self) -> bool {
        self.failed > 0 || self.least.to_bits() != self.most.to_bits()
    }
}

type Result<T> = std::result::Result<T, String>;

/// What is known of the runs of a book.
pub(super) struct Runs {
    content: Content,
    outcomes: BTreeMap<String, Result<Outcome>>,
    plans: BTreeMap<String, Result<Plan>>,
}

impl Runs {
    /// Makes all runs of the pages.
    pub(super) fn of(content: Content, pages: &[Page]) -> Self {
        let wanted = wanted(pages);
        let plan = |command: &String| (command.clone(), (content.plan)(command));
        let commands: Vec<&String> = wanted.keys().collect();
        let plans: BTreeMap<_, _> = commands.into_par_iter().map(plan).collect();
        let mut commands = BTreeSet::new();
        for (command, has_spread) in wanted {
            let is_short = plans.get(&command).is_some_and(is_short);
            if has_spread == Some(true) || has_spread.is_some() && is_short {
                commands.extend(SEEDS.map(|seed| with_seed(&command, seed)));
            }
            commands.insert(command);
        }
        let run = |command: String| {
            let outcome = (content.run)(&command);
            (command, outcome)
        };
        Self {
            content,
            outcomes: commands.into_par_iter().map(run).collect(),
            plans,
        }
    }

    /// One number of a run.
    pub(super) fn number(&mut self, command: &str, key: &str) -> Result<f64> {
        let command = spaced(command);
        let content = self.content;
        let outcome = self.outcomes.entry(command.clone());
        let outcome = outcome.or_insert_with(|| (content.run)(&command));
        let cannot = |reason: &String| format!("{command:?} cannot be run: {reason}");
        let numbers = outcome.as_ref().map_err(cannot)?;
        match numbers.iter().find(|(name, _)| name == key) {
            Some((_, value)) if value.is_finite() => Ok(*value),
            Some((_, value)) => Err(format!("{key} of {command:?} is not finite: {value}")),
            None => {
                let names: Vec<&str> = numbers.iter().map(|(name, _)| &**name).collect();
                let names = names.join(", ");
                let message = format!("{command:?} gives no {key} (expected {names})");
                Err(message)
            }
        }
    }

    /// One number of a run over the seeds.
    pub(super) fn spread(&mut self, command: &str, key: &str) -> Result<Spread> {
        let mut spread = Spread {
            least: f64::INFINITY,
            most: f64::NEG_INFINITY,
            failed: 0,
        };
        let mut fault = String::new();
        for seed in SEEDS {
            match self.number(&with_seed(command, seed), key) {
                Ok(value) => {
                    spread.least = spread.least.min(value);
                    spread.most = spread.most.max(value);
                }
                Err(message) => (spread.failed, fault) = (spread.failed + 1, message),
            }
        }
        if spread.least.is_finite() {
            Ok(spread)
        } else {
            Err(fault)
        }
    }

    /// What the run is, in words.
    pub(super) fn plan(&self, command: &str) -> Result<Plan> {
        let command = spaced(command);
        let known = self.plans.get(&command).cloned();
        known.unwrap_or_else(|| (self.content.plan)(&command))
    }

    /// True if a run was made with all seeds without being asked.
    pub(super) fn is_short(&self, command: &str) -> bool {
        is_short(&self.plan(command))
    }
}

fn is_short(plan: &Result<Plan>) -> bool {
    plan.as_ref().is_ok_and(|plan| plan.cost <= MAX_COST)
}

/// The command lines of the pages. True for those whose spread a page asks for, none for those that a claim alone is about.
fn wanted(pages: &[Page]) -> BTreeMap<String, Option<bool>> {
    let mut wanted: BTreeMap<String, Option<bool>> = BTreeMap::new();
    let mut want = |command: &str, has_spread: Option<bool>| {
        let known = wanted.entry(spaced(command)).or_default();
        *known = (*known).max(has_spread);
    };
    for page in pages {
        for found in markdown::directives(&page.source) {
            let text = found.text.filter(|_| found.context != Context::Code);
            match text.map(Directive::parse) {
                Some(Ok(Directive::Run(run))) => want(run.command, Some(run.is_spread)),
                Some(Ok(Directive::Claim(claim))) => {
                    for side in [&claim.left, &claim.right] {
                        if let Source::Run(run) = &side.source {
                            want(run.command, None);
                        }
                    }
                }
                _ => (),
            }
        }
    }
    wanted
}

/// A command line with one blank between its words, so that each is known by one name.
pub(super) fn spaced(command: &str) -> String {
    command.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same command line with another seed.
fn with_seed(command: &str, seed: u64) -> String {
    let seed = seed.to_string();
    let mut words: Vec<&str> = command.split_whitespace().collect();
    match words.iter().position(|word| *word == "--seed") {
        Some(at) if at + 1 < words.len() => words[at + 1] = &seed,
        _ => words.extend(["--seed", &seed]),
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_takes_the_place_of_the_one_that_is_there() {
        let other = |command| with_seed(command, 7);
        assert_eq!(
            other("backprop --seed 1  --steps 2"),
            "backprop --seed 7 --steps 2"
        );
        assert_eq!(
            other("backprop --data-seed 1"),
            "backprop --data-seed 1 --seed 7"
        );
    }
}

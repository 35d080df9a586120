//! The options that reproduce a experiment.

use super::experiment::Experiment;
use super::setup::Setup;
use crate::data;
use crate::scene::number::exact;

/// The options that differ from those that a program starts with, in the words of the command line.
#[must_use]
pub(super) fn options(experiment: &Experiment) -> String {
    let (setup, usual) = (&experiment.setup, Setup::default());
    let mut words = vec![format!("--data {}", quoted(&experiment.set().name))];
    let mut say = |differs: bool, word: String| {
        if differs {
            words.push(word);
        }
    };
    say(
        setup.scale != usual.scale,
        format!("--scale {}", setup.scale),
    );
    say(
        setup.train_fraction.to_bits() != usual.train_fraction.to_bits(),
        format!("--train-fraction {}", setup.train_fraction),
    );
    say(!setup.shuffle, "--no-shuffle".to_owned());
    say(true, format!("--seed {}", setup.seed));
    if let Some(file) = experiment.network_file() {
        say(true, format!("--network {}", quoted(file)));
    } else {
        say(true, format!("--hidden {}", setup.hidden));
        say(setup.init != usual.init, format!("--init {}", setup.init));
    }
    say(
        true,
        format!("--learning-rate {}", exact(setup.learning_rate)),
    );
    say(
        setup.epsilon.to_bits() != usual.epsilon.to_bits(),
        format!("--epsilon {}", exact(setup.epsilon)),
    );
    say(
        setup.difference != usual.difference,
        format!("--difference {}", setup.difference),
    );
    say(
        setup.update != usual.update,
        format!("--update {}", setup.update),
    );
    say(
        setup.threads != usual.threads,
        format!("--threads {}", setup.threads),
    );
    words.join(" ")
}

/// A path as a shell takes it.
fn quoted(path: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "./_-+".contains(c);
    if !path.is_empty() && path.chars().all(plain) {
        path.to_owned()
    } else if data::escaped(path) != path {
        // What may not reach a terminal is spelt by its bytes.
        let spelt = path.bytes().map(|byte| match byte {
            b'\'' | b'\\' => format!("\\{}", char::from(byte)),
            b' '..=b'~' => char::from(byte).to_string(),
            _ => format!("\\x{byte:02x}"),
        });
        format!("$'{}'", spelt.collect::<String>())
    } else {
        format!("'{}'", path.replace('\'', r"'\''"))
    }
}

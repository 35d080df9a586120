//! The settings of an experiment as options of the command line.

use clap::builder::ValueParser;
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use super::Usage;
use crate::stage::{SETTINGS, Setting, Settings};

/// The settings, and which of them the command line names.
#[derive(Debug, Clone, Default)]
pub(super) struct SettingArgs {
    pub settings: Settings,
    pub given: Vec<&'static str>,
}

impl Args for SettingArgs {
    fn augment_args(command: Command) -> Command {
        command.args(SETTINGS.iter().map(argument))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for SettingArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut args = Self::default();
        args.update_from_arg_matches(matches)?;
        Ok(args)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.given = take(SETTINGS.iter(), matches, &mut self.settings)?;
        Ok(())
    }
}

/// The settings that are about reading a table, and which of them the command line names.
#[derive(Debug, Clone, Default)]
pub(super) struct ReadingArgs {
    pub settings: Settings,
    pub given: Vec<&'static str>,
}

impl ReadingArgs {
    /// Returns a usage error if there is an option about reading, but no data to read. Some options may have another meaning then.
    pub fn ensure_data(&self, has_data: bool, but: &[&str]) -> anyhow::Result<()> {
        let mut given = self.given.iter().filter(|name| !but.contains(name));
        given.find(|_| !has_data).map_or(Ok(()), |name| {
            let option = SETTINGS.iter().find(|setting| setting.name == *name);
            let option = option.map_or(*name, Setting::option);
            let message = format!("--{option} says how a table is read: name one with --data FILE");
            Err(Usage::error(&message))
        })
    }
}

impl Args for ReadingArgs {
    fn augment_args(command: Command) -> Command {
        let of_tables = SETTINGS.iter().filter(|setting| setting.is_of_tables());
        command.args(of_tables.map(argument))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for ReadingArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut args = Self::default();
        args.update_from_arg_matches(matches)?;
        Ok(args)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        let of_tables = SETTINGS.iter().filter(|setting| setting.is_of_tables());
        self.given = take(of_tables, matches, &mut self.settings)?;
        Ok(())
    }
}

/// Takes the settings that the command line names, and returns their names.
fn take<'a>(
    of: impl Iterator<Item = &'a Setting>,
    matches: &ArgMatches,
    settings: &mut Settings,
) -> Result<Vec<&'static str>, clap::Error> {
    let mut given = Vec::new();
    for setting in of {
        if let Some(word) = matches.get_one::<String>(setting.name) {
            let set = setting.set(settings, word);
            set.map_err(|why| {
                let message = format!("--{} {word}: {why}\n", setting.option());
                clap::Error::raw(ErrorKind::ValueValidation, message)
            })?;
            given.push(setting.name);
        }
    }
    Ok(given)
}

fn argument(setting: &'static Setting) -> Arg {
    let default = setting.get(&Settings::default());
    let argument = Arg::new(setting.name);
    if setting.is_switch() {
        let other = if default == "yes" { "no" } else { "yes" };
        return argument
            .long(setting.values)
            .help(setting.help)
            .action(ArgAction::Set)
            .num_args(0)
            .default_missing_value(other);
    }
    let parse = |word: &str| {
        setting.set(&mut Settings::default(), word)?;
        Ok::<_, String>(word.to_owned())
    };
    argument
        .long(setting.name)
        .value_name(setting.values)
        .help(match &default[..] {
            "" | "auto" => setting.help.to_owned(),
            _ if setting.suits_data() => format!("{} [default: suits the data]", setting.help),
            default => format!("{} [default: {default}]", setting.help),
        })
        .allow_negative_numbers(true)
        .value_parser(ValueParser::from(parse))
}

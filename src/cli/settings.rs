//! The settings of an experiment as options of the command line.

use clap::builder::ValueParser;
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

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
        for setting in &SETTINGS {
            let Some(word) = matches.get_one::<String>(setting.name) else {
                continue;
            };
            let set = setting.set(&mut self.settings, word);
            set.map_err(|why| clap::Error::raw(ErrorKind::ValueValidation, why))?;
            self.given.push(setting.name);
        }
        Ok(())
    }
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
            default => format!("{} [default: {default}]", setting.help),
        })
        .allow_negative_numbers(true)
        .value_parser(ValueParser::from(parse))
}

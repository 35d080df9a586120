//! What a training leaves in the file of a network, and what the file brings to another run.

use std::path::Path;

use super::Usage;
use super::settings::SettingArgs;
use crate::data::{self, DataError, DataReport, DataSet, SavedNetwork, Scaler};
use crate::model::Network;
use crate::scene::number::exact;
use crate::stage::{Experiment, FromFile, SETTINGS, Setting, Settings};

/// The network of an experiment, with its settings and its data.
pub(super) fn of(experiment: &Experiment) -> SavedNetwork {
    let (train, test) = experiment.clone().scores();
    let confusion = test.unwrap_or(train).confusion;
    SavedNetwork {
        network: experiment.network(),
        settings: super::data::settings(&experiment.setup),
        data: Some(DataReport::new(
            experiment.set(),
            Some(&confusion),
            experiment.scaler(),
        )),
    }
}

/// A network from a file.
pub(super) struct Brought {
    pub saved: SavedNetwork,
    file: String,
}

impl Brought {
    /// # Errors
    /// A file that is no network.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        Ok(Self {
            saved: SavedNetwork::read(path)?,
            file: path.display().to_string(),
        })
    }

    /// The file, as messages call it.
    fn name(&self) -> &str {
        match &self.file[..] {
            "-" => "standard input",
            file => file,
        }
    }

    /// The settings of a command line, and the file's where it names none.
    ///
    /// # Errors
    /// An option that contradicts the network, or a setting of the file that cannot be.
    pub fn completed(&self, chosen: &Settings, given: &[&str]) -> anyhow::Result<Settings> {
        self.check(chosen, given)?;
        let mut settings = chosen.clone();
        let is_same = self.is_same_data(chosen, given);
        self.add(&mut settings, |setting| {
            // How another file is written, this one does not know.
            let is_of_file = setting.is_of_tables() && setting.name != "missing";
            !given.contains(&setting.name) && (is_same || !is_of_file)
        })?;
        settings.hidden = self.saved.network.hidden();
        let (is_piped, file) = (settings.data == "-", self.name());
        Usage::ensure(!is_piped || given.contains(&"data"), || {
            format!(
                "the network of {file} was trained with data from standard input: name data with --data"
            )
        })?;
        Usage::ensure(!is_piped || self.file != "-", || {
            "--network and --data cannot both be standard input: name a file for one of them"
                .to_owned()
        })?;
        Ok(settings)
    }

    /// True if the data are those of the training, divided as the file says.
    pub fn is_of(&self, chosen: &SettingArgs) -> bool {
        let is_divided = self.saved.settings.contains_key("train-fraction");
        is_divided && self.is_same_data(&chosen.settings, &chosen.given)
    }

    fn is_same_data(&self, chosen: &Settings, given: &[&str]) -> bool {
        let of_file = self.saved.settings.get("data").map(word);
        !given.contains(&"data") || of_file.is_some_and(|file| file == chosen.data)
    }

    /// Takes settings of the file.
    fn add(
        &self,
        settings: &mut Settings,
        is_taken: impl Fn(&Setting) -> bool,
    ) -> anyhow::Result<()> {
        for setting in &SETTINGS {
            let is_of_machine = setting.is_local && !setting.is_of_tables();
            let Some(value) = self.saved.settings.get(setting.name) else {
                continue;
            };
            if is_of_machine || !is_taken(setting) || !settings.has_use(setting.name) {
                continue;
            }
            let word = word(value);
            let (name, file) = (setting.name, self.name());
            let set = setting.set(settings, &word);
            set.map_err(|why| {
                anyhow::anyhow!("{file}: the setting {name} cannot be {word:?}: {why}")
            })?;
        }
        if let Some(kind) = self.scale_kind()
            && is_taken_by_name(&is_taken, "scale")
        {
            settings.scale = kind.parse().map_err(anyhow::Error::msg)?;
        }
        Ok(())
    }

    fn scale_kind(&self) -> Option<&str> {
        let kind = &self.saved.data.as_ref()?.scale.kind[..];
        (!kind.is_empty()).then_some(kind)
    }

    /// Refuses options that the network contradicts.
    fn check(&self, chosen: &Settings, given: &[&str]) -> anyhow::Result<()> {
        let (file, hidden) = (self.name(), self.saved.network.hidden());
        let is_shape = !given.contains(&"hidden") || chosen.hidden == hidden;
        Usage::ensure(is_shape, || {
            let given = chosen.hidden;
            format!(
                "--hidden {given}, but the network of {file} has M = {hidden}: leave --hidden out"
            )
        })?;
        let scale = chosen.scale.to_string();
        let kind = self.scale_kind().filter(|_| given.contains(&"scale"));
        let is_scale = kind.is_none_or(|kind| kind == scale);
        Usage::ensure(is_scale, || {
            let kind = kind.unwrap_or_default();
            format!(
                "--scale {scale}, but the network of {file} was trained with the scale {kind}: leave --scale out"
            )
        })
    }

    /// The data, with the inputs and the classes of the network.
    ///
    /// # Errors
    /// Data that cannot be read, or are of another kind.
    pub fn load(&self, settings: &Settings, given: &[&str]) -> anyhow::Result<DataSet> {
        let Some(known) = &self.saved.data else {
            return Ok(settings.load()?);
        };
        let set = data::load_known(&settings.data, settings.draw(), &settings.reading, known);
        let mut choosing = ["class", "drop", "columns"].iter();
        let chosen = choosing.find(|name| given.contains(name));
        match (set, chosen) {
            (Err(DataError::Option { file, fault }), Some(name)) => {
                let (network, file) = (self.name(), data::escaped(&file));
                let option = format!("--{name} contradicts the network of {network}");
                Err(Usage::error(&format!("{option}: {file}: {fault}")))
            }
            (Err(DataError::Unknown { word }), _) if !given.contains(&"data") => {
                let (network, file) = (self.name(), data::escaped(&word));
                Err(Usage::error(&format!(
                    "the network of {network} was trained with {file}, and there is no such file here: name it, or other data, with --data"
                )))
            }
            (set, _) => Ok(set?),
        }
    }

    /// The scale that the network learned, if it has one.
    pub fn scaler(&self) -> Option<Scaler> {
        self.saved.data.as_ref().and_then(DataReport::scaler)
    }

    /// The weights, and what comes with them.
    ///
    /// # Errors
    /// A setting of the file that cannot be.
    pub fn into_network(self) -> anyhow::Result<(Network, FromFile)> {
        let mut settings = Settings::default();
        self.add(&mut settings, |_| true)?;
        let scaler = self.scaler();
        let file = self.file;
        let from_file = FromFile {
            file,
            scaler,
            settings,
        };
        Ok((self.saved.network, from_file))
    }
}

fn is_taken_by_name(is_taken: impl Fn(&Setting) -> bool, name: &str) -> bool {
    SETTINGS
        .iter()
        .any(|setting| setting.name == name && is_taken(setting))
}

/// The word that a setting reads, from JSON.
pub(super) fn word(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Bool(true) => "yes".to_owned(),
        serde_json::Value::Bool(false) => "no".to_owned(),
        serde_json::Value::String(word) => word.clone(),
        serde_json::Value::Number(number) => number
            .as_f64()
            .filter(|_| number.is_f64())
            .map_or_else(|| number.to_string(), exact),
        other => other.to_string(),
    }
}

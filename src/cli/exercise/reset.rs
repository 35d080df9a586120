//! `nn28 reset`: a blank as it was at first; what the reader wrote is kept.

use clap::Args;

use super::FolderOptions;
use super::asked::Asked;
use crate::cli::{LookOptions, shown};

/// `nn28 reset`: puts a blank back, and keeps what was there.
#[derive(Debug, Args)]
pub struct ResetCommand {
    /// An exercise, an equation, or a line of a derivation, such as 4s, 28 or 28.2
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    folder: FolderOptions,
    #[command(flatten)]
    look: LookOptions,
}

impl ResetCommand {
    /// # Errors
    /// An unknown id, or a folder that cannot be used.
    pub fn run(self) -> anyhow::Result<()> {
        let asked = Asked::of(&self.id)?;
        let (folder, _) = self.folder.open()?;
        let kept = folder.reset(&asked.part())?;
        let kept: Vec<String> = kept.iter().map(|path| shown(path)).collect();
        let said = format!(
            "({}) is blank again. What was there is in {}\n",
            asked.id(),
            kept.join(", ")
        );
        Ok(self.look.say(said)?)
    }
}

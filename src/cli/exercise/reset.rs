//! `nn28 reset`: a blank as it was at first; what the reader wrote is kept.

use clap::Args;

use super::super::{LookOptions, shown};
use super::{FolderOptions, named};

/// `nn28 reset`: puts a blank back, and keeps what was there.
#[derive(Debug, Args)]
pub struct ResetCommand {
    /// An exercise or an equation, such as 28, 4s or pass
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
        let one = named(&self.id)?;
        let (folder, _) = self.folder.open()?;
        let kept = folder.reset(one)?;
        let kept: Vec<String> = kept.iter().map(|path| shown(path)).collect();
        let said = format!(
            "({}) is blank again. What was there is in {}\n",
            one.id,
            kept.join(", ")
        );
        Ok(self.look.say(said)?)
    }
}

//! `--mine`: the reader's functions at work in the four programs.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use clap::Args;

use super::exercise::FolderOptions;
use super::memory::Memory;
use super::workbook::PAUSE;
use crate::exercise::hands::{Hands as _, Mine};
use crate::exercise::{self, Exercise};
use crate::mine::{Folder, FolderError, Player, Workshop};
use crate::stage::workbook::News;

/// The hands that compute.
#[derive(Debug, Clone, Default, Args)]
pub struct HandOptions {
    /// Compute by the functions that you wrote; ours take the places of the others. M exchanges them
    #[arg(long)]
    mine: bool,
    #[command(flatten)]
    folder: FolderOptions,
}

impl HandOptions {
    #[cfg(feature = "figures")]
    pub(super) fn is_mine(&self) -> bool {
        self.mine
    }

    /// The file beside the functions, whether they are at work or not.
    pub(super) fn memory(&self) -> Memory {
        Memory::of(self.folder.path())
    }

    /// The reader's functions, compiled and judged; none if they are not asked for.
    ///
    /// # Errors
    /// A folder that is not there or cannot be read, no compiler, or nothing that is written and answers.
    pub(super) fn at_work(&self) -> anyhow::Result<Option<AtWork>> {
        if !self.mine {
            return Ok(None);
        }
        let path = self.folder.path();
        let exercise = super::place::launch().nn28("exercise");
        anyhow::ensure!(
            path.is_dir(),
            "there is no folder {} with functions of yours: {exercise} makes it",
            super::shown(&path)
        );
        let (folder, _) = self.folder.open()?;
        let workshop = Workshop::new(folder);
        anyhow::ensure!(
            workshop.compiler().is_some(),
            "--mine needs a Rust compiler, and there is none: install one from https://rustup.rs, or name it with RUSTC"
        );
        let at_work = AtWork::begin(workshop)?;
        anyhow::ensure!(
            !at_work.player.names().is_empty(),
            "none of your functions in {} answers yet, so there is nothing for --mine to compute by: begin with {}",
            super::shown(at_work.workshop.folder().root()),
            super::place::launch().nn28("exercise 1")
        );
        Ok(Some(at_work))
    }
}

/// The reader's functions, and the folder from which they come.
pub(super) struct AtWork {
    player: Arc<Player>,
    workshop: Workshop,
}

impl AtWork {
    fn begin(mut workshop: Workshop) -> Result<Self, FolderError> {
        let player = Arc::new(Player::default());
        player.exchange(&mut workshop)?;
        Ok(Self { player, workshop })
    }

    /// The functions of a folder; none if none of them answers.
    pub fn of(folder: &Folder) -> Option<Self> {
        let at_work = Self::begin(Workshop::new(folder.clone())).ok()?;
        Some(at_work).filter(|at_work| !at_work.player.names().is_empty())
    }

    pub fn mine(&self) -> Mine {
        Mine::new(self.player.clone())
    }

    /// Looks at the files beside the loop, and lets what is saved work at the next step.
    pub fn watched(self) -> Receiver<News> {
        let (sender, news) = mpsc::channel();
        // Without a thread nothing changes, and the functions work on as they are.
        let _ = thread::Builder::new().spawn(move || self.watch(&sender));
        news
    }

    /// Ends when nobody hears the news any more.
    fn watch(mut self, news: &Sender<News>) {
        let mut at_work = self.workshop.folder().snapshot();
        let mut hashes = self.hashes();
        let mut before = at_work.clone();
        loop {
            thread::sleep(PAUSE);
            let now = self.workshop.folder().snapshot();
            if now != at_work && now == before {
                at_work.clone_from(&now);
                let changed = self.exchange(&mut hashes);
                if news.send(changed).is_err() {
                    return;
                }
            }
            before = now;
        }
    }

    fn exchange(&mut self, hashes: &mut Vec<String>) -> News {
        let before = std::mem::replace(hashes, self.hashes());
        // If they do not compile any more, those that worked so far go on.
        let _ = self.player.exchange(&mut self.workshop);
        let changed = exercise::all().zip(before.iter().zip(hashes.iter()));
        let changed = changed.filter(|(_, (before, now))| before != now);
        News::Hands(changed.map(|(one, _)| one.id.to_owned()).collect())
    }

    /// The texts of all exercises, each as a number.
    fn hashes(&self) -> Vec<String> {
        let hash = |one: &Exercise| self.workshop.folder().hash(one);
        exercise::all().map(hash).collect()
    }
}

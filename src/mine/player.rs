//! The reader's functions at work in a dashboard.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::check::Workshop;
use super::child::Hand;
use super::folder::FolderError;
use super::harness::MEAN_GRADIENT;
use crate::exercise;
use crate::exercise::hands::Hands;
use crate::exercise::judge::Mishap;
use crate::exercise::value::{Answer, Argument};
use crate::model::{Network, Sample};

/// The program of the reader's functions that is at work; another one once they have changed.
#[derive(Debug, Default)]
pub struct Player {
    at_work: Mutex<AtWork>,
}

/// A program, and which of its functions are the reader's.
#[derive(Debug, Default)]
pub(super) struct AtWork {
    pub hand: Option<Hand>,
    pub hands: Vec<bool>,
}

impl Player {
    /// Judges what the reader has written, and lets it work from now on: every function that compiles and answers, be it wrong. Ours take
    /// the places of the others.
    ///
    /// # Errors
    /// As [`Workshop::check`].
    pub fn exchange(&self, workshop: &mut Workshop) -> Result<(), FolderError> {
        let next = workshop.at_work()?;
        *self.lock() = next;
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, AtWork> {
        self.at_work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ask(&self, index: usize, arguments: &[Argument]) -> Result<Answer, Mishap> {
        let mut at_work = self.lock();
        let AtWork { hand, hands } = &mut *at_work;
        let asked = hand.as_mut().ok_or(Mishap::NoCompiler)?;
        let answer = asked.play(index, hands, arguments);
        if matches!(answer, Err(Mishap::NoAnswer | Mishap::Ended(_))) {
            // It would be waited for again and again.
            *hand = None;
        }
        answer
    }
}

impl Hands for Player {
    fn call(&self, name: &str, arguments: &[Argument]) -> Result<Answer, Mishap> {
        let index = exercise::blanks().position(|blank| blank.name == name);
        self.ask(index.ok_or(Mishap::NoAnswer)?, arguments)
    }

    fn mean_gradient(&self, network: &Network, samples: &[Sample]) -> Result<Answer, Mishap> {
        let network = Argument::Network(network.clone());
        self.ask(
            MEAN_GRADIENT,
            &[network, Argument::Samples(samples.to_vec())],
        )
    }

    fn names(&self) -> Vec<&'static str> {
        let at_work = self.lock();
        if at_work.hand.is_none() {
            return Vec::new();
        }
        let names = exercise::blanks().zip(&at_work.hands);
        names
            .filter_map(|(blank, is_mine)| is_mine.then_some(blank.name))
            .collect()
    }

    fn all(&self) -> usize {
        exercise::blanks().count()
    }
}

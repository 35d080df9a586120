//! The exercises: the table, and what is said about a reader's work.

#[cfg(feature = "terminal")]
mod folder;
mod formula;
mod formulas;
mod judge;
#[cfg(feature = "terminal")]
mod mutants;
mod pencil;
#[cfg(feature = "terminal")]
mod progress;
mod seeds;
mod table;
#[cfg(feature = "terminal")]
mod truth;
#[cfg(feature = "terminal")]
mod untouched;
#[cfg(feature = "terminal")]
mod words;
mod wrong;

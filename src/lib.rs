//! A Neural Network in 28 Equations: a book you read, run and check.
//!
//! Start with [`model`], the mathematics; [`equation`] gives each function its TeX and its check; [`engine`] is
//! the same mathematics over all samples at once; [`data`] is what it is tried on.

#[macro_use]
mod choices;

#[cfg(feature = "book")]
pub mod book;
#[cfg(feature = "terminal")]
pub mod cli;
pub mod data;
pub mod engine;
pub mod equation;
pub mod exercise;
#[cfg(feature = "moving")]
pub mod figure;
#[cfg(feature = "terminal")]
pub mod mine;
pub mod model;
#[cfg(doctest)]
mod pages;
pub mod scene;
#[cfg(any(feature = "terminal", feature = "book"))]
pub mod source;
pub mod stage;
#[cfg(feature = "terminal")]
pub mod terminal;
pub mod view;
pub mod web;
#[cfg(any(feature = "terminal", feature = "figures"))]
mod whole_file;

//! All tests but those in a browser: one program, so that they are linked once and those that wait run beside those that compute.
//! `cargo test engine::` runs the ones of a file.

mod about;
mod accessible;
#[cfg(feature = "terminal")]
mod answered;
mod anywhere;
mod axes;
mod backprop;
mod book;
mod book_folder;
mod broken;
mod colours;
mod columns;
mod command_line;
mod confusion;
mod curves;
mod data;
mod data_page;
mod defaults;
mod diagram;
mod directives;
#[cfg(feature = "terminal")]
mod doctor;
mod engine;
mod equations;
mod exercise;
mod expect;
mod figures;
mod files;
#[cfg(any(feature = "figures", feature = "terminal"))]
mod folders;
mod forms;
mod freedom;
mod hands;
mod judged;
mod live;
mod map;
mod network;
mod neuron;
mod numbers;
mod numerical_gradient;
#[cfg(feature = "book")]
mod one_page;
mod pinned;
mod play;
mod promises;
#[cfg(all(unix, feature = "terminal"))]
mod pty;
mod reached;
mod readme;
mod remembered;
mod rooms;
mod runs;
mod said;
mod samples;
mod saved;
mod screens;
mod sizes;
mod spoken;
mod stage;
mod storm;
mod tables;
mod tables_as_written;
mod terminal;
mod tex;
mod tour;
mod training;
mod view;
mod watched;
mod whole;
mod workbook;

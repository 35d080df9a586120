//! Any bytes as a network.
#![no_main]

#[path = "../../all/files/checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::network(bytes));

//! What the page's script calls of the judge: it writes an object at what [`input`] returns, calls [`ask`], and reads the answer from
//! what [`output`] returns.
#![allow(unsafe_code, reason = "the names of the exports")]

use std::cell::RefCell;

use super::judge;

thread_local! {
    static INPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static OUTPUT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Room for a text of `length` bytes.
#[unsafe(no_mangle)]
pub extern "C" fn input(length: usize) -> *mut u8 {
    INPUT.with_borrow_mut(|bytes| {
        bytes.clear();
        bytes.resize(length, 0);
        bytes.as_mut_ptr()
    })
}

/// Where the last answer begins.
#[unsafe(no_mangle)]
pub extern "C" fn output() -> *const u8 {
    OUTPUT.with_borrow(|text| text.as_ptr())
}

/// Answers the object at the input, and returns the length of the answer in bytes.
#[unsafe(no_mangle)]
pub extern "C" fn ask() -> usize {
    let asked = INPUT.with_borrow(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let answer = judge::ask(&asked);
    let length = answer.len();
    OUTPUT.set(answer);
    length
}

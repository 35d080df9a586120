//! What the page's script calls for figures that move: it writes a request at what [`input`] returns, and reads the answer from what
//! [`output`] returns. The names have to stay, as in `exports`.
#![allow(unsafe_code, reason = "the names of the exports")]

use std::cell::RefCell;

thread_local! {
    static INPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static OUTPUT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Room for a request of `length` bytes.
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

/// Answers the request, and returns the answer's length in bytes.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> usize {
    let request = INPUT.with_borrow(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let text = super::figures::answer(&request);
    let length = text.len();
    OUTPUT.set(text);
    length
}

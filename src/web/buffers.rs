//! The two buffers through which texts pass between a page's script and each of its programs: the script writes at what [`input`]
//! returns, and reads from what [`output`] returns. The names have to stay, as in `exports`.
#![allow(unsafe_code, reason = "the names of the exports")]

use std::cell::RefCell;

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

/// Where the text that was handed over last begins.
#[unsafe(no_mangle)]
pub extern "C" fn output() -> *const u8 {
    OUTPUT.with_borrow(|text| text.as_ptr())
}

/// The text that the script has written.
pub(super) fn text() -> String {
    INPUT.with_borrow(|bytes| String::from_utf8_lossy(bytes).into_owned())
}

/// Hands a text over, and returns its length in bytes.
pub(super) fn hand_over(text: String) -> usize {
    let length = text.len();
    OUTPUT.set(text);
    length
}

//! The body of a function: compiled, and as the text that was compiled.

use super::value::Take;
use super::{Answer, Argument};

#[derive(Debug, Clone, Copy)]
pub struct Body {
    /// Empty in a page, which compiles no Rust.
    pub rust: &'static str,
    call: fn(&[Argument]) -> Option<Answer>,
}

impl Body {
    pub(super) const fn new(rust: &'static str, call: fn(&[Argument]) -> Option<Answer>) -> Self {
        let rust = if cfg!(target_arch = "wasm32") {
            ""
        } else {
            rust
        };
        Self { rust, call }
    }

    /// The answer; an empty one if the arguments are not those of the function.
    pub fn call(&self, arguments: &[Argument]) -> Answer {
        (self.call)(arguments).unwrap_or_default()
    }
}

/// The types of all parameters of a function, and how they are taken from arguments.
pub(super) trait Taken<'a>: Sized {
    /// Nothing if the arguments are of other kinds.
    fn taken(arguments: &'a [Argument]) -> Option<Self>;
}

macro_rules! taken {
    ($($($type:ident)*;)*) => {
        $(impl<'a, $($type: Take<'a>),*> Taken<'a> for ($($type,)*) {
            fn taken(arguments: &'a [Argument]) -> Option<Self> {
                let mut arguments = arguments.iter();
                Some(($($type::take(arguments.next()?)?,)*))
            }
        })*
    };
}

taken! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
}

/// Calls a function. Functions of the same types have this in common, and each is but a few bytes larger than its own body.
#[inline(never)]
pub(super) fn called<'a, T: Taken<'a>, R>(
    function: fn(T) -> R,
    arguments: &'a [Argument],
) -> Option<Answer>
where
    Answer: From<R>,
{
    Some(function(T::taken(arguments)?).into())
}

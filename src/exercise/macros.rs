//! How the table writes a function: once, to be compiled and to be read.

/// What only functions in Rust are tried with, which a page cannot compile.
pub(super) const fn in_terminal<T>(all: &'static [T]) -> &'static [T] {
    if cfg!(target_arch = "wasm32") {
        &[]
    } else {
        all
    }
}

/// The body of a function, compiled and as text: `body!((w: &[f64], x: &[f64]) -> f64 { … })`.
macro_rules! body {
    (($($name:ident: $type:ty),* $(,)?) -> $answer:ty { $($block:tt)* }) => {
        $crate::exercise::Body::new(stringify!($($block)*), |arguments| {
            #[allow(unused, clippy::all, clippy::pedantic, reason = "the mistakes of the table are meant")]
            fn body(($($name,)*): ($($type,)*)) -> $answer { $($block)* }
            $crate::exercise::body::called(body, arguments)
        })
    };
}

/// A function to write, with its mistakes and its unusual right forms. Faults are `name, symptom, cause { body }`, with `same_as [names]`
/// before the body where others give the same numbers.
macro_rules! blank {
    (
        $module:ident::$name:ident $parameters:tt -> $answer:ty { $($right:tt)* }
        fields { $($field:ident: $value:expr),* $(,)? }
        faults { $($fault:literal, $symptom:literal, $cause:literal $(same_as $same:tt)? { $($wrong:tt)* })* }
        alternatives { $({ $($alternative:tt)* })* }
    ) => {
        $crate::exercise::Blank {
            module: stringify!($module),
            name: stringify!($name),
            parameters: names!($parameters),
            right: body!($parameters -> $answer { $($right)* }),
            faults: const { &[$(
                $crate::exercise::Fault {
                    name: $fault,
                    symptom: $symptom,
                    cause: $cause,
                    body: body!($parameters -> $answer { $($wrong)* }),
                    same_as: same!($($same)?),
                },
            )*] },
            alternatives: $crate::exercise::macros::in_terminal(const { &[$(body!($parameters -> $answer { $($alternative)* }),)*] }),
            $($field: $value,)*
            ..$crate::exercise::table::BLANK
        }
        .judged_here()
    };
}

macro_rules! names {
    (($($name:ident: $type:ty),* $(,)?)) => { &[$(stringify!($name)),*] };
}

macro_rules! same {
    () => {
        &[]
    };
    ($same:tt) => {
        &$same
    };
}

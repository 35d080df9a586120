//! How the table writes a function: once, to be compiled and to be read.

/// The body of a function, compiled and as text: `body!((w: &[f64], x: &[f64]) -> f64 { … })`.
macro_rules! body {
    (($($name:ident: $type:ty),* $(,)?) -> $answer:ty { $($block:tt)* }) => {
        $crate::exercise::Body {
            rust: stringify!($($block)*),
            call: |arguments| {
                #[allow(unused, clippy::all, clippy::pedantic, reason = "the mistakes of the table are meant")]
                fn body($($name: $type),*) -> $answer { $($block)* }
                let mut arguments = arguments.iter();
                $(let $name: $type = $crate::exercise::value::Take::take(arguments.next()?)?;)*
                let answer = body($($name),*);
                Some($crate::exercise::value::Answer::from(answer))
            },
        }
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
            faults: &[$(
                $crate::exercise::Fault {
                    name: $fault,
                    symptom: $symptom,
                    cause: $cause,
                    body: body!($parameters -> $answer { $($wrong)* }),
                    same_as: same!($($same)?),
                },
            )*],
            alternatives: &[$(body!($parameters -> $answer { $($alternative)* }),)*],
            $($field: $value,)*
            ..$crate::exercise::table::BLANK
        }
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

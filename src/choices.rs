//! The words of an option that has a few choices.

/// Gives an enum its choices: the list `ALL`, each choice's word through `Display`, and the choice of a word through `FromStr`.
macro_rules! choices {
    ($type:ident, $kind:literal, $($variant:ident $word:literal),+) => {
        impl $type {
            /// Every choice, in the order in which they are listed.
            pub const ALL: [Self; Self::WORDS.len()] = [$(Self::$variant),+];
            pub const WORDS: [&str; [$($word),+].len()] = [$($word),+];
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(match self { $(Self::$variant => $word),+ })
            }
        }

        impl std::str::FromStr for $type {
            type Err = String;

            fn from_str(word: &str) -> Result<Self, String> {
                let known = Self::WORDS.iter().position(|choice| *choice == word);
                known.map(|index| Self::ALL[index]).ok_or_else(|| $crate::choices::unknown($kind, word, &Self::WORDS))
            }
        }
    };
}

/// Returns the message about a word that is none of the choices.
pub(crate) fn unknown(kind: &str, word: &str, choices: &[&str]) -> String {
    let (last, others) = choices.split_last().unwrap_or((&"", &[]));
    format!(
        "there is no {kind} {word:?}: expected {} or {last}",
        others.join(", ")
    )
}

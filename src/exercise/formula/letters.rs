//! The letters that a formula may use: those that are known before the equation computes something new.

use crate::exercise::Blank;

/// The words of one equation.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    /// The number of the equation, or the name of a function that has none.
    pub of: &'static str,
    /// The letters with their indices, the functions and the slopes.
    known: &'static [&'static str],
    /// The quantity that it computes.
    pub asked: &'static str,
    /// The indices that have a value outside of all sums; n for the current sample.
    pub counted: &'static str,
    /// True if the book writes it out for D = 2, M = 2 and K = 3.
    pub written_out: bool,
}

const INPUTS: &str = "w_ji x_i D M";
const HIDDEN: &str = "b_j z_j h h′";
const SUMS: &str = "v_kj a_k K";
const TARGETS: &str = "y_k t_k N";
const AT_OUTPUTS: &str = "∂E_n/∂a_k ∂a_k/∂v_kj";
const PASS: &[&str] = &[INPUTS, HIDDEN, SUMS, TARGETS];

const fn terms(
    of: &'static str,
    known: &'static [&'static str],
    asked: &'static str,
    counted: &'static str,
) -> Terms {
    Terms {
        of,
        known,
        asked,
        counted,
        written_out: false,
    }
}

const fn written_out(terms: Terms) -> Terms {
    Terms {
        written_out: true,
        ..terms
    }
}

const SINGLE: &[&str] = &["w_i x_i n D"];
const SHARES: &[&str] = &[INPUTS, HIDDEN, SUMS];
const MOVED: &[&str] = &["E(w,v) w_ji v_kj ε D M K N"];
const THROUGH: &[&str] = &[INPUTS, HIDDEN, SUMS, TARGETS, "∂y_k/∂a_0"];
const QUOTIENT: &[&str] = &[INPUTS, HIDDEN, SUMS, TARGETS, "u ∂/∂a_0"];
const AT_OUTPUT: &[&str] = &[INPUTS, HIDDEN, SUMS, TARGETS, AT_OUTPUTS];

static TERMS: [Terms; 31] = [
    terms("1", SINGLE, "a", ""),
    terms("2", SINGLE, "a", ""),
    terms("3", SINGLE, "a", ""),
    terms("4", &["a"], "y", ""),
    terms("sigmoid_slope", &["a y h"], "h′", ""),
    terms("5", &[INPUTS], "b_j", "jn"),
    terms("6", &[INPUTS, "b_j h"], "z_j", "jn"),
    terms("7", SHARES, "y_k", "kn"),
    terms("log_softmax", SHARES, "y_k", "kn"),
    terms("8", PASS, "E", ""),
    terms("9", &["f x ε"], "∂f/∂x", ""),
    terms("10", MOVED, "∂E/∂w_ji", "ji"),
    written_out(terms("11", MOVED, "∂E/∂w_j0", "j")),
    terms("12", PASS, "E_n", "n"),
    terms("13", &[INPUTS, HIDDEN, SUMS, TARGETS, "E_n"], "E", ""),
    terms(
        "14",
        &[INPUTS, HIDDEN, SUMS, TARGETS, "E_n ∂E_n/∂w_ji ∂/∂w_ji"],
        "∂E/∂w_ji",
        "ji",
    ),
    terms("15", AT_OUTPUT, "∂E_n/∂v_kj", "kjn"),
    written_out(terms(
        "16",
        &[INPUTS, HIDDEN, SUMS, TARGETS, "∂/∂a_0"],
        "∂E_n/∂a_0",
        "n",
    )),
    written_out(terms("17", THROUGH, "∂E_n/∂a_0", "n")),
    terms("18", QUOTIENT, "∂y_0/∂a_0", "n"),
    terms("19", QUOTIENT, "∂y_l/∂a_0", "ln"),
    written_out(terms("20", THROUGH, "∂E_n/∂a_0", "n")),
    terms("21", THROUGH, "∂E_n/∂a_1", "n"),
    terms("22", THROUGH, "∂E_n/∂a_2", "n"),
    terms("23", THROUGH, "∂E_n/∂a_k", "kn"),
    written_out(terms("24", &[INPUTS, HIDDEN, "v_kj K"], "a_0", "n")),
    terms("25a", &[INPUTS, HIDDEN, SUMS], "∂a_0/∂v_0j", "jn"),
    terms("25b", &[INPUTS, HIDDEN, SUMS], "∂a_k/∂v_kj", "kjn"),
    terms("26", AT_OUTPUT, "∂E_n/∂v_kj", "kjn"),
    terms(
        "27",
        &[INPUTS, HIDDEN, SUMS, TARGETS, AT_OUTPUTS, "α ∂E_n/∂v_kj"],
        "v_kj(τ+1)",
        "kjn",
    ),
    terms(
        "28",
        &[
            INPUTS,
            HIDDEN,
            SUMS,
            TARGETS,
            AT_OUTPUTS,
            "∂a_k/∂z_j ∂z_j/∂b_j ∂b_j/∂w_ji",
        ],
        "∂E_n/∂w_ji",
        "jin",
    ),
];

/// All letters of the book's equations.
const OF_THE_BOOK: &str = "wxbzvaytEhuαεNMKDf";

impl Terms {
    /// The words of a function, if it can be written as a formula.
    pub fn of(blank: &Blank) -> Option<&'static Self> {
        let number = blank.equation.map(|number| number.to_string());
        let is_own = |terms: &&Self| match &number {
            Some(number) => terms.of == number,
            None => terms.of == blank.name,
        };
        TERMS
            .iter()
            .find(is_own)
            .filter(|_| blank.signature.is_none())
    }

    fn all(&self) -> impl Iterator<Item = &'static str> {
        self.known.iter().flat_map(|group| group.split(' '))
    }

    /// A letter as the equation has it, w_i or w_ji.
    pub fn letter(&self, name: char) -> Option<&'static str> {
        self.all().find(|shown| shown.starts_with(name))
    }

    /// The indices of a letter, without that of the sample.
    pub fn indices(&self, name: char) -> &'static str {
        let shown = self.letter(name).unwrap_or_default();
        let below = shown.split_once('_').map_or("", |(_, below)| below);
        if name == 'E' { "" } else { below }
    }

    pub fn has(&self, shown: &str) -> bool {
        self.all().any(|known| known == shown)
    }

    /// A slope that is known by its two letters, E_n and a.
    pub fn has_slope(&self, of: &str, along: char) -> bool {
        self.has_beginning(&format!("∂{of}"), &format!("∂{along}"))
    }

    /// True if a derivative along this letter may be left to be measured.
    pub fn measures(&self, along: char) -> bool {
        self.has_beginning("∂", &format!("∂{along}"))
    }

    fn has_beginning(&self, of: &str, along: &str) -> bool {
        let fits = |left: &str| match of {
            "∂" | "∂E_n" => left == of,
            _ => left.starts_with(of) && left != "∂E_n",
        };
        let mut slopes = self.all().filter_map(|shown| shown.split_once('/'));
        slopes.any(|(left, right)| fits(left) && right.starts_with(along))
    }

    /// True if the right formula of the book holds only for targets that sum to 1. The functions of 14, 15, 27 and 28 are given
    /// errors or slopes and hold for all; a formula forms them from y_k − t_k.
    pub fn assumes_targets_sum_to_1(&self, blank: &Blank) -> bool {
        blank.assumes_targets_sum_to_1 || ["14", "15", "27", "28"].contains(&self.of)
    }

    /// The equation as messages name it.
    pub fn title(&self) -> String {
        if self.of.starts_with(|c: char| c.is_ascii_digit()) {
            format!("({})", self.of)
        } else {
            "this function".to_owned()
        }
    }

    /// The words, as a list.
    pub fn list(&self) -> String {
        let all: Vec<&str> = self.all().collect();
        match &all[..] {
            [one] => (*one).to_owned(),
            [first @ .., last] => format!("{} and {last}", first.join(", ")),
            [] => String::new(),
        }
    }

    /// The reason why a word is not known here.
    pub fn refusal(&self, word: &str) -> String {
        let (title, list) = (self.title(), self.list());
        let mut letters = word.chars();
        let first = letters.next().unwrap_or(' ');
        let base = |shown: &str| shown.split('_').next().map(str::to_owned);
        if word == self.asked || base(word) == base(self.asked) {
            format!("{} is what {title} asks for. Known are {list}.", self.asked)
        } else if "kjinlm".contains(first) && letters.next().is_none() {
            format!("{word} is an index and no number of its own. Known are {list}.")
        } else if OF_THE_BOOK.contains(first) || first == '∂' {
            format!("{word} is not known in {title}. Known are {list}.")
        } else {
            format!(
                "`{word}` is no letter of {title}. Known are {list}, and exp, log, sqrt, max, sum."
            )
        }
    }
}

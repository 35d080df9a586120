//! The letters that a formula may use: those that are known before the equation computes something new.

use crate::exercise::Blank;

/// The words of one equation.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    /// The number of the equation, that of a line of its derivation, or the name of a function that has neither.
    pub of: &'static str,
    /// The letters with their indices, the functions and the slopes.
    known: &'static [&'static str],
    /// The quantity that it computes.
    pub asked: &'static str,
    /// The indices that have a value outside of all sums; n for the current sample.
    pub counted: &'static str,
    /// True if the book writes it out for D = 2, M = 2 and K = 3.
    pub written_out: bool,
    /// The formula as the book has it, as it can be typed.
    pub solution: &'static str,
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
    solution: &'static str,
) -> Terms {
    Terms {
        of,
        known,
        asked,
        counted,
        written_out: false,
        solution,
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
const POWERS: &[&str] = &["a_k u"];
const CHAIN: &[&str] = &["∂E_n/∂a_k ∂a_k/∂z_j ∂z_j/∂b_j ∂b_j/∂w_ji K"];
const AT_OUTPUT: &[&str] = &[INPUTS, HIDDEN, SUMS, TARGETS, AT_OUTPUTS];

static TERMS: [Terms; 38] = [
    terms(
        "1",
        SINGLE,
        "a",
        "",
        "w_0 x_0 + w_1 x_1 + … + w_{n−1} x_{n−1}",
    ),
    terms(
        "2",
        SINGLE,
        "a",
        "",
        "w_0 x_0 + w_1 x_1 + … + w_{n−2} x_{n−2} + w_{n−1}",
    ),
    terms("3", SINGLE, "a", "", "sum(i, w_i x_i)"),
    terms("4", &["a"], "y", "", "1/(1 + exp(−a))"),
    terms("sigmoid_slope", &["a y h"], "h′", "", "h(a) h(−a)"),
    terms("5", &[INPUTS], "b_j", "jn", "sum(i, w_ji x_i)"),
    terms("6", &[INPUTS, "b_j h"], "z_j", "jn", "h(b_j)"),
    terms("7", SHARES, "y_k", "kn", "exp(a_k) / sum(j, exp(a_j))"),
    terms(
        "log_softmax",
        SHARES,
        "y_k",
        "kn",
        "a_k − log(sum(j, exp(a_j)))",
    ),
    terms("8", PASS, "E", "", "−1/N sum(n, k, t_nk log(y_nk))"),
    terms("9", &["f x ε"], "∂f/∂x", "", "(f(x + ε) − f(x)) / ε"),
    terms(
        "10",
        MOVED,
        "∂E/∂w_ji",
        "ji",
        "(E(w_ji + ε, v) − E(w, v)) / ε",
    ),
    written_out(terms(
        "11",
        MOVED,
        "∂E/∂w_j0",
        "j",
        "(E(w_j0 + ε, v) − E(w, v)) / ε",
    )),
    terms("12", PASS, "E_n", "n", "−sum(k, t_k log(y_k))"),
    terms(
        "13",
        &[INPUTS, HIDDEN, SUMS, TARGETS, "E_n"],
        "E",
        "",
        "1/N sum(n, E_n)",
    ),
    terms(
        "14",
        &[INPUTS, HIDDEN, SUMS, TARGETS, "E_n ∂E_n/∂w_ji ∂/∂w_ji"],
        "∂E/∂w_ji",
        "ji",
        "1/N sum(n, ∂E_n/∂w_ji)",
    ),
    terms("15", AT_OUTPUT, "∂E_n/∂v_kj", "kjn", "∂E_n/∂a_k ∂a_k/∂v_kj"),
    written_out(terms(
        "16",
        &[INPUTS, HIDDEN, SUMS, TARGETS, "∂/∂a_0"],
        "∂E_n/∂a_0",
        "n",
        "∂/∂a_0 (−t_0 log y_0 − t_1 log y_1 − t_2 log y_2)",
    )),
    written_out(terms(
        "17",
        THROUGH,
        "∂E_n/∂a_0",
        "n",
        "−t_0/y_0 ∂y_0/∂a_0 − t_1/y_1 ∂y_1/∂a_0 − t_2/y_2 ∂y_2/∂a_0",
    )),
    terms("18", QUOTIENT, "∂y_0/∂a_0", "n", "y_0 (1 − y_0)"),
    terms("19", QUOTIENT, "∂y_l/∂a_0", "ln", "−y_l y_0"),
    written_out(terms("20", THROUGH, "∂E_n/∂a_0", "n", "y_0 − t_0")),
    terms("21", THROUGH, "∂E_n/∂a_1", "n", "y_1 − t_1"),
    terms("22", THROUGH, "∂E_n/∂a_2", "n", "y_2 − t_2"),
    terms("23", THROUGH, "∂E_n/∂a_k", "kn", "y_k − t_k"),
    written_out(terms(
        "24",
        &[INPUTS, HIDDEN, "v_kj K"],
        "a_0",
        "n",
        "v_00 z_0 + v_01 z_1 + v_02 z_2",
    )),
    terms("25a", &[INPUTS, HIDDEN, SUMS], "∂a_0/∂v_0j", "jn", "z_j"),
    terms("25b", &[INPUTS, HIDDEN, SUMS], "∂a_k/∂v_kj", "kjn", "z_j"),
    terms("26", AT_OUTPUT, "∂E_n/∂v_kj", "kjn", "(y_k − t_k) z_j"),
    terms(
        "27",
        &[INPUTS, HIDDEN, SUMS, TARGETS, AT_OUTPUTS, "α ∂E_n/∂v_kj"],
        "v_kj(τ+1)",
        "kjn",
        "v_kj − α ∂E_n/∂v_kj",
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
        "sum(k, (y_k − t_k) v_kj) h′(b_j) x_i",
    ),
    // Lines of derivations.
    terms(
        "18.2",
        POWERS,
        "∂y_0/∂a_0",
        "n",
        "(exp(a_0) u − exp(a_0) exp(a_0)) / u^2",
    ),
    terms(
        "18.4",
        POWERS,
        "∂y_0/∂a_0",
        "n",
        "exp(a_0)/u (1 − exp(a_0)/u)",
    ),
    terms(
        "19.2",
        POWERS,
        "∂y_l/∂a_0",
        "ln",
        "(0 u − exp(a_l) exp(a_0)) / u^2",
    ),
    terms("19.3", POWERS, "∂y_l/∂a_0", "ln", "−exp(a_l)/u exp(a_0)/u"),
    written_out(terms(
        "20.1",
        &[TARGETS],
        "∂E_n/∂a_0",
        "n",
        "−t_0 (1 − y_0) + t_1 y_0 + t_2 y_0",
    )),
    written_out(terms(
        "20.2",
        &[TARGETS],
        "∂E_n/∂a_0",
        "n",
        "(t_0 + t_1 + t_2) y_0 − t_0",
    )),
    terms(
        "28.2",
        CHAIN,
        "∂E_n/∂w_ji",
        "jin",
        "(∑_{k=0}^{K−1} ∂E_n/∂a_k ∂a_k/∂z_j) ∂z_j/∂b_j ∂b_j/∂w_ji",
    ),
];

/// All letters of the book's equations.
const OF_THE_BOOK: &str = "wxbzvaytEhuαεNMKDf";

impl Terms {
    /// The words of a function, if it can be written as a formula.
    pub fn of(blank: &Blank) -> Option<&'static Self> {
        let number = || blank.equation.map(|number| number.to_string());
        let name = blank.line_id().or_else(number);
        let name = name.as_deref().unwrap_or(blank.name);
        TERMS.iter().find(|terms| terms.of == name)
    }

    pub fn all(&self) -> impl Iterator<Item = &'static str> {
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

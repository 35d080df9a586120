//! TeX in words, for those who hear it: the formulas of the book, and the numbers of an equation in a narration.
//!
//! The registry's equations have a reading written by hand, [`Entry::aloud`](super::Entry::aloud).

use super::ink::command_name;

/// Their names stand at the bracket that follows.
const FUNCTIONS: [&str; 7] = ["exp", "log", "max", "min", "tanh", "sin", "cos"];

/// Letters before a bracket that are not multiplied by it: functions, and weights at a time, as in v(t + 1).
const FUNCTION_LETTERS: &str = "fghEFuvw";

/// A formula in one line of words: fractions with over, brackets where they are needed, and what is multiplied with times.
///
/// ```
/// use nn28::equation::spoken::spoken;
/// assert_eq!(spoken(r"\frac{1}{1 + \exp(-a)}"), "1 over (1 plus exp(minus a))");
/// assert_eq!(spoken(r"b = x \, w^{\mathsf{T}}"), "b equals x times w transposed");
/// assert_eq!(spoken(r"w_0 x_0 \ge 0"), "w 0 times x 0 is at least 0");
/// assert_eq!(spoken(r"\partial E/\partial w_{ji}"), "the slope of E along w j i");
/// assert_eq!(spoken(r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"), "the matrix 1, 2; 3, 4");
/// assert_eq!(spoken(r"\sum_{i=0}^{D} w_{ji} x_i"), "the sum over i from 0 to D of w j i times x i");
/// ```
#[must_use]
pub fn spoken(tex: &str) -> String {
    match tex.split_once(r" \quad (") {
        Some((main, place)) => {
            let place = place.strip_suffix(')').unwrap_or(place);
            format!("{}, where {}", read(main), read(place))
        }
        None => read(tex),
    }
}

fn read(tex: &str) -> String {
    joined(&Reader::new(tex).sequence())
}

/// A piece of what is said.
#[derive(Debug, Clone, PartialEq)]
enum Word {
    /// A number or a letter with its indices.
    Thing(String),
    /// What is applied to what follows.
    Applied(String),
    /// A sign between things.
    Sign(String),
    /// What belongs to the thing before: a power, a prime, indices.
    After(String),
    Open,
    Close,
    /// A comma or another stop.
    Stop(char),
}

fn joined(words: &[Word]) -> String {
    let mut out = String::new();
    let mut before = &Word::Open;
    for word in words {
        let stop;
        let (text, stands_close) = match word {
            Word::Thing(text) | Word::Applied(text) | Word::Sign(text) | Word::After(text) => {
                (text.as_str(), false)
            }
            Word::Open => ("(", stands_at_its_bracket(before)),
            Word::Close => (")", true),
            Word::Stop(sign) => {
                stop = sign.to_string();
                (stop.as_str(), true)
            }
        };
        if !stands_close && *before != Word::Open {
            out.push(' ');
        }
        out.push_str(text);
        before = word;
    }
    out
}

/// A function does.
fn stands_at_its_bracket(word: &Word) -> bool {
    match word {
        Word::Thing(_) => true,
        Word::Applied(name) => FUNCTIONS.contains(&name.as_str()),
        Word::After(sign) => sign == "prime",
        Word::Sign(_) | Word::Open | Word::Close | Word::Stop(_) => false,
    }
}

/// Reads TeX from left to right.
struct Reader<'a> {
    rest: &'a str,
    words: Vec<Word>,
    /// Whether it stands between the entries of a matrix.
    in_matrix: bool,
}

impl<'a> Reader<'a> {
    fn new(tex: &'a str) -> Self {
        Self {
            rest: tex,
            words: Vec::new(),
            in_matrix: false,
        }
    }

    fn sequence(mut self) -> Vec<Word> {
        loop {
            let apart = self.gap();
            if self.rest.is_empty() {
                break;
            }
            self.next(apart);
        }
        without_idle_brackets(&self.words)
    }

    /// Whether there is a gap, which is left behind.
    fn gap(&mut self) -> bool {
        let before = self.rest.len();
        self.rest = self.rest.trim_start();
        let thin = [r"\,", r"\;", r"\:"].into_iter();
        while let Some(rest) = thin.clone().find_map(|space| self.rest.strip_prefix(space)) {
            self.rest = rest.trim_start();
        }
        self.rest.len() < before
    }

    /// One thing more; after a gap it multiplies what stands before it.
    fn next(&mut self, apart: bool) {
        let Some(c) = self.rest.chars().next() else {
            return;
        };
        match c {
            '\\' => self.command(),
            '(' | '[' => {
                if apart || self.words.last() == Some(&Word::Close) {
                    self.times();
                }
                self.take(Word::Open);
            }
            ')' | ']' => self.take(Word::Close),
            ',' | ';' | ':' => self.take(Word::Stop(c)),
            '&' if self.in_matrix => self.take(Word::Stop(',')),
            '+' => self.sign("plus"),
            '-' => self.sign("minus"),
            '=' => self.sign("equals"),
            '/' => self.sign("over"),
            '<' => self.sign("is less than"),
            '>' => self.sign("is greater than"),
            '\'' => self.take(Word::After("prime".to_owned())),
            '^' => {
                self.skip(1);
                let power = match self.group() {
                    "2" => "squared".to_owned(),
                    r"\mathsf{T}" => "transposed".to_owned(),
                    power => format!("to the power {}", read(power)),
                };
                self.words.push(Word::After(power));
            }
            '0'..='9' => {
                let end = |c: char| !c.is_ascii_digit() && c != '.';
                let length = self.rest.find(end).unwrap_or(self.rest.len());
                let number = self.rest[..length].to_owned();
                self.skip(length);
                self.factor(number);
            }
            '_' => {
                let indices = self.indices();
                self.words
                    .push(Word::After(indices.trim_start().to_owned()));
            }
            c if c.is_alphabetic() => {
                self.skip(c.len_utf8());
                let name = c.to_string() + &self.indices();
                if FUNCTION_LETTERS.contains(c) {
                    self.thing(name);
                } else {
                    self.factor(name);
                }
            }
            c => self.skip(c.len_utf8()),
        }
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = &self.rest[bytes..];
    }

    /// A word for a single letter of TeX.
    fn take(&mut self, word: Word) {
        self.skip(1);
        self.words.push(word);
    }

    fn sign(&mut self, words: &str) {
        self.take(Word::Sign(words.to_owned()));
    }

    /// A comma between two formulas, unless there is a stop already.
    fn stop(&mut self) {
        if !matches!(self.words.last(), None | Some(Word::Stop(_))) {
            self.words.push(Word::Stop(','));
        }
    }

    fn say(&mut self, words: &str) {
        self.words.push(Word::Sign(words.to_owned()));
    }

    fn thing(&mut self, text: String) {
        self.times();
        self.words.push(Word::Thing(text));
    }

    /// A thing that is no function: a bracket at it is multiplied by it.
    fn factor(&mut self, text: String) {
        self.thing(text);
        if self.rest.starts_with('(') {
            self.times();
        }
    }

    /// What stands beside each other without a sign is multiplied.
    fn times(&mut self) {
        let last = self.words.last();
        if matches!(last, Some(Word::Thing(_) | Word::After(_) | Word::Close)) {
            self.say("times");
        }
    }

    /// What stands in braces, or one letter.
    fn group(&mut self) -> &'a str {
        let Some(inside) = self.rest.strip_prefix('{') else {
            let length = self.rest.chars().next().map_or(0, char::len_utf8);
            let (one, rest) = self.rest.split_at(length);
            self.rest = rest;
            return one;
        };
        let mut depth = 1;
        for (at, c) in inside.char_indices() {
            depth += i32::from(c == '{') - i32::from(c == '}');
            if depth == 0 {
                self.rest = &inside[at + 1..];
                return &inside[..at];
            }
        }
        self.rest = "";
        inside
    }

    /// Indices, apart from each other: w_{ji} has j and i, w_{12,3} has 12 and 3, w_{n-1} has n minus 1.
    fn indices(&mut self) -> String {
        let Some(rest) = self.rest.strip_prefix('_') else {
            return String::new();
        };
        self.rest = rest;
        let group = self.group();
        if group.contains(',') {
            return format!(" {}", group.replace(',', " "));
        }
        group.chars().fold(String::new(), |all, c| match c {
            '-' => all + " minus",
            '+' => all + " plus",
            c => all + " " + &c.to_string(),
        })
    }

    /// The name of a command, which is left behind. A space or a sign after the stroke is a command of its own.
    fn name(&mut self) -> &'a str {
        let name = command_name(&self.rest[1..]);
        self.skip(1 + name.len());
        name
    }

    fn command(&mut self) {
        match self.name() {
            "frac" => self.fraction(),
            "partial" => self.slope(),
            "sum" => self.series("the sum"),
            "prod" => self.series("the product"),
            "sqrt" => {
                self.times();
                let order = self.rest.strip_prefix('[').and_then(|r| r.split_once(']'));
                let name = match order {
                    Some((order, rest)) => {
                        self.rest = rest;
                        format!("the root of order {order}")
                    }
                    None => "the square root".to_owned(),
                };
                let root = as_one(Reader::new(self.group()).sequence());
                let root = format!("{name} of {}", joined(&root));
                self.words.push(Word::Thing(root));
            }
            name if FUNCTIONS.contains(&name) => {
                self.times();
                self.words.push(Word::Applied(name.to_owned()));
            }
            "Delta" => {
                self.times();
                let indices = self.indices();
                // The difference of what follows, or a name.
                self.words.push(if indices.is_empty() {
                    Word::Applied("delta".to_owned())
                } else {
                    Word::Thing("delta".to_owned() + &indices)
                });
            }
            "left" => {
                self.group();
                self.times();
                self.words.push(Word::Open);
            }
            "right" => {
                self.group();
                self.words.push(Word::Close);
            }
            "begin" => {
                self.in_matrix = self.group().ends_with("matrix");
                if self.in_matrix {
                    self.times();
                    self.words.push(Word::Applied("the matrix".to_owned()));
                }
            }
            "end" => {
                self.group();
                self.in_matrix = false;
            }
            "\\" if self.in_matrix => self.words.push(Word::Stop(';')),
            "\\" | "qquad" => self.stop(),
            name @ ("hat" | "bar") => {
                let letter = self.group().to_owned();
                let indices = self.indices();
                self.thing(format!("{letter} {name}{indices}"));
            }
            "mathbf" | "mathrm" | "mathsf" | "mathit" => {
                let text = self.group().to_owned() + &self.indices();
                self.thing(text);
            }
            "text" => {
                let text = self.group().trim();
                self.say(text);
            }
            "cdot" | "times" => self.say("times"),
            "odot" => self.say("times, entry by entry,"),
            "cdots" | "ldots" | "dots" => self.say("and so on"),
            "approx" => self.say("is about"),
            "leftarrow" => self.say("becomes"),
            "ge" | "geq" => self.say("is at least"),
            "le" | "leq" => self.say("is at most"),
            "ne" | "neq" => self.say("is not"),
            "to" => self.say("to"),
            "in" => self.say("is in"),
            "quad" => {}
            name if name.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                let name = match name {
                    "varepsilon" => "epsilon",
                    "infty" => "infinity",
                    name => name,
                };
                let name = name.to_owned() + &self.indices();
                self.factor(name);
            }
            _ => {}
        }
    }

    /// A slope within a line, as in `\partial E/\partial w`.
    fn slope(&mut self) {
        self.times();
        let of = self.one();
        let over = self.rest.trim_start().strip_prefix('/');
        let said = match over.and_then(|rest| rest.trim_start().strip_prefix(r"\partial")) {
            Some(rest) => {
                self.rest = rest;
                format!("the slope of {of} along {}", self.one())
            }
            None => format!("the change of {of}"),
        };
        self.words.push(Word::Thing(said));
    }

    /// The next thing, with its indices.
    fn one(&mut self) -> String {
        let mut reader = Reader::new(self.rest.trim_start());
        reader.next(false);
        self.rest = reader.rest;
        joined(&reader.words)
    }

    /// A fraction, or a slope.
    fn fraction(&mut self) {
        let (above, below) = (self.group(), self.group());
        self.times();
        let stripped = |tex: &'a str| {
            let of = |letter: char| " \\".contains(letter) || letter.is_alphabetic();
            let d = tex.strip_prefix('d');
            let d = d.filter(|rest| rest.is_empty() || rest.starts_with(of));
            let rest = tex.strip_prefix(r"\partial").or(d);
            rest.map(|rest| read(rest.trim_start()))
        };
        match (stripped(above), stripped(below)) {
            (Some(of), Some(along)) if of.is_empty() => {
                let slope = format!("the slope along {along} of");
                self.words.push(Word::Applied(slope));
            }
            (Some(of), Some(along)) => {
                self.words
                    .push(Word::Thing(format!("the slope of {of} along {along}")));
            }
            _ => {
                self.words.extend(as_one(Reader::new(above).sequence()));
                self.say("over");
                self.words.extend(as_one(Reader::new(below).sequence()));
            }
        }
    }

    /// A sum or a product with its limits.
    fn series(&mut self, name: &str) {
        self.times();
        let mut said = name.to_owned();
        while let Some(sign @ ('_' | '^')) = self.rest.chars().next() {
            self.skip(1);
            let group = self.group();
            let part = match group.split_once('=') {
                Some((index, first)) => format!("over {index} from {}", read(first)),
                None if sign == '_' => format!("over {group}"),
                None => format!("to {}", read(group)),
            };
            said = format!("{said} {part}");
        }
        self.words.push(Word::Applied(said + " of"));
    }
}

/// In brackets, unless it is a thing or a function of something.
fn as_one(words: Vec<Word>) -> Vec<Word> {
    let is_alone = words.iter().all(|word| matches!(word, Word::Thing(_)));
    let is_applied = matches!(
        words.as_slice(),
        [Word::Applied(_), Word::Open, .., Word::Close]
    ) && words.iter().filter(|word| **word == Word::Open).count() == 1;
    if is_alone || is_applied {
        return words;
    }
    [Word::Open]
        .into_iter()
        .chain(words)
        .chain([Word::Close])
        .collect()
}

/// Without the brackets around a single number with its sign, but for those of a function.
fn without_idle_brackets(words: &[Word]) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut rest = words;
    while let [first, after @ ..] = rest {
        let is_applied = matches!(out.last(), Some(Word::Applied(_) | Word::Thing(_)));
        match rest {
            [
                Word::Open,
                Word::Sign(sign),
                Word::Thing(number),
                Word::Close,
                after @ ..,
            ] if !is_applied => {
                out.extend([Word::Sign(sign.clone()), Word::Thing(number.clone())]);
                rest = after;
            }
            _ => {
                out.push(first.clone());
                rest = after;
            }
        }
    }
    out
}

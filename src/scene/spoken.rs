//! TeX and screens in words, for screen readers: the formulas of the book, and the numbers of an equation in a narration.

pub mod screen;

use super::tex::{Kind, Tex, parse};

/// Functions, whose names stay close to the bracket that follows.
const FUNCTIONS: [&str; 7] = ["exp", "log", "max", "min", "tanh", "sin", "cos"];

/// Letters before a bracket that are not multiplied by it: functions, and weights at a time, as in v(t + 1).
const FUNCTION_LETTERS: &str = "fghEFuvw";

/// The words of a sign or a command between two things.
fn sign_words(sign: &str) -> Option<&'static str> {
    Some(match sign {
        "+" => "plus",
        "-" => "minus",
        "=" => "equals",
        "/" => "over",
        "<" => "is less than",
        ">" => "is greater than",
        "cdot" | "times" => "times",
        "odot" => "times, entry by entry,",
        "cdots" | "ldots" | "dots" => "and so on",
        "approx" => "is about",
        "leftarrow" => "becomes",
        "ge" | "geq" => "is at least",
        "le" | "leq" => "is at most",
        "ne" | "neq" => "is not",
        "in" => "is in",
        "to" => "to",
        _ => return None,
    })
}

/// A formula in one line of words: fractions with over, brackets where they are needed, and products with times.
///
/// ```
/// use nn28::scene::spoken::spoken;
/// assert_eq!(spoken(r"\frac{1}{1 + \exp(-a)}"), "1 over (1 plus exp(minus a))");
/// assert_eq!(spoken(r"b = x \, w^{\mathsf{T}}"), "b equals x times w transposed");
/// assert_eq!(spoken(r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"), "the matrix 1, 2; 3, 4");
/// ```
pub fn spoken(tex: &str) -> String {
    let read = |tex| read(&parse(tex));
    match tex.split_once(r" \quad (") {
        Some((main, condition)) => {
            let condition = condition.strip_suffix(')').unwrap_or(condition);
            format!("{}, where {}", read(main), read(condition))
        }
        None => read(tex),
    }
}

fn read(pieces: &[Tex<'_>]) -> String {
    joined(&words(pieces))
}

/// A spoken word, or a sign that is heard as a pause.
type Word = (Role, String);

#[derive(Debug, Clone, Copy, PartialEq)]
enum Role {
    /// A number or a letter with its indices.
    Thing,
    /// A function of the words that follow.
    Applied,
    /// A sign between things.
    Sign,
    /// A power, a prime or indices of the thing before.
    After,
    Open,
    Close,
    /// A comma or another stop.
    Stop,
}
use Role::{After, Applied, Close, Open, Sign, Stop, Thing};

fn joined(words: &[Word]) -> String {
    let mut out = String::new();
    let mut before = (Open, "");
    for (role, text) in words {
        // A function keeps its bracket close.
        let is_function = match before {
            (Thing, _) | (After, "prime") => true,
            (Applied, name) => FUNCTIONS.contains(&name),
            _ => false,
        };
        let is_close = matches!(role, Close | Stop) || *role == Open && is_function;
        if !is_close && before.0 != Open {
            out.push(' ');
        }
        out.push_str(text);
        before = (*role, text);
    }
    out
}

fn words(pieces: &[Tex<'_>]) -> Vec<Word> {
    let mut speaker = Speaker::default();
    speaker.within(pieces);
    without_idle_brackets(&speaker.words)
}

/// In brackets, unless it is a thing or a function of something.
fn as_one(pieces: &[Tex<'_>]) -> Vec<Word> {
    let mut words = words(pieces);
    let roles: Vec<Role> = words.iter().map(|(role, _)| *role).collect();
    let is_alone = roles.iter().all(|role| *role == Thing);
    let is_applied = matches!(roles[..], [Applied, Open, .., Close])
        && roles.iter().filter(|role| **role == Open).count() == 1;
    if !is_alone && !is_applied {
        words.insert(0, (Open, "(".to_owned()));
        words.push((Close, ")".to_owned()));
    }
    words
}

/// Without the brackets around a single number with its sign, except for those of a function.
fn without_idle_brackets(words: &[Word]) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut rest = words;
    while let [first, after @ ..] = rest {
        let is_applied = matches!(out.last(), Some((Applied | Thing, _)));
        let roles: Vec<Role> = rest.iter().take(4).map(|(role, _)| *role).collect();
        if roles == [Open, Sign, Thing, Close] && !is_applied {
            out.extend_from_slice(&rest[1..3]);
            rest = &rest[4..];
        } else {
            out.push(first.clone());
            rest = after;
        }
    }
    out
}

/// Speaks pieces from left to right.
#[derive(Default)]
struct Speaker<'t> {
    rest: &'t [Tex<'t>],
    words: Vec<Word>,
    /// True between the entries of a matrix.
    in_matrix: bool,
}

impl<'t> Speaker<'t> {
    fn sequence(&mut self) {
        let mut is_apart = self.skip_blanks();
        while let Some(piece) = self.take_if(|_| true) {
            self.piece(piece, is_apart);
            is_apart = self.skip_blanks();
        }
    }

    /// The words of other pieces within these.
    fn within(&mut self, pieces: &'t [Tex<'t>]) {
        let rest = std::mem::replace(&mut self.rest, pieces);
        self.sequence();
        self.rest = rest;
    }

    fn take_if(&mut self, test: impl Fn(Kind<'_>) -> bool) -> Option<&'t Tex<'t>> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = if test(first.kind) { rest } else { return None };
        Some(first)
    }

    /// True if there were any.
    fn skip_blanks(&mut self) -> bool {
        let is_blank = |kind: Kind<'_>| match kind {
            Kind::Char(c) => c.is_whitespace(),
            Kind::Command(name) => matches!(name, "," | ";" | ":"),
            _ => false,
        };
        std::iter::from_fn(|| self.take_if(is_blank)).count() > 0
    }

    fn say(&mut self, role: Role, text: impl Into<String>) {
        self.words.push((role, text.into()));
    }

    fn last(&self) -> Option<Role> {
        self.words.last().map(|(role, _)| *role)
    }

    fn next_is(&self, kind: Kind<'_>) -> bool {
        self.rest.first().is_some_and(|next| next.kind == kind)
    }

    /// One thing more; a bracket after a gap multiplies the thing before it.
    fn piece(&mut self, piece: &'t Tex<'t>, is_apart: bool) {
        match piece.kind {
            Kind::Command(name) if self.sign(name) => {}
            Kind::Command(name) => self.command(name, piece),
            Kind::Group => self.within(&piece.parts),
            Kind::Script('_') => self.say(After, indices(piece).trim_start()),
            Kind::Script(_) => match piece.text(0) {
                "2" => self.say(After, "squared"),
                r"\mathsf{T}" => self.say(After, "transposed"),
                _ => self.say(After, format!("to the power {}", read(piece.argument(0)))),
            },
            Kind::Symbol(letter) => {
                let indices = piece.parts.first().map(indices).unwrap_or_default();
                let name = format!("{letter}{indices}");
                if FUNCTION_LETTERS.contains(letter) {
                    self.thing(name);
                } else {
                    self.factor(&name);
                }
            }
            Kind::Char(c) => self.char(c, is_apart),
        }
    }

    fn char(&mut self, c: char, is_apart: bool) {
        match c {
            '(' | '[' => {
                if is_apart || self.last() == Some(Close) {
                    self.times();
                }
                self.say(Open, "(");
            }
            ')' | ']' => self.say(Close, ")"),
            ',' | ';' | ':' => self.say(Stop, c),
            '&' if self.in_matrix => self.say(Stop, ","),
            '\'' => self.say(After, "prime"),
            '0'..='9' => {
                let is_digit = |kind: Kind<'_>| matches!(kind, Kind::Char('0'..='9' | '.'));
                let digits = std::iter::from_fn(|| self.take_if(is_digit));
                let digits: String = digits.map(|digit| digit.source).collect();
                self.factor(&format!("{c}{digits}"));
            }
            c if c.is_alphabetic() => self.factor(&c.to_string()),
            c => _ = self.sign(&c.to_string()),
        }
    }

    /// A sign that has words; others are not heard.
    fn sign(&mut self, sign: &str) -> bool {
        let words = sign_words(sign);
        self.words
            .extend(words.map(|words| (Sign, words.to_owned())));
        words.is_some()
    }

    fn command(&mut self, name: &str, piece: &'t Tex<'t>) {
        match name {
            "frac" => self.fraction(piece),
            "partial" => self.slope(),
            "sum" => self.series("the sum"),
            "prod" => self.series("the product"),
            "sqrt" => self.root(piece),
            "Delta" if self.next_is(Kind::Script('_')) => self.name("delta"),
            // The difference of what follows.
            "Delta" => self.applied("delta"),
            "left" => {
                self.times();
                self.say(Open, "(");
                self.within(piece.parts.get(1..).unwrap_or_default());
            }
            "right" => self.say(Close, ")"),
            "begin" => {
                self.in_matrix = piece.text(0).ends_with("matrix");
                if self.in_matrix {
                    self.applied("the matrix");
                }
            }
            "end" => self.in_matrix = false,
            "\\" if self.in_matrix => self.say(Stop, ";"),
            "\\" | "qquad" if !matches!(self.last(), None | Some(Stop)) => self.say(Stop, ","),
            "qquad" | "quad" => {}
            "hat" | "bar" => self.name(&format!("{} {name}", piece.text(0))),
            "mathbf" | "mathrm" | "mathsf" | "mathit" => self.name(piece.text(0)),
            "text" => self.say(Sign, piece.text(0).trim()),
            "varepsilon" => self.factor("epsilon"),
            "infty" => self.factor("infinity"),
            name if FUNCTIONS.contains(&name) => self.applied(name),
            name if name.starts_with(|c: char| c.is_ascii_alphabetic()) => self.factor(name),
            _ => {}
        }
    }

    fn applied(&mut self, function: &str) {
        self.times();
        self.say(Applied, function);
    }

    fn thing(&mut self, text: String) {
        self.times();
        self.say(Thing, text);
    }

    /// A name with the indices that follow.
    fn name(&mut self, name: &str) {
        let script = self.take_if(|kind| kind == Kind::Script('_'));
        let indices = script.map(indices).unwrap_or_default();
        self.thing(format!("{name}{indices}"));
    }

    /// A name that is no function: a bracket after it is multiplied by it.
    fn factor(&mut self, name: &str) {
        self.name(name);
        if self.next_is(Kind::Char('(')) {
            self.times();
        }
    }

    /// Things without a sign between them are multiplied.
    fn times(&mut self) {
        if matches!(self.last(), Some(Thing | After | Close)) {
            self.sign("times");
        }
    }

    /// A slope within a line, as in `\partial E/\partial w`.
    fn slope(&mut self) {
        self.times();
        let of = self.one();
        let rest = self.rest;
        self.skip_blanks();
        let is_over = self.take_if(|kind| kind == Kind::Char('/')).is_some();
        self.skip_blanks();
        let is_partial = |kind: Kind<'_>| is_over && kind == Kind::Command("partial");
        if self.take_if(is_partial).is_some() {
            let along = self.one();
            self.say(Thing, format!("the slope of {of} along {along}"));
        } else {
            self.rest = rest;
            self.say(Thing, format!("the change of {of}"));
        }
    }

    /// The next thing, with its indices.
    fn one(&mut self) -> String {
        self.skip_blanks();
        let mut speaker = Speaker {
            rest: self.rest,
            ..Self::default()
        };
        if let Some(piece) = speaker.take_if(|_| true) {
            speaker.piece(piece, false);
        }
        self.rest = speaker.rest;
        joined(&speaker.words)
    }

    fn root(&mut self, piece: &'t Tex<'t>) {
        let name = match piece.parts.len() {
            2.. => format!("the root of order {}", piece.text(0)),
            _ => "the square root".to_owned(),
        };
        let body = piece.parts.last().map_or(&[][..], Tex::content);
        self.thing(format!("{name} of {}", joined(&as_one(body))));
    }

    fn fraction(&mut self, piece: &'t Tex<'t>) {
        let (above, below) = (piece.argument(0), piece.argument(1));
        self.times();
        match (differential(above), differential(below)) {
            (Some(of), Some(along)) if of.is_empty() => {
                self.say(Applied, format!("the slope along {along} of"));
            }
            (Some(of), Some(along)) => self.say(Thing, format!("the slope of {of} along {along}")),
            _ => {
                self.words.extend(as_one(above));
                self.sign("/");
                self.words.extend(as_one(below));
            }
        }
    }

    /// A sum or a product with its limits.
    fn series(&mut self, name: &str) {
        let mut said = name.to_owned();
        while let Some(limit) = self.take_if(|kind| matches!(kind, Kind::Script(_))) {
            let text = limit.text(0);
            let part = match text.split_once('=') {
                Some((index, first)) => format!(" over {index} from {}", read(&parse(first))),
                None if limit.kind == Kind::Script('_') => format!(" over {text}"),
                None => format!(" to {}", read(limit.argument(0))),
            };
            said.push_str(&part);
        }
        self.applied(&(said + " of"));
    }
}

/// Indices, apart from each other: w_{ji} has j and i, w_{12,3} has 12 and 3, w_{n-1} has n minus 1.
fn indices(script: &Tex<'_>) -> String {
    let text = script.text(0);
    if text.contains(',') {
        return format!(" {}", text.replace(',', " "));
    }
    let apart: String = text.chars().flat_map(|c| [' ', c]).collect();
    apart.replace('-', "minus").replace('+', "plus")
}

/// The words after `\partial` or d, if one of them comes first.
fn differential(pieces: &[Tex<'_>]) -> Option<String> {
    let (first, rest) = pieces.split_first()?;
    let is_name = |next: &Tex<'_>| match next.kind {
        Kind::Symbol(_) | Kind::Command(_) => true,
        Kind::Char(c) => c == ' ' || c.is_alphabetic(),
        _ => false,
    };
    let is_d = first.source == "d" && rest.first().is_none_or(is_name);
    (is_d || first.kind == Kind::Command("partial")).then(|| read(rest))
}

//! What the equations say in numbers is read again and computed, and has to come to what they are worth.

use nn28::equation::{self, Chapter, Context, Entry, Indices, Number, Section, tex};
use nn28::scene::marks::marked;
use proptest::prelude::*;

use crate::equations::{cases_of, find, numbers_in, of_one_sample};

/// A reader of TeX that knows numbers, sums, products, fractions, powers, exp, log and the sigmoid h, and nothing of the program.
struct Reader<'a>(&'a str);

type Function = fn(f64) -> f64;

impl<'a> Reader<'a> {
    fn value(tex: &'a str) -> f64 {
        let mut reader = Reader(tex);
        let value = reader.sum();
        assert_eq!(reader.0, "", "left over of {tex}");
        value
    }

    fn takes(&mut self, word: &str) -> bool {
        self.0 = self.0.trim_start();
        let rest = self.0.strip_prefix(word);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn expects(&mut self, word: &str) {
        assert!(self.takes(word), "{word} before {}", self.0);
    }

    fn sum(&mut self) -> f64 {
        let sign = if self.takes("-") { -1.0 } else { 1.0 };
        let mut sum = sign * self.product();
        loop {
            if self.takes("+") {
                sum += self.product();
            } else if self.takes("-") {
                sum -= self.product();
            } else {
                return sum;
            }
        }
    }

    /// Factors with a sign between them, or side by side.
    fn product(&mut self) -> f64 {
        let mut product = self.power();
        loop {
            let has_sign = self.takes(r"\cdot") || self.takes(r"\times");
            self.takes("");
            let ends = ["+", "-", ")", "}", r"\right"];
            let is_over = self.0.is_empty() || ends.iter().any(|end| self.0.starts_with(*end));
            if is_over && !has_sign {
                return product;
            }
            product *= self.power();
        }
    }

    fn power(&mut self) -> f64 {
        let base = self.atom();
        if self.takes("^") {
            base.powf(self.atom())
        } else {
            base
        }
    }

    fn atom(&mut self) -> f64 {
        for (opens, closes) in [("{", "}"), ("(", ")"), (r"\left(", r"\right)")] {
            if self.takes(opens) {
                let value = self.sum();
                self.expects(closes);
                return value;
            }
        }
        if self.takes(r"\ink{") {
            self.0 = &self.0[1..];
            self.expects("}");
            return self.atom();
        }
        if self.takes(r"\frac") {
            return self.atom() / self.atom();
        }
        let functions: [(_, Function); 3] = [
            (r"\exp", f64::exp),
            (r"\log", f64::ln),
            ("h", |a| 1.0 / (1.0 + (-a).exp())),
        ];
        for (name, function) in functions {
            if self.takes(name) {
                return function(self.atom());
            }
        }
        let is_digit = |c: char| c.is_ascii_digit() || c == '.';
        let end = self.0.find(|c| !is_digit(c)).unwrap_or(self.0.len());
        let (number, rest) = self.0.split_at(end);
        self.0 = rest;
        number.parse().expect("a number")
    }
}

/// Small networks with small numbers, so that four decimals say enough, and of at most five terms, so that none is left out.
fn cases() -> impl Strategy<Value = Context> {
    cases_of([4, 4, 5, 5], 1.2)
}

/// What a line that measures a derivative differentiates by: its name and its current number.
fn variable(entry: &Entry, line: usize, case: &Context) -> (String, f64) {
    let Indices { k, j, i, .. } = case.indices;
    match (entry.number.integer(), line) {
        (14, 0) => (format!("w_{{{j}{i}}}"), case.network.w[j][i]),
        (16 | 18 | 19, 0) => ("a_0".to_owned(), case.pass.a[0]),
        other => panic!("{other:?} with k = {k} measures nothing"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_numbers_of_every_line_come_to_its_value(case in cases()) {
        // Four decimals of a small output say little of 1/y.
        let smallest = case.pass.y.iter().copied().fold(1.0, f64::min);
        let tolerance = 4e-3_f64.max(2e-4 / smallest);
        for entry in equation::all() {
            let values = (entry.values)(&case).into_iter();
            for (number, (numbers, value)) in (entry.numbers)(&case).iter().zip(values).enumerate() {
                if let Some((_, place)) = numbers.split_once(r" \quad \text{at} \; ") {
                    let (name, at) = place.split_once(" = ").expect("a name and a number");
                    let (expected, current) = variable(entry, number, &case);
                    prop_assert!(name.contains(&format!("{{{expected}}}")), "{}: {name}", entry.number);
                    let found = Reader::value(at);
                    prop_assert!((found - current).abs() < 1e-4, "{}: {numbers}", entry.number);
                    continue;
                }
                let found = Reader::value(numbers);
                prop_assert!((found - value).abs() < tolerance, "{}, line {number}: {numbers} = {found}, not {value}", entry.number);
            }
        }
    }

    #[test]
    fn a_number_is_short_and_reads_back_to_four_digits(mantissa in 1.0..10.0_f64, exponent in -300..300_i32, sign in prop::bool::ANY) {
        for exponent in [exponent, exponent % 7] {
            let value = if sign { mantissa } else { -mantissa } * 10_f64.powi(exponent);
            let text = tex::number(value);
            let found = Reader::value(&text);
            // Four decimals, or four digits where four decimals would say less.
            let digit = if text.contains("times") { 5.1e-4 * value.abs() } else { 5.1e-5 };
            prop_assert!((found - value).abs() <= digit, "{value} as {text}");
            prop_assert!(digit <= 0.11 * value.abs(), "{value} as {text}");
            prop_assert!(text.replace(r" \times 10^", "").len() <= 13, "{text}");
        }
    }

    #[test]
    fn a_number_in_a_product_has_parentheses_where_it_is_negative_or_has_a_power_of_ten(value in -1e7..1e7_f64) {
        for value in [value, value / 1e6, value / 1e12, 0.0] {
            let plain = tex::number(value);
            let needs = value < 0.0 || plain.contains('^');
            let (one, other) = (tex::signed_factor(value), tex::factor('w', value));
            prop_assert_eq!(one.starts_with('(') && one.ends_with(')'), needs);
            prop_assert_eq!(other.starts_with('(') && other.ends_with(')'), needs);
            prop_assert_eq!(one.trim_matches(['(', ')']), plain);
            prop_assert_eq!(other.replace(r"\ink{w}{", "").replace('}', ""), one.replace('}', ""));
        }
    }

    #[test]
    fn a_sigmoid_is_written_with_one_sign(a in -10.0..10.0_f64) {
        let text = tex::logistic('b', a);
        let expected = 1.0 / (1.0 + (-a).exp());
        prop_assert!((Reader::value(&text) - expected).abs() < 1e-4, "{a}: {text}");
        prop_assert!(text.matches('-').count() <= 1, "{text}");
    }

    #[test]
    fn tex_is_marked_without_losing_a_letter(pieces in prop::collection::vec(piece(), 0..12)) {
        let (plain, expected): (Vec<&str>, Vec<String>) = pieces.into_iter().unzip();
        prop_assert_eq!(marked(&plain.join("")), expected.join(""));
    }
}

/// A piece of TeX, and how it is to look when the letters are marked.
fn piece() -> impl Strategy<Value = (&'static str, String)> {
    let letters = [
        ("w_{ji}", 'w'),
        ("v_{k,12}", 'v'),
        ("z_j", 'z'),
        ("b_j", 'z'),
        ("a_{10}", 'y'),
        ("y", 'y'),
        ("t_k", 't'),
        (r"\mathbf{x}", 'x'),
        (r"\mathbf{w}", 'w'),
    ];
    let letters = prop::sample::select(letters.to_vec());
    let others = r"\exp|\beta|\text{at b and x}|\begin{aligned}|\end{aligned}|\,|\\| + |(|}|7|E_n|h|∂|\mathbf{E}";
    let others = prop::sample::select(others.split('|').collect::<Vec<_>>());
    prop_oneof![
        letters.prop_map(|(tex, ink)| (tex, format!("\\ink{{{ink}}}{{{tex}}}"))),
        // A command's name ends where the next letter would go on with it.
        others.prop_map(|tex| (tex, tex.to_owned())),
    ]
    .prop_map(|(tex, marked)| match tex {
        r"\exp" => (r"\exp ", format!("{marked} ")),
        r"\beta" => (r"\beta ", format!("{marked} ")),
        _ => (tex, marked),
    })
}

#[test]
fn two_indices_have_a_comma_between_them_where_one_of_them_has_two_digits() {
    let [w, v] = [11, 3].map(|count| vec![vec![0.1; 12]; count]);
    let mut case = of_one_sample(w, v, vec![1.0; 12]);
    let names = [(9, 9, "99"), (10, 2, "10,2"), (2, 10, "2,10"), (0, 9, "09")];
    for (j, i, name) in names {
        (case.indices.j, case.indices.i) = (j, i);
        let numbers = (find(14).numbers)(&case).remove(0);
        assert!(numbers.contains(&format!("w_{{{name}}}")), "{numbers}");
    }
}

#[test]
fn an_equation_in_tex_is_its_left_side_a_sign_and_every_line() {
    for entry in equation::all() {
        let tex = entry.tex();
        assert!(tex.contains(entry.left), "{tex}");
        assert!(entry.right.iter().all(|right| tex.contains(right)), "{tex}");
        let sign = match entry.number.integer() {
            9..=11 => r"\approx",
            _ => "=",
        };
        let sign = match entry.right.len() {
            1 => format!("{} {sign} {}", entry.left, entry.right[0]),
            _ => format!(" &{sign} "),
        };
        assert!(tex.contains(&sign), "{tex}");
        assert_eq!(tex.matches(r" \\ ").count() + 1, entry.right.len(), "{tex}");
        assert_eq!(tex.contains("aligned"), entry.right.len() > 1, "{tex}");
    }
}

#[test]
fn a_chapter_and_its_page_are_called_what_the_book_calls_them() {
    let page = |word: &str| {
        std::fs::read_to_string(format!("book/src/{word}.md")).expect("a page of the book")
    };
    for chapter in Chapter::ALL {
        // This page begins with what its program is for.
        let title = match chapter {
            Chapter::NumericalGradient => "Downhill",
            chapter => chapter.title(),
        };
        assert!(page(chapter.word()).starts_with(&format!("# {title}\n")));
        let entries = equation::of_chapter(chapter).map(|entry| entry.number);
        let numbers = equation::all().map(|entry| entry.number);
        assert!(entries.eq(numbers.filter(|number| number.chapter() == Some(chapter))));
    }
    for entry in equation::all() {
        let address = format!("{}.html#eq-{}", entry.page(), entry.number);
        assert_eq!(entry.address(), address);
        assert_eq!(entry.command(), format!("nn28 equation {}", entry.number));
    }
    assert_eq!(find(4).address(), "neuron.html#eq-4");
    assert_eq!(find(8).address(), "error.html#eq-8");
    assert_eq!(Section::SLOPES_BY_TRYING.entries().count(), 3);
    let in_sections = Section::all().flat_map(Section::entries);
    assert!(
        in_sections
            .map(|e| e.number)
            .eq(equation::all().map(|e| e.number))
    );
}

#[test]
fn a_question_for_25_means_both_of_its_parts_and_any_other_one_equation() {
    let both = ("25", "25a 25b");
    for (asked, expected) in [both, ("25a", "25a"), ("25b", "25b"), ("7", "7")] {
        let entries = equation::find(asked.parse().expect("a number"));
        assert_eq!(numbers_in(entries), expected);
    }
    for asked in ["0", "29", "25c", "a", ""] {
        assert!(asked.parse::<Number>().is_err(), "{asked}");
    }
}

#[test]
fn a_single_neuron_takes_the_place_of_the_hidden_unit_in_the_first_four_equations() {
    let neuron = Context::worked_example().with_neuron(vec![2.0, -3.0, 0.5], vec![0.25, 1.5, 1.0]);
    let sum = 2.0 * 0.25 - 3.0 * 1.5 + 0.5;
    let output = 1.0 / (1.0 + f64::exp(-sum));
    for (number, expected) in [(1, sum), (2, sum), (3, sum), (4, output)] {
        let entry = find(number);
        assert!((entry.value(&neuron) - expected).abs() < 1e-15, "{number}");
        let numbers = Reader::value(&(entry.numbers)(&neuron)[0]);
        assert!((numbers - expected).abs() < 1e-4, "{number}");
        assert!(entry.verdict(&neuron).holds);
    }
}

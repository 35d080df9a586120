//! Numbers as TeX: four decimals, parentheses around what is negative inside a product, a long sum shortened in its middle.

/// A sum of more terms than this has its middle left out.
const MAX_TERMS: usize = 5;

/// A number with four decimals, or with a power of ten where four decimals would not show it.
///
/// ```
/// use nn28::equation::tex::number;
/// assert_eq!(number(-0.5), "-0.5000");
/// assert_eq!(number(0.0000123), r"1.230 \times 10^{-5}");
/// ```
pub fn number(value: f64) -> String {
    // −0 is shown as 0.
    let value = value + 0.0;
    let size = value.abs();
    if value.is_nan() {
        r"\text{not a number}".to_owned()
    } else if value.is_infinite() {
        if value.is_sign_positive() {
            r"\infty".to_owned()
        } else {
            r"-\infty".to_owned()
        }
    } else if size != 0.0 && !(0.0005..100_000.0).contains(&size) {
        let scientific = format!("{value:.3e}");
        let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
        format!(r"{mantissa} \times 10^{{{exponent}}}")
    } else {
        format!("{value:.4}")
    }
}

/// A piece of TeX in the colour of a letter, as `scene::marks` reads it.
pub fn ink(letter: char, tex: &str) -> String {
    format!(r"\ink{{{letter}}}{{{tex}}}")
}

/// A number in the colour of its letter.
pub fn coloured(letter: char, value: f64) -> String {
    ink(letter, &number(value))
}

/// The same inside a product or a difference: what is negative or has a power of ten is put into parentheses.
pub fn factor(letter: char, value: f64) -> String {
    let text = coloured(letter, value);
    if value < 0.0 || text.contains("times") {
        format!("({text})")
    } else {
        text
    }
}

/// u_0 v_0 + u_1 v_1 + …, in the colours of two letters.
pub fn sum_of_products(left: (char, &[f64]), right: (char, &[f64])) -> String {
    let term =
        |(u, v): (&f64, &f64)| format!(r"{} \cdot {}", factor(left.0, *u), factor(right.0, *v));
    let terms: Vec<String> = left.1.iter().zip(right.1).map(term).collect();
    sum(&terms)
}

/// Terms joined by plus signs, the middle of a long row left out.
pub fn sum(terms: &[String]) -> String {
    if terms.len() <= MAX_TERMS {
        return terms.join(" + ");
    }
    let last = &terms[terms.len() - 1];
    format!(r"{} + \cdots + {last}", terms[..MAX_TERMS - 2].join(" + "))
}

/// A fraction.
pub fn fraction(above: &str, below: &str) -> String {
    format!(r"\frac{{{above}}}{{{below}}}")
}

/// −number, without a double sign.
pub fn minus(letter: char, value: f64) -> String {
    if value.is_sign_negative() {
        coloured(letter, -value)
    } else {
        format!("-{}", coloured(letter, value))
    }
}

/// A number without a colour, in parentheses where it is negative.
pub fn signed_factor(value: f64) -> String {
    let text = number(value);
    if value < 0.0 || text.contains("times") {
        format!("({text})")
    } else {
        text
    }
}

/// Terms joined by minus signs, the middle of a long row left out.
pub fn subtraction(terms: &[String]) -> String {
    sum(terms).replace(" + ", " - ")
}

/// A product of coloured numbers.
pub fn product(factors: &[(char, f64)]) -> String {
    let factors: Vec<String> = factors
        .iter()
        .map(|(letter, value)| factor(*letter, *value))
        .collect();
    factors.join(r" \cdot ")
}

/// A derivative that is measured at the current number of its variable. The function stays in symbols.
pub fn measured(variable: &str, function: &str, at: f64) -> String {
    let letter = variable.chars().next().unwrap_or_default();
    let name = ink(letter, variable);
    format!(
        r"\frac{{\partial}}{{\partial {name}}} {function} \quad ({name} = {})",
        coloured(letter, at)
    )
}

//! Numbers as TeX: four decimals, parentheses around what is negative inside a product, a long sum shortened in its middle.

/// A sum of more terms than this has its middle left out.
const MAX_TERMS: usize = 5;

/// A number with four decimals, or with a power of ten where four decimals would not show it.
pub fn number(value: f64) -> String {
    // −0 is shown as 0.
    let value = value + 0.0;
    let size = value.abs();
    if value.is_nan() {
        r"\text{not a number}".to_owned()
    } else if value.is_infinite() {
        format!("{value:?}").replace("inf", r"\infty")
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
    parenthesised(coloured(letter, value), value)
}

/// The same without a colour.
pub fn signed_factor(value: f64) -> String {
    parenthesised(number(value), value)
}

fn parenthesised(text: String, value: f64) -> String {
    if value < 0.0 || text.contains("times") {
        format!("({text})")
    } else {
        text
    }
}

/// u_0 v_0 + u_1 v_1 + …, in the colours of two letters.
pub fn sum_of_products(left: (char, &[f64]), right: (char, &[f64])) -> String {
    let pairs = left.1.iter().zip(right.1);
    sum(pairs.map(|(u, v)| product(&[(left.0, *u), (right.0, *v)])))
}

/// Terms joined by plus signs, the middle of a long row left out.
pub fn sum<T: AsRef<str>>(terms: impl IntoIterator<Item = T>) -> String {
    let terms: Vec<T> = terms.into_iter().collect();
    let mut shown: Vec<&str> = terms.iter().map(AsRef::as_ref).collect();
    if terms.len() > MAX_TERMS {
        shown.splice(MAX_TERMS - 2..terms.len() - 1, [r"\cdots"]);
    }
    shown.join(" + ")
}

/// Terms joined by minus signs, the middle of a long row left out.
pub fn subtraction<T: AsRef<str>>(terms: impl IntoIterator<Item = T>) -> String {
    sum(terms).replace(" + ", " - ")
}

pub fn mean(numbers: &[f64]) -> String {
    let sum = sum(numbers.iter().map(|number| signed_factor(*number)));
    format!(r"\frac{{1}}{{{}}} \left( {sum} \right)", numbers.len())
}

pub fn fraction(above: &str, below: &str) -> String {
    format!(r"\frac{{{above}}}{{{below}}}")
}

/// 1 / (1 + exp(−a)), without a double minus sign.
pub fn logistic(letter: char, a: f64) -> String {
    let minus = if a.is_sign_negative() { "" } else { "-" };
    let size = coloured(letter, a.abs());
    format!(r"\frac{{1}}{{1 + \exp({minus}{size})}}")
}

/// A product of coloured numbers.
pub fn product(factors: &[(char, f64)]) -> String {
    let factors = factors
        .iter()
        .map(|(letter, value)| factor(*letter, *value));
    factors.collect::<Vec<_>>().join(r" \cdot ")
}

/// A derivative that is measured, and where. The function stays in symbols.
pub fn measured(variable: &str, function: &str, at: f64) -> String {
    let letter = variable.chars().next().unwrap_or_default();
    let (name, at) = (ink(letter, variable), coloured(letter, at));
    format!(r"\frac{{\partial}}{{\partial {name}}} {function} \quad \text{{at}} \; {name} = {at}")
}

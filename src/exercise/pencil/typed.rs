//! Numbers as people type them: `0.61`, `.61`, `0,61`, `61/100`, `ln 2`, `1e-8`, with any minus.

/// A number that was typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    pub text: String,
    pub value: f64,
    /// One unit of the last digit; nothing for an expression such as a fraction.
    pub unit: Option<f64>,
    /// Significant digits.
    pub digits: usize,
}

/// A number with some significant digits, and with two decimals at least if it is smaller than 10.
pub fn typed(value: f64, digits: usize) -> String {
    if value == 0.0 || !value.is_finite() {
        return "0.00".to_owned();
    }
    let size = value.abs().log10().floor() as i32;
    let decimals = (i32::try_from(digits).unwrap_or(i32::MAX) - 1)
        .saturating_sub(size)
        .max(0) as usize;
    format!("{value:.decimals$}")
}

/// The words and numbers of an answer, one for each field where that is possible.
pub fn pieces(text: &str, fields: usize) -> Vec<String> {
    let text = text
        .replace(['−', '–'], "-")
        .replace('·', "*")
        .to_ascii_lowercase();
    let text = joined(&text);
    let plain: Vec<&str> = text.split([' ', ';', '\t', '\n', '\r']).collect();
    let trimmed = plain.iter().map(|piece| piece.trim_end_matches(','));
    let values = trimmed.map(|piece| piece.rsplit('=').next().unwrap_or_default());
    let values: Vec<&str> = values.filter(|piece| !piece.is_empty()).collect();
    let is_decimal_comma = |piece: &str| piece.matches(',').count() == 1 && !piece.contains('.');
    let whole = |piece: &&str| !piece.contains(',') || is_decimal_comma(piece);
    if values.iter().all(whole) && values.len() == fields {
        return values.iter().map(|piece| piece.replace(',', ".")).collect();
    }
    let split = values.iter().flat_map(|piece| {
        let parts: Vec<String> = if is_decimal_comma(piece) && values.len() > 1 {
            vec![piece.replace(',', ".")]
        } else {
            piece.split(',').map(str::to_owned).collect()
        };
        parts
    });
    split.filter(|piece| !piece.is_empty()).collect()
}

/// The text without spaces around signs that join: `y_0 = 0.61`, `61 / 100`, `ln 2`.
fn joined(text: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut joins = false;
    for word in text.split_whitespace() {
        let begins = word.starts_with(['=', '/', '^']);
        match words.last_mut() {
            Some(last) if joins || begins => last.push_str(word),
            _ => words.push(word.to_owned()),
        }
        joins =
            word.ends_with(['=', '/', '^']) || ["ln", "log", "-ln", "-log", "-"].contains(&word);
    }
    words.join(" ")
}

/// A number, or nothing if it cannot be read.
pub fn number(text: &str) -> Option<Typed> {
    let (minus, size) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (value, unit, digits) = match decimal(size) {
        Some((value, unit, digits)) => (value, Some(unit), digits),
        None => (expression(size)?, None, 17),
    };
    let value = if minus { -value } else { value };
    let text = text.to_owned();
    value.is_finite().then_some(Typed {
        text,
        value,
        unit,
        digits,
    })
}

/// A decimal number with the unit of its last digit and the number of its significant digits.
fn decimal(text: &str) -> Option<(f64, f64, usize)> {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let is_decimal = |c: char| c.is_ascii_digit() || c == '.';
    let has_digit = mantissa.contains(|c: char| c.is_ascii_digit());
    if !has_digit || !mantissa.chars().all(is_decimal) || text.len() > 40 {
        return None;
    }
    let exponent: i32 = exponent.parse().ok().filter(|e: &i32| e.abs() < 300)?;
    let value: f64 = format!("{mantissa}e{exponent}").parse().ok()?;
    let after = mantissa.split_once('.').map_or("", |(_, after)| after);
    let decimals = i32::try_from(after.len()).ok()?;
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0').len();
    Some((value, 10_f64.powi(exponent - decimals), digits))
}

/// A fraction, a logarithm, or a power of ten.
fn expression(text: &str) -> Option<f64> {
    if let Some((above, below)) = text.split_once('/') {
        return Some(part(above)? / part(below)?);
    }
    part(text)
}

fn part(text: &str) -> Option<f64> {
    let inner = |text: &str| {
        let inner = text
            .strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(')'));
        decimal(inner.unwrap_or(text)).map(|(value, ..)| value)
    };
    if let Some(of) = text.strip_prefix("ln").or_else(|| text.strip_prefix("log")) {
        return inner(of).map(f64::ln);
    }
    if let Some(exponent) = text.strip_prefix("10^") {
        let bare = exponent
            .trim_start_matches(['(', '{'])
            .trim_end_matches([')', '}']);
        let exponent: i32 = bare.parse().ok().filter(|e: &i32| e.abs() < 300)?;
        return Some(10_f64.powi(exponent));
    }
    inner(text)
}

//! Light or dark: what a terminal says of its background.

use crate::scene::colour::Rgb;
use crate::view::Theme;

/// The question for the colour of the background, "OSC 11". Its answer comes like keys, if it comes.
pub(super) const QUESTION: &str = "\x1b]11;?\x07";

/// The theme for a background that COLORFGBG names, as in `0;15` or `0;default;15`: light for white, grey and the bright colours.
pub fn of_environment() -> Option<Theme> {
    of_numbers(&std::env::var("COLORFGBG").ok()?)
}

fn of_numbers(value: &str) -> Option<Theme> {
    match value.rsplit(';').next()?.parse().ok()? {
        0..=6 | 8 => Some(Theme::Dark),
        7 | 9..=15 => Some(Theme::Light),
        _ => None,
    }
}

/// The theme for a colour that a terminal answers with: `rgb:` and `rgba:` with one to four digits a part, or `#rrggbb`.
pub(super) fn of_answer(answer: &str) -> Option<Theme> {
    let parts: Vec<&str> = if let Some(digits) = answer.strip_prefix('#') {
        let size = digits.len() / 3;
        let part = |n: usize| digits.get(n * size..(n + 1) * size);
        vec![part(0)?, part(1)?, part(2)?]
    } else {
        let (kind, parts) = answer.split_once(':')?;
        if !matches!(kind, "rgb" | "rgba") {
            return None;
        }
        parts.split('/').collect()
    };
    let [red, green, blue, ..] = parts.as_slice() else {
        return None;
    };
    let channel = |digits: &str| {
        let most = 16_u32.checked_pow(u32::try_from(digits.len()).ok()?)? - 1;
        let value = u32::from_str_radix(digits, 16).ok()?;
        u8::try_from(value * 255 / most.max(1)).ok()
    };
    let valid = |digits: &&str| (1..=4).contains(&digits.len());
    if !parts.iter().all(valid) {
        return None;
    }
    let paper = Rgb(channel(red)?, channel(green)?, channel(blue)?);
    Some(Theme::on(paper))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_of_terminals_are_understood() {
        for (answer, theme) in [
            ("rgb:ffff/ffff/ffff", Some(Theme::Light)),
            ("rgb:fdfd/f6f6/e3e3", Some(Theme::Light)),
            ("rgb:ff/ff/dd", Some(Theme::Light)),
            ("rgb:f/f/f", Some(Theme::Light)),
            ("rgba:ffff/ffff/ffff/c000", Some(Theme::Light)),
            ("#fafafa", Some(Theme::Light)),
            ("rgb:0000/0000/0000", Some(Theme::Dark)),
            ("rgb:0000/2b2b/3636", Some(Theme::Dark)),
            ("rgb:2e/34/40", Some(Theme::Dark)),
            ("rgb:ffff/ffff", None),
            ("rgb:fffff/0/0", None),
            ("rgb:gggg/0000/0000", None),
            ("white", None),
            ("#", None),
            ("", None),
            ("?", None),
        ] {
            assert_eq!(of_answer(answer), theme, "{answer}");
        }
    }

    #[test]
    fn the_last_number_of_the_environment_is_the_background() {
        for (value, theme) in [
            ("0;15", Some(Theme::Light)),
            ("0;default;15", Some(Theme::Light)),
            ("15;0", Some(Theme::Dark)),
            ("0;7", Some(Theme::Light)),
            ("15;8", Some(Theme::Dark)),
            ("15;default", None),
            ("", None),
        ] {
            assert_eq!(of_numbers(value), theme, "{value}");
        }
    }
}

//! Words and numbers that have to fit: cut between words, never within a number.

use ratatui::text::Span;

use crate::scene::{fitted, text};

/// How many columns a text takes.
pub(super) fn width(text: &str) -> u16 {
    u16::try_from(Span::raw(text).width()).unwrap_or(u16::MAX)
}

/// A text that is no wider than the room. What is left out leaves a sign, and half a number is left out as a whole:
/// it would be another number.
pub(super) fn cut(text: &str, room: u16) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let numeric = |c: &char| c.is_ascii_digit() || ".−-e".contains(*c);
    let mut end = usize::from(room).saturating_sub(1).min(chars.len());
    while end > 0 && numeric(&chars[end - 1]) && chars.get(end).is_some_and(numeric) {
        end -= 1;
    }
    let kept: String = chars[..end].iter().collect();
    if room == 0 {
        return String::new();
    }
    format!("{}…", kept.trim_end())
}

/// A text that is no wider than the room, cut after a whole word if that leaves any.
pub(super) fn cut_at_word(text: &str, room: u16) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut kept = "";
    for (at, _) in text.match_indices(' ') {
        let words = text[..at].trim_end_matches([' ', ',', ':', ';', '(']);
        if width(words) < room {
            kept = words;
        }
    }
    if kept.trim().is_empty() {
        return cut(text, room);
    }
    format!("{kept}…")
}

/// A text that is no wider than the room, cut in the middle: names that begin alike most often end differently.
pub(super) fn cut_in_middle(text: &str, room: u16) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let kept = usize::from(room.saturating_sub(1)).min(chars.len());
    let (first, last) = (kept.div_ceil(2), kept / 2);
    let begin: String = chars[..first].iter().collect();
    let end: String = chars[chars.len() - last..].iter().collect();
    match room {
        0 => String::new(),
        _ => format!("{}…{}", begin.trim_end(), end.trim_start()),
    }
}

/// A number that always has the same width and its point in the same place as long as it is small: as many decimals as
/// there is room for beside a sign and a digit, at most four. Where nothing is known yet, a dot.
pub(super) fn number(value: Option<f64>, width: usize) -> String {
    let decimals = width.saturating_sub(3).min(4) as u8;
    let Some(value) = value else {
        // Where the point of a number would be.
        let after = usize::from(decimals);
        return format!("{:>1$}{2:after$}", "·", width - after, "");
    };
    // A column stays free before a number without a sign, so that it does not run into its name.
    let room = if value < 0.0 { width } else { width - 1 };
    let usual = text(value, decimals);
    let shown = if usual.chars().count() <= room {
        usual
    } else {
        fitted(value, room)
    };
    format!("{shown:>width$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_at_their_points_and_are_never_cut() {
        assert_eq!(number(Some(-0.5), 8), " −0.5000");
        assert_eq!(number(Some(0.5), 6), " 0.500");
        assert_eq!(number(Some(-0.5), 6), "−0.500");
        assert_eq!(number(None, 6), "  ·   ");
        assert_eq!(cut("weights 12.75 and more", 11), "weights…");
        assert_eq!(cut("weights 12.75", 13), "weights 12.75");
    }

    #[test]
    fn words_stay_whole_and_names_keep_their_ends() {
        assert_eq!(cut_at_word("the error as a mean", 14), "the error as…");
        assert_eq!(cut_at_word("mean", 3), "me…");
        assert_eq!(cut_in_middle("∂E/∂w by difference", 11), "∂E/∂w…rence");
        assert!(cut_in_middle("∂E/∂w (28)", 7).ends_with("28)"));
    }
}

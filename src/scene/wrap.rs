//! Text that has to fit: broken between words, or cut with an ellipsis. Widths are those of a terminal, where some letters take two
//! columns and others none.

use std::borrow::Cow;

use unicode_truncate::UnicodeTruncateStr;
use unicode_width::UnicodeWidthStr;

/// The columns that a text takes.
pub fn width(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

/// The columns that the widest of several texts takes.
pub fn widest<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> u16 {
    let widths = texts.into_iter().map(|text| width(text.as_ref()));
    widths.max().unwrap_or(0)
}

/// The lines of a text that is broken between words, and within a word only if it is wider than a line.
pub fn wrap(text: &str, room: u16) -> Vec<Cow<'_, str>> {
    textwrap::wrap(text, usize::from(room.max(1)))
}

/// The lines of a text that is broken between words, where another measure than columns tells how wide it is.
pub fn wrap_by(text: &str, room: f64, width: impl Fn(&str) -> f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(last) if width(&format!("{last} {word}")) <= room => {
                last.push(' ');
                last.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A text no wider than the room. An ellipsis takes the place of what is left out, and a number that does not fit is left out as a
/// whole: half of it would be another number.
pub fn cut(text: &str, room: u16) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let Some(room) = usize::from(room).checked_sub(1) else {
        return String::new();
    };
    let (mut kept, _) = text.unicode_truncate(room);
    let is_numeric = |c: char| c.is_ascii_digit() || ".−-e".contains(c);
    if text[kept.len()..].starts_with(is_numeric) {
        kept = kept.trim_end_matches(is_numeric);
    }
    format!("{}…", kept.trim_end())
}

/// A text no wider than the room, cut after a whole word if that leaves any.
pub fn cut_at_word(text: &str, room: u16) -> String {
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

/// A text no wider than the room, cut in the middle: names that begin alike most often end differently.
pub fn cut_in_middle(text: &str, room: u16) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let Some(room) = usize::from(room).checked_sub(1) else {
        return String::new();
    };
    let (begin, _) = text.unicode_truncate(room.div_ceil(2));
    let (end, _) = text.unicode_truncate_start(room / 2);
    format!("{}…{}", begin.trim_end(), end.trim_start())
}

/// A text filled with blanks up to a width, before it if it belongs at the right.
pub fn padded(text: &str, room: u16, at_right: bool) -> String {
    let blanks = " ".repeat(room.saturating_sub(width(text)).into());
    if at_right {
        blanks + text
    } else {
        text.to_owned() + &blanks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_numbers_stay_whole_and_names_keep_their_ends() {
        assert_eq!(cut("weights 12.75 and more", 11), "weights…");
        assert_eq!(cut("weights 12.75", 13), "weights 12.75");
        assert_eq!(cut_at_word("the error as a mean", 14), "the error as…");
        assert_eq!(cut_at_word("mean", 3), "me…");
        assert_eq!(cut_in_middle("∂E/∂w by difference", 11), "∂E/∂w…rence");
        assert!(cut_in_middle("∂E/∂w (28)", 7).ends_with("28)"));
    }

    #[test]
    fn nothing_is_wider_than_its_room_in_any_script() {
        let names = "全結合層の重みの勾配|e\u{301}te\u{301} en e\u{301}cole|👩\u{200d}🔬👨\u{200d}🚀 crew|한글 이름|x\u{200b}y z";
        for name in names.split('|') {
            for room in 0..=width(name) {
                for text in [cut, cut_at_word, cut_in_middle].map(|cut| cut(name, room)) {
                    assert!(width(&text) <= room, "{text} in {room}");
                }
                assert_eq!(width(&padded(&cut(name, room), room, true)), room);
            }
        }
        assert_eq!(cut("全結合層の重み", 8), "全結合…");
        assert_eq!(cut_in_middle("全結合層の重み", 9), "全結…重み");
    }
}

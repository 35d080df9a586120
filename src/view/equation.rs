//! The panel What: the selected equation in two dimensions, then with its numbers, then its check.

mod side;
mod writer;

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Text};
use ratatui::widgets::{Paragraph, Widget};

pub(super) use writer::with_air;
use writer::{Lines, ROWS, Writer};

use super::theme::Theme;
use crate::scene::EquationCard;

const SHORTENED: &str = "⋯ is left out: → here";

/// The whole card: title, symbols, numbers, check and misprint, with air between them where there is room for it.
pub(super) fn draw(card: &EquationCard, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let inner = area.inner(Margin::new(1, 0));
    let room = usize::from(area.height);
    let writer = Writer::new(card, theme, inner.width.into());
    if card.line.is_some() {
        return writer.walk(inner, buffer);
    }
    let whole = |is_whole: bool| writer.groups(usize::MAX, is_whole);
    let airy = [true, false].map(|is_whole| with_air(&whole(is_whole).paragraphs()));
    let close = [true, false].map(|is_whole| whole(is_whole).all());
    let [airy, airy_but_misprint] = airy;
    let [close, close_but_misprint] = close;
    let forms = [airy, close, airy_but_misprint, close_but_misprint];
    let fits = |text: &Lines| text.len() <= room;
    let last = || last_line(card, theme, inner, &ROWS[..1]);
    let shortened = || {
        let mut forms = ROWS[1..].iter().map(|most| {
            let text = writer.groups(*most, false).all();
            [text, writer.hint(true, SHORTENED)].concat()
        });
        forms.find(fits)
    };
    let text = forms.into_iter().find(fits).or_else(last);
    let text = text.or_else(shortened);
    let text = text.or_else(|| last_line(card, theme, inner, &ROWS[1..]));
    let text = text.unwrap_or_else(|| writer.cut_within(room));
    Paragraph::new(Text::from(text)).render(inner, buffer);
}

/// Of a derivation too high for the room its last line in symbols and in numbers, and the check; none if that is too high as well.
fn last_line(card: &EquationCard, theme: Theme, area: Rect, rows: &[usize]) -> Option<Lines> {
    let writer = Writer::new(card, theme, area.width.into()).of_last_line();
    let mut forms = rows.iter().map(|most| {
        let groups = writer.groups(*most, false);
        [groups.all(), writer.before()].concat()
    });
    forms.find(|text| text.len() <= area.height.into())
}

/// The equation with its numbers for the smallest screens, and its check if there is room.
pub(super) fn numbers_alone(card: &EquationCard, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let writer = Writer::new(card, theme, area.width.into());
    let room = usize::from(area.height.saturating_sub(1));
    let check = writer.check();
    let last = |most: &usize| {
        let last = writer.lines().last();
        let mut text = last.map_or(Lines::new(), |last| writer.numbers(last, *most, true));
        text.extend(last.map(|last| writer.value(last, 0)));
        text
    };
    let shorter = ROWS[1..].iter().map(last);
    let mut forms = [writer.all_numbers()].into_iter().chain(shorter);
    let found = forms.find(|text| text.len() + check.len() <= room);
    let mark = card.mark.map(|mark| format!(" {mark}"));
    let room = area.width - mark.as_ref().map_or(0, |_| 2).min(area.width);
    let mut text = vec![writer.title(room.into())];
    text.extend(found.unwrap_or_else(|| last(&1)));
    text.extend(check);
    let has_free_row = text.len() < area.height.into();
    let text = writer.cut_below(text, area.height.into());
    Paragraph::new(Text::from(text)).render(area, buffer);
    if let Some(mark) = mark {
        buffer.set_string(area.x + room, area.y, mark, Style::new());
    }
    if has_free_row {
        let keys = Rect::new(area.x, area.bottom() - 1, area.width, 1);
        Line::styled("[ ] n ? q", theme.dim()).render(keys, buffer);
    }
}

/// The card in lines of a width, for where there is no screen.
pub fn in_words(card: &EquationCard, theme: Theme, width: usize) -> Lines {
    let writer = Writer::new(card, theme, width);
    let title = vec![writer.title(usize::MAX)];
    let mut parts = vec![title, writer.all_symbols(), writer.all_numbers()];
    parts.extend(writer.ending(true));
    with_air(&parts)
}

/// The title, the symbols, and the value.
pub(super) fn in_brief(card: &EquationCard, theme: Theme, width: usize) -> Lines {
    let writer = Writer::new(card, theme, width);
    let title = vec![writer.title(usize::MAX)];
    let last = card.lines.last().into_iter();
    let value = last.map(|line| writer.result("  = ", &line.value));
    [title, writer.all_symbols(), value.collect()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::equation::{self, Context};
    use crate::stage::card_of;
    use crate::view::maths::layout;

    /// The columns of the pane at 80×24, 60×18 and 140×40, and its rows.
    const PANES: [(u16, u16); 3] = [(29, 17), (60, 12), (64, 13)];

    /// The signs of a text, in order of their code, but for those that differ if a fraction stands in one row.
    fn signs(text: &str) -> Vec<char> {
        let mut signs: Vec<char> = text
            .chars()
            .filter(|c| !c.is_whitespace() && !"()/─".contains(*c))
            .collect();
        signs.sort_unstable();
        signs
    }

    #[test]
    fn no_sign_of_an_equation_is_lost_however_narrow_its_pane() {
        let case = Context::worked_example();
        for entry in equation::all() {
            let card = card_of(entry, &case);
            for (columns, _) in PANES {
                let writer = Writer::new(&card, Theme::Dark, usize::from(columns) - 3);
                for (number, line) in card.lines.iter().enumerate() {
                    let text = writer.part(number, ROWS[0]);
                    assert!(text.iter().all(|row| row.width() + 3 <= columns.into()));
                    let text = text.iter().map(Line::to_string).collect::<String>();
                    let left = if number == 0 { card.left.as_str() } else { "" };
                    let sign = layout(&card.sign).to_string();
                    let [left, tex, numbers] =
                        [left, &line.tex, &line.numbers].map(|tex| layout(tex).to_string());
                    let whole = [
                        left,
                        sign.clone(),
                        tex,
                        "=".to_owned(),
                        numbers,
                        format!("={}", line.value),
                    ];
                    assert_eq!(
                        signs(&text),
                        signs(&whole.concat()),
                        "({}) {columns}\n{text}",
                        card.number
                    );
                }
            }
        }
    }
}

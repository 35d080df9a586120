//! Styled lines on an ordinary output: for equations that are printed and stay.

use std::io::{self, IsTerminal as _, Write};

use crossterm::style::{Attribute, Color as CrosstermColor, ContentStyle, StyledContent};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::Line;

/// The width of a line without a terminal, and the widest that is comfortable to read.
const WIDTH: usize = 100;

/// The longest that a printed line may be.
pub fn line_width() -> usize {
    if io::stdout().is_terminal()
        && let Ok((columns, _)) = crossterm::terminal::size()
    {
        return usize::from(columns).clamp(20, WIDTH);
    }
    WIDTH
}

/// Writes lines without blanks at their ends. A span without a style is written without escape sequences.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_lines(out: &mut dyn Write, lines: &[Line<'_>]) -> io::Result<()> {
    for line in lines {
        for (index, span) in line.spans.iter().enumerate() {
            let style = content_style(line.style.patch(span.style));
            let text = match line.spans.get(index + 1) {
                Some(_) => &span.content,
                None => span.content.trim_end(),
            };
            write!(out, "{}", StyledContent::new(style, text))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn content_style(style: Style) -> ContentStyle {
    let mut content = ContentStyle::default();
    if let Some(Color::Rgb(r, g, b)) = style.fg {
        content.foreground_color = Some(CrosstermColor::Rgb { r, g, b });
        if style.add_modifier.contains(Modifier::BOLD) {
            content.attributes.set(Attribute::Bold);
        }
    }
    content
}

//! Styled lines on an ordinary output: for equations that are printed and stay.

use std::io::{self, IsTerminal as _, Write};

use crossterm::style::{Attribute, Color as SymbolColor, ContentStyle, StyledContent};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::Line;

/// The width of a line where no terminal says otherwise, and the widest that is comfortable to read.
const WIDTH: usize = 100;

/// The columns and rows of the terminal.
///
/// # Errors
/// Where there is no terminal.
pub fn size() -> io::Result<(u16, u16)> {
    crossterm::terminal::size()
}

/// How long a printed line may be.
#[must_use]
pub fn line_width() -> usize {
    let seen = if io::stdout().is_terminal() {
        size().ok()
    } else {
        None
    };
    seen.map_or(WIDTH, |(columns, _)| usize::from(columns).clamp(20, WIDTH))
}

/// Write lines, each with its end and without blanks before it. A span without a style is written without any escape sequence.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_lines(out: &mut dyn Write, lines: &[Line<'_>]) -> io::Result<()> {
    for line in lines {
        for (place, span) in line.spans.iter().enumerate() {
            let style = styled(line.style.patch(span.style));
            let is_last = place + 1 == line.spans.len();
            let text = if is_last {
                span.content.trim_end()
            } else {
                span.content.as_ref()
            };
            if style == ContentStyle::default() {
                write!(out, "{text}")?;
            } else {
                write!(out, "{}", StyledContent::new(style, text))?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

fn styled(style: Style) -> ContentStyle {
    let mut content = ContentStyle::default();
    if let Some(Color::Rgb(r, g, b)) = style.fg {
        content.foreground_color = Some(SymbolColor::Rgb { r, g, b });
        if style.add_modifier.contains(Modifier::BOLD) {
            content.attributes.set(Attribute::Bold);
        }
    }
    content
}

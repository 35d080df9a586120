//! Styled lines on an ordinary output: for equations that are printed and stay.

use std::io::{self, IsTerminal as _, Write};

use crossterm::style::{Attribute, Color as CrosstermColor, ContentStyle, StyledContent};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::Line;

use super::RenderOptions;
use super::output::spelled;
use crate::scene::colour::Rgb;

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

/// Writes lines without blanks at their ends, in the colours that a terminal of this depth has. A span without a style is written without escape sequences.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_lines(out: &mut dyn Write, lines: &[Line<'_>], look: RenderOptions) -> io::Result<()> {
    for line in lines {
        for (index, span) in line.spans.iter().enumerate() {
            let style = content_style(line.style.patch(span.style), look);
            let text = match line.spans.get(index + 1) {
                Some(_) => &span.content,
                None => span.content.trim_end(),
            };
            let written = StyledContent::new(style, text).to_string();
            out.write_all(&spelled(written.as_bytes()))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn content_style(style: Style, look: RenderOptions) -> ContentStyle {
    let mut content = ContentStyle::default();
    if let Some(Color::Rgb(r, g, b)) = style.fg {
        content.foreground_color = match look.depth.color(Rgb(r, g, b), look.theme) {
            Color::Rgb(r, g, b) => Some(CrosstermColor::Rgb { r, g, b }),
            Color::Indexed(index) => Some(CrosstermColor::AnsiValue(index)),
            _ => None,
        };
        if style.add_modifier.contains(Modifier::BOLD) {
            content.attributes.set(Attribute::Bold);
        }
    }
    content
}

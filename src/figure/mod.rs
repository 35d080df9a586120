//! A figure as SVG and as PNG: the same numbers that the terminal shows, for paper and for pages.
//!
//! [`svg()`] draws a [`Figure`] with plotters, [`png()`] makes pixels of that SVG, and [`write()`] makes files of both.
//! The same figure gives the same bytes on every run: nothing here knows a date, a path or a font of the system.

mod canvas;
mod curve;
mod diagram;
mod frame;
mod membrane;
mod number;
mod plane;
mod png;
mod shapes;
mod surface;
mod svg;
mod text;
mod theme;
mod write;

use std::io;
use std::path::{Path, PathBuf};

pub use png::{ZOOM, png};
pub use theme::{Theme, UnknownChoice};
pub use write::{Format, write};

use crate::scene::{Figure, FigurePanel, Picture};
use canvas::Canvas;
use svg::escape;
use text::{Anchor, Rect, Text};
use theme::Tone;

/// The white space around a figure and between its panels.
const MARGIN: f64 = 18.0;
const GAP: f64 = 24.0;
/// The room for a panel's title.
const TITLE: f64 = 28.0;

/// Why there is no figure.
#[derive(Debug, thiserror::Error)]
pub enum FigureError {
    /// The folder for the figures cannot be made.
    #[error(
        "cannot make the folder {path} for the figures ({source}): choose another one with --figures DIR"
    )]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file cannot be written.
    #[error("cannot write the figure {path} ({source}): choose another folder with --figures DIR")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The figure cannot be drawn.
    #[error("cannot draw the figure: {0}")]
    Drawing(String),
}

impl FigureError {
    fn folder(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        Self::Folder { path, source }
    }

    fn file(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        Self::File { path, source }
    }

    fn drawing(reason: impl std::fmt::Display) -> Self {
        Self::Drawing(format!("{reason}"))
    }
}

/// A figure as a complete SVG document, on the background of its theme.
///
/// # Errors
///
/// If the drawing library fails, which it has no reason to.
pub fn svg(figure: &Figure, theme: Theme) -> Result<String, FigureError> {
    let mut canvas = Canvas::new();
    let size = draw_panels(&figure.panels, &mut canvas)?;
    let drawn = canvas.write(theme, size)?;
    Ok(document(figure, theme, size, &drawn))
}

/// Draws the panels from left to right, and tells how large the figure is.
fn draw_panels(panels: &[FigurePanel], canvas: &mut Canvas) -> Result<(f64, f64), FigureError> {
    let head = if panels.iter().any(|panel| !panel.title.is_empty()) {
        TITLE
    } else {
        0.0
    };
    let sizes: Vec<(f64, f64)> = panels.iter().map(|panel| size(&panel.picture)).collect();
    let height = sizes.iter().map(|size| size.1).fold(0.0, f64::max);
    let mut left = MARGIN;
    for (panel, (width, _)) in panels.iter().zip(sizes) {
        let title = Text::new(&panel.title).size(15.0).bold().fit(width);
        canvas.text((left + width / 2.0, MARGIN + 14.0), Anchor::Middle, title);
        draw(
            &panel.picture,
            canvas,
            Rect::new(left, MARGIN + head, width, height),
        )?;
        left += width + GAP;
    }
    let right = (left - GAP).max(MARGIN) + MARGIN;
    Ok((right, head + height + 2.0 * MARGIN))
}

fn size(picture: &Picture) -> (f64, f64) {
    match picture {
        Picture::Plane(_) => plane::SIZE,
        Picture::Curve(_) => curve::SIZE,
        Picture::Surface(surface) => surface::size(surface),
        Picture::Membrane(membrane) => membrane::size(membrane),
        Picture::Diagram(diagram) => diagram::size(diagram),
        Picture::Regions(_) | Picture::Matrices(_) | Picture::Image(_) | Picture::Table(_) => {
            (460.0, 300.0)
        }
    }
}

fn draw(picture: &Picture, canvas: &mut Canvas, room: Rect) -> Result<(), FigureError> {
    match picture {
        Picture::Plane(plane) => plane::draw(plane, canvas, room)?,
        Picture::Curve(curve) => curve::draw(curve, canvas, room),
        Picture::Surface(surface) => surface::draw(surface, canvas, room),
        Picture::Membrane(membrane) => membrane::draw(membrane, canvas, room),
        Picture::Diagram(diagram) => diagram::draw(diagram, canvas, room),
        Picture::Regions(_) | Picture::Matrices(_) | Picture::Image(_) | Picture::Table(_) => {}
    }
    Ok(())
}

/// The document around a drawing: its size, its words for those who cannot see it, and the command that draws it again.
fn document(figure: &Figure, theme: Theme, (width, height): (f64, f64), drawn: &str) -> String {
    let (width, height) = (width.ceil(), height.ceil());
    let caption = match figure.number {
        Some(number) => format!("Figure {number}. {}", figure.caption),
        None => figure.caption.clone(),
    };
    let background = theme.colour(Tone::Background).hex();
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{name}-title {name}-desc">
<title id="{name}-title">{title}</title>
<desc id="{name}-desc">{alternative}</desc>
<metadata>{command}</metadata>
<rect width="{width}" height="{height}" fill="{background}"/>
{drawn}</svg>
"#,
        name = escape(&figure.name),
        title = escape(&caption),
        alternative = escape(&figure.alternative),
        command = escape(&figure.command),
    )
}

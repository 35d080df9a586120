//! A figure as SVG and as PNG: the same numbers that the terminal shows, for paper and for pages.
//!
//! [`svg()`] draws a [`Figure`], [`png()`] turns that SVG into pixels and [`pdf()`] into a document, [`csv()`] and [`json()`] tell its
//! numbers, [`write()`] makes files of all, and [`write_animation()`] of figures that move. The same figure gives the same bytes on
//! every run: nothing here knows a date or a path, and a font of the system is used only for letters that DejaVu lacks.
//!
//! plotters draws the axes and grids of every 2-D plot: `frame` lays out its charts, `axis` gives them ranges with round
//! numbers, `chart` draws them, and `backend` puts them on the canvas. The rest is our own:
//! - lines, since each has a pattern of its own, and plotters would draw a broken line as many;
//! - text, since plotters knows one colour a line, and letters of formulas have their own; labels and legends, since they avoid
//!   each other and the lines;
//! - the surface, since plotters leaves seams between its cells and does not sort them by depth;
//! - the axes of figures that move in a page (`mesh`), where plotters would bring a browser's whole interface along;
//! - networks, matrices, tables, images and the membrane, for which it has nothing.

#[cfg(feature = "figures")]
mod animation;
#[cfg(feature = "figures")]
mod apng;
mod axis;
#[cfg(feature = "figures")]
mod backend;
mod bitmap;
mod canvas;
#[cfg(feature = "figures")]
mod chart;
mod color_bar;
mod contour;
mod curve;
#[cfg(feature = "figures")]
mod data;
mod diagram;
#[cfg(feature = "figures")]
mod document;
#[cfg(feature = "figures")]
mod fonts;
#[cfg(any(test, not(feature = "figures")))]
mod fonts_of_page;
mod frame;
mod geometry;
#[cfg(feature = "figures")]
mod glyphs;
#[cfg(not(feature = "figures"))]
mod glyphs_of_page;
mod image;
mod legend;
mod marks;
mod matrices;
mod membrane;
#[cfg(any(test, not(feature = "figures")))]
mod mesh;
mod names;
mod page;
mod panels;
#[cfg(feature = "figures")]
mod parallel;
#[cfg(feature = "figures")]
mod pdf;
mod plane;
#[cfg(feature = "figures")]
mod png;
mod prelude;
mod regions;
mod style;
mod surface;
mod table;
mod text;
mod theme;
mod units;
#[cfg(feature = "figures")]
mod write;

use std::collections::BTreeSet;
#[cfg(feature = "figures")]
use std::error::Error;
use std::io;
use std::path::PathBuf;

#[cfg(feature = "figures")]
use plotters::drawing::DrawingAreaErrorKind;

#[cfg(feature = "figures")]
pub use animation::{Animation, write_animation};
#[cfg(feature = "figures")]
pub use data::{csv, json};
#[cfg(feature = "figures")]
pub use pdf::pdf;
#[cfg(feature = "figures")]
pub use png::png;
pub use style::{Background, DPI, Letters, SCREEN_DPI, Style, Width};
pub use theme::Theme;
#[cfg(feature = "figures")]
pub use write::{Format, Written, try_folder, write, write_whole};

use crate::scene::escape::escape;
use crate::scene::{Figure, Picture};
#[cfg(not(feature = "figures"))]
use fonts_of_page as fonts;
#[cfg(feature = "figures")]
use glyphs::Glyphs;
#[cfg(not(feature = "figures"))]
use glyphs_of_page::{self as glyphs, Glyphs};
use page::Page;
use prelude::*;
use theme::Colors;

/// The licence under which a figure may be used.
const LICENCE: &str = env!("CARGO_PKG_LICENSE");

/// The way to cite a figure.
const CITATION: &str = concat!(
    "A Neural Network in 28 Equations (nn28 ",
    env!("CARGO_PKG_VERSION"),
    ")"
);

#[derive(Debug, thiserror::Error)]
pub enum FigureError {
    #[error(
        "cannot make the folder {path} for the figures ({source}): choose another one with --figures DIR"
    )]
    Folder { path: PathBuf, source: io::Error },
    #[error("cannot write the figure {path} ({source}): choose another folder with --figures DIR")]
    File { path: PathBuf, source: io::Error },
    #[error("cannot draw the figure: {0}")]
    Drawing(String),
}

impl FigureError {
    fn drawing(reason: impl std::fmt::Display) -> Self {
        Self::Drawing(reason.to_string())
    }
}

#[cfg(feature = "figures")]
impl<E: Error + Send + Sync> From<DrawingAreaErrorKind<E>> for FigureError {
    fn from(error: DrawingAreaErrorKind<E>) -> Self {
        Self::drawing(error)
    }
}

/// A figure as a complete SVG document in the form for pages.
///
/// # Errors
/// As [`svg_in`].
pub fn svg(figure: &Figure, theme: Theme) -> Result<String, FigureError> {
    svg_in(figure, theme, &Style::default())
}

/// A figure as a complete SVG document, with its words for those who cannot see it, the command that draws it again, its licence
/// and how to cite it.
///
/// # Errors
/// If the drawing library fails, which it has no reason to.
pub fn svg_in(figure: &Figure, theme: Theme, style: &Style) -> Result<String, FigureError> {
    Ok(drawing(figure, theme, style)?.svg)
}

/// A figure as an SVG document.
#[cfg_attr(
    not(feature = "figures"),
    expect(dead_code, reason = "a page has no place for remarks")
)]
struct Drawing {
    svg: String,
    /// A sentence if it did not fit its width.
    remark: Option<String>,
    /// The letters that DejaVu lacks.
    foreign: BTreeSet<char>,
}

fn drawing(figure: &Figure, theme: Theme, style: &Style) -> Drawn<Drawing> {
    let id = format!("{}-{theme}", escape(&figure.file_name()));
    let glyphs = glyphs(style, &id);
    let background = match style.background {
        Background::Color(color) => Some(color),
        Background::OfTheme | Background::None => None,
    };
    let colors = Colors {
        theme,
        background,
        is_bare: style.background == Background::None,
        is_grey: style.is_grey,
    };
    let mut canvas = Canvas::new(colors);
    (canvas.titles, canvas.glyphs) = (style.titles, glyphs);
    canvas.moving = style.moving;
    let room = style.width.map(|width| width.units());
    let (natural, height) = panels::draw(&figure.panels, room, &mut canvas)?;
    let page = Page::new((natural.ceil(), height.ceil()), style.width);
    let definitions = canvas.glyphs.as_ref().map(Glyphs::definitions);
    let foreign = std::mem::take(&mut canvas.foreign);
    let (definitions, drawn) = (definitions.unwrap_or_default(), canvas.finish());
    let background = match style.background {
        Background::None => String::new(),
        _ => page.filled(colors.color(ColorRole::Background)),
    };
    let number = figure.number.map(|number| format!("Figure {number}. "));
    let title = number.unwrap_or_default() + &figure.caption;
    let said = format!("{}\nLicence: {LICENCE}\nCite: {CITATION}", figure.command);
    let texts = [&title, &figure.alternative, &said];
    let [title, alternative, said] = texts.map(|text| escape(text));
    let (size, remark) = (page.size(), page.remark(&figure.file_name()));
    let svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {size} role="img" aria-labelledby="{id}-title {id}-desc">
<title id="{id}-title">{title}</title>
<desc id="{id}-desc">{alternative}</desc>
<metadata>{said}</metadata>
{definitions}{background}{drawn}</svg>
"#,
    );
    Ok(Drawing {
        svg,
        remark,
        foreign,
    })
}

#[cfg(feature = "figures")]
fn glyphs(style: &Style, id: &str) -> Option<Glyphs> {
    let outlines = style.letters == Letters::Outlines;
    outlines.then(|| Glyphs::new(id.to_owned()))
}

#[cfg(not(feature = "figures"))]
fn glyphs(_: &Style, _: &str) -> Option<Glyphs> {
    None
}

/// Draws a picture with its upper left corner at the origin, and returns its size.
fn draw(picture: &Picture, canvas: &mut Canvas) -> Drawn {
    Ok(match picture {
        Picture::Plane(plane) => plane::draw(plane, canvas)?,
        Picture::Curve(curve) => curve::draw(curve, canvas)?,
        Picture::Surface(surface) => surface::draw(surface, canvas),
        Picture::Membrane(membrane) => membrane::draw(membrane, canvas),
        Picture::Diagram(diagram) => diagram::draw(diagram, canvas)?,
        Picture::Regions(regions) => regions::draw(regions, canvas)?,
        Picture::Matrices(matrices) => matrices::draw(matrices, canvas)?,
        Picture::Image(image) => image::draw(image, canvas)?,
        Picture::Table(table) => table::draw(table, canvas),
        Picture::Units(units) => units::draw(units, canvas)?,
    })
}

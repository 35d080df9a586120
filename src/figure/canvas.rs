//! What a figure is drawn on: shapes, pictures and text are collected as plain data, then written as SVG.
//!
//! plotters draws the shapes. Its coordinates are whole numbers, so it draws ten times larger than life and the
//! result is scaled back. Text is written here: plotters knows one colour a line.

use std::fmt::Write as _;

use plotters::element::{Circle, DashedPathElement, PathElement, Polygon};
use plotters::prelude::{DrawingArea, IntoDrawingArea, SVGBackend};
use plotters::style::{Color, RGBColor, ShapeStyle};

use super::bitmap::Bitmap;
use super::shapes::rounded;
use super::text::{Anchor, Rect, Text};
use super::theme::{Theme, Tone};
use super::{FigureError, svg};

/// How many of plotters' steps make a pixel.
const FINE: f64 = 10.0;

pub(super) type Point = (f64, f64);

/// Everything that there is on a figure.
pub(super) struct Canvas {
    shapes: Vec<Shape>,
    bitmaps: Vec<(Rect, Bitmap)>,
    texts: Vec<Placed>,
    /// The room that text takes already.
    taken: Vec<Rect>,
}

enum Shape {
    Line(Vec<Point>, Stroke),
    Area(Vec<Point>, Tone),
    Disc(Point, f64, Tone),
}

/// Text in its place.
pub(super) struct Placed {
    pub(super) text: Text,
    pub(super) at: Point,
    pub(super) anchor: Anchor,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stroke {
    tone: Tone,
    width: f64,
    opacity: f64,
    dashed: Option<(f64, f64)>,
}

impl Stroke {
    pub(super) fn new(tone: Tone, width: f64) -> Self {
        Self {
            tone,
            width,
            opacity: 1.0,
            dashed: None,
        }
    }

    pub(super) fn tone(&self) -> Tone {
        self.tone
    }

    pub(super) fn dashed(self, dash: f64, gap: f64) -> Self {
        Self {
            dashed: Some((dash, gap)),
            ..self
        }
    }

    pub(super) fn opacity(self, opacity: f64) -> Self {
        Self { opacity, ..self }
    }
}

impl Canvas {
    pub(super) fn new() -> Self {
        Self {
            shapes: Vec::new(),
            bitmaps: Vec::new(),
            texts: Vec::new(),
            taken: Vec::new(),
        }
    }

    /// A line through points; points that are not finite break it.
    pub(super) fn line(&mut self, points: impl IntoIterator<Item = Point>, stroke: Stroke) {
        let points: Vec<Point> = points.into_iter().collect();
        for run in points.split(|&point| !finite(point)) {
            if run.len() > 1 {
                self.shapes.push(Shape::Line(run.to_vec(), stroke));
            }
        }
    }

    /// A filled polygon.
    pub(super) fn area(&mut self, points: impl IntoIterator<Item = Point>, tone: Tone) {
        let points: Vec<Point> = points.into_iter().filter(|&point| finite(point)).collect();
        if points.len() > 2 {
            self.shapes.push(Shape::Area(clockwise(points), tone));
        }
    }

    /// A filled circle.
    pub(super) fn disc(&mut self, centre: Point, radius: f64, tone: Tone) {
        if finite(centre) {
            self.shapes.push(Shape::Disc(centre, radius, tone));
        }
    }

    /// A circle with an edge.
    pub(super) fn ring(
        &mut self,
        centre: Point,
        radius: f64,
        width: f64,
        edge: Tone,
        inside: Tone,
    ) {
        self.disc(centre, radius + width / 2.0, edge);
        self.disc(centre, radius - width / 2.0, inside);
    }

    /// A closed outline.
    pub(super) fn outline(&mut self, points: &[Point], stroke: Stroke) {
        self.line(points.iter().chain(points.first()).copied(), stroke);
    }

    /// Pixels that fill a rectangle. Bitmaps lie below everything else.
    pub(super) fn bitmap(&mut self, room: Rect, bitmap: Bitmap) {
        if bitmap.is_sound() {
            self.bitmaps.push((room, bitmap));
        }
    }

    /// Text, and no questions asked.
    pub(super) fn text(&mut self, at: Point, anchor: Anchor, text: Text) {
        if !finite(at) {
            return;
        }
        self.taken.push(text.room(at, anchor));
        self.texts.push(Placed { text, at, anchor });
    }

    /// Text on a plate of the background, which hides what has been drawn there.
    fn text_on_plate(&mut self, at: Point, anchor: Anchor, text: Text) {
        let room = text.room(at, anchor);
        let plate = Rect {
            left: room.left - 4.0,
            top: room.top + 0.05 * text.size,
            right: room.right + 4.0,
            bottom: room.bottom + 0.05 * text.size,
        };
        self.area(rounded(&plate, 4.0), Tone::Background);
        self.text(at, anchor, text);
    }

    /// Text at the first of the places where it is within `bounds` and away from other text and from what it is to avoid.
    /// Where there is no such place, one that is only away from text will do. Tells whether there was a place.
    pub(super) fn text_where_free(
        &mut self,
        places: &[(Point, Anchor)],
        text: &Text,
        bounds: &Rect,
        avoid: &[Rect],
    ) -> bool {
        let legible = |room: &Rect| bounds.holds(room) && self.is_free(room);
        let clear = |room: &Rect| !avoid.iter().any(|taken| taken.overlaps(room));
        let room = |&&(at, anchor): &&(Point, Anchor)| text.room(at, anchor);
        let best = places
            .iter()
            .find(|place| legible(&room(place)) && clear(&room(place)));
        let chosen = best.or_else(|| places.iter().find(|place| legible(&room(place))));
        if let Some(&(at, anchor)) = chosen {
            self.text_on_plate(at, anchor, text.clone());
        }
        chosen.is_some()
    }

    /// Whether no text takes the room, nor comes close to it.
    pub(super) fn is_free(&self, room: &Rect) -> bool {
        let wider = room.inset(-2.0);
        !self.taken.iter().any(|taken| taken.overlaps(&wider))
    }

    /// All of it as elements of an SVG document.
    pub(super) fn write(
        &self,
        theme: Theme,
        (width, height): (f64, f64),
    ) -> Result<String, FigureError> {
        let mut out = String::new();
        for (room, bitmap) in &self.bitmaps {
            out += &svg::bitmap(room, &bitmap.png(theme)?);
        }
        let fine_size = ((width * FINE) as u32, (height * FINE) as u32);
        let scale = 1.0 / FINE;
        let _ = writeln!(
            out,
            r#"<g transform="scale({scale})" stroke-width="6" stroke-linejoin="round" stroke-linecap="round">"#
        );
        out += &svg::compact(&self.draw_shapes(theme, fine_size)?);
        out += "</g>\n<g font-family=\"DejaVu Sans, sans-serif\">\n";
        for placed in &self.texts {
            out += &svg::text(placed, theme);
        }
        out += "</g>\n";
        Ok(out)
    }

    fn draw_shapes(&self, theme: Theme, size: (u32, u32)) -> Result<String, FigureError> {
        let mut drawn = String::new();
        let area = SVGBackend::with_string(&mut drawn, size).into_drawing_area();
        for shape in &self.shapes {
            shape.draw(&area, theme).map_err(FigureError::drawing)?;
        }
        area.present().map_err(FigureError::drawing)?;
        drop(area);
        Ok(drawn)
    }
}

type Drawn = Result<(), plotters::drawing::DrawingAreaErrorKind<std::io::Error>>;

impl Shape {
    fn draw(&self, area: &DrawingArea<SVGBackend, plotters::coord::Shift>, theme: Theme) -> Drawn {
        let fine = |points: &[Point]| points.iter().map(|&point| step(point)).collect::<Vec<_>>();
        match self {
            Self::Line(points, stroke) => {
                let style = line_style(stroke, theme);
                match stroke.dashed {
                    None => area.draw(&PathElement::new(fine(points), style)),
                    Some((dash, gap)) => {
                        let (dash, gap) = ((dash * FINE) as u32, (gap * FINE) as u32);
                        area.draw(&DashedPathElement::new(fine(points), dash, gap, style))
                    }
                }
            }
            Self::Area(points, tone) => {
                area.draw(&Polygon::new(fine(points), colour(*tone, theme).filled()))
            }
            Self::Disc(centre, radius, tone) => {
                let style = colour(*tone, theme).filled();
                area.draw(&Circle::new(
                    step(*centre),
                    (radius * FINE).round() as u32,
                    style,
                ))
            }
        }
    }
}

/// Areas of one path must turn the same way, or they are holes where they overlap.
fn clockwise(mut points: Vec<Point>) -> Vec<Point> {
    let next = points.iter().cycle().skip(1);
    let turn: f64 = points
        .iter()
        .zip(next)
        .map(|(one, next)| one.0 * next.1 - next.0 * one.1)
        .sum();
    if turn < 0.0 {
        points.reverse();
    }
    points
}

fn finite((x, y): Point) -> bool {
    // Far beyond any canvas: steps are 32-bit numbers.
    x.abs() < 1e6 && y.abs() < 1e6
}

fn step((x, y): Point) -> (i32, i32) {
    ((x * FINE).round() as i32, (y * FINE).round() as i32)
}

fn colour(tone: Tone, theme: Theme) -> RGBColor {
    let rgb = theme.colour(tone);
    RGBColor(rgb.0, rgb.1, rgb.2)
}

fn line_style(stroke: &Stroke, theme: Theme) -> ShapeStyle {
    colour(stroke.tone, theme)
        .mix(stroke.opacity)
        .stroke_width((stroke.width * FINE).round() as u32)
}

//! The canvas of a figure: shapes, bitmaps and text become elements of an SVG document as they are drawn.
//!
//! Shapes have whole numbers as coordinates, ten to a pixel, and the result is scaled back: see [`super::backend`].

use std::collections::BTreeSet;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::bitmap::Bitmap;
use super::fonts;
use super::glyphs::Glyphs;
use super::prelude::{Anchor, ColorRole, Drawn, Point, Rect, Text};
use super::text::face;
use super::theme::Colors;
use crate::scene::colour::Rgb;
use crate::scene::escape::escape;

/// Steps of a coordinate to a pixel.
pub(super) const FINE: f64 = 10.0;

pub(super) type Step = (i32, i32);

#[derive(Default)]
pub(super) struct Canvas {
    pub(super) colors: Colors,
    /// Whether panels have their titles.
    pub(super) titles: bool,
    /// The width for a picture, where it is to fill one.
    pub(super) room: Option<f64>,
    /// True for a frame of an animation, in which no name of a line may jump.
    pub(super) moving: bool,
    /// Those of text as outlines; none where text is live.
    pub(super) glyphs: Option<Glyphs>,
    /// The letters that DejaVu lacks.
    pub(super) foreign: BTreeSet<char>,
    shapes: String,
    /// The look of the path that is being written: neighbours that look alike become one.
    open_path: String,
    bitmaps: String,
    texts: String,
    /// Canvases that lie on this one.
    parts: String,
    /// The areas of the text so far.
    taken: Vec<Rect>,
}

pub(super) const EDGE: Stroke = Stroke::new(ColorRole::Faint, 1.0);

#[derive(Debug, Clone, Copy)]
pub(super) struct Stroke {
    pub(super) role: ColorRole,
    pub(super) width: f64,
    opacity: f64,
    /// The lengths of dashes and gaps in turn; none for an unbroken line.
    pub(super) dashes: &'static [f64],
}

impl Stroke {
    pub(super) const fn new(role: ColorRole, width: f64) -> Self {
        Self {
            role,
            width,
            opacity: 1.0,
            dashes: &[],
        }
    }

    pub(super) const fn dashed(self, dashes: &'static [f64]) -> Self {
        Self { dashes, ..self }
    }

    pub(super) const fn opacity(self, opacity: f64) -> Self {
        Self { opacity, ..self }
    }
}

impl Canvas {
    pub(super) fn new(colors: Colors) -> Self {
        Self {
            colors,
            titles: true,
            ..Self::default()
        }
    }

    /// Another canvas in the same form, which is to lie on this one.
    pub(super) fn part(&self) -> Self {
        Self {
            titles: self.titles,
            room: self.room,
            moving: self.moving,
            glyphs: self.glyphs.as_ref().map(Glyphs::part),
            ..Self::new(self.colors)
        }
    }

    /// A line through points; a point that is not finite breaks it.
    pub(super) fn line(&mut self, points: impl IntoIterator<Item = Point>, stroke: Stroke) {
        let color = self.colors.color(stroke.role);
        let mut look = line_look(color, stroke.opacity, step(stroke.width));
        if !stroke.dashes.is_empty() {
            let dashes = stroke.dashes.iter().map(|&length| step(length).to_string());
            let dashes = dashes.collect::<Vec<_>>().join(" ");
            let _ = write!(look, r#" stroke-dasharray="{dashes}""#);
        }
        let points: Vec<Point> = points.into_iter().collect();
        let runs = points.split(|&point| !finite(point));
        for run in runs.filter(|run| run.len() > 1) {
            self.path(&look, run.iter().map(|&point| steps(point)), false);
        }
    }

    /// A filled polygon, stroked in its own colour so that no seam shows between it and the next.
    pub(super) fn area(&mut self, points: impl IntoIterator<Item = Point>, role: ColorRole) {
        self.area_of(points, role, 1.0);
    }

    /// Hides what has been drawn where text is to be.
    pub(super) fn plate(&mut self, points: impl IntoIterator<Item = Point>) {
        let opacity = self.colors.opacity_of_plates();
        self.area_of(points, ColorRole::Background, opacity);
    }

    fn area_of(&mut self, points: impl IntoIterator<Item = Point>, role: ColorRole, opacity: f64) {
        let points: Vec<Point> = points.into_iter().filter(|&point| finite(point)).collect();
        if points.len() > 2 {
            let (color, opacity) = (self.colors.color(role).hex(), opacity_attribute(opacity));
            let look = format!("fill=\"{color}\"{opacity} stroke=\"{color}\"");
            self.path(&look, clockwise(points).into_iter().map(steps), true);
        }
    }

    pub(super) fn disc(&mut self, centre: Point, radius: f64, role: ColorRole) {
        if finite(centre) {
            self.close_path();
            let ((x, y), r) = (steps(centre), step(radius));
            let fill = self.colors.color(role).hex();
            let circle = format!(r#"<circle cx="{x}" cy="{y}" r="{r}" fill="{fill}"/>"#);
            self.shapes += &(circle + "\n");
        }
    }

    /// A circle with an edge of a width, in the colours of edge and inside.
    pub(super) fn ring(&mut self, at: Point, radius: f64, width: f64, colors: [ColorRole; 2]) {
        self.disc(at, radius + width / 2.0, colors[0]);
        self.disc(at, radius - width / 2.0, colors[1]);
    }

    pub(super) fn outline(&mut self, points: &[Point], stroke: Stroke) {
        self.line(points.iter().chain(points.first()).copied(), stroke);
    }

    pub(super) fn shape(&mut self, points: &[Point], fill: ColorRole, stroke: Stroke) {
        self.area(points.iter().copied(), fill);
        self.outline(points, stroke);
    }

    /// Continues the open path if it has the same look, and begins another otherwise.
    pub(super) fn path(&mut self, look: &str, steps: impl Iterator<Item = Step>, closed: bool) {
        if self.open_path != look {
            self.close_path();
            let _ = write!(self.shapes, "<path {look} d=\"");
            look.clone_into(&mut self.open_path);
        }
        // Differences have fewer digits than coordinates.
        let mut last: Option<Step> = None;
        for (x, y) in steps {
            let _ = match last {
                None => write!(self.shapes, "M{x},{y}l"),
                Some((x0, y0)) => write!(self.shapes, "{},{} ", x - x0, y - y0),
            };
            last = Some((x, y));
        }
        self.shapes.truncate(self.shapes.trim_end().len());
        self.shapes += if closed { "z" } else { "" };
    }

    /// Draws something in groups that have the keys of its symbols, one for shapes and one for text, so that a script can light
    /// and change it: `[data-symbol~="w_01"]`.
    pub(super) fn group<T>(&mut self, keys: &str, draw: impl FnOnce(&mut Self) -> T) -> T {
        self.close_path();
        let starts = [self.shapes.len(), self.texts.len()];
        let drawn = draw(self);
        self.close_path();
        for (layer, start) in [&mut self.shapes, &mut self.texts].into_iter().zip(starts) {
            if layer.len() > start {
                layer.insert_str(start, &format!("<g data-symbol=\"{keys}\">\n"));
                *layer += "</g>\n";
            }
        }
        drawn
    }

    fn close_path(&mut self) {
        if !std::mem::take(&mut self.open_path).is_empty() {
            self.shapes += "\"/>\n";
        }
    }

    /// Pixels that fill a rectangle. Bitmaps lie below everything else.
    pub(super) fn bitmap(&mut self, area: Rect, bitmap: &Bitmap) -> Drawn<()> {
        let png = BASE64.encode(bitmap.png(self.colors)?);
        let (x, y, width, height) = (area.left, area.top, area.width(), area.height());
        let place = format!(r#"x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}""#);
        let data =
            format!(r#"preserveAspectRatio="none" xlink:href="data:image/png;base64,{png}""#);
        let _ = writeln!(self.bitmaps, "<image {place} {data}/>");
        Ok(())
    }

    /// Marks the area of a picture that moves, with the numbers at its ends: a page learns from it where a pointer is.
    pub(super) fn mark_area(&mut self, area: Rect, x: Point, y: Point) {
        if self.moving {
            let (left, top, width, height) = (area.left, area.top, area.width(), area.height());
            let place =
                format!(r#"x="{left:.1}" y="{top:.1}" width="{width:.1}" height="{height:.1}""#);
            let ends = format!(r#"data-x="{} {}" data-y="{} {}""#, x.0, x.1, y.0, y.1);
            let _ = writeln!(self.bitmaps, "<rect {place} {ends} fill=\"none\"/>");
        }
    }

    /// Text whose baseline begins, is centred or ends at a point.
    pub(super) fn text(&mut self, at: Point, anchor: Anchor, text: &Text) {
        if !finite(at) || text.spans.iter().all(|span| span.text.is_empty()) {
            return;
        }
        let area = text.area(at, anchor);
        self.taken.push(area);
        let glyphs = self.glyphs.as_mut();
        for span in &text.spans {
            let lacked = fonts::lacked(face(text.bold, span.slanted), &span.text);
            self.foreign.extend(lacked);
        }
        let outlines = glyphs.and_then(|own| own.line((area.left, at.1), text, self.colors));
        self.texts += &outlines.unwrap_or_else(|| {
            let live = self.live_text(at, anchor, text);
            match self.glyphs {
                Some(_) => fonts::outlines(&live),
                None => live,
            }
        });
    }

    fn live_text(&self, at: Point, anchor: Anchor, text: &Text) -> String {
        let anchor = match anchor {
            Anchor::Left => "",
            Anchor::Center => " text-anchor=\"middle\"",
            Anchor::Right => " text-anchor=\"end\"",
        };
        let weight = attribute(text.bold, " font-weight=\"bold\"");
        let ((x, y), size) = (at, text.size);
        let element = format!("<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size}\"");
        let mut out = element + anchor + weight + ">";
        for span in text.spans.iter().filter(|span| !span.text.is_empty()) {
            let slant = attribute(span.slanted, " font-style=\"italic\"");
            let (fill, words) = (self.colors.color(span.role).hex(), escape(&span.text));
            let look = span.value_attribute() + slant;
            let _ = write!(out, "<tspan fill=\"{fill}\"{look}>{words}</tspan>");
        }
        out + "</text>\n"
    }

    /// Text centred on a height.
    pub(super) fn label(&mut self, (x, y): Point, anchor: Anchor, text: &Text) {
        self.text((x, y + text.baseline_offset()), anchor, text);
    }

    pub(super) fn count_omitted(&mut self, at: Point, count: usize) {
        if count > 0 {
            self.label(at, Anchor::Left, &Text::faint(&format!("{count} more")));
        }
    }

    /// Lines of text centred on heights at equal distances.
    pub(super) fn lines(&mut self, (x, y): Point, pitch: f64, anchor: Anchor, lines: &[Text]) {
        for (index, line) in lines.iter().enumerate() {
            self.label((x, y + pitch * (index as f64 + 0.5)), anchor, line);
        }
    }

    /// Text where no other text is in the way; returns whether it was drawn.
    pub(super) fn text_if_free(&mut self, at: Point, anchor: Anchor, text: &Text) -> bool {
        let is_free = self.is_free(&text.area(at, anchor));
        if is_free {
            self.text(at, anchor, text);
        }
        is_free
    }

    /// Text at the first of the positions where it is within `bounds` and away from other text and from what it should
    /// avoid, or else at the first where it is away from text; none if there is no such position. Returns the area that it
    /// has taken.
    pub(super) fn text_where_free(
        &mut self,
        positions: impl Iterator<Item = (Point, Anchor)>,
        text: &Text,
        bounds: &Rect,
        avoid: &[Rect],
    ) -> Option<Rect> {
        let areas = positions.map(|at| (at, text.area(at.0, at.1)));
        let mut legible = areas.filter(|(_, area)| bounds.holds(area) && self.is_free(area));
        let mut first = None;
        let clear = legible.find(|place| {
            first.get_or_insert(*place);
            !avoid.iter().any(|taken| taken.overlaps(&place.1))
        });
        let ((at, anchor), area) = clear.or(first)?;
        let (top, bottom) = (area.top + 0.05 * text.size, area.bottom + 0.05 * text.size);
        let plate = Rect::of_sides(area.left - 4.0, top, area.right + 4.0, bottom);
        self.plate(plate.rounded(4.0));
        self.text(at, anchor, text);
        Some(area)
    }

    fn is_free(&self, area: &Rect) -> bool {
        let wider = area.inset(-2.0);
        !self.taken.iter().any(|taken| taken.overlaps(&wider))
    }

    pub(super) fn place(&mut self, mut part: Self, (x, y): Point) {
        let glyphs = (self.glyphs.as_mut()).zip(part.glyphs.take());
        if let Some((own, glyphs)) = glyphs {
            own.extend(glyphs);
        }
        self.foreign.append(&mut part.foreign);
        let (shift, drawn) = (format!("translate({x:.1} {y:.1})"), part.finish());
        let _ = writeln!(self.parts, "<g transform=\"{shift}\">\n{drawn}</g>");
    }

    pub(super) fn finish(mut self) -> String {
        self.close_path();
        let look = r#"stroke-width="6" stroke-linejoin="round" stroke-linecap="round""#;
        let (scale, font) = (1.0 / FINE, "DejaVu Sans, sans-serif");
        let (bitmaps, shapes, texts, parts) = (self.bitmaps, self.shapes, self.texts, self.parts);
        format!(
            "{bitmaps}<g transform=\"scale({scale})\" {look}>\n{shapes}</g>\n\
             <g font-family=\"{font}\" xml:space=\"preserve\">\n{texts}</g>\n{parts}"
        )
    }
}

fn attribute(condition: bool, attribute: &str) -> &str {
    if condition { attribute } else { "" }
}

fn opacity_attribute(opacity: f64) -> String {
    match opacity {
        1.0 => String::new(),
        opacity => format!(" opacity=\"{opacity}\""),
    }
}

pub(super) fn line_look(color: Rgb, opacity: f64, width: i32) -> String {
    let (color, opacity) = (color.hex(), opacity_attribute(opacity));
    format!("fill=\"none\"{opacity} stroke=\"{color}\" stroke-width=\"{width}\"")
}

/// The points in the order in which all areas turn: in one path, areas that turn otherwise are holes where they overlap.
fn clockwise(mut points: Vec<Point>) -> Vec<Point> {
    let next = points.iter().cycle().skip(1);
    let turn = points.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1);
    if turn.sum::<f64>() < 0.0 {
        points.reverse();
    }
    points
}

/// Whether a point is anywhere near a canvas: steps are 32-bit numbers.
fn finite((x, y): Point) -> bool {
    x.abs() < 1e6 && y.abs() < 1e6
}

pub(super) fn step(length: f64) -> i32 {
    (length * FINE).round() as i32
}

pub(super) fn steps((x, y): Point) -> Step {
    (step(x), step(y))
}

//! Elements of an SVG document.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::canvas::Placed;
use super::text::{Anchor, Rect};
use super::theme::Theme;
use crate::scene::escape::escape;

/// plotters' elements, without its frame and in fewer bytes: neighbours that look alike become one path, and an
/// area is stroked in its own colour so that no seam shows between it and the next.
pub(super) fn compact(drawn: &str) -> String {
    let mut out = String::new();
    let mut open = String::new();
    for line in drawn.lines().filter(|line| !line.contains("svg")) {
        let line = line.replace(" opacity=\"1\"", "");
        let Some((look, points)) = path_of(&line) else {
            close(&mut out, &mut open);
            let _ = writeln!(out, "{line}");
            continue;
        };
        if open != look {
            close(&mut out, &mut open);
            let _ = write!(out, "<path {look} d=\"");
            open = look;
        }
        out += &points;
    }
    close(&mut out, &mut open);
    out
}

fn close(out: &mut String, open: &mut String) {
    if !open.is_empty() {
        out.push_str("\"/>\n");
        open.clear();
    }
}

/// The look and the points of a polyline or polygon.
fn path_of(line: &str) -> Option<(String, String)> {
    let (kind, rest) = line.strip_prefix("<poly")?.split_once(' ')?;
    let (look, points) = rest.split_once(" points=\"")?;
    let points = points.trim_end_matches("\"/>").trim_end();
    if kind == "line" {
        return Some((look.to_owned(), relative(points)));
    }
    let look = format!("{look} {}", look.replace("fill", "stroke"));
    Some((look, relative(points) + "z"))
}

/// A list of points as a first one and the steps from each to the next, which have fewer digits.
fn relative(points: &str) -> String {
    let number = |text: &str| text.parse::<i32>().unwrap_or(0);
    let points = points.split(' ').filter_map(|point| point.split_once(','));
    let (mut out, mut last) = (String::new(), None);
    for (x, y) in points.map(|(x, y)| (number(x), number(y))) {
        let _ = match last {
            None => write!(out, "M{x},{y}l"),
            Some((x0, y0)) => write!(out, "{},{} ", x - x0, y - y0),
        };
        last = Some((x, y));
    }
    out.trim_end().to_owned()
}

pub(super) fn bitmap(room: &Rect, png: &[u8]) -> String {
    format!(
        "<image x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" preserveAspectRatio=\"none\" href=\"data:image/png;base64,{}\"/>\n",
        room.left,
        room.top,
        room.width(),
        room.height(),
        BASE64.encode(png)
    )
}

pub(super) fn text(placed: &Placed, theme: Theme) -> String {
    let Placed { text, at, anchor } = placed;
    let anchor = match anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let mut element = format!(
        "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{}\"{anchor}",
        at.0, at.1, text.size
    );
    if text.bold {
        element += " font-weight=\"bold\"";
    }
    element.push('>');
    for span in text.spans.iter().filter(|span| !span.text.is_empty()) {
        let fill = theme.colour(span.tone).hex();
        let slant = if span.slanted {
            " font-style=\"italic\""
        } else {
            ""
        };
        let _ = write!(
            element,
            "<tspan fill=\"{fill}\"{slant}>{}</tspan>",
            escape(&span.text)
        );
    }
    element + "</text>\n"
}

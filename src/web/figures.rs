//! Figures that move, in a page: a request in JSON, and the figure at its numbers in another.

use serde::{Deserialize, Serialize};

use crate::figure::{Style, Theme, Width, svg_in};
use crate::stage::moving::{self, Drag, Moving, Piece};

/// The least and the greatest width that a figure is laid out for.
const NARROWEST: f64 = 280.0;
const WIDEST: f64 = 1600.0;

/// A figure by its name, at the first numbers or at others, after something was dragged or chosen.
#[derive(Debug, Deserialize)]
struct Request {
    name: String,
    #[serde(default)]
    is_dark: bool,
    /// The width to lay the figure out for, in pixels; none for that which suits it.
    width: Option<f64>,
    values: Option<Vec<f64>>,
    drag: Option<Dragged>,
    pick: Option<String>,
    /// Where a finger is put down: the panel and the point.
    grip: Option<(usize, (f64, f64))>,
}

#[derive(Debug, Deserialize)]
struct Dragged {
    panel: usize,
    from: (f64, f64),
    to: (f64, f64),
}

#[derive(Debug, Serialize)]
struct Answer {
    values: Vec<f64>,
    /// The whole drawing, and in words what it shows.
    svg: String,
    said: String,
    lines: Vec<Vec<Piece>>,
    controls: Vec<Control>,
    help: &'static str,
}

#[derive(Debug, Serialize)]
struct Control {
    key: &'static str,
    name: &'static str,
    from: f64,
    to: f64,
    step: f64,
    options: &'static [&'static str],
    is_switch: bool,
}

/// Answers a request, with true or false if it asks for a grip; nothing, if it is none or about no figure that moves.
pub fn answer(request: &str) -> String {
    let request: Option<Request> = serde_json::from_str(request).ok();
    let answer = request.and_then(|request| {
        let moving = moving::find(&request.name)?;
        if let Some((panel, at)) = request.grip {
            let values = moving.nearest(request.values.as_deref().unwrap_or_default());
            return Some(moving.grips(&values, panel, at).to_string());
        }
        serde_json::to_string(&drawn(moving, &request)?).ok()
    });
    answer.unwrap_or_default()
}

fn drawn(moving: &Moving, request: &Request) -> Option<Answer> {
    let mut values = moving.nearest(request.values.as_deref().unwrap_or_default());
    if let Some(&Dragged { panel, from, to }) = request.drag.as_ref() {
        values = moving.dragged(&values, Drag { panel, from, to });
    }
    if let Some(key) = &request.pick {
        values = moving.picked(&values, key);
    }
    let shown = moving.show(&values);
    let theme = if request.is_dark {
        Theme::Dark
    } else {
        Theme::Light
    };
    let style = Style {
        moving: true,
        width: request
            .width
            .map(|width| Width::of_units(width.clamp(NARROWEST, WIDEST))),
        ..Style::default()
    };
    Some(Answer {
        svg: svg_in(&shown.figure, theme, &style).ok()?,
        said: shown.figure.alternative,
        lines: shown.lines,
        controls: moving.controls.iter().map(described).collect(),
        help: moving.help,
        values,
    })
}

fn described(control: &moving::Control) -> Control {
    Control {
        key: control.key,
        name: control.name,
        from: control.from,
        to: control.to,
        step: control.step,
        options: control.options,
        is_switch: control.is_switch,
    }
}

//! Figures that move, in a page: a request in JSON, and the figure at its numbers in another.

use serde::{Deserialize, Serialize};

use crate::figure::{Style, Theme, svg_in};
use crate::stage::moving::{self, Drag, Moving, Piece};

/// A figure by its name, at the first numbers or at others, after something was dragged or chosen.
#[derive(Debug, Deserialize)]
struct Request {
    name: String,
    #[serde(default)]
    is_dark: bool,
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
        is_switch: control.is_switch,
    }
}

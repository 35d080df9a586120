//! A picture of coloured dots, two in each cell of the screen, one above the other: nearly square, so shapes keep their form.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

use super::theme::Theme;
use crate::scene::colour::{Rgb, viridis};

/// A dot of the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Dot {
    /// Nothing.
    Empty,
    /// Heat, from 0 to 1.
    Heat(f64),
    /// A line drawn over heat of this height.
    Line(f64),
    /// A faint line on the ground.
    Faint,
    /// A colour of its own.
    Paint(Color),
}

/// Dots on a grid, the first row above.
pub(super) struct Raster {
    pub width: usize,
    pub height: usize,
    dots: Vec<Dot>,
}

impl Raster {
    /// As many dots as an area holds.
    pub fn new(area: Rect) -> Self {
        let (width, height) = (usize::from(area.width), 2 * usize::from(area.height));
        Self {
            width,
            height,
            dots: vec![Dot::Empty; width * height],
        }
    }

    pub fn set(&mut self, x: usize, y: usize, dot: Dot) {
        if x < self.width && y < self.height {
            self.dots[y * self.width + x] = dot;
        }
    }

    /// Whether anything is drawn in a cell of the screen.
    pub fn is_set(&self, column: u16, row: u16) -> bool {
        let (x, y) = (usize::from(column), 2 * usize::from(row));
        self.at(x, y) != Dot::Empty || self.at(x, y + 1) != Dot::Empty
    }

    fn at(&self, x: usize, y: usize) -> Dot {
        self.dots[y * self.width + x]
    }

    /// A straight line of dots; `dot` says what the dot at a fraction of the way is.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), dot: impl Fn(f64) -> Dot) {
        let steps = (to.0 - from.0)
            .abs()
            .max((to.1 - from.1).abs())
            .ceil()
            .clamp(1.0, 4000.0);
        for step in 0..=steps as usize {
            let part = step as f64 / steps;
            let (x, y) = (
                from.0 + part * (to.0 - from.0),
                from.1 + part * (to.1 - from.1),
            );
            if x >= 0.0 && y >= 0.0 {
                self.set(x as usize, y as usize, dot(part));
            }
        }
    }

    /// A filled polygon without dents.
    pub fn fill(&mut self, corners: &[(f64, f64)], dot: Dot) {
        let top = corners
            .iter()
            .map(|(_, y)| *y)
            .fold(f64::INFINITY, f64::min)
            .max(0.0);
        let bottom = corners
            .iter()
            .map(|(_, y)| *y)
            .fold(f64::NEG_INFINITY, f64::max)
            .min(self.height as f64);
        for y in top.floor() as usize..bottom.ceil().max(0.0) as usize {
            let middle = y as f64 + 0.5;
            let crossings = corners
                .iter()
                .zip(corners.iter().cycle().skip(1))
                .filter_map(|(one, other)| {
                    let part = (middle - one.1) / (other.1 - one.1);
                    (0.0..=1.0)
                        .contains(&part)
                        .then_some(one.0 + part * (other.0 - one.0))
                });
            let (left, right) = crossings.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, r), x| {
                (l.min(x), r.max(x))
            });
            if left <= right {
                for x in
                    (left - 0.5).ceil().max(0.0) as usize..=(right - 0.5).floor().max(0.0) as usize
                {
                    self.set(x, y, dot);
                }
            }
        }
    }

    /// Put the dots on the screen.
    pub fn render(&self, theme: Theme, area: Rect, buffer: &mut Buffer) {
        for row in 0..area.height {
            for column in 0..area.width {
                let (x, y) = (usize::from(column), 2 * usize::from(row));
                let (symbol, style) = cell(theme, self.at(x, y), self.at(x, y + 1));
                let cell = &mut buffer[(area.x + column, area.y + row)];
                cell.set_char(symbol).set_style(style);
            }
        }
    }
}

fn cell(theme: Theme, above: Dot, below: Dot) -> (char, Style) {
    if theme == Theme::Plain {
        return plain(theme, above, below);
    }
    let colour = |dot| match dot {
        Dot::Empty => None,
        Dot::Heat(height) => Some(theme.colour(viridis(height))),
        Dot::Line(height) => Some(theme.colour(if height > 0.55 {
            Rgb(0, 0, 0)
        } else {
            Rgb(255, 255, 255)
        })),
        Dot::Faint => theme.rule().fg,
        Dot::Paint(colour) => Some(colour),
    };
    match (colour(above), colour(below)) {
        (None, None) => (' ', Style::new()),
        (Some(above), None) => ('▀', Style::new().fg(above)),
        (None, Some(below)) => ('▄', Style::new().fg(below)),
        (Some(above), Some(below)) => ('▀', Style::new().fg(above).bg(below)),
    }
}

/// Without colour: shades for heat, never quite empty, and signs for lines.
fn plain(theme: Theme, above: Dot, below: Dot) -> (char, Style) {
    let heat = |dot| {
        if let Dot::Heat(height) = dot {
            Some(height)
        } else {
            None
        }
    };
    match (above, below) {
        (Dot::Line(_), _) | (_, Dot::Line(_)) => ('●', theme.title()),
        (Dot::Empty, Dot::Empty) => (' ', Style::new()),
        _ => match (heat(above), heat(below)) {
            (None, None) => ('·', theme.rule()),
            (one, other) => {
                let height = one
                    .or(other)
                    .map_or(0.0, |first| f64::midpoint(first, other.unwrap_or(first)));
                (
                    ['░', '▒', '▓', '█'][(height * 3.0).round().clamp(0.0, 3.0) as usize],
                    Style::new(),
                )
            }
        },
    }
}

//! The page of a figure: its area in its own units, and its size on paper.

use super::prelude::*;
use super::style::Width;
use crate::scene::colour::Rgb;

pub(super) struct Page {
    left: f64,
    width: f64,
    height: f64,
    asked: Option<Width>,
}

impl Page {
    /// A figure that is narrower than the width that is asked for is in its middle.
    pub(super) fn new((natural, height): Size, asked: Option<Width>) -> Self {
        let width = asked.map_or(natural, |asked| asked.units().max(natural));
        Self {
            left: (natural - width) / 2.0,
            width,
            height,
            asked,
        }
    }

    /// The attributes for the size of the document.
    pub(super) fn size(&self) -> String {
        let (left, width, height) = (self.left, self.width, self.height);
        let [wide, high] = match self.asked {
            None => [width.to_string(), height.to_string()],
            Some(Width { millimetres, .. }) => {
                let high = millimetres * height / width;
                [format!("{millimetres}mm"), format!("{high:.2}mm")]
            }
        };
        format!(r#"width="{wide}" height="{high}" viewBox="{left} 0 {width} {height}""#)
    }

    pub(super) fn filled(&self, color: Rgb) -> String {
        let (left, width, height, color) = (self.left, self.width, self.height, color.hex());
        format!("<rect x=\"{left}\" width=\"{width}\" height=\"{height}\" fill=\"{color}\"/>\n")
    }

    /// A sentence if the figure had to be made smaller to fit its width.
    pub(super) fn remark(&self, name: &str) -> Option<String> {
        let asked = self.asked.filter(|asked| self.width > asked.units())?;
        let (width, points) = (asked.millimetres, asked.points);
        let scale = asked.units() / self.width;
        let (real, needed) = (points * scale, (width / scale).ceil());
        Some(format!(
            "{name} is too dense for {width} mm: its text is of {real:.1} pt there, and of {points} pt from {needed} mm on"
        ))
    }
}

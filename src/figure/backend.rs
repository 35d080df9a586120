//! The canvas as a backend of plotters, which draws the plots' axes, grids and lines on it.
//!
//! plotters' coordinates are whole numbers, which is why the canvas has ten steps to a pixel.

use std::convert::Infallible;

use plotters::style::{RGBColor, ShapeStyle};
use plotters_backend::text_anchor::VPos;
use plotters_backend::{
    BackendColor, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use super::canvas::{Canvas, FINE, Step, Stroke, line_look, step};
use super::text::Text;
use super::theme::Colors;
use crate::scene::colour::Rgb;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl Stroke {
    pub(super) fn style(self, colors: Colors) -> ShapeStyle {
        let Rgb(r, g, b) = colors.color(self.role);
        ShapeStyle::from(RGBColor(r, g, b)).stroke_width(step(self.width) as u32)
    }
}

impl DrawingBackend for &mut Canvas {
    type ErrorType = Infallible;

    /// More than any figure needs: its size is known once everything is drawn.
    fn get_size(&self) -> (u32, u32) {
        (1_000_000, 1_000_000)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, _: Step, _: BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: Step, to: Step, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = Step>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let (color, width) = (style.color(), style.stroke_width().cast_signed());
        let (r, g, b) = color.rgb;
        let look = line_look(Rgb(r, g, b), color.alpha, width);
        self.path(&look, path.into_iter(), false);
        Ok(())
    }

    /// The number at a tick, unless its neighbour leaves no space for it.
    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): Step) -> Drawn {
        // The baseline lies below the upper and the middle line.
        let below = match style.anchor().v_pos {
            VPos::Top => 14.0,
            VPos::Center | VPos::Bottom => 4.2,
        };
        let at = (f64::from(x) / FINE, f64::from(y) / FINE + below);
        self.text_if_free(at, style.anchor().h_pos, &Text::faint(text));
        Ok(())
    }
}

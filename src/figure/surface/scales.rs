//! The numbers and names along the edges of the box.

use super::{Place, View, anchor_towards, direction};
use crate::figure::canvas::{Canvas, Stroke};
use crate::figure::number::ticks;
use crate::figure::text::{Anchor, Rect, Text};
use crate::figure::theme::Tone;
use crate::scene::Axis;

impl View<'_> {
    /// The numbers and names along the two edges at the front.
    pub(super) fn draw_scales(&self, canvas: &mut Canvas, room: &Rect) {
        let (near_x, near_y) = self.nearest();
        let along_x: Vec<_> = scale_of(&self.x, |x| (x, near_y, 0.0));
        let along_y: Vec<_> = scale_of(&self.y, |y| (near_x, y, 0.0));
        self.draw_scale(canvas, room, &along_x, &self.x.label, (0.5, near_y, 0.0));
        self.draw_scale(canvas, room, &along_y, &self.y.label, (near_x, 0.5, 0.0));
    }

    /// The numbers and the name along the upright edge at the left.
    pub(super) fn draw_heights(&self, canvas: &mut Canvas, room: &Rect) {
        let ((x, y, _), _) = self.upright();
        let (foot, top) = (self.spot((x, y, 0.0)), self.spot((x, y, 1.0)));
        if foot.1 - top.1 < 45.0 {
            return; // Seen from above, heights are a point.
        }
        canvas.line([foot, top], Stroke::new(Tone::Faint, 1.0));
        for (height, text) in [(0.0, "0"), (0.5, "0.5"), (1.0, "1")] {
            let (left, middle) = self.spot((x, y, height));
            canvas.line(
                [(left - 4.0, middle), (left, middle)],
                Stroke::new(Tone::Faint, 1.0),
            );
            let text = Text::words(text, Tone::Faint).size(12.0);
            let at = (left - 8.0, middle + text.sink());
            if canvas.is_free(&text.room(at, Anchor::End)) {
                canvas.text(at, Anchor::End, text);
            }
        }
        let name = Text::new(&self.surface.height).fit(room.width() * 0.5);
        let left = (top.0 - name.width() / 2.0).max(room.left);
        canvas.text((left, top.1 - 14.0), Anchor::Start, name);
    }

    /// One edge at the front: its ticks point away from the middle of the floor.
    fn draw_scale(
        &self,
        canvas: &mut Canvas,
        room: &Rect,
        marks: &[(Place, String)],
        name: &str,
        middle: Place,
    ) {
        let edge = Stroke::new(Tone::Faint, 1.0);
        let floor = self.spot((0.5, 0.5, 0.0));
        let out = direction(floor, self.spot(middle));
        let mut farthest: f64 = 0.0;
        for (place, text) in marks {
            let at = self.spot(*place);
            canvas.line([at, (at.0 + out.0 * 5.0, at.1 + out.1 * 5.0)], edge);
            let text = Text::words(text, Tone::Faint).size(12.0);
            let spot = (at.0 + out.0 * 13.0, at.1 + out.1 * 13.0 + text.sink());
            let anchor = anchor_towards(out);
            if canvas.is_free(&text.room(spot, anchor)) && room.holds(&text.room(spot, anchor)) {
                farthest = farthest.max(text.width());
                canvas.text(spot, anchor, text);
            }
        }
        let far = 20.0 + farthest * out.0.abs() + 14.0 * out.1.abs();
        let text = Text::new(name).fit(room.width() * 0.4);
        let at = self.spot(middle);
        let places: Vec<_> = [0.0, 8.0, 16.0, -6.0]
            .map(|more| {
                (
                    at.0 + out.0 * (far + more),
                    at.1 + out.1 * (far + more) + text.sink(),
                )
            })
            .map(|at| (at, anchor_towards(out)))
            .into();
        canvas.text_where_free(&places, &text, room, &[]);
    }
}

fn scale_of(axis: &Axis, place: impl Fn(f64) -> Place) -> Vec<(Place, String)> {
    let ticks = ticks(axis, 5).into_iter();
    ticks
        .map(|(tick, text)| (place(axis.fraction(tick)), text))
        .collect()
}

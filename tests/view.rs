//! What the view draws of scenes that are built by hand: every picture, every size, with and without colour.

#[path = "view/samples.rs"]
mod samples;

use nn28::scene::{Panel, Picture, Scene, Target};
use nn28::view::{self, Hits, Theme};
use nn28::web::html;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

fn drawn(scene: &Scene, theme: Theme, width: u16, height: u16) -> (Buffer, Hits) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let hits = view::draw(scene, theme, buffer.area, &mut buffer);
    (buffer, hits)
}

//! The screen in the README is the one that the program draws.

use nn28::equation::Number;
use nn28::scene::Pane;
use nn28::stage::{Action, Neuron, Stage};
use nn28::view::{self, Theme};
use nn28::web::html;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const BEGIN: &str = "<!-- frame: drawn by the program, compared by a test -->\n```text\n";
const END: &str = "```\n<!-- end of frame -->";

fn frame() -> String {
    let mut neuron = Neuron::of_source().showing(Number::whole(4));
    neuron.act(Action::Focus(Pane::Network));
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
    view::draw(&neuron.scene(), Theme::Plain, buffer.area, &mut buffer);
    html::plain(&buffer)
}

/// With `UPDATE_README=1` the screen is written into the README instead.
#[test]
fn the_readme_shows_the_screen_as_it_is() {
    let readme = std::fs::read_to_string("README.md").expect("the README");
    let (before, rest) = readme.split_once(BEGIN).expect("its beginning");
    let (shown, after) = rest.split_once(END).expect("its end");
    let drawn = format!("{}\n", frame().trim_end());
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write("README.md", format!("{before}{BEGIN}{drawn}{END}{after}"))
            .expect("the README");
        return;
    }
    assert!(
        shown == drawn,
        "UPDATE_README=1 cargo test readme::\n{drawn}"
    );
}

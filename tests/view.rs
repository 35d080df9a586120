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

#[test]
#[ignore = "to look at"]
fn look() {
    let what = std::env::var("LOOK").unwrap_or_default();
    let size: Vec<u16> = std::env::var("SIZE")
        .unwrap_or("80x24".to_owned())
        .split('x')
        .map(|n| n.parse().unwrap())
        .collect();
    let theme = if std::env::var("PLAIN").is_ok() {
        Theme::Plain
    } else {
        Theme::Dark
    };
    let panel = match std::env::var("PANEL").as_deref() {
        Ok("does") => Panel::Does,
        Ok("when") => Panel::When,
        Ok("what") => Panel::What,
        _ => Panel::Where,
    };
    let mut words = what.split(' ');
    let mut diagram = match words.next() {
        Some("big") => samples::network(64, 32, 10),
        Some("mid") => samples::network(4, 5, 3),
        _ => samples::network(2, 2, 3),
    };
    let picture = words
        .next()
        .and_then(|n| n.parse::<usize>().ok())
        .map_or_else(
            || samples::regions(3),
            |n| samples::pictures().swap_remove(n),
        );
    samples::light(&mut diagram, 1);
    if std::env::var("FOCUS").is_ok() {
        samples::focus(&mut diagram, (0, 1), (1, 1));
    }
    let mut scene = samples::scene(diagram, picture, panel);
    if let Ok(n) = std::env::var("LINE") {
        scene.equation = samples::derivation(6, 30);
        scene.equation.line = n.parse().ok();
    }
    let (buffer, _) = drawn(&scene, theme, size[0], size[1]);
    println!("{}", html::plain(&buffer));
    std::fs::write("/tmp/look.html", format!("<meta charset=utf8><style>body{{background:#121418;color:#ddd}}pre{{font:14px/17px 'DejaVu Sans Mono'}} i{{font-style:normal;display:inline-block;width:1ch;height:17px;overflow:hidden;vertical-align:top}} .ink-x{{color:#56b4e9}}.ink-w{{color:#e69f00}}.ink-z{{color:#2fc59b}}.ink-v{{color:#e08cc0}}.ink-y{{color:#ff8a4c}}.ink-t{{color:#f0e442}}.dim{{color:#8a9099}}.rule{{color:#4a505a}}.b{{font-weight:bold}}.rev{{filter:invert(1);background:#121418}}</style><pre>{}</pre>", html::frame(&buffer))).unwrap();
}

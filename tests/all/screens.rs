//! Screens: two snapshots to look at, and every size down to a single cell.

use crate::samples::screens::{Screen, THEMES};
use nn28::equation::Number;
use nn28::scene::{Pane, Picture, Target};
use nn28::stage::neuron::View;
use nn28::stage::{Action, Contents, Neuron, Stage};
use nn28::view::{self, Theme};
use nn28::web::html;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;

fn drawn(neuron: &Neuron, theme: Theme, size: (u16, u16)) -> Screen {
    Screen::of(&neuron.scene(), theme, size)
}

fn text(neuron: &Neuron, width: u16, height: u16) -> String {
    drawn(neuron, Theme::Dark, (width, height)).text
}

/// The source's neuron with a picture or with the focus on a panel.
fn seen(view: View, panel: Pane) -> Neuron {
    let mut neuron = Neuron::of_source().viewing(view);
    neuron.act(Action::Focus(panel));
    neuron
}

#[test]
fn the_screen_at_80_by_24_shows_the_diagram_and_the_equation() {
    let mut neuron = Neuron::of_source().showing(Number::whole(4));
    neuron.act(Action::Focus(Pane::Network));
    insta::assert_snapshot!(text(&neuron, 80, 24));
}

#[test]
fn the_screen_at_140_by_40_shows_all_four_places() {
    insta::assert_snapshot!(text(&Neuron::of_source().viewing(View::Sigmoid), 140, 40));
}

#[test]
fn every_size_down_to_a_single_cell_draws_something() {
    let mut sizes = vec![(79, 23), (80, 24), (119, 38), (139, 40), (140, 40)];
    sizes.extend([(500, 200), (500, 1), (1, 200)]);
    for width in [1, 2, 3, 7, 19, 20, 21, 35, 39, 40, 41, 60] {
        sizes.extend([1, 2, 3, 4, 5, 8, 11, 12, 13].map(|height| (width, height)));
    }
    let draw_all = |view: View| {
        for panel in Pane::ALL {
            let neuron = seen(view, panel);
            // Each size in each theme comes within three panels.
            let turn = THEMES.into_iter().cycle().skip(panel as usize);
            for (size, theme) in sizes.iter().zip(turn) {
                let text = drawn(&neuron, theme, *size).text;
                assert!(!text.trim().is_empty(), "{size:?} {view} {panel:?}");
            }
        }
    };
    std::thread::scope(|scope| {
        for view in View::ALL {
            scope.spawn(move || draw_all(view));
        }
    });
    let contents = Contents::new().scene();
    for (width, height) in sizes {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        view::draw_contents(&contents, Theme::Dark, buffer.area, &mut buffer);
        let text = html::plain(&buffer);
        assert!(!text.trim().is_empty(), "contents at {width}×{height}");
    }
}

#[test]
fn unfriendly_neurons_draw_on_every_kind_of_screen() {
    let neurons = [
        (vec![1e150, -1e150, 0.0], vec![1e150, 1e100]),
        (vec![0.0, 0.0], vec![0.0]),
        (vec![-0.0, 1e-320, 5.0], vec![1e-300, -1e-300]),
        (vec![0.1; 41], vec![12345.678; 40]),
    ];
    for (w, x) in neurons {
        for view in View::ALL {
            let neuron = Neuron::new(w.clone(), x.clone()).expect("a neuron");
            let mut neuron = neuron.viewing(view);
            for panel in Pane::ALL {
                neuron.act(Action::Focus(panel));
                for (width, height) in [(30, 8), (60, 20), (80, 24), (160, 50)] {
                    assert!(!text(&neuron, width, height).trim().is_empty());
                }
            }
        }
    }
}

#[test]
fn without_colour_no_cell_has_one_and_everything_can_still_be_told_apart() {
    for view in View::ALL {
        let neuron = Neuron::of_source().viewing(view);
        let Screen { buffer, text, .. } = drawn(&neuron, Theme::Plain, (140, 40));
        for cell in &buffer.content {
            assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset));
        }
        let has = |sign: char| text.contains(sign);
        let has_shades = view == View::Sigmoid || has('░') && has('█') || has('▓');
        assert!(has_shades, "{view}: {text}");
        assert!(has('◉'), "{view}: the point is marked by a sign");
    }
}

#[test]
fn a_click_finds_what_is_under_it() {
    let screen = drawn(&Neuron::of_source(), Theme::Dark, (140, 40));
    let at = |wanted: &str| screen.target(screen.find(wanted));
    for (text, target) in [
        ("w₀    −2.0000", Target::Quantity(2)),
        ("x₁     0.5000", Target::Quantity(1)),
        (" surface ", Target::View(2)),
        (" network ", Target::Pane(Pane::Network)),
    ] {
        assert_eq!(at(text), Some(target), "{text}");
    }
    let Some(Target::Point { across, up }) = at("◉") else {
        panic!("the plane takes clicks")
    };
    // The point is (1.5, 0.5) of a plane from −10 to 10; a cell is coarse.
    let is_near = (across - 0.575).abs() < 0.05 && (up - 0.525).abs() < 0.06;
    assert!(is_near, "{across}, {up}");
}

#[test]
fn the_help_and_the_command_lie_over_the_screen_until_they_are_closed() {
    let mut neuron = Neuron::of_source();
    let before = text(&neuron, 100, 30);
    neuron.act(Action::Help);
    drawn(&neuron, Theme::Dark, (100, 30)).shows(&["Tab", "the book's page"]);
    neuron.act(Action::Close);
    neuron.act(Action::Command);
    drawn(&neuron, Theme::Dark, (100, 30)).shows(&["cargo run --release --bin neuron"]);
    neuron.act(Action::Close);
    assert_eq!(text(&neuron, 100, 30), before);
}

#[test]
fn numbers_do_not_jump_from_frame_to_frame() {
    let mut neuron = seen(View::Plane, Pane::Network);
    let point = |neuron: &Neuron| {
        let screen = drawn(neuron, Theme::Dark, (140, 40));
        let (x, y) = screen.find("w₀   ");
        let mut points = screen.all(".").into_iter();
        points.find(|point| point.0 > x && point.1 == y)
    };
    let first = point(&neuron);
    assert!(first.is_some());
    neuron.act(Action::Click(Target::Quantity(2)));
    for _ in 0..150 {
        neuron.act(Action::Less);
        assert_eq!(point(&neuron), first, "w₀ = {}", neuron.weights()[0]);
    }
}

#[test]
fn a_frame_in_html_escapes_its_text_and_names_the_colours_of_the_letters() {
    let mut neuron = Neuron::of_source();
    neuron.act(Action::Notice("<b>&\"".to_owned()));
    let screen = drawn(&neuron, Theme::Dark, (100, 38));
    let html = html::frame(&screen.buffer, Theme::Dark);
    assert!(html.contains("&lt;b&gt;&amp;&quot;") && !html.contains("<b>"));
    for class in ["ink-x", "ink-w", "ink-y", "dim"] {
        assert!(html.contains(class), "{class}");
    }
    assert_eq!(html.matches('\n').count(), 38);
}

#[test]
fn on_a_narrow_screen_numbers_are_shortened_and_never_cut_into_other_numbers() {
    let weights = vec![1e7, -1e-7, 12_345.678_901];
    let mut neuron = Neuron::new(weights, vec![50.0, -20.0]).expect("a neuron");
    neuron.act(Action::Focus(Pane::Network));
    let screen = drawn(&neuron, Theme::Dark, (80, 24));
    screen.shows(&["50.0000", "1.000e7", "−1.00e−7", "12345.68"]);
    for preset in 0..5 {
        let mut neuron = Neuron::of_source();
        neuron.act(Action::Preset(preset));
        neuron.act(Action::Focus(Pane::Training));
        let screen = drawn(&neuron, Theme::Dark, (80, 24));
        let Picture::Table(table) = neuron.scene().training.picture else {
            panic!("a table along the bottom")
        };
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        cells.for_each(|cell| screen.shows(&[cell]));
    }
}

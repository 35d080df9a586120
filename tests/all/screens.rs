//! Screens: two snapshots to look at, and every size down to a single cell.

use nn28::equation::Number;
use nn28::scene::{Panel, Picture, Target};
use nn28::stage::neuron::View;
use nn28::stage::{Action, Contents, Neuron, Stage};
use nn28::view::{self, HitMap, Theme};
use nn28::web::html;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;

fn drawn(neuron: &Neuron, theme: Theme, width: u16, height: u16) -> (Buffer, HitMap) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let hits = view::draw(&neuron.scene(), theme, buffer.area, &mut buffer);
    (buffer, hits)
}

fn text(neuron: &Neuron, width: u16, height: u16) -> String {
    html::plain(&drawn(neuron, Theme::Dark, width, height).0)
}

/// Where a text stands on the screen.
fn find(buffer: &Buffer, wanted: &str) -> Option<(u16, u16)> {
    let wanted: Vec<char> = wanted.chars().collect();
    let symbol = |x: u16, y: u16| buffer[(x, y)].symbol().chars().next();
    let area = buffer.area;
    let fits = |x: u16, y: u16| {
        wanted
            .iter()
            .enumerate()
            .all(|(n, c)| symbol(x + n as u16, y) == Some(*c))
    };
    let last = area.width.saturating_sub(wanted.len() as u16);
    (0..area.height)
        .flat_map(|y| (0..=last).map(move |x| (x, y)))
        .find(|(x, y)| fits(*x, *y))
}

#[test]
fn the_screen_at_80_by_24_shows_the_diagram_and_the_equation() {
    let mut neuron = Neuron::of_source().showing(Number::whole(4));
    neuron.act(Action::Focus(Panel::Where));
    insta::assert_snapshot!(text(&neuron, 80, 24));
}

#[test]
fn the_screen_at_140_by_40_shows_all_four_places() {
    insta::assert_snapshot!(text(&Neuron::of_source().viewing(View::Sigmoid), 140, 40));
}

#[test]
fn every_size_down_to_a_single_cell_draws_something() {
    let widths = [1, 2, 3, 7, 19, 20, 21, 35, 39, 40, 41, 60];
    let heights = [1, 2, 3, 4, 5, 8, 11, 12, 13];
    let sizes = widths
        .into_iter()
        .flat_map(|width| heights.map(move |height| (width, height)));
    let larger = [
        (79, 23),
        (80, 24),
        (119, 38),
        (139, 40),
        (140, 40),
        (500, 200),
        (500, 1),
        (1, 200),
    ];
    let sizes: Vec<(u16, u16)> = sizes.chain(larger).collect();
    let draw_all = |view: View| {
        for &(width, height) in &sizes {
            for panel in Panel::ALL {
                let mut neuron = Neuron::of_source().viewing(view);
                neuron.act(Action::Focus(panel));
                for theme in [Theme::Dark, Theme::Light, Theme::Plain] {
                    let (buffer, _) = drawn(&neuron, theme, width, height);
                    assert!(
                        !html::plain(&buffer).trim().is_empty(),
                        "{width}×{height} {view} {panel:?}"
                    );
                }
            }
        }
    };
    std::thread::scope(|scope| {
        for view in View::ALL {
            scope.spawn(move || draw_all(view));
        }
    });
    for (width, height) in sizes {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        view::draw_contents(
            &Contents::new().scene(),
            Theme::Dark,
            buffer.area,
            &mut buffer,
        );
        assert!(
            !html::plain(&buffer).trim().is_empty(),
            "contents at {width}×{height}"
        );
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
            for panel in Panel::ALL {
                let mut neuron = Neuron::new(w.clone(), x.clone())
                    .expect("a neuron")
                    .viewing(view);
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
        let (buffer, _) = drawn(&Neuron::of_source().viewing(view), Theme::Plain, 140, 40);
        assert!(
            buffer
                .content
                .iter()
                .all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset)
        );
        let text = html::plain(&buffer);
        assert!(
            view == View::Sigmoid
                || (text.contains('░') && text.contains('█'))
                || text.contains('▓'),
            "{view}: {text}"
        );
        assert!(text.contains('◉'), "{view}: the point is marked by a sign");
    }
}

#[test]
fn a_click_finds_what_stands_under_it() {
    let neuron = Neuron::of_source();
    let (buffer, hits) = drawn(&neuron, Theme::Dark, 140, 40);
    let at = |wanted: &str| {
        let (x, y) = find(&buffer, wanted).unwrap_or_else(|| panic!("{wanted} is on the screen"));
        hits.at(x, y)
    };
    assert_eq!(at("w₀    −2.0000"), Some(Target::Quantity(2)));
    assert_eq!(at("x₁     0.5000"), Some(Target::Quantity(1)));
    assert_eq!(at(" surface "), Some(Target::View(2)));
    assert_eq!(at(" where "), Some(Target::Panel(Panel::Where)));
    let Some(Target::Point { across, up }) = at("◉") else {
        panic!("the plane takes clicks")
    };
    // The point stands at (1.5, 0.5) of a plane from −10 to 10; a cell is coarse.
    assert!(
        (across - 0.575).abs() < 0.05 && (up - 0.525).abs() < 0.06,
        "{across}, {up}"
    );
}

#[test]
fn the_help_and_the_command_lie_over_the_screen_until_they_are_closed() {
    let mut neuron = Neuron::of_source();
    let before = text(&neuron, 100, 30);
    neuron.act(Action::Help);
    assert!(
        text(&neuron, 100, 30).contains("Tab")
            && text(&neuron, 100, 30).contains("the book's page")
    );
    neuron.act(Action::Command);
    assert!(text(&neuron, 100, 30).contains("cargo run --release --bin neuron"));
    neuron.act(Action::Close);
    assert_eq!(text(&neuron, 100, 30), before);
}

#[test]
fn numbers_do_not_jump_from_frame_to_frame() {
    let mut neuron = Neuron::of_source();
    neuron.act(Action::Focus(Panel::Where));
    let column = |neuron: &Neuron| {
        let (buffer, _) = drawn(neuron, Theme::Dark, 140, 40);
        let name = find(&buffer, "w₀   ").expect("the weight");
        (name.0..buffer.area.width)
            .find(|x| buffer[(*x, name.1)].symbol() == ".")
            .expect("its point")
    };
    let first = column(&neuron);
    neuron.act(Action::Click(Target::Quantity(2)));
    for _ in 0..150 {
        neuron.act(Action::Less);
        assert_eq!(column(&neuron), first, "w₀ = {}", neuron.weights()[0]);
    }
}

#[test]
fn a_frame_in_html_escapes_its_text_and_names_the_colours_of_the_letters() {
    let mut neuron = Neuron::of_source();
    neuron.act(Action::Notice("<b>&\"".to_owned()));
    let html = html::frame(&drawn(&neuron, Theme::Dark, 100, 38).0, Theme::Dark);
    assert!(html.contains("&lt;b&gt;&amp;&quot;") && !html.contains("<b>"));
    for class in ["ink-x", "ink-w", "ink-y", "dim"] {
        assert!(html.contains(class), "{class}");
    }
    assert_eq!(html.matches('\n').count(), 38);
}

#[test]
fn on_a_narrow_screen_numbers_are_shortened_and_never_cut_into_other_numbers() {
    let mut neuron =
        Neuron::new(vec![1e7, -1e-7, 12_345.678_901], vec![50.0, -20.0]).expect("a neuron");
    neuron.act(Action::Focus(Panel::Where));
    let screen = text(&neuron, 80, 24);
    for number in ["50.0000", "1.000e7", "−1.00e−7", "12345.68"] {
        assert!(screen.contains(number), "{number} is missing in:\n{screen}");
    }
    for preset in 0..5 {
        let mut neuron = Neuron::of_source();
        neuron.act(Action::Preset(preset));
        neuron.act(Action::Focus(Panel::When));
        let screen = text(&neuron, 80, 24);
        let Picture::Table(table) = neuron.scene().when.picture else {
            panic!("a table stands along the bottom")
        };
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        for cell in cells {
            assert!(
                screen.contains(cell.as_str()),
                "{cell} is missing in:\n{screen}"
            );
        }
    }
}

//! Screens for those who see no colours, have no other letters than ASCII, or a light terminal.
#![cfg(feature = "terminal")]

use crate::samples::{self, screens};
use crate::stage;
use nn28::data::NAMES;
use nn28::equation::{Chapter, Number};
use nn28::scene::colour::{Rgb, SymbolColor, viridis};
use nn28::scene::{
    Diagram, EquationCard, MarkKind, Matrices, Matrix, Pane, Picture, PrintedCard, Scene, Target,
};
use nn28::stage::{self as stages, Action, Contents, Direction, Neuron, Request, Stage};
use nn28::terminal::{self, Letters, RenderOptions, Screen};
use nn28::view::{self, HitMap, Theme};
use nn28::web::html;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

/// A scene that stays as it is.
struct Still(Scene);

impl Screen for Still {
    fn act(&mut self, _: Action) -> Option<Request> {
        None
    }

    fn draw(&self, theme: Theme, area: Rect, buffer: &mut Buffer) -> HitMap {
        view::draw(&self.0, theme, area, buffer)
    }

    fn playing(&self) -> bool {
        false
    }
}

fn drawn(screen: &dyn Screen, theme: Theme, ascii: bool, width: u16, height: u16) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let letters = if ascii { Letters::Ascii } else { Letters::All };
    let look = RenderOptions {
        letters,
        ..RenderOptions::of(theme)
    };
    terminal::draw(screen, look, buffer.area, &mut buffer);
    buffer
}

fn in_ascii(scene: &Scene, theme: Theme, (width, height): (u16, u16)) -> Buffer {
    drawn(&Still(scene.clone()), theme, true, width, height)
}

/// That every sign is a letter of ASCII, and none a question mark in place of a letter, except for the key of the help in the last row.
fn assert_ascii(buffer: &Buffer, what: &str) {
    for (index, cell) in buffer.content.iter().enumerate() {
        let is_last = buffer.pos_of(index).1 == buffer.area.bottom() - 1;
        let symbol = cell.symbol();
        let is_letter = matches!(symbol.as_bytes(), [b' '..=b'~']) && (symbol != "?" || is_last);
        assert!(is_letter, "{what}: {symbol:?} in\n{}", html::plain(buffer));
    }
}

/// Every picture of a stage, at a size with all places and at a small one with the focus on each.
fn assert_stage_is_ascii(stage: &mut dyn Stage, theme: Theme, name: &str) {
    let views = stage.scene().views.0.len();
    for view in 0..views {
        stage.act(Action::Click(Target::View(view)));
        let mut scene = stage.scene();
        let what = format!("{name}, picture {view}");
        assert_ascii(&in_ascii(&scene, theme, (140, 40)), &what);
        for panel in [Pane::Picture, Pane::Training] {
            scene.focus = panel;
            assert_ascii(&in_ascii(&scene, theme, (80, 24)), &what);
        }
    }
}

#[test]
fn in_ascii_nothing_else_leaves_on_any_stage_picture_or_data_set() {
    std::thread::scope(|scope| {
        for name in NAMES {
            scope.spawn(move || {
                let bench = stage::bench_with(name, |setup| setup.train_fraction = 0.15);
                for chapter in Chapter::ALL {
                    let theme = [Theme::Dark, Theme::Light][usize::from(name.len() % 2 == 0)];
                    let mut stage = stages::after(chapter, bench.clone(), 0, &[], None);
                    assert_stage_is_ascii(stage.as_mut(), theme, &format!("{name}, {chapter:?}"));
                }
            });
        }
    });
}

#[test]
fn in_ascii_nothing_else_leaves_for_any_equation_page_or_size() {
    let bench = stage::bench_with("clusters", |_| {});
    for chapter in Chapter::ALL {
        let mut stage = stages::after(chapter, bench.clone(), 0, &[], None);
        for choice in 0..stage.scene().equation.choices.0.len() {
            stage.act(Action::Click(Target::Choice(choice)));
            let buffer = in_ascii(&stage.scene(), Theme::Plain, (140, 40));
            assert_ascii(&buffer, &format!("{chapter:?}, {choice}"));
        }
        let notice = Action::Notice("α → …".to_owned());
        for action in [Action::Help, Action::Command, notice] {
            stage.act(Action::Close);
            stage.act(action);
            let screen = html::plain(&in_ascii(&stage.scene(), Theme::Plain, (140, 40)));
            assert!(screen.is_ascii(), "{screen}");
        }
    }
    for picture in screens::pictures() {
        let scene = screens::scene(screens::with_products(13, 8, 3), picture, Pane::Picture);
        for size in [(1, 1), (20, 6), (39, 11), (60, 20), (200, 60)] {
            let screen = html::plain(&in_ascii(&scene, Theme::Dark, size));
            assert!(screen.is_ascii(), "{screen}");
        }
    }
    let mut contents = Contents::new();
    for _ in 0..50 {
        let buffer = drawn(&contents, Theme::Dark, true, 100, 30);
        assert_ascii(&buffer, "the contents");
        contents.act(&Action::Move(Direction::Down));
    }
}

#[test]
fn names_in_other_letters_keep_their_width() {
    let mut regions = samples::regions(3);
    regions.classes[0] = "神経細胞".to_owned();
    let scene = changed(&small(Picture::Regions(regions)), |scene| {
        scene.focus = Pane::Picture;
    });
    let screen = html::plain(&in_ascii(&scene, Theme::Dark, (140, 40)));
    assert!(screen.is_ascii(), "{screen}");
    assert!(screen.contains("o ? ? ? ?"), "{screen}");
}

#[test]
fn the_neuron_in_ascii_at_80_by_24() {
    let mut neuron = Neuron::of_source().showing(Number::whole(4));
    neuron.act(Action::Focus(Pane::Network));
    let buffer = in_ascii(&neuron.scene(), Theme::Dark, (80, 24));
    insta::assert_snapshot!(html::plain(&buffer));
}

#[test]
fn a_trained_network_in_ascii_at_140_by_40() {
    let bench = stage::bench_with("clusters", |_| {});
    let mut stage = stages::after(Chapter::Backprop, bench, 0, &[], None);
    stage::steps(stage.as_mut(), 40);
    let buffer = in_ascii(&stage.scene(), Theme::Dark, (140, 40));
    insta::assert_snapshot!(html::plain(&buffer));
}

/// What is left of a frame without its colours: signs and weights.
fn bare(buffer: &Buffer) -> Vec<(String, Modifier)> {
    let cell = |cell: &ratatui::buffer::Cell| (cell.symbol().to_owned(), cell.modifier);
    buffer.content.iter().map(cell).collect()
}

/// That frames differ without their colours, each from each, in every theme and in ASCII. What is painted, as heat is, has signs in the
/// theme without colours and in ASCII alone: `painted`.
fn assert_told_apart(what: &str, painted: bool, scenes: &[Scene]) {
    let looks = screens::THEMES.map(|theme| [(theme, false), (theme, true)]);
    for (theme, ascii) in looks.concat() {
        if painted && !ascii && theme != Theme::Plain {
            continue;
        }
        let frame = |scene: &Scene| bare(&drawn(&Still(scene.clone()), theme, ascii, 140, 40));
        let frames: Vec<_> = scenes.iter().map(frame).collect();
        for (number, one) in frames.iter().enumerate() {
            let alike = frames[..number].iter().position(|other| one == other);
            assert_eq!(alike, None, "{what} {number}: {theme:?}, ASCII: {ascii}");
        }
    }
}

fn changed(scene: &Scene, change: impl FnOnce(&mut Scene)) -> Scene {
    let mut scene = scene.clone();
    change(&mut scene);
    scene
}

fn small(picture: Picture) -> Scene {
    screens::scene(screens::with_products(2, 2, 3), picture, Pane::Network)
}

#[test]
fn without_colour_focus_light_and_sign_of_numbers_are_told_apart() {
    let scene = small(Picture::Image(samples::digit()));
    let panels = Pane::ALL.map(|panel| changed(&scene, |scene| scene.focus = panel));
    assert_told_apart("the focus", false, &panels);
    let changes: [fn(&mut Diagram); 8] = [
        |_| {},
        |diagram| screens::light(diagram, 0),
        |diagram| screens::light(diagram, 1),
        |diagram| screens::focus(diagram, (0, 0), (1, 1)),
        |diagram| diagram.ledger[1].lit = true,
        |diagram| diagram.layers[1].nodes[0].quantities[1].lit = true,
        |diagram| diagram.layers[1].nodes[0].quantities[1].focused = true,
        |diagram| diagram.layers[1].nodes[0].quantities[1].value = None,
    ];
    let networks = changes.map(|change| changed(&scene, |scene| change(&mut scene.diagram)));
    assert_told_apart("numbers of a network", false, &networks);
    let focused =
        |focused| move |scene: &mut Scene| scene.training.knobs = screens::knobs(4, focused);
    let knobs = [0, 1, 2].map(|number| changed(&scene, focused(number)));
    assert_told_apart("the focus along the bottom", false, &knobs);
}

#[test]
fn without_colour_negative_links_without_their_numbers_are_broken() {
    let digit = Picture::Image(samples::digit());
    let scene = screens::scene(screens::with_products(13, 8, 3), digit, Pane::Network);
    // The largest of all weights, whose link is the clearest.
    let signs = [9.0, -9.0].map(|value| {
        changed(&scene, |scene| {
            scene.diagram.links[0].weight.value = Some(value);
        })
    });
    assert_told_apart("a link", false, &signs);
}

#[test]
fn without_colour_equations_and_their_verdicts_are_told_apart() {
    let scene = small(Picture::Image(samples::digit()));
    let changes: [fn(&mut EquationCard); 5] = [
        |_| {},
        |card| card.choices.1 = 1,
        |card| card.holds = false,
        |card| {
            let [tex, value, why] = [r"\ink{z}{b_j}", "0.5", "It is another."].map(str::to_owned);
            card.printed = Some(PrintedCard { tex, value, why });
        },
        |card| card.note.clear(),
    ];
    let cards = changes.map(|change| changed(&scene, |scene| change(&mut scene.equation)));
    assert_told_apart("equations", false, &cards);
    let derivation = [0, 1, 2].map(|line| {
        changed(&scene, |scene| {
            scene.equation = screens::derivation(3, 2);
            scene.equation.line = Some(line);
        })
    });
    assert_told_apart("the line that is read", false, &derivation);
}

#[test]
fn without_colour_curves_are_told_apart() {
    for curve in [samples::errors(2), samples::epsilon()] {
        let mut swapped = curve.clone();
        swapped.series[0].points.clone_from(&curve.series[1].points);
        swapped.series[1].points.clone_from(&curve.series[0].points);
        let orders = [curve, swapped].map(|curve| small(Picture::Curve(curve)));
        assert_told_apart("curves", false, &orders);
    }
}

fn matrices(shapes: &[(usize, usize)], change: impl FnOnce(&mut Matrices)) -> Scene {
    let Picture::Matrices(mut matrices) = screens::matrices(shapes) else {
        unreachable!()
    };
    change(&mut matrices);
    small(Picture::Matrices(matrices))
}

#[test]
fn without_colour_entries_of_matrices_are_told_apart() {
    for shapes in [[(2, 3), (3, 3)], [(32, 65), (10, 33)]] {
        let changes: [fn(&mut Matrix); 5] = [
            |_| {},
            |first| first.worst.clear(),
            |first| first.worst = vec![(1, 0)],
            |first| first.selected = None,
            |first| first.selected = Some((0, 0)),
        ];
        let entries = changes.map(|change| matrices(&shapes, |all| change(&mut all.matrices[0])));
        assert_told_apart("entries", false, &entries);
        let signs = [1.0, -1.0].map(|sign| {
            matrices(&shapes, |all| {
                for entry in all.matrices[1].entries.iter_mut().flatten() {
                    *entry = entry.map(|value| sign * value.abs());
                }
            })
        });
        let has_numbers = shapes[0].0 < 10;
        assert_told_apart("signs of entries", !has_numbers, &signs);
    }
}

#[test]
fn without_colour_classes_and_verdicts_are_told_apart() {
    for classes in [2, 4, 10] {
        let of_class = |class| {
            let mut regions = samples::regions(classes);
            regions.marks = vec![samples::mark(1.0, 1.0, "", MarkKind::Class(class))];
            small(Picture::Regions(regions))
        };
        let samples: Vec<Scene> = (0..classes).map(of_class).collect();
        assert_told_apart("samples of classes", false, &samples);
        let filled = |class| {
            let mut regions = samples::regions(classes);
            regions.cells.fill((class, 1.0));
            small(Picture::Regions(regions))
        };
        let cells: Vec<Scene> = (0..classes).map(filled).collect();
        assert_told_apart("regions of classes", true, &cells);
    }
    let bars = [(0, 0), (1, 0), (2, 2)].map(|(target, largest)| {
        let mut image = samples::digit();
        for (number, bar) in image.bars.iter_mut().enumerate() {
            bar.is_target = number == target;
            bar.share = if number == largest { 0.82 } else { 0.02 };
        }
        small(Picture::Image(image))
    });
    assert_told_apart("right and wrong answers", false, &bars);
    let rows = [None, Some(true), Some(false)].map(|right| {
        let Picture::Table(mut table) = screens::table(4) else {
            unreachable!()
        };
        table.rows.iter_mut().for_each(|row| row.right = right);
        small(Picture::Table(table))
    });
    assert_told_apart("rows of a table", false, &rows);
}

/// The scene after some actions.
fn after(chapter: Chapter, actions: &[Action]) -> Scene {
    let bench = stage::bench_with("clusters", |setup| setup.train_fraction = 0.15);
    let mut stage = stages::after(chapter, bench, 0, &[], None);
    stage::act(stage.as_mut(), actions.iter().cloned());
    stage.scene()
}

#[test]
fn without_colour_the_states_of_the_stages_are_told_apart() {
    for chapter in Chapter::ALL {
        let actions: [&[Action]; 4] = [&[], &[Action::Play], &[Action::Help], &[Action::Command]];
        let states = actions.map(|actions| after(chapter, actions));
        assert_told_apart(&format!("playing or not, {chapter:?}"), false, &states);
        if chapter != Chapter::Network {
            let printed = [after(chapter, &[]), after(chapter, &[Action::Printed])];
            assert_told_apart(&format!("as printed or not, {chapter:?}"), false, &printed);
        }
    }
    let quotients =
        [0, 1, 2].map(|times| after(Chapter::NumericalGradient, &vec![Action::Printed; times]));
    assert_told_apart("forward, central, printed", false, &quotients);
    let contents = [0, 1].map(|times| {
        let mut contents = Contents::new();
        for _ in 0..times {
            contents.act(&Action::Move(Direction::Down));
        }
        bare(&drawn(&contents, Theme::Dark, false, 60, 20))
    });
    assert!(contents[0] != contents[1]);
}

fn luminance(Rgb(r, g, b): Rgb) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

/// The contrast of two colours as the guidelines for accessible pages (WCAG 2.1) have it.
pub fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn rgb(colour: Option<Color>) -> Rgb {
    match colour {
        Some(Color::Rgb(r, g, b)) => Rgb(r, g, b),
        other => panic!("{other:?} is no colour of the table"),
    }
}

#[test]
fn words_and_signs_can_be_read_on_light_and_on_dark_paper() {
    let papers = [
        (Theme::Light, vec![Rgb(0xff, 0xff, 0xff)]),
        // The last is the navy of the pages, which of their dark themes is the lightest.
        (
            Theme::Dark,
            vec![Rgb(0, 0, 0), Rgb(0x12, 0x14, 0x18), Rgb(0x16, 0x19, 0x23)],
        ),
    ];
    for (theme, papers) in papers {
        let words = [theme.dim(), theme.right(), theme.wrong()].into_iter();
        let inks = SymbolColor::ALL.map(|ink| theme.ink(ink));
        let classes = (0..10).map(|class| theme.class(class));
        for style in words.chain(inks).chain(classes) {
            for paper in &papers {
                let found = contrast(rgb(style.fg), *paper);
                assert!(found >= 4.5, "{style:?} in {theme:?}: {found:.2}");
            }
        }
    }
}

#[test]
fn what_is_written_over_heat_can_be_read() {
    for theme in [Theme::Dark, Theme::Light] {
        let shares = || (0..=40).map(|n| f64::from(n) / 40.0);
        let heats = shares().map(viridis);
        let regions =
            (0..10).flat_map(|class| shares().map(move |share| theme.region(class, share)));
        let entries = shares().flat_map(|share| [theme.diverging(share), theme.diverging(-share)]);
        let greys = shares().map(|ink| theme.grey(ink));
        for under in heats.chain(regions).chain(entries).chain(greys) {
            let style = theme.over(under);
            let found = contrast(rgb(style.fg), rgb(style.bg));
            assert!(found >= 4.5, "{under:?} in {theme:?}: {found:.2}");
        }
    }
}

#[test]
fn in_ascii_a_sign_takes_a_blank_that_follows_it_and_never_more() {
    for (signs, letters) in [
        ("w ← w − α", "w <-w - A"),
        ("↑↓ number  ←→ change", "^v number  <> change"),
        ("x₀ · 2  ·  3", "x0 * 2  .  3"),
        ("(t − y)² + 1", "(t - y)^2+ 1"),
        ("u²", "u2"),
        ("where y = ½", "where y = ?"),
        ("神", "?"),
        ("⠀⠉⠒⣀⠑⠊⡇⢸⠁⡀⣿⠶⠢⠔", " --_\\/||'.#=\\/"),
    ] {
        assert_eq!(terminal::ascii::text(signs, Letters::Ascii), letters);
        assert_eq!(signs.chars().count(), letters.chars().count());
    }
}

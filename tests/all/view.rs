//! What the view draws of scenes that are built by hand: every picture, every size, with and without colour.

use crate::samples::{self, screens};
use nn28::scene::{Axis, Diagram, Panel, Picture, Quantity, Scene, Series, Target, When};
use nn28::view::{self, HitMap, Theme};
use nn28::web::html;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

const THEMES: [Theme; 3] = [Theme::Dark, Theme::Light, Theme::Plain];
const SIZES: [(u16, u16); 8] = [
    (1, 1),
    (20, 6),
    (40, 12),
    (80, 24),
    (100, 30),
    (140, 40),
    (200, 60),
    (500, 200),
];

fn drawn(scene: &Scene, theme: Theme, width: u16, height: u16) -> (Buffer, HitMap) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let hits = view::draw(scene, theme, buffer.area, &mut buffer);
    (buffer, hits)
}

fn text(scene: &Scene, theme: Theme, width: u16, height: u16) -> String {
    html::plain(&drawn(scene, theme, width, height).0)
}

/// A small network with a picture, and the focus on one of its places.
fn small(picture: Picture, focus: Panel) -> Scene {
    screens::scene(screens::with_products(2, 2, 3), picture, focus)
}

fn network(diagram: Diagram) -> Scene {
    screens::scene(diagram, Picture::Image(samples::digit()), Panel::Where)
}

/// Where a text stands on the screen, wherever it does.
fn all(buffer: &Buffer, wanted: &str) -> Vec<(u16, u16)> {
    let wanted: Vec<String> = wanted.chars().map(String::from).collect();
    let area = buffer.area;
    let fits = |x: u16, y: u16| {
        let mut signs = wanted.iter().zip(x..);
        signs.all(|(c, x)| x < area.width && buffer[(x, y)].symbol() == c)
    };
    let places = (0..area.height).flat_map(|y| (0..area.width).map(move |x| (x, y)));
    places.filter(|(x, y)| fits(*x, *y)).collect()
}

fn find(buffer: &Buffer, wanted: &str) -> (u16, u16) {
    let places = all(buffer, wanted);
    *places
        .first()
        .unwrap_or_else(|| panic!("{wanted} is missing in:\n{}", html::plain(buffer)))
}

/// Sign and weight of a cell: what is left of it in a black-and-white photograph.
fn grey(cell: &Cell) -> (String, Modifier) {
    (cell.symbol().to_owned(), cell.modifier)
}

fn greys(buffer: &Buffer) -> Vec<(String, Modifier)> {
    buffer.content.iter().map(grey).collect()
}

#[test]
fn every_picture_draws_at_every_size_in_every_theme() {
    for picture in screens::pictures() {
        for (width, height) in SIZES {
            for panel in [Panel::Does, Panel::When] {
                for theme in THEMES {
                    let mut scene = small(picture.clone(), panel);
                    scene.when.picture = picture.clone();
                    let screen = text(&scene, theme, width, height);
                    assert!(
                        !screen.trim().is_empty(),
                        "{width}×{height} {}",
                        picture.title()
                    );
                }
            }
        }
    }
}

#[test]
fn every_network_draws_at_every_size_in_every_theme() {
    let shapes = [
        (1, 1, 2),
        (2, 2, 3),
        (4, 5, 3),
        (13, 8, 3),
        (64, 32, 10),
        (784, 3, 2),
    ];
    for (d, m, k) in shapes {
        let mut diagram = screens::with_products(d, m, k);
        screens::light(&mut diagram, 0);
        screens::focus(&mut diagram, (1, m), (2, k - 1));
        for (width, height) in SIZES
            .into_iter()
            .chain([(41, 13), (79, 25), (84, 24), (60, 12)])
        {
            for theme in THEMES {
                assert!(
                    !text(&network(diagram.clone()), theme, width, height)
                        .trim()
                        .is_empty()
                );
            }
        }
    }
}

#[test]
fn unknown_and_unfriendly_numbers_draw_everywhere() {
    for value in [
        None,
        Some(f64::NAN),
        Some(f64::INFINITY),
        Some(-1e300),
        Some(1e-300),
        Some(0.0),
    ] {
        let mut diagram = screens::with_products(3, 2, 2);
        let nodes = diagram.layers.iter_mut().flat_map(|layer| &mut layer.nodes);
        nodes
            .flat_map(|node| &mut node.quantities)
            .for_each(|quantity| quantity.value = value);
        for link in &mut diagram.links {
            (link.weight.value, link.next) = (value, value);
        }
        let mut matrix = screens::matrix("w", 'w', 2, 3);
        matrix
            .entries
            .iter_mut()
            .flatten()
            .for_each(|entry| *entry = value);
        let Picture::Matrices(mut matrices) = screens::matrices(&[(40, 40)]) else {
            unreachable!()
        };
        matrices.matrices[0]
            .entries
            .iter_mut()
            .flatten()
            .for_each(|entry| *entry = value);
        matrices.matrices.push(matrix);
        for (width, height) in SIZES {
            for theme in THEMES {
                let scene = screens::scene(
                    diagram.clone(),
                    Picture::Matrices(matrices.clone()),
                    Panel::Does,
                );
                assert!(!text(&scene, theme, width, height).trim().is_empty());
            }
        }
    }
}

/// Pictures and networks with nothing in them.
fn empty(mut picture: Picture) -> Picture {
    match &mut picture {
        Picture::Regions(regions) => {
            regions.cells.clear();
            regions.classes.clear();
            regions.marks.clear();
        }
        Picture::Matrices(matrices) => {
            matrices.matrices[0].entries.clear();
            matrices.matrices[1].rows.clear();
            matrices.matrices[1].columns.clear();
        }
        Picture::Image(image) => {
            image.bars.clear();
            image.pixels.clear();
        }
        Picture::Curve(curve) => curve.series.clear(),
        Picture::Table(table) => {
            table.rows.clear();
            table.columns.clear();
        }
        Picture::Diagram(diagram) => {
            diagram.layers.truncate(3);
            diagram.layers[1].nodes.clear();
            diagram.links.clear();
        }
        _ => {}
    }
    picture
}

#[test]
fn pictures_with_nothing_in_them_draw_at_every_size() {
    for picture in screens::pictures().into_iter().map(empty) {
        for (width, height) in SIZES {
            for panel in [Panel::Does, Panel::When] {
                let mut scene = small(picture.clone(), panel);
                scene.when.picture = picture.clone();
                scene.equation.lines.clear();
                scene.equation.line = Some(3);
                assert!(!text(&scene, Theme::Plain, width, height).trim().is_empty() || width < 20);
            }
        }
    }
}

#[test]
fn the_network_at_80_by_24() {
    let mut diagram = screens::with_products(2, 2, 3);
    screens::light(&mut diagram, 1);
    screens::focus(&mut diagram, (0, 0), (1, 1));
    insta::assert_snapshot!(text(&network(diagram), Theme::Dark, 80, 24));
}

#[test]
fn a_number_that_is_not_known_yet_is_a_dot_where_its_point_would_be() {
    let known = network(screens::with_products(2, 2, 3));
    let mut unknown = known.clone();
    let hidden = &mut unknown.diagram.layers[1].nodes[0];
    hidden
        .quantities
        .iter_mut()
        .for_each(|quantity| quantity.value = None);
    let (before, after) = (
        drawn(&known, Theme::Dark, 140, 40).0,
        drawn(&unknown, Theme::Dark, 140, 40).0,
    );
    let (x, y) = find(&before, "b₀ −0.");
    assert_eq!(
        (before[(x + 5, y)].symbol(), after[(x + 5, y)].symbol()),
        (".", "·")
    );
}

/// The nodes of a layer that show, and the sum of what the counts say is left out.
fn shown_and_counted(screen: &str, letter: char, column: usize) -> (usize, usize) {
    let is_low = |c: char| ('₀'..='₉').contains(&c);
    let names = |line: &str| {
        line.split(letter)
            .skip(1)
            .filter(|rest| rest.starts_with(is_low))
            .count()
    };
    let counts = screen.lines().filter_map(|line| {
        let more: Vec<&str> = line.split("⋮ ").skip(1).collect();
        more.get(column)?
            .split_whitespace()
            .next()?
            .parse::<usize>()
            .ok()
    });
    (screen.lines().map(names).sum(), counts.sum())
}

#[test]
fn what_is_left_out_of_a_long_column_is_counted_rightly() {
    for (width, height) in [(80, 24), (100, 30), (140, 40), (200, 60)] {
        let mut scene = network(screens::with_products(64, 3, 2));
        scene.diagram.caption = String::new();
        scene.diagram.ledger.clear();
        scene.equation.lines.clear();
        let mut buffer = drawn(&scene, Theme::Dark, width, height).0;
        // The diagram alone.
        let left = if width >= 120 { 64 } else { 40 };
        buffer.resize(Rect::new(0, 0, width, height));
        let screen: String = html::plain(&buffer)
            .lines()
            .skip(2)
            .map(|line| line.chars().take(left).collect::<String>() + "\n")
            .collect();
        let (shown, counted) = shown_and_counted(&screen, 'x', 0);
        assert_eq!(shown + counted, 65, "{width}×{height}:\n{screen}");
    }
}

#[test]
fn what_is_focused_or_lit_is_on_the_screen_however_long_its_column() {
    for (width, height) in [(80, 24), (100, 30), (140, 40)] {
        for i in [0, 17, 40, 63] {
            let mut diagram = screens::with_products(64, 32, 10);
            screens::focus(&mut diagram, (0, i), (1, 20));
            diagram.layers[2].nodes[9].quantities[1].lit = true;
            let (buffer, _) = drawn(&network(diagram), Theme::Dark, width, height);
            for name in [
                format!("x{}", low(i)),
                "x₆₄".to_owned(),
                format!("b{}", low(20)),
                "z₃₂".to_owned(),
                "y₉".to_owned(),
            ] {
                // A unit may show its sum or its output.
                let other = name.replace('b', "z");
                assert!(
                    !all(&buffer, &name).is_empty() || !all(&buffer, &other).is_empty(),
                    "{name} at {width}×{height}"
                );
            }
            find(&buffer, &format!("w₂₀,{} = ", low(i)));
        }
    }
}

fn low(n: usize) -> String {
    let digit = |c: char| char::from_u32(c as u32 - '0' as u32 + '₀' as u32).unwrap_or(c);
    n.to_string().chars().map(digit).collect()
}

#[test]
fn targets_are_written_with_as_few_digits_as_tell_them() {
    for (d, m, k) in [(2, 2, 3), (4, 5, 3), (64, 32, 10)] {
        for (width, height) in [(40, 12), (80, 24), (79, 30), (140, 40), (200, 60)] {
            let screen = text(
                &network(screens::with_products(d, m, k)),
                Theme::Dark,
                width,
                height,
            );
            assert!(
                screen.contains("t₁ 1") && screen.contains("t₀ 0"),
                "{screen}"
            );
        }
    }
}

#[test]
fn a_focused_weight_says_what_it_will_become() {
    let mut diagram = screens::with_products(2, 2, 3);
    screens::focus(&mut diagram, (0, 0), (1, 1));
    for (width, height) in [(40, 20), (80, 24), (140, 40)] {
        let (buffer, hits) = drawn(&network(diagram.clone()), Theme::Plain, width, height);
        let (x, y) = find(&buffer, "w₁₀ = 0.9454 → 0.9633");
        assert!(buffer[(x, y)].modifier.contains(Modifier::REVERSED));
        assert_eq!(hits.at(x, y), Some(Target::Quantity(3)));
    }
}

#[test]
fn numbers_in_a_network_do_not_jump() {
    let points = |diagram: Diagram| all(&drawn(&network(diagram), Theme::Dark, 140, 40).0, ".");
    let before = points(screens::with_products(2, 2, 3));
    let mut turned = screens::with_products(2, 2, 3);
    let nodes = turned.layers.iter_mut().flat_map(|layer| &mut layer.nodes);
    let turn = |quantity: &mut Quantity| quantity.value = quantity.value.map(|value| -value);
    nodes
        .filter(|node| !node.bias)
        .flat_map(|node| &mut node.quantities)
        .for_each(turn);
    assert_eq!(points(turned), before);
}

#[test]
fn without_colour_no_cell_has_one() {
    for picture in screens::pictures() {
        let mut scene = small(picture, Panel::Does);
        screens::focus(&mut scene.diagram, (0, 0), (1, 1));
        let (buffer, _) = drawn(&scene, Theme::Plain, 140, 40);
        let is_plain = |cell: &Cell| cell.fg == Color::Reset && cell.bg == Color::Reset;
        assert!(
            buffer.content.iter().all(is_plain),
            "{}",
            scene.picture.title()
        );
    }
}

#[test]
fn without_colour_lit_and_focused_and_negative_links_can_be_told_apart() {
    for (width, height) in [(80, 24), (140, 40)] {
        let look = |change: &dyn Fn(&mut Diagram)| {
            let mut diagram = screens::with_products(2, 2, 3);
            change(&mut diagram);
            greys(&drawn(&network(diagram), Theme::Plain, width, height).0)
        };
        let looks = [
            look(&|_| {}),
            look(&|diagram| screens::light(diagram, 1)),
            look(&|diagram| screens::focus(diagram, (0, 0), (1, 1))),
            look(&|diagram| {
                diagram.links[0].weight.value = diagram.links[0].weight.value.map(|value| -value);
            }),
        ];
        for (n, one) in looks.iter().enumerate() {
            assert!(
                looks[..n].iter().all(|other| one != other),
                "{n} at {width}×{height}"
            );
        }
    }
}

#[test]
fn without_colour_regions_have_signs_and_edges() {
    let screen = text(
        &small(Picture::Regions(samples::regions(3)), Panel::Does),
        Theme::Plain,
        140,
        40,
    );
    for sign in ['○', '■', '▲', '▓', '░', '●', '◉'] {
        assert!(screen.contains(sign), "{sign} is missing in:\n{screen}");
    }
    let many = text(
        &small(Picture::Regions(samples::regions(10)), Panel::Does),
        Theme::Plain,
        200,
        60,
    );
    for k in 0..10 {
        assert!(many.contains(&format!("{k} class {k}")), "{many}");
    }
}

#[test]
fn a_legend_names_as_many_classes_as_fit_and_counts_the_others() {
    let screen = text(
        &small(Picture::Regions(samples::regions(10)), Panel::Does),
        Theme::Dark,
        140,
        40,
    );
    let named = (0..10)
        .filter(|k| screen.contains(&format!("class {k}")))
        .count();
    // The lines over the regions have names as well.
    let more = screen.contains(&format!("… {} more", 12 - named));
    assert!(named == 10 || more, "{screen}");
}

#[test]
fn every_entry_of_a_matrix_takes_clicks_and_the_selected_one_is_reversed() {
    let scene = small(screens::matrices(&[(2, 3), (3, 3)]), Panel::Does);
    let (buffer, hits) = drawn(&scene, Theme::Plain, 140, 40);
    // The entry in the second row and second column of the first matrix is selected; the first is the worst.
    let (x, y) = find(&buffer, "0.5923");
    assert!(buffer[(x, y)].modifier.contains(Modifier::REVERSED));
    assert_eq!(
        hits.at(x, y),
        Some(Target::Entry {
            matrix: 0,
            row: 1,
            column: 1
        })
    );
    find(&buffer, "−0.4641✗");
    let (x, y) = find(&buffer, "0.7664");
    assert_eq!(
        hits.at(x, y),
        Some(Target::Entry {
            matrix: 1,
            row: 2,
            column: 2
        })
    );
}

#[test]
fn the_points_of_a_matrix_stand_below_each_other() {
    let (buffer, _) = drawn(
        &small(screens::matrices(&[(4, 1)]), Panel::Does),
        Theme::Dark,
        80,
        24,
    );
    let column = |sign: &str| -> Vec<u16> {
        let places = all(&buffer, sign).into_iter();
        // The entries alone, not the diagram beside them or the sentence below.
        places
            .filter(|(x, y)| *x > 42 && (4..8).contains(y))
            .map(|(x, _)| x)
            .collect()
    };
    let (points, unknown) = (column("."), column("·"));
    assert_eq!((points.len(), unknown.len()), (3, 1));
    assert!(
        points.iter().all(|x| *x == unknown[0]),
        "{}",
        html::plain(&buffer)
    );
}

#[test]
fn a_matrix_that_does_not_fit_is_a_map_with_the_number_of_the_selected_entry() {
    let scene = small(screens::matrices(&[(32, 65)]), Panel::Does);
    let Picture::Matrices(matrices) = &scene.picture else {
        unreachable!()
    };
    let wanted = matrices.matrices[0].entries[16][32].expect("a number");
    for theme in THEMES {
        let (buffer, hits) = drawn(&scene, theme, 80, 24);
        find(
            &buffer,
            &format!("◉ 16, 32: {}", nn28::scene::text(wanted, 4)),
        );
        let marked = all(&buffer, "◉");
        assert!(
            marked
                .iter()
                .any(|(x, y)| matches!(hits.at(*x, *y), Some(Target::Entry { .. })))
        );
    }
}

#[test]
fn a_map_says_how_its_entries_above_and_below_0_look() {
    for theme in [Theme::Dark, Theme::Light, Theme::Plain] {
        // All entries are as far as they go, on one side or on the other.
        let sides = [1.0, -1.0].map(|entry| {
            let Picture::Matrices(mut matrices) = screens::matrices(&[(40, 40)]) else {
                unreachable!()
            };
            for value in matrices.matrices[0].entries.iter_mut().flatten() {
                *value = Some(entry);
            }
            matrices.matrices[0].worst = None;
            drawn(
                &small(Picture::Matrices(matrices), Panel::Does),
                theme,
                80,
                24,
            )
            .0
        });
        for (buffer, words) in sides.iter().zip(["above 0", "below 0"]) {
            let (x, y) = find(buffer, words);
            let key = buffer[(x - 2, y)].clone();
            let map = &buffer[(x, y - 4)];
            assert_eq!(key.fg, map.fg, "{theme:?}, {words}");
            if theme == Theme::Plain {
                assert_eq!(key.symbol(), map.symbol(), "{words}");
            }
        }
    }
}

#[test]
fn the_bar_that_should_be_largest_has_a_sign() {
    let screen = |target: usize| {
        let mut image = samples::digit();
        for (k, bar) in image.bars.iter_mut().enumerate() {
            bar.is_target = k == target;
        }
        text(
            &small(Picture::Image(image), Panel::Does),
            Theme::Plain,
            80,
            24,
        )
    };
    assert!(screen(3).contains("0.8700 ✓") && !screen(3).contains('✗'));
    assert!(screen(0).contains("0.8700 ✗") && screen(0).contains("0.0063 t"));
}

#[test]
fn a_decade_of_a_logarithmic_axis_stands_where_it_should() {
    let mut curve = samples::epsilon();
    (curve.x, curve.y) = (Axis::log("ε", 1e-8, 1.0), Axis::log("error", 1e-6, 1.0));
    // A point at 0, one below it and one that is no number break the curve.
    curve.series[0].points = vec![(1e-4, 1e-3), (0.0, 0.5), (f64::NAN, 1.0), (0.5, -1.0)];
    curve.series.truncate(1);
    (curve.marks[0].x, curve.marks[0].y) = (1e-4, 1e-3);
    curve.marks[0].label = String::new();
    let mut scene = small(Picture::Curve(curve), Panel::Does);
    scene.when = When::of(Picture::Image(samples::digit()));
    let (buffer, _) = drawn(&scene, Theme::Plain, 140, 40);
    let (column, row) = all(&buffer, "◉")
        .into_iter()
        .find(|(x, _)| *x > 66)
        .expect("the point");
    let below = find(&buffer, "1e−4");
    assert!(
        (below.0..below.0 + 4).contains(&column),
        "{}",
        html::plain(&buffer)
    );
    assert_eq!(find(&buffer, "1e−3").1, row, "{}", html::plain(&buffer));
}

#[test]
fn without_colour_every_unbroken_curve_has_a_sign() {
    let mut scene = small(Picture::Curve(samples::epsilon()), Panel::Does);
    scene.when = When::of(Picture::Image(samples::digit()));
    let screen = text(&scene, Theme::Plain, 140, 40);
    assert!(screen.contains("─○─ forward") && screen.contains("╌■╌ central"));
    assert!(
        screen.matches('○').count() > 2 && screen.matches('■').count() > 2,
        "{screen}"
    );
}

#[test]
fn names_of_curves_never_run_into_each_other() {
    for width in 40..160 {
        let mut curve = samples::errors(2);
        for label in ["a longer name than others have", "third"] {
            curve.series.push(Series {
                label: label.to_owned(),
                ..curve.series[0].clone()
            });
        }
        let mut scene = small(Picture::Curve(curve), Panel::Does);
        scene.when = When::of(Picture::Image(samples::digit()));
        let screen = text(&scene, Theme::Dark, width, 24);
        let whole = screen.contains("─ third") || screen.contains('…') || width < 40;
        assert!(whole, "{width}:\n{screen}");
    }
}

#[test]
fn knobs_take_clicks_and_the_focused_one_is_always_on_the_screen() {
    for (width, height) in [(40, 14), (80, 24), (100, 30), (140, 40)] {
        for focused in 0..8 {
            let mut scene = small(Picture::Image(samples::digit()), Panel::When);
            scene.when.knobs = screens::knobs(8, focused);
            let knob = scene.when.knobs[focused].clone();
            let (buffer, hits) = drawn(&scene, Theme::Plain, width, height);
            let wanted = format!(" {} {} ", knob.name, knob.value);
            let places = all(&buffer, &wanted);
            let reversed =
                |(x, y): &&(u16, u16)| buffer[(*x, *y)].modifier.contains(Modifier::REVERSED);
            let place = places.iter().find(reversed);
            let (x, y) = place.unwrap_or_else(|| {
                panic!("{wanted} at {width}×{height}:\n{}", html::plain(&buffer))
            });
            assert_eq!(hits.at(x + 1, *y), Some(Target::Knob(focused)));
        }
    }
}

#[test]
fn signs_tell_of_knobs_that_do_not_show() {
    let screen = |count: usize, focused: usize| {
        let mut scene = small(Picture::Image(samples::digit()), Panel::When);
        scene.when.knobs = screens::knobs(count, focused);
        text(&scene, Theme::Dark, 80, 24)
    };
    assert!(screen(8, 0).contains('›') && !screen(8, 0).contains('‹'));
    assert!(screen(8, 7).contains('‹') && !screen(8, 7).contains('›'));
    assert!(!screen(4, 0).contains(['‹', '›']));
}

#[test]
fn a_long_computation_says_how_far_it_has_come() {
    for (width, height) in [(40, 14), (80, 24), (140, 40)] {
        let scene = small(Picture::Image(samples::digit()), Panel::When);
        let screen = text(&scene, Theme::Plain, width, height);
        assert!(
            screen.contains("training █") && screen.contains("43 %  12 s left"),
            "{screen}"
        );
    }
}

#[test]
fn a_progress_of_any_share_is_drawn() {
    for share in [f64::NAN, f64::INFINITY, -1.0, 2.0] {
        let mut scene = small(Picture::Image(samples::digit()), Panel::When);
        let progress = scene.when.progress.as_mut().expect("a long computation");
        progress.share = share;
        assert!(text(&scene, Theme::Plain, 80, 24).contains("training"));
    }
}

#[test]
fn a_heat_that_is_no_probability_says_what_its_ends_are() {
    let screen = text(
        &small(Picture::Plane(samples::landscape()), Panel::Does),
        Theme::Plain,
        140,
        40,
    );
    assert!(
        screen.contains("E = 1.0") && screen.contains("E = 0.03") && screen.contains("gradient")
    );
    assert!(
        !screen.contains("y = ½") && screen.matches('●').count() > 5,
        "{screen}"
    );
}

#[test]
fn the_line_of_a_derivation_that_is_read_is_marked_and_on_the_screen() {
    for (width, height) in [(60, 20), (80, 24), (100, 30), (140, 40)] {
        for line in 0..6 {
            let mut scene = small(Picture::Image(samples::digit()), Panel::What);
            scene.equation = screens::derivation(6, 65);
            scene.equation.line = Some(line);
            let (buffer, _) = drawn(&scene, Theme::Plain, width, height);
            let (x, y) = find(&buffer, &format!("= 0.{line:06}"));
            assert!(!buffer[(x + 2, y)].modifier.contains(Modifier::DIM));
            let mark = all(&buffer, "▸")
                .into_iter()
                .find(|(at, _)| *at + 20 > x && *at < x);
            assert!(
                mark.is_some_and(|(_, row)| row < y),
                "{}",
                html::plain(&buffer)
            );
            let other = all(&buffer, &format!("= 0.{:06}", (line + 1) % 6));
            assert!(
                other
                    .iter()
                    .all(|(x, y)| buffer[(x + 2, *y)].modifier.contains(Modifier::DIM))
            );
        }
    }
}

#[test]
fn a_long_sum_is_left_out_in_the_middle_and_no_number_is_cut() {
    for (width, height) in [(60, 20), (80, 24), (140, 40)] {
        let mut scene = small(Picture::Image(samples::digit()), Panel::What);
        scene.equation = screens::derivation(1, 65);
        scene.equation.line = None;
        let screen = text(&scene, Theme::Dark, width, height);
        // The last term, what the sum comes to, and the check are there.
        for wanted in ["0.0640", "= 0.000000", "✓ by a", "⋯"] {
            assert!(
                width > 100 && wanted == "⋯" || screen.contains(wanted),
                "{wanted} in:\n{screen}"
            );
        }
        let right = |line: &str| {
            line.chars()
                .skip(match width {
                    0..80 => 0,
                    80..140 => 42,
                    _ => 66,
                })
                .collect::<String>()
        };
        let words: Vec<String> = screen.lines().skip(2).map(right).collect();
        let words = words.iter().flat_map(|line| line.split_whitespace());
        for number in words.filter(|word| word.starts_with("0.") && word.len() > 3) {
            assert!([6, 8].contains(&number.len()), "{number} in:\n{screen}");
        }
    }
}

#[test]
fn what_the_numbers_call_for_stands_below_the_check() {
    let screen = text(
        &small(Picture::Image(samples::digit()), Panel::What),
        Theme::Dark,
        80,
        24,
    );
    let (check, note) = (screen.find("✓ by a"), screen.find("The sum is large"));
    assert!(check.is_some() && check < note);
}

#[test]
fn a_long_table_counts_the_rows_that_do_not_fit() {
    for (width, height) in [(60, 16), (80, 24), (140, 40)] {
        let screen = text(
            &small(screens::table(40), Panel::Does),
            Theme::Dark,
            width,
            height,
        );
        let shown = (0..40)
            .filter(|n| screen.contains(&format!("weight {n} ")))
            .count();
        assert!(
            screen.contains(&format!("… {} more", 40 - shown)),
            "{shown} in:\n{screen}"
        );
        assert!(screen.contains("All but a few hold."));
    }
}

#[test]
fn a_click_on_a_number_of_a_network_finds_it() {
    let mut diagram = screens::with_products(2, 2, 3);
    diagram.layers[0].nodes[1].quantities[0].handle = Some(99);
    for (width, height) in [(80, 24), (140, 40)] {
        let (buffer, hits) = drawn(&network(diagram.clone()), Theme::Dark, width, height);
        let (x, y) = find(&buffer, "x₁");
        assert_eq!(hits.at(x, y), Some(Target::Quantity(99)));
    }
    let (buffer, hits) = drawn(&network(diagram), Theme::Dark, 140, 40);
    let (x, y) = find(&buffer, "−0.7490");
    assert_eq!(hits.at(x, y), Some(Target::Quantity(1)));
}

#[test]
fn ten_by_ten_counts_show_beside_their_heads_on_a_screen_with_all_four_places() {
    let Picture::Matrices(mut matrices) = screens::matrices(&[(10, 10)]) else {
        unreachable!()
    };
    let matrix = &mut matrices.matrices[0];
    matrix.decimals = 0;
    for (row, entries) in matrix.entries.iter_mut().enumerate() {
        for (column, entry) in entries.iter_mut().enumerate() {
            *entry = Some((10 * row + column) as f64);
        }
    }
    let screen = text(
        &small(Picture::Matrices(matrices), Panel::Does),
        Theme::Dark,
        140,
        40,
    );
    for wanted in [
        "∂E/∂w  10×10    0    1    2",
        "0    0✗   1    2    3    4",
        "90   91   92",
    ] {
        assert!(screen.contains(wanted), "{wanted} is missing in:\n{screen}");
    }
}

#[test]
fn numbers_of_a_matrix_never_run_into_each_other() {
    let Picture::Matrices(mut matrices) = screens::matrices(&[(2, 3)]) else {
        unreachable!()
    };
    let matrix = &mut matrices.matrices[0];
    matrix.entries = vec![vec![Some(-1.234e-5), Some(-12345.678), Some(-1e-300)]; 2];
    (matrix.worst, matrix.selected) = (None, None);
    let screen = text(
        &small(Picture::Matrices(matrices), Panel::Does),
        Theme::Dark,
        140,
        40,
    );
    let row = screen
        .lines()
        .find(|line| line.contains("e−5"))
        .expect("the row");
    assert!(row.contains("−1.2e−5  −1.23e4  −1e−300"), "{row}");
}

#[test]
fn a_long_notice_is_never_cut_within_a_word() {
    let words = "Every word of this sentence matters to those who read it. ".repeat(3);
    for (width, height) in [(80, 24), (100, 30), (140, 40)] {
        let mut scene = small(Picture::Image(samples::digit()), Panel::Where);
        scene.notice = Some(words.trim().to_owned());
        let screen = text(&scene, Theme::Dark, width, height);
        let last = screen.trim_end().lines().last().unwrap_or_default();
        assert!(last.ends_with("read it.") || last.ends_with('…'), "{last}");
        assert!(screen.contains(" Every word of this"), "{screen}");
    }
}

#[test]
fn all_names_of_five_curves_are_on_a_screen_with_all_four_places() {
    let mut curve = samples::errors(2);
    curve.verdict = "A sentence that follows from it.".to_owned();
    let names = [
        "forward",
        "central",
        "printed",
        "truncation ∝ ε",
        "rounding ∝ 1/ε",
    ];
    let series = curve.series[0].clone();
    curve.series = names
        .iter()
        .enumerate()
        .map(|(number, name)| Series {
            label: (*name).to_owned(),
            dashed: number > 2,
            ..series.clone()
        })
        .collect();
    let mut scene = small(Picture::Curve(curve), Panel::Does);
    scene.when = When::of(Picture::Image(samples::digit()));
    for theme in THEMES {
        let screen = text(&scene, theme, 140, 40);
        for name in names {
            assert!(screen.contains(&format!(" {name}")), "{name} in:\n{screen}");
        }
    }
}

#[test]
fn a_derivation_that_is_too_high_keeps_its_last_line_and_its_check() {
    for (width, height) in [(60, 20), (80, 24), (140, 40)] {
        let mut scene = small(Picture::Image(samples::digit()), Panel::What);
        scene.equation = screens::derivation(6, 65);
        scene.equation.line = None;
        let screen = text(&scene, Theme::Dark, width, height);
        for wanted in ["= 0.000005", "✓ by a", "more lines"] {
            assert!(screen.contains(wanted), "{wanted} in:\n{screen}");
        }
    }
}

#[test]
fn no_formula_of_the_ledger_stands_without_its_result() {
    let mut scene = network(screens::with_products(64, 32, 10));
    scene.diagram.ledger[1].formula = "∂E/∂b = (∂E/∂a) v ∘ h′(b)".to_owned();
    let screen = text(&scene, Theme::Dark, 80, 24);
    for wanted in [
        "b = x wᵀ   (1×65)(65×32) → 1×32",
        "h′(b)  1×32→1×33",
        "→ 1×10",
    ] {
        assert!(screen.contains(wanted), "{wanted} in:\n{screen}");
    }
}

/// The picture with every name that a reader's own file may give.
fn renamed(mut picture: Picture, name: &str) -> Picture {
    match &mut picture {
        Picture::Image(image) => {
            let names = image.bars.iter_mut().map(|bar| &mut bar.name);
            names.for_each(|old| name.clone_into(old));
        }
        Picture::Table(table) => {
            let heads = table.columns.iter_mut().map(|(head, _)| head);
            let cells = table.rows.iter_mut().map(|row| &mut row.cells[0]);
            heads.chain(cells).for_each(|old| name.clone_into(old));
        }
        Picture::Matrices(matrices) => {
            for matrix in &mut matrices.matrices {
                let heads = matrix.rows.iter_mut().chain(&mut matrix.columns);
                heads.for_each(|old| name.clone_into(old));
            }
        }
        Picture::Regions(regions) => {
            regions.classes.fill(name.to_owned());
            name.clone_into(&mut regions.x.label);
            name.clone_into(&mut regions.y.label);
        }
        Picture::Curve(curve) => {
            let series = curve.series.iter_mut().map(|series| &mut series.label);
            let marks = curve.marks.iter_mut().map(|mark| &mut mark.label);
            series.chain(marks).for_each(|old| name.clone_into(old));
            name.clone_into(&mut curve.x.label);
        }
        _ => {}
    }
    picture
}

#[test]
fn names_in_wide_letters_are_cut_by_columns_and_never_written_over() {
    let names = [
        "全結合層の重みの勾配",
        "한글 이름 2",
        "e\u{301}cole e\u{301}te\u{301}",
        "👩\u{200d}🔬 crew",
    ];
    for (name, picture) in names.iter().flat_map(|name| {
        screens::pictures()
            .into_iter()
            .map(move |picture| (name, picture))
    }) {
        let title = picture.title().to_owned();
        let mut scene = small(renamed(picture, name), Panel::Does);
        scene.notice = Some(name.repeat(9));
        scene.facts[0].1 = (*name).to_owned();
        scene.when.knobs[1].value = (*name).to_owned();
        for (width, height) in &SIZES[1..6] {
            let (buffer, _) = drawn(&scene, Theme::Plain, *width, *height);
            for (x, y) in (0..*height).flat_map(|y| (0..*width).map(move |x| (x, y))) {
                if buffer[(x, y)].symbol().width() > 1 {
                    let is_whole = x + 1 < *width && buffer[(x + 1, y)].symbol() == " ";
                    assert!(
                        is_whole,
                        "{title}, {width}×{height}, ({x}, {y}):\n{}",
                        html::plain(&buffer)
                    );
                }
            }
        }
    }
}

#[test]
fn a_bar_with_a_name_in_wide_letters_begins_where_the_others_do() {
    let mut image = samples::digit();
    image.bars[1].name = "全結合層の重みの勾配".to_owned();
    let (buffer, _) = drawn(
        &small(Picture::Image(image), Panel::Does),
        Theme::Plain,
        80,
        24,
    );
    let numbers = all(&buffer, "0.0063");
    assert_eq!(numbers.len(), 8, "{}", html::plain(&buffer));
    assert!(numbers.iter().all(|(x, _)| *x == numbers[0].0));
    let (x, y) = find(&buffer, "…");
    assert_eq!((buffer[(x + 1, y)].symbol(), y), (" ", numbers[1].1));
}

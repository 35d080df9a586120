//! Scenes made by hand as the view draws them: every picture, every size, with and without colour.

use crate::samples::screens::{self, Screen, THEMES};
use crate::samples::{self, quantities};
use nn28::equation::Chapter;
use nn28::scene::{Axis, Curve, Diagram, Matrix, Pane, Picture, Scene, Series, Target, Training};
use nn28::stage::{self, Action, Leap};
use nn28::view::Theme;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

const SIZES: [(u16, u16); 8] = [
    (1, 1),
    (20, 6),
    (40, 12),
    USUAL,
    (100, 30),
    ROOMY,
    (200, 60),
    (500, 200),
];
const USUAL: (u16, u16) = (80, 24);
/// All four panels show.
const ROOMY: (u16, u16) = (140, 40);

/// A small network with a picture, and the focus on one of its panels.
fn small(picture: Picture, focus: Pane) -> Scene {
    screens::scene(screens::with_products(2, 2, 3), picture, focus)
}

/// A screen about a picture.
fn pictured(picture: Picture, theme: Theme, size: (u16, u16)) -> Screen {
    Screen::of(&small(picture, Pane::Picture), theme, size)
}

/// A scene about another panel than the picture.
fn with_digit(focus: Pane) -> Scene {
    small(Picture::Image(samples::digit()), focus)
}

fn network(diagram: Diagram) -> Scene {
    screens::scene(diagram, Picture::Image(samples::digit()), Pane::Network)
}

/// A scene with no curves but these.
fn curves(curve: Curve) -> Scene {
    let mut scene = small(Picture::Curve(curve), Pane::Picture);
    scene.training = Training::of(Picture::Image(samples::digit()));
    scene
}

/// Draws a scene at sizes in every theme.
fn draw_everywhere(scene: &Scene, sizes: &[(u16, u16)]) {
    for size in sizes {
        for theme in THEMES {
            let screen = Screen::of(scene, theme, *size);
            let title = scene.picture.title();
            assert!(!screen.text.trim().is_empty(), "{size:?} {title}");
        }
    }
}

/// The picture in the one panel and in the other.
fn in_both_panels(picture: &Picture) -> [Scene; 2] {
    [Pane::Picture, Pane::Training].map(|panel| {
        let mut scene = small(picture.clone(), panel);
        scene.training.picture = picture.clone();
        scene
    })
}

#[test]
fn every_picture_draws_at_every_size_in_every_theme() {
    for picture in screens::pictures() {
        for scene in in_both_panels(&picture) {
            draw_everywhere(&scene, &SIZES);
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
        let scene = network(diagram);
        draw_everywhere(&scene, &SIZES);
        draw_everywhere(&scene, &[(41, 13), (79, 25), (84, 24), (60, 12)]);
    }
}

fn fill(matrix: &mut Matrix, value: Option<f64>) {
    let entries = matrix.entries.iter_mut().flatten();
    entries.for_each(|entry| *entry = value);
}

#[test]
fn unknown_and_unfriendly_numbers_draw_everywhere() {
    let unfriendly = [f64::NAN, f64::INFINITY, -1e300, 1e-300, 0.0];
    for value in unfriendly.map(Some).into_iter().chain([None]) {
        let mut diagram = screens::with_products(3, 2, 2);
        quantities(&mut diagram).for_each(|quantity| quantity.value = value);
        for link in &mut diagram.links {
            (link.weight.value, link.next) = (value, value);
        }
        let fill = |matrix: &mut Matrix| fill(matrix, value);
        let matrices = screens::matrices_with(&[(40, 40), (2, 3)], fill);
        draw_everywhere(&screens::scene(diagram, matrices, Pane::Picture), &SIZES);
    }
}

/// The picture with nothing in it.
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
        for mut scene in in_both_panels(&picture) {
            scene.equation.lines.clear();
            scene.equation.line = Some(3);
            Screen::of(&scene, Theme::Plain, SIZES[0]);
            draw_everywhere(&scene, &SIZES[1..]);
        }
    }
}

#[test]
fn the_network_at_80_by_24() {
    let mut diagram = screens::with_products(2, 2, 3);
    screens::light(&mut diagram, 1);
    screens::focus(&mut diagram, (0, 0), (1, 1));
    insta::assert_snapshot!(Screen::of(&network(diagram), Theme::Dark, USUAL).text);
}

#[test]
fn a_number_that_is_not_known_yet_is_a_dot_where_its_point_would_be() {
    let known = network(screens::with_products(2, 2, 3));
    let mut unknown = known.clone();
    for quantity in &mut unknown.diagram.layers[1].nodes[0].quantities {
        quantity.value = None;
    }
    let [before, after] = [known, unknown].map(|scene| Screen::of(&scene, Theme::Dark, ROOMY));
    let (x, y) = before.find("b₀ −0.");
    let point = (x + 5, y);
    assert_eq!(before.buffer[point].symbol(), ".");
    assert_eq!(after.buffer[point].symbol(), "·");
}

#[test]
fn the_nodes_left_out_of_a_long_column_are_counted_rightly() {
    for size in [USUAL, (100, 30), ROOMY, (200, 60)] {
        let mut scene = network(screens::with_products(64, 3, 2));
        scene.diagram.caption = String::new();
        scene.diagram.ledger.clear();
        scene.equation.lines.clear();
        let screen = Screen::of(&scene, Theme::Dark, size);
        // The first column of the diagram alone.
        let left = if size.0 >= 120 { 64 } else { 40 };
        let (mut shown, mut counted) = (0, 0);
        for line in screen.text.lines().skip(2) {
            let line: String = line.chars().take(left).collect();
            let names = line.split('x').skip(1);
            shown += names.filter(|rest| rest.starts_with(is_low)).count();
            let count = line.split("⋮ ").nth(1);
            let count = count.and_then(|rest| rest.split_whitespace().next()?.parse().ok());
            counted += count.unwrap_or(0);
        }
        assert_eq!(shown + counted, 65, "{size:?}:\n{}", screen.text);
    }
}

fn is_low(c: char) -> bool {
    ('₀'..='₉').contains(&c)
}

#[test]
fn quantities_in_focus_or_lit_are_on_the_screen_however_long_their_column() {
    for size in [USUAL, (100, 30), ROOMY] {
        for i in [0, 17, 40, 63] {
            let mut diagram = screens::with_products(64, 32, 10);
            screens::focus(&mut diagram, (0, i), (1, 20));
            diagram.layers[2].nodes[9].quantities[1].lit = true;
            let screen = Screen::of(&network(diagram), Theme::Dark, size);
            let input = samples::names('x', 64).swap_remove(i);
            for name in [input.as_str(), "x₆₄", "b₂₀", "z₃₂", "y₉"] {
                // A unit may show its sum or its output.
                let names = [name.to_owned(), name.replace('b', "z")];
                let shows = |name: &String| !screen.all(name).is_empty();
                assert!(names.iter().any(shows), "{name} at {size:?}");
            }
            screen.find(&format!("w₂₀,{} = ", input.trim_start_matches('x')));
        }
    }
}

#[test]
fn targets_are_written_with_as_few_digits_as_tell_them() {
    for (d, m, k) in [(2, 2, 3), (4, 5, 3), (64, 32, 10)] {
        let scene = network(screens::with_products(d, m, k));
        for size in [(40, 12), USUAL, (79, 30), ROOMY, (200, 60)] {
            Screen::of(&scene, Theme::Dark, size).shows(&["t₁ 1", "t₀ 0"]);
        }
    }
}

#[test]
fn a_focused_weight_shows_its_next_value() {
    let mut diagram = screens::with_products(2, 2, 3);
    screens::focus(&mut diagram, (0, 0), (1, 1));
    let scene = network(diagram);
    for size in [(40, 20), USUAL, ROOMY] {
        let screen = Screen::of(&scene, Theme::Plain, size);
        let at = screen.find("w₁₀ = 0.9454 → 0.9633");
        assert!(screen.has(at, Modifier::REVERSED));
        assert_eq!(screen.target(at), Some(Target::Quantity(3)));
    }
}

#[test]
fn numbers_in_a_network_do_not_jump() {
    let points = |diagram| Screen::of(&network(diagram), Theme::Dark, ROOMY).all(".");
    let before = points(screens::with_products(2, 2, 3));
    let mut turned = screens::with_products(2, 2, 3);
    let nodes = turned.layers.iter_mut().flat_map(|layer| &mut layer.nodes);
    let units = nodes.filter(|node| !node.bias);
    for quantity in units.flat_map(|node| &mut node.quantities) {
        quantity.value = quantity.value.map(|value| -value);
    }
    assert_eq!(points(turned), before);
}

#[test]
fn without_colour_no_cell_has_one() {
    for picture in screens::pictures() {
        let mut scene = small(picture, Pane::Picture);
        screens::focus(&mut scene.diagram, (0, 0), (1, 1));
        let screen = Screen::of(&scene, Theme::Plain, ROOMY);
        let is_plain = |cell: &Cell| cell.fg == Color::Reset && cell.bg == Color::Reset;
        let is_all_plain = screen.buffer.content.iter().all(is_plain);
        assert!(is_all_plain, "{}", scene.picture.title());
    }
}

#[test]
fn without_colour_lit_and_focused_and_negative_links_can_be_told_apart() {
    let changes: [fn(&mut Diagram); 4] = [
        |_| {},
        |diagram| screens::light(diagram, 1),
        |diagram| screens::focus(diagram, (0, 0), (1, 1)),
        |diagram| {
            let weight = &mut diagram.links[0].weight;
            weight.value = weight.value.map(|value| -value);
        },
    ];
    for size in [USUAL, ROOMY] {
        let looks = changes.map(|change| {
            let mut diagram = screens::with_products(2, 2, 3);
            change(&mut diagram);
            let screen = Screen::of(&network(diagram), Theme::Plain, size);
            // What is left of a cell in a black-and-white photograph.
            let grey = |cell: &Cell| (cell.symbol().to_owned(), cell.modifier);
            screen.buffer.content.iter().map(grey).collect::<Vec<_>>()
        });
        for (n, one) in looks.iter().enumerate() {
            assert!(!looks[..n].contains(one), "{n} at {size:?}");
        }
    }
}

#[test]
fn without_colour_regions_have_signs_and_edges() {
    let few = Picture::Regions(samples::regions(3));
    let few = pictured(few, Theme::Plain, ROOMY);
    few.shows(&["○", "■", "▲", "▓", "░", "⠒", "◉", "b₀"]);
    let many = Picture::Regions(samples::regions(10));
    let many = pictured(many, Theme::Plain, (200, 60));
    (0..10).for_each(|k| many.shows(&[&format!("{k} class {k}")]));
}

#[test]
fn a_legend_names_as_many_classes_as_fit_and_counts_the_others() {
    let regions = Picture::Regions(samples::regions(10));
    let screen = pictured(regions, Theme::Dark, ROOMY).text;
    let is_named = |k: &usize| screen.contains(&format!("class {k}"));
    let named = (0..10).filter(is_named).count();
    // The lines over the regions have names as well.
    let more = screen.contains(&format!("… {} more", 12 - named));
    assert!(named == 10 || more, "{screen}");
}

fn entry(matrix: usize, row: usize, column: usize) -> Target {
    Target::Entry {
        matrix,
        row,
        column,
    }
}

#[test]
fn every_entry_of_a_matrix_takes_clicks_and_the_selected_one_is_reversed() {
    let screen = pictured(screens::matrices(&[(2, 3), (3, 3)]), Theme::Plain, ROOMY);
    // The entry in the second row and second column of the first matrix is selected; the first is the worst.
    let selected = screen.find("0.5923");
    assert!(screen.has(selected, Modifier::REVERSED));
    assert_eq!(screen.target(selected), Some(entry(0, 1, 1)));
    screen.find("−0.4641✗");
    assert_eq!(screen.target(screen.find("0.7664")), Some(entry(1, 2, 2)));
}

#[test]
fn the_points_of_a_matrix_stand_below_each_other() {
    let screen = pictured(screens::matrices(&[(4, 1)]), Theme::Dark, USUAL);
    let column = |sign: &str| -> Vec<u16> {
        // The entries alone, not the equation beside them or the sentence below.
        let entries = screen.all(sign).into_iter();
        let entries = entries.filter(|(x, y)| *x < 48 && (4..8).contains(y));
        entries.map(|(x, _)| x).collect()
    };
    let (points, unknown) = (column("."), column("·"));
    assert_eq!((points.len(), unknown.len()), (3, 1));
    let is_below = points.iter().all(|x| *x == unknown[0]);
    assert!(is_below, "{}", screen.text);
}

#[test]
fn a_matrix_that_does_not_fit_is_a_map_with_the_number_of_the_selected_entry() {
    let mut number = None;
    let picture = screens::matrices_with(&[(32, 65)], |matrix| number = matrix.entries[16][32]);
    let number = nn28::scene::text(number.expect("a number"), 4);
    for theme in THEMES {
        let screen = pictured(picture.clone(), theme, USUAL);
        screen.find(&format!("◉ 16, 32: {number}"));
        let is_entry = |at| matches!(screen.target(at), Some(Target::Entry { .. }));
        assert!(screen.all("◉").into_iter().any(is_entry));
    }
}

#[test]
fn a_map_says_how_its_entries_above_and_below_0_look() {
    for theme in THEMES {
        // All entries are as far as they go, on one side or on the other.
        for (entry, words) in [(1.0, "above 0"), (-1.0, "below 0")] {
            let map = screens::matrices_with(&[(40, 40)], |matrix| {
                fill(matrix, Some(entry));
                matrix.worst.clear();
            });
            let screen = pictured(map, theme, USUAL);
            let (x, y) = screen.find(words);
            let (key, map) = (&screen.buffer[(x - 2, y)], &screen.buffer[(x, y - 4)]);
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
        pictured(Picture::Image(image), Theme::Plain, USUAL)
    };
    screen(3).shows(&["0.8700 ✓"]);
    assert!(!screen(3).text.contains('✗'));
    screen(0).shows(&["0.8700 ✗", "0.0063 t"]);
}

#[test]
fn a_decade_of_a_logarithmic_axis_is_drawn_where_it_should_be() {
    let mut curve = samples::epsilon();
    (curve.x, curve.y) = (Axis::log("ε", 1e-8, 1.0), Axis::log("error", 1e-6, 1.0));
    // A point at 0, one below it and a NaN break the curve.
    curve.series[0].points = vec![(1e-6, 1e-4), (0.0, 0.5), (f64::NAN, 1.0), (0.5, -1.0)];
    curve.series.truncate(1);
    (curve.marks[0].x, curve.marks[0].y) = (1e-6, 1e-4);
    curve.marks[0].label = String::new();
    let screen = Screen::of(&curves(curve), Theme::Plain, ROOMY);
    let mut points = screen.all("◉").into_iter();
    let (column, row) = points.find(|(x, _)| *x > 66).expect("the point");
    // The axis on the left has the same numbers, and comes first.
    let below = screen.all("1e−6").last().expect("a number below").0;
    assert!((below..below + 4).contains(&column), "{}", screen.text);
    assert_eq!(screen.find("1e−4").1, row, "{}", screen.text);
}

#[test]
fn without_colour_every_unbroken_curve_has_a_sign() {
    let screen = Screen::of(&curves(samples::epsilon()), Theme::Plain, ROOMY);
    screen.shows(&["─○─ forward", "╌■╌ central"]);
    for sign in ["○", "■"] {
        assert!(screen.all(sign).len() > 2, "{sign} in:\n{}", screen.text);
    }
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
        let screen = Screen::of(&curves(curve), Theme::Dark, (width, 24)).text;
        let is_whole = screen.contains("─ third") || screen.contains('…');
        assert!(is_whole, "{width}:\n{screen}");
    }
}

#[test]
fn the_end_of_a_long_page_fills_the_screen() {
    let mut stage = stage::of_chapter(Chapter::Backprop, None, None);
    stage.act(Action::Help);
    stage.act(Action::Leap(Leap::Last));
    for size in [(60, 18), USUAL] {
        let screen = Screen::of(&stage.scene(), Theme::Plain, size).text;
        let is_empty = |line: &&str| line.trim_matches(['│', ' ']).is_empty();
        assert!(screen.contains("leave"), "{screen}");
        assert_eq!(screen.lines().filter(is_empty).count(), 0, "{screen}");
    }
}

#[test]
fn knobs_take_clicks_and_the_focused_one_is_always_on_the_screen() {
    for size in [(40, 14), USUAL, (100, 30), ROOMY] {
        for focused in 0..8 {
            let mut scene = with_digit(Pane::Training);
            scene.training.knobs = screens::knobs(8, focused);
            let knob = &scene.training.knobs[focused];
            let screen = Screen::of(&scene, Theme::Plain, size);
            let wanted = format!(" {} {} ", knob.name, knob.value);
            let mut found = screen.all(&wanted).into_iter();
            let focus = found.find(|at| screen.has(*at, Modifier::REVERSED));
            let target = focus.and_then(|(x, y)| screen.target((x + 1, y)));
            let expected = Some(Target::Knob(focused));
            assert_eq!(target, expected, "{size:?}:\n{}", screen.text);
        }
    }
}

#[test]
fn signs_tell_of_knobs_that_do_not_show() {
    for (count, focused, before, after) in [
        (8, 0, false, true),
        (8, 7, true, false),
        (4, 0, false, false),
    ] {
        let mut scene = with_digit(Pane::Training);
        scene.training.knobs = screens::knobs(count, focused);
        let screen = Screen::of(&scene, Theme::Dark, (100, 30)).text;
        let signs = (screen.contains('‹'), screen.contains('›'));
        assert_eq!(signs, (before, after), "{focused} of {count}");
    }
}

#[test]
fn a_long_computation_says_how_far_it_has_come() {
    for size in [(40, 14), USUAL, ROOMY] {
        let screen = Screen::of(&with_digit(Pane::Training), Theme::Plain, size);
        screen.shows(&["training █", "43 %  12 s left"]);
    }
    for share in [f64::NAN, f64::INFINITY, -1.0, 2.0] {
        let mut scene = with_digit(Pane::Training);
        let progress = scene
            .training
            .progress
            .as_mut()
            .expect("a long computation");
        progress.share = share;
        Screen::of(&scene, Theme::Plain, USUAL).shows(&["training"]);
    }
}

#[test]
fn a_heat_that_is_no_probability_says_what_its_ends_are() {
    let landscape = Picture::Plane(samples::landscape());
    let screen = pictured(landscape, Theme::Plain, ROOMY);
    screen.shows(&["E = 1.0", "E = 0.03", "gradient"]);
    assert!(screen.all("●").len() > 5, "{}", screen.text);
    assert!(!screen.text.contains("y = ½"), "{}", screen.text);
}

/// A scene about a derivation, and about one of its lines.
fn derivation(lines: usize, line: Option<usize>) -> Scene {
    let mut scene = with_digit(Pane::Equation);
    // A sum alone may be long; of several lines, each is longer than a screen is wide.
    scene.equation = screens::derivation(lines, if lines == 1 { 65 } else { 12 });
    scene.equation.line = line;
    scene
}

#[test]
fn the_selected_line_of_a_derivation_is_marked_and_on_the_screen() {
    for size in [(60, 20), USUAL, (100, 30), ROOMY] {
        for line in 0..6 {
            let scene = derivation(6, Some(line));
            let screen = Screen::of(&scene, Theme::Plain, size);
            let is_dim = |(x, y): (u16, u16)| screen.has((x + 2, y), Modifier::DIM);
            let (x, y) = screen.find(&format!("= 0.{line:06}"));
            assert!(!is_dim((x, y)));
            let mut marks = screen.all("▸").into_iter();
            let mark = marks.find(|(at, _)| *at + 20 > x && *at < x);
            assert!(mark.is_some_and(|(_, row)| row < y), "{}", screen.text);
            let others = screen.all(&format!("= 0.{:06}", (line + 1) % 6));
            assert!(others.into_iter().all(is_dim));
        }
    }
}

#[test]
fn a_long_sum_is_left_out_in_the_middle_and_no_number_is_cut() {
    for (size, left) in [((60, 20), 0), (USUAL, 42), (ROOMY, 66)] {
        let screen = Screen::of(&derivation(1, None), Theme::Dark, size);
        // The last term, the value of the sum, and the check are there.
        screen.shows(&["0.0640", "= 0.000000", "✓ by a"]);
        if size.0 <= 100 {
            screen.shows(&["⋯"]);
        }
        for line in screen.text.lines().skip(2) {
            let right: String = line.chars().skip(left).collect();
            let is_number = |word: &&str| word.starts_with("0.") && word.len() > 3;
            for number in right.split_whitespace().filter(is_number) {
                let is_whole = [6, 8].contains(&number.len());
                assert!(is_whole, "{number} in:\n{}", screen.text);
            }
        }
    }
}

#[test]
fn a_derivation_that_is_too_high_keeps_its_last_line_and_its_check() {
    for size in [(60, 20), USUAL, ROOMY] {
        let screen = Screen::of(&derivation(6, None), Theme::Dark, size);
        screen.shows(&["= 0.000005", "✓ by a"]);
        let mut counts = ["more lines", "lines before this one"].into_iter();
        assert!(
            counts.any(|count| screen.text.contains(count)),
            "{}",
            screen.text
        );
    }
}

#[test]
fn the_note_on_the_numbers_is_below_the_check() {
    let screen = Screen::of(&with_digit(Pane::Equation), Theme::Dark, USUAL);
    assert!(screen.find("✓ by a").1 < screen.find("The sum is large").1);
}

#[test]
fn a_long_table_counts_the_rows_that_do_not_fit() {
    for size in [(60, 16), USUAL, ROOMY] {
        let screen = pictured(screens::table(40), Theme::Dark, size);
        let shows = |n: &usize| screen.text.contains(&format!("weight {n} "));
        let shown = (0..40).filter(shows).count();
        let more = format!("… {} more", 40 - shown);
        screen.shows(&[&more, "All but a few hold."]);
    }
}

#[test]
fn a_click_on_a_number_of_a_network_finds_it() {
    let mut diagram = screens::with_products(2, 2, 3);
    diagram.layers[0].nodes[1].quantities[0].handle = Some(99);
    let scene = network(diagram);
    for (size, name, handle) in [(USUAL, "x₁", 99), (ROOMY, "x₁", 99), (ROOMY, "−0.749", 1)] {
        let screen = Screen::of(&scene, Theme::Dark, size);
        let target = screen.target(screen.find(name));
        assert_eq!(target, Some(Target::Quantity(handle)), "{name}");
    }
}

#[test]
fn ten_by_ten_counts_show_beside_their_heads_on_a_screen_with_all_four_panels() {
    let counts = screens::matrices_with(&[(10, 10)], |matrix| {
        matrix.decimals = 0;
        let entries = matrix.entries.iter_mut().flatten().zip(0..);
        entries.for_each(|(entry, n)| *entry = Some(f64::from(n)));
    });
    pictured(counts, Theme::Dark, ROOMY).shows(&[
        "∂E/∂w  10×10",
        "     0    1    2    3    4",
        "0    0✗   1    2    3    4",
        "90   91   92",
    ]);
}

#[test]
fn numbers_of_a_matrix_never_run_into_each_other() {
    let long = screens::matrices_with(&[(2, 3)], |matrix| {
        matrix.entries = vec![vec![Some(-1.234e-5), Some(-12345.678), Some(-1e-300)]; 2];
        matrix.worst.clear();
        matrix.selected = None;
    });
    pictured(long, Theme::Dark, ROOMY).shows(&["−1.2e−5  −1.23e4  −1e−300"]);
}

#[test]
fn a_long_notice_rises_over_the_rows_above_it_and_is_never_cut() {
    let words = "Every word of this sentence matters to those who read it. ".repeat(3);
    for size in [(60, 18), USUAL, (100, 30), ROOMY] {
        let mut scene = with_digit(Pane::Network);
        scene.notice = Some(words.trim().to_owned());
        scene.next = words.trim().to_owned();
        let screen = Screen::of(&scene, Theme::Dark, size);
        let text = screen.text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(text.matches(words.trim()).count(), 2, "{}", screen.text);
    }
}

#[test]
fn all_names_of_five_curves_are_on_a_screen_with_all_four_panels() {
    let mut curve = samples::errors(5);
    curve.verdict = "A sentence that follows from it.".to_owned();
    let names = " forward, central, printed, truncation ∝ ε, rounding ∝ 1/ε";
    let names: Vec<&str> = names.split(',').collect();
    for (number, (series, name)) in curve.series.iter_mut().zip(&names).enumerate() {
        name.trim().clone_into(&mut series.label);
        series.dashed = number > 2;
    }
    let scene = curves(curve);
    for theme in THEMES {
        Screen::of(&scene, theme, ROOMY).shows(&names);
    }
}

#[test]
fn no_formula_of_the_ledger_is_shown_without_its_result() {
    let mut scene = network(screens::with_products(64, 32, 10));
    scene.diagram.ledger[1].formula = "∂E/∂b = (∂E/∂a) v ⊙ h′(b)".to_owned();
    Screen::of(&scene, Theme::Dark, (40, 30)).shows(&[
        "b = x wᵀ   (1×65)(65×32) → 1×32",
        "h′(b)  1×32→1×33",
        "→ 1×10",
    ]);
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
    for name in names {
        for picture in screens::pictures() {
            let mut scene = small(renamed(picture, name), Pane::Picture);
            scene.notice = Some(name.repeat(9));
            name.clone_into(&mut scene.facts[0].1);
            name.clone_into(&mut scene.training.knobs[1].value);
            for size in &SIZES[1..6] {
                let Screen { buffer, text, .. } = Screen::of(&scene, Theme::Plain, *size);
                for row in buffer.content.chunks(size.0.into()) {
                    for (x, cell) in row.iter().enumerate() {
                        let next = row.get(x + 1).map(Cell::symbol);
                        let is_whole = cell.symbol().width() < 2 || next == Some(" ");
                        assert!(is_whole, "column {x} of {size:?} in:\n{text}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_bar_with_a_name_in_wide_letters_begins_where_the_others_do() {
    let mut image = samples::digit();
    image.bars[1].name = "全結合層の重みの勾配".to_owned();
    let screen = pictured(Picture::Image(image), Theme::Plain, USUAL);
    let numbers = screen.all("0.0063");
    assert_eq!(numbers.len(), 8, "{}", screen.text);
    assert!(numbers.iter().all(|(x, _)| *x == numbers[0].0));
    let cuts = screen.all("…").into_iter();
    let mut cuts = cuts.filter(|(_, y)| *y == numbers[1].1);
    let (x, y) = cuts.next().expect("a name that is cut");
    assert_eq!(screen.buffer[(x + 1, y)].symbol(), " ");
}

#[test]
fn without_colours_samples_stand_out_from_their_region_and_the_lines_of_units_are_thin() {
    let bench = crate::stage::bench("clusters", 2);
    let stage = stage::of_chapter(Chapter::Backprop, None, Some(&bench));
    let screen = Screen::of(&stage.scene(), Theme::Plain, ROOMY);
    screen.shows(&["b₀", "b₁", "⠤"]);
    let signs = |dim: bool| {
        let cells = ["✗", "▲"].map(|sign| screen.all(sign));
        let cells = cells.concat().into_iter();
        cells
            .filter(|at| screen.has(*at, Modifier::DIM) == dim)
            .count()
    };
    let samples = bench.train().len();
    assert!(signs(false) > samples / 2, "{}", signs(false));
    assert!(signs(true) > 5, "{}", signs(true));
}

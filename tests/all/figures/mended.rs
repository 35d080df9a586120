//! What was wrong with figures of readers' own data, and of settings of their own.

use nn28::data::{Reading, parse_table};
use nn28::equation::Chapter;
use nn28::figure::{Style, Theme, svg_in};
use nn28::scene::{Field, Figure, Hue, Picture, Series};
use nn28::stage::{Experiment, Settings};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::roxmltree::{Document, Node as Element};
use resvg::usvg::{Group, Node, Rect};

use super::runs::{BOOK, RUNS, book, run};
use super::{drawn, samples, texts, tree, written_in};
use samples::{of, one};

/// Data whose columns and classes have the letters of symbols for names.
fn of_letters(columns: &str) -> Experiment {
    let count = columns.split(',').count();
    let row = |n: usize| {
        let number = |i: usize| (((n * 7 + i * 3) % 11) as f64 - (n % 2 * 5) as f64).to_string();
        let numbers: Vec<String> = (0..count).map(number).collect();
        format!("{},{}\n", numbers.join(","), ["y", "z"][n % 2])
    };
    let rows: String = (0..40).map(row).collect();
    let table = format!("{columns},class\n{rows}");
    let set = parse_table(table.as_bytes(), "letters.csv", &Reading::default()).expect("a table");
    Experiment::of(set, Settings::default())
}

/// The parts of a text: their letters, and whether these are slanted or have a colour that is not that of words.
fn parts(figure: &Figure, text: &str) -> Vec<(String, bool)> {
    let svg = drawn(figure, Theme::Light);
    let document = Document::parse(&svg).expect("well-formed");
    let written = |node: &Element| {
        node.children()
            .filter_map(|part| part.text())
            .collect::<String>()
    };
    let is_it = |node: &Element| node.has_tag_name("text") && written(node) == text;
    let found = document.descendants().find(is_it);
    let found = found.unwrap_or_else(|| panic!("{text:?} is not in {}", figure.name));
    let part = |span: Element| {
        let is_plain = matches!(span.attribute("fill"), Some("#1d2127" | "#5a626d"));
        let is_symbol = !is_plain || span.attribute("font-style").is_some();
        (span.text().unwrap_or_default().to_owned(), is_symbol)
    };
    found.children().map(part).collect()
}

#[test]
fn names_that_are_letters_are_words_in_every_figure() {
    let figures = |columns: &str| {
        let bench = of_letters(columns);
        let chapters = [Chapter::Network, Chapter::Backprop];
        chapters
            .into_iter()
            .flat_map(|chapter| run(chapter, &bench))
            .collect::<Vec<_>>()
    };
    let find = |figures: &[Figure], name: &str| {
        figures
            .iter()
            .find(|figure| figure.name == name)
            .cloned()
            .expect("a figure")
    };
    let two = figures("b,x");
    let regions = find(&two, "network-regions");
    for (index, name) in [("x₀", "b"), ("x₁", "x")] {
        let parts = parts(&regions, &format!("{index}: {name}, scaled"));
        let words: String = parts
            .iter()
            .filter(|part| !part.1)
            .map(|part| &part.0[..])
            .collect();
        assert_eq!(words, format!(": {name}, scaled"));
        assert!(parts[0].1, "{index} is a symbol");
    }
    let confusion = find(&two, "network-confusion");
    for name in ["y", "z"] {
        assert_eq!(parts(&confusion, name), [(name.to_owned(), false)]);
    }
    let one = find(&figures("w"), "network-regions");
    for (index, name) in [("y₀", "y"), ("y₁", "z")] {
        let parts = parts(&one, &format!("{index}: {name}"));
        assert!(
            parts
                .iter()
                .all(|part| !part.0.contains(':') || part.0.starts_with(':')),
            "{parts:?}"
        );
    }
    let diagram = find(&figures("a,b,w,x,t,E"), "network-diagram");
    for name in ["a", "b", "w", "x", "t", "E"] {
        assert_eq!(parts(&diagram, name), [(name.to_owned(), false)]);
    }
    let svg = drawn(&confusion, Theme::Light);
    assert!(!svg.contains("italic"), "counts have no symbols");
}

fn images(group: &Group) -> Vec<Rect> {
    let own = |node: &Node| match node {
        Node::Image(image) => vec![image.abs_bounding_box()],
        Node::Group(group) => images(group),
        _ => Vec::new(),
    };
    group.children().iter().flat_map(own).collect()
}

#[test]
fn the_map_of_many_weights_covers_no_number() {
    let many = crate::samples::network(2, 32, 3);
    let figure = of("many", many);
    let tree = tree(&drawn(&figure, Theme::Light));
    let (images, texts) = (images(tree.root()), texts(tree.root()));
    assert_eq!(images.len(), 2);
    for (words, area) in &texts {
        assert!(
            images.iter().all(|image| image.intersect(area).is_none()),
            "{words} on a map"
        );
    }
}

#[test]
fn a_change_too_small_for_the_digits_is_written_as_a_change() {
    let mut network = crate::samples::network(2, 2, 3);
    for (link, change) in network.links.iter_mut().zip([3.2e-4, -3.2e-4]) {
        link.weight.value = Some(401_000.0);
        link.next = Some(401_000.0 + change);
    }
    let texts = written_in(&of("change", network));
    for end in [" = 4.01·10⁵ + 3.2·10⁻⁴", " = 4.01·10⁵ − 3.2·10⁻⁴"] {
        assert!(
            texts.iter().any(|text| text.0.ends_with(end)),
            "{end} is not among {texts:?}"
        );
    }
}

#[test]
fn each_axis_of_a_surface_has_all_its_numbers_and_its_line_is_named_beside_it() {
    let surface = book("figure-43");
    let svg = drawn(surface, Theme::Light);
    let texts = written_in(surface);
    let count = |wanted: &str| texts.iter().filter(|text| text.0 == wanted).count();
    for (number, times) in [("10", 4), ("−10", 4), ("0.5", 2)] {
        assert_eq!(count(number), times, "{number}");
    }
    // The plate of the name lies on the surface or beside it, not on its edge.
    let tree = tree(&svg);
    let size = tree.size().to_int_size();
    let mut picture = Pixmap::new(size.width(), size.height()).expect("a size");
    resvg::render(&tree, Transform::default(), &mut picture.as_mut());
    let is_on_surface = |(x, y): (f32, f32)| {
        let pixel = picture.pixel(x as u32, y as u32).expect("inside");
        let levels = [pixel.red(), pixel.green(), pixel.blue()];
        let spread = levels.iter().max().zip(levels.iter().min());
        spread.map(|(most, least)| most - least) > Some(24)
    };
    for (_, area) in texts.iter().filter(|text| text.0 == "a = 0") {
        let plate = area.outset(6.0, 3.0).expect("an area");
        let sides = [plate.left(), plate.right()];
        let corners = sides.map(|x| [plate.top(), plate.bottom()].map(|y| (x, y)));
        let on = corners
            .as_flattened()
            .iter()
            .filter(|&&at| is_on_surface(at));
        assert!([0, 4].contains(&on.count()), "on the edge: {plate:?}");
    }
}

fn styled(figure: &Figure, style: &Style) -> String {
    svg_in(figure, Theme::Light, style).expect("drawn")
}

#[test]
fn without_titles_a_state_of_a_procedure_has_none_either() {
    let style = Style {
        titles: false,
        ..Style::default()
    };
    for number in 45..=48 {
        let figure = book(&format!("figure-{number}"));
        let heads = |svg: &str| {
            texts(tree(svg).root())
                .iter()
                .any(|text| text.0.starts_with("step "))
        };
        assert!(heads(&styled(figure, &Style::default())) && !heads(&styled(figure, &style)));
    }
}

#[test]
fn plates_have_the_colour_of_the_background_and_let_one_that_is_not_known_through() {
    let on = |background: &str| {
        let style = Style {
            background: background.parse().expect("a background"),
            ..Style::default()
        };
        let figures = ["figure-42", "neuron-plane", "figure-45"].map(book);
        figures.map(|figure| styled(figure, &style))
    };
    for svg in on("#fdf6e3") {
        assert!(svg.matches("fill=\"#fdf6e3\"").count() > 1 && !svg.contains("\"#ffffff\""));
    }
    // No line runs on below a product: the three plates are those of the weights.
    assert_eq!(on("none")[0].matches("opacity=\"0.75\"").count(), 3);
    for svg in on("none") {
        assert!(svg.contains("fill=\"#ffffff\" opacity=\"0.75\"") && !svg.contains("<rect width="));
    }
}

#[test]
fn the_error_beside_a_secant_is_never_cut() {
    for figure in RUNS
        .iter()
        .chain(&*BOOK)
        .filter(|figure| figure.name == "numerical-gradient-secant")
    {
        let texts = written_in(figure);
        assert!(texts.iter().all(|text| !text.0.contains('…')), "{texts:?}");
    }
}

#[test]
fn a_level_that_a_run_stays_on_is_seen_through_its_line() {
    let svg = drawn(book("backprop-failed"), Theme::Light);
    let first = |look: &str| svg.find(look).unwrap_or_else(|| panic!("no {look}"));
    let unbroken = first("stroke-width=\"22\" d=");
    let level = first("stroke=\"#1d2127\" stroke-width=\"16\" stroke-dasharray");
    assert!(unbroken < level, "the unbroken line covers the level");
}

#[test]
fn a_cliff_has_a_line_of_half_height_that_is_straight_and_as_many_shades_as_a_slope() {
    let mut surface = samples::surface(false);
    let (x, y) = (surface.x.clone(), surface.y.clone());
    surface.field = Field::sample(
        81,
        81,
        &x,
        &y,
        |x, y| if x - y + 2.1 > 0.0 { 1.0 } else { 0.0 },
    );
    surface.lines = vec![Series::new("", Hue::Text, vec![(-10.0, -7.9), (7.9, 10.0)])];
    surface.marks.clear();
    (surface.yaw, surface.pitch) = (0.0, 90.0);
    let svg = drawn(&one("cliff", Picture::Surface(surface)), Theme::Light);
    let tree = tree(&svg);
    let size = tree.size().to_int_size();
    let mut picture = Pixmap::new(size.width(), size.height()).expect("a size");
    resvg::render(&tree, Transform::default(), &mut picture.as_mut());
    // From above, the places of one shade are a straight band: it is equally wide in every row of pixels.
    let is_between = |x: u32, y: u32| {
        let pixel = picture.pixel(x, y).expect("inside");
        pixel.green() > 60 && pixel.green() < 200 && pixel.blue() > 90 && pixel.red() < 110
    };
    let widths =
        (0..picture.height()).map(|y| (0..picture.width()).filter(|&x| is_between(x, y)).count());
    let mut widths: Vec<usize> = widths.filter(|width| *width > 0).collect();
    widths.sort_unstable();
    let (low, high) = (widths[widths.len() / 4], widths[3 * widths.len() / 4]);
    assert!(
        widths.len() > 100 && low >= 6 && high <= low + low / 2,
        "{low} to {high}: teeth"
    );
}

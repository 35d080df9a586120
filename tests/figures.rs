//! Figures: nothing clipped, nothing overlapping, the same bytes on every run, whole files or none.
//!
//! The oracle for where text stands is the SVG library's own layout, which shares no code with ours.

#[path = "figures/samples.rs"]
mod samples;

use std::fs;
use std::path::Path;

use nn28::figure::{Format, Theme, ZOOM, png, svg, write};
use nn28::scene::{Figure, Picture};
use resvg::usvg::{self, Group, Node, Options, Rect, Tree};

fn all() -> Vec<Figure> {
    let samples = samples::pleasant().into_iter().chain(samples::unfriendly());
    samples.collect()
}

/// Those that `nn28 figures` writes for the neuron's chapter.
fn of_the_book() -> Vec<Figure> {
    nn28::stage::neuron::book_figures()
}

fn drawn(figure: &Figure, theme: Theme) -> String {
    svg(figure, theme).expect("figures can be drawn")
}

fn tree(svg: &str) -> Tree {
    let mut options = Options::default();
    let fonts = options.fontdb_mut();
    for font in [
        dejavu::sans::regular(),
        dejavu::sans::oblique(),
        dejavu::sans::bold(),
        dejavu::sans::bold_oblique(),
    ] {
        fonts.load_font_data(font.to_vec());
    }
    Tree::from_str(svg, &options).expect("a figure is an SVG document")
}

/// What is written, and where.
fn texts(group: &Group) -> Vec<(String, Rect)> {
    let own = |node: &Node| match node {
        Node::Text(text) => {
            let words = text.chunks().iter().map(usvg::TextChunk::text).collect();
            vec![(words, text.abs_bounding_box())]
        }
        Node::Group(group) => texts(group),
        _ => Vec::new(),
    };
    group.children().iter().flat_map(own).collect()
}

/// What is written on a pleasant sample, and where.
fn written(name: &str) -> Vec<(String, Rect)> {
    let samples = samples::pleasant();
    let figure = samples.iter().find(|figure| figure.name == name);
    texts(tree(&drawn(figure.expect("a sample"), Theme::Light)).root())
}

fn place(texts: &[(String, Rect)], wanted: &str) -> Rect {
    let found = texts.iter().find(|text| text.0 == wanted);
    found
        .unwrap_or_else(|| panic!("{wanted:?} is not among {texts:?}"))
        .1
}

fn has(name: &str, wanted: &[&str]) {
    let words: Vec<String> = written(name).into_iter().map(|text| text.0).collect();
    for text in wanted {
        assert!(
            words.iter().any(|words| words == text),
            "{name} lacks {text:?}: {words:?}"
        );
    }
}

fn overlap(one: &Rect, other: &Rect) -> bool {
    one.left() < other.right()
        && other.left() < one.right()
        && one.top() < other.bottom()
        && other.top() < one.bottom()
}

#[test]
fn no_text_is_clipped_and_no_two_texts_overlap() {
    for figure in all().into_iter().chain(of_the_book()) {
        for theme in Theme::ALL {
            let tree = tree(&drawn(&figure, theme));
            let texts = texts(tree.root());
            for (number, (words, room)) in texts.iter().enumerate() {
                let inside = room.left() >= 0.0
                    && room.top() >= 0.0
                    && room.right() <= tree.size().width()
                    && room.bottom() <= tree.size().height();
                assert!(
                    inside,
                    "{}: {words:?} is clipped: {room:?} in {:?}",
                    figure.name,
                    tree.size()
                );
                for (others, other) in &texts[number + 1..] {
                    assert!(
                        !overlap(room, other),
                        "{}: {words:?} overlaps {others:?}",
                        figure.name
                    );
                }
            }
        }
    }
}

#[test]
fn the_figures_of_the_book_say_what_they_must() {
    has(
        "sample-41",
        &[
            "pulses arrive: x",
            "threshold",
            "w₂ = −0.35",
            "time in milliseconds",
        ],
    );
    has(
        "sample-42",
        &[
            "x₀",
            "1.5",
            "w₀ = −2",
            "w₀ x₀ = −3",
            "−0.5",
            "0.3775",
            "inputs",
            "weights",
            "products",
        ],
    );
    has("sample-43", &["x₀", "x₁", "y", "−10", "10", "a = 0"]);
    has("plane", &["x₀", "x₁", "y", "a = 0", "y = 0.3775", "0.5"]);
    has("network", &["w₀₀ −0.4", "z₂", "t₀"]);
}

#[test]
fn logarithmic_ticks_are_powers_of_ten_at_even_distances() {
    let texts = written("epsilon");
    let middle = |text: &str| {
        let room = &place(&texts, text);
        room.x() + room.width() / 2.0
    };
    let steps = ["10⁻¹⁴", "10⁻¹²", "10⁻¹⁰", "10⁻⁸", "10⁻⁶", "10⁻⁴"].map(middle);
    for three in steps.windows(3) {
        let uneven = (three[2] - three[1]) - (three[1] - three[0]);
        assert!(three[2] > three[1] && uneven.abs() < 0.5, "{steps:?}");
    }
    has("epsilon", &["best ε", "forward", "central"]);
    let words: Vec<_> = texts.iter().map(|text| text.0.as_str()).collect();
    assert!(!words.contains(&"for screens"), "a verdict is for screens");
}

/// How many separate strokes the only curve of a picture consists of.
fn strokes(points: &[(f64, f64)]) -> usize {
    let mut curve = samples::pictures::broken();
    curve.series[0].points = points.to_vec();
    let panels = vec![samples::panel("", Picture::Curve(curve))];
    let svg = drawn(&samples::figure("strokes", panels), Theme::Light);
    let thick = svg
        .lines()
        .filter(|line| line.contains("stroke-width=\"22\""));
    thick.map(|line| line.matches('M').count()).sum()
}

#[test]
fn what_has_no_place_on_an_axis_breaks_a_curve() {
    let [a, b, c, d] = [-10, -8, -6, -4].map(|power| (10.0_f64.powi(power), 1e-3));
    assert_eq!(strokes(&[a, b, c, d]), 1);
    for gap in [
        (1e-7, f64::NAN),
        (1e-7, 0.0),
        (-1.0, 1e-3),
        (f64::INFINITY, 1.0),
    ] {
        assert_eq!(strokes(&[a, b, gap, c, d]), 2, "{gap:?}");
    }
    // What stands alone is a point and no stroke.
    assert_eq!(strokes(&[a, (1e-7, 0.0), c, d]), 1);
}

#[test]
fn the_names_of_many_lines_stand_below_the_picture() {
    let texts = written("six-errors");
    let below = place(&texts, "step").bottom();
    for name in [
        "training",
        "test",
        "as printed",
        "w before v",
        "without scaling",
        "ln 3",
    ] {
        assert!(place(&texts, name).top() >= below, "{name}");
    }
}

#[test]
fn the_legend_of_the_classes_is_complete() {
    let names: Vec<String> = (0..10).map(|class| format!("class {class}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    has("ten-regions", &names);
    has("ten-regions", &["b₀ = 0", "sample 7", "temperature", "pH"]);
}

#[test]
fn what_is_not_computed_is_a_dot_and_what_a_weight_becomes_follows_an_arrow() {
    let dots = |name: &str| written(name).iter().filter(|text| text.0 == "·").count();
    assert_eq!(dots("step-1"), 6);
    assert_eq!(dots("step-4"), 0);
    assert_eq!(dots("gradients"), 1);
    has("step-2", &["v₀₁ −0.6 → −0.5661", "w₀₁ 1"]);
    has("step-3", &["v₀₁ −0.6 → −0.5661", "w₀₁ 1 → 0.9169"]);
    has("step-4", &["v₀₁ −0.6", "w₀₁ 1"]);
    has("neuron-next", &["w₁ = 1 → 0.97"]);
}

#[test]
fn every_weight_of_a_small_network_is_written_and_its_products_stand_below() {
    for letter in ['w', 'v'] {
        let texts = written("network");
        let weights = texts.iter().filter(|text| text.0.starts_with(letter));
        assert_eq!(weights.count(), if letter == 'w' { 6 } else { 9 });
    }
    let iris = written("iris");
    assert_eq!(
        iris.iter().filter(|text| text.0.starts_with('w')).count(),
        25
    );
    let texts = written("step-2");
    assert!(place(&texts, "b = x wᵀ").top() > place(&texts, "large weight").bottom());
    let caption = place(&texts, "2. New v, computed and not yet stored");
    assert!(caption.bottom() < place(&texts, "inputs").top());
    has("step-2", &["(1×3)(3×2) → 1×2"]);
}

#[test]
fn a_long_column_shows_what_the_equation_speaks_of() {
    has(
        "digits-lit",
        &["x₄₀", "b₁₇", "y₆", "t₆", "t₇", "w₁₇₄₀ 0", "v₆₁₇ −0.8"],
    );
}

#[test]
fn the_scale_of_a_plane_has_the_numbers_that_its_ends_stand_for() {
    has(
        "landscape",
        &["0.2", "0.4", "0.6", "0.8", "1", "gradient descent"],
    );
    let words: Vec<String> = written("landscape")
        .into_iter()
        .map(|text| text.0)
        .collect();
    assert!(!words.contains(&"0.25".to_owned()), "{words:?}");
}

#[test]
fn a_large_matrix_is_a_heat_map_with_its_scale_and_the_selected_number() {
    assert!(written("heat").len() < 60);
    has(
        "heat",
        &["x₆₄", "b₁", "−0.5", "0.5", "selected (b₁, x₁): 0.3311"],
    );
    has(
        "gradients",
        &["∂E/∂w, numerically", "−0.3836", "−2.18·10⁻⁸", "b₁"],
    );
    has("confusion", &["15", "t = setosa", "virginica"]);
}

#[test]
fn the_numbers_of_a_matrix_are_aligned_at_the_point() {
    let texts = written("gradients");
    let ends = ["0.0000", "−0.3836"].map(|text| place(&texts, text).right());
    assert!((ends[0] - ends[1]).abs() < 0.5, "{ends:?}");
}

#[test]
fn an_image_names_every_bar_and_a_table_says_what_is_right() {
    has("digit", &["0", "9", "0.870", "target"]);
    has("table", &["x₀", "−3.0000", "undecided", "✓", "✗"]);
    let verdict = written("table")
        .into_iter()
        .filter(|text| text.0.contains("sentence"));
    assert_eq!(verdict.count(), 1);
}

#[test]
fn four_panels_stand_in_two_rows() {
    let texts = written("four");
    let [one, two, three, four] = [
        "where the classes are",
        "the errors",
        "the way down",
        "the step of the derivative",
    ]
    .map(|title| place(&texts, title));
    assert!(one.right() < two.left() && three.right() < four.left());
    assert!(one.bottom() < three.top() && two.bottom() < four.top());
    assert!((one.y() - two.y()).abs() < 4.0);
}

#[test]
fn a_figure_tells_what_it_shows_and_how_to_draw_it_again() {
    for figure in all() {
        let svg = drawn(&figure, Theme::Light);
        let document = usvg::roxmltree::Document::parse(&svg).expect("well-formed");
        let said = |tag: &str| {
            let node = document.descendants().find(|node| node.has_tag_name(tag));
            node.and_then(|node| node.text().map(str::to_owned))
        };
        assert_eq!(said("metadata").as_deref(), Some(samples::COMMAND));
        assert_eq!(
            said("title").as_deref(),
            Some("Figure 41. What it shows & why")
        );
        assert_eq!(said("desc").as_deref(), Some("The same in words, y < 1."));
        assert_eq!(document.root_element().attribute("role"), Some("img"));
    }
}

#[test]
fn a_figure_has_the_same_bytes_on_every_run_and_others_in_the_other_theme() {
    for figure in samples::pleasant().into_iter().chain(of_the_book()) {
        let (light, dark) = (drawn(&figure, Theme::Light), drawn(&figure, Theme::Dark));
        assert_eq!(light, drawn(&figure, Theme::Light));
        assert_ne!(light, dark);
        assert!(
            light.len() < 150_000,
            "{} has {} bytes",
            figure.name,
            light.len()
        );
        let pixels = png(&light).expect("pixels");
        assert_eq!(pixels, png(&light).expect("pixels"));
        assert_ne!(pixels, png(&dark).expect("pixels"));
    }
}

#[test]
fn a_png_has_twice_the_size_of_its_svg() {
    for figure in all() {
        let svg = drawn(&figure, Theme::Dark);
        let size = tree(&svg).size();
        let bytes = png(&svg).expect("pixels");
        // A PNG begins with eight bytes of its own, then the head: length, name, width, height.
        let number = |at: usize| {
            bytes[at..at + 4]
                .iter()
                .fold(0, |sum, &byte| sum * 256 + u32::from(byte))
        };
        let zoom = f32::from(ZOOM);
        assert_eq!(
            (number(16), number(20)),
            ((size.width() * zoom) as u32, (size.height() * zoom) as u32)
        );
    }
}

#[test]
fn what_is_no_svg_gives_an_error_and_no_pixels() {
    let error = png("no drawing").expect_err("no document");
    assert!(
        error.to_string().starts_with("cannot draw the figure"),
        "{error}"
    );
}

#[test]
fn files_are_named_for_figure_theme_and_format_and_progress_counts_them() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("new/and/deep");
    let figures = &samples::pleasant()[1..3];
    let mut heard = Vec::new();
    let paths = write(
        figures,
        &folder,
        &Format::ALL,
        &Theme::ALL,
        &mut |done, all| heard.push((done, all)),
    )
    .expect("figures are written");
    let names: Vec<_> = paths
        .iter()
        .filter_map(|path| path.file_name()?.to_str())
        .collect();
    assert_eq!(
        names[..4],
        [
            "sample-42-light.svg",
            "sample-42-light.png",
            "sample-42-dark.svg",
            "sample-42-dark.png"
        ]
    );
    assert_eq!(heard, (1..=8).map(|done| (done, 8)).collect::<Vec<_>>());
    assert_eq!(
        listed(&folder).len(),
        8,
        "no other files: {:?}",
        listed(&folder)
    );
    let text = fs::read_to_string(&paths[0]).expect("a file");
    assert_eq!(text, drawn(&figures[0], Theme::Light));
    assert_eq!(
        fs::read(&paths[1]).expect("a file"),
        png(&text).expect("pixels")
    );
}

#[cfg(unix)]
#[test]
fn files_may_be_read_as_any_other_new_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = tempfile::tempdir().expect("a folder");
    let other = place.path().join("other");
    fs::write(&other, "").expect("a file");
    let paths = write_one(place.path()).expect("written");
    let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    assert_eq!(mode(&paths[0]), mode(&other));
}

#[test]
fn a_folder_that_cannot_be_made_is_named_with_a_way_out() {
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join("a-file");
    fs::write(&file, "not a folder").expect("a file");
    for folder in [file.clone(), file.join("below")] {
        let error = write_one(&folder).expect_err("no folder").to_string();
        assert!(
            error.contains(&folder.display().to_string()) && error.contains("--figures DIR"),
            "{error}"
        );
    }
    assert_eq!(listed(place.path()), ["a-file"]);
    assert_eq!(fs::read_to_string(file).expect("a file"), "not a folder");
}

#[test]
fn a_file_that_cannot_be_replaced_leaves_everything_as_it_was() {
    let place = tempfile::tempdir().expect("a folder");
    let in_the_way = place.path().join("sample-42-light.svg");
    fs::create_dir(&in_the_way).expect("a folder in the place of the file");
    fs::write(in_the_way.join("inside"), "old").expect("a file");
    let error = write_one(place.path()).expect_err("in the way").to_string();
    assert!(
        error.contains("sample-42-light.svg") && error.contains("--figures DIR"),
        "{error}"
    );
    assert_eq!(listed(place.path()), ["sample-42-light.svg"]);
    assert_eq!(
        fs::read_to_string(in_the_way.join("inside")).expect("a file"),
        "old"
    );
}

#[test]
fn an_old_file_is_replaced_as_a_whole() {
    let place = tempfile::tempdir().expect("a folder");
    let path = place.path().join("sample-42-light.svg");
    let long = "old ".repeat(100_000);
    fs::write(&path, &long).expect("a file");
    let before = fs::File::open(&path).expect("a reader that began before");
    write_one(place.path()).expect("written");
    assert!(
        fs::read_to_string(&path)
            .expect("a file")
            .ends_with("</svg>\n")
    );
    let seen = std::io::read_to_string(before).expect("the old file, whole");
    assert_eq!(seen, long);
}

fn write_one(folder: &Path) -> Result<Vec<std::path::PathBuf>, nn28::figure::FigureError> {
    write(
        &samples::pleasant()[1..2],
        folder,
        &[Format::Svg],
        &[Theme::Light],
        &mut |_, _| {},
    )
}

fn listed(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> = entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

/// `cargo test --test figures -- --ignored` puts every sample into a folder, for eyes to judge.
#[test]
#[ignore = "for looking at"]
fn samples_to_look_at() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("figures");
    let _ = fs::remove_dir_all(&folder);
    let paths = write(
        &[all(), of_the_book()].concat(),
        &folder,
        &Format::ALL,
        &Theme::ALL,
        &mut |_, _| {},
    )
    .expect("written");
    println!("{} files in {}", paths.len(), folder.display());
}

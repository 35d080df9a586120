//! Figures: nothing clipped, nothing overlapping, the same bytes on every run, whole files or none.
//!
//! The oracle for the position of text is the SVG library's own layout, which shares no code with ours.
#![cfg(feature = "figures")]

mod samples;
mod says;

use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use nn28::figure::{Format, Theme, ZOOM, png, svg, write};
use nn28::scene::Figure;
use resvg::usvg::fontdb::Database;
use resvg::usvg::{self, Group, Node, Options, Rect, Tree};

fn all() -> Vec<Figure> {
    let samples = samples::pleasant().into_iter().chain(samples::unfriendly());
    samples.collect()
}

/// Those that `nn28 figures` writes for the neuron's chapter.
fn of_the_book() -> Vec<Figure> {
    nn28::stage::neuron::book_figures()
}

/// All of these, in both themes, drawn once for several tests.
static DRAWN: LazyLock<Vec<(Figure, [String; 2])>> = LazyLock::new(|| {
    let figures = all().into_iter().chain(of_the_book());
    let in_themes = |figure| {
        let themes = [Theme::Light, Theme::Dark].map(|theme| drawn(&figure, theme));
        (figure, themes)
    };
    figures.map(in_themes).collect()
});

fn drawn(figure: &Figure, theme: Theme) -> String {
    svg(figure, theme).expect("figures can be drawn")
}

fn tree(svg: &str) -> Tree {
    static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
        let mut fonts = Database::new();
        for font in [
            dejavu::sans::regular(),
            dejavu::sans::oblique(),
            dejavu::sans::bold(),
            dejavu::sans::bold_oblique(),
        ] {
            fonts.load_font_data(font.to_vec());
        }
        Arc::new(fonts)
    });
    let options = Options {
        fontdb: Arc::clone(&FONTS),
        ..Options::default()
    };
    Tree::from_str(svg, &options).expect("a figure is an SVG document")
}

/// The texts and their areas.
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

/// The texts of a pleasant sample and their areas.
fn written(name: &str) -> Vec<(String, Rect)> {
    let samples = samples::pleasant();
    let figure = samples.iter().find(|figure| figure.name == name);
    texts(tree(&drawn(figure.expect("a sample"), Theme::Light)).root())
}

fn area_of(texts: &[(String, Rect)], wanted: &str) -> Rect {
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
    for (figure, themes) in &*DRAWN {
        for svg in themes {
            let tree = tree(svg);
            let texts = texts(tree.root());
            for (number, (words, area)) in texts.iter().enumerate() {
                let inside = area.left() >= 0.0
                    && area.top() >= 0.0
                    && area.right() <= tree.size().width()
                    && area.bottom() <= tree.size().height();
                assert!(
                    inside,
                    "{}: {words:?} is clipped: {area:?} in {:?}",
                    figure.name,
                    tree.size()
                );
                for (others, other) in &texts[number + 1..] {
                    assert!(
                        !overlap(area, other),
                        "{}: {words:?} overlaps {others:?}",
                        figure.name
                    );
                }
            }
        }
    }
}

#[test]
fn the_figures_of_the_book_are_complete() {
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
    has("network", &["w₀₀ 0.3831", "z₂", "t₀"]);
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
    let unfriendly = samples::unfriendly();
    for (figure, [light, dark]) in &*DRAWN {
        assert_eq!(*light, drawn(figure, Theme::Light));
        assert_ne!(light, dark);
        let (name, bytes) = (&figure.name, light.len());
        let may_be_large = unfriendly.iter().any(|other| other.name == *name);
        assert!(may_be_large || bytes < 150_000, "{name} has {bytes} bytes");
    }
    for figure in samples::pleasant().into_iter().take(4) {
        let pixels = |theme| png(&drawn(&figure, theme)).expect("pixels");
        assert_eq!(pixels(Theme::Light), pixels(Theme::Light));
        assert_ne!(pixels(Theme::Light), pixels(Theme::Dark));
    }
}

#[test]
fn a_png_has_twice_the_size_of_its_svg() {
    for figure in samples::pleasant().into_iter().take(8) {
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
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path().join("new/and/deep");
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
    let temporary = tempfile::tempdir().expect("a folder");
    let other = temporary.path().join("other");
    fs::write(&other, "").expect("a file");
    let paths = write_one(temporary.path()).expect("written");
    let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    assert_eq!(mode(&paths[0]), mode(&other));
}

#[test]
fn a_folder_that_cannot_be_made_is_named_with_a_way_out() {
    let temporary = tempfile::tempdir().expect("a folder");
    let file = temporary.path().join("a-file");
    fs::write(&file, "not a folder").expect("a file");
    for folder in [file.clone(), file.join("below")] {
        let error = write_one(&folder).expect_err("no folder").to_string();
        assert!(
            error.contains(&folder.display().to_string()) && error.contains("--figures DIR"),
            "{error}"
        );
    }
    assert_eq!(listed(temporary.path()), ["a-file"]);
    assert_eq!(fs::read_to_string(file).expect("a file"), "not a folder");
}

#[test]
fn a_file_that_cannot_be_replaced_leaves_everything_as_it_was() {
    let temporary = tempfile::tempdir().expect("a folder");
    let in_the_way = temporary.path().join("sample-42-light.svg");
    fs::create_dir(&in_the_way).expect("a folder in the place of the file");
    fs::write(in_the_way.join("inside"), "old").expect("a file");
    let error = write_one(temporary.path())
        .expect_err("in the way")
        .to_string();
    assert!(
        error.contains("sample-42-light.svg") && error.contains("--figures DIR"),
        "{error}"
    );
    assert_eq!(listed(temporary.path()), ["sample-42-light.svg"]);
    assert_eq!(
        fs::read_to_string(in_the_way.join("inside")).expect("a file"),
        "old"
    );
}

#[test]
fn an_old_file_is_replaced_as_a_whole() {
    let temporary = tempfile::tempdir().expect("a folder");
    let path = temporary.path().join("sample-42-light.svg");
    let long = "old ".repeat(100_000);
    fs::write(&path, &long).expect("a file");
    let before = fs::File::open(&path).expect("a reader that began before");
    write_one(temporary.path()).expect("written");
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

/// `cargo test figures:: -- --ignored` puts every sample into a folder, for eyes to judge.
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

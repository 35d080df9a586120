//! Figures: nothing clipped, nothing overlapping, the same bytes on every run, whole files or none.
//!
//! The oracle for the position of text is the SVG library's own layout, which shares no code with ours.
#![cfg(feature = "figures")]

mod apart;
mod contents;
mod documents;
mod groups;
mod mended;
mod moving;
mod numbers;
mod runs;
mod samples;
mod says;
mod scripts;
mod widths;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::folders::{folder, names, read};
use dejavu::sans::{bold, bold_oblique, oblique, regular};
use nn28::figure::{DPI, FigureError, Format, Letters, Style, Theme, png, svg, svg_in, write};
use nn28::scene::Figure;
use png as png_reader;
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
    let in_themes = |figure| {
        let themes = Theme::ALL.map(|theme| drawn(&figure, theme));
        (figure, themes)
    };
    let figures = all().into_iter().chain(of_the_book());
    figures.map(in_themes).collect()
});

fn drawn(figure: &Figure, theme: Theme) -> String {
    svg(figure, theme).expect("figures can be drawn")
}

fn tree(svg: &str) -> Tree {
    static OPTIONS: LazyLock<Options> = LazyLock::new(|| {
        let mut options = Options::default();
        for font in [regular(), oblique(), bold(), bold_oblique()] {
            options.fontdb_mut().load_font_data(font.to_vec());
        }
        options
    });
    Tree::from_str(svg, &OPTIONS).expect("a figure is an SVG document")
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

/// The texts of a figure and their areas.
fn written_in(figure: &Figure) -> Vec<(String, Rect)> {
    texts(tree(&drawn(figure, Theme::Light)).root())
}

/// The texts of a sample and their areas.
fn written(name: &str) -> Vec<(String, Rect)> {
    let sample = DRAWN.iter().find(|(figure, _)| figure.name == name);
    texts(tree(&sample.expect("a sample").1[0]).root())
}

fn area_of(texts: &[(String, Rect)], wanted: &str) -> Rect {
    let found = texts.iter().find(|text| text.0 == wanted);
    let missing = || panic!("{wanted:?} is not among {texts:?}");
    found.unwrap_or_else(missing).1
}

#[test]
fn no_text_is_clipped_and_no_two_texts_overlap() {
    for (Figure { name, .. }, themes) in &*DRAWN {
        for svg in themes {
            assert_legible(name, svg);
        }
    }
}

fn assert_legible(name: &str, svg: &str) {
    let tree = tree(svg);
    let (width, height) = (tree.size().width(), tree.size().height());
    let texts = texts(tree.root());
    for (number, (words, area)) in texts.iter().enumerate() {
        let begins = area.left() >= 0.0 && area.top() >= 0.0;
        let inside = begins && area.right() <= width && area.bottom() <= height;
        assert!(inside, "{name}: {words:?} is clipped: {area:?}");
        for (others, other) in &texts[number + 1..] {
            let is_clear = area.intersect(other).is_none();
            assert!(is_clear, "{name}: {words:?} overlaps {others:?}");
        }
    }
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
        for (tag, text) in [
            ("title", "Figure 41. What it shows & why"),
            ("desc", "The same in words, y < 1."),
        ] {
            assert_eq!(said(tag).as_deref(), Some(text));
        }
        let metadata = said("metadata").expect("metadata");
        let mut lines = metadata.lines();
        assert_eq!(lines.next(), Some(samples::COMMAND));
        assert_eq!(lines.next(), Some("Licence: MIT OR Apache-2.0"));
        assert!(lines.next().is_some_and(|line| line.starts_with("Cite: ")));
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
        assert!(may_be_large || bytes < 180_000, "{name} has {bytes} bytes");
    }
    for figure in samples::pleasant().into_iter().take(2) {
        let pixels = |theme| png(&drawn(&figure, theme), DPI).expect("pixels");
        assert_eq!(pixels(Theme::Light), pixels(Theme::Light));
        assert_ne!(pixels(Theme::Light), pixels(Theme::Dark));
    }
}

/// The ids of a document, and the ids that it refers to.
fn ids(svg: &str) -> [Vec<&str>; 2] {
    let values = |before: &str| {
        let parts: Vec<&str> = svg.split(before).skip(1).collect();
        let mut values: Vec<&str> = parts
            .iter()
            .filter_map(|part| part.split('"').next())
            .collect();
        values.sort_unstable();
        values
    };
    [values(" id=\""), values(" xlink:href=\"#")]
}

#[test]
fn figures_of_both_themes_share_a_page_without_double_ids() {
    let style = Style {
        letters: Letters::Outlines,
        ..Style::default()
    };
    let figures = all();
    let draw = |figure| Theme::ALL.map(|theme| svg_in(figure, theme, &style).expect("drawn"));
    let page = figures[..2].iter().flat_map(draw).collect::<String>();
    let [mut all, used] = ids(&page);
    let count = all.len();
    all.dedup();
    assert_eq!(all.len(), count);
    assert!(used.len() > 100 && used.iter().all(|id| all.contains(id)));
}

#[test]
fn outlines_look_as_live_text_in_the_font_of_the_figures() {
    for figure in all().iter().take(6) {
        let pictures = [Letters::Live, Letters::Outlines].map(|letters| {
            let style = Style {
                letters,
                ..Style::default()
            };
            let svg = svg_in(figure, Theme::Light, &style).expect("drawn");
            assert_eq!(svg.contains("<text"), letters == Letters::Live);
            let mut pixels = usvg_pixels(&tree(&svg));
            pixels.retain(|&level| level < 160);
            pixels.len()
        });
        let [live, outlines] = pictures.map(|dark| dark as f64);
        assert!(
            (live - outlines).abs() < 0.05 * live,
            "{}: {pictures:?}",
            figure.name
        );
    }
}

/// The green of every pixel.
fn usvg_pixels(tree: &Tree) -> Vec<u8> {
    let size = tree.size().to_int_size();
    let mut picture = resvg::tiny_skia::Pixmap::new(size.width(), size.height()).expect("a size");
    resvg::render(
        tree,
        resvg::tiny_skia::Transform::default(),
        &mut picture.as_mut(),
    );
    picture.pixels().iter().map(|pixel| pixel.green()).collect()
}

#[test]
fn no_space_is_lost_where_spaces_at_the_edges_of_spans_vanish() {
    for (figure, [svg, _]) in &*DRAWN {
        let (texts, kept) = (
            svg.matches("<text").count(),
            svg.contains("xml:space=\"preserve\""),
        );
        assert!(texts == 0 || kept, "{}", figure.name);
        assert!(
            !svg.contains("\"></text>"),
            "{} has an empty text",
            figure.name
        );
    }
}

#[test]
fn a_png_has_twice_the_size_of_its_svg_and_what_is_no_svg_gives_none() {
    for figure in samples::pleasant().into_iter().take(3) {
        let svg = drawn(&figure, Theme::Dark);
        let size = tree(&svg).size();
        let bytes = png(&svg, DPI).expect("pixels");
        // A PNG begins with eight bytes of its own, then the head: length, name, width, height.
        let number = |at: usize| {
            let bytes = bytes[at..at + 4].try_into().expect("four bytes");
            u32::from_be_bytes(bytes)
        };
        let zoomed =
            [size.width(), size.height()].map(|length| (length * f32::from(DPI) / 96.0) as u32);
        assert_eq!([number(16), number(20)], zoomed);
    }
    let error = png("no drawing", DPI).expect_err("no document").to_string();
    assert!(error.starts_with("cannot draw the figure"), "{error}");
}

#[test]
fn files_are_named_for_figure_theme_and_format_and_progress_counts_them() {
    let temporary = folder();
    let folder = temporary.path().join("new/and/deep");
    let figures = &samples::pleasant()[1..3];
    let mut heard = Vec::new();
    let mut hear = |done, all| heard.push((done, all));
    let paths = write(
        figures,
        &folder,
        &Format::ALL,
        &Theme::ALL,
        &Style::default(),
        &mut hear,
    );
    let paths = paths.expect("figures are written").paths;
    assert!(paths.iter().all(|path| path.starts_with(&folder)));
    let name = |path: &PathBuf| {
        path.file_name()
            .map(|name| name.to_string_lossy().into_owned())
    };
    let files: Vec<String> = paths.iter().filter_map(name).collect();
    let endings = [
        "-light.svg",
        "-light.png",
        "-light.pdf",
        ".csv",
        ".json",
        "-dark.svg",
        "-dark.png",
        "-dark.pdf",
    ];
    assert_eq!(
        files[..8],
        endings.map(|ending| format!("sample-42{ending}"))
    );
    assert_eq!(heard, (1..=16).map(|done| (done, 16)).collect::<Vec<_>>());
    assert_eq!(names(&folder).len(), 16, "no other files");
    let text = read(&paths[0]);
    assert_eq!(text, drawn(&figures[0], Theme::Light));
    let pixels = fs::read(&paths[1]).expect("a file");
    assert_eq!(pixels, png(&text, DPI).expect("pixels"));
}

#[cfg(unix)]
#[test]
fn files_may_be_read_as_any_other_new_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let temporary = folder();
    let other = temporary.path().join("other");
    fs::write(&other, "").expect("a file");
    let path = write_one(temporary.path()).expect("written");
    let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    assert_eq!(mode(&path), mode(&other));
}

/// The message about a folder in which no figure can be written. It names what is in the way, and a way out.
fn refused(folder: &Path, in_the_way: &Path) {
    let error = write_one(folder).expect_err("in the way").to_string();
    let name = in_the_way.display().to_string();
    let is_told = error.contains(&name) && error.contains("--figures DIR");
    assert!(is_told, "{error}");
}

#[test]
fn a_folder_that_cannot_be_made_is_named_with_a_way_out() {
    let temporary = folder();
    let file = temporary.path().join("a-file");
    fs::write(&file, "not a folder").expect("a file");
    for folder in [file.clone(), file.join("below")] {
        refused(&folder, &folder);
    }
    assert_eq!(names(temporary.path()), ["a-file"]);
    assert_eq!(read(&file), "not a folder");
}

#[test]
fn a_file_that_cannot_be_replaced_leaves_everything_as_it_was() {
    let temporary = folder();
    let in_the_way = temporary.path().join("sample-42-light.svg");
    fs::create_dir(&in_the_way).expect("a folder in the place of the file");
    fs::write(in_the_way.join("inside"), "old").expect("a file");
    refused(temporary.path(), &in_the_way);
    assert_eq!(names(temporary.path()), ["sample-42-light.svg"]);
    assert_eq!(read(in_the_way.join("inside")), "old");
}

#[test]
fn an_old_file_is_replaced_as_a_whole() {
    let temporary = folder();
    let path = temporary.path().join("sample-42-light.svg");
    let long = "old ".repeat(100_000);
    fs::write(&path, &long).expect("a file");
    let before = fs::File::open(&path).expect("a reader that began before");
    write_one(temporary.path()).expect("written");
    assert!(read(&path).ends_with("</svg>\n"));
    let seen = std::io::read_to_string(before).expect("the old file, whole");
    assert_eq!(seen, long);
}

fn write_one(folder: &Path) -> Result<PathBuf, FigureError> {
    let (figures, formats, themes) = (&samples::pleasant()[1..2], [Format::Svg], [Theme::Light]);
    let paths = write(
        figures,
        folder,
        &formats,
        &themes,
        &Style::default(),
        &mut |_, _| {},
    );
    paths.map(|written| written.paths[0].clone())
}

/// `cargo test figures:: -- --ignored` puts every sample into a folder, for eyes to judge.
#[test]
#[ignore = "for looking at"]
fn samples_to_look_at() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("figures");
    let _ = fs::remove_dir_all(&folder);
    let figures = [all(), of_the_book()].concat();
    let paths = write(
        &figures,
        &folder,
        &Format::ALL,
        &Theme::ALL,
        &Style::default(),
        &mut |_, _| {},
    );
    let count = paths.expect("written").paths.len();
    println!("{count} files in {}", folder.display());
}

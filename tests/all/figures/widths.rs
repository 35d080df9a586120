//! Figures laid out for a width on paper, and those in shades of grey.

use super::{assert_legible, samples, tree};
use crate::folders::folder;
use nn28::figure::{Format, Style, Theme, Width, svg_in, write};
use nn28::scene::{Figure, Picture};
use nn28::stage::book_figures;
use resvg::usvg::{Group, Node, Text, TextChunk};

/// A column of a paper, a page, and a slide, with the size of their text.
const WIDTHS: [(f64, f64); 4] = [(85.0, 6.0), (85.0, 8.0), (160.0, 8.0), (254.0, 16.0)];

fn at((millimetres, points): (f64, f64)) -> Style {
    let width = Some(Width {
        millimetres,
        points,
    });
    Style {
        width,
        ..Style::default()
    }
}

/// The remarks that a figure has at a width.
fn remarks(figure: &Figure, style: &Style) -> Vec<String> {
    let folder = folder();
    let only = std::slice::from_ref(figure);
    let themes = [Theme::Light];
    let written = write(
        only,
        folder.path(),
        &[Format::Svg],
        &themes,
        style,
        &mut |_, _| {},
    );
    written.expect("a folder to write to").remarks
}

fn texts(group: &Group) -> Vec<&Text> {
    fn own(node: &Node) -> Vec<&Text> {
        match node {
            Node::Text(text) => vec![text],
            Node::Group(group) => texts(group),
            _ => Vec::new(),
        }
    }
    group.children().iter().flat_map(own).collect()
}

/// The size of the smallest text in points.
fn smallest(svg: &str) -> f64 {
    let tree = tree(svg);
    let size = |text: &&Text| {
        let zoom = text.abs_transform().get_scale().0;
        let spans = text.chunks().iter().flat_map(TextChunk::spans);
        let sizes = spans.map(|span| span.font_size().get() * zoom);
        f64::from(sizes.fold(f32::MAX, f32::min)) * 72.0 / 96.0
    };
    let sizes = texts(tree.root()).iter().map(size).collect::<Vec<_>>();
    sizes.into_iter().fold(f64::MAX, f64::min)
}

#[test]
fn text_keeps_its_size_at_every_width_or_a_remark_gives_the_true_one() {
    for width in WIDTHS {
        for figure in book_figures() {
            let (name, style) = (&figure.name, at(width));
            let svg = svg_in(&figure, Theme::Light, &style).expect("figures can be drawn");
            assert_legible(name, &svg);
            let wide = format!("width=\"{}mm\"", width.0);
            assert!(svg.contains(&wide), "{name}: {wide}");
            let (points, remarks) = (smallest(&svg), remarks(&figure, &style));
            let said = format!("of {points:.1} pt");
            let is_kept = points > width.1 - 0.05;
            let is_said = remarks.iter().any(|remark| remark.contains(&said));
            assert!(
                is_kept != is_said,
                "{name} at {width:?}: {points}, {remarks:?}"
            );
            assert!(
                remarks.is_empty() || remarks[0].starts_with(name),
                "{remarks:?}"
            );
        }
    }
}

#[test]
fn plots_fit_a_column_and_the_width_of_a_remark_is_enough() {
    let is_plot = |figure: &Figure| {
        let of_plots = |picture: &Picture| {
            let is_flat = matches!(picture, Picture::Curve(_) | Picture::Plane(_));
            is_flat || matches!(picture, Picture::Regions(_) | Picture::Image(_))
        };
        figure.panels.iter().all(|panel| of_plots(&panel.picture))
    };
    for figure in book_figures() {
        let remarks = remarks(&figure, &at((85.0, 8.0)));
        assert!(remarks.is_empty() || !is_plot(&figure), "{remarks:?}");
        for remark in remarks {
            let needed = remark
                .split("from ")
                .last()
                .and_then(|end| end.strip_suffix(" mm on"));
            let needed = needed
                .and_then(|needed| needed.parse().ok())
                .expect("a width");
            assert_eq!(self::remarks(&figure, &at((needed, 8.0))), [""; 0]);
        }
    }
}

#[test]
fn odd_pictures_are_legible_in_a_column_as_well() {
    for figure in samples::pleasant() {
        let svg = svg_in(&figure, Theme::Dark, &at((85.0, 8.0))).expect("figures can be drawn");
        assert_legible(&figure.name, &svg);
    }
}

#[test]
fn a_grey_figure_has_no_colour() {
    let is_grey = true;
    for figure in book_figures() {
        for theme in Theme::ALL {
            let style = Style {
                is_grey,
                ..Style::default()
            };
            let svg = svg_in(&figure, theme, &style).expect("figures can be drawn");
            let pixels = rendered(&svg);
            let has_colour = |pixel: &&[u8]| pixel[0] != pixel[1] || pixel[1] != pixel[2];
            let found = pixels.chunks_exact(4).find(has_colour);
            assert_eq!(found, None, "{} in {theme}", figure.name);
        }
    }
}

fn rendered(svg: &str) -> Vec<u8> {
    let tree = tree(svg);
    let size = tree.size().to_int_size();
    let pixmap = resvg::tiny_skia::Pixmap::new(size.width(), size.height());
    let mut pixmap = pixmap.expect("a size");
    resvg::render(
        &tree,
        resvg::tiny_skia::Transform::default(),
        &mut pixmap.as_mut(),
    );
    pixmap.take()
}

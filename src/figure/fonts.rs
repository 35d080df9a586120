//! The fonts of figures: DejaVu, which is bundled, and for the letters that it lacks those of the system. The library shapes what is
//! written in these, since their scripts may join, stack or turn letters.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use resvg::tiny_skia::PathSegment;
use resvg::usvg::fontdb::{Database, FaceInfo, ID, Style};
use resvg::usvg::{Fill, Group, Node, Options, Paint, Tree};
use ttf_parser::Face;
use unicode_width::UnicodeWidthChar as _;

use super::text::{FACES, FONTS};
use crate::scene::escape::escape;

/// The first choice, so that every computer gets the same bytes.
static BUNDLED: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for font in FONTS {
        fonts.load_font_data(font().to_vec());
    }
    fonts.set_sans_serif_family("DejaVu Sans");
    Arc::new(fonts)
});

/// The same, which keep their ids, and the fonts of the system, which are looked for only when they are needed.
static ALL: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::clone(&BUNDLED);
    fonts.load_system_fonts();
    Arc::new(fonts)
});

/// All fonts in the order in which they are tried: the order of the system's folders is left to chance.
static ORDER: LazyLock<Vec<ID>> = LazyLock::new(|| {
    let rank = |face: &&FaceInfo| {
        let is_plain = face.style == Style::Normal && !face.monospaced;
        let weight = face.weight.0.abs_diff(400);
        let is_serif = !name(face).contains("Sans");
        let is_other = BUNDLED.face(face.id).is_none();
        (
            is_other,
            !is_plain,
            weight,
            is_serif,
            name(face),
            face.index,
        )
    };
    let mut faces: Vec<&FaceInfo> = ALL.faces().collect();
    faces.sort_by_cached_key(rank);
    faces.into_iter().map(|face| face.id).collect()
});

/// The maximum number of letters that a remark lists.
const LISTED: usize = 12;

/// The letters met so far that DejaVu lacks, each with the font that has it, if one does.
static SUBSTITUTES: Mutex<BTreeMap<char, Option<ID>>> = Mutex::new(BTreeMap::new());

fn name(face: &FaceInfo) -> String {
    let family = face.families.first();
    family.map(|(name, _)| name.clone()).unwrap_or_default()
}

/// True if a font has the outline of a letter: a figure cannot take pictures of letters.
fn draws(font: ID, letter: char) -> bool {
    let outline = |data: &[u8], index| {
        let face = Face::parse(data, index).ok()?;
        face.glyph_bounding_box(face.glyph_index(letter)?)
    };
    ALL.with_face_data(font, outline).flatten().is_some()
}

/// The font for a letter that DejaVu lacks.
fn substitute(letter: char) -> Option<ID> {
    let mut known = SUBSTITUTES.lock().unwrap_or_else(PoisonError::into_inner);
    let find = || ORDER.iter().copied().find(|font| draws(*font, letter));
    *known.entry(letter).or_insert_with(find)
}

/// The fonts that letters are in which DejaVu lacks, in sentences.
pub(super) fn remarks(letters: &BTreeSet<char>) -> Vec<String> {
    let mut fonts: BTreeMap<Option<String>, String> = BTreeMap::new();
    for &letter in letters {
        let font = substitute(letter).and_then(|font| ALL.face(font)).map(name);
        fonts.entry(font).or_default().push(letter);
    }
    let said = |(font, letters): (Option<String>, String)| {
        let count = letters.chars().count();
        let mut listed: String = letters.chars().take(LISTED).collect();
        if count > LISTED {
            let _ = write!(listed, " and {} more", count - LISTED);
        }
        match font {
            Some(font) => format!(
                "DejaVu Sans lacks {listed}: figures have {font}, a font of this system, instead."
            ),
            None => format!(
                "No font of this system has {listed}: figures show boxes. Install one that does, such as one of Noto \
                 (fonts.google.com/noto)."
            ),
        }
    };
    fonts.into_iter().map(said).collect()
}

/// Options to read an SVG with these fonts.
pub(super) fn options() -> Options<'static> {
    let mut options = Options {
        fontdb: Arc::clone(&BUNDLED),
        ..Options::default()
    };
    options.font_resolver.select_fallback = Box::new(|letter, used, fonts| {
        let font = substitute(letter).filter(|font| !used.contains(font))?;
        *fonts = Arc::clone(&ALL);
        Some(font)
    });
    options
}

/// The letters of a text that a font of figures lacks.
pub(super) fn lacked(face: usize, text: &str) -> impl Iterator<Item = char> {
    let face = FACES[face].as_ref();
    let has = move |letter| face.is_some_and(|face| face.glyph_index(letter).is_some());
    text.chars()
        .filter(move |&letter| !has(letter) && letter.width() != Some(0) && !letter.is_whitespace())
}

/// The width of a text in font sizes, where the font of figures does not have all of its letters.
pub(super) fn width(text: &str) -> f64 {
    const SIZE: f32 = 100.0;
    let element = format!("<text font-size=\"{SIZE}\">{}</text>", escape(text));
    let shaped = tree(&element).map_or(0.0, |tree| tree.root().bounding_box().width() / SIZE);
    // A program that shows live text may have another font. The letters of these scripts are mostly as wide as they are high.
    let wide = |letter: char| if letter.width() == Some(2) { 1.0 } else { 0.6 };
    f64::from(shaped).max(text.chars().map(wide).sum())
}

/// The outlines of an SVG element of text.
pub(super) fn outlines(element: &str) -> String {
    let mut out = String::new();
    if let Some(tree) = tree(element) {
        add_outlines(tree.root(), &mut out);
    }
    out
}

fn tree(element: &str) -> Option<Tree> {
    let font = r#"font-family="DejaVu Sans, sans-serif" xml:space="preserve""#;
    let root = r#"<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1""#;
    Tree::from_str(&format!("{root} {font}>{element}</svg>"), &options()).ok()
}

fn add_outlines(group: &Group, out: &mut String) {
    for node in group.children() {
        match node {
            Node::Group(group) => add_outlines(group, out),
            Node::Text(text) => add_outlines(text.flattened(), out),
            Node::Image(_) => {}
            Node::Path(path) => {
                let Some(data) = path.data().clone().transform(path.abs_transform()) else {
                    continue;
                };
                let Some(Paint::Color(color)) = path.fill().map(Fill::paint) else {
                    continue;
                };
                let (red, green, blue) = (color.red, color.green, color.blue);
                let _ = write!(out, "<path fill=\"#{red:02x}{green:02x}{blue:02x}\" d=\"");
                for segment in data.segments() {
                    let _ = match segment {
                        PathSegment::MoveTo(p) => write!(out, "M{:.2} {:.2}", p.x, p.y),
                        PathSegment::LineTo(p) => write!(out, "L{:.2} {:.2}", p.x, p.y),
                        PathSegment::QuadTo(c, p) => {
                            write!(out, "Q{:.2} {:.2} {:.2} {:.2}", c.x, c.y, p.x, p.y)
                        }
                        PathSegment::CubicTo(c, d, p) => write!(
                            out,
                            "C{:.2} {:.2} {:.2} {:.2} {:.2} {:.2}",
                            c.x, c.y, d.x, d.y, p.x, p.y
                        ),
                        PathSegment::Close => write!(out, "Z"),
                    };
                }
                *out += "\"/>\n";
            }
        }
    }
}

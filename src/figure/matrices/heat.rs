//! A large matrix as a heat map: blue below 0, vermilion above, the background at 0.

use super::{
    HEADS, LINE, NAME, columns, draw_selected, draw_worst, entry, head, largest, name, shown,
    widest_head,
};
use crate::figure::bitmap::Bitmap;
use crate::figure::canvas::{Canvas, Stroke};
use crate::figure::scale::Scale;
use crate::figure::text::{Anchor, Rect, Text};
use crate::figure::theme::Tone;
use crate::scene::Matrix;
use crate::scene::colour::of_class;

/// How wide and how high the map should be, and how large a cell may be.
const WIDTH: f64 = 460.0;
const HEIGHT: f64 = 300.0;
const LARGEST: f64 = 18.0;
/// The numbers of the scale need this height.
const SCALE: f64 = 96.0;
/// Below 0, blue; above, vermilion. So many shades of each.
const SHADES: u8 = 100;
/// The number of the tone of an entry that is not known.
const UNKNOWN: u8 = 2 * SHADES + 1;

pub(super) fn size(matrix: &Matrix) -> (f64, f64) {
    let (width, height) = extent(matrix);
    let wide = heads_width(matrix) + width + scale(matrix).width();
    let said = said(matrix);
    let widest = said.iter().map(Text::width).fold(wide, f64::max);
    let height = NAME + HEADS + height.max(SCALE) + LINE * said.len() as f64;
    (widest, height + 10.0)
}

/// The size of a cell: whole numbers where it is large enough, so that all cells are alike.
fn cell(matrix: &Matrix) -> (f64, f64) {
    let sized = |room: f64, count: usize| {
        let size = room / count.max(1) as f64;
        if size >= 2.0 {
            size.floor().min(LARGEST)
        } else {
            size
        }
    };
    let width = sized(WIDTH, columns(matrix));
    let height = sized(HEIGHT, matrix.entries.len());
    // Long strips tell less than squares.
    (
        width.min(height * 3.0),
        height.min(width * 3.0).max(height.min(8.0)),
    )
}

fn extent(matrix: &Matrix) -> (f64, f64) {
    let (width, height) = cell(matrix);
    (
        width * columns(matrix) as f64,
        height * matrix.entries.len() as f64,
    )
}

fn heads_width(matrix: &Matrix) -> f64 {
    widest_head(&matrix.rows) + 10.0
}

fn scale(matrix: &Matrix) -> Scale {
    let largest = largest(matrix);
    Scale::new(palette(), "", (-largest, largest))
}

pub(super) fn draw(matrix: &Matrix, canvas: &mut Canvas, room: &Rect) {
    let (width, height) = extent(matrix);
    let left = room.left + heads_width(matrix);
    let map = Rect::new(left, room.top + NAME + HEADS, width, height);
    let name = name(matrix).fit(room.width());
    let half = name.width() / 2.0;
    let middle = map.centre().0.max(room.left + half);
    canvas.text((middle, room.top + 16.0), Anchor::Middle, name);
    canvas.bitmap(map, pixels(matrix));
    canvas.outline(&map.corners(), Stroke::new(Tone::Faint, 1.0));
    let tall = Rect {
        bottom: map.bottom.max(map.top + SCALE),
        ..map
    };
    scale(matrix).draw(canvas, &tall);
    draw_heads(matrix, canvas, &map);
    draw_signs(matrix, canvas, &map);
    for (number, text) in said(matrix).into_iter().enumerate() {
        let y = tall.bottom + LINE * (number as f64 + 0.5) + text.sink() + 8.0;
        canvas.text((room.left, y), Anchor::Start, text);
    }
}

/// The heads at even distances, and those of the selected row and column before all others.
fn draw_heads(matrix: &Matrix, canvas: &mut Canvas, map: &Rect) {
    let (width, height) = cell(matrix);
    let selected = matrix.selected.unwrap_or((0, 0));
    let steps = (
        step((widest_head(&matrix.columns) + 10.0) / width),
        step(18.0 / height),
    );
    for column in [selected.1]
        .into_iter()
        .chain((0..columns(matrix)).step_by(steps.0))
    {
        let text = matrix.columns.get(column).map(|words| head(words));
        let x = map.left + width * (column as f64 + 0.5);
        put(canvas, text, (x, map.top - 7.0), Anchor::Middle);
    }
    for row in [selected.0]
        .into_iter()
        .chain((0..matrix.entries.len()).step_by(steps.1))
    {
        let text = matrix.rows.get(row).map(|words| head(words));
        let sink = text.as_ref().map_or(0.0, Text::sink);
        let y = map.top + height * (row as f64 + 0.5) + sink;
        put(canvas, text, (map.left - 6.0, y), Anchor::End);
    }
}

/// The first round number that is large enough.
fn step(least: f64) -> usize {
    let round = [1, 2, 4, 8, 16, 32, 64, 128, 256];
    round
        .into_iter()
        .find(|&step| step as f64 >= least)
        .unwrap_or(512)
}

fn put(canvas: &mut Canvas, text: Option<Text>, at: (f64, f64), anchor: Anchor) {
    if let Some(text) = text.map(|text| text.size(12.0))
        && canvas.is_free(&text.room(at, anchor))
    {
        canvas.text(at, anchor, text);
    }
}

fn draw_signs(matrix: &Matrix, canvas: &mut Canvas, map: &Rect) {
    let (width, height) = cell(matrix);
    let around = |(row, column): (usize, usize)| {
        let left = map.left + width * column as f64;
        let top = map.top + height * row as f64;
        // A frame that is smaller than this is a dot.
        Rect::new(left, top, width, height).inset((width.min(height) / 2.0 - 5.0).min(-1.0))
    };
    let holds =
        |&(row, column): &(usize, usize)| row < matrix.entries.len() && column < columns(matrix);
    if let Some(place) = matrix.worst.filter(holds) {
        draw_worst(canvas, &around(place));
    }
    if let Some(place) = matrix.selected.filter(holds) {
        draw_selected(canvas, &around(place));
    }
}

/// The numbers of the selected and of the worst entry, in words.
fn said(matrix: &Matrix) -> Vec<Text> {
    let say = |what: &str, (row, column): (usize, usize)| {
        let number = shown(entry(matrix, (row, column)), matrix.decimals);
        let none = String::new();
        let row = matrix.rows.get(row).unwrap_or(&none);
        let column = matrix.columns.get(column).unwrap_or(&none);
        let place = Text::toned(&format!("{what} ({row}, {column}): "), Tone::Faint).size(13.0);
        place.fit(WIDTH - 60.0).and(&number, Tone::Text, false)
    };
    let selected = matrix.selected.map(|place| say("selected", place));
    let worst = matrix.worst.map(|place| say("worst", place));
    selected.into_iter().chain(worst).collect()
}

fn pixels(matrix: &Matrix) -> Bitmap {
    let largest = largest(matrix);
    let shade = |entry: Option<f64>| match entry {
        Some(value) if !value.is_nan() => {
            let share = (value / largest).clamp(-1.0, 1.0);
            (f64::from(SHADES) * (1.0 + share)).round() as u8
        }
        _ => UNKNOWN,
    };
    let width = columns(matrix);
    let wide = |row: &Vec<Option<f64>>| {
        let missing = width - row.len();
        let shades = row.iter().map(|&entry| shade(entry));
        shades
            .chain(std::iter::repeat_n(UNKNOWN, missing))
            .collect::<Vec<u8>>()
    };
    let bitmap = Bitmap {
        width,
        pixels: matrix.entries.iter().flat_map(wide).collect(),
        palette: palette().into_iter().chain([Tone::Rule]).collect(),
    };
    let (width, height) = cell(matrix);
    bitmap.enlarged(width.max(height).clamp(1.0, LARGEST) as usize)
}

fn palette() -> Vec<Tone> {
    let (below, above) = (of_class(0), of_class(4));
    let below = (1..=SHADES).rev().map(|share| Tone::Tint(below, share));
    below
        .chain([Tone::Background])
        .chain((1..=SHADES).map(|share| Tone::Tint(above, share)))
        .collect()
}

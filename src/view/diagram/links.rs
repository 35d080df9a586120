//! The links between two layers: a thin line each, in the colour of its letter, thick if the weight is large and broken if it is
//! negative; and their numbers, where few links leave room for them.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::columns::{Column, Slot};
use super::{Pad, look};
use crate::scene::{Diagram, Link};
use crate::view::braille::{Braille, Pen};
use crate::view::theme::Theme;
use crate::view::words::{number, width};

/// More links than this between two layers are drawn without their numbers.
const FEW: usize = 12;
/// Of more links than this only the strongest are drawn: the rest would fill the room between the layers evenly.
const MANY: usize = 48;
/// The width of a number at a link.
const NUMBER: usize = 7;

/// A link on the screen, its ends in cells.
struct Wire<'a> {
    link: &'a Link,
    from: (f64, f64),
    to: (f64, f64),
    /// The size of its weight compared with the largest between the same layers.
    share: f64,
}

impl Wire<'_> {
    fn at(&self, part: f64) -> (f64, f64) {
        (
            self.from.0 + part * (self.to.0 - self.from.0),
            self.from.1 + part * (self.to.1 - self.from.1),
        )
    }

    /// How high it is at a column.
    fn height(&self, x: f64) -> f64 {
        let part = (x - self.from.0) / (self.to.0 - self.from.0);
        self.at(part.clamp(0.0, 1.0)).1
    }

    fn is_bright(&self) -> bool {
        self.link.weight.lit || self.link.weight.focused
    }
}

/// Draw the links between two neighbouring columns. Returns whether their numbers stand beside them.
pub(super) fn draw(diagram: &Diagram, layer: usize, columns: &[Column], pad: &mut Pad) -> bool {
    let (left, right) = (&columns[layer], &columns[layer + 1]);
    let gap = Rect::new(
        left.right(),
        pad.area.y,
        right.x.saturating_sub(left.right()),
        pad.area.height,
    );
    if gap.width < 2 {
        return false;
    }
    let mut wires = wires(diagram, layer, left, right);
    wires.sort_by(|one, other| {
        order(one)
            .partial_cmp(&order(other))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    let hidden = wires.len().saturating_sub(MANY);
    let mut braille = Braille::new(gap);
    for wire in wires
        .iter()
        .enumerate()
        .filter(|(n, wire)| *n >= hidden || wire.is_bright())
        .map(|(_, wire)| wire)
    {
        let dots =
            |(x, y): (f64, f64)| ((x - f64::from(gap.x)) * 2.0, (y - f64::from(gap.y)) * 4.0);
        braille.line(&[dots(wire.from), dots(wire.to)], pen(wire, pad.theme));
    }
    braille.render(pad.buffer);
    let named = wires
        .iter()
        .map(|wire| width(&wire.link.weight.symbol.to_string()))
        .max()
        .unwrap_or(0);
    let all_show = diagram
        .links
        .iter()
        .filter(|link| link.from.0 == layer)
        .count()
        == wires.len();
    if wires.len() > FEW || !all_show || usize::from(gap.width) < NUMBER + 3 {
        focused_name(&wires, gap, pad);
        return false;
    }
    let name = if usize::from(gap.width) >= NUMBER + usize::from(named) + 9 {
        usize::from(named)
    } else {
        0
    };
    labels(&wires, name, gap, pad)
}

/// What is drawn later lies above.
fn order(wire: &Wire) -> (bool, bool, f64) {
    (wire.link.weight.focused, wire.link.weight.lit, wire.share)
}

fn wires<'a>(diagram: &'a Diagram, layer: usize, left: &Column, right: &Column) -> Vec<Wire<'a>> {
    let links = || {
        diagram
            .links
            .iter()
            .filter(|link| link.from.0 == layer && link.to.0 == layer + 1)
    };
    let size = |link: &Link| link.weight.value.map_or(0.0, f64::abs);
    let largest = links()
        .map(size)
        .filter(|size| size.is_finite())
        .fold(f64::MIN_POSITIVE, f64::max);
    let middle = |slot: &Slot| f64::from(slot.y) + f64::from(slot.height) / 2.0 - 0.125;
    links()
        .filter_map(|link| {
            let (from, to) = (left.slot_of(link.from.1)?, right.slot_of(link.to.1)?);
            Some(Wire {
                link,
                from: (f64::from(left.right()) + 0.5, middle(from)),
                to: (f64::from(right.x) - 0.5, middle(to)),
                share: size(link) / largest,
            })
        })
        .collect()
}

fn pen(wire: &Wire, theme: Theme) -> Pen {
    let weight = &wire.link.weight;
    let style = match (wire.is_bright(), wire.share > 0.5) {
        (true, _) => theme
            .letter(Some(weight.symbol.letter))
            .add_modifier(Modifier::BOLD),
        (false, true) => theme.dim(),
        (false, false) => theme.rule(),
    };
    let thick = match (weight.focused, wire.is_bright() && wire.share > 0.5) {
        (true, _) => 3,
        (_, true) => 2,
        _ => 1,
    };
    let dash = weight
        .value
        .is_some_and(|value| value < 0.0)
        .then_some((4, 4));
    Pen { style, dash, thick }
}

/// The name of the link that the keys change, in the middle of it.
fn focused_name(wires: &[Wire], gap: Rect, pad: &mut Pad) {
    let Some(wire) = wires.iter().find(|wire| wire.link.weight.focused) else {
        return;
    };
    let name = wire.link.weight.symbol.to_string();
    if width(&name) <= gap.width {
        let x = gap.x + (gap.width - width(&name)) / 2;
        let y = wire.at(0.5).1 as u16;
        pad.put(x, y, &name, look(&wire.link.weight, pad.theme));
        pad.clickable(&wire.link.weight, (x, y), width(&name));
    }
}

/// Write every number on its link, where it is farthest from the other links. Returns whether all found a place.
fn labels(wires: &[Wire], name: usize, gap: Rect, pad: &mut Pad) -> bool {
    let wide = NUMBER + name + usize::from(name > 0);
    let mut taken: Vec<Rect> = Vec::new();
    let mut all = true;
    // What matters most chooses first.
    for wire in wires.iter().rev() {
        let Some(place) = best_place(wire, wires, wide as u16, gap, &taken) else {
            all = false;
            continue;
        };
        taken.push(place);
        let weight = &wire.link.weight;
        let symbol = if name > 0 {
            format!("{:<name$} ", weight.symbol.to_string())
        } else {
            String::new()
        };
        let text = format!("{symbol}{}", number(weight.value, NUMBER));
        let style = if wire.is_bright() {
            look(weight, pad.theme)
        } else {
            Style::new().patch(pad.theme.dim())
        };
        pad.put(place.x, place.y, &text, style);
        pad.clickable(weight, (place.x, place.y), place.width);
    }
    all
}

fn best_place(wire: &Wire, wires: &[Wire], wide: u16, gap: Rect, taken: &[Rect]) -> Option<Rect> {
    let room = gap.width.checked_sub(wide)?;
    let place = |x: u16| {
        let x = gap.x + x;
        let y = wire.height(f64::from(x) + f64::from(wide) / 2.0);
        Rect::new(x, y as u16, wide, 1)
    };
    let free = |place: &Rect| {
        let around = Rect {
            x: place.x.saturating_sub(1),
            width: place.width + 2,
            ..*place
        };
        taken.iter().all(|other| !other.intersects(around))
    };
    let distance = |place: &Rect| {
        let others = wires
            .iter()
            .filter(|other| other.link.from != wire.link.from || other.link.to != wire.link.to);
        let apart = |other: &Wire| {
            let columns = [place.x, place.x + place.width / 2, place.right()];
            let middle = f64::from(place.y) + 0.5;
            columns
                .into_iter()
                .map(|x| (other.height(f64::from(x)) - middle).abs())
                .fold(f64::INFINITY, f64::min)
        };
        // Farther than three rows makes nothing clearer.
        others.map(apart).fold(3.0, f64::min)
    };
    let places = (1..room).map(place).filter(free);
    let best = places.fold(None, |best: Option<(f64, Rect)>, place| {
        let score = distance(&place);
        if best.is_none_or(|(other, _)| score > other + 1e-9) {
            Some((score, place))
        } else {
            best
        }
    });
    best.map(|(_, place)| place)
}

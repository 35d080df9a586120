//! Where the cards of the map lie and how its arrows run: by a table where there is room, and otherwise one card below the other.

use std::borrow::Cow;

use crate::equation::{self, Chapter, Entry};

/// The size of a formula, in pixels to the em.
pub(super) const FORMULA: f64 = 14.5;
/// From line to line of a title.
pub(super) const LEADING: f64 = 16.0;
/// From a card's edge to its words.
pub(super) const PADDING: f64 = 9.0;
/// From a card's top to the base line of its number, and from there to that of its title.
pub(super) const HEAD: f64 = 20.0;
pub(super) const BELOW_HEAD: f64 = 17.0;
/// From a panel's edges to its cards: on the left, above and below.
const PANEL: (f64, f64, f64) = (12.0, 48.0, 20.0);

/// The equations on the wide map, row by row.
const GRID: [[&str; 4]; 8] = [
    ["1", "2", "3", "4"],
    ["5", "6", "7", "8"],
    ["12", "13", "14", ""],
    ["15", "16", "17", "9"],
    ["18", "19", "20", ""],
    ["21", "22", "23", "10"],
    ["24", "25a", "25b", ""],
    ["26", "27", "28", "11"],
];
/// The x of the vertical lines between the columns on which results travel that are used more than one row below.
const LANES: [(&str, f64); 8] = [
    ("4", 544.0),
    ("5", 181.0),
    ("6", 347.0),
    ("7", 531.0),
    ("8", 718.0),
    ("14", 359.0),
    ("15", 169.0),
    ("23", 524.0),
];
/// The left edges of the columns and the tops of the rows of the wide map.
const COLUMNS: [f64; 4] = [12.0, 190.0, 368.0, 562.0];
const ROWS: [f64; 8] = [48.0, 216.0, 386.0, 506.0, 624.0, 742.0, 860.0, 978.0];
/// The height of a card with a title of two lines.
const ROW: f64 = 62.0;

pub(super) struct Rect {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Rect {
    pub(super) fn right(&self) -> f64 {
        self.left + self.width
    }

    fn bottom(&self) -> f64 {
        self.top + self.height
    }

    fn middle(&self) -> f64 {
        self.left + self.width / 2.0
    }
}

pub(super) struct Card {
    pub(super) entry: &'static Entry,
    pub(super) rect: Rect,
    pub(super) title: Vec<Cow<'static, str>>,
    /// The title of the section that begins with it.
    pub(super) section: Option<&'static str>,
    column: usize,
    row: usize,
    lane: Option<f64>,
}

pub(super) struct Layout {
    pub(super) width: f64,
    pub(super) cards: Vec<Card>,
    is_narrow: bool,
}

impl Layout {
    pub(super) fn wide() -> Self {
        let card = |entry: &'static Entry| {
            let number = &*entry.number.to_string();
            let cell = GRID.iter().flatten().position(|cell| *cell == number);
            let cell = cell.unwrap_or_default();
            let (row, column) = (cell / COLUMNS.len(), cell % COLUMNS.len());
            let lane = LANES.iter().find(|(from, _)| *from == number);
            Card {
                column,
                row,
                lane: lane.map(|(_, x)| *x),
                ..Card::new(entry, (COLUMNS[column], ROWS[row]), 148.0, 21)
            }
        };
        Self {
            width: 732.0,
            cards: equation::all().map(card).collect(),
            is_narrow: false,
        }
    }

    pub(super) fn narrow() -> Self {
        let mut cards: Vec<Card> = Vec::new();
        for (row, entry) in equation::all().enumerate() {
            let mut card = Card::new(entry, (PANEL.0, PANEL.1), 214.0, 30);
            card.row = row;
            if let Some(above) = cards.last() {
                let is_new = above.entry.chapter() != entry.chapter();
                let between = match card.section {
                    Some(_) if is_new => PANEL.1 + PANEL.2 + 9.0,
                    Some(_) => 44.0,
                    None => 28.0,
                };
                card.rect.top = above.rect.bottom() + between;
            }
            cards.push(card);
        }
        Self {
            width: 330.0,
            cards,
            is_narrow: true,
        }
    }

    pub(super) fn height(&self) -> f64 {
        let bottoms = self.cards.iter().map(|card| card.rect.bottom());
        bottoms.fold(0.0, f64::max) + PANEL.2
    }

    pub(super) fn panel(&self, chapter: Chapter) -> Rect {
        let cards = || self.cards.iter().filter(|c| c.entry.chapter() == chapter);
        let least = |of: fn(&Rect) -> f64| cards().map(|c| of(&c.rect)).fold(f64::MAX, f64::min);
        let most = |of: fn(&Rect) -> f64| cards().map(|c| of(&c.rect)).fold(0.0, f64::max);
        let (left, top) = (least(|r| r.left) - PANEL.0, least(|r| r.top) - PANEL.1);
        let margin = if self.is_narrow { 104.0 } else { 22.0 };
        Rect {
            left,
            top,
            width: most(Rect::right) + margin - left,
            height: most(Rect::bottom) + PANEL.2 - top,
        }
    }

    pub(super) fn arrow(&self, from: &Card, to: &Card) -> String {
        if self.is_narrow {
            self.arc(from, to)
        } else if from.row < to.row {
            self.descent(from, to)
        } else {
            level(from, to)
        }
    }

    /// An arrow to a lower row: from the bottom of one card to the top of another.
    fn descent(&self, from: &Card, to: &Card) -> String {
        let start = (from.rect.middle(), from.rect.bottom());
        let approach = |card: &Card| card.lane_to(to).unwrap_or(card.rect.middle());
        let is_above = |card: &Card| card.row < to.row;
        let rank = self.rank(to, |card| {
            is_above(card) && approach(card) <= approach(from)
        });
        let x = to.rect.left + to.rect.width * rank / (self.rank(to, is_above) + 1.0);
        let end = (x, to.rect.top);
        // The last piece is straight, so that it passes the title of a section upright.
        let straight = (end.0, end.1 - if to.section.is_some() { 22.0 } else { 6.0 });
        let curve = match from.lane_to(to) {
            Some(lane) => {
                let top = (lane, ROWS[from.row + 1] - 6.0);
                let bottom = (lane, ROWS[to.row - 1] + ROW);
                bend(start, top) + &path('L', &[bottom]) + &bend(bottom, straight)
            }
            None => bend(start, straight),
        };
        path('M', &[start]) + &curve + &path('L', &[end]) + &head(end, (0.0, 1.0))
    }

    /// An arrow of the narrow map: down to the next card, or in an arc on the right, the wider the farther it leads.
    fn arc(&self, from: &Card, to: &Card) -> String {
        if from.row + 1 == to.row {
            let x = from.rect.right() - 22.0;
            return straight((x, from.rect.bottom()), (x, to.rect.top), (0.0, 1.0));
        }
        // Wider arcs end lower, so that those to one card do not cross.
        let is_arc = |card: &Card| card.row + 1 < to.row;
        let rank = self.rank(to, |card| is_arc(card) && card.row >= from.row);
        let share = rank / (self.rank(to, is_arc) + 1.0);
        let start = (from.rect.right(), from.rect.top + from.rect.height / 2.0);
        let end = (start.0, to.rect.top + to.rect.height * share);
        let wide = start.0 + 18.0 + 4.4 * (to.row - from.row) as f64;
        let curve = path('C', &[(wide, start.1), (wide, end.1), end]);
        path('M', &[start]) + &curve + &head(end, (-1.0, 0.0))
    }

    /// The number of those cards that a card depends on and for which something holds.
    fn rank(&self, to: &Card, holds: impl Fn(&Card) -> bool) -> f64 {
        let is_below = |card: &&Card| to.entry.depends_on.contains(&card.entry.number);
        let cards = self.cards.iter().filter(is_below);
        cards.filter(|card| holds(card)).count() as f64
    }
}

impl Card {
    /// A card with at most `letters` in a line of its title.
    fn new(entry: &'static Entry, (left, top): (f64, f64), width: f64, letters: usize) -> Self {
        let options = textwrap::Options::new(letters).break_words(false);
        let options = options.word_splitter(textwrap::WordSplitter::NoHyphenation);
        let title = textwrap::wrap(entry.title, options);
        let first = entry.section.entries().next();
        let is_first = first.is_some_and(|first| first.number == entry.number);
        Self {
            entry,
            rect: Rect {
                left,
                top,
                width,
                height: HEAD + BELOW_HEAD + PADDING + LEADING * (title.len() as f64 - 1.0),
            },
            title,
            section: is_first.then_some(entry.section.title),
            column: 0,
            row: 0,
            lane: None,
        }
    }

    /// The x of the line on which a result travels to another card, if there are rows between.
    fn lane_to(&self, to: &Card) -> Option<f64> {
        self.lane.filter(|_| self.row + 1 < to.row)
    }
}

/// An arrow within a row: straight to the next card, or below the cards between.
fn level(from: &Card, to: &Card) -> String {
    if from.column + 1 == to.column {
        let y = from.rect.top + HEAD + 3.0;
        return straight((from.rect.right(), y), (to.rect.left, y), (1.0, 0.0));
    }
    let (x, end) = (from.rect.middle(), to.rect.left + to.rect.width / 4.0);
    let depth = from.rect.top + ROW + 14.0;
    let tip = (end, to.rect.bottom());
    path('M', &[(x, from.rect.bottom())])
        + &path('Q', &[(x, depth), (x + 20.0, depth)])
        + &path('L', &[(end - 20.0, depth)])
        + &path('Q', &[(end, depth), tip])
        + &head(tip, (0.0, -1.0))
}

fn straight(start: (f64, f64), end: (f64, f64), direction: (f64, f64)) -> String {
    path('M', &[start]) + &path('L', &[end]) + &head(end, direction)
}

/// A curve that begins and ends upright.
fn bend(from: (f64, f64), to: (f64, f64)) -> String {
    let middle = f64::midpoint(from.1, to.1);
    path('C', &[(from.0, middle), (to.0, middle), to])
}

/// The head of an arrow that points in the direction (x, y).
fn head(tip: (f64, f64), (x, y): (f64, f64)) -> String {
    let corner = |side: f64| {
        let (back, aside) = (5.5, 3.6 * side);
        (tip.0 - back * x - aside * y, tip.1 - back * y + aside * x)
    };
    path('M', &[corner(1.0)]) + &path('L', &[tip]) + &path('L', &[corner(-1.0)])
}

/// A command of an SVG path, and its points.
fn path(command: char, points: &[(f64, f64)]) -> String {
    let point = |(x, y): &(f64, f64)| format!("{} {}", rounded(*x), rounded(*y));
    let points: Vec<String> = points.iter().map(point).collect();
    format!("{command}{}", points.join(" "))
}

/// A length with one decimal.
pub(super) fn rounded(length: f64) -> f64 {
    (length * 10.0).round() / 10.0 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grid_holds_every_equation_and_no_other() {
        let mut cells: Vec<&str> = GRID.concat();
        cells.retain(|cell| !cell.is_empty());
        let numbers: Vec<String> = equation::all().map(|e| e.number.to_string()).collect();
        assert_eq!(cells.len(), numbers.len());
        assert!(cells.iter().all(|cell| numbers.iter().any(|n| n == cell)));
        assert!(LANES.iter().all(|(from, _)| cells.contains(from)));
    }

    #[test]
    fn no_two_cards_overlap_and_all_lie_in_the_panels_of_their_chapters() {
        let margins = |inner: &Rect, outer: &Rect| {
            let (left, right) = (inner.left - outer.left, outer.right() - inner.right());
            let (top, bottom) = (inner.top - outer.top, outer.bottom() - inner.bottom());
            [left, right, top, bottom]
        };
        for layout in [Layout::wide(), Layout::narrow()] {
            assert_eq!(layout.cards.len(), 29);
            for (at, Card { entry, rect, .. }) in layout.cards.iter().enumerate() {
                let panel = layout.panel(entry.chapter());
                let margins = margins(rect, &panel);
                assert!(margins.iter().all(|m| *m > 0.0), "{}", entry.number);
                assert!(panel.right() <= layout.width && panel.bottom() <= layout.height());
                let is_apart = |other: &Card| {
                    other.rect.right() < rect.left
                        || rect.right() < other.rect.left
                        || other.rect.bottom() < rect.top
                };
                assert!(layout.cards[..at].iter().all(is_apart), "{}", entry.number);
            }
        }
    }
}

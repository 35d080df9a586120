//! Where the cards of the map lie and how its arrows run: by a table where there is room, and otherwise one card below the other.

use std::fmt::Write as _;

use crate::equation::{self, Chapter, Entry, Section};

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

/// Each equation's column and row on the wide map, in the order of the registry. A result that is used more than one row
/// below travels there on a vertical line between the columns, at the x given here.
const CELLS: [(&str, usize, usize, Option<f64>); 29] = [
    ("1", 0, 0, None),
    ("2", 1, 0, None),
    ("3", 2, 0, None),
    ("4", 3, 0, Some(544.0)),
    ("5", 0, 1, Some(181.0)),
    ("6", 1, 1, Some(347.0)),
    ("7", 2, 1, Some(531.0)),
    ("8", 3, 1, Some(718.0)),
    ("9", 3, 3, None),
    ("10", 3, 5, None),
    ("11", 3, 7, None),
    ("12", 0, 2, None),
    ("13", 1, 2, None),
    ("14", 2, 2, Some(359.0)),
    ("15", 0, 3, Some(169.0)),
    ("16", 1, 3, None),
    ("17", 2, 3, None),
    ("18", 0, 4, None),
    ("19", 1, 4, None),
    ("20", 2, 4, None),
    ("21", 0, 5, None),
    ("22", 1, 5, None),
    ("23", 2, 5, Some(524.0)),
    ("24", 0, 6, None),
    ("25a", 1, 6, None),
    ("25b", 2, 6, None),
    ("26", 0, 7, None),
    ("27", 1, 7, None),
    ("28", 2, 7, None),
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
    /// Its title, line by line.
    pub(super) title: Vec<String>,
    /// The title of the section that begins with it.
    pub(super) section: Option<&'static str>,
    column: usize,
    row: usize,
    lane: Option<f64>,
}

/// The map of one width.
pub(super) struct Layout {
    pub(super) width: f64,
    pub(super) cards: Vec<Card>,
    is_narrow: bool,
}

impl Layout {
    /// The map for wide columns of text.
    pub(super) fn wide() -> Self {
        let card = |(entry, &(_, column, row, lane)): (&'static Entry, &_)| {
            let card = Card::new(entry, (COLUMNS[column], ROWS[row]), 148.0, 21);
            Card {
                column,
                row,
                lane,
                ..card
            }
        };
        Self {
            width: 732.0,
            cards: equation::all().zip(&CELLS).map(card).collect(),
            is_narrow: false,
        }
    }

    /// The map for narrow ones.
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

    /// The rectangle around the cards of a chapter.
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

    /// The path of the arrow between two cards.
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
        let rank = self.rank(to, |card| {
            card.row < to.row && approach(card) <= approach(from)
        });
        let all = self.rank(to, |card| card.row < to.row);
        let end = (
            to.rect.left + to.rect.width * rank / (all + 1.0),
            to.rect.top,
        );
        // The last piece is straight, so that it passes the title of a section upright.
        let straight = (end.0, end.1 - if to.section.is_some() { 22.0 } else { 6.0 });
        let mut path = format!("M{}", point(start));
        match from.lane_to(to) {
            Some(lane) => {
                let (top, bottom) = (ROWS[from.row + 1] - 6.0, ROWS[to.row - 1] + ROW);
                path += &bend(start, (lane, top));
                let _ = write!(path, "L{}", point((lane, bottom)));
                path += &bend((lane, bottom), straight);
            }
            None => path += &bend(start, straight),
        }
        let _ = write!(path, "L{}", point(end));
        path + &head(end, (0.0, 1.0))
    }

    /// An arrow of the narrow map: down to the next card, or in an arc on the right, the wider the farther it leads.
    fn arc(&self, from: &Card, to: &Card) -> String {
        if from.row + 1 == to.row {
            let x = from.rect.right() - 22.0;
            let (start, end) = ((x, from.rect.bottom()), (x, to.rect.top));
            return format!("M{}L{}{}", point(start), point(end), head(end, (0.0, 1.0)));
        }
        // Wider arcs end lower, so that those to one card do not cross.
        let is_arc = |card: &Card| card.row + 1 < to.row;
        let rank = self.rank(to, |card| is_arc(card) && card.row >= from.row);
        let share = rank / (self.rank(to, is_arc) + 1.0);
        let start = (from.rect.right(), from.rect.top + from.rect.height / 2.0);
        let end = (start.0, to.rect.top + to.rect.height * share);
        let wide = start.0 + 18.0 + 4.4 * (to.row - from.row) as f64;
        format!(
            "M{}C{} {} {}{}",
            point(start),
            point((wide, start.1)),
            point((wide, end.1)),
            point(end),
            head(end, (-1.0, 0.0))
        )
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
        let title: Vec<String> = textwrap::wrap(entry.title, options)
            .into_iter()
            .map(String::from)
            .collect();
        let begins = |section: &&Section| {
            let first = section.entries().next();
            first.is_some_and(|first| first.number == entry.number)
        };
        Self {
            entry,
            rect: Rect {
                left,
                top,
                width,
                height: HEAD + BELOW_HEAD + PADDING + LEADING * (title.len() as f64 - 1.0),
            },
            title,
            section: Section::ALL
                .iter()
                .find(begins)
                .map(|section| section.title),
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
        let (start, end) = ((from.rect.right(), y), (to.rect.left, y));
        return format!("M{}L{}{}", point(start), point(end), head(end, (1.0, 0.0)));
    }
    let (x, end) = (from.rect.middle(), to.rect.left + to.rect.width / 4.0);
    let depth = from.rect.top + ROW + 14.0;
    let tip = (end, to.rect.bottom());
    format!(
        "M{}Q{} {}L{}Q{} {}{}",
        point((x, from.rect.bottom())),
        point((x, depth)),
        point((x + 20.0, depth)),
        point((end - 20.0, depth)),
        point((end, depth)),
        point(tip),
        head(tip, (0.0, -1.0))
    )
}

/// A curve that begins and ends upright.
fn bend(from: (f64, f64), to: (f64, f64)) -> String {
    let middle = f64::midpoint(from.1, to.1);
    format!(
        "C{} {} {}",
        point((from.0, middle)),
        point((to.0, middle)),
        point(to)
    )
}

/// The head of an arrow that points in the direction (x, y).
fn head(tip: (f64, f64), (x, y): (f64, f64)) -> String {
    let corner = |side: f64| {
        point((
            tip.0 - 5.5 * x - 3.6 * side * y,
            tip.1 - 5.5 * y + 3.6 * side * x,
        ))
    };
    format!("M{}L{}L{}", corner(1.0), point(tip), corner(-1.0))
}

fn point((x, y): (f64, f64)) -> String {
    format!("{} {}", rounded(x), rounded(y))
}

/// A length with one decimal.
pub(super) fn rounded(length: f64) -> f64 {
    (length * 10.0).round() / 10.0 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_registry() {
        let numbers = equation::all().map(|entry| entry.number.to_string());
        assert!(numbers.eq(CELLS.iter().map(|cell| cell.0)));
    }

    #[test]
    fn no_two_cards_overlap_and_all_lie_in_the_panels_of_their_chapters() {
        let is_inside = |inner: &Rect, outer: &Rect| {
            outer.left < inner.left
                && inner.right() < outer.right()
                && outer.top < inner.top
                && inner.bottom() < outer.bottom()
        };
        for layout in [Layout::wide(), Layout::narrow()] {
            assert_eq!(layout.cards.len(), 29);
            for (at, Card { entry, rect, .. }) in layout.cards.iter().enumerate() {
                let panel = layout.panel(entry.chapter());
                assert!(is_inside(rect, &panel), "{}", entry.number);
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

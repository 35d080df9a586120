//! The board in pixels: where each card, title and edge lies.

use std::ops::Range;

use super::board::{Board, Cell};
use super::shapes::{Curve, Rect};
use super::wires::{Corridor, Edge, Measure, TRUNK, Wires};
use super::words;
use crate::equation::{Chapter, Entry};

/// The sizes of the letters.
pub(super) const TITLE: f64 = 12.5;
pub(super) const SECTION: f64 = 12.0;
/// From line to line.
pub(super) const LEADING: f64 = 16.0;
/// From a card's edge to its words.
pub(super) const PADDING: f64 = 9.0;
/// From a card's top to the base line of its number, and from there to that of its title.
pub(super) const HEAD: f64 = 20.0;
pub(super) const BELOW_HEAD: f64 = 17.0;
const FOOT: f64 = 9.0;

/// From lane to lane.
const LANE: f64 = 7.0;
/// Between a card and the first lane on its right, and between the last lane and the next card, where arrow heads need room.
const AFTER: f64 = 13.0;
const BEFORE: f64 = 17.0;
/// From the map's edges to the lanes along them.
const MARGIN: f64 = 9.0;
/// Around the lanes of a zone.
const ZONE: f64 = 9.0;
/// Between the panels of two chapters.
const BETWEEN: f64 = 9.0;
/// The head of a panel, and what it leaves free at its foot.
const PANEL_HEAD: f64 = 26.0;
const PANEL_FOOT: f64 = 13.0;
/// What is free above a row without a zone.
const BETWEEN_ROWS: f64 = 22.0;
const UNDER_SECTION: f64 = 4.0;
/// How round the corners of edges are.
const BEND: f64 = 8.0;

/// One equation.
pub(super) struct Card {
    pub(super) entry: &'static Entry,
    pub(super) rect: Rect,
    /// Its title, line by line.
    pub(super) title: Vec<String>,
    /// The title of the section that begins with it, above it.
    pub(super) section: Vec<String>,
}

impl Card {
    /// Where a line of the section's title begins.
    pub(super) fn section_line(&self, line: usize) -> (f64, f64) {
        let lines = self.section.len() - line;
        let above = UNDER_SECTION + lines as f64 * LEADING - SECTION;
        (self.rect.left, self.rect.top - above)
    }
}

/// An edge from card to card, by their places.
pub(super) struct Wire {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) curve: Curve,
}

/// The map of one width.
pub(super) struct Plan {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) panels: Vec<(Chapter, Rect)>,
    pub(super) cards: Vec<Card>,
    pub(super) wires: Vec<Wire>,
}

impl Plan {
    /// The map for columns of text as wide as they can be.
    pub(super) fn wide() -> Self {
        Self::new(3, 720.0)
    }

    /// The map for the smallest screens.
    pub(super) fn narrow() -> Self {
        Self::new(1, 330.0)
    }

    fn new(columns: usize, width: f64) -> Self {
        let board = Board::new(columns);
        let wires = Wires::new(&board);
        let grid = Grid::new(&board, &wires, width);
        let card = |cell: &Cell| grid.filled(cell);
        let wire = |edge: &Edge| Wire {
            from: edge.from,
            to: edge.to,
            curve: Curve::rounded(&wires.corners(&board, &grid, edge), BEND),
        };
        Self {
            width,
            height: grid.height,
            panels: grid.panels(&board),
            cards: board.cells.iter().map(card).collect(),
            wires: wires.edges.iter().map(wire).collect(),
        }
    }
}

/// The lines on which everything lies.
struct Grid {
    width: f64,
    height: f64,
    card_width: f64,
    /// The left edge of every gap; the cards begin where it ends.
    gaps: Vec<(f64, f64)>,
    rows: Vec<Row>,
}

/// The heights of a row.
#[derive(Debug, Clone, Copy, Default)]
struct Row {
    /// The top of the panel, if the row begins one, and otherwise of all that belongs to the row.
    top: f64,
    /// The first lane of the zone above.
    above: f64,
    card: f64,
    card_height: f64,
    /// The first lane of the zone below.
    below: f64,
    bottom: f64,
}

impl Grid {
    fn new(board: &Board, wires: &Wires, width: f64) -> Self {
        let widths: Vec<f64> = (0..=board.columns)
            .map(|gap| gap_width(board, wires, gap))
            .collect();
        let card_width = ((width - widths.iter().sum::<f64>()) / board.columns as f64).floor();
        let mut grid = Self {
            width,
            height: 0.0,
            card_width,
            gaps: Vec::new(),
            rows: Vec::new(),
        };
        let mut left = 0.0;
        for gap in widths {
            grid.gaps.push((left, gap));
            left += gap + card_width;
        }
        for row in 0..board.rows {
            let row = grid.row(board, wires, row);
            grid.height = row.bottom;
            grid.rows.push(row);
        }
        grid
    }

    fn row(&self, board: &Board, wires: &Wires, row: usize) -> Row {
        let begins = board.chapters.iter().any(|(_, rows)| rows.start == row);
        let ends = board.chapters.iter().any(|(_, rows)| rows.end == row + 1);
        let cells = || board.cells.iter().filter(|cell| cell.row == row);
        let top = self.height + if begins && row > 0 { BETWEEN } else { 0.0 };
        let above = top + if begins { PANEL_HEAD } else { 0.0 };
        let zone = zone_height(wires.lanes_in(Corridor::Above(row)));
        let zone = if begins { zone } else { zone.max(BETWEEN_ROWS) };
        let lines = cells()
            .map(|cell| self.section(cell).len())
            .max()
            .unwrap_or(0);
        let sections = match lines {
            0 => 0.0,
            lines => lines as f64 * LEADING + UNDER_SECTION,
        };
        let card = above + zone + sections;
        let card_height = cells()
            .map(|cell| self.card_height(cell))
            .fold(0.0, f64::max);
        let below = card + card_height;
        let under = zone_height(wires.lanes_in(Corridor::Below(row)));
        Row {
            top,
            above: above + ZONE,
            card,
            card_height,
            below: below + ZONE,
            bottom: below + under + if ends { PANEL_FOOT } else { 0.0 },
        }
    }

    fn room(&self) -> f64 {
        self.card_width - 2.0 * PADDING
    }

    fn section(&self, cell: &Cell) -> Vec<String> {
        if !cell.begins {
            return Vec::new();
        }
        words::wrapped(cell.section.title, SECTION, self.card_width - 2.0 * TRUNK)
    }

    fn title(&self, cell: &Cell) -> Vec<String> {
        words::wrapped(cell.entry.title, TITLE, self.room())
    }

    fn card_height(&self, cell: &Cell) -> f64 {
        HEAD + BELOW_HEAD + (self.title(cell).len() as f64 - 1.0) * LEADING + FOOT
    }

    fn filled(&self, cell: &Cell) -> Card {
        Card {
            entry: cell.entry,
            rect: self.card(cell),
            title: self.title(cell),
            section: self.section(cell),
        }
    }

    fn panels(&self, board: &Board) -> Vec<(Chapter, Rect)> {
        let panel = |(chapter, rows): &(Chapter, Range<usize>)| {
            let (top, bottom) = (self.rows[rows.start].top, self.rows[rows.end - 1].bottom);
            let rect = Rect {
                left: 0.0,
                top,
                width: self.width,
                height: bottom - top,
            };
            (*chapter, rect)
        };
        board.chapters.iter().map(panel).collect()
    }
}

impl Measure for Grid {
    const PORT: f64 = 8.0;

    fn card(&self, cell: &Cell) -> Rect {
        let ((left, gap), row) = (self.gaps[cell.column], self.rows[cell.row]);
        Rect {
            left: left + gap,
            top: row.card,
            width: self.card_width,
            height: row.card_height,
        }
    }

    fn lane(&self, corridor: Corridor, lane: usize) -> f64 {
        let first = match corridor {
            Corridor::Gap(0) => MARGIN,
            Corridor::Gap(gap) => self.gaps[gap].0 + AFTER,
            Corridor::Above(row) => self.rows[row].above,
            Corridor::Below(row) => self.rows[row].below,
        };
        first + lane as f64 * LANE
    }
}

fn gap_width(board: &Board, wires: &Wires, gap: usize) -> f64 {
    let lanes = wires.lanes_in(Corridor::Gap(gap));
    if lanes == 0 {
        return MARGIN;
    }
    let left = if gap == 0 { MARGIN } else { AFTER };
    let right = if gap == board.columns { MARGIN } else { BEFORE };
    left + (lanes - 1) as f64 * LANE + right
}

fn zone_height(lanes: usize) -> f64 {
    match lanes {
        0 => 0.0,
        lanes => 2.0 * ZONE + (lanes - 1) as f64 * LANE,
    }
}

#[cfg(test)]
mod tests {
    use super::super::shapes::Point;
    use super::*;

    fn plans() -> [Plan; 2] {
        [Plan::wide(), Plan::narrow()]
    }

    impl Plan {
        fn name(&self, at: usize) -> String {
            self.cards[at].entry.number.to_string()
        }
    }

    impl Rect {
        /// Whether a point is inside, farther than a hair's breadth from the border.
        fn holds(&self, Point { x, y }: Point) -> bool {
            let hair = 0.01;
            let is_within = |at: f64, from: f64, to: f64| from + hair < at && at < to - hair;
            is_within(x, self.left, self.right()) && is_within(y, self.top, self.bottom())
        }

        fn overlaps(&self, other: &Self) -> bool {
            self.left < other.right()
                && other.left < self.right()
                && self.top < other.bottom()
                && other.top < self.bottom()
        }
    }

    /// The room of the words above a card.
    fn titles(card: &Card) -> Vec<Rect> {
        let title = |(line, words): (usize, &String)| {
            let (left, base) = card.section_line(line);
            Rect {
                left,
                top: base - 0.8 * SECTION,
                width: words::width(words, SECTION),
                height: SECTION,
            }
        };
        card.section.iter().enumerate().map(title).collect()
    }

    #[test]
    fn every_equation_has_a_card_and_every_pair_of_the_registry_an_edge() {
        for plan in plans() {
            let cards: Vec<_> = plan.cards.iter().map(|card| card.entry.number).collect();
            let all: Vec<_> = crate::equation::all().map(|entry| entry.number).collect();
            assert_eq!(cards, all);
            let mut edges: Vec<_> = plan
                .wires
                .iter()
                .map(|wire| (cards[wire.from], cards[wire.to]))
                .collect();
            let pairs =
                |entry: &'static Entry| entry.depends_on.iter().map(|on| (*on, entry.number));
            let mut pairs: Vec<_> = crate::equation::all().flat_map(pairs).collect();
            edges.sort();
            pairs.sort();
            assert_eq!(edges, pairs);
        }
    }

    #[test]
    fn no_two_cards_or_titles_overlap_and_all_are_on_the_map() {
        for plan in plans() {
            let mut rects: Vec<Rect> = plan.cards.iter().flat_map(titles).collect();
            rects.extend(plan.cards.iter().map(|card| card.rect));
            for (at, one) in rects.iter().enumerate() {
                assert!(0.0 <= one.left && one.right() <= plan.width, "{one:?}");
                assert!(0.0 <= one.top && one.bottom() <= plan.height, "{one:?}");
                assert!(
                    rects[..at].iter().all(|other| !one.overlaps(other)),
                    "{one:?}"
                );
            }
        }
    }

    #[test]
    fn every_card_lies_in_the_panel_of_its_chapter() {
        for plan in plans() {
            for card in &plan.cards {
                let panel = plan
                    .panels
                    .iter()
                    .find(|(chapter, _)| *chapter == card.entry.chapter());
                let (_, panel) = panel.expect("a panel");
                let is_within = panel.top < card.rect.top && card.rect.bottom() < panel.bottom();
                assert!(is_within, "{}", card.entry.number);
            }
        }
    }

    #[test]
    fn an_edge_leads_from_the_border_of_one_card_to_that_of_the_other() {
        let touches = |rect: &Rect, Point { x, y }: Point| {
            let is_at = |at: f64, border: f64| (at - border).abs() < 0.01;
            let is_beside = is_at(x, rect.left) || is_at(x, rect.right());
            let is_above_or_below = is_at(y, rect.top) || is_at(y, rect.bottom());
            is_beside && rect.top < y && y < rect.bottom()
                || is_above_or_below && rect.left < x && x < rect.right()
        };
        for plan in plans() {
            for wire in &plan.wires {
                let points = wire.curve.points();
                let (first, last) = (points[0], points[points.len() - 2]);
                let name = format!("{} to {}", plan.name(wire.from), plan.name(wire.to));
                assert!(
                    touches(&plan.cards[wire.from].rect, first),
                    "{name}: {first:?}"
                );
                assert!(touches(&plan.cards[wire.to].rect, last), "{name}: {last:?}");
            }
        }
    }

    #[test]
    fn no_edge_runs_through_a_card_or_a_title_or_off_the_map() {
        for plan in plans() {
            let mut rects: Vec<Rect> = plan.cards.iter().flat_map(titles).collect();
            rects.extend(plan.cards.iter().map(|card| card.rect));
            for wire in &plan.wires {
                let name = format!("{} to {}", plan.name(wire.from), plan.name(wire.to));
                for point in wire.curve.points() {
                    assert!(
                        rects.iter().all(|rect| !rect.holds(point)),
                        "{name}: {point:?}"
                    );
                    let is_on_map = 0.0 < point.x
                        && point.x < plan.width
                        && 0.0 < point.y
                        && point.y < plan.height;
                    assert!(is_on_map, "{name}: {point:?}");
                }
            }
        }
    }

    #[test]
    fn edges_of_different_equations_never_run_in_one_line() {
        for columns in [1, 3] {
            let board = Board::new(columns);
            let wires = Wires::new(&board);
            let grid = Grid::new(&board, &wires, 720.0);
            let parts = |edge: &Edge| {
                let corners = wires.corners(&board, &grid, edge);
                let parts: Vec<[Point; 2]> =
                    corners.windows(2).map(|part| [part[0], part[1]]).collect();
                parts
            };
            for one in &wires.edges {
                for other in wires.edges.iter().filter(|other| other.from != one.from) {
                    for (part, beside) in parts(one)
                        .iter()
                        .flat_map(|part| parts(other).into_iter().map(move |beside| (part, beside)))
                    {
                        assert!(!run_together(*part, beside), "{one:?} {other:?}");
                    }
                }
            }
        }
    }

    /// Whether two parts lie less than half a lane apart for more than that.
    fn run_together(one: [Point; 2], other: [Point; 2]) -> bool {
        let shared = |one: [f64; 2], other: [f64; 2]| {
            one[0].max(one[1]).min(other[0].max(other[1]))
                - one[0].min(one[1]).max(other[0].min(other[1]))
        };
        let (x, y) = (
            shared(one.map(|p| p.x), other.map(|p| p.x)),
            shared(one.map(|p| p.y), other.map(|p| p.y)),
        );
        let half = LANE / 2.0;
        (x > half && y > -half) || (y > half && x > -half)
    }

    #[test]
    fn the_words_of_a_card_fit_into_it() {
        for plan in plans() {
            for card in &plan.cards {
                let room = card.rect.width - 2.0 * PADDING;
                assert!(
                    card.title
                        .iter()
                        .all(|line| words::width(line, TITLE) <= room)
                );
                assert_eq!(card.title.join(" "), card.entry.title);
                let last = HEAD + BELOW_HEAD + (card.title.len() as f64 - 1.0) * LEADING;
                assert!(last + 4.0 <= card.rect.height, "{}", card.entry.number);
            }
        }
    }
}

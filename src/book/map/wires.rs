//! How the edges run between the cards: straight to a neighbour, or around the others by corridors.
//!
//! Between the columns there are gaps, and above and below every row there is a zone. An edge leaves its card on the right and comes
//! into the other one from the left. All edges of one card share a rail in the gap on its right; from the rail they branch off into
//! a zone, and from there into the gap on the left of their goal. With a single column, edges come back to where they left.

use super::board::{Board, Cell};
use super::lanes;
use super::shapes::{Point, Rect};

/// How far from a card's right end edges go straight down, so that they pass the titles above the next card.
pub(super) const TRUNK: f64 = 16.0;

/// The heights of a row, from top to bottom. Row r has the levels 5r to 5r + 4.
pub(super) const LEVELS: usize = 5;
pub(super) const ABOVE: usize = 0;
/// Where edges come in that have come down, where they leave, and where those come in that have come up.
pub(super) const UPPER: usize = 1;
const MIDDLE: usize = 2;
pub(super) const LOWER: usize = 3;
const BELOW: usize = 4;

/// A passage that lanes run along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Corridor {
    /// The gap on the left of a column; the last one is on the right of all.
    Gap(usize),
    /// The zone above a row.
    Above(usize),
    /// The zone below a row.
    Below(usize),
}

/// A stretch of a corridor that edges of one card share: in a gap from level to level, in a zone from gap to gap.
#[derive(Debug, Clone, Copy)]
pub(super) struct Track {
    source: usize,
    /// Its goal, if it leads to one only.
    goal: Option<usize>,
    pub(super) corridor: Corridor,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// The way of an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Straight to the neighbour on the right.
    Across,
    /// Straight to the neighbour below.
    Down,
    /// Along a rail, and perhaps through a zone and along a last track in another gap.
    Around {
        rail: usize,
        on: Option<(usize, usize)>,
    },
}

/// An edge from a card to one that rests on it.
#[derive(Debug)]
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) way: Way,
}

/// All edges with their tracks, and the lane of each track, counted from the left or from the top.
pub(super) struct Wires {
    pub(super) edges: Vec<Edge>,
    pub(super) tracks: Vec<Track>,
    pub(super) lanes: Vec<usize>,
}

/// Where things are.
pub(super) trait Measure {
    /// From port to port on the side of a card.
    const PORT: f64;
    fn card(&self, cell: &Cell) -> Rect;
    /// How far right a lane of a gap is, or how far down one of a zone.
    fn lane(&self, corridor: Corridor, lane: usize) -> f64;
}

impl Wires {
    pub(super) fn new(board: &Board) -> Self {
        let mut wires = Self {
            edges: Vec::new(),
            tracks: Vec::new(),
            lanes: Vec::new(),
        };
        for (from, to) in board.pairs() {
            let way = wires.way(board, from, to);
            wires.edges.push(Edge { from, to, way });
        }
        lanes::arrange(&mut wires, board);
        wires
    }

    fn way(&mut self, board: &Board, from: usize, to: usize) -> Way {
        let (source, goal) = (&board.cells[from], &board.cells[to]);
        let (out, into) = (source.column + 1, board.entrance(goal));
        let within = source.row == goal.row;
        if within && out == into {
            return Way::Across;
        }
        if source.row + 1 == goal.row && source.column == goal.column {
            return Way::Down;
        }
        let (zone, turn, port) = if within {
            (Corridor::Below(goal.row), BELOW, LOWER)
        } else {
            (Corridor::Above(goal.row), ABOVE, UPPER)
        };
        let level = |cell: &Cell, level: usize| LEVELS * cell.row + level;
        let (start, turn, port) = (level(source, MIDDLE), level(goal, turn), level(goal, port));
        let end = if out == into { port } else { turn };
        let rail = self.lay(from, None, Corridor::Gap(out), [start, end]);
        let on = (out != into).then(|| {
            let run = self.lay(from, None, zone, [out, into]);
            let last = self.lay(from, Some(to), Corridor::Gap(into), [turn, port]);
            (run, last)
        });
        Way::Around { rail, on }
    }

    /// A track with both ends on it: the one that is there already, made longer, or a new one.
    fn lay(
        &mut self,
        source: usize,
        goal: Option<usize>,
        corridor: Corridor,
        ends: [usize; 2],
    ) -> usize {
        let (from, to) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
        let is_same =
            |track: &Track| (track.source, track.goal, track.corridor) == (source, goal, corridor);
        if let Some(at) = self.tracks.iter().position(is_same) {
            let track = &mut self.tracks[at];
            (track.from, track.to) = (track.from.min(from), track.to.max(to));
            return at;
        }
        self.tracks.push(Track {
            source,
            goal,
            corridor,
            from,
            to,
        });
        self.tracks.len() - 1
    }

    /// The number of lanes in a corridor.
    pub(super) fn lanes_in(&self, corridor: Corridor) -> usize {
        let tracks = self.tracks.iter().zip(&self.lanes);
        let lanes = tracks.filter(|(track, _)| track.corridor == corridor);
        lanes.map(|(_, lane)| lane + 1).max().unwrap_or(0)
    }

    /// The corners of an edge, from end to end.
    pub(super) fn corners<M: Measure>(
        &self,
        board: &Board,
        measure: &M,
        edge: &Edge,
    ) -> Vec<Point> {
        let (source, goal) = (&board.cells[edge.from], &board.cells[edge.to]);
        let (from, to) = (measure.card(source), measure.card(goal));
        let at = |x, y| Point { x, y };
        let start = at(from.right(), from.middle());
        let side = if board.entrance(goal) > goal.column {
            to.right()
        } else {
            to.left
        };
        let end = at(side, to.middle() + self.port(board, edge) * M::PORT);
        let lane = |track: usize| measure.lane(self.tracks[track].corridor, self.lanes[track]);
        match edge.way {
            Way::Across => vec![start, end],
            Way::Down => {
                let x = from.right() - TRUNK;
                vec![at(x, from.bottom()), at(x, to.top)]
            }
            Way::Around { rail, on: None } => {
                let x = lane(rail);
                vec![start, at(x, start.y), at(x, end.y), end]
            }
            Way::Around {
                rail,
                on: Some((run, last)),
            } => {
                let (x, y, last) = (lane(rail), lane(run), lane(last));
                let turns = [at(x, start.y), at(x, y), at(last, y), at(last, end.y)];
                [&[start], &turns[..], &[end]].concat()
            }
        }
    }

    /// How many ports below the middle of its card an edge comes in; above it where the number is negative.
    fn port(&self, board: &Board, edge: &Edge) -> f64 {
        let Some(place) = self.place(board, edge) else {
            return 0.0;
        };
        if is_within_row(board, edge) {
            return place;
        }
        // Where edges leave into the same gap, the middle is theirs.
        if self.is_busy(board, &board.cells[edge.to]) {
            return -place;
        }
        let last = self.rivals(board, edge).count() as f64;
        f64::midpoint(1.0, last) - place
    }

    /// How far from the middle an edge comes in, counted from 1; nothing if it comes straight. The nearer its lane is to the card,
    /// the farther it is from the middle, so that no two edges cross there.
    fn place(&self, board: &Board, edge: &Edge) -> Option<f64> {
        let lane = self.last_lane(edge)?;
        let goal = &board.cells[edge.to];
        let is_left = board.entrance(goal) == goal.column;
        let is_farther = |other: &usize| (*other < lane) == is_left && *other != lane;
        let lanes = self
            .rivals(board, edge)
            .filter_map(|other| self.last_lane(other));
        Some(1.0 + lanes.filter(is_farther).count() as f64)
    }

    /// The edges that come around into the same card from the same side, this one among them.
    fn rivals(&self, board: &Board, edge: &Edge) -> impl Iterator<Item = &Edge> {
        let (to, within) = (edge.to, is_within_row(board, edge));
        let around = self
            .edges
            .iter()
            .filter(|other| self.last_lane(other).is_some());
        around.filter(move |other| other.to == to && is_within_row(board, other) == within)
    }

    fn last_lane(&self, edge: &Edge) -> Option<usize> {
        match edge.way {
            Way::Across | Way::Down => None,
            Way::Around { rail, on } => Some(self.lanes[on.map_or(rail, |(_, last)| last)]),
        }
    }

    /// Whether edges leave into the gap from which others come into a card.
    fn is_busy(&self, board: &Board, cell: &Cell) -> bool {
        let column = board.entrance(cell).checked_sub(1);
        let neighbour = column.and_then(|column| board.at(cell.row, column));
        let leaves = |edge: &Edge| Some(edge.from) == neighbour && edge.way != Way::Down;
        self.edges.iter().any(leaves)
    }
}

fn is_within_row(board: &Board, edge: &Edge) -> bool {
    board.cells[edge.from].row == board.cells[edge.to].row
}

//! Which lane of its corridor every track gets, so that few edges cross.
//!
//! The tracks of a corridor stand in an order, and each has the first lane beyond those before it that it would touch. From the order
//! in which the tracks were laid, one after the other is tried in every other place, and stays there unless edges cross more often,
//! until no move makes the crossings fewer. There are some sixty tracks, so that this takes no time worth speaking of.

use super::board::{Board, Cell};
use super::shapes::{Point, Rect};
use super::wires::{Corridor, LEVELS, LOWER, Measure, Track, UPPER, Wires};

/// Give every track a lane.
pub(super) fn arrange(wires: &mut Wires, board: &Board) {
    let mut orders = orders(&wires.tracks);
    wires.lanes = lanes(&wires.tracks, &orders);
    let mut fewest = crossings(wires, board);
    loop {
        let before = fewest;
        for corridor in 0..orders.len() {
            fewest = improve(wires, board, &mut orders, corridor, fewest);
        }
        if fewest == before {
            return;
        }
    }
}

/// Try every move of a track in one corridor; returned is how many crossings are left.
fn improve(
    wires: &mut Wires,
    board: &Board,
    orders: &mut [Vec<usize>],
    corridor: usize,
    mut fewest: usize,
) -> usize {
    let count = orders[corridor].len();
    let moves = (0..count).flat_map(|from| (0..count).map(move |to| (from, to)));
    for (from, to) in moves {
        let old = orders[corridor].clone();
        let track = orders[corridor].remove(from);
        orders[corridor].insert(to, track);
        wires.lanes = lanes(&wires.tracks, orders);
        let found = crossings(wires, board);
        // A move that changes nothing may open the way for one that does.
        if found <= fewest {
            fewest = found;
        } else {
            orders[corridor] = old;
        }
    }
    wires.lanes = lanes(&wires.tracks, orders);
    fewest
}

/// The tracks of every corridor.
fn orders(tracks: &[Track]) -> Vec<Vec<usize>> {
    let mut corridors: Vec<Corridor> = tracks.iter().map(|track| track.corridor).collect();
    corridors.sort();
    corridors.dedup();
    let order = |corridor: &Corridor| {
        let all = 0..tracks.len();
        all.filter(|at| tracks[*at].corridor == *corridor).collect()
    };
    corridors.iter().map(order).collect()
}

fn lanes(tracks: &[Track], orders: &[Vec<usize>]) -> Vec<usize> {
    let mut lanes = vec![0; tracks.len()];
    for order in orders {
        for (place, &track) in order.iter().enumerate() {
            let before = order[..place].iter();
            let touched = before.filter(|other| touch(&tracks[track], &tracks[**other]));
            lanes[track] = touched.map(|other| lanes[*other] + 1).max().unwrap_or(0);
        }
    }
    lanes
}

/// Whether two tracks of one corridor cannot have the same lane.
fn touch(one: &Track, other: &Track) -> bool {
    let ((from, to), (start, end)) = (reach(one), reach(other));
    from <= end && start <= to
}

/// What a track takes up. Beside a card it takes up the whole height of the row.
fn reach(track: &Track) -> (usize, usize) {
    let row = |level: usize| level - level % LEVELS;
    let is_beside_card = |level: usize| (UPPER..=LOWER).contains(&(level % LEVELS));
    let Track { from, to, .. } = *track;
    match track.corridor {
        Corridor::Above(_) | Corridor::Below(_) => (from, to),
        Corridor::Gap(_) => (
            if is_beside_card(from) {
                row(from) + UPPER
            } else {
                from
            },
            if is_beside_card(to) {
                row(to) + LOWER
            } else {
                to
            },
        ),
    }
}

/// A board whose cards all have one size, and in which everything is in its right order: enough to count crossings.
struct Lattice;

impl Measure for Lattice {
    const PORT: f64 = 5.0;

    fn card(&self, cell: &Cell) -> Rect {
        Rect {
            left: 1000.0 * cell.column as f64 + 500.0,
            top: 1000.0 * cell.row as f64 + 400.0,
            width: 500.0,
            height: 400.0,
        }
    }

    fn lane(&self, corridor: Corridor, lane: usize) -> f64 {
        let (place, first) = match corridor {
            Corridor::Gap(place) | Corridor::Above(place) => (place, 10.0),
            Corridor::Below(place) => (place, 810.0),
        };
        1000.0 * place as f64 + first + 5.0 * lane as f64
    }
}

/// How often edges of different cards cross.
pub(super) fn crossings(wires: &Wires, board: &Board) -> usize {
    let line = |at: usize| wires.corners(board, &Lattice, &wires.edges[at]);
    let lines: Vec<Vec<Point>> = (0..wires.edges.len()).map(line).collect();
    let mut crossings = 0;
    for (one, line) in lines.iter().enumerate() {
        for (other, across) in lines.iter().enumerate() {
            if wires.edges[one].from != wires.edges[other].from {
                crossings += meetings(line, across);
            }
        }
    }
    crossings
}

/// How often a level part of one line meets an upright part of another.
fn meetings(line: &[Point], other: &[Point]) -> usize {
    let is_within = |at: f64, one: f64, other: f64| one.min(other) < at && at < one.max(other);
    let met = |level: &[Point]| {
        let crossed = |upright: &&[Point]| {
            is_within(upright[0].x, level[0].x, level[1].x)
                && is_within(level[0].y, upright[0].y, upright[1].y)
        };
        other.windows(2).filter(crossed).count()
    };
    line.windows(2).map(met).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_tracks_leaves_fewer_crossings_than_there_were() {
        for columns in [1, 3] {
            let board = Board::new(columns);
            let mut wires = Wires::new(&board);
            let arranged = crossings(&wires, &board);
            wires.lanes = lanes(&wires.tracks, &orders(&wires.tracks));
            let as_laid = crossings(&wires, &board);
            assert!(
                4 * arranged < 3 * as_laid,
                "{columns}: {arranged}, {as_laid}"
            );
        }
    }

    #[test]
    fn a_level_line_and_an_upright_one_meet_where_each_is_within_the_other() {
        let line = |corners: [(f64, f64); 2]| corners.map(|(x, y)| Point { x, y });
        let level = line([(0.0, 1.0), (4.0, 1.0)]);
        assert_eq!(meetings(&level, &line([(2.0, 3.0), (2.0, 0.0)])), 1);
        assert_eq!(meetings(&level, &line([(4.0, 3.0), (4.0, 0.0)])), 0);
        assert_eq!(meetings(&level, &line([(2.0, 3.0), (2.0, 1.0)])), 0);
    }
}

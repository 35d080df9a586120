//! Where every equation stands: in rows, which are read like lines of text.
//!
//! A chapter begins a row of its own. A section goes on in the row of the one before if all of it has room there.

use std::ops::Range;

use crate::equation::{Chapter, Entry, Section};

/// The cell of one equation.
pub(super) struct Cell {
    pub(super) entry: &'static Entry,
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) section: Section,
    /// Whether the section begins here, so that its title stands above.
    pub(super) begins: bool,
}

/// All cells, in the order of the book.
pub(super) struct Board {
    pub(super) columns: usize,
    pub(super) rows: usize,
    pub(super) cells: Vec<Cell>,
    /// The rows of every chapter.
    pub(super) chapters: Vec<(Chapter, Range<usize>)>,
}

impl Board {
    pub(super) fn new(columns: usize) -> Self {
        let mut board = Self {
            columns,
            rows: 0,
            cells: Vec::new(),
            chapters: Vec::new(),
        };
        for chapter in Chapter::ALL {
            board.add_chapter(chapter);
        }
        board.align();
        board
    }

    /// The gap from which edges come into a cell. The gap of a column is on its left; a single column has all edges on its right.
    pub(super) fn entrance(&self, cell: &Cell) -> usize {
        match self.columns {
            1 => 1,
            _ => cell.column,
        }
    }

    /// The cell in a row and a column, if there is one.
    pub(super) fn at(&self, row: usize, column: usize) -> Option<usize> {
        let is_here = |cell: &Cell| (cell.row, cell.column) == (row, column);
        self.cells.iter().position(is_here)
    }

    /// Every pair of cells of which the second rests on the first.
    pub(super) fn pairs(&self) -> Vec<(usize, usize)> {
        let place = |number| {
            let has = |cell: &Cell| cell.entry.number == number;
            self.cells.iter().position(has)
        };
        let below = |(at, cell): (usize, &Cell)| {
            let numbers = cell.entry.depends_on.iter();
            let pairs: Vec<_> = numbers.filter_map(|&on| Some((place(on)?, at))).collect();
            pairs
        };
        self.cells.iter().enumerate().flat_map(below).collect()
    }

    fn add_chapter(&mut self, chapter: Chapter) {
        let first = self.rows;
        let mut next = (first, 0);
        for section in Section::ALL {
            if section.chapter == chapter {
                next = self.add_section(section, next);
            }
        }
        self.rows = next.0 + 1;
        self.chapters.push((chapter, first..self.rows));
    }

    /// Place a section from a cell on, or from the next row on; returned is the cell after its last one.
    fn add_section(&mut self, section: Section, (row, column): (usize, usize)) -> (usize, usize) {
        let fits = section.entries().count() <= self.columns - column;
        let (mut row, mut column) = if fits || column == 0 {
            (row, column)
        } else {
            (row + 1, 0)
        };
        for (at, entry) in section.entries().enumerate() {
            if column == self.columns {
                (row, column) = (row + 1, 0);
            }
            self.cells.push(Cell {
                entry,
                row,
                column,
                section,
                begins: at == 0,
            });
            column += 1;
        }
        (row, column)
    }

    /// Push every row to the right: what has room there goes on from the end of the row above, and so stands right below it.
    fn align(&mut self) {
        for row in 0..self.rows {
            let cells = || self.cells.iter().filter(|cell| cell.row == row);
            let free = self.columns - cells().count();
            for cell in self.cells.iter_mut().filter(|cell| cell.row == row) {
                cell.column += free;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(columns: usize) -> Vec<String> {
        let board = Board::new(columns);
        let cell = |row: usize, column: usize| {
            let number = |at: usize| board.cells[at].entry.number.to_string();
            board.at(row, column).map_or("-".to_owned(), number)
        };
        let row = |row| {
            (0..columns)
                .map(|column| cell(row, column))
                .collect::<Vec<_>>()
        };
        (0..board.rows).map(|at| row(at).join(" ")).collect()
    }

    #[test]
    fn chapters_begin_rows_and_short_rows_stand_at_the_right() {
        let expected = [
            "1 2 3",
            "- - 4",
            "5 6 7",
            "- - 8",
            "9 10 11",
            "12 13 14",
            "15 16 17",
            "18 19 20",
            "21 22 23",
            "24 25a 25b",
            "26 27 28",
        ];
        assert_eq!(rows(3), expected);
        assert_eq!(rows(1).len(), 29);
    }

    #[test]
    fn whatever_an_equation_rests_on_stands_before_it() {
        let board = Board::new(4);
        let place = |at: usize| (board.cells[at].row, board.cells[at].column);
        assert!(
            board
                .pairs()
                .iter()
                .all(|(one, other)| place(*one) < place(*other))
        );
    }
}

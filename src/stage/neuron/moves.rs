//! What actions do to the neuron: numbers that change, a point that moves, a surface that turns.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::{Neuron, Preset, View, entries};
use crate::scene::{Panel, Target};
use crate::stage::Direction;

/// How much a weight changes at a key.
const WEIGHT_STEP: f64 = 0.1;
/// Into how many steps an arrow divides the plane.
const STEPS_ACROSS: f64 = 40.0;
/// Into how many steps play divides a step of an arrow; a click is as fine.
const STEPS_OF_PLAY: f64 = 5.0;
/// How far the surface turns at a key, in degrees.
const TURN: f64 = 7.5;

impl Neuron {
    pub(super) fn arrow(&mut self, direction: Direction) {
        match self.focus {
            Panel::Where => self.arrow_in_diagram(direction),
            Panel::What => self.select(match direction {
                Direction::Left | Direction::Up => self.selected.saturating_sub(1),
                Direction::Right | Direction::Down => self.selected + 1,
            }),
            Panel::Does if self.view == View::Surface => self.turn(direction),
            Panel::Does => self.arrow_in_plane(direction),
            Panel::When => {
                let here = self.preset.map_or(0, |preset| preset as usize);
                let count = Preset::ALL.len();
                self.choose(match direction {
                    Direction::Left | Direction::Up => (here + count - 1) % count,
                    Direction::Right | Direction::Down => (here + 1) % count,
                });
            }
        }
    }

    /// Up and down choose a number, left and right change it.
    fn arrow_in_diagram(&mut self, direction: Direction) {
        let last = self.x.len() + self.w.len() - 1;
        match direction {
            Direction::Up => self.focused = self.focused.saturating_sub(1),
            Direction::Down => self.focused = (self.focused + 1).min(last),
            Direction::Left => self.change_focused(-1.0),
            Direction::Right => self.change_focused(1.0),
        }
    }

    fn arrow_in_plane(&mut self, direction: Direction) {
        match direction {
            Direction::Left => self.move_input(0, -1.0),
            Direction::Right => self.move_input(0, 1.0),
            Direction::Down => self.move_input(1, -1.0),
            Direction::Up => self.move_input(1, 1.0),
        }
    }

    /// Move an input by a number of an arrow's steps.
    fn move_input(&mut self, i: usize, steps: f64) {
        let (from, to) = self.range();
        let step = (to - from) / STEPS_ACROSS;
        self.shift_input(i, steps * step, step);
    }

    /// Move an input to a multiple of `grid`; the two that the plane shows stay inside it.
    fn shift_input(&mut self, i: usize, by: f64, grid: f64) {
        let (from, to) = self.range();
        if let Some(x) = self.x.get_mut(i) {
            let moved = on_grid(*x + by, grid);
            *x = if i < 2 { moved.clamp(from, to) } else { moved };
        }
    }

    pub(super) fn change_focused(&mut self, steps: f64) {
        if self.focused < self.x.len() {
            self.move_input(self.focused, steps);
            return;
        }
        let i = self.focused - self.x.len();
        self.w[i] = on_grid(self.w[i] + steps * WEIGHT_STEP, WEIGHT_STEP);
    }

    fn turn(&mut self, direction: Direction) {
        let (yaw, pitch) = self.turned;
        self.turned = match direction {
            Direction::Left => (yaw - TURN, pitch),
            Direction::Right => (yaw + TURN, pitch),
            Direction::Up => (yaw, (pitch + TURN).min(90.0)),
            Direction::Down => (yaw, (pitch - TURN).max(0.0)),
        };
        self.turned.0 = (self.turned.0 + 180.0).rem_euclid(360.0) - 180.0;
    }

    pub(super) fn select(&mut self, equation: usize) {
        self.selected = equation.min(entries().len() - 1);
    }

    pub(super) fn choose(&mut self, number: usize) {
        let Some(preset) = Preset::ALL.get(number).copied() else {
            return;
        };
        let start = if preset == Preset::Source {
            Self::of_source().x
        } else {
            vec![1.0, 0.0]
        };
        self.preset = Some(preset);
        self.w = preset.weights().to_vec();
        self.x = start;
        self.start = (self.w.clone(), self.x.clone());
        self.focused = 0;
        self.notice = Some(preset.says().to_owned());
    }

    /// Fresh weights between −3 and 3 with one decimal, from the next seed.
    pub(super) fn reseed(&mut self) {
        self.seed += 1;
        let mut random = ChaCha8Rng::seed_from_u64(self.seed);
        random.set_stream(2);
        self.preset = None;
        self.w = self
            .w
            .iter()
            .map(|_| on_grid(random.random_range(-3.0..=3.0), WEIGHT_STEP))
            .collect();
        self.start = (self.w.clone(), self.x.clone());
        self.notice = Some(format!("random weights from seed {}", self.seed));
    }

    /// One step of play: the surface turns, or the point wanders along x_0 and back.
    pub(super) fn step(&mut self, forth: bool) {
        if self.view == View::Surface {
            self.turned.0 =
                (self.turned.0 + if forth { 2.0 } else { -2.0 } + 180.0).rem_euclid(360.0) - 180.0;
            return;
        }
        let (from, to) = self.range();
        if self.onwards == forth && self.x[0] >= to || self.onwards != forth && self.x[0] <= from {
            self.onwards = !self.onwards;
        }
        let step = (to - from) / STEPS_ACROSS / STEPS_OF_PLAY;
        self.shift_input(0, if self.onwards == forth { step } else { -step }, step);
    }

    pub(super) fn click(&mut self, target: Target) {
        match target {
            Target::Panel(panel) => self.focus = panel,
            Target::Quantity(handle) => {
                self.focus = Panel::Where;
                self.focused = handle.min(self.x.len() + self.w.len() - 1);
            }
            Target::Choice(equation) => self.select(equation),
            Target::View(view) => self.view = View::ALL[view.min(View::ALL.len() - 1)],
            Target::Point { across, up } => self.place(across, up),
            // This stage has neither.
            Target::Knob(_) | Target::Entry { .. } => {}
        }
    }

    /// Put the point where a click has met the picture.
    fn place(&mut self, across: f64, up: f64) {
        self.focus = Panel::Does;
        let axis = self.axis("");
        let (from, to) = axis.range;
        let step = (to - from) / STEPS_ACROSS / STEPS_OF_PLAY;
        let number = |fraction: f64| on_grid(axis.at(fraction.clamp(0.0, 1.0)), step);
        if self.view == View::Plane {
            self.x[0] = number(across);
            if let Some(x_1) = self.x.get_mut(1) {
                *x_1 = number(up);
            }
        }
    }
}

/// The nearest multiple of a step, without the dust of binary fractions.
fn on_grid(number: f64, step: f64) -> f64 {
    let steps = (number / step).round();
    let exact = steps * step;
    let rounded = (exact * 1e9).round() / 1e9;
    if rounded.is_finite() {
        rounded + 0.0
    } else {
        number
    }
}

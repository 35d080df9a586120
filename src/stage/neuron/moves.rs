//! The effects of actions: numbers change, a point moves, a surface turns.

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

use super::{Neuron, Preset, View};
use crate::scene::{Panel, Target};
use crate::stage::Direction;

/// Change of a weight at a key.
const WEIGHT_STEP: f64 = 0.1;
/// Steps of an arrow across the plane.
const STEPS_ACROSS: f64 = 40.0;
/// Steps of play in a step of an arrow; a click is as fine.
const STEPS_OF_PLAY: f64 = 5.0;
/// Turn of the surface at a key, in degrees.
const TURN: f64 = 7.5;

impl Neuron {
    pub(super) fn arrow(&mut self, direction: Direction) {
        match self.screen.focus {
            Panel::Where => self.arrow_in_diagram(direction),
            Panel::What => self
                .screen
                .select_neighbour(matches!(direction, Direction::Right | Direction::Down)),
            Panel::Does if self.view() == View::Surface => self.turn(direction),
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

    /// Moves an input by a number of an arrow's steps.
    fn move_input(&mut self, i: usize, steps: f64) {
        let (from, to) = self.range();
        let step = (to - from) / STEPS_ACROSS;
        self.shift_input(i, steps * step, step);
    }

    /// Moves an input to a multiple of `grid`; the two that the plane shows stay inside it.
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
        let pitch = self.turned.1;
        match direction {
            Direction::Left => self.turn_by(-TURN),
            Direction::Right => self.turn_by(TURN),
            Direction::Up => self.turned.1 = (pitch + TURN).min(90.0),
            Direction::Down => self.turned.1 = (pitch - TURN).max(0.0),
        }
    }

    fn turn_by(&mut self, degrees: f64) {
        self.turned.0 = (self.turned.0 + degrees + 180.0).rem_euclid(360.0) - 180.0;
    }

    /// Takes the weights of a preset.
    pub(super) fn choose(&mut self, index: usize) {
        let Some(preset) = Preset::ALL.get(index).copied() else {
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
        self.screen.notice = Some(preset.summary().to_owned());
    }

    /// Fresh weights between −3 and 3 with one decimal, from the next seed.
    pub(super) fn reseed(&mut self) {
        self.seed = self.seed.wrapping_add(1);
        let mut random = ChaCha8Rng::seed_from_u64(self.seed);
        random.set_stream(2);
        self.preset = None;
        self.w = self
            .w
            .iter()
            .map(|_| on_grid(random.random_range(-3.0..=3.0), WEIGHT_STEP))
            .collect();
        self.start = (self.w.clone(), self.x.clone());
        self.screen.notice = Some(format!("random weights from seed {}", self.seed));
    }

    /// Switches between the surface that the source printed and the right one.
    pub(super) fn mirror(&mut self) {
        self.mirrored = !self.mirrored;
        let which = if self.mirrored {
            "as the source printed it, mirrored"
        } else {
            "as it should be"
        };
        self.screen.notice = Some(format!("figure 43 {which}: v leads to the surface"));
    }

    /// One step of play: the surface turns, or the point wanders along x_0 and back.
    pub(super) fn step(&mut self, forth: bool) {
        if self.view() == View::Surface {
            self.turn_by(if forth { 2.0 } else { -2.0 });
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
            Target::Quantity(handle) => {
                self.screen.focus = Panel::Where;
                self.focused = handle.min(self.x.len() + self.w.len() - 1);
            }
            Target::Point { across, up } => self.move_point(across, up),
            _ => {}
        }
    }

    /// Moves the point to where a click has met the picture.
    fn move_point(&mut self, across: f64, up: f64) {
        self.screen.focus = Panel::Does;
        let axis = self.axis("");
        let (from, to) = axis.range;
        let step = (to - from) / STEPS_ACROSS / STEPS_OF_PLAY;
        let number = |fraction: f64| on_grid(axis.at(fraction.clamp(0.0, 1.0)), step);
        if self.view() == View::Plane {
            self.x[0] = number(across);
            if let Some(x_1) = self.x.get_mut(1) {
                *x_1 = number(up);
            }
        }
    }
}

/// The nearest multiple of a step, rounded to nine decimals.
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

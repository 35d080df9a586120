//! The effects of actions: numbers change, a point moves, a surface turns.

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

use super::{Neuron, Preset, View};
use crate::scene::{Pane, Symbol, Target};
use crate::stage::dashboard::{PresetRow, typed_number};
use crate::stage::experiment::around;
use crate::stage::{Direction, Leap};

const WEIGHT_STEP: f64 = 0.1;
/// Steps of an arrow across the plane.
const STEPS_ACROSS: f64 = 40.0;
/// Steps of play in a step of an arrow; a click is as fine.
const STEPS_OF_PLAY: f64 = 5.0;
/// Turn of the surface at a key, in degrees.
const TURN: f64 = 7.5;

impl Neuron {
    pub(super) fn arrow(&mut self, direction: Direction) {
        let (axis, steps, next) = match direction {
            Direction::Left => (0, -1.0, -1),
            Direction::Right => (0, 1.0, 1),
            Direction::Down => (1, -1.0, 1),
            Direction::Up => (1, 1.0, -1),
        };
        match self.screen.focus {
            Pane::Network if axis == 0 => self.change_focused(steps),
            Pane::Network => self.focus_number(self.focused.saturating_add_signed(next)),
            Pane::Equation if axis == 0 => self.screen.read_line(next > 0),
            Pane::Equation => self.screen.select_neighbour(next > 0),
            Pane::Picture if self.view() == View::Surface => self.turn(axis, steps * TURN),
            Pane::Picture => self.move_input(axis, steps, 1.0),
            Pane::Training => {
                let here = self.preset.map_or(0, |preset| preset as usize);
                self.choose(around(here, next, Preset::ALL.len()));
            }
        }
    }

    pub(super) fn leap(&mut self, leap: Leap) {
        match self.screen.focus {
            Pane::Network => {
                self.focused = leap.from(self.focused, self.x.len() + self.w.len());
            }
            Pane::Equation => self.screen.leap(leap),
            Pane::Picture => {}
            Pane::Training => {
                let here = self.preset.map_or(0, |preset| preset as usize);
                self.choose(leap.from(here, Preset::ALL.len()));
            }
        }
    }

    pub(super) fn focus_number(&mut self, number: usize) {
        self.focused = number.min(self.x.len() + self.w.len() - 1);
    }

    /// Moves an input by steps that are `finer` than those of an arrow; the two that the plane shows stay inside it.
    fn move_input(&mut self, i: usize, steps: f64, finer: f64) {
        let (from, to) = self.range();
        let step = (to - from) / STEPS_ACROSS / finer;
        if let Some(x) = self.x.get_mut(i) {
            let moved = on_grid(*x + steps * step, step);
            *x = if i < 2 { moved.clamp(from, to) } else { moved };
        }
    }

    fn change_focused(&mut self, steps: f64) {
        match self.focused.checked_sub(self.x.len()) {
            Some(i) => self.w[i] = on_grid(self.w[i] + steps * WEIGHT_STEP, WEIGHT_STEP),
            None => self.move_input(self.focused, steps, 1.0),
        }
    }

    fn turn(&mut self, axis: usize, degrees: f64) {
        let (yaw, pitch) = &mut self.turned;
        if axis == 0 {
            *yaw = (*yaw + degrees + 180.0).rem_euclid(360.0) - 180.0;
        } else {
            *pitch = (*pitch + degrees).clamp(0.0, 90.0);
        }
    }

    pub(super) fn choose(&mut self, index: usize) {
        if let Some(preset) = Preset::ALL.get(index) {
            self.preset = Some(*preset);
            self.start = (preset.weights().to_vec(), preset.inputs());
            (self.w, self.x) = self.start.clone();
            self.focused = 0;
            self.onwards = self.line_is_on_the_right();
            self.screen.notice = Some(preset.summary().to_owned());
        }
    }

    pub(super) fn preset_rows(&self) -> Vec<PresetRow> {
        let row = |preset: Preset| PresetRow {
            name: preset.name().to_owned(),
            does: preset.summary().to_owned(),
            is_on: self.is_at(preset),
        };
        Preset::ALL.map(row).into()
    }

    /// True if the weights are still those of the preset.
    pub(super) fn is_at(&self, preset: Preset) -> bool {
        self.preset == Some(preset) && preset.weights()[..] == self.w[..]
    }

    /// The name of the number that the keys change.
    pub(super) fn focused_name(&self) -> String {
        let (letter, index) = match self.focused.checked_sub(self.x.len()) {
            Some(i) => ('w', i),
            None => ('x', self.focused),
        };
        Symbol::new(letter, index.to_string()).to_string()
    }

    /// Takes a typed number for the focused one, or says what was expected.
    pub(super) fn take_typed(&mut self, text: &str) -> Result<(), String> {
        let number = typed_number(text)?;
        let (from, to) = self.range();
        match self.focused.checked_sub(self.x.len()) {
            Some(i) => self.w[i] = number,
            None if self.targets().is_some() && !(from..=to).contains(&number) => {
                return Err(format!(
                    "expected a number from {from} to {to}: the plane of a gate"
                ));
            }
            None => self.x[self.focused] = number,
        }
        Ok(())
    }

    /// Fresh weights between −3 and 3 with one decimal, from the next seed.
    pub(super) fn reseed(&mut self) {
        self.seed = self.seed.wrapping_add(1);
        let mut random = ChaCha8Rng::seed_from_u64(self.seed);
        random.set_stream(2);
        self.preset = None;
        for w in &mut self.w {
            *w = on_grid(random.random_range(-3.0..=3.0), WEIGHT_STEP);
        }
        self.start = (self.w.clone(), self.x.clone());
        self.screen.notice = Some(format!("random weights from seed {}", self.seed));
    }

    pub(super) fn mirror(&mut self) {
        self.mirrored = !self.mirrored;
        let which = if self.mirrored {
            "as the source printed it, mirrored"
        } else {
            "as it should be"
        };
        self.screen.notice = Some(format!("figure 43 {which}: v leads to the surface"));
    }

    /// True if the line a = 0 is crossed on the way to the right, so that play goes there first.
    pub(super) fn line_is_on_the_right(&self) -> bool {
        self.w.first().is_some_and(|w| self.sum() * w <= 0.0)
    }

    /// One step of play: the surface turns, or the point wanders along x_0 and back.
    pub(super) fn step(&mut self, forth: bool) {
        if self.view() == View::Surface {
            return self.turn(0, if forth { 2.0 } else { -2.0 });
        }
        let (from, to) = self.range();
        if self.onwards == forth && self.x[0] >= to || self.onwards != forth && self.x[0] <= from {
            self.onwards = !self.onwards;
        }
        let steps = if self.onwards == forth { 1.0 } else { -1.0 };
        self.move_input(0, steps, STEPS_OF_PLAY);
    }

    pub(super) fn click(&mut self, target: Target) {
        match target {
            Target::Quantity(handle) => {
                self.screen.focus = Pane::Network;
                self.focus_number(handle);
            }
            Target::Point { across, up } => {
                self.screen.focus = Pane::Picture;
                let axis = self.axis(0);
                let step = (axis.range.1 - axis.range.0) / STEPS_ACROSS / STEPS_OF_PLAY;
                let is_plane = self.view() == View::Plane;
                for (x, fraction) in self.x.iter_mut().zip([across, up]).filter(|_| is_plane) {
                    *x = on_grid(axis.at(fraction.clamp(0.0, 1.0)), step);
                }
            }
            _ => {}
        }
    }
}

/// The nearest multiple of a step, rounded to nine decimals.
pub(super) fn on_grid(number: f64, step: f64) -> f64 {
    let exact = (number / step).round() * step;
    let rounded = (exact * 1e9).round() / 1e9 + 0.0;
    if rounded.is_finite() { rounded } else { number }
}

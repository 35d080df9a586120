//! The pace of play.

use std::fmt;

use crate::equation::Chapter;

/// Steps in a second of play; 0 is as fast as possible.
const SPEEDS: [u32; 7] = [1, 3, 10, 30, 100, 300, 0];
/// Seconds that a training may take to watch, if nobody chooses its pace.
const LONGEST_PLAY: u64 = 40;
const TICKS_PER_SECOND: u32 = 30;
const SLOWEST: &str = "This is the slowest play: > makes it faster.";
const FASTEST: &str = "This is the fastest play: < makes it slower.";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::stage) struct Pace {
    /// The index of the speed.
    speed: usize,
    /// The part of the next step that has come together in a slow play.
    waited: u32,
}

impl fmt::Display for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match SPEEDS[self.speed] {
            0 => f.write_str("fastest"),
            1 => f.write_str("1 step/s"),
            speed => write!(f, "{speed} steps/s"),
        }
    }
}

impl Pace {
    /// The pace of so many steps a second, or the next faster one.
    fn of(steps_a_second: u32) -> Self {
        let speed = SPEEDS.iter().position(|speed| *speed >= steps_a_second);
        Self {
            speed: speed.unwrap_or(SPEEDS.len() - 1),
            waited: 0,
        }
    }

    /// The pace of a new dashboard.
    pub fn of_chapter(chapter: Chapter) -> Self {
        Self::of(match chapter {
            Chapter::Network => 3,
            Chapter::NumericalGradient => 10,
            Chapter::Neuron | Chapter::Backprop => 30,
        })
    }

    /// The least pace, from that of a new dashboard on, at which a training of so many steps is watched to its end.
    pub fn in_sight(chapter: Chapter, steps: u64) -> Self {
        let least = Self::of_chapter(chapter);
        if chapter == Chapter::Network {
            return least;
        }
        let needed = u32::try_from(steps.div_ceil(LONGEST_PLAY)).unwrap_or(u32::MAX);
        Self::of(needed.max(SPEEDS[least.speed]))
    }

    pub fn is_as_fast_as(self, other: Self) -> bool {
        self.speed == other.speed
    }

    pub fn is_fastest(self) -> bool {
        SPEEDS[self.speed] == 0
    }

    /// Makes play faster (1) or slower (−1). Returns a sentence if there is no such pace.
    pub fn turn(&mut self, up: isize) -> Option<&'static str> {
        let before = self.speed;
        self.speed = before.saturating_add_signed(up).min(SPEEDS.len() - 1);
        let end = if up > 0 { FASTEST } else { SLOWEST };
        (self.speed == before).then_some(end)
    }

    /// The steps in this tick; `None` if they are as many as there is time for.
    pub fn steps_of_tick(&mut self) -> Option<u32> {
        if self.is_fastest() {
            return None;
        }
        self.waited += SPEEDS[self.speed];
        let steps = self.waited / TICKS_PER_SECOND;
        self.waited %= TICKS_PER_SECOND;
        Some(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_training_is_watched_to_its_end_within_forty_seconds_and_never_slower_than_a_new_dashboard()
    {
        for (chapter, steps, pace) in [
            (Chapter::Backprop, 300, "30 steps/s"),
            (Chapter::Backprop, 1000, "30 steps/s"),
            (Chapter::Backprop, 1500, "100 steps/s"),
            (Chapter::Backprop, u64::MAX, "fastest"),
            (Chapter::NumericalGradient, 300, "10 steps/s"),
            (Chapter::NumericalGradient, 1000, "30 steps/s"),
            (Chapter::Network, 1000, "3 steps/s"),
        ] {
            assert_eq!(Pace::in_sight(chapter, steps).to_string(), pace);
        }
    }
}

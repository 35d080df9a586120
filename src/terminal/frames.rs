//! The times of a loop that plays: when a frame comes, and how long may be computed before it.

use std::time::{Duration, Instant};

/// Time between two frames while something plays.
pub(super) const FRAME: Duration = Duration::from_millis(33);
/// Long computations have of that time what the frame leaves, but for a slice that may be under way, and at least this.
const WORK: Duration = Duration::from_millis(8);
const SLICE: Duration = Duration::from_millis(4);

/// Time to wait for a key while nothing plays, before looking for signals.
const IDLE: Duration = Duration::from_millis(200);
/// The same where news may come of what the reader has saved.
const HEARING: Duration = Duration::from_millis(50);

/// How long to wait for a key.
pub(super) fn wait(is_playing: bool, is_hearing: bool, last_tick: Instant) -> Duration {
    if is_playing {
        FRAME.saturating_sub(last_tick.elapsed())
    } else if is_hearing {
        HEARING
    } else {
        IDLE
    }
}

/// The time from which the next frame is counted: so that as many come as should, but none in a rush after a long pause.
pub(super) fn next_tick(last: Instant) -> Instant {
    let now = Instant::now();
    let next = last + FRAME;
    if now.saturating_duration_since(next) < FRAME {
        next
    } else {
        now
    }
}

/// True if a computation that began at `start` may go on: the frame that follows takes about as long to draw as the last one.
pub(super) fn has_time(start: Instant, last_tick: Instant, drawing: Duration) -> bool {
    let end = FRAME.saturating_sub(drawing + SLICE);
    start.elapsed() < WORK || last_tick.elapsed() < end
}

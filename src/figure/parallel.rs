//! Drawing on several threads, in order.

use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

/// The maximum number of threads that draw.
const MAX_THREADS: usize = 4;

/// Draws `count` things and hands them on in their order. Each thread draws every so many, and is at most one ahead, so that few are in
/// memory.
pub(super) fn in_order<T: Send, R>(
    count: usize,
    draw: impl Fn(usize) -> T + Sync,
    consume: impl FnOnce(&mut dyn Iterator<Item = T>) -> R,
) -> R {
    let threads = thread::available_parallelism().map_or(1, |count| count.get().min(MAX_THREADS));
    let draw = &draw;
    thread::scope(|scope| {
        let drawn = |first| {
            let (send, receive) = sync_channel(1);
            scope.spawn(move || {
                let mut indices = (first..count).step_by(threads);
                indices.all(|index| send.send(draw(index)).is_ok())
            });
            receive
        };
        let drawn: Vec<Receiver<T>> = (0..threads).map(drawn).collect();
        let mut things = (0..count).map_while(|index| drawn[index % threads].recv().ok());
        consume(&mut things)
    })
}

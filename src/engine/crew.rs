//! The threads of an engine. With one, nothing is started and nothing waits. In a page there is never more than one.

#[cfg(not(target_arch = "wasm32"))]
use std::sync::Arc;

#[cfg(not(target_arch = "wasm32"))]
use rayon::{ThreadPool, ThreadPoolBuilder};

/// The thread of a page.
#[cfg(target_arch = "wasm32")]
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Crew;

#[cfg(target_arch = "wasm32")]
impl Crew {
    pub fn new(_: usize) -> Self {
        Self
    }

    pub fn threads(&self) -> usize {
        1
    }

    pub fn run<R: Send>(&self, work: impl FnOnce() -> R + Send) -> R {
        work()
    }

    pub fn each<T: Send>(&self, members: &mut [T], work: &(impl Fn(usize, &mut T) + Sync)) {
        one_after_the_other(members, work);
    }
}

fn one_after_the_other<T>(members: &mut [T], work: &impl Fn(usize, &mut T)) {
    for (number, member) in members.iter_mut().enumerate() {
        work(number, member);
    }
}

/// So many threads, which sleep while there is nothing to do.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug, Clone)]
pub(super) struct Crew {
    pool: Option<Arc<ThreadPool>>,
}

#[cfg(not(target_arch = "wasm32"))]
impl Crew {
    /// At least one thread; only one where the system gives no more.
    pub fn new(threads: usize) -> Self {
        let pool = (threads > 1)
            .then(|| ThreadPoolBuilder::new().num_threads(threads).build().ok())
            .flatten();
        Self {
            pool: pool.map(Arc::new),
        }
    }

    pub fn threads(&self) -> usize {
        self.pool
            .as_ref()
            .map_or(1, |pool| pool.current_num_threads())
    }

    /// Run some work that divides itself by [`Crew::each`].
    pub fn run<R: Send>(&self, work: impl FnOnce() -> R + Send) -> R {
        match &self.pool {
            Some(pool) => pool.install(work),
            None => work(),
        }
    }

    /// Do the same work with each member, side by side.
    pub fn each<T: Send>(&self, members: &mut [T], work: &(impl Fn(usize, &mut T) + Sync)) {
        if self.pool.is_none() {
            return one_after_the_other(members, work);
        }
        self.run(|| halves(members, 0, work));
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn halves<T: Send>(members: &mut [T], first: usize, work: &(impl Fn(usize, &mut T) + Sync)) {
    if let [member] = members {
        return work(first, member);
    }
    let middle = members.len() / 2;
    let (left, right) = members.split_at_mut(middle);
    rayon::join(
        || halves(left, first, work),
        || halves(right, first + middle, work),
    );
}

/// Two crews are equal if they have as many threads.
#[cfg(not(target_arch = "wasm32"))]
impl PartialEq for Crew {
    fn eq(&self, other: &Self) -> bool {
        self.threads() == other.threads()
    }
}

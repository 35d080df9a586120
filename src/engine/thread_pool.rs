//! The threads of an engine. With one, nothing is started and nothing waits; in a page there is
//! never more than one.

#[cfg(not(target_arch = "wasm32"))]
use std::sync::Arc;

#[derive(Debug, Clone)]
pub(super) struct ThreadPool {
    #[cfg(not(target_arch = "wasm32"))]
    pool: Option<Arc<rayon::ThreadPool>>,
}

impl ThreadPool {
    /// At least one thread; only one in a page, or if the system gives no more.
    #[cfg_attr(target_arch = "wasm32", expect(unused_variables))]
    pub fn new(threads: usize) -> Self {
        #[cfg(not(target_arch = "wasm32"))]
        let builder = rayon::ThreadPoolBuilder::new().num_threads(threads);
        Self {
            #[cfg(not(target_arch = "wasm32"))]
            pool: (threads > 1)
                .then(|| builder.build().ok())
                .flatten()
                .map(Arc::new),
        }
    }

    pub fn threads(&self) -> usize {
        #[cfg(not(target_arch = "wasm32"))]
        if let Some(pool) = &self.pool {
            return pool.current_num_threads();
        }
        1
    }

    /// Runs some work that divides itself by [`ThreadPool::each`].
    #[inline]
    pub fn run<R: Send>(&self, work: impl FnOnce() -> R + Send) -> R {
        #[cfg(not(target_arch = "wasm32"))]
        if let Some(pool) = &self.pool {
            return pool.install(work);
        }
        work()
    }

    /// Does the same work with each worker, in parallel.
    #[inline]
    pub fn each<T: Send>(&self, workers: &mut [T], work: &(impl Fn(usize, &mut T) + Sync)) {
        #[cfg(not(target_arch = "wasm32"))]
        if self.pool.is_some() {
            return self.run(|| halves(workers, 0, work));
        }
        for (index, worker) in workers.iter_mut().enumerate() {
            work(index, worker);
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn halves<T: Send>(workers: &mut [T], first: usize, work: &(impl Fn(usize, &mut T) + Sync)) {
    if let [worker] = workers {
        return work(first, worker);
    }
    let middle = workers.len() / 2;
    let (left, right) = workers.split_at_mut(middle);
    rayon::join(
        || halves(left, first, work),
        || halves(right, first + middle, work),
    );
}

/// Two pools are equal if they have the same number of threads.
impl PartialEq for ThreadPool {
    fn eq(&self, other: &Self) -> bool {
        self.threads() == other.threads()
    }
}

//! Work shared out to threads that end before the caller goes on.
//!
//! Pure where the work is: results come in the items' order, whatever the number of cores.
//! Called by: `train`, `features`.

use std::panic::resume_unwind;

/// Fewer items than this are not worth a thread.
const SHARE: usize = 64;
/// More threads than this gain little: what follows waits for the slowest.
const THREADS: usize = 8;

/// `work` on each item, in order, shared out to the cores that there are.
pub fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from).min(THREADS);
    let share = items.len().div_ceil(cores).max(SHARE);
    if items.len() <= share {
        return items.iter().map(work).collect();
    }
    std::thread::scope(|scope| {
        let handles: Vec<_> =
            items.chunks(share).map(|chunk| scope.spawn(|| chunk.iter().map(&work).collect::<Vec<R>>())).collect();
        handles.into_iter().flat_map(|handle| handle.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}

//! Many transcripts at once, their results in order.
//!
//! Workers take the next item that nobody has; the caller's thread gets the results in the order of the items. A worker
//! waits when it is too far ahead, so that memory holds a few transcripts, whatever the number of files.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// How many results a worker may be ahead of what was handed over.
const AHEAD: usize = 4;

/// Does `work` on every item, on so many threads, and hands the results to `sink` in the order of the items.
///
/// `scratch` makes the memory that a worker uses again from item to item. `sink` says whether to go on; after `false` no
/// new item is begun.
///
/// # Panics
/// When `work` panics.
pub fn in_order<T, S, R>(
    items: &[T],
    threads: usize,
    scratch: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &T) -> R + Sync,
    mut sink: impl FnMut(R) -> bool,
) where
    T: Sync,
    R: Send,
{
    let threads = threads.clamp(1, items.len().max(1));
    if threads == 1 {
        let mut scratch = scratch();
        let _ = items.iter().all(|item| sink(work(&mut scratch, item)));
        return;
    }
    let queue = Queue {
        state: Mutex::new(State::default()),
        changed: Condvar::new(),
        window: threads * AHEAD,
    };
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                // A panic must not leave the others waiting for this worker's result.
                let _guard = StopOnPanic(&queue);
                let mut scratch = scratch();
                while let Some(index) = queue.take(items.len()) {
                    queue.put(index, work(&mut scratch, &items[index]));
                }
            });
        }
        for _ in 0..items.len() {
            let Some(result) = queue.next() else { break };
            if !sink(result) {
                queue.stop();
                break;
            }
        }
    });
}

struct Queue<R> {
    state: Mutex<State<R>>,
    changed: Condvar,
    window: usize,
}

struct State<R> {
    /// The next item to begin.
    begun: usize,
    /// The next result to hand over.
    handed: usize,
    done: BTreeMap<usize, R>,
    stopped: bool,
}

impl<R> Default for State<R> {
    fn default() -> Self {
        Self {
            begun: 0,
            handed: 0,
            done: BTreeMap::new(),
            stopped: false,
        }
    }
}

impl<R> Queue<R> {
    fn take(&self, count: usize) -> Option<usize> {
        let mut state = self.lock();
        loop {
            if state.stopped || state.begun == count {
                return None;
            }
            if state.begun < state.handed + self.window {
                state.begun += 1;
                return Some(state.begun - 1);
            }
            state = self.wait(state);
        }
    }

    fn put(&self, index: usize, result: R) {
        self.lock().done.insert(index, result);
        self.changed.notify_all();
    }

    fn next(&self) -> Option<R> {
        let mut state = self.lock();
        loop {
            let handed = state.handed;
            if let Some(result) = state.done.remove(&handed) {
                state.handed += 1;
                self.changed.notify_all();
                return Some(result);
            }
            if state.stopped {
                return None;
            }
            state = self.wait(state);
        }
    }

    fn stop(&self) {
        self.lock().stopped = true;
        self.changed.notify_all();
    }

    // A worker that panicked while it held the lock left a state that is still whole: each change is one step.
    fn lock(&self) -> MutexGuard<'_, State<R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State<R>>) -> MutexGuard<'a, State<R>> {
        self.changed
            .wait(state)
            .unwrap_or_else(PoisonError::into_inner)
    }
}

struct StopOnPanic<'a, R>(&'a Queue<R>);

impl<R> Drop for StopOnPanic<'_, R> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.stop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_with_any_number_of_threads() {
        let items: Vec<u64> = (0..500).collect();
        for threads in [1, 2, 7] {
            let mut seen = Vec::new();
            in_order(
                &items,
                threads,
                || (),
                |(), item| item * item,
                |square| {
                    seen.push(square);
                    true
                },
            );
            assert_eq!(
                seen,
                items.iter().map(|item| item * item).collect::<Vec<_>>()
            );
        }
    }

    #[test]
    fn a_sink_can_end_it() {
        let items: Vec<usize> = (0..500).collect();
        let mut seen = 0;
        in_order(
            &items,
            3,
            || (),
            |(), item| *item,
            |_| {
                seen += 1;
                seen < 10
            },
        );
        assert_eq!(seen, 10);
    }
}

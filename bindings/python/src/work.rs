//! Work outside of Python: other threads run meanwhile, and an interrupt is heard.

use std::{
    panic, process,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

use pyo3::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::errors::{refused, wrong};

/// How often Python is asked whether the user wants to stop.
const PATIENCE: Duration = Duration::from_millis(50);

/// Bytes of the stack of a thread that works: as many as in the program.
const STACK: usize = 8 << 20;

/// The threads that share the work, with the process that they are of.
static POOL: Mutex<Option<Pool>> = Mutex::new(None);

struct Pool {
    process: u32,
    threads: Arc<ThreadPool>,
}

/// Runs `job` on all cores without holding the interpreter.
///
/// If the user interrupts, Python goes on at once; the job ends by itself and its answer is dropped.
pub(crate) fn work<T: Send + 'static>(
    py: Python<'_>,
    job: impl FnOnce() -> yiti::Result<T> + Send + 'static,
) -> PyResult<T> {
    let pool = pool()?;
    let (sender, mut receiver) = mpsc::sync_channel(1);
    let run = move || {
        // This fails if the user has interrupted and nobody waits for the answer.
        let _ = sender.send(pool.install(job));
    };
    let worker = thread::Builder::new().name("yiti".into()).spawn(run).map_err(no_threads)?;
    loop {
        let heard;
        (receiver, heard) = py.detach(move || {
            let heard = receiver.recv_timeout(PATIENCE);
            (receiver, heard)
        });
        match heard {
            Ok(answer) => return answer.map_err(refused),
            Err(RecvTimeoutError::Timeout) => py.check_signals()?,
            // It has panicked, which PyO3 turns into an exception.
            Err(RecvTimeoutError::Disconnected) => match worker.join() {
                Err(panicked) => panic::resume_unwind(panicked),
                Ok(()) => return Err(no_threads("the worker has ended")),
            },
        }
    }
}

/// The threads of this process: a process that Python forks has none of its parent's.
pub(crate) fn pool() -> PyResult<Arc<ThreadPool>> {
    let own = process::id();
    let mut pool = POOL.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(pool) = pool.as_ref().filter(|pool| pool.process == own) {
        return Ok(Arc::clone(&pool.threads));
    }
    let made = ThreadPoolBuilder::new().stack_size(STACK).build().map_err(no_threads)?;
    let threads = Arc::new(made);
    let new = Pool { process: own, threads: Arc::clone(&threads) };
    if let Some(parents) = pool.replace(new) {
        // Its threads are not here: to end it would be to wait for them.
        std::mem::forget(parents);
    }
    Ok(threads)
}

/// A single thread to share work on, of the caller's own.
pub(crate) fn one_thread() -> PyResult<ThreadPool> {
    ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build().map_err(no_threads)
}

fn no_threads(error: impl ToString) -> PyErr {
    wrong(
        "threads",
        &format!("there are none to be had: {}", error.to_string()),
        "end other programs",
    )
}

//! Runs a reader that is not ours where it can do no harm: on a thread with a deep stack, within
//! a time, its panics turned into errors.

use std::{
    any::Any,
    panic,
    sync::{
        Arc, Once,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

use super::Params;
use crate::error::{Error, Result};

/// The name of such a thread, by which the panic hook knows it.
const NAME: &str = "yiti-reader";

/// Bytes of its stack: readers that go down into nested objects have their own limits of depth,
/// all far below this; pages that are not used cost nothing.
const STACK: usize = 32 << 20;

/// Tells a reader that nobody waits for it any more.
#[derive(Clone, Default)]
pub(super) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Leaves the reader from wherever it is, if its time is up.
    ///
    /// `resume_unwind` is a way out through code that has no errors of its own, such as the
    /// callbacks of a PDF interpreter; it runs no panic hook, and only [`guarded`] sees it.
    pub(super) fn check(&self) {
        if self.0.load(Ordering::Relaxed) {
            panic::resume_unwind(Box::new(()) as Box<dyn Any + Send>);
        }
    }
}

/// Runs `work` on `input` and waits for it.
///
/// The crates behind it read hostile files; what they miss must not end the program. A panic is
/// caught by the thread's end, too deep a recursion has a deep stack, and a loop is left after
/// [`Params::max_seconds`]: at the next [`Stop::check`], or, if there is none, when the program ends.
pub(super) fn guarded<T: Send + 'static>(
    input: &str,
    params: &Params,
    work: impl FnOnce(&Stop) -> Result<T> + Send + 'static,
) -> Result<T> {
    keep_quiet();
    let stop = Stop::default();
    let (sender, receiver) = mpsc::sync_channel(1);
    let run = {
        let stop = stop.clone();
        move || {
            // Who waited may have left: then the answer is nobody's.
            let _ = sender.send(work(&stop));
        }
    };
    let reader = thread::Builder::new()
        .name(NAME.into())
        .stack_size(STACK)
        .spawn(run)
        .map_err(Error::file(input, "start a thread to read"))?;
    let answer = receiver.recv_timeout(Duration::from_secs(params.max_seconds));
    if !matches!(answer, Err(RecvTimeoutError::Timeout)) {
        // It has answered or is gone: what it holds goes with it before we go on.
        let _ = reader.join();
    }
    match answer {
        Ok(answer) => answer,
        Err(RecvTimeoutError::Timeout) => {
            stop.0.store(true, Ordering::Relaxed);
            Err(Error::input(
                input,
                format!("not read after {} seconds", params.max_seconds),
                "split it, or allow more with --max-seconds (pages.max_seconds)",
            ))
        }
        Err(RecvTimeoutError::Disconnected) => Err(Error::input(
            input,
            "damaged, in a way that its reader could not handle",
            "open it in the program that made it, save it anew, or give its text as .txt",
        )),
    }
}

/// Panics of these threads become errors, so the hook that prints them is not for them.
fn keep_quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() != Some(NAME) {
                before(info);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_and_a_loop_are_errors() {
        let params = Params { max_seconds: 1, ..Params::default() };
        let answer = guarded("a.pdf", &params, |_| Ok(1));
        assert_eq!(answer.expect("reads"), 1);
        let error = guarded("a.pdf", &params, |_| -> Result<()> { panic!("not printed") });
        assert!(error.expect_err("refused").to_string().starts_with("a.pdf: damaged"));
        let error = guarded("a.pdf", &params, |stop| -> Result<()> {
            loop {
                stop.check();
            }
        });
        assert!(error.expect_err("refused").to_string().contains("not read after 1 seconds"));
    }
}

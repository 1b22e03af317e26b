//! Runs a third-party reader on a thread with a deep stack and within a time limit, and turns its
//! panics into errors.
//!
//! A panic also calls the process's panic hook, which prints by default. The hook belongs to the
//! program, so the library leaves it alone: a program that wants to print nothing asks
//! [`is_reader_thread`] in a hook of its own.

use std::{
    panic::{self, AssertUnwindSafe},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

use super::Params;
use crate::error::{Error, Fault, Result};

/// The name of such a thread.
const NAME: &str = "yiti-reader";

/// Bytes of its stack: readers that go down into nested objects have their own limits of depth,
/// all far below this; pages that are not used cost nothing.
const STACK: usize = 32 << 20;

/// Tells a reader that its time is up.
#[derive(Clone, Default)]
pub(super) struct Stop(Arc<AtomicBool>);

/// What unwinds a reader whose time is up.
struct Stopped;

impl Stop {
    /// Leaves the reader from wherever it is, if its time is up.
    ///
    /// `resume_unwind` is a way out through code that has no errors of its own, such as the
    /// callbacks of a PDF interpreter; it runs no panic hook, and only [`caught`] sees it.
    #[cfg(any(feature = "office", feature = "pdf"))]
    pub(super) fn check(&self) {
        if self.0.load(Ordering::Relaxed) {
            panic::resume_unwind(Box::new(Stopped));
        }
    }
}

/// What unwinds a reader that gives up: what is wrong with its file, and what to do.
struct Left(String, &'static str);

/// Leaves a reader from wherever it is; [`caught`] makes an error of it.
#[cfg(feature = "pdf")]
pub(super) fn leave(reason: String, remedy: &'static str) -> ! {
    panic::resume_unwind(Box::new(Left(reason, remedy)))
}

/// Runs `work` on `input` and waits for it.
///
/// Third-party crates read hostile files, and must not end the program. A panic becomes an error, a
/// deep recursion has a deep stack, and a loop ends after [`Params::max_seconds`]: at the next
/// [`Stop::check`], or, if it makes none, with the program.
pub(super) fn guarded<T: Send + 'static>(
    input: &str,
    params: &Params,
    work: impl FnOnce(&Stop) -> Result<T> + Send + 'static,
) -> Result<T> {
    let stop = Stop::default();
    if cfg!(target_family = "wasm") {
        // There is no thread: the page that runs this ends its worker instead.
        return caught(input, || work(&stop));
    }
    let (sender, receiver) = mpsc::sync_channel(1);
    let run = {
        let (name, stop) = (input.to_owned(), stop.clone());
        move || {
            // This fails if the time is up and nobody waits for the answer.
            let _ = sender.send(caught(&name, || work(&stop)));
        }
    };
    let reader = thread::Builder::new()
        .name(NAME.into())
        .stack_size(STACK)
        .spawn(run)
        .map_err(Error::file(input, "start a thread to read"))?;
    let answer = receiver.recv_timeout(Duration::from_secs(params.max_seconds));
    if !matches!(answer, Err(RecvTimeoutError::Timeout)) {
        // It has answered or panicked: its memory is freed before we go on.
        let _ = reader.join();
    }
    match answer {
        Ok(answer) => answer,
        Err(RecvTimeoutError::Timeout) => {
            stop.0.store(true, Ordering::Relaxed);
            Err(params.too_slow(input))
        }
        Err(RecvTimeoutError::Disconnected) => Err(damaged(input)),
    }
}

/// Runs the reader of one file: its panic is an error that names the file.
pub(super) fn caught<T>(input: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|left| {
        if left.is::<Stopped>() {
            panic::resume_unwind(left);
        }
        Err(match left.downcast::<Left>() {
            Ok(left) => Error::input(input, left.0, left.1).of(Fault::TooLarge),
            Err(_) => damaged(input),
        })
    })
}

/// The refusal of a file that its reader failed on.
pub(super) fn damaged(input: &str) -> Error {
    Error::input(
        input,
        "damaged, in a way that its reader could not handle",
        "open it in the program that made it, save it anew, or give its text as .txt",
    )
    .of(Fault::Damaged)
}

/// Whether the current thread reads a file for [`super::decode`].
///
/// A panic of such a thread becomes an error, so a panic hook need not print it.
pub fn is_reader_thread() -> bool {
    thread::current().name() == Some(NAME)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "shows that the library sets no hook")]
    fn the_hook_of_the_program_is_left_alone() {
        let (sender, receiver) = mpsc::channel();
        panic::set_hook(Box::new(move |info| {
            if info.payload_as_str() == Some("reaches the hook") {
                let _ = sender.send(is_reader_thread());
            }
        }));
        let read = |_: &Stop| -> Result<()> { panic!("reaches the hook") };
        assert!(guarded("a.pdf", &Params::default(), read).is_err());
        assert!(receiver.recv_timeout(Duration::from_secs(5)).expect("called"));
        drop(panic::take_hook());
    }

    #[test]
    fn a_panic_and_a_loop_are_errors() {
        let params = Params { max_seconds: 1, ..Params::default() };
        let answer = guarded("a.pdf", &params, |_| Ok(is_reader_thread()));
        assert!(answer.expect("reads") && !is_reader_thread());
        let error = guarded("a.pdf", &params, |_| -> Result<()> { panic!("not printed") });
        assert!(error.expect_err("refused").to_string().starts_with("a.pdf: damaged"));
        let error =
            guarded("a.zip", &params, |_| caught("a.zip/b.pdf", || -> Result<()> { panic!() }));
        assert!(error.expect_err("refused").to_string().starts_with("a.zip/b.pdf: damaged"));
        let error = guarded("a.pdf", &params, |_| -> Result<()> {
            leave("too many characters".into(), "split it")
        });
        assert!(error.expect_err("refused").to_string().starts_with("a.pdf: too many"));
        let error = guarded("a.zip", &params, |stop| -> Result<()> {
            caught("a.zip/b.pdf", || {
                loop {
                    stop.check();
                }
            })
        });
        assert!(error.expect_err("refused").to_string().contains("not read after 1 seconds"));
    }
}

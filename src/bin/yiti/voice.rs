//! What is printed on standard error beside the answer: errors only, progress, or everything.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use yiti::report::visible;

use super::output;

/// Work shorter than this shows no progress.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the line of progress is redrawn.
const TICK: Duration = Duration::from_millis(120);

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Quiet,
    Normal,
    Verbose,
}

/// Prints progress on standard error, as much as the user asked for, in the words that it is given.
pub(crate) struct Voice {
    level: Level,
    /// One line that shows the stage under way, in a terminal only.
    bar: ProgressBar,
    /// The stage under way, and since when.
    stage: Mutex<Option<(String, Instant)>>,
}

impl Voice {
    pub(crate) fn new(quiet: bool, verbose: bool) -> Self {
        let level = match (quiet, verbose) {
            (true, _) => Level::Quiet,
            (_, true) => Level::Verbose,
            _ => Level::Normal,
        };
        // It hides itself where standard error is not a terminal. With -v each stage has a line.
        let target = match level {
            Level::Normal => ProgressDrawTarget::stderr(),
            _ => ProgressDrawTarget::hidden(),
        };
        let bar = ProgressBar::with_draw_target(None, target);
        Self { level, bar, stage: Mutex::new(None) }
    }

    /// A stage begins, and the one before it has ended.
    pub(crate) fn stage(&self, what: impl Into<String>) {
        let what = what.into();
        self.end();
        if self.level == Level::Normal && !self.bar.is_hidden() {
            if self.bar.is_finished() {
                self.bar.reset();
            }
            self.bar.set_style(style(visible(&what).into()));
            self.bar.enable_steady_tick(TICK);
        }
        *self.under_way() = Some((what, Instant::now()));
    }

    fn under_way(&self) -> MutexGuard<'_, Option<(String, Instant)>> {
        self.stage.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn end(&self) {
        let stage = self.under_way().take();
        if let Some((what, since)) = stage {
            self.detail(|| format!("{:>6.2} s  {what}", since.elapsed().as_secs_f64()));
        }
    }

    /// The work is done, or has failed: the line of progress goes.
    pub(crate) fn done(&self) {
        self.end();
        self.bar.finish_and_clear();
    }

    /// Hides the line of progress, which needs a thread, where there are no threads.
    pub(crate) fn stand_still(&self) {
        self.bar.set_draw_target(ProgressDrawTarget::hidden());
    }

    /// Whether the user asked for quiet.
    pub(crate) fn is_quiet(&self) -> bool {
        self.level == Level::Quiet
    }

    /// Prints a line, unless the user asked for quiet.
    pub(crate) fn say(&self, text: &str) {
        if self.level != Level::Quiet {
            self.bar.suspend(|| {
                for line in text.lines() {
                    output::say(line);
                }
            });
        }
    }

    /// Prints a line if the user asked for details.
    pub(crate) fn detail(&self, text: impl FnOnce() -> String) {
        if self.level == Level::Verbose {
            output::say(&text());
        }
    }
}

/// A turning sign, the stage and its seconds; nothing at first.
fn style(stage: String) -> ProgressStyle {
    let late = move |state: &ProgressState, out: &mut dyn std::fmt::Write| {
        let since = state.elapsed();
        if since >= PATIENCE {
            let sign = ['|', '/', '-', '\\'][(since.as_millis() / TICK.as_millis() % 4) as usize];
            // A line that cannot be drawn is no reason to stop.
            let _ = write!(out, "{sign} {stage} ({} s)", since.as_secs());
        }
    };
    ProgressStyle::with_template("{late}")
        .unwrap_or_else(|_| ProgressStyle::default_spinner())
        .with_key("late", late)
}

//! A bar for work that takes more than a second.
//!
//! Takes the names of its steps; shows how many are done, the one at hand and the time, on a terminal alone. Never shows
//! anything in a pipe, and leaves nothing behind.

use super::console::{Console, Verbosity};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long work goes on before it is shown.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often it is drawn anew.
const TICK: Duration = Duration::from_millis(120);

/// The work of one command; it is over when this is dropped.
pub(super) struct Progress {
    bar: ProgressBar,
    steps: &'static [&'static str],
    /// Ends the thread that waits to show the bar.
    waiting: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Begins the first of `steps`, silently.
    pub(super) fn start(console: &Console, steps: &'static [&'static str]) -> Self {
        let is_shown = io::stderr().is_terminal() && console.verbosity() != Verbosity::Quiet;
        if !is_shown {
            return Self { bar: ProgressBar::hidden(), steps, waiting: None };
        }
        let first = steps.first().copied().unwrap_or_default();
        let bar = ProgressBar::new(steps.len() as u64).with_message(first);
        let style = ProgressStyle::with_template("{spinner} [{bar:24}] {msg} ({elapsed})")
            .map(|style| style.progress_chars("=> "));
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        let (sender, over) = channel();
        let shown = bar.clone();
        let thread = std::thread::spawn(move || {
            if over.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                shown.enable_steady_tick(TICK);
            }
        });
        Self { bar, steps, waiting: Some((sender, thread)) }
    }

    /// Goes on to the next step.
    pub(super) fn step(&self) {
        self.bar.inc(1);
        let done = usize::try_from(self.bar.position()).unwrap_or_default();
        self.bar.set_message(self.steps.get(done).copied().unwrap_or_default());
    }

    /// Prints something else in between.
    pub(super) fn aside(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.waiting.take() {
            drop(sender);
            // The thread cannot fail, and its end is all that is waited for.
            let _ = thread.join();
        }
        self.bar.finish_and_clear();
    }
}

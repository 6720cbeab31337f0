//! Saves: something under the root may have changed.
//!
//! Takes the root; gives one signal for each batch of saves, and never says which file: whoever
//! hears it reads the base again, so that what is shown cannot drift from what is there. Watches
//! `content`, `templates` and `static` alone, never the output.

use crate::cli::console::Console;
use notify_debouncer_full::notify::event::{AccessKind, AccessMode};
use notify_debouncer_full::notify::{
    EventKind, RecommendedWatcher, RecursiveMode, Result as Notified,
};
use notify_debouncer_full::{
    DebounceEventResult, DebouncedEvent, Debouncer, NoCache, new_debouncer_opt,
};
use std::hash::Hasher;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};
use walkdir::WalkDir;
use xxhash_rust::xxh3::Xxh3;

/// The folders that a site is made of.
const FOLDERS: [&str; 3] = ["content", "templates", "static"];
/// How long a file must rest before its save counts.
const REST: Duration = Duration::from_millis(20);
/// How long all must rest before a burst of saves is over.
const QUIET: Duration = Duration::from_millis(15);
/// How long a burst is waited for at most.
const BURST: Duration = Duration::from_millis(400);
/// How often a disk that cannot be watched is looked at.
const LOOK: Duration = Duration::from_secs(1);

/// What tells of saves.
pub(super) struct Saves {
    root: PathBuf,
    signals: Receiver<Signal>,
    /// Whether there was a signal since the last wait.
    pending: Arc<AtomicBool>,
    /// Watches for as long as it lives; none where the disk has to be looked at.
    watcher: Option<Debouncer<RecommendedWatcher, NoCache>>,
    /// The state of the disk when it was last looked at.
    seen: u64,
}

/// What a batch of events was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Signal {
    /// Files within the folders.
    Files,
    /// The folders themselves, which must be watched anew.
    Folders,
}

impl Saves {
    /// Begins to watch `root`, before it is read for the first time.
    pub(super) fn watch(root: &Path, console: &mut Console) -> Self {
        let (sender, signals) = channel();
        let pending = Arc::new(AtomicBool::new(false));
        let watcher = start(root, sender, Arc::clone(&pending));
        if let Err(error) = &watcher {
            console.problem(&format!(
                "warning: cannot watch `{}`: {error}\n  = help: it is looked at every second instead",
                root.display()
            ));
        }
        Self { root: root.into(), signals, pending, watcher: watcher.ok(), seen: fingerprint(root) }
    }

    /// Returns what tells, from any thread, whether there are saves that nobody has waited for yet.
    pub(super) fn pending(&self) -> impl Fn() -> bool + Sync + use<> {
        let pending = Arc::clone(&self.pending);
        move || pending.load(Ordering::Relaxed)
    }

    /// Waits for saves and for the end of their burst; false when there can be none any more.
    pub(super) fn wait(&mut self) -> bool {
        if self.watcher.is_none() {
            self.look();
            return true;
        }
        let Ok(mut signal) = self.signals.recv() else { return false };
        let began = Instant::now();
        while began.elapsed() < BURST {
            match self.signals.recv_timeout(QUIET) {
                Ok(next) => signal = signal.max(next),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
        // Only what comes from here on is news: all before it will be read.
        self.pending.store(false, Ordering::Relaxed);
        if signal == Signal::Folders
            && let Some(watcher) = &mut self.watcher
        {
            watch_folders(watcher, &self.root);
        }
        true
    }

    /// Looks at the disk until it has changed.
    fn look(&mut self) {
        loop {
            std::thread::sleep(LOOK);
            let seen = fingerprint(&self.root);
            if seen != self.seen {
                self.seen = seen;
                return;
            }
        }
    }
}

fn start(
    root: &Path,
    sender: Sender<Signal>,
    pending: Arc<AtomicBool>,
) -> Notified<Debouncer<RecommendedWatcher, NoCache>> {
    let base = root.to_owned();
    let report = move |result: DebounceEventResult| {
        let signal = match result {
            Ok(events) => events.iter().filter_map(|event| meaning(&base, event)).max(),
            // Events were lost: everything may have changed.
            Err(_) => Some(Signal::Folders),
        };
        if let Some(signal) = signal {
            pending.store(true, Ordering::Relaxed);
            // When nobody listens any more the program is about to end.
            let _ = sender.send(signal);
        }
    };
    let config = notify_debouncer_full::notify::Config::default();
    let mut watcher = new_debouncer_opt(REST, None, report, NoCache::new(), config)?;
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    watcher.watch(root.join(FOLDERS[0]), RecursiveMode::Recursive)?;
    watch_folders(&mut watcher, root);
    Ok(watcher)
}

/// Watches the folders that are there; one that is made later is seen in the root.
fn watch_folders(watcher: &mut Debouncer<RecommendedWatcher, NoCache>, root: &Path) {
    for folder in FOLDERS {
        let folder = root.join(folder);
        // A folder that has gone is no longer watched, and one that never was need not be.
        let _ = watcher.unwatch(&folder);
        if folder.is_dir() {
            let _ = watcher.watch(&folder, RecursiveMode::Recursive);
        }
    }
}

/// Tells what an event is about; none where it cannot have changed the site.
fn meaning(root: &Path, event: &DebouncedEvent) -> Option<Signal> {
    if event.need_rescan() {
        return Some(Signal::Folders);
    }
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => {}
        EventKind::Access(_) => return None,
        EventKind::Any
        | EventKind::Create(_)
        | EventKind::Modify(_)
        | EventKind::Remove(_)
        | EventKind::Other => {}
    }
    event.paths.iter().filter_map(|path| place(path.strip_prefix(root).ok()?)).max()
}

/// Tells whether a path is one of the folders, or within one and not hidden from the site.
fn place(path: &Path) -> Option<Signal> {
    let mut parts = path.iter();
    let first = parts.next()?;
    if !FOLDERS.iter().any(|folder| first == *folder) {
        return None;
    }
    match path.file_name() {
        _ if parts.next().is_none() => Some(Signal::Folders),
        Some(name) if first != "static" && name.to_string_lossy().starts_with('.') => None,
        Some(_) | None => Some(Signal::Files),
    }
}

/// Hashes names, sizes and times of all files, for a disk that cannot be watched.
fn fingerprint(root: &Path) -> u64 {
    let mut hasher = Xxh3::new();
    for folder in FOLDERS {
        for file in WalkDir::new(root.join(folder)).sort_by_file_name().into_iter().flatten() {
            hasher.write(file.path().as_os_str().as_encoded_bytes());
            if let Ok(metadata) = file.metadata() {
                hasher.write_u64(metadata.len());
                let changed = metadata
                    .modified()
                    .ok()
                    .and_then(|time| time.duration_since(std::time::SystemTime::UNIX_EPOCH).ok());
                hasher.write_u128(changed.unwrap_or_default().as_nanos());
            }
        }
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_site_is_made_of_counts() {
        let place = |path: &str| place(Path::new(path));
        assert_eq!(place("content/a/b.md"), Some(Signal::Files));
        assert_eq!(place("static/.nojekyll"), Some(Signal::Files));
        assert_eq!(place("templates"), Some(Signal::Folders));
        for other in ["public/a.html", "README.md", "content/.b.md.swp", ""] {
            assert_eq!(place(other), None, "{other}");
        }
    }

    #[test]
    fn the_look_of_a_folder_changes_with_its_files() {
        let root = tempfile::TempDir::new().expect("a folder");
        std::fs::create_dir(root.path().join("content")).expect("made");
        let empty = fingerprint(root.path());
        std::fs::write(root.path().join("content/a.md"), "a").expect("written");
        let one = fingerprint(root.path());
        assert_ne!(one, empty);
        assert_eq!(one, fingerprint(root.path()));
    }
}

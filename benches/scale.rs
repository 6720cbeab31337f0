//! How the time for a build grows with the number of notes, and what a save takes beside a build.
//!
//! Makes bases up in memory and prints ratios within this one run; absolute times are for orientation alone.
//! `cargo bench` measures 2,000 and 4,000 notes; `cargo bench -- 10000` others. `cargo bench -- links` looks up
//! the links of 100,000 notes.

#![allow(clippy::print_stdout, reason = "a benchmark says what it measured")]

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};
use zhiku::compile::{self, Memo, Options, Ready};
use zhiku::input::{Inputs, Text};

/// Links that each note has.
const LINKS: usize = 10;
/// Runs of which the middle one counts.
const RUNS: usize = 5;

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with("--")).collect();
    if asked.iter().any(|it| it == "links") {
        return links(100_000);
    }
    let count = asked.iter().find_map(|it| it.parse().ok()).unwrap_or(2_000);
    growth(count);
    save(count);
}

/// Builds a base and one twice as large.
fn growth(count: usize) {
    let (one, two) = (base(count), base(2 * count));
    let build = |inputs: &Inputs| timed(|| drop(compile::compile(inputs, &Options::default())));
    let pairs: Vec<(Duration, Duration)> = (0..RUNS).map(|_| (build(&one), build(&two))).collect();
    let ratio = middle(pairs.iter().map(|(one, two)| two.as_secs_f64() / one.as_secs_f64()));
    let (one, two) = pairs[RUNS / 2];
    println!("{count} notes {one:.2?}, {} notes {two:.2?}: {ratio:.2} times as long", 2 * count);
}

/// Changes one note of a base that was built before, and makes its page.
fn save(count: usize) {
    let (mut inputs, options, mut memo) = (base(count), Options::default(), Memo::keeping());
    let build = timed(|| drop(compile::compile_after(&inputs, &options, &mut memo)));
    let saves = (0..RUNS).map(|run| {
        let note = &mut inputs.texts[count / 2];
        note.text = format!("{}\nEdit {run}.\n", note.text).into();
        let save = timed(|| {
            let ready = Ready::after(&inputs, &options, &mut memo).value;
            assert!(ready.page(&format!("note-{}.html", count / 2)).is_some());
        });
        save.as_secs_f64()
    });
    let save = middle(saves);
    println!(
        "{count} notes: a save {:.0} ms, one part in {:.0} of a build",
        save * 1e3,
        build.as_secs_f64() / save
    );
}

/// Reads and joins notes without making pages.
fn links(count: usize) {
    let (inputs, options, mut memo) = (base(count), Options::default(), Memo::keeping());
    let first = timed(|| drop(Ready::after(&inputs, &options, &mut memo)));
    let again = middle(
        (0..RUNS).map(|_| timed(|| drop(Ready::after(&inputs, &options, &mut memo))).as_secs_f64()),
    );
    println!(
        "{count} notes with {LINKS} links each: read and joined in {first:.2?}, joined again in {again:.2} s"
    );
}

fn timed(work: impl FnOnce()) -> Duration {
    let began = Instant::now();
    work();
    began.elapsed()
}

fn middle(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Makes up `count` notes, each with [`LINKS`] links to others, in the order of their paths.
fn base(count: usize) -> Inputs {
    let mut inputs = Inputs::builtin();
    inputs.texts = (0..count).map(|at| note(at, count)).collect();
    inputs.texts.sort_by(|a, b| a.path.cmp(&b.path));
    inputs
}

fn note(at: usize, count: usize) -> Text {
    let mut text = format!("---\ntitle: Note {at}\nsummary: The note with number {at}.\n---\n");
    for link in 0..LINKS {
        // Steps of a prime reach all notes evenly.
        let to = (at * 31 + link * 7_919) % count;
        let _ = write!(
            text,
            "The host of session {link} in year {at} sold with [[note-{to}]] on the platform 快手. "
        );
    }
    Text { path: Arc::from(format!("content/note-{at}.md")), text: text.into() }
}

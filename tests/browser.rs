//! The built site in a real browser, and before the checkers that others use: its search, its pages, their HTML and weight.
//!
//! Builds the base that stands in this repository, once, and hands the site to the scripts of `tests/browser`. Where Chromium,
//! Node, Java or the packages of `tests/browser` are missing, a test says so and passes, unless the environment demands it:
//! `ZHIKU_BROWSER=required`, as `test.sh` sets it. `npm ci --ignore-scripts --prefix tests/browser` gets the packages.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// The most that a note's page may weigh, compressed, in bytes.
const NOTE_BYTES: usize = 15 * 1024;
/// How many mentions that leaves room for; each stands with its whole sentence.
const MENTIONS: usize = 30;
/// What one more mention may add, with the events, relations and references that come with much mentioned notes.
const MENTION_BYTES: usize = 140;
/// The most that a page worked out from all notes may weigh, compressed, in bytes.
const INDEX_BYTES: usize = 60 * 1024;

/// The base of this repository as a site, built once for all tests.
static SITE: LazyLock<PathBuf> = LazyLock::new(|| {
    let site = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser");
    assert_cmd::Command::cargo_bin("zhiku")
        .expect("cargo builds the program")
        .args(["build", "--quiet", "--root", env!("CARGO_MANIFEST_DIR"), "--output"])
        .arg(&site)
        .assert()
        .success();
    site
});

#[test]
fn search_answers_in_a_browser() {
    try_script("search.mjs");
}

#[test]
fn pages_hold_in_a_browser() {
    try_script("pages.mjs");
}

#[test]
fn pages_have_full_marks_of_lighthouse() {
    try_script("lighthouse.mjs");
}

#[test]
fn html_passes_a_conforming_checker() {
    let checker = scripts().join("node_modules/vnu-jar/build/dist/vnu.jar");
    if can_run(&["java"], &["vnu-jar"]) {
        let arguments = ["--errors-only", "--skip-non-html"];
        run(Command::new("java").arg("-jar").arg(checker).args(arguments).arg(&*SITE));
    }
}

#[test]
fn pages_keep_their_weight() {
    for entry in walkdir::WalkDir::new(&*SITE).sort_by_file_name() {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(&*SITE).unwrap();
        if path.extension().is_none_or(|extension| extension != "html") {
            continue;
        }
        let html = std::fs::read_to_string(entry.path()).unwrap();
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(html.as_bytes()).unwrap();
        let bytes = encoder.finish().unwrap().len();
        let most = if html.contains("<body data-page=\"note\">") {
            let mentions = html.matches("<li class=\"backlink\">").count();
            NOTE_BYTES + mentions.saturating_sub(MENTIONS) * MENTION_BYTES
        } else {
            INDEX_BYTES
        };
        assert!(bytes <= most, "{}: {bytes} bytes of at most {most}", path.display());
    }
}

fn scripts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser")
}

/// Hands the site to `script`, which says what fails.
fn try_script(script: &str) {
    let packages = ["axe-core", "chrome-launcher", "lighthouse", "playwright-core"];
    if can_run(&["chromium", "node"], &packages) {
        run(Command::new("node").arg(scripts().join(script)).arg(&*SITE));
    }
}

fn run(command: &mut Command) {
    let outcome = command.output().expect("the program is there");
    let said =
        [outcome.stdout, outcome.stderr].map(|said| String::from_utf8_lossy(&said).into_owned());
    assert!(outcome.status.success(), "{}", said.concat());
}

/// Whether all that a test needs is there.
///
/// # Panics
/// Where something is missing and `ZHIKU_BROWSER=required` demands it: a test that was not run must not look like one that passed.
fn can_run(programs: &[&str], packages: &[&str]) -> bool {
    let is_package = |name: &&&str| scripts().join("node_modules").join(name).exists();
    let is_program = |name: &&&str| Command::new(name).arg("--version").output().is_ok();
    let missing = (programs.iter().filter(|name| !is_program(name)))
        .chain(packages.iter().filter(|name| !is_package(name)))
        .copied()
        .collect::<Vec<_>>()
        .join(", ");
    let is_required = std::env::var_os("ZHIKU_BROWSER").is_some_and(|value| value == "required");
    assert!(
        missing.is_empty() || !is_required,
        "ZHIKU_BROWSER=required, and {missing} missing: get programs with apt, packages with `npm ci --ignore-scripts --prefix tests/browser`"
    );
    if !missing.is_empty() {
        let _ = writeln!(std::io::stderr(), "not run, for want of {missing}");
    }
    missing.is_empty()
}

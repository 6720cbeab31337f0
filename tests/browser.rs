//! The built site in a real browser: its search and its pages, from disk and from servers.
//!
//! Builds the base that stands in this repository and hands the site to the scripts of `tests/browser`. Where Chromium, Node
//! or the packages of `tests/browser` are missing, it says so and passes: `npm ci --prefix tests/browser` makes it run.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::path::Path;
use std::process::Command;

#[test]
fn search_answers_in_a_browser() {
    try_in_browser("search.mjs");
}

#[test]
fn pages_hold_in_a_browser() {
    try_in_browser("pages.mjs");
}

/// Builds the base and hands it to `script`, which says what fails.
fn try_in_browser(script: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let scripts = root.join("tests/browser");
    let packages = ["playwright-core", "axe-core"];
    let missing = [("chromium", "--version"), ("node", "--version")]
        .into_iter()
        .filter(|(program, argument)| Command::new(program).arg(argument).output().is_err())
        .map(|(program, _)| program)
        .chain(
            packages.into_iter().filter(|name| !scripts.join("node_modules").join(name).exists()),
        )
        .collect::<Vec<_>>();
    if !missing.is_empty() {
        println!("not run, for want of {}", missing.join(", "));
        return;
    }
    let site = tempfile::tempdir().unwrap();
    let site = site.path().join("site");
    assert_cmd::Command::cargo_bin("zhiku")
        .unwrap()
        .args(["build", "--quiet", "--root"])
        .arg(root)
        .arg("--output")
        .arg(&site)
        .assert()
        .success();
    let outcome = Command::new("node").arg(scripts.join(script)).arg(&site).output().unwrap();
    assert!(
        outcome.status.success(),
        "{}{}",
        String::from_utf8_lossy(&outcome.stdout),
        String::from_utf8_lossy(&outcome.stderr)
    );
}

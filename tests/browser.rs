//! The built site in a real browser: search, from disk and from a folder of a server.
//!
//! Builds the base that stands in this repository and hands the site to `tests/browser/search.mjs`. Where Chromium, Node or
//! the one package of `tests/browser` is missing, it says so and passes: `npm ci --prefix tests/browser` makes it run.

use std::path::Path;
use std::process::Command;

#[test]
fn search_answers_in_a_browser() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let scripts = root.join("tests/browser");
    let missing = [("chromium", "--version"), ("node", "--version")]
        .into_iter()
        .filter(|(program, argument)| Command::new(program).arg(argument).output().is_err())
        .map(|(program, _)| program)
        .chain(
            (!scripts.join("node_modules/playwright-core").exists()).then_some("playwright-core"),
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
    let outcome = Command::new("node").arg(scripts.join("search.mjs")).arg(&site).output().unwrap();
    assert!(
        outcome.status.success(),
        "{}{}",
        String::from_utf8_lossy(&outcome.stdout),
        String::from_utf8_lossy(&outcome.stderr)
    );
}

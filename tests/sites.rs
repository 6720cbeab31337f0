//! Tiny sites: is this the site, and are these the diagnostics?
//!
//! Each folder under `tests/sites/` is a case: a base (`content/`, and `templates/` or `static/` if
//! the case is about them; `public/` if it is about what stands there already, and then `expected/refusal.txt`) with `expected/diagnostics.txt`, the whole report as a person reads it,
//! `expected/tree.txt`, every path of the site but the theme's own, and for some a page, the inside of its `<main>`. A place
//! is marked in the source as `«here»…«/here»`; the marks are taken out before anything is read. Where
//! a case bears the name of a code, each mark is a place at which that code, and exactly there, is reported.
//! `UPDATE_EXPECT=1` rewrites `expected/`.

mod marks;

use marks::{Built, add_what_no_checkout_holds, build, joined, without_marks};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use zhiku::diagnostic::{Code, Colour, Diagnostic, Runs, human};
use zhiku::output::{Body, Output, Publish, publish};
use zhiku::span::Place;

/// Codes that are about the output folder, and told when it is written; `tests/publishing/` has more of their cases.
const ELSEWHERE: &[Code] = &[Code::ForeignOutput];

#[test]
fn every_tiny_site_is_as_expected() {
    let wrong: Vec<String> = cases().iter().flat_map(|case| problems(case)).collect();
    assert!(
        wrong.is_empty(),
        "{}\n{} differences; UPDATE_EXPECT=1 rewrites",
        wrong.join("\n"),
        wrong.len()
    );
}

#[test]
fn every_code_has_a_case_of_its_name() {
    let cases: BTreeSet<String> = cases().iter().map(|case| name_of(case)).collect();
    let codes = Code::ALL.iter().map(|code| code.name());
    let without: Vec<&str> = codes.filter(|code| !cases.contains(*code)).collect();
    assert_eq!(without, [""; 0]);
}

/// Lists the folders of the cases, by name.
fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let entries = fs::read_dir(folder).expect("the cases can be listed");
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.expect("a case").path()).collect();
    cases.sort();
    cases
}

fn name_of(case: &Path) -> String {
    case.file_name().expect("a case has a name").to_string_lossy().into_owned()
}

/// Publishes a case that has a `public/` already; gives what the author is told, where that is refused.
fn refusal(root: &Path, built: &Built) -> Option<String> {
    let public = root.join("public");
    if !public.exists() {
        return None;
    }
    let error = publish(root, &public, &built.outputs, &Publish::default()).err()?;
    let code = error.code.map(|code| format!("[{code}]")).unwrap_or_default();
    let help: String = error.help.iter().map(|help| format!("help: {help}\n")).collect();
    let told = format!("error{code}: {error}\n{help}");
    Some(told.replace(&*root.to_string_lossy(), "ROOT"))
}

/// Says where a case differs from what it expects.
fn problems(case: &Path) -> Vec<String> {
    let root = tempfile::tempdir().expect("a folder for the case");
    let marks = laid_out(case, root.path());
    add_what_no_checkout_holds(&name_of(case), root.path());
    let mut built = build(root.path());
    if name_of(case) == Code::UnlinkedMention.name() {
        built.report = joined(root.path()).report;
    }
    let mut wrong = unmarked(&name_of(case), &marks, &built.report);
    let refusal = refusal(root.path(), &built);
    wrong.extend(differences(case, &built, refusal));
    wrong
}

/// Copies a case, takes its marks out and returns the places they stood at.
fn laid_out(case: &Path, root: &Path) -> Vec<Place> {
    let mut marks = Vec::new();
    let files = walkdir::WalkDir::new(case).sort_by_file_name().into_iter();
    for entry in files.filter_entry(|entry| entry.file_name() != "expected") {
        let entry = entry.expect("the case can be walked");
        let path = entry.path().strip_prefix(case).expect("it is within the case");
        if !entry.file_type().is_file() {
            continue;
        }
        let (bytes, spans) = without_marks(&fs::read(entry.path()).expect("a file of the case"));
        let path_from_root = path.to_string_lossy().replace('\\', "/");
        marks.extend(spans.into_iter().map(|span| Place::new(&*path_from_root, span)));
        let to = root.join(path);
        fs::create_dir_all(to.parent().expect("a file is in a folder")).expect("a folder is made");
        fs::write(to, bytes).expect("a file is written");
    }
    marks
}

/// Says which marks of a case the report has no problem of its code at.
fn unmarked(case: &str, marks: &[Place], report: &[Diagnostic]) -> Vec<String> {
    let Some(code) = Code::from_name(case) else { return Vec::new() };
    let told: Vec<&Place> =
        report.iter().filter(|each| each.code == code).map(|each| &each.place).collect();
    let mut wrong = Vec::new();
    if told.is_empty() && !ELSEWHERE.contains(&code) {
        wrong.push(format!("{case}: no `{code}` is reported"));
    }
    // What is no text was made one to be read on: there, only the beginning of a place can be marked.
    let bytes = matches!(code, Code::NotUtf8 | Code::NulByte);
    let start = |place: &Place| (place.path.clone(), place.span.start);
    let is_told = |mark: &&Place| {
        told.iter().any(|place| place == mark || (bytes && start(place) == start(mark)))
    };
    let missed = marks.iter().filter(|mark| !is_told(mark));
    wrong.extend(missed.map(|mark| format!("{case}: not reported at {mark:?} but at {told:?}")));
    wrong
}

/// Says which files under `expected/` differ from what was built, or rewrites them.
fn differences(case: &Path, built: &Built, refusal: Option<String>) -> Vec<String> {
    let folder = case.join("expected");
    let mut made = made(&folder, built);
    made.extend(refusal.map(|refusal| (String::from("refusal.txt"), refusal)));
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        for (name, text) in &made {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().expect("it is in a folder"))
                .expect("a folder is made");
            fs::write(path, text).expect("what is expected is written");
        }
    }
    let expected = expected(&folder);
    let names: BTreeSet<&String> = made.keys().chain(expected.keys()).collect();
    let differing = names.into_iter().filter(|name| made.get(*name) != expected.get(*name));
    differing
        .map(|name| {
            let (is, should) = (made.get(name), expected.get(name));
            let none = String::from("(nothing)\n");
            let (is, should) = (is.unwrap_or(&none), should.unwrap_or(&none));
            format!(
                "{}: {name}\n{}",
                name_of(case),
                similar::TextDiff::from_lines(should, is).unified_diff()
            )
        })
        .collect()
}

/// Writes what a case may expect: the report, the tree, and each page that it already has an expectation for.
fn made(folder: &Path, built: &Built) -> BTreeMap<String, String> {
    let report = human(&built.report, &|path| built.text(path), Colour::Plain, Runs::Whole);
    let mut tree: Vec<&str> = built.outputs.iter().map(|output| &*output.path).collect();
    // The style sheet bears a hash of the theme, which a case is not about.
    tree.retain(|path| !built.is_theme(path) && !path.starts_with("assets/style-"));
    tree.sort_unstable();
    let mut made = BTreeMap::from([
        (String::from("diagnostics.txt"), report),
        (String::from("tree.txt"), tree.iter().map(|path| format!("{path}\n")).collect()),
    ]);
    for name in expected(folder).into_keys().filter(|name| name.ends_with(".html")) {
        let page = built.outputs.iter().find(|output| output.path == name);
        made.extend(page.and_then(main_of).map(|main| (name, main)));
    }
    made
}

/// Reads what a case expects, by path under `expected/`.
fn expected(folder: &Path) -> BTreeMap<String, String> {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).expect("it is within the folder");
            let text = fs::read_to_string(entry.path()).expect("what is expected is text");
            (name.to_string_lossy().replace('\\', "/"), text)
        })
        .collect()
}

/// Returns what stands inside `<main>`.
fn main_of(output: &Output) -> Option<String> {
    let Body::Bytes(bytes) = &output.body else { return None };
    let html = String::from_utf8_lossy(bytes);
    let start = html.find("<main")?;
    let start = start + html[start..].find('>')? + 1;
    let end = html.rfind("</main>")?;
    Some(format!("{}\n", html[start..end].trim()))
}

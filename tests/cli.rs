//! The commands as their users meet them: what they print, where, and how they end.

use assert_cmd::Command;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Starts the program in `folder`, with nothing of the caller's surroundings that it listens to.
fn zhiku(folder: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("zhiku"));
    command.current_dir(folder);
    for name in ["NO_COLOR", "VISUAL", "EDITOR", "BROWSER"] {
        command.env_remove(name);
    }
    command
}

/// What a run printed, and how it ended.
#[derive(Debug)]
struct Run {
    status: i32,
    out: String,
    err: String,
}

fn run(folder: &Path, arguments: &[&str]) -> Run {
    ended(zhiku(folder).args(arguments))
}

fn ended(command: &mut Command) -> Run {
    let output = command.output().expect("it starts");
    Run {
        status: output.status.code().expect("it ends by itself"),
        out: String::from_utf8(output.stdout).expect("results are UTF-8"),
        err: String::from_utf8(output.stderr).expect("problems are UTF-8"),
    }
}

/// An empty base.
fn base() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::create_dir(folder.path().join("content")).expect("its content");
    folder
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn write(folder: &Path, path: &str, text: &str) -> PathBuf {
    let file = folder.join(path);
    fs::create_dir_all(file.parent().expect("a folder")).expect("made");
    fs::write(&file, text).expect("written");
    file
}

#[test]
fn help_goes_to_standard_output_and_names_every_command() {
    let help = run(Path::new("."), &["--help"]);
    assert_eq!((help.status, help.err.as_str()), (0, ""));
    for command in ["new", "init", "explain", "schema"] {
        assert!(help.out.contains(&format!("\n  {command} ")), "{command}: {}", help.out);
        assert_eq!(run(Path::new("."), &[command, "--help"]).status, 0);
    }
}

#[test]
fn wrong_use_ends_with_2_and_says_so_on_standard_error() {
    let folder = base();
    for arguments in [
        &[][..],
        &["frobnicate"],
        &["explain", "no-such-code"],
        &["new", "compny", "A"],
        &["new", "company"],
        &["new", "company", "!?"],
        &["new", "company", "A", "--edit"],
        &["--color", "sometimes", "explain"],
    ] {
        let run = run(folder.path(), arguments);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(!run.err.is_empty(), "{arguments:?}");
    }
    assert_eq!(fs::read_dir(folder.path().join("content")).expect("it is there").count(), 0);
}

#[test]
fn a_folder_without_content_is_no_base() {
    let folder = TempDir::new().expect("a folder");
    let run = run(folder.path(), &["new", "company", "A"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("no folder `content`") && run.err.contains("--root"), "{}", run.err);
}

#[test]
fn explain_prints_the_text_of_a_code_or_the_list_of_all() {
    let text = run(Path::new("."), &["explain", "broken-link"]);
    assert_eq!(text.status, 0);
    assert!(text.out.starts_with("## broken-link\n"), "{}", text.out);
    let list = run(Path::new("."), &["explain"]);
    assert_eq!(list.status, 0);
    assert_eq!(list.out.lines().count(), zhiku::diagnostic::Code::ALL.len());
    let near = run(Path::new("."), &["explain", "brokenlink"]);
    assert!(near.err.contains("did you mean `broken-link`"), "{}", near.err);
}

#[test]
fn a_reader_that_goes_away_is_no_reason_to_panic() {
    let program = assert_cmd::cargo::cargo_bin!("zhiku");
    let shell = format!("{} explain | head -n 1 >&2; echo ${{PIPESTATUS[0]}}", program.display());
    let run = ended(Command::new("bash").args(["-c", &shell]));
    assert!(!run.err.contains("panic"), "{}", run.err);
    assert!(run.err.contains("not-utf8"), "{}", run.err);
    assert_eq!(run.out.trim(), "0");
}

#[test]
fn new_writes_a_note_in_the_folder_of_its_kind() {
    let folder = base();
    let run = run(folder.path(), &["new", "company", "JD.com"]);
    assert_eq!((run.status, run.out.as_str()), (0, "content/companies/jd-com.md\n"), "{}", run.err);
    let note = read(folder.path(), "content/companies/jd-com.md");
    assert!(note.starts_with("---\nkind: company\ntitle: JD.com\n"), "{note}");
    for field in ["founded:", "owner:", "investors:", "summary:", "topics:"] {
        let line = note.lines().find(|line| line.starts_with(field));
        assert!(line.is_some_and(|line| line.contains('#')), "{field} in {note}");
    }
}

#[test]
fn new_gives_a_chinese_title_a_slug_and_its_names() {
    let folder = base();
    let run = run(folder.path(), &["new", "platform", "快手"]);
    assert_eq!((run.status, run.out.as_str()), (0, "content/platforms/kuaishou.md\n"));
    let note = read(folder.path(), "content/platforms/kuaishou.md");
    assert!(note.contains("\nnames: {zh: 快手, pinyin: Kuàishǒu}\n"), "{note}");
}

#[test]
fn new_refuses_a_slug_that_a_note_has_anywhere() {
    let folder = base();
    let text = "---\ntitle: Mine\n---\n";
    write(folder.path(), "content/Kuaishou.md", text);
    let clash = run(folder.path(), &["new", "platform", "Kuaishou"]);
    assert_eq!((clash.status, clash.out.as_str()), (2, ""));
    assert!(clash.err.contains("content/Kuaishou.md"), "{}", clash.err);
    assert_eq!(read(folder.path(), "content/Kuaishou.md"), text);
    let other = run(folder.path(), &["new", "platform", "Kuaishou", "--slug", "kuaishou-app"]);
    assert_eq!((other.status, other.out.as_str()), (0, "content/platforms/kuaishou-app.md\n"));
}

#[test]
fn new_knows_the_kinds_of_the_base_and_says_what_is_wrong_with_them() {
    let folder = base();
    let kinds = "brand:\n  folder: brands\n  fields:\n    since: {type: date}\n";
    write(folder.path(), "content/kinds.yaml", kinds);
    let run_new = || run(folder.path(), &["new", "brand", "Perfect Diary"]);
    assert_eq!(run_new().out, "content/brands/perfect-diary.md\n");
    assert!(read(folder.path(), "content/brands/perfect-diary.md").contains("\nsince:"));
    write(folder.path(), "content/kinds.yaml", "brand:\n  folder: ../brands\n");
    assert_eq!(run_new().status, 1);
    write(folder.path(), "content/kinds.yaml", "brand:\n  colour: red\n");
    let wrong = run_new();
    assert_eq!(wrong.status, 1);
    assert!(wrong.err.contains("content/kinds.yaml:2:3"), "{}", wrong.err);
}

#[test]
fn new_opens_the_editor_on_the_note() {
    let folder = base();
    let mut command = zhiku(folder.path());
    command.env("EDITOR", "sed -i s/JD/Edited/");
    let run = ended(command.args(["new", "company", "JD", "--edit"]));
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(read(folder.path(), "content/companies/jd.md").contains("\ntitle: Edited\n"));
    let mut command = zhiku(folder.path());
    let failed = ended(command.env("EDITOR", "false").args(["new", "company", "B1", "--edit"]));
    assert_eq!(failed.status, 1);
}

#[test]
fn init_writes_a_base_once() {
    let folder = TempDir::new().expect("a folder");
    let first = run(folder.path(), &["init", "kb"]);
    assert_eq!(first.status, 0, "{}", first.err);
    for path in first.out.lines() {
        assert!(folder.path().join(path).is_file(), "{path}");
    }
    assert!(first.out.lines().count() >= 8);
    write(folder.path(), "kb/content/index.md", "mine");
    assert_eq!(run(folder.path(), &["init", "kb"]).status, 2);
    assert_eq!(read(folder.path(), "kb/content/index.md"), "mine");
}

#[test]
fn quiet_leaves_results_and_takes_away_remarks() {
    let folder = TempDir::new().expect("a folder");
    let run = run(folder.path(), &["--quiet", "init", "kb"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert!(!run.out.is_empty());
}

/// Front matter as a program reads it that knows YAML and JSON Schema and nothing of ours.
fn front_matter(note: &str) -> serde_json::Value {
    let yaml = note.split("---\n").nth(1).expect("it has front matter");
    serde_yaml::from_str(yaml).expect("it is YAML")
}

#[test]
fn the_schema_takes_every_note_of_the_base_and_refuses_slips() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let printed = run(root, &["schema"]);
    assert_eq!(printed.status, 0, "{}", printed.err);
    let schema: serde_json::Value = serde_json::from_str(&printed.out).expect("it is JSON");
    assert!(jsonschema::meta::is_valid(&schema), "a schema by the rules of draft 7");
    let validator = jsonschema::draft7::new(&schema).expect("every reference leads somewhere");
    let notes = walkdir::WalkDir::new(root.join("content")).into_iter().filter_map(Result::ok);
    let notes = notes.filter(|file| file.path().extension().is_some_and(|e| e == "md"));
    for file in notes {
        let note = front_matter(&fs::read_to_string(file.path()).expect("it reads"));
        let errors: Vec<String> = validator.iter_errors(&note).map(|e| e.to_string()).collect();
        assert_eq!(errors, [] as [String; 0], "{}", file.path().display());
    }
    for slip in [
        "kind: compny",
        "kind: company\nowner: [[jd]]",
        "kind: company\nfounder: A",
        "kind: event\ntitle: A",
        "kind: company\nfounded: {value: 2011, untill: 2012}",
        "kind: figure\nsubject: a\nmetric: b\nobservations: [{period: 2020, value: 1, status: true}]",
        "kind: figure\nsubject: a\nmetric: b\nobservations: [{period: 2020, value: 1, status: actual}]",
        "kind: source\npublisher: a\npublished: 2020\nmedium: rumour",
    ] {
        let note = front_matter(&format!("---\n{slip}\n---\n"));
        assert!(!validator.is_valid(&note), "{slip}");
    }
}

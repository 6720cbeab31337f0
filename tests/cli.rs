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
    for command in ["build", "serve", "check", "new", "init", "rename", "explain", "schema"] {
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

/// A base with one note that cannot be read as meant, one broken link, and one good note.
fn faulty() -> TempDir {
    let folder = base();
    let figure = "---\nkind: company\ntitle: Bad\nfounded: someday\n---\n";
    write(folder.path(), "content/companies/bad.md", figure);
    write(folder.path(), "content/good.md", "---\ntitle: Good\n---\nSee [[nobody]].\n");
    folder
}

#[test]
fn build_publishes_once_and_then_only_what_changed() {
    let folder = TempDir::new().expect("a folder");
    assert_eq!(run(folder.path(), &["init", "."]).status, 0);
    let first = run(folder.path(), &["build"]);
    assert_eq!((first.status, first.err.as_str()), (0, ""), "{}", first.out);
    assert_eq!(first.out.lines().count(), 1, "{}", first.out);
    assert!(first.out.contains("8 notes") && first.out.contains(" 0 unchanged"), "{}", first.out);
    assert!(read(folder.path(), "public/index.html").contains("<h1"));
    let second = run(folder.path(), &["build"]);
    assert!(second.out.contains(" 0 files written"), "{}", second.out);
    let elsewhere = run(folder.path(), &["--quiet", "build", "--output", "out", "--precompress"]);
    assert_eq!((elsewhere.status, elsewhere.out.as_str()), (0, ""), "{}", elsewhere.err);
    assert!(folder.path().join("out/index.html.gz").is_file());
}

#[test]
fn build_publishes_nothing_where_there_are_errors_unless_it_keeps_going() {
    let folder = faulty();
    let stopped = run(folder.path(), &["build"]);
    assert_eq!((stopped.status, stopped.out.as_str()), (1, ""));
    assert!(stopped.err.contains("error[bad-date]") && stopped.err.contains("--keep-going"));
    assert!(!folder.path().join("public").exists());
    let going = run(folder.path(), &["build", "--keep-going"]);
    assert_eq!(going.status, 1, "{}", going.err);
    assert!(folder.path().join("public/good.html").is_file());
}

#[test]
fn a_fault_met_while_pages_are_made_leaves_the_old_site_and_nothing_beside_it() {
    let folder = base();
    write(folder.path(), "content/companies/a.md", "---\nkind: company\ntitle: A\n---\nOld.\n");
    assert_eq!(run(folder.path(), &["build"]).status, 0);
    let old = read(folder.path(), "public/companies/a.html");
    write(folder.path(), "content/companies/a.md", "---\nkind: company\ntitle: A\n---\nNew.\n");
    // Only a list is rendered by it: other pages are written by then.
    write(folder.path(), "templates/list.html", "{{ list.nothing.at_all }}");
    let stopped = run(folder.path(), &["build"]);
    assert_eq!(stopped.status, 1, "{}", stopped.err);
    assert!(stopped.err.contains("error[bad-template]") && stopped.err.contains("--keep-going"));
    assert_eq!(read(folder.path(), "public/companies/a.html"), old);
    let entries = fs::read_dir(folder.path()).expect("the base can be listed");
    let names = entries.map(|entry| entry.expect("an entry").file_name().into_string());
    let mut names: Vec<String> = names.map(|name| name.expect("UTF-8")).collect();
    names.sort();
    assert_eq!(names, ["content", "public", "templates"]);
}

#[test]
fn an_old_address_is_a_page_and_texts_get_compressed_copies_while_they_are_asked_for() {
    let base = base();
    let note =
        "---\nkind: company\ntitle: A & B\nredirect_from: [/old/name, was/here/]\n---\nText.\n";
    write(base.path(), "content/companies/a.md", note);
    assert_eq!(run(base.path(), &["build", "--precompress"]).status, 0);
    let old = read(base.path(), "public/old/name.html");
    assert!(old.contains("content=\"0; url=../companies/a.html\""), "{old}");
    assert!(read(base.path(), "public/was/here/index.html").contains("../../companies/a.html"));
    assert!(base.path().join("public/companies/a.html.gz").exists());
    assert!(run(base.path(), &["build", "--precompress"]).out.contains(" 0 files written"));
    assert_eq!(run(base.path(), &["build"]).status, 0);
    assert!(!base.path().join("public/companies/a.html.gz").exists());
}

#[test]
fn build_takes_warnings_for_errors_when_it_is_strict() {
    let folder = faulty();
    fs::remove_dir_all(folder.path().join("content/companies")).expect("removed");
    let strict = run(folder.path(), &["build", "--strict"]);
    assert_eq!(strict.status, 1);
    assert!(strict.err.contains("error[broken-link]"), "{}", strict.err);
    assert!(!folder.path().join("public").exists());
    let lenient = run(folder.path(), &["build"]);
    assert_eq!(lenient.status, 0);
    assert!(lenient.err.contains("warning[broken-link]"), "{}", lenient.err);
}

#[test]
fn build_refuses_a_folder_that_is_not_its_own() {
    let folder = faulty();
    write(folder.path(), "mine/diary.txt", "dear");
    fs::remove_dir_all(folder.path().join("content/companies")).expect("removed");
    for output in ["mine", ".", "content"] {
        let refused = run(folder.path(), &["build", "--output", output]);
        assert_eq!(refused.status, 1, "{output}");
        assert!(refused.err.contains("foreign-output"), "{}", refused.err);
    }
    assert_eq!(read(folder.path(), "mine/diary.txt"), "dear");
}

#[test]
fn a_place_without_files_is_told_with_what_to_do() {
    let folder = base();
    let run = run(folder.path(), &["build", "--output", "/proc/site"]);
    assert_eq!(run.status, 1, "{}", run.err);
    assert!(run.err.contains("name another folder with `--output`"), "{}", run.err);
}

#[test]
fn of_many_notes_with_one_name_a_report_shows_a_few() {
    let folder = base();
    for number in 0..20 {
        write(folder.path(), &format!("content/{number}/same.md"), "Text.\n");
    }
    write(folder.path(), "content/a.md", "To [[same]].\n");
    let run = run(folder.path(), &["check"]);
    assert!(run.out.contains("`same` may mean 20 notes"), "{}", run.out);
    let link = run.out.split("ambiguous-link").nth(1).expect("it is told");
    assert_eq!(link.matches("one of them").count(), 5, "{}", run.out);
}

#[test]
fn build_opens_the_page_or_says_where_it_is() {
    let folder = TempDir::new().expect("a folder");
    assert_eq!(run(folder.path(), &["init", "."]).status, 0);
    let mut command = zhiku(folder.path());
    let none = ended(command.env("BROWSER", "/no/such/browser").args(["build", "--open"]));
    assert_eq!(none.status, 0);
    assert!(none.err.contains("open ") && none.err.contains("public/index.html"), "{}", none.err);
}

#[test]
fn check_reports_on_standard_output_in_each_format() {
    let folder = faulty();
    let human = run(folder.path(), &["check"]);
    assert_eq!(human.status, 1);
    assert!(human.out.contains(" --> content/companies/bad.md:4:10"), "{}", human.out);
    assert!(!human.out.contains('\u{1b}'));
    let coloured = run(folder.path(), &["check", "--color", "always"]);
    assert!(coloured.out.contains('\u{1b}'));
    let lines = run(folder.path(), &["check", "--format", "json"]);
    for line in lines.out.lines() {
        let object: serde_json::Value = serde_json::from_str(line).expect("an object a line");
        assert!(object["line"].as_u64() >= Some(1), "{line}");
    }
    assert!(lines.out.lines().any(|line| line.contains("\"code\":\"broken-link\"")));
    let sarif = run(folder.path(), &["check", "--format", "sarif"]);
    let sarif: serde_json::Value = serde_json::from_str(&sarif.out).expect("one document");
    assert_eq!(sarif["version"], "2.1.0");
    let github = run(folder.path(), &["check", "--format", "github"]);
    assert!(github.out.contains("::error file=content/companies/bad.md,line=4,"), "{}", github.out);
    assert!(!folder.path().join("public").exists());
}

#[test]
fn check_counts_as_the_policy_says() {
    let folder = faulty();
    let status = |arguments: &[&str]| run(folder.path(), arguments).status;
    fs::remove_dir_all(folder.path().join("content/companies")).expect("removed");
    assert_eq!(status(&["check"]), 1, "a warning counts");
    let orphans = ["check", "--allow", "broken-link", "--allow", "orphan"];
    assert_eq!(status(&orphans), 0);
    assert_eq!(status(&["check", "--allow", "broken-link"]), 0, "advice does not count");
    let denied = run(folder.path(), &["check", "--allow", "broken-link", "--deny", "all"]);
    assert_eq!(denied.status, 1);
    assert!(denied.out.contains("error[orphan]"), "{}", denied.out);
    assert_eq!(status(&["check", "--deny", "no-such-code"]), 2);
}

#[test]
fn check_measures_from_the_day_it_is_told() {
    let folder = base();
    write(folder.path(), "content/a.md", "---\ntitle: A\nchecked: 2020-01-01\n---\n[[a]]\n");
    let at = |day| run(folder.path(), &["check", "--today", day]).out;
    assert!(at("2030-01-01").contains("stale"), "{}", at("2030-01-01"));
    assert!(!at("2020-01-02").contains("stale"), "{}", at("2020-01-02"));
    assert_eq!(run(folder.path(), &["check", "--today", "tomorrow"]).status, 2);
}

#[test]
fn what_init_writes_checks_clean() {
    let folder = TempDir::new().expect("a folder");
    assert_eq!(run(folder.path(), &["init", "."]).status, 0);
    let check = run(folder.path(), &["check", "--deny", "all", "--mentions"]);
    assert_eq!((check.status, check.out.as_str()), (0, ""), "{}", check.err);
    assert_eq!(check.err, "8 notes, nothing wrong\n");
}

#[test]
fn one_note_is_counted_as_one() {
    let folder = TempDir::new().expect("a folder");
    write(folder.path(), "content/index.md", "# Home\n\nSee [[nobody]].\n");
    let check = run(folder.path(), &["check"]);
    assert!(check.out.contains("not among 1 note\n"), "{}", check.out);
    let build = run(folder.path(), &["build"]);
    assert!(build.out.starts_with("1 note, "), "{}", build.out);
    write(folder.path(), "content/index.md", "# Home\n\nNothing else.\n");
    assert_eq!(run(folder.path(), &["check"]).err, "1 note, nothing wrong\n");
}

#[test]
fn mentions_are_listed_and_offered_as_a_patch() {
    let folder = base();
    write(
        folder.path(),
        "content/jd.md",
        "---\ntitle: JD.com\nnames: {zh: 京东}\n---\n[[notes]]\n",
    );
    let text = "---\ntitle: Notes\n---\n[[jd|A shop]] is none here.\n";
    write(folder.path(), "content/notes.md", text);
    let text = "---\ntitle: Other\n---\nOn 京东直播 and JD.com; `JD.com`. [[notes]]\n";
    write(folder.path(), "content/other.md", text);
    let silent = run(folder.path(), &["check"]);
    assert!(!silent.out.contains("unlinked-mention"), "{}", silent.out);
    let listed = run(folder.path(), &["check", "--mentions"]);
    assert!(listed.out.contains("content/other.md:4:4"), "{}", listed.out);
    let patch = run(folder.path(), &["check", "--mentions", "--fix"]);
    assert!(patch.out.contains("+On [[京东]]直播 and JD.com; `JD.com`."), "{}", patch.out);
    assert_eq!(read(folder.path(), "content/other.md"), text);
}

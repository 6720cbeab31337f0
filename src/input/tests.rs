//! What reading a folder keeps, leaves out and says.

use super::*;
use crate::diagnostic::Severity;
use std::fs;
use std::os::unix::fs::symlink;
use tempfile::TempDir;

fn base(files: &[(&str, &[u8])]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join("content")).unwrap();
    for (path, bytes) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    root
}

fn paths(texts: &[Text]) -> Vec<&str> {
    texts.iter().map(|text| text.path.as_ref()).collect()
}

fn said(checked: &Checked<Inputs>) -> Vec<(Code, String)> {
    let what = |one: &Diagnostic| (one.code, one.place.path.to_string());
    let mut said: Vec<_> = checked.diagnostics.iter().map(what).collect();
    said.sort_unstable();
    said
}

fn expected(code: Code, paths: &[&str]) -> Vec<(Code, String)> {
    paths.iter().map(|path| (code, (*path).to_owned())).collect()
}

#[test]
fn notes_settings_and_attachments_are_told_apart_and_sorted_by_path() {
    let root = base(&[
        ("content/b.md", b"b"),
        ("content/a/z.MD", b"z"),
        ("content/a.markdown", b"a"),
        ("content/site.yaml", b"title: x"),
        ("content/kinds.yaml", b"{}"),
        ("content/a/site.yaml", b"mere attachment"),
        ("README.md", b"not content"),
    ]);
    let read = read(root.path()).unwrap();
    assert_eq!(said(&read), []);
    let inputs = read.value;
    assert_eq!(paths(&inputs.texts), ["content/a.markdown", "content/a/z.MD", "content/b.md"]);
    assert_eq!(inputs.attachments.len(), 1);
    assert_eq!(inputs.attachments[0].path.as_ref(), "content/a/site.yaml");
    assert_eq!(inputs.text("content/site.yaml").as_deref(), Some("title: x"));
    assert_eq!(inputs.text("content/b.md").as_deref(), Some("b"));
    assert_eq!(inputs.text("content/c.md"), None);
}

#[test]
fn names_with_a_dot_or_an_underscore_in_front_are_left_out() {
    let root = base(&[
        ("content/.obsidian/app.md", b""),
        ("content/_drafts/a.md", b""),
        ("content/.a.md", b""),
        ("content/_a.png", b""),
        ("content/a_b.md", b""),
        ("templates/_mine.html", b"kept"),
        ("templates/.swp", b""),
        ("static/_headers", b"kept"),
        ("static/.well-known/security.txt", b"kept"),
        ("static/.DS_Store", b""),
    ]);
    let inputs = read(root.path()).unwrap().value;
    assert_eq!(paths(&inputs.texts), ["content/a_b.md"]);
    assert!(inputs.attachments.is_empty());
    assert!(inputs.text("templates/_mine.html").is_some());
    assert!(inputs.text("templates/.swp").is_none());
    let statics: Vec<_> = inputs.statics.iter().map(|file| file.path.as_ref()).collect();
    assert!(statics.contains(&"_headers") && statics.contains(&".well-known/security.txt"));
    assert!(!statics.contains(&".DS_Store"));
}

#[test]
fn a_base_without_templates_has_the_built_in_ones_and_overrides_them_file_by_file() {
    let builtin = Inputs::builtin();
    let plain = read(base(&[]).path()).unwrap().value;
    assert_eq!((&plain.templates, &plain.statics), (&builtin.templates, &builtin.statics));
    let Some(first) = builtin.templates.first() else { return };
    let root = base(&[(&format!("templates/{}", first.path), b"mine")]);
    let mine = read(root.path()).unwrap().value;
    assert_eq!(mine.templates[0].text.as_ref(), "mine");
    assert_eq!(mine.templates[1..], builtin.templates[1..]);
}

#[test]
fn an_attachment_has_its_size_its_fingerprint_and_its_dimensions() {
    let gif = b"GIF89a\x40\x01\xF0\x00\x80\x00\x00";
    let root = base(&[("content/a.gif", gif), ("content/b.csv", b"a,b")]);
    let attachments = read(root.path()).unwrap().value.attachments;
    assert_eq!(attachments[0].dimensions, Some((320, 240)));
    assert_eq!((attachments[1].size, attachments[1].dimensions), (3, None));
    assert_eq!(attachments[1].fingerprint, xxhash_rust::xxh3::xxh3_128(b"a,b"));
}

#[test]
fn reading_again_gives_what_a_first_reading_gives() {
    let (a, b, c) = (b"a".as_slice(), b"b".as_slice(), b"c".as_slice());
    let names = ["a.csv", "b.csv", "c.csv", "a.md", "b.md", "c.md", "d.md"];
    let paths = names.map(|name| format!("content/{name}"));
    let files: Vec<(&str, &[u8])> =
        paths.iter().map(String::as_str).zip([a, b, c, a, b, c, a]).collect();
    let root = base(&files);
    // Only what has rested is remembered.
    std::thread::sleep(std::time::Duration::from_millis(150));
    let mut memory = Memory::default();
    let now = || std::time::UNIX_EPOCH.elapsed().unwrap();
    let mut again = || read_after(root.path(), &mut memory, now()).unwrap().value;
    again();
    let path = |name: &str| root.path().join("content").join(name);
    for ending in ["csv", "md"] {
        fs::write(path(&format!("a.{ending}")), "A").unwrap();
        fs::remove_file(path(&format!("b.{ending}"))).unwrap();
        fs::rename(path(&format!("c.{ending}")), path(&format!("b.{ending}"))).unwrap();
    }
    for _ in 0..2 {
        let (again, fresh) = (again(), read(root.path()).unwrap().value);
        assert_eq!((again.texts, again.attachments), (fresh.texts, fresh.attachments));
    }
}

#[test]
fn symlinks_are_followed_to_plain_files_of_the_root_and_nowhere_else() {
    let outside = base(&[("content/secret.md", b"secret")]);
    let root = base(&[("content/a.md", b"a"), ("README.md", b"r"), (".env", b"secret")]);
    let link = |target: &Path, name: &str| symlink(target, root.path().join(name)).unwrap();
    link(&outside.path().join("content/secret.md"), "content/outside.md");
    link(&outside.path().join("content"), "content/folder");
    link(Path::new("../.env"), "content/hidden.md");
    link(Path::new("nowhere"), "content/nowhere.md");
    link(Path::new("../README.md"), "content/readme.md");
    link(Path::new("."), "content/circle");
    link(&outside.path().join("content"), "static");
    let read = read(root.path()).unwrap();
    let inputs = &read.value;
    assert_eq!(paths(&inputs.texts), ["content/a.md", "content/readme.md"]);
    assert_eq!(inputs.text("content/readme.md").as_deref(), Some("r"));
    let left_out = [
        "content/circle",
        "content/folder",
        "content/hidden.md",
        "content/nowhere.md",
        "content/outside.md",
        "static",
    ];
    assert_eq!(said(&read), expected(Code::OutsideSymlink, &left_out));
}

#[test]
fn a_pipe_is_reported_and_not_waited_for() {
    let root = base(&[]);
    let path = root.path().join("content/pipe.md");
    let made = std::process::Command::new("mkfifo").arg(&path).status();
    assert!(made.unwrap().success());
    let read = read(root.path()).unwrap();
    assert_eq!(said(&read), expected(Code::UnreadableFile, &["content/pipe.md"]));
}

#[test]
fn one_bad_file_does_not_take_the_others_down() {
    let root = base(&[("content/a.md", b"\xFF"), ("content/b.md", b"b")]);
    let large = File::create(root.path().join("content/c.md")).unwrap();
    large.set_len(TEXT_LIMIT_BYTES + 1).unwrap();
    let read = read(root.path()).unwrap();
    let reports = [("content/a.md", Code::NotUtf8), ("content/c.md", Code::TooLarge)];
    assert_eq!(said(&read), reports.map(|(path, code)| (code, path.to_owned())));
    assert!(read.diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Error));
    assert_eq!(paths(&read.value.texts), ["content/a.md", "content/b.md"]);
}

#[test]
fn what_is_wrong_with_a_file_is_told_at_each_reading() {
    let root = base(&[("content/a.md", b"\xFF"), ("content/b.md", b"b")]);
    std::thread::sleep(std::time::Duration::from_millis(150));
    let mut memory = Memory::default();
    for _ in 0..3 {
        let now = std::time::UNIX_EPOCH.elapsed().unwrap();
        let read = read_after(root.path(), &mut memory, now).unwrap();
        assert_eq!(said(&read), expected(Code::NotUtf8, &["content/a.md"]));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf_8_is_reported() {
    use std::os::unix::ffi::OsStrExt;
    let root = base(&[]);
    let name = std::ffi::OsStr::from_bytes(b"content/\xFF.md");
    fs::write(root.path().join(name), "").unwrap();
    let read = read(root.path()).unwrap();
    assert_eq!(said(&read), expected(Code::NotUtf8, &["content/\u{FFFD}.md"]));
}

#[test]
fn a_folder_without_content_is_an_error() {
    let root = tempfile::tempdir().unwrap();
    assert_eq!(read(root.path()).unwrap_err().kind(), io::ErrorKind::NotFound);
    let outside = base(&[]);
    symlink(outside.path().join("content"), root.path().join("content")).unwrap();
    assert!(read(root.path()).unwrap_err().to_string().contains("leads out of the root"));
}

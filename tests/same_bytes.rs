//! The same notes give the same bytes, wherever, whenever and however they are built.
//!
//! Builds the base of this repository with the real program in other folders, locales, time zones, numbers of threads and orders
//! of files on the disk, and compares the trees byte for byte.

use assert_cmd::cargo::CommandCargoExt;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use walkdir::WalkDir;

/// Files by path, in the order of the disk.
fn listed(folder: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = entries.map(|entry| entry.expect("it can be walked"));
    let files = files.filter(|entry| entry.file_type().is_file());
    files.map(|entry| entry.path().strip_prefix(folder).expect("within").to_owned()).collect()
}

/// Copies the notes of this repository to `root`, in the order that `arrange` makes of them.
fn copied(root: &Path, arrange: impl FnOnce(&mut Vec<PathBuf>)) {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut files = listed(&own);
    arrange(&mut files);
    for file in files {
        let to = root.join("content").join(&file);
        fs::create_dir_all(to.parent().expect("it is in a folder")).expect("a folder is made");
        fs::copy(own.join(&file), to).expect("a note is copied");
    }
}

/// Builds the base at `root` and reads what was published.
fn built(root: &Path, environment: &[(&str, &str)]) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut command = Command::cargo_bin("zhiku").expect("the program is built");
    let output = command
        .args(["build", "--precompress", "--root"])
        .arg(root)
        .current_dir(root)
        .envs(environment.iter().copied())
        .output()
        .expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let public = root.join("public");
    listed(&public)
        .into_iter()
        .map(|path| (path.clone(), fs::read(public.join(path)).expect("a file")))
        .collect()
}

#[test]
fn no_surroundings_show() {
    let first = tempfile::tempdir().expect("a folder");
    copied(first.path(), |_| ());
    let expected = built(first.path(), &[("RAYON_NUM_THREADS", "1")]);
    let second = tempfile::tempdir().expect("a folder");
    let deep = second.path().join("另一个 folder, deep/in it");
    copied(&deep, |files| files.reverse());
    for environment in [
        &[("RAYON_NUM_THREADS", "8"), ("LC_ALL", "zh_CN.UTF-8"), ("TZ", "Asia/Shanghai")][..],
        &[
            ("RAYON_NUM_THREADS", "2"),
            ("LC_ALL", "tr_TR.ISO-8859-9"),
            ("TZ", "America/St_Johns"),
            ("HOME", "/"),
        ],
    ] {
        let other = built(&deep, environment);
        let names = expected.keys().chain(other.keys());
        let differing: Vec<_> =
            names.filter(|name| expected.get(*name) != other.get(*name)).collect();
        assert!(differing.is_empty(), "{environment:?}: {differing:?}");
        fs::remove_dir_all(deep.join("public")).expect("what was built is removed");
    }
}

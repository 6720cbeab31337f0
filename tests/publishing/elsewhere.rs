//! Where two folders cannot be exchanged, files are replaced one by one, and that is said.

use crate::support::{Base, Mount, site, wait_until_ready};
use std::fs;
use std::thread;
use std::time::Duration;

/// Makes a `public/` that no other folder can take the place of.
fn mounted(base: &Base, arguments: &[&str]) -> Option<Mount> {
    let public = base.path("public");
    fs::create_dir_all(&public).unwrap();
    Mount::at(&public, arguments)
}

/// Gives the tree that a site has where nothing is in its way.
fn plain(version: u32) -> std::collections::BTreeMap<String, Vec<u8>> {
    let base = Base::new();
    base.publish(&site(version)).unwrap();
    base.tree()
}

fn publish_in_turn(base: &Base) {
    base.write("public/CNAME", "zhiku.example");
    for version in [1, 2, 3] {
        let published = base.publish(&site(version)).unwrap();
        assert!(published.notices[0].contains("replaced file by file"), "{published:?}");
        let mut tree = base.tree();
        assert_eq!(tree.remove("CNAME").as_deref(), Some(&b"zhiku.example"[..]));
        assert_eq!(tree, plain(version));
        assert_eq!(base.around(), ["content", "public"]);
        assert!(!base.path(&format!("public/only-{}", (version + 1) % 2)).exists());
    }
    assert_eq!(base.publish(&site(3)).unwrap().notices, Vec::<String>::new());
}

#[test]
fn another_file_system_mounted_there_is_written_file_by_file() {
    let base = Base::new();
    let Some(_mount) = mounted(&base, &["-t", "tmpfs", "tmpfs"]) else { return };
    publish_in_turn(&base);
}

#[test]
fn a_folder_of_the_same_file_system_mounted_there_is_written_file_by_file() {
    let base = Base::new();
    let other = tempfile::tempdir().unwrap();
    let Some(_mount) = mounted(&base, &["--bind", other.path().to_str().unwrap()]) else { return };
    publish_in_turn(&base);
}

#[test]
fn a_build_killed_between_two_files_is_finished_by_the_next() {
    let base = Base::new();
    let Some(_mount) = mounted(&base, &["-t", "tmpfs", "tmpfs"]) else { return };
    base.publish(&site(0)).unwrap();
    for round in 1..40 {
        let mut child = base.publisher(&[round]).spawn().unwrap();
        wait_until_ready(&mut child);
        thread::sleep(Duration::from_micros(u64::from(round) * 150));
        child.kill().unwrap();
        child.wait().unwrap();
        base.publish(&site(round + 1)).unwrap();
        assert_eq!(base.tree(), plain(round + 1));
    }
}

#[test]
fn a_full_disk_leaves_the_old_files() {
    let base = Base::new();
    let Some(_mount) = mounted(&base, &["-t", "tmpfs", "-o", "size=1m", "tmpfs"]) else { return };
    base.publish(&site(1)).unwrap();
    let before = base.tree();
    let error = base.publish(&site(2)).unwrap_err();
    assert!(error.to_string().contains("No space left"), "{error}");
    assert_eq!(base.tree(), before);
}

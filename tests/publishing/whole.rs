//! `public/` is the old site or the new one, byte for byte, whatever happens.

use crate::support::{Base, Mount, page, publisher, run, site, tree, wait_until_ready};
use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

type Tree = BTreeMap<String, Vec<u8>>;

/// Publishes two versions in turn and gives both trees and the time that one takes.
fn two_trees(base: &Base) -> (Tree, Tree, Duration) {
    base.publish(&site(1)).unwrap();
    let one = base.tree();
    let start = Instant::now();
    base.publish(&site(2)).unwrap();
    (one, base.tree(), start.elapsed())
}

/// Gives the next of a row of numbers from 0 to 1 that looks random and is the same in every run.
fn random(state: &mut u64) -> f64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 32) as f64 / f64::from(u32::MAX)
}

#[test]
fn a_build_killed_at_any_moment_leaves_the_old_site_or_the_new() {
    let base = Base::new();
    let (one, two, time) = two_trees(&base);
    let mut longest = time.as_secs_f64();
    let (mut state, mut before) = (618, base.tree());
    for round in 0..200 {
        let mut child = base.publisher(&[if before == one { 2 } else { 1 }]).spawn().unwrap();
        wait_until_ready(&mut child);
        thread::sleep(Duration::from_secs_f64(random(&mut state) * longest));
        child.kill().unwrap();
        child.wait().unwrap();
        let tree = base.tree();
        assert!(tree == one || tree == two, "round {round}: a mixture of {} files", tree.len());
        // Half of the builds come to their end and half do not, however busy the machine is.
        longest *= if tree == before { 1.1 } else { 0.9 };
        before = tree;
    }
    base.publish(&site(3)).unwrap();
    assert_eq!(base.around(), ["content", "public"], "the next build cleans up");
}

#[test]
fn builds_at_once_take_their_turns() {
    let base = Base::new();
    let (one, two, _) = two_trees(&base);
    let start = |round: u32| base.publisher(&[1, 2, 1, 2, 1 + round % 2]).spawn().unwrap();
    let children: Vec<_> = (0..4).map(start).collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let tree = base.tree();
    assert!(tree == one || tree == two);
    assert_eq!(base.around(), ["content", "public"]);
}

#[test]
fn a_reader_never_misses_a_page_and_never_goes_back_in_time() {
    let base = Base::new();
    base.publish(&site(0)).unwrap();
    let is_done = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| read_on(&base, &is_done));
        }
        for version in 1..40 {
            base.publish(&site(version)).unwrap();
        }
        is_done.store(true, Ordering::Relaxed);
    });
}

fn read_on(base: &Base, is_done: &AtomicBool) {
    let mut newest = 0;
    for number in (0..60).cycle() {
        let path = base.path(&format!("public/folder-{}/page-{number}.html", number % 7));
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        let (version, rest) = text.split_once('\n').unwrap();
        assert_eq!(rest.len(), 500 * number, "{path:?} is cut short");
        let version: u32 = version.parse().unwrap();
        assert!(version >= newest, "{path:?} is of {version}, after a page of {newest}");
        newest = version;
        if is_done.load(Ordering::Relaxed) {
            break;
        }
    }
}

#[test]
fn a_full_disk_leaves_the_old_site_and_says_what_to_do() {
    let base = Base::new();
    let Some(_mount) = Mount::at(base.root(), &["-t", "tmpfs", "-o", "size=1m", "tmpfs"]) else {
        return;
    };
    fs::create_dir(base.path("content")).unwrap();
    let text = "x".repeat(20_000);
    let large = |count: u32| -> Vec<_> {
        (0..count)
            .map(|number| page(&format!("{number}.html"), &format!("{count}{text}")))
            .collect()
    };
    base.publish(&large(20)).unwrap();
    let before = base.tree();
    let error = base.publish(&large(40)).unwrap_err();
    assert!(error.to_string().contains("No space left"), "{error}");
    assert!(error.help[0].contains("free some space"), "{:?}", error.help);
    assert!(error.help[1].contains("is as it was"), "{:?}", error.help);
    assert_eq!(base.tree(), before);
    assert_eq!(base.around(), ["content", "public"], "what was begun takes no space");
    base.publish(&large(3)).unwrap();
    assert_eq!(base.tree().len(), 4);
}

#[test]
fn a_read_only_disk_leaves_the_old_site_and_says_what_to_do() {
    let base = Base::new();
    base.publish(&site(1)).unwrap();
    let before = base.tree();
    let public = base.path("public");
    let Some(_mount) = Mount::at(&public, &["--bind", public.to_str().unwrap()]) else { return };
    assert!(run("mount", &["-o", "remount,bind,ro", public.to_str().unwrap()]));
    let error = base.publish(&site(2)).unwrap_err();
    assert!(error.to_string().contains("Read-only file system"), "{error}");
    assert!(error.help[0].contains("make it writable"), "{:?}", error.help);
    assert_eq!(base.tree(), before);
    assert_eq!(base.around(), ["content", "public"]);
}

#[test]
fn an_output_without_the_right_to_write_is_left_alone() {
    let base = Base::new();
    base.publish(&site(1)).unwrap();
    let before = base.tree();
    let program = base.path("program");
    fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    let mut command = publisher(&program, base.root(), &[2]);
    if rustix::process::geteuid().is_root() {
        // Root may write anywhere, so somebody else has to try.
        assert!(run("chown", &["-R", "65534:65534", base.root().to_str().unwrap()]));
        command.uid(65534).gid(65534);
    }
    fs::set_permissions(base.path("public"), Permissions::from_mode(0o555)).unwrap();
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    assert!(said.contains("Permission denied") && said.contains("make it writable"), "{said}");
    assert!(said.contains("is as it was"), "{said}");
    assert_eq!(tree(&base.path("public")), before);
    assert_eq!(base.around(), ["content", "program", "public"]);
    fs::set_permissions(base.path("public"), Permissions::from_mode(0o755)).unwrap();
    assert!(command.status().unwrap().success());
}

#[test]
fn an_attachment_that_has_gone_stops_the_build_before_it_begins() {
    use zhiku::output::{Body, Output};
    let base = Base::new();
    base.publish(&site(1)).unwrap();
    let before = base.tree();
    let body = Body::Attachment("content/gone.png".into());
    let error = base.publish(&[Output { path: "assets/gone.png".into(), body }]).unwrap_err();
    assert!(error.to_string().contains("content/gone.png"), "{error}");
    assert_eq!(base.tree(), before);
    assert_eq!(base.around(), ["content", "public"]);
}

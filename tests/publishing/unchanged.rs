//! What did not change keeps its bytes and its time; what did is never taken for unchanged.

use crate::support::{Base, page, site};
use flate2::read::GzDecoder;
use std::fs::{self, File, Permissions};
use std::io::Read;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::time::{Duration, SystemTime};
use zhiku::output::{Body, Output, Publish};

fn long_ago() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000)
}

fn age(path: &Path) {
    File::options().write(true).open(path).unwrap().set_modified(long_ago()).unwrap();
}

fn is_old(path: &Path) -> bool {
    fs::metadata(path).unwrap().modified().unwrap() == long_ago()
}

#[test]
fn unchanged_files_keep_their_time_and_changed_ones_do_not() {
    let base = Base::new();
    base.publish(&[page("a/same.html", "a"), page("b.html", "b")]).unwrap();
    let [a, b] = ["public/a/same.html", "public/b.html"].map(|path| base.path(path));
    age(&a);
    age(&b);
    let published = base.publish(&[page("a/same.html", "a"), page("b.html", "B")]).unwrap();
    assert_eq!((published.written, published.unchanged, published.removed), (1, 1, 0));
    assert!(is_old(&a) && !is_old(&b));
}

#[test]
fn a_site_that_is_the_same_is_not_touched_at_all() {
    let base = Base::new();
    base.publish(&site(1)).unwrap();
    let manifest = base.path("public/.zhiku.json");
    age(&manifest);
    let folder = fs::metadata(base.path("public")).unwrap().ino();
    let published = base.publish(&site(1)).unwrap();
    assert_eq!((published.written, published.removed), (0, 0));
    assert_eq!(fs::metadata(base.path("public")).unwrap().ino(), folder);
    assert!(is_old(&manifest));
}

#[test]
fn a_page_changed_by_someone_else_is_restored_even_with_its_length_and_time_kept() {
    let base = Base::new();
    base.publish(&[page("a.html", "true"), page("b.html", "gone")]).unwrap();
    let a = base.path("public/a.html");
    age(&a);
    fs::write(&a, "lies").unwrap();
    age(&a);
    fs::remove_file(base.path("public/b.html")).unwrap();
    let published = base.publish(&[page("a.html", "true"), page("b.html", "gone")]).unwrap();
    assert_eq!(published.written, 2);
    assert_eq!(fs::read_to_string(a).unwrap(), "true");
    assert_eq!(fs::read_to_string(base.path("public/b.html")).unwrap(), "gone");
}

#[test]
fn a_damaged_manifest_entry_is_mended() {
    let base = Base::new();
    base.publish(&site(1)).unwrap();
    let before = base.tree();
    let manifest = base.path("public/.zhiku.json");
    let text = fs::read_to_string(&manifest).unwrap().replace("\"size\": 8", "\"size\": 9");
    fs::write(&manifest, text).unwrap();
    base.publish(&site(1)).unwrap();
    assert_eq!(base.tree(), before);
}

#[test]
fn the_folder_keeps_its_mode() {
    let base = Base::new();
    base.publish(&site(1)).unwrap();
    fs::set_permissions(base.path("public"), Permissions::from_mode(0o2775)).unwrap();
    base.publish(&site(2)).unwrap();
    let mode = fs::metadata(base.path("public")).unwrap().permissions().mode();
    assert_eq!(mode & 0o7777, 0o2775);
}

#[test]
fn an_attachment_is_a_copy_that_readers_may_read() {
    let base = Base::new();
    base.write("content/a.bin", &"attached ".repeat(20_000));
    let source = base.path("content/a.bin");
    fs::set_permissions(&source, Permissions::from_mode(0o600)).unwrap();
    let body = Body::Attachment("content/a.bin".into());
    let outputs = [Output { path: "assets/a.bin".into(), body }];
    base.publish(&outputs).unwrap();
    let copy = base.path("public/assets/a.bin");
    let (from, to) = (fs::metadata(&source).unwrap(), fs::metadata(&copy).unwrap());
    assert_ne!(from.ino(), to.ino(), "a later edit in place would change the site");
    assert_eq!(to.permissions().mode() & 0o400, 0o400);
    assert_ne!(to.permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read(&source).unwrap(), fs::read(&copy).unwrap());
    age(&copy);
    assert_eq!(base.publish(&outputs).unwrap().unchanged, 1);
    base.write("content/a.bin", &"ATTACHED ".repeat(20_000));
    assert_eq!(base.publish(&outputs).unwrap().written, 1);
    assert_eq!(fs::read(&source).unwrap(), fs::read(&copy).unwrap());
}

fn unzipped(path: &Path) -> String {
    let mut text = String::new();
    GzDecoder::new(File::open(path).unwrap()).read_to_string(&mut text).unwrap();
    text
}

#[test]
fn compressed_copies_stand_beside_texts_that_they_make_smaller() {
    let base = Base::new();
    let options = Publish { precompress: true, ..Publish::default() };
    let text = "知库 ".repeat(1000);
    let outputs = [page("a.html", &text), page("tiny.html", "x"), page("b.png", &text)];
    base.publish_with(&outputs, &options).unwrap();
    assert_eq!(unzipped(&base.path("public/a.html.gz")), text);
    let names: Vec<_> = base.tree().into_keys().collect();
    assert_eq!(names, [".zhiku.json", "a.html", "a.html.gz", "b.png", "tiny.html"]);
    let before = base.tree();
    age(&base.path("public/a.html.gz"));
    base.publish_with(&[&outputs[..], &[page("c", "")]].concat(), &options).unwrap();
    assert!(is_old(&base.path("public/a.html.gz")));
    fs::write(base.path("public/a.html.gz"), "damaged").unwrap();
    base.publish_with(&outputs, &options).unwrap();
    assert_eq!(base.tree(), before, "the same text gives the same bytes");
    assert_eq!(base.publish(&outputs).unwrap().removed, 1);
}

#[test]
fn a_file_of_the_site_keeps_its_name_from_a_compressed_copy() {
    let base = Base::new();
    let options = Publish { precompress: true, ..Publish::default() };
    let outputs = [page("a.html", &"text ".repeat(100)), page("a.html.gz", "mine")];
    base.publish_with(&outputs, &options).unwrap();
    assert_eq!(fs::read_to_string(base.path("public/a.html.gz")).unwrap(), "mine");
}

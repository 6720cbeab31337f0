//! Only what is ours is written over, and only what is asked for is kept.

use crate::support::{Base, page, site};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use zhiku::diagnostic::Code;
use zhiku::output::{Publish, PublishError, publish};

fn refused(base: &Base, output: &Path) -> PublishError {
    let error = publish(base.root(), output, &site(1), &Publish::default()).unwrap_err();
    assert_eq!(error.code, Some(Code::ForeignOutput), "{output:?}: {error}");
    assert!(!error.help.is_empty());
    error
}

#[test]
fn the_root_its_sources_and_what_contains_them_are_refused() {
    let base = Base::new();
    base.write("content/a.md", "a note");
    base.write("templates/base.html", "a template");
    symlink(base.root(), base.path("link")).unwrap();
    let (root, parent) = (base.root(), base.root().parent().unwrap());
    let below =
        ["content", "content/site", "templates", "static", "link", "link/content", "a/../content"];
    fs::create_dir(base.path("a")).unwrap();
    let below = below.map(|path| base.path(path));
    for output in below.iter().map(AsRef::as_ref).chain([root, parent, Path::new("/")]) {
        refused(&base, output);
    }
    assert_eq!(base.around(), ["a", "content", "link", "templates"]);
    assert_eq!(fs::read_to_string(base.path("content/a.md")).unwrap(), "a note");
}

#[test]
fn home_and_what_contains_it_is_refused() {
    for home in ["public", "public/me"] {
        let base = Base::new();
        fs::create_dir_all(base.path(home)).unwrap();
        let options = Publish { home: Some(base.path(home)), ..Publish::default() };
        let error = base.publish_with(&site(1), &options).unwrap_err();
        assert!(error.to_string().contains("is or contains your home folder"), "{error}");
        assert!(!base.path("public/same.html").exists());
    }
}

#[test]
fn a_file_and_a_symlink_to_nowhere_are_no_output_folders() {
    let base = Base::new();
    base.write("public", "a file");
    refused(&base, &base.path("public"));
    symlink("nowhere", base.path("link")).unwrap();
    let error = publish(base.root(), &base.path("link"), &site(1), &Publish::default());
    assert!(error.unwrap_err().to_string().contains("leads nowhere"));
    assert_eq!(base.around(), ["content", "link", "public"]);
}

#[test]
fn a_folder_with_anything_foreign_is_refused_and_the_error_names_it() {
    let base = Base::new();
    base.write("public/thesis.odt", "years of work");
    let error = refused(&base, &base.path("public"));
    assert!(error.to_string().contains("`thesis.odt`"), "{error}");
    fs::remove_file(base.path("public/thesis.odt")).unwrap();
    base.publish(&site(1)).unwrap();
    for number in 0..5 {
        base.write(&format!("public/folder-1/mine-{number}.txt"), "years of work");
    }
    let before = base.tree();
    let error = refused(&base, &base.path("public"));
    assert!(error.to_string().contains("`folder-1/mine-2.txt` and 2 more"), "{error}");
    assert_eq!(base.tree(), before);
}

#[test]
fn a_symlink_in_the_place_of_a_page_is_foreign() {
    let base = Base::new();
    base.publish(&site(1)).unwrap();
    base.write("precious", "years of work");
    fs::remove_file(base.path("public/same.html")).unwrap();
    symlink(base.path("precious"), base.path("public/same.html")).unwrap();
    refused(&base, &base.path("public"));
    assert_eq!(fs::read_to_string(base.path("precious")).unwrap(), "years of work");
}

#[test]
fn a_manifest_that_is_not_ours_speaks_for_nothing() {
    let base = Base::new();
    base.write("public/.zhiku.json", "{\"files\": [\"thesis.odt\"]}");
    base.write("public/thesis.odt", "years of work");
    let error = refused(&base, &base.path("public"));
    assert!(error.to_string().contains("not a manifest of ours"), "{error}");
    assert!(base.path("public/thesis.odt").exists());
}

#[test]
fn what_is_kept_is_kept_with_its_modes_its_symlinks_and_its_empty_folders() {
    use std::os::unix::fs::PermissionsExt;
    let base = Base::new();
    base.write("public/.git/HEAD", "ref: refs/heads/main");
    base.write("public/.git/objects/ab/cdef", "object");
    fs::create_dir_all(base.path("public/.git/refs/tags")).unwrap();
    symlink("HEAD", base.path("public/.git/link")).unwrap();
    base.write("public/CNAME", "zhiku.example");
    base.write("public/verify/token.txt", "token");
    let object = base.path("public/.git/objects/ab/cdef");
    fs::set_permissions(&object, fs::Permissions::from_mode(0o444)).unwrap();
    let before = base.tree();
    let options = Publish { keep: vec!["verify/".into()], ..Publish::default() };
    for version in 1..4 {
        base.publish_with(&site(version), &options).unwrap();
        let tree = base.tree();
        assert!(before.iter().all(|(path, bytes)| tree.get(path) == Some(bytes)), "{version}");
        assert!(base.path("public/.git/refs/tags").is_dir());
        assert_eq!(fs::metadata(&object).unwrap().permissions().mode() & 0o777, 0o444);
    }
    let error = base.publish(&site(4)).unwrap_err();
    assert!(error.to_string().contains("`verify/token.txt`"), "no longer kept: {error}");
}

#[test]
fn a_file_of_the_site_beats_a_kept_one_and_goes_when_the_site_drops_it() {
    let base = Base::new();
    base.write("public/CNAME", "old.example");
    base.publish(&[page("CNAME", "new.example")]).unwrap();
    assert_eq!(fs::read_to_string(base.path("public/CNAME")).unwrap(), "new.example");
    base.publish(&[page("index.html", "")]).unwrap();
    assert!(!base.path("public/CNAME").exists());
}

#[test]
fn a_page_that_the_site_drops_goes_with_its_empty_folder() {
    let base = Base::new();
    base.publish(&[page("a/b/c.html", "c"), page("d.html", "d")]).unwrap();
    base.write("public/a/b/.DS_Store", "left by a file manager");
    let published = base.publish(&[page("d.html", "d")]).unwrap();
    assert_eq!((published.written, published.unchanged, published.removed), (0, 1, 1));
    assert!(!base.path("public/a").exists());
    assert_eq!(base.tree().len(), 2);
}

#[test]
fn an_output_that_is_a_symlink_stays_one_and_its_folder_is_published() {
    let base = Base::new();
    fs::create_dir(base.path("www")).unwrap();
    symlink("www", base.path("public")).unwrap();
    base.publish(&site(1)).unwrap();
    base.publish(&site(2)).unwrap();
    assert_eq!(fs::read_link(base.path("public")).unwrap(), Path::new("www"));
    assert!(base.path("www/same.html").exists());
    assert_eq!(base.around(), ["content", "public", "www"]);
}

//! No path of an output leads out of the site, and no two claim one place.

use crate::support::{Base, page};
use proptest::prelude::*;
use zhiku::diagnostic::Code;

#[test]
fn paths_that_lead_elsewhere_are_refused() {
    let base = Base::new();
    for path in [
        "",
        "/",
        "/etc/passwd",
        "..",
        "../a",
        "a/../../b",
        "a/..",
        "./a",
        "a//b",
        "a/",
        "a\0b",
        ".zhiku.json",
        ".git/config",
        ".zhiku-next/a",
        ".zhiku-lock",
    ] {
        assert!(base.publish(&[page(path, "")]).is_err(), "{path:?}");
    }
    assert_eq!(base.around(), ["content"], "nothing was begun");
}

#[test]
fn two_outputs_cannot_have_one_place() {
    let base = Base::new();
    for paths in [["a", "a"], ["a/b", "a"], ["a", "a/b/c"]] {
        let error = base.publish(&paths.map(|path| page(path, ""))).unwrap_err();
        assert_eq!(error.code, Some(Code::AddressClash), "{error}");
    }
}

#[test]
fn a_name_too_long_for_the_disk_is_named() {
    let base = Base::new();
    let error = base.publish(&[page(&format!("{}.html", "长".repeat(100)), "")]).unwrap_err();
    assert!(error.help[0].contains("shorten the name"), "{error}: {:?}", error.help);
    assert_eq!(base.around(), ["content"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_is_published_is_what_was_given_and_stays_inside(paths in prop::collection::vec("[a./汉 \\\\]{1,6}", 1..4)) {
        let base = Base::new();
        let outputs: Vec<_> = paths.iter().map(|path| page(path, path)).collect();
        if base.publish(&outputs).is_ok() {
            let mut tree = base.tree();
            prop_assert!(tree.remove(".zhiku.json").is_some());
            let given = paths.into_iter().map(|path| (path.clone(), path.into_bytes()));
            prop_assert_eq!(tree, given.collect());
            prop_assert_eq!(base.around(), ["content", "public"]);
        } else {
            prop_assert_eq!(base.around(), ["content"]);
        }
    }
}

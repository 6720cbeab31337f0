//! `zhiku rename` on a base with every form of link.

use assert_cmd::Command;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// Runs the program at `root`; gives its status, its results and its problems.
fn zhiku(root: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("zhiku"));
    let output = command.arg("--root").arg(root).args(arguments).output().expect("it starts");
    let text = |bytes| String::from_utf8(bytes).expect("it is text");
    (output.status.code().expect("it ends"), text(output.stdout), text(output.stderr))
}

fn base(files: &[(&str, &str)]) -> TempDir {
    let root = TempDir::new().expect("a folder");
    for (path, text) in files {
        let file = root.path().join("content").join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, text).expect("written");
    }
    root
}

fn read(root: &TempDir, path: &str) -> String {
    fs::read_to_string(root.path().join("content").join(path)).expect("it is there")
}

const FIGURE: &str = "---
kind: figure
title: Sales
subject: shop
metric: \"[[gmv]]\"
observations:
  - {period: 2020, value: CNY 1 billion, status: actual, source: \"@paper, para. 3\"}
---
";

const PAPER: &str = "---
kind: source
title: A paper
publisher: Press
published: 2020
---
";

const GMV: &str = "---\nkind: concept\ntitle: Merchandise\n---\n";

#[test]
fn every_form_of_link_follows_and_nothing_else_changes() {
    let prose = "---
title: Prose
---
A [[shop]], [[Shop|the shop]], [[shop#Sales]] and [[companies/shop#^b|x]]; [[A Shop]] and [[商店]] stay,
so do `[[shop]]`, shop and [[shopping]]. ![[shop#Sales]]

[one](companies/shop.md#sales), [two](/companies/shop), [three][r] and [four](<companies/shop.md>).

| a | b |
| --- | --- |
| [[shop\\|cell]] | ![[shop#:website]] |

[r]: companies/shop.md \"title\"

```query
kind: figure
where: {subject: shop}
```
";
    let root = base(&[
        ("index.md", prose),
        (
            "companies/shop.md",
            "---\nkind: company\ntitle: A Shop\nnames: {zh: 商店}\nwebsite: https://a.example/\n---\n\n## Sales\n\nSee [us](shop.md), [g](../gmv.md) and [[#Sales]]. ^b\n",
        ),
        ("shopping.md", "A note.\n"),
        ("gmv.md", GMV),
        ("figures/sales.md", FIGURE),
        ("sources/paper.md", PAPER),
    ]);
    let (status, out, err) = zhiku(root.path(), &["rename", "shop", "firms/big-shop"]);
    assert_eq!((status, out.as_str()), (0, "content/firms/big-shop.md\n"), "{err}");
    let expected = prose
        .replace("A [[shop]], [[Shop|", "A [[big-shop]], [[big-shop|")
        .replace("[[shop#", "[[big-shop#")
        .replace("[[companies/shop#", "[[firms/big-shop#")
        .replace("(companies/shop.md#", "(firms/big-shop.md#")
        .replace("(/companies/shop)", "(/firms/big-shop)")
        .replace("<companies/shop.md>", "<firms/big-shop.md>")
        .replace("[r]: companies/shop.md", "[r]: firms/big-shop.md")
        .replace("[[shop\\|", "[[big-shop\\|")
        .replace("subject: shop", "subject: big-shop");
    assert_eq!(read(&root, "index.md"), expected);
    assert_eq!(
        read(&root, "figures/sales.md"),
        FIGURE.replace("subject: shop", "subject: big-shop")
    );
    let own = read(&root, "firms/big-shop.md");
    assert!(own.contains("redirect_from: [\"companies/shop.html\"]\n---\n"), "{own}");
    assert!(own.contains("See [us](big-shop.md), [g](../gmv.md) and [[#Sales]]. ^b\n"), "{own}");
    assert!(!root.path().join("content/companies/shop.md").exists());
}

#[test]
fn citations_and_addresses_of_observations_follow() {
    let prose =
        "---\nsources: [\"@paper\"]\n---\nIt was ![[sales#2020]] [@paper, para. 1; @paper].\n";
    let files = [
        ("a.md", prose),
        ("gmv.md", GMV),
        ("figures/sales.md", FIGURE),
        ("sources/paper.md", PAPER),
    ];
    let root = base(&files);
    assert_eq!(zhiku(root.path(), &["rename", "paper", "paper-2020"]).0, 0);
    assert_eq!(zhiku(root.path(), &["rename", "content/figures/sales.md", "shop-sales"]).0, 0);
    let expected = prose.replace("@paper", "@paper-2020").replace("[[sales#", "[[shop-sales#");
    assert_eq!(read(&root, "a.md"), expected);
    assert!(read(&root, "figures/shop-sales.md").contains("\"@paper-2020, para. 3\""));
}

#[test]
fn a_note_can_be_renamed_back() {
    let root = base(&[("a.md", "---\ntitle: A\n---\n"), ("b.md", "[[a]]\r\n")]);
    assert_eq!(zhiku(root.path(), &["rename", "a", "c"]).0, 0);
    assert_eq!(read(&root, "b.md"), "[[c]]\r\n");
    let (status, _, err) = zhiku(root.path(), &["rename", "c", "a"]);
    assert_eq!(status, 0, "{err}");
    assert_eq!(read(&root, "a.md"), "---\ntitle: A\nredirect_from: [\"c.html\"]\n---\n");
}

#[test]
fn a_dry_run_prints_a_patch_that_git_takes() {
    let root = base(&[("a.md", "---\ntitle: A\n---\n\nText.\n"), ("b.md", "See [[a]].\n")]);
    let (status, patch, err) = zhiku(root.path(), &["rename", "a", "c", "--dry-run"]);
    assert_eq!(status, 0, "{err}");
    assert_eq!(read(&root, "b.md"), "See [[a]].\n");
    assert!(patch.contains("-See [[a]].\n+See [[c]].\n"), "{patch}");
    let applied = Command::new("git")
        .args(["apply", "-"])
        .current_dir(root.path())
        .write_stdin(patch)
        .output()
        .expect("git is there");
    assert!(applied.status.success(), "{}", String::from_utf8_lossy(&applied.stderr));
    assert_eq!(read(&root, "b.md"), "See [[c]].\n");
    assert!(read(&root, "c.md").contains("redirect_from"));
}

#[test]
fn what_would_clash_is_refused_and_nothing_is_written() {
    let root = base(&[
        ("a.md", "---\ntitle: A\n---\n"),
        ("b.md", "---\ntitle: B\nredirect_from: old.html\n---\n[[a]]\n"),
        ("companies/c.md", "---\ntitle: C\n---\n[[Delta]]\n"),
        ("d.md", "---\ntitle: Delta\n---\n"),
    ]);
    let before = read(&root, "b.md");
    for new in ["b", "B", "C", "companies/", "old", "Delta", "../x", "a"] {
        let new = if new == "companies/" { "companies/c" } else { new };
        let (status, out, err) = zhiku(root.path(), &["rename", "a", new]);
        assert_eq!((status, out.as_str()), (2, ""), "{new}: {err}");
    }
    assert_eq!(zhiku(root.path(), &["rename", "nobody", "x"]).0, 2);
    assert_eq!(read(&root, "b.md"), before);
    assert!(root.path().join("content/a.md").exists());
}

#[test]
fn a_mark_at_the_start_and_permissions_stay() {
    let root = base(&[("a.md", "\u{feff}---\r\ntitle: A\r\n---\r\n"), ("b.md", "\u{feff}[[a]]\n")]);
    assert_eq!(zhiku(root.path(), &["rename", "a", "快手 电商"]).0, 0);
    assert_eq!(read(&root, "b.md"), "\u{feff}[[快手 电商]]\n");
    let own = read(&root, "快手 电商.md");
    assert_eq!(own, "\u{feff}---\r\ntitle: A\r\nredirect_from: [\"a.html\"]\r\n---\r\n");
}

#[test]
fn queries_follow_in_a_quote_too() {
    let prose = "\
> ```query
> kind: figure
> where:
>   subject: \"[[shop]]\"
>   metric: [gmv, shop]
> ```

> [!note] What was sold
> - ```query
>   where: {subject: shop}
>   ```
";
    let root = base(&[
        ("a.md", prose),
        ("companies/shop.md", "---\nkind: company\ntitle: A Shop\n---\n"),
        ("gmv.md", GMV),
    ]);
    let (status, _, err) = zhiku(root.path(), &["rename", "shop", "big-shop"]);
    assert_eq!(status, 0, "{err}");
    assert_eq!(read(&root, "a.md"), prose.replace("shop", "big-shop"));
}

#[test]
fn a_name_that_would_take_a_query_elsewhere_is_refused() {
    let query = "A.\n\n> ```query\n> kind: figure\n> where: {subject: c}\n> ```\n";
    let root = base(&[
        ("q.md", query),
        ("a.md", "---\ntitle: A\n---\n"),
        ("b.md", "---\ntitle: B\naliases: [c]\n---\n"),
    ]);
    let (status, _, err) = zhiku(root.path(), &["rename", "a", "c"]);
    assert_eq!(status, 2, "{err}");
    assert!(err.contains("content/q.md:5:20"), "{err}");
    assert!(root.path().join("content/a.md").exists());
}

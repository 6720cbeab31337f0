//! What the other files say of the sample base, and that all of them stay the same.
//!
//! Takes the sample base, or one of many notes; holds files to what a reader of their formats expects.

use crate::formats::{bibtex, calendar, check_all, csv, json, text, xml};
use crate::support::{Base, published, sample};
use crate::tables::check_package;
use std::fs;
use std::path::Path;
use zhiku::settings::Settings;

#[test]
fn every_file_reads_back_with_and_without_an_address() {
    for settings in [Settings::default(), published()] {
        check_all(&sample(settings).files());
        check_all(&Base::new::<&str>(&[], None, Settings::default()).files());
    }
    let without = sample(Settings::default()).files();
    assert!(!without.contains_key("sitemap.xml") && without.contains_key("robots.txt"));
}

#[test]
fn the_same_notes_give_the_same_bytes() {
    assert_eq!(sample(published()).files(), sample(published()).files());
}

#[test]
fn the_calendar_spans_what_is_known_and_leaves_out_what_is_open() {
    let files = sample(published()).files();
    let events = calendar(text(&files["events.ics"]));
    let days: Vec<(&str, &str)> = events
        .iter()
        .map(|event| (event["DTSTART;VALUE=DATE"].as_str(), event["DTEND;VALUE=DATE"].as_str()))
        .collect();
    assert_eq!(days, [("20200527", "20200528"), ("20200701", "20201001")]);
    assert_eq!(events[0]["UID"], "events/tie-up@example.org");
    assert_eq!(events[0]["SUMMARY"], "Tie-up\\; signed");
    assert_eq!(events[0]["URL"], "https://example.org/base/events/tie-up.html");
    assert!(events[1]["DESCRIPTION"].contains("Q3 2020"));
}

#[test]
fn the_feed_has_the_newest_first_and_ids_of_its_own() {
    for settings in [Settings::default(), published()] {
        let files = sample(settings).files();
        let found = xml(text(&files["feed.atom"]));
        let all = |path: &str| -> Vec<&str> {
            found.iter().filter(|(at, _)| at == path).map(|(_, text)| text.trim()).collect()
        };
        assert_eq!(all("feed/entry/title"), ["Kuaishou", "JD.com"]);
        assert_eq!(all("feed/updated"), ["2026-11-22T00:00:00Z"]);
        assert_eq!(all("feed/author/name").len(), 1);
        let mut ids = [all("feed/id"), all("feed/entry/id")].concat();
        assert!(ids.iter().all(|id| id.starts_with("urn:uuid:") && id.len() == 45));
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 3);
    }
}

#[test]
fn a_feed_of_nothing_is_a_feed() {
    let files = Base::new::<&str>(&[], None, Settings::default()).files();
    let found = xml(text(&files["feed.atom"]));
    assert!(
        found.contains(&("feed/updated".into(), "1970-01-01T00:00:00Z\n".into()))
            || found.iter().any(|(at, text)| at == "feed/updated" && text.starts_with("1970"))
    );
}

#[test]
fn the_map_has_every_page_that_a_reader_may_want() {
    let files = sample(published()).files();
    let map = text(&files["sitemap.xml"]);
    assert!(map.contains(
        "<loc>https://example.org/base/companies/jd.html</loc><lastmod>2026-11-20</lastmod>"
    ));
    assert!(!map.contains("404.html") && !map.contains("search.html"));
    assert!(
        text(&files["robots.txt"]).ends_with("Sitemap: https://example.org/base/sitemap.xml\n")
    );
}

#[test]
fn sources_are_cited_by_headline_publisher_and_date() {
    let files = sample(published()).files();
    let items = json(text(&files["data/sources.csl.json"]));
    let item = &items[0];
    assert_eq!(item["id"], "post-2024");
    assert_eq!(item["type"], "article-newspaper");
    assert_eq!(item["title"], "100% {sure} & more");
    assert_eq!(item["container-title"], "The Post");
    assert_eq!(item["issued"]["date-parts"][0][1], 4);
    assert_eq!(item["author"][1]["literal"], "The Founder");
    let entries = bibtex(text(&files["data/sources.bib"]));
    let entry = &entries["post-2024"];
    assert_eq!(entry["title"], "100\\% \\textbraceleft{}sure\\textbraceright{} \\& more");
    assert_eq!((entry["year"].as_str(), entry["month"].as_str()), ("2024", "apr"));
    assert_eq!(entry["url"], "https://example.com/a_b?c=1&d=2#e");
}

#[test]
fn each_note_is_described_as_what_it_is_and_cites_its_sources() {
    let base = sample(published());
    let described = base.linked();
    let of = |path: &str| {
        let id = base.knowledge.notes.iter().position(|note| note.path.ends_with(path));
        json(&described[id.expect("it is there")])
    };
    let jd = of("jd.md");
    assert_eq!((&jd["@type"], &jd["foundingDate"]), (&"Organization".into(), &"1998".into()));
    assert_eq!(jd["mainEntityOfPage"]["citation"][0]["@type"], "NewsArticle");
    assert_eq!(jd["mainEntityOfPage"]["citation"][0]["url"], "https://example.com/a_b?c=1&d=2#e");
    let founder = of("founder.md");
    assert_eq!(
        (&founder["@type"], &founder["affiliation"]["name"]),
        (&"Person".into(), &"JD.com".into())
    );
    let event = of("tie-up.md");
    assert_eq!((&event["@type"], &event["startDate"]), (&"Event".into(), &"2020-05-27".into()));
    let figure = of("gmv-of-kuaishou.md");
    assert_eq!(figure["@type"], "Dataset");
    assert_eq!(figure["temporalCoverage"], "2019-01-01/2021-03-31");
    assert_eq!(figure["variableMeasured"], "GMV");
    let source = of("post-2024.md");
    assert_eq!(
        (&source["@type"], &source["publisher"]["name"]),
        (&"NewsArticle".into(), &"The Post".into())
    );
    assert_eq!(of("gmv.md")["@type"], "DefinedTerm");
    assert_eq!(of("loose.md")["@type"], "WebPage");
}

#[test]
fn a_note_whose_address_is_another_s_has_one_of_its_own_in_every_table() {
    let text = "---\ntitle: Twice\nowner: somebody\n---\n[[a/twice]]\n";
    let notes = [("content/companies/a/twice.md", text), ("content/companies/b/twice.md", text)];
    let tables = check_package(&Base::new(&notes, None, Settings::default()).files());
    assert_eq!((tables["notes"].len(), tables["statements"].len()), (2, 2));
}

#[test]
fn statements_of_one_note_never_share_an_address() {
    let note = "---\ntitle: A\nowner: [x, y]\nowner-2: z\n---\n";
    let files = Base::new(&[("content/companies/a.md", note)], None, Settings::default()).files();
    let ids: Vec<String> =
        csv(text(&files["data/statements.csv"])).into_iter().map(|row| row["id"].clone()).collect();
    assert_eq!(ids, ["companies/a#:owner", "companies/a#:owner-2", "companies/a#:owner-2-2"]);
}

/// Writes the files of the sample and of the base in this repository, for `validate.py`.
#[test]
fn what_others_validate_is_laid_out_for_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    for entry in walkdir::WalkDir::new(root.join("content")).sort_by_file_name() {
        let path = entry.expect("it can be walked").into_path();
        if path.extension().is_some_and(|ending| ending == "md") {
            let text = fs::read_to_string(&path).expect("a note is text");
            let path = path.strip_prefix(root).expect("it is within").to_string_lossy();
            texts.push((path.replace('\\', "/"), text));
        }
    }
    let kinds = fs::read_to_string(root.join("content/kinds.yaml")).ok();
    let own = Base::new(&texts, kinds.as_deref(), published());
    let hostile = crate::hostile::base(&crate::hostile::SIGNS.concat());
    for (name, base) in [("own", own), ("sample", sample(published())), ("hostile", hostile)] {
        let files = base.files();
        check_all(&files);
        check_package(&files);
        let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("data").join(name);
        for (path, bytes) in &files {
            let path = out.join(path);
            fs::create_dir_all(path.parent().expect("a file has a folder"))
                .expect("it can be made");
            fs::write(path, bytes).expect("it can be written");
        }
        fs::write(out.join("linked.json"), format!("[{}]", base.linked().join(",\n")))
            .expect("it can be written");
    }
}

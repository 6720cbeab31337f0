//! What programs that read sites ask for first: a map of the site, rules, and a guide for language models.
//!
//! Takes the plan and the settings; gives `robots.txt`, `llms.txt` and, where the site's address is known, `sitemap.xml`.

use super::base::Base;
use super::plain::line;
use super::xml::escaped;
use crate::knowledge::NoteId;
use crate::page::{About, Page};
use crate::value::Day;
use std::fmt::Write;

/// Addresses that one map may hold.
const MAP: usize = 50_000;

/// Notes of each kind that the guide for language models lists: those that most others lead to.
const GUIDE: usize = 40;

/// Pages that list others, for the guide.
const OVERVIEWS: [(&str, &str); 4] = [
    ("timeline.html", "Timeline: all events by date"),
    ("a-z.html", "A–Z: all names, English and pinyin"),
    ("topics/index.html", "Topics"),
    ("about.html", "About: how to read estimates, targets, disputes and ties"),
];

/// Files of data, for the guide.
const DATA: [(&str, &str); 6] = [
    ("datapackage.json", "Data package: what each table and column means"),
    ("data/notes.json", "Notes: names, statements and links of every note"),
    ("data/statements.csv", "Statements: each with its date, status and sources"),
    ("data/figures.csv", "Figures: each observation as its source printed it"),
    ("data/events.csv", "Events by date"),
    ("data/sources.csl.json", "Sources in CSL-JSON"),
];

/// Writes all three.
pub(super) fn files(base: &Base<'_>) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![
        ("robots.txt".to_owned(), robots(base).into_bytes()),
        ("llms.txt".to_owned(), guide(base).into_bytes()),
    ];
    if base.settings.base_url.is_some() {
        files.extend(maps(base));
    }
    files
}

/// Allows everything, and says where the map is.
///
/// # Source
/// RFC 9309; `Sitemap` as in the Sitemaps protocol.
fn robots(base: &Base<'_>) -> String {
    let map = base.settings.base_url.is_some().then(|| base.address("sitemap.xml"));
    let map = map.map(|map| format!("\nSitemap: {map}\n")).unwrap_or_default();
    format!("User-agent: *\nDisallow:\n{map}")
}

/// Writes the map of the site; several, and a map of maps, where one cannot hold it.
///
/// # Source
/// Sitemaps protocol 0.9.
fn maps(base: &Base<'_>) -> Vec<(String, Vec<u8>)> {
    let pages: Vec<String> = base.plan.pages.iter().filter_map(|page| place(base, page)).collect();
    if pages.len() <= MAP {
        return vec![("sitemap.xml".to_owned(), map("urlset", &pages))];
    }
    let parts = pages.chunks(MAP).enumerate();
    let mut files: Vec<(String, Vec<u8>)> =
        parts.map(|(at, part)| (format!("sitemap-{}.xml", at + 1), map("urlset", part))).collect();
    let places = files
        .iter()
        .map(|(path, _)| format!("<sitemap><loc>{}</loc></sitemap>", escaped(&base.address(path))));
    let places: Vec<String> = places.collect();
    files.push(("sitemap.xml".to_owned(), map("sitemapindex", &places)));
    files
}

fn map(root: &str, places: &[String]) -> Vec<u8> {
    let head = "<?xml version=\"1.0\" encoding=\"utf-8\"?>";
    let namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
    let places = places.join("\n");
    format!("{head}\n<{root} xmlns=\"{namespace}\">\n{places}\n</{root}>\n").into_bytes()
}

/// Describes one page; what is no destination of its own has no place on the map.
fn place(base: &Base<'_>, page: &Page) -> Option<String> {
    let changed = match &page.about {
        About::Note(id) | About::Home(Some(id)) => base.changed(&base.knowledge.notes[*id]),
        About::Home(None)
        | About::List(_)
        | About::Topic(_)
        | About::Topics
        | About::Timeline
        | About::Graph
        | About::Index
        | About::Health
        | About::Wanted
        | About::About
        | About::Compare => None,
        About::Search | About::NotFound | About::Redirect(_) => return None,
    };
    let changed = changed.map(|day: Day| format!("<lastmod>{day}</lastmod>")).unwrap_or_default();
    Some(format!("<url><loc>{}</loc>{changed}</url>", escaped(&base.address(&page.address))))
}

/// Writes the guide for language models.
///
/// # Source
/// llmstxt.org.
fn guide(base: &Base<'_>) -> String {
    let settings = base.settings;
    let mut out = format!("# {}\n", heading(&settings.title));
    // Writing into a string cannot fail.
    if !settings.description.trim().is_empty() {
        let _ = write!(out, "\n> {}\n", label(&settings.description));
    }
    out.push_str(
        "\nEvery statement names its source; estimates, targets and claims are marked as such.\n",
    );
    if !settings.licence.trim().is_empty() {
        let _ = writeln!(out, "Words and data: {}.", label(&settings.licence));
    }
    let listed = |out: &mut String, title: &str, all: &[(&str, &str)]| {
        let _ = write!(out, "\n## {title}\n\n");
        for (path, text) in all {
            let _ = writeln!(out, "- [{text}]({})", base.address(path));
        }
    };
    listed(&mut out, "Overviews", &OVERVIEWS);
    listed(&mut out, "Data", &DATA);
    for (kind, notes) in base.knowledge.by_kind() {
        let title = kind.map_or("Notes", |kind| &base.knowledge.schema.kind(kind).label_many);
        let notes = most_linked(base, notes);
        if !notes.is_empty() {
            let _ = write!(out, "\n## {}\n\n", heading(title));
        }
        for id in notes {
            let _ = writeln!(out, "{}", guide_line(base, id));
        }
    }
    out
}

/// Picks the notes that most others lead to, in the order of their paths.
fn most_linked(base: &Base<'_>, notes: &[NoteId]) -> Vec<NoteId> {
    let mut notes: Vec<NoteId> =
        notes.iter().copied().filter(|&id| base.key(id).is_some()).collect();
    notes.sort_by_key(|&id| (usize::MAX - base.knowledge.inbound[id].len(), id));
    notes.truncate(GUIDE);
    notes.sort_unstable();
    notes
}

/// Links a note: its Markdown, where that is published.
fn guide_line(base: &Base<'_>, id: NoteId) -> String {
    let note = &base.knowledge.notes[id];
    let page = &base.plan.notes[id];
    let twin = base.settings.twins.then(|| page.strip_suffix(".html")).flatten();
    let address =
        twin.map_or_else(|| base.address(page), |stem| base.address(&format!("{stem}.md")));
    let address = address.replace('(', "%28").replace(')', "%29");
    let summary = note.summary.as_ref().map(|summary| format!(": {}", label(&summary.value)));
    let title = base.title(id);
    let title = if title.is_empty() { page.as_str().into() } else { title };
    format!("- [{}]({address}){}", label(&title), summary.unwrap_or_default())
}

fn heading(text: &str) -> String {
    let text = label(text);
    if text.is_empty() { "Notes".to_owned() } else { text }
}

/// Writes text on one line, so that no sign in it is read as Markdown or HTML.
fn label(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in line(text).chars() {
        if matches!(c, '\\' | '[' | ']' | '<' | '`' | '*' | '_' | '#') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

//! The notes that changed last, as a feed.
//!
//! Takes the notes that say when they changed; gives Atom. Ids are URNs worked out from the site and the note, so that the
//! feed is whole before the site has an address.

use super::base::Base;
use super::plain::line;
use super::xml::escaped;
use crate::knowledge::NoteId;
use crate::value::Day;
use std::fmt::Write;
use xxhash_rust::xxh3::xxh3_128;

/// Entries that the feed holds at most.
const MOST: usize = 50;

/// Writes the feed.
///
/// # Source
/// RFC 4287; ids as in RFC 9562 §5.8.
pub(super) fn files(base: &Base<'_>) -> Vec<(String, Vec<u8>)> {
    let settings = base.settings;
    let entries = latest(base);
    let updated = entries.first().map_or_else(|| base.newest(), |(day, _)| *day);
    let title = or_else(&line(&settings.title), "Notes");
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    // Writing into a string cannot fail.
    let _ = writeln!(out, "<feed xmlns=\"http://www.w3.org/2005/Atom\"{}>", language(base));
    let _ = writeln!(out, "<id>{}</id>\n<title>{}</title>", urn(base, ""), escaped(&title));
    if !settings.description.trim().is_empty() {
        let _ = writeln!(out, "<subtitle>{}</subtitle>", escaped(&line(&settings.description)));
    }
    let _ = writeln!(out, "<updated>{}</updated>", time(updated));
    let author = or_else(&line(&settings.author), &title);
    let _ = writeln!(out, "<author><name>{}</name></author>", escaped(&author));
    let _ = writeln!(
        out,
        "<link rel=\"alternate\" href=\"{}\"/>",
        escaped(&base.address("index.html"))
    );
    let _ = writeln!(out, "<link rel=\"self\" href=\"{}\"/>", escaped(&base.address("feed.atom")));
    if !settings.licence.trim().is_empty() {
        let _ = writeln!(out, "<rights>{}</rights>", escaped(&line(&settings.licence)));
    }
    for (day, id) in entries {
        entry(base, day, id, &mut out);
    }
    out.push_str("</feed>\n");
    vec![("feed.atom".to_owned(), out.into_bytes())]
}

/// Lists the notes that changed last, newest first; of one day, by path.
fn latest(base: &Base<'_>) -> Vec<(Day, NoteId)> {
    let dated = base.notes().filter_map(|(id, _, note)| Some((base.changed(note)?, id)));
    let mut dated: Vec<(Day, NoteId)> = dated.collect();
    dated.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    dated.truncate(MOST);
    dated
}

fn entry(base: &Base<'_>, day: Day, id: NoteId, out: &mut String) {
    let note = &base.knowledge.notes[id];
    let address = base.address(&base.plan.notes[id]);
    let key = base.key(id).unwrap_or_default();
    let title = or_else(&base.title(id), key);
    let _ =
        writeln!(out, "<entry>\n<id>{}</id>\n<title>{}</title>", urn(base, key), escaped(&title));
    let _ = writeln!(out, "<updated>{}</updated>", time(day));
    let _ = writeln!(out, "<link rel=\"alternate\" href=\"{}\"/>", escaped(&address));
    if let Some(summary) = &note.summary {
        let _ = writeln!(out, "<summary>{}</summary>", escaped(&line(&summary.value)));
    }
    let kind = base.knowledge.kind(id).map(|kind| line(&kind.label_one));
    for term in kind.into_iter().chain(note.topics.iter().map(|topic| line(topic))) {
        let _ = writeln!(out, "<category term=\"{}\"/>", escaped(&term));
    }
    out.push_str("</entry>\n");
}

/// Returns the language of the feed as an attribute, where it reads as a tag of a language.
fn language(base: &Base<'_>) -> String {
    let language = &base.settings.language;
    let mut parts = language.split('-');
    let first = parts.next().unwrap_or_default();
    let sound = (2..=8).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    if sound { format!(" xml:lang=\"{language}\"") } else { String::new() }
}

/// Makes an id that stays the same as long as the site and the note's address do.
fn urn(base: &Base<'_>, key: &str) -> String {
    let settings = base.settings;
    let site = settings.base_url.as_deref().unwrap_or(&settings.title);
    let hash = xxh3_128(format!("{site}\n{key}").as_bytes());
    let marked = (hash & !(0xF << 76) & !(0x3 << 62)) | (0x8 << 76) | (0x2 << 62);
    let hex = format!("{marked:032x}");
    let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    format!("urn:uuid:{}", parts.join("-"))
}

fn time(day: Day) -> String {
    format!("{day}T00:00:00Z")
}

fn or_else(text: &str, instead: &str) -> String {
    if text.is_empty() { instead.to_owned() } else { text.to_owned() }
}

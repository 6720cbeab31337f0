//! Events as a calendar.
//!
//! Takes the events with a date that a calendar can hold; gives iCalendar with whole days. What is known to the month or the
//! year spans it; what is open at an end has no days and is left out, as it stands in `data/events.csv`.

use super::base::{Base, last_day};
use super::plain::{line, lines};
use super::tables::dated;
use crate::knowledge::NoteId;
use crate::value::{Date, Day, Precision};

/// Bytes of a line, its end apart.
const LINE: usize = 75;

/// What a calendar without an event holds: one component there must be.
const NO_EVENT: &str = "BEGIN:VTIMEZONE\r\nTZID:UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

/// Writes the calendar.
///
/// # Source
/// RFC 5545; `NAME` and `DESCRIPTION` of the whole as in RFC 7986.
pub(super) fn files(base: &Base<'_>) -> Vec<(String, Vec<u8>)> {
    let mut lines = Lines::default();
    for (name, value) in [("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("PRODID", "-//zhiku//EN")] {
        lines.raw(name, value);
    }
    lines.text("NAME", &line(&base.settings.title));
    lines.text("X-WR-CALNAME", &line(&base.settings.title));
    let before = lines.0.len();
    for (id, date) in dated(base) {
        event(base, id, date, &mut lines);
    }
    if lines.0.len() == before {
        lines.0.push_str(NO_EVENT);
    }
    lines.raw("END", "VCALENDAR");
    vec![("events.ics".to_owned(), lines.0.into_bytes())]
}

fn event(base: &Base<'_>, id: NoteId, date: &Date, out: &mut Lines) {
    let (Some(first), Some(last), Some(key)) = (date.earliest(), date.latest(), base.key(id))
    else {
        return;
    };
    if first.year() < 1 {
        return;
    }
    let note = &base.knowledge.notes[id];
    let changed = base.changed(note).or_else(|| last_day(date)).unwrap_or(last);
    out.raw("BEGIN", "VEVENT");
    out.text("UID", &format!("{key}@{}", host(base)));
    out.raw("DTSTAMP", &format!("{}T000000Z", basic(changed)));
    out.raw("DTSTART;VALUE=DATE", &basic(first));
    if let Some(end) = day_after(last) {
        out.raw("DTEND;VALUE=DATE", &basic(end));
    }
    out.text("SUMMARY", &base.title(id));
    out.text("DESCRIPTION", &description(base, id, date));
    if !note.topics.is_empty() {
        let topics: Vec<String> = note.topics.iter().map(|topic| escaped(&line(topic))).collect();
        out.raw("CATEGORIES", &topics.join(","));
    }
    if base.settings.base_url.is_some() {
        out.raw("URL", &base.address(&base.plan.notes[id]));
    }
    out.raw("TRANSP", "TRANSPARENT");
    out.raw("END", "VEVENT");
}

/// Says what the event was, and how precisely its date is known.
fn description(base: &Base<'_>, id: NoteId, date: &Date) -> String {
    let summary = base.knowledge.notes[id].summary.as_ref();
    let summary = summary.map(|summary| lines(&summary.value).into_owned()).unwrap_or_default();
    let exact = date.precision() == Precision::Day && !date.is_approximate();
    let known = if exact { String::new() } else { format!("Date: {}.", date.in_english()) };
    [summary, known].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Names the site within the keys of its events: by its host, or else by its title.
fn host(base: &Base<'_>) -> String {
    let address = base.settings.base_url.as_deref().and_then(|address| address.split('/').nth(2));
    address.map_or_else(|| crate::text::slug(&line(&base.settings.title)), str::to_owned)
}

/// Returns the next day, if a year of four digits holds it.
fn day_after(day: Day) -> Option<Day> {
    let (year, month) = (day.year(), day.month());
    Day::new(year, month, day.day() + 1)
        .or_else(|| Day::new(year, month + 1, 1))
        .or_else(|| Day::new(year + 1, 1, 1))
}

fn basic(day: Day) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// Escapes the signs that part values and lines.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            _ => out.push(c),
        }
    }
    out
}

/// Content lines, folded.
#[derive(Debug, Default)]
struct Lines(String);

impl Lines {
    /// Writes a property whose value is text.
    fn text(&mut self, name: &str, text: &str) {
        self.raw(name, &escaped(text));
    }

    /// Writes a property whose value stands as it is; folds it between characters.
    fn raw(&mut self, name: &str, value: &str) {
        let mut room = LINE;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = LINE - 1;
            }
            self.0.push(c);
            room -= c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fold_between_characters_and_unfold_to_what_they_were() {
        let mut lines = Lines::default();
        let text = "汉字, and; more\n".repeat(20);
        lines.text("SUMMARY", &text);
        assert!(lines.0.split("\r\n").all(|line| line.len() <= LINE));
        assert_eq!(lines.0.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", escaped(&text)));
    }

    #[test]
    fn an_end_is_the_day_after() {
        let after = |y, m, d| Day::new(y, m, d).and_then(day_after).map(|day| day.to_string());
        assert_eq!(after(2020, 2, 28).as_deref(), Some("2020-02-29"));
        assert_eq!(after(2020, 12, 31).as_deref(), Some("2021-01-01"));
        assert_eq!(after(2021, 4, 30).as_deref(), Some("2021-05-01"));
        assert_eq!(after(9999, 12, 31), None);
    }
}

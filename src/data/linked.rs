//! A note in schema.org's terms, as JSON-LD within its page.
//!
//! Takes one note; gives the thing that it is about, and the page as the work that describes it and cites its sources. Types
//! come from the schema; properties are those that schema.org has for such a type, and nothing is said where it has none.

mod properties;

use super::base::Base;
use super::plain::line;
use super::reference;
use crate::knowledge::{Knowledge, NoteId, Origin};
use crate::page::{Plan, encoded, relative};
use crate::settings::Settings;
use crate::text::find_sign;
use crate::value::Date;
use properties::{Family, PROPERTIES, Shape};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What a note of a kind without a type is.
const THING: &str = "Thing";

/// A thing in JSON: its parts by their names, in the order of these.
type Thing<'k> = BTreeMap<&'static str, Part<'k>>;

#[derive(Serialize)]
#[serde(untagged)]
enum Part<'k> {
    Text(Cow<'k, str>),
    Thing(Thing<'k>),
    List(Vec<Part<'k>>),
}

impl<'k, T: Into<Cow<'k, str>>> From<T> for Part<'k> {
    fn from(text: T) -> Self {
        Self::Text(text.into())
    }
}

/// Makes a thing of a type.
fn thing_of<'k, const N: usize>(
    kind_type: &'k str,
    parts: [(&'static str, Part<'k>); N],
) -> Thing<'k> {
    std::iter::once(("@type", kind_type.into())).chain(parts).collect()
}

/// Describes a note.
pub(super) fn describe(
    knowledge: &Knowledge,
    plan: &Plan,
    settings: &Settings,
    id: NoteId,
) -> String {
    let describer = Describer { base: Base::keyless(knowledge, plan, settings), id };
    let mut described = match knowledge.kind(id) {
        Some(_) => {
            let mut thing = describer.thing();
            thing.insert("mainEntityOfPage", Part::Thing(describer.page()));
            thing
        }
        None => describer.page(),
    };
    described.insert("@context", "https://schema.org".into());
    script_safe(serde_json::to_string(&described).unwrap_or_default())
}

/// Escapes what could end the script element that JSON stands in, or what a script cannot hold in a string.
#[must_use]
pub fn script_safe(json: String) -> String {
    let is_unsafe = |c: char| matches!(c, '<' | '>' | '&' | '\u{2028}' | '\u{2029}');
    // Each of these begins with one of these bytes; most JSON has none of them.
    if find_sign(&json, [b'<', b'>', b'&', 0xE2]).is_none() {
        return json;
    }
    let (mut safe, mut done) = (String::with_capacity(json.len() + 64), 0);
    for (at, sign) in json.match_indices(is_unsafe) {
        safe.push_str(&json[done..at]);
        safe.extend(sign.chars().map(|c| format!("\\u{:04x}", u32::from(c))));
        done = at + sign.len();
    }
    safe + &json[done..]
}

struct Describer<'k> {
    base: Base<'k>,
    id: NoteId,
}

impl<'k> Describer<'k> {
    /// Describes the thing that the note is about.
    fn thing(&self) -> Thing<'k> {
        let note = &self.base.knowledge.notes[self.id];
        let names = note.names.all().chain(&note.names.pinyin).chain(&note.aliases);
        let mut names: Vec<Cow<'_, str>> = names.map(|name| line(&name.value)).collect();
        names.dedup();
        let mut thing = self.name_of(self.id);
        if !names.is_empty() {
            let names = names.into_iter().map(Part::Text).collect();
            thing.insert("alternateName", Part::List(names));
        }
        if let Some(summary) = &note.summary {
            thing.insert("description", line(&summary.value).into());
        }
        thing.insert("url", self.way(&self.base.plan.notes[self.id]).into());
        self.claimed(&mut thing);
        self.stated(&mut thing);
        thing
    }

    /// Describes the page: when it was written and checked, and what it cites.
    fn page(&self) -> Thing<'k> {
        let Base { knowledge, plan, settings, .. } = self.base;
        let note = &knowledge.notes[self.id];
        let day = |date: &Date| date.latest().map(|day| day.to_string().into());
        let mut page = thing_of(
            "WebPage",
            [
                ("@id", self.way(&plan.notes[self.id]).into()),
                ("name", line(&note.title).into()),
                ("inLanguage", line(&settings.language).into()),
                ("isPartOf", self.site()),
            ],
        );
        put(&mut page, "dateModified", note.updated.as_ref().and_then(|date| day(&date.value)));
        put(&mut page, "lastReviewed", note.checked.as_ref().and_then(|date| day(&date.value)));
        put(&mut page, "license", settings.licence_url.as_deref().map(Part::from));
        put(&mut page, "citation", self.citations());
        page
    }

    fn site(&self) -> Part<'k> {
        let title = line(&self.base.settings.title);
        let parts = [("name", title.into()), ("url", self.way("index.html").into())];
        Part::Thing(thing_of("WebSite", parts))
    }

    /// Says what follows from what the kind claims: a place in the timeline, observations, being a source.
    fn claimed(&self, thing: &mut Thing<'k>) {
        let knowledge = self.base.knowledge;
        let family = Family::of(self.kind_type(self.id));
        if knowledge.is_figure(self.id) {
            self.dataset(thing);
        }
        if knowledge.is_source(self.id) {
            self.source(thing);
        }
        if family == Family::Event
            && let Some(date) = knowledge.date(self.id)
        {
            let end = date.latest().filter(|_| date.iso().is_none());
            let start = date.earliest().map(|day| date.iso().unwrap_or_else(|| day.to_string()));
            put(thing, "startDate", start.map(Part::from));
            put(thing, "endDate", end.map(|end| end.to_string().into()));
        }
        if family == Family::Term {
            let title = line(&self.base.settings.title);
            let set = thing_of("DefinedTermSet", [("name", title.into())]);
            put(thing, "inDefinedTermSet", Some(Part::Thing(set)));
        }
    }

    /// Says what a figure measures, over which time, and where its rows are.
    fn dataset(&self, thing: &mut Thing<'k>) {
        let knowledge = self.base.knowledge;
        let observations = &knowledge.notes[self.id].observations;
        let times = || observations.iter().filter_map(|o| o.qualifiers.time());
        let (first, last) =
            (times().filter_map(Date::earliest).min(), times().filter_map(Date::latest).max());
        let covered = first.zip(last).map(|(first, last)| format!("{first}/{last}").into());
        put(thing, "temporalCoverage", covered);
        put(thing, "citation", self.citations());
        let settings = self.base.settings;
        put(thing, "license", settings.licence_url.as_deref().map(Part::from));
        let author = line(&settings.author);
        put(thing, "creator", (!author.is_empty()).then(|| named("Organization", author)));
        let rows = self.way("data/figures.csv");
        let rows = [("encodingFormat", "text/csv".into()), ("contentUrl", rows.into())];
        put(thing, "distribution", Some(Part::Thing(thing_of("DataDownload", rows))));
        let mut linked = knowledge.outbound(self.id).iter();
        let mut next = || linked.find(|edge| matches!(edge.origin, Origin::Field(_)));
        put(thing, "about", next().map(|edge| Part::Thing(self.name_of(edge.to))));
        let metric = next().map(|edge| self.base.title(edge.to).into());
        put(thing, "variableMeasured", metric);
    }

    /// Says what a reference to a source prints.
    fn source(&self, thing: &mut Thing<'k>) {
        let printed = reference::of(&self.base, self.id, String::new());
        put(thing, "headline", Some(printed.title.into()));
        put(thing, "datePublished", printed.issued.and_then(Date::iso).map(Part::from));
        put(thing, "publisher", printed.publisher.map(|name| named("Organization", name)));
        let authors: Vec<Part<'_>> =
            printed.authors.into_iter().map(|name| named("Person", name)).collect();
        put(thing, "author", (!authors.is_empty()).then_some(Part::List(authors)));
        put(thing, "inLanguage", printed.language.map(Part::from));
        put(thing, "url", printed.url.map(Part::from));
    }

    /// Says what the note states in fields for which schema.org has a property.
    fn stated(&self, thing: &mut Thing<'k>) {
        let family = Family::of(self.kind_type(self.id));
        for property in PROPERTIES.iter().filter(|property| property.of == family) {
            let statements = self.base.knowledge.notes[self.id].statements.iter();
            let named = statements.filter(|statement| {
                statement.field == property.field && statement.qualifiers.until.is_none()
            });
            let values: Vec<Part<'_>> = named
                .filter_map(|statement| match property.shape {
                    Shape::Date => statement.date().and_then(Date::iso).map(Part::from),
                    Shape::Text => {
                        let text = self.base.text_of(self.id, &statement.value);
                        Some(line(&text).into_owned().into())
                    }
                    Shape::Note(families) => {
                        let note = self.base.note_of(self.id, &statement.value)?;
                        let fits = families.is_empty()
                            || families.contains(&Family::of(self.kind_type(note)));
                        fits.then(|| Part::Thing(self.name_of(note)))
                    }
                })
                .collect();
            let value = match <[Part<'_>; 1]>::try_from(values) {
                Ok([one]) => Some(one),
                Err(several) => (!several.is_empty()).then_some(Part::List(several)),
            };
            put(thing, property.name, value);
        }
    }

    /// Lists the sources that the note cites, each once, in the order of their notes.
    fn citations(&self) -> Option<Part<'k>> {
        let edges = self.base.knowledge.outbound(self.id).iter();
        let cited: BTreeSet<NoteId> = edges
            .filter(|edge| {
                matches!(
                    edge.origin,
                    Origin::Citation(_) | Origin::ProseCitation(_) | Origin::General
                ) && edge.to != self.id
            })
            .map(|edge| edge.to)
            .collect();
        let cited = cited.into_iter().map(|source| {
            let printed = reference::of(&self.base, source, String::new());
            let mut work = self.name_of(source);
            work.insert("name", printed.title.into());
            put(&mut work, "url", printed.url.map(Part::from));
            put(&mut work, "datePublished", printed.issued.and_then(Date::iso).map(Part::from));
            Part::Thing(work)
        });
        let cited: Vec<Part<'_>> = cited.collect();
        (!cited.is_empty()).then_some(Part::List(cited))
    }

    /// Names a note: type, id, name.
    fn name_of(&self, id: NoteId) -> Thing<'k> {
        let mut address = self.way(&self.base.plan.notes[id]);
        address.push_str("#this");
        let parts = [("@id", address.into()), ("name", self.base.title(id).into())];
        thing_of(self.kind_type(id), parts)
    }

    /// Returns the type of a note, if it reads as one of schema.org's.
    fn kind_type(&self, id: NoteId) -> &'k str {
        let kind = self.base.knowledge.kind(id);
        let named = kind.and_then(|kind| kind.schema_org.as_deref());
        named.filter(|name| is_type(name)).unwrap_or(THING)
    }

    /// Returns the way to a page: whole where the site's address is known, else from this note's page.
    fn way(&self, to: &str) -> String {
        match &self.base.settings.base_url {
            Some(base) => format!("{base}{}", encoded(to)),
            None => relative(&self.base.plan.notes[self.id], to),
        }
    }
}

fn is_type(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric())
}

/// Names something that is no note.
fn named<'k>(kind_type: &'static str, name: impl Into<Cow<'k, str>>) -> Part<'k> {
    Part::Thing(thing_of(kind_type, [("name", Part::Text(name.into()))]))
}

fn put<'k>(thing: &mut Thing<'k>, name: &'static str, value: Option<Part<'k>>) {
    if let Some(value) = value {
        thing.insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::script_safe;

    #[test]
    fn nothing_ends_the_script_or_a_line_of_it() {
        let written = script_safe("\"a</b>&“\u{2028}”\u{2029}\u{2027}快<\"".to_owned());
        assert_eq!(written, "\"a\\u003c/b\\u003e\\u0026“\\u2028”\\u2029\u{2027}快\\u003c\"");
        assert_eq!(script_safe("\"快\"".to_owned()), "\"快\"");
    }
}

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
use crate::value::Date;
use properties::{Family, PROPERTIES, Shape};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// What a note of a kind without a type is.
const THING: &str = "Thing";

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
            thing.insert("mainEntityOfPage".to_owned(), Value::Object(describer.page()));
            thing
        }
        None => describer.page(),
    };
    described.insert("@context".to_owned(), json!("https://schema.org"));
    // Faster than by `Display`, which writes a few bytes at a time.
    script_safe(serde_json::to_string(&described).unwrap_or_default())
}

/// Escapes what could end the script element, or what a script cannot hold in a string.
fn script_safe(json: String) -> String {
    let is_unsafe = |c: char| matches!(c, '<' | '>' | '&' | '\u{2028}' | '\u{2029}');
    if !json.contains(is_unsafe) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        if is_unsafe(c) {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

struct Describer<'k> {
    base: Base<'k>,
    id: NoteId,
}

impl Describer<'_> {
    /// Describes the thing that the note is about.
    fn thing(&self) -> Map<String, Value> {
        let note = &self.base.knowledge.notes[self.id];
        let names = note.names.all().chain(&note.names.pinyin).chain(&note.aliases);
        let mut names: Vec<_> = names.map(|name| line(&name.value)).collect();
        names.dedup();
        let mut thing = self.name_of(self.id);
        if !names.is_empty() {
            thing.insert("alternateName".to_owned(), json!(names));
        }
        if let Some(summary) = &note.summary {
            thing.insert("description".to_owned(), json!(line(&summary.value)));
        }
        thing.insert("url".to_owned(), json!(self.way(&self.base.plan.notes[self.id])));
        self.claimed(&mut thing);
        self.stated(&mut thing);
        thing
    }

    /// Describes the page: when it was written and checked, and what it cites.
    fn page(&self) -> Map<String, Value> {
        let Base { knowledge, plan, settings, .. } = &self.base;
        let note = &knowledge.notes[self.id];
        let address = self.way(&plan.notes[self.id]);
        let day = |date: &Date| date.latest().map(|day| json!(day.to_string()));
        let parts = [
            ("@type", Some(json!("WebPage"))),
            ("@id", Some(json!(address))),
            ("name", Some(json!(line(&note.title)))),
            ("inLanguage", Some(json!(line(&settings.language)))),
            ("dateModified", note.updated.as_ref().and_then(|date| day(&date.value))),
            ("lastReviewed", note.checked.as_ref().and_then(|date| day(&date.value))),
            ("license", settings.licence_url.as_ref().map(|address| json!(address))),
            ("isPartOf", Some(self.site())),
            ("citation", self.citations()),
        ];
        let parts = parts.into_iter().filter_map(|(name, part)| Some((name.to_owned(), part?)));
        parts.collect()
    }

    fn site(&self) -> Value {
        let title = line(&self.base.settings.title);
        json!({"@type": "WebSite", "name": title, "url": self.way("index.html")})
    }

    /// Says what follows from what the kind claims: a place in the timeline, observations, being a source.
    fn claimed(&self, thing: &mut Map<String, Value>) {
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
            put(thing, "startDate", start.map(|start| json!(start)));
            put(thing, "endDate", end.map(|end| json!(end.to_string())));
        }
        if family == Family::Term {
            let title = line(&self.base.settings.title);
            put(thing, "inDefinedTermSet", Some(json!({"@type": "DefinedTermSet", "name": title})));
        }
    }

    /// Says what a figure measures, over which time, and where its rows are.
    fn dataset(&self, thing: &mut Map<String, Value>) {
        let knowledge = self.base.knowledge;
        let observations = &knowledge.notes[self.id].observations;
        let times = || observations.iter().filter_map(|o| o.qualifiers.time());
        let (first, last) =
            (times().filter_map(Date::earliest).min(), times().filter_map(Date::latest).max());
        let covered = first.zip(last).map(|(first, last)| json!(format!("{first}/{last}")));
        put(thing, "temporalCoverage", covered);
        put(thing, "citation", self.citations());
        let settings = self.base.settings;
        put(thing, "license", settings.licence_url.as_ref().map(|address| json!(address)));
        let author = line(&settings.author);
        let author = (!author.is_empty()).then(|| json!({"@type": "Organization", "name": author}));
        put(thing, "creator", author);
        let rows = self.way("data/figures.csv");
        let rows =
            json!({"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": rows});
        put(thing, "distribution", Some(rows));
        let mut linked = knowledge.outbound(self.id).iter();
        let mut next = || linked.find(|edge| matches!(edge.origin, Origin::Field(_)));
        put(thing, "about", next().map(|edge| Value::Object(self.name_of(edge.to))));
        let metric = next().map(|edge| json!(self.base.title(edge.to)));
        put(thing, "variableMeasured", metric);
    }

    /// Says what a reference to a source prints.
    fn source(&self, thing: &mut Map<String, Value>) {
        let printed = reference::of(&self.base, self.id, String::new());
        let person = |name: &String| json!({"@type": "Person", "name": name});
        let publisher = |name: &String| json!({"@type": "Organization", "name": name});
        put(thing, "headline", Some(json!(printed.title)));
        put(thing, "datePublished", printed.issued.and_then(Date::iso).map(|date| json!(date)));
        put(thing, "publisher", printed.publisher.as_ref().map(publisher));
        let authors: Vec<Value> = printed.authors.iter().map(person).collect();
        put(thing, "author", (!authors.is_empty()).then_some(Value::Array(authors)));
        put(thing, "inLanguage", printed.language.map(|language| json!(language)));
        put(thing, "url", printed.url.map(|url| json!(url)));
    }

    /// Says what the note states in fields for which schema.org has a property.
    fn stated(&self, thing: &mut Map<String, Value>) {
        let family = Family::of(self.kind_type(self.id));
        for property in PROPERTIES.iter().filter(|property| property.of == family) {
            let statements = self.base.knowledge.notes[self.id].statements.iter();
            let named = statements.filter(|statement| {
                statement.field == property.field && statement.qualifiers.until.is_none()
            });
            let values: Vec<Value> = named
                .filter_map(|statement| match property.shape {
                    Shape::Date => statement.date().and_then(Date::iso).map(|date| json!(date)),
                    Shape::Text => Some(json!(line(&self.base.text_of(self.id, &statement.value)))),
                    Shape::Note(families) => {
                        let note = self.base.note_of(self.id, &statement.value)?;
                        let fits = families.is_empty()
                            || families.contains(&Family::of(self.kind_type(note)));
                        fits.then(|| Value::Object(self.name_of(note)))
                    }
                })
                .collect();
            let value = match <[Value; 1]>::try_from(values) {
                Ok([one]) => Some(one),
                Err(several) => (!several.is_empty()).then_some(Value::Array(several)),
            };
            put(thing, property.name, value);
        }
    }

    /// Lists the sources that the note cites, each once, in the order of their notes.
    fn citations(&self) -> Option<Value> {
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
            work.insert("name".to_owned(), json!(printed.title));
            put(&mut work, "url", printed.url.map(|url| json!(url)));
            put(&mut work, "datePublished", printed.issued.and_then(Date::iso).map(|d| json!(d)));
            Value::Object(work)
        });
        let cited: Vec<Value> = cited.collect();
        (!cited.is_empty()).then_some(Value::Array(cited))
    }

    /// Names a note: type, id, name.
    fn name_of(&self, id: NoteId) -> Map<String, Value> {
        let address = format!("{}#this", self.way(&self.base.plan.notes[id]));
        let named = [
            ("@type", json!(self.kind_type(id))),
            ("@id", json!(address)),
            ("name", json!(self.base.title(id))),
        ];
        named.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// Returns the type of a note, if it reads as one of schema.org's.
    fn kind_type(&self, id: NoteId) -> &str {
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

fn put(thing: &mut Map<String, Value>, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        thing.insert(name.to_owned(), value);
    }
}

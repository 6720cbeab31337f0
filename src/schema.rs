//! Kinds, their fields and the inverses of these.
//!
//! Takes the built-in `kinds.yaml` and a site's own; gives a [`Schema`]. Names no kind itself: what the engine can do
//! with a kind is what the kind claims (`timeline`, `citable`, `observations`). Knows no note.

mod read;

use crate::diagnostic::Checked;
use crate::span::Place;
use std::collections::HashMap;
use std::sync::Arc;

/// The kinds that a folder without `content/kinds.yaml` gets.
pub const BUILT_IN: &str = include_str!("schema/kinds.yaml");

/// Where the built-in kinds are said to stand, in messages.
pub const BUILT_IN_PATH: &str = "(built-in) kinds.yaml";

/// All kinds of a site, in the order declared: built-in ones first, each replaced in its place by a site's own.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    kinds: Vec<Kind>,
    by_name: HashMap<String, KindId>,
    by_folder: HashMap<String, KindId>,
}

/// Which kind; an index into [`Schema::kinds`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KindId(pub usize);

/// What sort of note something is, and what such a note can state.
#[derive(Clone, Debug)]
pub struct Kind {
    /// Name in front matter.
    pub name: String,
    /// What one note of it is called.
    pub label_one: String,
    /// What several are called.
    pub label_many: String,
    /// Folder of its pages.
    pub folder: String,
    /// Type in schema.org's terms.
    pub schema_org: Option<String>,
    /// Its fields, in the order declared.
    pub fields: Vec<Field>,
    /// The date field by which its notes are events.
    pub timeline: Option<usize>,
    /// The fields by which its notes are sources.
    pub citable: Option<Citable>,
    /// Whether its notes are figures.
    pub observations: bool,
    /// Where it is declared.
    pub place: Place,
}

/// Which fields of a source hold what a reference prints.
#[derive(Clone, Debug, Default)]
pub struct Citable {
    /// Field of the publisher.
    pub publisher: Option<usize>,
    /// Field of the author.
    pub author: Option<usize>,
    /// Field of the date.
    pub issued: Option<usize>,
    /// Field of the address.
    pub url: Option<usize>,
}

/// A typed slot of a kind.
#[derive(Clone, Debug)]
pub struct Field {
    /// Name in front matter.
    pub name: String,
    /// Type of its values.
    pub field_type: FieldType,
    /// Whether it takes several values.
    pub many: bool,
    /// Whether a note must have it.
    pub required: bool,
    /// Kinds that a link may lead to; empty for any.
    pub to: Vec<String>,
    /// What the statement is called from the other end.
    pub inverse: Option<String>,
    /// Whether it is its own inverse.
    pub symmetric: bool,
    /// Whether it is a tie of ownership.
    pub ownership: bool,
    /// What readers see instead of the name.
    pub label: Option<String>,
    /// Qualifiers besides those that every statement may have.
    pub qualifiers: Vec<(String, FieldType)>,
    /// Texts that it takes; empty for any.
    pub one_of: Vec<String>,
    /// Where it is declared.
    pub place: Place,
}

/// How a value is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A date.
    Date,
    /// A quantity, money included.
    Quantity,
    /// A sum of money.
    Money,
    /// An address on the web.
    Url,
    /// A link to a note that must exist.
    Link,
    /// A link where a note of that name exists, else plain text.
    Name,
    /// A citation.
    Citation,
}

impl FieldType {
    /// Every type with its name.
    pub const ALL: [(Self, &'static str); 9] = [
        (Self::Text, "text"),
        (Self::Markdown, "markdown"),
        (Self::Date, "date"),
        (Self::Quantity, "quantity"),
        (Self::Money, "money"),
        (Self::Url, "url"),
        (Self::Link, "link"),
        (Self::Name, "name"),
        (Self::Citation, "citation"),
    ];

    /// Returns the name in `kinds.yaml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(of, _)| *of == self).map_or("text", |(_, name)| name)
    }

    /// Finds the type of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(of, _)| *of)
    }

    /// Returns whether a value of it names a note.
    #[must_use]
    pub fn is_link(self) -> bool {
        matches!(self, Self::Link | Self::Name)
    }
}

impl Field {
    /// Returns what readers see: the label, or the name with spaces and a capital.
    #[must_use]
    pub fn caption(&self) -> String {
        self.label.clone().unwrap_or_else(|| caption(&self.name))
    }

    /// Returns what the statement is called from the other end, where it can be read from there.
    #[must_use]
    pub fn inverse_name(&self) -> Option<&str> {
        if self.symmetric { Some(&self.name) } else { self.inverse.as_deref() }
    }
}

/// Turns a name such as `first_held` into words such as `First held`.
#[must_use]
pub fn caption(name: &str) -> String {
    let words = name.replace(['_', '-'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

impl Kind {
    /// Finds the field of that name with its position.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<(usize, &Field)> {
        self.fields.iter().enumerate().find(|(_, field)| field.name == name)
    }
}

impl Schema {
    /// Reads the built-in kinds and, over them, a site's own `kinds.yaml`.
    ///
    /// # Diagnostics
    /// [`Code::BadSchema`](crate::diagnostic::Code::BadSchema) and what [`crate::yaml::parse`] finds. What cannot be read is left out.
    #[must_use]
    pub fn read(own: Option<(&str, &Arc<str>)>) -> Checked<Self> {
        read::schema(own)
    }

    /// Returns all kinds, in order.
    #[must_use]
    pub fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    /// Returns one kind.
    #[must_use]
    pub fn kind(&self, id: KindId) -> &Kind {
        &self.kinds[id.0]
    }

    /// Finds a kind by its name.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<KindId> {
        self.by_name.get(name).copied()
    }

    /// Finds a kind by its folder.
    #[must_use]
    pub fn by_folder(&self, folder: &str) -> Option<KindId> {
        self.by_folder.get(folder).copied()
    }

    /// Adds a kind, or puts it in the place of the one of its name.
    fn put(&mut self, kind: Kind) {
        let id = match self.by_name.get(&kind.name) {
            Some(&id) => {
                self.by_folder.remove(&self.kinds[id.0].folder);
                id
            }
            None => KindId(self.kinds.len()),
        };
        self.by_name.insert(kind.name.clone(), id);
        self.by_folder.insert(kind.folder.clone(), id);
        if id.0 == self.kinds.len() {
            self.kinds.push(kind);
        } else {
            self.kinds[id.0] = kind;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    fn own(yaml: &str) -> Checked<Schema> {
        Schema::read(Some((yaml, &Arc::from("content/kinds.yaml"))))
    }

    #[test]
    fn the_built_in_kinds_read_clean() {
        let schema = Schema::read(None);
        assert_eq!(schema.diagnostics, []);
        let figure = schema.value.by_name("figure").expect("built in");
        assert!(schema.value.kind(figure).observations);
        let source = schema.value.kind(schema.value.by_name("source").expect("built in"));
        assert_eq!(
            source.citable.as_ref().and_then(|c| c.issued),
            source.field("published").map(|f| f.0)
        );
    }

    #[test]
    fn a_kind_of_the_same_name_replaces_the_built_in_one() {
        let schema =
            own("company:\n  folder: firms\n  fields:\n    ticker: {type: text}\nbrand: {}\n");
        assert_eq!(schema.diagnostics, []);
        let company = schema.value.kind(schema.value.by_name("company").expect("kept"));
        assert_eq!((company.folder.as_str(), company.fields.len()), ("firms", 1));
        assert_eq!(schema.value.by_folder("companies"), None);
        let brand = schema.value.kind(schema.value.by_name("brand").expect("added"));
        assert_eq!((brand.folder.as_str(), brand.label_many.as_str()), ("brand", "Brand"));
    }

    #[test]
    fn each_slip_is_reported_where_it_stands() {
        let yaml = "a:\n  fields:\n    b: {type: datum}\n    c: {type: date, inverse: d}\n  timeline: e\n  colour: red\n";
        let found = own(yaml).diagnostics;
        assert!(found.iter().all(|d| d.code == Code::BadSchema));
        let texts: Vec<&str> =
            found.iter().map(|d| &yaml[d.place.span.start..d.place.span.end]).collect();
        assert_eq!(texts, ["datum", "d", "colour", "e"]);
    }
}

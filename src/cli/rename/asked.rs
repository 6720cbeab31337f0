//! The notes that queries and settings name.
//!
//! Takes a note, or an item of a list; gives each name with its place in the file. Asks of none whether there is such a note.

use crate::knowledge::Places;
use crate::note::{Note, Target};
use crate::span::Span;
use crate::yaml::{self, Node, Value};

/// A name as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// The name, without brackets, part and label.
    pub(super) name: String,
    /// The whole of it in its file, brackets included.
    pub(super) span: Span,
}

impl Asked {
    /// Reads the name in an item of a list; anything but text is none.
    pub(super) fn of(item: &Node) -> Option<Self> {
        let Value::Scalar(text) = &item.value else { return None };
        let inside = Target::brackets(text).map_or(text.as_str(), |inside| &text[inside]);
        let name = Target::parse(inside.trim_start_matches('@')).name;
        Some(Self { name, span: item.span })
    }
}

/// Lists what `where` of each query of a note asks for, in order.
pub(super) fn in_queries(note: &Note) -> Vec<Asked> {
    let mut asked = Vec::new();
    for block in &note.outline.queries {
        let places = Places::new(&note.text, block.span.start + note.body.start, &block.text);
        let query = yaml::parse(&block.text, 0, &note.path).value;
        let conditions = query.as_ref().and_then(|query| query.entry("where"));
        let conditions = conditions.and_then(|entry| entry.node.map()).unwrap_or_default();
        let items = conditions.iter().flat_map(|condition| condition.node.items());
        asked.extend(items.filter_map(Asked::of).map(|asked| {
            let span = places.of(asked.span);
            Asked { span, ..asked }
        }));
    }
    asked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Schema;

    #[test]
    fn names_are_found_where_they_stand_in_the_file() {
        let text = "---\ntitle: A\n---\n> > ```query\n> > where:\n> >   a: [\"[[b#c|d]]\", 快手]\n> >   e: \"@f\"\n> > ```\n";
        let note =
            crate::note::parse(&"content/a.md".into(), &text.into(), &Schema::read(None).value);
        let asked = in_queries(&note.value);
        let found: Vec<(&str, &str)> = asked
            .iter()
            .map(|one| (one.name.as_str(), &text[one.span.start..one.span.end]))
            .collect();
        assert_eq!(found, [("b", "\"[[b#c|d]]\""), ("快手", "快手"), ("f", "\"@f\"")]);
    }
}

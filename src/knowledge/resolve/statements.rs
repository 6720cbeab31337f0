//! Links in front matter: the values of fields, the words of sources, citations.
//!
//! Takes the statements of one note; gives edges. Each leads from its place in the YAML.

use super::{Fragment, Resolved, Resolver, Wish};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::knowledge::lookup::Found;
use crate::knowledge::{Origin, StatementRef};
use crate::note::{Citation, Reference, Statement, StatementValue};
use crate::schema::{Field, KindId};
use std::sync::Arc;

impl Resolver<'_> {
    pub(super) fn statements(&mut self) {
        let note = Arc::clone(self.note);
        for (at, statement) in note.statements.iter().enumerate() {
            let kind = note.kind.map(|kind| self.around.schema.kind(kind));
            let field = statement
                .field_index
                .and_then(|index| kind.and_then(|kind| kind.fields.get(index)))
                .cloned();
            self.statement_value(
                &statement.value,
                field.as_ref(),
                Origin::Field(at),
                StatementRef::Field(at),
            );
            self.qualifiers(statement, StatementRef::Field(at));
        }
        for (at, statement) in note.observations.iter().enumerate() {
            self.qualifiers(statement, StatementRef::Observation(at));
        }
        for (at, statement) in note.unknown.iter().enumerate() {
            self.statement_value(
                &statement.value,
                None,
                Origin::Unknown(at),
                StatementRef::Unknown(at),
            );
        }
        for citation in &note.sources {
            self.citation(citation, Origin::General);
        }
        for citation in &note.names.sources {
            self.citation(citation, Origin::Citation(StatementRef::Names));
        }
        for reference in &note.compare {
            self.reference(reference, None, Origin::Compare);
        }
    }

    fn statement_value(
        &mut self,
        value: &StatementValue,
        field: Option<&Field>,
        origin: Origin,
        which: StatementRef,
    ) {
        match value {
            StatementValue::Reference(reference) => self.reference(reference, field, origin),
            StatementValue::Citation(citation) => self.citation(citation, Origin::Citation(which)),
            StatementValue::Text(_)
            | StatementValue::Markdown(_)
            | StatementValue::Date(_)
            | StatementValue::Quantity(_)
            | StatementValue::Url(_)
            | StatementValue::Unreadable(_) => {}
        }
    }

    fn qualifiers(&mut self, statement: &Statement, which: StatementRef) {
        for citation in &statement.qualifiers.sources {
            self.citation(citation, Origin::Citation(which));
        }
        let voices = statement.qualifiers.according_to.iter();
        let further = statement.qualifiers.further.iter().map(|(_, value)| value);
        for value in voices.chain(further) {
            self.statement_value(&value.value, None, Origin::Qualifier(which), which);
        }
    }

    fn reference(&mut self, reference: &Reference, field: Option<&Field>, origin: Origin) {
        let to: Vec<KindId> = field
            .map(|field| {
                field.to.iter().filter_map(|name| self.around.schema.by_name(name)).collect()
            })
            .unwrap_or_default();
        let name = &reference.target.name;
        let bare_and_unknown =
            !reference.must_exist && self.lookup.find(name, &to) == Found::Nothing;
        let resolved = if bare_and_unknown {
            self.several_names(reference, field);
            Resolved::Plain
        } else {
            self.named(
                name,
                Wish { span: reference.span, to: &to, field, missing: Code::BrokenLink },
            )
        };
        if let Resolved::Note { id, .. } = resolved {
            self.edge(id, reference.span, origin);
        }
        let resolved = match (resolved, &reference.target.fragment) {
            (Resolved::Note { id, .. }, Some(fragment)) => {
                let fragment = self.fragment(id, fragment, reference.span);
                Resolved::Note { id, fragment }
            }
            (resolved, _) => resolved,
        };
        self.keep(reference.span, resolved);
    }

    /// Reports a name of no note that is made of several, of which one at least is a note's: `meituan, kuaishou`.
    fn several_names(&mut self, reference: &Reference, field: Option<&Field>) {
        let marks = [',', '，', '、', ';', '；'];
        let name = &reference.target.name;
        let (Some(field), Some(mark)) = (field, name.chars().find(|c| marks.contains(c))) else {
            return;
        };
        let names: Vec<&str> = name.split(marks).map(str::trim).filter(|n| !n.is_empty()).collect();
        let is_note = |name: &&str| matches!(self.lookup.find(name, &[]), Found::One(_));
        if names.len() < 2 || !names.iter().any(is_note) {
            return;
        }
        let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
        let message = format!("`{mark}` does not part the names of `{}`", field.name);
        let diagnostic = Diagnostic::new(Code::BadValue, &self.note.path, reference.span, message)
            .severity(Severity::Warning)
            .label("read as one name")
            .help(format!("write a list: `[{}]`", quoted.join(", ")));
        self.say(diagnostic);
    }

    /// Finds the source of a citation; only notes of kinds that claim to be citable will do.
    pub(super) fn citation(&mut self, citation: &Citation, origin: Origin) {
        let citable = self.citable();
        let wish =
            Wish { span: citation.span, to: &citable, field: None, missing: Code::BrokenCitation };
        let resolved = self.named(&citation.name, wish);
        if let Resolved::Note { id, fragment: Fragment::None } = resolved {
            self.edge(id, citation.span, origin);
        }
        self.keep(citation.span, resolved);
    }

    fn citable(&self) -> Vec<KindId> {
        let kinds = self.around.schema.kinds().iter().enumerate();
        kinds.filter(|(_, kind)| kind.citable.is_some()).map(|(id, _)| KindId(id)).collect()
    }
}

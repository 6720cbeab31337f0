//! Which note this is: its slug, its folder and its kind.
//!
//! Takes a path and the front matter; gives an [`Identity`]. Never looks at other notes.

use crate::diagnostic::{Checked, Code, Diagnostic, Diagnostics};
use crate::schema::{KindId, Schema};
use crate::text::{NameList, composed, is_unseen, near, slug, without_note_ending};
use crate::yaml::Entry;
use std::sync::Arc;

/// What a note is called before anything in it is read.
pub(super) struct Identity {
    pub(super) slug: String,
    pub(super) stem: String,
    pub(super) folder: String,
    pub(super) kind: Option<KindId>,
}

/// Names a note. An explicit `kind` beats the folder; `kind: note` is none.
pub(super) fn of(path: &Arc<str>, entries: &[Entry], schema: &Schema) -> Checked<Identity> {
    let mut report = Diagnostics::default();
    let inside = path.strip_prefix("content/").unwrap_or(path);
    let (folder, file) = inside.rsplit_once('/').unwrap_or(("", inside));
    let stem = composed(without_note_ending(file)).into_owned();
    let by_folder = inside.split_once('/').and_then(|(first, _)| schema.by_folder(first));
    let kind = match entries.iter().find(|entry| entry.key == "kind") {
        Some(entry) if entry.node.value != crate::yaml::Value::Null => {
            named_kind(path, entry, schema, &mut report)
        }
        _ => by_folder,
    };
    report.beside(Identity { slug: slug(&stem), stem, folder: folder.to_owned(), kind })
}

fn named_kind(
    path: &Arc<str>,
    entry: &Entry,
    schema: &Schema,
    report: &mut Diagnostics,
) -> Option<KindId> {
    let name = entry.node.scalar().unwrap_or_default().trim_matches(is_unseen);
    if name == "note" && schema.by_name("note").is_none() {
        return None;
    }
    let found = schema.by_name(name);
    if found.is_none() {
        let names = NameList::new(
            schema.kinds().iter().enumerate().map(|(id, kind)| (kind.name.clone(), id)),
        );
        let near: Vec<String> =
            near(name, &names, 3).iter().map(|near| format!("`{}`", near.name)).collect();
        let help = if near.is_empty() {
            let all: Vec<&str> = schema.kinds().iter().map(|kind| kind.name.as_str()).collect();
            format!("the kinds are {}; declare others in content/kinds.yaml", all.join(", "))
        } else {
            format!("did you mean {}?", near.join(" or "))
        };
        let message = format!("there is no kind `{name}`");
        report.push(
            Diagnostic::new(Code::UnknownKind, path, entry.node.span, message)
                .label("not a kind")
                .help(help),
        );
    }
    found
}

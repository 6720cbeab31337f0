//! One row for each note.
//!
//! Takes the base; writes rows in the order of the notes' paths.

use super::super::base::Base;
use super::super::csv::Rows;
use super::Cell::{Date, Integer, String};
use super::{Column, Table, column};

pub(super) const TABLE: Table = Table {
    name: "notes",
    description: "One row for each note: a company, a platform, a person, an event, a figure, a source and so on.",
    columns: &COLUMNS,
    primary_key: &["id"],
    foreign_keys: &[],
    rows,
};

const COLUMNS: [Column; 13] = [
    column("id", String, "Key of the note: the address of its page without the ending"),
    column("kind", String, "Kind of the note"),
    column("title", String, "English name"),
    column("zh", String, "Chinese name, simplified"),
    column("zh_hant", String, "Chinese name, traditional"),
    column("pinyin", String, "Pinyin of the Chinese name"),
    column("aliases", String, "Further names, semicolons between"),
    column("summary", String, "One or two sentences"),
    column("topics", String, "Topics, semicolons between"),
    column(
        "page",
        String,
        "Address of its page, from the root of the site or whole where that is known",
    ),
    column("updated", Date, "Last day on which the note changed"),
    column("checked", Date, "Last day on which its facts were held against their sources"),
    column("inbound", Integer, "Number of links and citations that lead here"),
];

fn rows(base: &Base<'_>, rows: &mut Rows) {
    for (id, key, note) in base.notes() {
        rows.text(key).text(base.kind(id)).text(&base.title(id));
        for name in [&note.names.zh, &note.names.zh_hant, &note.names.pinyin] {
            rows.maybe(name.as_ref().map(|name| &name.value));
        }
        let further = [&note.names.short].into_iter().flatten().chain(&note.names.former);
        let aliases: Vec<&str> =
            further.chain(&note.aliases).map(|alias| alias.value.as_str()).collect();
        rows.text(&aliases.join("; "));
        rows.maybe(note.summary.as_ref().map(|summary| &summary.value));
        rows.text(&note.topics.join("; ")).text(&base.address(&base.plan.notes[id]));
        rows.day(base.changed(note));
        rows.day(note.checked.as_ref().and_then(|date| date.value.latest()));
        rows.count(base.knowledge.inbound[id].len()).end();
    }
}

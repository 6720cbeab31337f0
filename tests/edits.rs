//! A site built after edits is the site built afresh, and a page made by itself is the page among all.
//!
//! Walks random edits of a tiny base: notes changed, added, moved and taken away, settings, kinds and templates changed.

use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;
use zhiku::compile::{self, Memo, Options, Ready, Site};
use zhiku::diagnostic::{Checked, Diagnostics};
use zhiku::input::{Inputs, Text};
use zhiku::output::Body;

/// What a note may say; each speaks of others, so that an edit shows on pages other than its own.
const NOTES: [&str; 10] = [
    "---\ntitle: Kuaishou\nnames: {zh: 快手, pinyin: Kuàishǒu}\n---\nAn app. See [[b]] and [[c|the third]].\n",
    "---\ntitle: Kwai\naliases: [Kuaishou]\nsummary: Renamed.\n---\nSells with [[Kuaishou]] [@s, p. 1].\n",
    "---\nkind: figure\ntitle: Sales\nsubject: \"[[a]]\"\nobservations:\n  - {period: 2020, value: CNY 2 billion, status: target, source: \"@s\"}\n---\n",
    "---\nkind: figure\ntitle: Sales\nsubject: \"[[a]]\"\nobservations:\n  - {period: 2020, value: CNY 3 billion, status: actual, source: \"@s\"}\n  - {period: 2021, value: CNY 9 billion, status: actual, source: \"@s\"}\n---\n",
    "---\nkind: source\ntitle: Source\npublisher: Paper\npublished: 2021-03-01\n---\n",
    "---\nkind: event\ntitle: Deal\ndate: 2020-05-27\nparticipants: [\"[[a]]\", \"[[b]]\"]\ntopics: [deals]\n---\n## Terms\n\nBetween [[a]] and [[b]]: ![[c#2020]].\n",
    "Without front matter; [[a]], [[nowhere]], #topic.\n\n![[f#Terms]]\n",
    "---\ntitle: [broken\n---\nStill [[a]].\n",
    "---\ntitle: Hidden\ndraft: true\n---\n[[a]] is not seen.\n",
    "---\ntitle: Lists\n---\n```query\nkind: event\n```\n\n```rust\nfn main() {}\n```\n",
];
const PLACES: [&str; 6] = ["a", "b", "c", "s", "f", "deep/a"];

/// One change of the base.
#[derive(Clone, Debug)]
enum Edit {
    /// The note at this place says this, or is gone.
    Note(usize, Option<usize>),
    Settings(bool),
    Kinds(bool),
    Template(bool),
}

fn edit() -> impl Strategy<Value = Edit> {
    let note = (0..PLACES.len(), proptest::option::weighted(0.8, 0..NOTES.len()));
    prop_oneof![
        8 => note.prop_map(|(place, says)| Edit::Note(place, says)),
        1 => any::<bool>().prop_map(Edit::Settings),
        1 => any::<bool>().prop_map(Edit::Kinds),
        1 => any::<bool>().prop_map(Edit::Template),
    ]
}

/// A base in the middle of being edited.
#[derive(Default)]
struct Base {
    notes: BTreeMap<usize, usize>,
    settings: bool,
    kinds: bool,
    template: bool,
}

impl Base {
    fn apply(&mut self, edit: &Edit) {
        match *edit {
            Edit::Note(place, Some(says)) => drop(self.notes.insert(place, says)),
            Edit::Note(place, None) => drop(self.notes.remove(&place)),
            Edit::Settings(on) => self.settings = on,
            Edit::Kinds(on) => self.kinds = on,
            Edit::Template(on) => self.template = on,
        }
    }

    fn inputs(&self) -> Inputs {
        let mut inputs = Inputs::builtin();
        let note = |(&place, &says): (&usize, &usize)| {
            text(&format!("content/{}.md", PLACES[place]), NOTES[says])
        };
        inputs.texts = self.notes.iter().map(note).collect();
        inputs.texts.sort_by(|a, b| a.path.cmp(&b.path));
        inputs.settings =
            self.settings.then(|| text("content/site.yaml", "title: Another 知库\ntwins: true\n"));
        let kinds = "app:\n  label: App\n  fields:\n    owner: {type: note}\n";
        inputs.kinds = self.kinds.then(|| text("content/kinds.yaml", kinds));
        if self.template {
            let note = inputs.templates.iter_mut().find(|it| it.path.as_ref() == "note.html");
            let note = note.expect("it is built in");
            note.text =
                format!("{}\n{{# changed #}}", note.text.replace("<main", "<main data-x")).into();
        }
        inputs
    }
}

fn text(path: &str, text: &str) -> Text {
    Text { path: Arc::from(path), text: Arc::from(text) }
}

/// Puts files and report into a form that can be compared.
fn seen(made: Checked<Site>) -> (BTreeMap<String, String>, Vec<String>) {
    let mut report = Diagnostics::default();
    let site = report.keep(made);
    let bytes = |body: Body| match body {
        Body::Bytes(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Body::Attachment(path) => path.to_string(),
    };
    let files = site.outputs.into_iter().map(|output| (output.path, bytes(output.body)));
    let report = report.sorted().iter().map(|found| format!("{found:?}")).collect();
    (files.collect(), report)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn what_was_built_before_does_not_show(edits in proptest::collection::vec(edit(), 1..7)) {
        let (mut base, mut memo) = (Base::default(), Memo::keeping());
        for edit in &edits {
            base.apply(edit);
            let inputs = base.inputs();
            let after = seen(compile::compile_after(&inputs, &Options::default(), &mut memo));
            let fresh = seen(compile::compile(&inputs, &Options::default()));
            prop_assert_eq!(after.1, fresh.1);
            for (path, text) in &fresh.0 {
                prop_assert_eq!(after.0.get(path), Some(text), "{}", path);
            }
            prop_assert_eq!(after.0.len(), fresh.0.len());
        }
        let ready = Ready::after(&base.inputs(), &Options::default(), &mut memo).value;
        let fresh = seen(compile::compile(&base.inputs(), &Options::default())).0;
        for (path, text) in fresh.iter().filter(|(path, _)| ready.has_page(path)) {
            let page = ready.page(path).map(|page| String::from_utf8_lossy(&page).into_owned());
            prop_assert_eq!(page.as_ref(), Some(text), "{}", path);
        }
    }
}

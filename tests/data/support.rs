//! Small bases from texts, and the files made of them.
//!
//! Takes paths and texts; gives files by path. Reads no disk.

use std::collections::BTreeMap;
use std::sync::Arc;
use zhiku::knowledge::{Depth, Drafts, Knowledge, Surroundings, join};
use zhiku::note;
use zhiku::page::{Plan, plan};
use zhiku::schema::Schema;
use zhiku::settings::Settings;

/// A base, ready for its files to be made.
pub(crate) struct Base {
    pub(crate) knowledge: Knowledge,
    pub(crate) plan: Plan,
    pub(crate) settings: Settings,
}

/// Files by path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

impl Base {
    /// Joins notes under the kinds given, or the built-in ones.
    pub(crate) fn new<S: AsRef<str>>(
        texts: &[(S, S)],
        kinds: Option<&str>,
        settings: Settings,
    ) -> Self {
        let path = Arc::from("content/kinds.yaml");
        let schema = Arc::new(Schema::read(kinds.map(|kinds| (kinds, &path))).value);
        let notes = texts.iter().map(|(path, text)| {
            let (path, text) = (Arc::from(path.as_ref()), Arc::from(text.as_ref()));
            Arc::new(note::parse(&path, &text, &schema).value)
        });
        let around = Surroundings {
            schema: &schema,
            settings: &settings,
            attachments: &Arc::from([]),
            today: None,
            drafts: Drafts::Out,
            depth: Depth::Problems,
        };
        let knowledge = join(notes.collect(), &around).value;
        let plan = plan(&knowledge).value;
        Self { knowledge, plan, settings }
    }

    /// Makes all files.
    pub(crate) fn files(&self) -> Files {
        zhiku::data::files(&self.knowledge, &self.plan, &self.settings).into_iter().collect()
    }

    /// Describes every note in schema.org's terms.
    pub(crate) fn linked(&self) -> Vec<String> {
        let ids = 0..self.knowledge.notes.len();
        let describe = |id| zhiku::data::json_ld(&self.knowledge, &self.plan, &self.settings, id);
        ids.map(describe).collect()
    }
}

/// A base with one note of each sort that the files tell of.
pub(crate) fn sample(settings: Settings) -> Base {
    Base::new(SAMPLE, None, settings)
}

const SAMPLE: &[(&str, &str)] = &[
    ("content/index.md", "---\ntitle: Home\n---\nWelcome to [[jd]].\n"),
    (
        "content/companies/jd.md",
        "---\ntitle: JD.com\nnames: {zh: 京东, pinyin: Jīngdōng}\nsummary: \"A retailer, \\\"direct\\\".\"\ntopics: [retail, \"a, b\"]\nfounded: {value: 1998, source: \"@post-2024, para. 2\"}\nowner: \"[[founder]]\"\nupdated: 2026-11-20\n---\nSee [[kuaishou]] [@post-2024].\n",
    ),
    (
        "content/companies/kuaishou.md",
        "---\ntitle: Kuaishou\npartners: [\"[[jd]]\"]\nupdated: 2026-11-22\nwebsite: https://example.com/?a=1&b=2\n---\n",
    ),
    (
        "content/people/founder.md",
        "---\ntitle: The Founder\nborn: 1973~\nroles: [{value: \"[[jd]]\", role: chair}]\n---\n",
    ),
    (
        "content/events/tie-up.md",
        "---\ntitle: \"Tie-up; signed\"\nsummary: Two firms, one shop.\nwhen: 2020-05-27\nparticipants: [\"[[jd]]\", \"[[kuaishou]]\"]\n---\n",
    ),
    ("content/events/quarter.md", "---\ntitle: A quarter\nwhen: 2020-Q3\n---\n"),
    ("content/events/open.md", "---\ntitle: Since then\nwhen: 2021/..\n---\n"),
    ("content/concepts/gmv.md", "---\ntitle: GMV\nsummary: Value of goods sold.\n---\n"),
    (
        "content/figures/gmv-of-kuaishou.md",
        "---\ntitle: GMV of Kuaishou\nsubject: \"[[kuaishou]]\"\nmetric: \"[[gmv]]\"\nobservations:\n  - {period: 2019, value: CNY 35 billion, status: actual, source: \"@post-2024\"}\n  - {period: 2020, value: CNY 200–250 billion = USD 28–35 billion, status: target, according_to: \"[[jd]]\", source: \"@post-2024, p. 3\"}\n  - {period: 2021-Q1, id: growth, value: \"-5.0%\", status: estimate, inferred: \"=guess\"}\n---\n",
    ),
    (
        "content/sources/post-2024.md",
        "---\ntitle: The Post on JD\nheadline: \"100% {sure} & more\"\npublisher: The Post\nauthor: [Ann Lee, \"[[founder]]\"]\npublished: 2024-04-10\nurl: https://example.com/a_b?c=1&d=2#e\naccessed: 2026-11-22\nlanguage: en\nmedium: news\n---\n",
    ),
    ("content/loose.md", "# A loose note\n\nOf no kind.\n"),
];

/// Settings of a site that knows its address.
pub(crate) fn published() -> Settings {
    Settings {
        title: "Base & co".to_owned(),
        base_url: Some("https://example.org/base/".to_owned()),
        description: "What is known.".to_owned(),
        author: "The keepers".to_owned(),
        licence: "CC BY 4.0".to_owned(),
        licence_url: Some("https://creativecommons.org/licenses/by/4.0/".to_owned()),
        ..Settings::default()
    }
}

//! The head of each page that is worked out from all notes: its title and what it says of itself.
//!
//! Takes what a page is about; gives a [`PageView`] without prose.

use super::maker::Maker;
use super::pages::order_of;
use super::shape::{Crumb, PageView};
use crate::markdown::text_html;
use crate::page::{About, encoded, relative, root_of};
use crate::schema::KindId;

/// What a page is called by templates and by readers, and what it says of itself.
struct Words(&'static str, &'static str, &'static str);

const TOPICS: Words =
    Words("topics", "Topics", "What the notes are about, and how many are about it.");
const TIMELINE: Words =
    Words("timeline", "Timeline", "What happened when: every dated event, newest first.");
const GRAPH: Words =
    Words("graph", "Graph", "The base as a graph: notes and the links between them.");
const INDEX: Words =
    Words("a-z", "A–Z", "Every name in the base, by English spelling and by pinyin.");
const SEARCH: Words =
    Words("search", "Search", "Find names, pinyin, numbers and passages, in English and Chinese.");
const HEALTH: Words = Words("health", "Health of the base", "What an editor should look at next.");
const WANTED: Words = Words(
    "wanted",
    "Wanted notes",
    "Names that notes link to and that have no note of their own yet.",
);
const ABOUT: Words = Words(
    "about",
    "About and marks",
    "How to read the marks, what the words mean, and on what terms this may be used.",
);
const COMPARE: Words =
    Words("compare", "Side by side", "Companies and platforms next to each other, fact by fact.");
const NOT_FOUND: Words = Words("404", "Not here", "There is no page at this address.");

impl<'k> Maker<'k> {
    /// Shows the head of a page.
    #[must_use]
    pub fn head(&self, from: &str, about: &About) -> PageView<'k> {
        let (sort, title, description) = self.words(about);
        let root = match (about, &self.settings.base_url) {
            // A host shows this page at any address, so that its links must be whole.
            (About::NotFound, Some(base)) => base.clone(),
            (About::NotFound, None) => "/".to_owned(),
            _ => root_of(from),
        };
        PageView {
            title_html: text_html(&title),
            title,
            permalink: from.to_owned(),
            root,
            description,
            canonical: match about {
                About::NotFound => None,
                _ => self.settings.base_url.as_ref().map(|base| format!("{base}{}", encoded(from))),
            },
            sort: sort.to_owned(),
            breadcrumbs: self.crumbs(from, about),
            ..PageView::default()
        }
    }

    fn crumbs(&self, from: &str, about: &About) -> Vec<Crumb> {
        match about {
            About::Topic(_) => vec![Crumb {
                title: "Topics".to_owned(),
                href: relative(from, "topics/index.html"),
            }],
            _ => Vec::new(),
        }
    }

    /// Returns what a page is called, by templates and by readers, and what it says of itself.
    fn words(&self, about: &About) -> (&'static str, String, String) {
        let fixed = |Words(sort, title, description): Words| {
            (sort, title.to_owned(), description.to_owned())
        };
        match about {
            About::Home(_) => {
                ("home", self.settings.title.clone(), self.settings.description.clone())
            }
            About::Note(id) | About::Redirect(id) => {
                ("note", self.knowledge.notes[*id].title.clone(), String::new())
            }
            About::List(kind) => self.words_of_list(*kind),
            About::Topic(key) => self.words_of_topic(key),
            About::Topics => fixed(TOPICS),
            About::Timeline => fixed(TIMELINE),
            About::Graph => fixed(GRAPH),
            About::Index => fixed(INDEX),
            About::Search => fixed(SEARCH),
            About::Health => fixed(HEALTH),
            About::Wanted => fixed(WANTED),
            About::About => fixed(ABOUT),
            About::Compare => fixed(COMPARE),
            About::NotFound => fixed(NOT_FOUND),
        }
    }

    /// Says how many notes a list has, and in which order.
    fn words_of_list(&self, id: KindId) -> (&'static str, String, String) {
        let kind = self.knowledge.schema.kind(id);
        let count = self.knowledge.by_kind().get(&Some(id)).map_or(0, Vec::len);
        let name = if count == 1 { &kind.label_one } else { &kind.label_many };
        let description = format!("{count} {}, {}.", name.to_lowercase(), order_of(kind));
        ("list", kind.label_many.clone(), description)
    }

    fn words_of_topic(&self, key: &str) -> (&'static str, String, String) {
        let topics = self.knowledge.by_topic();
        let name = topics.get(key).map_or(key, |(name, _)| name.as_str());
        let mut letters = name.chars();
        let title =
            letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        ("topic", title, format!("Everything in the base on {name}."))
    }
}

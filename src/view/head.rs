//! The head of each page that is worked out from all notes: its title and what it says of itself.
//!
//! Takes what a page is about; gives a [`PageView`] without prose.

use super::maker::Maker;
use super::shape::{Crumb, PageView};
use crate::markdown::text_html;
use crate::page::{About, encoded, relative, root_of};

impl Maker<'_> {
    /// Shows the head of a page.
    #[must_use]
    pub fn head(&self, from: &str, about: &About) -> PageView {
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

    fn words(&self, about: &About) -> (&'static str, String, String) {
        let fixed =
            |sort, title: &str, description: &str| (sort, title.to_owned(), description.to_owned());
        match about {
            About::Home(_) => {
                ("home", self.settings.title.clone(), self.settings.description.clone())
            }
            About::Note(id) | About::Redirect(id) => {
                ("note", self.knowledge.notes[*id].title.clone(), String::new())
            }
            About::List(kind) => {
                let many = &self.knowledge.schema.kind(*kind).label_many;
                ("list", many.clone(), format!("All {} of the base.", many.to_lowercase()))
            }
            About::Topic(key) => {
                let topics = self.knowledge.by_topic();
                let name = topics.get(key).map_or_else(|| key.clone(), |(name, _)| name.clone());
                let title = crate::schema::caption(&name);
                ("topic", title, format!("Everything in the base on {name}."))
            }
            About::Topics => {
                fixed("topics", "Topics", "What the notes are about, and how many are about it.")
            }
            About::Timeline => fixed(
                "timeline",
                "Timeline",
                "What happened when: every dated event, newest first.",
            ),
            About::Graph => fixed(
                "graph",
                "Graph",
                "The whole base as a graph: notes and the links between them.",
            ),
            About::Index => {
                fixed("a-z", "A–Z", "Every name in the base, by English spelling and by pinyin.")
            }
            About::Search => fixed(
                "search",
                "Search",
                "Find names, pinyin, numbers and passages, in English and Chinese.",
            ),
            About::Health => {
                fixed("health", "Health of the base", "What an editor should look at next.")
            }
            About::Wanted => fixed(
                "wanted",
                "Wanted notes",
                "Names that notes link to and that have no note of their own yet.",
            ),
            About::About => fixed(
                "about",
                "About and marks",
                "How to read the marks, what the words mean, and on what terms this may be used.",
            ),
            About::Compare => fixed(
                "compare",
                "Side by side",
                "Companies and platforms next to each other, fact by fact.",
            ),
            About::NotFound => fixed("404", "Not here", "There is no page at this address."),
        }
    }
}

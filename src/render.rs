//! Views and templates → bytes.
//!
//! Takes the templates' texts and the plain data of `view`; gives pages, or the place in a template where it went
//! wrong. Never reads a file, never looks behind the view at what the notes say.

mod fault;
mod frame;

use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::span::Span;
use crate::text::find_sign;
use crate::view::{
    CompareView, GraphView, HealthView, HomeView, IndexView, ListView, PageView, SearchView,
    SiteView, TimelineView, TopicView, WantedView,
};
use frame::Frame;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;
use tera::{Context, Tera, Value};

/// Every template of a site, read and checked, with what is the same on all pages.
///
/// A set that could not be read is still a value: it renders no page and says why each time.
#[derive(Debug)]
pub struct Templates {
    engine: Tera,
    frame: Frame,
    sources: Sources,
    fault: Option<Diagnostic>,
}

/// Bytes that nearly every page has room in: what grows is copied.
const ROOM: usize = 64 * 1024;

/// The text of each template, by the name that `extends` and `include` use.
type Sources = BTreeMap<Arc<str>, Arc<str>>;

/// What a page's template sees besides `page` and `site`, under the name that it knows it by.
#[derive(Clone, Copy, Debug)]
pub enum Part<'a> {
    /// Nothing more: a note's page, the page about the base, and the one for what is not there.
    Nothing,
    /// `home`.
    Home(&'a HomeView),
    /// `list`: of a kind or of a topic.
    List(&'a ListView<'a>),
    /// `topics`.
    Topics(&'a [TopicView]),
    /// `timeline`.
    Timeline(&'a TimelineView),
    /// `graph`.
    Graph(&'a GraphView<'a>),
    /// `index`: names from A to Z.
    Index(&'a IndexView<'a>),
    /// `wanted`.
    Wanted(&'a WantedView<'a>),
    /// `health`.
    Health(&'a HealthView<'a>),
    /// `compare`.
    Compare(&'a CompareView<'a>),
    /// `search`.
    Search(&'a SearchView<'a>),
}

impl Templates {
    /// Reads all templates at once: `(path under templates/, text)`, a later one standing in for an earlier of its path.
    ///
    /// # Diagnostics
    /// [`Code::BadTemplate`] where a template cannot be read, or uses a filter, test, component or template that does
    /// not exist.
    #[must_use]
    pub fn load(texts: &[(Arc<str>, Arc<str>)], site: &SiteView) -> Checked<Self> {
        let sources: Sources = texts.iter().cloned().collect();
        let mut engine = Tera::new();
        engine.autoescape_on([".html", ".xml"]);
        engine.set_escape_fn(escape);
        let outcome = engine
            .add_raw_templates(sources.iter())
            .and_then(|()| Value::try_from_serializable(site))
            .map(|site| engine.global_context().insert_value("site", site));
        let diagnostics =
            outcome.map_or_else(|error| fault::of_loading(&error, &sources), |()| Vec::new());
        let fault = diagnostics.first().cloned();
        Checked { value: Self { engine, frame: Frame::of(&sources), sources, fault }, diagnostics }
    }

    /// Returns the template that a note asks for by `name`, with or without its `.html`.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<String> {
        [format!("{name}.html"), name.to_owned()]
            .into_iter()
            .find(|path| self.sources.contains_key(path.as_str()))
    }

    /// Returns the template for notes of `kind`: its own where there is one, else the one for any note.
    #[must_use]
    pub fn for_kind(&self, kind: Option<&str>) -> String {
        kind.and_then(|kind| self.named(kind)).unwrap_or_else(|| "note.html".to_owned())
    }

    /// Returns the names that a note's `template` may bear, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.sources.keys().filter(|path| !path.contains('/')).map(AsRef::as_ref)
    }

    /// Renders one page.
    ///
    /// # Errors
    /// [`Code::BadTemplate`] at the place in the template that could not be rendered, with the places it was
    /// included or called from.
    pub fn render(
        &self,
        template: &str,
        page: &PageView<'_>,
        part: Part<'_>,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        if let Some(fault) = &self.fault {
            return Err(Box::new(fault.clone()));
        }
        let mut out = Vec::with_capacity(ROOM);
        self.context(page, part)
            .and_then(|context| self.engine.render_to(template, &context, &mut out))
            .map_err(|error| Box::new(fault::of_rendering(&error, template, &self.sources)))?;
        Ok(out)
    }

    fn context(&self, page: &PageView<'_>, part: Part<'_>) -> tera::TeraResult<Context> {
        let mut context = Context::new();
        context.insert_value("page", Value::try_from_serializable(page)?);
        if let Some((name, value)) = part.value()? {
            context.insert_value(name, value);
        }
        for (name, value) in self.frame.parts(&self.engine, page)? {
            context.insert_value(*name, value.clone());
        }
        Ok(context)
    }
}

impl Default for Templates {
    fn default() -> Self {
        let fault = Diagnostic::new(
            Code::BadTemplate,
            &Arc::from("templates"),
            Span::default(),
            "there are no templates",
        );
        Self {
            engine: Tera::new(),
            frame: Frame::default(),
            sources: Sources::new(),
            fault: Some(fault),
        }
    }
}

/// Escapes a value, as Tera does itself: most have nothing to escape, and are written as they are.
fn escape(value: &str, out: &mut dyn Write) -> io::Result<()> {
    if find_sign(value, [b'&', b'<', b'>', b'"', b'\'']).is_none() {
        return out.write_all(value.as_bytes());
    }
    tera::escape_html(value, out)
}

impl Part<'_> {
    fn value(self) -> tera::TeraResult<Option<(&'static str, Value)>> {
        match self {
            Self::Nothing => Ok(None),
            Self::Home(view) => named("home", view),
            Self::List(view) => named("list", view),
            Self::Topics(view) => named("topics", view),
            Self::Timeline(view) => named("timeline", view),
            Self::Graph(view) => named("graph", view),
            Self::Index(view) => named("index", view),
            Self::Wanted(view) => named("wanted", view),
            Self::Health(view) => named("health", view),
            Self::Compare(view) => named("compare", view),
            Self::Search(view) => named("search", view),
        }
    }
}

fn named<T: Serialize + ?Sized>(
    name: &'static str,
    view: &T,
) -> tera::TeraResult<Option<(&'static str, Value)>> {
    Ok(Some((name, Value::try_from_serializable(view)?)))
}

#[cfg(test)]
mod tests;

//! Pages to files.
//!
//! Takes the plan; gives each page away as soon as it is rendered, so that none waits in memory for the others. A page whose view has the
//! same fingerprint as the last time is taken from the memo.

use super::memo::{Memo, Rendered};
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::knowledge::NoteId;
use crate::markdown::escape;
use crate::output::{Body, Output};
use crate::page::{About, Page, relative};
use crate::parallel;
use crate::render::{Part, Templates};
use crate::view::{Maker, PageView};
use bytes::Bytes;
use serde::Serialize;

/// What became of all pages.
pub(super) struct Pages<T> {
    /// What was given for each.
    pub(super) taken: Vec<T>,
    /// Those that the memo is to keep.
    pub(super) kept: Vec<Rendered>,
}

/// Renders every page of the plan and hands it to `take`; none where `is_stale` says that nobody waits for them any more.
pub(super) fn render<T: Send>(
    renderer: Renderer<'_, '_>,
    is_stale: &(impl Fn() -> bool + Sync),
    take: &(impl Fn(Output) -> T + Sync),
) -> Option<Checked<Pages<T>>> {
    // What is worked out from all notes takes longest: begun last, it would keep one core busy and the others waiting.
    let mut pages: Vec<&Page> = renderer.maker.plan.pages.iter().collect();
    pages.sort_by_key(|page| matches!(page.about, About::Note(_)));
    let rendered = parallel::map_checked(&pages, |page| {
        if is_stale() {
            return Checked::default();
        }
        let Checked { value, diagnostics } = renderer.page(page);
        let given = value.map(|page| {
            let kept = renderer.memo.keeps().then(|| page.clone());
            let (path, _, bytes) = page;
            (take(Output { path, body: Body::Bytes(bytes) }), kept)
        });
        Checked { value: given, diagnostics }
    });
    if is_stale() {
        return None;
    }
    let (taken, kept): (Vec<T>, Vec<Option<Rendered>>) =
        rendered.value.into_iter().flatten().unzip();
    let pages = Pages { taken, kept: kept.into_iter().flatten().collect() };
    Some(Checked { value: pages, diagnostics: rendered.diagnostics })
}

/// Makes pages one by one.
#[derive(Clone, Copy)]
pub(super) struct Renderer<'r, 'k> {
    pub(super) maker: &'r Maker<'k>,
    pub(super) templates: &'r Templates,
    pub(super) memo: &'r Memo,
    pub(super) search_script: &'r str,
}

impl Renderer<'_, '_> {
    /// Makes one page.
    pub(super) fn page(self, page: &Page) -> Checked<Option<Rendered>> {
        let from = page.address.as_str();
        match &page.about {
            About::Note(id) => self.note(*id),
            About::Home(id) => {
                let content = id.map(|id| self.maker.note_page(id));
                let diagnostics =
                    content.as_ref().map(|content| content.diagnostics.clone()).unwrap_or_default();
                let own = content.map(|content| content.value);
                let view = self.maker.home(from);
                let head = PageView {
                    content: own.as_ref().map(|own| own.content.clone()).unwrap_or_default(),
                    note: own.and_then(|own| own.note),
                    ..self.maker.head(from, &page.about)
                };
                self.rendered("index.html", &head, Part::Home(&view), diagnostics)
            }
            About::Redirect(id) => self.redirect(from, *id),
            about => self.overview(from, about),
        }
    }

    fn overview(self, from: &str, about: &About) -> Checked<Option<Rendered>> {
        let (maker, head) = (self.maker, self.maker.head(from, about));
        match about {
            About::List(kind) => {
                self.rendered("list.html", &head, Part::List(&maker.list(from, *kind)), Vec::new())
            }
            About::Topic(key) => self.rendered(
                "list.html",
                &head,
                Part::List(&maker.topic_list(from, key)),
                Vec::new(),
            ),
            About::Topics => {
                self.rendered("topics.html", &head, Part::Topics(&maker.topics(from)), Vec::new())
            }
            About::Timeline => self.rendered(
                "timeline.html",
                &head,
                Part::Timeline(&maker.timeline(from)),
                Vec::new(),
            ),
            About::Graph => {
                self.rendered("graph.html", &head, Part::Graph(&maker.graph(from)), Vec::new())
            }
            About::Index => {
                self.rendered("a-z.html", &head, Part::Index(&maker.index(from)), Vec::new())
            }
            About::Search => self.rendered(
                "search.html",
                &head,
                Part::Search(&maker.search(from, self.search_script)),
                Vec::new(),
            ),
            About::Health => {
                self.rendered("health.html", &head, Part::Health(&maker.health(from)), Vec::new())
            }
            About::Wanted => {
                self.rendered("wanted.html", &head, Part::Wanted(&maker.wanted(from)), Vec::new())
            }
            About::Compare => self.rendered(
                "compare.html",
                &head,
                Part::Compare(&maker.compare(from)),
                Vec::new(),
            ),
            About::About => self.rendered("about.html", &head, Part::Nothing, Vec::new()),
            About::NotFound => self.rendered("404.html", &head, Part::Nothing, Vec::new()),
            About::Home(_) | About::Note(_) | About::Redirect(_) => Checked::default(),
        }
    }

    fn note(self, id: NoteId) -> Checked<Option<Rendered>> {
        let Checked { value: view, mut diagnostics } = self.maker.note_page(id);
        let kind = self.maker.knowledge.kind(id).map(|kind| kind.name.as_str());
        let template = match &self.maker.knowledge.notes[id].template {
            Some(wanted) => self.templates.named(&wanted.value).unwrap_or_else(|| {
                diagnostics.push(self.unknown_template(id, &wanted.value, wanted.span));
                self.templates.for_kind(kind)
            }),
            None => self.templates.for_kind(kind),
        };
        self.rendered(&template, &view, Part::Nothing, diagnostics)
    }

    fn unknown_template(self, id: NoteId, name: &str, span: crate::span::Span) -> Diagnostic {
        let known: Vec<String> = self
            .templates
            .names()
            .map(|name| format!("`{}`", name.trim_end_matches(".html")))
            .collect();
        let note = &self.maker.knowledge.notes[id];
        Diagnostic::new(
            Code::UnknownTemplate,
            &note.path,
            span,
            format!("there is no template `{name}`"),
        )
        .label("the kind’s own is used")
        .help(format!("the templates are {}", known.join(", ")))
    }

    /// Renders a view, or takes the page from the memo.
    fn rendered(
        self,
        template: &str,
        head: &PageView<'_>,
        part: Part<'_>,
        mut diagnostics: Vec<Diagnostic>,
    ) -> Checked<Option<Rendered>> {
        let print = self.memo.print_of(&(template, head, Printed(part)));
        let address = head.permalink.clone();
        if let Some(bytes) = self.memo.page(&address, print) {
            return Checked { value: Some((address, print, bytes)), diagnostics };
        }
        match self.templates.render(template, head, part) {
            Ok(mut bytes) => {
                if self.memo.keeps() {
                    bytes.shrink_to_fit();
                }
                Checked { value: Some((address, print, bytes.into())), diagnostics }
            }
            Err(fault) => {
                diagnostics.push(*fault);
                Checked { value: None, diagnostics }
            }
        }
    }

    /// Writes a page that leads from an old address to a note.
    fn redirect(self, from: &str, id: NoteId) -> Checked<Option<Rendered>> {
        let to = relative(from, &self.maker.plan.notes[id]);
        let title = escape(&self.maker.knowledge.notes[id].title);
        let canonical = match &self.maker.settings.base_url {
            Some(base) => format!("{base}{}", crate::page::encoded(&self.maker.plan.notes[id])),
            None => to.clone(),
        };
        let html = format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<meta http-equiv=\"refresh\" content=\"0; url={}\">\n<link rel=\"canonical\" href=\"{}\">\n<meta name=\"robots\" content=\"noindex\">\n</head>\n<body>\n<p><a href=\"{}\">{title}</a></p>\n</body>\n</html>\n",
            escape(&self.maker.settings.language),
            escape(&to),
            escape(&canonical),
            escape(&to)
        );
        Checked::clean(Some((from.to_owned(), 0, Bytes::from(html))))
    }
}

/// A part of a page, for its fingerprint.
struct Printed<'p>(Part<'p>);

impl Serialize for Printed<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Part::Nothing => serializer.serialize_unit(),
            Part::Home(view) => view.serialize(serializer),
            Part::List(view) => view.serialize(serializer),
            Part::Topics(view) => view.serialize(serializer),
            Part::Timeline(view) => view.serialize(serializer),
            Part::Graph(view) => view.serialize(serializer),
            Part::Index(view) => view.serialize(serializer),
            Part::Wanted(view) => view.serialize(serializer),
            Part::Health(view) => view.serialize(serializer),
            Part::Compare(view) => view.serialize(serializer),
            Part::Search(view) => view.serialize(serializer),
        }
    }
}

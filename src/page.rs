//! Which addresses the site has, and what stands at each.
//!
//! Takes the knowledge; gives a [`Plan`]: one page for each note, list, topic and overview, and the files that notes use. Two claimants of one address
//! are reported. Never renders.

mod address;
mod free;

pub use crate::text::encoded;
pub use address::{attachment_address, note_address, relative, root_of, topic_slug};

use crate::diagnostic::{Checked, Code, Diagnostic, Diagnostics};
use crate::knowledge::{Knowledge, NoteId, Resolved};
use crate::schema::KindId;
use crate::span::{Place, Span};
use free::Free;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// One page of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Address from the root, with `/` between its parts.
    pub address: String,
    /// What stands there.
    pub about: About,
}

/// What a page is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// The home page, with the text of `content/index.md` where there is one.
    Home(Option<NoteId>),
    /// A note.
    Note(NoteId),
    /// All notes of a kind.
    List(KindId),
    /// All notes of a topic, by its folded name.
    Topic(String),
    /// All topics.
    Topics,
    /// All events.
    Timeline,
    /// The whole base as a graph.
    Graph,
    /// All names, A–Z.
    Index,
    /// The search page.
    Search,
    /// What an editor should look at.
    Health,
    /// Names without a note.
    Wanted,
    /// How to read the marks.
    About,
    /// Companies and platforms side by side.
    Compare,
    /// What a host shows for an address that is not there.
    NotFound,
    /// An old address of a note.
    Redirect(NoteId),
}

/// All addresses of the site.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Every page, in a fixed order: notes first, in the order of their paths.
    pub pages: Vec<Page>,
    /// Address of each note.
    pub notes: Vec<String>,
    /// Address of each topic, by its folded name.
    pub topics: BTreeMap<String, String>,
    /// Address of the list of each kind that has one.
    pub lists: BTreeMap<KindId, String>,
    /// Address of each attachment that a note uses, by its position.
    pub attachments: BTreeMap<usize, String>,
}

/// Plans the site.
///
/// # Diagnostics
/// [`Code::AddressClash`] for each second claimant of an address. A note among them gets the next free address, so that
/// whoever keeps going loses none; anything else gets no page.
#[must_use]
pub fn plan(knowledge: &Knowledge) -> Checked<Plan> {
    let mut planner = Planner {
        knowledge,
        plan: Plan::default(),
        claims: FIXED
            .iter()
            .map(|(address, _)| ((*address).to_owned(), worked_out(address)))
            .collect(),
        free_notes: Free::default(),
        topics: HashSet::new(),
        free_topics: Free::default(),
        report: Diagnostics::default(),
    };
    planner.notes();
    planner.overviews();
    planner.redirects();
    planner.attachments();
    planner.report.beside(planner.plan)
}

/// Overviews whose addresses templates and hosts know: no note may have these.
const FIXED: [(&str, About); 10] = [
    ("topics/index.html", About::Topics),
    ("timeline.html", About::Timeline),
    ("graph.html", About::Graph),
    ("a-z.html", About::Index),
    ("search.html", About::Search),
    ("health.html", About::Health),
    ("wanted.html", About::Wanted),
    ("about.html", About::About),
    ("compare.html", About::Compare),
    ("404.html", About::NotFound),
];

struct Planner<'k> {
    knowledge: &'k Knowledge,
    plan: Plan,
    /// Lower-case address → who claims it, for the report.
    claims: HashMap<String, Claim>,
    free_notes: Free,
    /// Lower-case addresses of topics.
    topics: HashSet<String>,
    free_topics: Free,
    report: Diagnostics,
}

#[derive(Clone)]
struct Claim {
    what: String,
    place: Option<Place>,
}

impl Planner<'_> {
    fn notes(&mut self) {
        for (id, note) in self.knowledge.notes.iter().enumerate() {
            let wanted = note_address(self.knowledge, id);
            let place =
                Place::new(Arc::clone(&note.path), note.title_span.unwrap_or(Span::new(0, 0)));
            let claim = Claim { what: format!("the note {}", note.path), place: Some(place) };
            let address = self.free(&wanted);
            if address != wanted {
                let first = &self.claims[&wanted.to_lowercase()];
                let clash = clash(&wanted, first, &claim);
                self.report.extend(clash);
            }
            let about =
                if address == "index.html" { About::Home(Some(id)) } else { About::Note(id) };
            self.plan.notes.push(address.clone());
            self.claim(address, about, claim);
        }
    }

    /// Returns `address`, or, where another claims it, the first that nobody does: `name-2.html` and so on.
    fn free(&mut self, address: &str) -> String {
        let bare = address.strip_suffix(".html").unwrap_or(address);
        self.free_notes.first(bare, |one| self.claims.contains_key(one))
    }

    fn overviews(&mut self) {
        if !self.claims.contains_key("index.html") {
            self.generated("index.html", About::Home(None));
        }
        for kind in self.knowledge.by_kind().keys().copied().flatten() {
            let folder = address::encodable_folder(&self.knowledge.schema.kind(kind).folder);
            let address = format!("{folder}/index.html");
            self.generated(&address, About::List(kind));
            // Where another has the address, the kind has no list to lead to.
            if self.plan.pages.last().is_some_and(|page| page.about == About::List(kind)) {
                self.plan.lists.insert(kind, address);
            }
        }
        for key in self.knowledge.by_topic().keys() {
            let address = self.free_topic(&topic_slug(key));
            self.plan.topics.insert(key.clone(), address.clone());
            self.generated(&address, About::Topic(key.clone()));
        }
        self.plan.pages.extend(
            FIXED.iter().map(|(address, about)| Page {
                address: (*address).to_owned(),
                about: about.clone(),
            }),
        );
    }

    /// Returns an address for a topic that no other topic has: two topics may differ only in what an address cannot hold.
    fn free_topic(&mut self, slug: &str) -> String {
        let bare = format!("topics/{slug}");
        let address = self.free_topics.first(&bare, |one| self.topics.contains(one));
        self.topics.insert(address.to_lowercase());
        address
    }

    fn generated(&mut self, address: &str, about: About) {
        self.claim(address.to_owned(), about, worked_out(address));
    }

    fn redirects(&mut self) {
        for (id, note) in self.knowledge.notes.iter().enumerate() {
            for old in &note.redirect_from {
                let place = Place::new(Arc::clone(&note.path), old.span);
                match address::redirect_address(&old.value) {
                    Some(address) => {
                        let what = format!("a redirect to {}", note.path);
                        self.claim(
                            address,
                            About::Redirect(id),
                            Claim { what, place: Some(place) },
                        );
                    }
                    None => self.report.push(
                        Diagnostic::new(
                            Code::BadValue,
                            &note.path,
                            old.span,
                            format!("`{}` is not an address of this site", old.value),
                        )
                        .help("write it from the root: `companies/old-name.html`"),
                    ),
                }
            }
        }
    }

    fn claim(&mut self, address: String, about: About, claim: Claim) {
        let key = address.to_lowercase();
        if let Some(first) = self.claims.get(&key) {
            let clash = clash(&address, first, &claim);
            self.report.extend(clash);
            return;
        }
        self.claims.insert(key, claim);
        self.plan.pages.push(Page { address, about });
    }

    fn attachments(&mut self) {
        let mut used = BTreeSet::new();
        for id in 0..self.knowledge.notes.len() {
            used.extend(self.knowledge.files_of(id));
        }
        for at in used {
            let address = attachment_address(&self.knowledge.attachments[at]);
            self.plan.attachments.insert(at, address);
        }
    }
}

/// A page that no note wrote, as a claimant.
fn worked_out(address: &str) -> Claim {
    Claim { what: format!("the page {address}, which is worked out from all notes"), place: None }
}

/// Reports two claimants of one address, at the later one that a person wrote.
fn clash(address: &str, first: &Claim, second: &Claim) -> Option<Diagnostic> {
    let (own, other) = match (&second.place, &first.place) {
        (Some(place), _) => (place, first),
        (None, Some(place)) => (place, second),
        (None, None) => return None,
    };
    let message = format!("two claim the address `{address}`");
    let mut diagnostic = Diagnostic::new(Code::AddressClash, &own.path, own.span, message)
        .label(format!("also claimed by {}", other.what))
        .help("rename one of the files, or take the redirect out; addresses are compared without letter case");
    if let Some(place) = other.place.clone().filter(|place| place != own) {
        diagnostic = diagnostic.related(place, "the other claimant");
    }
    Some(diagnostic)
}

impl Knowledge {
    /// Returns the attachments that a note uses, by position.
    pub fn files_of(&self, id: NoteId) -> impl Iterator<Item = usize> {
        self.resolutions(id).iter().filter_map(|(_, resolved)| match resolved {
            Resolved::File(at) => Some(*at),
            Resolved::Note { .. }
            | Resolved::Draft
            | Resolved::Missing(_)
            | Resolved::Outside
            | Resolved::Plain => None,
        })
    }
}

//! A site whose notes are joined and whose addresses are known, and of which no page is made yet.
//!
//! Takes inputs; gives any one page at once, or all files. What it gives of one page is what it gives of it among all.

use super::assets::{self, Assets};
use super::memo::{Memo, Terms};
use super::pages::{self, Renderer};
use super::{Known, Options, Site, documents, known_after, previews, site, twin};
use crate::data;
use crate::diagnostic::{Checked, Diagnostic, Diagnostics};
use crate::input::Inputs;
use crate::knowledge::Knowledge;
use crate::output::{Body, Output};
use crate::page::{self, Plan};
use crate::parallel;
use crate::render::Templates;
use crate::search::{self, DocumentTerms};
use crate::settings::Settings;
use crate::view::{Digest, Maker};
use bytes::Bytes;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A site that is ready to be made.
#[derive(Debug)]
pub struct Ready {
    known: Known,
    plan: Plan,
    /// Position of each page in the plan, by its address.
    places: HashMap<String, usize>,
    digest: Digest,
    assets: Assets,
    templates: Templates,
}

impl Ready {
    /// Reads and joins the notes, and reads the templates; notes that `memo` holds are not read again.
    #[must_use]
    pub fn after(inputs: &Inputs, options: &Options, memo: &mut Memo) -> Checked<Self> {
        let mut report = Diagnostics::default();
        let known = report.keep(known_after(inputs, options, memo));
        let plan = report.keep(page::plan(&known.knowledge));
        let digest = Digest::of(&known.knowledge, &plan);
        let assets = assets::of(inputs);
        let maker = maker(&known, &plan, &digest);
        let site = site::view(&maker, &assets, previews::count(&known.knowledge));
        let texts: Vec<(Arc<str>, Arc<str>)> = inputs
            .templates
            .iter()
            .map(|text| (Arc::clone(&text.path), Arc::clone(&text.text)))
            .collect();
        let templates = report.keep(Templates::load(&texts, &site));
        memo.templates(&inputs.templates, &site);
        let pages = plan.pages.iter().enumerate();
        let places = pages.map(|(at, page)| (page.address.clone(), at)).collect();
        report.beside(Self { known, plan, places, digest, assets, templates })
    }

    fn maker(&self) -> Maker<'_> {
        maker(&self.known, &self.plan, &self.digest)
    }

    /// Returns a maker that has at hand what all pages ask for.
    fn gathered(&self) -> Maker<'_> {
        let maker = self.maker();
        parallel::both(|| maker.gather_names(), || maker.gather_titles());
        maker
    }

    /// Returns the styles, scripts and other static files.
    #[must_use]
    pub fn assets(&self) -> &[Output] {
        &self.assets.outputs
    }

    /// Returns whether a page stands at `address`.
    #[must_use]
    pub fn has_page(&self, address: &str) -> bool {
        self.places.contains_key(address)
    }

    /// Returns what the notes know together.
    #[must_use]
    pub const fn knowledge(&self) -> &Knowledge {
        &self.known.knowledge
    }

    /// Makes every page for what is wrong with it alone.
    ///
    /// # Diagnostics
    /// Those of [`Ready::site`].
    #[must_use]
    pub fn faults(&self) -> Vec<Diagnostic> {
        let (maker, memo) = (self.gathered(), Memo::default());
        let made = pages::render(self.renderer(&maker, &memo), &|| false, &drop);
        made.map(|made| made.diagnostics).unwrap_or_default()
    }

    /// Returns what of the output folder the settings keep.
    #[must_use]
    pub fn keep(&self) -> &[String] {
        &self.known.settings.keep
    }

    /// Makes the page at `address`; none where there is none, or where its template fails.
    #[must_use]
    pub fn page(&self, address: &str) -> Option<Bytes> {
        let page = &self.plan.pages[*self.places.get(address)?];
        let (_, _, bytes) = self.renderer(&self.maker(), &Memo::default()).page(page).value?;
        Some(bytes)
    }

    /// Makes all files, sorted by path, taking from `memo` what is the same as the last time; gives up as soon as `is_stale` says so.
    #[must_use]
    pub fn site(
        &self,
        memo: &mut Memo,
        is_stale: impl Fn() -> bool + Sync,
    ) -> Option<Checked<Site>> {
        let mut made = self.each(memo, is_stale, |output| output)?;
        made.value.outputs.sort_by(|a, b| a.path.cmp(&b.path));
        Some(made)
    }

    /// Makes all files as [`Ready::site`] does, and hands each to `take` as soon as it is made, in no order and on any thread: no page
    /// waits in memory for the others. What `take` gives stands in for the file.
    #[must_use]
    pub fn each<T: Send>(
        &self,
        memo: &mut Memo,
        is_stale: impl Fn() -> bool + Sync,
        take: impl Fn(Output) -> T + Sync,
    ) -> Option<Checked<Site<T>>> {
        let maker = self.gathered();
        let known = &*memo;
        let (pages, others) = parallel::both(
            || pages::render(self.renderer(&maker, known), &is_stale, &take),
            || self.others(&maker, known, &is_stale, &take),
        );
        let (Checked { value: pages, diagnostics }, (others, terms)) = (pages?, others?);
        if let Some(terms) = terms {
            memo.keep(pages.kept, terms);
        }
        let mut outputs = pages.taken;
        outputs.extend(others);
        let note_count = self.known.knowledge.notes.len();
        let site = Site { outputs, note_count, page_count: self.plan.pages.len() };
        Some(Checked { value: site, diagnostics })
    }

    /// Makes all files that are no pages; gives the terms of the search besides, if they are to be kept.
    fn others<T: Send>(
        &self,
        maker: &Maker<'_>,
        memo: &Memo,
        is_stale: &(impl Fn() -> bool + Sync),
        take: &(impl Fn(Output) -> T + Sync),
    ) -> Option<(Vec<T>, Option<Vec<Terms>>)> {
        let Known { schema: _, settings, knowledge } = &self.known;
        let mut outputs = self.assets.outputs.clone();
        outputs.extend(attachments(&self.plan, knowledge));
        outputs.extend(previews::shards(maker));
        outputs.extend(twins(knowledge, &self.plan, settings));
        outputs.extend(files(data::files(knowledge, &self.plan, settings)));
        let mut taken = parallel::each(outputs, take);
        let ids: Vec<usize> = (0..knowledge.notes.len()).collect();
        // No document outlives the reading of its terms: together they are as large as the notes.
        let terms = parallel::map(&ids, |&id| memo.terms_of(&documents::document(maker, id)));
        if is_stale() {
            return None;
        }
        let all: Vec<&DocumentTerms> = terms.iter().map(|(_, terms)| terms.as_ref()).collect();
        taken.extend(search::assemble(&all, |path, bytes| {
            take(Output { path, body: Body::Bytes(bytes.into()) })
        }));
        Some((taken, memo.keeps().then_some(terms)))
    }

    fn renderer<'r, 'k>(&'r self, maker: &'r Maker<'k>, memo: &'r Memo) -> Renderer<'r, 'k> {
        Renderer { maker, templates: &self.templates, memo, search_script: self.assets.search() }
    }
}

fn maker<'r>(known: &'r Known, plan: &'r Plan, digest: &'r Digest) -> Maker<'r> {
    Maker { knowledge: &known.knowledge, plan, settings: &known.settings, digest }
}

fn files(files: Vec<(String, Vec<u8>)>) -> impl Iterator<Item = Output> {
    files.into_iter().map(|(path, bytes)| Output { path, body: Body::Bytes(bytes.into()) })
}

/// Copies the files that published notes use.
fn attachments(plan: &Plan, knowledge: &Knowledge) -> Vec<Output> {
    let copied = plan.attachments.iter().map(|(&at, address)| {
        (
            address.clone(),
            Output {
                path: address.clone(),
                body: Body::Attachment(Arc::clone(&knowledge.attachments[at].path)),
            },
        )
    });
    // Two files of one name and content share an address.
    let by_address: BTreeMap<String, Output> = copied.collect();
    by_address.into_values().collect()
}

/// Gives each note's Markdown beside its page, where the settings ask for it.
fn twins(knowledge: &Knowledge, plan: &Plan, settings: &Settings) -> Vec<Output> {
    if !settings.twins {
        return Vec::new();
    }
    let ids: Vec<usize> = (0..knowledge.notes.len()).collect();
    parallel::map(&ids, |&id| {
        let address = &plan.notes[id];
        let path = format!("{}.md", address.strip_suffix(".html").unwrap_or(address));
        Output { path, body: Body::Bytes(twin::twin(knowledge, id).into()) }
    })
}

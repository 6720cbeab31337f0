//! A site whose notes are joined and whose addresses are known, and of which no page is made yet.
//!
//! Takes inputs; gives any one page at once, or all files. What it gives of one page is what it gives of it among all.

use super::assets::{self, Assets};
use super::memo::Memo;
use super::pages::{self, Renderer};
use super::{Known, Options, Site, documents, known_after, previews, site, twin};
use crate::data;
use crate::diagnostic::{Checked, Diagnostics};
use crate::input::Inputs;
use crate::knowledge::Knowledge;
use crate::output::{Body, Output};
use crate::page::{self, Plan};
use crate::parallel;
use crate::render::Templates;
use crate::settings::Settings;
use crate::view::{Digest, Maker};
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
        let digest = Digest::of(&known.knowledge);
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

    /// Makes the page at `address`; none where there is none, or where its template fails.
    #[must_use]
    pub fn page(&self, address: &str) -> Option<Arc<[u8]>> {
        let page = &self.plan.pages[*self.places.get(address)?];
        let maker = self.maker();
        let renderer = Renderer {
            maker: &maker,
            templates: &self.templates,
            memo: &Memo::default(),
            search_script: self.assets.search(),
        };
        renderer.page(page).value.bytes
    }

    /// Makes all files, taking from `memo` what is the same as the last time; gives up as soon as `is_stale` says so.
    #[must_use]
    pub fn site(
        &self,
        memo: &mut Memo,
        is_stale: impl Fn() -> bool + Sync,
    ) -> Option<Checked<Site>> {
        let Known { schema: _, settings, knowledge } = &self.known;
        let maker = self.maker();
        let mut report = Diagnostics::default();
        let made = pages::render(&maker, &self.templates, self.assets.search(), memo, &is_stale)?;
        let mut outputs = report.keep(made);
        outputs.extend(self.assets.outputs.iter().cloned());
        outputs.extend(previews::shards(&maker));
        outputs.extend(attachments(&self.plan, knowledge));
        outputs.extend(twins(knowledge, &self.plan, settings));
        if is_stale() {
            return None;
        }
        outputs.extend(files(data::files(knowledge, &self.plan, settings)));
        let document = |id| documents::document(&maker, id);
        outputs.extend(files(memo.search(knowledge.notes.len(), document, &is_stale)?));
        outputs.sort_by(|a, b| a.path.cmp(&b.path));
        let site = Site {
            outputs,
            note_count: knowledge.notes.len(),
            page_count: self.plan.pages.len(),
            keep: settings.keep.clone(),
        };
        Some(report.beside(site))
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
        Output { path, body: Body::Bytes(twin::twin(knowledge, id).into_bytes().into()) }
    })
}

//! What is the same on every page.
//!
//! Takes settings, kinds and assets; gives the `site` of templates.

use super::assets::Assets;
use crate::markdown::text_html;
use crate::text::has_han;
use crate::view::{Maker, SiteView};

/// Shows the site; addresses are relative to the root.
pub(super) fn view(maker: &Maker<'_>, assets: &Assets, preview_shards: usize) -> SiteView {
    let settings = maker.settings;
    let kinds = maker.knowledge.by_kind();
    let kinds = kinds
        .iter()
        .filter_map(|(kind, notes)| Some(maker.kind("index.html", (*kind)?, notes.len())));
    SiteView {
        title: settings.title.clone(),
        title_html: text_html(&settings.title),
        title_zh: settings.title.split_whitespace().find(|word| has_han(word)).map(str::to_owned),
        description: settings.description.clone(),
        language: settings.language.clone(),
        author: settings.author.clone(),
        licence: settings.licence.clone(),
        licence_url: settings.licence_url.clone(),
        base_url: settings.base_url.clone(),
        report_url: settings.report_url.clone(),
        kinds: kinds.collect(),
        as_of: maker.knowledge.newest.map(crate::view::day_in_english),
        note_count: maker.knowledge.notes.len(),
        css: assets.css.clone(),
        script: assets.core().to_owned(),
        search_script: assets.search().to_owned(),
        icon: assets.icon().to_owned(),
        preview_shards,
        twins: settings.twins,
    }
}

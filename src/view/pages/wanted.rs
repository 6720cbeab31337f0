//! Names that links use and no note bears.
//!
//! Takes the wanted notes; gives them with who asks, the most wanted first.

use super::order::Order;
use crate::text::{fold, slug};
use crate::view::{Maker, WantedName, WantedView};
use std::cmp::Reverse;
use xxhash_rust::xxh3::xxh3_64;

impl<'k> Maker<'k> {
    /// Lists the wanted notes for the page at `from`.
    #[must_use]
    pub fn wanted(&self, from: &str) -> WantedView<'k> {
        let name = |wanted: &crate::knowledge::Wanted| WantedName {
            name: wanted.name.clone(),
            id: wanted_id(&wanted.name),
            meant: wanted.meant,
            from: wanted.from.iter().map(|&id| self.short_card(from, id)).collect(),
        };
        let mut names: Vec<WantedName<'k>> = self.knowledge.wanted.values().map(name).collect();
        let order = Order::new();
        names.sort_by_cached_key(|name| (Reverse(name.from.len()), order.key(&name.name)));
        WantedView { names }
    }
}

/// Returns the fragment under which a wanted name stands on the page of wanted notes; the same for all its spellings.
#[must_use]
pub fn wanted_id(name: &str) -> String {
    let key = fold(name);
    let plain = slug(&key);
    if plain == key {
        return format!("wanted-{plain}");
    }
    // What a fragment cannot hold would make two names one: `live commerce` and `live-commerce`.
    format!("wanted-{plain}-{:08x}", xxh3_64(key.as_bytes()) >> 32)
}

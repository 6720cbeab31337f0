//! All topics.
//!
//! Takes the topics of all notes; gives each with its page and how many notes it has, by name.

use super::order::Order;
use crate::page::relative;
use crate::view::{Maker, TopicView};

impl Maker<'_> {
    /// Lists all topics by name for the page at `from`.
    #[must_use]
    pub fn topics(&self, from: &str) -> Vec<TopicView> {
        let view = |(key, (name, ids)): (String, (String, Vec<_>))| TopicView {
            href: self.plan.topics.get(&key).map(|to| relative(from, to)).unwrap_or_default(),
            count: ids.len(),
            name,
        };
        let mut topics: Vec<TopicView> = self.knowledge.by_topic().into_iter().map(view).collect();
        let order = Order::new();
        topics.sort_by(|a, b| order.compare(&a.name, &b.name));
        topics
    }
}

//! The nearest of some names, for an argument that is none of them.
//!
//! Takes what was typed and what is known; gives half a sentence. Never chooses for the author.

use crate::text::{NameList, near};

/// Offers at most three names near `typed`.
pub(super) fn did_you_mean<'a>(
    typed: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    let list = NameList::new(known.into_iter().zip(0..));
    let near: Vec<String> =
        near(typed, &list, 3).iter().map(|near| format!("`{}`", near.name)).collect();
    let (last, others) = near.split_last()?;
    let others = others.join(", ");
    Some(match others.is_empty() {
        true => format!("did you mean {last}?"),
        false => format!("did you mean {others} or {last}?"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_offered_and_far_ones_are_not() {
        let known = ["company", "concept", "event"];
        assert_eq!(did_you_mean("compny", known), Some("did you mean `company`?".into()));
        assert_eq!(did_you_mean("zebra", known), None);
    }
}

//! A target as written in a link: a name, and a heading, block or observation in it.
//!
//! Takes the text of a link; gives its parts. Never asks whether such a note exists.

use std::ops::Range;

/// The parts of `note#fragment|label`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// Name of the note; empty for a link within one.
    pub name: String,
    /// What stands after `#`.
    pub fragment: Option<String>,
    /// What stands after the bar.
    pub label: Option<String>,
}

impl Target {
    /// Reads the inside of `[[…]]`.
    #[must_use]
    pub fn parse(inside: &str) -> Self {
        let (target, label) = match inside.split_once('|') {
            Some((target, label)) => {
                (target.strip_suffix('\\').unwrap_or(target), Some(label.trim().to_owned()))
            }
            None => (inside, None),
        };
        let (name, fragment) = match target.split_once('#') {
            Some((name, fragment)) => (name, Some(fragment.trim().to_owned())),
            None => (target, None),
        };
        Self {
            name: name.trim().to_owned(),
            fragment,
            label: label.filter(|label| !label.is_empty()),
        }
    }

    /// Finds `[[…]]` around a whole value; gives the bytes of its inside.
    #[must_use]
    pub fn brackets(text: &str) -> Option<Range<usize>> {
        let trimmed = text.trim();
        let inside = trimmed.strip_prefix("[[")?.strip_suffix("]]")?;
        let start = text.find("[[")? + 2;
        (!inside.contains("[[") && !inside.contains("]]")).then(|| start..start + inside.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_falls_into_name_fragment_and_label() {
        let target = Target::parse("kuaishou#Funding|the round");
        assert_eq!(target.name, "kuaishou");
        assert_eq!(target.fragment.as_deref(), Some("Funding"));
        assert_eq!(target.label.as_deref(), Some("the round"));
        assert_eq!(Target::parse("#^b").name, "");
        assert_eq!(Target::parse("a\\|b").name, "a");
    }

    #[test]
    fn brackets_go_around_the_whole_value() {
        assert_eq!(Target::brackets(" [[快手]] "), Some(3..9));
        assert_eq!(Target::brackets("[[a]] and [[b]]"), None);
        assert_eq!(Target::brackets("a"), None);
    }
}

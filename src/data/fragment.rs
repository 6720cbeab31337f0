//! The address of each statement within its note's page.
//!
//! Takes a note; gives a fragment for each of its statements, all different. Never looks at the page.

use super::plain::line;
use crate::knowledge::StatementRef;
use crate::note::Note;
use foldhash::fast::RandomState;
use std::collections::{HashMap, HashSet};

/// Fragments that are taken.
type Taken = HashSet<String, RandomState>;
/// How far each fragment was numbered.
type Last = HashMap<String, usize, RandomState>;

/// Returns the fragment of each statement: fields, observations, unknown fields, each in the order of the note.
///
/// # Shape
/// A field's statements are `:owner`, `:owner-2` and so on: as links write them, and as no heading can be called. An
/// observation is its id or its period. All of one note differ.
#[must_use]
pub fn fragments(note: &Note) -> Vec<(StatementRef, String)> {
    let fields = note.statements.iter().enumerate();
    let fields = fields.map(|(at, s)| (StatementRef::Field(at), format!(":{}", line(&s.field))));
    let observations = note.observations.iter().enumerate().map(|(at, observation)| {
        let address = observation.observation_address().unwrap_or_default();
        let address = line(&address);
        let numbered = || format!("observation-{}", at + 1);
        let address = if address.is_empty() { numbered() } else { address.into_owned() };
        (StatementRef::Observation(at), address)
    });
    let unknown = note.unknown.iter().enumerate();
    let unknown =
        unknown.map(|(at, s)| (StatementRef::Unknown(at), format!(":{}", line(&s.field))));
    let (mut taken, mut last) = (Taken::default(), Last::default());
    let all = fields.chain(observations).chain(unknown);
    all.map(|(which, wanted)| (which, free(wanted, &mut taken, &mut last))).collect()
}

/// Returns the fragment wanted, or, where it is taken, with the next number that is free; `last` keeps how far each was numbered, so that
/// a long field does not begin anew with every value.
fn free(wanted: String, taken: &mut Taken, last: &mut Last) -> String {
    if taken.insert(wanted.clone()) {
        return wanted;
    }
    let number = last.entry(wanted.clone()).or_insert(1);
    loop {
        *number += 1;
        let fragment = format!("{wanted}-{number}");
        if taken.insert(fragment.clone()) {
            return fragment;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_gets_the_next_number_that_is_free() {
        let (mut taken, mut last) = (Taken::default(), Last::default());
        let wanted = ["a", "a-3", "a", "a", "b", "a-3", "a", "b"];
        let given = wanted.map(|one| free(one.to_owned(), &mut taken, &mut last));
        assert_eq!(given, ["a", "a-3", "a-2", "a-4", "b", "a-3-2", "a-5", "b-2"]);
    }
}

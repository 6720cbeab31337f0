//! Counts in words.
//!
//! Takes a number and a noun; gives both as a person says them. English alone, as all that the program says.

/// Says how many there are: `1 note`, `2 notes`.
#[must_use]
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn one_is_no_plural() {
        let said = [0, 1, 2].map(|count| counted(count, "note"));
        assert_eq!(said, ["0 notes", "1 note", "2 notes"]);
    }
}

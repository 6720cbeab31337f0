//! Addresses that nobody has yet.
//!
//! Takes an address that is wanted; gives it, or the first beside it that is free: `name-2.html` and so on. Claims nothing.

use std::collections::HashMap;

/// How far the addresses beside each are known to be taken: what is claimed stays claimed, so that none is asked for twice.
#[derive(Debug, Default)]
pub(super) struct Free(HashMap<String, usize>);

impl Free {
    /// Returns the first free address of `bare.html`, `bare-2.html` and so on.
    ///
    /// `is_taken` is asked for addresses in lower case, and must never take back what it said.
    pub(super) fn first(&mut self, bare: &str, is_taken: impl Fn(&str) -> bool) -> String {
        let number = self.0.entry(bare.to_owned()).or_insert(1);
        loop {
            let address = match *number {
                1 => format!("{bare}.html"),
                n => format!("{bare}-{n}.html"),
            };
            if !is_taken(&address.to_lowercase()) {
                return address;
            }
            *number += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use std::collections::HashSet;

    #[test]
    fn a_clash_takes_the_next_number_that_is_free() {
        let mut taken = HashSet::from(["a-3.html".to_owned()]);
        let mut free = Free::default();
        let given: Vec<String> = ["a", "A", "a", "b", "a", "a-3", "A"]
            .into_iter()
            .map(|bare| {
                let address = free.first(bare, |address| taken.contains(address));
                taken.insert(address.to_lowercase());
                address
            })
            .collect();
        let expected =
            ["a.html", "A-2.html", "a-4.html", "b.html", "a-5.html", "a-3-2.html", "A-6.html"];
        assert_eq!(given, expected);
    }

    #[test]
    fn many_of_one_name_do_not_begin_anew_each_time() {
        let (mut taken, mut free, asked) = (HashSet::new(), Free::default(), Cell::new(0));
        for _ in 0..1_000 {
            let address = free.first("a", |address| {
                asked.set(asked.get() + 1);
                taken.contains(address)
            });
            assert!(taken.insert(address));
        }
        assert!(taken.contains("a-1000.html"));
        assert!(asked.get() < 2_000, "{}", asked.get());
    }
}

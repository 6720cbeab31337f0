//! What each code means, with an example: the text of `zhiku explain`.
//!
//! Takes a code; gives its section of `explain.md`. Never knows a particular note.

use super::Code;

/// Every section, one heading for each code.
const TEXT: &str = include_str!("explain.md");

/// Returns the section of `code`, its heading included.
#[must_use]
pub fn explain(code: Code) -> &'static str {
    sections().find(|section| name_of(section) == code.name()).map_or(code.summary(), str::trim_end)
}

/// Lists the sections of the text.
fn sections() -> impl Iterator<Item = &'static str> {
    let starts = TEXT.match_indices("\n## ").map(|(at, _)| at + 1);
    let ends = TEXT.match_indices("\n## ").map(|(at, _)| at + 1).skip(1).chain([TEXT.len()]);
    starts.zip(ends).map(|(start, end)| &TEXT[start..end])
}

/// Returns the name in a section's heading.
fn name_of(section: &str) -> &str {
    let heading = section.lines().next().unwrap_or_default();
    heading.trim_start_matches("## ").trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_one_section_and_every_section_a_code() {
        let mut sections: Vec<&str> = sections().map(name_of).collect();
        let mut codes: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        sections.sort_unstable();
        codes.sort_unstable();
        assert_eq!(sections, codes);
    }

    #[test]
    fn every_section_names_its_severity_and_shows_an_example() {
        for &code in Code::ALL {
            let section = explain(code);
            let severity = format!("{}. ", code.severity());
            let body = section.lines().nth(2).unwrap_or_default().to_lowercase();
            assert!(body.starts_with(&severity), "{code}: begins with its severity");
            assert!(section.matches("```").count() >= 2, "{code}: has an example");
            assert!(section.split("\n\n").count() >= 4, "{code}: says how to mend it");
        }
    }
}

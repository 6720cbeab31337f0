//! Sources as BibTeX.
//!
//! Takes references; gives one entry each, in plain entry types that BibTeX and BibLaTeX both know. Every sign that TeX
//! would act on is written as a command; braces always balance.

use super::reference::Reference;
use crate::value::{Date, Precision};
use std::collections::HashSet;
use std::fmt::Write;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Writes all entries.
pub(super) fn write(references: &[Reference<'_>]) -> String {
    let mut taken = HashSet::new();
    let mut out = String::new();
    for (at, reference) in references.iter().enumerate() {
        let key = key(&reference.key, at, &mut taken);
        // Writing into a string cannot fail.
        let _ = writeln!(out, "@{}{{{key},", sort(reference));
        for (name, value) in fields(reference) {
            let _ = writeln!(out, "  {name} = {value},");
        }
        out.push_str("}\n\n");
    }
    out
}

/// Makes a key of letters, digits, `-` and `_` that no other entry has, whatever its case.
fn key(wanted: &str, at: usize, taken: &mut HashSet<String>) -> String {
    let kept: String =
        wanted.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    let letters = kept.trim_matches(['-', '_']);
    let whole = letters.len() == wanted.len();
    let key = if whole { letters.to_owned() } else { format!("{letters}-{}", at + 1) };
    let key = if key.starts_with('-') { format!("source{key}") } else { key };
    if taken.insert(key.to_ascii_lowercase()) {
        return key;
    }
    let mut numbers = at + 1..;
    let free = numbers.find_map(|number| {
        let key = format!("{key}-{number}x");
        taken.insert(key.to_ascii_lowercase()).then_some(key)
    });
    free.unwrap_or(key)
}

fn sort(reference: &Reference<'_>) -> &'static str {
    match (reference.medium.as_str(), reference.schema_org) {
        ("book", _) | ("", "Book") => "book",
        ("news", _) | ("", "NewsArticle" | "ScholarlyArticle") => "article",
        _ => "misc",
    }
}

/// Lists the fields of an entry with their values as they stand after `=`.
fn fields(reference: &Reference<'_>) -> Vec<(&'static str, String)> {
    let publisher = match sort(reference) {
        "article" => "journal",
        "book" => "publisher",
        _ => "howpublished",
    };
    let authors: Vec<String> =
        reference.authors.iter().map(|name| format!("{{{}}}", escaped(name))).collect();
    let text = |text: &str| format!("{{{}}}", escaped(text));
    let address = |url: &str| format!("{{{}}}", url.replace('{', "%7B").replace('}', "%7D"));
    let month = reference.issued.and_then(month);
    let day = |date: &Date| date.iso().map(|iso| format!("{{{iso}}}"));
    let all = [
        ("title", Some(format!("{{{{{}}}}}", escaped(&reference.title)))),
        ("author", (!authors.is_empty()).then(|| format!("{{{}}}", authors.join(" and ")))),
        (
            publisher,
            reference.publisher.as_ref().map(|publisher| format!("{{{}}}", text(publisher))),
        ),
        ("year", reference.issued.map(|date| format!("{{{:04}}}", date.year()))),
        ("month", month.map(str::to_owned)),
        ("url", reference.url.or(reference.archived).map(address)),
        ("urldate", reference.accessed.and_then(day)),
        ("language", reference.language.as_deref().map(text)),
        ("note", reference.issued.and_then(in_words)),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// Names the month, where the date lies in one.
fn month(date: &Date) -> Option<&'static str> {
    let (first, last) = (date.earliest()?, date.latest()?);
    let of_one = (first.year(), first.month()) == (last.year(), last.month());
    MONTHS.get(usize::try_from(first.month() - 1).ok()?).copied().filter(|_| of_one)
}

/// Returns the date in words, where year and month cannot say it.
fn in_words(date: &Date) -> Option<String> {
    let plain =
        matches!(date.precision(), Precision::Year | Precision::Month) && !date.is_approximate();
    (!plain).then(|| format!("{{{}}}", escaped(&date.in_english())))
}

/// Writes each sign that TeX acts on as a command.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '$' | '&' | '#' | '_' | '%' => out.extend(['\\', c]),
            '"' => out.push_str("\\textquotedbl{}"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_balance_whatever_a_title_holds() {
        let written = escaped("} @article{x, \\end & 100% {");
        assert_eq!(written.matches('{').count(), written.matches('}').count());
        assert!(!written.contains("@article{"));
    }

    #[test]
    fn keys_are_ascii_and_differ() {
        let mut taken = HashSet::new();
        let wanted = ["scmp-jd-2024", "快手-2020", "SCMP-JD-2024", "京东-2020", "财报"];
        let keys: Vec<String> =
            wanted.iter().enumerate().map(|(at, name)| key(name, at, &mut taken)).collect();
        assert_eq!(keys, ["scmp-jd-2024", "2020-2", "SCMP-JD-2024-3x", "2020-4", "source-5"]);
    }
}

//! Addresses that a page may link to.
//!
//! Takes the text of a `url` field; gives it back when it is an address of the web or of a mailbox. Never
//! fetches and never rewrites it.

use super::Unreadable;
use super::format::shortened;
use crate::diagnostic::Code;
use std::ops::Range;

/// Reads an `http`, `https` or `mailto` address; white space around it is taken off, nothing else changes.
///
/// # Errors
/// [`Code::BadUrl`] for any other scheme, for none, for white space, control characters and signs that an address has to
/// percent-encode, and for an address without host or mailbox.
///
/// # Source
/// RFC 3986 §2 and §3; hanzi and other letters are left as typed, as in RFC 3987.
pub fn parse_url(text: &str) -> Result<String, Unreadable> {
    let start = text.len() - text.trim_start().len();
    let address = text.trim();
    let foreign = address.char_indices().find(|&(_, character)| !may_stand(character));
    if let Some((at, character)) = foreign {
        let range = start + at..start + at + character.len_utf8();
        let message = format!("`{}` cannot stand in an address", character.escape_debug());
        return Err(bad(message, encode_help(character), range));
    }
    match problem_of(address) {
        Some((message, help)) => Err(bad(message, help, start..start + address.len())),
        None => Ok(address.to_owned()),
    }
}

/// Returns what is wrong with the address as a whole, and what to do.
fn problem_of(address: &str) -> Option<(String, String)> {
    let Some((scheme, rest)) = address.split_once(':') else {
        let message = format!("`{}` is not an address of the web", shortened(address));
        return Some((message, scheme_help(address)));
    };
    let is_whole = match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => has_host(rest),
        "mailto" => has_mailbox(rest),
        _ => {
            let message = format!("`{}:` is not taken as an address", shortened(scheme));
            return Some((message, scheme_help(address)));
        }
    };
    let partial = || format!("`{}` is only part of an address", shortened(address));
    (!is_whole).then(|| (partial(), WHOLE.to_owned()))
}

const WHOLE: &str =
    "write it in full, such as `https://example.com/page` or `mailto:name@example.com`";

fn bad(message: String, help: String, range: Range<usize>) -> Unreadable {
    Unreadable { code: Code::BadUrl, message, help, range }
}

fn may_stand(character: char) -> bool {
    let unseen = matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    !(character.is_control()
        || character.is_whitespace()
        || unseen
        || matches!(character, '<' | '>' | '"' | '\\' | '`' | '^' | '{' | '|' | '}'))
}

fn encode_help(character: char) -> String {
    let mut bytes = [0; 4];
    let encoded: String =
        character.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")).collect();
    format!("take it out, or write `{encoded}` if it belongs to the address")
}

fn scheme_help(address: &str) -> String {
    let host = address.split(['/', '?', '#']).next().unwrap_or_default();
    if host.contains('.') && !host.contains(['@', ':']) {
        format!("did you mean `https://{}`?", shortened(address))
    } else {
        format!("only `http`, `https` and `mailto` are taken; {WHOLE}")
    }
}

fn has_host(rest: &str) -> bool {
    let authority = rest
        .strip_prefix("//")
        .and_then(|rest| rest.split(['/', '?', '#']).next())
        .unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    host.chars().next().is_some_and(|first| first.is_alphanumeric() || first == '[')
}

fn has_mailbox(rest: &str) -> bool {
    let mailbox = rest.split('?').next().unwrap_or_default();
    mailbox.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_web_and_of_mailboxes_are_kept_as_typed() {
        for address in [
            "https://technode.com/2020/05/27/kuaishou-jd/",
            "http://127.0.0.1:8080/?q=a%20b#c",
            "HTTPS://例子.中国/快手",
            "https://user@[::1]/x",
            "mailto:name@example.com?subject=x",
        ] {
            assert_eq!(parse_url(address).as_deref(), Ok(address));
        }
        assert_eq!(parse_url(" https://a.b/ ").as_deref(), Ok("https://a.b/"));
    }

    #[test]
    fn what_could_run_script_or_leads_nowhere_is_refused() {
        for address in [
            "",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "java\tscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//example.com/x",
            "/page",
            "https://",
            "https:///x",
            "https:example.com",
            "http:// x",
            "https://a b",
            "https://a/\u{0}",
            "https://a/<script>",
            "https://a/\"x",
            "https://a\\b",
            "mailto:",
            "mailto:name",
            "https://a/\u{202e}x",
            "blob:https://a/b",
        ] {
            assert!(
                parse_url(address).is_err_and(|problem| problem.code == Code::BadUrl),
                "{address:?}"
            );
        }
    }

    #[test]
    fn the_help_says_what_was_meant() {
        assert!(
            parse_url("www.example.com/a")
                .is_err_and(|problem| problem.help.contains("`https://www.example.com/a`"))
        );
        let problem = parse_url("https://a/快 手").expect_err("a blank");
        assert_eq!(problem.range, 13..14);
        assert!(problem.help.contains("%20"));
    }
}

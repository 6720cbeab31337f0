//! Which names this server answers to.
//!
//! Takes a request; says whether it was meant for this machine. A page elsewhere can point a name
//! of its own at 127.0.0.1 (DNS rebinding) and would then read what is served here as its own.

use hyper::header::HOST;
use hyper::{HeaderMap, Uri};

/// Whether every name in a request is one of this machine's.
pub(super) fn is_local(uri: &Uri, headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(HOST).iter().map(|host| host.to_str().unwrap_or_default());
    let is_named = headers.contains_key(HOST);
    is_named
        && hosts.all(is_local_name)
        && uri.authority().is_none_or(|it| is_local_name(it.as_str()))
}

/// Whether `host`, with its port or without, is this machine seen from itself.
fn is_local_name(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
        Some(_) | None => host,
    };
    matches!(name, "127.0.0.1" | "[::1]") || name.eq_ignore_ascii_case("localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_local() {
        for host in
            ["127.0.0.1", "127.0.0.1:1111", "localhost", "LocalHost:80", "[::1]:8080", "[::1]"]
        {
            assert!(is_local_name(host), "{host}");
        }
        for host in [
            "",
            ":80",
            "evil.example",
            "127.0.0.1.evil.example",
            "localhost.evil.example:80",
            "evil.example:127.0.0.1",
            "user@localhost",
            "127.0.0.2",
            "0.0.0.0",
            "localhost:80:80",
        ] {
            assert!(!is_local_name(host), "{host}");
        }
    }

    #[test]
    fn a_request_needs_a_local_name_and_no_other() {
        let request = |uri: &str, hosts: &[&str]| {
            let hosts = hosts.iter().map(|host| (HOST, host.parse().expect("a value")));
            is_local(&uri.parse().expect("a target"), &hosts.collect())
        };
        assert!(request("/", &["localhost:1"]));
        assert!(!request("/", &[]));
        assert!(!request("http://evil.example/", &["localhost:1"]));
        assert!(!request("/", &["evil.example"]));
    }
}

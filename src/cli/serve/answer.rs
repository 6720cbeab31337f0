//! One request and its answer.
//!
//! Takes a request and what is shown; gives a response. Reads neither a disk nor the body of a
//! request, and answers nobody who asks under a foreign name.

use super::events::Events;
use super::host;
use super::inject::{self, PRIVATE};
use super::shown::{Found, Shown};
use http_body_util::{Either, Full};
use hyper::body::Bytes;
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::sync::Arc;
use tokio::sync::watch;

/// A whole answer, or a stream of events.
pub(super) type Reply = Response<Either<Full<Bytes>, Events>>;

/// What a header cannot hold as it stands.
const ESCAPED: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\');

/// Answers one request, once there is a first build.
pub(super) async fn answer<B>(
    request: &Request<B>,
    mut builds: watch::Receiver<Arc<Shown>>,
) -> Reply {
    if !host::is_local(request.uri(), request.headers()) {
        return plain(
            StatusCode::FORBIDDEN,
            "This server answers to 127.0.0.1 and localhost only.\n",
        );
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut reply = plain(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD are answered.\n");
        reply.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return reply;
    }
    // An error means that the builder has ended, and then the program is about to.
    let _ = builds.wait_for(|shown| shown.number > 0).await;
    match request.uri().path().strip_prefix(PRIVATE) {
        Some(name) => private(name, request.uri().query().unwrap_or_default(), builds),
        None => public(request.uri().path(), &builds.borrow().clone()),
    }
}

/// Answers for a file of the server's own.
fn private(name: &str, query: &str, builds: watch::Receiver<Arc<Shown>>) -> Reply {
    match name {
        "reload.js" => {
            whole(StatusCode::OK, "text/javascript; charset=utf-8", inject::SCRIPT.into())
        }
        "reload.css" => whole(StatusCode::OK, "text/css; charset=utf-8", inject::STYLE.into()),
        "events" => {
            let body = Either::Right(Events::new(query, builds));
            with_headers(Response::new(body), "text/event-stream")
        }
        _ => plain(StatusCode::NOT_FOUND, "Not found.\n"),
    }
}

/// Answers for a file of the site.
fn public(path: &str, shown: &Shown) -> Reply {
    match shown.find(path) {
        Found::File(name, bytes) if name.ends_with(".html") => {
            let page = inject::into_page(&bytes, shown.version(path));
            whole(StatusCode::OK, media_type(&name), page)
        }
        Found::File(name, bytes) => whole(StatusCode::OK, media_type(&name), bytes),
        Found::Folder => folder(path),
        Found::Missing => missing(path, shown),
    }
}

fn missing(path: &str, shown: &Shown) -> Reply {
    match shown.missing() {
        Some(page) => {
            let page = inject::into_page(&page, shown.version(path));
            whole(StatusCode::NOT_FOUND, media_type("404.html"), page)
        }
        None => {
            let page = inject::into_page(
                b"<!doctype html><title>Not found</title><body>Not found.</body>",
                0,
            );
            whole(StatusCode::NOT_FOUND, media_type("404.html"), page)
        }
    }
}

/// Sends the reader to the address with a `/` at its end.
fn folder(path: &str) -> Reply {
    // Two slashes at the start would name another host.
    let target = format!("/{}/", path.trim_start_matches('/'));
    let target = utf8_percent_encode(&target, ESCAPED).to_string();
    let mut reply = plain(StatusCode::PERMANENT_REDIRECT, "The folder ends in `/`.\n");
    if let Ok(target) = HeaderValue::from_str(&target) {
        reply.headers_mut().insert(header::LOCATION, target);
    }
    reply
}

fn plain(status: StatusCode, text: &'static str) -> Reply {
    whole(status, "text/plain; charset=utf-8", text.into())
}

fn whole(status: StatusCode, media_type: &'static str, bytes: Bytes) -> Reply {
    let mut reply = Response::new(Either::Left(Full::new(bytes)));
    *reply.status_mut() = status;
    with_headers(reply, media_type)
}

/// Adds what every answer says: what it is, that it ages at once, and that other sites may not use it.
fn with_headers(mut reply: Reply, media_type: &'static str) -> Reply {
    const POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
    for (name, value) in [
        (header::CONTENT_TYPE, media_type),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (POLICY, "same-origin"),
    ] {
        reply.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    reply
}

/// The media type of a file, by its ending.
fn media_type(path: &str) -> &'static str {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "jsonld" => "application/ld+json",
        "xml" => "application/xml",
        "atom" => "application/atom+xml",
        "txt" | "yaml" | "yml" => "text/plain; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "pdf" => "application/pdf",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        "wasm" => "application/wasm",
        "gz" => "application/gzip",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

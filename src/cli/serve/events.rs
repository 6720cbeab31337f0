//! The channel on which an open page hears of builds: server-sent events.
//!
//! Takes the page and the version that its reader has; gives a `build` event with the problems for
//! each build, and a `reload` event when that page has changed. Accepts nothing. A slow reader
//! misses builds, never the newest, and costs no memory.

use super::shown::Shown;
use hyper::body::{Body, Bytes, Frame};
use percent_encoding::percent_decode_str;
use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::watch;

/// How long the channel is silent at most, so that a reader who left is noticed.
const SILENCE: Duration = Duration::from_secs(15);

/// The next event, still to come, and the feed after it.
type Next = Pin<Box<dyn Future<Output = Option<(Feed, Bytes)>> + Send>>;

/// A body that goes on for as long as its reader listens.
pub(super) struct Events {
    next: Next,
}

/// What one reader is told.
struct Feed {
    builds: watch::Receiver<Arc<Shown>>,
    page: String,
    version: u64,
    stage: Stage,
}

/// How far the feed is.
enum Stage {
    Greeting,
    Waiting,
}

impl Events {
    /// Opens the channel; `query` names the `page` and its `version`, today's where it is left out.
    pub(super) fn new(query: &str, builds: watch::Receiver<Arc<Shown>>) -> Self {
        let page = parameter(query, "page").unwrap_or_else(|| "/".into());
        let known = parameter(query, "version").and_then(|it| u64::from_str_radix(&it, 16).ok());
        let version = known.unwrap_or_else(|| builds.borrow().version(&page));
        let feed = Feed { builds, page, version, stage: Stage::Greeting };
        Self { next: Box::pin(feed.next()) }
    }
}

fn parameter(query: &str, name: &str) -> Option<String> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let value = pairs.into_iter().find(|(key, _)| *key == name)?.1;
    // A space is written `+` in a query, and a plus sign never is.
    Some(percent_decode_str(&value.replace('+', " ")).decode_utf8_lossy().into_owned())
}

impl Feed {
    /// Waits for what is to be said next.
    async fn next(mut self) -> Option<(Self, Bytes)> {
        if matches!(self.stage, Stage::Waiting) {
            match tokio::time::timeout(SILENCE, self.builds.changed()).await {
                Ok(Ok(())) => {}
                Ok(Err(_)) => return None,
                Err(_) => return Some((self, Bytes::from_static(b": still here\n\n"))),
            }
        }
        self.stage = Stage::Waiting;
        let events = self.events();
        Some((self, events.into()))
    }

    /// Tells of the newest build.
    fn events(&mut self) -> String {
        let shown = Arc::clone(&self.builds.borrow_and_update());
        let (number, problems) = (shown.number, &shown.problems);
        let mut text = format!("retry: 500\nid: {number}\nevent: build\ndata: {problems}\n\n");
        let version = shown.version(&self.page);
        if version != self.version {
            self.version = version;
            text.push_str(&format!("id: {number}\nevent: reload\ndata: {version:016x}\n\n"));
        }
        text
    }
}

impl Body for Events {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let Poll::Ready(next) = self.next.as_mut().poll(context) else { return Poll::Pending };
        let Some((feed, bytes)) = next else {
            self.next = Box::pin(std::future::ready(None));
            return Poll::Ready(None);
        };
        self.next = Box::pin(feed.next());
        Poll::Ready(Some(Ok(Frame::data(bytes))))
    }
}

//! The server: connections from this machine, in bounded number and for a bounded time.
//!
//! Takes a listener and the builds; answers until the program ends. One thread is enough: every
//! answer is in memory.

use super::answer::answer;
use super::shown::Shown;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};

/// How many connections are held at once; below the usual limit of open files.
const CONNECTIONS: usize = 512;
/// How long a client may take to send the head of a request.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// How long a connection lives; an open page then connects again by itself.
const LIFETIME: Duration = Duration::from_secs(300);
/// How long to wait after the system refuses a connection.
const PAUSE: Duration = Duration::from_millis(50);

/// Serves the newest of `builds` on `listener` until the program ends.
pub(super) fn serve(
    listener: std::net::TcpListener,
    builds: &watch::Receiver<Arc<Shown>>,
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::from_std(listener)?;
        accept_all(&listener, builds).await
    })
}

async fn accept_all(
    listener: &TcpListener,
    builds: &watch::Receiver<Arc<Shown>>,
) -> io::Result<()> {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return Ok(()) };
        let Ok((stream, _)) = listener.accept().await else {
            // A client that left, or too many open files: neither ends the server.
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let builds = builds.clone();
        tokio::spawn(async move {
            // A client that breaks off or takes too long is no concern of the others.
            let _ = tokio::time::timeout(LIFETIME, converse(stream, builds)).await;
            drop(place);
        });
    }
}

async fn converse(stream: TcpStream, builds: watch::Receiver<Arc<Shown>>) -> hyper::Result<()> {
    // Events are small and must not wait for more to come.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| {
        let builds = builds.clone();
        async move { Ok::<_, Infallible>(answer(&request, builds).await) }
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(64 << 10)
        .serve_connection(TokioIo::new(stream), service)
        .await
}

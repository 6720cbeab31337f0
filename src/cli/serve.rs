//! `zhiku serve`: the site in a browser, at the state of its notes.
//!
//! Takes a port; serves on 127.0.0.1 alone until it is stopped, builds at each save and tells open
//! pages. Writes nothing: the site is in memory, and what is not in it cannot be read from here.

mod answer;
mod events;
mod host;
mod inject;
mod rebuild;
mod server;
mod shown;
mod watch;

use super::console::Console;
use super::failure::Failure;
use super::site::Choice;
use super::{Exit, base, browser};
use crate::compile::Options;
use crate::knowledge::Depth;
use clap::Args;
use rebuild::Builder;
use shown::Shown;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use tokio::sync::watch::{Sender, channel};
use watch::Saves;

#[derive(Debug, Args)]
pub(super) struct Serve {
    /// Listen on this port instead of a free one
    #[arg(long, value_name = "PORT", default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// Open the site in a browser
    #[arg(long)]
    open: bool,
    #[command(flatten)]
    notes: Choice,
}

impl Serve {
    pub(super) fn run(&self, root: &Path, mut console: Console) -> Result<Exit, Failure> {
        base::require(root)?;
        let root = root.canonicalize().map_err(|error| Failure::disk("read", root, &error))?;
        let listener = self.listen()?;
        let address = address_of(&listener)?;
        console.result(&address);
        let options = self.notes.options(Some(address.clone()), Depth::Problems);
        let (sender, builds) = channel(Arc::new(Shown::default()));
        let mut telling = console.clone();
        std::thread::spawn(move || build_at_each_save(&root, options, &sender, &mut telling));
        if self.open {
            std::thread::spawn(move || browser::open(&address, &mut console));
        }
        let served = server::serve(listener, &builds);
        served.map_err(|error| Failure::world(format!("cannot serve: {error}")))?;
        Ok(Exit::Done)
    }

    fn listen(&self) -> Result<TcpListener, Failure> {
        TcpListener::bind((Ipv4Addr::LOCALHOST, self.port)).map_err(|error| {
            Failure::world(format!("cannot listen on port {}: {error}", self.port))
                .help("choose another with `--port`, or leave it out for one that is free")
        })
    }
}

fn address_of(listener: &TcpListener) -> Result<String, Failure> {
    let address = listener.local_addr();
    let address = address.map_err(|error| Failure::world(format!("cannot listen: {error}")))?;
    Ok(format!("http://{address}/"))
}

/// Builds, and builds again after each save, until nobody is served any more.
fn build_at_each_save(
    root: &Path,
    options: Options,
    builds: &Sender<Arc<Shown>>,
    console: &mut Console,
) {
    let mut saves = Saves::watch(root, console);
    let mut builder = Builder::new(root, options);
    loop {
        let (shown, begun) = builder.begin(console);
        builds.send_replace(shown);
        if let Some(begun) = begun
            && let Some(shown) = builder.finish(&begun, saves.pending(), console)
        {
            builds.send_replace(shown);
        }
        if !saves.wait() {
            return;
        }
    }
}

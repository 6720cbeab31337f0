//! The reader's browser.
//!
//! Takes an address; opens it with the system's own opener. Never fails: where there is no browser
//! the reader is told the address.

use super::console::Console;
use std::io;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How long an opener may take to say that it cannot.
const PATIENCE: Duration = Duration::from_secs(1);

/// Opens `address`, or says where to go.
pub(super) fn open(address: &str, console: &mut Console) {
    if start(address).is_err() {
        console.remark(&format!("No browser could be started; open {address}"));
    }
}

fn start(address: &str) -> io::Result<()> {
    let mut child =
        opener(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        match child.try_wait()? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(io::Error::other(status.to_string())),
            None => std::thread::sleep(PATIENCE / 50),
        }
    }
    // It runs as long as the browser does.
    Ok(())
}

/// The system's own way to open an address; `$BROWSER` goes before it.
fn opener(address: &str) -> Command {
    let named = std::env::var_os("BROWSER").filter(|browser| !browser.is_empty());
    let mut command = match (named, cfg!(target_os = "macos"), cfg!(windows)) {
        (Some(browser), _, _) => Command::new(browser),
        (None, true, _) => Command::new("open"),
        (None, false, true) => {
            let mut command = Command::new("cmd");
            command.args(["/C", "start", ""]);
            command
        }
        (None, false, false) => Command::new("xdg-open"),
    };
    command.arg(address);
    command
}

//! `zhiku serve` as a browser, an editor and a stranger meet it.

use std::fs;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// How long an answer may take on a machine that has much else to do.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running server and its base.
struct Server {
    child: Child,
    root: TempDir,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer taken apart.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Server {
    /// Serves a base of two notes.
    fn start() -> Self {
        let root = TempDir::new().expect("a folder");
        write(root.path(), "content/a.md", "---\ntitle: Alpha\n---\n\nThe first text.\n");
        write(root.path(), "content/b.md", "---\ntitle: Beta\n---\n\nAnother text.\n");
        let mut child = Command::new(assert_cmd::cargo::cargo_bin!("zhiku"))
            .args(["serve", "--root"])
            .arg(root.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let mut line = String::new();
        let output = child.stdout.take().expect("a pipe");
        BufReader::new(output).read_line(&mut line).expect("it says where it is");
        let port = line.trim_end().strip_prefix("http://127.0.0.1:").expect("an address");
        let port = port.strip_suffix('/').and_then(|port| port.parse().ok()).expect("a port");
        Self { child, root, port }
    }

    fn save(&self, path: &str, text: &str) {
        write(self.root.path(), path, text);
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        stream
    }

    fn send(&self, head: &str) -> TcpStream {
        let mut stream = self.connect();
        stream.write_all(format!("{head}\r\nConnection: close\r\n\r\n").as_bytes()).expect("sent");
        stream
    }

    fn ask(&self, head: &str) -> Answer {
        let mut text = Vec::new();
        self.send(head).read_to_end(&mut text).expect("an answer");
        let text = String::from_utf8(text).expect("it is text");
        let (head, body) = text.split_once("\r\n\r\n").expect("a head");
        let status = head.split(' ').nth(1).and_then(|it| it.parse().ok()).expect("a status");
        Answer { status, head: head.to_ascii_lowercase(), body: body.into() }
    }

    fn fetch(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost:{}", self.port))
    }

    /// Opens the channel of events for a page whose reader has the version of the moment.
    fn listen(&self, page: &str) -> BufReader<TcpStream> {
        let target = format!("/.zhiku/events?page={page}");
        let head = format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{}", self.port);
        let mut events = BufReader::new(self.send(&head));
        until(&mut events, |line| line.starts_with("data: "));
        events
    }
}

/// Reads lines until one is as wanted, and returns that.
fn until(events: &mut BufReader<TcpStream>, wanted: impl Fn(&str) -> bool) -> String {
    loop {
        let mut line = String::new();
        let length = events.read_line(&mut line).expect("another line");
        assert_ne!(length, 0, "the channel goes on");
        if wanted(&line) {
            return line;
        }
    }
}

fn write(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().expect("a folder")).expect("made");
    fs::write(file, text).expect("written");
}

#[test]
fn pages_are_served_with_the_script_and_the_script_from_a_file_of_its_own() {
    let server = Server::start();
    let page = server.fetch("/a.html");
    assert_eq!(page.status, 200);
    assert!(page.head.contains("content-type: text/html; charset=utf-8"), "{}", page.head);
    assert!(page.body.contains("The first text."), "{}", page.body);
    assert!(page.body.contains(r#"<script src="/.zhiku/reload.js" data-version=""#));
    assert_eq!(page.body.matches("/.zhiku/").count(), 2, "a style and a script");
    let script = server.fetch("/.zhiku/reload.js");
    assert!(script.status == 200 && script.body.contains("EventSource"));
    let head = server.ask(&format!("HEAD /a.html HTTP/1.1\r\nHost: 127.0.0.1:{}", server.port));
    assert_eq!((head.status, head.body.as_str()), (200, ""));
}

#[test]
fn a_save_reloads_the_page_that_changed_and_no_other() {
    let server = Server::start();
    let mut changed = server.listen("/a.html");
    let mut other = server.listen("/b.html");
    server.save("content/a.md", "---\ntitle: Alpha\n---\n\nThe second text.\n");
    until(&mut changed, |line| line == "event: reload\n");
    assert!(server.fetch("/a.html").body.contains("The second text."));
    // The other page hears of a build and of nothing else before its own text changes.
    let build = until(&mut other, |line| line.starts_with("event: "));
    assert_eq!(build, "event: build\n");
    server.save("content/b.md", "---\ntitle: Beta\n---\n\nYet another text.\n");
    until(&mut other, |line| line == "event: reload\n");
    assert!(server.fetch("/b.html").body.contains("Yet another text."));
}

#[test]
fn a_save_by_rename_a_new_folder_and_a_deletion_are_seen() {
    let server = Server::start();
    let root = server.root.path();
    let mut events = server.listen("/a.html");
    server.save(".a.md.new", "---\ntitle: Alpha\n---\n\nRenamed over it.\n");
    fs::rename(root.join(".a.md.new"), root.join("content/a.md")).expect("renamed");
    until(&mut events, |line| line == "event: reload\n");
    assert!(server.fetch("/a.html").body.contains("Renamed over it."));

    let mut events = server.listen("/deep/er/c.html");
    server.save("content/deep/er/c.md", "---\ntitle: Gamma\n---\n\nIn a new folder.\n");
    until(&mut events, |line| line == "event: reload\n");
    assert!(server.fetch("/deep/er/c.html").body.contains("In a new folder."));

    let mut events = server.listen("/deep/er/c.html");
    fs::remove_dir_all(root.join("content/deep")).expect("removed");
    until(&mut events, |line| line == "event: reload\n");
    assert_eq!(server.fetch("/deep/er/c.html").status, 404);
}

#[test]
fn a_style_that_comes_later_is_seen() {
    let server = Server::start();
    let mut events = server.listen("/static-note.txt");
    server.save("static/static-note.txt", "new");
    until(&mut events, |line| line == "event: reload\n");
    assert_eq!(server.fetch("/static-note.txt").body, "new");
}

#[test]
fn a_problem_is_told_to_the_page_and_goes_away_when_mended() {
    let server = Server::start();
    let mut events = server.listen("/b.html");
    server.save("content/a.md", "---\ntitle: [Alpha\n---\n\nStill here.\n");
    let told = until(&mut events, |line| line.contains("\"code\":\"bad-yaml\""));
    assert!(told.contains("\"path\":\"content/a.md\""), "{told}");
    assert_eq!(server.fetch("/a.html").status, 200);
    server.save("content/a.md", "---\ntitle: Alpha\n---\n\nMended.\n");
    until(&mut events, |line| line.contains("\"errors\":0"));
    assert!(server.fetch("/a.html").body.contains("Mended."));
}

#[test]
fn a_template_that_fails_leaves_the_last_good_page() {
    let server = Server::start();
    let mut events = server.listen("/a.html");
    server.save("templates/note.html", "{% if %}");
    until(&mut events, |line| line.contains("\"code\":\"bad-template\""));
    assert!(server.fetch("/a.html").body.contains("The first text."));
    fs::remove_dir_all(server.root.path().join("templates")).expect("removed");
    until(&mut events, |line| line.contains("\"errors\":0"));
}

#[test]
fn a_foreign_host_is_refused() {
    let server = Server::start();
    let port = server.port;
    for head in [
        "GET / HTTP/1.1\r\nHost: evil.example".to_owned(),
        format!("GET / HTTP/1.1\r\nHost: 127.0.0.1.evil.example:{port}"),
        format!("GET http://evil.example/ HTTP/1.1\r\nHost: localhost:{port}"),
        format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nHost: evil.example"),
        "GET /.zhiku/events?page=/ HTTP/1.1\r\nHost: evil.example".to_owned(),
        "GET / HTTP/1.0\r\nAccept: */*".to_owned(),
    ] {
        let answer = server.ask(&head);
        assert!(matches!(answer.status, 400 | 403), "{head}: {}", answer.status);
        assert!(!answer.body.contains("<script"), "{head}");
    }
}

#[test]
fn nothing_but_the_site_can_be_read_and_nothing_is_accepted() {
    let server = Server::start();
    server.save("secret.txt", "secret");
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/a.html/../../secret.txt",
        "//secret.txt",
        "/content/a.md",
        "/.zhiku/",
        "/.zhiku/../secret.txt",
        "/%00",
        "/%ff%fe",
    ] {
        let answer = server.fetch(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.body.contains("secret"), "{path}");
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        for path in ["/", "/.zhiku/events"] {
            let head = format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0");
            assert_eq!(server.ask(&head).status, 405, "{method} {path}");
        }
    }
}

#[test]
fn slow_and_broken_clients_keep_nobody_else_waiting() {
    let server = Server::start();
    let mut strangers = Vec::new();
    for number in 0..200 {
        let mut stream = server.connect();
        let sent: &[u8] = match number % 4 {
            0 => b"GET / HT",
            1 => b"\x16\x03\x01\x00garbage\r\n\r\n",
            2 => b"GET /a.html HTTP/1.1\r\nHost: localhost\r\n\r\n",
            _ => b"GET /.zhiku/events?page=%zz&version=zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        };
        // One that is refused at once may already be gone.
        let _ = stream.write_all(sent);
        if number % 8 != 0 {
            strangers.push(stream);
        }
    }
    assert_eq!(server.fetch("/a.html").status, 200);
    let mut events = server.listen("/a.html");
    server.save("content/a.md", "---\ntitle: Alpha\n---\n\nDespite them.\n");
    until(&mut events, |line| line == "event: reload\n");
    assert!(server.fetch("/a.html").body.contains("Despite them."));
}

#[test]
fn two_hundred_readers_at_once_all_hear_of_a_save() {
    let server = Server::start();
    let mut readers: Vec<_> = (0..200).map(|_| server.listen("/a.html")).collect();
    server.save("content/a.md", "---\ntitle: Alpha\n---\n\nFor all of them.\n");
    for reader in &mut readers {
        until(reader, |line| line == "event: reload\n");
    }
}

#[test]
fn a_burst_of_saves_settles_to_the_last_state() {
    let server = Server::start();
    let mut events = server.listen("/n499.html");
    for number in 0..500 {
        server.save(
            &format!("content/n{number}.md"),
            &format!("---\ntitle: N\n---\n\nNumber {number}.\n"),
        );
    }
    server.save("content/a.md", "---\ntitle: Alpha\n---\n\nThe last of the burst.\n");
    until(&mut events, |line| line == "event: reload\n");
    let mut events = server.listen("/a.html");
    while !server.fetch("/a.html").body.contains("The last of the burst.") {
        until(&mut events, |line| line == "event: reload\n");
    }
    let mut events = server.listen("/n1.html");
    for number in 0..500 {
        fs::remove_file(server.root.path().join(format!("content/n{number}.md"))).expect("removed");
    }
    until(&mut events, |line| line == "event: reload\n");
    let mut events = server.listen("/n499.html");
    while server.fetch("/n499.html").status != 404 {
        until(&mut events, |line| line == "event: reload\n");
    }
}

#[test]
fn a_port_that_is_taken_is_told() {
    let server = Server::start();
    let port = server.port.to_string();
    let output = Command::new(assert_cmd::cargo::cargo_bin!("zhiku"))
        .args(["serve", "--port", &port, "--root"])
        .arg(server.root.path())
        .output()
        .expect("it starts");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains(&format!("cannot listen on port {port}")), "{said}");
}

#[test]
fn only_one_address_is_listened_to() {
    let server = Server::start();
    // A server on all addresses would answer at this one, which is of this machine too.
    let other = TcpStream::connect(("127.0.0.2", server.port)).map(drop);
    assert!(other.is_err_and(|error| error.kind() == ErrorKind::ConnectionRefused));
}

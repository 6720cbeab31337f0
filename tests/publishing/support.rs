//! A base in a folder of its own, sites to publish there, and processes that do so.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;
use walkdir::WalkDir;
use zhiku::output::{Body, Output, Publish, PublishError, Published, publish};

/// Names the root that a child process publishes for.
const ROOT: &str = "ZHIKU_TEST_ROOT";

/// Names the versions that a child process publishes, with spaces between them.
const VERSIONS: &str = "ZHIKU_TEST_VERSIONS";

/// A base with an empty `content/`.
pub(crate) struct Base(TempDir);

impl Base {
    pub(crate) fn new() -> Self {
        let base = Self(tempfile::tempdir().unwrap());
        fs::create_dir(base.path("content")).unwrap();
        base
    }

    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn publish(&self, outputs: &[Output]) -> Result<Published, PublishError> {
        self.publish_with(outputs, &Publish::default())
    }

    pub(crate) fn publish_with(
        &self,
        outputs: &[Output],
        options: &Publish,
    ) -> Result<Published, PublishError> {
        publish(self.root(), &self.path("public"), outputs, options)
    }

    /// Lists what stands in the root, so that nothing can be left there unseen.
    pub(crate) fn around(&self) -> Vec<String> {
        let entries = fs::read_dir(self.root()).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
    }

    /// Reads all that `public/` holds.
    pub(crate) fn tree(&self) -> BTreeMap<String, Vec<u8>> {
        tree(&self.path("public"))
    }

    /// Starts a process that publishes these versions of [`site`] one after the other.
    pub(crate) fn publisher(&self, versions: &[u32]) -> Command {
        publisher(&env::current_exe().unwrap(), self.root(), versions)
    }
}

/// Makes the command by which `program`, this test program or a copy of it, publishes.
pub(crate) fn publisher(program: &Path, root: &Path, versions: &[u32]) -> Command {
    let versions: Vec<_> = versions.iter().map(u32::to_string).collect();
    let mut command = Command::new(program);
    command.args(["--exact", "publisher", "--nocapture"]);
    command.env(ROOT, root).env(VERSIONS, versions.join(" "));
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Publishes what the environment says, after a line that says it is about to.
pub(crate) fn act_as_publisher() {
    let (Some(root), Ok(versions)) = (env::var_os(ROOT), env::var(VERSIONS)) else { return };
    let root = PathBuf::from(root);
    for version in versions.split(' ').map(|version| version.parse().unwrap()) {
        let outputs = site(version);
        println!("ready");
        std::io::stdout().flush().unwrap();
        let published = publish(&root, &root.join("public"), &outputs, &Publish::default());
        if let Err(error) = published {
            panic!("{error}\n{}", error.help.join("\n"));
        }
    }
}

/// Waits until a child is about to publish.
pub(crate) fn wait_until_ready(child: &mut Child) {
    use std::io::{BufRead, BufReader};
    let lines = BufReader::new(child.stdout.as_mut().unwrap()).lines();
    assert!(lines.map(Result::unwrap).any(|line| line.ends_with("ready")), "the child never began");
}

/// Makes a site in which much differs between versions, and some does not.
pub(crate) fn site(version: u32) -> Vec<Output> {
    let parity = version % 2;
    let mut outputs = vec![page("same.html", "the same"), page("assets/same.css", "same")];
    for number in 0..60 {
        let path = format!("folder-{}/page-{number}.html", number % 7);
        outputs.push(page(&path, &format!("{version}\n{}", "text ".repeat(100 * number))));
    }
    outputs.push(page(&format!("only-{parity}/page.html"), "comes and goes"));
    // A file in the one, a folder in the other.
    outputs.push(page(if parity == 0 { "turns" } else { "turns/into/folder" }, "turns"));
    outputs
}

pub(crate) fn page(path: &str, text: &str) -> Output {
    Output { path: path.to_owned(), body: Body::Bytes(text.to_owned().into()) }
}

/// Reads all files below a folder; symlinks as what they say.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| !entry.file_type().is_dir()).map(|entry| {
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        let bytes = if entry.path_is_symlink() {
            fs::read_link(entry.path()).unwrap().into_os_string().into_encoded_bytes()
        } else {
            fs::read(entry.path()).unwrap()
        };
        (path, bytes)
    });
    files.collect()
}

/// Runs a program that the test cannot do without.
pub(crate) fn run(program: &str, arguments: &[&str]) -> bool {
    let output = Command::new(program).args(arguments).output();
    output.is_ok_and(|output| output.status.success())
}

/// A file system mounted for the time of a test.
pub(crate) struct Mount(PathBuf);

impl Mount {
    /// Mounts at `path`, or says why the test is not run.
    pub(crate) fn at(path: &Path, arguments: &[&str]) -> Option<Self> {
        let place = path.to_str().unwrap();
        if run("mount", &[arguments, &[place]].concat()) {
            return Some(Self(path.to_owned()));
        }
        eprintln!("not tried: this needs the right to mount");
        None
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        run("umount", &[self.0.to_str().unwrap()]);
    }
}

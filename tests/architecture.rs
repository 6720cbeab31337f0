//! The shape of the house: who may import whom, who touches the world, and how a file looks.
//!
//! Reads the sources as text and holds them to the table in `ARCHITECTURE.md`. Knows nothing of what they do.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Every module, from the floor up: one may import those before it, and none after it.
const ORDER: &[&str] = &[
    "span",
    "diagnostic",
    "parallel",
    "input",
    "value",
    "text",
    "yaml",
    "schema",
    "settings",
    "markdown",
    "note",
    "knowledge",
    "page",
    "data",
    "draw",
    "view",
    "render",
    "search",
    "output",
    "compile",
    "cli",
];

/// Modules that may import less than all those before them.
const NARROW: &[(&str, &[&str])] = &[
    ("value", &["span", "diagnostic"]),
    ("text", &["span"]),
    ("draw", &[]),
    ("input", &["span", "diagnostic", "parallel"]),
    ("output", &["span", "diagnostic", "parallel"]),
];

/// Words that only some modules may say, and why.
const RESERVED: &[(&str, &[&str], &str)] = &[
    ("rayon", &["parallel"], "threads have one home"),
    ("std::thread", &["parallel", "cli"], "threads have one home, and servers theirs"),
    ("std::fs", &["input", "output", "cli"], "files are touched in two places, and by commands"),
    ("std::env", &["cli"], "the environment is an input"),
    ("SystemTime", &["cli"], "the time is an input"),
    ("Instant::now", &["cli"], "the time is an input"),
    ("Zoned::now", &["cli"], "the time is an input"),
    ("println!", &["cli"], "only commands print"),
    ("print!", &["cli"], "only commands print"),
    ("dbg!", &[], "nothing prints by accident"),
    ("todo!", &[], "what is not built is not there"),
    ("unimplemented!", &[], "what is not built is not there"),
    ("thread_rng", &[], "the same notes give the same bytes"),
    ("HashMap::iter", &[], "the same notes give the same bytes"),
    ("Mutex", &["cli", "parallel"], "data in, data out: no locks between stages"),
    ("static mut", &[], "data in, data out: no globals"),
];

/// Lines of code that a file may have, its tests apart.
const MOST_LINES: usize = 400;

/// One source file.
struct Source {
    path: String,
    /// The top module that it belongs to.
    module: String,
    text: String,
}

impl Source {
    /// Lists the lines of code with their numbers: no comments, no unit tests.
    fn code(&self) -> Vec<(usize, &str)> {
        if self.is_test() {
            return Vec::new();
        }
        let lines = self.text.lines().enumerate().map(|(at, line)| (at + 1, line));
        let before_tests = lines.take_while(|(_, line)| *line != "#[cfg(test)]");
        before_tests.filter(|(_, line)| !line.trim_start().starts_with("//")).collect()
    }

    fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }
}

#[test]
fn imports_point_down_the_table_and_never_up() {
    let mut wrong = Vec::new();
    for source in sources() {
        let allowed = may_import(&source.module);
        for (line, code) in source.code() {
            for module in imported(code) {
                if module != source.module && !allowed.contains(&module) {
                    wrong.push(format!("{}:{line} imports `{module}`", source.path));
                }
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn the_table_lists_every_module() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("the library has a root");
    let declared: Vec<&str> = lib
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .collect();
    let unlisted: Vec<&&str> = declared.iter().filter(|module| !ORDER.contains(module)).collect();
    assert!(unlisted.is_empty(), "not in the table: {unlisted:?}");
}

#[test]
fn the_world_is_touched_only_where_the_table_says() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (line, code) in source.code() {
            for (word, modules, why) in RESERVED {
                if says(code, word) && !modules.contains(&&*source.module) {
                    wrong.push(format!("{}:{line} says `{word}`: {why}", source.path));
                }
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn every_file_opens_with_what_it_takes_and_gives() {
    let sources = sources();
    let bare = sources.iter().filter(|source| !source.text.starts_with("//! "));
    let bare: Vec<&String> = bare.map(|source| &source.path).collect();
    assert!(bare.is_empty(), "no `//!` header: {bare:?}");
}

#[test]
fn no_file_is_longer_than_a_reader_can_hold() {
    let mut long = Vec::new();
    for source in sources() {
        let lines = source.code().last().map_or(0, |(line, _)| *line);
        if lines > MOST_LINES {
            long.push(format!("{}: {lines} lines", source.path));
        }
    }
    assert_eq!(long, [""; 0]);
}

#[test]
fn nothing_is_unwrapped_but_in_tests() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (line, code) in source.code() {
            if code.contains(".unwrap()") {
                wrong.push(format!("{}:{line} {}", source.path, code.trim()));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Reads every file under `src/`, by path.
fn sources() -> Vec<Source> {
    let files = walkdir::WalkDir::new(root().join("src")).sort_by_file_name();
    let files = files.into_iter().map(|entry| entry.expect("src can be walked").into_path());
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    files
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a source is text");
            let path = path.strip_prefix(root()).expect("it is within the root");
            let path = path.to_string_lossy().replace('\\', "/");
            let module =
                path.trim_start_matches("src/").split(['/', '.']).next().unwrap_or_default();
            // The binary is a command, and the root of the library declares and does nothing else.
            let module = if module == "main" { "cli" } else { module };
            Source { module: module.to_owned(), path, text }
        })
        .collect()
}

/// Lists the modules that `module` may import.
fn may_import(module: &str) -> BTreeSet<&'static str> {
    if let Some((_, narrow)) = NARROW.iter().find(|(name, _)| *name == module) {
        return narrow.iter().copied().collect();
    }
    ORDER.iter().copied().take_while(|name| *name != module).collect()
}

/// Lists the modules of ours that a line of code names.
fn imported(code: &str) -> Vec<&str> {
    let after = ["crate::", "zhiku::"].into_iter().flat_map(|root| code.split(root).skip(1));
    let names = after.flat_map(|rest| match rest.strip_prefix('{') {
        Some(group) => group.split(',').collect::<Vec<_>>(),
        None => vec![rest],
    });
    let words = names
        .map(|name| name.trim_start().split(|c: char| !c.is_alphanumeric() && c != '_').next());
    words.flatten().filter(|name| ORDER.contains(name)).collect()
}

/// Returns whether `code` says `word` as a word of its own, outside of a longer name.
fn says(code: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).any(|(at, _)| {
        !code[..at].ends_with(is_part) && !code[at + word.len()..].starts_with(is_part)
    })
}

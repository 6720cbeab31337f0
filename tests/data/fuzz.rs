//! Bases damaged at random: nothing makes the program panic, none takes long, and every file stays what it is.
//!
//! Begins with the real notes, the tiny sites, the kinds and the settings; cuts, doubles, moves and splices their bytes, and puts
//! in signs that formats act on. `cargo test` tries forty of them, always the same; `ZHIKU_FUZZ_SECONDS=1200` goes on for
//! twenty minutes from `ZHIKU_FUZZ_SEED`. What fails is written to `target/fuzz/`, by its seed.

use crate::formats::check_all;
use crate::hostile::SIGNS;
use crate::pages;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use zhiku::compile::{Options, Site, compile};
use zhiku::input::{Inputs, Text};
use zhiku::knowledge::Depth;
use zhiku::output::Body;

/// What is tried where nobody asks for more.
const FEW: u64 = 40;
/// How long a base of a few notes may take; a build without optimisation is ten times as slow.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });
/// Markup, front matter and values that reach deep into the program.
const PIECES: &[&str] = &[
    "---\n",
    "[[",
    "]]",
    "![[",
    "|",
    "](",
    "![",
    "> [!note]- ",
    "```query\nkind: company\n```\n",
    "```rust\n",
    "$$",
    "$x$",
    "%%",
    "==",
    "[^1]",
    "[^1]: ",
    "^id",
    "#topic",
    "<div id=a>",
    "</div>",
    "<a name=\"",
    "<script>",
    "<img src=x onerror=y>",
    "<!--",
    "-->",
    "<svg>",
    "<table><tr>",
    "</p>",
    "<br",
    "&#x0;",
    "[@",
    "; ",
    "{value: ",
    "}",
    "CNY 1–2 billion",
    "2020-13",
    "2020/..",
    "../2015",
    "~",
    "US$",
    "= USD 3",
    "status: target",
    "draft: true",
    "kind: figure\n",
    "observations:\n",
    "  - ",
    "\t",
    "? ",
    ": ",
    "&a ",
    "*a",
    "!!x ",
    "|\n",
    ">-\n",
    "\"",
    "'",
    "redirect_from: [a, /b, ../c]\n",
    "aliases: [kuaishou]\n",
    "tags: a, b\n",
    "![[kuaishou-gmv#2020]]",
    "[[#^id]]",
    "javascript:alert(1)",
    "\u{202e}",
    "\u{0}",
    "\r",
    "汉",
    "e\u{301}",
];

/// A source of numbers that is the same everywhere.
struct Chance(u64);

impl Chance {
    /// SplitMix64.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn of<'p>(&mut self, pieces: &[&'p str]) -> &'p str {
        pieces[self.below(pieces.len())]
    }

    /// Picks a range of at most `longest` bytes.
    fn range(&mut self, length: usize, longest: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        let size = self.below(longest.min(length - start) + 1);
        start..start + size
    }
}

fn damaged(chance: &mut Chance, seeds: &[(String, String)], text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..1 + chance.below(8) {
        let at = chance.below(bytes.len() + 1);
        match chance.below(10) {
            0 => drop(bytes.drain(chance.range(bytes.len(), 80))),
            1 => {
                let range = chance.range(bytes.len(), 60);
                let piece = bytes[range].repeat(1 + chance.below(40));
                bytes.splice(at..at, piece);
            }
            2 => {
                let range = chance.range(bytes.len(), 200);
                let piece: Vec<u8> = bytes.drain(range).collect();
                let at = chance.below(bytes.len() + 1);
                bytes.splice(at..at, piece);
            }
            3 => {
                let other = seeds[chance.below(seeds.len())].1.as_bytes();
                let piece = other[chance.range(other.len(), 400)].to_vec();
                bytes.splice(at..at, piece);
            }
            4 if !bytes.is_empty() => {
                let at = chance.below(bytes.len());
                bytes[at] ^= 1 << chance.below(8);
            }
            5 => {
                let piece = chance.of(SIGNS).repeat(1 + chance.below(20));
                bytes.splice(at..at, piece.into_bytes());
            }
            6 => {
                let piece = chance.of(PIECES).repeat(1 + chance.below(60));
                bytes.splice(at..at, piece.into_bytes());
            }
            _ => {
                let piece = chance.of(PIECES).to_owned();
                bytes.splice(at..at, piece.into_bytes());
            }
        }
    }
    String::from_utf8_lossy(&bytes).replace('\0', "\u{FFFD}")
}

/// The notes, kinds and settings of this repository and of the tiny sites, by path.
fn seeds() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seeds = Vec::new();
    for folder in ["content", "tests/sites"] {
        for entry in walkdir::WalkDir::new(root.join(folder)).sort_by_file_name() {
            let path = entry.expect("it can be walked").into_path();
            let name =
                path.strip_prefix(root).expect("it is within").to_string_lossy().into_owned();
            let is_text = name.ends_with(".md") || name.ends_with(".yaml");
            if let (true, Ok(text)) = (is_text, fs::read_to_string(&path)) {
                let name = name.split_once("content/").map_or(name.as_str(), |(_, inside)| inside);
                seeds.push((name.to_owned(), text.replace(['«', '»', '\0'], "")));
            }
        }
    }
    seeds
}

/// A base of a few notes, some of them damaged, under kinds and settings that may be damaged too.
fn base(seed: u64, seeds: &[(String, String)]) -> Inputs {
    let mut chance = Chance(seed);
    let mut inputs = Inputs::builtin();
    for number in 0..1 + chance.below(4) {
        let (name, text) = &seeds[chance.below(seeds.len())];
        let text = if number == 0 || chance.below(2) == 0 {
            damaged(&mut chance, seeds, text)
        } else {
            text.clone()
        };
        let name = if chance.below(20) == 0 {
            chance.of(PIECES).replace(['/', '\0'], "-") + ".md"
        } else {
            name.clone()
        };
        let file = Text { path: format!("content/{name}").into(), text: Arc::from(text) };
        match name.as_str() {
            "kinds.yaml" => inputs.kinds = Some(file),
            "site.yaml" => inputs.settings = Some(file),
            _ => inputs.texts.push(file),
        }
    }
    inputs.texts.sort_by(|a, b| a.path.cmp(&b.path));
    inputs.texts.dedup_by(|a, b| a.path == b.path);
    inputs
}

/// Compiles a base and lists what is wrong with it.
fn wrong_with(inputs: &Inputs) -> Vec<String> {
    let began = Instant::now();
    let options = Options { depth: Depth::Advice, ..Options::default() };
    let made = catch_unwind(AssertUnwindSafe(|| compile(inputs, &options)));
    let Ok(made) = made else { return vec!["a panic".to_owned()] };
    let took = began.elapsed();
    let mut wrong = pages::problems(&made.value);
    if catch_unwind(AssertUnwindSafe(|| check_all(&data(&made.value)))).is_err() {
        wrong.push("a file of data that its format forbids".to_owned());
    }
    if took > LONGEST {
        wrong.push(format!("{took:?}"));
    }
    for found in &made.diagnostics {
        let text = inputs.text(&found.place.path);
        if text.is_some_and(|text| text.get(found.place.span.start..found.place.span.end).is_none())
        {
            wrong.push(format!("a place that is none: {found:?}"));
        }
    }
    wrong
}

/// The files of a site whose formats have a reader in [`check_all`].
fn data(site: &Site) -> crate::support::Files {
    let read =
        |path: &str| !path.ends_with(".md") && !path.ends_with(".html") && !path.ends_with(".js");
    let files = site.outputs.iter().filter(|output| {
        read(&output.path)
            && (!output.path.starts_with("assets/"))
            && !output.path.ends_with(".svg")
    });
    let bytes = |body: &Body| match body {
        Body::Bytes(bytes) => bytes.to_vec(),
        Body::Attachment(_) => Vec::new(),
    };
    files.map(|output| (output.path.clone(), bytes(&output.body))).collect()
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn no_damage_does_harm() {
    let seeds = seeds();
    let began = Instant::now();
    let seconds = number("ZHIKU_FUZZ_SECONDS").map(Duration::from_secs);
    let first = number("ZHIKU_FUZZ_SEED").unwrap_or(0);
    let mut failed = Vec::new();
    let mut tried = 0;
    while seconds.map_or(tried < FEW, |seconds| began.elapsed() < seconds) {
        let inputs = base(first + tried, &seeds);
        let wrong = wrong_with(&inputs);
        if !wrong.is_empty() {
            keep(first + tried, &inputs, &wrong);
            failed.push(first + tried);
        }
        tried += 1;
    }
    assert_eq!(failed, [0_u64; 0], "of {tried} tried, these seeds fail; see target/fuzz");
}

/// Writes a base that fails where it can be looked at, and built.
fn keep(seed: u64, inputs: &Inputs, wrong: &[String]) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../fuzz").join(seed.to_string());
    for file in inputs.texts.iter().chain(&inputs.kinds).chain(&inputs.settings) {
        let path = folder.join(&*file.path);
        let made = path.parent().map(fs::create_dir_all);
        let written = fs::write(&path, file.text.as_bytes());
        assert!(
            made.is_some_and(|made| made.is_ok()) && written.is_ok(),
            "{} is written",
            path.display()
        );
    }
    let written = fs::write(folder.join("wrong.txt"), wrong.join("\n"));
    assert!(written.is_ok(), "what is wrong is written");
}

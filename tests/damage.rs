//! The real base, damaged once for each code: each damage is reported, with that code, at that line.
//!
//! Takes copies of `content/` with one slip in each; so "check is clean" means that none of these
//! slips is in the base. A slip marks, as in the tiny sites, the place that must be pointed at.

mod marks;

use marks::{Built, add_what_no_checkout_holds, build, joined, without_marks};
use std::fs;
use std::path::{Path, PathBuf};
use zhiku::diagnostic::Code;
use zhiku::span::Lines;

const PERSON: &str = "content/people/su-hua.md";
const FIGURE: &str = "content/figures/kuaishou-dau.md";
const SALES: &str = "content/figures/kuaishou-gmv.md";
const PLATFORM: &str = "content/platforms/kuaishou.md";
const EVENT: &str = "content/events/jd-kuaishou-2020.md";
const SOURCE: &str = "content/sources/technode-kuaishou-jd-2020.md";

/// One slip.
enum Slip {
    /// A field more in the front matter of the note.
    Field(&'static str, &'static str),
    /// An observation more in a figure.
    Observation(&'static str, &'static str),
    /// A paragraph more at the end of a file.
    Paragraph(&'static str, &'static str),
    /// Other words in place of some.
    Instead(&'static str, &'static str, &'static str),
    /// A file more.
    File(&'static str, &'static str),
    /// Bytes at the end of a file that are no text.
    Bytes(&'static str, &'static [u8]),
    /// What a repository cannot hold: a pipe, a link out of the root, a file that is too large.
    Disk(&'static str),
    /// A chain of notes, each embedding the next.
    Chain,
    /// None: the code is not about notes, and has its test elsewhere.
    Elsewhere,
}

#[test]
fn each_slip_is_reported_where_it_was_made() {
    let wrong: Vec<String> = Code::ALL.iter().filter_map(|&code| missed(code)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Makes the slip for `code` in a copy of the base and says what is missed of it.
fn missed(code: Code) -> Option<String> {
    let copy = tempfile::tempdir().expect("a folder for the copy");
    copy_content(copy.path());
    let expected = make(&slip(code), code, copy.path())?;
    // Most slips are found before any page is made.
    let places = places(&joined(copy.path()), code);
    if places.contains(&expected) {
        return None;
    }
    let places = self::places(&build(copy.path()), code);
    (!places.contains(&expected)).then(|| format!("{code}: not at {expected:?}, but at {places:?}"))
}

/// Lists the paths and lines at which `code` is reported.
fn places(built: &Built, code: Code) -> Vec<(String, usize)> {
    let told = built.report.iter().filter(|each| each.code == code);
    let place = told.map(|each| {
        let text = built.text(&each.place.path).unwrap_or_default();
        (each.place.path.to_string(), Lines::new(&text).position(each.place.span.start).line)
    });
    place.collect()
}

/// Copies `content/` of this repository.
fn copy_content(to: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for entry in walkdir::WalkDir::new(root.join("content")) {
        let entry = entry.expect("the base can be walked");
        let path = to.join(entry.path().strip_prefix(root).expect("it is within the root"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(path).expect("a folder is made");
        } else {
            fs::copy(entry.path(), path).expect("a file is copied");
        }
    }
}

/// Makes a slip and returns the path and the line that must be reported; nothing where there is none to make.
fn make(slip: &Slip, code: Code, root: &Path) -> Option<(String, usize)> {
    let (path, text) = match *slip {
        Slip::Field(path, line) => {
            (path, replaced(root, path, "\nupdated:", &format!("\n{line}\nupdated:")))
        }
        Slip::Observation(path, item) => {
            (path, replaced(root, path, "observations:\n", &format!("observations:\n  - {item}\n")))
        }
        Slip::Instead(path, old, new) => (path, replaced(root, path, old, new)),
        Slip::Paragraph(path, words) => (path, format!("{}\n{words}\n", read(root, path))),
        Slip::File(path, text) => (path, text.to_owned()),
        Slip::Bytes(path, bytes) => {
            let text = read(root, path);
            let line = text.lines().count() + 1;
            let damaged = [text.as_bytes(), bytes].concat();
            fs::write(root.join(path), damaged).expect("the slip is written");
            return Some((path.to_owned(), line));
        }
        Slip::Disk(path) => {
            add_what_no_checkout_holds(code.name(), root);
            return Some((path.to_owned(), 1));
        }
        Slip::Chain => {
            let embed = |at| write(root, &link_of_chain(at), &format!("![[chain-{}]]\n", at + 1));
            (1..=10).for_each(embed);
            write(root, &link_of_chain(11), "The end.\n");
            return Some((link_of_chain(1), 1));
        }
        Slip::Elsewhere => return None,
    };
    let (bytes, spans) = without_marks(text.as_bytes());
    let start = spans.first().expect("a slip marks its place").start;
    let line = bytes[..start].iter().filter(|&&byte| byte == b'\n').count() + 1;
    write(root, path, &String::from_utf8(bytes).expect("a slip is text"));
    Some((path.to_owned(), line))
}

fn link_of_chain(at: usize) -> String {
    format!("content/chain-{at}.md")
}

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn write(root: &Path, path: &str, text: &str) {
    let path: PathBuf = root.join(path);
    fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder is made");
    fs::write(path, text).expect("the slip is written");
}

fn replaced(root: &Path, path: &str, old: &str, new: &str) -> String {
    let text = read(root, path);
    assert!(text.contains(old), "{path} no longer has `{old}`: choose another place for the slip");
    text.replacen(old, new, 1)
}

/// Chooses the slip for each code.
#[rustfmt::skip]
fn slip(code: Code) -> Slip {
    use Slip::{Bytes, Chain, Disk, Elsewhere, Field, File, Instead, Observation, Paragraph};
    match code {
        Code::NotUtf8 => Bytes(PERSON, b"A \xFF here.\n"),
        Code::NulByte => Paragraph(PERSON, "A «here»\0«/here» here."),
        Code::TooLarge => Disk("content/large.md"),
        Code::UnreadableFile => Disk("content/pipe.md"),
        Code::FrontMatterUnclosed => File("content/people/open.md", "«here»---«/here»\nkind: person\n\nA text.\n"),
        Code::FrontMatterNotMap => File("content/people/list.md", "---\n«here»- person«/here»\n---\nA text.\n"),
        Code::BadYaml => Field(PERSON, "born«here»：«/here»1982"),
        Code::DuplicateKey => Field(PERSON, "«here»title«/here»: Another"),
        Code::BadValue => Field(PERSON, "born: «here»{at: 1982}«/here»"),
        Code::BadDate => Field(PERSON, "born: «here»1982-13«/here»"),
        Code::BadQuantity => Instead(FIGURE, "value: 300 million users", "value: «here»some million users«/here»"),
        Code::BadMoney => Field(EVENT, "raised: «here»one billion«/here»"),
        Code::AmbiguousCurrency => Field(EVENT, "raised: «here»$«/here»2 billion"),
        Code::LowAboveHigh => Instead(FIGURE, "value: 300 million users", "value: «here»300–200 million users«/here»"),
        Code::BadLink => Instead(FIGURE, "subject: \"[[kuaishou]]\"", "subject: «here»[[kuaishou]]«/here»"),
        Code::BadCitation => Field(PERSON, "born: {value: 1982, source: «here»the prospectus«/here»}"),
        Code::BadUrl => Instead(PLATFORM, "website: https://", "website: «here»«/here»javascript:"),
        Code::UnknownKind => Instead(PERSON, "kind: person", "kind: «here»persn«/here»"),
        Code::WrongKind => Instead(PERSON, "\"[[kuaishou]]\", role", "«here»\"[[gmv]]\"«/here», role"),
        Code::UnknownQualifier => Field(PERSON, "born: {value: 1982, «here»sorce«/here»: \"@verdict-su-hua-2021\"}"),
        Code::ManyValues => Field(PERSON, "born: [«here»1982«/here», 1983]"),
        Code::ObservationPeriod => Observation(FIGURE, "«here»{id: x, value: 1 million users, status: claimed, source: \"@krasia-jd-kuaishou-2020\"}«/here»"),
        Code::ObservationValue => Observation(FIGURE, "«here»{period: 2019, status: claimed, source: \"@krasia-jd-kuaishou-2020\"}«/here»"),
        Code::ObservationStatus => Observation(FIGURE, "«here»{period: 2019, value: 1 million users, source: \"@krasia-jd-kuaishou-2020\"}«/here»"),
        Code::ObservationSource => Observation(FIGURE, "«here»{period: 2019, value: 1 million users, status: claimed}«/here»"),
        Code::ObservationAddress => Instead(FIGURE, "{id: 2020-05-27,", "{id: «here»2020-05«/here»,"),
        Code::MixedUnits => Instead(FIGURE, "\"> 300 million users\"", "«here»\"> 300 million orders\"«/here»"),
        Code::AmbiguousLink => File("content/people/su-hua-painter.md", "---\nkind: person\ntitle: Su Hua\n---\nNo kin of «here»[[Su Hua]]«/here».\n"),
        Code::EmbedCycle => Paragraph(PERSON, "«here»![[su-hua]]«/here»"),
        Code::EmbedDepth => Chain,
        Code::EmbedAddress => Paragraph(PERSON, "It had «here»![[kuaishou-dau]]«/here» then."),
        Code::AddressClash => File("content/people/zz/Su-Hua.md", "---\nkind: person\n«here»title: Another«/here»\n---\nA text.\n"),
        Code::BadQuery => Paragraph(PERSON, "```query\n«here»colums«/here»: [title]\n```"),
        Code::BadSchema => Instead("content/kinds.yaml", "{type: quantity", "{type: «here»quantiti«/here»"),
        Code::BadSettings => Paragraph("content/site.yaml", "base_url: «here»nowhere«/here»"),
        Code::BadTemplate => File("templates/404.html", "{% extends \"base.html\" %}\n{% block main %}{{ «here»page.titel«/here» }}{% endblock main %}\n"),
        Code::ForeignOutput => Elsewhere,
        Code::BrokenLink => Paragraph(PERSON, "See [[«here»kuaishuo«/here»]]."),
        Code::BrokenHeading => Paragraph(PERSON, "See «here»[[kuaishou#Fundign]]«/here»."),
        Code::BrokenBlock => Paragraph(PERSON, "See «here»[[kuaishou#^deal]]«/here»."),
        Code::BrokenFile => Paragraph(PERSON, "«here»![[nowhere.png]]«/here»"),
        Code::BrokenCitation => Paragraph(PERSON, "So it is said [«here»@technode-1999«/here»]."),
        Code::BrokenFootnote => Paragraph(PERSON, "So it is said.«here»[^9]«/here»"),
        Code::MissingField => File("content/events/meeting.md", "---\n«here»kind«/here»: event\ntitle: A meeting\n---\nThey met.\n"),
        Code::UnknownField => Field(PERSON, "«here»bron«/here»: 1982"),
        Code::NotOneOf => Instead(SOURCE, "medium: news", "medium: «here»newspaper«/here»"),
        Code::Dispute => Instead(FIGURE, "\ntopics:", "\n  - {id: x, at: 2020-05, value: «here»200 million users«/here», status: claimed, source: \"@technode-kuaishou-jd-2020\"}\ntopics:"),
        Code::ImplausibleConversion => Observation(SALES, "{id: x, period: 2020, value: «here»CNY 250 billion = USD 350 billion«/here», status: forecast, source: \"@technode-kuaishou-jd-2020\"}"),
        Code::ActualInFuture => Observation(SALES, "{period: «here»2036«/here», value: CNY 250 billion, status: actual, source: \"@technode-kuaishou-jd-2020\"}"),
        Code::AliasClash => Field(PERSON, "aliases: [«here»kuaishou«/here»]"),
        Code::UnsafeLink => Paragraph(PERSON, "«here»[Press](javascript:alert(1))«/here»."),
        Code::StrippedHtml => Paragraph(PERSON, "«here»<script>alert(1)</script>«/here»"),
        Code::OutsidePicture => Paragraph(PERSON, "«here»![A shop](https://example.com/shop.png)«/here»"),
        Code::OutsideSymlink => Disk("content/outside.md"),
        Code::BadMath => Paragraph(PERSON, "So «here»$\\frac{1}$«/here» it is."),
        Code::DeepNesting => Paragraph(PERSON, concat!("«here»«/here»", ">>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>",
            ">>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> deep")),
        Code::UnknownTemplate => Field(PERSON, "template: «here»landing«/here»"),
        Code::EmptyNote => File("content/people/nobody.md", "---\nkind: person\n«here»title: Nobody«/here»\n---\n"),
        Code::Orphan => File("content/people/nobody.md", "---\nkind: person\n«here»title: Nobody«/here»\n---\nA text.\n"),
        Code::Stale => Instead(PERSON, "checked: 2026-11-22", "checked: «here»2019-03-01«/here»"),
        Code::SingleSource => File("content/people/nobody.md", "---\nkind: person\n«here»title: Nobody«/here»\nborn: {value: 1982, source: \"@verdict-su-hua-2021\"}\nroles:\n  - {value: Actor, source: \"@verdict-su-hua-2021\"}\n  - {value: Painter, source: \"@verdict-su-hua-2021\"}\n---\nSays one [@verdict-su-hua-2021].\n"),
        Code::StatementWithoutSource => Field(PERSON, "born: «here»1982«/here»"),
        Code::UnusedSource => File("content/sources/nobody-2020.md", "---\nkind: source\n«here»title: A report«/here»\npublisher: A paper\npublished: 2020\n---\nA text.\n"),
        Code::UnlinkedMention => File("content/people/nobody.md", "---\nkind: person\ntitle: Nobody\n---\nAn early user of «here»Kuaishou«/here».\n"),
        Code::TypedNumber => Paragraph(PERSON, "In May 2020 it had «here»300 million users«/here» a day."),
        Code::PinyinDiffers => Instead(PERSON, "pinyin: Sù Huá", "pinyin: «here»Sù Huà«/here»"),
    }
}

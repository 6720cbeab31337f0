//! The index as a whole: unpacked, read back, and held against the texts it was made of.

use super::*;
use flate2::read::DeflateDecoder;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::io::Read;

/// Unpacks a script file into the bytes of its shard.
fn unpacked(script: &[u8]) -> Vec<u8> {
    let script = std::str::from_utf8(script).unwrap();
    let packed = script.split('"').nth(3).unwrap();
    let digit = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let mut bytes = Vec::new();
    for four in packed.as_bytes().chunks(4) {
        let bits = four.iter().fold(0u32, |bits, &c| bits << 6 | u32::from(digit(c)));
        let kept = 3 - four.iter().filter(|&&c| c == b'=').count();
        bytes.extend_from_slice(&bits.to_be_bytes()[1..=kept]);
    }
    let mut out = Vec::new();
    DeflateDecoder::new(&*bytes).read_to_end(&mut out).unwrap();
    out
}

/// Unpacks the shards whose key begins with `sort` and a digit, in order of their numbers.
fn shards(files: &[(String, Vec<u8>)], sort: &str) -> Vec<Vec<u8>> {
    let numbered = files.iter().filter_map(|(path, bytes)| {
        let stem = path.strip_prefix("data/search/")?.strip_suffix(".js")?;
        Some((stem.strip_prefix(sort)?.parse::<usize>().ok()?, bytes))
    });
    let numbered: BTreeMap<_, _> = numbered.collect();
    numbered.into_values().map(|bytes| unpacked(bytes)).collect()
}

fn number(bytes: &mut &[u8]) -> usize {
    let (mut value, mut shift) = (0, 0);
    loop {
        let (byte, rest) = bytes.split_first().unwrap();
        *bytes = rest;
        value |= usize::from(byte & 0x7F) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            return value;
        }
    }
}

/// Reads the postings back: term, then document and weight.
fn postings(files: &[(String, Vec<u8>)]) -> BTreeMap<String, Vec<(usize, usize)>> {
    let mut all = BTreeMap::new();
    for shard in shards(files, "t") {
        let mut rest = &*shard;
        let mut term = Vec::new();
        while !rest.is_empty() {
            let shared = number(&mut rest);
            let length = number(&mut rest);
            term.truncate(shared);
            term.extend_from_slice(&rest[..length]);
            rest = &rest[length..];
            let length = number(&mut rest);
            let (mut own, after) = rest.split_at(length);
            rest = after;
            let mut document = 0;
            let mut list = Vec::new();
            while !own.is_empty() {
                let step = number(&mut own);
                document += step >> 4;
                list.push((document, step & 15));
            }
            all.insert(String::from_utf8(term.clone()).unwrap(), list);
        }
    }
    all
}

fn json(bytes: &[u8]) -> serde_json::Value {
    serde_json::from_slice(bytes).unwrap()
}

fn note(href: &str, title: &str, text: &str) -> Document {
    let section = Section { text: text.to_owned(), ..Section::default() };
    Document {
        href: href.to_owned(),
        title: title.to_owned(),
        sections: vec![section],
        ..Document::default()
    }
}

/// The keys of a document, each with its sort, as `search.js` makes them.
fn sorted_keys(document: &Document) -> Vec<String> {
    let names = terms_of(document).names;
    let address = document.href.rsplit('/').next().unwrap().replace(".html", "").replace('-', " ");
    let keys =
        names.written.split('|').flat_map(|name| match (name.split_at(1), &document.title) {
            (("0", ""), title) => joined("0", &title.to_lowercase()),
            (("1", ""), _) => joined("1", &address),
            (("2", syllables), _) => read(syllables),
            ((sort, name), _) => joined(sort, name),
        });
    let mut all: Vec<String> = Vec::new();
    for key in keys {
        if !all.iter().any(|known| known[1..] == key[1..]) {
            all.push(key);
        }
    }
    all
}

/// A name as it is, and without spaces where it has few words.
fn joined(sort: &str, name: &str) -> Vec<String> {
    let is_short = name.split(' ').count() < 4;
    let joined = is_short.then(|| format!("{sort}{}", name.replace(' ', "")));
    [format!("{sort}{name}")].into_iter().chain(joined).collect()
}

/// The readings of a name, their initials, and the ends of the usual one.
fn read(syllables: &str) -> Vec<String> {
    let mut readings = vec![Vec::new()];
    for options in syllables.split(' ') {
        let longer = options.split(',').flat_map(|option| {
            readings.iter().map(move |reading| [reading.as_slice(), &[option]].concat())
        });
        readings = longer.take(8).collect();
    }
    let whole = readings.iter().map(|reading| format!("2{}", reading.concat()));
    let with_u = whole.clone().map(|key| key.replace('v', "u"));
    let initials = readings.iter().filter(|reading| reading.len() > 1);
    let initials = initials.map(|reading| reading.iter().map(|syllable| &syllable[..1]).collect());
    let initials = initials.map(|initials: String| format!("3{initials}"));
    let ends = (1..readings[0].len()).map(|at| format!("4{}", readings[0][at..].concat()));
    whole.chain(with_u).chain(initials).chain(ends).collect()
}

/// The keys of a document, without their sorts.
fn keys(document: &Document) -> Vec<String> {
    sorted_keys(document).iter().map(|key| key[1..].to_owned()).collect()
}

#[test]
fn names_can_be_typed_in_every_way() {
    let kuaishou = Document {
        zh: Some("快手".into()),
        names: vec!["KS Tech".into()],
        ..note("a.html", "Kuaishou", "")
    };
    for typed in ["kuaishou", "快手", "ks", "ks tech", "shou"] {
        assert!(keys(&kuaishou).iter().any(|key| key == typed), "{typed}");
    }
    let luo = Document {
        zh_hant: Some("羅永浩".into()),
        pinyin: Some("Luó Yǒnghào".into()),
        ..note("b.html", "L", "")
    };
    for typed in ["罗永浩", "luoyonghao", "luo yonghao", "yonghao", "lyh"] {
        assert!(keys(&luo).iter().any(|key| key == typed), "{typed}");
    }
    for typed in ["chongqing", "zhongqing", "cq", "zq"] {
        assert!(keys(&note("c.html", "重庆", "")).iter().any(|key| key == typed), "{typed}");
    }
    for typed in ["lvyou", "luyou"] {
        assert!(keys(&note("c.html", "旅游", "")).iter().any(|key| key == typed), "{typed}");
    }
}

#[test]
fn a_title_comes_before_what_is_like_it() {
    let own = Document {
        names: vec!["KUAISHOU".into()],
        zh: Some("快手".into()),
        ..note("a.html", "Kuaishou", "")
    };
    assert_eq!(sorted_keys(&own), ["0kuaishou", "1快手", "3ks", "4shou"]);
}

#[test]
fn documents_are_numbered_by_how_many_pages_link_to_them() {
    let known = Document { inbound: 3, ..note("z.html", "Known", "word") };
    let files = index(&[note("a.html", "Other", "word word"), known]);
    assert_eq!(postings(&files)["word"], [(0, 0), (1, 1)]);
    assert_eq!(json(&shards(&files, "d")[0])[0][0], "z.html");
}

#[test]
fn a_name_counts_more_than_a_heading_and_a_heading_more_than_prose() {
    let mut page = note("a.html", "Alpha", "alpha beta gamma");
    page.sections[0].heading = "Beta".into();
    page.summary = "delta".into();
    let postings = postings(&index(&[page]));
    let level = |term: &str| postings[term][0].1 >> 2;
    assert_eq!(["alpha", "beta", "delta", "gamma"].map(level), [3, 2, 1, 0]);
}

#[test]
fn dates_are_found_as_they_are_typed() {
    let mut page = note("a.html", "A", "");
    page.dates = ["2020-04-01", "2019", "2018-11"].map(String::from).into();
    let files = index(&[page]);
    let postings = postings(&files);
    for term in ["april", "2020", "4", "月", "2018", "november", "20200401"] {
        assert!(postings.contains_key(term), "{term}");
    }
    let facets = files.iter().find(|(path, _)| path.ends_with("facets.js")).unwrap();
    assert_eq!(json(&unpacked(&facets.1))[3][0], serde_json::json!([2018, 2019, 2020]));
}

#[test]
fn hostile_titles_stay_data() {
    let title = "</script><script>alert(1)</script>\u{2028}\"]]>\\";
    let files = index(&[note("a.html", title, title)]);
    for (path, bytes) in &files {
        let inside = bytes.iter().filter(|byte| b"<>\\\n".contains(byte)).count();
        assert_eq!(inside, 1, "only the final line feed in {path}");
    }
    assert_eq!(json(&shards(&files, "d")[0])[0][1], title);
}

#[test]
fn large_bases_have_several_shards_of_names_with_every_name_where_it_is_looked_for() {
    let names: Vec<String> = (0..3000)
        .map(|n| format!("Company {} number {n}", ["Alpha", "Beta", "Gamma"][n % 3]))
        .collect();
    let documents: Vec<_> =
        names.iter().map(|name| note(&format!("{name}.html"), name, "")).collect();
    let files = index(&documents);
    let manifest =
        json(&unpacked(&files.iter().find(|(path, _)| path.ends_with("index.js")).unwrap().1));
    let firsts: Vec<&str> =
        manifest["names"].as_array().unwrap().iter().filter_map(|first| first.as_str()).collect();
    let shards = shards(&files, "n");
    assert!(shards.len() > 3 && shards.len() == firsts.len() && firsts.is_sorted(), "{firsts:?}");
    let at = firsts.iter().rposition(|first| *first <= "beta").unwrap();
    let held = |shard: &Vec<u8>| {
        json(shard)
            .as_array()
            .unwrap()
            .iter()
            .filter(|line| line[1].as_str().unwrap().contains("Beta"))
            .count()
    };
    // Two shards are read: of names as short as these they hold three times as many as may share letters unlisted.
    assert!(held(&shards[at]) + held(&shards[at + 1]) > 450);
    let spellings = files.iter().find(|(path, _)| path.ends_with("spellings.js")).unwrap();
    assert_eq!(unpacked(&spellings.1), b"\nalpha\nbeta\ncompany\ngamma\nnumber\n");
}

#[test]
fn of_very_many_names_that_begin_alike_the_best_known_is_found_by_its_first_letter() {
    let known = Document { inbound: 1, ..note("z.html", "Kuzy", "") };
    let others = (0..6000).map(|n| note(&format!("{n}.html"), &format!("Kab{n}"), ""));
    let files = index(&others.chain([known]).collect::<Vec<_>>());
    let titles = |shard: &Vec<u8>| json(shard)[0][1].clone();
    assert!(shards(&files, "n").len() > 2);
    assert_eq!(titles(&shards(&files, "n")[0]), "Kuzy");
    // Every name is in the first shard that its own letters lead to, as where a shard begins with them.
    let manifest =
        json(&unpacked(&files.iter().find(|(path, _)| path.ends_with("index.js")).unwrap().1));
    let firsts: Vec<&str> =
        manifest["names"].as_array().unwrap().iter().filter_map(|first| first.as_str()).collect();
    let held = shards(&files, "n");
    for n in 0..6000 {
        let at = firsts.iter().rposition(|first| **first <= *format!("kab{n}")).unwrap();
        let title = format!("\"Kab{n}\"");
        assert!(String::from_utf8_lossy(&held[at]).contains(&title), "{title}");
    }
}

#[test]
fn an_empty_base_has_an_index_too() {
    let paths: Vec<String> = index(&[]).into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["data/search/facets.js", "data/search/index.js", "data/search/n0.js"]);
}

proptest! {
    #[test]
    fn texts_compare_as_in_scripts(a in "[a\u{E000}\u{FFFD}\u{D7FF}\u{10000}\u{10FFFF}快]{0,3}", b in "[a\u{E000}\u{FFFD}\u{D7FF}\u{10000}\u{10FFFF}快]{0,3}") {
        prop_assert_eq!(in_scripts(&a, &b), a.encode_utf16().cmp(b.encode_utf16()));
    }

    #[test]
    fn texts_are_the_json_that_any_other_program_writes(text in "\\PC{0,9}|[a\"\\\\\n\u{0}\u{7f}快]{0,6}") {
        let mut own = String::new();
        record::push_json(&mut own, &text);
        prop_assert_eq!(own, serde_json::to_string(&text).unwrap());
    }

    #[test]
    fn what_a_result_shows_is_json_with_every_passage(texts in prop::collection::vec("[a\"快]{0,3}", 0..4)) {
        let section = |text: &String| Section { text: text.clone(), id: text.clone(), ..Section::default() };
        let document = Document { sections: texts.iter().map(section).collect(), ..note("a.html", "A", "") };
        let held = json(&shards(&index(&[document]), "d")[0]);
        let passages: Vec<_> = texts.iter().filter(|text| !text.is_empty()).map(|text| serde_json::json!([text, "", 0, text])).collect();
        prop_assert_eq!(&held[0], &serde_json::json!(["a.html", "A", "", 0, "", "", "", "", passages]));
    }

    #[test]
    fn every_substring_of_two_hanzi_is_a_term_of_its_document(texts in prop::collection::vec("[快手京东直播带货]{2,12}", 1..5)) {
        let documents: Vec<_> = texts.iter().enumerate().map(|(n, text)| note(&format!("{n}.html"), "N", text)).collect();
        let postings = postings(&index(&documents));
        for (number, text) in texts.iter().enumerate() {
            let hanzi: Vec<char> = text.chars().collect();
            for pair in hanzi.windows(2) {
                let term: String = pair.iter().collect();
                prop_assert!(postings[&term].iter().any(|posting| posting.0 == number));
            }
        }
    }

    #[test]
    fn the_order_of_documents_does_not_matter(texts in prop::collection::vec("[a-c快手 ]{0,12}", 1..6)) {
        let mut documents: Vec<_> = texts.iter().enumerate().map(|(n, text)| note(&format!("{n}.html"), text, text)).collect();
        let files = index(&documents);
        documents.reverse();
        prop_assert_eq!(index(&documents), files);
    }
}

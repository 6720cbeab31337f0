//! Names in prose, in tiny bases made up here.

use super::*;
use crate::knowledge::{Depth, Drafts, Surroundings, join};
use crate::schema::Schema;
use crate::settings::Settings;
use proptest::prelude::*;
use std::sync::Arc;

/// Finds the mentions in notes given as `(path, text)`: path of the note, words, slug of the note meant.
fn found(notes: &[(&str, &str)]) -> Vec<(String, String, String)> {
    let knowledge = known(notes);
    let shown = |mention: Mention| {
        let note = &knowledge.notes[mention.note];
        let words = note.text[mention.span.start..mention.span.end].to_owned();
        (note.slug.clone(), words, knowledge.notes[mention.target].slug.clone())
    };
    mentions(&knowledge).into_iter().map(shown).collect()
}

fn known(notes: &[(&str, &str)]) -> Knowledge {
    let schema = Arc::new(Schema::read(None).value);
    let parse = |&(path, text): &(&str, &str)| {
        Arc::new(crate::note::parse(&Arc::from(path), &Arc::from(text), &schema).value)
    };
    let around = Surroundings {
        schema: &schema,
        settings: &Settings::default(),
        attachments: &Arc::from([]),
        today: None,
        drafts: Drafts::Out,
        depth: Depth::Problems,
    };
    join(notes.iter().map(parse).collect(), &around).value
}

const KUAISHOU: (&str, &str) = (
    "content/platforms/kuaishou.md",
    "---\ntitle: Kuaishou\nnames: {zh: 快手, short: KS}\naliases: [Kuaishou Live]\n---\nKuaishou is an app.\n",
);

fn words(prose: &str) -> Vec<String> {
    let note = format!("---\ntitle: Acme\n---\n{prose}\n");
    found(&[KUAISHOU, ("content/companies/acme.md", &note)])
        .into_iter()
        .map(|(_, words, _)| words)
        .collect()
}

#[test]
fn names_count_on_word_bounds_in_any_case_and_the_longest_wins() {
    assert_eq!(words("Kuaishous, xKuaishou, kuaishou's and KUAISHOU."), ["kuaishou", "KUAISHOU"]);
    assert_eq!(words("It is on Kuaishou Live now."), ["Kuaishou Live"]);
    assert_eq!(words("It is on Kuaishou Lives."), ["Kuaishou"]);
    assert_eq!(words("在快手上 and 快 手"), ["快手"]);
    assert_eq!(words("KS, ks and KSX"), ["KS"]);
}

#[test]
fn of_names_that_begin_alike_the_longest_that_stands_there_counts() {
    let titles = ["The Show", "The Show Must", "The Show Must Go On", "The Shop"];
    let texts = titles.map(|title| {
        (format!("content/{title}.md"), format!("---\ntitle: {title}\n---\nNothing.\n"))
    });
    let found_in = |prose: &str| {
        let prose = format!("---\ntitle: Prose\n---\n{prose}\n");
        let mut all: Vec<(&str, &str)> =
            texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        all.push(("content/z.md", &prose));
        found(&all).into_iter().map(|(_, words, _)| words).collect::<Vec<_>>()
    };
    assert_eq!(found_in("See the show must go on, they say."), ["the show must go on"]);
    assert_eq!(found_in("The Show must go home."), ["The Show must"]);
    assert_eq!(found_in("The Show Musty, the Showing, The Shop"), ["The Show", "The Shop"]);
    assert_eq!(found_in("The shopping; the; The Sho"), Vec::<String>::new());
    assert_eq!(found_in("The Show Must Go 快手"), ["The Show Must"]);
}

#[test]
fn links_code_and_headings_are_passed_over() {
    let prose = "# Kuaishou\n\n[[kuaishou]] [Kuaishou](https://a.b/) `Kuaishou`\n\n```\nKuaishou\n```\n\nAt last Kuaishou.";
    assert_eq!(words(prose), ["Kuaishou"]);
}

#[test]
fn a_note_does_not_mention_itself_and_a_shared_name_means_nobody() {
    assert_eq!(found(&[KUAISHOU]), []);
    let twin = |path| (path, "---\ntitle: Twin\n---\nNothing.\n");
    let notes = [
        twin("content/companies/one.md"),
        twin("content/companies/two.md"),
        ("content/a.md", "# A\n\nTwin and 1234 and X.\n"),
        ("content/companies/number.md", "---\ntitle: \"1234\"\naliases: [X]\n---\n"),
    ];
    assert_eq!(found(&notes), []);
}

#[test]
fn the_report_says_what_to_write() {
    let schema = Arc::new(Schema::read(None).value);
    let parse = |(path, text): (&str, &str)| {
        Arc::new(crate::note::parse(&Arc::from(path), &Arc::from(text), &schema).value)
    };
    let around = Surroundings {
        schema: &schema,
        settings: &Settings::default(),
        attachments: &Arc::from([]),
        today: None,
        drafts: Drafts::Out,
        depth: Depth::Problems,
    };
    let notes = vec![parse(KUAISHOU), parse(("content/companies/acme.md", "# A\n\nOn 快手.\n"))];
    let found = unlinked_mentions(&join(notes, &around).value);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].help, ["write `[[kuaishou|快手]]`, if it is that note you mean"]);
}

proptest! {
    #[test]
    fn what_is_passed_over_begins_no_name(
        pieces in proptest::collection::vec(
            prop::sample::select(vec![
                "Kuaishou", "kuaishou live", "KS", "ks", "Kua", "快手", "快", "é", ".NET", ".", " ", "-", "a", "The app", "Ü", "1",
            ]),
            0..20,
        ),
        with_sign: bool,
    ) {
        let net = ("content/topics/net.md", "---\ntitle: .NET\n---\n");
        let notes = if with_sign { vec![KUAISHOU, net] } else { vec![KUAISHOU] };
        let (text, mut names) = (pieces.concat(), Names::of(&known(&notes)).unwrap());
        let quickly = names.find(&text);
        // With every head possible and every sign a beginning, nothing is passed over.
        (names.begins, names.has_signs) = (vec![u64::MAX; 1 << 10], true);
        prop_assert_eq!(quickly, names.find(&text));
    }
}

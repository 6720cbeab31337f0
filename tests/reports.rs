//! Reports as people and programs read them: layout, escapes, and SARIF's own schema.

use serde_json::Value;
use std::sync::Arc;
use zhiku::diagnostic::{Code, Colour, Diagnostic, Runs, Severity, github, human, json, sarif};
use zhiku::span::{Place, Span};

const NOTE: &str = "---\nkind: event\n---\n京东直播 ran beside [[kuaishuo]] and others.\n";
const KINDS: &str =
    "company:\n  fields:\n    owner: {type: link, to: [company, person], inverse: owns}\n";
const PLATFORM: &str = "---\nowner: gmv\n---\n";

fn text_of(path: &str) -> Option<Arc<str>> {
    match path {
        "content/events/jd-618-2020.md" => Some(NOTE.into()),
        "content/kinds.yaml" => Some(KINDS.into()),
        "content/platforms/douyin.md" => Some(PLATFORM.into()),
        "content/long.md" => {
            Some(format!("{}[[x]]{}", "汉 ".repeat(200_000), " y".repeat(200_000)).into())
        }
        "content/a,b:c 汉.md" => Some("one\r\ntwo 汉 three\n".into()),
        _ => None,
    }
}

fn span_of(text: &str, part: &str) -> Span {
    let start = text.find(part).expect("the part stands in the text");
    Span::new(start, start + part.len())
}

fn broken_link() -> Diagnostic {
    let path = "content/events/jd-618-2020.md".into();
    Diagnostic::new(
        Code::BrokenLink,
        &path,
        span_of(NOTE, "kuaishuo"),
        "no note is called `kuaishuo`",
    )
    .label("not among 212 notes")
    .help("did you mean `kuaishou`, in content/platforms/kuaishou.md?")
}

fn wrong_kind() -> Diagnostic {
    let message = "`owner` takes a company or a person, but `gmv` is a concept";
    let path = "content/platforms/douyin.md".into();
    let declared = Place::new("content/kinds.yaml", span_of(KINDS, "to: [company, person]"));
    Diagnostic::new(Code::WrongKind, &path, span_of(PLATFORM, "gmv"), message)
        .label("a concept")
        .related(declared, "declared here")
}

fn plain(report: &[Diagnostic]) -> String {
    human(report, &text_of, Colour::Plain, Runs::SummedUp)
}

#[test]
fn a_person_reads_the_line_and_a_caret_by_display_width() {
    let expected = "\
warning[broken-link]: no note is called `kuaishuo`
 --> content/events/jd-618-2020.md:4:19
  |
4 | 京东直播 ran beside [[kuaishuo]] and others.
  |                       ^^^^^^^^ not among 212 notes
  |
  = help: did you mean `kuaishou`, in content/platforms/kuaishou.md?

error[wrong-kind]: `owner` takes a company or a person, but `gmv` is a concept
 --> content/platforms/douyin.md:2:8
  |
2 | owner: gmv
  |        ^^^ a concept
  |
 ::: content/kinds.yaml:3:25
  |
3 |     owner: {type: link, to: [company, person], inverse: owns}
  |                         --------------------- declared here

1 error, 1 warning
";
    assert_eq!(plain(&[broken_link(), wrong_kind()]), expected);
}

#[test]
fn advice_is_called_so_and_what_has_no_text_has_a_path_alone() {
    let path = "public".into();
    let report = [Diagnostic::new(Code::Orphan, &path, Span::default(), "nobody links here")
        .help("link to it")];
    let expected = "\
advice[orphan]: nobody links here
--> public
 = help: link to it

1 piece of advice
";
    assert_eq!(plain(&report), expected);
    assert_eq!(plain(&[]), "");
}

#[test]
fn a_long_line_is_cut_around_the_place() {
    let path = "content/long.md".into();
    let text = text_of("content/long.md").expect("the text is known");
    let report =
        [Diagnostic::new(Code::BrokenLink, &path, span_of(&text, "x"), "no note is called `x`")];
    let shown = plain(&report);
    assert!(shown.contains(" --> content/long.md:1:400003\n"), "{shown}");
    let line = shown.lines().find(|line| line.starts_with("1 | ")).expect("the line is shown");
    assert!(line.starts_with("1 | … ") && line.contains("[[x]]") && line.ends_with(" …"), "{line}");
    assert!(line.chars().count() < 110, "{line}");
}

#[test]
fn a_long_run_of_one_code_is_summed_up_unless_all_is_asked_for() {
    let report = vec![broken_link(); 332];
    let shown = plain(&report);
    assert_eq!(shown.matches("warning[broken-link]").count(), 20);
    assert!(
        shown.ends_with("… and 312 more `broken-link`; all with --verbose\n\n332 warnings\n"),
        "{shown}"
    );
    let whole = human(&report, &text_of, Colour::Plain, Runs::Whole);
    assert_eq!(whole.matches("warning[broken-link]").count(), 332);
}

#[test]
fn colour_is_added_only_when_asked_for() {
    assert!(!plain(&[broken_link()]).contains('\u{1b}'));
    assert!(human(&[broken_link()], &text_of, Colour::Styled, Runs::Whole).contains("\u{1b}["));
}

#[test]
fn json_has_one_object_a_line_with_the_fields_of_the_contract() {
    let lines = json(&[broken_link(), wrong_kind()], &text_of);
    let objects: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line is one object"))
        .collect();
    let [link, kind] = &objects[..] else { panic!("two lines: {lines}") };
    assert_eq!(link["code"], "broken-link");
    assert_eq!(link["severity"], "warning");
    assert_eq!(link["message"], "no note is called `kuaishuo`");
    assert_eq!(link["path"], "content/events/jd-618-2020.md");
    let place = ["line", "column", "end_line", "end_column"].map(|name| link[name].as_u64());
    assert_eq!(place, [4, 19, 4, 27].map(Some));
    assert_eq!(link["help"], "did you mean `kuaishou`, in content/platforms/kuaishou.md?");
    assert_eq!(link["related"], Value::Array(Vec::new()));
    assert_eq!(kind["related"][0]["path"], "content/kinds.yaml");
    assert_eq!(kind["related"][0]["column"], 25);
    assert_eq!(kind["related"][0]["label"], "declared here");
}

#[test]
fn annotations_escape_what_their_format_gives_a_meaning() {
    let path = "content/a,b:c 汉.md".into();
    let report =
        [Diagnostic::new(Code::BadDate, &path, Span::new(9, 12), "100% wrong,\nreally: so")
            .help("say `2020`")];
    let expected = "::error file=content/a%2Cb%3Ac 汉.md,line=2,col=5,endLine=2,endColumn=5,title=bad-date::\
                    100%25 wrong,%0Areally: so%0Ahelp: say `2020`\n";
    assert_eq!(github(&report, &text_of), expected);
    let advice = broken_link().severity(Severity::Advice);
    assert!(github(&[advice], &text_of).starts_with("::notice file="));
}

#[test]
fn sarif_holds_to_its_schema() {
    let schema = include_str!("fixtures/sarif-schema-2.1.0.json");
    // One pattern has a bracket that newer readers of regular expressions take for a slip.
    let schema = schema.replace("{2}]?$", "{2}\\\\]?$");
    let schema = serde_json::from_str(&schema).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    let path = "content/a,b:c 汉.md".into();
    let mut report: Vec<Diagnostic> = Code::ALL
        .iter()
        .map(|&code| Diagnostic::new(code, &path, Span::new(0, 3), "it is wrong"))
        .collect();
    report.extend([broken_link(), wrong_kind()]);
    for report in [&report[..], &[]] {
        let log: Value = serde_json::from_str(&sarif(report, &text_of)).expect("SARIF is JSON");
        let wrong: Vec<String> =
            validator.iter_errors(&log).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        assert_eq!(log["runs"][0]["results"].as_array().map(Vec::len), Some(report.len()));
    }
}

#[test]
fn sarif_points_at_characters_and_at_its_rules() {
    let log: Value = serde_json::from_str(&sarif(&[wrong_kind(), broken_link()], &text_of))
        .expect("SARIF is JSON");
    let run = &log["runs"][0];
    for (result, line) in run["results"].as_array().expect("a list").iter().zip([2, 4]) {
        let rule = result["ruleIndex"]
            .as_u64()
            .and_then(|index| usize::try_from(index).ok())
            .expect("an index");
        assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], result["ruleId"]);
        assert_eq!(result["locations"][0]["physicalLocation"]["region"]["startLine"], line);
    }
    let path = "content/a,b:c 汉.md".into();
    let report = [Diagnostic::new(Code::BadDate, &path, Span::new(9, 12), "wrong")];
    let log: Value = serde_json::from_str(&sarif(&report, &text_of)).expect("SARIF is JSON");
    let physical = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(physical["artifactLocation"]["uri"], "content/a%2Cb%3Ac%20%E6%B1%89.md");
    assert_eq!(physical["region"]["startColumn"], 5);
}

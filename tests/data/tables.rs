//! What the tables say, and that their keys hold.
//!
//! Takes the sample base; reads its tables back by the descriptions in `datapackage.json`.

use crate::formats::{csv, json, text};
use crate::support::{Files, published, sample};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use zhiku::settings::Settings;

type Table = Vec<BTreeMap<String, String>>;

/// Reads the tables that the package lists, and holds each to its schema.
pub(crate) fn check_package(files: &Files) -> BTreeMap<String, Table> {
    let package = json(text(&files["datapackage.json"]));
    let resources = package["resources"].as_array().expect("there are resources");
    let tabular =
        resources.iter().filter(|resource| resource["profile"] == "tabular-data-resource");
    let named = |resource: &Value| resource["name"].as_str().expect("a name").to_owned();
    let path = |resource: &Value| resource["path"].as_str().expect("a path").to_owned();
    for resource in resources {
        assert!(files.contains_key(&path(resource)), "{} is not there", path(resource));
    }
    let tables: BTreeMap<String, Table> = tabular
        .clone()
        .map(|resource| (named(resource), csv(text(&files[&path(resource)]))))
        .collect();
    for resource in tabular {
        check_schema(&resource["schema"], &tables[&named(resource)], &tables);
    }
    tables
}

fn check_schema(schema: &Value, table: &Table, tables: &BTreeMap<String, Table>) {
    let fields = schema["fields"].as_array().expect("there are fields");
    for row in table {
        assert_eq!(row.len(), fields.len());
        for field in fields {
            let cell = &row[field["name"].as_str().expect("a name")];
            check_cell(field["type"].as_str().expect("a type"), cell);
        }
    }
    let keys = schema["primaryKey"].as_array().expect("there is a key");
    let key_of = |row: &BTreeMap<String, String>| -> Vec<String> {
        keys.iter().map(|key| row[key.as_str().expect("a name")].clone()).collect()
    };
    let different: BTreeSet<Vec<String>> = table.iter().map(key_of).collect();
    assert_eq!(different.len(), table.len(), "a key stands twice");
    for foreign in schema["foreignKeys"].as_array().into_iter().flatten() {
        let own = foreign["fields"].as_str().expect("a field");
        let other = foreign["reference"]["resource"].as_str().expect("a table");
        let known: BTreeSet<&String> = tables[other].iter().map(|row| &row["id"]).collect();
        for row in table.iter().filter(|row| !row[own].is_empty()) {
            assert!(known.contains(&row[own]), "{own} {} is not in {other}", row[own]);
        }
    }
}

fn check_cell(cell_type: &str, cell: &str) {
    let sound = match cell_type {
        _ if cell.is_empty() => true,
        "string" => {
            !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
        }
        "number" => cell.parse::<f64>().is_ok_and(f64::is_finite),
        "integer" => cell.parse::<u64>().is_ok(),
        "boolean" => matches!(cell, "true" | "false"),
        "date" => cell.len() == 10 && cell.parse::<jiff::civil::Date>().is_ok(),
        other => panic!("no column is of type {other}"),
    };
    assert!(sound, "{cell_type}: {cell:?}");
}

#[test]
fn every_table_holds_to_its_schema() {
    for settings in [Settings::default(), published()] {
        check_package(&sample(settings).files());
    }
}

#[test]
fn an_observation_is_one_row_with_its_number_as_printed() {
    let tables = check_package(&sample(published()).files());
    let rows = &tables["figures"];
    let shown = |row: usize, names: &[&str]| -> Vec<String> {
        names.iter().map(|name| rows[row][*name].clone()).collect()
    };
    assert_eq!(rows.len(), 3);
    assert_eq!(
        shown(
            0,
            &["id", "subject", "metric_title", "period", "start", "end", "number", "currency"]
        ),
        [
            "figures/gmv-of-kuaishou#2019",
            "companies/kuaishou",
            "GMV",
            "2019",
            "2019-01-01",
            "2019-12-31",
            "35000000000",
            "CNY"
        ]
    );
    assert_eq!(
        shown(1, &["number", "number_high", "converted_unit", "status", "according_to", "sources"]),
        ["200000000000", "250000000000", "USD", "target", "JD.com", "sources/post-2024 (p. 3)"]
    );
    assert_eq!(
        shown(2, &["id", "number", "unit", "end", "inferred"]),
        ["figures/gmv-of-kuaishou#growth", "-5.0", "%", "2021-03-31", "'=guess"]
    );
}

#[test]
fn a_citation_is_a_link_that_names_its_statement_and_locator() {
    let tables = check_package(&sample(published()).files());
    let founded = tables["links"]
        .iter()
        .find(|row| row["statement"] == "companies/jd#:founded")
        .expect("it cites a source");
    assert_eq!(
        (founded["to"].as_str(), founded["relation"].as_str(), founded["locator"].as_str()),
        ("sources/post-2024", "citation", "para. 2")
    );
    let owner = tables["links"].iter().find(|row| row["field"] == "owner").expect("it is stated");
    assert_eq!((owner["relation"].as_str(), owner["inverse"].as_str()), ("value", "owns"));
}

#[test]
fn events_go_by_date_and_keep_what_is_not_known() {
    let tables = check_package(&sample(published()).files());
    let rows = tables["events"].iter();
    let rows: Vec<[&str; 4]> =
        rows.map(|row| ["id", "when", "end", "precision"].map(|name| row[name].as_str())).collect();
    assert_eq!(
        rows,
        [
            ["events/tie-up", "2020-05-27", "2020-05-27", "day"],
            ["events/quarter", "2020-Q3", "2020-09-30", "quarter"],
            ["events/open", "2021/..", "", "interval"],
        ]
    );
}

"""Holds the data of a built site to the validators that others use.

Takes folders of built sites; prints what each validator finds and exits 1 on any problem. Installs nothing: see
requirements.txt beside this file. Rules that no validator on PyPI knows are held by the Rust tests.
"""

import json
import os
import sys
import warnings
from pathlib import Path

import bibtexparser
import feedparser
import pybtex.database
from citeproc.source.json import CiteProcJSON
from frictionless import Package
from icalendar import Calendar
from lxml import etree
from pyld import jsonld

PROBLEMS = []


def problem(path, text):
    PROBLEMS.append(f"{path}: {text}")


def package(site):
    """Frictionless: descriptor, types, primary and foreign keys of every table."""
    here = Path.cwd()
    os.chdir(site)
    report = Package("datapackage.json").validate()
    os.chdir(here)
    for task in report.tasks:
        for error in task.errors:
            problem(site / task.place, f"{error.type}: {error.message}")
    for error in report.errors:
        problem(site / "datapackage.json", error.message)


def calendar(path):
    """icalendar: components, properties, dates; then back to text and the same again."""
    read = Calendar.from_ical(path.read_bytes())
    for part in read.walk():
        for name, error in part.errors:
            problem(path, f"{part.name} {name}: {error}")
    if len(Calendar.from_ical(read.to_ical()).walk()) != len(read.walk()):
        problem(path, "reads back otherwise")


def feed(path):
    """feedparser: well-formed, and every entry with id, title, time and link."""
    read = feedparser.parse(path.read_bytes())
    if read.bozo:
        problem(path, str(read.bozo_exception))
    if read.version != "atom10":
        problem(path, f"is {read.version}")
    for entry in [read.feed, *read.entries]:
        for name in ("id", "title", "updated_parsed", "link"):
            if not entry.get(name):
                problem(path, f"{entry.get('id')} has no {name}")


def references(folder):
    """bibtexparser and pybtex on BibTeX, citeproc on CSL-JSON; all three count the same."""
    bib = folder / "sources.bib"
    read = bibtexparser.parse_string(bib.read_text("utf-8"))
    for block in read.failed_blocks:
        problem(bib, str(block.error))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        other = pybtex.database.parse_file(str(bib), "bibtex")
    csl = folder / "sources.csl.json"
    items = json.loads(csl.read_text("utf-8"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        known = CiteProcJSON(items)
    counts = {len(read.entries), len(other.entries), len(items), len(known)}
    if len(counts) != 1:
        problem(folder, f"numbers of sources differ: {counts}")


def xml(path):
    """lxml, which recovers from nothing."""
    etree.parse(str(path), etree.XMLParser(recover=False, resolve_entities=False))


def linked(site):
    """pyld: JSON-LD of every note expands to one thing with a type. The context is stood in for: nothing is fetched."""
    path = site / "linked.json"
    if not path.exists():
        return
    vocabulary = {"@context": {"@vocab": "https://schema.org/"}}
    jsonld.set_document_loader(
        lambda url, options: {"contextUrl": None, "documentUrl": url, "document": vocabulary}
    )
    for described in json.loads(path.read_text("utf-8")):
        expanded = jsonld.expand(described, {"base": "https://example.org/companies/a.html"})
        if len(expanded) != 1 or "@type" not in expanded[0]:
            problem(path, f"does not expand: {described.get('name')}")


def main():
    for site in map(Path, sys.argv[1:]):
        package(site)
        calendar(site / "events.ics")
        feed(site / "feed.atom")
        references(site / "data")
        for path in sorted(site.glob("sitemap*.xml")):
            xml(path)
        linked(site)
    print("\n".join(PROBLEMS))
    print(f"{len(sys.argv) - 1} sites, {len(PROBLEMS)} problems")
    sys.exit(1 if PROBLEMS or len(sys.argv) < 2 else 0)


main()

//! Reads a drawn picture back, for tests to measure.
//!
//! Takes the text of an `<svg>`; gives its lines of text with the room that they take. Panics where
//! the picture is not well-formed XML, leaves its `viewBox`, or sets a style or a colour.

use super::place::{Anchor, Area, Height, Label};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::BTreeMap;

/// A picture as a reader's browser has it.
pub(super) struct Picture {
    pub(super) width: f64,
    pub(super) height: f64,
    /// Attributes of every element, its name under `""`, in order.
    pub(super) elements: Vec<BTreeMap<String, String>>,
    /// Lines of text with their class.
    pub(super) texts: Vec<Text>,
    /// Contents of every `<title>`.
    pub(super) titles: Vec<String>,
}

/// A line of text.
pub(super) struct Text {
    pub(super) words: String,
    pub(super) class: String,
    pub(super) area: Area,
}

impl Picture {
    /// Reads a picture.
    pub(super) fn of(svg: &str) -> Self {
        let mut reader = Reader::from_str(svg);
        let mut picture = Self {
            width: 0.0,
            height: 0.0,
            elements: Vec::new(),
            texts: Vec::new(),
            titles: Vec::new(),
        };
        let mut open: Vec<(BTreeMap<String, String>, String)> = Vec::new();
        loop {
            match reader.read_event().expect("the picture is well-formed") {
                Event::Start(start) => open.push((attributes(&start), String::new())),
                Event::Empty(start) => picture.close(attributes(&start), "", &mut open),
                Event::End(_) => {
                    let (element, words) = open.pop().expect("an element is open");
                    picture.close(element, &words, &mut open);
                }
                Event::Text(text) => open.last_mut().expect("text is inside").1.push_str(&text),
                Event::GeneralRef(name) => {
                    let c = match &*name {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        _ => name.resolve_char_ref().expect("a number").expect("a character"),
                    };
                    open.last_mut().expect("text is inside").1.push(c);
                }
                Event::Eof => break,
                other => panic!("no place for {other:?} in a picture"),
            }
        }
        assert!(open.is_empty(), "every element ends");
        picture.check();
        picture
    }

    fn close(
        &mut self,
        element: BTreeMap<String, String>,
        words: &str,
        open: &mut [(BTreeMap<String, String>, String)],
    ) {
        match element[""].as_str() {
            "text" => self.texts.push(text(&element, words)),
            "tspan" => open.last_mut().expect("a tspan is in a text").1.push_str(words),
            "title" => self.titles.push(words.to_owned()),
            "svg" => {
                let numbers: Vec<f64> = element["viewBox"].split(' ').map(number).collect();
                (self.width, self.height) = (numbers[2], numbers[3]);
                let id = element["aria-labelledby"].split(' ').next().expect("an id");
                assert!(id.ends_with("-title"));
                assert!(matches!(element["role"].as_str(), "img" | "group"));
            }
            _ => {}
        }
        self.elements.push(element);
    }

    fn check(&self) {
        let page = Area { left: 0.0, top: 0.0, right: self.width, bottom: self.height };
        for text in &self.texts {
            // Coordinates are written with one decimal.
            let Area { left, top, right, bottom } = text.area;
            let area = Area {
                left: left + 0.06,
                top: top + 0.06,
                right: right - 0.06,
                bottom: bottom - 0.06,
            };
            assert!(page.holds(&area), "`{}` leaves the picture: {area:?} of {page:?}", text.words);
        }
        for element in &self.elements {
            for name in ["style", "onclick", "id"] {
                assert!(
                    !element.contains_key(name) || matches!(element[""].as_str(), "title" | "desc")
                );
            }
            for name in ["fill", "stroke"] {
                let value = element.get(name).map_or("none", String::as_str);
                assert!(matches!(value, "none" | "currentColor"), "{value} is a colour");
            }
            for (x, y) in points(element) {
                let is_in = page.holds(&Area::around((x, y), -0.06));
                assert!(is_in, "({x}, {y}) is outside {page:?}: {element:?}");
            }
        }
    }

    /// Asserts that no two lines of text touch, quiet ones aside.
    pub(super) fn assert_apart(&self) {
        let shown: Vec<&Text> =
            self.texts.iter().filter(|text| !text.class.contains("quiet")).collect();
        for (at, one) in shown.iter().enumerate() {
            for two in &shown[..at] {
                let Area { left, top, right, bottom } = one.area;
                let inner = Area {
                    left: left + 0.2,
                    top: top + 0.2,
                    right: right - 0.2,
                    bottom: bottom - 0.2,
                };
                assert!(!inner.meets(&two.area), "`{}` touches `{}`", one.words, two.words);
            }
        }
    }

    /// Counts the elements with `name` that have `class` among their classes.
    pub(super) fn count(&self, name: &str, class: &str) -> usize {
        let has = |element: &&BTreeMap<String, String>| {
            let classes = element.get("class").map_or("", String::as_str);
            element[""] == name && classes.split(' ').any(|one| one == class)
        };
        self.elements.iter().filter(has).count()
    }
}

fn attributes(start: &BytesStart) -> BTreeMap<String, String> {
    let mut found = BTreeMap::from([(String::new(), start.name().as_ref().to_owned())]);
    for attribute in start.attributes() {
        let attribute = attribute.expect("attributes are well-formed");
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .expect("entities are known")
            .into_owned();
        found.insert(attribute.key.as_ref().to_owned(), value);
    }
    found
}

fn text(element: &BTreeMap<String, String>, words: &str) -> Text {
    let anchor = match element.get("text-anchor").map(String::as_str) {
        None => Anchor::Start,
        Some("middle") => Anchor::Middle,
        Some(_) => Anchor::End,
    };
    let size = element.get("font-size").map_or(super::FONT, |size| number(size));
    let at = (number(&element["x"]), number(&element["y"]));
    let height = if element.contains_key("dy") { Height::Middle } else { Height::Foot };
    let label = Label { size, height, ..Label::new("", words, anchor, at) };
    Text { words: words.to_owned(), class: element["class"].clone(), area: label.area() }
}

/// Every point that an element names: of a circle its ends, of a curve where it leads.
fn points(element: &BTreeMap<String, String>) -> Vec<(f64, f64)> {
    let of = |name: &str| element.get(name).map_or(0.0, |value| number(value));
    match element[""].as_str() {
        "circle" => {
            let (x, y, r) = (of("cx"), of("cy"), of("r"));
            vec![(x - r, y - r), (x + r, y + r)]
        }
        "rect" if element["class"] != "hit" => {
            let (x, y) = (of("x"), of("y"));
            vec![(x, y), (x + of("width"), y + of("height"))]
        }
        "path" => element["d"].split_inclusive(['M', 'L', 'A', 'Z']).filter_map(point).collect(),
        _ => Vec::new(),
    }
}

fn point(part: &str) -> Option<(f64, f64)> {
    let part = part.trim_end_matches(['M', 'L', 'A', 'Z']);
    let numbers: Vec<f64> = part.split_whitespace().map(number).collect();
    let [.., x, y] = numbers.as_slice() else { return None };
    Some((*x, *y))
}

fn number(text: &str) -> f64 {
    let value: f64 = text.parse().unwrap_or_else(|_| panic!("`{text}` is no number"));
    assert!(value.is_finite(), "`{text}` is no place");
    value
}

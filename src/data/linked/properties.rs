//! Which property of schema.org says what a field says.
//!
//! Takes nothing; gives a table. A field that a site adds under another name is left out of JSON-LD, and of nothing else.

/// A property of schema.org.
#[derive(Clone, Copy, Debug)]
pub(super) struct Property {
    /// Types that have it.
    pub(super) of: Family,
    /// Name of the field.
    pub(super) field: &'static str,
    /// Name of the property.
    pub(super) name: &'static str,
    /// What its values are.
    pub(super) shape: Shape,
}

/// What the values of a property are.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// Dates.
    Date,
    /// Text.
    Text,
    /// Notes of these families; of any, where there are none.
    Note(&'static [Family]),
}

/// Types that share their properties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Organization,
    Person,
    Event,
    Software,
    Legislation,
    Dataset,
    Term,
    /// An article, a report, a page.
    Writing,
    /// Anything else.
    Thing,
}

impl Family {
    /// Finds the family of a type.
    pub(super) fn of(name: &str) -> Self {
        match name {
            "Person" => Self::Person,
            "Legislation" => Self::Legislation,
            "Dataset" => Self::Dataset,
            "DefinedTerm" | "CategoryCode" => Self::Term,
            "Corporation" | "NGO" | "OnlineBusiness" | "OnlineStore" | "LocalBusiness" => {
                Self::Organization
            }
            "EventSeries" => Self::Event,
            "Book" | "Report" | "CreativeWork" | "WebPage" | "BlogPosting" => Self::Writing,
            _ if name.ends_with("Organization") => Self::Organization,
            _ if name.ends_with("Event") => Self::Event,
            _ if name.ends_with("Application") => Self::Software,
            _ if name.ends_with("Article") => Self::Writing,
            _ => Self::Thing,
        }
    }
}

use Family::{Event, Legislation, Organization, Person, Software, Writing};

const WHO: Shape = Shape::Note(&[Organization, Person]);
const FIRM: Shape = Shape::Note(&[Organization]);

/// Every property that a field of the built-in kinds has.
pub(super) const PROPERTIES: [Property; 19] = [
    property(Organization, "founded", "foundingDate", Shape::Date),
    property(Organization, "headquarters", "location", Shape::Text),
    property(Organization, "founders", "founder", WHO),
    property(Organization, "owner", "parentOrganization", FIRM),
    property(Organization, "part_of", "parentOrganization", FIRM),
    property(Organization, "investors", "funder", WHO),
    property(Organization, "website", "sameAs", Shape::Text),
    property(Person, "born", "birthDate", Shape::Date),
    property(Person, "roles", "affiliation", FIRM),
    property(Event, "place", "location", Shape::Text),
    property(Event, "part_of", "superEvent", Shape::Note(&[Event])),
    property(Event, "participants", "about", Shape::Note(&[])),
    property(Event, "organiser", "organizer", WHO),
    property(Software, "launched", "datePublished", Shape::Date),
    property(Software, "operator", "provider", WHO),
    property(Software, "website", "sameAs", Shape::Text),
    property(Legislation, "issued", "legislationDate", Shape::Date),
    property(Legislation, "issuer", "legislationPassedBy", WHO),
    property(Writing, "about", "about", Shape::Note(&[])),
];

const fn property(of: Family, field: &'static str, name: &'static str, shape: Shape) -> Property {
    Property { of, field, name, shape }
}

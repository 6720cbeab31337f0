//! What many pages ask of the notes, worked out once.
//!
//! Takes the knowledge; gives, when first asked, the prose of a note as others use it (the sentence of each link, the
//! passages that a search looks through, the names that stand without a link), the number of each of its statements, the figures about it and the place of its title among all, and a block of code that
//! stands in several places. Never makes markup of a whole body: that is the page's own.

use super::maker::Maker;
use super::plate::Plate;
use super::sentence::{Read, words_for, words_of_embed};
use crate::knowledge::{Edge, Knowledge, Mention, Names, NoteId, Origin};
use crate::markdown::{Placed, Token, code_print, highlight};
use crate::note::Statement;
use crate::page::Plan;
use crate::span::Span;
use crate::text::sentence_around;
use crate::value::Status;
use foldhash::fast::RandomState;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// What many pages ask of the notes.
#[derive(Debug)]
pub struct Digest {
    plates: Vec<Plate>,
    prose: Vec<OnceLock<Prose>>,
    ordinals: Vec<OnceLock<Ordinals>>,
    names: OnceLock<Option<Names>>,
    figures: OnceLock<Vec<Vec<NoteId>>>,
    by_title: OnceLock<Vec<usize>>,
    /// Blocks of code that several notes hold, or one note several times, by their fingerprints.
    codes: HashMap<u128, OnceLock<Option<String>>, RandomState>,
}

/// The prose of one note.
#[derive(Debug, Default)]
pub struct Prose {
    /// The sentence of each link and citation.
    quotes: Quotes,
    /// The prose, cut at its headings.
    pub passages: Vec<Passage>,
    /// Names that stand without a link; read with the rest where the names were known by then.
    mentions: OnceLock<Vec<Mention>>,
}

/// Sentences of one note, one behind the other: they are many, and read one here and one there.
#[derive(Debug, Default)]
struct Quotes {
    html: String,
    /// Where in `html` the sentence of each link of the outline stands; nothing for one that leads to no note.
    places: Vec<Span>,
}

/// The number of each statement of one note among those of its field, from 1.
#[derive(Debug)]
pub(super) struct Ordinals {
    /// Of the statements that the kind declares.
    pub(super) statements: Vec<usize>,
    /// Of those that it does not know.
    pub(super) unknown: Vec<usize>,
}

/// A run of prose as its readers see it: a link by slug shows a title, an embed a number.
#[derive(Debug, Default)]
pub struct Passage {
    /// The heading it stands under, by its position in the outline.
    pub heading: Option<usize>,
    /// Its words.
    pub text: String,
}

impl Digest {
    /// Begins a digest of the notes, which have the addresses of `plan`; no prose is read yet.
    #[must_use]
    pub fn of(knowledge: &Knowledge, plan: &Plan) -> Self {
        let plates = knowledge.notes.iter().zip(&plan.notes);
        Self {
            plates: plates.map(|(note, address)| Plate::of(note, address)).collect(),
            prose: knowledge.notes.iter().map(|_| OnceLock::new()).collect(),
            ordinals: knowledge.notes.iter().map(|_| OnceLock::new()).collect(),
            names: OnceLock::new(),
            figures: OnceLock::new(),
            by_title: OnceLock::new(),
            codes: repeated(knowledge.notes.iter().flat_map(|note| &note.outline.codes)),
        }
    }

    /// Returns the place of each note among all by title, which `sort` finds where nobody has asked before.
    pub(super) fn places_by_title(&self, sort: impl FnOnce() -> Vec<usize>) -> &[usize] {
        self.by_title.get_or_init(sort)
    }

    /// Gives a block of code with its words told apart; one that stands in several places is looked into once.
    pub(super) fn code(&self, code: &str, language: &str) -> Option<String> {
        match self.codes.get(&code_print(language, code)) {
            Some(known) => known.get_or_init(|| highlight(code, language)).clone(),
            None => highlight(code, language),
        }
    }
}

/// Makes room for what stands in several places.
fn repeated<'n>(
    prints: impl Iterator<Item = &'n u128>,
) -> HashMap<u128, OnceLock<Option<String>>, RandomState> {
    let mut seen: HashSet<u128, RandomState> = HashSet::default();
    prints.filter(|&&print| !seen.insert(print)).map(|&print| (print, OnceLock::new())).collect()
}

impl<'k> Maker<'k> {
    /// Returns what links show of a note.
    pub(super) fn plate(&self, id: NoteId) -> &'k Plate {
        &self.digest.plates[id]
    }

    /// Returns the prose of a note.
    #[must_use]
    pub fn prose(&self, id: NoteId) -> &'k Prose {
        let names = || self.digest.names.get().and_then(Option::as_ref);
        self.digest.prose[id].get_or_init(|| {
            let tokens = self.knowledge.notes[id].tokens();
            let plates = self.digest.plates.as_slice();
            prose(Read { knowledge: self.knowledge, plates, id, tokens: &tokens }, names())
        })
    }

    /// Returns the numbers of a note's statements.
    pub(super) fn ordinals(&self, id: NoteId) -> &Ordinals {
        self.digest.ordinals[id].get_or_init(|| {
            let note = &self.knowledge.notes[id];
            Ordinals { statements: ordinals(&note.statements), unknown: ordinals(&note.unknown) }
        })
    }

    /// Gathers the names that may stand without a link. Done before all pages are made, it spares reading the notes a second time for
    /// them; a page by itself needs none.
    pub fn gather_names(&self) -> Option<&Names> {
        self.digest.names.get_or_init(|| Names::of(self.knowledge)).as_ref()
    }

    /// Lists the names that stand without a link in the prose of a note.
    pub(super) fn mentions(&self, id: NoteId) -> &[Mention] {
        let names = self.gather_names();
        self.prose(id).mentions.get_or_init(|| {
            let tokens = self.knowledge.notes[id].tokens();
            names.map(|names| names.unlinked(self.knowledge, id, &tokens)).unwrap_or_default()
        })
    }

    /// Returns the sentence of a link or citation as markup; a link's own words are marked.
    pub(super) fn quote(&self, edge: &Edge) -> &'k str {
        let (Origin::Prose(at) | Origin::ProseCitation(at)) = edge.origin else { return "" };
        let Quotes { html, places } = &self.prose(edge.from).quotes;
        places.get(at).map_or("", |place| &html[place.start..place.end])
    }

    /// Lists the figures about a note, the most telling first.
    #[must_use]
    pub fn figures_about(&self, id: NoteId) -> &[NoteId] {
        &self.digest.figures.get_or_init(|| self.figures_by_subject())[id]
    }

    fn figures_by_subject(&self) -> Vec<Vec<NoteId>> {
        let mut figures = vec![Vec::new(); self.knowledge.notes.len()];
        for figure in (0..figures.len()).filter(|&id| self.knowledge.is_figure(id)) {
            if let Some(subject) = self.subject_of(figure) {
                figures[subject].push(figure);
            }
        }
        // What was reached says more than what was aimed at, and a course more than one number.
        for about in &mut figures {
            about.sort_by_cached_key(|&figure| {
                let latest = self.latest(figure).map(|(_, observation)| &observation.qualifiers);
                let status = latest.and_then(|latest| latest.status.as_ref());
                let is_hope = status
                    .is_some_and(|one| matches!(one.value, Status::Target | Status::Forecast));
                (is_hope, Reverse(self.knowledge.notes[figure].observations.len()), figure)
            });
        }
        figures
    }
}

/// Numbers statements by their fields.
fn ordinals(all: &[Statement]) -> Vec<usize> {
    let mut counts: HashMap<&str, usize, RandomState> = HashMap::default();
    let numbers = all.iter().map(|statement| {
        let count = counts.entry(&statement.field).or_default();
        *count += 1;
        *count
    });
    numbers.collect()
}

fn prose(read: Read<'_>, names: Option<&Names>) -> Prose {
    let mentions = OnceLock::new();
    if let Some(names) = names {
        mentions.get_or_init(|| names.unlinked(read.knowledge, read.id, read.tokens));
    }
    Prose { quotes: quotes(read), passages: passages(read), mentions }
}

/// Quotes the sentence of each link and citation in prose.
fn quotes(read: Read<'_>) -> Quotes {
    let note = &read.knowledge.notes[read.id];
    let body = note.body_text();
    let mut quotes = Quotes::default();
    let mut first = 0;
    for edge in read.knowledge.outbound(read.id) {
        let own = |span: Span| Span::new(span.start - note.body.start, span.end - note.body.start);
        let (at, span, marked) = match edge.origin {
            Origin::Prose(at) => {
                let link = own(edge.span);
                (at, sentence_around(body, link), Some(link))
            }
            Origin::ProseCitation(at) => (at, sentence_before(body, own(edge.span)), None),
            Origin::Field(_)
            | Origin::Unknown(_)
            | Origin::Qualifier(_)
            | Origin::Citation(_)
            | Origin::General
            | Origin::Compare => continue,
        };
        first = first_of(read.tokens, span, first);
        if quotes.places.len() <= at {
            quotes.places.resize(at + 1, Span::default());
        }
        quotes.places[at] = read.sentence(&mut quotes.html, span, marked, first);
    }
    quotes
}

/// Returns the sentence that ends before a citation's bracket: that is what it supports.
fn sentence_before(body: &str, citation: Span) -> Span {
    let bracket = body[..citation.start].rfind('[').unwrap_or(citation.start);
    let before = body[..bracket].trim_end().len();
    let at = body[..before].char_indices().next_back().map_or(0, |(at, _)| at);
    let span = sentence_around(body, Span::new(at, before));
    Span::new(span.start.min(before), before)
}

/// Moves from the token at `from` to the first that reaches into `span`, blocks aside; back to the head where `span` lies before it.
fn first_of(tokens: &[Placed<'_>], span: Span, from: usize) -> usize {
    let is_before = |(token, range): &Placed<'_>| {
        range.end <= span.start
            || matches!(token, Token::Mark(Event::Start(tag)) if !matches!(tag, Tag::Link { .. }))
    };
    let from = match tokens.get(from) {
        Some((_, range)) if range.start <= span.start => from,
        _ => 0,
    };
    from + tokens[from..].iter().take_while(|token| is_before(token)).count()
}

/// Cuts the prose at its headings.
fn passages(read: Read<'_>) -> Vec<Passage> {
    let mut passages = vec![Passage::default()];
    let mut headings = 0;
    let (mut in_heading, mut in_title) = (false, false);
    let offset = read.knowledge.notes[read.id].body.start;
    for (token, range) in read.tokens {
        let Some(Passage { text: out, .. }) = passages.last_mut() else { break };
        let place = Span::from(range.clone()).shift(offset);
        match token {
            Token::Mark(Event::Start(Tag::Heading { .. })) => {
                in_heading = true;
                passages.push(Passage { heading: Some(headings), text: String::new() });
                headings += 1;
            }
            Token::Mark(Event::End(TagEnd::Heading(_))) => in_heading = false,
            Token::Mark(Event::Start(Tag::Link { link_type, .. })) if !in_heading => {
                let title = words_for(read, *link_type, place);
                in_title = title.is_some();
                out.push_str(title.unwrap_or_default());
            }
            Token::Mark(Event::End(TagEnd::Link)) => in_title = false,
            Token::Mark(Event::Text(text) | Event::Code(text)) if !in_heading && !in_title => {
                out.push_str(text);
            }
            Token::Mark(
                Event::SoftBreak
                | Event::HardBreak
                | Event::End(
                    TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell | TagEnd::CodeBlock,
                ),
            ) => out.push(' '),
            Token::Embed { target, label } => {
                out.push_str(&words_of_embed(read.knowledge, read.id, place, target, label));
            }
            // Nor the space before a mark that is left out.
            Token::Cite(_) | Token::Mark(Event::FootnoteReference(_)) if !in_heading => {
                out.truncate(out.trim_end().len());
            }
            _ => {}
        }
    }
    passages.retain(|passage| !passage.text.trim().is_empty() || passage.heading.is_some());
    passages
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Base;
    use crate::markdown::{code_print, highlight};

    #[test]
    fn only_code_that_stands_in_several_places_is_remembered_and_looks_the_same() {
        let block = |language: &str, code: &str| format!("```{language}\n{code}\n```\n");
        let twice = block("rust", "let x = 1;").repeat(2) + &block("json", "let x = 1;");
        let base = Base::new(&[("a", &twice), ("b", &block("json", "{}")), ("c", "let x = 1;")]);
        let digest = base.maker().digest;
        let (repeated, code) = (code_print("rust", "let x = 1;\n"), "let x = 1;\n");
        assert_eq!(digest.codes.keys().collect::<Vec<_>>(), [&repeated]);
        let marked = highlight(code, "rust");
        assert!(marked.as_ref().is_some_and(|marked| marked.contains("<span class=\"k\">let")));
        assert_eq!(
            (digest.code(code, "rust"), digest.code(code, "rust")),
            (marked.clone(), marked)
        );
    }

    #[test]
    fn what_a_citation_leaves_behind_reads_as_a_sentence() {
        let body = "# Sales\n\nIt grew [@paper]. It fell [^1] again,[@paper] twice.\n\n[^1]: So it is told.\n";
        let base = Base::new(&[("note", body), ("paper", "---\nkind: source\n---\n")]);
        let maker = base.maker();
        let text = &maker.prose(base.id("note")).passages[0].text;
        assert!(text.starts_with("It grew. It fell again, twice."), "{text}");
    }
}

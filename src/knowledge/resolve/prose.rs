//! Links in prose.
//!
//! Takes the outline of one note; gives edges, and says what each link, embed, picture and citation means.

use super::file::{has_ending, is_picture};
use super::parts::Parts;
use super::{Fragment, Resolved, Resolver, Wish, percent_decoded};
use crate::diagnostic::{Code, Diagnostic};
use crate::knowledge::lookup::Found;
use crate::knowledge::{NoteId, Origin};
use crate::markdown::{LinkForm, ProseLink, SAFE_SCHEMES};
use crate::note::{Citation, Note, Target};
use crate::span::Span;
use crate::text::without_note_ending;
use std::sync::Arc;

impl Resolver<'_> {
    pub(super) fn prose(&mut self) {
        let note = Arc::clone(self.note);
        for (at, link) in note.outline.links.iter().enumerate() {
            let span = link.span.shift(note.body.start);
            match link.form {
                LinkForm::Wiki => {
                    let resolved = self.wiki(&Target::parse(&link.target), span, at);
                    self.keep(span, resolved);
                }
                LinkForm::EmbedBlock | LinkForm::EmbedInline => self.embed(link, span, at),
                LinkForm::Markdown | LinkForm::Picture => {
                    let resolved = self.destination(link, span, at);
                    self.keep(span, resolved);
                }
                LinkForm::Citation => {
                    let name = link.target.clone();
                    self.citation(
                        &Citation { name, locator: None, span },
                        Origin::ProseCitation(at),
                    );
                }
            }
        }
    }

    fn wiki(&mut self, target: &Target, span: Span, at: usize) -> Resolved {
        if target.name.is_empty() {
            return self.here(target, span);
        }
        if let Some(file) = self.file(&target.name, span) {
            return Resolved::File(file);
        }
        if target.name.starts_with("./") || target.name.starts_with("../") {
            return self.wiki_from_here(target, span, at);
        }
        let resolved = self.linked(&target.name, &target.name, span);
        self.part(resolved, target, span, Origin::Prose(at))
    }

    /// Resolves a name that stands in a link as `words`, which is where it is told if it means none or several.
    fn linked(&mut self, name: &str, words: &str, link: Span) -> Resolved {
        if let Found::One(id) = self.lookup.find(name, &[]) {
            return Resolved::Note { id, fragment: Fragment::None };
        }
        let span = self.words(link, words);
        self.named(name, Wish { span, to: &[], field: None, missing: Code::BrokenLink })
    }

    /// Resolves `[[../folder/note]]`, as other programs write a path from where the link stands.
    fn wiki_from_here(&mut self, target: &Target, span: Span, at: usize) -> Resolved {
        let path = joined(&self.note.folder, &target.name);
        let name = path.as_deref().unwrap_or(&target.name);
        let resolved = self.linked(name, &target.name, span);
        self.part(resolved, target, span, Origin::Prose(at))
    }

    /// Resolves a link within the note itself.
    fn here(&mut self, target: &Target, span: Span) -> Resolved {
        match &target.fragment {
            Some(fragment) if !fragment.is_empty() => {
                let fragment = self.fragment(self.id, fragment, span);
                Resolved::Note { id: self.id, fragment }
            }
            _ => {
                let diagnostic = Diagnostic::new(
                    Code::BrokenLink,
                    &self.note.path,
                    span,
                    "this link names no note",
                )
                .help("write the name of a note between the brackets");
                self.say(diagnostic);
                Resolved::Plain
            }
        }
    }

    /// Adds the edge of a link, and finds the part of the note that it asks for.
    fn part(
        &mut self,
        resolved: Resolved,
        target: &Target,
        span: Span,
        origin: Origin,
    ) -> Resolved {
        let Resolved::Note { id, .. } = resolved else { return resolved };
        self.edge(id, span, origin);
        let fragment = match &target.fragment {
            Some(fragment) => self.fragment(id, fragment, span),
            None => Fragment::None,
        };
        Resolved::Note { id, fragment }
    }

    fn embed(&mut self, link: &ProseLink, span: Span, at: usize) {
        let target = Target::parse(&link.target);
        let resolved = match self.file(&target.name, span) {
            Some(file) => Resolved::File(file),
            None if is_picture(&target.name)
                && self.lookup.find(&target.name, &[]) == Found::Nothing =>
            {
                self.broken_file(&target.name, span)
            }
            None if target.name.is_empty() => self.here(&target, span),
            None => self.wiki(&target, span, at),
        };
        if let Resolved::Note { id, fragment } = &resolved {
            self.check_embed(link, *id, fragment, span);
        }
        self.keep(span, resolved);
    }

    /// A figure within a sentence must say which number is meant.
    fn check_embed(&mut self, link: &ProseLink, id: NoteId, fragment: &Fragment, span: Span) {
        let notes = self.notes;
        let note: &Note = &notes[id];
        let figure = note.kind.is_some_and(|kind| self.around.schema.kind(kind).observations);
        if link.form == LinkForm::EmbedInline && figure && *fragment == Fragment::None {
            let addresses: Vec<String> =
                note.observations.iter().filter_map(|o| o.observation_address()).take(3).collect();
            let example = addresses.first().map_or("2020", String::as_str);
            let diagnostic = Diagnostic::new(
                Code::EmbedAddress,
                &self.note.path,
                span,
                format!("`{}` is a whole figure, and this is a sentence", note.slug),
            )
            .label("which number?")
            .help(format!(
                "name one observation, `![[{}#{example}]]`, or put the figure on a line of its own",
                note.slug
            ));
            self.say(diagnostic);
        }
    }

    /// Resolves `[text](destination)` or `![alt](destination)`.
    fn destination(&mut self, link: &ProseLink, span: Span, at: usize) -> Resolved {
        let destination = link.target.trim();
        if let Some(scheme) = scheme(destination) {
            return self.outside(link, scheme, span);
        }
        if destination.starts_with("//") {
            return self.outside(link, "https", span);
        }
        let decoded = percent_decoded(destination);
        let (path, fragment) = match decoded.split_once('#') {
            Some((path, fragment)) => (path.to_owned(), Some(fragment.to_owned())),
            None => (decoded.clone(), None),
        };
        let path = path.split('?').next().unwrap_or_default().to_owned();
        let target = Target { name: path, fragment, label: None };
        if target.name.is_empty() {
            return match target.fragment.as_deref() {
                None | Some("") => Resolved::Outside,
                Some(_) => self.here(&target, span),
            };
        }
        self.relative(link, target, span, at)
    }

    fn relative(&mut self, link: &ProseLink, target: Target, span: Span, at: usize) -> Resolved {
        let joined = joined(&self.note.folder, &target.name);
        let as_note = [joined.as_deref(), Some(target.name.trim_start_matches('/'))];
        for path in as_note.into_iter().flatten() {
            let path = path.strip_suffix('/').unwrap_or(path);
            let bare = without_note_ending(path);
            let bare = bare.strip_suffix(".html").unwrap_or(bare);
            for candidate in [bare.to_owned(), format!("{bare}/index"), format!("{bare}/README")] {
                if let Found::One(id) = self.lookup.find(&candidate, &[])
                    && link.form == LinkForm::Markdown
                {
                    return self.part(
                        Resolved::Note { id, fragment: Fragment::None },
                        &target,
                        span,
                        Origin::Prose(at),
                    );
                }
            }
            if let Some(file) = self.one_of(self.lookup.files(path), &target.name, span) {
                return Resolved::File(file);
            }
        }
        if link.form == LinkForm::Picture
            || (has_ending(&target.name) && without_note_ending(&target.name) == target.name)
        {
            return self.broken_file(&target.name, span);
        }
        let last = target.name.trim_end_matches('/').rsplit('/').next().unwrap_or(&target.name);
        let name = without_note_ending(last).to_owned();
        let words = self.words(span, last);
        let wish = Wish { span: words, to: &[], field: None, missing: Code::BrokenLink };
        match self.lookup.find(&name, &[]) {
            Found::Held => Resolved::Draft,
            // Where several may be meant, to say which there are is worth more than that the path is wrong.
            Found::Several(_) => {
                let resolved = self.named(&name, wish);
                self.part(resolved, &target, span, Origin::Prose(at))
            }
            Found::One(_) | Found::OtherKind(_) | Found::Nothing => self.missing(&name, wish),
        }
    }

    fn outside(&mut self, link: &ProseLink, scheme: &str, span: Span) -> Resolved {
        if !SAFE_SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) {
            let diagnostic = Diagnostic::new(
                Code::UnsafeLink,
                &self.note.path,
                span,
                format!("an address that begins with `{scheme}:` is not safe"),
            )
            .label("shown as plain words")
            .help("link to an `https://` address, or to a note");
            self.say(diagnostic);
            return Resolved::Plain;
        }
        if link.form == LinkForm::Picture {
            let diagnostic = Diagnostic::new(
                Code::OutsidePicture,
                &self.note.path,
                span,
                "a picture from elsewhere becomes a link",
            )
            .label("on another host")
            .help("put the picture under content/ and name it there: `![alt](picture.png)`");
            self.say(diagnostic);
        }
        Resolved::Outside
    }

    /// Finds the part of a note that a fragment names: a block, a statement, an observation, or a heading.
    pub(super) fn fragment(&mut self, id: NoteId, fragment: &str, span: Span) -> Fragment {
        let notes = self.notes;
        let note: &Note = &notes[id];
        let parts = self.parts.entry(id).or_insert_with(|| Parts::of(&note.outline));
        let found = if let Some(block) = fragment.strip_prefix('^') {
            parts.block(block)
        } else if let Some(field) = fragment.strip_prefix(':') {
            let stated = note.all_statements().any(|statement| statement.field == field);
            stated.then(|| Fragment::Statement(field.to_owned()))
        } else {
            observation(note, fragment).or_else(|| parts.heading(fragment))
        };
        found.unwrap_or_else(|| {
            self.missing_fragment(note, fragment, span);
            Fragment::Missing
        })
    }

    /// Narrows a link to `words` of its target, where they stand in it as they are read.
    fn words(&self, link: Span, words: &str) -> Span {
        let text = &self.note.text[link.start..link.end];
        let destination = text.find("](").unwrap_or_default();
        let found = text[destination..].find(words).filter(|_| !words.is_empty());
        found.map_or(link, |at| {
            let start = link.start + destination + at;
            Span::new(start, start + words.len())
        })
    }

    fn missing_fragment(&mut self, note: &Note, fragment: &str, span: Span) {
        let figure = note.kind.is_some_and(|kind| self.around.schema.kind(kind).observations);
        let (code, what, known): (_, _, Vec<String>) = if fragment.starts_with('^') {
            let blocks = note.outline.blocks.iter().map(|block| format!("`#^{}`", block.id));
            (Code::BrokenBlock, "block", blocks.collect())
        } else if fragment.starts_with(':') {
            let fields = note.all_statements().map(|statement| format!("`#:{}`", statement.field));
            (Code::BrokenBlock, "statement", fields.collect())
        } else if figure && !note.observations.is_empty() {
            let all = note.observations.iter().filter_map(|o| o.observation_address());
            (Code::BrokenBlock, "observation", all.map(|address| format!("`#{address}`")).collect())
        } else {
            let headings =
                note.outline.headings.iter().map(|heading| format!("`#{}`", heading.text));
            (Code::BrokenHeading, "heading", headings.collect())
        };
        let known: Vec<&str> = known.iter().map(String::as_str).take(5).collect();
        let help = if known.is_empty() {
            format!("it has no {what} at all")
        } else {
            format!("it has {}", known.join(", "))
        };
        let message =
            format!("`{}` has no {what} `{}`", note.slug, fragment.trim_start_matches(['^', ':']));
        let words = self.words(span, &format!("#{fragment}"));
        let diagnostic = Diagnostic::new(code, &self.note.path, words, message)
            .label(format!("no such {what}"))
            .help(help);
        self.say(diagnostic);
    }
}

fn observation(note: &Note, fragment: &str) -> Option<Fragment> {
    let at = note
        .observations
        .iter()
        .position(|o| o.observation_address().as_deref() == Some(fragment))?;
    Some(Fragment::Observation(at))
}

/// Returns the scheme of an absolute address; white space and control characters that browsers ignore do not hide it.
pub(crate) fn scheme(destination: &str) -> Option<&str> {
    let (scheme, _) = destination.split_once(':')?;
    let bare: String = scheme.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let named = bare.len() > 1
        && bare.starts_with(|c: char| c.is_ascii_alphabetic())
        && bare.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    named.then_some(scheme)
}

/// Joins a relative path to the folder it is written in; none where it leads out of `content/`.
pub(crate) fn joined(folder: &str, path: &str) -> Option<String> {
    if let Some(absolute) = path.strip_prefix('/') {
        return Some(absolute.to_owned());
    }
    let mut parts: Vec<&str> =
        if folder.is_empty() { Vec::new() } else { folder.split('/').collect() };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

//! The closed list of problems, each with its stable name and severity.
//!
//! Gives names for `--allow`, `--deny` and `zhiku explain`. Never decides the exit status (see `cli`).

use std::fmt;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A page would say something false, or a note or statement would be lost.
    Error,
    /// A page says less than it could.
    Warning,
    /// The base could be better.
    Advice,
}

impl Severity {
    /// Returns the word that reports print.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

macro_rules! codes {
    ($($severity:ident { $($code:ident = $name:literal, $doc:literal;)+ })+) => {
        /// What sort of problem a diagnostic tells of; `zhiku explain` has a paragraph for each.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc] $code,)+)+ }

        impl Code {
            /// Every code, errors first.
            pub const ALL: &'static [Self] = &[$($(Self::$code,)+)+];

            /// Returns the stable name, in kebab-case.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $($(Self::$code => $name,)+)+ }
            }

            /// Returns what a problem of this sort is, in one sentence.
            #[must_use]
            pub const fn summary(self) -> &'static str {
                match self { $($(Self::$code => $doc,)+)+ }
            }

            /// Returns how bad a problem of this sort is.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $($(Self::$code => Severity::$severity,)+)+ }
            }
        }
    };
}

codes! {
    Error {
        NotUtf8 = "not-utf8", "A note that is not UTF-8 text.";
        NulByte = "nul-byte", "A note that holds a NUL character.";
        TooLarge = "too-large", "A note too large to read.";
        UnreadableFile = "unreadable-file", "A file that is there and cannot be read.";
        FrontMatterUnclosed = "front-matter-unclosed", "Front matter that is opened and never closed.";
        FrontMatterNotMap = "front-matter-not-map", "Front matter that is not a map of fields.";
        BadYaml = "bad-yaml", "YAML that cannot be read, or that is refused for its size, depth or anchors.";
        DuplicateKey = "duplicate-key", "A key that stands twice in one map.";
        BadValue = "bad-value", "A value of the wrong shape for its field.";
        BadDate = "bad-date", "A date that cannot be read.";
        BadQuantity = "bad-quantity", "A quantity that cannot be read.";
        BadMoney = "bad-money", "A sum of money that cannot be read.";
        AmbiguousCurrency = "ambiguous-currency", "A bare `$` or `¥`, which several currencies share.";
        LowAboveHigh = "low-above-high", "A range whose low end is above its high end.";
        BadLink = "bad-link", "A link value that cannot be read.";
        BadCitation = "bad-citation", "A citation that cannot be read.";
        BadUrl = "bad-url", "An address that is not one of the web.";
        UnknownKind = "unknown-kind", "A kind that the schema does not declare.";
        WrongKind = "wrong-kind", "A link that leads to a note of a kind its field does not take.";
        UnknownQualifier = "unknown-qualifier", "A qualifier that neither the spec nor the field declares.";
        ManyValues = "many-values", "Several undated values in a field that takes one.";
        ObservationPeriod = "observation-without-period", "An observation that says neither its period nor its date.";
        ObservationValue = "observation-without-value", "An observation without a value.";
        ObservationStatus = "observation-without-status", "An observation that does not say whether it is actual, estimate or target.";
        ObservationSource = "observation-without-source", "An observation without source, inference or reason.";
        ObservationAddress = "observation-address", "Two observations of one figure at one address.";
        MixedUnits = "mixed-units", "Observations of one figure in different units.";
        AmbiguousLink = "ambiguous-link", "A name that several notes bear.";
        EmbedCycle = "embed-cycle", "Notes that embed each other in a circle.";
        EmbedDepth = "embed-depth", "Embeds nested more than eight deep.";
        EmbedAddress = "embed-address", "A figure inside a sentence without the address of one observation.";
        AddressClash = "address-clash", "Two claimants of one address in the site.";
        BadQuery = "bad-query", "A query block that cannot be read.";
        BadSchema = "bad-schema", "A `kinds.yaml` that cannot be read.";
        BadSettings = "bad-settings", "A `site.yaml` that cannot be read.";
        BadTemplate = "bad-template", "A template that cannot be read or rendered.";
        ForeignOutput = "foreign-output", "An output folder that is not ours to write.";
    }
    Warning {
        BrokenLink = "broken-link", "A link to a note that is not there.";
        BrokenHeading = "broken-heading", "A link to a heading that is not there.";
        BrokenBlock = "broken-block", "A link to a block or an observation that is not there.";
        BrokenFile = "broken-file", "A picture or file that is not there.";
        BrokenCitation = "broken-citation", "A citation of a source that is not there.";
        BrokenFootnote = "broken-footnote", "A footnote mark without its footnote, or a footnote without its mark.";
        MissingField = "missing-field", "A required field that is missing.";
        UnknownField = "unknown-field", "A field that the kind does not declare.";
        NotOneOf = "not-one-of", "A value that is not among those the field allows.";
        Dispute = "dispute", "Observations that contradict each other.";
        ImplausibleConversion = "implausible-conversion", "A source's own conversion that cannot be right.";
        ActualInFuture = "actual-in-future", "A result told of a time that has not come.";
        AliasClash = "alias-clash", "An alias that is another note's title or slug.";
        UnsafeLink = "unsafe-link", "A link whose address could run script.";
        StrippedHtml = "stripped-html", "Raw HTML that was taken out.";
        OutsidePicture = "outside-picture", "A picture from another host.";
        OutsideSymlink = "outside-symlink", "A symlink that leads out of the root.";
        BadMath = "bad-math", "Math that cannot be read.";
        DeepNesting = "deep-nesting", "Markdown nested deeper than a page can show.";
        UnknownTemplate = "unknown-template", "A template that is not there.";
    }
    Advice {
        EmptyNote = "empty-note", "A note that says nothing.";
        Orphan = "orphan", "A note that no other links to.";
        Stale = "stale", "A note whose facts were last checked too long ago.";
        SingleSource = "single-source", "A note that rests on one source alone.";
        StatementWithoutSource = "statement-without-source", "A statement with neither source nor reason.";
        UnusedSource = "unused-source", "A source that supports nothing.";
        UnlinkedMention = "unlinked-mention", "A known name in prose without a link.";
        TypedNumber = "typed-number", "A number typed in prose that a figure holds.";
        PinyinDiffers = "pinyin-differs", "Pinyin that differs from the usual reading.";
    }
}

impl Code {
    /// Finds the code of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

//! What every note may say about itself, whatever its kind.
//!
//! Takes nothing; gives types.

use super::statement::{Citation, Spanned};

/// Names besides the title.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Simplified Chinese.
    pub zh: Option<Spanned<String>>,
    /// Traditional Chinese.
    pub zh_hant: Option<Spanned<String>>,
    /// Pinyin of the Chinese name.
    pub pinyin: Option<Spanned<String>>,
    /// Short name.
    pub short: Option<Spanned<String>>,
    /// Former names.
    pub former: Vec<Spanned<String>>,
    /// Where the Chinese name was verified: sources.
    pub sources: Vec<Citation>,
    /// Where it was verified: words.
    pub source_text: Option<Spanned<String>>,
}

impl Names {
    /// Returns every name that a link may use.
    pub fn all(&self) -> impl Iterator<Item = &Spanned<String>> {
        [&self.zh, &self.zh_hant, &self.short].into_iter().flatten().chain(&self.former)
    }
}

/// Whether a note is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is.
    Published,
    /// Its author keeps it back.
    Draft,
    /// Whether it is a draft could not be read, so it is kept back.
    Unreadable,
}

impl Standing {
    /// Returns the standing of a note whose front matter could not be read at all.
    #[must_use]
    pub const fn held_back(self) -> Self {
        match self {
            Self::Published | Self::Unreadable => Self::Unreadable,
            Self::Draft => Self::Draft,
        }
    }
}

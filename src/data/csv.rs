//! Rows of a table as comma-separated values.
//!
//! Takes cells; gives RFC 4180 in UTF-8. Text that a spreadsheet would run as a formula gets a `'` before it; numbers stay
//! numbers.

use super::plain::lines;
use crate::value::{Date, Day, Decimal, decimal_text};
use std::fmt::{Display, Write as _};

/// A table that is being written, row by row.
#[derive(Debug, Default)]
pub(super) struct Rows {
    text: String,
    /// Whether the next cell is the first of its row.
    within: bool,
}

impl Rows {
    /// Begins a table with its header, and with room for so many bytes.
    pub(super) fn new<'a>(header: impl Iterator<Item = &'a str>, room: usize) -> Self {
        let mut rows = Self { text: String::with_capacity(room), within: false };
        for name in header {
            rows.text(name);
        }
        rows.end();
        rows
    }

    /// Writes a cell of text.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.part();
        if is_simple(text) {
            self.text.push_str(text);
            return self;
        }
        let text = lines(text);
        let defence = if is_formula(&text) { "'" } else { "" };
        if needs_quotes(&text) {
            self.text.push('"');
            self.text.push_str(defence);
            self.text.push_str(&text.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(defence);
            self.text.push_str(&text);
        }
        self
    }

    /// Writes a cell of text, or an empty one.
    pub(super) fn maybe<S: AsRef<str>>(&mut self, text: Option<S>) -> &mut Self {
        self.text(text.as_ref().map_or("", AsRef::as_ref))
    }

    /// Writes a number, or nothing.
    pub(super) fn number(&mut self, number: Option<Decimal>) -> &mut Self {
        self.plain(number.map(decimal_text))
    }

    /// Writes a count.
    pub(super) fn count(&mut self, count: usize) -> &mut Self {
        self.plain(Some(count))
    }

    /// Writes a date in EDTF, or nothing.
    pub(super) fn date(&mut self, date: Option<&Date>) -> &mut Self {
        self.plain(date)
    }

    /// Writes a day, or nothing; the year 0 is no year to most programs.
    pub(super) fn day(&mut self, day: Option<Day>) -> &mut Self {
        self.plain(day.filter(|day| day.year() > 0))
    }

    /// Writes whether something holds.
    pub(super) fn truth(&mut self, truth: bool) -> &mut Self {
        self.plain(Some(truth))
    }

    /// Ends the row.
    pub(super) fn end(&mut self) {
        self.text.push_str("\r\n");
        self.within = false;
    }

    /// Returns the table.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    /// Writes what holds no sign that would need quotes.
    fn plain(&mut self, value: Option<impl Display>) -> &mut Self {
        self.part();
        if let Some(value) = value {
            let _ = write!(self.text, "{value}");
        }
        self
    }

    fn part(&mut self) {
        if self.within {
            self.text.push(',');
        }
        self.within = true;
    }
}

/// Whether a byte may stand in a text that is written as it stands.
const SIMPLE: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric()
            || matches!(byte, b' ' | b'-' | b'.' | b'/' | b':' | b'#' | b'_');
        byte += 1;
    }
    table
};

/// Returns whether a text is written as it stands, as most are: names, dates and addresses.
fn is_simple(text: &str) -> bool {
    text.bytes().next().is_none_or(|first| first.is_ascii_alphanumeric())
        && text.bytes().all(|byte| SIMPLE[usize::from(byte)])
        && !text.ends_with(' ')
}

/// Returns whether a spreadsheet may take the text for a formula: also behind white space, and in the full-width forms.
fn is_formula(text: &str) -> bool {
    let signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    text.starts_with(['\t', '\r', '\n']) || text.trim_start().starts_with(signs)
}

fn needs_quotes(text: &str) -> bool {
    text.contains(['"', ',', '\n', '\r', ';', '\'']) || text.starts_with(' ') || text.ends_with(' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_as_it_stands_needs_no_defence(text in "[a-z0-9 ./:#_,;'\"=+@\n-]{0,12}") {
            if is_simple(&text) {
                prop_assert_eq!(&*lines(&text), &text);
                prop_assert!(!is_formula(&text) && !needs_quotes(&text), "{:?}", text);
            }
        }
    }

    fn row(write: impl FnOnce(&mut Rows)) -> String {
        let mut rows = Rows::default();
        write(&mut rows);
        String::from_utf8(rows.into_bytes()).expect("it is text")
    }

    #[test]
    fn text_is_quoted_where_it_must_be() {
        let written = row(|rows| {
            rows.text("a").text("b, \"c\"").text("d\r\ne").text("").end();
        });
        assert_eq!(written, "a,\"b, \"\"c\"\"\",\"d\ne\",\r\n");
    }

    #[test]
    fn formulas_are_defused_and_numbers_are_not() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "\"' =1\""),
            ("\n+1", "\"'\n+1\""),
            ("＝1", "'＝1"),
            ("1-2", "1-2"),
        ] {
            let written = row(|rows| {
                rows.text(text);
            });
            assert_eq!(written.trim_matches('"'), expected.trim_matches('"'), "{text:?}");
        }
        let written = row(|rows| {
            rows.number(Some(Decimal::new(-25, 1))).number(None).truth(true);
        });
        assert_eq!(written, "-2.5,,true");
    }
}

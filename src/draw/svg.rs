//! Writes elements of SVG: escaped text, short numbers, links with titles.
//!
//! Takes strings and coordinates; gives markup. Never writes a style, a colour or a script.

use super::Heading;

/// A picture's frame: what it is called and how large its `viewBox` is.
pub(super) struct Frame<'a> {
    pub(super) heading: &'a Heading,
    pub(super) class: &'a str,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// Wraps `body` as one `<svg>` element with title and description.
///
/// A picture with links in it is a `group`: the contents of an `img` are hidden from assistive
/// technology, links included.
pub(super) fn picture(frame: &Frame, body: &str) -> String {
    let Heading { id, title, description } = frame.heading;
    let (id, title, description) = (escape(id), escape(title), escape(description));
    let role = if body.contains("<a ") { "group" } else { "img" };
    let (class, font) = (frame.class, number(super::FONT));
    let (width, height) = (number(frame.width), number(frame.height));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{class}\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\" font-size=\"{font}\" role=\"{role}\" \
         aria-labelledby=\"{id}-title {id}-desc\"><title id=\"{id}-title\">{title}</title>\
         <desc id=\"{id}-desc\">{description}</desc>{body}</svg>"
    )
}

/// Escapes `text` for element content and for quoted attributes; what XML forbids becomes U+FFFD.
pub(super) fn escape(text: &str) -> String {
    let is_plain = |byte: u8| {
        matches!(byte, b' '..=b'~') && !matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')
    };
    if text.bytes().all(is_plain) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}

/// Writes a coordinate with one decimal at most.
pub(super) fn number(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let whole = (tenths / 10).to_string();
    match tenths % 10 {
        0 => whole,
        tenth => {
            let sign = if -10 < tenths && tenths < 0 { "-" } else { "" };
            let digit = char::from(b'0' + tenth.unsigned_abs() as u8);
            [sign, &whole, ".", digit.encode_utf8(&mut [0])].concat()
        }
    }
}

/// Wraps a mark with its title, and with a link where it has one.
pub(super) fn titled(class: &str, href: Option<&str>, title: &str, inner: &str) -> String {
    let title = escape(title);
    match href {
        Some(href) => {
            let href = escape(href);
            format!("<a class=\"{class}\" href=\"{href}\"><title>{title}</title>{inner}</a>")
        }
        None => format!("<g class=\"{class}\"><title>{title}</title>{inner}</g>"),
    }
}

/// Draws a straight line.
pub(super) fn line(class: &str, from: (f64, f64), to: (f64, f64)) -> String {
    let (x1, y1, x2, y2) = (number(from.0), number(from.1), number(to.0), number(to.1));
    format!(
        "<path class=\"{class}\" d=\"M{x1} {y1}L{x2} {y2}\" fill=\"none\" stroke=\"currentColor\"/>"
    )
}

/// Gives a class name made of `prefix` and a name from the data, of letters, digits and hyphens only.
pub(super) fn class_of(prefix: &str, name: &str) -> String {
    let fold = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let mut class = prefix.to_owned();
    class.extend(name.chars().map(fold));
    class
}

#[cfg(test)]
mod tests {
    use super::{class_of, escape, number};

    #[test]
    fn text_cannot_leave_its_element() {
        assert_eq!(escape("a<b>&\"c'\u{1}\n"), "a&lt;b&gt;&amp;&quot;c&#39;\u{fffd} ");
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!(number(-0.01), "0");
        assert_eq!(number(-0.26), "-0.3");
        assert_eq!(number(-12.36), "-12.4");
        assert_eq!(number(0.25), "0.3");
        assert_eq!(number(12.04), "12");
        assert_eq!(number(12.36), "12.4");
    }

    #[test]
    fn a_class_is_one_word() {
        assert_eq!(class_of("e-", "Owned by\" x"), "e-owned-by--x");
    }
}

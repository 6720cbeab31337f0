//! What a text that is no date was probably meant to say.
//!
//! Takes the text; gives a date in the form that is read, for a help to offer. Never takes a guess for the
//! author's word: what it gives is only ever shown.

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Longest text, in bytes, that is taken for a date gone wrong; what is longer is a sentence.
const LONGEST: usize = 64;

/// Words before a date, and what EDTF puts around it instead.
const WORDS: [(&str, &str, &str); 14] = [
    ("about ", "", "~"),
    ("around ", "", "~"),
    ("circa ", "", "~"),
    ("c. ", "", "~"),
    ("ca. ", "", "~"),
    ("~", "", "~"),
    ("约", "", "~"),
    ("by ", "../", ""),
    ("until ", "../", ""),
    ("up to ", "../", ""),
    ("/", "../", ""),
    ("since ", "", "/.."),
    ("from ", "", "/.."),
    ("after ", "", "/.."),
];

/// Returns the one date that `text` seems to mean and that `reads` takes.
pub(super) fn meant(text: &str, reads: impl Fn(&str) -> bool) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let text = text.trim().to_lowercase();
    let candidates = [decade(&text), marked(&text), worded(&text), one(&text), span(&text)];
    candidates.into_iter().flatten().find(|candidate| reads(candidate))
}

/// `16 June 2020`, `June 2020`, `2020/6/16`, `2020年6月16日`, `Q1 2020`.
fn one(text: &str) -> Option<String> {
    let parts: Vec<&str> = parts(text).collect();
    let numbers: Option<Vec<u16>> = parts.iter().map(|part| part.parse().ok()).collect();
    match (parts.as_slice(), numbers.as_deref()) {
        (_, Some([year @ 1000..=9999, month])) => Some(format!("{year}-{month:02}")),
        (_, Some([year @ 1000..=9999, month, day])) => Some(format!("{year}-{month:02}-{day:02}")),
        (_, Some([a, b, year @ 1000..=9999])) => {
            day_and_month(text, *a, *b).map(|(day, month)| format!("{year}-{month:02}-{day:02}"))
        }
        (_, Some([year @ 1000..=9999])) => Some(year.to_string()),
        (&[run], _) => run_of_digits(run),
        (&[a, b], _) => part_and_year(a, b).or_else(|| part_and_year(b, a)),
        (&[a, b, year], _) => month_day_year(a, b, year).or_else(|| month_day_year(b, a, year)),
        _ => None,
    }
}

/// `16.6.2020` has the day first wherever it is written so; of `16/6/2020` and `6/16/2020` only a day past the twelfth tells.
fn day_and_month(text: &str, a: u16, b: u16) -> Option<(u16, u16)> {
    match (a, b) {
        (day, month) if text.contains('.') || day > 12 => Some((day, month)),
        (month, day) if day > 12 => Some((day, month)),
        _ => None,
    }
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    let between = |character: char| {
        matches!(
            character,
            ' ' | '-'
                | '.'
                | ','
                | '/'
                | '\u{2010}'
                | '\u{2011}'
                | '–'
                | '—'
                | '年'
                | '月'
                | '日'
                | '号'
        )
    };
    text.split(between).filter(|part| !part.is_empty() && *part != "of")
}

fn run_of_digits(run: &str) -> Option<String> {
    match (run.len(), run.get(..4)?, run.get(4..)?) {
        (8, year, rest) if rest.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some(format!("{year}-{}-{}", &rest[..2], &rest[2..]))
        }
        (6, year, rest) if rest.starts_with(['q', 'h']) => {
            Some(format!("{year}-{}", rest.to_uppercase()))
        }
        _ => None,
    }
}

fn part_and_year(part: &str, year: &str) -> Option<String> {
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let part = match part.as_bytes() {
        [b'q' | b'h', b'1'..=b'4'] => part.to_uppercase(),
        _ => format!("{:02}", month(part)?),
    };
    is_year.then(|| format!("{year}-{part}"))
}

fn month_day_year(month_name: &str, day: &str, year: &str) -> Option<String> {
    let day: u8 =
        day.trim_end_matches(|character: char| character.is_ascii_alphabetic()).parse().ok()?;
    Some(format!("{year}-{:02}-{day:02}", month(month_name)?))
}

fn month(name: &str) -> Option<usize> {
    MONTHS.iter().position(|month| name.starts_with(month) && name.is_ascii()).map(|at| at + 1)
}

/// `2020s`, `202X`.
fn decade(text: &str) -> Option<String> {
    let decade = text
        .strip_suffix("0s")
        .or_else(|| text.strip_suffix('x'))
        .filter(|decade| decade.len() == 3)?;
    Some(format!("{decade}0/{decade}9"))
}

/// `2019-2020`, `June 2020 to July 2020`, `2020-04-01/03`.
fn span(text: &str) -> Option<String> {
    let seps = [" to ", "至", "到", "/", " - ", "–", "—", "..", "~", "-"];
    seps.into_iter().find_map(|sep| {
        let (from, to) = text.split_once(sep)?;
        let (from, to) = (
            one(from.trim_start_matches("from "))?,
            one(to).or_else(|| end_of(from.trim(), to.trim()))?,
        );
        Some(format!("{from}/{to}"))
    })
}

/// The end of a span that leaves out what it shares with its start, as ISO 8601 lets it.
fn end_of(from: &str, to: &str) -> Option<String> {
    let short = to.len() == 2
        && to.bytes().all(|byte| byte.is_ascii_digit())
        && from.is_ascii()
        && from.len() >= 7;
    short.then(|| format!("{}{to}", &from[..from.len() - 2]))
}

fn worded(text: &str) -> Option<String> {
    WORDS.iter().find_map(|(word, before, after)| {
        let rest = text.strip_prefix(word)?.trim();
        Some(format!("{before}{}{after}", one(rest)?))
    })
}

/// `2019?`, `2019%`, `2015/`, `2015年起`.
fn marked(text: &str) -> Option<String> {
    let about = text
        .strip_suffix('?')
        .or_else(|| text.strip_suffix('%'))
        .and_then(one)
        .map(|date| format!("{date}~"));
    let since = || text.strip_suffix('/').or_else(|| text.strip_suffix('起')).and_then(one);
    about.or_else(|| since().map(|date| format!("{date}/..")))
}

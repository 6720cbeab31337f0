//! Reads quantities and sums of money from their text.
//!
//! Takes what a person would write; gives a [`Quantity`], or says where it stops being one. Never reads a number that
//! could be another: a bare `$`, `1.234.567`, `3亿5000万` and `a million` are refused.

use super::super::currency;
use super::super::normal::Normal;
use super::super::{Decimal, Unit, Unreadable, grouped};
use super::number::{Number, Scale};
use super::problem::{Problem, Wanted};
use super::scan::{Cursor, Sign, Suffix};
use super::unit_text::{per_of, unit_of};
use super::{Bound, Quantity, digits};
use std::ops::Range;

/// Reads a quantity; money is one.
///
/// # Errors
/// [`Code::BadQuantity`](crate::diagnostic::Code::BadQuantity), `AmbiguousCurrency` for a bare `$` or `¥`, `LowAboveHigh` for a range that runs down.
pub fn parse_quantity(text: &str) -> Result<Quantity, Unreadable> {
    read(text, Wanted::Quantity)
}

/// Reads a sum of money: a quantity whose unit is a currency.
///
/// # Errors
/// [`Code::BadMoney`](crate::diagnostic::Code::BadMoney), also where no currency is named; `AmbiguousCurrency` for a bare `$` or `¥`, `LowAboveHigh` for a
/// range that runs down.
pub fn parse_money(text: &str) -> Result<Quantity, Unreadable> {
    read(text, Wanted::Money)
}

fn read(text: &str, wanted: Wanted) -> Result<Quantity, Unreadable> {
    let normal = Normal::new(text);
    match both_sides(&normal.text, wanted) {
        Ok(quantity) => Ok(Quantity { original: text.trim().to_owned(), ..quantity }),
        Err(problem) => Err(problem.told(&normal, wanted)),
    }
}

/// `CNY 1 billion = USD 138 million`, or the first of the two alone.
fn both_sides(text: &str, wanted: Wanted) -> Result<Quantity, Problem> {
    let mut equals = text
        .char_indices()
        .filter(|&(at, character)| character == '=' && !is_part_of_bound(text, at))
        .map(|(at, _)| at);
    let first_end = equals.next().unwrap_or(text.len());
    let quantity = side(text, 0..first_end)?;
    if wanted == Wanted::Money && !quantity.is_money() {
        return Err(Problem::no_currency(text, 0..first_end));
    }
    if first_end == text.len() {
        return Ok(quantity);
    }
    if let Some(again) = equals.next() {
        return Err(Problem::at(
            again..again + 1,
            "a second `=` stands here",
            "one conversion can be given, the source's own",
        ));
    }
    let conversion = side(text, first_end + 1..text.len())?;
    if conversion.unit == Unit::None {
        let range = first_end + 1..text.len();
        return Err(Problem::at(
            range,
            "the conversion has no unit",
            "name the unit on both sides, such as `15 million kg = 33 million lb`",
        ));
    }
    Ok(Quantity { conversion: Some(Box::new(conversion)), ..quantity })
}

fn is_part_of_bound(text: &str, at: usize) -> bool {
    text[..at].ends_with(['<', '>']) || text[at + 1..].starts_with('>')
}

/// One end of a range, with what was written around its number.
struct End {
    number: Number,
    currency: Option<&'static str>,
    suffix: Option<Suffix>,
    /// Whether the scale word is that of the other end.
    covered: bool,
    range: Range<usize>,
}

/// One side of the `=`.
fn side(text: &str, range: Range<usize>) -> Result<Quantity, Problem> {
    let mut cursor = Cursor::new(text, range);
    cursor.skip_blanks();
    let mut bound = cursor.bound();
    let separator = if cursor.eat("between") { "and" } else { "to" };
    if separator == "to" && bound.is_none() {
        cursor.eat("from");
    }
    let low = end(&mut cursor, &mut bound)?;
    let (between, high) = high_end(&mut cursor, &low, separator)?;
    let low = match &high {
        Some(high) if low.number.scale == Scale::One => covered_by(low, high)?,
        Some(_) | None => low,
    };
    if high.is_none() && bound.is_none() && cursor.eat("+") {
        bound = Some(Bound::AtLeast);
    }
    let bound = bound.unwrap_or(Bound::Exact);
    if let Some(high) = &high {
        in_order(text, &low, high, bound)?;
    }
    let unit = unit(cursor, between, &low, high.as_ref())?;
    let (low, high) = (low.number, high.map(|high| high.number));
    Ok(Quantity { bound, low, high, unit, conversion: None, original: String::new() })
}

fn end(cursor: &mut Cursor<'_>, bound: &mut Option<Bound>) -> Result<End, Problem> {
    cursor.skip_blanks();
    let start = cursor.at();
    let before_currency = cursor.sign();
    let currency = prefix(cursor)?;
    cursor.skip_blanks();
    if bound.is_none() {
        *bound = cursor.bound();
        cursor.skip_blanks();
    }
    // A sign stands before the currency or after it, never twice.
    let sign = before_currency.or_else(|| cursor.sign()).unwrap_or(Sign::Plus);
    cursor.skip_blanks();
    let number = number(cursor, sign)?;
    let suffix = suffix(cursor)?;
    Ok(End { number, currency, suffix, covered: false, range: start..cursor.at() })
}

fn prefix(cursor: &mut Cursor<'_>) -> Result<Option<&'static str>, Problem> {
    match currency::leading_shared(cursor.rest()) {
        Some(len) => Err(Problem::ambiguous(cursor.at()..cursor.at() + len)),
        None => Ok(cursor.currency()),
    }
}

fn number(cursor: &mut Cursor<'_>, sign: Sign) -> Result<Number, Problem> {
    let start = cursor.at();
    let written = cursor.digits();
    let range = start..cursor.at();
    if written.is_empty() {
        return Err(Problem::no_number(cursor.rest(), range));
    }
    if let Some(power) = exponent(cursor.rest()) {
        return Err(Problem::not_digits(start..cursor.at() + power));
    }
    let digits = digits::read(written, sign)
        .map_err(|refusal| Problem::refused(&refusal, written, range))?;
    // A share in percentage points must not lose its 百 to the scale words.
    let scale = if cursor.clone().suffix().is_some() {
        Scale::One
    } else {
        cursor.scale().unwrap_or(Scale::One)
    };
    Number::new(digits, scale).ok_or_else(|| Problem::too_long(start..cursor.at()))
}

/// Returns the length of an exponent, `e9`, that `rest` begins with.
fn exponent(rest: &str) -> Option<usize> {
    let power = rest.strip_prefix(['e', 'E'])?;
    let power = power.strip_prefix(['+', '-']).unwrap_or(power);
    power.starts_with(|character: char| character.is_ascii_digit()).then(|| rest.len().min(2))
}

fn suffix(cursor: &mut Cursor<'_>) -> Result<Option<Suffix>, Problem> {
    let found = cursor.suffix();
    let mut ahead = *cursor;
    ahead.skip_blanks();
    match currency::leading_shared(ahead.rest()) {
        Some(len) => Err(Problem::ambiguous(ahead.at()..ahead.at() + len)),
        None => Ok(found),
    }
}

/// The other end of a range, and the words that stood after its first.
type HighEnd<'a> = (Option<(&'a str, Range<usize>)>, Option<End>);

fn high_end<'a>(
    cursor: &mut Cursor<'a>,
    low: &End,
    separator: &str,
) -> Result<HighEnd<'a>, Problem> {
    let mut bound = Some(Bound::Exact);
    if cursor.separator(separator) {
        return Ok((None, Some(end(cursor, &mut bound)?)));
    }
    if low.currency.is_some() {
        return Ok((None, None));
    }
    let rest = cursor.rest();
    let start = cursor.at();
    let separated = |at: usize| {
        let mut ahead = *cursor;
        ahead.skip(at);
        ahead.separator(separator).then_some((at, ahead))
    };
    match rest.match_indices([' ', '–', '—']).find_map(|(at, _)| separated(at)) {
        None => Ok((None, None)),
        Some((at, ahead)) => {
            *cursor = ahead;
            let words = (&rest[..at], start..start + at);
            Ok((Some(words), Some(end(cursor, &mut bound)?)))
        }
    }
}

/// The scale word of the high end covers a low end that has none of its own.
fn covered_by(low: End, high: &End) -> Result<End, Problem> {
    match Number::new(low.number.digits, high.number.scale) {
        Some(number) => Ok(End { number, covered: true, ..low }),
        None => Err(Problem::too_long(low.range)),
    }
}

fn in_order(text: &str, low: &End, high: &End, bound: Bound) -> Result<(), Problem> {
    let whole = low.range.start..high.range.end;
    match bound {
        Bound::Exact | Bound::About => {}
        Bound::MoreThan | Bound::LessThan | Bound::AtLeast | Bound::AtMost | Bound::Almost => {
            let help = "give the one or the other: `100–150`, or `more than 100`";
            return Err(Problem::at(whole, "a bound and a range stand together", help));
        }
    }
    if low.number.value() <= high.number.value() {
        return Ok(());
    }
    Err(Problem::low_above_high(&text[whole.clone()], whole, in_order_help(low, high)))
}

fn in_order_help(low: &End, high: &End) -> String {
    let currency = low.currency.or(high.currency).map(|code| format!("{code} "));
    let currency = currency.unwrap_or_default();
    let both = |low, high| format!("`{currency}{}–{}`", grouped(low), grouped(high));
    let (digits, value) = (low.number.digits, high.number.value());
    // Nobody writes 800,000 million: such a low end was meant without the scale word.
    if low.covered && digits >= Decimal::ONE_THOUSAND && digits < value {
        let word = high.number.scale.word();
        let both = both(digits, value);
        return format!("the last `{word}` covers both ends; write both in full, such as {both}");
    }
    format!("the lower number comes first: {}", both(value, low.number.value()))
}

/// Makes one unit of all that was written before, between and after the numbers.
fn unit(
    cursor: Cursor<'_>,
    between: Option<(&str, Range<usize>)>,
    low: &End,
    high: Option<&End>,
) -> Result<Unit, Problem> {
    let mut currencies = [Some(low), high]
        .into_iter()
        .flatten()
        .flat_map(|end| [end.currency, currency_of(end.suffix)])
        .flatten();
    let suffixes = [Some(low), high].into_iter().flatten().map(|end| end.suffix);
    let after = cursor.at()..cursor.at() + cursor.rest().len();
    if let Some(code) = currencies.next() {
        let differs = currencies.any(|other| other != code);
        let is_share = suffixes.flatten().any(|suffix| currency_of(Some(suffix)).is_none());
        if differs || is_share || between.is_some() {
            return Err(Problem::two_units(low.range.start..after.end));
        }
        return Ok(Unit::Currency { code: code.to_owned(), per: per_of(cursor.rest(), after)? });
    }
    let shares: Vec<Suffix> = suffixes.flatten().collect();
    if shares.windows(2).any(|pair| pair[0] != pair[1]) {
        return Err(Problem::two_units(low.range.start..after.end));
    }
    let unit = unit_of(shares.first().copied(), cursor.rest(), after.clone())?;
    let after_low = match between {
        Some((words, range)) => unit_of(low.suffix, words, range)?,
        None => unit.clone(),
    };
    if after_low.same(&unit) {
        Ok(unit)
    } else {
        Err(Problem::two_units(low.range.start..after.end))
    }
}

const fn currency_of(suffix: Option<Suffix>) -> Option<&'static str> {
    match suffix {
        Some(Suffix::Currency(code)) => Some(code),
        Some(Suffix::Percent | Suffix::PercentagePoints) | None => None,
    }
}

//! Yearly lows and highs of the dollar in yuan.
/// Where the table was read.
pub const FX_SOURCES: &[&str] = &[];

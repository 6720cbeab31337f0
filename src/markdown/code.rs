pub fn highlight(_c: &str, _l: &str) -> Option<String> {
    None
}

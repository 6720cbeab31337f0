pub(super) fn balance(h: &str) -> String {
    ammonia::clean(h)
}

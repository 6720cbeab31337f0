//! What a run makes of each severity: codes allowed, codes denied, warnings taken for errors.
//!
//! Takes what the command line says and a report; gives the report that counts. Never chooses an exit status.

use super::{Code, Diagnostic, Severity};
use std::collections::BTreeSet;

/// Which problems count, and for how much.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    allowed: BTreeSet<Code>,
    denied: BTreeSet<Code>,
    everything: Denial,
}

/// What is denied besides the codes that are named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Denial {
    #[default]
    Nothing,
    Warnings,
    All,
}

impl Policy {
    /// Leaves out problems of this code.
    #[must_use]
    pub fn allow(mut self, code: Code) -> Self {
        self.allowed.insert(code);
        self
    }

    /// Takes problems of this code for errors, also where it is allowed.
    #[must_use]
    pub fn deny(mut self, code: Code) -> Self {
        self.denied.insert(code);
        self
    }

    /// Takes every warning for an error, as `--strict` asks.
    #[must_use]
    pub fn deny_warnings(mut self) -> Self {
        if self.everything == Denial::Nothing {
            self.everything = Denial::Warnings;
        }
        self
    }

    /// Takes every problem for an error, as `--deny all` asks.
    #[must_use]
    pub fn deny_all(mut self) -> Self {
        self.everything = Denial::All;
        self
    }

    /// Returns the problems of `report` that count, in their order, each as bad as it counts.
    #[must_use]
    pub fn apply(&self, report: Vec<Diagnostic>) -> Vec<Diagnostic> {
        report.into_iter().filter_map(|diagnostic| self.judge(diagnostic)).collect()
    }

    fn judge(&self, diagnostic: Diagnostic) -> Option<Diagnostic> {
        let code = diagnostic.code;
        if self.denied.contains(&code) {
            return Some(diagnostic.severity(Severity::Error));
        }
        if self.allowed.contains(&code) {
            return None;
        }
        let severity = match (self.everything, diagnostic.severity) {
            (Denial::All, _) | (Denial::Warnings, Severity::Warning) => Severity::Error,
            (Denial::Nothing | Denial::Warnings, severity) => severity,
        };
        Some(diagnostic.severity(severity))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;
    use std::sync::Arc;

    fn severities(policy: &Policy) -> Vec<Severity> {
        let path: Arc<str> = "content/a.md".into();
        let codes = [Code::BadDate, Code::BrokenLink, Code::Orphan];
        let report = codes.map(|code| Diagnostic::new(code, &path, Span::default(), "it is wrong"));
        policy.apply(report.into()).into_iter().map(|diagnostic| diagnostic.severity).collect()
    }

    #[test]
    fn a_code_is_left_out_or_made_an_error() {
        use Severity::{Advice, Error, Warning};
        let policy = Policy::default;
        assert_eq!(severities(&policy()), [Error, Warning, Advice]);
        assert_eq!(severities(&policy().deny_warnings()), [Error, Error, Advice]);
        assert_eq!(severities(&policy().deny_all().deny_warnings()), [Error, Error, Error]);
        assert_eq!(severities(&policy().deny_all().allow(Code::Orphan)), [Error, Error]);
        assert_eq!(
            severities(&policy().allow(Code::Orphan).deny(Code::Orphan)),
            [Error, Warning, Error]
        );
    }
}

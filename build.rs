//! Makes what code is highlighted with, before the crate itself is built.
//!
//! Takes the grammars of `two-face`; gives them to `src/markdown/code.rs` with patterns that are quick to compile, and without
//! the one that no program comes out of.

#[path = "build/classes.rs"]
mod classes;

use std::error::Error;
use std::path::Path;
use syntect::dumps::dump_to_uncompressed_file;
use syntect::parsing::syntax_definition::{Pattern, SyntaxDefinition};
use syntect::parsing::{Regex, SyntaxSet, SyntaxSetBuilder};

/// What in JavaScript and its kin begins no operator that goes on with the statement above.
const NO_OPERATOR: &str = r"(?! \+\+ | -- )";
/// The same, and no comment: where one stands alone in a line below a statement without a semicolon, two contexts would
/// hand it to each other for ever.
const NEITHER_COMMENT: &str = r"(?! \+\+ | -- | /[/*] )";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=build");
    let folder = std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set: cargo runs this")?;
    let path = Path::new(&folder).join("grammars.bin");
    let (grammars, mended) = made_anew(two_face::syntax::extra_newlines());
    if mended == 0 {
        return Err(format!("two-face has no `{NO_OPERATOR}` any more: see NEITHER_COMMENT").into());
    }
    dump_to_uncompressed_file(&grammars, &path)
        .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    Ok(())
}

/// Builds the grammars anew with every pattern simplified; tells how many had to be mended.
fn made_anew(grammars: SyntaxSet) -> (SyntaxSet, usize) {
    let mut made = SyntaxSetBuilder::new();
    let mut mended = 0;
    for grammar in grammars.into_builder().syntaxes() {
        let mut grammar = grammar.clone();
        mended += make_anew(&mut grammar);
        made.add(grammar);
    }
    (made.build(), mended)
}

fn make_anew(grammar: &mut SyntaxDefinition) -> usize {
    let mut mended = 0;
    let patterns = grammar.contexts.values_mut().flat_map(|context| &mut context.patterns);
    for pattern in patterns {
        if let Pattern::Match(found) = pattern {
            let pattern = found.regex.regex_str();
            mended += usize::from(pattern.contains(NO_OPERATOR));
            let pattern = pattern.replace(NO_OPERATOR, NEITHER_COMMENT);
            found.regex = Regex::new(classes::simplified(&pattern));
        }
    }
    mended
}

//! Formulas that are read, refused and made safe.

use super::*;
use proptest::prelude::*;

/// Returns whether the markup is well-formed and holds nothing but MathML.
fn is_sound(markup: &str) -> bool {
    let mut reader = quick_xml::Reader::from_str(markup);
    let mut depth: i32 = 0;
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Start(tag)) => {
                depth += 1;
                let name = tag.name().as_ref().to_owned();
                let ours = name.starts_with('m') || name == "semantics" || name == "annotation";
                let quiet = tag.attributes().all(|one| {
                    one.is_ok_and(|one| {
                        let key = one.key.as_ref();
                        !key.starts_with("on") && key != "style" && key != "href"
                    })
                });
                if !ours || !quiet {
                    return false;
                }
            }
            Ok(quick_xml::events::Event::End(_)) => depth -= 1,
            Ok(quick_xml::events::Event::Eof) => return depth == 0,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

#[test]
fn a_formula_carries_its_latex() {
    let markup = mathml("x^2 < y", Display::Inline).unwrap();
    assert_eq!(
        markup,
        "<math display=\"inline\"><semantics><mrow><msup><mi>x</mi><mn>2</mn></msup><mo>&lt;</mo>\
         <mi>y</mi></mrow><annotation encoding=\"application/x-tex\">x^2 &lt; y</annotation>\
         </semantics></math>"
    );
    assert!(mathml("x", Display::Block).unwrap().starts_with("<math display=\"block\">"));
}

#[test]
fn what_a_writer_uses_is_understood() {
    for latex in [
        r"\frac{\text{GMV}_{2020}}{\text{GMV}_{2019}} - 1 = 614\%",
        r"\sum_{i=1}^{n} x_i \geq \sqrt[3]{y} \cdot \left( \frac{a}{b} \right]",
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
        r"\begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}",
        r"\begin{align} a &= b + c \\[1em] &= d \end{align}",
        r"\begin{array}{|c|r|} \hline a & b \\ \hline c & d \\ \hline \end{array}",
        r"\mathbb{R}\ \mathcal{F}~\hat{x}\quad\overline{AB}\!\! \big( \operatorname{rank} A \big)",
        r"\color{red} x \text{直播 & more <b>} % a comment",
        "增长率 = 5",
    ] {
        let markup =
            mathml(latex, Display::Block).unwrap_or_else(|error| panic!("{latex}: {error}"));
        assert!(is_sound(&markup), "{latex}\n{markup}");
        assert!(!markup.contains("&amp;nbsp;") && !markup.contains("merror"), "{markup}");
    }
}

#[test]
fn reasons_are_in_the_authors_terms() {
    for (latex, reason) in [
        (r"\frac{1}{2} \foo{x}", r"unknown command `\foo`"),
        (r"{x \\hline", "`{` has no `}`"),
        (r"x}", "a group is closed that was not opened"),
        (r"\frac", "a command lacks what it applies to"),
        (r"a & b", r"`&` stands outside a table; write `\&`"),
        (r"x^2^3", "two superscripts on one symbol"),
        (r"\begin{nonsense}x\end{nonsense}", r"unknown environment after `\begin`"),
        (r"\def\a{x}\a", r"`\def` is not understood: formulas cannot define commands"),
        (r"\char60", r"`\char` is not understood: write the character itself"),
        (r"\href{javascript:alert(1)}{x}", r"unknown command `\href`"),
        (r"\class{x}{y}", r"unknown command `\class`"),
    ] {
        assert_eq!(mathml(latex, Display::Inline), Err(reason.to_owned()), "{latex}");
    }
}

#[test]
fn markup_in_a_formula_is_text() {
    for latex in [
        r"<script>alert(1)</script>",
        r"\operatorname{<img src=x onerror=alert(1)>}",
        r"\mathop{<script>alert(1)</script>}",
        r"\text{</mtext></math><script>alert(1)</script>}",
        r"\textbf{<script>alert(1)</script>}",
        r"x % </annotation><script>alert(1)</script>",
        r"\text{a}\not<b\not>c",
    ] {
        let markup =
            mathml(latex, Display::Inline).unwrap_or_else(|error| panic!("{latex}: {error}"));
        assert!(is_sound(&markup), "{latex}\n{markup}");
    }
}

#[test]
fn hostile_sizes_are_refused() {
    let nested = format!("{}x{}", "{".repeat(10_000), "}".repeat(10_000));
    for latex in [nested, r"\hat".repeat(5_000), r"\frac1".repeat(2_000), "%\n".repeat(9_000)] {
        assert!(mathml(&latex, Display::Inline).is_err());
    }
    let most = format!("{}x", r"\hat ".repeat(MAX_COMMANDS));
    assert!(mathml(&most, Display::Inline).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_parts_are_refused_or_sound(parts in proptest::collection::vec(part(), 0..12)) {
        if let Ok(markup) = drawn(&parts.concat(), Display::Inline) {
            prop_assert!(is_sound(&markup), "{}", markup);
        }
    }

    #[test]
    fn any_formula_is_refused_or_sound(latex in formula()) {
        if let Ok(markup) = drawn(&latex, Display::Inline) {
            prop_assert!(is_sound(&markup), "{}", markup);
        }
    }

    #[test]
    fn any_text_is_refused_or_sound(latex in "\\PC{0,40}") {
        if let Ok(markup) = drawn(&latex, Display::Block) {
            prop_assert!(is_sound(&markup), "{}", markup);
        }
    }
}

/// Gives LaTeX whose groups are whole.
fn formula() -> impl Strategy<Value = String> {
    let leaf = one_of(
        r"x¦7¦+¦<¦=¦,¦'¦快¦\alpha ¦\sum ¦\lim ¦\!¦\ ¦~¦|¦\text{ <b> }¦\operatorname{&}¦\color{red}¦\not<¦\big(¦\hspace{-1em}",
    );
    leaf.prop_map(str::to_owned).prop_recursive(4, 40, 4, |inner| {
        let around = proptest::sample::select(vec![
            ("{", "}"),
            (r"\left(", r"\right."),
            (r"\begin{array}{|c||r|}\hline ", r"\end{array}"),
            (r"\begin{cases}", r"\end{cases}"),
            (r"\begin{align}", r"\end{align}"),
            (r"\begin{alignat}{2}", r"\end{alignat}"),
            (r"\begin{split}", r"\end{split}"),
            (r"\begin{gather}", r"\end{gather}"),
            (r"\begin{equation}", r"\end{equation}"),
            (r"\begin{pmatrix}", r"\end{pmatrix}"),
            (r"\hat{", "}"),
            (r"\sqrt[3]{", "}"),
            (r"\overset{a}{", "}"),
            (r"\underbrace{", "}_x"),
            (r"\binom12{", "}"),
            (r"\frac{1}{", "}"),
        ]);
        let between = one_of(r"¦¦^¦_¦&¦\\¦\\[1em]");
        let pieces = proptest::collection::vec((inner, between), 1..4);
        (around, pieces).prop_map(|((open, close), pieces)| {
            let inside: String =
                pieces.into_iter().map(|(piece, next)| format!("{piece}{next}")).collect();
            format!("{open}{inside}{close}")
        })
    })
}

/// Gives a piece of LaTeX that the parser may trip over.
fn part() -> impl Strategy<Value = &'static str> {
    one_of(concat!(
        r"x¦1¦12.5¦{¦}¦^¦_¦&¦\\¦<¦>¦'¦~¦ ¦%¦#¦$¦快¦{#快快}¦é¦[¦]¦(¦|¦\frac¦\sqrt¦\left(¦\right)¦\left.",
        r"¦\begin{array}{|c||c|}¦\begin{array}{c|}¦\begin{array}{||}¦\end{array}¦\begin{cases}",
        r"¦\end{cases}¦\begin{matrix}¦\end{matrix}¦\begin{align}¦\end{align}¦\hline¦\\[2em]¦\text{a",
        r"¦\operatorname¦\not¦\hat¦\big¦\sum¦\limits¦\mathbb¦\color{red}¦\quad¦\!¦\hspace{-1em}",
        r"¦\overset¦\underbrace¦\binom¦\genfrac¦\middle|¦\substack{¦\lim¦\mathop¦\stackrel",
        r"¦\begin{alignat}{2}¦\end{alignat}¦\begin{split}¦\end{split}¦\xrightarrow",
    ))
}

/// Gives one of the pieces between `¦`.
fn one_of(pieces: &'static str) -> impl Strategy<Value = &'static str> {
    proptest::sample::select(pieces.split('¦').collect::<Vec<_>>())
}

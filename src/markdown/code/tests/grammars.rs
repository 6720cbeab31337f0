//! That the grammars made by `build.rs` tell apart what those they were made from do.

#[path = "../../../../build/classes.rs"]
mod classes;

use super::super::SYNTAXES;
use syntect::parsing::{ParseState, ScopeStackOp, SyntaxSet};

/// Code with hanzi in comments, strings and names, beside punctuation of both kinds.
const SAMPLES: [(&str, &str); 16] = [
    (
        "sql",
        "-- 每月买家，按渠道\nSELECT 月份, COUNT(DISTINCT buyer_id) AS 买家数 FROM orders o\nWHERE \
         channel = '直播（抖音）' AND refunded = FALSE AND fee >= 1.5e3 /* 注释 */\nGROUP BY `月份` \
         ORDER BY 1 DESC;\nCREATE TABLE 订单 (id INT PRIMARY KEY, 金额 DECIMAL(10, 2) NOT NULL);\n",
    ),
    (
        "rust",
        "//! 平台，“抽成”。\nuse std::fmt::{self, Write as _};\n#[derive(Debug)]\npub struct 平台<'a, T: \
         Clone> { 名: &'a str, 值: Option<T> }\nimpl<'a, T: Clone> 平台<'a, T> {\n    /// 比率：`fees / \
         gmv`\n    pub fn 抽成(&self, fees: f64) -> Result<f64, fmt::Error> {\n        let r#类 = 1_000u64 \
         as f64; let s = r#\"原文\"#; // 注\n        println!(\"{}：{:>8.2}\\n\\u{4f60}\", self.名, fees); \
         'x: loop { break 'x }\n        Ok(fees / r#类)\n    }\n}\nconst 上限: usize = 0xff;\n",
    ),
    (
        "json",
        "{\n  \"平台\": \"抖音，\\u5feb\\n\",\n  \"gmv\": 2.2e12, \"空\": null,\n  \"列\": [true, false, -1, \
         {\"a_b\": \"“”\"}]\n}\n",
    ),
    (
        "javascript",
        "/** 买家（去重）\n * @param {string} 名 */\nimport { 读 as read } from \"./订单.js\";\nconst 直播 = \
         orders.filter((o) => o.channel === '直播' && o.$额 > 1_000n);\nexport class 店铺 extends Base {\n  \
         #私 = 0x1F; static async *列(甲, ...rest) { yield* this.#私; return /快+[\\w手]/giu.test(甲); }\n}\n\
         console.log(`买家：${new Set(直播.map(({ buyer: 人 }) => 人)).size}`); // 注\nlabel: for (let i = \
         0; i < 3; i++) { 函数(i)?.值 ?? delete a[b]; }\n",
    ),
    (
        "bash",
        "#!/bin/bash\n# 逐月下载，然后合计\nset -euo pipefail\n名=\"直播\"; export 渠道=$名\nfor m in \
         2023-{01..12}; do\n  curl -s \"https://example.org/gmv?月=$m&n=${#名}\" | jq -r '.合计' >> 表.txt \
         2>&1\ndone\n函数() { local x=$((1 + 2)); [[ $1 =~ ^快.*$ ]] && echo “$x” || return 1; }\ncat <<EOF\n\
         合计：$(wc -l < 表.txt)\nEOF\ncase $m in 甲|乙) true ;; *) false ;; esac\n",
    ),
    (
        "python",
        "# 注释：比率\nfrom __future__ import annotations\nimport 数据 as d\n@装饰\nclass 平台(Base, \
         metaclass=M):\n    \"\"\"说明，“引号”。\"\"\"\n    async def 抽成(self, 费用: float = 1.5e3, *args, \
         **kw) -> str:\n        总额 = [x for x in range(0x10) if x not in kw and not 费用]\n        \
         return f\"{self.名!r}：{费用:>8.2f}\" + r'\\d快' % (总额, None) + b'x'\n\nlambda 甲: 甲 @ 乙\n",
    ),
    (
        "yaml",
        "# 图\n名称: 快手，短视频\n\"引\": 'it''s'\nsubject: \"[[kuaishou]]\" # 注\nobservations:\n  - \
         {period: 2020, value: CNY 250 billion, 状态: target}\n  - &锚 |\n    多行：文字\n  - *锚\n? 复杂\n: \
         ~\n日期: 2020-01-02T03:04:05Z\n",
    ),
    (
        "toml",
        "# 设置\n[包.\"名 称\"]\nname = \"知库，\\u77e5\"\nversion = '0.1'\n列 = [1_000, 0xff, 1.5e3, true, \
         1979-05-27T07:32:00Z]\n[[表]]\na.b = { 甲 = \"\"\"多行\n文字\"\"\" }\n",
    ),
    (
        "html",
        "<!DOCTYPE html>\n<html lang=\"zh\"><!-- 注释，页 --><head><style>.类 > a:hover { color: #fff; \
         }</style>\n<script>const 值 = \"快\"; // 注\n</script></head>\n<body class='首 页' \
         data-名=1><p>正文：&amp;&nbsp;“引”</p><自定-x 甲=乙></body></html>\n",
    ),
    (
        "css",
        "/* 样式，夜间 */\n@media (min-width: 40em) and (prefers-color-scheme: dark) {\n  .卡片 > \
         h1::before, #主_x[data-名=\"值\"]:not(.甲-b) { --颜色: #09f; content: \"「\\4f60」\"; margin: -0.5em \
         auto !important; width: calc(100% - var(--宽, 2px)); }\n}\n@font-face { font-family: \"黑体\"; \
         src: url(字.woff2); }\n",
    ),
    (
        "go",
        "// 包，注释\npackage main\n\nimport \"fmt\"\n\ntype 平台[T any] struct { 名 string `json:\"名\"`; \
         值 map[string]T }\n\nfunc (p *平台[T]) 抽成(费用 float64, xs ...int) (r float64, err error) {\n\tfor \
         i, x := range xs { go 函数(i, x<<2, 'a', '快') }\n\tfmt.Printf(\"%s：%5.2f\\n\", p.名, 费用)\n\treturn \
         0x1p-2, nil\n}\n",
    ),
    (
        "c",
        "/* 头文件，注 */\n#include <stdio.h>\n#define 最大(a, b) ((a) > (b) ? (a) : (b)) // 宏\ntypedef struct \
         节点 { char *名; unsigned long 值; } 节点_t;\nstatic int 求和(const 节点_t *n, int k) {\n    for (int \
         i = 0; i < 0x10UL; ++i) printf(\"%d：%s\\n\", i, n->名);\n    return k ? L'快' : 最大(1, 2.5f);\n}\n",
    ),
    (
        "java",
        "/** 平台，{@link 订单} */\npackage 例.示;\nimport java.util.*;\n@Override(\"值\")\npublic final class \
         平台<T extends Comparable<T>> implements 接口 {\n    private static final int 上限 = 1_000L, MAX_值 \
         = 'c';\n    public <R> R 抽成(final List<? super T> 列, double... fees) throws 异常 {\n        var x = \
         new 节点<>(列.size()); // 注\n        return 列.stream().map(甲 -> \"快\\n\" + 甲::名).toList();\n    }\n}\n",
    ),
    (
        "typescript",
        "type 名<T> = { readonly [K in keyof T]?: T[K] };\nenum 渠道 { 直播 = 'live' }\nexport abstract class \
         店<T extends 名<T>> { constructor(private 值: number, 乙?: string | undefined) {} 求(): asserts 值 is \
         T { return <any>this.值!; } }\n",
    ),
    ("diff", "--- a/旧.txt\n+++ b/新.txt\n@@ -1,2 +1,2 @@ 节\n-旧，行\n+新“行”\n 同\n"),
    (
        "md",
        "# 标题，一\n\n- *强*调、**粗体**，`代码` [链](https://example.org/路)\n\n```rust\nfn 甲() {}\n```\n\n> \
         引：~~删~~\n\n| 列 | b |\n|---|--:|\n| 甲 | 1 |\n",
    ),
];

fn operations(code: &str, language: &str, grammars: &SyntaxSet) -> Vec<Vec<(usize, ScopeStackOp)>> {
    let mut state = ParseState::new(grammars.find_syntax_by_token(language).unwrap());
    code.split_inclusive('\n').map(|line| state.parse_line(line, grammars).unwrap()).collect()
}

#[test]
fn code_is_told_apart_as_by_the_grammars_they_were_made_from() {
    let before = two_face::syntax::extra_newlines();
    for (language, code) in SAMPLES {
        let lines = operations(code, language, &SYNTAXES);
        for (line, (after, before)) in
            code.lines().zip(lines.iter().zip(&operations(code, language, &before)))
        {
            assert_eq!(after, before, "{language}: {line}");
        }
    }
}

//! `docs/tables*.md`, the list of columns in `docs/reference*.md` and `docs/schema/tables.json` are
//! made from the columns of the tables.

#![allow(clippy::disallowed_methods)]

use std::{env, fmt::Write as _, fs};

use serde::{Serialize, Serializer};
use serde_json::{Value, json};
use yiti::{
    analysis::{Analysis, SCHEMA},
    compare::MeetingComparison,
    phrase::Phrase,
    report::{
        comparison_tables, survey_tables,
        table::{Column, Kind, Table},
        tables,
    },
    survey::Survey,
};

mod common;

/// Makes the files again.
const RENEW: &str = "RENEW=1 cargo test --release --locked --test tables";

#[test]
fn the_tables_and_the_schema_are_made_from_the_columns() {
    let nothing = Analysis { schema: SCHEMA, meetings: Vec::new() };
    let no_meetings = no_comparison();
    let compared = comparison_tables(&no_meetings);
    let no_groups = no_survey();
    let surveyed = survey_tables(&no_groups);
    let tables = tables(&nothing);
    let all: Vec<Table> = tables.iter().chain(&compared).chain(&surveyed).cloned().collect();
    let parts = [tables.as_slice(), &compared, &surveyed];
    for (path, made) in [
        ("docs/tables.md", reference(parts, &ENGLISH)),
        ("docs/tables.zh.md", reference(parts, &CHINESE)),
        ("docs/reference.md", with_index("docs/reference.md", &all, &ENGLISH)),
        ("docs/reference.zh.md", with_index("docs/reference.zh.md", &all, &CHINESE)),
        ("docs/schema/tables.json", schema(&all)),
    ] {
        let path = common::root().join(path);
        if env::var_os("RENEW").is_some() {
            fs::write(&path, made).expect("the repository can be written");
        } else {
            let is_same = fs::read_to_string(&path).is_ok_and(|found| found == made);
            assert!(is_same, "{}: the columns have changed; run\n{RENEW}", path.display());
        }
    }
}

/// A comparison of no meetings.
fn no_comparison() -> MeetingComparison {
    let codebook = json!({ "name": "", "verdict": "fits", "margin": null, "tried": [] });
    let ground = json!({ "frozen": null, "codebook": codebook, "terms": 0, "draws": 0, "seed": 0 });
    let comparison = json!({
        "schema": yiti::compare::SCHEMA, "ground": ground, "themes": [], "speakers": [],
        "meetings": [], "reference": null, "changes": [], "series": null, "findings": [],
    });
    serde_json::from_value(comparison).expect("a comparison")
}

/// A survey of no groups.
fn no_survey() -> Survey {
    let survey = json!({
        "schema": yiti::survey::SCHEMA, "codebook": "", "rows": 0, "sentences": 0, "draws": 0,
        "groups": [],
    });
    serde_json::from_value(survey).expect("a survey")
}

/// What stands around the names of the columns in the reference.
const MARKS: [&str; 2] = ["<!-- columns -->\n", "<!-- /columns -->"];

/// The reference at `path` with the names of all tables and columns.
fn with_index(path: &str, tables: &[Table], words: &Words) -> String {
    let text = common::text(&common::root().join(path));
    let (before, rest) = text.split_once(MARKS[0]).expect(MARKS[0]);
    let (_, after) = rest.split_once(MARKS[1]).expect(MARKS[1]);
    let rows: String = tables.iter().map(|table| index_row(table, words)).collect();
    let head = words.index;
    format!("{before}{}{head}\n|---|---|---|\n{rows}{}{after}", MARKS[0], MARKS[1])
}

fn index_row(table: &Table, words: &Words) -> String {
    let names: Vec<_> = table.columns.iter().map(|column| format!("`{}`", column.name)).collect();
    let (name, row) = (table.name, (words.of)(&table.row));
    format!("| [`{name}`]({}) | {row} | {} |\n", words.page, names.join(words.comma))
}

/// The words of the reference in one language.
struct Words {
    head: &'static str,
    /// What stands before the tables of a comparison.
    comparison: &'static str,
    /// What stands before the tables of a survey.
    survey: &'static str,
    columns: &'static str,
    /// Names of the kinds in the order of [`Kind`].
    kinds: [&'static str; 5],
    joint: &'static str,
    comma: &'static str,
    /// First line of the index, and the page that it leads to.
    index: &'static str,
    page: &'static str,
    of: fn(&Phrase) -> &str,
}

const ENGLISH: Words = Words {
    head: "\
# The tables of a report

[中文](tables.zh.md) · made from the columns in `src/report/tables/`

Each table is a file in `tables/`: CSV in UTF-8 with a byte order mark, the names of the columns in
its first line. An empty cell means that something is not known, cannot be told, or does not exist.
Texts that a spreadsheet would run as a formula have a `'` before them. `yiti themes`, `yiti terms`
and `yiti figures` print the table of their name with `--format csv`.

A count and a number are in the unit that stands beside them, a share is a part of a whole between 0
and 1, a flag is `true` or `false`. [schema/tables.json](schema/tables.json) says the same as a JSON
Schema.
",
    comparison: "
# The tables of a comparison

`yiti compare` writes these into the folder of a comparison of meetings. A name of a meeting is its
year where that tells the meetings apart, else its date or its title. `difference` is the later
value less the earlier one.
",
    survey: "
# The tables of a survey

`yiti survey` prints the first of these with `--format csv`. In Python each is an attribute of what
`yiti.survey` gives.
",
    columns: "| column | type | meaning |",
    kinds: ["text", "count", "number", "share", "flag"],
    joint: ": ",
    comma: ", ",
    index: "| table | a row is | columns |",
    page: "tables.md",
    of: |phrase| &phrase.en,
};

const CHINESE: Words = Words {
    head: "\
# 报告的表格

[English](tables.md) · 由 `src/report/tables/` 中的列生成

每个表格是 `tables/` 中的一个文件：CSV，UTF-8 编码，带字节顺序标记，第一行是列名。空格表示不知道、说不准或没有。
电子表格会当作公式执行的文字，前面加 `'`。`yiti themes`、`yiti terms`、`yiti figures` 加 `--format csv` 打印同名的表格。

计数和数值的单位写在旁边；份额在 0 与 1 之间；是非为 `true` 或 `false`。
[schema/tables.json](schema/tables.json) 是同样内容的 JSON Schema。
",
    comparison: "
# 比较的表格

`yiti compare` 把这些表格写进会议比较的文件夹。会议以年份称呼；年份分不开时用日期或标题。`difference` 是后减前。
",
    survey: "
# 大表格的表格

`yiti survey` 加 `--format csv` 打印其中第一个。在 Python 里，每个都是 `yiti.survey` 结果的一个属性。
",
    columns: "| 列 | 类型 | 含义 |",
    kinds: ["文字", "计数", "数值", "份额", "是非"],
    joint: "：",
    comma: "、",
    index: "| 表 | 一行是 | 列 |",
    page: "tables.zh.md",
    of: |phrase| &phrase.zh,
};

fn reference(parts: [&[Table]; 3], words: &Words) -> String {
    let heads = [words.head, words.comparison, words.survey];
    let parts = heads.into_iter().zip(parts);
    parts.map(|(head, tables)| format!("{head}{}", tables_of(tables, words))).collect()
}

fn tables_of(tables: &[Table], words: &Words) -> String {
    let mut text = String::new();
    for table in tables {
        let row = (words.of)(&table.row);
        write!(
            text,
            "\n## `{}`{}{row}\n\n{}\n|---|---|---|\n",
            table.name, words.joint, words.columns
        )
        .expect("a string takes all");
        for column in &table.columns {
            let kind = kind(column, words);
            let doc = (words.of)(&column.doc);
            writeln!(text, "| `{}` | {kind} | {doc} |", column.name).expect("a string takes all");
        }
    }
    text
}

/// The type of a column and its unit.
fn kind(column: &Column, words: &Words) -> String {
    let name = words.kinds[column.kind as usize];
    if column.unit.is_empty() { name.into() } else { format!("{name} ({})", column.unit) }
}

/// Keys in the order of the columns.
struct Object(Vec<(&'static str, Value)>);

impl Serialize for Object {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

fn schema(tables: &[Table]) -> String {
    #[derive(Serialize)]
    struct Schema {
        #[serde(rename = "$schema")]
        schema: &'static str,
        title: &'static str,
        description: &'static str,
        #[serde(rename = "type")]
        of: &'static str,
        properties: Tables,
    }
    struct Tables(Vec<(&'static str, Rows)>);
    impl Serialize for Tables {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
        }
    }
    #[derive(Serialize)]
    struct Rows {
        description: String,
        #[serde(rename = "type")]
        of: &'static str,
        items: Row,
    }
    #[derive(Serialize)]
    struct Row {
        #[serde(rename = "type")]
        of: &'static str,
        properties: Object,
        required: Vec<&'static str>,
        #[serde(rename = "additionalProperties")]
        additional: bool,
    }
    let rows = |table: &Table| Rows {
        description: format!("A row is {}.", table.row.en),
        of: "array",
        items: Row {
            of: "object",
            properties: Object(table.columns.iter().map(|one| (one.name, property(one))).collect()),
            required: table.columns.iter().map(|one| one.name).collect(),
            additional: false,
        },
    };
    let schema = Schema {
        schema: "https://json-schema.org/draft/2020-12/schema",
        title: "The tables of a report of yiti",
        description: "Each property is a table, tables/NAME.csv, as an array of its rows. An empty \
                      cell is null.",
        of: "object",
        properties: Tables(tables.iter().map(|table| (table.name, rows(table))).collect()),
    };
    let json = serde_json::to_string_pretty(&schema).expect("texts and lists of texts");
    format!("{json}\n")
}

/// A column as JSON Schema.
fn property(column: &Column) -> Value {
    let mut property = match column.kind {
        Kind::Text => json!({ "type": ["string", "null"] }),
        Kind::Count => json!({ "type": ["integer", "null"], "minimum": 0 }),
        Kind::Number => json!({ "type": ["number", "null"] }),
        Kind::Share => json!({ "type": ["number", "null"], "minimum": 0, "maximum": 1 }),
        Kind::Flag => json!({ "type": ["boolean", "null"] }),
    };
    property["description"] = column.doc.en.clone().into();
    if !column.unit.is_empty() {
        property["unit"] = column.unit.into();
    }
    property
}

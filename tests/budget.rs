//! The documents name every limit, and every limit stands in the table.

use yiti::budget::{Limit, TABLE};

mod common;

/// A limit as people write it: `256 MiB`, `200,000`.
fn shown(limit: &Limit) -> String {
    let value = limit.value;
    if limit.unit.starts_with("bytes") {
        return if value >= 1 << 30 {
            format!("{} GiB", value >> 30)
        } else {
            format!("{} MiB", value >> 20)
        };
    }
    let digits = value.to_string();
    let groups: Vec<&[u8]> = digits.as_bytes().rchunks(3).rev().collect();
    String::from_utf8(groups.join(&b',')).expect("digits")
}

#[test]
fn the_document_of_limits_is_the_table() {
    let document = common::text(&common::root().join("docs/limits.md"));
    let rows: String = TABLE
        .iter()
        .map(|limit| format!("| {} | {} | {} |\n", shown(limit), limit.unit, limit.above))
        .collect();
    let head = document.find("|---").expect("a table");
    let found = document[head..].split_once('\n').expect("rows").1;
    assert!(found == rows, "docs/limits.md should hold these rows:\n{rows}");
}

#[test]
fn every_limit_stands_in_the_table() {
    let source = common::text(&common::root().join("src/budget.rs"));
    let constants = source.lines().filter_map(|line| line.strip_prefix("pub const "));
    let names = constants.filter_map(|rest| rest.split_once(':')).map(|(name, _)| name);
    let names: Vec<&str> = names.filter(|name| *name != "TABLE").collect();
    assert_eq!(names, TABLE.map(|limit| limit.name));
}

#[test]
fn the_guides_name_the_limits_that_a_flag_raises() {
    for guide in ["docs/reference.md", "docs/reference.zh.md"] {
        let text = common::text(&common::root().join(guide));
        assert!(text.contains("(limits.md)"), "{guide}");
        for flag in TABLE.iter().filter_map(|limit| limit.above.split('`').nth(1)) {
            assert!(text.contains(flag), "{guide}: {flag}");
        }
    }
}

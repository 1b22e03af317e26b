//! The first sheet of a workbook: what stands in the others.

use crate::report::table::{Column, Table, column};

/// A column of a table.
struct Described<'a> {
    table: &'a Table<'a>,
    column: &'a Column,
}

/// A row for each column of each table.
pub(super) fn contents<'a>(tables: &'a [Table<'a>]) -> Table<'a> {
    let all = tables
        .iter()
        .flat_map(|table| table.columns.iter().map(move |column| Described { table, column }));
    Table::new(
        "说明",
        all,
        [
            column("表").text(|row: &Described<'_>| row.table.name.into()),
            column("一行是").text(|row| (&row.table.row.zh).into()),
            column("列").text(|row| row.column.name.into()),
            column("含义").text(|row| (&row.column.doc.zh).into()),
            column("meaning").text(|row| (&row.column.doc.en).into()),
            column("单位").text(|row| row.column.unit.into()),
        ],
    )
}

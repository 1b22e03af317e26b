//! Tables and pages for notebooks. Text that was read is only data: everything is escaped.

use yiti::{
    phrase::cut,
    report::{
        table::{Cell, Column, Table},
        visible,
    },
};

/// Rows of a table that a notebook shows.
pub(crate) const SHOWN: usize = 20;

/// Characters of a cell that a notebook shows; chosen by eye.
const CHARACTERS: usize = 120;

/// A text as markup, hidden characters made visible.
pub(crate) fn escaped(text: &str) -> String {
    let text = visible(text);
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// The first rows of a table, and how many there are.
pub(crate) fn table(table: &Table<'_>) -> String {
    let heads = table.columns.iter().map(|column| {
        let meaning = escaped(&format!("{}\n{}", column.doc.zh, column.doc.en));
        format!("<th title=\"{meaning}\">{}</th>", escaped(column.name))
    });
    let rows = table.rows.iter().take(SHOWN).map(|row| {
        let cells = table.columns.iter().zip(row).map(cell);
        format!("<tr>{}</tr>", cells.collect::<String>())
    });
    let (heads, rows) = (heads.collect::<String>(), rows.collect::<String>());
    let (all, columns) = (table.rows.len(), table.columns.len());
    let more = if all > SHOWN { format!(", the first {SHOWN} shown") } else { String::new() };
    format!(
        "<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>\
         <p>{}: {all} rows × {columns} columns{more}</p>",
        escaped(table.name)
    )
}

fn cell((column, cell): (&Column, &Cell<'_>)) -> String {
    /// Decimals of a number; chosen by eye, the tables themselves have all.
    const DECIMALS: usize = 3;
    let align = if column.kind.is_number() { "right" } else { "left" };
    let text = match cell {
        Cell::Text(text) => escaped(&cut(text, CHARACTERS)),
        Cell::Count(count) => count.to_string(),
        Cell::Number(number) | Cell::Share(number) => {
            let number = format!("{number:.DECIMALS$}");
            number.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        Cell::Flag(holds) => holds.to_string(),
        Cell::Empty => String::new(),
    };
    format!("<td style=\"text-align:{align}\">{text}</td>")
}

/// A page in a frame of its own, which shares nothing with the notebook.
///
/// Without a base of its own, a link within the page would lead to the notebook.
pub(crate) fn frame(page: &str) -> String {
    let page = page.replacen("<head>", "<head><base href=\"about:srcdoc\">", 1);
    let page = page.replace('&', "&amp;").replace('"', "&quot;");
    format!(
        "<iframe srcdoc=\"{page}\" sandbox=\"allow-scripts allow-popups\" loading=\"lazy\" \
         style=\"width:100%;height:640px;border:1px solid #ccc\"></iframe>"
    )
}

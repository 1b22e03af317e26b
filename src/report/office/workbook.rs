//! The tables as a workbook, a sheet each: numbers are numbers, heads stay in view, columns can be
//! filtered.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::{MAKER, WORKBOOK, contents::contents};
use crate::{
    error::{Error, Result},
    phrase::cut,
    report::table::{Cell, Column, Kind, Table},
};

/// Rows of a sheet, its head included, and characters of a cell: the limits of the format.
const ROWS: usize = 1 << 20;
const CHARACTERS: usize = 32_767;

/// Widths of columns in digits; chosen by eye.
const NARROWEST: usize = 6;
const WIDEST: usize = 60;

/// The workbook of some tables.
///
/// # Errors
/// A workbook that cannot be made.
pub(in crate::report) fn workbook(tables: &[Table<'_>]) -> Result<Vec<u8>> {
    made(tables).map_err(|cause| Error::file(WORKBOOK, "render")(std::io::Error::other(cause)))
}

fn made(tables: &[Table<'_>]) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same input gives the same bytes, so the workbook has no date of its own.
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let made = DocProperties::new().set_creation_datetime(&date);
    book.set_properties(&made.set_custom_property(MAKER[0], MAKER[1]));
    let styles = Styles::new();
    let contents = contents(tables);
    for table in [&contents].into_iter().chain(tables) {
        sheet(book.add_worksheet(), table, &styles)?;
    }
    book.save_to_buffer()
}

/// How cells look.
struct Styles {
    head: Format,
    share: Format,
    number: Format,
    text: Format,
    /// A text that is wider than its column.
    long: Format,
}

impl Styles {
    fn new() -> Self {
        Self {
            head: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
            share: Format::new().set_num_format("0.0%").set_align(FormatAlign::Top),
            number: Format::new().set_num_format("General").set_align(FormatAlign::Top),
            text: Format::new().set_align(FormatAlign::Top),
            long: Format::new().set_align(FormatAlign::Top).set_text_wrap(),
        }
    }
}

fn sheet(
    sheet: &mut Worksheet,
    table: &Table<'_>,
    styles: &Styles,
) -> std::result::Result<(), XlsxError> {
    sheet.set_name(table.name)?;
    for (place, column) in (0_u16..).zip(&table.columns) {
        sheet.write_string_with_format(0, place, column.name, &styles.head)?;
        sheet.set_column_width(place, width(table, usize::from(place), column) as f64)?;
    }
    let rows = table.rows.iter().take(ROWS - 1);
    let mut last = 0;
    for (number, row) in (1_u32..).zip(rows) {
        for (place, cell) in (0_u16..).zip(row) {
            write(sheet, [number, u32::from(place)], cell, styles)?;
        }
        if let Some(height) = height(row) {
            sheet.set_row_height(number, height)?;
        }
        last = number;
    }
    let columns = u16::try_from(table.columns.len()).unwrap_or(1).max(1);
    sheet.autofilter(0, 0, last, columns - 1)?;
    sheet.set_freeze_panes(1, 0)?;
    print(sheet)
}

/// The height of a row with a text that is wider than the widest column, in points. Excel would find
/// it, LibreOffice would not.
fn height(row: &[Cell<'_>]) -> Option<f64> {
    /// Points of a line, and of the highest row that the format allows.
    const LINE: usize = 15;
    const HIGHEST: usize = 405;
    /// Digits of a line of Chinese in the widest column: a character is a little wider than two.
    const DIGITS: usize = WIDEST - 4;
    let widths = row.iter().filter_map(|cell| match cell {
        Cell::Text(text) => Some(text.width()),
        _ => None,
    });
    let widest = widths.max().filter(|&width| width > WIDEST)?;
    Some((widest.div_ceil(DIGITS) * LINE).min(HIGHEST) as f64)
}

/// How a sheet is printed: all columns side by side, the head on every page.
fn print(sheet: &mut Worksheet) -> std::result::Result<(), XlsxError> {
    /// A4, by Excel's number.
    const PAPER: u8 = 9;
    sheet.set_landscape().set_paper_size(PAPER).set_print_fit_to_pages(1, 0);
    // The name of the sheet, and which page of how many.
    sheet.set_footer("&C&A   &P / &N");
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

fn write(
    sheet: &mut Worksheet,
    [row, column]: [u32; 2],
    cell: &Cell<'_>,
    styles: &Styles,
) -> std::result::Result<(), XlsxError> {
    let column = column as u16;
    match cell {
        Cell::Text(text) => {
            let text = cut(text, CHARACTERS - 1).into_owned();
            let style = if text.width() > WIDEST { &styles.long } else { &styles.text };
            sheet.write_string_with_format(row, column, text, style)?;
        }
        Cell::Count(count) => {
            sheet.write_number_with_format(row, column, *count as f64, &styles.number)?;
        }
        Cell::Number(number) => {
            sheet.write_number_with_format(row, column, *number, &styles.number)?;
        }
        Cell::Share(share) => {
            sheet.write_number_with_format(row, column, *share, &styles.share)?;
        }
        Cell::Flag(holds) => {
            sheet.write_boolean_with_format(row, column, *holds, &styles.text)?;
        }
        Cell::Empty => {}
    }
    Ok(())
}

/// The width of a column: of its head or of its widest cell, within limits.
fn width(table: &Table<'_>, place: usize, column: &Column) -> usize {
    let cells = table.rows.iter().filter_map(|row| row.get(place));
    let widths = cells.map(|cell| match cell {
        Cell::Text(text) => text.width(),
        // A whole number that does not fit would be shown as a power of ten.
        Cell::Count(count) => count.to_string().len() + 1,
        Cell::Number(number) if number.fract() == 0.0 => number.to_string().len() + 1,
        _ => NARROWEST,
    });
    // A mark to filter by stands beside the head.
    let head = column.name.width() + if column.kind == Kind::Text { 3 } else { 4 };
    widths.chain([head]).max().unwrap_or(NARROWEST).clamp(NARROWEST, WIDEST)
}

//! A table: columns that describe their cells, and rows of cells.
//!
//! CSV files, the terminal, the reference in `docs/` and the JSON schema are all made from it. So
//! the name, meaning, unit and cells of a column are written in one place.

use std::borrow::Cow;

use crate::ids::ThemeId;
use crate::phrase::Phrase;

mod csv;

pub use csv::guarded;

/// A table with all its cells.
#[derive(Debug, Clone)]
pub struct Table<'a> {
    /// Name of its file below `tables/`, without the ending.
    pub name: &'static str,
    /// What one row is.
    pub row: Phrase,
    /// The columns, in the order of the cells.
    pub columns: Vec<Column>,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Vec<Cell<'a>>>,
}

/// What a column holds.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its name, in the first line of the CSV.
    pub name: &'static str,
    /// The type of its cells; any of them may be [`Cell::Empty`].
    pub kind: Kind,
    /// What is counted or measured; empty for texts, flags and shares.
    pub unit: &'static str,
    /// What its cells mean.
    pub doc: Phrase,
    /// Decimals that a terminal shows of a number; `None`: as many as it has.
    pub decimals: Option<usize>,
    /// What a terminal shows of an empty cell.
    pub absent: &'static str,
}

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// [`Cell::Text`].
    Text,
    /// [`Cell::Count`].
    Count,
    /// [`Cell::Number`].
    Number,
    /// [`Cell::Share`].
    Share,
    /// [`Cell::Flag`].
    Flag,
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// A text as it is, not yet guarded against spreadsheets.
    Text(Cow<'a, str>),
    /// How many.
    Count(usize),
    /// Any number, finite.
    Number(f64),
    /// A part of a whole, 0 to 1.
    Share(f64),
    /// Whether something holds.
    Flag(bool),
    /// Not known, or there is none.
    Empty,
}

/// A text, or none.
#[derive(Debug)]
pub struct TextCell<'a>(Option<Cow<'a, str>>);

/// A column and how its cells are read from a row `R`.
#[derive(Debug)]
pub struct Field<'a, R> {
    column: Column,
    get: Get<'a, R>,
}

/// Reads a cell. Each kind has a variant, so that a column cannot hold cells of another kind.
#[derive(Debug)]
enum Get<'a, R> {
    Text(fn(&R) -> TextCell<'a>),
    Count(fn(&R) -> Option<usize>),
    Number(fn(&R) -> Option<f64>),
    Share(fn(&R) -> Option<f64>),
    Flag(fn(&R) -> Option<bool>),
}

/// A column called `name`. One of `text`, `count`, `number`, `share` and `flag` completes it.
pub fn column(name: &'static str) -> Column {
    Column { name, kind: Kind::Text, unit: "", doc: Phrase::default(), decimals: None, absent: "" }
}

impl Column {
    /// What its cells mean, in Chinese and in English.
    pub fn doc(self, zh: &str, en: &str) -> Self {
        Self { doc: Phrase::new(zh, en), ..self }
    }

    /// What is counted or measured.
    pub fn unit(self, unit: &'static str) -> Self {
        Self { unit, ..self }
    }

    /// Decimals that a terminal shows.
    pub fn decimals(self, decimals: usize) -> Self {
        Self { decimals: Some(decimals), ..self }
    }

    /// What a terminal shows of an empty cell.
    pub fn absent(self, absent: &'static str) -> Self {
        Self { absent, ..self }
    }

    /// A column of texts.
    pub fn text<'a, R>(self, get: fn(&R) -> TextCell<'a>) -> Field<'a, R> {
        Field { column: Self { kind: Kind::Text, ..self }, get: Get::Text(get) }
    }

    /// A column of whole numbers.
    pub fn count<'a, R>(self, get: fn(&R) -> Option<usize>) -> Field<'a, R> {
        Field { column: Self { kind: Kind::Count, ..self }, get: Get::Count(get) }
    }

    /// A column of numbers.
    pub fn number<'a, R>(self, get: fn(&R) -> Option<f64>) -> Field<'a, R> {
        Field { column: Self { kind: Kind::Number, ..self }, get: Get::Number(get) }
    }

    /// A column of shares, 0 to 1.
    pub fn share<'a, R>(self, get: fn(&R) -> Option<f64>) -> Field<'a, R> {
        Field { column: Self { kind: Kind::Share, ..self }, get: Get::Share(get) }
    }

    /// A column of `true` and `false`.
    pub fn flag<'a, R>(self, get: fn(&R) -> Option<bool>) -> Field<'a, R> {
        Field { column: Self { kind: Kind::Flag, ..self }, get: Get::Flag(get) }
    }
}

impl Kind {
    /// Whether its cells are numbers.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Count | Self::Number | Self::Share)
    }
}

impl<'a, R> Get<'a, R> {
    fn cell(&self, row: &R) -> Cell<'a> {
        match self {
            Self::Text(get) => get(row).0.map_or(Cell::Empty, Cell::Text),
            Self::Count(get) => get(row).map_or(Cell::Empty, Cell::Count),
            Self::Number(get) => finite(get(row)).map_or(Cell::Empty, Cell::Number),
            Self::Share(get) => finite(get(row)).map_or(Cell::Empty, Cell::Share),
            Self::Flag(get) => get(row).map_or(Cell::Empty, Cell::Flag),
        }
    }
}

fn finite(number: Option<f64>) -> Option<f64> {
    number.filter(|number| number.is_finite())
}

impl<'a> Table<'a> {
    /// The table of `rows`, a cell of each for every one of `fields`.
    pub fn new<R, const N: usize>(
        name: &'static str,
        rows: impl IntoIterator<Item = R>,
        fields: [Field<'a, R>; N],
    ) -> Self {
        Self::with(name, rows, fields)
    }

    /// As [`Table::new`], for fields that come from several lists.
    pub fn with<R>(
        name: &'static str,
        rows: impl IntoIterator<Item = R>,
        fields: impl IntoIterator<Item = Field<'a, R>>,
    ) -> Self {
        let fields: Vec<Field<'a, R>> = fields.into_iter().collect();
        let rows = rows
            .into_iter()
            .map(|row| fields.iter().map(|field| field.get.cell(&row)).collect())
            .collect();
        let columns = fields.into_iter().map(|field| field.column).collect();
        Self { name, row: Phrase::default(), columns, rows }
    }

    /// The same table, which also says what one row is, in Chinese and in English.
    pub fn of_rows(self, zh: &str, en: &str) -> Self {
        Self { row: Phrase::new(zh, en), ..self }
    }

    /// The same table with only the columns called `names`, in that order.
    pub fn only(&self, names: &[&str]) -> Self {
        let kept: Vec<usize> = names
            .iter()
            .filter_map(|name| self.columns.iter().position(|column| column.name == *name))
            .collect();
        Self {
            columns: kept.iter().map(|&index| self.columns[index].clone()).collect(),
            rows: self
                .rows
                .iter()
                .map(|row| kept.iter().map(|&index| row[index].clone()).collect())
                .collect(),
            row: self.row.clone(),
            ..*self
        }
    }
}

impl Table<'_> {
    /// The same table with texts of its own, which outlives what it was made from.
    pub fn into_owned(self) -> Table<'static> {
        let own = |cell| match cell {
            Cell::Text(text) => Cell::Text(Cow::Owned(text.into_owned())),
            Cell::Count(count) => Cell::Count(count),
            Cell::Number(number) => Cell::Number(number),
            Cell::Share(share) => Cell::Share(share),
            Cell::Flag(holds) => Cell::Flag(holds),
            Cell::Empty => Cell::Empty,
        };
        let rows = self.rows.into_iter().map(|row| row.into_iter().map(own).collect());
        Table { name: self.name, row: self.row, columns: self.columns, rows: rows.collect() }
    }
}

impl<'a> From<Cow<'a, str>> for TextCell<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self(Some(text))
    }
}

impl<'a> From<&'a str> for TextCell<'a> {
    fn from(text: &'a str) -> Self {
        Self(Some(text.into()))
    }
}

impl<'a> From<&'a String> for TextCell<'a> {
    fn from(text: &'a String) -> Self {
        Self(Some(text.into()))
    }
}

impl<'a> From<&'a ThemeId> for TextCell<'a> {
    fn from(id: &'a ThemeId) -> Self {
        id.as_str().into()
    }
}

impl From<String> for TextCell<'_> {
    fn from(text: String) -> Self {
        Self(Some(text.into()))
    }
}

impl<'a, T: Into<TextCell<'a>>> From<Option<T>> for TextCell<'a> {
    fn from(text: Option<T>) -> Self {
        Self(text.and_then(|text| text.into().0))
    }
}

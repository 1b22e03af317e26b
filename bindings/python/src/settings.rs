//! Keywords and TOML → settings. The keywords are those of the library's list of settings: a flag of
//! the program without its dashes (`group_by=`), or the key itself (`seed=`, `min_df=`), with its
//! table before it where two tables have the key (`themes_merges=`).

use std::path::PathBuf;

use pyo3::{
    conversion::FromPyObjectOwned,
    exceptions::PyTypeError,
    prelude::*,
    types::{PyBool, PyDict, PyList, PyString, PyTuple},
};
use toml::Value;
use yiti::{
    config::{
        Config,
        settings::{Kind, SETTINGS, Setting},
    },
    pages,
};

use crate::errors::{refused, wrong};

/// What errors call settings that are no file.
const SETTINGS_NAME: &str = "settings";

/// The list that a keyword adds to, as the flag of the program does.
const STOPWORDS: &str = "tokens.stopwords";

/// The keyword of every setting, by its key.
#[pyfunction]
pub(crate) fn keywords() -> Vec<(String, &'static str)> {
    SETTINGS.iter().map(|setting| (keyword(setting), setting.key)).collect()
}

fn keyword(setting: &Setting) -> String {
    match setting.flag {
        Some(flag) => flag.trim_start_matches('-').replace('-', "_"),
        None if is_unique(key(setting)) => key(setting).into(),
        None => setting.key.replace('.', "_"),
    }
}

/// Whether only one table of the settings has a key.
fn is_unique(name: &str) -> bool {
    SETTINGS.iter().filter(|setting| key(setting) == name).count() == 1
}

/// The key of a setting within its table.
fn key(setting: &Setting) -> &'static str {
    setting.key.split_once('.').map_or(setting.key, |(_, key)| key)
}

/// Settings as a caller gave them.
pub(crate) struct Given<'a, 'py> {
    /// TOML, a dictionary of tables, or the path of a file.
    pub(crate) settings: Option<&'a Bound<'py, PyAny>>,
    /// Single settings by keyword.
    pub(crate) keywords: Option<&'a Bound<'py, PyDict>>,
}

impl Given<'_, '_> {
    /// Whether nothing was given but keywords.
    pub(crate) fn names_no_settings(&self) -> bool {
        self.settings.is_none()
    }

    /// The settings of `base` with what was given laid over; keywords win.
    pub(crate) fn over(&self, base: &Config) -> PyResult<Config> {
        let mut config = base.clone();
        if let Some(settings) = self.settings {
            let Text { name, toml } = text(settings)?;
            config = config.overlaid(&name, &toml).map_err(refused)?;
        }
        for (word, given) in self.keywords.iter().flat_map(|keywords| keywords.iter()) {
            let word: String = word.extract()?;
            if !given.is_none() {
                config = with_keyword(&config, &word, &given)?;
            }
        }
        Ok(config)
    }
}

/// The settings with one more by its keyword.
fn with_keyword(config: &Config, word: &str, given: &Bound<'_, PyAny>) -> PyResult<Config> {
    let setting = SETTINGS.iter().find(|setting| keyword(setting) == word);
    let setting = setting.ok_or_else(|| unknown(word))?;
    let mut value = fitted(value(given)?, setting.kind);
    if setting.key == STOPWORDS {
        value = added(config, value);
    }
    let toml = format!("{} = {value}", setting.key);
    config.overlaid(&format!("{word}="), &toml).map_err(refused)
}

/// Takes a keyword that is no setting out of those that were given.
pub(crate) fn taken<'py, T: FromPyObjectOwned<'py>>(
    keywords: Option<&Bound<'py, PyDict>>,
    name: &str,
) -> PyResult<Option<T>> {
    let Some(keywords) = keywords else { return Ok(None) };
    let Some(given) = keywords.get_item(name)? else { return Ok(None) };
    keywords.del_item(name)?;
    given.extract::<Option<T>>().map_err(Into::into)
}

/// The lists of stop words that are in effect, and those that were given.
fn added(config: &Config, given: Value) -> Value {
    let known = config.tokens.stopwords.iter().map(|path| Value::from(path.display().to_string()));
    let given = given.as_array().cloned().unwrap_or_default();
    Value::Array(known.chain(given).collect())
}

fn unknown(word: &str) -> PyErr {
    let known: Vec<String> = SETTINGS.iter().map(keyword).collect();
    PyTypeError::new_err(format!("unknown setting `{word}`; there are {}", known.join(", ")))
}

/// A value in the form that a setting has: a single word where a list is meant, a whole number
/// where a share is.
fn fitted(value: Value, kind: Kind) -> Value {
    match (kind, value) {
        (Kind::Paths | Kind::Words, Value::String(one)) => Value::Array(vec![one.into()]),
        (Kind::Share, Value::Integer(number)) => Value::Float(number as f64),
        (_, value) => value,
    }
}

/// A settings file, or what would stand in one.
struct Text {
    name: String,
    toml: String,
}

/// A string with `=` in it is TOML, any other the path of a file.
fn text(settings: &Bound<'_, PyAny>) -> PyResult<Text> {
    let toml = |toml| Ok(Text { name: SETTINGS_NAME.into(), toml });
    if let Ok(tables) = settings.cast::<PyDict>() {
        return toml(value(tables)?.to_string_as_document());
    }
    if let Ok(text) = settings.cast::<PyString>() {
        let text = text.to_string();
        if text.contains('=') || text.trim().is_empty() {
            return toml(text);
        }
    }
    let path: PathBuf = settings.extract()?;
    let toml = pages::read_list(&path).map_err(refused)?;
    Ok(Text { name: path.display().to_string(), toml })
}

/// The tables of a dictionary as a document.
trait Document {
    fn to_string_as_document(&self) -> String;
}

impl Document for Value {
    fn to_string_as_document(&self) -> String {
        self.as_table().map(ToString::to_string).unwrap_or_default()
    }
}

/// A value of Python as one of TOML.
fn value(given: &Bound<'_, PyAny>) -> PyResult<Value> {
    if given.is_instance_of::<PyBool>() {
        return Ok(Value::Boolean(given.extract()?));
    }
    if let Ok(table) = given.cast::<PyDict>() {
        let pairs = table.iter().map(|(key, given)| Ok((key.extract()?, value(&given)?)));
        return Ok(Value::Table(pairs.collect::<PyResult<_>>()?));
    }
    if given.is_instance_of::<PyList>() || given.is_instance_of::<PyTuple>() {
        let values = given.try_iter()?.map(|given| value(&given?));
        return Ok(Value::Array(values.collect::<PyResult<_>>()?));
    }
    if let Ok(text) = given.extract::<String>() {
        return Ok(Value::String(text));
    }
    if let Ok(number) = given.extract::<i64>() {
        return Ok(Value::Integer(number));
    }
    if let Ok(number) = given.extract::<f64>() {
        return Ok(Value::Float(number));
    }
    let path: PathBuf = given.extract().map_err(|_| {
        let kind = given.get_type().to_string();
        wrong(
            SETTINGS_NAME,
            &format!("{kind} is no value of a setting"),
            "give text, numbers or lists",
        )
    })?;
    Ok(Value::String(path.display().to_string()))
}

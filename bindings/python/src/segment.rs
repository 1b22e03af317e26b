//! Texts → words, for other tools.

use std::{path::PathBuf, sync::OnceLock};

use pyo3::{
    prelude::*,
    types::{PyList, PyString},
};
use rayon::prelude::*;
use yiti::{
    config::Config,
    tokens::{Segmenter, Stopwords},
};

use crate::{errors::refused, work::work};

/// What cuts texts with the built-in dictionaries, loaded at the first call.
static BUILT_IN: OnceLock<Cutter> = OnceLock::new();

/// What cuts texts into words, and knows which of them are not counted.
struct Cutter {
    segmenter: Segmenter,
    stopwords: Stopwords,
}

impl Cutter {
    fn new(dictionary: Option<PathBuf>) -> yiti::Result<Self> {
        let mut config = Config::default();
        config.tokens.dictionary = dictionary;
        let lists = config.lists()?;
        let segmenter = Segmenter::new(&lists.dictionary, config.tokens.hmm);
        Ok(Self { segmenter, stopwords: lists.stopwords })
    }

    fn built_in() -> yiti::Result<&'static Self> {
        match BUILT_IN.get() {
            Some(cutter) => Ok(cutter),
            None => {
                let cutter = Self::new(None)?;
                Ok(BUILT_IN.get_or_init(|| cutter))
            }
        }
    }

    fn words(&self, text: &str, counted: bool) -> Vec<String> {
        let words = self.segmenter.words(text);
        words
            .filter(|word| !counted || self.stopwords.drops(word).is_none())
            .map(str::to_owned)
            .collect()
    }
}

/// The words of a text, or of each of several. Joined they are the text; with `counted` those are
/// left out that yiti does not count: punctuation, numbers, stop words.
#[pyfunction]
#[pyo3(signature = (texts, *, counted=false, dict=None))]
pub(crate) fn segment<'py>(
    texts: &Bound<'py, PyAny>,
    counted: bool,
    dict: Option<PathBuf>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = texts.py();
    if let (Ok(text), None) = (texts.cast::<PyString>(), &dict) {
        let text = text.to_string();
        // One text is cut at once: an analyzer is called a thousand times.
        let words = py.detach(|| Ok(Cutter::built_in()?.words(&text, counted))).map_err(refused)?;
        return words.into_pyobject(py);
    }
    let is_one = texts.is_instance_of::<PyString>();
    let all: Vec<String> = match is_one {
        true => vec![texts.extract()?],
        false => texts.try_iter()?.map(|text| text?.extract()).collect::<PyResult<_>>()?,
    };
    let mut words = work(py, move || {
        let own = dict.map(|path| Cutter::new(Some(path))).transpose()?;
        let cutter = match &own {
            Some(own) => own,
            None => Cutter::built_in()?,
        };
        Ok(all.par_iter().map(|text| cutter.words(text, counted)).collect::<Vec<_>>())
    })?;
    match words.pop() {
        Some(one) if is_one => one.into_pyobject(py),
        last => {
            words.extend(last);
            PyList::new(py, words).map(Bound::into_any)
        }
    }
}

//! What a caller names to be read: paths, bytes, or lists of them.

use std::path::PathBuf;

use pyo3::{
    prelude::*,
    types::{PyByteArray, PyBytes, PyList, PyString, PyTuple},
};
use yiti::{Yiti, run::Inputs};

use crate::errors::wrong;

/// One input.
pub(crate) enum Input {
    Path(PathBuf),
    /// A file that is in memory, under the name that it would have.
    Bytes(String, Vec<u8>),
}

impl Input {
    /// One input, or each of a list.
    pub(crate) fn all(source: &Bound<'_, PyAny>, name: Option<&str>) -> PyResult<Vec<Self>> {
        if !source.is_instance_of::<PyList>() && !source.is_instance_of::<PyTuple>() {
            return Ok(vec![Self::one(source, name.unwrap_or("text"))?]);
        }
        let mut all = Vec::new();
        for (place, source) in (1..).zip(source.try_iter()?) {
            all.push(Self::one(&source?, &format!("{}-{place}", name.unwrap_or("text")))?);
        }
        if all.is_empty() {
            return Err(wrong("inputs", "the list is empty", "name a file or a folder"));
        }
        Ok(all)
    }

    fn one(source: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if source.is_instance_of::<PyBytes>() || source.is_instance_of::<PyByteArray>() {
            return Ok(Self::Bytes(name.to_owned(), source.extract()?));
        }
        if let Ok(text) = source.cast::<PyString>()
            && text.to_string().contains('\n')
        {
            let remedy = "give a text as bytes: yiti.read(text.encode())";
            return Err(wrong("input", "a string of several lines is no path", remedy));
        }
        Ok(Self::Path(source.extract()?))
    }

    /// Its path, if it has one.
    pub(crate) fn path(&self) -> Option<PathBuf> {
        match self {
            Self::Path(path) => Some(path.clone()),
            Self::Bytes(..) => None,
        }
    }

    /// What stands in it.
    pub(crate) fn read(self, front: &Yiti) -> yiti::Result<Inputs> {
        match self {
            Self::Path(path) => front.inputs(&[path]),
            Self::Bytes(name, bytes) => front.inputs_of_bytes(&name, bytes),
        }
    }
}

/// The inputs of several together.
pub(crate) fn together(
    all: impl IntoIterator<Item = yiti::Result<Inputs>>,
) -> yiti::Result<Inputs> {
    let mut together = Inputs::default();
    for inputs in all {
        let inputs = inputs?;
        together.arguments.extend(inputs.arguments);
        together.sources.extend(inputs.sources);
    }
    Ok(together)
}

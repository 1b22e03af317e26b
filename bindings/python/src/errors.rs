//! Errors of the library → errors of Python.

use pyo3::{create_exception, exceptions::PyException, prelude::*};

create_exception!(
    yiti,
    YitiError,
    PyException,
    "What is wrong, where, and what to do about it: the line that the program prints."
);

/// An error of the library, with its cause, in the words of the program.
pub(crate) fn refused(error: yiti::Error) -> PyErr {
    YitiError::new_err(told(error))
}

/// The line that the program prints for an error.
pub(crate) fn told(error: yiti::Error) -> String {
    format!("{:#}", anyhow::Error::from(error))
}

/// An error of ours, in the form of the library's: what, why, and what to do.
pub(crate) fn wrong(what: &str, reason: &str, remedy: &str) -> PyErr {
    refused(yiti::Error::input(what, reason, remedy))
}

//! One chart of a report.

use std::path::PathBuf;

use pyo3::{
    prelude::*,
    types::{PyBytes, PyDict},
};

use crate::errors::{refused, wrong};

/// A picture, as outlines and as pixels. A notebook shows it as it is.
#[pyclass(frozen, module = "yiti")]
pub(crate) struct Chart {
    pub(crate) name: String,
    pub(crate) svg: String,
    pub(crate) png: Vec<u8>,
}

#[pymethods]
impl Chart {
    #[getter]
    fn name(&self) -> &str {
        &self.name
    }

    #[getter]
    fn svg(&self) -> &str {
        &self.svg
    }

    #[getter]
    fn png<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.png)
    }

    /// Writes it to a file that ends in `.svg` or `.png`.
    fn save(&self, path: PathBuf) -> PyResult<PathBuf> {
        let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
        let bytes = match ending.as_ref().and_then(|ending| ending.to_str()) {
            Some("svg") => self.svg.as_bytes(),
            Some("png") => &self.png,
            _ => {
                let name = path.display().to_string();
                return Err(wrong(
                    &name,
                    "a chart is an SVG or a PNG",
                    "end the name in .svg or .png",
                ));
            }
        };
        std::fs::write(&path, bytes)
            .map_err(|cause| refused(yiti::Error::file(path.clone(), "write")(cause)))?;
        Ok(path)
    }

    fn _repr_svg_(&self) -> &str {
        &self.svg
    }

    #[pyo3(signature = (include=None, exclude=None))]
    fn _repr_mimebundle_<'py>(
        &self,
        py: Python<'py>,
        include: Option<Bound<'py, PyAny>>,
        exclude: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyDict>> {
        // The caller drops what it did not ask for.
        drop((include, exclude));
        let bundle = PyDict::new(py);
        bundle.set_item("image/svg+xml", &self.svg)?;
        bundle.set_item("text/plain", self.__repr__())?;
        Ok(bundle)
    }

    fn __repr__(&self) -> String {
        format!("<yiti.Chart {}>", self.name)
    }
}

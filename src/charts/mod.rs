//! Analysis → charts: pictures in memory. A chart draws what it is given and computes nothing.

/// One picture with its words.
#[derive(Debug, Clone)]
pub struct Chart {
    /// File name without its ending, e.g. `themes`.
    pub name: String,
    /// What the picture shows, for the reader.
    pub title: String,
    /// n, method and source.
    pub caption: String,
    /// The picture with its letters as outlines: right on every machine.
    pub svg: String,
    /// The same picture at twice its size.
    pub png: Vec<u8>,
}

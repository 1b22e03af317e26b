//! A phrase on the page: both languages side by side, of which the reader sees one.

use askama::{Template, filters::HtmlSafe};

use crate::phrase::Phrase;

/// A phrase in both languages, escaped. If both are the same, the page has the text once.
///
/// The style sheet shows the language that the reader chose, without a script.
#[derive(Template, Clone, Default)]
#[template(
    ext = "html",
    source = "{% if self.0.zh == self.0.en %}{{ self.0.zh }}{% else %}\
              <span lang=\"zh\">{{ self.0.zh }}</span><span lang=\"en\">{{ self.0.en }}</span>\
              {% endif %}"
)]
pub(super) struct Bilingual(pub(super) Phrase);

/// The template has escaped the text: escaping it again would show the escapes.
impl HtmlSafe for Bilingual {}

impl Bilingual {
    /// Whether there is no text.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Phrase> for Bilingual {
    fn from(phrase: Phrase) -> Self {
        Self(phrase)
    }
}

/// A text in Chinese and in English.
pub(super) fn both(zh: impl Into<String>, en: impl Into<String>) -> Bilingual {
    Bilingual(Phrase::new(zh, en))
}

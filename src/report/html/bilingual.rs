//! A phrase as the page writes it: both languages side by side, of which the reader sees one.

use askama::{Template, filters::HtmlSafe};

use crate::phrase::Phrase;

/// Words in both languages, escaped; what is the same in both stands once.
///
/// The style sheet shows one by the reader's choice, without a script.
#[derive(Template, Clone, Default)]
#[template(
    ext = "html",
    source = "{% if self.0.zh == self.0.en %}{{ self.0.zh }}{% else %}\
              <span lang=\"zh\">{{ self.0.zh }}</span><span lang=\"en\">{{ self.0.en }}</span>\
              {% endif %}"
)]
pub(super) struct Bilingual(pub(super) Phrase);

/// The template escapes, and must not be escaped again.
impl HtmlSafe for Bilingual {}

impl Bilingual {
    /// Whether there is nothing to say.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Phrase> for Bilingual {
    fn from(phrase: Phrase) -> Self {
        Self(phrase)
    }
}

/// The same in Chinese and in English.
pub(super) fn both(zh: impl Into<String>, en: impl Into<String>) -> Bilingual {
    Bilingual(Phrase::new(zh, en))
}

//! The names of speakers, themes, emphases and groups.

use super::phrases::{each, list};
use crate::{
    analysis::{Group, MeetingAnalysis, Stress, Theme},
    ids::ThemeId,
    names::Regions,
    phrase::Phrase,
};

/// What a speaker is called: as printed; a region has its English name in English.
pub fn speaker(name: &str) -> Phrase {
    let region = Regions::built_in().called(name);
    Phrase::new(name, region.map_or(name, |region| region.en.as_str()))
}

/// What English words call a speaker, if that is not what is printed.
pub fn in_english(name: &str) -> Option<String> {
    Some(speaker(name).en).filter(|english| english != name)
}

/// The label of a theme; “other” if the meeting has no such theme.
pub fn theme(themes: &[Theme], id: &ThemeId) -> Phrase {
    known(themes, id).unwrap_or_else(other)
}

/// The label of a theme or of [`ThemeId::OTHER`]; `None` if the meeting has no such theme.
pub fn known(themes: &[Theme], id: &ThemeId) -> Option<Phrase> {
    let theme = themes.iter().find(|theme| theme.id == *id);
    theme.map(label).or_else(|| id.is_other().then(other))
}

/// A theme's label.
pub fn label(theme: &Theme) -> Phrase {
    Phrase::new(&theme.label, &theme.label_en)
}

/// The label of what no theme explains.
pub fn other() -> Phrase {
    each(|language| language.other().into())
}

/// The labels of some themes as a list.
fn labels<'a>(themes: &[Theme], ids: impl IntoIterator<Item = &'a ThemeId>) -> Phrase {
    let found = ids.into_iter().filter_map(|id| themes.iter().find(|theme| theme.id == *id));
    let (zh, en): (Vec<_>, Vec<_>) =
        found.map(|theme| (theme.label.as_str(), theme.label_en.as_str())).unzip();
    Phrase::new(list(zh).zh, list(en).en)
}

/// What a speech emphasises, in a few words.
pub fn stress(stress: &Stress<'_>, themes: &[Theme]) -> Phrase {
    match stress {
        Stress::On(stressed) => labels(themes, stressed.iter().map(|one| &one.theme)),
        Stress::Nothing => each(|language| language.nothing_stands_out().into()),
        Stress::CannotTell => each(|language| language.too_little_text().into()),
        Stress::Alone(Some(main)) => labels(themes, [*main]),
        Stress::Alone(None) => other(),
    }
}

/// The name of a group: its themes, else its first shared terms, else that it has nothing in
/// common. A speech alone is named by its emphasis.
pub fn group(meeting: &MeetingAnalysis, group: &Group) -> Phrase {
    let called = labels(&meeting.themes, &group.themes);
    match (group.label.as_str(), &group.members[..]) {
        _ if !called.is_empty() => called,
        ("", &[only]) => stress(&meeting.stress(only), &meeting.themes),
        ("", _) => each(|language| language.nothing_in_common().into()),
        (terms, _) => each(|language| language.shared_terms(terms)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_regions_have_english_names() {
        assert_eq!(speaker("广东省"), Phrase::new("广东省", "Guangdong"));
        assert_eq!(speaker("广东").en, "Guangdong");
        for name in ["广东省妇联", "张三", ""] {
            assert_eq!(speaker(name), Phrase::same(name));
        }
    }
}

//! Who the speakers are: the parts of their names, other names for them, who is missing.

use std::collections::BTreeMap;

use super::{Meeting, Named, Speech, Transcript, announce, dates};
use crate::names::{Regions, script};

impl Named {
    /// The parts of a speaker's name, as printed.
    pub(super) fn of(speaker: &str) -> Self {
        let reading = script::reading(speaker);
        let who = announce::read_name(&reading);
        let printed = |part: &str| script::as_printed(part, &reading, speaker);
        Self {
            organisation: who.organisation.map(printed),
            office: who.office.map(printed),
            person: who.person.map(printed),
        }
    }
}

impl Meeting {
    /// Corrects the title, by what it was read as, and then the date, by the title. What is no date
    /// is left out.
    pub fn correct(&mut self, titles: &BTreeMap<String, String>, dates: &BTreeMap<String, String>) {
        if let Some(title) = titles.get(&self.title) {
            self.title.clone_from(title);
        }
        if let Some(date) = dates.get(&self.title).and_then(|date| dates::written(date)) {
            self.date = Some(date);
        }
    }

    /// Fills [`Meeting::missing`]: the announced regions that have none of the speeches.
    pub(super) fn find_missing(&mut self, speeches: &[Speech]) {
        self.missing = self
            .announced
            .iter()
            .filter(|name| !speeches.iter().any(|speech| speech.region.as_ref() == Some(name)))
            .cloned()
            .collect();
    }
}

impl Transcript {
    /// Gives the speakers that are keys of `aliases` the names there; their regions follow the names.
    pub fn rename(&mut self, aliases: &BTreeMap<String, String>) {
        for speech in &mut self.speeches {
            if let Some(name) = aliases.get(&speech.speaker) {
                speech.speaker.clone_from(name);
                let region = Regions::built_in().resolve(name);
                speech.region = region.map(|region| region.short.clone());
            }
        }
        self.read_names();
        self.meeting.find_missing(&self.speeches);
    }

    /// Fills [`Speech::named`] from the speakers' names.
    pub(super) fn read_names(&mut self) {
        for speech in &mut self.speeches {
            speech.named = Named::of(&speech.speaker);
        }
    }
}

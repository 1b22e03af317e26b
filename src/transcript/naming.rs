//! Who the speakers are: the parts of their names, other names for them, who is missing.

use std::collections::BTreeMap;

use super::{Meeting, Named, Speech, Transcript, announce};
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

//! What another machine needs to count as this one does.

use serde::{Deserialize, Serialize};

use crate::{
    config::{Config, NamedLists},
    error::{Error, Result},
    pages::sha256,
    run::Run,
};

/// The program that counts: its version, and the digest of all that it is built from.
const PROGRAM: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("YITI_SOURCES"));

/// Settings and the texts of the lists that they name, to be sent to another machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    program: String,
    settings: String,
    lists: NamedLists,
    /// Of the settings and of every list, built-in ones too.
    digest: String,
}

impl Job {
    /// The job to count under these settings; the lists that they name are read.
    ///
    /// # Errors
    /// A list that cannot be read, or is wrong; settings that cannot be written down.
    pub fn new(config: &Config) -> Result<Self> {
        let lists = NamedLists::read(config)?;
        let digest = digest(&Run::with_lists(config.clone(), &lists)?)?;
        Ok(Self { program: PROGRAM.into(), settings: config.to_toml()?, lists, digest })
    }

    /// The settings.
    ///
    /// # Errors
    /// What was sent are no settings.
    pub fn config(&self) -> Result<Config> {
        Config::default().overlaid("settings", &self.settings)
    }

    /// The run that a machine makes of it.
    ///
    /// # Errors
    /// The machine has another version of the program, or other built-in lists; what was sent is
    /// not what was meant.
    pub fn run(&self) -> Result<Run> {
        if self.program != PROGRAM {
            let [theirs, ours] = [&self.program, PROGRAM].map(|program| program.to_owned());
            return Err(mismatch(&format!("it is of yiti {theirs}, and this is yiti {ours}")));
        }
        let run = Run::with_lists(self.config()?, &self.lists)?;
        let found = digest(&run)?;
        if found != self.digest {
            let reason = format!("settings and lists have the digest {found}, not {}", self.digest);
            return Err(mismatch(&reason));
        }
        Ok(run)
    }
}

/// A digest of settings and lists.
fn digest(run: &Run) -> Result<String> {
    let mut all = run.config.to_toml()?;
    for list in run.provenance()?.lists {
        all += &format!("\n{} {}", list.name, list.sha256);
    }
    Ok(sha256(all.as_bytes()))
}

fn mismatch(reason: &str) -> Error {
    let remedy = "install the same wheel on every machine, and make the job anew";
    Error::input("job", reason.to_owned(), remedy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_travel_and_what_was_changed_on_the_way_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("words.txt");
        std::fs::write(&path, "港口\n").expect("written");
        let mut config = Config::default();
        config.tokens.stopwords.push(path);
        config.themes.lexicon = Some("policy".into());
        let job = Job::new(&config).expect("a job");
        let text = serde_json::to_string(&job).expect("JSON");
        drop(folder);
        let sent: Job = serde_json::from_str(&text).expect("JSON");
        let run = sent.run().expect("the same run");
        assert!(run.lists.stopwords.drops("港口").is_some());
        assert_eq!((run.config, run.lists.codebooks.len()), (config, 1));
        for (part, other) in [("港口", "海口"), ("seed = 42", "seed = 43"), ("0.1.0 ", "0.1.1 ")]
        {
            assert!(text.contains(part), "{part}");
            let sent: Job = serde_json::from_str(&text.replace(part, other)).expect("JSON");
            let error = sent.run().expect_err(part).to_string();
            assert!(error.contains("install the same wheel on every machine"), "{error}");
        }
    }
}

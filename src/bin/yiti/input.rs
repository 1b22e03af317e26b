//! Arguments → settings, lists and transcripts.

use yiti::{
    config::{Config, Lists},
    error::Result,
    pages::{self, Source},
    pipeline,
    transcript::{Layout, Transcript},
};

use crate::args::{InputArgs, LayoutArg, SettingArgs};

/// Everything that a command starts from.
pub(crate) struct Input {
    pub(crate) config: Config,
    pub(crate) lists: Lists,
    pub(crate) sources: Vec<Source>,
    pub(crate) transcripts: Vec<Transcript>,
}

/// Reads settings, word lists and texts, and splits the texts.
pub(crate) fn read(args: &InputArgs) -> Result<Input> {
    let config = settings(&args.settings)?;
    let lists = config.lists()?;
    let sources = pages::read(&args.input)?;
    let transcripts = pipeline::split(&sources, &config)?;
    Ok(Input { config, lists, sources, transcripts })
}

/// The settings file, or the defaults, with the flags laid over.
pub(crate) fn settings(args: &SettingArgs) -> Result<Config> {
    let mut config = match &args.config {
        Some(path) => Config::read(path)?,
        None => Config::default(),
    };
    if let Some(layout) = args.layout {
        config.transcript.layout = layout.into();
    }
    if let Some(path) = &args.dict {
        config.tokens.dictionary = Some(path.clone());
    }
    config.tokens.stopwords.extend(args.stopwords.iter().cloned());
    if let Some(path) = &args.themes {
        config.themes.lexicon = Some(path.clone());
    }
    if let Some(groups) = args.groups {
        config.themes.groups = Some(groups as usize);
    }
    Ok(config)
}

impl From<LayoutArg> for Layout {
    fn from(layout: LayoutArg) -> Self {
        match layout {
            LayoutArg::Auto => Self::Auto,
            LayoutArg::Opening => Self::Opening,
            LayoutArg::Heading => Self::Heading,
            LayoutArg::Turn => Self::Turn,
            LayoutArg::Salutation => Self::Salutation,
            LayoutArg::File => Self::File,
            LayoutArg::Markdown => Self::Markdown,
        }
    }
}

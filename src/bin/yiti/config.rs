//! `yiti config`: the settings in effect; `yiti licenses`.

use anyhow::Result;

use crate::{
    args::ConfigArgs,
    input,
    output::{self, Rows},
};

pub(crate) fn run(args: &ConfigArgs) -> Result<()> {
    let config = input::settings(&args.settings)?;
    let lists = config.lists()?;
    if !args.list_stopwords {
        return output::line(config.to_toml().trim_end());
    }
    let mut rows = Rows::new(&["word", "list"]);
    for (word, list) in lists.stopwords.words() {
        rows.push(vec![word.to_owned(), list.to_owned()]);
    }
    rows.csv()
}

pub(crate) fn licenses() -> Result<()> {
    output::line(include_str!("licenses.txt").trim_end())?;
    output::line("\n")?;
    output::line(include_str!("../../../LICENSE-APACHE").trim_end())
}

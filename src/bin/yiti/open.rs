//! `yiti open`: a report in the browser.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use yiti::{Error, report};

use super::{args::OpenArgs, voice::Voice};

pub(crate) fn run(args: &OpenArgs, voice: &Voice) -> Result<()> {
    let page = page(&args.folder)?;
    voice.detail(|| format!("opens {}", page.display()));
    // Detached: some openers stay as long as the browser that they start.
    ::open::that_detached(&page).with_context(|| {
        let page = page.display();
        format!("{page}: the system has no program that opens it; open it in a browser yourself")
    })
}

/// The full path of a report's page: an opener stands in a folder of its own.
fn page(folder: &Path) -> yiti::Result<std::path::PathBuf> {
    let refused = |reason: &str, remedy: &str| {
        Err(Error::input(folder.display().to_string(), reason, remedy))
    };
    fs::metadata(folder).map_err(Error::file(folder, "read"))?;
    if report::manifest_of(folder).is_none() {
        return refused("is no yiti report", "name a folder that `yiti report` wrote");
    }
    let page = folder.join("index.html");
    if !page.is_file() {
        return refused("the report has lost its index.html", "make it again with `yiti report`");
    }
    std::path::absolute(&page).map_err(Error::file(page, "open"))
}

//! `index.html`: what the template shows, as ready-formatted words.
//!
//! The structs here are the page's parts in the order of the page. Their texts
//! are whole phrases; the templates of `page/` place them and escape them.

mod bilingual;
mod caveats;
mod chart;
mod codebook;
mod context;
mod data;
mod emphasis;
mod links;
mod meeting;
mod page;
mod pairs;
mod speech;
mod terms;
mod themes;

pub(super) use page::page;

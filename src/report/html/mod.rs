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
mod evidence;
mod facts;
mod groups;
mod links;
mod marked;
mod meeting;
mod meeting_caveats;
mod page;
mod pairs;
mod reuse;
mod shares;
mod speech;
mod terms;
mod themes;

pub(super) use page::page;

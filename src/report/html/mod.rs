//! `index.html`: what the templates show, already formatted.
//!
//! The structs here are the parts of the page. Their texts are whole phrases; the templates of
//! `page/` arrange and escape them.

mod bilingual;
mod brief;
mod caveats;
mod chart;
mod codebook;
mod comparison;
mod context;
mod data;
mod emphasis;
mod evidence;
mod facts;
mod filters;
mod groups;
mod lines;
mod links;
mod marked;
mod meeting;
mod meeting_caveats;
mod outline;
mod page;
mod pairs;
mod picture;
mod reuse;
mod settings;
mod shares;
mod speech;
mod terms;
mod themes;

pub(super) use comparison::comparison_page;
pub(super) use page::page;

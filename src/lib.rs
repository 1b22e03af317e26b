//! yiti (议题): who said what, compared.
//!
//! From the printed record of a meeting to what each province stressed, who
//! stands with whom, and the sentences that prove it. Each module is named for
//! what it makes, and makes it from the one before:
//!
//! ```text
//!  files ──pages──▶ Source ──transcript──▶ Transcript ──corpus──▶ Corpus ──tokens──▶ Tokens
//!                   pages                  speeches, titles,      sentences          words
//!                                          sections, lines
//!  ──terms──▶ TermCounts ─▶ TermWeights ──themes──▶ Groups, Assignment ──analysis──▶ Analysis
//!             Phrases: what can be shown            who stands with whom,            every number
//!                                                   what each sentence is about      that is shown
//!  ──charts──▶ Chart ──report──▶ Files: index.html, charts/, tables/, report.json, manifest.json
//!              SVG, PNG          written whole or not at all
//! ```
//!
//! `config` reads settings and word lists, `pipeline` is the flow, a line a
//! stage. A module uses only those above it in the list below; only `pages`
//! and `config` read, only `report` writes.
//!
//! # Example
//!
//! [`Yiti`] is the front door.
//!
//! ```
//! use yiti::{Yiti, config::Config};
//!
//! let text = "【广东】\n我们开展法律援助，推进妇女维权。\n\n【河北】\n我们抓好春耕备耕，守住粮食安全。\n";
//! let yiti = Yiti::new(Config::default())?;
//! let record = yiti.read_text("record.txt", text)?;
//! let analysis = yiti.analyse(&record)?;
//!
//! let [guangdong, hebei] = &analysis.meetings[0].speeches[..] else { unreachable!() };
//! assert_eq!(guangdong.main, Some("rights_protection".into()));
//! assert_eq!((hebei.name.as_str(), hebei.sentences[0].line), ("河北", 5));
//! # Ok::<(), yiti::Error>(())
//! ```
//!
//! Without the feature `charts` there are no pictures and no report. Rooms that are not listed
//! below are public for the program, its tests and benches alone, and may change with any release.

pub mod error;
pub mod phrase;

pub(crate) mod random;

pub mod budget;

pub mod ids;

pub mod pages;

#[doc(hidden)]
pub mod names;

pub mod transcript;

#[doc(hidden)]
pub mod corpus;

#[doc(hidden)]
pub mod tokens;

#[doc(hidden)]
pub mod terms;

pub(crate) mod clusters;

#[doc(hidden)]
pub mod themes;

#[doc(hidden)]
pub mod groups;

pub mod model;

pub mod config;

pub mod run;

pub mod survey;

pub mod analysis;

pub mod compare;

#[cfg(feature = "charts")]
#[doc(hidden)]
pub mod say;

#[cfg(feature = "charts")]
#[doc(hidden)]
pub mod charts;

#[cfg(feature = "charts")]
pub mod report;

#[doc(hidden)]
pub mod pipeline;

#[cfg(feature = "charts")]
#[doc(hidden)]
pub mod edits;

mod yiti;

pub use error::{Error, Fault, Result};
#[cfg(feature = "charts")]
pub use yiti::Report;
pub use yiti::{Analysed, CompareOptions, Compared, Meetings, Progress, Record, Yiti};

//! Every limit on size in one place: what happens above each of them.
//!
//! [`TABLE`] lists them all; `docs/limits.md` is that table, and a test keeps the two equal.
//! How many rows a page or a table shows is not a limit but a choice of that page or table, and
//! is set where it is drawn.

/// A limit and what happens above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// The constant's name.
    pub name: &'static str,
    /// Its value.
    pub value: u64,
    /// What is counted.
    pub unit: &'static str,
    /// What happens above it.
    pub above: &'static str,
}

const fn limit(name: &'static str, value: u64, unit: &'static str, above: &'static str) -> Limit {
    Limit { name, value, unit, above }
}

/// Bytes of a file, and of what it unpacks to: the default of `pages.max_bytes`. Chosen by eye.
pub const FILE_BYTES: u64 = 256 << 20;
/// Files of an archive: the default of `pages.max_files`. Chosen by eye.
pub const ARCHIVE_FILES: usize = 10_000;
/// Pages of a PDF: the default of `pages.max_pages`. Chosen by eye.
pub const PDF_PAGES: usize = 2_000;
/// Seconds of reading one file that is not plain text: the default of `pages.max_seconds`. Chosen
/// by eye.
pub const READING_SECONDS: u64 = 60;
/// Bytes of memory for the same: the default of `pages.max_memory`. Chosen by eye.
pub const READING_MEMORY: u64 = 1 << 30;
/// Bytes of a web page, whose tree takes many times its size. Chosen by eye.
pub const WEB_PAGE_BYTES: usize = 64 << 20;
/// Elements of a web page. Chosen by eye.
pub const WEB_PAGE_ELEMENTS: usize = 500_000;
/// Nested elements of a web page: pages that people make have about thirty.
pub const WEB_PAGE_DEPTH: usize = 512;
/// Nested elements of a Word document: documents that people write have about twenty.
pub const DOCX_DEPTH: usize = 256;
/// Characters, lines, pictures and groups that one page of a PDF draws: an atlas has some hundred
/// thousand. A few bytes can ask for any number, through groups that draw groups.
pub const PDF_MARKS: usize = 1_000_000;
/// Rows of a block of a PDF page among which columns are searched: the work grows with their
/// square. Chosen by eye.
pub const PDF_ROWS: usize = 400;
/// Nested cuts of a PDF page into blocks. Chosen by eye.
pub const PDF_CUTS: usize = 40;
/// Nested compressions whose unpacked size is measured before a PDF is read. Chosen by eye.
pub const PDF_PACKINGS: usize = 4;
/// Bytes of a table that are counted at once where it is read in portions. Chosen by eye: enough to
/// keep a thread busy, few enough to lie in memory with their words.
pub const PORTION_BYTES: usize = 4 << 20;
/// Bytes of a line of a table that is read in portions. Chosen by eye: a book has two million.
pub const ROW_BYTES: usize = 32 << 20;
/// Groups of a table that is read in portions: each counts its words and themes apart.
pub const SURVEY_GROUPS: usize = 2_000;

/// Speeches of a running text: each takes some eight hundred bytes of memory, however short it is.
pub const RECORD_SPEECHES: usize = 200_000;
/// Titles, or speeches, of a page on which titles are assigned to speeches: a newspaper page has
/// fewer, and the assignment takes cubic time.
pub const ASSIGNED_TITLES: usize = 300;
/// Lines from which it is judged whether a text mixes columns: enough to tell, and a long record
/// is not slowed down.
pub const COLUMN_LINES: usize = 4000;
/// Characters after which a sentence ends at its next comma. Chosen by eye.
pub const SENTENCE_CHARACTERS: usize = 400;
/// Characters after which a sentence ends wherever it is: a text without punctuation has no
/// sentences. Chosen by eye.
pub const SENTENCE_END: usize = 1000;

/// Bytes of the terms of a codebook: its matcher takes a hundred times as many.
pub const CODEBOOK_BYTES: usize = 16 << 20;
/// Categories with entries of a YAML dictionary. Chosen by eye.
pub const YAML_CATEGORIES: usize = 1000;
/// Nested categories of a YAML dictionary: dictionaries have two or three levels, and a file that
/// goes deeper is hardly one.
pub const YAML_DEPTH: usize = 16;
/// Tokens above which only single words are counted. Chosen by eye.
pub const PHRASE_TOKENS: usize = 4_000_000;

/// Texts above which a meeting is a collection, and pairs of texts are no longer compared.
///
/// Below, the tree says more: which two speeches are nearest, and how sure that is. It groups
/// worse where the number of groups is given (ten classes of labelled news, ARI of tree and of
/// this: 200 texts .87 and .92 to .93, 500 texts .75 and .90 to .91, 1,000 texts .80 and .87),
/// and costs all pairs: 20 MB of JSON at 500 texts, 170 at 2,000.
pub const PAIRED_SPEECHES: usize = 500;
/// Draws that the settings may ask for: more tell nothing, and settings may come from anybody.
pub const DRAWS: usize = 10_000;
/// Steps of all draws that group a meeting together, a step a token and some hundreds a pair of
/// speeches: thirty-one work reports get all 200 draws, a hundred a few, several hundred none.
pub const GROUPING_STEPS: usize = 110_000_000;
/// Terms of a collection. Chosen by eye.
pub const COLLECTION_TERMS: usize = 30_000;
/// Groups of a collection: a reader takes in no more.
pub const COLLECTION_GROUPS: usize = 20;
/// Texts on which the number of groups of a collection is tried out. Chosen by eye.
pub const COLLECTION_TRIED: usize = 1000;
/// Votes of all fits together on the texts of a collection. Chosen by eye.
pub const COLLECTION_VOTES: usize = 1_000_000;
/// Themes found in a meeting: beside those of a codebook a reader takes in no more, and no more
/// colours can be told apart.
pub const FOUND_THEMES: usize = 12;
/// Passages on which the number of found themes is tried out. Chosen by eye.
pub const FOUND_TRIED: usize = 2000;

/// Speeches that are resampled: their 20,000 pairs are kept for every draw, 32 MB for 200 draws.
pub const RESAMPLED_SPEECHES: usize = 200;
/// Tokens that all draws of resampling may hold: half a second of one core for intervals, two for
/// the noise floor.
pub const RESAMPLED_TOKENS: usize = 60_000_000;
/// Speeches of a meeting whose omissions are judged: every pair is looked at, and thousands of
/// texts are not expected to speak of everything.
pub const OMISSION_SPEECHES: usize = 500;
/// Speeches of a meeting in which terms are removed to see what moves: each removal costs a
/// grouping.
pub const ABLATED_SPEECHES: usize = 100;
/// Terms that are removed from one speech. Chosen by eye.
pub const ABLATED_TERMS: usize = 12;
/// Letters of a meeting in which reused text is searched: an entry of the index takes 32 bytes.
pub const REUSE_LETTERS: usize = 2_000_000;
/// Characters of all compared meetings in which new wording is searched: each takes 12 bytes, and
/// 16 more while strings are sorted. Ten meetings of 31 work reports have six million.
pub const WORDING_LETTERS: usize = 10_000_000;
/// Characters of two meetings and the reference text in which carried text is searched: an entry of
/// the index takes 32 bytes, a letter 36.
pub const CARRIED_LETTERS: usize = 5_000_000;
/// Quantities of a change that are stated in one meeting only: most are news of one year that
/// nobody looks for in another. Chosen by eye.
pub const QUANTITIES_ONCE: usize = 500;
/// Speeches of a meeting of which every pair is explained; also members of a group. Chosen by eye.
pub const EXPLAINED_SPEECHES: usize = 60;
/// Edits of the settings that are followed one by one. Chosen by eye.
pub const FOLLOWED_EDITS: usize = 8;

/// Characters of a speaker's name in tables and charts. Chosen by eye.
pub const NAME_CHARACTERS: usize = 24;
/// Characters of a meeting's title: what is longer is not a title, and no chart has room for it.
pub const TITLE_CHARACTERS: usize = 120;
/// Speeches of a meeting that is drawn: with a row for each speech the chart of so many is eleven
/// thousand pixels high.
pub const CHART_SPEECHES: usize = 500;
/// Speeches of the heat map, which grows with their square. Chosen by eye.
pub const HEAT_MAP_SPEECHES: usize = 100;
/// Speeches of a heat map that grows until every cell has room for its number. Chosen by eye.
pub const NUMBERED_SPEECHES: usize = 36;
/// Speeches whose dots are named on the map: each name is tried beside all others, and hundreds
/// leave no room to see a dot.
pub const MAP_NAMES: usize = 100;
/// Pixels of a PNG: so many fill a printed page, and drawing them is what a chart costs most.
pub const PNG_PIXELS: usize = 6_000_000;
/// Speeches of which the page compares every pair. Chosen by eye.
pub const PAGE_PAIRED_SPEECHES: usize = 60;
/// Characters of a cell in the terminal: some twenty lines of a column. Breaking a cell into lines
/// costs the square of its length.
pub const CELL_CHARACTERS: usize = 400;

/// All limits, in the order in which a run meets them.
pub const TABLE: [Limit; 54] = [
    limit(
        "FILE_BYTES",
        FILE_BYTES,
        "bytes of a file, packed and unpacked",
        "refused; `--max-bytes` allows more",
    ),
    limit(
        "ARCHIVE_FILES",
        ARCHIVE_FILES as u64,
        "files of an archive",
        "refused; `--max-files` allows more",
    ),
    limit("PDF_PAGES", PDF_PAGES as u64, "pages of a PDF", "refused; `--max-pages` allows more"),
    limit(
        "READING_SECONDS",
        READING_SECONDS,
        "seconds of reading a file that is not plain text",
        "refused; `--max-seconds` allows more",
    ),
    limit(
        "READING_MEMORY",
        READING_MEMORY,
        "bytes of memory for the same, on Linux",
        "refused; `--max-memory` allows more",
    ),
    limit("WEB_PAGE_BYTES", WEB_PAGE_BYTES as u64, "bytes of a web page", "refused"),
    limit("WEB_PAGE_ELEMENTS", WEB_PAGE_ELEMENTS as u64, "elements of a web page", "refused"),
    limit("WEB_PAGE_DEPTH", WEB_PAGE_DEPTH as u64, "nested elements of a web page", "refused"),
    limit("DOCX_DEPTH", DOCX_DEPTH as u64, "nested elements of a Word document", "refused"),
    limit("PDF_MARKS", PDF_MARKS as u64, "marks drawn on a page of a PDF", "refused"),
    limit(
        "PDF_ROWS",
        PDF_ROWS as u64,
        "rows of a block of a PDF page",
        "columns are not searched between rows of that block",
    ),
    limit(
        "PDF_CUTS",
        PDF_CUTS as u64,
        "nested cuts of a PDF page",
        "the block is read line by line",
    ),
    limit(
        "PDF_PACKINGS",
        PDF_PACKINGS as u64,
        "nested compressions in a PDF",
        "unpacked size is not measured ahead",
    ),
    limit(
        "PORTION_BYTES",
        PORTION_BYTES as u64,
        "bytes of a table that `yiti survey` counts at once",
        "read in portions",
    ),
    limit(
        "ROW_BYTES",
        ROW_BYTES as u64,
        "bytes of a line of a table that `yiti survey` reads",
        "refused with its line",
    ),
    limit(
        "SURVEY_GROUPS",
        SURVEY_GROUPS as u64,
        "groups of a table that `yiti survey` reads",
        "refused; `--group-by` a column of fewer values",
    ),
    limit(
        "RECORD_SPEECHES",
        RECORD_SPEECHES as u64,
        "speeches of a running text",
        "refused; rows of a table have no limit",
    ),
    limit(
        "ASSIGNED_TITLES",
        ASSIGNED_TITLES as u64,
        "titles or speeches of a page",
        "titles that stand apart are given to no speech",
    ),
    limit(
        "COLUMN_LINES",
        COLUMN_LINES as u64,
        "lines of a text",
        "mixed columns are judged by the first so many",
    ),
    limit(
        "SENTENCE_CHARACTERS",
        SENTENCE_CHARACTERS as u64,
        "characters of a sentence",
        "the sentence ends at its next comma",
    ),
    limit(
        "SENTENCE_END",
        SENTENCE_END as u64,
        "characters of a sentence without commas",
        "the sentence ends there",
    ),
    limit("CODEBOOK_BYTES", CODEBOOK_BYTES as u64, "bytes of the terms of a codebook", "refused"),
    limit("YAML_CATEGORIES", YAML_CATEGORIES as u64, "categories of a YAML dictionary", "refused"),
    limit("YAML_DEPTH", YAML_DEPTH as u64, "nested categories of a YAML dictionary", "refused"),
    limit(
        "PHRASE_TOKENS",
        PHRASE_TOKENS as u64,
        "tokens of a meeting",
        "terms are single words, not phrases",
    ),
    limit(
        "PAIRED_SPEECHES",
        PAIRED_SPEECHES as u64,
        "speeches of a meeting",
        "a collection: k-means instead of a tree, pairs are not compared, themes are not searched",
    ),
    limit("DRAWS", DRAWS as u64, "draws in the settings", "refused"),
    limit(
        "GROUPING_STEPS",
        GROUPING_STEPS as u64,
        "tokens, and 250 for each pair of speeches, in all draws that group",
        "fewer draws, then none",
    ),
    limit(
        "COLLECTION_TERMS",
        COLLECTION_TERMS as u64,
        "terms of a collection",
        "those of the fewest texts are left out",
    ),
    limit(
        "COLLECTION_GROUPS",
        COLLECTION_GROUPS as u64,
        "groups of a collection",
        "not tried; `--groups` may ask for more",
    ),
    limit(
        "COLLECTION_TRIED",
        COLLECTION_TRIED as u64,
        "texts on which the number of groups is tried out",
        "every n-th text is taken",
    ),
    limit(
        "COLLECTION_VOTES",
        COLLECTION_VOTES as u64,
        "votes on the texts of a collection",
        "fewer fits vote, 20 at least",
    ),
    limit("FOUND_THEMES", FOUND_THEMES as u64, "found themes of a meeting", "no more are searched"),
    limit(
        "FOUND_TRIED",
        FOUND_TRIED as u64,
        "passages on which the number of found themes is tried out",
        "every n-th passage is taken",
    ),
    limit(
        "RESAMPLED_SPEECHES",
        RESAMPLED_SPEECHES as u64,
        "speeches of a meeting",
        "no intervals, no noise floor",
    ),
    limit(
        "RESAMPLED_TOKENS",
        RESAMPLED_TOKENS as u64,
        "tokens in all draws of resampling",
        "fewer draws; below 100 none",
    ),
    limit(
        "OMISSION_SPEECHES",
        OMISSION_SPEECHES as u64,
        "speeches of a meeting",
        "omissions are not judged",
    ),
    limit(
        "ABLATED_SPEECHES",
        ABLATED_SPEECHES as u64,
        "speeches of a meeting",
        "no terms are removed to see what moves",
    ),
    limit(
        "ABLATED_TERMS",
        ABLATED_TERMS as u64,
        "terms removed from one speech",
        "the speech is called firm",
    ),
    limit(
        "REUSE_LETTERS",
        REUSE_LETTERS as u64,
        "letters of a meeting",
        "reused text is not searched",
    ),
    limit(
        "WORDING_LETTERS",
        WORDING_LETTERS as u64,
        "characters of all compared meetings",
        "new and gone wording is not searched",
    ),
    limit(
        "CARRIED_LETTERS",
        CARRIED_LETTERS as u64,
        "characters of two compared meetings",
        "text carried from elsewhere is not searched",
    ),
    limit(
        "QUANTITIES_ONCE",
        QUANTITIES_ONCE as u64,
        "quantities stated in one of two compared meetings",
        "the first so many are listed, and their number",
    ),
    limit(
        "EXPLAINED_SPEECHES",
        EXPLAINED_SPEECHES as u64,
        "speeches of a meeting, or of a group",
        "only pairs inside smaller groups are explained",
    ),
    limit(
        "FOLLOWED_EDITS",
        FOLLOWED_EDITS as u64,
        "edited settings",
        "they are followed all at once",
    ),
    limit(
        "NAME_CHARACTERS",
        NAME_CHARACTERS as u64,
        "characters of a speaker's name",
        "cut, with … at its end",
    ),
    limit(
        "TITLE_CHARACTERS",
        TITLE_CHARACTERS as u64,
        "characters of a meeting's title",
        "cut, with … at its end",
    ),
    limit("CHART_SPEECHES", CHART_SPEECHES as u64, "speeches of a meeting", "no charts"),
    limit(
        "HEAT_MAP_SPEECHES",
        HEAT_MAP_SPEECHES as u64,
        "speeches of a meeting",
        "no heat map of similarity",
    ),
    limit(
        "NUMBERED_SPEECHES",
        NUMBERED_SPEECHES as u64,
        "speeches of a heat map",
        "cells may shrink below the size of their numbers",
    ),
    limit("MAP_NAMES", MAP_NAMES as u64, "speeches of a map", "dots have no names"),
    limit(
        "PNG_PIXELS",
        PNG_PIXELS as u64,
        "pixels of a PNG",
        "fewer pixels for each unit of the chart, one at least",
    ),
    limit(
        "PAGE_PAIRED_SPEECHES",
        PAGE_PAIRED_SPEECHES as u64,
        "speeches of a meeting",
        "pairs are in the tables, not on the page",
    ),
    limit(
        "CELL_CHARACTERS",
        CELL_CHARACTERS as u64,
        "characters of a cell in the terminal",
        "cut, with … at its end; CSV and JSON have it whole",
    ),
];

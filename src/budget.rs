//! What is too many: above these sizes something is left out or told in less detail.

/// Texts above which a meeting is a collection, and pairs of texts are no longer compared.
///
/// Below, the tree says more: which two speeches are nearest, and how sure that is. It groups
/// worse where the number of groups is given (ten classes of labelled news, ARI of tree and of
/// this: 200 texts .87 and .92 to .93, 500 texts .75 and .90 to .91, 1,000 texts .80 and .87),
/// and costs all pairs: 20 MB of JSON at 500 texts, 170 at 2,000.
pub const PAIRED_SPEECHES: usize = 500;

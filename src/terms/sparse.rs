//! Tables that are mostly empty, documents × terms.

use sprs::CsMatI;

/// A sparse matrix, stored by rows. A column takes four bytes: a collection has ten million entries,
/// and never as many terms as would need more.
pub(crate) type Sparse<N> = CsMatI<N, u32, usize>;

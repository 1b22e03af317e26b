//! Groups the speeches of a meeting: all pairs of few speeches are compared, of many speeches none.

use ndarray::Array2;

use super::{Ablation, Group, PairTerms, ablations, pair_terms, shared_terms};
use crate::budget::PAIRED_SPEECHES;
use crate::ids::SpeechId;
use crate::{
    error::Result,
    groups::{
        baseline::Baseline,
        collection::{self, Collection},
        comparison::Comparison,
        consensus::Consensus,
        group::Groups,
        plane,
    },
    terms::{Features, TermWeights},
    themes::{self},
};

/// Terms in the label of a collection's group; chosen by eye.
const LABEL: usize = 3;

/// The groups of a meeting and all that is known of them.
pub struct Grouped {
    /// The groups; of a collection without similarities and tree.
    pub groups: Groups,
    /// Share of `draws` in which each pair is together; the diagonal: alone.
    pub together: Array2<f64>,
    /// Chance that each pair is of one class; the diagonal: that the speech is alone.
    pub chances: Array2<f64>,
    /// What cosines arise by chance.
    pub null: Option<Baseline>,
    /// Resamplings behind `together`.
    pub draws: usize,
    /// Terms that make up each group's similarity.
    pub group_terms: Vec<Vec<String>>,
    /// Places of the speeches on a plane.
    pub map: Vec<[f64; 2]>,
    /// Why pairs stand together.
    pub why: Vec<PairTerms>,
    /// What would move a speech.
    pub ablations: Vec<Ablation>,
    /// What stands in place of all that goes by pairs, above [`PAIRED_SPEECHES`] speeches.
    pub collection: Option<Clusters>,
}

/// What is known of the groups of a collection.
#[derive(Debug, Clone, PartialEq)]
pub struct Clusters {
    /// Mean silhouette on the reduced vectors.
    pub silhouette: Option<f64>,
    /// Fits of k-means that voted.
    pub runs: usize,
    /// For each group how sure it is, 0 to 1; see [`Collection::confidence`].
    pub confidence: Vec<f64>,
    /// For each group the mean similarity of its pairs.
    pub nearness: Vec<Option<f64>>,
}

/// Groups the speeches of a meeting: by a tree, or above [`PAIRED_SPEECHES`] speeches by the
/// recipe for collections, which makes nothing that grows with the square of their number.
///
/// `weights` are what their words weigh: [`Comparison::weights`], or of a collection those of
/// [`collection::tfidf`].
///
/// # Errors
/// A dimension that linfa refuses.
pub fn group_speeches(
    comparison: &Comparison<'_>,
    weights: TermWeights,
    params: &themes::Params,
) -> Result<Grouped> {
    let features = comparison.features;
    if weights.documents() > PAIRED_SPEECHES {
        let found = collection::group(weights, params.groups, params.seed)?;
        return Ok(many(found, features));
    }
    let Consensus { groups, together, chances, draws, baseline } =
        Consensus::of(comparison, &comparison.gram(&weights), params);
    Ok(Grouped {
        together,
        chances,
        null: baseline,
        draws,
        group_terms: shared_terms(&weights, features, &groups),
        map: plane::project(&groups.similarity),
        why: pair_terms(&weights, features, &groups),
        ablations: ablations(comparison, &weights, &groups, params.groups),
        collection: None,
        groups,
    })
}

fn many(found: Collection, features: &Features) -> Grouped {
    let nearness = found.nearness();
    let confidence = found.confidence(&nearness);
    let mut order: Vec<usize> = (0..found.labels.len()).collect();
    order.sort_by_key(|&text| (found.labels[text], text));
    let none = Array2::zeros((0, 0));
    let groups = Groups {
        blank: found.weights.matrix().outer_iterator().map(|row| row.nnz() == 0).collect(),
        labels: found.labels,
        similarity: none.clone(),
        merges: Vec::new(),
        order,
    };
    Grouped {
        together: none.clone(),
        chances: none,
        null: None,
        draws: 0,
        group_terms: shared_terms(&found.weights, features, &groups),
        map: Vec::new(),
        why: Vec::new(),
        ablations: Vec::new(),
        collection: Some(Clusters {
            silhouette: found.silhouette,
            runs: found.runs,
            confidence,
            nearness,
        }),
        groups,
    }
}

impl Clusters {
    /// The group at `place`, called by its own `terms`: no theme need be common to hundreds.
    pub(super) fn group(
        &self,
        place: usize,
        members: Vec<usize>,
        names: &[String],
        terms: &[String],
    ) -> Group {
        Group {
            label: terms[..terms.len().min(LABEL)].join("、"),
            themes: Vec::new(),
            regions: members.iter().map(|&member| names[member].clone()).collect(),
            // Of one group only there is nothing to be parted from.
            confidence: self.confidence.get(place).copied().filter(|_| self.confidence.len() > 1),
            similarity: self.nearness.get(place).copied().flatten(),
            terms: terms.to_vec(),
            members: members.into_iter().map(SpeechId::new).collect(),
        }
    }
}

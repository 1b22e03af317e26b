//! The map: a logistic function by Newton's method, then pooled until it rises.

use yiti::groups::calibration::{Calibration, Knot, Weights};

use crate::observe::Heard;

/// Newton's steps; from nothing it takes about eight.
const STEPS: usize = 25;
/// A little of each weight's square is added to the loss, so that no weight runs away.
const RIDGE: f64 = 1e-3;
/// Ends of the bins of what is claimed, each made a point of the monotone map.
const BINS: [f64; 14] = [0.01, 0.03, 0.06, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97, 1.0];
/// Weights to fit.
const TERMS: usize = 5;
/// How often a pair counts of whose class is nobody: to take chance for a finding is the worse slip.
const ALONE: f64 = 3.0;

/// One pair of a dealt meeting.
struct Pair {
    features: [f64; TERMS],
    /// 1 if both are of one class.
    right: f64,
    /// How often it counts.
    weight: f64,
}

/// The map that fits the pairs of these meetings best; those dealt from one source count more.
pub(crate) fn fit(meetings: &[&Heard]) -> Result<Calibration, &'static str> {
    let mut map = Calibration { speeches: crate::TOLD_APART, ..Calibration::built_in().clone() };
    map.held_out.clear();
    let mut pairs = Vec::new();
    for heard in meetings {
        pairs.extend(heard.pairs().map(|(a, b)| Pair {
            features: Weights::features(heard.nearness((a, b)), map.within(heard.meeting)),
            right: f64::from(u8::from(heard.is_one_class(&[a, b]))),
            weight: if heard.is_one_source() { ALONE } else { 1.0 },
        }));
    }
    let weights = logistic(&pairs)?;
    let [constant, share, excess, speeches, spread] = weights;
    map.pair = Weights { constant, share, excess, speeches, spread };
    let mut points: Vec<(f64, f64)> =
        pairs.iter().map(|pair| (claimed(&weights, pair), pair.right)).collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    map.knots = rising(&points);
    Ok(map)
}

fn claimed(weights: &[f64; TERMS], pair: &Pair) -> f64 {
    let odds: f64 = weights.iter().zip(pair.features).map(|(weight, value)| weight * value).sum();
    1.0 / (1.0 + libm::exp(-odds))
}

/// Weights of the largest likelihood.
fn logistic(pairs: &[Pair]) -> Result<[f64; TERMS], &'static str> {
    let mut weights = [0.0; TERMS];
    for _ in 0..STEPS {
        let mut slope = weights.map(|weight| -RIDGE * weight);
        let mut bend = [[0.0; TERMS]; TERMS];
        for pair in pairs {
            let chance = claimed(&weights, pair);
            let slack = pair.weight * chance * (1.0 - chance);
            for (i, &feature) in pair.features.iter().enumerate() {
                slope[i] += pair.weight * (pair.right - chance) * feature;
                for (cell, &other) in bend[i].iter_mut().zip(&pair.features) {
                    *cell += slack * feature * other;
                }
            }
        }
        for (i, row) in bend.iter_mut().enumerate() {
            row[i] += RIDGE;
        }
        let step = solved(bend, slope).ok_or("the meetings do not tell the weights")?;
        for (weight, step) in weights.iter_mut().zip(step) {
            *weight += step;
        }
    }
    Ok(weights)
}

/// Solves `matrix · x = right` by elimination, the largest pivot first.
fn solved(mut matrix: [[f64; TERMS]; TERMS], mut right: [f64; TERMS]) -> Option<[f64; TERMS]> {
    for at in 0..TERMS {
        let pivot =
            (at..TERMS).max_by(|&a, &b| matrix[a][at].abs().total_cmp(&matrix[b][at].abs()))?;
        matrix.swap(at, pivot);
        right.swap(at, pivot);
        if matrix[at][at].abs() < 1e-12 {
            return None;
        }
        for row in at + 1..TERMS {
            let times = matrix[row][at] / matrix[at][at];
            let above = matrix[at];
            for (cell, above) in matrix[row].iter_mut().zip(above).skip(at) {
                *cell -= times * above;
            }
            right[row] -= times * right[at];
        }
    }
    let mut found = [0.0; TERMS];
    for row in (0..TERMS).rev() {
        let known: f64 = (row + 1..TERMS).map(|column| matrix[row][column] * found[column]).sum();
        found[row] = (right[row] - known) / matrix[row][row];
    }
    Some(found)
}

/// Points of what is claimed and how often it is right, neighbours pooled until they rise
/// (Ayer et al. 1955). `points` are sorted.
fn rising(points: &[(f64, f64)]) -> Vec<Knot> {
    struct Block {
        claimed: f64,
        right: f64,
        count: f64,
    }
    let mut blocks: Vec<Block> = Vec::new();
    let mut start = 0;
    for end in BINS {
        let past = points.partition_point(|point| point.0 < end || end >= 1.0);
        let bin = &points[start..past];
        start = past;
        if bin.is_empty() {
            continue;
        }
        let count = bin.len() as f64;
        let mut block = Block {
            claimed: bin.iter().map(|point| point.0).sum::<f64>() / count,
            right: bin.iter().map(|point| point.1).sum::<f64>() / count,
            count,
        };
        while let Some(last) = blocks.pop_if(|last| last.right >= block.right) {
            let count = last.count + block.count;
            let mean = |a: f64, b: f64| (a * last.count + b * block.count) / count;
            block = Block {
                claimed: mean(last.claimed, block.claimed),
                right: mean(last.right, block.right),
                count,
            };
        }
        blocks.push(block);
    }
    blocks.iter().map(|block| Knot { claimed: block.claimed, right: block.right }).collect()
}

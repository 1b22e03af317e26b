#!/usr/bin/env python3
"""Makes the fixtures of tests/oracles.rs: what others compute from the same numbers.

    pip install scikit-learn scipy
    python3 tests/oracles/make.py

writes tfidf.json, groups.json and keyness.json beside this script. Inputs are drawn with a
fixed seed, so a second run changes nothing but what a new release computes otherwise.
"""
import json
import pathlib

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform
from scipy.stats import chi2_contingency
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.metrics import silhouette_score
from sklearn.metrics.pairwise import cosine_similarity

HERE = pathlib.Path(__file__).parent
RANDOM = np.random.default_rng(7)


def tfidf(counts, min_df=1, max_df=1.0):
    """scikit-learn's sublinear tf and L2 norm, with the textbook idf ln(N / df)."""
    counts = np.asarray(counts, dtype=float)
    documents = counts.shape[0]
    df = (counts > 0).sum(axis=0)
    with np.errstate(divide="ignore"):
        idf = np.log(documents / df)
    # Below four documents the least document frequency does not bite.
    least = min_df if documents >= 4 else 1
    idf[(df < max(least, 1)) | (df > max_df * documents)] = 0.0
    transformer = TfidfTransformer(norm="l2", sublinear_tf=True).fit(counts)
    transformer.idf_ = idf
    return idf, transformer.transform(counts).toarray()


def centred(weights):
    """Cosines after the mean row is taken from every row."""
    return cosine_similarity(weights - weights.mean(axis=0))


def draw_counts(documents, terms, rate):
    """Counts of which no row is empty and no column is."""
    counts = RANDOM.poisson(rate, (documents, terms))
    for row in range(documents):
        counts[row, row % terms] += 1
    counts[0, counts.sum(axis=0) == 0] = 1
    return counts


def make_tfidf():
    cases = []
    for name, counts, min_df, max_df in [
        ("three short documents", [[2, 1, 0], [1, 0, 0], [0, 3, 1]], 2, 1.0),
        ("a term in every document", [[1, 2, 0, 1], [3, 0, 1, 1], [1, 1, 0, 5], [2, 0, 0, 1]], 1, 1.0),
        ("a document of such terms only", [[1, 0, 0], [1, 2, 0], [1, 0, 3], [4, 1, 1]], 1, 1.0),
        ("rare terms out", draw_counts(6, 15, 0.4), 2, 1.0),
        ("frequent terms out", draw_counts(8, 12, 0.7), 1, 0.5),
        ("eight speeches", draw_counts(8, 60, 0.8), 2, 1.0),
        ("thirty reports", draw_counts(30, 80, 1.5), 2, 0.9),
    ]:
        idf, weights = tfidf(counts, min_df, max_df)
        cases.append({
            "name": name,
            "counts": np.asarray(counts).tolist(),
            "min_df": min_df,
            "max_df": max_df,
            "idf": idf.tolist(),
            "weights": weights.tolist(),
            "cosines": (weights @ weights.T).tolist(),
            "centred": centred(weights).tolist(),
        })
    return cases


def make_groups():
    cases = []
    for name, speeches, dimensions, kinds in [
        ("three", 3, 5, 2),
        ("five", 5, 4, 2),
        ("eight", 8, 20, 3),
        ("thirteen", 13, 30, 4),
        ("thirty-one", 31, 40, 6),
    ]:
        centres = RANDOM.gamma(0.6, 1.0, (kinds, dimensions))
        rows = centres[RANDOM.integers(kinds, size=speeches)]
        rows = rows + RANDOM.gamma(0.5, 0.5, (speeches, dimensions))
        gram = rows @ rows.T
        similarity = centred(rows)
        distance = 1.0 - similarity
        np.fill_diagonal(distance, 0.0)
        tree = linkage(squareform(distance, checks=False), method="average")
        cuts = []
        for count in range(1, speeches + 1):
            labels = fcluster(tree, count, criterion="maxclust")
            assert len(set(labels)) == count, "a tie in the tree; draw another"
            inside = 1 < count < speeches
            score = silhouette_score(distance, labels, metric="precomputed") if inside else None
            cuts.append({"count": count, "labels": labels.tolist(), "silhouette": score})
        shuffled = RANDOM.integers(3, size=speeches)
        shuffled[:3] = [0, 1, 2]
        any_labels = None
        if speeches > 3:
            score = silhouette_score(distance, shuffled, metric="precomputed")
            any_labels = {"labels": shuffled.tolist(), "silhouette": score}
        cases.append({
            "name": name,
            "gram": gram.tolist(),
            "similarity": similarity.tolist(),
            "merges": [[int(a), int(b), 1.0 - d, int(size)] for a, b, d, size in tree.tolist()],
            "cuts": cuts,
            "any_labels": any_labels,
        })
    return cases


def log_odds_z(y_t, n_t, y_r, n_r):
    """Monroe, Colaresi and Quinn (2008), eqs. 15, 20 and 22; the prior is both texts together."""
    alpha, alpha_0 = y_t + y_r, n_t + n_r
    delta = np.log((y_t + alpha) / (n_t + alpha_0 - y_t - alpha))
    delta -= np.log((y_r + alpha) / (n_r + alpha_0 - y_r - alpha))
    return float(delta / np.sqrt(1.0 / (y_t + alpha) + 1.0 / (y_r + alpha)))


def signed_g2(y_t, n_t, y_r, n_r):
    """SciPy's log-likelihood ratio without a correction, negative if rarer in the target."""
    table = [[y_t, n_t - y_t], [y_r, n_r - y_r]]
    g2 = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    return float(g2 if y_t * n_r >= y_r * n_t else -g2)


def make_keyness():
    cases = [(10, 100, 5, 200), (4, 8000, 0, 240000), (0, 1000, 30, 5000), (1, 1, 1, 3),
             (7, 500, 7, 500), (1, 731, 1, 4700), (52, 812, 300, 5400), (3, 3, 2, 900)]
    for _ in range(24):
        n_t, n_r = int(RANDOM.integers(50, 9000)), int(RANDOM.integers(50, 300000))
        y_t, y_r = int(RANDOM.integers(0, 40)), int(RANDOM.integers(1, 50))
        cases.append((y_t, n_t, y_r, n_r))
    return [{"target": [y_t, n_t], "reference": [y_r, n_r],
             "z": log_odds_z(y_t, n_t, y_r, n_r), "g2": signed_g2(y_t, n_t, y_r, n_r)}
            for y_t, n_t, y_r, n_r in cases]


def main():
    for name, make in [("tfidf", make_tfidf), ("groups", make_groups), ("keyness", make_keyness)]:
        lines = ",\n".join(json.dumps(case) for case in make())
        (HERE / f"{name}.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()

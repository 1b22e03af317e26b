"""What researchers do today with a large collection: jieba, TF-IDF, SVD, k-means.

`python recipe.py FILE.jsonl`: an object a line with `text`. Prints the sizes of the groups.
"""

import json
import sys
from collections import Counter

import rjieba
from sklearn.cluster import KMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

TERMS, DIRECTIONS, GROUPS, BEGINNINGS, SEED = 30_000, 50, 20, 3, 42


def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    weights = TfidfVectorizer(
        tokenizer=rjieba.cut, token_pattern=None, lowercase=False, max_features=TERMS, max_df=0.4, min_df=5
    ).fit_transform(texts)
    rows = normalize(TruncatedSVD(DIRECTIONS, random_state=SEED).fit_transform(weights))
    labels = KMeans(GROUPS, n_init=BEGINNINGS, random_state=SEED).fit_predict(rows)
    print(sorted(Counter(labels.tolist()).values(), reverse=True))


if __name__ == "__main__":
    main()

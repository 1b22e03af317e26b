"""Writes significance.json, which tests/significance.rs compares with: `python3 significance.py`.

Needs scipy. G² is scipy's log-likelihood contingency test; DPnorm after Lijffijt and Gries is
written out from its definition, by another way than the Rust code takes.
"""

import json
import pathlib
import random
from fractions import Fraction

from scipy.stats import chi2_contingency

random.seed(20220710)


def keyness(a, n, b, m):
    table = [[a, n - a], [b, m - b]]
    g2 = chi2_contingency(table, correction=False, lambda_="log-likelihood")[0]
    sign = 1 if a * (n + m) >= (a + b) * n else -1
    return {"target": [a, n], "reference": [b, m], "g2": sign * g2}


def dpnorm(counts, sizes):
    """In fractions, with the sum of the positive differences for half of all."""
    occurrences, words = sum(counts), sum(sizes)
    parts = [(Fraction(c, occurrences), Fraction(s, words)) for c, s in zip(counts, sizes)]
    dp = sum((v - s for v, s in parts if v > s), Fraction(0))
    return float(dp / (1 - min(s for _, s in parts)))


tables = [(10, 100, 5, 200), (6, 468, 0, 2747), (1, 468, 1, 2747), (0, 400, 9, 2800)]
tables += [(300, 7000, 2, 240_000), (700, 7000, 0, 240_000), (13, 1000, 26, 2000)]
for _ in range(40):
    n, m = random.randint(200, 9000), random.randint(1000, 300_000)
    tables.append((random.randint(0, n // 50), n, random.randint(1, m // 50), m))
rows = [keyness(*table) for table in tables]

parts = [([1, 1], [10, 10]), ([0, 7], [30, 10]), ([7, 0], [30, 10])]
for _ in range(40):
    k = random.randint(2, 12)
    parts.append(([random.randint(0, 6) for _ in range(k)], [random.randint(1, 900) for _ in range(k)]))
parts = [part for part in parts if sum(part[0])]

oracle = {
    "keyness": rows,
    "dispersion": [{"counts": c, "sizes": s, "dpnorm": dpnorm(c, s)} for c, s in parts],
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(oracle, indent=1) + "\n")

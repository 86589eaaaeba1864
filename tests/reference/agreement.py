"""Writes agreement.json: random ratings and segments with the coefficients that other programs give for them.

Nothing of Thematica is used here. The coefficients are those of krippendorff 0.9, irrCAC 0.4.4, statsmodels 0.15,
scikit-learn 1.9, nltk 3.10 and krippendorff-unitized-alpha 0.1. What none of them computes is written out below as literally
as the definition reads, character by character, without regard for speed: `cu`, `code` and `squared` of the segments, and
`identical` of the ratings. `null` means that a coefficient is undefined: the program raises, or gives NaN or a standard
error of zero.

    pip install krippendorff irrCAC statsmodels scikit-learn nltk krippendorff-unitized-alpha
    python tests/reference/agreement.py > tests/reference/agreement.json
"""

import json
import random
import warnings
from itertools import combinations, permutations

import krippendorff
import numpy as np
import pandas as pd
from irrCAC.raw import CAC
from krippendorff_unitized_alpha.krippendorffs_unitized_alpha import (
    EMPTY_TAG,
    KrippendorffUnitizedAlpha,
    Segment,
)
from nltk.metrics import agreement, jaccard_distance, masi_distance
from sklearn.metrics import cohen_kappa_score, f1_score
from statsmodels.stats.inter_rater import aggregate_raters, cohens_kappa, fleiss_kappa

warnings.filterwarnings("ignore")


def number(value):
    """A finite number with twelve digits, or null."""
    value = float(value)
    return float(f"{value:.12g}") if np.isfinite(value) else None


def defined(compute):
    try:
        return number(compute())
    except (ValueError, ZeroDivisionError):
        return None


def nominal(coders, categories, units, missing, agreement_rate, weights):
    """Ratings that follow a hidden truth to some degree."""
    rows = []
    for _ in range(units):
        truth = random.choices(range(categories), weights)[0]
        row = []
        for _ in range(coders):
            guess = random.choices(range(categories), weights)[0]
            rating = truth if random.random() < agreement_rate else guess
            row.append(None if random.random() < missing else rating)
        rows.append(row)
    return rows


def gwet(frame, categories, name):
    cac = CAC(frame, categories=list(range(categories)), digits=12)
    found = getattr(cac, name)()["est"]
    if found["pe"] >= 1 - 1e-12:
        return None
    flat = found["se"] < 1e-11
    interval = [None, None] if flat else [number(x) for x in found["confidence_interval"]]
    return {
        "value": number(found["coefficient_value"]),
        "observed": number(found["pa"]),
        "expected": number(found["pe"]),
        "error": number(found["se"]),
        "interval": interval,
    }


def of_pair(first, second, categories):
    both = [(a, b) for a, b in zip(first, second) if a is not None and b is not None]
    a, b = [x for x, _ in both], [y for _, y in both]
    table = np.zeros((categories, categories))
    for x, y in both:
        table[x, y] += 1
    if not both or (len(set(a)) == 1 and set(a) == set(b)):
        return None
    found = cohens_kappa(table)
    again = cohen_kappa_score(a, b)
    assert abs(found.kappa - again) < 1e-12
    flat = found.std_kappa < 1e-12 or not np.isfinite(found.std_kappa)
    task = agreement.AnnotationTask(
        [("a", i, x) for i, x in enumerate(a)] + [("b", i, y) for i, y in enumerate(b)]
    )
    specific = [
        number(f1_score(a, b, labels=[k], average="macro")) if k in a or k in b else None
        for k in range(categories)
    ]
    return {
        "kappa": number(found.kappa),
        "max": number(found.kappa_max),
        "error": None if flat else number(found.std_kappa),
        "interval": [None if flat else number(x) for x in (found.kappa_low, found.kappa_upp)],
        "pi": number(task.pi()),
        "specific": specific,
    }


def case(rows, categories):
    coders = list(zip(*rows))
    data = np.array([[np.nan if x is None else x for x in coder] for coder in coders], float)
    frame = pd.DataFrame(data.T)
    complete = [row for row in rows if None not in row]
    pairs = [of_pair(coders[i], coders[j], categories) for i, j in combinations(range(len(coders)), 2)]
    one = len({x for row in complete for x in row}) < 2
    return {
        "categories": categories,
        "coders": ["".join("." if x is None else str(x) for x in coder) for coder in coders],
        "ac1": gwet(frame, categories, "gwet"),
        "fleiss": gwet(frame, categories, "fleiss"),
        "conger": gwet(frame, categories, "conger"),
        "brennan_prediger": gwet(frame, categories, "bp"),
        "alpha_error": gwet(frame, categories, "krippendorff"),
        "alpha": defined(
            lambda: krippendorff.alpha(
                reliability_data=data, level_of_measurement="nominal", value_domain=list(range(categories))
            )
        ),
        "complete_fleiss": None if one else number(fleiss_kappa(aggregate_raters(np.array(complete))[0])),
        "identical": number(np.mean([len(set(row)) == 1 for row in complete])) if complete else None,
        "pairs": pairs,
        "light": None if None in pairs else number(np.mean([pair["kappa"] for pair in pairs])),
    }


def label_sets(coders, labels, units, missing, may_be_empty):
    rows = []
    for _ in range(units):
        truth = {label for label in range(labels) if random.random() < 0.4}
        row = []
        for _ in range(coders):
            own = {label for label in range(labels) if (label in truth) ^ (random.random() < 0.15)}
            if not own and not may_be_empty:
                own = {0}
            row.append(None if random.random() < missing else sorted(own))
        rows.append(row)

    def alpha(distance):
        def between(one, other):
            return distance(one, other) if one or other else 0.0

        data = [
            (coder, unit, frozenset(own))
            for unit, row in enumerate(rows)
            for coder, own in enumerate(row)
            if own is not None
        ]
        return number(agreement.AnnotationTask(data, distance=between).alpha())

    return {"units": rows, "masi": alpha(masi_distance), "jaccard": alpha(jaccard_distance)}


def random_segments(length, codes):
    at, segments = 0, []
    while True:
        at += random.choice([0, 0, random.randrange(1, 12)])
        end = at + random.randrange(1, 15)
        if end > length:
            return segments
        segments.append((at, end, random.randrange(codes)))
        at = end


def with_gaps(segments, length):
    at = 0
    for begin, end, code in segments:
        if begin > at:
            yield Segment(EMPTY_TAG, at, begin)
        yield Segment(str(code), begin, end)
        at = end
    if at < length:
        yield Segment(EMPTY_TAG, at, length)


def unitized(coders, length):
    return number(
        KrippendorffUnitizedAlpha({str(i): list(with_gaps(c, length)) for i, c in enumerate(coders)}).result
    )


def by_character(coders, length, codes):
    """cu-alpha and (k)u-alpha from a table of which code each coder gave each character."""
    m = len(coders)
    line = [[None] * length for _ in coders]
    for i, segments in enumerate(coders):
        for begin, end, code in segments:
            line[i][begin:end] = [code] * (end - begin)
    shared = np.zeros((codes, codes))
    for i, j in permutations(range(m), 2):
        for a, b in zip(line[i], line[j]):
            if a is not None and b is not None:
                shared[a, b] += 1 / (m - 1)
    squares = np.zeros(codes)
    for i, segments in enumerate(coders):
        for begin, end, code in segments:
            met = sum(line[j][at] is not None for j in range(m) if j != i for at in range(begin, end))
            squares[code] += (met / (m - 1)) ** 2
    rows = shared.sum(axis=1)
    total = rows.sum()
    expected = total * (np.outer(rows, rows) - np.diag(squares)) / (total**2 - squares.sum())
    if (rows > 0).sum() < 2:
        return None, [None] * codes
    cu = 1 - (total - np.trace(shared)) / (total - np.trace(expected))
    sums = expected.sum(axis=1)
    code = [
        number(1 - sums[k] / rows[k] * (rows[k] - shared[k, k]) / (sums[k] - expected[k, k])) if rows[k] > 0 else None
        for k in range(codes)
    ]
    return number(cu), code


def squared(coders, length, code):
    """alpha_U of 2004, with every section of every coder written out."""
    m = len(coders)

    def sections(segments):
        at, found = 0, []
        for begin, end, own in segments:
            if own == code:
                if begin > at:
                    found.append((at, begin, False))
                found.append((begin, end, True))
                at = end
        if at < length:
            found.append((at, length, False))
        return found

    lines = [sections(segments) for segments in coders]
    units = [(begin, end) for line in lines for begin, end, is_unit in line if is_unit]
    gaps = [end - begin for line in lines for begin, end, is_unit in line if not is_unit]
    if not units:
        return None
    observed = 0
    for one, other in permutations(lines, 2):
        for a, b, first in one:
            for c, d, second in other:
                if min(b, d) <= max(a, c):
                    continue
                if first and second:
                    observed += (a - c) ** 2 + (b - d) ** 2
                elif first and c <= a and b <= d:
                    observed += (b - a) ** 2
                elif second and a <= c and d <= b:
                    observed += (d - c) ** 2
    observed /= m * (m - 1) * length**2
    expected, same = 0, 0
    for begin, end in units:
        l = end - begin
        expected += (len(units) - 1) / 3 * (2 * l**3 - 3 * l**2 + l)
        expected += l**2 * sum(gap - l + 1 for gap in gaps if gap >= l)
        same += l * (l - 1)
    expected *= 2 / length / (m * length * (m * length - 1) - same)
    return number(1 - observed / expected)


def segments_case(m, codes, length):
    coders = [random_segments(length, codes) for _ in range(m)]
    # Half of the coders follow the first one roughly, so that there is some agreement.
    for i in range(1, m, 2):
        coders[i] = [(b, max(b + 1, e - random.randrange(3)), k) for b, e, k in coders[0] if random.random() < 0.8]
    cu, code = by_character(coders, length, codes)
    return {
        "length": length,
        "codes": codes,
        "coders": coders,
        "u": unitized(coders, length),
        "binary": unitized([[(b, e, 0) for b, e, _ in c] for c in coders], length),
        "cu": cu,
        "code": code,
        "squared": [squared(coders, length, k) for k in range(codes)],
    }


def main():
    random.seed(1960)
    nominal_cases = []
    for i in range(60):
        coders, categories = 2 + i % 4, 2 + i % 5
        weights = [1] * categories if i % 3 else [8] + [1] * (categories - 1)
        # Every seventh case has a category that was available and never used.
        if i % 7 == 0 and categories > 2:
            weights[-1] = 0
        rows = nominal(coders, categories, random.randrange(8, 40), (i % 6) * 0.06, random.uniform(0.2, 0.95), weights)
        nominal_cases.append(case(rows, categories))
    # What is undefined: one category only, with and without missing ratings, and one coder who never varies.
    nominal_cases.append(case([[0, 0]] * 6, 2))
    nominal_cases.append(case([[1, 1, None], [1, None, 1], [1, 1, 1]] * 3, 3))
    nominal_cases.append(case([[0, 0, 1], [0, 0, 0], [0, 0, 1]] * 3, 2))
    nominal_cases.append(case([[0, 0], [1, 1], [2, 2]] * 2, 3))
    print(
        json.dumps(
            {
                "nominal": nominal_cases,
                "label_sets": [label_sets(2 + i % 3, 2 + i % 4, 25, (i % 3) * 0.1, i % 2 == 0) for i in range(12)],
                "segments": [segments_case(2 + i % 4, 1 + i % 5, random.randrange(40, 200)) for i in range(20)],
            }
        ).replace('}, {"', '},\n{"')
    )


main()

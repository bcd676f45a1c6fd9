"""Weights by logistic regression: which class the signs of a case speak for."""
from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

S = TypeVar("S", bound=Hashable)
STRENGTH = 1.0  # the inverse of how strongly the squares of the weights are held down (C of scikit-learn)
SEEN = 2  # a sign of one case alone teaches nothing
LEAST = 0.2  # weights that say less are left out
STEP = 0.25  # weights are written in steps of this


class Case(NamedTuple):
    """What is seen of a case, and every class that a careful reader would give it."""

    signs: set[tuple[str, ...]]
    classes: tuple[str, ...]


def weights(cases: Sequence[Case], share: float) -> dict[tuple[str, ...], dict[str, float]]:
    """Sign → class → weight, times `share`. A case with several classes is each of them in part."""
    counts = Counter(sign for case in cases for sign in case.signs)
    number = {sign: place for place, sign in enumerate(sorted(sign for sign, count in counts.items() if count >= SEEN))}
    rows = [(case.signs, one, 1 / len(case.classes)) for case in cases for one in case.classes]
    columns = [[number[sign] for sign in signs if sign in number] for signs, _, _ in rows]
    ends = np.cumsum([0, *map(len, columns)])
    seen = csr_matrix((np.ones(ends[-1]), np.concatenate(columns).astype(int), ends), shape=(len(rows), len(number)))
    model = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=5000)
    model.fit(seen, [one for _, one, _ in rows], sample_weight=[part for _, _, part in rows])
    return {sign: dict(_told(model, place, share)) for sign, place in number.items()}


def _told(model: LogisticRegression, place: int, share: float) -> Iterator[tuple[str, float]]:
    for one, weight in zip(model.classes_, model.coef_[:, place], strict=True):
        if abs(weight) >= LEAST:
            yield str(one), round(round(share * weight / STEP) * STEP, 2)

"""Weights by logistic regression: which class the signs of a case speak for."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

STRENGTH = 2.0  # the inverse of how strongly the squares of the weights are held down (C of scikit-learn)
SEEN = 2  # a sign of one case alone teaches nothing
LEAST = 0.2  # what says less, before `share`, is left out
FEWEST = 3
STEP = 0.25  # weights are written in steps of this


class Case(NamedTuple):
    """What is seen of a case, and every class that a careful reader would give it."""

    signs: set[tuple[str, ...]]
    classes: tuple[str, ...]


def weights(cases: Sequence[Case], share: float) -> dict[tuple[str, ...], dict[str, float]]:
    """Sign → class → weight, times `share`. A case with several classes is each of them in part.

    ValueError where there are fewer than three classes: with two the model has one row of weights for both.
    """
    counts = Counter(sign for case in cases for sign in case.signs)
    rows = [(case.signs, one, 1 / len(case.classes)) for case in cases for one in case.classes]
    if len({one for _, one, _ in rows}) < FEWEST:
        raise ValueError(f"there must be {FEWEST} classes or more")
    signs = DictVectorizer()
    seen = signs.fit_transform([{sign: 1.0 for sign in found if counts[sign] >= SEEN} for found, _, _ in rows])
    model = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=5000)
    model.fit(seen, [one for _, one, _ in rows], sample_weight=[part for _, _, part in rows])
    return {sign: dict(_told(model, place, share)) for place, sign in enumerate(signs.feature_names_)}


def _told(model: LogisticRegression, place: int, share: float) -> Iterator[tuple[str, float]]:
    for one, weight in zip(model.classes_, model.coef_[:, place], strict=True):
        if abs(weight) >= LEAST:
            yield str(one), round(round(share * weight / STEP) * STEP, 2)

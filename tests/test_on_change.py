"""Running whenever the raw texts are not as they were."""
from __future__ import annotations

import threading
from collections.abc import Iterable

from flows.on_change import run_on_change
from flows.watching import Look


def runs(looks: Iterable[str | None], *took_place: bool) -> list[str]:
    """What the raw texts were at each run, of looks that show these states (None: the look fails); whether each run took place."""
    ended, ran, answers = threading.Event(), [], iter(took_place)
    states = iter(looks)
    seen = ""

    def look() -> Look:
        nonlocal seen
        state = next(states, "end")
        if state == "end":
            ended.set()
            state = seen
        if state is None:
            raise OSError("no answer")
        seen = state
        return {"a.txt": (state,)}

    def run() -> bool:
        ran.append(seen)
        return next(answers, True)

    run_on_change(look, run, 0, ended)
    return ran


def test_it_runs_at_first_and_then_once_a_change() -> None:
    assert runs("1111222211") == ["1", "2", "1"]


def test_a_text_that_is_still_being_written_is_waited_for() -> None:
    assert runs("112345666") == ["1", "6"]


def test_what_a_run_left_to_do_is_tried_again_ever_more_seldom() -> None:
    assert runs("11" + "2" * 8, True, False, False, True) == ["1", "2", "2", "2"]
    assert len(runs("1" * (1 + 1 + 2 + 4 + 8 + 1), *[False] * 5)) == 5, "at the next look, then after 2, 4 and 8"


def test_a_change_is_run_at_once_though_the_one_before_is_still_to_be_tried_again() -> None:
    assert runs("1111" + "22", False, False, True) == ["1", "1", "2"]


def test_a_look_that_fails_is_taken_again() -> None:
    assert runs(["1", "1", None, None, "2", "2"]) == ["1", "2"]

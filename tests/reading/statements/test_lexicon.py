"""The lexicon's files: a slip of the pen stops the reading with an error that names it."""
from pathlib import Path

import pytest

from flows.reading.statements.function_words import function_words
from flows.reading.statements.lexicon import lexicon, scan, unhidden
from flows.reading.statements.modality_words import Cue, modality_words
from flows.reading.statements.tables import LexiconError, rows, words


def test_a_row_with_a_cell_too_many_is_refused_with_the_name_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "cues.csv"
    path.write_text("cue,note\n应,a,b\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"cues\.csv"):
        rows(path)


def test_words_parted_by_a_full_width_semicolon_are_refused() -> None:
    assert words("应; 须") == ("应", "须")
    with pytest.raises(LexiconError, match="；"):
        words("应；须")


def test_every_cue_has_a_modality_that_speaks_and_every_function_word_a_vote_or_hides() -> None:
    cues = [word for word in modality_words().values() if isinstance(word, Cue)]
    assert {cue.modality for cue in cues} == {"prohibition", "obligation", "encouragement", "permission"}
    assert all(word.hides or any(word.votes.values()) for word in function_words().values())


def spans(text: str) -> list[str]:
    return [lexicon().words[word] for word in unhidden(scan([text])).word]


def test_words_come_in_the_order_of_their_ends_and_the_longest_first_of_those_that_end_together() -> None:
    hits = scan(["略", "国务院办公厅印发老旧小区改造实施意见，城市更新是保障安全的重要举措。"])
    assert set(hits.text) == {1}
    ends = list(zip(hits.end, hits.start, strict=True))
    assert len(ends) > 5
    assert ends == sorted(ends)


def test_words_inside_a_phrase_that_only_contains_their_letters_are_not_found() -> None:
    assert "是" in spans("改造是关键。")
    assert "是" not in spans("这是关键。")


def test_letters_of_a_cue_inside_a_phrase_do_not_vote_either() -> None:
    assert "要" in spans("财政要加大投入。")
    assert "要" not in spans("主要依托港口布局。")

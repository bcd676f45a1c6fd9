"""Remembered readings."""
from __future__ import annotations

from flows.reading import quantities, remembered
from flows.reading.quantities import Context

TEXT = "到2027年，力争完成20个城市的更新，不得大拆大建。"


def test_quantities_read_again_are_the_same() -> None:
    first, again = (remembered.find_quantities(TEXT, Context(2025)) for _ in range(2))
    assert first == again == tuple(quantities.find_quantities(TEXT, Context(2025)))


def test_another_context_is_another_reading() -> None:
    text = "年底前完成。"
    dates = [remembered.find_quantities(text, Context(year))[0].date_value for year in (2024, 2025)]
    assert dates == ["2024-12", "2025-12"]


def test_a_long_text_is_read_but_not_kept() -> None:
    held = remembered._quantities.cache_info().currsize
    long = TEXT * remembered.LONGEST
    assert remembered.find_quantities(long, Context(2025)) == tuple(quantities.find_quantities(long, Context(2025)))
    assert remembered._quantities.cache_info().currsize == held

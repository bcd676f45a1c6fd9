"""Public extractors behind one face: `python extractors.py NAME < lines.json` writes what NAME finds in each line.

Runs in the extractors' own environment, so it imports nothing of the project. In: a JSON array of lines. Out: {"seconds": CPU
seconds after loading, "found": for each line an array of hits, "failed": lines at which it failed, and so found nothing}.
A hit is [start, end, low, high]: numbers, ISO dates or null.
"""
from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Value = float | str | None
Hit = tuple[int, int, Value, Value]
Extract = Callable[[str], Iterator[Hit]]
WARM_UP = "到2025年底，新增20个小区，投资不低于8亿元。"
REFERENCE = "2025-01-01"


def _number(value: Any) -> float | None:
    match = re.search(r"-?[0-9]+(?:\.[0-9]+)?", str(value))
    return float(match.group()) if match else None


def jionlp() -> Extract:
    """Times and money."""
    import jionlp as jio

    def extract(line: str) -> Iterator[Hit]:
        for entity in jio.ner.extract_money(line, with_parsing=True):
            number = entity["detail"]["num"]
            low, high = number if isinstance(number, list) else (number, number)
            yield (*entity["offset"], _number(low), _number(high))
        for entity in jio.ner.extract_time(line, time_base={"year": 2025}, with_parsing=True):
            found = entity["detail"]["time"]
            ends = (found[0], found[-1]) if isinstance(found, list) else (found, found)
            yield (*entity["offset"], *(end[:10] if isinstance(end, str) else _number(list(end.values())[:1]) for end in ends))

    return extract


def recognizers_text() -> Extract:
    """Microsoft's recognizers: numbers, percentages, money, dimensions and dates."""
    import recognizers_suite
    from recognizers_text import Culture

    names = ("number", "percentage", "currency", "dimension", "age", "datetime")
    recognize = [getattr(recognizers_suite, f"recognize_{name}") for name in names]

    def extract(line: str) -> Iterator[Hit]:
        for find in recognize:
            for entity in find(line, Culture.Chinese):
                said = entity.resolution or {}
                value = (said.get("values") or [said])[0]
                if "timex" in value and "duration" not in entity.type_name:
                    low, high = value.get("start", value.get("value")), value.get("end", value.get("value"))
                else:
                    low = high = _number(value.get("timex", value.get("value")))
                yield entity.start, entity.end + 1, low, high

    return extract


def duckling() -> Extract:
    """All of wit.ai's Duckling for Chinese but temperatures, which it sees in every number."""
    import duckling as package
    import jpype

    jars = (Path(package.__file__).parent / "jars").rglob("*.jar")
    jpype.startJVM(classpath=[str(jar) for jar in jars], convertStrings=True)
    parser = package.Duckling(jvm_started=True)
    parser.load(languages=[package.Language.CHINESE])

    def extract(line: str) -> Iterator[Hit]:
        for entity in parser.parse(line, language=package.Language.CHINESE, reference_time=REFERENCE):
            if entity["dim"] == "temperature" or entity.get("latent"):
                continue
            said = entity["value"]
            ends = [(said.get(end) or said).get("value") for end in ("from", "to")]
            low, high = (end[:10] if isinstance(end, str) else end for end in ends)
            yield entity["start"], entity["end"], low, high

    return extract


def dateparser() -> Extract:
    """Dates, at the first place after the last one where their words stand."""
    from dateparser.search import search_dates

    def extract(line: str) -> Iterator[Hit]:
        place = 0
        for words, date in search_dates(line, languages=["zh"]) or ():
            start = line.find(words, place)
            if words and start >= 0:
                place = start + len(words)
                yield start, place, date.date().isoformat(), date.date().isoformat()

    return extract


def quantulum3() -> Extract:
    """Quantities, as in English."""
    from quantulum3 import parser

    def extract(line: str) -> Iterator[Hit]:
        for quantity in parser.parse(line):
            yield (*quantity.span, quantity.value, quantity.value)

    return extract


def jieba_posseg() -> Extract:
    """Runs of numerals (m) and the classifiers (q) after them."""
    import jieba
    import jieba.posseg

    jieba.setLogLevel(60)

    def extract(line: str) -> Iterator[Hit]:
        place, start = 0, -1
        for word, tag in jieba.posseg.cut(line):
            if tag == "m" and start < 0:
                start = place
            elif start >= 0 and tag not in ("m", "q"):
                yield start, place, None, None
                start = -1
            place += len(word)
        if start >= 0:
            yield start, place, None, None

    return extract


EXTRACTORS = {function.__name__: function for function in (jionlp, recognizers_text, duckling, dateparser, quantulum3, jieba_posseg)}


def longest(hits: list[Hit]) -> list[Hit]:
    """The hits without those that overlap a longer one: an extractor that reads one place in several ways is taken at its best."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0])):
        if all(hit[1] <= other[0] or other[1] <= hit[0] for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit[:2])


def main(name: str) -> None:
    """Read lines from the standard input, write what is found to the standard output."""
    output, sys.stdout = sys.stdout, sys.stderr  # some extractors greet
    extract = EXTRACTORS[re.sub(r"\W", "_", name)]()
    list(extract(WARM_UP))
    found, failed, start = [], 0, time.process_time()
    for line in json.load(sys.stdin):
        try:
            found.append(longest(list(extract(line))))
        except Exception as error:
            print(f"{name}: {error!r} at {line!r}", file=sys.stderr)
            found.append([])
            failed += 1
    json.dump({"seconds": time.process_time() - start, "found": found, "failed": failed}, output)


if __name__ == "__main__":
    main(sys.argv[1])
